"""Duties that follow from what happened: looked at anew whenever anything changes or time passes, kept as rows."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.models import Duty
from services.assessment.operations.asking import AskedOfTeacher, ask_teachers, load_bench
from services.assessment.operations.reach import scope_of
from services.assessment.rules import DutyKey, columns_of_duty, duties_among, has_duties, looked_at_again
from services.contracts import DutiesFellDue, PostedEntry
from services.contracts.event import MOST_MEMBERS
from services.directory import queries as directory
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.ids import new_id
from services.platform.outbox import publish


async def keep_earned(session: AsyncSession, *, district_id: int, entries: Sequence[PostedEntry], at: datetime) -> None:
    """Take over what the book earned and took back, and what follows from it."""
    await queries.insert_earned(
        session,
        district_id=district_id,
        entries=[
            {**entry.model_dump(exclude={"seq", "school_id", "tags"}), "tags": list(entry.tags)} for entry in entries
        ],
    )
    await look_at_duties(session, district_id=district_id, teacher_ids={entry.teacher_id for entry in entries}, at=at)


async def look_at_everybody(session: AsyncSession, *, district_id: int, at: datetime) -> None:
    """Another pack may ask for other things: let everybody's duties be looked at, a hundred at a time."""
    bench = await load_bench(session, district_id=district_id)
    today = at.astimezone(SHANGHAI).date()
    asks = any(has_duties(bench.packs.of(one)) for one in bench.assignments)
    if not asks and not await queries.has_any_duty(session, district_id=district_id):
        return
    placed = sorted(await directory.list_appointed_on(session, district_id=district_id, on=today))
    for some in _parts(placed):
        await publish(session, DutiesFellDue(district_id=district_id, teacher_ids=tuple(some)))


async def look_at_duties(
    session: AsyncSession, *, district_id: int, teacher_ids: Collection[UUID], at: datetime
) -> None:
    """Write down how the duties of these teachers stand now, and see to it that they are looked at when time tells."""
    if not teacher_ids:
        return
    bench = await load_bench(session, district_id=district_id)
    asks = any(has_duties(bench.packs.of(one)) for one in bench.assignments)
    if not asks and not await queries.has_any_duty(session, district_id=district_id):
        return
    await queries.lock_looking(session, district_id=district_id)
    today = at.astimezone(SHANGHAI).date()
    for some in _parts(sorted(teacher_ids)):
        asked = await ask_teachers(session, bench, district_id=district_id, teacher_ids=some, as_of=today)
        standing: dict[UUID, dict[DutyKey, Duty]] = defaultdict(dict)
        for duty in await queries.list_duties_of(session, district_id=district_id, teacher_ids=some):
            standing[duty.teacher_id][DutyKey(duty.clause_id, duty.code, duty.cause)] = duty
        new: list[dict[str, Any]] = []
        bells: dict[datetime, set[UUID]] = defaultdict(set)
        for teacher_id, found in asked.items():
            new += _looked_at(teacher_id, found, standing[teacher_id], bells=bells, at=at)
        await session.flush()
        await queries.insert_duties(session, district_id=district_id, duties=new)
        await _ring(session, district_id=district_id, bells=bells)


async def list_duties(
    session: AsyncSession,
    *,
    district_id: int,
    teacher_id: UUID | None,
    school_id: UUID | None,
    clause_id: str | None,
    state: str | None,
    viewer: Viewer,
    after: UUID | None,
    limit: int,
) -> Sequence[Duty]:
    """Those within reach, in the order in which they arose."""
    return await queries.list_duties(
        session,
        district_id=district_id,
        scope=scope_of(viewer),
        teacher_id=teacher_id,
        school_id=school_id,
        clause_id=clause_id,
        state=state,
        after=after,
        limit=limit,
    )


def _looked_at(
    teacher_id: UUID,
    found: AskedOfTeacher,
    standing: Mapping[DutyKey, Duty],
    *,
    bells: dict[datetime, set[UUID]],
    at: datetime,
) -> list[dict[str, Any]]:
    """Bring the rows of a teacher up to date; answer those to be added. What nothing asks for any more is void."""
    packs = {id(slot): assigned for assigned, slot in found.slots}
    wanted = duties_among(slot for _, slot in found.slots)
    new: list[dict[str, Any]] = []
    for key, slot in wanted.items():
        assigned = packs[id(slot)]
        columns: dict[str, Any] = {
            **columns_of_duty(slot),
            "school_id": found.school_id,
            "pack_id": assigned.pack_id,
            "pack_hash": assigned.content_hash,
        }
        row = standing.get(key)
        remind_at, over_at = looked_at_again(slot.due_on)
        if columns["state"] == "OPEN" and (row is None or row.state == "VOID" or row.due_on != slot.due_on):
            for moment in (remind_at, over_at):
                if moment > at:
                    bells[moment].add(teacher_id)
        is_open, is_over = columns["state"] == "OPEN", columns["state"] == "OVERDUE"
        columns |= {
            "reminded_at": _since(row.reminded_at if row else None, at, holds=is_open and remind_at <= at),
            "overdue_at": _since(row.overdue_at if row else None, at, holds=is_over),
        }
        if row is None:
            identity = {"clause_id": key.clause_id, "code": key.code, "cause": key.cause, "teacher_id": teacher_id}
            new.append({**identity, **columns, "duty_id": new_id(), "arisen_at": at, "changed_at": at})
        else:
            _bring(row, columns, at=at)
    for key, row in standing.items():
        if key not in wanted:
            _bring(row, {"state": "VOID", "filled_by": []}, at=at)
    return new


def _since(known: datetime | None, at: datetime, *, holds: bool) -> datetime | None:
    return known or (at if holds else None)


def _bring(row: Duty, columns: Mapping[str, Any], *, at: datetime) -> None:
    changed = {name: value for name, value in columns.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    if changed:
        row.changed_at = at


async def _ring(session: AsyncSession, *, district_id: int, bells: Mapping[datetime, set[UUID]]) -> None:
    for moment, teacher_ids in sorted(bells.items()):
        for some in _parts(sorted(teacher_ids)):
            await publish(session, DutiesFellDue(district_id=district_id, teacher_ids=tuple(some)), due_at=moment)


def _parts(teacher_ids: Sequence[UUID]) -> Iterable[Sequence[UUID]]:
    for first in range(0, len(teacher_ids), MOST_MEMBERS):
        yield teacher_ids[first : first + MOST_MEMBERS]
