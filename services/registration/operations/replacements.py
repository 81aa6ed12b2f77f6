"""Replacing a member: the seat passes to another teacher of the same school without ever being free."""

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
from services.registration.errors import (
    OneselfNoReplacement,
    OwnApplication,
    OwnOverride,
    ReviewedByClass,
    TeacherNotInPost,
)
from services.registration.models import Enrolment, Replacement, TrainingClass
from services.registration.operations import seats
from services.registration.operations.eligibility import OPEN, keep_overrides, rule
from services.registration.rules import Review


@dataclass(frozen=True, slots=True)
class Replaced:
    """A seat that passed on: the record, the enrolment that gave it up and the one that has it now."""

    replacement: Replacement
    leaving: Enrolment
    entering: Enrolment


@dataclass(frozen=True, slots=True)
class Replacements:
    """Replacements of a class as (record, who left, who entered), with staff numbers and names."""

    rows: Sequence[tuple[Replacement, UUID, UUID]]
    names: Mapping[UUID, tuple[str, str]]


async def replace_member(
    session: AsyncSession,
    *,
    district_id: int,
    enrolment_id: UUID,
    teacher_id: UUID,
    reason: str,
    override_reason: str | None,
    viewer: Viewer,
    at: datetime,
) -> Replaced:
    """Pass a confirmed seat to another teacher of the same school, until the last meeting is over.

    The newcomer must be eligible as anybody who enters, or be let in with `override_reason`. Where the class reviews
    whom it takes, as a school's own class reviews its guests, only whoever runs it and the district replace; and nobody
    puts himself past a review or a bar.
    """
    day = at.astimezone(SHANGHAI).date()
    known = await queries.get_enrolment(session, district_id=district_id, enrolment_id=enrolment_id)
    viewer.demand(unit_id=known.school_id)
    if teacher_id == known.teacher_id:
        raise OneselfNoReplacement
    if override_reason is not None and teacher_id == viewer.principal.person_id:
        raise OwnOverride
    snapshots = await directory.map_snapshots(session, district_id=district_id, teacher_ids=[teacher_id], on=day)
    snapshot = snapshots.get(teacher_id)
    if snapshot is None or snapshot.school_id != known.school_id:
        # Another school's teacher is to this school as if he did not exist; the district is told what he lacks.
        names = await directory.map_teacher_names(session, district_id=district_id, teacher_ids=[teacher_id])
        if snapshot is None and teacher_id in names and viewer.reach is Reach.DISTRICT:
            raise TeacherNotInPost(on=day)
        if snapshot is None or viewer.reach is not Reach.DISTRICT:
            raise NotFound
    classes = await seats.lock_with_awaited(
        session, district_id=district_id, class_id=known.class_id, teacher_ids=[known.teacher_id, teacher_id]
    )
    training_class = classes[known.class_id]
    rules.demand_scheduled(training_class.status)
    asked = rules.reviews_asked(
        training_class.reviews, class_school_id=training_class.school_id, school_id=known.school_id
    )
    _demand_reviewed(training_class, asked=asked, teacher_id=teacher_id, viewer=viewer)
    leaving = await queries.lock_enrolment(session, district_id=district_id, enrolment_id=enrolment_id)
    span = await queries.find_span(session, district_id=district_id, class_id=known.class_id)
    rules.demand_replaceable(status=leaving.status, span=span, at=at)
    ruled = await rule(session, district_id=district_id, class_id=known.class_id, snapshots=[snapshot], on=day)
    bar = rules.bar_of(ruled.get(teacher_id, OPEN).answer, reason=override_reason)
    if bar is not None:
        raise bar
    entering = await seats.pass_on(
        session,
        classes=classes,
        leaving=leaving,
        snapshot=snapshot,
        by=viewer.principal.account_id,
        reason=reason,
        at=at,
        overridden=[teacher_id] if override_reason is not None else [],
    )
    if override_reason is not None:
        await keep_overrides(
            session,
            enrolments=[entering],
            ruled=ruled,
            reasons={teacher_id: override_reason},
            by=viewer.principal.account_id,
            at=at,
        )
    replacement = await queries.insert_replacement(
        session,
        Replacement(
            district_id=district_id,
            leaving_enrolment_id=enrolment_id,
            entering_enrolment_id=entering.enrolment_id,
            class_id=known.class_id,
            reason=reason,
            replaced_by=viewer.principal.account_id,
            replaced_at=at,
        ),
    )
    return Replaced(replacement, leaving, entering)


async def list_replacements(
    session: AsyncSession, *, district_id: int, class_id: UUID, after: UUID | None, limit: int, viewer: Viewer
) -> Replacements:
    """Who took whose seat in a class; a school sees its own teachers, and all in its own class."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    school_id = None
    if not viewer.sees(unit_id=training_class.school_id, led_by=frozenset(training_class.leader_ids)):
        if viewer.reach is not Reach.UNIT:
            raise NotFound
        school_id = viewer.only_unit()
    rows = await queries.list_replacements(
        session, district_id=district_id, class_id=class_id, school_id=school_id, after=after, limit=limit
    )
    teacher_ids = {teacher_id for _, leaving, entering in rows for teacher_id in (leaving, entering)}
    names = await directory.map_teacher_names(session, district_id=district_id, teacher_ids=teacher_ids)
    return Replacements(rows, names)


def _demand_reviewed(
    training_class: TrainingClass, *, asked: Sequence[Review], teacher_id: UUID, viewer: Viewer
) -> None:
    """Who replaces says thereby what a review would say."""
    if asked and teacher_id == viewer.principal.person_id:
        raise OwnApplication
    if "CLASS" in asked and not viewer.sees(
        unit_id=training_class.school_id, led_by=frozenset(training_class.leader_ids)
    ):
        raise ReviewedByClass
