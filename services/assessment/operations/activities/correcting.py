"""A correction is a new revision: who was added gets a form, whose form is in review or recognised goes to a person."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import ActivityCorrectedMeanwhile, ActivityWithdrawn
from services.assessment.models import Activity, ActivityParticipant, Claim
from services.assessment.operations.activities.filing import (
    begin_forms,
    columns_of,
    keep_counts,
    keep_participants,
    part_of,
    retract_counts,
)
from services.assessment.operations.activities.logging import logged_before
from services.assessment.operations.activities.preparing import (
    Part,
    Prepared,
    prepare,
    recorded_within,
    recorder_for,
)
from services.assessment.operations.activities.reading import ActivitySeen, seen_one
from services.assessment.operations.claims import withdraw_claims_of
from services.assessment.operations.doubles import raise_flags
from services.assessment.rules import Double, DoubleCode, Logged
from services.platform.access import Viewer
from services.platform.errors import NotFound, Text

# What a form takes over from its activity: when one of these changes, forms that nobody has handed in begin anew.
_ON_FORMS = (
    *("code", "title", "first_on", "last_on", "minutes", "hours", "category", "level", "mode", "nature", "tags"),
    *("papers", "plan_id"),
)


async def correct_activity(
    session: AsyncSession,
    *,
    district_id: int,
    activity_id: UUID,
    revision: int,
    reason: str,
    logged: Logged,
    viewer: Viewer,
    at: datetime,
) -> ActivitySeen:
    """Let an activity say this from now on. It must be at the revision that was looked at."""
    activity = await _locked(session, district_id=district_id, activity_id=activity_id, viewer=viewer)
    if activity.withdrawn_at is not None:
        raise ActivityWithdrawn
    if activity.revision != revision:
        raise ActivityCorrectedMeanwhile(revision=activity.revision)
    recorder = await recorder_for(
        session, district_id=district_id, school_id=activity.school_id, unit_id=logged.unit_id, viewer=viewer, at=at
    )
    prepared = await prepare(session, district_id=district_id, recorder=recorder, logged=logged, viewer=viewer, at=at)
    with session.no_autoflush:
        same = await queries.find_same_activity(
            session,
            district_id=district_id,
            school_id=activity.school_id,
            code=logged.code,
            starts_at=logged.starts_at,
            title=logged.title,
        )
    if same is not None and same.activity_id != activity_id:
        raise await logged_before(session, district_id=district_id, school_id=activity.school_id, logged=logged)
    before = {
        one.teacher_id: one
        for one in await queries.list_participants(session, district_id=district_id, activity_ids=[activity_id])
        if one.removed_at is None
    }
    anew = _anew(activity, logged, prepared, before)
    removed = before.keys() - {part.taking.teacher_id for part in prepared.parts}
    for name, value in columns_of(logged, prepared).items():
        setattr(activity, name, value)
    await _next_revision(session, activity, content=logged.as_data(), reason=reason, viewer=viewer, at=at)
    stuck = await _take_back(session, activity, {*removed, *anew}, reason=reason, viewer=viewer, at=at)
    claims = await begin_forms(
        session,
        activity=activity,
        logged=logged,
        parts=[part for part in prepared.parts if part.taking.teacher_id not in stuck],
        plan=prepared.plan,
        viewer=viewer,
        at=at,
    )
    await queries.remove_participants(
        session, district_id=district_id, activity_id=activity_id, teacher_ids=removed, at=at
    )
    await keep_participants(session, activity=activity, parts=prepared.parts, claims={**stuck, **claims})
    await keep_counts(session, activity=activity, prepared=prepared, reason=reason, viewer=viewer, at=at)
    return await seen_one(session, activity)


async def withdraw_activity(
    session: AsyncSession, *, district_id: int, activity_id: UUID, reason: str, viewer: Viewer, at: datetime
) -> ActivitySeen:
    """Say that an activity was logged by mistake, for good; the same again changes nothing."""
    activity = await _locked(session, district_id=district_id, activity_id=activity_id, viewer=viewer)
    if activity.withdrawn_at is not None:
        if activity.withdrawal_reason != reason:
            raise ActivityWithdrawn
        return await seen_one(session, activity)
    people = {
        one.teacher_id
        for one in await queries.list_participants(session, district_id=district_id, activity_ids=[activity_id])
        if one.removed_at is None
    }
    activity.withdrawn_by = viewer.principal.account_id
    activity.withdrawn_at = at
    activity.withdrawal_reason = reason
    await _next_revision(session, activity, content={"withdrawn": True}, reason=reason, viewer=viewer, at=at)
    await _take_back(session, activity, people, reason=reason, viewer=viewer, at=at)
    await retract_counts(session, activity=activity, reason=reason, viewer=viewer, at=at)
    await queries.remove_participants(
        session, district_id=district_id, activity_id=activity_id, teacher_ids=people, at=at
    )
    return await seen_one(session, activity)


async def _locked(session: AsyncSession, *, district_id: int, activity_id: UUID, viewer: Viewer) -> Activity:
    activity = await queries.lock_activity(session, district_id=district_id, activity_id=activity_id)
    if not recorded_within(viewer, activity):
        raise NotFound
    return activity


def _anew(
    activity: Activity, logged: Logged, prepared: Prepared, before: Mapping[UUID, ActivityParticipant]
) -> frozenset[UUID]:
    """Whose form must say something else now: everybody's where the activity changed, else whose part did."""
    columns = columns_of(logged, prepared)
    if any(getattr(activity, name) != columns[name] for name in _ON_FORMS):
        return frozenset(before)
    return frozenset(
        part.taking.teacher_id
        for part in prepared.parts
        if part.taking.teacher_id in before and _changed(before[part.taking.teacher_id], part)
    )


def _changed(was: ActivityParticipant, part: Part) -> bool:
    return (was.role, was.kinds, was.part) != (part.taking.role, list(part.filing.kinds), part_of(part))


async def _next_revision(
    session: AsyncSession,
    activity: Activity,
    *,
    content: Mapping[str, object],
    reason: str,
    viewer: Viewer,
    at: datetime,
) -> None:
    activity.revision += 1
    await session.flush()
    await queries.insert_activity_revision(
        session,
        district_id=activity.district_id,
        revision={
            "activity_id": activity.activity_id,
            "revision": activity.revision,
            "content": content,
            "reason": reason,
            "changed_by": viewer.principal.account_id,
            "changed_at": at,
        },
    )


async def _take_back(
    session: AsyncSession,
    activity: Activity,
    teacher_ids: Collection[UUID],
    *,
    reason: str,
    viewer: Viewer,
    at: datetime,
) -> dict[UUID, Claim]:
    """Withdraw the forms that were not handed in; the others, by teacher, are flagged for a person."""
    if not teacher_ids:
        return {}
    stuck = await withdraw_claims_of(
        session,
        district_id=activity.district_id,
        event_id=activity.activity_id,
        teacher_ids=teacher_ids,
        reason=reason,
        by=viewer.principal.account_id,
        at=at,
    )
    await raise_flags(
        session,
        district_id=activity.district_id,
        doubles=[
            Double(
                code=DoubleCode.ACTIVITY_CORRECTED,
                claim_id=claim.claim_id,
                first_event_id=activity.activity_id,
                text=Text(
                    zh=f"申报后活动已更正为第{activity.revision}版:{reason}",
                    en=f"the activity was corrected to revision {activity.revision} after this was filed: {reason}",
                ),
            )
            for claim in stuck
        ],
        at=at,
        revision=activity.revision,
    )
    return {claim.teacher_id: claim for claim in stuck}
