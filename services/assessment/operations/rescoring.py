"""Scoring a class anew: another version of a scheme is looked at first and applied by naming what was looked at."""

import asyncio
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import NothingToRescore, RescoringOutdated, SchemeRetired
from services.assessment.models import Rescoring, TrainingClass
from services.assessment.operations.judging import judge_by, map_packs, pin_scheme, scheme_of
from services.assessment.operations.marking import lock_open_class
from services.assessment.operations.reach import demand_management
from services.assessment.operations.revisions import reconsider
from services.assessment.operations.schemes import get_scheme_version
from services.assessment.rules import EVERYTHING, RescoringPreview, look_ahead
from services.platform.access import Viewer
from services.platform.database import allow_seconds
from services.platform.ids import new_id

# A class of thousands is judged twice.
_LONGEST_SECONDS = 60


async def preview_rescoring(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    code: str,
    version: int,
    viewer: Viewer,
    at: datetime,
) -> RescoringPreview:
    """Who would change under another version, from what to what; nothing is written."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    demand_management(viewer, training_class)
    return await _preview(session, training_class, code=code, version=version, at=at)


async def apply_rescoring(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    code: str,
    version: int,
    preview_hash: str,
    reason: str,
    viewer: Viewer,
    at: datetime,
) -> Rescoring:
    """Assess the class by another version, as previewed; who is finalised has a revision to be confirmed.

    Refused where anything has changed since the preview that is named.
    """
    training_class = await lock_open_class(session, district_id=district_id, class_id=class_id)
    demand_management(viewer, training_class)
    preview = await _preview(session, training_class, code=code, version=version, at=at)
    if preview.hash != preview_hash:
        raise RescoringOutdated
    # The class was never bound to the version that a program names: what it was scored by so far is kept too.
    await pin_scheme(session, training_class, preview.standing, at=at)
    await pin_scheme(session, training_class, preview.wanted, at=at)
    kept = await queries.insert_rescoring(
        session,
        Rescoring(
            district_id=district_id,
            rescoring_id=new_id(),
            class_id=class_id,
            from_code=preview.standing.code,
            from_version=preview.standing.version,
            to_code=code,
            to_version=version,
            preview_hash=preview_hash,
            changed=len(preview.changes),
            reason=reason,
            applied_by=viewer.principal.account_id,
            applied_at=at,
        ),
    )
    await reconsider(
        session,
        district_id=district_id,
        class_id=class_id,
        teacher_ids=None,
        cause="RESCORING",
        at=at,
        corrected_by={one.teacher_id: (viewer.principal.account_id,) for one in preview.changes},
    )
    return kept


async def list_rescorings(
    session: AsyncSession, *, district_id: int, class_id: UUID, viewer: Viewer
) -> list[Rescoring]:
    """Every time a class was scored anew, in order, for who manages it."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    demand_management(viewer, training_class)
    return list(await queries.list_rescorings(session, district_id=district_id, class_id=class_id))


async def _preview(
    session: AsyncSession, training_class: TrainingClass, *, code: str, version: int, at: datetime
) -> RescoringPreview:
    await allow_seconds(session, _LONGEST_SECONDS)
    district_id, class_id = training_class.district_id, training_class.class_id
    standing = await scheme_of(session, training_class)
    if (standing.code, standing.version) == (code, version):
        raise NothingToRescore
    published = await get_scheme_version(session, district_id=district_id, code=code, version=version)
    if published.retired_at is not None:
        raise SchemeRetired(scheme=code, version=version)
    members = await queries.list_members(session, district_id=district_id, class_id=class_id, scope=EVERYTHING)
    before, after = await judge_by(
        session,
        training_class,
        schemes=[standing, published.scheme],
        members=members,
        valuers=await map_packs(session, training_class, members=members, at=at),
        at=at,
    )
    finalised = await queries.list_finalised_teachers(session, district_id=district_id, class_id=class_id)
    return await asyncio.to_thread(
        look_ahead, standing, published.scheme, before=before, after=after, finalised=finalised
    )
