"""Lists of enrolments, of a class or of a teacher, with names and with what was overridden."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.platform.access import Reach, Viewer
from services.platform.clock import SHANGHAI
from services.platform.errors import NotFound
from services.registration import queries, rules
from services.registration.models import EligibilityOverride, Pool
from services.registration.operations.places import Places, awaited
from services.registration.queries import ListedEnrolment
from services.registration.rules import WaitingReason


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of enrolments with the staff numbers and names of its teachers, what was overridden for whom, and why
    who waits has no place yet.
    """

    rows: Sequence[ListedEnrolment]
    names: Mapping[UUID, tuple[str, str]]
    overrides: Mapping[UUID, Sequence[EligibilityOverride]]
    waiting_reasons: Mapping[UUID, WaitingReason]


async def list_class_enrolments(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    status: str | None,
    after: UUID | None,
    limit: int,
    viewer: Viewer,
    at: datetime,
) -> Listing:
    """The list of a class with staff numbers and names; a school sees its own teachers, and all in its own class."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    school_id = None
    if not viewer.sees(unit_id=training_class.school_id, led_by=frozenset(training_class.leader_ids)):
        if viewer.reach is not Reach.UNIT:
            raise NotFound
        school_id = viewer.only_unit()
    listed = await queries.list_class_enrolments(
        session,
        district_id=district_id,
        class_id=class_id,
        school_id=school_id,
        status=status,
        after=after,
        limit=limit,
    )
    names = await directory.map_teacher_names(
        session, district_id=district_id, teacher_ids=[row.enrolment.teacher_id for row in listed]
    )
    return await _listing(session, district_id=district_id, listed=listed, names=names, at=at)


async def list_teacher_enrolments(
    session: AsyncSession,
    *,
    district_id: int,
    teacher_id: UUID,
    after: UUID | None,
    limit: int,
    viewer: Viewer,
    at: datetime,
) -> Listing:
    """Everything a teacher ever enrolled in, for himself, for the school he is at now, and for the district."""
    names = await directory.map_teacher_names(session, district_id=district_id, teacher_ids=[teacher_id])
    if teacher_id not in names:
        raise NotFound
    snapshots = await directory.map_snapshots(
        session, district_id=district_id, teacher_ids=[teacher_id], on=at.astimezone(SHANGHAI).date()
    )
    snapshot = snapshots.get(teacher_id)
    viewer.demand(person_id=teacher_id, unit_id=snapshot.school_id if snapshot else None)
    listed = await queries.list_teacher_enrolments(
        session, district_id=district_id, teacher_id=teacher_id, after=after, limit=limit
    )
    return await _listing(session, district_id=district_id, listed=listed, names=names, at=at)


async def _listing(
    session: AsyncSession,
    *,
    district_id: int,
    listed: Sequence[ListedEnrolment],
    names: Mapping[UUID, tuple[str, str]],
    at: datetime,
) -> Listing:
    enrolment_ids = [row.enrolment.enrolment_id for row in listed]
    return Listing(
        listed,
        names,
        await queries.map_overrides(session, district_id=district_id, enrolment_ids=enrolment_ids),
        await _waiting_reasons(session, district_id=district_id, listed=listed, at=at),
    )


async def _waiting_reasons(
    session: AsyncSession, *, district_id: int, listed: Sequence[ListedEnrolment], at: datetime
) -> dict[UUID, WaitingReason]:
    """enrolment_id -> why who waits has no place yet, as the classes stand now."""
    waiting = [row.enrolment for row in listed if row.enrolment.status == "WAITING"]
    if not waiting:
        return {}
    class_ids = {enrolment.class_id for enrolment in waiting}
    classes = await queries.map_classes(session, district_id=district_id, class_ids=class_ids)
    spans = await queries.map_spans(session, district_id=district_id, class_ids=class_ids)
    pools: dict[UUID, dict[UUID, Pool]] = {}
    for pool in await queries.list_pools_of_classes(session, district_id=district_id, class_ids=class_ids):
        pools.setdefault(pool.class_id, {})[pool.school_id] = pool
    reasons: dict[UUID, WaitingReason] = {}
    for enrolment in waiting:
        training_class = classes[enrolment.class_id]
        here = pools.get(enrolment.class_id, {})
        own = here.get(enrolment.school_id)
        reasons[enrolment.enrolment_id] = rules.waiting_reason(
            room=Places(training_class, here).room(),
            pooled=own is not None and own.returned_at is None,
            school_id=enrolment.school_id,
            passed_over=enrolment.passed_over,
            promoting=rules.is_promoting(status=training_class.status, span=spans.get(enrolment.class_id), at=at),
            awaits=awaited(training_class),
        )
    return reasons
