"""A class that experts, peers and the members themselves mark, and the acts around it."""

from typing import Any
from uuid import UUID

import httpx

from tests.assessment.course import Course, opened, results
from tests.support import Api, TeacherOf, World
from tests.walks.assessment import PDF
from tests.walks.assessment_schemes import LESSON

RUBRIC: dict[str, Any] = {
    **LESSON,
    "code": "RUBRIC_LESSON",
    "works": [
        {"code": "DESIGN", "label": {"zh": "教学设计", "en": "Lesson design"}},
        {"code": "ESSAY", "label": {"zh": "论文", "en": "Essay"}},
    ],
    "gates": [
        {"kind": "ATTENDANCE"},
        {"kind": "SUBMISSION", "works": ["DESIGN"]},
        {"kind": "DEFENCE", "works": ["DESIGN"]},
    ],
    "stages": [
        {
            "code": "DURING",
            "label": {"zh": "训中", "en": "During the training"},
            "assessors": ["EXPERT"],
            "pass_score": "60",
            "components": [
                {
                    "code": "LESSON",
                    "label": {"zh": "公开课", "en": "Demonstration lesson"},
                    "weight": "100",
                    "aggregator": {"kind": "MEAN"},
                    "criteria": [
                        {
                            "code": "AIMS",
                            "label": {"zh": "目标", "en": "Aims"},
                            "maximum": "40",
                            "levels": [
                                {"code": "A", "label": {"zh": "好", "en": "Good"}, "points": "36"},
                                {"code": "B", "label": {"zh": "中", "en": "Fair"}, "points": "26.5"},
                            ],
                        },
                        {"code": "METHOD", "label": {"zh": "方法", "en": "Method"}, "maximum": "60"},
                    ],
                }
            ],
        }
    ],
}


async def course_by(world: World, scheme: dict[str, Any], *teachers: TeacherOf) -> Course:
    """A class assessed by a scheme of the district's own, settled."""
    published = await world.api("assessment").post("/schemes", json=scheme)
    assert published.status_code == 201, published.text
    return await opened(world, *teachers, scheme=scheme["code"])


def as_teacher(course: Course, teacher: TeacherOf) -> Api:
    return course.api("teacher", teacher=teacher.teacher_id)


async def name(
    course: Course,
    kind: str,
    *who: TeacherOf | UUID,
    component: str = "LESSON",
    of: list[TeacherOf] | None = None,
    api: Api | None = None,
) -> httpx.Response:
    """Name teachers, or accounts that are none, to mark a component."""
    items: list[dict[str, Any]] = [
        {"account_id": str(one)} if isinstance(one, UUID) else {"person_id": str(one.teacher_id)} for one in who
    ]
    for item in items:
        if of is not None:
            item["teacher_ids"] = [str(one.teacher_id) for one in of]
    body = {"component": component, "kind": kind, "items": items, "reason": "评审安排"}
    return await (api or course.api("trainer")).post(f"{course.path}/assessors", json=body)


async def mark(course: Course, api: Api, *items: dict[str, Any]) -> list[str]:
    answer = await api.put(f"{course.path}/scores", json={"items": list(items)})
    assert answer.status_code == 200, answer.text
    return results(answer)


def item(teacher: TeacherOf, score: str | None = None, component: str = "LESSON", **more: Any) -> dict[str, Any]:
    return {"teacher_id": str(teacher.teacher_id), "component": component, "score": score, **more}


async def raw(course: Course, api: Api, **query: Any) -> list[dict[str, Any]]:
    answer = await api.get(f"{course.path}/scores", params=query)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


async def moderate(course: Course, api: Api, *items: dict[str, Any], reason: str = "复核") -> list[str]:
    answer = await api.post(f"{course.path}/moderations", json={"items": list(items), "reason": reason})
    assert answer.status_code == 201, answer.text
    return results(answer)


async def resit(course: Course, api: Api, *teachers: TeacherOf, component: str = "LESSON") -> list[str]:
    items = [{"teacher_id": str(teacher.teacher_id), "component": component} for teacher in teachers]
    answer = await api.post(f"{course.path}/resits", json={"items": items, "reason": "补考一次"})
    assert answer.status_code == 201, answer.text
    return results(answer)


async def filed(course: Course, teacher: TeacherOf, name: str = "教学设计.pdf", content: bytes = PDF) -> str:
    answer = await as_teacher(course, teacher).post("/files", params={"name": name}, content=content)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["file_id"])


async def hand_in(
    course: Course, teacher: TeacherOf, *file_ids: str, work: str = "DESIGN", **more: Any
) -> httpx.Response:
    body = {"work": work, "file_ids": list(file_ids), **more}
    return await as_teacher(course, teacher).post(f"{course.path}/submissions", json=body)


async def defend(
    course: Course,
    teacher: TeacherOf,
    result: str,
    *,
    on: str = "2025-10-11",
    panel: list[dict[str, Any]] | None = None,
    api: Api | None = None,
) -> list[str]:
    body = {
        "held_on": on,
        "panel": panel or [{"name": "周教研员"}],
        "items": [{"teacher_id": str(teacher.teacher_id), "work": "DESIGN", "result": result}],
    }
    answer = await (api or course.api("trainer")).post(f"{course.path}/defences", json=body)
    assert answer.status_code == 201, answer.text
    return results(answer)
