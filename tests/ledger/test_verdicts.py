"""Verdicts as the worker keeps them: judged anew when something touches somebody, and everybody once a day."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from services.contracts import RecordsKept, StandingsFellDue, TeachersMerged
from services.ledger import operations
from services.ledger.operations.judging import Bench, InForce
from services.platform.clock import SHANGHAI
from services.platform.ids import new_id
from services.policy import facts
from tests.ledger.days import NOON, Travel, a_full_year
from tests.ledger.saying import an_outcome, post
from tests.ledger.test_facts import a_record
from tests.support import World
from tests.walks.directory import as_csv, roster_row

pytestmark = pytest.mark.usefixtures("standings_kept")


async def verdicts(world: World, role: str = "district_admin", **query: Any) -> dict[str, Any]:
    who = {"school": query.pop("as_school")} if "as_school" in query else {}
    answer = await world.api("ledger", role, **who).get("/verdicts", params=query)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def later(world: World, travel: Travel, moment: datetime) -> None:
    await travel(moment)
    await world.drain()


@pytest.fixture
async def judged(district: World, travel: Travel) -> World:
    """The day after the school year: one teacher has what was asked, seven have nothing; the worker has judged."""
    await travel(NOON)
    await post(district, a_full_year(district, 0))
    await later(district, travel, NOON + timedelta(seconds=10))
    return district


async def same_as_judged(world: World, as_of: date) -> None:
    """What is kept is what judging says."""
    kept = {one["teacher_id"]: one["verdict"] for one in (await verdicts(world))["items"]}
    answer = await world.api("ledger").get("/standings", params={"as_of": as_of.isoformat()})
    assert kept == {one["teacher_id"]: one["verdict"] for one in answer.json()["items"]}


async def test_everybodys_verdict_is_kept_and_counted_without_judging(judged: World) -> None:
    found = await verdicts(judged)

    assert (found["counts"], found["waiting"], found["waiting_since"]) == ({"MET": 1, "NOT_MET": 7}, 0, None)
    first = found["items"][0]
    assert (first["staff_number"], first["verdict"], first["judged_for"]) == ("T001", "MET", "2026-09-02")
    assert (first["known_at_seq"], found["head_seq"], first["waiting"]) == (3, 3, False)
    await same_as_judged(judged, NOON.date())


async def test_a_posting_has_only_those_it_touches_judged_anew(judged: World, travel: Travel) -> None:
    await post(judged, a_full_year(judged, 1))
    between = await verdicts(judged)
    await later(judged, travel, NOON + timedelta(seconds=20))
    after = await verdicts(judged)

    assert between["waiting"] == 1
    assert [one["staff_number"] for one in between["items"] if one["waiting"]] == ["T002"]
    assert between["counts"] == {"MET": 1, "NOT_MET": 7}
    assert (after["waiting"], after["counts"]) == (0, {"MET": 2, "NOT_MET": 6})
    assert [one["known_at_seq"] for one in after["items"]] == [3, 6, 3, 3, 3, 3, 3, 3]


async def test_a_reversal_is_judged_too(judged: World, travel: Travel) -> None:
    outcome_id = new_id()
    await post(judged, a_full_year(judged, 2, outcome_id=outcome_id))
    await later(judged, travel, NOON + timedelta(seconds=20))
    met = await verdicts(judged, verdict="MET")
    await post(judged, an_outcome(judged, 2, revision=2, outcome_id=outcome_id))
    await later(judged, travel, NOON + timedelta(seconds=30))

    assert [one["staff_number"] for one in met["items"]] == ["T001", "T003"]
    assert [one["staff_number"] for one in (await verdicts(judged, verdict="MET"))["items"]] == ["T001"]


async def test_on_a_new_day_everybody_is_judged_for_it(judged: World, travel: Travel) -> None:
    """On the last day of a school year what it asked for falls due."""
    await later(judged, travel, datetime(2027, 8, 31, 9, tzinfo=SHANGHAI))

    found = await verdicts(judged)

    assert {one["judged_for"] for one in found["items"]} == {"2027-08-31"}
    assert found["counts"] == {"NOT_MET": 8}
    await same_as_judged(judged, date(2027, 8, 31))


async def test_what_changes_about_a_former_teacher_is_judged_for_the_one_they_go_on_as(
    judged: World, travel: Travel
) -> None:
    """No entry moves: the one has none. What is on record of the one counts for the other."""
    former, into = judged.teachers[3], judged.teachers[2]
    seen = []
    await post(judged, a_full_year(judged, 4))
    for at, event in (
        (
            20,
            TeachersMerged(
                district_id=judged.district_id,
                merge_id=new_id(),
                revision=1,
                teacher_id=former.teacher_id,
                into_teacher_id=into.teacher_id,
                undone=False,
            ),
        ),
        (40, RecordsKept(district_id=judged.district_id, members=(a_record(judged, teacher_id=former.teacher_id),))),
    ):
        await judged.publish(event, role="directory" if at == 20 else "assessment")
        await judged.drain()
        await later(judged, travel, NOON + timedelta(seconds=at))
        seen.append([one["known_at_seq"] for one in (await verdicts(judged))["items"]][2])
        await post(judged, a_full_year(judged, 5))

    assert seen == [6, 9]


async def test_who_moves_is_found_at_the_new_school_and_who_leaves_nowhere(judged: World, travel: Travel) -> None:
    teacher, school = judged.teachers[0].teacher_id, judged.schools[1].school_id
    answer = await judged.api("directory").post(
        f"/teachers/{teacher}/transfers", json={"school_id": str(school), "on": "2026-09-01"}
    )
    assert answer.status_code == 201, answer.text
    async with judged.session("directory") as session:
        gone = text("UPDATE directory.appointment SET valid_to = '2026-09-02' WHERE teacher_id = :teacher_id")
        await session.execute(gone, {"teacher_id": judged.teachers[1].teacher_id})
    await judged.drain()
    await later(judged, travel, NOON + timedelta(seconds=20))
    moved = await verdicts(judged, "school_admin", as_school=school)
    await later(judged, travel, NOON + timedelta(days=1))
    left = await verdicts(judged)

    assert [one["staff_number"] for one in moved["items"]] == ["T001", "T005", "T006", "T007", "T008"]
    assert moved["counts"] == {"MET": 1, "NOT_MET": 4}
    assert [one["staff_number"] for one in left["items"] if one["staff_number"] == "T002"] == []
    assert sum(left["counts"].values()) == 7


async def test_what_was_lost_is_built_anew(judged: World, travel: Travel) -> None:
    async with judged.session("ledger") as session:
        await session.execute(text("UPDATE ledger.standing SET verdict = 'EXEMPT', school_id = NULL"))
    assert (await verdicts(judged))["items"] == []

    answer = await judged.api("ledger").post("/verdicts/rebuild")
    await later(judged, travel, NOON + timedelta(seconds=20))

    assert (answer.status_code, answer.json()) == (202, {"waiting": 8})
    await same_as_judged(judged, NOON.date())


BY_SCHOOL = """\
format: 1
id: XC1K
builds_on: XC
version: '2026.1'
title: {zh: 校历与单位性质, en: By calendar and kind of school}
dimensions:
  fact: {BOOK_READ: {zh: 读书, en: book read}}
groups:
  AT_SCHOOL: {title: {zh: 学校教师, en: teachers of schools}, when: "school_kind == 'SCHOOL'", at: period_end}
clauses:
  - id: XC1K-01
    kind: count
    title: {zh: 一本书, en: one book}
    quotes: [学校教师每周读一本书]
    formal: In every week a teacher of a school reads one book.
    who: {within: [AT_SCHOOL]}
    every: week
    within: semester
    items:
      - {code: BOOK, label: {zh: 读书, en: books}, facts: {kind: [BOOK_READ]}, at_least: 1, unit: {zh: 本, en: books}}
"""


async def test_a_calendar_and_the_kind_of_a_school_are_judged_by_at_once(judged: World, travel: Travel) -> None:
    """Everybody has the hours of the year and no book: that is asked at schools, in weeks that are no holidays."""
    admin = judged.api("directory")
    (assigned,) = (await admin.get("/pack-assignments")).json()["items"]
    published = (await admin.post("/packs", json={"content": BY_SCHOOL, "builds_on": "XC"})).json()
    await admin.post(
        f"/pack-assignments/{assigned['assignment_id']}/corrections",
        json={"content_hash": published["content_hash"], "reason": "更正"},
    )
    await post(judged, *(a_full_year(judged, number) for number in range(1, 8)))
    days = {"first_day": "2025-09-01", "last_day": "2026-07-31"}
    held = {"semesters": [{"label": "全年", **days}], "holidays": []}
    free = {**held, "holidays": [{"label": "停课", **days}]}
    own = {"school_id": str(judged.schools[0].school_id)}
    college = roster_row(8, school_name="第二小学", school_code="S2", school_kind="教育学院", valid_from="2026-12-01")
    seen = []
    for at, (body, where) in enumerate([({}, {}), (free, own), (free, {}), (held, {})], start=2):
        if body:
            answer = await admin.put("/calendar/2025-2026", json=body, params=where)
            assert answer.status_code == 200, answer.text
            await judged.drain()
        await later(judged, travel, NOON + timedelta(seconds=10 * at))
        seen.append((await verdicts(judged))["counts"])
    answer = await admin.post("/roster-imports", content=as_csv([college]), headers={"Content-Type": "text/csv"})
    assert answer.json()["applied"], answer.text
    await judged.drain()
    await later(judged, travel, NOON + timedelta(minutes=2))
    seen.append((await verdicts(judged))["counts"])

    await same_as_judged(judged, NOON.date())
    assert seen == [{"NOT_MET": 8}, {"MET": 4, "NOT_MET": 4}, {"MET": 8}, {"MET": 4, "NOT_MET": 4}, {"MET": 8}]


async def bells(world: World) -> int:
    async with world.session("relay") as session:
        rung = text("SELECT count(*) FROM messaging.event WHERE district_id = :district AND topic = :topic")
        topic = StandingsFellDue.topic
        return int(await session.scalar(rung, {"district": world.district_id, "topic": topic}) or 0)


async def test_while_one_worker_judges_the_others_ring_no_more_and_nobody_is_missed(
    judged: World, travel: Travel
) -> None:
    await post(judged, a_full_year(judged, 1))
    moments = [NOON + timedelta(seconds=at) for at in (20, 40, 60, 80, 100)]
    await travel(moments[0])
    async with judged.session("ledger") as session:
        await operations.go_on_judging(session, district_id=judged.district_id, at=moments[0])
        for teacher in (2, 3, 4):
            await post(judged, a_full_year(judged, teacher))
        before = await bells(judged)
        for moment in moments[1:4]:
            await later(judged, travel, moment)
        meanwhile = await bells(judged)
    amid = await verdicts(judged)
    await later(judged, travel, moments[4])
    after = await verdicts(judged)

    assert meanwhile == before
    assert (amid["waiting"], amid["counts"]["MET"]) == (3, 2)
    assert (after["waiting"], after["counts"]) == (0, {"MET": 5, "NOT_MET": 3})
    for _ in range(2):
        # Whoever judged rings once more; who finds nothing to do does not.
        await later(judged, travel, moments[4] + timedelta(seconds=20))
        quiet = await bells(judged)
        await later(judged, travel, moments[4] + timedelta(seconds=40))
        assert await bells(judged) == quiet


async def test_one_whom_judging_trips_over_holds_up_nobody_else(
    judged: World, travel: Travel, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = str(judged.teachers[5].teacher_id)
    govern = Bench.governing

    def trip(self: Bench, teacher: facts.Teacher, *, as_of: date) -> list[InForce]:
        if teacher.teacher_id == bad:
            raise ZeroDivisionError
        return govern(self, teacher, as_of=as_of)

    with monkeypatch.context() as faulty:
        faulty.setattr(Bench, "governing", trip)
        await judged.api("ledger").post("/verdicts/rebuild")
        await post(judged, a_full_year(judged, 1))
        await later(judged, travel, NOON + timedelta(seconds=20))
        found = await verdicts(judged)
    await judged.api("ledger").post("/verdicts/rebuild")
    await later(judged, travel, NOON + timedelta(seconds=40))
    mended = await verdicts(judged)

    assert (found["waiting"], found["counts"]) == (0, {"MET": 2, "NOT_MET": 5, "UNDETERMINED": 1})
    (tripped,) = [one for one in found["items"] if one["verdict"] == "UNDETERMINED"]
    assert (tripped["teacher_id"], tripped["pack_id"]) == (bad, None)
    assert (mended["waiting"], mended["counts"]) == (0, {"MET": 2, "NOT_MET": 6})


async def test_verdicts_go_page_by_page_and_a_school_sees_its_own(judged: World) -> None:
    first = await verdicts(judged, limit=5)
    second = await verdicts(judged, limit=5, cursor=first["next_cursor"])
    api = judged.api("ledger", "school_admin", school=judged.schools[0].school_id)
    other = await api.get("/verdicts", params={"school_id": str(judged.schools[1].school_id)})

    assert [one["staff_number"] for one in (*first["items"], *second["items"])] == [f"T{n:03}" for n in range(1, 9)]
    assert (second["next_cursor"], other.status_code) == (None, 404)
