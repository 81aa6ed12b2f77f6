"""How far a viewer sees into a class or a person's things; what is out of sight does not exist."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.models import TrainingClass
from services.assessment.rules import EVERYTHING, Assessor, Marker, Naming, Scope, assessors_of
from services.directory import queries as directory
from services.platform.access import Reach, Viewer
from services.platform.clock import SHANGHAI
from services.platform.errors import NotFound


def scope_of(viewer: Viewer) -> Scope:
    """What lists of the whole district are confined to."""
    principal = viewer.principal
    if viewer.reach is Reach.DISTRICT:
        return EVERYTHING
    if viewer.reach is Reach.UNIT:
        return Scope(teacher_id=principal.person_id, school_id=viewer.only_unit())
    if principal.person_id is None:
        raise NotFound
    return Scope(teacher_id=principal.person_id)


def leads(viewer: Viewer, training_class: TrainingClass) -> bool:
    return viewer.reach >= Reach.LED and viewer.principal.account_id in training_class.leader_ids


async def scope_in_class(session: AsyncSession, *, viewer: Viewer, training_class: TrainingClass) -> Scope:
    """Whose results of a class a viewer sees; NotFound where that is nobody's."""
    scope = await find_scope_in_class(session, viewer=viewer, training_class=training_class)
    if scope is None:
        raise NotFound
    return scope


async def find_scope_in_class(session: AsyncSession, *, viewer: Viewer, training_class: TrainingClass) -> Scope | None:
    """Whose results of a class a viewer sees; None where that is nobody's."""
    if viewer.reach is Reach.DISTRICT or leads(viewer, training_class):
        return EVERYTHING
    if viewer.reach is Reach.LED or (viewer.reach is Reach.OWN and viewer.principal.person_id is None):
        return None
    scope = scope_of(viewer)
    if scope.school_id is not None and scope.school_id == training_class.school_id:
        return scope
    seen = await queries.list_members(
        session,
        district_id=training_class.district_id,
        class_id=training_class.class_id,
        scope=scope,
        limit=1,
    )
    return scope if seen else None


async def marker_of(session: AsyncSession, training_class: TrainingClass, *, viewer: Viewer) -> Marker:
    """A viewer as somebody who marks, with what they were named for in the class."""
    principal = viewer.principal
    namings = await queries.list_namings(
        session,
        district_id=training_class.district_id,
        class_id=training_class.class_id,
        assessor_ids={one for one in (principal.account_id, principal.person_id) if one is not None},
    )
    return Marker(
        account_id=principal.account_id,
        person_id=principal.person_id,
        named=tuple(Naming(one.component, Assessor(one.kind), one.teacher_id) for one in namings),
    )


async def demand_sight(session: AsyncSession, *, viewer: Viewer, training_class: TrainingClass) -> Marker:
    """NotFound for whom neither sees anybody of the class nor was named to mark anything in it."""
    marker = await marker_of(session, training_class, viewer=viewer)
    if not marker.named:
        await scope_in_class(session, viewer=viewer, training_class=training_class)
    return marker


def demand_management(viewer: Viewer, training_class: TrainingClass) -> None:
    """Only the district and who leads the class manage its assessment."""
    viewer.demand(led_by=frozenset(training_class.leader_ids))


def assessors_for(viewer: Viewer, training_class: TrainingClass, *, school_id: UUID) -> frozenset[Assessor]:
    """As whom a viewer assesses a member of a school; nothing for members out of sight."""
    principal = viewer.principal
    held: set[Assessor] = set()
    if "district_admin" in principal.roles:
        held |= assessors_of("district_admin")
    if "trainer" in principal.roles and principal.account_id in training_class.leader_ids:
        held |= assessors_of("trainer")
    if "school_admin" in principal.roles and principal.belongs_to(school_id):
        held |= assessors_of("school_admin")
    return frozenset(held)


async def demand_teacher(
    session: AsyncSession, *, viewer: Viewer, district_id: int, teacher_id: UUID, at: datetime
) -> directory.Snapshot | None:
    """Where a teacher stands today; NotFound where the teacher is not within reach."""
    teacher = await directory.find_teacher(session, district_id=district_id, teacher_id=teacher_id)
    if teacher is None:
        raise NotFound
    today = at.astimezone(SHANGHAI).date()
    snapshots = await directory.map_snapshots(session, district_id=district_id, teacher_ids=[teacher_id], on=today)
    snapshot = snapshots.get(teacher_id)
    viewer.demand(person_id=teacher_id, unit_id=None if snapshot is None else snapshot.school_id)
    return snapshot
