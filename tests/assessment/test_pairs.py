"""Mentoring pairs: named by the school, logged by the two, evaluated by others; packs count what they did."""

from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from services.directory import queries as directory
from tests.assessment.activities import make_xh, problem, school_of, teacher_of
from tests.assessment.mentoring import END, PDF, PLACE, START, both_ways, done, evaluation, log_as, named, naming
from tests.support import Apps, World, make_world

AFTER = datetime(2025, 12, 29, 2, tzinfo=UTC)
IN_NOVEMBER = datetime(2025, 11, 12, 2, tzinfo=UTC)


@pytest.fixture
async def xh(apps: Apps, travel: Callable[[datetime], Awaitable[None]]) -> World:
    """A district under pack XH at the end of the year."""
    await travel(AFTER)
    return await make_xh(apps)


async def units(world: World) -> list[tuple[str, str, date | None, date | None]]:
    async with world.session("assessment") as session:
        rows = await directory.list_units(session, district_id=world.district_id, school_id=world.schools[0].school_id)
        return [(row.kind, row.name, row.first_day, row.last_day) for row in rows if not row.annulled]


async def test_a_pair_is_a_unit_of_its_school_for_the_clauses_of_the_pack(xh: World) -> None:
    pair = await named(xh)
    await log_as(xh, pair, 1, *both_ways(1), *both_ways(2))
    await xh.drain()

    assert await units(xh) == [("PAIR", "2025 数学师徒", START, END)]
    path = f"/schools/{xh.schools[0].school_id}/standing"
    ledger = xh.api("ledger", "school_admin", school=xh.schools[0].school_id)
    clauses = (await ledger.get(path, params={"clause_id": "XH-08"})).json()["clauses"]
    (first,) = [one for one in clauses if one["of_unit"] == pair["name"] and one["period"].endswith("-1")]
    # Twelve weeks each way from the day on which the pair was named, of which two are done.
    assert [(q["required"], q["counted"], q["gap"]) for q in first["quantities"]] == [("12.00", "2.00", "10.00")] * 2


async def test_each_entry_is_a_record_and_the_weeks_that_lack_are_shown(xh: World) -> None:
    pair = await named(xh)
    for week in (1, 2, 4):
        answer = await log_as(xh, pair, week % 2, *both_ways(week))
        assert answer.status_code == 201, answer.text

    seen = (await teacher_of(xh, 0).get(f"/pairs/{pair['pair_id']}")).json()

    lessons = [slot for slot in seen["slots"] if slot["clause_id"] == "XH-08"]
    assert Counter(slot["state"] for slot in lessons) == {"MET": 6, "MISSED": 18}
    third = next(slot for slot in lessons if slot["first"] == "2025-10-20")
    assert (third["state"], third["lack"], third["make_up_until"]) == ("MISSED", "1.00", None)
    records = (await school_of(xh).get("/records", params={"kind": "MUTUAL_LESSON"})).json()["items"]
    assert {(one["unit"], one["teacher_id"]) for one in records} == {(pair["name"], None)}
    assert len(records) == 6


async def test_a_pair_goes_on_at_the_school_that_its_own_went_up_in(xh: World) -> None:
    """What was done before the day stays with the old school; from the day on it is the other's to count."""
    pair = await named(xh)
    (old, new), merged_on = (str(school.school_id) for school in xh.schools), START + timedelta(weeks=4)
    into = {"into_school_id": new, "merged_on": merged_on.isoformat(), "reason": "布局调整"}
    answer = await xh.api("directory").post(f"/schools/{old}/merger", json=into)
    assert answer.status_code == 201, answer.text
    await xh.drain()

    await log_as(xh, pair, 1, *both_ways(1), *both_ways(6))
    await xh.drain()

    records = (await xh.api("assessment").get("/records", params={"kind": "MUTUAL_LESSON"})).json()["items"]
    assert sorted((one["on"] >= merged_on.isoformat(), one["school_id"]) for one in records) == sorted(
        [(False, old), (True, new)] * 2
    )
    asked: Counter[tuple[str, str, str]] = Counter()
    for school in (old, new):
        found = await xh.api("ledger").get(f"/schools/{school}/standing", params={"clause_id": "XH-08"})
        units = [one for one in found.json()["clauses"] if one["of_unit"] == pair["name"] and one["quantities"]]
        asked.update((school, q["required"], q["counted"]) for one in units for q in one["quantities"])
    assert asked == {(old, "4.00", "1.00"): 2, (new, "8.00", "1.00"): 2}
    seen = (await teacher_of(xh, 0).get(f"/pairs/{pair['pair_id']}")).json()
    lessons = Counter(slot["state"] for slot in seen["slots"] if slot["clause_id"] == "XH-08")
    assert lessons == {"MET": 4, "MISSED": 20}


async def test_a_lesson_logged_late_fills_the_week_in_which_it_was_held(xh: World) -> None:
    pair = await named(xh)

    await log_as(xh, pair, 0, *both_ways(3))

    seen = (await teacher_of(xh, 0).get(f"/pairs/{pair['pair_id']}")).json()
    assert [slot["first"] for slot in seen["slots"] if slot["state"] == "MET"] == ["2025-10-20"] * 2


async def test_an_entry_taken_back_counts_no_longer(xh: World) -> None:
    pair = await named(xh)
    entry = (await log_as(xh, pair, 1, *both_ways(1))).json()["items"][0]
    path = f"/pairs/{pair['pair_id']}/entries/{entry['entry_id']}/withdrawal"

    # Only who logged it or the school: the mentor did not.
    assert (await teacher_of(xh, 0).put(path, json={"reason": "不是我"})).status_code == 404
    assert (await teacher_of(xh, 1).put(path, json={"reason": "记错周次"})).status_code == 200
    assert (await teacher_of(xh, 1).put(path, json={"reason": "记错周次"})).status_code == 200
    assert problem(await teacher_of(xh, 1).put(path, json={"reason": "别的"})) == (409, "entry-withdrawn")

    seen = (await school_of(xh).get(f"/pairs/{pair['pair_id']}")).json()
    assert seen["met"] == 1
    (record,) = [
        one for one in (await school_of(xh).get("/records")).json()["items"] if one["record_id"] == entry["record_id"]
    ]
    assert record["retraction_reason"] == "记错周次"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"mentee": 0}, (422, "pair-with-oneself")),
        ({"ends_on": "2025-10-01"}, (422, "pair-backwards")),
        ({"ends_on": "2030-10-01"}, (422, "pair-backwards")),
        ({"mentee": 5}, (409, "mentee-elsewhere")),
        ({"starts_on": "2005-09-01", "ends_on": "2006-01-01"}, (409, "teacher-not-in-post")),
        ({}, (409, "pair-overlaps")),
        ({"mentor": 1, "mentee": 0}, (409, "pair-overlaps")),
        ({"mentor": 2, "mentee": 3}, (409, "pair-name-taken")),
        # A mentor may come from another school.
        ({"mentor": 5, "name": "跨校师徒"}, None),
        ({"starts_on": "2026-02-16", "ends_on": "2026-06-30", "name": "下学期"}, None),
    ],
)
async def test_who_may_be_a_pair(xh: World, facts: dict[str, object], expected: tuple[int, str] | None) -> None:
    await named(xh)

    answer = await school_of(xh).post("/pairs", json=naming(xh, **facts))  # type: ignore[arg-type]  # as given

    if expected is None:
        assert answer.status_code == 201, answer.text
    else:
        assert problem(answer) == expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (done("LESSON_HEARD", START), (422, "unknown-pair-entry")),
        (done("MUTUAL_LESSON", START), (422, "entry-needs-role")),
        (done("MUTUAL_LESSON", START, "LEADER"), (422, "entry-needs-role")),
        (done("DISCUSSION", date(2025, 9, 30)), (422, "entry-outside-pair")),
        (done("DISCUSSION", date(2025, 12, 30)), (422, "not-yet-done")),
        (done("DISCUSSION", START), (409, "entry-logged-before")),
        (done("MENTOR_PLAN", date(2025, 9, 15)), None),
    ],
)
async def test_what_may_be_logged(xh: World, entry: dict[str, object], expected: tuple[int, str] | None) -> None:
    pair = await named(xh)
    await log_as(xh, pair, 0, done("DISCUSSION", START))

    answer = await log_as(xh, pair, 1, done("ARTICLE", START), entry)

    if expected is None:
        assert answer.status_code == 201, answer.text
    else:
        assert problem(answer) == expected
        # All or none.
        assert len((await teacher_of(xh, 0).get(f"/pairs/{pair['pair_id']}/entries")).json()["items"]) == 1


async def test_others_do_not_see_a_pair_and_the_two_do_not_manage_it(xh: World) -> None:
    pair = await named(xh)
    path = f"/pairs/{pair['pair_id']}"

    for stranger in (teacher_of(xh, 2), school_of(xh, 1)):
        assert (await stranger.get(path)).status_code == 404
        assert (await stranger.get("/pairs")).json()["items"] == []
    assert (await log_as(xh, pair, 2, done("DISCUSSION", START))).status_code == 404
    assert len((await teacher_of(xh, 1).get("/pairs")).json()["items"]) == 1
    assert (await teacher_of(xh, 0).put(f"{path}/evaluation", json=evaluation())).status_code == 403


async def test_nobody_evaluates_their_own_pair(xh: World) -> None:
    pair = await named(xh)
    head = xh.api("assessment", "school_admin", school=xh.schools[0].school_id, teacher=xh.teachers[0].teacher_id)

    answer = await head.put(f"/pairs/{pair['pair_id']}/evaluation", json=evaluation())

    assert problem(answer) == (409, "own-assessment")
    assert (await head.get(f"/pairs/{pair['pair_id']}")).json()["state"] == "RUNNING"


async def test_a_pair_is_evaluated_at_its_end_and_both_begin_their_forms(
    xh: World, travel: Callable[[datetime], Awaitable[None]]
) -> None:
    pair = await named(xh)
    stored = await teacher_of(xh, 1).post("/files", params={"name": "协议.pdf"}, content=PDF)
    agreement = done("MENTOR_AGREEMENT", START, file_ids=[stored.json()["file_id"]])
    await log_as(xh, pair, 1, agreement, done("MENTOR_PLAN", START), *both_ways(1))
    path = f"/pairs/{pair['pair_id']}/evaluation"
    body = evaluation(place=PLACE, propose_award=True)
    await travel(IN_NOVEMBER)
    assert problem(await school_of(xh).put(path, json=body)) == (409, "pair-still-running")
    await travel(AFTER)

    seen = (await school_of(xh).put(path, json=body)).json()

    assert (seen["state"], seen["passed"], seen["award_proposed"]) == ("EVALUATED", True, True)
    (act,) = [one for one in seen["acts"] if one["act"] == "EVALUATED"]
    assert (act["content"]["asked"], act["content"]["met"]) == (seen["asked"], seen["met"])
    assert len(act["content"]["missed"]) > 20
    for number, role in ((0, "MENTOR"), (1, "MENTEE")):
        (claim,) = (await teacher_of(xh, number).get("/claims")).json()["items"]
        assert (claim["kind"], claim["state"], claim["claim_id"] in act["content"]["claim_ids"]) == (
            "MENTORING",
            "DRAFT",
            True,
        )
        form = (await teacher_of(xh, number).get(f"/claims/{claim['claim_id']}")).json()
        assert form["form"]["role"] == role
        preview = (await teacher_of(xh, number).get(f"/claims/{claim['claim_id']}/preview")).json()
        assert (preview["credits"], preview["refusals"]) == ("2.00", [])
    # Again the same; something else is refused; the log is closed.
    assert (await school_of(xh).put(path, json=body)).json()["acts"] == seen["acts"]
    assert problem(await school_of(xh).put(path, json=evaluation(passed=False))) == (409, "pair-closed")
    assert problem(await log_as(xh, pair, 0, done("DISCUSSION", START))) == (409, "pair-closed")
    # The mentor reads what the mentee put into the log.
    assert (await teacher_of(xh, 0).get(f"/files/{stored.json()['file_id']}")).status_code == 200
    assert (await teacher_of(xh, 2).get(f"/files/{stored.json()['file_id']}")).status_code == 404


async def test_the_award_is_selected_of_those_proposed_once_a_year(xh: World) -> None:
    pairs = [await named(xh), await named(xh, mentor=2, mentee=3, name="语文师徒")]
    for pair, proposed in zip(pairs, (True, False), strict=True):
        body = evaluation(propose_award=proposed)
        answer = await school_of(xh).put(f"/pairs/{pair['pair_id']}/evaluation", json=body)
        assert answer.status_code == 200, answer.text
    first, second = (f"/pairs/{pair['pair_id']}/award" for pair in pairs)
    selected = {"reason": "经校务会评定"}

    assert problem(await school_of(xh).put(second, json=selected)) == (409, "award-not-proposed")
    assert (await school_of(xh).put(first, json=selected)).json()["awarded_on"] == "2025-12-29"
    assert (await school_of(xh).put(first, json=selected)).status_code == 200

    (record,) = (await school_of(xh).get("/records", params={"kind": "EXCELLENT_PAIR"})).json()["items"]
    assert (record["event"], record["unit"]) == ("excellent-pairs:2025-2026", "2025 数学师徒")
    listed = (await school_of(xh).get("/pairs", params={"proposed": "true"})).json()["items"]
    assert [one["pair_id"] for one in listed] == [pairs[0]["pair_id"]]


async def test_a_pair_named_by_mistake_counts_for_nothing(xh: World) -> None:
    pair = await named(xh)
    await log_as(xh, pair, 0, *both_ways(1))
    path = f"/pairs/{pair['pair_id']}/withdrawal"

    seen = (await school_of(xh).put(path, json={"reason": "登记错误"})).json()
    await xh.drain()

    assert (seen["state"], seen["slots"]) == ("WITHDRAWN", [])
    assert await units(xh) == []
    records = (await school_of(xh).get("/records")).json()["items"]
    assert {one["retraction_reason"] for one in records} == {"登记错误"}
    # Name and people are free again.
    await named(xh)


async def test_a_pair_that_ends_early_is_asked_for_nothing_more(xh: World) -> None:
    pair = await named(xh)
    await log_as(xh, pair, 0, *both_ways(2))
    path = f"/pairs/{pair['pair_id']}/end"

    assert problem(await school_of(xh).put(path, json={"ends_on": "2025-10-14", "reason": "调离"})) == (
        422,
        "pair-backwards",
    )
    seen = (await school_of(xh).put(path, json={"ends_on": "2025-10-19", "reason": "调离"})).json()
    await xh.drain()

    lessons = [slot for slot in seen["slots"] if slot["clause_id"] == "XH-08"]
    assert Counter(slot["state"] for slot in lessons) == {"MET": 2, "MISSED": 2}
    assert await units(xh) == [("PAIR", "2025 数学师徒", START, date(2025, 10, 19))]


async def test_kg_counts_four_times_of_guidance(apps: Apps, travel: Callable[[datetime], Awaitable[None]]) -> None:
    await travel(AFTER)
    kg = await make_world(apps, pack="KG", parameters={"cycle_start": "2025-09-01", "cycle_end": "2028-08-31"})
    pair = await named(kg)
    days = [date(2025, 10, day) for day in (8, 15, 22)]
    assert (await log_as(kg, pair, 0, *(done("GUIDANCE", day) for day in days))).status_code == 201
    path = f"/pairs/{pair['pair_id']}"

    (short,) = (await school_of(kg).get(path)).json()["slots"]
    await log_as(kg, pair, 0, done("GUIDANCE", date(2025, 11, 5)))
    (met,) = (await school_of(kg).get(path)).json()["slots"]

    assert (short["clause_id"], short["state"], short["lack"]) == ("KG-11-C", "OPEN", "1.00")
    assert (short["make_up_until"], met["state"]) == ("2026-01-20", "MET")
    # The pack has neither an award nor a form for pairs, and says so.
    body = evaluation(propose_award=True)
    assert problem(await school_of(kg).put(f"{path}/evaluation", json=body)) == (409, "award-not-asked")
    body = evaluation(place=PLACE)
    assert problem(await school_of(kg).put(f"{path}/evaluation", json=body)) == (422, "no-form-for-pairs")
