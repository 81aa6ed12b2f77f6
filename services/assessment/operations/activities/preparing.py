"""What an activity comes to before anything is written: who stood where, what each files, what counts, what lacked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import NotARecorder, PaperOutOfReach, PlanUnusable
from services.assessment.models import Activity, Record
from services.assessment.operations.claims.places import Placed, place
from services.assessment.operations.judging import read_packs
from services.assessment.rules import (
    Advice,
    Counting,
    Filing,
    Logged,
    PackInForce,
    PlanKept,
    Taking,
    advice_on,
    demand_logged,
    facts_of_person,
    facts_of_school,
    filings_of,
    knows_activity,
    unknown_activity,
)
from services.directory import queries as directory
from services.directory.errors import PackNotAssigned
from services.platform.access import Reach, Viewer
from services.platform.clock import SHANGHAI
from services.platform.errors import DomainError, NotFound, Unprocessable
from services.platform.files import get_files


@dataclass(frozen=True, slots=True)
class Recorder:
    """For which school somebody logs, and the unit that held the activity."""

    school_id: UUID
    unit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One participant with where they stood and what they file."""

    taking: Taking
    school_id: UUID
    pack: PackInForce
    filing: Filing
    counted: tuple[Counting, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """An activity as it will be written."""

    recorder: Recorder
    parts: tuple[Part, ...]
    of_school: tuple[Counting, ...]
    pack: PackInForce
    advice: tuple[Advice, ...]
    plan: PlanKept | None


async def recorder_for(
    session: AsyncSession,
    *,
    district_id: int,
    school_id: UUID | None,
    unit_id: UUID | None,
    viewer: Viewer,
    at: datetime,
) -> Recorder:
    """The school for itself, the district for any, a teacher as the head of the unit that held the activity."""
    principal = viewer.principal
    if viewer.reach is Reach.OWN:
        if principal.person_id is None:
            raise NotARecorder
        today = at.astimezone(SHANGHAI).date()
        found = await directory.map_snapshots(
            session, district_id=district_id, teacher_ids=[principal.person_id], on=today
        )
        if not found or school_id not in (None, found[principal.person_id].school_id):
            raise NotARecorder
        school_id = found[principal.person_id].school_id
    school_id = school_id or viewer.only_unit()
    if school_id is None:
        raise Unprocessable(reason="school_id")
    if viewer.reach is not Reach.OWN:
        viewer.demand(unit_id=school_id)
    schools = {school.school_id for school in await directory.list_schools(session, district_id=district_id)}
    if school_id not in schools:
        raise NotFound
    unit = None
    if unit_id is not None:
        units = await directory.list_units(session, district_id=district_id, school_id=school_id)
        unit = next((one for one in units if one.unit_id == unit_id and not one.annulled), None)
        if unit is None:
            raise NotFound
    if viewer.reach is Reach.OWN and (unit is None or unit.head_id != principal.person_id):
        raise NotARecorder
    return Recorder(school_id, None if unit is None else unit.name)


async def prepare(
    session: AsyncSession, *, district_id: int, recorder: Recorder, logged: Logged, viewer: Viewer, at: datetime
) -> Prepared:
    """Everything that is refused about an activity is refused here."""
    demand_logged(logged, at=at)
    day = logged.last_on
    placed = await place(
        session, district_id=district_id, wanted=[(taking.teacher_id, day) for taking in logged.participants], at=at
    )
    people = _stood(logged, placed)
    pack = await _pack_of_school(session, district_id=district_id, recorder=recorder, logged=logged)
    if pack is None and people:
        pack = people[0][1].force
    if pack is None:
        raise PackNotAssigned(on=day)
    if not any(knows_activity(force.pack, logged) for force in (pack, *(stood.force for _, stood in people))):
        raise unknown_activity(pack.pack, logged)
    await _demand_files(session, district_id=district_id, recorder=recorder, logged=logged, viewer=viewer)
    plan = await _plan(session, district_id=district_id, recorder=recorder, logged=logged)
    calendar = await directory.load_calendar(session, district_id=district_id, school_id=recorder.school_id)
    return Prepared(
        recorder=recorder,
        parts=tuple(_part(taking, stood, logged) for taking, stood in people),
        of_school=facts_of_school(pack.pack, logged),
        pack=pack,
        advice=advice_on(pack, logged, plan=plan, calendar=calendar),
        plan=plan,
    )


def _stood(logged: Logged, placed: Sequence[Placed | DomainError]) -> list[tuple[Taking, Placed]]:
    people = []
    for taking, found in zip(logged.participants, placed, strict=True):
        if isinstance(found, DomainError):
            raise found
        people.append((taking, found))
    return people


def _part(taking: Taking, stood: Placed, logged: Logged) -> Part:
    (filing,) = filings_of(stood.force.pack, logged, [taking])
    # What the part files says what it is, where no choice is left.
    known = replace(taking, kind=filing.kinds[0]) if len(filing.kinds) == 1 else taking
    return Part(
        taking=taking,
        school_id=stood.school_id,
        pack=stood.force,
        filing=filing,
        counted=facts_of_person(stood.force.pack, logged, known),
    )


async def _pack_of_school(
    session: AsyncSession, *, district_id: int, recorder: Recorder, logged: Logged
) -> PackInForce | None:
    assignments = await directory.load_assignments(session, district_id=district_id)
    assigned = assignments.in_force(logged.last_on, school_id=recorder.school_id)
    if assigned is None:
        return None
    read = await read_packs(session, district_id=district_id, assigned=[assigned])
    return read[assigned.assignment_id, assigned.revision]


async def _demand_files(
    session: AsyncSession, *, district_id: int, recorder: Recorder, logged: Logged, viewer: Viewer
) -> None:
    """Papers name files of who logs, of the school, or of somebody who took part."""
    named = {paper.file_id for paper in logged.papers if paper.file_id is not None}
    if not named:
        return
    files = await get_files(session, district_id=district_id, file_ids=list(named))
    people = {taking.teacher_id for taking in logged.participants}
    for item, paper in enumerate(logged.papers, start=1):
        if paper.file_id is None:
            continue
        file = files[paper.file_id]
        own = file.account_id == viewer.principal.account_id
        of_school = file.person_id is None and file.school_id == recorder.school_id
        if not (own or of_school or file.person_id in people):
            raise PaperOutOfReach(item=item)


async def _plan(session: AsyncSession, *, district_id: int, recorder: Recorder, logged: Logged) -> PlanKept | None:
    if logged.plan_id is None:
        return None
    record: Record | None = await queries.find_record(session, district_id=district_id, record_id=logged.plan_id)
    if record is None or record.retracted_at is not None or record.school_id != recorder.school_id:
        raise PlanUnusable
    return PlanKept(kind=record.kind, on=record.held_on, title=record.title)


def counted_by(prepared: Prepared) -> Mapping[tuple[UUID | None, str, str], tuple[UUID, PackInForce]]:
    """(teacher or None, fact, role) -> school and pack of everything that the activity records."""
    found: dict[tuple[UUID | None, str, str], tuple[UUID, PackInForce]] = {
        (part.taking.teacher_id, one.kind, one.role): (part.school_id, part.pack)
        for part in prepared.parts
        for one in part.counted
    }
    for one in prepared.of_school:
        found[None, one.kind, one.role] = (prepared.recorder.school_id, prepared.pack)
    return found


def recorded_within(viewer: Viewer, activity: Activity) -> bool:
    """Whether an activity is the viewer's to correct: logged by the account, or of the school or district."""
    return activity.recorded_by == viewer.principal.account_id or viewer.sees(unit_id=activity.school_id)
