"""Who may enter by the program's own words: its audience, how often one person, and who was trained before."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from services.directory import operations as directory
from services.platform import clock
from services.registration import queries
from tests.registration.term import (
    SERVICE,
    add_teachers,
    answered,
    created,
    enrol,
    enrolled,
    ids,
    make_class,
    make_plan,
    make_program,
    meeting_body,
    patiently,
    read_class,
    read_enrolments,
    refused,
    teacher_api,
    withdraw,
)
from tests.registration.test_eligibility import an_entry, eligibility, hear, nominate
from tests.support import World

Travel = Callable[[datetime], Awaitable[None]]
WORDS = "每名教师每学年参加集中培训不超过规定期数"


def limit_body(**changes: Any) -> dict[str, Any]:
    return {"measure": "CLASSES", "per": "YEAR", "most": "1", "words": WORDS, **changes}


async def send_limit(world: World, **changes: Any) -> httpx.Response:
    return await world.api(SERVICE).post("/entry-limits", json=limit_body(**changes))


async def limit(world: World, **changes: Any) -> dict[str, Any]:
    return created(await send_limit(world, **changes))


async def two_classes(world: World, **facts: Any) -> tuple[str, str]:
    """Of one program, ten and twenty days from now."""
    program_id = await make_program(world, code="TWICE")
    opened = [
        await make_class(world, program_id=program_id, title=title, meetings=[meeting_body(in_days=days)], **facts)
        for title, days in (("第一期", 10), ("第二期", 20))
    ]
    return opened[0]["class_id"], opened[1]["class_id"]


async def test_a_program_for_others_bars_and_says_for_whom_it_is(district: World) -> None:
    program_id = await make_program(
        district, audience={"stages": ["JUNIOR_MIDDLE"], "posts": ["TEACHER"], "title_tiers": ["SENIOR"]}
    )
    class_id = (await make_class(district, program_id=program_id))["class_id"]
    who = district.teachers[0].teacher_id

    asked = await eligibility(district, class_id, who)
    problem = refused(await enrol(district, class_id, who), 409, "not-eligible")

    # Nobody has said which title the teacher holds: that is told, and bars nobody.
    assert [(one["code"], one["barred"], one["missing"]) for one in asked["findings"]] == [
        ("WRONG_STAGE", True, []),
        ("WRONG_TITLE_TIER", False, ["title_tier"]),
    ]
    assert asked["findings"][0]["reason_zh"] == "培训对象的学段为初中，该教师为小学"
    assert (asked["result"], asked["overridable"]) == ("BARRED", True)
    assert problem["facts"]["clauses"] == "AUDIENCE"


async def test_an_unknown_subject_bars_nobody(district: World) -> None:
    program_id = await make_program(district, audience={"subjects": ["ENGLISH"]})
    class_id = (await make_class(district, program_id=program_id))["class_id"]
    who = district.teachers[0].teacher_id

    asked = await eligibility(district, class_id, who)

    assert (asked["result"], asked["findings"][0]["missing"]) == ("UNDETERMINED", ["subject"])
    assert (await enrolled(district, class_id, who))["status"] == "CONFIRMED"


async def test_a_reason_lets_in_and_is_listed_with_the_name(district: World) -> None:
    program_id = await make_program(district, audience={"stages": ["JUNIOR_MIDDLE"]})
    class_id = (await make_class(district, program_id=program_id))["class_id"]
    who = district.teachers[0].teacher_id

    item = await nominate(district, class_id, who, overrides=[{"teacher_id": str(who), "reason": "下学期转任初中"}])

    assert item["result"] == "CONFIRMED"
    (listed,) = answered(await district.api(SERVICE).get("/eligibility-overrides"))["items"]
    assert (listed["teacher_name"], listed["class_id"]) == ("教师1", class_id)
    (kept,) = listed["overrides"]
    assert (kept["clause_id"], kept["bar"], kept["reason"]) == ("AUDIENCE", "WRONG_STAGE", "下学期转任初中")
    assert kept["overridden_by"] == str(district.admin_id)
    of_school = district.api(SERVICE, "school_admin", school=district.schools[1].school_id)
    assert answered(await of_school.get("/eligibility-overrides"))["items"] == []


async def test_one_class_a_year_is_one_and_the_class_that_counts_is_named(district: World) -> None:
    first, second = await two_classes(district)
    set_ = await limit(district)
    who = district.teachers[0].teacher_id
    held = await enrolled(district, first, who)

    asked = await eligibility(district, second, who)
    refused(await enrol(district, second, who), 409, "not-eligible")
    await withdraw(district, held["enrolment_id"])

    (finding,) = asked["findings"]
    assert (finding["code"], finding["quote"], finding["override"]) == ("MOST_CLASSES", WORDS, "with_reason")
    assert finding["clause_id"] == f"LIMIT-{set_['limit_id'].replace('-', '')[-8:]}"
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
        refused(await send_limit(district, **changes), 422, "limit-without-sense")


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


async def test_a_class_at_the_same_time_is_named_before_one_enrols(district: World) -> None:
    wanted = (await make_class(district, meetings=[meeting_body()]))["class_id"]
    other = (await make_class(district, title="同时段的班", meetings=[meeting_body()]))["class_id"]
    who = district.teachers[0].teacher_id
    held = await enrolled(district, other, who)

    asked = await eligibility(district, wanted, who)
    inside = await eligibility(district, other, who)

    assert (asked["result"], asked["clash"]["class_id"], asked["clash"]["title"]) == ("BARRED", other, "同时段的班")
    assert (inside["result"], inside["clash"]) == ("OPEN", None)
    assert (inside["enrolment_id"], inside["enrolment_status"]) == (held["enrolment_id"], "CONFIRMED")


async def test_who_is_exempt_this_year_is_told_and_not_barred(district: World) -> None:
    class_id = (await make_class(district))["class_id"]
    who, other = district.teachers[0].teacher_id, district.teachers[1].teacher_id
    today = clock.today()
    async with district.session("directory") as session:
        await directory.add_fact(
            session,
            district_id=district.district_id,
            teacher_id=who,
            kind="EXEMPTION",
            code="XC-02",
            valid_from=date(today.year - 2, 1, 1),
            valid_to=date(today.year + 4, 12, 31),
            ground="援藏支教,经教育局批准",
        )

    asked = await eligibility(district, class_id, who)

    assert asked["result"] == "OPEN"
    assert "XC-02" in {one["clause_id"] for one in asked["exempted"]}
    assert all(one["sentence_zh"] for one in asked["exempted"])
    assert (await eligibility(district, class_id, other))["exempted"] == []
    assert (await enrolled(district, class_id, who))["status"] == "CONFIRMED"


async def enter_everywhere(world: World, who: UUID, class_ids: list[str]) -> int:
    """One teacher enrols in all of these at the same moment; how many let him in."""
    answers = await asyncio.gather(
        *(
            patiently(teacher_api(world, who), "POST", f"/classes/{class_id}/enrolments", json={})
            for class_id in class_ids
        )
    )
    assert {answer.status_code for answer in answers} <= {201, 409}
    seated = 0
    for class_id in class_ids:
        seated += len(await read_enrolments(world, class_id, status="CONFIRMED"))
    return seated


async def classes_apart(world: World, code: str, number: int) -> list[str]:
    program_id = await make_program(world, code=code)
    return [
        (await make_class(world, program_id=program_id, meetings=[meeting_body(in_days=10 + day)]))["class_id"]
        for day in range(number)
    ]


async def test_without_the_lock_one_person_enters_more_classes_at_once_than_he_may(
    district: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The race that the next test closes: each of the transactions counts before the others are committed."""
    class_ids = await classes_apart(district, "RACE", 4)
    arrived: list[None] = []
    everybody = asyncio.Event()

    async def unlocked(*_: object, **__: object) -> None:
        arrived.append(None)
        if len(arrived) >= len(class_ids):
            everybody.set()
        await everybody.wait()

    await limit(district, most="2")
    monkeypatch.setattr(queries, "lock_entrants", unlocked)

    async with asyncio.timeout(20):
        assert await enter_everywhere(district, district.teachers[0].teacher_id, class_ids) > 2


async def test_one_person_enters_no_more_classes_than_he_may_however_fast(district: World) -> None:
    await limit(district, most="2")

    for number, who in enumerate(await add_teachers(district, 3)):
        class_ids = await classes_apart(district, f"FAST{number}", 5)
        assert await enter_everywhere(district, who, class_ids) == 2


async def test_many_nominated_into_two_classes_at_once_are_each_in_one(district: World) -> None:
    first, second = await two_classes(district, capacity=40)
    await limit(district)
    teachers = await add_teachers(district, 12)

    await asyncio.gather(
        *(
            patiently(
                district.api(SERVICE),
                "POST",
                f"/classes/{class_id}/nominations",
                json={"teacher_ids": ids(order)},
                headers={"Idempotency-Key": class_id},
            )
            for class_id, order in ((first, teachers), (second, teachers[::-1]))
        )
    )

    seated = [
        one["teacher_id"]
        for class_id in (first, second)
        for one in await read_enrolments(district, class_id, status="CONFIRMED")
    ]
    assert sorted(seated) == sorted(set(seated))
    for class_id in (first, second):
        known = await read_class(district, class_id)
        assert known["taken"] == len(await read_enrolments(district, class_id, status="CONFIRMED"))


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
    before = await read_enrolments(district, first, status="CONFIRMED")

    answered(await district.api(SERVICE).put(f"/entry-limits/{set_['limit_id']}/end", json={"reason": "名额充足"}))
    await district.drain()

    assert before == []
    (entered,) = await read_enrolments(district, first, status="CONFIRMED")
    assert entered["teacher_id"] == str(waiting)
