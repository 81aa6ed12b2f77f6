"""Keeping up with registration: which classes meet when, and who holds a place."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance import queries
from services.attendance.models import Meeting
from services.attendance.operations.follow_ups import follow_up, follow_when_sat
from services.attendance.operations.packs import load_door_times
from services.attendance.rules import MOVED, REGISTRATION
from services.contracts import EnrolmentState, MeetingState, MovedMeetingsFellDue, ProgramFacts, WindowsFellDue
from services.platform import clock
from services.platform.clock import SHANGHAI
from services.platform.outbox import publish

# A transaction that has not ended by then was ended: no older windows are recorded by any more.
LET_IN_WITHIN: Final = timedelta(seconds=30)
# How many meetings are held while the packs are asked about them.
MOST_REFRESHED: Final = 200


async def keep_class(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    revision: int,
    title: str,
    school_id: UUID | None,
    leader_ids: Sequence[UUID],
    cancelled: bool,
    program: ProgramFacts,
    meetings: Sequence[MeetingState],
) -> None:
    """Replace what is known of a class and its meetings, unless something newer is known already."""
    applied = await queries.upsert_class(
        session,
        district_id=district_id,
        class_id=class_id,
        revision=revision,
        title=title,
        school_id=school_id,
        leader_ids=list(leader_ids),
        cancelled=cancelled,
        program_id=program.program_id,
        mode=program.mode,
        program=program.model_dump(mode="json"),
    )
    if not applied:
        return
    at = clock.now()
    known = await queries.list_meetings(session, district_id=district_id, class_id=class_id)
    began = {meeting.meeting_id: meeting.starts_at for meeting in known}
    beside = await _beside_what_changed(
        session, district_id=district_id, known=known, told=() if cancelled else meetings, at=at
    )
    times = await load_door_times(session, district_id=district_id)
    windows = {
        meeting.meeting_id: times.of(school_id=school_id, starts_at=meeting.starts_at, ends_at=meeting.ends_at)
        for meeting in meetings
    }
    await queries.upsert_meetings(
        session,
        district_id=district_id,
        class_id=class_id,
        meetings=[{**meeting.model_dump(), **asdict(windows[meeting.meeting_id])} for meeting in meetings],
    )
    moved = [
        meeting.meeting_id
        for meeting in meetings
        if began.get(meeting.meeting_id, meeting.starts_at) < meeting.starts_at
        and began[meeting.meeting_id] <= windows[meeting.meeting_id].in_opens_at
    ]
    if moved:
        await annul_at_moved(session, district_id=district_id, meeting_ids=moved, let_in_until=at, at=at)
        # Nobody who checks in waits for a class to be moved: who is being let in at this moment is seen later only.
        until = at + LET_IN_WITHIN
        looked_again = MovedMeetingsFellDue(district_id=district_id, meeting_ids=tuple(moved), let_in_until=until)
        await publish(session, looked_again, due_at=until)
    sat_for = await queries.list_sat_for(session, district_id=district_id, class_ids=[class_id])
    await follow_up(
        session,
        district_id=district_id,
        class_ids={class_id, *(missed for missed, _ in sat_for), *beside},
        by=None,
        at=at,
    )
    for missed, sat in sat_for:
        await follow_when_sat(session, district_id=district_id, class_id=missed, sat=sat, by=None, at=at)


async def _beside_what_changed(
    session: AsyncSession, *, district_id: int, known: Sequence[Meeting], told: Sequence[MeetingState], at: datetime
) -> Sequence[UUID]:
    """Classes whose members sat meanwhile in a meeting that has begun and is told otherwise now.

    It may give back minutes that it took from them.
    """
    same = {(one.meeting_id, one.starts_at, one.ends_at) for one in told if not one.cancelled}
    changed = [
        one.meeting_id
        for one in known
        if one.starts_at <= at and (one.meeting_id, one.starts_at, one.ends_at) not in same
    ]
    if not changed:
        return ()
    return await queries.list_classes_sharing(session, district_id=district_id, meeting_ids=changed)


async def annul_at_moved(
    session: AsyncSession, *, district_id: int, meeting_ids: Collection[UUID], let_in_until: datetime, at: datetime
) -> None:
    """Who was let in before the old beginning did not come to the new one: they check in again."""
    await queries.annul_before_opening(
        session,
        district_id=district_id,
        meeting_ids=meeting_ids,
        let_in_until=let_in_until,
        reason=MOVED,
        annulled_by=REGISTRATION,
        at=at,
    )


async def keep_members(session: AsyncSession, *, district_id: int, members: Sequence[EnrolmentState]) -> None:
    """Keep who holds a place, and who no longer does; classes that are not known yet included."""
    newest: dict[UUID, EnrolmentState] = {}
    for member in sorted(members, key=lambda one: (one.enrolment_id, one.revision)):
        newest[member.enrolment_id] = member
    await queries.upsert_members(
        session,
        district_id=district_id,
        members=[
            {
                "enrolment_id": member.enrolment_id,
                "class_id": member.class_id,
                "teacher_id": member.teacher_id,
                "revision": member.revision,
                "active": member.status == "CONFIRMED",
                "school_id": member.school_id,
            }
            for member in newest.values()
        ],
    )
    class_ids = {member.class_id for member in newest.values()}
    # Who enters a class no longer makes up another one at its meetings, and the other way round.
    made_up = await queries.list_classes_made_up(session, district_id=district_id, class_ids=class_ids)
    await follow_up(session, district_id=district_id, class_ids=class_ids.union(made_up), by=None, at=clock.now())


async def refresh_windows(session: AsyncSession, *, district_id: int, since: date) -> None:
    """Let the meetings from a day on take scans when the packs say now."""
    first = datetime.combine(since, time(), tzinfo=SHANGHAI)
    await _refresh(session, district_id=district_id, first=first, after=None)


async def refresh_more_windows(
    session: AsyncSession, *, district_id: int, starts_at: datetime, meeting_id: UUID
) -> None:
    """The same for the meetings after that one."""
    await _refresh(session, district_id=district_id, first=starts_at, after=(starts_at, meeting_id))


async def _refresh(
    session: AsyncSession, *, district_id: int, first: datetime, after: tuple[datetime, UUID] | None
) -> None:
    """Some meetings; the next ones in another transaction, however many years of them there are.

    What stood before is compared by row: the same word twice changes nothing.
    """
    meetings = await queries.lock_meetings_since(
        session, district_id=district_id, first=first, after=after, limit=MOST_REFRESHED
    )
    # After the lock: of two packs assigned one after the other the later is read by who comes later.
    times = await load_door_times(session, district_id=district_id)
    changed = []
    for meeting, school_id in meetings:
        windows = asdict(times.of(school_id=school_id, starts_at=meeting.starts_at, ends_at=meeting.ends_at))
        if any(getattr(meeting, name) != at for name, at in windows.items()):
            changed.append({"meeting_id": meeting.meeting_id, **windows})
    if len(meetings) == MOST_REFRESHED:
        last = meetings[-1][0]
        await publish(
            session,
            WindowsFellDue(district_id=district_id, starts_at=last.starts_at, meeting_id=last.meeting_id),
        )
    await queries.update_windows(session, district_id=district_id, changed=changed)
