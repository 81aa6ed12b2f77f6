"""Outcomes, their revisions, and the revisions that wait for confirmation."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment.models import Claim, Outcome, OutcomeRevision, PendingRevision
from services.assessment.rules import Counts, Scope


async def insert_outcomes(
    session: AsyncSession, *, district_id: int, outcomes: Sequence[Mapping[str, Any]]
) -> frozenset[UUID]:
    """The ids of those that are new; a teacher has one outcome in a class, a claim has one."""
    if not outcomes:
        return frozenset()
    inserted = await session.scalars(
        insert(Outcome).on_conflict_do_nothing().returning(Outcome.outcome_id),
        [{"district_id": district_id, **outcome} for outcome in outcomes],
    )
    return frozenset(inserted)


async def insert_outcome_revisions(
    session: AsyncSession, *, district_id: int, revisions: Sequence[Mapping[str, Any]]
) -> None:
    if revisions:
        await session.execute(
            insert(OutcomeRevision), [{"district_id": district_id, **revision} for revision in revisions]
        )


async def map_outcomes_of_class(
    session: AsyncSession, *, district_id: int, class_id: UUID, teacher_ids: Collection[UUID] | None = None
) -> dict[UUID, Outcome]:
    """teacher -> outcome of those already finalised. Whoever changes them holds the lock of the class."""
    query = select(Outcome).where(Outcome.district_id == district_id, Outcome.class_id == class_id)
    if teacher_ids is not None:
        query = query.where(Outcome.teacher_id.in_(list(teacher_ids)))
    rows = await session.scalars(query.execution_options(populate_existing=True))
    return {row.teacher_id: row for row in rows}


async def list_finalised_teachers(session: AsyncSession, *, district_id: int, class_id: UUID) -> frozenset[UUID]:
    return frozenset(
        await session.scalars(select(Outcome.teacher_id).filter_by(district_id=district_id, class_id=class_id))
    )


async def list_unvalued_teachers(session: AsyncSession, *, district_id: int, class_id: UUID) -> frozenset[UUID]:
    """Who has an outcome that no pack has valued."""
    query = select(Outcome.teacher_id).filter_by(district_id=district_id, class_id=class_id)
    return frozenset(await session.scalars(query.where(Outcome.pack_hash.is_(None))))


async def list_finalised_classes(
    session: AsyncSession, *, district_id: int, class_ids: Collection[UUID]
) -> Sequence[UUID]:
    """Those of the classes that have outcomes, in the order of their ids."""
    found = await session.scalars(
        select(Outcome.class_id)
        .where(Outcome.district_id == district_id, Outcome.class_id.in_(list(class_ids)))
        .distinct()
        .order_by(Outcome.class_id)
    )
    return [class_id for class_id in found if class_id is not None]


async def find_outcome_of_claim(session: AsyncSession, *, district_id: int, claim_id: UUID) -> Outcome | None:
    return (await session.scalars(select(Outcome).filter_by(district_id=district_id, claim_id=claim_id))).one_or_none()


async def list_outcomes_of_class(
    session: AsyncSession, *, district_id: int, class_id: UUID, scope: Scope, after: UUID | None, limit: int
) -> Sequence[Outcome]:
    """In the order of the teachers' ids."""
    query = (
        select(Outcome)
        .where(Outcome.district_id == district_id, Outcome.class_id == class_id)
        .order_by(Outcome.teacher_id)
        .limit(limit)
    )
    if after is not None:
        query = query.where(Outcome.teacher_id > after)
    if not scope.is_everything:
        query = query.where((Outcome.teacher_id == scope.teacher_id) | (Outcome.school_id == scope.school_id))
    return (await session.scalars(query)).all()


async def list_outcomes_of_teacher(
    session: AsyncSession, *, district_id: int, teacher_id: UUID, after: UUID | None, limit: int
) -> Sequence[Outcome]:
    """In the order in which they were first finalised."""
    query = (
        select(Outcome)
        .where(Outcome.district_id == district_id, Outcome.teacher_id == teacher_id)
        .order_by(Outcome.outcome_id)
        .limit(limit)
    )
    if after is not None:
        query = query.where(Outcome.outcome_id > after)
    return (await session.scalars(query)).all()


async def upsert_pending_revisions(
    session: AsyncSession, *, district_id: int, revisions: Sequence[Mapping[str, Any]]
) -> None:
    """What is pending for an outcome is always its newest proposal; it stays open since it was first opened."""
    if not revisions:
        return
    row = insert(PendingRevision)
    renewed = ("school_id", "cause", "status", "grade", "score", "explanation", "lines")
    await session.execute(
        row.on_conflict_do_update(
            index_elements=["district_id", "outcome_id"], set_={name: row.excluded[name] for name in renewed}
        ),
        [{"district_id": district_id, **revision} for revision in revisions],
    )


async def delete_pending_revisions(session: AsyncSession, *, district_id: int, outcome_ids: Collection[UUID]) -> None:
    if outcome_ids:
        await session.execute(
            delete(PendingRevision)
            .where(PendingRevision.district_id == district_id, PendingRevision.outcome_id.in_(list(outcome_ids)))
            .execution_options(synchronize_session=False)
        )


async def list_pending_revisions(
    session: AsyncSession, *, district_id: int, class_id: UUID, scope: Scope, after: UUID | None, limit: int
) -> Sequence[tuple[PendingRevision, Outcome]]:
    """What is pending beside what stands, in the order of the teachers' ids."""
    query = (
        select(PendingRevision, Outcome)
        .join(
            Outcome,
            (Outcome.district_id == PendingRevision.district_id) & (Outcome.outcome_id == PendingRevision.outcome_id),
        )
        .where(PendingRevision.district_id == district_id, PendingRevision.class_id == class_id)
        .order_by(PendingRevision.teacher_id)
        .limit(limit)
    )
    if after is not None:
        query = query.where(PendingRevision.teacher_id > after)
    if not scope.is_everything:
        query = query.where(
            (PendingRevision.teacher_id == scope.teacher_id) | (PendingRevision.school_id == scope.school_id)
        )
    return [(pending, outcome) for pending, outcome in await session.execute(query)]


async def count_everything(session: AsyncSession, *, district_id: int) -> Counts:
    """Outcomes by status and grade, revisions that wait, claims by state."""
    by_status: dict[str, int] = {}
    by_grade: dict[str, int] = {}
    for status, grade, number in await session.execute(
        select(Outcome.status, Outcome.grade, func.count())
        .where(Outcome.district_id == district_id)
        .group_by(Outcome.status, Outcome.grade)
        .order_by(Outcome.status, Outcome.grade)
    ):
        by_status[status] = by_status.get(status, 0) + number
        if grade is not None:
            by_grade[grade] = by_grade.get(grade, 0) + number
    claims = await session.execute(
        select(Claim.state, func.count())
        .where(Claim.district_id == district_id)
        .group_by(Claim.state)
        .order_by(Claim.state)
    )
    pending = await session.scalar(
        select(func.count()).select_from(PendingRevision).where(PendingRevision.district_id == district_id)
    )
    return Counts(
        outcomes_by_status=by_status,
        outcomes_by_grade=by_grade,
        pending_revisions=pending or 0,
        claims_by_state={row[0]: row[1] for row in claims},
    )
