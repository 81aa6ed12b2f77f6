"""Who may enter by the program's own words and by what stands in the way of one person."""

from datetime import date

from services.directory import operations as directory
from services.platform import clock
from tests.registration.term import (
    SERVICE,
    answered,
    enrol,
    enrolled,
    make_class,
    make_program,
    meeting_body,
    refused,
)
from tests.registration.test_eligibility import eligibility, nominate
from tests.support import World


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
