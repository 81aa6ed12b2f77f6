"""What is kept for a while only: answers to POSTs, and events that everybody has heard."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import delete, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.platform.database import any_of
from services.platform.idempotency import KeptAnswer
from services.platform.outbox import DeliveryRow, EventRow

# By real time, the database's. The role that forgets sees no younger answer, whatever is asked here.
ANSWERS_KEPT: Final = timedelta(days=7)
EVENTS_KEPT: Final = timedelta(days=30)
# A payload may be a quarter of a megabyte: more at once would hold up whoever writes meanwhile.
A_TURN: Final = 1_000


async def forget_answers(session: AsyncSession, *, limit: int = A_TURN) -> int:
    """Delete the oldest answers that were kept long enough, whose ever they are; return how many there were."""
    old = KeptAnswer.created_at < func.now() - ANSWERS_KEPT
    # Asked before, lest the planner, who does not know it, read the whole table.
    last = await session.scalar(
        select(KeptAnswer.created_at).where(old).order_by(KeptAnswer.created_at).offset(limit - 1).limit(1)
    )
    gone = await session.execute(
        delete(KeptAnswer)
        .where(old if last is None else KeptAnswer.created_at <= last)
        .returning(KeptAnswer.created_at)
        .execution_options(synchronize_session=False)
    )
    return len(gone.all())


async def list_heard(session: AsyncSession, *, limit: int = A_TURN) -> Mapping[int, Sequence[UUID]]:
    """By district, the oldest events that whoever was to hear them heard long ago. What is parked waits."""
    long_ago = func.now() - EVENTS_KEPT
    unheard = exists().where(
        DeliveryRow.district_id == EventRow.district_id,
        DeliveryRow.event_id == EventRow.id,
        or_(DeliveryRow.done_at.is_(None), DeliveryRow.done_at >= long_ago),
    )
    rows = await session.execute(
        select(EventRow.district_id, EventRow.id)
        .where(EventRow.routed_at < long_ago, ~unheard)
        .order_by(EventRow.routed_at)
        .limit(limit)
    )
    heard: defaultdict[int, list[UUID]] = defaultdict(list)
    for district_id, event_id in rows:
        heard[district_id].append(event_id)
    return heard


async def forget_events(session: AsyncSession, *, district_id: int, event_ids: Sequence[UUID]) -> None:
    """Delete these events with their deliveries; one that is not heard yet would hold its event fast."""
    for statement in (
        delete(DeliveryRow).where(
            DeliveryRow.district_id == district_id,
            DeliveryRow.event_id == any_of(event_ids),
            DeliveryRow.done_at.is_not(None),
        ),
        delete(EventRow).where(EventRow.district_id == district_id, EventRow.id == any_of(event_ids)),
    ):
        await session.execute(statement.execution_options(synchronize_session=False))
