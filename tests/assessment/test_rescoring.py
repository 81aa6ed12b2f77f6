"""Scoring anew: looked at first, applied by naming what was looked at, refused where the ground has moved."""

from typing import Any

import httpx

from services.platform.ids import new_id
from tests.assessment.course import Course, opened
from tests.assessment.marking import course_by, item, mark, raw
from tests.support import TeacherOf, World


def weighed(process: str, final: str) -> dict[str, Any]:
    """A scheme of two components; publishing other weights makes its next version."""
    components = [
        {"code": code, "label": {"zh": code, "en": code}, "weight": weight}
        for code, weight in (("PROCESS", process), ("FINAL", final))
    ]
    stage = {
        "code": "DURING",
        "label": {"zh": "训中", "en": "During the training"},
        "assessors": ["ORGANISER"],
        "pass_score": "60",
        "components": components,
    }
    return {
        "code": "WEIGHED",
        "title": {"zh": "两项考核", "en": "Two components"},
        "gates": [{"kind": "ATTENDANCE"}],
        "stages": [stage],
        "reason": "考核办法修订",
    }


async def _scored(world: World, *marks: tuple[TeacherOf, str, str]) -> Course:
    course = await course_by(world, weighed("50", "50"), *(teacher for teacher, _, _ in marks))
    for teacher, process, final in marks:
        await mark(course, course.api("trainer"), item(teacher, process, "PROCESS"), item(teacher, final, "FINAL"))
    published = await world.api("assessment").post("/schemes", json=weighed("20", "80"))
    assert published.json()["scheme"]["version"] == 2, published.text
    return course


async def preview(course: Course, version: int = 2, role: str = "trainer") -> httpx.Response:
    query = {"scheme": "WEIGHED", "version": version}
    return await course.api(role).get(f"{course.path}/rescorings/preview", params=query)


async def apply(course: Course, preview_hash: str, version: int = 2, role: str = "trainer") -> httpx.Response:
    body = {"scheme": "WEIGHED", "version": version, "preview_hash": preview_hash, "reason": "按修订后的办法"}
    return await course.api(role).post(f"{course.path}/rescorings", json=body)


def _problem(answer: httpx.Response) -> str:
    return str(answer.json()["type"]).rpartition(":")[2]


async def test_a_preview_says_who_changes_from_what_to_what_and_writes_nothing(district: World) -> None:
    falls, stays = district.teachers[:2]
    course = await _scored(district, (falls, "90", "50"), (stays, "80", "80"))

    seen = (await preview(course)).json()

    (change,) = seen["changes"]
    assert (seen["members"], seen["changed"], seen["hours_difference"]) == (2, 1, "-6.00")
    assert (seen["from_version"], seen["to_version"]) == (1, 2)
    assert (change["teacher_id"], change["finalised"]) == (str(falls.teacher_id), False)
    assert (change["before"]["status"], change["after"]["status"]) == ("PASSED", "FAILED")
    assert (change["before"]["hours"], change["after"]["hours"], change["hours_difference"]) == (
        "6.00",
        "0.00",
        "-6.00",
    )
    assert (await course.result(falls))["status"] == "PASSED"


async def test_what_was_previewed_is_applied_by_its_hash_and_the_marks_stay(district: World) -> None:
    teacher = district.teachers[0]
    course = await _scored(district, (teacher, "90", "50"))
    before = await raw(course, course.api())

    applied = await apply(course, (await preview(course)).json()["hash"])

    assert (applied.status_code, applied.json()["changed"]) == (201, 1), applied.text
    assert (await course.result(teacher))["status"] == "FAILED"
    assert await raw(course, course.api()) == before
    assert (await course.api().get(f"{course.path}/scheme")).json()["version"] == 2
    (kept,) = (await course.api("auditor").get(f"{course.path}/rescorings")).json()["items"]
    assert (kept["from_version"], kept["to_version"], kept["applied_by"]) == (1, 2, str(district.trainer_id))
    assert _problem(await preview(course)) == "nothing-to-rescore"


async def test_a_mark_given_since_the_preview_is_refused(district: World) -> None:
    one, other = district.teachers[:2]
    course = await _scored(district, (one, "90", "50"), (other, "80", "80"))
    seen = (await preview(course)).json()["hash"]

    # Neither version makes another of this member than the other, yet it is another ground.
    await mark(course, course.api("trainer"), item(other, "81", "PROCESS"))
    refused = await apply(course, seen)

    assert (refused.status_code, _problem(refused)) == (409, "rescoring-outdated")
    assert (await course.result(one))["status"] == "PASSED"
    assert (await apply(course, (await preview(course)).json()["hash"])).status_code == 201


async def test_who_is_finalised_has_a_revision_to_confirm(district: World) -> None:
    teacher = district.teachers[0]
    course = await _scored(district, (teacher, "90", "50"))
    await course.finalise()

    seen = (await preview(course)).json()
    assert seen["changes"][0]["finalised"] is True
    await apply(course, seen["hash"], role="district_admin")

    (pending,) = await course.revisions()
    assert (pending["cause"], pending["stands"]["status"], pending["proposed"]["status"]) == (
        "RESCORING",
        "PASSED",
        "FAILED",
    )
    assert await course.confirm(teacher) == ["own-correction"]
    assert await course.confirm(teacher, api=course.api(account_id=new_id())) == ["CONFIRMED"]


async def test_a_class_is_not_put_under_a_version_that_is_retired_or_unknown(district: World) -> None:
    course = await _scored(district, (district.teachers[0], "90", "50"))
    seen = (await preview(course)).json()["hash"]
    await course.api().put("/schemes/WEIGHED/versions/2/retirement", json={"reason": "权重有误"})

    assert _problem(await preview(course)) == "scheme-retired"
    assert _problem(await apply(course, seen)) == "scheme-retired"
    assert (await preview(course, version=9)).status_code == 404


async def test_only_who_manages_the_class_looks_ahead(district: World) -> None:
    teacher = district.teachers[0]
    course = await opened(district, teacher, scheme="SCORED")
    query = {"scheme": "THREE_STAGE", "version": 1}

    for role, who, status in (
        ("teacher", {"teacher": teacher.teacher_id}, 403),
        ("school_admin", {"school": teacher.school_id}, 403),
        ("trainer", {"account_id": teacher.teacher_id}, 404),
        ("trainer", {}, 200),
    ):
        answer = await course.api(role, **who).get(f"{course.path}/rescorings/preview", params=query)
        assert answer.status_code == status, role
