"""Duties, and what they follow from: entries of the book and records of what was done."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, bindparam, exists, false, func, or_, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from services.assessment.models import Duty, EarnedEntry, Record
from services.assessment.rules import Scope


async def insert_earned(session: AsyncSession, *, district_id: int, entries: Sequence[Mapping[str, Any]]) -> None:
    """Entries never change: what is known already stays as it is."""
    if entries:
        await session.execute(
            insert(EarnedEntry).on_conflict_do_nothing(), [{"district_id": district_id, **entry} for entry in entries]
        )


async def list_earned(
    session: AsyncSession, *, district_id: int, teacher_ids: Collection[UUID]
) -> Sequence[EarnedEntry]:
    """What these teachers have earned and nothing has taken back."""
    wanted = bindparam("teacher_ids", list(teacher_ids), ARRAY(Uuid))
    reversal = aliased(EarnedEntry)
    taken_back = exists().where(
        reversal.district_id == EarnedEntry.district_id,
        reversal.teacher_id == EarnedEntry.teacher_id,
        reversal.reverses == EarnedEntry.entry_id,
    )
    rows = await session.scalars(
        select(EarnedEntry)
        .where(
            EarnedEntry.district_id == district_id,
            EarnedEntry.teacher_id == func.any(wanted),
            EarnedEntry.reverses.is_(None),
            ~taken_back,
        )
        .order_by(EarnedEntry.entry_id)
    )
    return rows.all()


async def list_standing_records(
    session: AsyncSession, *, district_id: int, teacher_ids: Collection[UUID], until: date
) -> Sequence[Record]:
    """What these teachers did, held or kept by a day and nobody took back."""
    rows = await session.scalars(
        select(Record)
        .where(
            Record.district_id == district_id,
            Record.teacher_id.in_(list(teacher_ids)),
            Record.held_on <= until,
            Record.retracted_at.is_(None),
        )
        .order_by(Record.record_id)
    )
    return rows.all()


async def list_records_held_at(
    session: AsyncSession, *, district_id: int, school_id: UUID, since: date, until: date
) -> Sequence[Record]:
    """What a school, its units and who was there did, held or kept in these days and nobody took back."""
    rows = await session.scalars(
        select(Record)
        .where(
            Record.district_id == district_id,
            Record.school_id == school_id,
            Record.held_on >= since,
            Record.held_on <= until,
            Record.retracted_at.is_(None),
        )
        .order_by(Record.record_id)
    )
    return rows.all()


async def lock_looking(session: AsyncSession, *, district_id: int) -> None:
    """One look at duties at a time in a district, so that none writes what an earlier one saw."""
    await session.execute(
        text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))"), {"key": f"assessment.duties:{district_id}"}
    )


async def has_any_duty(session: AsyncSession, *, district_id: int) -> bool:
    return bool(await session.scalar(select(exists().where(Duty.district_id == district_id))))


async def list_duties_of(session: AsyncSession, *, district_id: int, teacher_ids: Collection[UUID]) -> Sequence[Duty]:
    """Every row of these teachers, void ones too."""
    rows = await session.scalars(
        select(Duty)
        .where(Duty.district_id == district_id, Duty.teacher_id.in_(list(teacher_ids)))
        .order_by(Duty.duty_id)
    )
    return rows.all()


async def insert_duties(session: AsyncSession, *, district_id: int, duties: Sequence[Mapping[str, Any]]) -> None:
    if duties:
        await session.execute(insert(Duty), [{"district_id": district_id, **duty} for duty in duties])


async def list_duties(
    session: AsyncSession,
    *,
    district_id: int,
    scope: Scope,
    teacher_id: UUID | None,
    school_id: UUID | None,
    clause_id: str | None,
    state: str | None,
    after: UUID | None,
    limit: int,
) -> Sequence[Duty]:
    """In the order in which they arose; void ones only where they are asked for."""
    query = select(Duty).where(Duty.district_id == district_id).order_by(Duty.duty_id).limit(limit)
    if not scope.is_everything:
        # A duty of who has left has no school: an account without one must not match all of those.
        sides = ((Duty.teacher_id, scope.teacher_id), (Duty.school_id, scope.school_id))
        query = query.where(or_(false(), *(column == own for column, own in sides if own is not None)))
    query = query.where(Duty.state != "VOID") if state is None else query.where(Duty.state == state)
    for column, wanted in (
        (Duty.teacher_id, teacher_id),
        (Duty.school_id, school_id),
        (Duty.clause_id, clause_id),
    ):
        if wanted is not None:
            query = query.where(column == wanted)
    if after is not None:
        query = query.where(Duty.duty_id > after)
    return (await session.scalars(query)).all()
