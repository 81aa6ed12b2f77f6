"""LY over HTTP: six marks by three kinds of assessors, four works, and no hours while one defence is missing."""

from typing import Any
from uuid import UUID

from tests.assessment.course import Course, opened, said
from tests.assessment.judging import LY_WEIGHTS
from tests.assessment.marking import as_teacher, filed, hand_in, item, mark, name
from tests.assessment.test_pack_grades import DAY, GOOSE, govern, words
from tests.support import TeacherOf, World

WORKS = ("DIAGNOSTIC", "IMPROVED", "SCHOOL_TRAINING_DESIGN", "COURSEWARE")


async def assessed(course: Course, member: TeacherOf, peer: TeacherOf, expert: UUID, points: str = "95") -> None:
    """Everything but the defences: marks by the member, a peer and an expert, and every work handed in."""
    by = {
        "SELF": as_teacher(course, member),
        "PEER": as_teacher(course, peer),
        "EXPERT": course.api("trainer", account_id=expert),
    }
    for kind, api in by.items():
        for component in (f"THEORY_{kind}", f"PRACTICE_{kind}"):
            if kind == "PEER":
                assert (await name(course, kind, peer, component=component, of=[member])).status_code == 201
            assert await mark(course, api, item(member, points, component)) == ["RECORDED"], component
    for work in WORKS:
        handed_in = await hand_in(course, member, await filed(course, member), work=work)
        assert handed_in.status_code == 201, handed_in.text


async def defended(course: Course, member: TeacherOf, work: str, result: str = "PASSED") -> None:
    body = {
        "held_on": str(DAY),
        "panel": [{"name": "周教研员"}, {"name": "县教师发展中心李主任"}],
        "items": [{"teacher_id": str(member.teacher_id), "work": work, "result": result}],
    }
    answer = await course.api("trainer").post(f"{course.path}/defences", json=body)
    assert answer.status_code == 201, answer.text
    assert answer.json()["items"][0]["result"] == "RECORDED"


async def entries(world: World, member: TeacherOf) -> list[dict[str, Any]]:
    """What stands in the member's book."""
    await world.drain()
    statement = await world.api("ledger").get(
        f"/teachers/{member.teacher_id}/statement", params={"as_of": "2025-08-31"}
    )
    assert statement.status_code == 200, statement.text
    return [line for line in statement.json()["lines"] if line["hours"] != "0.00"]


async def test_hours_full_and_scores_of_95_with_one_defence_missing_are_no_certificate(district: World) -> None:
    whole, lacking, *_ = district.teachers
    await govern(district, "LY", **LY_WEIGHTS)
    course = await opened(district, whole, lacking, scheme="LY", **GOOSE)
    expert = await district.account("trainer")
    for component in ("THEORY_EXPERT", "PRACTICE_EXPERT"):
        assert (await name(course, "EXPERT", expert, component=component)).status_code == 201
    await assessed(course, whole, lacking, expert)
    await assessed(course, lacking, whole, expert)
    for member, work in ((whole, "DIAGNOSTIC"), (whole, "IMPROVED"), (lacking, "DIAGNOSTIC")):
        await defended(course, member, work)

    certified = await course.certify(whole, lacking)
    done = await course.finalise()

    result = await course.result(lacking)
    assert certified == ["CERTIFIED", "not-ready-to-certify"]
    assert (done["finalised"], done["open"]) == ({"PASSED": 1}, {"IN_PROGRESS": 1})
    assert (result["status"], result["grade"], result["score"]) == ("IN_PROGRESS", None, "95.00")
    assert "提高课教学设计尚未答辩" in words(result)
    (state,) = await said(district)
    assert (state.teacher_id, state.grade) == (whole.teacher_id, "EXCELLENT")
    assert [line["hours"] for line in await entries(district, whole)] == ["6.00"]
    assert await entries(district, lacking) == []

    # Failed once and defended again: the one held last counts.
    await defended(course, lacking, "IMPROVED", "FAILED")
    assert (await course.result(lacking))["status"] == "FAILED"
    await defended(course, lacking, "IMPROVED")
    assert await course.certify(lacking) == ["CERTIFIED"]
    assert (await course.finalise())["finalised"] == {"PASSED": 1}
    assert [line["hours"] for line in await entries(district, lacking)] == ["6.00"]
