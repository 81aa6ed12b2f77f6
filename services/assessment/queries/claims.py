"""Claims of what was earned outside classes."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment.models import Claim
from services.assessment.rules import Scope
from services.platform.errors import NotFound


async def insert_claim(session: AsyncSession, *, district_id: int, claim: Mapping[str, Any]) -> Claim | None:
    """None when the certificate has been claimed already."""
    return (
        await session.scalars(
            insert(Claim).values(district_id=district_id, **claim).on_conflict_do_nothing().returning(Claim)
        )
    ).one_or_none()


async def find_same_claim(session: AsyncSession, *, district_id: int, claim: Mapping[str, Any]) -> Claim | None:
    """The claim that stands for the same certificate: the same degree and day, or the same number."""
    return (
        await session.scalars(
            select(Claim)
            .where(
                Claim.district_id == district_id,
                Claim.teacher_id == claim["teacher_id"],
                Claim.kind == claim["kind"],
                Claim.state != "RETURNED",
                or_(
                    (Claim.degree_level == claim["degree_level"]) & (Claim.awarded_on == claim["awarded_on"]),
                    Claim.certificate_no == claim["certificate_no"],
                ),
            )
            .order_by(Claim.claim_id)
            .limit(1)
        )
    ).one_or_none()


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


async def list_claims(
    session: AsyncSession,
    *,
    district_id: int,
    scope: Scope,
    state: str | None,
    teacher_id: UUID | None,
    after: UUID | None,
    limit: int,
) -> Sequence[Claim]:
    """In the order in which they were made."""
    query = select(Claim).where(Claim.district_id == district_id).order_by(Claim.claim_id).limit(limit)
    if not scope.is_everything:
        query = query.where((Claim.teacher_id == scope.teacher_id) | (Claim.school_id == scope.school_id))
    if state is not None:
        query = query.where(Claim.state == state)
    if teacher_id is not None:
        query = query.where(Claim.teacher_id == teacher_id)
    if after is not None:
        query = query.where(Claim.claim_id > after)
    return (await session.scalars(query)).all()
