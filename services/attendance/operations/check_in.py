"""Checking in and out, the codes that the screen shows, and the tickets by which phones come."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance import queries
from services.attendance.errors import (
    CheckInAnnulled,
    CheckInClosed,
    ClassCancelled,
    CodeInvalid,
    MeetingCancelled,
    TriesUsedUp,
)
from services.attendance.models import Meeting, TrainingClass
from services.attendance.operations.desk import Answered, Desk
from services.attendance.operations.packs import find_class_packs
from services.attendance.operations.viewing import demand_class, own_teacher_id
from services.attendance.rules import (
    LIFETIME,
    Codes,
    Devices,
    ExchangedScan,
    ExchangedScans,
    Grade,
    Method,
    Phase,
    Position,
    Refusal,
    RefusedScan,
    RotatingCode,
    Scan,
    Ticket,
    demand_fixed,
)
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.errors import DomainError, NotFound, Unauthenticated
from services.platform.ids import new_id


async def list_codes(
    session: AsyncSession,
    codes: Codes,
    *,
    viewer: Viewer,
    district_id: int,
    meeting_id: UUID,
    phase: Phase,
    roll: int,
    at: datetime,
) -> Sequence[RotatingCode]:
    """The code of now and the next ones, for who shows the screen; refused as opening the screen is."""
    await open_screen(
        session, viewer=viewer, district_id=district_id, meeting_id=meeting_id, phase=phase, roll=roll, at=at
    )
    return codes.codes_from(at, district_id=district_id, meeting_id=meeting_id, phase=phase, roll=roll)


async def open_screen(
    session: AsyncSession, *, viewer: Viewer, district_id: int, meeting_id: UUID, phase: Phase, roll: int, at: datetime
) -> datetime:
    """Until when a meeting takes scans of a phase, for who may show its codes; CheckInClosed after that.

    NotFixed where the pack of the class has a sign-in rule and the meeting lacks what it asks for.
    """
    meeting, training_class = await queries.get_meeting(session, district_id=district_id, meeting_id=meeting_id)
    demand_class(viewer, training_class)
    await demand_settled(session, meeting=meeting, training_class=training_class)
    opens_at, closes_at = await _window_of(session, meeting=meeting, phase=phase, roll=roll)
    if at > closes_at:
        # Every phone would be refused with such a code.
        raise CheckInClosed(opens_at=opens_at, closes_at=closes_at)
    return closes_at


async def _window_of(session: AsyncSession, *, meeting: Meeting, phase: Phase, roll: int) -> tuple[datetime, datetime]:
    if phase is Phase.IN:
        return meeting.in_opens_at, meeting.in_closes_at
    if phase is Phase.OUT:
        return meeting.out_opens_at, meeting.out_closes_at
    called = await queries.list_roll_calls(session, district_id=meeting.district_id, meeting_id=meeting.meeting_id)
    for one in called:
        if one.roll == roll:
            return one.opens_at, one.closes_at
    raise NotFound


async def demand_settled(session: AsyncSession, *, meeting: Meeting, training_class: TrainingClass) -> None:
    """Refuse a meeting that is cancelled, or lacks what a sign-in rule of its pack asks for: nobody signs in there."""
    if meeting.cancelled or training_class.cancelled:
        raise MeetingCancelled
    packs = await find_class_packs(
        session, training_class=training_class, on=meeting.starts_at.astimezone(SHANGHAI).date()
    )
    if packs is not None:
        demand_fixed(
            packs.packs.of(packs.of_class),
            terms=packs.of_class.terms,
            program=training_class.program or {"mode": training_class.mode},
            place=meeting.place,
            speaker=meeting.speaker,
            topic=meeting.topic,
        )


def exchange_scan(
    codes: Codes, devices: Devices, *, district_id: int, code: str, device: str | None, at: datetime, real_at: datetime
) -> ExchangedScan:
    """What a phone saw before its owner had logged in; nothing is asked of the database."""
    read = codes.read(code, district_id=district_id, at=at)
    if isinstance(read, Refusal):
        raise CodeInvalid
    return ExchangedScan(
        exchange_id=new_id(),
        district_id=district_id,
        meeting_id=read.meeting_id,
        phase=read.phase,
        roll=read.roll,
        code_age=read.age_seconds,
        scanned_at=at,
        expires_at=real_at + LIFETIME,
        device_hash=None if device is None else devices.hash_of(device, district_id=district_id),
    )


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
    exchanged_scans: ExchangedScans,
    devices: Devices,
    *,
    viewer: Viewer,
    district_id: int,
    meeting_id: UUID,
    phase: Phase,
    roll: int = 0,
    code: str | None,
    number: str | None,
    exchanged: str | None,
    device: str | None,
    position: Position | None,
    device_at: datetime | None,
    ticket_class_id: UUID | None,
    real_at: datetime,
) -> Answered:
    """The one check-in of the asking teacher at a meeting and phase, committed; a refused scan is kept, and why.

    One of `code` (scanned), `number` (typed) and `exchanged` (scanned before the login) shows that they are there.
    """
    seen: ExchangedScan | Refusal | None = None
    if exchanged is not None:
        seen = exchanged_scans.judge(
            exchanged, district_id=district_id, meeting_id=meeting_id, phase=phase, roll=roll, real_at=real_at
        )
    earlier = seen if isinstance(seen, ExchangedScan) else None
    device_hash = devices.hash_of(device, district_id=district_id) if device is not None else None
    outcome = await desk.hand_in(
        Scan(
            scan_id=new_id(),
            district_id=district_id,
            meeting_id=meeting_id,
            phase=phase,
            roll=roll,
            teacher_id=own_teacher_id(viewer),
            code=code or number or "",
            method=Method.CODE if number is None else Method.NUMBER,
            grade=Grade.SCANNED if number is None else Grade.TYPED,
            presented_at=real_at,
            # As the table gives it back, so that asking again gives the same answer to the letter.
            device_at=device_at.astimezone(UTC) if device_at else None,
            ticket_class_id=ticket_class_id,
            exchanged=earlier,
            refusal=seen if isinstance(seen, Refusal) else None,
            position=position,
            # The phone that was in the room counts, not the one on which its owner logged in.
            device_hash=earlier.device_hash if earlier else device_hash,
        )
    )
    if isinstance(outcome, RefusedScan):
        raise refusal_of(outcome)
    return outcome


def refusal_of(refused: RefusedScan) -> DomainError:
    """Why, as far as who holds a code may know it."""
    if refused.reason is Refusal.OUTSIDE_WINDOW and refused.opens_at is not None and refused.closes_at is not None:
        return CheckInClosed(
            opens_at=refused.opens_at,
            closes_at=refused.closes_at,
        )
    if refused.reason is Refusal.CLASS_CANCELLED:
        return MeetingCancelled()
    if refused.reason is Refusal.TRIES_USED_UP:
        return TriesUsedUp()
    if refused.reason is Refusal.ANNULLED_SINCE:
        return CheckInAnnulled()
    return Unauthenticated() if refused.reason is Refusal.WRONG_TICKET else CodeInvalid()
