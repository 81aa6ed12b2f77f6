"""Feedback: a form in versions, answered once without a name, shown from five answers on, a reminder until then."""

import itertools
import random
from datetime import datetime
from fractions import Fraction
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from services.assessment.rules import form_from, statistics_of
from tests.assessment.course import Course, opened
from tests.assessment.marking import as_teacher, course_by
from tests.support import TeacherOf, World
from tests.walks.assessment_schemes import LESSON

FORM: dict[str, Any] = {
    "code": "TRAINEE_FEEDBACK",
    "title": {"zh": "学员反馈表", "en": "Feedback of members"},
    "questions": [
        {"code": "CONTENT", "kind": "SCALE", "label": {"zh": "内容", "en": "Content"}},
        {
            "code": "PACE",
            "kind": "CHOICE",
            "label": {"zh": "进度", "en": "Pace"},
            "choices": [
                {"code": "SLOW", "label": {"zh": "偏慢", "en": "Too slow"}},
                {"code": "RIGHT", "label": {"zh": "合适", "en": "Right"}},
            ],
        },
        {"code": "ADVICE", "kind": "TEXT", "label": {"zh": "建议", "en": "Advice"}, "required": False},
    ],
    "reason": "2026年起统一使用",
}


async def publish(world: World, **facts: Any) -> dict[str, Any]:
    answer = await world.api("assessment").post("/feedback-forms", json={**FORM, **facts})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def open_form(
    course: Course, *, version: int = 1, role: str = "trainer", closes_at: datetime | None = None
) -> httpx.Response:
    body: dict[str, Any] = {"form": FORM["code"], "version": version}
    if closes_at is not None:
        body["closes_at"] = closes_at.isoformat()
    return await course.api(role).put(f"{course.path}/feedback", json=body)


async def answer(
    course: Course, teacher: TeacherOf, *, point: int = 4, pace: str = "RIGHT", advice: str | None = None
) -> httpx.Response:
    answers: list[dict[str, Any]] = [{"question": "CONTENT", "point": point}, {"question": "PACE", "choice": pace}]
    if advice is not None:
        answers.append({"question": "ADVICE", "text": advice})
    return await as_teacher(course, teacher).put(f"{course.path}/feedback/answer", json={"answers": answers})


async def statistics(course: Course, role: str = "trainer") -> dict[str, Any]:
    found = await course.api(role).get(f"{course.path}/feedback/statistics")
    assert found.status_code == 200, found.text
    return dict(found.json())


async def asked(world: World, *teachers: TeacherOf, closes_at: datetime | None = None) -> Course:
    course = await opened(world, *teachers)
    await publish(world)
    opening = await open_form(course, closes_at=closes_at)
    assert opening.status_code == 200, opening.text
    return course


async def test_a_form_is_published_in_versions_and_the_same_is_the_same_version(district: World) -> None:
    first = await publish(district)
    same = await publish(district)
    second = await publish(district, title={"zh": "学员意见表", "en": "Opinions of members"})

    assert (first["version"], same["version"], second["version"]) == (1, 1, 2)
    listed = (await district.api("assessment", "trainer").get("/feedback-forms")).json()["items"]
    assert [(one["code"], one["version"]) for one in listed] == [("TRAINEE_FEEDBACK", 2), ("TRAINEE_FEEDBACK", 1)]


async def test_an_unsound_form_is_refused_with_everything_that_is_wrong(district: World) -> None:
    pace = {**FORM["questions"][1], "choices": [], "code": "CONTENT"}

    refused = await district.api("assessment").post(
        "/feedback-forms", json={**FORM, "questions": [FORM["questions"][0], pace]}
    )

    assert (refused.status_code, refused.json()["type"]) == (422, "urn:xuefen:problem:feedback-form-unsound")
    assert len(refused.json()["errors"]) == 2


async def test_below_five_answers_nobody_is_shown_any_of_them(district: World) -> None:
    course = await asked(district, *district.teachers)
    for teacher in district.teachers[:4]:
        assert (await answer(course, teacher, advice="多安排课例")).status_code == 200

    for role in ("trainer", "district_admin", "auditor"):
        withheld = await statistics(course, role)
        assert (withheld["answers"], withheld["withheld"], withheld["questions"]) == (4, True, [])

    await answer(course, district.teachers[4], point=5, pace="SLOW")
    content, pace, advice = (await statistics(course))["questions"]
    assert (content["mean"], content["counts"]) == ("4.20", {"1": 0, "2": 0, "3": 0, "4": 4, "5": 1})
    assert pace["counts"] == {"SLOW": 1, "RIGHT": 4}
    assert (advice["texts"], advice["answered"]) == (["多安排课例"] * 4, 4)


async def test_an_answer_is_kept_without_whose_it_is_and_without_a_time(district: World) -> None:
    course = await asked(district, *district.teachers[:2])
    for teacher in district.teachers[:2]:
        await answer(course, teacher)

    async with district.session("assessment") as session:
        kept = (await session.execute(text("SELECT * FROM assessment.feedback_answer"))).mappings().all()
        given = (await session.execute(text("SELECT * FROM assessment.feedback_given"))).mappings().all()

    own = [row for row in kept if row["class_id"] == course.class_id]
    assert {frozenset(row) for row in own} == {frozenset({"district_id", "class_id", "answer_id", "answers", "block"})}
    assert {row["answer_id"].version for row in own} == {4}
    assert not any(str(teacher.teacher_id) in str(row) for teacher in district.teachers for row in own)
    assert set(given[0]) == {"district_id", "class_id", "teacher_id"}


async def test_a_member_answers_once_and_only_what_the_form_asks(district: World) -> None:
    teacher, stranger = district.teachers[0], district.teachers[5]
    course = await asked(district, teacher)

    unfit = await answer(course, teacher, point=6, pace="FAST")
    first = await answer(course, teacher)
    again = await answer(course, teacher, point=1)

    assert (unfit.json()["type"], len(unfit.json()["errors"])) == ("urn:xuefen:problem:feedback-unfit", 2)
    assert first.json() == {"has_answered": True}
    assert again.json()["type"] == "urn:xuefen:problem:feedback-already-given"
    assert (await answer(course, stranger)).status_code == 404
    seen = (await as_teacher(course, teacher).get(f"{course.path}/feedback")).json()
    assert (seen["has_answered"], seen["answered"], seen["members"]) == (True, 1, 1)


async def test_members_are_reminded_until_they_have_answered_and_pass_all_the_same(district: World) -> None:
    one, other = district.teachers[0], district.teachers[4]
    course = await asked(district, one, other)
    await answer(course, one)

    results = {teacher: await course.result(teacher) for teacher in (one, other)}

    reminder = {"zh": "学员反馈表已开放,请填写", "en": "The feedback form is open: please fill it in"}
    assert reminder not in results[one]["explanation"]
    assert reminder in results[other]["explanation"]
    assert results[other]["status"] == "PASSED"
    listed = (await course.api("trainer").get(f"{course.path}/feedback/reminders")).json()["items"]
    assert [item["teacher_id"] for item in listed] == [str(other.teacher_id)]
    at_school = (await course.school_of(one).get(f"{course.path}/feedback/reminders")).json()["items"]
    assert at_school == []


async def test_only_a_gate_that_blocks_lets_the_result_wait_and_says_so(district: World) -> None:
    teacher = district.teachers[0]
    stage = {**LESSON["stages"][0], "assessors": ["ORGANISER"]}  # type: ignore[index]  # a body of the walk
    lesson = {key: value for key, value in stage["components"][0].items() if key != "shares"}
    gates = [{"kind": "ATTENDANCE"}, {"kind": "FEEDBACK", "blocks": True}]
    scheme = {**LESSON, "code": "WAITS", "gates": gates, "stages": [{**stage, "components": [lesson]}]}
    course = await course_by(district, scheme, teacher)
    await course.score(course.api("trainer"), (teacher, "LESSON", "80"))
    await publish(district)
    await open_form(course)

    waiting = await course.result(teacher)
    assert waiting["status"] == "IN_PROGRESS"
    assert any("the result waits for it" in words["en"] for words in waiting["explanation"])

    await answer(course, teacher)
    assert (await course.result(teacher))["status"] == "PASSED"


async def test_a_form_is_exchanged_only_while_nobody_has_answered(district: World) -> None:
    course = await asked(district, district.teachers[0])
    await publish(district, title={"zh": "学员意见表", "en": "Opinions of members"})

    assert (await open_form(course, version=2)).json()["form"]["version"] == 2
    await answer(course, district.teachers[0])

    assert (await open_form(course, version=1)).json()["type"] == "urn:xuefen:problem:feedback-begun"
    assert (await open_form(course, version=2)).status_code == 200
    assert (await open_form(course, version=9)).status_code == 422


@pytest.mark.parametrize("seed", range(5))
def test_statistics_do_not_depend_on_the_order_of_answers(seed: int) -> None:
    form = form_from({**{key: FORM[key] for key in ("code", "title", "questions")}, "version": 1})
    answers: list[dict[str, int | str]] = [
        {"CONTENT": point, "PACE": pace, "ADVICE": f"意见{point}{pace}"}
        for point, pace in itertools.product((1, 3, 5), ("SLOW", "RIGHT"))
    ]
    shuffled = list(answers)
    random.Random(seed).shuffle(shuffled)

    assert statistics_of(form, shuffled) == statistics_of(form, answers)
    assert statistics_of(form, answers).questions[0].mean == Fraction(3)
