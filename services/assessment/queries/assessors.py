"""Who was named to mark what."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment.models import NamedAssessor
from services.assessment.rules import PERSONS, Assessor


async def insert_assessors(
    session: AsyncSession, *, district_id: int, rows: Sequence[Mapping[str, Any]]
) -> frozenset[UUID]:
    """The new ones; whoever is named for the same already stays as named."""
    if not rows:
        return frozenset()
    new = await session.scalars(
        insert(NamedAssessor).on_conflict_do_nothing().returning(NamedAssessor.assignment_id),
        [{"district_id": district_id, **row} for row in rows],
    )
    return frozenset(new)


async def list_assessors(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    component: str | None = None,
    assessor_ids: Collection[UUID] | None = None,
    after: UUID | None = None,
    limit: int | None = None,
) -> Sequence[NamedAssessor]:
    """In the order of naming, withdrawn ones included; of these persons or accounts only, where they are given."""
    query = select(NamedAssessor).where(NamedAssessor.district_id == district_id, NamedAssessor.class_id == class_id)
    if component is not None:
        query = query.where(NamedAssessor.component == component)
    if assessor_ids is not None:
        query = query.where(_of(assessor_ids))
    if after is not None:
        query = query.where(NamedAssessor.assignment_id > after)
    return (await session.scalars(query.order_by(NamedAssessor.assignment_id).limit(limit))).all()


async def list_namings(
    session: AsyncSession, *, district_id: int, class_id: UUID, assessor_ids: Collection[UUID]
) -> Sequence[NamedAssessor]:
    """For what these persons or accounts are named now."""
    return (
        await session.scalars(
            select(NamedAssessor).where(
                NamedAssessor.district_id == district_id,
                NamedAssessor.class_id == class_id,
                NamedAssessor.withdrawn_at.is_(None),
                _of(assessor_ids),
            )
        )
    ).all()


async def list_reserved(session: AsyncSession, *, district_id: int, class_id: UUID) -> frozenset[tuple[str, Assessor]]:
    """(component, office) for which persons are named now."""
    rows = await session.execute(
        select(NamedAssessor.component, NamedAssessor.kind)
        .distinct()
        .where(
            NamedAssessor.district_id == district_id,
            NamedAssessor.class_id == class_id,
            NamedAssessor.withdrawn_at.is_(None),
            NamedAssessor.kind.not_in([str(kind) for kind in PERSONS]),
        )
    )
    return frozenset((component, Assessor(kind)) for component, kind in rows)


async def map_assessors(
    session: AsyncSession, *, district_id: int, class_id: UUID, assignment_ids: Collection[UUID]
) -> dict[UUID, NamedAssessor]:
    rows = await session.scalars(
        select(NamedAssessor)
        .where(
            NamedAssessor.district_id == district_id,
            NamedAssessor.class_id == class_id,
            NamedAssessor.assignment_id.in_(list(assignment_ids)),
        )
        .execution_options(populate_existing=True)
    )
    return {row.assignment_id: row for row in rows}


async def withdraw_assessors(
    session: AsyncSession,
    *,
    district_id: int,
    assignment_ids: Collection[UUID],
    withdrawn_by: UUID,
    reason: str,
    at: datetime,
) -> None:
    """End what still stands of these."""
    await session.execute(
        update(NamedAssessor)
        .where(
            NamedAssessor.district_id == district_id,
            NamedAssessor.assignment_id.in_(list(assignment_ids)),
            NamedAssessor.withdrawn_at.is_(None),
        )
        .values(withdrawn_by=withdrawn_by, withdrawn_at=at, withdrawal_reason=reason)
        .execution_options(synchronize_session=False)
    )


def _of(assessor_ids: Collection[UUID]) -> Any:
    wanted = list(assessor_ids)
    return or_(NamedAssessor.person_id.in_(wanted), NamedAssessor.account_id.in_(wanted))
