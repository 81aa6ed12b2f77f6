"""Marks looked at before they are recorded: who would change, bound by a hash; who marks blind learns nothing of it."""

from typing import Any

import httpx

from tests.assessment.course import Course, opened, results
from tests.assessment.marking import RUBRIC, as_teacher, course_by, item, mark, name, raw
from tests.assessment.test_releases import marked
from tests.support import Api, World
from tests.walks.assessment import enrolled
from tests.walks.assessment_schemes import LESSON


async def preview(course: Course, api: Api, *items: dict[str, Any], **more: Any) -> httpx.Response:
    return await api.post(f"{course.path}/scores/preview", json={"items": list(items), **more})


async def record(course: Course, api: Api, *items: dict[str, Any], **more: Any) -> httpx.Response:
    return await api.put(f"{course.path}/scores", json={"items": list(items), **more})


async def test_marks_that_are_pending_say_who_would_change_and_write_nothing(district: World) -> None:
    falls, stays = district.teachers[:2]
    course = await marked(district, falls, stays)
    before = await raw(course, course.api())

    seen = await preview(course, course.api("trainer"), item(falls, "10", "FINAL"), item(stays, "81", "FINAL"))

    assert seen.status_code == 200, seen.text
    assert results(seen) == ["RECORDED", "RECORDED"]
    changes = {one["teacher_id"]: one for one in seen.json()["changes"]}
    fallen = changes[str(falls.teacher_id)]
    assert (fallen["before"]["status"], fallen["after"]["status"], fallen["after"]["score"]) == (
        "PASSED",
        "FAILED",
        "40.00",
    )
    assert (seen.json()["changed"], seen.json()["hours_difference"]) == (2, "-6.00")
    assert await raw(course, course.api()) == before
    assert (await course.result(falls))["status"] == "PASSED"


async def test_results_can_be_looked_at_while_marks_are_still_missing(district: World) -> None:
    teacher = district.teachers[0]
    course = await opened(district, teacher, scheme="SCORED")
    await mark(course, course.api("trainer"), item(teacher, "70", "PROCESS"))
    assert (await course.result(teacher))["status"] == "IN_PROGRESS"

    (change,) = (await preview(course, course.api("trainer"), item(teacher, "50", "FINAL"))).json()["changes"]

    assert (change["before"]["status"], change["after"]["status"], change["after"]["score"]) == (
        "IN_PROGRESS",
        "PASSED",
        "60.00",
    )


async def test_what_was_looked_at_is_recorded_by_its_hash_unless_the_ground_has_moved(district: World) -> None:
    teacher, trainer_marks = district.teachers[0], ("90", "FINAL")
    course = await marked(district, teacher)
    wanted = item(teacher, *trainer_marks)
    seen = (await preview(course, course.api("trainer"), wanted)).json()["hash"]
    assert seen == (await preview(course, course.api("trainer"), wanted)).json()["hash"]

    await mark(course, course.api(), item(teacher, "71", "PROCESS"))
    outdated = await record(course, course.api("trainer"), wanted, preview_hash=seen)
    assert (outdated.status_code, outdated.json()["type"].rpartition(":")[2]) == (409, "rescoring-outdated")
    again = (await preview(course, course.api("trainer"), wanted)).json()["hash"]
    other = await record(course, course.api("trainer"), item(teacher, "89", "FINAL"), preview_hash=again)
    assert other.status_code == 409

    assert results(await record(course, course.api("trainer"), wanted, preview_hash=again)) == ["RECORDED"]
    assert (await course.result(teacher))["score"] == "80.50"


async def test_the_hash_binds_marks_that_change_nothing_yet(district: World) -> None:
    teacher, expert = district.teachers[0], district.teachers[5]
    course = await course_by(district, RUBRIC, teacher)
    await name(course, "EXPERT", expert)
    behalf = {"assessor_id": str(expert.teacher_id)}

    # One criterion of a rubric comes to nothing before the other is marked.
    seen = await preview(course, course.api("trainer"), item(teacher, "20", criterion="AIMS"), **behalf)
    assert (results(seen), seen.json()["changed"]) == (["RECORDED"], 0)
    bound = {**behalf, "preview_hash": seen.json()["hash"]}
    other = await record(course, course.api("trainer"), item(teacher, "21", criterion="AIMS"), **bound)
    assert other.status_code == 409
    same = await record(course, course.api("trainer"), item(teacher, "20", criterion="AIMS"), **bound)
    assert results(same) == ["RECORDED"]


async def test_only_who_sees_every_mark_looks_ahead(district: World) -> None:
    teacher = district.teachers[0]
    course = await marked(district, teacher)

    for role, who, status in (
        ("teacher", {"teacher": teacher.teacher_id}, 403),
        ("school_admin", {"school": teacher.school_id}, 403),
        ("trainer", {"account_id": teacher.teacher_id}, 404),
        ("district_admin", {}, 200),
    ):
        assert (await preview(course, course.api(role, **who), item(teacher, "10", "FINAL"))).status_code == status


def _by_experts(**component: Any) -> dict[str, Any]:
    stage = {**LESSON["stages"][0], "assessors": ["EXPERT", "PEER"]}  # type: ignore[index]  # a body of the walk
    kept = {key: value for key, value in stage["components"][0].items() if key not in ("shares", "aggregator")}
    return {**LESSON, "code": "EXPERTS", "stages": [{**stage, "components": [{**kept, **component}]}]}


async def test_marks_of_a_named_expert_are_looked_at_and_entered_by_who_manages(district: World) -> None:
    teacher, expert = district.teachers[0], district.teachers[5]
    course = await course_by(district, _by_experts(aggregator={"kind": "MEAN"}), teacher)
    await name(course, "EXPERT", expert)
    behalf = {"assessor_id": str(expert.teacher_id)}

    seen = await preview(course, course.api("trainer"), item(teacher, "88"), **behalf)
    assert results(seen) == ["RECORDED"]
    recorded = await record(course, course.api("trainer"), item(teacher, "88"), **behalf)
    assert results(recorded) == ["RECORDED"]
    by_teacher = await record(course, as_teacher(course, teacher), item(teacher, "88"), **behalf)

    (kept,) = await raw(course, course.api())
    assert (kept["assessor_kind"], kept["assessor_id"]) == ("EXPERT", str(expert.teacher_id))
    assert by_teacher.status_code == 404


async def test_a_trainer_who_is_only_named_to_mark_does_not_look_ahead(district: World) -> None:
    teacher, outside = district.teachers[0], await district.account("trainer")
    course = await course_by(district, _by_experts(aggregator={"kind": "MEAN"}), teacher)
    await name(course, "EXPERT", outside)
    expert = course.api("trainer", account_id=outside)

    assert (await preview(course, expert, item(teacher, "88"))).status_code == 404
    assert results(await record(course, expert, item(teacher, "88"))) == ["RECORDED"]


async def test_an_expert_learns_nothing_of_another_by_giving_the_same_mark(district: World) -> None:
    teacher, first, second = district.teachers[0], district.teachers[5], district.teachers[6]
    course = await course_by(district, _by_experts(), teacher)
    await name(course, "EXPERT", first, second)
    assert await mark(course, as_teacher(course, first), item(teacher, "83.5")) == ["RECORDED"]

    # Where the newest of anybody counts it would add nothing: to say so would tell what the first one gave.
    assert await mark(course, as_teacher(course, second), item(teacher, "83.5")) == ["RECORDED"]
    assert await mark(course, as_teacher(course, second), item(teacher, "83.5")) == ["UNCHANGED"]


async def test_who_has_left_the_class_marks_no_more_as_a_peer(district: World) -> None:
    teacher, peer = district.teachers[:2]
    course = await course_by(district, _by_experts(aggregator={"kind": "MEAN"}), teacher, peer)
    await name(course, "PEER", peer, of=[teacher])
    assert await mark(course, as_teacher(course, peer), item(teacher, "80")) == ["RECORDED"]

    await district.publish(enrolled(district, course.class_id, peer, status="WITHDRAWN", revision=2))
    await district.drain()

    answer = await record(course, as_teacher(course, peer), item(teacher, "10"))
    assert answer.status_code == 404, answer.text
    assert (await course.result(teacher))["score"] == "80.00"
