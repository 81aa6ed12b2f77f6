"""Reviewing applications: a school's word on its people, then the class's; many at once, and taken back if need be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.platform.access import Reach, Viewer
from services.platform.errors import DomainError, NotFound
from services.registration import queries, rules
from services.registration.errors import AlreadyEnrolled
from services.registration.models import ApplicationReview, Enrolment, TrainingClass
from services.registration.operations import seats
from services.registration.queries import PendingApplication
from services.registration.rules import DECIDED, Decision, Review, ReviewStep, Span


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What became of one application: as it stands now with its place in line, or why nothing was decided."""

    enrolment_id: UUID
    enrolment: Enrolment | None = None
    waiting_position: int | None = None
    refusal: DomainError | None = None


@dataclass(frozen=True, slots=True)
class Pending:
    """Applications that await a review, with the staff numbers and names of who applied."""

    rows: Sequence[PendingApplication]
    names: Mapping[UUID, tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Deciding:
    """One call: who decides what, at which stage, of which class."""

    training_class: TrainingClass
    stage: Review
    decision: Decision
    span: Span | None
    viewer: Viewer
    at: datetime

    def bar(self, enrolment: Enrolment | None, steps: Sequence[ReviewStep]) -> DomainError | None:
        """Why this cannot be decided."""
        if enrolment is None or not self._sees(enrolment):
            return NotFound()
        try:
            rules.demand_not_own(person_id=self.viewer.principal.person_id, teacher_id=enrolment.teacher_id)
            if self.decision == "UNDO" and enrolment.status != "WITHDRAWN":
                rules.undoable(self.stage, steps=steps, span=self.span, at=self.at)
            else:
                rules.demand_awaiting(self.stage, status=enrolment.status, review=enrolment.review)
        except DomainError as refusal:
            return refusal
        return None

    def _sees(self, enrolment: Enrolment) -> bool:
        # The class's own review was asked for as a whole; a school's is about its own people only.
        return self.stage == "CLASS" or self.viewer.sees(unit_id=enrolment.school_id)


async def review_applications(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    stage: Review,
    decision: Decision,
    enrolment_ids: Sequence[UUID],
    reason: str | None,
    viewer: Viewer,
    at: datetime,
) -> list[Reviewed]:
    """Approve, return or take back what was decided, for many applications; each gets an answer of its own.

    Who passes the last review gets a place at once, or stands in line under the number he got when he applied.
    """
    rules.demand_reason(decision, reason)
    known = await queries.get_class(session, district_id=district_id, class_id=class_id)
    if stage == "CLASS":
        viewer.demand(unit_id=known.school_id, led_by=frozenset(known.leader_ids))
    elif viewer.reach < Reach.UNIT:
        raise NotFound
    wanted = list(dict.fromkeys(enrolment_ids))
    applicants = await queries.map_applicants(session, district_id=district_id, class_id=class_id, enrolment_ids=wanted)
    classes = await seats.lock_with_awaited(
        session, district_id=district_id, class_id=class_id, teacher_ids=list(applicants.values())
    )
    training_class = classes[class_id]
    rules.demand_scheduled(training_class.status)
    span = await queries.find_span(session, district_id=district_id, class_id=class_id)
    rules.demand_not_ended(span=span, at=at)
    enrolments = await queries.lock_enrolments(
        session, district_id=district_id, class_id=class_id, enrolment_ids=applicants
    )
    decided = await queries.map_reviews(session, district_id=district_id, enrolment_ids=applicants)
    steps = {enrolment_id: [_step(row) for row in rows] for enrolment_id, rows in decided.items()}
    deciding = _Deciding(training_class=training_class, stage=stage, decision=decision, span=span, viewer=viewer, at=at)
    refusals: dict[UUID, DomainError] = {}
    agreed: list[Enrolment] = []
    for enrolment_id in wanted:
        enrolment = enrolments.get(enrolment_id)
        bar = deciding.bar(enrolment, steps.get(enrolment_id, ()))
        if bar is not None or enrolment is None:
            refusals[enrolment_id] = bar or NotFound()
        else:
            agreed.append(enrolment)
    positions: Mapping[UUID, int] = {}
    # Who applied first is first, however the list is ordered.
    agreed.sort(key=lambda enrolment: (enrolment.waiting_no or 0, enrolment.enrolment_id))
    if decision == "APPROVE":
        positions = await _approve(session, classes=classes, deciding=deciding, agreed=agreed)
    elif decision == "RETURN" and agreed:
        await seats.turn_down(session, classes=classes, enrolments=agreed)
    elif decision == "UNDO":
        await _undo(session, classes=classes, deciding=deciding, agreed=agreed, refusals=refusals)
    await queries.insert_reviews(
        session,
        [
            ApplicationReview(
                district_id=district_id,
                enrolment_id=enrolment.enrolment_id,
                step=len(steps.get(enrolment.enrolment_id, ())) + 1,
                class_id=class_id,
                stage=stage,
                decision=DECIDED[decision],
                reason=reason,
                undoes=rules.undoable(stage, steps=steps[enrolment.enrolment_id], span=span, at=at).step
                if decision == "UNDO"
                else None,
                decided_by=viewer.principal.account_id,
                decided_at=at,
            )
            for enrolment in agreed
            if enrolment.enrolment_id not in refusals
        ],
    )
    return [
        Reviewed(enrolment_id, refusal=refusals[enrolment_id])
        if enrolment_id in refusals
        else Reviewed(enrolment_id, enrolments[enrolment_id], positions.get(enrolment_id))
        for enrolment_id in wanted
    ]


async def list_pending_reviews(
    session: AsyncSession,
    *,
    district_id: int,
    stage: Review,
    class_id: UUID | None,
    after: UUID | None,
    limit: int,
    viewer: Viewer,
) -> Pending:
    """What awaits the review of who asks, the longest waiting first: a school's, a leader's, or the district's."""
    if viewer.reach < Reach.UNIT and stage == "SCHOOL":
        return Pending([], {})
    rows = await queries.list_pending(
        session,
        district_id=district_id,
        stage=stage,
        school_id=viewer.only_unit() if viewer.reach is Reach.UNIT else None,
        led_by=viewer.principal.account_id if viewer.reach is Reach.LED else None,
        class_id=class_id,
        after=after,
        limit=limit,
    )
    names = await directory.map_teacher_names(
        session, district_id=district_id, teacher_ids=[row.enrolment.teacher_id for row in rows]
    )
    return Pending(rows, names)


async def list_enrolment_reviews(
    session: AsyncSession, *, district_id: int, enrolment_id: UUID, viewer: Viewer
) -> Sequence[ApplicationReview]:
    """Everything decided about one application, for who applied, for his school and for the class."""
    enrolment = await queries.get_enrolment(session, district_id=district_id, enrolment_id=enrolment_id)
    training_class = await queries.get_class(session, district_id=district_id, class_id=enrolment.class_id)
    if not viewer.sees(unit_id=training_class.school_id, led_by=frozenset(training_class.leader_ids)):
        viewer.demand(person_id=enrolment.teacher_id, unit_id=enrolment.school_id)
    found = await queries.map_reviews(session, district_id=district_id, enrolment_ids=[enrolment_id])
    return found.get(enrolment_id, [])


async def _approve(
    session: AsyncSession, *, classes: Mapping[UUID, TrainingClass], deciding: _Deciding, agreed: Sequence[Enrolment]
) -> Mapping[UUID, int]:
    """Hand on to the next review, or give places and numbers; return the positions of those who wait."""
    one = deciding.training_class
    passed: list[Enrolment] = []
    for enrolment in agreed:
        asked = rules.reviews_asked(one.reviews, class_school_id=one.school_id, school_id=enrolment.school_id)
        next_review = rules.following(deciding.stage, asked=asked)
        if next_review is None:
            passed.append(enrolment)
        else:
            enrolment.review = next_review
    if not passed:
        return {}
    return await seats.seat_reviewed(session, classes=classes, enrolments=passed, at=deciding.at)


async def _undo(
    session: AsyncSession,
    *,
    classes: Mapping[UUID, TrainingClass],
    deciding: _Deciding,
    agreed: Sequence[Enrolment],
    refusals: dict[UUID, DomainError],
) -> None:
    """Back to before this stage's decision: what was placed is freed, who was returned stands in the class again."""
    returned = [enrolment for enrolment in agreed if enrolment.status == "RETURNED"]
    present = set(
        await queries.map_active_enrolments(
            session,
            district_id=deciding.training_class.district_id,
            class_id=deciding.training_class.class_id,
            teacher_ids=[enrolment.teacher_id for enrolment in returned],
        )
    )
    reopened: list[Enrolment] = []
    for enrolment in agreed:
        if enrolment.status == "PENDING":
            enrolment.review = deciding.stage
        elif enrolment.status == "RETURNED" and enrolment.teacher_id in present:
            # Meanwhile he has applied anew.
            refusals[enrolment.enrolment_id] = AlreadyEnrolled()
        else:
            present.add(enrolment.teacher_id)
            reopened.append(enrolment)
    if reopened:
        await seats.reopen(
            session,
            classes=classes,
            enrolments=reopened,
            review=deciding.stage,
            by=deciding.viewer.principal.account_id,
            at=deciding.at,
        )


def _step(row: ApplicationReview) -> ReviewStep:
    return ReviewStep(row.step, row.stage, row.decision, row.undoes)  # type: ignore[arg-type]  # CHECKs of the table
