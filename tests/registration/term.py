"""A plan, a program and classes, made over the interface as an officer would."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
from sqlalchemy import select

from services.platform import clock
from services.platform.ids import new_id
from services.platform.outbox import EventRow
from tests.support import Api, TeacherOf, World, appoint

SERVICE = "registration"
MOST_TRIES = 30


def program_body(**changes: Any) -> dict[str, Any]:
    return {
        "code": "341825-25-20-01",
        "title": "小学数学骨干教师研修",
        "level": "COUNTY",
        "mode": "CENTRALISED",
        "nature": "COMPULSORY",
        "kind": "BACKBONE",
        "category": "KNOWLEDGE_SKILL",
        "tags": ["EXPERT_LED"],
        "organised_by_admin": True,
        "provider": "县教师进修学校",
        "hours": "24",
        "scheme": "ATTENDANCE",
        **changes,
    }


def meeting_body(*, in_days: float = 10, hour: int = 0, length: int = 3, **changes: Any) -> dict[str, Any]:
    """A meeting some days from now, at a full hour so that two made in one test can be told to overlap."""
    start = (clock.now() + timedelta(days=in_days)).replace(hour=hour, minute=0, second=0, microsecond=0)
    return {
        "starts_at": start.isoformat(),
        "ends_at": (start + timedelta(hours=length)).isoformat(),
        "hours": "4",
        "place": "报告厅",
        "speaker": "周文静",
        "topic": "单元整体教学设计",
        "category": None,
        **changes,
    }


def class_body(**changes: Any) -> dict[str, Any]:
    now = datetime.now(UTC)
    return {
        "title": "研修一班",
        "school_id": None,
        "leader_ids": [],
        "opens_at": (now - timedelta(days=1)).isoformat(),
        "closes_at": (now + timedelta(days=5)).isoformat(),
        "capacity": 2,
        "meetings": [],
        **changes,
    }


async def make_plan(world: World, **changes: Any) -> str:
    body = {"title": "年度计划", "starts_on": "2025-09-01", "ends_on": "2026-08-31", **changes}
    return str(created(await world.api(SERVICE).post("/plans", json=body))["plan_id"])


async def make_program(world: World, *, plan_id: str | None = None, **changes: Any) -> str:
    plan_id = plan_id or await make_plan(world)
    response = await world.api(SERVICE).post(f"/plans/{plan_id}/programs", json=program_body(**changes))
    return str(created(response)["program_id"])


async def make_class(world: World, *, program_id: str | None = None, **changes: Any) -> dict[str, Any]:
    program_id = program_id or await make_program(world, code=f"P{clock.real_now().timestamp()}")
    response = await world.api(SERVICE).post(f"/programs/{program_id}/classes", json=class_body(**changes))
    return created(response)


def teacher_api(world: World, teacher_id: UUID) -> Api:
    return world.api(SERVICE, "teacher", teacher=teacher_id)


async def enrol(world: World, class_id: str, teacher_id: UUID, **body: Any) -> httpx.Response:
    return await teacher_api(world, teacher_id).post(f"/classes/{class_id}/enrolments", json=body)


async def enrolled(world: World, class_id: str, teacher_id: UUID, **body: Any) -> dict[str, Any]:
    return created(await enrol(world, class_id, teacher_id, **body))


async def withdraw(world: World, enrolment_id: str) -> dict[str, Any]:
    """As the district."""
    response = await world.api(SERVICE).put(f"/enrolments/{enrolment_id}/withdrawal", json={"reason": "临时公务"})
    return answered(response)


async def read_class(world: World, class_id: str) -> dict[str, Any]:
    return answered(await world.api(SERVICE).get(f"/classes/{class_id}"))


async def read_enrolments(world: World, class_id: str, **query: Any) -> list[dict[str, Any]]:
    """The whole list of a class, page after page."""
    items: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        page = answered(
            await world.api(SERVICE).get(f"/classes/{class_id}/enrolments", params={"limit": 200, **query, **cursor})
        )
        items += page["items"]
        if page["next_cursor"] is None:
            return items
        cursor = {"cursor": page["next_cursor"]}


async def add_teachers(world: World, count: int) -> list[UUID]:
    """Further teachers of the first school."""
    added = [TeacherOf(new_id(), f"X{number:04}", world.schools[0].school_id) for number in range(count)]
    async with world.session("directory") as session:
        await appoint(session, district_id=world.district_id, teachers=added)
    return [one.teacher_id for one in added]


async def patiently(api: Api, method: str, path: str, **options: Any) -> httpx.Response:
    """Send, and send again with the same key while the service is busy, as a client should."""
    headers = {"Idempotency-Key": str(new_id()), **(options.pop("headers", None) or {})}
    for _ in range(MOST_TRIES):
        response = await api.request(method, path, headers=headers, **options)
        if response.status_code != 503:
            return response
        await asyncio.sleep(0.1)
    raise TimeoutError("the service stays busy")


def created(response: httpx.Response) -> dict[str, Any]:
    assert response.status_code == 201, response.text
    return dict(response.json())


def answered(response: httpx.Response) -> dict[str, Any]:
    assert response.status_code == 200, response.text
    return dict(response.json())


def refused(response: httpx.Response, status: int, slug: str) -> dict[str, Any]:
    assert response.status_code == status, response.text
    problem = dict(response.json())
    assert problem["type"] == f"urn:xuefen:problem:{slug}", problem
    return problem


def ids(teachers: Sequence[UUID]) -> list[str]:
    return [str(teacher_id) for teacher_id in teachers]


async def said(world: World, topic: str) -> list[dict[str, Any]]:
    """The payloads of a topic that this district has published, in order."""
    async with world.session("registration") as session:
        rows = await session.scalars(
            select(EventRow)
            .where(EventRow.district_id == world.district_id, EventRow.topic == topic)
            .order_by(EventRow.id)
        )
        return [row.payload for row in rows]


async def members_said(world: World, class_id: str) -> list[dict[str, Any]]:
    """Every member state of a class that was published, in order."""
    events = await said(world, "registration.enrolment_confirmed.v1")
    return [member for event in events for member in event["members"] if member["class_id"] == class_id]


def newest(members: Sequence[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """teacher_id -> the state that a consumer ends with, which applies what is newer per member."""
    known: dict[str, dict[str, Any]] = {}
    for member in members:
        if member["teacher_id"] not in known or member["revision"] > known[member["teacher_id"]]["revision"]:
            known[member["teacher_id"]] = member
    return known
