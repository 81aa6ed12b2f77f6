"""Adjustments by hand, and how they were decided."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger.models import Adjustment, AdjustmentDecision, Entry
from services.platform.database import any_of
from services.platform.errors import NotFound

Proposal = tuple[Adjustment, AdjustmentDecision | None]

_WITH_DECISION = and_(
    AdjustmentDecision.district_id == Adjustment.district_id,
    AdjustmentDecision.adjustment_id == Adjustment.adjustment_id,
)


async def insert_adjustment(session: AsyncSession, adjustment: Adjustment) -> Adjustment:
    session.add(adjustment)
    await session.flush()
    return adjustment


async def insert_decision(session: AsyncSession, decision: AdjustmentDecision) -> AdjustmentDecision:
    session.add(decision)
    await session.flush()
    return decision


async def get_adjustment(session: AsyncSession, *, district_id: int, adjustment_id: UUID) -> Proposal:
    """The adjustment with its decision, or NotFound."""
    row = (
        await session.execute(
            select(Adjustment, AdjustmentDecision)
            .outerjoin(AdjustmentDecision, _WITH_DECISION)
            .where(Adjustment.district_id == district_id, Adjustment.adjustment_id == adjustment_id)
        )
    ).one_or_none()
    if row is None:
        raise NotFound
    return row[0], row[1]


async def list_adjustments(
    session: AsyncSession,
    *,
    district_id: int,
    state: str | None,
    teacher_id: UUID | None,
    after: UUID | None,
    limit: int,
) -> Sequence[Proposal]:
    """Adjustments after one, the first proposed first; of a teacher, or in a state."""
    query = (
        select(Adjustment, AdjustmentDecision)
        .outerjoin(AdjustmentDecision, _WITH_DECISION)
        .where(Adjustment.district_id == district_id)
        .order_by(Adjustment.adjustment_id)
        .limit(limit)
    )
    if state is not None:
        decision = AdjustmentDecision.decision
        query = query.where(decision.is_(None) if state == "PROPOSED" else decision == state)
    if teacher_id is not None:
        query = query.where(Adjustment.teacher_id == teacher_id)
    if after is not None:
        query = query.where(Adjustment.adjustment_id > after)
    return [(row[0], row[1]) for row in await session.execute(query)]


async def map_entries_caused(
    session: AsyncSession, *, district_id: int, causation_ids: Iterable[UUID], teacher_ids: Iterable[UUID]
) -> dict[UUID, list[Entry]]:
    """The entries of these causes that stand in these teachers' accounts, in the order of the book."""
    rows = await session.scalars(
        select(Entry)
        .where(
            Entry.district_id == district_id,
            Entry.teacher_id == any_of(teacher_ids),
            Entry.causation_id == any_of(causation_ids),
        )
        .order_by(Entry.seq)
    )
    caused: dict[UUID, list[Entry]] = {}
    for entry in rows:
        caused.setdefault(entry.causation_id, []).append(entry)
    return caused


async def list_taken_back(session: AsyncSession, *, district_id: int, entry_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Which of these entries another takes back."""
    rows = await session.scalars(
        select(Entry.reverses).where(Entry.district_id == district_id, Entry.reverses == any_of(entry_ids))
    )
    return frozenset(entry_id for entry_id in rows if entry_id is not None)
