"""Leave from a meeting: asked for with a reason and evidence, decided by somebody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance import queries
from services.attendance.errors import LeaveAlreadyDecided, LeaveAlreadyRequested, MeetingCancelled, WasThere
from services.attendance.models import Leave, LeaveDecision, Meeting, TrainingClass
from services.attendance.operations.follow_ups import follow_up_meeting
from services.attendance.operations.packs import find_class_packs
from services.attendance.operations.presence import find_presence
from services.attendance.operations.viewing import demand_listed, demand_other, own_teacher_id, sees_class
from services.attendance.rules import DecidedFor, demand_leave_kind
from services.directory import queries as directory
from services.platform.access import Reach, Viewer
from services.platform.clock import SHANGHAI
from services.platform.errors import NotFound
from services.policy.format import Pack


async def request_leave(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    meeting_id: UUID,
    kind: str | None,
    reason: str,
    evidence: str | None,
    at: datetime,
) -> tuple[Leave, bool]:
    """The teacher's leave from a meeting, and whether it is new; the same request again is the same leave.

    WasThere after the own check-in, or where a person's word says so.
    """
    teacher_id = own_teacher_id(viewer)
    meeting, training_class = await queries.get_meeting(session, district_id=district_id, meeting_id=meeting_id)
    if meeting.cancelled or training_class.cancelled:
        raise MeetingCancelled
    await demand_listed(session, district_id=district_id, class_id=meeting.class_id, teacher_id=teacher_id)
    pack = await find_pack_of(session, training_class=training_class, meeting=meeting, teacher_id=teacher_id)
    if pack is not None:
        demand_leave_kind(pack, kind)
    leave = await queries.insert_leave(
        session,
        district_id=district_id,
        meeting_id=meeting_id,
        teacher_id=teacher_id,
        kind=kind,
        reason=reason,
        evidence=evidence,
        at=at,
    )
    if leave is not None:
        if await find_presence(session, meeting=meeting, teacher_id=teacher_id):
            raise WasThere
        return leave, True
    known = await queries.get_leave_of(session, district_id=district_id, meeting_id=meeting_id, teacher_id=teacher_id)
    if (known.kind, known.reason, known.evidence) != (kind, reason, evidence):
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
    """Approve or refuse a leave, once; the same decision again is the same decision.

    For the class, by who sees all of it; or for the teacher's own school, by its admin: the class sees what was said.
    None is approved for somebody who was there: WasThere.
    """
    leave = await queries.get_leave(session, district_id=district_id, leave_id=leave_id)
    meeting, training_class = await queries.get_meeting(session, district_id=district_id, meeting_id=leave.meeting_id)
    decided_for = DecidedFor.CLASS
    if not sees_class(viewer, training_class):
        schools = await queries.map_member_schools(
            session, district_id=district_id, class_id=training_class.class_id, teacher_ids=[leave.teacher_id]
        )
        viewer.demand(unit_id=schools.get(leave.teacher_id))
        decided_for = DecidedFor.SCHOOL
    demand_other(viewer, leave.teacher_id)
    # Asked before: an approved leave outweighs an earlier "absent".
    was_there = await find_presence(session, meeting=meeting, teacher_id=leave.teacher_id)
    decision = await queries.insert_leave_decision(
        session,
        district_id=district_id,
        leave_id=leave_id,
        approved=approved,
        decided_for=decided_for,
        reason=reason,
        decided_by=viewer.principal.account_id,
        at=at,
    )
    if decision is not None:
        if approved and was_there:
            raise WasThere
        await follow_up_meeting(
            session, meeting=meeting, teacher_ids=[leave.teacher_id], by=viewer.principal.account_id, at=at
        )
        return leave, decision
    decision = await queries.get_leave_decision(session, district_id=district_id, leave_id=leave_id)
    if (decision.approved, decision.reason) != (approved, reason):
        raise LeaveAlreadyDecided
    return leave, decision


async def list_class_leaves(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    class_id: UUID,
    only_open: bool,
    after: UUID | None,
    limit: int,
) -> Sequence[tuple[Leave, LeaveDecision | None]]:
    """The leaves of a class in the order they were asked for: all of them, or those of the own school's people."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    school_id: UUID | None = None
    if not sees_class(viewer, training_class):
        schools = await queries.map_member_schools(session, district_id=district_id, class_id=class_id)
        school_id = next((one for one in schools.values() if viewer.sees(unit_id=one)), None)
        if school_id is None:
            raise NotFound
    found = await queries.page_leaves(
        session,
        district_id=district_id,
        class_id=class_id,
        of_school=school_id,
        only_open=only_open,
        after=after,
        limit=limit,
    )
    return [(leave, decision) for leave, decision, _, _ in found]


@dataclass(frozen=True, slots=True)
class LeaveAsked:
    """A leave with what one must know to decide it: from which meeting of which class, and the teacher's name."""

    leave: Leave
    decision: LeaveDecision | None
    meeting: Meeting
    training_class: TrainingClass
    person: tuple[str, str]
    """Staff number and name."""


async def list_leaves_in_reach(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    only_open: bool,
    after: UUID | None,
    limit: int,
) -> Sequence[LeaveAsked]:
    """Leaves from whatever class as far as the viewer sees, in the order they were asked for.

    One's own; those of classes that one leads; those of the school's classes and of its people elsewhere; all.
    """
    principal = viewer.principal
    found = await queries.page_leaves(
        session,
        district_id=district_id,
        teacher_id=own_teacher_id(viewer) if viewer.reach is Reach.OWN else None,
        seen_by=queries.SeenBy(
            principal.account_id, principal.person_id, principal.unit_id if viewer.reach is Reach.UNIT else None
        )
        if viewer.reach in (Reach.LED, Reach.UNIT)
        else None,
        only_open=only_open,
        after=after,
        limit=limit,
    )
    names = await directory.map_teacher_names(
        session, district_id=district_id, teacher_ids={leave.teacher_id for leave, _, _, _ in found}
    )
    return [
        LeaveAsked(leave, decision, meeting, training_class, names.get(leave.teacher_id, ("", "")))
        for leave, decision, meeting, training_class in found
    ]


async def find_pack_of(
    session: AsyncSession, *, training_class: TrainingClass, meeting: Meeting, teacher_id: UUID
) -> Pack | None:
    """The pack by which a member's presence at a meeting is judged, None where there is none."""
    packs = await find_class_packs(
        session, training_class=training_class, on=meeting.starts_at.astimezone(SHANGHAI).date()
    )
    return None if packs is None else packs.of(teacher_id)[0]
