"""Under which terms somebody wants places, and the enrolment that comes of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.directory.queries import Snapshot
from services.platform.ids import new_id
from services.registration import rules
from services.registration.models import Enrolment, TrainingClass
from services.registration.rules import Source


@dataclass(frozen=True, slots=True)
class Wish:
    """Under which terms somebody wants places.

    `person_id` is the teacher whom the account speaks for; `overridden` are teachers for whom a reason was given;
    `by_district` says that the district asks for them, which needs no school's word.
    """

    source: Source
    accept_waiting: bool
    accept_clash: bool
    by: UUID
    person_id: UUID | None
    at: datetime
    overridden: Collection[UUID] = ()
    priority: int = rules.USUAL_PRIORITY
    group_id: UUID | None = None
    by_district: bool = False

    def first_review(self, training_class: TrainingClass, *, teacher_id: UUID, school_id: UUID) -> rules.Review | None:
        """A school's nomination is its review, except of the very person who nominates."""
        asked = rules.reviews_asked(
            training_class.reviews,
            class_school_id=training_class.school_id,
            school_id=school_id,
            by_district=self.by_district,
        )
        return rules.first_review(asked, nominated=self.source != "SELF" and teacher_id != self.person_id)


def new_enrolment(
    *,
    training_class: TrainingClass,
    snapshot: Snapshot,
    wish: Wish,
    status: rules.EnrolmentStatus,
    waiting_no: int | None,
) -> Enrolment:
    return Enrolment(
        district_id=training_class.district_id,
        enrolment_id=new_id(),
        class_id=training_class.class_id,
        teacher_id=snapshot.teacher_id,
        status=status,
        review=wish.first_review(training_class, teacher_id=snapshot.teacher_id, school_id=snapshot.school_id)
        if status == "PENDING"
        else None,
        revision=training_class.enrolment_revision,
        waiting_no=waiting_no,
        priority=wish.priority,
        group_id=wish.group_id,
        clash_accepted=wish.accept_clash,
        school_id=snapshot.school_id,
        title=snapshot.title,
        title_tier=snapshot.title_tier,
        post=snapshot.post,
        source=wish.source,
        entered_by=wish.by,
        entered_at=wish.at,
        confirmed_at=wish.at if status == "CONFIRMED" else None,
    )
