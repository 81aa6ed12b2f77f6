"""Who was enrolled and never came: a fact from attendance, which people may excuse; nothing follows of itself.

A later settlement that says otherwise takes the fact back by a further row.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import SettledMember
from services.directory import queries as directory
from services.platform.access import Reach, Viewer
from services.platform.errors import Forbidden, NotFound
from services.registration import queries, rules
from services.registration.errors import NotAbsent, OwnAbsence
from services.registration.models import Absence, AbsenceExcuse
from services.registration.queries import ListedAbsence


@dataclass(frozen=True, slots=True)
class Absences:
    """No-shows with the staff numbers and names of their teachers."""

    rows: Sequence[ListedAbsence]
    names: Mapping[UUID, tuple[str, str]]


async def keep_absences(
    session: AsyncSession, *, district_id: int, class_id: UUID, members: Sequence[SettledMember], at: datetime
) -> None:
    """Note who never came to a settled class though he held a place, without approved leave; and who did after all.

    What is older than what is known changes nothing. Somebody of whose place nothing is known here is left out.
    """
    teacher_ids = [member.teacher_id for member in members]
    known = await queries.map_latest_absences(
        session, district_id=district_id, class_id=class_id, teacher_ids=teacher_ids
    )
    enrolments = await queries.map_last_enrolments(
        session, district_id=district_id, class_id=class_id, teacher_ids=teacher_ids
    )
    ends = {
        meeting.meeting_id: meeting.ends_at
        for meeting in await queries.list_meetings(session, district_id=district_id, class_id=class_id)
    }
    noted: list[Absence] = []
    first_days: dict[UUID, date] = {}
    for member in members:
        before, enrolment = known.get(member.teacher_id), enrolments.get(member.teacher_id)
        if enrolment is None or (before is not None and before.revision >= member.revision):
            continue
        missed = rules.meetings_missed(
            [
                (day.meeting_id, day.on, day.state)
                for day in member.days
                # Who took a colleague's seat half-way could not come to what was over by then.
                if enrolment.confirmed_at is None
                or day.meeting_id not in ends
                or ends[day.meeting_id] > enrolment.confirmed_at
            ]
        )
        if before is None and not missed:
            continue
        if missed:
            first_days[member.teacher_id] = min(on for _, on in missed)
        noted.append(
            Absence(
                district_id=district_id,
                class_id=class_id,
                teacher_id=member.teacher_id,
                revision=member.revision,
                enrolment_id=enrolment.enrolment_id,
                school_id=enrolment.school_id if before is None else before.school_id,
                no_show=bool(missed),
                meetings=[{"meeting_id": str(meeting_id), "on": on.isoformat()} for meeting_id, on in missed],
                noted_at=at,
            )
        )
    await _place(session, district_id=district_id, noted=noted, first_days=first_days)
    await queries.insert_absences(session, noted)


async def _place(
    session: AsyncSession, *, district_id: int, noted: Sequence[Absence], first_days: Mapping[UUID, date]
) -> None:
    """A no-show stands with the school where the teacher was on the first day that he missed (rules 1.11)."""
    by_day: defaultdict[date, list[UUID]] = defaultdict(list)
    for teacher_id, day in first_days.items():
        by_day[day].append(teacher_id)
    schools = {
        teacher_id: snapshot.school_id
        for day, teacher_ids in sorted(by_day.items())
        for teacher_id, snapshot in (
            await directory.map_snapshots(session, district_id=district_id, teacher_ids=teacher_ids, on=day)
        ).items()
    }
    for absence in noted:
        absence.school_id = schools.get(absence.teacher_id, absence.school_id)


async def list_absences(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID | None,
    school_id: UUID | None,
    after: UUID | None,
    limit: int,
    viewer: Viewer,
) -> Absences:
    """No-shows that stand: of the district, of one's own school's people, or one's own."""
    teacher_id = None
    if viewer.reach is Reach.UNIT:
        school_id = viewer.only_unit()
    elif viewer.reach is Reach.OWN:
        teacher_id, school_id = viewer.principal.person_id, None
        if teacher_id is None:
            raise Forbidden
    rows = await queries.list_no_shows(
        session,
        district_id=district_id,
        class_id=class_id,
        school_id=school_id,
        teacher_id=teacher_id,
        after=after,
        limit=limit,
    )
    names = await directory.map_teacher_names(
        session, district_id=district_id, teacher_ids=[row.absence.teacher_id for row in rows]
    )
    return Absences(rows, names)


async def excuse_absence(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    teacher_id: UUID,
    excused: bool,
    reason: str,
    viewer: Viewer,
    at: datetime,
) -> tuple[Absence, Sequence[AbsenceExcuse]]:
    """Excuse a no-show or take the excuse back, with a reason; saying the same again changes nothing."""
    await queries.lock_class(session, district_id=district_id, class_id=class_id)
    known = await queries.map_latest_absences(
        session, district_id=district_id, class_id=class_id, teacher_ids=[teacher_id]
    )
    absence = known.get(teacher_id)
    if absence is None:
        raise NotFound
    viewer.demand(unit_id=absence.school_id)
    if not absence.no_show:
        raise NotAbsent
    if viewer.principal.person_id == teacher_id:
        raise OwnAbsence
    excuses = list(
        await queries.list_excuses(session, district_id=district_id, class_id=class_id, teacher_id=teacher_id)
    )
    if (excuses[-1].excused if excuses else False) is not excused:
        excuses.append(
            await queries.insert_excuse(
                session,
                AbsenceExcuse(
                    district_id=district_id,
                    class_id=class_id,
                    teacher_id=teacher_id,
                    step=len(excuses) + 1,
                    excused=excused,
                    reason=reason,
                    decided_by=viewer.principal.account_id,
                    decided_at=at,
                ),
            )
        )
    return absence, excuses
