"""Checking in and out, the codes that the screen shows, and the tickets by which phones come."""

from collections.abc import Sequence
from datetime import datetime
from typing import NoReturn
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance import queries
from services.attendance.errors import CheckInClosed, ClassCancelled, CodeInvalid, MeetingCancelled
from services.attendance.operations.desk import Answered, Desk
from services.attendance.operations.viewing import demand_class, own_teacher_id
from services.attendance.rules import (
    LIFETIME,
    Codes,
    Phase,
    Refusal,
    RefusedScan,
    RotatingCode,
    Scan,
    Ticket,
    demand_fixed,
)
from services.directory import queries as directory
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.errors import Unauthenticated
from services.platform.ids import new_id
from services.policy.format import Terms, stored


async def list_codes(
    session: AsyncSession,
    codes: Codes,
    *,
    viewer: Viewer,
    district_id: int,
    meeting_id: UUID,
    phase: Phase,
    at: datetime,
) -> Sequence[RotatingCode]:
    """The code of now and the next ones, for who shows the screen.

    NotFixed where the pack of the class has a sign-in rule and the meeting lacks what it asks for.
    """
    meeting, training_class = await queries.get_meeting(session, district_id=district_id, meeting_id=meeting_id)
    demand_class(viewer, training_class)
    if meeting.cancelled or training_class.cancelled:
        raise MeetingCancelled
    assigned = await directory.find_assigned_pack(
        session,
        district_id=district_id,
        on=meeting.starts_at.astimezone(SHANGHAI).date(),
        school_id=training_class.school_id,
    )
    if assigned is not None:
        demand_fixed(
            stored(assigned.content, content_hash=assigned.content_hash),
            terms=Terms(parameters=assigned.parameters, switches=assigned.switches),
            program=training_class.program or {"mode": training_class.mode},
            place=meeting.place,
            speaker=meeting.speaker,
            topic=meeting.topic,
        )
    return codes.codes_from(at, district_id=district_id, meeting_id=meeting_id, phase=phase)


async def open_ticket(
    session: AsyncSession, *, viewer: Viewer, district_id: int, class_id: UUID, real_at: datetime
) -> Ticket:
    """A ticket to a class for the asking teacher; whether they are on its list is the settlement's question."""
    teacher_id = own_teacher_id(viewer)
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    if training_class.cancelled:
        raise ClassCancelled
    return Ticket(district_id, viewer.principal.account_id, teacher_id, class_id, real_at + LIFETIME)


async def check_in(
    desk: Desk,
    *,
    viewer: Viewer,
    district_id: int,
    meeting_id: UUID,
    phase: Phase,
    code: str,
    device_at: datetime | None,
    ticket_class_id: UUID | None,
    real_at: datetime,
) -> Answered:
    """The one check-in of the asking teacher at a meeting and phase, committed; a refused scan is kept, and why."""
    outcome = await desk.hand_in(
        Scan(
            scan_id=new_id(),
            district_id=district_id,
            meeting_id=meeting_id,
            phase=phase,
            teacher_id=own_teacher_id(viewer),
            code=code,
            method="CODE",
            presented_at=real_at,
            device_at=device_at,
            ticket_class_id=ticket_class_id,
        )
    )
    if isinstance(outcome, RefusedScan):
        _refuse(outcome)
    return outcome


def _refuse(refused: RefusedScan) -> NoReturn:
    """Say why, as far as who holds a code may know it."""
    if refused.reason is Refusal.OUTSIDE_WINDOW and refused.opens_at is not None and refused.closes_at is not None:
        raise CheckInClosed(
            opens_at=refused.opens_at.astimezone(SHANGHAI).isoformat(),
            closes_at=refused.closes_at.astimezone(SHANGHAI).isoformat(),
        )
    if refused.reason is Refusal.CLASS_CANCELLED:
        raise MeetingCancelled
    if refused.reason is Refusal.WRONG_TICKET:
        raise Unauthenticated
    raise CodeInvalid
