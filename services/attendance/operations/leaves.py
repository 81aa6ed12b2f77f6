"""Leave from a meeting: asked for with a reason and evidence, decided by somebody else."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance import queries
from services.attendance.errors import LeaveAlreadyDecided, LeaveAlreadyRequested, MeetingCancelled
from services.attendance.models import Leave, LeaveDecision, Meeting, TrainingClass
from services.attendance.operations.follow_ups import follow_up
from services.attendance.operations.packs import find_class_packs
from services.attendance.operations.viewing import demand_class, demand_listed, demand_other, own_teacher_id
from services.attendance.rules import demand_leave_kind
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
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
    """The teacher's leave from a meeting, and whether it is new; the same request again is the same leave."""
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
    """Approve or refuse a leave, once; the same decision again is the same decision."""
    leave = await queries.get_leave(session, district_id=district_id, leave_id=leave_id)
    _, training_class = await queries.get_meeting(session, district_id=district_id, meeting_id=leave.meeting_id)
    demand_class(viewer, training_class)
    demand_other(viewer, leave.teacher_id)
    decision = await queries.insert_leave_decision(
        session,
        district_id=district_id,
        leave_id=leave_id,
        approved=approved,
        reason=reason,
        decided_by=viewer.principal.account_id,
        at=at,
    )
    if decision is not None:
        await follow_up(
            session,
            district_id=district_id,
            class_ids=[training_class.class_id],
            by=viewer.principal.account_id,
            at=at,
        )
        return leave, decision
    decision = await queries.get_leave_decision(session, district_id=district_id, leave_id=leave_id)
    if (decision.approved, decision.reason) != (approved, reason):
        raise LeaveAlreadyDecided
    return leave, decision


async def list_class_leaves(
    session: AsyncSession, *, viewer: Viewer, district_id: int, class_id: UUID, only_open: bool
) -> Sequence[tuple[Leave, LeaveDecision | None]]:
    """The leaves of a class in the order they were asked for, for who decides them."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    demand_class(viewer, training_class)
    return await queries.list_leaves_of_class(session, district_id=district_id, class_id=class_id, only_open=only_open)


async def find_pack_of(
    session: AsyncSession, *, training_class: TrainingClass, meeting: Meeting, teacher_id: UUID
) -> Pack | None:
    """The pack by which a member's presence at a meeting is judged, None where there is none."""
    packs = await find_class_packs(
        session, training_class=training_class, on=meeting.starts_at.astimezone(SHANGHAI).date()
    )
    return None if packs is None else packs.of(teacher_id)[0]
