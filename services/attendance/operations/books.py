"""The sign-in book: who is expected at a meeting, who is there, and what is known of each."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance import queries
from services.attendance.errors import TooMuchToPrint
from services.attendance.models import (
    Annulment,
    CheckIn,
    Correction,
    Leave,
    LeaveDecision,
    MakeUp,
    MakeUpDecision,
    Meeting,
    SettledMember,
    TrainingClass,
)
from services.attendance.operations.presence import attended_at
from services.attendance.operations.viewing import demand_class, sees_class
from services.attendance.rules import Attended, Grade, Phase, Standing, Windows, standing_of
from services.directory import queries as directory
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.errors import NotFound

# Lines of all meetings of a class that are printed together: some 300 pages.
MOST_LINES = 6_000


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
    entry_grade: Grade | None
    """What the time of coming is proved by; None without one."""
    exit_grade: Grade | None
    rolls: Sequence[int]
    """The numbers of the roll calls that were answered."""
    leave: tuple[Leave, LeaveDecision | None] | None
    make_up: tuple[MakeUp, MakeUpDecision | None] | None
    correction: Correction | None
    annulled: Sequence[tuple[CheckIn, Annulment]]
    """Check-ins that count no more, in the order they came, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInBook:
    """The sign-in book of a meeting at a moment, in the order of staff numbers."""

    meeting: Meeting
    training_class: TrainingClass
    at: datetime
    lines: Sequence[BookLine]
    schools: Mapping[UUID, str] = field(default_factory=dict)
    """The names of schools, where the book is made to be printed."""
    district: str = ""

    @property
    def counts(self) -> dict[str, int]:
        return dict(sorted(Counter(line.standing.value for line in self.lines if line.listed).items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassBook:
    """The sign-in books of all meetings of a class, and what they came to where the class is settled."""

    training_class: TrainingClass
    books: Sequence[SignInBook]
    version: int | None
    settled: Mapping[UUID, SettledMember]


async def read_book(
    session: AsyncSession, *, viewer: Viewer, district_id: int, meeting_id: UUID, at: datetime
) -> SignInBook:
    """The sign-in book as far as the viewer sees: the whole class, the own school's teachers, or oneself."""
    meeting, training_class = await queries.get_meeting(session, district_id=district_id, meeting_id=meeting_id)
    (book,) = await _books(session, viewer=viewer, training_class=training_class, meetings=[meeting], at=at)
    if not book.lines and not sees_class(viewer, training_class):
        raise NotFound
    return book


async def read_book_to_print(
    session: AsyncSession, *, viewer: Viewer, district_id: int, meeting_id: UUID, at: datetime
) -> SignInBook:
    """The same with the names that paper needs, for who sees the whole class."""
    meeting, training_class = await queries.get_meeting(session, district_id=district_id, meeting_id=meeting_id)
    demand_class(viewer, training_class)
    (book,) = await _books(
        session, viewer=viewer, training_class=training_class, meetings=[meeting], at=at, with_names=True
    )
    return book


async def read_class_book(
    session: AsyncSession, *, viewer: Viewer, district_id: int, class_id: UUID, at: datetime
) -> ClassBook:
    """The books of all meetings of a class, to be printed by who sees all of it; TooMuchToPrint beyond a limit."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    demand_class(viewer, training_class)
    meetings = await queries.list_meetings(session, district_id=district_id, class_id=class_id)
    members = await queries.map_member_schools(session, district_id=district_id, class_id=class_id)
    if len(meetings) * len(members) > MOST_LINES:
        raise TooMuchToPrint(most=MOST_LINES)
    settlement = await queries.find_settlement(session, district_id=district_id, class_id=class_id)
    settled: Sequence[SettledMember] = ()
    if settlement is not None:
        settled = await queries.list_settled_members(
            session, district_id=district_id, class_id=class_id, version=settlement.version
        )
    return ClassBook(
        training_class=training_class,
        books=await _books(
            session, viewer=viewer, training_class=training_class, meetings=meetings, at=at, with_names=True
        ),
        version=None if settlement is None else settlement.version,
        settled={member.teacher_id: member for member in settled},
    )


@dataclass(slots=True)
class _Known:
    """What is known of each teacher at one meeting."""

    attended: Mapping[UUID, Attended] = field(default_factory=dict)
    annulled: dict[UUID, list[tuple[CheckIn, Annulment]]] = field(default_factory=dict)
    rolls: dict[UUID, list[int]] = field(default_factory=dict)
    leaves: dict[UUID, tuple[Leave, LeaveDecision | None]] = field(default_factory=dict)
    make_ups: dict[UUID, tuple[MakeUp, MakeUpDecision | None]] = field(default_factory=dict)
    corrections: dict[UUID, Correction] = field(default_factory=dict)


async def _books(
    session: AsyncSession,
    *,
    viewer: Viewer,
    training_class: TrainingClass,
    meetings: Sequence[Meeting],
    at: datetime,
    with_names: bool = False,
) -> list[SignInBook]:
    district_id, class_id = training_class.district_id, training_class.class_id
    schools = await queries.map_member_schools(session, district_id=district_id, class_id=class_id)
    known = await _known_of(session, district_id=district_id, meeting_ids=[one.meeting_id for one in meetings])
    whole = sees_class(viewer, training_class)
    visible: dict[UUID, list[UUID]] = {}
    for meeting in meetings:
        attended = known[meeting.meeting_id].attended
        there = {teacher_id for teacher_id, one in attended.items() if one.entered_at or one.left_at}
        visible[meeting.meeting_id] = [
            teacher_id
            for teacher_id in schools.keys() | there
            if whole or viewer.sees(person_id=teacher_id, unit_id=schools.get(teacher_id))
        ]
    everybody = {teacher_id for some in visible.values() for teacher_id in some}
    schools_of = await _schools_of(session, meetings=meetings, visible=visible, schools=schools)
    names = await directory.map_teacher_names(session, district_id=district_id, teacher_ids=everybody)
    district, school_names = "", {}
    if with_names:
        found = await directory.find_district(session, district_id=district_id)
        district = found.name if found else ""
        school_names = {
            one.school_id: one.name for one in await directory.list_schools(session, district_id=district_id)
        }
    return [
        SignInBook(
            meeting=meeting,
            training_class=training_class,
            at=at,
            lines=sorted(
                (
                    _line(
                        meeting,
                        known[meeting.meeting_id],
                        teacher_id,
                        names=names,
                        schools=schools_of[meeting.meeting_id],
                        listed=teacher_id in schools,
                        at=at,
                    )
                    for teacher_id in visible[meeting.meeting_id]
                ),
                key=lambda line: (line.staff_number, line.teacher_id),
            ),
            schools=school_names,
            district=district,
        )
        for meeting in meetings
    ]


async def _schools_of(
    session: AsyncSession,
    *,
    meetings: Sequence[Meeting],
    visible: Mapping[UUID, Sequence[UUID]],
    schools: Mapping[UUID, UUID],
) -> dict[UUID, dict[UUID, UUID]]:
    """meeting -> teacher -> school: of members as the class list has it, of others where they were on that day."""
    found: dict[UUID, dict[UUID, UUID]] = {}
    for meeting in meetings:
        others = [teacher_id for teacher_id in visible[meeting.meeting_id] if teacher_id not in schools]
        placed = (
            await directory.map_placements(
                session,
                district_id=meeting.district_id,
                teacher_ids=others,
                on=meeting.starts_at.astimezone(SHANGHAI).date(),
            )
            if others
            else {}
        )
        found[meeting.meeting_id] = {**schools, **{teacher_id: one.school_id for teacher_id, one in placed.items()}}
    return found


async def _known_of(session: AsyncSession, *, district_id: int, meeting_ids: Sequence[UUID]) -> dict[UUID, _Known]:
    """meeting -> what is known there, in as many statements for many meetings as for one."""
    attended = await attended_at(session, district_id=district_id, meeting_ids=meeting_ids)
    known = {meeting_id: _Known(attended.get(meeting_id, {})) for meeting_id in meeting_ids}
    for scan in await queries.list_check_ins(session, district_id=district_id, meeting_ids=meeting_ids):
        if scan.phase == Phase.ROLL:
            known[scan.meeting_id].rolls.setdefault(scan.teacher_id, []).append(scan.roll)
    for scan, annulment in await queries.list_annulled(session, district_id=district_id, meeting_ids=meeting_ids):
        known[scan.meeting_id].annulled.setdefault(scan.teacher_id, []).append((scan, annulment))
    for leave, decided in await queries.list_leaves(session, district_id=district_id, meeting_ids=meeting_ids):
        known[leave.meeting_id].leaves[leave.teacher_id] = leave, decided
    for make_up, said in await queries.list_make_ups(session, district_id=district_id, meeting_ids=meeting_ids):
        known[make_up.meeting_id].make_ups[make_up.teacher_id] = make_up, said
    for word in await queries.list_latest_corrections(session, district_id=district_id, meeting_ids=meeting_ids):
        known[word.meeting_id].corrections[word.teacher_id] = word
    return known


def _line(
    meeting: Meeting,
    known: _Known,
    teacher_id: UUID,
    *,
    names: Mapping[UUID, tuple[str, str]],
    schools: Mapping[UUID, UUID],
    listed: bool,
    at: datetime,
) -> BookLine:
    attended = known.attended.get(teacher_id, Attended())
    staff_number, name = names.get(teacher_id, ("", ""))
    return BookLine(
        teacher_id=teacher_id,
        staff_number=staff_number,
        name=name,
        school_id=schools.get(teacher_id),
        listed=listed,
        standing=standing_of(windows_of_meeting(meeting), attended, at=at),
        entered_at=attended.entered_at,
        left_at=attended.left_at,
        entry_grade=attended.entry_grade,
        exit_grade=attended.exit_grade,
        rolls=sorted(known.rolls.get(teacher_id, ())),
        leave=known.leaves.get(teacher_id),
        make_up=known.make_ups.get(teacher_id),
        correction=known.corrections.get(teacher_id),
        annulled=known.annulled.get(teacher_id, ()),
    )


def windows_of_meeting(meeting: Meeting) -> Windows:
    """The times of a meeting by which its scans are judged."""
    return Windows(
        in_opens_at=meeting.in_opens_at,
        in_late_after=meeting.in_late_after,
        in_closes_at=meeting.in_closes_at,
        out_opens_at=meeting.out_opens_at,
        out_early_before=meeting.out_early_before,
        out_closes_at=meeting.out_closes_at,
    )
