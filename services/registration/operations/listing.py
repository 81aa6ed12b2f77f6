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
from services.registration import queries
from services.registration.models import EligibilityOverride
from services.registration.queries import ListedEnrolment


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of enrolments with the staff numbers and names of its teachers, and what was overridden for whom."""

    rows: Sequence[ListedEnrolment]
    names: Mapping[UUID, tuple[str, str]]
    overrides: Mapping[UUID, Sequence[EligibilityOverride]]


async def list_class_enrolments(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    status: str | None,
    after: UUID | None,
    limit: int,
    viewer: Viewer,
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
    return Listing(listed, names, await _overrides(session, district_id=district_id, listed=listed))


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
    return Listing(listed, names, await _overrides(session, district_id=district_id, listed=listed))


async def _overrides(
    session: AsyncSession, *, district_id: int, listed: Sequence[ListedEnrolment]
) -> Mapping[UUID, Sequence[EligibilityOverride]]:
    enrolment_ids = [row.enrolment.enrolment_id for row in listed]
    return await queries.map_overrides(session, district_id=district_id, enrolment_ids=enrolment_ids)
