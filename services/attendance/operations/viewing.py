"""How far a viewer sees into a class: who leads it or whose school runs it sees all, others their own people."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance import queries
from services.attendance.errors import NotOnClassList, OwnCase
from services.attendance.models import TrainingClass
from services.platform.access import Viewer
from services.platform.errors import Forbidden, NotFound


def sees_class(viewer: Viewer, training_class: TrainingClass) -> bool:
    return viewer.sees(unit_id=training_class.school_id, led_by=frozenset(training_class.leader_ids))


def demand_class(viewer: Viewer, training_class: TrainingClass) -> None:
    """NotFound unless the whole class is within reach."""
    if not sees_class(viewer, training_class):
        raise NotFound


def own_teacher_id(viewer: Viewer) -> UUID:
    """The teacher that the account speaks for; an account without one does nothing in a teacher's name."""
    if viewer.principal.person_id is None:
        raise Forbidden
    return viewer.principal.person_id


def demand_other(viewer: Viewer, teacher_id: UUID) -> None:
    """OwnCase where the viewer is the teacher concerned: nobody decides on their own attendance."""
    if viewer.principal.person_id == teacher_id:
        raise OwnCase


async def demand_listed(session: AsyncSession, *, district_id: int, class_id: UUID, teacher_id: UUID) -> None:
    """NotOnClassList unless the teacher holds a place in the class."""
    listed = await queries.map_member_schools(
        session, district_id=district_id, class_id=class_id, teacher_ids=[teacher_id]
    )
    if not listed:
        raise NotOnClassList
