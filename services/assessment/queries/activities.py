"""Activities, their revisions, and who took part in them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import exists, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment.models import Activity, ActivityParticipant, ActivityRevision, Record
from services.assessment.rules import Scope
from services.platform.errors import NotFound


async def insert_activity(session: AsyncSession, *, district_id: int, activity: Mapping[str, Any]) -> Activity | None:
    """None where the school has logged one of this code, time and title that stands."""
    return (
        await session.scalars(
            insert(Activity).values(district_id=district_id, **activity).on_conflict_do_nothing().returning(Activity)
        )
    ).one_or_none()


async def find_same_activity(
    session: AsyncSession, *, district_id: int, school_id: UUID, code: str, starts_at: datetime, title: str
) -> Activity | None:
    """The activity of the school that stands under this code, time and title."""
    return (
        await session.scalars(
            select(Activity)
            .filter_by(district_id=district_id, school_id=school_id, code=code, starts_at=starts_at, title=title)
            .where(Activity.withdrawn_at.is_(None))
        )
    ).one_or_none()


async def get_activity(session: AsyncSession, *, district_id: int, activity_id: UUID) -> Activity:
    found = await session.get(Activity, (district_id, activity_id))
    if found is None:
        raise NotFound
    return found


async def lock_activity(session: AsyncSession, *, district_id: int, activity_id: UUID) -> Activity:
    found = await session.get(Activity, (district_id, activity_id), with_for_update=True)
    if found is None:
        raise NotFound
    return found


async def list_activities(
    session: AsyncSession,
    *,
    district_id: int,
    scope: Scope,
    account_id: UUID,
    school_id: UUID | None,
    teacher_id: UUID | None,
    code: str | None,
    since: date | None,
    until: date | None,
    after: UUID | None,
    limit: int,
) -> Sequence[Activity]:
    """In the order in which they were logged; a person sees those that the person logged or took part in."""
    query = select(Activity).where(Activity.district_id == district_id).order_by(Activity.activity_id).limit(limit)
    if not scope.is_everything:
        seen = [Activity.recorded_by == account_id]
        if scope.school_id is not None:
            seen.append(Activity.school_id == scope.school_id)
        if scope.teacher_id is not None:
            seen.append(_taken_by(district_id, scope.teacher_id))
        query = query.where(or_(*seen))
    if teacher_id is not None:
        query = query.where(_taken_by(district_id, teacher_id))
    for column, wanted in ((Activity.school_id, school_id), (Activity.code, code)):
        if wanted is not None:
            query = query.where(column == wanted)
    if since is not None:
        query = query.where(Activity.last_on >= since)
    if until is not None:
        query = query.where(Activity.first_on <= until)
    if after is not None:
        query = query.where(Activity.activity_id > after)
    return (await session.scalars(query)).all()


async def map_activities(
    session: AsyncSession, *, district_id: int, activity_ids: Collection[UUID]
) -> dict[UUID, Activity]:
    rows = await session.scalars(
        select(Activity).where(Activity.district_id == district_id, Activity.activity_id.in_(list(activity_ids)))
    )
    return {row.activity_id: row for row in rows}


async def insert_activity_revision(session: AsyncSession, *, district_id: int, revision: Mapping[str, Any]) -> None:
    await session.execute(insert(ActivityRevision).values(district_id=district_id, **revision))


async def list_activity_revisions(
    session: AsyncSession, *, district_id: int, activity_id: UUID
) -> Sequence[ActivityRevision]:
    """Every state it was logged in, the first first."""
    rows = await session.scalars(
        select(ActivityRevision)
        .filter_by(district_id=district_id, activity_id=activity_id)
        .order_by(ActivityRevision.revision)
    )
    return rows.all()


async def list_participants(
    session: AsyncSession, *, district_id: int, activity_ids: Collection[UUID]
) -> Sequence[ActivityParticipant]:
    """Of these activities, removed ones included."""
    rows = await session.scalars(
        select(ActivityParticipant)
        .where(ActivityParticipant.district_id == district_id, ActivityParticipant.activity_id.in_(list(activity_ids)))
        .order_by(ActivityParticipant.activity_id, ActivityParticipant.role, ActivityParticipant.teacher_id)
        .execution_options(populate_existing=True)
    )
    return rows.all()


async def upsert_participants(
    session: AsyncSession, *, district_id: int, participants: Sequence[Mapping[str, Any]]
) -> None:
    """Who takes part now; somebody who was removed comes back."""
    if not participants:
        return
    wanted = insert(ActivityParticipant)
    changed = {
        name: wanted.excluded[name]
        for name in ("school_id", "role", "kinds", "clause_id", "claim_id", "part", "removed_at")
    }
    await session.execute(
        wanted.on_conflict_do_update(index_elements=["district_id", "activity_id", "teacher_id"], set_=changed),
        [{"district_id": district_id, "removed_at": None, **participant} for participant in participants],
    )


async def remove_participants(
    session: AsyncSession, *, district_id: int, activity_id: UUID, teacher_ids: Collection[UUID], at: datetime
) -> None:
    """They stay to be seen as removed."""
    if teacher_ids:
        await session.execute(
            update(ActivityParticipant)
            .where(
                ActivityParticipant.district_id == district_id,
                ActivityParticipant.activity_id == activity_id,
                ActivityParticipant.teacher_id.in_(list(teacher_ids)),
            )
            .values(removed_at=at)
        )


async def list_activities_of_teachers(
    session: AsyncSession, *, district_id: int, teacher_ids: Collection[UUID], first: date, last: date
) -> Sequence[tuple[UUID, Activity]]:
    """What these people took part in on these days, with whose part it is, the first logged first."""
    rows = await session.execute(
        select(ActivityParticipant.teacher_id, Activity)
        .join(
            Activity,
            (Activity.district_id == ActivityParticipant.district_id)
            & (Activity.activity_id == ActivityParticipant.activity_id),
        )
        .where(
            ActivityParticipant.district_id == district_id,
            ActivityParticipant.teacher_id.in_(list(teacher_ids)),
            ActivityParticipant.removed_at.is_(None),
            Activity.withdrawn_at.is_(None),
            Activity.first_on <= last,
            Activity.last_on >= first,
        )
        .order_by(Activity.activity_id)
    )
    return [(teacher_id, activity) for teacher_id, activity in rows]


async def find_record(session: AsyncSession, *, district_id: int, record_id: UUID) -> Record | None:
    return await session.get(Record, (district_id, record_id))


async def lock_records_of_event(session: AsyncSession, *, district_id: int, event: str) -> Sequence[Record]:
    """Those that stand."""
    rows = await session.scalars(
        select(Record)
        .where(Record.district_id == district_id, Record.event == event, Record.retracted_at.is_(None))
        .order_by(Record.record_id)
        .with_for_update()
    )
    return rows.all()


def _taken_by(district_id: int, teacher_id: UUID) -> Any:
    return exists().where(
        ActivityParticipant.district_id == district_id,
        ActivityParticipant.activity_id == Activity.activity_id,
        ActivityParticipant.teacher_id == teacher_id,
    )
