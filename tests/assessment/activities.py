"""A district that recognises school-based work by forms, and activities as its schools log them."""

from datetime import date
from typing import Any

import httpx

from services.directory import operations as directory
from tests.support import Api, Apps, TeacherOf, World, make_world

DAY = "2025-10-16"


async def make_xh(apps: Apps, *, teachers: int = 8) -> World:
    """A district under pack XH; teachers beyond the eight are of the first school."""
    world = await make_world(apps, pack="XH", parameters={"cycle_start": "2025-09-01", "cycle_end": "2028-08-31"})
    async with world.session("directory") as session:
        for number in range(len(world.teachers), teachers):
            added = await directory.add_teacher(
                session,
                district_id=world.district_id,
                staff_number=f"T{number + 1:03}",
                name=f"教师{number + 1}",
                school_id=world.schools[0].school_id,
                hire_date=date(2010, 9, 1),
                appointed_from=date(2010, 9, 1),
            )
            world.teachers.append(TeacherOf(added.teacher_id, f"T{number + 1:03}", world.schools[0].school_id))
    return world


def school_of(world: World, number: int = 0) -> Api:
    return world.api("assessment", "school_admin", school=world.schools[number].school_id)


def teacher_of(world: World, number: int) -> Api:
    return world.api("assessment", "teacher", teacher=world.teachers[number].teacher_id)


def part(world: World, number: int, role: str, **facts: Any) -> dict[str, Any]:
    return {"teacher_id": str(world.teachers[number].teacher_id), "role": role, **facts}


def lesson(world: World, *parts: dict[str, Any], **facts: Any) -> dict[str, Any]:
    """A lesson of three quarters of an hour shown to the district: taught by the first teacher, heard by the second."""
    return {
        "route": "TEAM_LESSON_PREP",
        "title": "九年级数学《相似三角形》展示课",
        "starts_at": f"{DAY}T13:30:00+08:00",
        "ends_at": f"{DAY}T14:15:00+08:00",
        "place": "录播教室",
        "post": "九年级数学教师",
        "content": "同课异构,课后互评",
        "category": "PRACTICAL",
        "level": "COUNTY",
        "mode": "SCHOOL_BASED",
        "nature": "SUBJECT_COMPULSORY",
        "participants": list(parts) or [part(world, 0, "TEACHER"), part(world, 1, "LISTENER")],
        **facts,
    }


async def log(world: World, *parts: dict[str, Any], api: Api | None = None, **facts: Any) -> httpx.Response:
    return await (api or school_of(world)).post("/activities", json=lesson(world, *parts, **facts))


async def logged(world: World, *parts: dict[str, Any], api: Api | None = None, **facts: Any) -> dict[str, Any]:
    answer = await log(world, *parts, api=api, **facts)
    assert answer.status_code == 201, answer.text
    activity: dict[str, Any] = answer.json()
    return activity


def problem(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].removeprefix("urn:xuefen:problem:")
