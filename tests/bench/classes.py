"""Classes of any size as the other services would have told assessment of them, and a client that waits for answers."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import httpx

from services.assessment import operations as assessment
from services.contracts import (
    AttendedDay,
    ClassScheduled,
    EnrolmentState,
    MeetingState,
    ProgramFacts,
    SettledMember,
)
from services.platform.database import Sessions, district_sessions, district_transaction, open_engine
from services.platform.ids import new_id
from services.platform.settings import load_settings
from tests.bench.people import People

ASSESSMENT = "services.assessment.app:create_app"
HOURS = Decimal(6)
_TOLD_AT_ONCE = 500
_PATIENCE = 90
_PAUSE = 0.02


@asynccontextmanager
async def assessment_sessions() -> AsyncIterator[Sessions]:
    """Give sessions as assessment, for what its workers would have heard."""
    engine = open_engine(load_settings(), "assessment")
    try:
        yield district_sessions(engine)
    finally:
        await engine.dispose()


async def open_class(sessions: Sessions, people: People, members: Sequence[UUID], *, scheme: str) -> UUID:
    """Tell of a class that has met, of its members and of the six hours that each of them was there."""
    class_id, at = new_id(), datetime.now(UTC)
    day = at.date()
    for start in range(0, len(members), _TOLD_AT_ONCE):
        some = members[start : start + _TOLD_AT_ONCE]
        async with district_transaction(sessions, people.district_id) as session:
            if not start:
                await assessment.keep_class(session, scheduled=_scheduled(people, class_id, day, scheme), at=at)
            await assessment.keep_members(
                session,
                district_id=people.district_id,
                members=[_enrolled(people, class_id, teacher_id) for teacher_id in some],
                at=at,
            )
            await assessment.keep_settlement(
                session,
                district_id=people.district_id,
                class_id=class_id,
                members=[_settled(teacher_id, day) for teacher_id in some],
                at=at,
            )
    return class_id


def _scheduled(people: People, class_id: UUID, day: date, scheme: str) -> ClassScheduled:
    starts_at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return ClassScheduled(
        district_id=people.district_id,
        class_id=class_id,
        revision=1,
        title="小学教师课堂教学培训班",
        school_id=None,
        leader_ids=(),
        cancelled=False,
        program=ProgramFacts(
            program_id=class_id,
            code="341825-25-40-01",
            title="小学教师课堂教学培训",
            level="COUNTY",
            mode="CENTRALISED",
            nature="COMPULSORY",
            kind="IN_SERVICE",
            category="KNOWLEDGE_SKILL",
            organised_by_admin=True,
            provider="县教师进修学校",
            hours=HOURS,
            scheme=scheme,
        ),
        meetings=(
            MeetingState(
                meeting_id=new_id(),
                starts_at=starts_at,
                ends_at=starts_at.replace(hour=6),
                hours=HOURS,
                place="报告厅",
                speaker="主讲人",
                topic="课堂教学",
                category=None,
            ),
        ),
    )


def _enrolled(people: People, class_id: UUID, teacher_id: UUID) -> EnrolmentState:
    return EnrolmentState(
        enrolment_id=new_id(),
        class_id=class_id,
        teacher_id=teacher_id,
        revision=1,
        status="CONFIRMED",
        school_id=people.school_id,
        title="一级教师",
        title_tier="MIDDLE",
        post="TEACHER",
    )


def _settled(teacher_id: UUID, day: date) -> SettledMember:
    attended = AttendedDay(meeting_id=new_id(), on=day, category=None, hours=f"{HOURS:f}", state="PRESENT")
    return SettledMember(teacher_id=teacher_id, revision=1, planned_hours=HOURS, attendance_met=True, days=(attended,))


@dataclass(slots=True)
class Desk:
    """One process of assessment as somebody asks it; what does not answer as it should ends the benchmark."""

    client: httpx.AsyncClient

    async def get(self, path: str, **query: Any) -> dict[str, Any]:
        return _told(await self.client.get(path, params=query), 200)

    async def post(self, path: str, *, status: int = 201, key: str | None = None, **options: Any) -> dict[str, Any]:
        headers = {"Idempotency-Key": key or str(new_id())}
        return _told(await self.client.post(path, headers=headers, **options), status)


def _told(answer: httpx.Response, status: int) -> dict[str, Any]:
    if answer.status_code != status:
        raise RuntimeError(f"{answer.request.url}: {answer.status_code} {answer.text[:500]}")
    told: dict[str, Any] = answer.json()
    return told


@asynccontextmanager
async def asking(people: People, port: int, token: str) -> AsyncIterator[Desk]:
    async with httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{port}/assessment/v1/districts/{people.district_id}",
        headers={"Authorization": f"Bearer {token}"},
        timeout=_PATIENCE,
        trust_env=False,
    ) as client:
        yield Desk(client)


@dataclass(slots=True)
class Bystander:
    """Somebody who asks the same process for something small again and again, and how long each answer took."""

    desk: Desk
    path: str
    waits: list[float] = field(default_factory=list)

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """Ask while the block runs."""
        asking_on = asyncio.create_task(self._ask_on())
        try:
            yield
        finally:
            asking_on.cancel()
            await asyncio.gather(asking_on, return_exceptions=True)

    async def _ask_on(self) -> None:
        while True:
            began = time.perf_counter()
            try:
                await self.desk.get(self.path)
            finally:
                # Also of whom nobody has answered by the end.
                self.waits.append(time.perf_counter() - began)
            await asyncio.sleep(_PAUSE)
