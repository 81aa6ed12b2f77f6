"""Records: what was done, held or kept is entered in batches by schools and the district, and taken back by them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import RecordRetracted, TeacherNotInPost
from services.assessment.models import Record
from services.assessment.operations.reach import scope_of
from services.assessment.rules import KeptRecord, demand_kind, demand_sound
from services.contracts import RecordsKept, RecordState
from services.directory import queries as directory
from services.directory.errors import PackNotAssigned
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.errors import NotFound
from services.platform.ids import new_id
from services.platform.outbox import publish
from services.policy.facts import Appointment, Teacher


async def keep_records(
    session: AsyncSession, *, district_id: int, records: Sequence[KeptRecord], viewer: Viewer, at: datetime
) -> Sequence[Record]:
    """Enter all of these or none: each of a kind that the pack in force on its day knows, of somebody within reach."""
    demand_sound(records, today=at.astimezone(SHANGHAI).date())
    placed = await _placed(session, district_id=district_id, records=records, viewer=viewer)
    await _demand_classes(session, district_id=district_id, records=records, viewer=viewer)
    assignments = await directory.load_assignments(session, district_id=district_id)
    governing = []
    for record, (school_id, held) in zip(records, placed, strict=True):
        assigned = assignments.in_force(
            record.on, school_id=school_id, stage=held.stage if held else None, post=held.post if held else None
        )
        if assigned is None:
            raise PackNotAssigned(on=record.on)
        governing.append(assigned)
    packs = await directory.load_packs(session, district_id=district_id, assigned=governing)
    for item, (record, assigned) in enumerate(zip(records, governing, strict=True), start=1):
        demand_kind(packs.of(assigned), record, item=item)
    kept = await queries.insert_records(
        session,
        district_id=district_id,
        records=[
            {
                "record_id": new_id(),
                "revision": 1,
                "kind": record.kind,
                "held_on": record.on,
                "amount": record.amount,
                "teacher_id": record.teacher_id,
                "school_id": school_id,
                "unit": record.unit,
                "event": record.event,
                "class_id": record.class_id,
                "role": record.role,
                "level": record.level,
                "result": record.result,
                "tags": sorted(set(record.tags)),
                "title": record.title,
                "recorded_by": viewer.principal.account_id,
                "recorded_at": at,
            }
            for record, (school_id, _) in zip(records, placed, strict=True)
        ],
    )
    await say_records(session, district_id=district_id, records=kept)
    return kept


async def retract_record(
    session: AsyncSession, *, district_id: int, record_id: UUID, reason: str, viewer: Viewer, at: datetime
) -> Record:
    """Take a record back for good. The same retraction again changes nothing."""
    record = await queries.lock_record(session, district_id=district_id, record_id=record_id)
    viewer.demand(unit_id=record.school_id)
    if record.retraction_reason is not None:
        if record.retraction_reason != reason:
            raise RecordRetracted
        return record
    record.revision += 1
    record.retracted_by = viewer.principal.account_id
    record.retracted_at = at
    record.retraction_reason = reason
    await session.flush()
    await say_records(session, district_id=district_id, records=[record])
    return record


async def list_records(
    session: AsyncSession,
    *,
    district_id: int,
    teacher_id: UUID | None,
    school_id: UUID | None,
    kind: str | None,
    since: date | None,
    until: date | None,
    viewer: Viewer,
    after: UUID | None,
    limit: int,
) -> Sequence[Record]:
    """Records within reach: teachers see their own, schools those of the school and of who was there on the day."""
    return await queries.list_records(
        session,
        district_id=district_id,
        scope=scope_of(viewer),
        teacher_id=teacher_id,
        school_id=school_id,
        kind=kind,
        since=since,
        until=until,
        after=after,
        limit=limit,
    )


async def _placed(
    session: AsyncSession, *, district_id: int, records: Sequence[KeptRecord], viewer: Viewer
) -> list[tuple[UUID, Appointment | None]]:
    """Of each record the school it belongs to, and where its teacher stood on the day; out of reach is NotFound."""
    named = {record.teacher_id for record in records if record.teacher_id is not None}
    timelines: Mapping[UUID, Teacher] = {}
    if named:
        timelines = await directory.load_timelines(session, district_id=district_id, teacher_ids=named)
    schools = {school.school_id for school in await directory.list_schools(session, district_id=district_id)}
    placed: list[tuple[UUID, Appointment | None]] = []
    for record in records:
        held = None
        school_id = record.school_id
        if record.teacher_id is not None:
            timeline = timelines.get(record.teacher_id)
            if timeline is None:
                raise NotFound
            held = _held_on(timeline, record.on)
            if held is None:
                raise TeacherNotInPost(on=record.on)
            school_id = UUID(held.school_id)
        if school_id is None or school_id not in schools:
            raise NotFound
        viewer.demand(unit_id=school_id)
        placed.append((school_id, held))
    return placed


async def _demand_classes(
    session: AsyncSession, *, district_id: int, records: Sequence[KeptRecord], viewer: Viewer
) -> None:
    """Documents of a class are entered by who answers for it, or anybody could complete its archive."""
    class_ids = {one.class_id for one in records if one.class_id is not None and one.teacher_id is None}
    schools = await queries.map_schools_of_classes(session, district_id=district_id, class_ids=class_ids)
    for class_id in class_ids:
        if class_id not in schools:
            raise NotFound
        viewer.demand(unit_id=schools[class_id])


def _held_on(teacher: Teacher, day: date) -> Appointment | None:
    for held in teacher.appointments:
        if held.valid_from <= day and (held.valid_to is None or day <= held.valid_to):
            return held
    return None


async def say_records(session: AsyncSession, *, district_id: int, records: Sequence[Record]) -> None:
    """Say aloud how these records stand, at most 100."""
    await publish(session, RecordsKept(district_id=district_id, members=tuple(_state(record) for record in records)))


def _state(record: Record) -> RecordState:
    return RecordState(
        record_id=record.record_id,
        revision=record.revision,
        retracted=record.retracted_at is not None,
        kind=record.kind,
        on=record.held_on,
        amount=record.amount,
        teacher_id=record.teacher_id,
        school_id=record.school_id,
        unit=record.unit,
        event=record.event,
        class_id=record.class_id,
        role=record.role,
        level=record.level,
        result=record.result,
        tags=tuple(record.tags),
        title=record.title,
    )
