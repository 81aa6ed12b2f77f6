"""The calendar of claims: what is handed up late goes on later, forms are summed up by semester, reminders are read."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from services.assessment.rules import semester_batch
from services.platform.clock import SHANGHAI
from services.policy.facts import SchoolCalendar
from tests.assessment.forms import CYCLE, LESSON, MENTORING, NOVEMBER, Desk, open_desk
from tests.assessment.judging import in_force
from tests.support import Apps

Travel = Callable[[datetime], Awaitable[None]]
XH = in_force("XH", **CYCLE)


@pytest.fixture
async def desk(apps: Apps, travel: Travel) -> Desk:
    await travel(NOVEMBER)
    return await open_desk(apps)


def dues(claim: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["level"], one["due"]) for one in claim["batches"]]


LATE = datetime(2026, 12, 11, 9, tzinfo=SHANGHAI)


async def test_what_a_school_recognises_after_the_10th_goes_with_the_districts_next_batch(
    desk: Desk, travel: Travel
) -> None:
    await desk.settings(school_days=60, district_days=60)
    claim = await desk.submitted(LESSON)
    await travel(LATE)

    decided = await desk.decide(claim, desk.school())

    assert dues(decided) == [("SCHOOL", "2026-12-05"), ("DISTRICT", "2027-01-10")]
    assert decided["batches"][1]["state"] == "NEXT_BATCH"
    assert datetime.fromisoformat(decided["posts_at"]) == datetime(2027, 1, 11, tzinfo=SHANGHAI)


@pytest.mark.parametrize("by_hand", [True, False])
async def test_what_the_district_takes_up_late_goes_with_its_next_batch(
    desk: Desk, travel: Travel, *, by_hand: bool
) -> None:
    await desk.settings(school_days=26, district_days=60)
    claim = await desk.submitted(MENTORING)
    await travel(LATE if by_hand else LATE + timedelta(days=1))
    if by_hand:
        await desk.district.put(f"/claims/{claim['claim_id']}/escalation", json={"reason": "学校未办"})
    else:
        await desk.world.drain()

    taken = await desk.see(claim)
    counted = (await desk.district.get("/claim-counts")).json()["by_batch"]

    assert (taken["state"], dues(taken)) == (
        "DISTRICT_REVIEW",
        [("SCHOOL", "2026-12-05"), ("DISTRICT", "2027-01-10")],
    )
    assert counted == [{"due": "2027-01-10", "claims": 1}]


async def test_what_comes_back_to_the_school_is_in_the_schools_batch_again(desk: Desk) -> None:
    claim = await desk.submitted(MENTORING)
    await desk.decide(claim, desk.school())

    await desk.school().put(f"/claims/{claim['claim_id']}/undo", json={"reason": "看错"})

    counted = (await desk.district.get("/claim-counts")).json()["by_batch"]
    assert counted == [{"due": "2026-12-05", "claims": 1}]


async def test_forms_are_summed_up_by_semester_with_a_countdown(desk: Desk, travel: Travel) -> None:
    draft = await desk.draft(LESSON)
    preview = await desk.preview(draft)
    first = (await desk.teacher().put(f"/claims/{draft['claim_id']}/submission")).json()
    await desk.submitted({**MENTORING, "title": "另一对"}, 1)
    await desk.decide(first, desk.school())
    await travel(datetime(2027, 1, 21, 9, tzinfo=SHANGHAI))
    late = await desk.submitted({**MENTORING, "held_from": "2027-01-12", "held_to": "2027-01-12"}, 0)

    counted = (await desk.district.get("/claim-counts")).json()["by_semester"]
    listed = (await desk.school().get("/claims", params={"semester": "2027-01-20"})).json()["items"]

    assert (preview["semester_batch"]["due"], preview["semester_batch"]["days_left"]) == ("2027-01-20", 67)
    assert (first["semester_batch"]["state"], first["semester_batch"]["clause_id"]) == ("ACCEPTED", "XH-03")
    assert (late["semester_batch"]["state"], late["semester_batch"]["due"]) == ("NEXT_BATCH", "2027-06-30")
    assert counted == [
        {"due": "2027-01-20", "claims": 2, "recognised": 1, "teachers": 2},
        {"due": "2027-06-30", "claims": 1, "recognised": 0, "teachers": 1},
    ]
    assert len(listed) == 2
    # The semester's sum waits for nobody's credits: these are posted with the month's batch.
    posts_at = datetime.fromisoformat((await desk.see(first))["posts_at"])
    assert posts_at == datetime(2026, 12, 11, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("at", "state", "due"),
    [
        (datetime(2027, 1, 20, 23, 59, 59, tzinfo=SHANGHAI), "ACCEPTED", date(2027, 1, 20)),
        (datetime(2027, 1, 21, tzinfo=SHANGHAI), "NEXT_BATCH", date(2027, 6, 30)),
    ],
)
def test_the_last_day_of_a_semester_lasts_until_midnight(at: datetime, state: str, due: date) -> None:
    found = semester_batch(XH, at=at, held_to=date(2026, 11, 12), calendar=SchoolCalendar())

    assert found is not None
    assert (found.batch.state, found.batch.due, found.every) == (state, due, "semester")


def test_a_pack_without_such_a_day_sums_nothing_up() -> None:
    at = datetime(2027, 1, 20, tzinfo=SHANGHAI)

    assert semester_batch(in_force("XC"), at=at, held_to=at.date(), calendar=SchoolCalendar()) is None


async def test_reminders_are_read_by_who_has_the_claim_and_by_nobody_else(desk: Desk, travel: Travel) -> None:
    waiting = await desk.submitted(MENTORING)
    decided = await desk.submitted({**MENTORING, "title": "另一对"}, 1)
    await desk.draft(LESSON, 2)
    before = (await desk.school().get("/claim-counts")).json()["reminded"]
    await travel(NOVEMBER + timedelta(days=8))
    await desk.world.drain()

    async def listed(who: Any, **params: str) -> list[str]:
        return [item["claim_id"] for item in (await who.get("/claims", params=params)).json()["items"]]

    due = await listed(desk.school(), lies_with="SCHOOL", reminded="true")
    seen = await desk.see(waiting)
    await desk.decide(decided, desk.school())
    after = await listed(desk.school(), lies_with="SCHOOL", reminded="true")

    assert (before, due) == (0, [waiting["claim_id"], decided["claim_id"]])
    assert datetime.fromisoformat(seen["reminded_at"]) >= NOVEMBER + timedelta(days=7)
    assert after == [waiting["claim_id"]]
    assert (await desk.school().get("/claim-counts")).json()["reminded"] == 1
    assert await listed(desk.school(1), reminded="true") == []
    assert await listed(desk.district, lies_with="DISTRICT") == [decided["claim_id"]]
    assert await listed(desk.district, lies_with="DISTRICT", reminded="true") == []
    assert len(await listed(desk.teacher(2), lies_with="TEACHER")) == 1
    assert await listed(desk.teacher(0), lies_with="TEACHER") == []
