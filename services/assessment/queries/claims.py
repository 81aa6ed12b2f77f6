"""Claims of what was earned outside classes, one and many."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment.models import Claim, ClaimFlag, Outcome
from services.assessment.rules import ClaimCounts, ClaimFilter, ClaimPlace, Scope, SemesterCounts
from services.platform.errors import NotFound

_IN_REVIEW = ("SUBMITTED", "SCHOOL_REVIEW", "DISTRICT_REVIEW")


async def insert_claim(session: AsyncSession, *, district_id: int, claim: Mapping[str, Any]) -> Claim | None:
    """None when the certificate has been claimed already."""
    return (
        await session.scalars(
            insert(Claim).values(district_id=district_id, **claim).on_conflict_do_nothing().returning(Claim)
        )
    ).one_or_none()


async def insert_claims(
    session: AsyncSession, *, district_id: int, claims: Sequence[Mapping[str, Any]]
) -> Sequence[Claim]:
    """Those that are new: a person claims an event once, and a certificate once."""
    if not claims:
        return []
    rows = await session.scalars(
        insert(Claim).on_conflict_do_nothing().returning(Claim),
        [{"district_id": district_id, **claim} for claim in claims],
    )
    return rows.all()


async def find_same_claim(session: AsyncSession, *, district_id: int, claim: Mapping[str, Any]) -> Claim | None:
    """The claim that stands for the same certificate: the same degree and day, or the same number."""
    return (
        await session.scalars(
            select(Claim)
            .where(
                Claim.district_id == district_id,
                Claim.teacher_id == claim["teacher_id"],
                Claim.kind == claim["kind"],
                Claim.state != "WITHDRAWN",
                (Claim.state != "RETURNED") | (Claim.returned_to == "SCHOOL"),
                Claim.claim_id != claim["claim_id"],
                or_(
                    (Claim.degree_level == claim["degree_level"]) & (Claim.awarded_on == claim["awarded_on"]),
                    Claim.certificate_no == claim["certificate_no"],
                ),
            )
            .order_by(Claim.claim_id)
            .limit(1)
        )
    ).one_or_none()


async def list_claims_of_events(
    session: AsyncSession, *, district_id: int, event_ids: Collection[UUID], teacher_ids: Collection[UUID]
) -> Sequence[Claim]:
    """The claims of these people that were begun from these activities and not withdrawn, in order and locked."""
    rows = await session.scalars(
        select(Claim)
        .where(
            Claim.district_id == district_id,
            Claim.event_id.in_(list(event_ids)),
            Claim.teacher_id.in_(list(teacher_ids)),
            Claim.state != "WITHDRAWN",
        )
        .order_by(Claim.claim_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return rows.all()


async def get_claim(session: AsyncSession, *, district_id: int, claim_id: UUID) -> Claim:
    found = await session.get(Claim, (district_id, claim_id))
    if found is None:
        raise NotFound
    return found


async def lock_claim(session: AsyncSession, *, district_id: int, claim_id: UUID) -> Claim:
    found = await session.get(Claim, (district_id, claim_id), with_for_update=True)
    if found is None:
        raise NotFound
    return found


async def lock_claims(session: AsyncSession, *, district_id: int, claim_ids: Collection[UUID]) -> dict[UUID, Claim]:
    """Those of the claims that exist, locked in the order of their ids."""
    rows = await session.scalars(
        select(Claim)
        .where(Claim.district_id == district_id, Claim.claim_id.in_(list(claim_ids)))
        .order_by(Claim.claim_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {row.claim_id: row for row in rows}


async def list_claims(
    session: AsyncSession,
    *,
    district_id: int,
    scope: Scope,
    wanted: ClaimFilter,
    at: datetime,
    after: UUID | None,
    limit: int,
) -> Sequence[Claim]:
    """In the order in which they were made."""
    query = select(Claim).where(Claim.district_id == district_id).order_by(Claim.claim_id).limit(limit)
    for column, value in (
        (Claim.state, wanted.state),
        (Claim.teacher_id, wanted.teacher_id),
        (Claim.school_id, wanted.school_id),
        (Claim.kind, wanted.kind),
        (Claim.batch_due, wanted.batch),
        (Claim.semester_due, wanted.semester),
    ):
        if value is not None:
            query = query.where(column == value)
    if wanted.flagged is not None:
        query = query.where(_is_flagged() if wanted.flagged else ~_is_flagged())
    if wanted.overdue is not None:
        overdue = func.coalesce(_is_overdue(at), False)
        query = query.where(overdue if wanted.overdue else ~overdue)
    if wanted.lies_with is not None:
        query = query.where(_lies_with(wanted.lies_with))
    if wanted.reminded is not None:
        query = query.where(Claim.reminded_at.is_not(None) if wanted.reminded else Claim.reminded_at.is_(None))
    if after is not None:
        query = query.where(Claim.claim_id > after)
    return (await session.scalars(query.where(*_within(scope)))).all()


async def count_claims(session: AsyncSession, *, district_id: int, scope: Scope, at: datetime) -> ClaimCounts:
    """By state, batch and semester, with what is flagged, overdue and reminded of, in four statements."""
    within = [Claim.district_id == district_id, *_within(scope)]
    states = await session.execute(
        select(Claim.state, func.count()).where(*within).group_by(Claim.state).order_by(Claim.state)
    )
    batches = await session.execute(
        select(Claim.batch_due, func.count())
        .where(*within, Claim.batch_due.is_not(None), Claim.state.in_(_IN_REVIEW))
        .group_by(Claim.batch_due)
        .order_by(Claim.batch_due)
    )
    semesters = await session.execute(
        select(
            Claim.semester_due,
            func.count(),
            func.count().filter(Claim.state == "RECOGNISED"),
            func.count(Claim.teacher_id.distinct()),
        )
        .where(*within, Claim.semester_due.is_not(None), Claim.state.in_((*_IN_REVIEW, "RECOGNISED")))
        .group_by(Claim.semester_due)
        .order_by(Claim.semester_due)
    )
    flagged, overdue, reminded = (
        await session.execute(
            select(
                func.count().filter(_is_flagged()),
                func.count().filter(_is_overdue(at)),
                func.count().filter(Claim.reminded_at.is_not(None)),
            )
            .select_from(Claim)
            .where(*within)
        )
    ).one()
    return ClaimCounts(
        by_state=dict(states.all()),
        by_batch={due: number for due, number in batches if due is not None},
        by_semester={
            due: SemesterCounts(number, recognised, teachers)
            for due, number, recognised, teachers in semesters
            if due is not None
        },
        flagged=flagged,
        overdue=overdue,
        reminded=reminded,
    )


async def map_outcomes_of_claims(
    session: AsyncSession, *, district_id: int, claim_ids: Collection[UUID]
) -> dict[UUID, Outcome]:
    """claim -> the outcome that it was recognised by. Whoever changes them holds the claims' locks."""
    rows = await session.scalars(
        select(Outcome)
        .where(Outcome.district_id == district_id, Outcome.claim_id.in_(list(claim_ids)))
        .execution_options(populate_existing=True)
    )
    return {row.claim_id: row for row in rows if row.claim_id is not None}


def _within(scope: Scope) -> list[ColumnElement[bool]]:
    if scope.is_everything:
        return []
    return [(Claim.teacher_id == scope.teacher_id) | (Claim.school_id == scope.school_id)]


def _lies_with(place: ClaimPlace) -> ColumnElement[bool]:
    returned = Claim.state == "RETURNED"
    match place:
        case "TEACHER":
            return (Claim.state == "DRAFT") | (returned & (Claim.returned_to == "TEACHER"))
        case "SCHOOL":
            return (Claim.state == "SCHOOL_REVIEW") | (returned & (Claim.returned_to == "SCHOOL"))
        case "DISTRICT":
            return Claim.state.in_(("SUBMITTED", "DISTRICT_REVIEW"))


def _is_flagged() -> ColumnElement[bool]:
    return (Claim.state != "WITHDRAWN") & exists().where(
        ClaimFlag.district_id == Claim.district_id, ClaimFlag.claim_id == Claim.claim_id, ClaimFlag.state != "CLEARED"
    )


def _is_overdue(at: datetime) -> ColumnElement[bool]:
    return (Claim.due_at <= at) & Claim.state.in_((*_IN_REVIEW, "RETURNED"))
