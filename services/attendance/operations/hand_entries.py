"""Check-ins entered in other people's names: by a helper's device at once, or from paper afterwards."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance import queries
from services.attendance.errors import OwnCase, SeveralOfThatName, TimeToCome, UnknownPerson
from services.attendance.models import Meeting
from services.attendance.operations.check_in import demand_settled, refusal_of
from services.attendance.operations.follow_ups import follow_up_meeting
from services.attendance.operations.viewing import demand_class
from services.attendance.rules import Grade, JudgedScan, Method, Phase, RecordedCheckIn, RefusedScan, Scan
from services.directory import queries as directory
from services.platform.access import Viewer
from services.platform.errors import DomainError, NotFound
from services.platform.ids import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Whom a person at the door names, in one of three ways; `signed_at` is the time written on the paper."""

    teacher_id: UUID | None = None
    staff_number: str | None = None
    name: str | None = None
    signed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What became of one line: the check-in that stands, whether this line made it, or why there is none."""

    teacher_id: UUID | None = None
    check_in: RecordedCheckIn | None = None
    is_first: bool = False
    refusal: DomainError | None = None


async def enter_by_helper(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    meeting_id: UUID,
    phase: Phase,
    roll: int,
    people: Sequence[Named],
    reason: str,
    at: datetime,
) -> list[Entered]:
    """Check people in now whom a trainer or school sees there: judged like a scan of this moment, never oneself."""
    return await _enter(
        session,
        viewer=viewer,
        district_id=district_id,
        meeting_id=meeting_id,
        phase=phase,
        roll=roll,
        people=people,
        method=Method.HELPER,
        reason=reason,
        reference=None,
        at=at,
    )


async def enter_from_paper(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    meeting_id: UUID,
    phase: Phase,
    roll: int,
    people: Sequence[Named],
    reason: str,
    reference: str | None,
    at: datetime,
) -> list[Entered]:
    """Enter a paper list afterwards. A line without a time counts from the beginning (or, leaving, at the end)."""
    return await _enter(
        session,
        viewer=viewer,
        district_id=district_id,
        meeting_id=meeting_id,
        phase=phase,
        roll=roll,
        people=people,
        method=Method.PAPER,
        reason=reason,
        reference=reference,
        at=at,
    )


async def _enter(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    meeting_id: UUID,
    phase: Phase,
    roll: int,
    people: Sequence[Named],
    method: Method,
    reason: str,
    reference: str | None,
    at: datetime,
) -> list[Entered]:
    meeting, training_class = await queries.get_meeting(session, district_id=district_id, meeting_id=meeting_id)
    demand_class(viewer, training_class)
    await demand_settled(session, meeting=meeting, training_class=training_class)
    usual = at if method is Method.HELPER else await _usual_time(session, meeting=meeting, phase=phase, roll=roll)
    found = await _find(session, district_id=district_id, class_id=meeting.class_id, people=people)
    entry = await queries.insert_hand_entry(
        session,
        district_id=district_id,
        entry_id=new_id(),
        meeting_id=meeting_id,
        phase=phase,
        roll=roll,
        method=method,
        entered_by=viewer.principal.account_id,
        entered_at=at,
        reason=reason,
        reference=reference,
    )
    entered: list[Entered | None] = []
    scans: dict[int, JudgedScan] = {}
    for line, (one, who) in enumerate(zip(people, found, strict=True)):
        counts_at = (one.signed_at or usual).astimezone(UTC)
        refusal = who if isinstance(who, DomainError) else None
        if who == viewer.principal.person_id:
            refusal = OwnCase()
        elif counts_at > at:
            refusal = refusal or TimeToCome()
        if refusal is not None or isinstance(who, DomainError):
            entered.append(Entered(teacher_id=None if isinstance(who, DomainError) else who, refusal=refusal))
            continue
        entered.append(None)
        scans[line] = JudgedScan(
            Scan(
                scan_id=new_id(),
                district_id=district_id,
                meeting_id=meeting_id,
                phase=phase,
                roll=roll,
                teacher_id=who,
                code="",
                method=method,
                grade=Grade.VOUCHED if method is Method.HELPER else Grade.PAPER,
                presented_at=at,
                entry_id=entry.entry_id,
            ),
            at=counts_at,
            received_at=None if counts_at == at else at,
        )
    recorded = await _record(session, scans)
    entered_now = {one.teacher_id for one in recorded.values() if one.is_first and one.teacher_id is not None}
    if entered_now:
        await follow_up_meeting(
            session, meeting=meeting, teacher_ids=entered_now, by=viewer.principal.account_id, at=at
        )
    return [one or recorded[line] for line, one in enumerate(entered)]


async def _record(session: AsyncSession, scans: Mapping[int, JudgedScan]) -> dict[int, Entered]:
    # In the order of their keys, as the desk takes them: two who enter the same people do not deadlock.
    lines = sorted(scans, key=lambda line: scans[line].scan.key)
    if not lines:
        return {}
    outcomes = await queries.record_scans(session, [scans[line] for line in lines])
    entered = {}
    for line, outcome in zip(lines, outcomes, strict=True):
        scan = scans[line].scan
        refusal = (
            refusal_of(RefusedScan(reason=outcome.refusal, opens_at=outcome.opens_at, closes_at=outcome.closes_at))
            if outcome.refusal is not None
            else None
        )
        entered[line] = Entered(
            teacher_id=scan.teacher_id,
            check_in=outcome.check_in,
            is_first=outcome.check_in is not None and outcome.check_in.check_in_id == scan.scan_id,
            refusal=refusal,
        )
    return entered


async def _usual_time(session: AsyncSession, *, meeting: Meeting, phase: Phase, roll: int) -> datetime:
    """When somebody signed who wrote no time: they were there from the beginning, or to the end."""
    if phase is not Phase.ROLL:
        return meeting.starts_at if phase is Phase.IN else meeting.ends_at
    called = await queries.list_roll_calls(session, district_id=meeting.district_id, meeting_id=meeting.meeting_id)
    opened = next((one.opens_at for one in called if one.roll == roll), None)
    if opened is None:
        raise NotFound
    return opened


async def _find(
    session: AsyncSession, *, district_id: int, class_id: UUID, people: Sequence[Named]
) -> list[UUID | DomainError]:
    """Who is meant: anybody of the district by id or staff number, a member of the class by name too."""
    members = await queries.map_member_schools(session, district_id=district_id, class_id=class_id)
    asked = {one.teacher_id for one in people if one.teacher_id is not None}
    names = await directory.map_teacher_names(session, district_id=district_id, teacher_ids=[*members, *asked])
    by_number = await directory.map_teachers_by_staff_number(
        session,
        district_id=district_id,
        staff_numbers={one.staff_number for one in people if one.staff_number is not None},
    )
    named = Counter(names[teacher_id][1] for teacher_id in members if teacher_id in names)
    by_name = {names[teacher_id][1]: teacher_id for teacher_id in members if teacher_id in names}

    def meant(one: Named) -> UUID | DomainError:
        if one.name is not None and named[one.name] > 1:
            return SeveralOfThatName()
        found = one.teacher_id if one.teacher_id in names else None
        if one.staff_number is not None:
            found = by_number.get(one.staff_number)
        elif one.name is not None:
            found = by_name.get(one.name)
        return found or UnknownPerson()

    return [meant(one) for one in people]
