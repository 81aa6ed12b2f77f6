"""Classes to check in at, and what the tables then hold."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import AttendanceSettled, MeetingState
from tests.support import TeacherOf, World
from tests.walks.attendance import code_of, enrolled, meeting, scheduled

# Nine in the morning of a Saturday, in a term that pack XC covers.
MORNING = datetime(2026, 10, 10, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Opened:
    """A class as attendance has heard of it."""

    class_id: UUID
    meetings: Sequence[MeetingState]

    @property
    def first(self) -> MeetingState:
        return self.meetings[0]


async def open_class(
    world: World, *teachers: TeacherOf, meetings: Sequence[MeetingState] | None = None, school_id: UUID | None = None
) -> Opened:
    """A class with these members, one morning long unless told otherwise."""
    meetings = meetings or [meeting(MORNING)]
    told = scheduled(world, meetings, school_id=school_id)
    await world.publish(told)
    if teachers:
        await world.publish(enrolled(world, told.class_id, *teachers))
    await world.drain()
    return Opened(told.class_id, meetings)


async def scan(
    world: World, teacher: TeacherOf, sitting: MeetingState, phase: str = "IN", *, code: str | None = None
) -> httpx.Response:
    """A teacher's phone before the screen of a meeting, now."""
    code = code or await code_of(world, sitting.meeting_id, phase)
    way = {"IN": "check-in", "OUT": "check-out"}[phase]
    api = world.api("attendance", "teacher", teacher=teacher.teacher_id)
    return await api.put(f"/meetings/{sitting.meeting_id}/{way}", json={"code": code})


async def attend(
    world: World,
    travel: Any,
    teacher: TeacherOf,
    sitting: MeetingState,
    *,
    late: timedelta = timedelta(0),
    early: timedelta = timedelta(0),
) -> None:
    """Come to a meeting and leave it, at its beginning and end or so much later and earlier, to the minute."""
    await travel(sitting.starts_at + late - timedelta(seconds=20))
    entered = await scan(world, teacher, sitting)
    await travel(sitting.ends_at - early)
    left = await scan(world, teacher, sitting, "OUT")
    assert (entered.status_code, left.status_code) == (201, 201), (entered.text, left.text)


async def rows_of(world: World, table: str) -> list[dict[str, Any]]:
    """The district's rows of a table of attendance."""
    async with world.session("attendance") as session:
        return [dict(row) for row in (await session.execute(text(f"SELECT * FROM attendance.{table}"))).mappings()]


async def refusals_of(world: World) -> list[str]:
    return sorted(row["reason"] for row in await rows_of(world, "refused_scan"))


async def settle(world: World, class_id: UUID, **who: Any) -> httpx.Response:
    return await world.api("attendance", **who).post(f"/classes/{class_id}/settlements")


async def said(world: World) -> list[AttendanceSettled]:
    """What attendance has said of its settlements, in order."""
    async with world.session("attendance") as session:
        rows = await session.scalars(
            text("SELECT payload FROM messaging.event WHERE topic = 'attendance.settled.v1' ORDER BY id")
        )
        return [AttendanceSettled.model_validate(payload) for payload in rows]


async def until_somebody_waits(session: AsyncSession) -> None:
    """Come back when another transaction waits for what this one holds."""
    waits = text(
        "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = any(pg_blocking_pids(pid)))"
    )
    for _ in range(500):
        if await session.scalar(waits):
            return
        await asyncio.sleep(0.01)
    raise AssertionError("nobody waits")
