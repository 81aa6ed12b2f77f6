"""A quota looked at: who might be named excellent by score. Nothing is written, and nobody is named by it."""

from datetime import datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import ShareOrPlaces
from services.assessment.operations.judging import judge, map_packs, scheme_of
from services.assessment.operations.reach import demand_management
from services.assessment.rules import EVERYTHING, Candidate, QuotaProposal, Status, places_of, propose
from services.platform.access import Viewer

_PASSED = frozenset({Status.PASSED, Status.AWAITING_CERTIFICATION})


async def propose_excellent(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    share: Decimal | None,
    places: int | None,
    counted_among: Literal["PASSED", "MEMBERS"],
    viewer: Viewer,
    at: datetime,
) -> QuotaProposal:
    """The best of those who passed, within a share (per cent, of the passed or of all members) or so many places."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    demand_management(viewer, training_class)
    if (share is None) == (places is None):
        raise ShareOrPlaces
    scheme = await scheme_of(session, training_class)
    members = await queries.list_members(session, district_id=district_id, class_id=class_id, scope=EVERYTHING)
    # Only a scheme that leaves numbers to the pack is asked of it here: a proposal values nothing.
    valuers = await map_packs(session, training_class, members=members, at=at) if scheme.asks_pack else None
    judged = await judge(session, training_class, scheme=scheme, members=members, valuers=valuers, at=at)
    passed = [one for one in judged if one.result.status in _PASSED]
    counted = len(passed) if counted_among == "PASSED" else len(members)
    return propose(
        [
            Candidate(one.teacher_id, one.result.score, one.result.grade)
            for one in passed
            if one.result.score is not None
        ],
        places=places_of(share, counted) if share is not None else places or 0,
        counted=counted,
    )
