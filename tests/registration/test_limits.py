"""How often one person may enter: in the district, a program or a class, and who was trained before."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta

import pytest

from services.platform import clock
from tests.registration.limiting import WORDS, limit, limit_body, send_limit, two_classes
from tests.registration.term import (
    SERVICE,
    answered,
    created,
    enrol,
    enrolled,
    make_class,
    make_plan,
    make_program,
    meeting_body,
    read_class,
    read_enrolments,
    refused,
    withdraw,
)
from tests.registration.test_eligibility import an_entry, eligibility, hear, nominate
from tests.support import World

Travel = Callable[[datetime], Awaitable[None]]


async def test_one_class_a_year_is_one_and_the_class_that_counts_is_named(district: World) -> None:
    first, second = await two_classes(district)
    set_ = await limit(district)
    who = district.teachers[0].teacher_id
    held = await enrolled(district, first, who)

    asked = await eligibility(district, second, who)
    problem = refused(await enrol(district, second, who), 409, "not-eligible")
    await withdraw(district, held["enrolment_id"])

    (finding,) = asked["findings"]
    assert (finding["code"], finding["quote"], finding["override"]) == ("MOST_CLASSES", WORDS, "with_reason")
    assert finding["clause_id"] == problem["facts"]["clauses"] == f"LIMIT-{set_['limit_id'].replace('-', '')[-8:]}"
    # The number of the row says nothing to people.
    assert "LIMIT-" not in problem["detail"]
    assert "「第一期」" in finding["reason_zh"]
    assert "“第一期”" in finding["reason_en"]
    assert (await enrolled(district, second, who))["status"] == "CONFIRMED"


async def test_an_application_that_waits_counts_for_nothing(district: World) -> None:
    first, second = await two_classes(district, capacity=1)
    await limit(district)
    who = district.teachers[0].teacher_id
    await enrolled(district, first, district.teachers[1].teacher_id)
    await enrolled(district, first, who)

    assert (await enrolled(district, second, who))["status"] == "CONFIRMED"


async def test_who_reached_the_limit_while_waiting_is_passed_over(district: World) -> None:
    first, second = await two_classes(district, capacity=1)
    await limit(district)
    seated, waiting, next_ = (district.teachers[number].teacher_id for number in range(3))
    held = await enrolled(district, first, seated)
    await enrolled(district, first, waiting)
    await enrolled(district, first, next_)
    await enrolled(district, second, waiting)

    await withdraw(district, held["enrolment_id"])

    listed = {one["teacher_id"]: one["status"] for one in await read_enrolments(district, first)}
    assert listed == {str(seated): "WITHDRAWN", str(waiting): "WAITING", str(next_): "CONFIRMED"}


async def test_hours_are_counted_by_semester(district: World) -> None:
    """Two classes of four hours in one semester are too many, half a year later the second is not."""
    await limit(district, measure="HOURS", per="SEMESTER", most="7.5")
    program_id = await make_program(district, code="HOURS")
    begin = clock.now()

    async def class_on(day: date) -> str:
        in_days = (day - begin.date()).days
        opened = await make_class(
            district,
            program_id=program_id,
            closes_at=(begin + timedelta(days=500)).isoformat(),
            meetings=[meeting_body(in_days=in_days)],
        )
        return str(opened["class_id"])

    year = begin.year + 1
    autumn, later, spring = [
        await class_on(day) for day in (date(year, 10, 10), date(year, 11, 11), date(year + 1, 4, 4))
    ]
    who = district.teachers[0].teacher_id
    await enrolled(district, autumn, who)

    assert [one["code"] for one in (await eligibility(district, later, who))["findings"]] == ["MOST_HOURS"]
    assert (await eligibility(district, spring, who))["findings"] == []


async def test_who_was_trained_at_that_level_is_shown_the_record(district: World) -> None:
    program_id = await make_program(district, kind="BACKBONE", level="COUNTY")
    class_id = (await make_class(district, program_id=program_id))["class_id"]
    await limit(district, measure="TRAINED", per=None, most=None, alike="KIND", within_years=5)
    known, fresh = district.teachers[0].teacher_id, district.teachers[1].teacher_id
    day = clock.today() - timedelta(days=400)
    entry = an_entry(known, level="COUNTY", kind="BACKBONE", earned_from=day, earned_to=day)
    long_ago = day - timedelta(days=6 * 366)
    await hear(
        district,
        [
            entry,
            an_entry(fresh, seq=2, level="COUNTY", kind="BACKBONE", earned_from=long_ago, earned_to=long_ago),
            an_entry(fresh, seq=3, level="COUNTY", kind="OTHER_TRAINING", earned_from=day, earned_to=day),
            an_entry(fresh, seq=4, level="PROVINCIAL", kind="BACKBONE", earned_from=day, earned_to=day),
        ],
    )

    (finding,) = (await eligibility(district, class_id, known))["findings"]

    assert finding["code"] == "TRAINED_ALREADY"
    assert [one["entry_id"] for one in finding["cited"]] == [str(entry.entry_id)]
    assert (await eligibility(district, class_id, fresh))["findings"] == []


@pytest.mark.parametrize("scope", ["DISTRICT", "PROGRAM", "CLASS"])
async def test_a_limit_of_district_program_or_class_bars_in_its_own_words_and_names_what_counts(
    district: World, scope: str
) -> None:
    first, second = await two_classes(district)
    where = {
        "DISTRICT": {},
        "PROGRAM": {"program_id": (await read_class(district, first))["program"]["program_id"]},
        "CLASS": {"class_id": second},
    }[scope]
    await limit(district, **where)
    who = district.teachers[0].teacher_id
    await enrolled(district, first, who)

    (finding,) = (await eligibility(district, second, who))["findings"]
    problem = refused(await enrol(district, second, who), 409, "not-eligible")

    assert (finding["barred"], finding["quote"]) == (True, WORDS)
    assert "第一期" in finding["reason_zh"]
    assert "第一期" in finding["reason_en"]
    assert problem["facts"]["quote"] == WORDS
    assert finding["reason_en"] in problem["detail"]


async def test_a_limit_holds_only_where_it_was_set(district: World) -> None:
    first, second = await two_classes(district)
    elsewhere = (await make_class(district, meetings=[meeting_body(in_days=30)]))["class_id"]
    program_id = (await read_class(district, first))["program"]["program_id"]
    await limit(district, program_id=program_id, alike="PROGRAM")
    await limit(district, class_id=elsewhere, levels=["PROVINCIAL"])
    who = district.teachers[0].teacher_id
    await enrolled(district, first, who)

    assert (await eligibility(district, second, who))["result"] == "BARRED"
    assert (await enrolled(district, elsewhere, who))["status"] == "CONFIRMED"
    in_force = answered(await district.api(SERVICE).get("/entry-limits", params={"class_id": second}))["items"]
    assert [one["program_id"] for one in in_force] == [program_id]


async def test_an_ended_limit_bars_nobody_and_tells_who_ended_it(district: World) -> None:
    first, second = await two_classes(district)
    set_ = await limit(district)
    who = district.teachers[0].teacher_id
    await enrolled(district, first, who)

    path = f"/entry-limits/{set_['limit_id']}/end"
    ended = answered(await district.api(SERVICE).put(path, json={"reason": "名额充足"}))
    again = answered(await district.api(SERVICE).put(path, json={"reason": "另一理由"}))

    assert (await enrolled(district, second, who))["status"] == "CONFIRMED"
    assert (ended["end_reason"], ended["ended_by"]) == ("名额充足", str(district.admin_id))
    assert again == ended


async def test_a_limit_that_never_gives_way_is_not_overridden(district: World) -> None:
    first, second = await two_classes(district)
    await limit(district, override="never")
    who = district.teachers[0].teacher_id
    await enrolled(district, first, who)

    item = await nominate(district, second, who, overrides=[{"teacher_id": str(who), "reason": "骨干教师"}])

    assert (item["result"], item["problem"]["facts"]["override"]) == ("REFUSED", "never")


async def test_a_reason_goes_beyond_a_limit(district: World) -> None:
    first, second = await two_classes(district)
    await limit(district)
    who = district.teachers[0].teacher_id
    await enrolled(district, first, who)

    item = await nominate(district, second, who, overrides=[{"teacher_id": str(who), "reason": "省级骨干,经批准"}])

    assert item["result"] == "CONFIRMED"


async def test_a_limit_without_sense_is_refused(district: World) -> None:
    program_id = await make_program(district)
    class_id = (await make_class(district, program_id=program_id))["class_id"]

    for changes in (
        {"per": None},
        {"most": None},
        {"within_years": 3},
        {"measure": "TRAINED"},
        {"program_id": program_id, "class_id": class_id},
    ):
        problem = refused(await send_limit(district, **changes), 422, "limit-without-sense")
        assert problem["facts"]["fields"]
        assert problem["facts"]["reason_zh"] != problem["facts"]["reason_en"]


async def test_a_school_limits_its_own_programs_only(district: World) -> None:
    school = district.schools[0].school_id
    plan_id = await make_plan(district, school_id=str(school))
    own = await make_program(
        district, plan_id=plan_id, code="OWN", level="SCHOOL", mode="SCHOOL_BASED", organised_by_admin=False
    )
    api = district.api(SERVICE, "school_admin", school=school)

    created(await api.post("/entry-limits", json=limit_body(program_id=own)))

    refused(await api.post("/entry-limits", json=limit_body()), 404, "not-found")
    foreign = await make_program(district, code="FOREIGN")
    refused(await api.post("/entry-limits", json=limit_body(program_id=foreign)), 404, "not-found")


async def test_a_reason_for_one_clause_does_not_set_aside_another_that_comes_later(district: World) -> None:
    program_id = await make_program(district, kind="BACKBONE", audience={"stages": ["JUNIOR_MIDDLE"]})
    class_id = (await make_class(district, program_id=program_id, capacity=1))["class_id"]
    seated, waiting = district.teachers[0].teacher_id, district.teachers[1].teacher_id
    held = await nominate(district, class_id, seated, overrides=[{"teacher_id": str(seated), "reason": "转任初中"}])
    await nominate(district, class_id, waiting, overrides=[{"teacher_id": str(waiting), "reason": "转任初中"}])
    await limit(district, measure="TRAINED", per=None, most=None, alike="KIND", within_years=5)
    day = clock.today() - timedelta(days=400)
    await hear(district, [an_entry(waiting, level="COUNTY", kind="BACKBONE", earned_from=day, earned_to=day)])

    await withdraw(district, held["enrolment_id"])

    (left,) = await read_enrolments(district, class_id, status="WAITING")
    assert (left["teacher_id"], left["waiting_reason"]) == (str(waiting), "NOT_ELIGIBLE")


async def test_an_ended_limit_lets_in_who_was_passed_over_for_it(district: World) -> None:
    first, second = await two_classes(district, capacity=1)
    set_ = await limit(district)
    seated, waiting = district.teachers[0].teacher_id, district.teachers[1].teacher_id
    held = await enrolled(district, first, seated)
    await enrolled(district, first, waiting)
    await enrolled(district, second, waiting)
    await withdraw(district, held["enrolment_id"])
    # What was rung before rings no more: the place stays empty until the limit is ended.
    await district.drain()
    before = await read_enrolments(district, first, status="CONFIRMED")

    answered(await district.api(SERVICE).put(f"/entry-limits/{set_['limit_id']}/end", json={"reason": "名额充足"}))
    await district.drain()

    assert before == []
    (entered,) = await read_enrolments(district, first, status="CONFIRMED")
    assert entered["teacher_id"] == str(waiting)
