"""Presence as it is known: scans, leaves, make-ups and corrections together; and a person's word beside the scans."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance import queries
from services.attendance.errors import MeetingCancelled, MeetingNotBegun, MinutesOutOfRange
from services.attendance.models import Correction, Meeting, RefusedScan
from services.attendance.operations.follow_ups import follow_up_meeting
from services.attendance.operations.viewing import demand_class, demand_listed, demand_other
from services.attendance.rules import Attended, Grade, MakeUpForm, Phase, Presence, weighed
from services.attendance.rules import Correction as CorrectionRead
from services.platform.access import Viewer


async def correct(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    meeting_id: UUID,
    teacher_id: UUID,
    presence: Presence | None,
    minutes: int | None,
    reason: str,
    at: datetime,
) -> Correction:
    """Put a person's word beside what the scans say; the latest counts when the class is settled again."""
    meeting, training_class = await queries.get_meeting(session, district_id=district_id, meeting_id=meeting_id)
    demand_class(viewer, training_class)
    demand_other(viewer, teacher_id)
    if meeting.cancelled or training_class.cancelled:
        raise MeetingCancelled
    if at < meeting.starts_at:
        raise MeetingNotBegun(starts_at=meeting.starts_at)
    longest = int((meeting.ends_at - meeting.starts_at).total_seconds()) // 60
    if minutes is not None and minutes > longest:
        raise MinutesOutOfRange(minutes=longest)
    await demand_listed(session, district_id=district_id, class_id=meeting.class_id, teacher_id=teacher_id)
    correction = await queries.insert_correction(
        session,
        district_id=district_id,
        meeting_id=meeting_id,
        teacher_id=teacher_id,
        presence=presence,
        minutes=minutes,
        reason=reason,
        corrected_by=viewer.principal.account_id,
        at=at,
    )
    await follow_up_meeting(session, meeting=meeting, teacher_ids=[teacher_id], by=viewer.principal.account_id, at=at)
    return correction


async def list_corrections(
    session: AsyncSession, *, viewer: Viewer, district_id: int, meeting_id: UUID, after: UUID | None, limit: int
) -> Sequence[Correction]:
    """Every correction of a meeting in the order they were made: who said what, why and when."""
    _, training_class = await queries.get_meeting(session, district_id=district_id, meeting_id=meeting_id)
    demand_class(viewer, training_class)
    return await queries.list_corrections(
        session, district_id=district_id, meeting_id=meeting_id, after=after, limit=limit
    )


async def list_refused(
    session: AsyncSession, *, viewer: Viewer, district_id: int, meeting_id: UUID, after: UUID | None, limit: int
) -> Sequence[RefusedScan]:
    """Scans that a meeting did not take, in the order they came."""
    _, training_class = await queries.get_meeting(session, district_id=district_id, meeting_id=meeting_id)
    demand_class(viewer, training_class)
    return await queries.list_refused_scans(
        session, district_id=district_id, meeting_id=meeting_id, after=after, limit=limit
    )


async def attended_at(
    session: AsyncSession, *, district_id: int, meeting_ids: Collection[UUID]
) -> dict[UUID, dict[UUID, Attended]]:
    """meeting -> teacher -> all that is known of their presence, in a few statements whatever the number."""
    known = await _times_at(session, district_id=district_id, meeting_ids=meeting_ids)
    blank = Attended()
    for leave, decision in await queries.list_leaves(session, district_id=district_id, meeting_ids=meeting_ids):
        if decision is not None and decision.approved:
            key = leave.meeting_id, leave.teacher_id
            known[key] = replace(
                known.get(key, blank),
                on_approved_leave=True,
                leave_kind=leave.kind,
                leave_decided_at=decision.decided_at,
            )
    make_ups = await queries.list_make_ups(session, district_id=district_id, meeting_ids=meeting_ids)
    instead = await queries.map_sat_meetings(
        session, district_id=district_id, make_up_ids=[one.make_up_id for one, said in make_ups if said]
    )
    sat = await _times_at(
        session, district_id=district_id, meeting_ids={meeting.meeting_id for meeting in instead.values()}
    )
    for one, said in make_ups:
        if said is not None and not said.approved:
            continue
        key = one.meeting_id, one.teacher_id
        meeting = instead.get(one.make_up_id)
        done = one.form == MakeUpForm.TASK or (
            meeting is not None and _sat_whole(meeting, sat.get((meeting.meeting_id, one.teacher_id), blank))
        )
        if said is not None and done:
            known[key] = replace(
                known.get(key, blank), made_up=True, make_up_pending=False, make_up_decided_at=said.decided_at
            )
        else:
            known[key] = replace(known.get(key, blank), make_up_pending=True)
    for word in await queries.list_latest_corrections(session, district_id=district_id, meeting_ids=meeting_ids):
        key = word.meeting_id, word.teacher_id
        known[key] = replace(
            known.get(key, blank),
            correction=CorrectionRead(
                correction_id=word.correction_id,
                presence=Presence(word.presence) if word.presence else None,
                minutes=word.minutes,
                said_at=word.corrected_at,
                reason=word.reason,
            ),
        )
    by_meeting: dict[UUID, dict[UUID, Attended]] = {}
    for (meeting_id, teacher_id), attended in known.items():
        by_meeting.setdefault(meeting_id, {})[teacher_id] = weighed(attended)
    return by_meeting


async def correctors_at(
    session: AsyncSession, *, district_id: int, meeting_ids: Collection[UUID], since: datetime
) -> dict[UUID, set[UUID]]:
    """teacher -> accounts that corrected anything since then at these meetings, or at one that was sat instead."""
    make_ups = await queries.list_make_ups(session, district_id=district_id, meeting_ids=meeting_ids)
    instead = {one.sat_meeting_id for one, said in make_ups if said and said.approved and one.sat_meeting_id}
    return await queries.map_correctors(
        session, district_id=district_id, meeting_ids=instead.union(meeting_ids), since=since
    )


async def find_presence(session: AsyncSession, *, meeting: Meeting, teacher_id: UUID) -> bool:
    """Whether the teacher came to a meeting, as a person's word has it, else as the check-ins do."""
    there = await attended_at(session, district_id=meeting.district_id, meeting_ids=[meeting.meeting_id])
    return there.get(meeting.meeting_id, {}).get(teacher_id, Attended()).was_there


def _sat_whole(meeting: Meeting, known: Attended) -> bool:
    """Whether somebody came in time to a meeting and stayed to its end, as its windows see it."""
    return (
        known.entered_at is not None
        and known.left_at is not None
        and known.entered_at <= meeting.in_late_after
        and known.left_at >= meeting.out_early_before
    )


async def _times_at(
    session: AsyncSession, *, district_id: int, meeting_ids: Collection[UUID]
) -> dict[tuple[UUID, UUID], Attended]:
    """(meeting, teacher) -> when they came and went, by the check-ins that stand and by offline facts accepted since.

    Where both speak, the earlier coming and the later going count: that is what the acceptance was for. Each time has
    the grade of what told it.
    """
    if not meeting_ids:
        return {}
    check_ins = await queries.list_check_ins(session, district_id=district_id, meeting_ids=meeting_ids)
    facts = [(one.meeting_id, one.teacher_id, one.phase, one.recorded_at, one.grade) for one in check_ins]
    facts += await queries.list_accepted_facts(session, district_id=district_id, meeting_ids=meeting_ids)
    known: dict[tuple[UUID, UUID], Attended] = {}
    for meeting_id, teacher_id, phase, at, grade in facts:
        one = known.get((meeting_id, teacher_id), Attended())
        # An answer to a roll call is kept for who looks; what it is worth the packs do not say.
        if phase == Phase.IN and (one.entered_at is None or at < one.entered_at):
            known[meeting_id, teacher_id] = replace(one, entered_at=at, entry_grade=Grade(grade))
        elif phase == Phase.OUT and (one.left_at is None or at > one.left_at):
            known[meeting_id, teacher_id] = replace(one, left_at=at, exit_grade=Grade(grade))
    return known
