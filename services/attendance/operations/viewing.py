"""How far a viewer sees into a class: who leads it or whose school runs it sees all, others their own people."""

from uuid import UUID

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
