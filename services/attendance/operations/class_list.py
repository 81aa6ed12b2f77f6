"""Keeping up with registration: which classes meet when, and who holds a place."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, time
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance import queries
from services.attendance.operations.follow_ups import follow_up, follow_when_sat
from services.attendance.operations.packs import load_door_times
from services.contracts import EnrolmentState, MeetingState, ProgramFacts
from services.platform import clock
from services.platform.clock import SHANGHAI

# No account: registration moved the meeting, and its event does not say who did.
REGISTRATION: Final = UUID(int=0)
MOVED: Final = "场次改期，请重新签到 The meeting was moved: check in again"


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
    # Who was let in before the old beginning did not come to the new one: they check in again.
    await queries.annul_before_opening(
        session,
        district_id=district_id,
        meeting_ids=[
            meeting.meeting_id
            for meeting in meetings
            if began.get(meeting.meeting_id, meeting.starts_at) < meeting.starts_at
            and began[meeting.meeting_id] <= windows[meeting.meeting_id].in_opens_at
        ],
        reason=MOVED,
        annulled_by=REGISTRATION,
        at=at,
    )
    sat_for = await queries.list_sat_for(session, district_id=district_id, class_ids=[class_id])
    await follow_up(
        session, district_id=district_id, class_ids={class_id, *(missed for missed, _ in sat_for)}, by=None, at=at
    )
    for missed, sat in sat_for:
        await follow_when_sat(session, district_id=district_id, class_id=missed, sat=sat, by=None, at=at)


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


async def refresh_windows(session: AsyncSession, *, district_id: int, since: date) -> int:
    """Let the meetings from a day on take scans when the packs say now; return how many do so at other times.

    What stood before is compared by row: the same word twice changes nothing.
    """
    times = await load_door_times(session, district_id=district_id)
    first = datetime.combine(since, time(), tzinfo=SHANGHAI)
    changed = []
    for meeting, school_id in await queries.list_meetings_since(session, district_id=district_id, first=first):
        windows = asdict(times.of(school_id=school_id, starts_at=meeting.starts_at, ends_at=meeting.ends_at))
        if any(getattr(meeting, name) != at for name, at in windows.items()):
            changed.append({"meeting_id": meeting.meeting_id, **windows})
    await queries.update_windows(session, district_id=district_id, changed=changed)
    return len(changed)
