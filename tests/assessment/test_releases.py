"""Release: what members see, apart from finalisation; audited, taken back with a reason until anybody is finalised."""

from typing import Any

import httpx
import pytest

from services.platform.ids import new_id
from tests.assessment.course import Course, opened
from tests.assessment.marking import as_teacher, item, mark, moderate
from tests.support import TeacherOf, World


async def marked(world: World, *teachers: TeacherOf, final: str = "80") -> Course:
    """A class whose process and final are marked."""
    course = await opened(world, *teachers, scheme="SCORED")
    for teacher in teachers:
        marks = [item(teacher, "70", "PROCESS"), item(teacher, final, "FINAL")]
        assert await mark(course, course.api("trainer"), *marks) == ["RECORDED"] * 2
    return course


async def release(course: Course, *components: str, role: str = "trainer", **more: Any) -> httpx.Response:
    body = {"components": list(components), **more}
    return await course.api(role).post(f"{course.path}/releases", json=body)


async def take_back(course: Course, *components: str, **more: Any) -> httpx.Response:
    body = {"components": list(components), "reason": "登记有误,核对后重新公布", **more}
    return await course.api("trainer").post(f"{course.path}/releases/withdrawal", json=body)


async def own_result(course: Course, teacher: TeacherOf) -> dict[str, Any]:
    answer = await as_teacher(course, teacher).get(f"{course.path}/results")
    assert answer.status_code == 200, answer.text
    (one,) = answer.json()["items"]
    return dict(one)


def _codes(result: dict[str, Any]) -> list[str]:
    return [component["code"] for component in result["components"]]


async def test_members_see_nothing_of_marks_until_they_are_released(district: World) -> None:
    teacher = district.teachers[0]
    course = await marked(district, teacher)

    hidden = await own_result(course, teacher)
    seen = await course.result(teacher)

    assert (hidden["status"], hidden["released"], hidden["score"], hidden["grade"]) == (
        "AWAITING_RELEASE",
        False,
        None,
        None,
    )
    assert (hidden["components"], hidden["hours"], hidden["lines"]) == ([], "0.00", [])
    assert [(stage["score"], stage["standing"]) for stage in hidden["stages"]] == [(None, "MARKED")]
    assert [words["en"] for words in hidden["explanation"]] == ["Marks and results have not been released yet"]
    assert (seen["status"], _codes(seen)) == ("PASSED", ["PROCESS", "FINAL"])


async def test_the_school_sees_no_more_than_its_member(district: World) -> None:
    teacher = district.teachers[0]
    course = await marked(district, teacher)

    (hidden,) = (await course.school_of(teacher).get(f"{course.path}/results")).json()["items"]

    assert (hidden["status"], hidden["components"]) == ("AWAITING_RELEASE", [])


async def test_a_released_component_is_shown_with_its_marks_but_not_with_whose_they_are(district: World) -> None:
    teacher = district.teachers[0]
    course = await marked(district, teacher)
    await moderate(course, course.api(), item(teacher, "75", "PROCESS"), reason="复核组重评")

    answer = await release(course, "PROCESS")

    assert answer.status_code == 201, answer.text
    result = await own_result(course, teacher)
    (component,) = result["components"]
    assert (component["code"], component["points"], component["raw"]) == ("PROCESS", "75.00", "70.00")
    assert component["moderation_reason"] == "复核组重评"
    assert [(one["score"], one["why"], one["assessor_id"]) for one in component["marks"]] == [
        ("70.00", "OVERRIDDEN", None)
    ]
    assert result["status"] == "AWAITING_RELEASE"
    full = await course.result(teacher)
    assert full["components"][0]["marks"][0]["assessor_id"] == str(district.trainer_id)


async def test_releasing_the_result_shows_everything_and_finalises_nothing(district: World) -> None:
    teacher = district.teachers[0]
    course = await marked(district, teacher)

    released = (await release(course, result=True, appeal_days=10, reason="考核组复核完毕")).json()["items"]

    assert [(one["component"], one["released"]) for one in released] == [
        (None, True),
        ("PROCESS", True),
        ("FINAL", True),
    ]
    result = await own_result(course, teacher)
    assert (result["status"], result["released"], result["hours"]) == ("PASSED", True, "6.00")
    assert _codes(result) == ["PROCESS", "FINAL"]
    assert (await course.api().get(f"{course.path}/outcomes")).json()["items"] == []


async def test_releasing_twice_is_one_release_with_its_first_days(district: World) -> None:
    course = await marked(district, district.teachers[0])

    first = (await release(course, "FINAL", appeal_days=3)).json()
    second = (await release(course, "FINAL", appeal_days=30)).json()

    assert first == second
    acts = (await course.api().get(f"{course.path}/releases/acts")).json()["items"]
    assert [(act["component"], act["withdrawn"], act["acted_by"]) for act in acts] == [
        ("FINAL", False, str(district.trainer_id))
    ]


async def test_a_release_taken_back_hides_again_and_both_acts_stay(district: World) -> None:
    teacher = district.teachers[0]
    course = await marked(district, teacher)
    await release(course, result=True)

    answer = await take_back(course, "PROCESS", "FINAL", result=True)

    assert answer.status_code == 201, answer.text
    result = await own_result(course, teacher)
    assert (result["status"], result["components"]) == ("AWAITING_RELEASE", [])
    acts = (await course.api("auditor").get(f"{course.path}/releases/acts")).json()["items"]
    assert sorted(act["withdrawn"] for act in acts) == [False] * 3 + [True] * 3
    assert {act["reason"] for act in acts if act["withdrawn"]} == {"登记有误,核对后重新公布"}
    assert (await release(course, result=True)).json()["items"][0]["released"] is True


async def test_after_finalisation_nothing_is_taken_back_and_the_outcome_is_open_to_its_owner(district: World) -> None:
    teacher = district.teachers[0]
    course = await marked(district, teacher)
    await release(course, "FINAL")
    assert (await course.finalise())["finalised"] == {"PASSED": 1}

    refused = await take_back(course, "FINAL")

    assert (refused.status_code, refused.json()["type"]) == (409, "urn:xuefen:problem:release-final")
    result = await own_result(course, teacher)
    assert (result["status"], _codes(result)) == ("PASSED", ["PROCESS", "FINAL"])


async def test_only_who_manages_the_class_releases_and_only_what_the_scheme_has(district: World) -> None:
    teacher = district.teachers[0]
    course = await marked(district, teacher)

    as_member = await as_teacher(course, teacher).post(f"{course.path}/releases", json={"result": True})
    stranger = course.api("trainer", account_id=teacher.teacher_id)
    unknown = await release(course, "ORAL")

    assert as_member.status_code == 403
    assert (await stranger.post(f"{course.path}/releases", json={"result": True})).status_code == 404
    assert (unknown.status_code, unknown.json()["type"]) == (422, "urn:xuefen:problem:nothing-to-release")
    assert (await release(course)).status_code == 422


async def test_what_was_released_binds_the_scheme(district: World) -> None:
    course = await opened(district, district.teachers[0], scheme="SCORED")
    await release(course, "FINAL")

    answer = await course.api().put(f"{course.path}/scheme", json={"scheme": "THREE_STAGE", "version": 1})

    assert answer.json()["type"] == "urn:xuefen:problem:scheme-in-use"


@pytest.mark.parametrize("settle", [True, False])
async def test_before_the_release_nothing_tells_a_failure_from_a_pass(district: World, *, settle: bool) -> None:
    passing, failing = district.teachers[:2]
    course = await opened(district, passing, failing, scheme="THREE_STAGE", settle=settle)
    for teacher, points in ((passing, "90"), (failing, "10")):
        marks = [item(teacher, points, component) for component in ("PROBLEM", "CASE")]
        assert await mark(course, course.api("trainer"), *marks) == ["RECORDED"] * 2

    async def seen() -> list[Any]:
        hidden = [await own_result(course, teacher) for teacher in (passing, failing)]
        kept = ("status", "released", "grade", "score", "stages", "components", "explanation", "hours")
        return [{name: one[name] for name in kept} for one in hidden]

    one, other = await seen()
    assert one == other
    assert one["status"] == "IN_PROGRESS"

    for teacher, points in ((passing, "90"), (failing, "10")):
        await mark(course, course.api("trainer"), item(teacher, points, "PARTICIPATION"))
    one, other = await seen()
    assert one == other
    assert one["status"] == "AWAITING_POST"

    for teacher in (passing, failing):
        await mark(course, course.school_of(teacher), item(teacher, "90", "PRACTICE"))
    one, other = await seen()
    assert one == other
    assert one["status"] == "AWAITING_RELEASE"


async def test_who_is_finalised_is_shown_what_stands_until_a_correction_is_confirmed(district: World) -> None:
    teacher = district.teachers[0]
    course = await marked(district, teacher)
    await course.finalise()
    await moderate(course, course.api(), item(teacher, "10", "FINAL"))

    waiting = await own_result(course, teacher)
    in_full = await course.result(teacher)

    assert (waiting["status"], waiting["score"], waiting["hours"]) == ("PASSED", "75.00", "6.00")
    assert waiting["components"] == []
    assert "correction is confirmed" in waiting["explanation"][-1]["en"]
    assert (in_full["status"], in_full["score"]) == ("FAILED", "40.00")
    assert await course.confirm(teacher, api=course.api(account_id=new_id())) == ["CONFIRMED"]
    assert (await own_result(course, teacher))["status"] == "FAILED"


async def test_taking_back_a_component_takes_the_result_back_too(district: World) -> None:
    teacher = district.teachers[0]
    course = await marked(district, teacher)
    await release(course, result=True)

    states = (await take_back(course, "FINAL")).json()["items"]

    assert [(one["component"], one["released"]) for one in states] == [
        (None, False),
        ("PROCESS", True),
        ("FINAL", False),
    ]
    hidden = await own_result(course, teacher)
    assert (hidden["score"], _codes(hidden)) == (None, ["PROCESS"])
