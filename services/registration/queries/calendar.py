"""Calendars: feeds that were issued, and the meetings that they show."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement

from services.platform.errors import NotFound
from services.platform.ids import new_id
from services.registration.models import CalendarFeed, Enrolment, Meeting, Program, TrainingClass
from services.registration.rules import CalendarEntry, FeedKind

# A phone wants what is near; a thousand are written in about a second.
_MOST_ENTRIES = 1_000
_MOST_FEEDS = 1_000


async def insert_feed(
    session: AsyncSession,
    *,
    district_id: int,
    account_id: UUID,
    kind: FeedKind,
    subject_id: UUID,
    person_id: UUID | None,
    at: datetime,
) -> CalendarFeed:
    """The account's feed of that calendar: the one that is in force, else a new one; for this person from now on."""
    key = {"district_id": district_id, "account_id": account_id, "kind": kind, "subject_id": subject_id}
    await session.execute(
        insert(CalendarFeed)
        .values(**key, feed_id=new_id(), person_id=person_id, issued_at=at)
        .on_conflict_do_update(
            index_elements=["district_id", "account_id", "kind", "subject_id"],
            index_where=CalendarFeed.revoked_at.is_(None),
            set_={"person_id": person_id},
        )
    )
    return (await session.scalars(select(CalendarFeed).filter_by(**key).where(CalendarFeed.revoked_at.is_(None)))).one()


async def find_feed(session: AsyncSession, *, district_id: int, feed_id: UUID) -> CalendarFeed | None:
    return await session.get(CalendarFeed, (district_id, feed_id))


async def lock_feed(session: AsyncSession, *, district_id: int, feed_id: UUID) -> CalendarFeed:
    feed = (
        await session.scalars(
            select(CalendarFeed)
            .where(CalendarFeed.district_id == district_id, CalendarFeed.feed_id == feed_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    ).one_or_none()
    if feed is None:
        raise NotFound
    return feed


async def list_feeds(
    session: AsyncSession, *, district_id: int, account_id: UUID | None, subject_id: UUID | None
) -> Sequence[CalendarFeed]:
    """The feeds in force of an account, or of a calendar whoever subscribed to it; at most a thousand."""
    query = (
        select(CalendarFeed)
        .where(CalendarFeed.district_id == district_id, CalendarFeed.revoked_at.is_(None))
        .order_by(CalendarFeed.feed_id)
        .limit(_MOST_FEEDS)
    )
    if account_id is not None:
        query = query.where(CalendarFeed.account_id == account_id)
    if subject_id is not None:
        query = query.where(CalendarFeed.subject_id == subject_id)
    return (await session.scalars(query)).all()


async def list_calendar_entries(
    session: AsyncSession, *, district_id: int, kind: FeedKind, subject_id: UUID, since: datetime
) -> list[CalendarEntry]:
    """Meetings that end after `since`, cancelled ones too, the last thousand in the order of time.

    Of a class; of the classes that a teacher has a place in; of those that a school holds or has teachers in.
    """
    rows = await session.execute(
        select(
            Meeting.meeting_id,
            TrainingClass.revision,
            Meeting.starts_at,
            Meeting.ends_at,
            TrainingClass.title,
            Program.title,
            Meeting.place,
            Meeting.speaker,
            Meeting.topic,
            Meeting.hours,
            or_(Meeting.cancelled, TrainingClass.status == "CANCELLED"),
        )
        .join(
            TrainingClass,
            (TrainingClass.district_id == Meeting.district_id) & (TrainingClass.class_id == Meeting.class_id),
        )
        .join(
            Program,
            (Program.district_id == TrainingClass.district_id) & (Program.program_id == TrainingClass.program_id),
        )
        .where(Meeting.district_id == district_id, Meeting.ends_at >= since, _shown(kind, subject_id))
        .order_by(Meeting.starts_at.desc(), Meeting.meeting_id)
        .limit(_MOST_ENTRIES)
    )
    return [CalendarEntry(*row) for row in reversed(rows.all())]


def _shown(kind: FeedKind, subject_id: UUID) -> ColumnElement[bool]:
    if kind == "CLASS":
        return TrainingClass.class_id == subject_id
    member = exists().where(
        Enrolment.district_id == TrainingClass.district_id,
        Enrolment.class_id == TrainingClass.class_id,
        Enrolment.status == "CONFIRMED",
        (Enrolment.teacher_id if kind == "TEACHER" else Enrolment.school_id) == subject_id,
    )
    return member if kind == "TEACHER" else or_(TrainingClass.school_id == subject_id, member)
