"""Calendars of a teacher, a school or a class, subscribed to by an address that can be revoked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.platform.access import Reach, Viewer
from services.platform.clock import SHANGHAI
from services.platform.database import enter_district
from services.platform.errors import NotFound
from services.registration import queries, rules
from services.registration.models import CalendarFeed
from services.registration.rules import SHOWN_FOR, CalendarEntry, FeedKind


@dataclass(frozen=True, slots=True)
class CalendarShown:
    """What a feed shows now."""

    feed: CalendarFeed
    name: str
    entries: Sequence[CalendarEntry]


async def issue_feed(
    session: AsyncSession, *, district_id: int, kind: FeedKind, subject_id: UUID, viewer: Viewer, at: datetime
) -> CalendarFeed:
    """The caller's feed of a calendar, the same one as long as it is not revoked.

    A teacher's is for that teacher, a school's for who belongs to it and for the district, a class's for everybody.
    """
    person_id = await _demand_showable(
        session, district_id=district_id, kind=kind, subject_id=subject_id, viewer=viewer, at=at
    )
    return await queries.insert_feed(
        session,
        district_id=district_id,
        account_id=viewer.principal.account_id,
        kind=kind,
        subject_id=subject_id,
        person_id=person_id,
        at=at,
    )


async def list_feeds(
    session: AsyncSession, *, district_id: int, subject_id: UUID | None, viewer: Viewer
) -> Sequence[CalendarFeed]:
    """One's own feeds; of a school's, teacher's or class's calendar all those that the viewer may revoke."""
    feeds = await queries.list_feeds(
        session,
        district_id=district_id,
        account_id=viewer.principal.account_id if subject_id is None else None,
        subject_id=subject_id,
    )
    return [feed for feed in feeds if _revocable(feed, viewer)]


async def revoke_feed(
    session: AsyncSession, *, district_id: int, feed_id: UUID, viewer: Viewer, at: datetime
) -> CalendarFeed:
    """Close the address of a feed for good. Twice is once."""
    feed = await queries.lock_feed(session, district_id=district_id, feed_id=feed_id)
    if not _revocable(feed, viewer):
        raise NotFound
    if feed.revoked_at is None:
        feed.revoked_at = at
        feed.revoked_by = viewer.principal.account_id
    return feed


async def read_feed(session: AsyncSession, *, token: str, keys: Sequence[bytes], at: datetime) -> CalendarShown:
    """What stands behind an address; NotFound for one revoked, that never was, of others, or of a closed account."""
    district_id, feed_id = rules.read_feed_token(keys, token)
    await enter_district(session, district_id)
    feed = await queries.find_feed(session, district_id=district_id, feed_id=feed_id)
    if feed is None or feed.revoked_at is not None:
        raise NotFound
    if feed.person_id is not None and not await _is_in_post(
        session, district_id=district_id, person_id=feed.person_id, school_id=feed.subject_id, at=at
    ):
        raise NotFound
    holder = await directory.find_known_account(session, district_id=district_id, account_id=feed.account_id)
    if holder is not None and not holder.roles:
        # Whose account was closed subscribed to it.
        raise NotFound
    entries = await queries.list_calendar_entries(
        session, district_id=district_id, kind=feed.kind, subject_id=feed.subject_id, since=at - SHOWN_FOR
    )
    return CalendarShown(feed, await _name_of(session, feed), entries)


def _revocable(feed: CalendarFeed, viewer: Viewer) -> bool:
    """One's own; those of one's school for who runs it; for the district all."""
    if feed.account_id == viewer.principal.account_id:
        return True
    return viewer.sees(unit_id=feed.subject_id if feed.kind == "SCHOOL" else None)


async def _demand_showable(
    session: AsyncSession, *, district_id: int, kind: FeedKind, subject_id: UUID, viewer: Viewer, at: datetime
) -> UUID | None:
    """The person who may see it only as one of the school's; None where it does not hang on where somebody works."""
    if kind == "CLASS":
        await queries.get_class(session, district_id=district_id, class_id=subject_id)
    elif kind == "SCHOOL":
        if await directory.find_school(session, district_id=district_id, school_id=subject_id) is None:
            raise NotFound
        if viewer.reach is Reach.DISTRICT:
            return None
        if subject_id != viewer.principal.unit_id:
            raise NotFound
        person_id = viewer.principal.person_id
        if person_id is None or await _is_in_post(
            session, district_id=district_id, person_id=person_id, school_id=subject_id, at=at
        ):
            return person_id
        # The account of who moved names the old school until somebody changes it; who runs a school need not teach.
        viewer.demand(unit_id=subject_id)
    elif subject_id != viewer.principal.person_id:
        raise NotFound
    return None


async def _is_in_post(
    session: AsyncSession, *, district_id: int, person_id: UUID, school_id: UUID, at: datetime
) -> bool:
    today = at.astimezone(SHANGHAI).date()
    placed = await directory.map_snapshots(session, district_id=district_id, teacher_ids=[person_id], on=today)
    return person_id in placed and placed[person_id].school_id == school_id


async def _name_of(session: AsyncSession, feed: CalendarFeed) -> str:
    """What a phone calls the calendar."""
    if feed.kind == "CLASS":
        found = await queries.get_class(session, district_id=feed.district_id, class_id=feed.subject_id)
        return found.title
    if feed.kind == "SCHOOL":
        school = await directory.find_school(session, district_id=feed.district_id, school_id=feed.subject_id)
        return f"{school.name}培训日程" if school is not None else "培训日程"
    return "我的培训日程"
