"""Leave, corrections and the sign-in book of a meeting."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance import queries
from services.attendance.errors import (
    LeaveAlreadyDecided,
    LeaveAlreadyRequested,
    MeetingCancelled,
    MeetingNotBegun,
    MinutesOutOfRange,
    NotOnClassList,
    OwnCase,
)
from services.attendance.models import Correction, Leave, LeaveDecision, Meeting, RefusedScan, TrainingClass
from services.attendance.operations.viewing import demand_class, own_teacher_id, sees_class
from services.attendance.rules import Attended, Phase, Presence, Standing, Windows, standing_of
from services.attendance.rules import Correction as CorrectionRead
from services.directory import queries as directory
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class BookLine:
    """One person in the sign-in book. Who came without being on the class list is there too, not `listed`."""

    teacher_id: UUID
    staff_number: str
    name: str
    school_id: UUID | None
    listed: bool
    standing: Standing
    entered_at: datetime | None
    left_at: datetime | None
    leave: tuple[Leave, LeaveDecision | None] | None
    correction: Correction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInBook:
    """The sign-in book of a meeting at a moment, in the order of staff numbers."""

    meeting: Meeting
    training_class: TrainingClass
    at: datetime
    lines: Sequence[BookLine]

    @property
    def counts(self) -> dict[str, int]:
        return dict(sorted(Counter(line.standing.value for line in self.lines if line.listed).items()))


async def request_leave(
    session: AsyncSession, *, viewer: Viewer, district_id: int, meeting_id: UUID, reason: str, at: datetime
) -> tuple[Leave, bool]:
    """The teacher's leave from a meeting, and whether it is new; the same request again is the same leave."""
    teacher_id = own_teacher_id(viewer)
    meeting, training_class = await queries.get_meeting(session, district_id=district_id, meeting_id=meeting_id)
    if meeting.cancelled or training_class.cancelled:
        raise MeetingCancelled
    await _demand_listed(session, district_id=district_id, class_id=meeting.class_id, teacher_id=teacher_id)
    leave = await queries.insert_leave(
        session, district_id=district_id, meeting_id=meeting_id, teacher_id=teacher_id, reason=reason, at=at
    )
    if leave is not None:
        return leave, True
    known = await queries.get_leave_of(session, district_id=district_id, meeting_id=meeting_id, teacher_id=teacher_id)
    if known.reason != reason:
        raise LeaveAlreadyRequested
    return known, False


async def decide_leave(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    leave_id: UUID,
    approved: bool,
    reason: str,
    at: datetime,
) -> tuple[Leave, LeaveDecision]:
    """Approve or refuse a leave, once; the same decision again is the same decision."""
    leave = await queries.get_leave(session, district_id=district_id, leave_id=leave_id)
    _, training_class = await queries.get_meeting(session, district_id=district_id, meeting_id=leave.meeting_id)
    demand_class(viewer, training_class)
    _demand_other(viewer, leave.teacher_id)
    decision = await queries.insert_leave_decision(
        session,
        district_id=district_id,
        leave_id=leave_id,
        approved=approved,
        reason=reason,
        decided_by=viewer.principal.account_id,
        at=at,
    )
    if decision is None:
        decision = await queries.get_leave_decision(session, district_id=district_id, leave_id=leave_id)
        if (decision.approved, decision.reason) != (approved, reason):
            raise LeaveAlreadyDecided
    return leave, decision


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
    _demand_other(viewer, teacher_id)
    if meeting.cancelled or training_class.cancelled:
        raise MeetingCancelled
    if at < meeting.starts_at:
        raise MeetingNotBegun(starts_at=meeting.starts_at.astimezone(SHANGHAI).isoformat())
    longest = int((meeting.ends_at - meeting.starts_at).total_seconds()) // 60
    if minutes is not None and minutes > longest:
        raise MinutesOutOfRange(minutes=longest)
    await _demand_listed(session, district_id=district_id, class_id=meeting.class_id, teacher_id=teacher_id)
    return await queries.insert_correction(
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


async def read_book(
    session: AsyncSession, *, viewer: Viewer, district_id: int, meeting_id: UUID, at: datetime
) -> SignInBook:
    """The sign-in book as far as the viewer sees: the whole class, the own school's teachers, or oneself."""
    meeting, training_class = await queries.get_meeting(session, district_id=district_id, meeting_id=meeting_id)
    schools = await queries.map_member_schools(session, district_id=district_id, class_id=meeting.class_id)
    known = (await attended_at(session, district_id=district_id, meeting_ids=[meeting_id])).get(meeting_id, {})
    leaves = {
        leave.teacher_id: (leave, decision)
        for leave, decision in await queries.list_leaves(session, district_id=district_id, meeting_ids=[meeting_id])
    }
    corrections = {
        one.teacher_id: one
        for one in await queries.list_latest_corrections(session, district_id=district_id, meeting_ids=[meeting_id])
    }
    there = {teacher_id for teacher_id, one in known.items() if one.entered_at or one.left_at}
    whole = sees_class(viewer, training_class)
    visible = [
        teacher_id
        for teacher_id in schools.keys() | there
        if whole or viewer.sees(person_id=teacher_id, unit_id=schools.get(teacher_id))
    ]
    if not visible and not whole:
        raise NotFound
    names = await directory.map_teacher_names(session, district_id=district_id, teacher_ids=visible)
    windows = _windows_of(meeting)
    lines = [
        BookLine(
            teacher_id=teacher_id,
            staff_number=names.get(teacher_id, ("", ""))[0],
            name=names.get(teacher_id, ("", ""))[1],
            school_id=schools.get(teacher_id),
            listed=teacher_id in schools,
            standing=standing_of(windows, one, at=at),
            entered_at=one.entered_at,
            left_at=one.left_at,
            leave=leaves.get(teacher_id),
            correction=corrections.get(teacher_id),
        )
        for teacher_id in visible
        for one in [known.get(teacher_id, Attended())]
    ]
    return SignInBook(
        meeting=meeting,
        training_class=training_class,
        at=at,
        lines=sorted(lines, key=lambda line: (line.staff_number, line.teacher_id)),
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
    """meeting -> teacher -> all that is known of their presence, in three statements."""
    facts: dict[tuple[UUID, UUID], dict[str, object]] = {}
    for check_in in await queries.list_check_ins(session, district_id=district_id, meeting_ids=meeting_ids):
        time = "entered_at" if check_in.phase == Phase.IN else "left_at"
        facts.setdefault((check_in.meeting_id, check_in.teacher_id), {})[time] = check_in.recorded_at
    for leave, decision in await queries.list_leaves(session, district_id=district_id, meeting_ids=meeting_ids):
        if decision is not None and decision.approved:
            facts.setdefault((leave.meeting_id, leave.teacher_id), {})["on_approved_leave"] = True
    for one in await queries.list_latest_corrections(session, district_id=district_id, meeting_ids=meeting_ids):
        facts.setdefault((one.meeting_id, one.teacher_id), {})["correction"] = CorrectionRead(
            correction_id=one.correction_id,
            presence=Presence(one.presence) if one.presence else None,
            minutes=one.minutes,
        )
    known: dict[UUID, dict[UUID, Attended]] = {}
    for (meeting_id, teacher_id), fields in facts.items():
        known.setdefault(meeting_id, {})[teacher_id] = Attended(**fields)  # type: ignore[arg-type]  # gathered above
    return known


async def _demand_listed(session: AsyncSession, *, district_id: int, class_id: UUID, teacher_id: UUID) -> None:
    listed = await queries.map_member_schools(
        session, district_id=district_id, class_id=class_id, teacher_ids=[teacher_id]
    )
    if not listed:
        raise NotOnClassList


def _demand_other(viewer: Viewer, teacher_id: UUID) -> None:
    if viewer.principal.person_id == teacher_id:
        raise OwnCase


def _windows_of(meeting: Meeting) -> Windows:
    return Windows(
        in_opens_at=meeting.in_opens_at,
        in_late_after=meeting.in_late_after,
        in_closes_at=meeting.in_closes_at,
        out_opens_at=meeting.out_opens_at,
        out_early_before=meeting.out_early_before,
        out_closes_at=meeting.out_closes_at,
    )
