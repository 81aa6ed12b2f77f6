"""An activity is logged once: what, when, who in which part; every participant's form fills itself."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import ActivityLoggedBefore
from services.assessment.models import Activity
from services.assessment.operations.activities.filing import begin_forms, columns_of, keep_counts, keep_participants
from services.assessment.operations.activities.preparing import prepare, recorder_for
from services.assessment.operations.activities.reading import ActivitySeen, seen_one
from services.assessment.rules import Logged
from services.platform.access import Viewer
from services.platform.ids import new_id


async def log_activity(
    session: AsyncSession, *, district_id: int, school_id: UUID | None, logged: Logged, viewer: Viewer, at: datetime
) -> ActivitySeen:
    """Log an activity that is over; another of this school, time and title is refused, pointing at the first."""
    recorder = await recorder_for(
        session, district_id=district_id, school_id=school_id, unit_id=logged.unit_id, viewer=viewer, at=at
    )
    prepared = await prepare(session, district_id=district_id, recorder=recorder, logged=logged, viewer=viewer, at=at)
    activity_id, by = new_id(), viewer.principal.account_id
    activity = await queries.insert_activity(
        session,
        district_id=district_id,
        activity={
            **columns_of(logged, prepared),
            "activity_id": activity_id,
            "revision": 1,
            "school_id": recorder.school_id,
            "recorded_by": by,
            "recorded_at": at,
        },
    )
    if activity is None:
        raise await logged_before(session, district_id=district_id, school_id=recorder.school_id, logged=logged)
    await queries.insert_activity_revision(
        session,
        district_id=district_id,
        revision={
            "activity_id": activity_id,
            "revision": 1,
            "content": logged.as_data(),
            "changed_by": by,
            "changed_at": at,
        },
    )
    claims = await begin_forms(
        session, activity=activity, logged=logged, parts=prepared.parts, plan=prepared.plan, viewer=viewer, at=at
    )
    await keep_participants(session, activity=activity, parts=prepared.parts, claims=claims)
    await keep_counts(session, activity=activity, prepared=prepared, reason="", viewer=viewer, at=at)
    return await seen_one(session, activity)


async def logged_before(
    session: AsyncSession, *, district_id: int, school_id: UUID, logged: Logged
) -> ActivityLoggedBefore:
    """The refusal that points at the first."""
    first: Activity | None = await queries.find_same_activity(
        session,
        district_id=district_id,
        school_id=school_id,
        code=logged.code,
        starts_at=logged.starts_at,
        title=logged.title,
    )
    return ActivityLoggedBefore(activity_id="" if first is None else first.activity_id)
