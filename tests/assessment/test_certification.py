"""Certification: by a third party, of what was passed then; what is sat again or asked anew is certified anew."""

from typing import Any

from services.platform.ids import new_id
from tests.assessment.course import Course, opened
from tests.assessment.marking import course_by, item, mark, moderate, resit
from tests.support import TeacherOf, World


async def passed(world: World, *teachers: TeacherOf) -> Course:
    """A class of three stages, all passed."""
    course = await opened(world, *teachers, scheme="THREE_STAGE")
    for teacher in teachers:
        marks = [item(teacher, "80", component) for component in ("PROBLEM", "CASE", "PARTICIPATION")]
        assert await mark(course, course.api("trainer"), *marks) == ["RECORDED"] * 3
        assert await mark(course, course.school_of(teacher), item(teacher, "80", "PRACTICE")) == ["RECORDED"]
    return course


async def test_a_resit_asks_for_a_new_certification(district: World) -> None:
    again, still = district.teachers[:2]
    course = await passed(district, again, still)
    assert await course.certify(again, still) == ["CERTIFIED"] * 2

    await resit(course, course.api("trainer"), again, component="CASE")
    assert await course.certify(again) == ["not-ready-to-certify"]
    await mark(course, course.api("trainer"), item(again, "90", "CASE"))

    assert await course.statuses() == {
        again.teacher_id: "AWAITING_CERTIFICATION",
        still.teacher_id: "PASSED",
    }
    assert await course.certify(again, still) == ["CERTIFIED", "UNCHANGED"]
    assert (await course.statuses())[again.teacher_id] == "PASSED"


async def test_a_resit_of_who_is_finalised_is_confirmed_only_once_it_is_certified(district: World) -> None:
    teacher = district.teachers[0]
    course = await passed(district, teacher)
    await course.certify(teacher)
    assert (await course.finalise())["finalised"] == {"PASSED": 1}

    await resit(course, course.api("trainer"), teacher, component="CASE")
    await mark(course, course.api("trainer"), item(teacher, "90", "CASE"))
    assert await course.confirm(teacher) == ["revision-not-final"]
    assert await course.certify(teacher) == ["CERTIFIED"]

    # Certified anew it is the result that stands: nothing is left to confirm.
    assert await course.revisions() == []


async def test_who_marked_or_moderated_a_member_does_not_certify_them(district: World) -> None:
    marked, moderated, neither = district.teachers[:3]
    course = await passed(district, marked, moderated, neither)
    await mark(course, course.api(), item(marked, "81", "CASE"))
    await moderate(course, course.api(), item(moderated, "81", "CASE"))

    assert await course.certify(marked, moderated, neither) == [
        "certifier-concerned",
        "certifier-concerned",
        "CERTIFIED",
    ]
    assert await course.certify(marked, moderated, api=course.api(account_id=new_id())) == ["CERTIFIED"] * 2


def _scheme(*stages: str, **more: Any) -> dict[str, Any]:
    return {
        "code": "IN_STAGES",
        "title": {"zh": "分段考核", "en": "In stages"},
        "gates": [{"kind": "ATTENDANCE"}],
        "stages": [
            {
                "code": code,
                "label": {"zh": code, "en": code},
                "assessors": ["ORGANISER"],
                "pass_score": "60",
                "components": [{"code": f"{code}_PART", "label": {"zh": code, "en": code}, "weight": "100"}],
            }
            for code in stages
        ],
        "certifier": "COUNTY_CENTRE",
        "reason": "考核办法",
        **more,
    }


async def test_a_stage_that_was_added_since_was_not_certified(district: World) -> None:
    teacher = district.teachers[0]
    course = await course_by(district, _scheme("ONE"), teacher)
    await mark(course, course.api("trainer"), item(teacher, "80", "ONE_PART"))
    assert await course.certify(teacher) == ["CERTIFIED"]
    for version, stages in ((2, ("ONE", "TWO")), (3, ("ONE",))):
        more = {"title": {"zh": f"分段考核{version}", "en": f"In stages {version}"}}
        published = await district.api("assessment").post("/schemes", json=_scheme(*stages, **more))
        assert published.status_code == 201, published.text

    await _under(course, 2)
    await mark(course, course.api("trainer"), item(teacher, "80", "TWO_PART"))
    assert (await course.statuses())[teacher.teacher_id] == "AWAITING_CERTIFICATION"

    await _under(course, 3)
    assert (await course.statuses())[teacher.teacher_id] == "PASSED"


async def test_what_was_certified_binds_the_version_of_the_scheme(district: World) -> None:
    teacher = district.teachers[0]
    course = await course_by(district, _scheme(), teacher)
    assert await course.certify(teacher) == ["CERTIFIED"]

    published = await district.api("assessment").post("/schemes", json=_scheme("ONE"))

    assert published.json()["scheme"]["version"] == 2
    assert (await course.api().get(f"{course.path}/scheme")).json()["version"] == 1


async def _under(course: Course, version: int) -> None:
    wanted: dict[str, Any] = {"scheme": "IN_STAGES", "version": version}
    seen = await course.api("trainer").get(f"{course.path}/rescorings/preview", params=wanted)
    body = {**wanted, "preview_hash": seen.json()["hash"], "reason": "按修订后的办法"}
    applied = await course.api("trainer").post(f"{course.path}/rescorings", json=body)
    assert applied.status_code == 201, applied.text
