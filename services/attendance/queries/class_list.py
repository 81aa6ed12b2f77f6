"""The classes, meetings and members that attendance keeps for itself from what registration says."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance.models import Meeting, Member, TrainingClass
from services.platform.errors import NotFound


async def upsert_class(session: AsyncSession, *, district_id: int, class_id: UUID, revision: int, **facts: Any) -> bool:
    """Keep a class as it is at a revision; False when this or a newer one is known already."""
    wanted = insert(TrainingClass).values(district_id=district_id, class_id=class_id, revision=revision, **facts)
    applied = await session.scalar(
        wanted.on_conflict_do_update(
            index_elements=["district_id", "class_id"],
            set_={"revision": wanted.excluded.revision, **{name: wanted.excluded[name] for name in facts}},
            where=TrainingClass.revision < wanted.excluded.revision,
        )
        .returning(TrainingClass.class_id)
        .execution_options(populate_existing=True)
    )
    return applied is not None


async def upsert_meetings(
    session: AsyncSession, *, district_id: int, class_id: UUID, meetings: Sequence[Mapping[str, Any]]
) -> None:
    """Make these the meetings of a class; one that is no longer told is cancelled, for scans may name it."""
    if meetings:
        wanted = insert(Meeting)
        await session.execute(
            wanted.on_conflict_do_update(
                index_elements=["district_id", "meeting_id"],
                set_={name: wanted.excluded[name] for name in meetings[0] if name != "meeting_id"},
            ),
            [{"district_id": district_id, "class_id": class_id, **meeting} for meeting in meetings],
        )
    await session.execute(
        update(Meeting)
        .where(
            Meeting.district_id == district_id,
            Meeting.class_id == class_id,
            Meeting.meeting_id.not_in([meeting["meeting_id"] for meeting in meetings]),
        )
        .values(cancelled=True)
        .execution_options(synchronize_session=False)
    )


async def lock_meetings_since(
    session: AsyncSession, *, district_id: int, first: datetime, after: tuple[datetime, UUID] | None, limit: int
) -> Sequence[tuple[Meeting, UUID | None]]:
    """Meetings that begin at a moment or later, or after that one, and take place; each with the school of its class.

    They are held until the transaction ends: what is read after this and written to them is not overtaken.
    """
    order = Meeting.starts_at, Meeting.meeting_id
    query = (
        select(Meeting, TrainingClass.school_id)
        .join(
            TrainingClass,
            (TrainingClass.district_id == Meeting.district_id) & (TrainingClass.class_id == Meeting.class_id),
        )
        .where(Meeting.district_id == district_id, Meeting.starts_at >= first, Meeting.cancelled.is_(False))
        .order_by(*order)
        .limit(limit)
        .with_for_update(of=Meeting)
        .execution_options(populate_existing=True)
    )
    if after is not None:
        query = query.where(tuple_(*order) > after)
    return [(row[0], row[1]) for row in await session.execute(query)]


async def update_windows(session: AsyncSession, *, district_id: int, changed: Sequence[Mapping[str, Any]]) -> None:
    """Write the windows of these meetings; one row a meeting."""
    if changed:
        await session.execute(update(Meeting), [{"district_id": district_id, **one} for one in changed])


async def upsert_members(session: AsyncSession, *, district_id: int, members: Sequence[Mapping[str, Any]]) -> None:
    """Keep each place at its newest revision; an older one changes nothing. One row an enrolment, in their order."""
    if not members:
        return
    wanted = insert(Member)
    await session.execute(
        wanted.on_conflict_do_update(
            index_elements=["district_id", "enrolment_id"],
            set_={name: wanted.excluded[name] for name in members[0] if name != "enrolment_id"},
            where=Member.revision < wanted.excluded.revision,
        ),
        [{"district_id": district_id, **member} for member in members],
    )


async def find_class(session: AsyncSession, *, district_id: int, class_id: UUID) -> TrainingClass | None:
    return await session.get(TrainingClass, (district_id, class_id))


async def get_class(session: AsyncSession, *, district_id: int, class_id: UUID) -> TrainingClass:
    """The class, or NotFound."""
    found = await find_class(session, district_id=district_id, class_id=class_id)
    if found is None:
        raise NotFound
    return found


async def lock_class(session: AsyncSession, *, district_id: int, class_id: UUID) -> TrainingClass:
    """The class, held until the transaction ends: settlements of one class go one after another."""
    found = await session.scalar(
        select(TrainingClass).filter_by(district_id=district_id, class_id=class_id).with_for_update()
    )
    if found is None:
        raise NotFound
    return found


async def share_classes(session: AsyncSession, *, district_id: int, class_ids: Collection[UUID]) -> None:
    """Wait until nobody settles these classes; who settles one waits until this transaction ends."""
    await session.execute(
        select(TrainingClass.class_id)
        .where(TrainingClass.district_id == district_id, TrainingClass.class_id.in_(class_ids))
        .order_by(TrainingClass.class_id)
        .with_for_update(read=True)
    )


async def get_meeting(session: AsyncSession, *, district_id: int, meeting_id: UUID) -> tuple[Meeting, TrainingClass]:
    """A meeting with its class, or NotFound."""
    row = (
        await session.execute(
            select(Meeting, TrainingClass)
            .join(
                TrainingClass,
                (TrainingClass.district_id == Meeting.district_id) & (TrainingClass.class_id == Meeting.class_id),
            )
            .where(Meeting.district_id == district_id, Meeting.meeting_id == meeting_id)
        )
    ).one_or_none()
    if row is None:
        raise NotFound
    return row[0], row[1]


async def list_meetings(session: AsyncSession, *, district_id: int, class_id: UUID) -> Sequence[Meeting]:
    """The meetings of a class that take place, in their order."""
    return (
        await session.scalars(
            select(Meeting)
            .where(Meeting.district_id == district_id, Meeting.class_id == class_id, Meeting.cancelled.is_(False))
            .order_by(Meeting.starts_at, Meeting.meeting_id)
        )
    ).all()


async def map_member_schools(
    session: AsyncSession, *, district_id: int, class_id: UUID, teacher_ids: Collection[UUID] | None = None
) -> dict[UUID, UUID]:
    """teacher_id -> school_id of who holds a place in a class, in the order of their ids."""
    query = (
        select(Member.teacher_id, Member.school_id)
        .where(Member.district_id == district_id, Member.class_id == class_id, Member.active)
        .order_by(Member.teacher_id)
    )
    if teacher_ids is not None:
        query = query.where(Member.teacher_id.in_(teacher_ids))
    return dict((await session.execute(query)).all())
