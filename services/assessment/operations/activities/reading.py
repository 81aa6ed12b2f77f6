"""Activities as they stand, who took part with which form, and every state they were in."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.models import Activity, ActivityParticipant, ActivityRevision
from services.assessment.operations.activities.preparing import recorded_within
from services.assessment.operations.judging import read_packs
from services.assessment.operations.reach import scope_of
from services.assessment.rules import routes_of
from services.directory import queries as directory
from services.directory.errors import PackNotAssigned
from services.platform.access import Viewer
from services.platform.errors import NotFound
from services.policy.format import Pack
from services.policy.format.programs import Route


@dataclass(frozen=True, slots=True)
class ActivitySeen:
    """An activity with everybody who takes or took part."""

    activity: Activity
    participants: Sequence[ActivityParticipant]


async def seen_one(session: AsyncSession, activity: Activity) -> ActivitySeen:
    (seen,) = await _seen(session, [activity], district_id=activity.district_id)
    return seen


async def get_activity(session: AsyncSession, *, district_id: int, activity_id: UUID, viewer: Viewer) -> ActivitySeen:
    """An activity of one's school, that one logged, or in which one takes or took part."""
    activity = await queries.get_activity(session, district_id=district_id, activity_id=activity_id)
    seen = await seen_one(session, activity)
    took_part = viewer.principal.person_id in {one.teacher_id for one in seen.participants}
    if not (took_part or recorded_within(viewer, activity)):
        raise NotFound
    return seen


async def list_activities(
    session: AsyncSession,
    *,
    district_id: int,
    school_id: UUID | None,
    teacher_id: UUID | None,
    code: str | None,
    since: date | None,
    until: date | None,
    viewer: Viewer,
    after: UUID | None,
    limit: int,
) -> list[ActivitySeen]:
    """Those within reach, in the order in which they were logged."""
    activities = await queries.list_activities(
        session,
        district_id=district_id,
        scope=scope_of(viewer),
        account_id=viewer.principal.account_id,
        school_id=school_id,
        teacher_id=teacher_id,
        code=code,
        since=since,
        until=until,
        after=after,
        limit=limit,
    )
    return await _seen(session, activities, district_id=district_id)


async def list_activity_revisions(
    session: AsyncSession, *, district_id: int, activity_id: UUID, viewer: Viewer
) -> Sequence[ActivityRevision]:
    """Every state an activity was logged in, with who stood for it and why."""
    await get_activity(session, district_id=district_id, activity_id=activity_id, viewer=viewer)
    return await queries.list_activity_revisions(session, district_id=district_id, activity_id=activity_id)


async def list_activity_routes(
    session: AsyncSession, *, district_id: int, on: date, school_id: UUID | None, viewer: Viewer
) -> tuple[Pack, list[tuple[str, Route]]]:
    """The routes of the pack in force for a school on a day, each with the clause that names its forms."""
    assignments = await directory.load_assignments(session, district_id=district_id)
    assigned = assignments.in_force(on, school_id=school_id or viewer.principal.unit_id)
    if assigned is None:
        raise PackNotAssigned(on=on)
    read = await read_packs(session, district_id=district_id, assigned=[assigned])
    pack = read[assigned.assignment_id, assigned.revision].pack
    return pack, [(clause.id, route) for clause, route in routes_of(pack)]


async def _seen(session: AsyncSession, activities: Sequence[Activity], *, district_id: int) -> list[ActivitySeen]:
    by_activity: defaultdict[UUID, list[ActivityParticipant]] = defaultdict(list)
    for one in await queries.list_participants(
        session, district_id=district_id, activity_ids=[activity.activity_id for activity in activities]
    ):
        by_activity[one.activity_id].append(one)
    return [ActivitySeen(activity, by_activity[activity.activity_id]) for activity in activities]
