"""Marks recorded, each by somebody who may give it; raw marks never change, a correction is a newer one."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import ClassCancelled, ListedTwice, NotAMember, NotAnAssessor, OwnAssessment
from services.assessment.models import Score, TrainingClass
from services.assessment.operations.evidence import kinds_of
from services.assessment.operations.judging import pin_scheme, scheme_of
from services.assessment.operations.reach import (
    assessors_for,
    demand_management,
    demand_sight,
    find_scope_in_class,
    marker_of,
)
from services.assessment.operations.revisions import reconsider
from services.assessment.rules import (
    EVERYTHING,
    Answered,
    Assessor,
    Component,
    Hat,
    Mark,
    Marker,
    Naming,
    RawMark,
    Scheme,
    Scope,
    hat_of,
    is_known,
    kinds_asked,
    points_of,
)
from services.platform.access import Viewer
from services.platform.errors import DomainError, NotFound
from services.platform.ids import new_id

# Beyond so many members a whole class is looked at again, not each by name.
_MOST_BY_NAME = 1_000


@dataclass(frozen=True, slots=True)
class Desk:
    """A class as one marker has it before them: whom they may mark, as whom."""

    training_class: TrainingClass
    scheme: Scheme
    components: Mapping[str, Component]
    asked: Mapping[str, tuple[Assessor, ...]]
    """component -> whose marks it asks for."""
    marker: Marker
    members: Mapping[UUID, UUID]
    """member -> the school as enrolled"""
    offices: Mapping[UUID, frozenset[Assessor]]
    """school -> what the marker is by role for its members."""
    reserved: Collection[tuple[str, Assessor]]
    own_id: UUID | None
    """The person who enters the marks, never their own but as SELF."""
    sees_all: bool
    """Whether the marks of others are open to who enters them."""
    behalf: UUID | None = None

    def hat(self, component: str, teacher_id: UUID) -> Hat | type[DomainError]:
        """As whom the marker marks a component of a member, or why not."""
        if self.behalf is not None and self.own_id == teacher_id:
            return OwnAssessment
        return hat_of(
            self.marker,
            component=component,
            asked=self.asked.get(component, ()),
            teacher_id=teacher_id,
            offices=self.offices.get(self.members[teacher_id], frozenset()),
            reserved=self.reserved,
        )


@dataclass(frozen=True, slots=True)
class Given:
    """A mark that is new, with its points, as whom it is given and for which attempt."""

    mark: Mark
    points: Decimal
    hat: Hat
    attempt: int


async def list_scores(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    teacher_id: UUID | None,
    component: str | None,
    viewer: Viewer,
    after: UUID | None,
    limit: int,
) -> list[tuple[Score, str | None]]:
    """Raw marks with the kind of their assessor: all for who manages the class, to anybody else only their own."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    assessor_ids = None
    if not sees_all_marks(viewer, training_class):
        marker = await demand_sight(session, viewer=viewer, training_class=training_class)
        assessor_ids = {marker.account_id, marker.assessor_id}
    scores = await queries.list_scores(
        session,
        district_id=district_id,
        class_id=class_id,
        assessor_ids=assessor_ids,
        teacher_id=teacher_id,
        component=component,
        after=after,
        limit=limit,
    )
    kinds = kinds_of(await scheme_of(session, training_class))
    return [(score, score.assessor_kind or kinds.get(score.component)) for score in scores]


def sees_all_marks(viewer: Viewer, training_class: TrainingClass) -> bool:
    """Marking is blind: only the district and who leads the class see what others gave."""
    return viewer.sees(led_by=frozenset(training_class.leader_ids))


async def lock_open_class(session: AsyncSession, *, district_id: int, class_id: UUID) -> TrainingClass:
    """The class, locked; NotFound, or ClassCancelled."""
    training_class = await queries.lock_class(session, district_id=district_id, class_id=class_id)
    if training_class is None:
        raise NotFound
    if training_class.cancelled:
        raise ClassCancelled
    return training_class


async def desk_of(
    session: AsyncSession,
    training_class: TrainingClass,
    *,
    viewer: Viewer,
    behalf: UUID | None = None,
    teacher_ids: Collection[UUID] | None = None,
) -> Desk:
    """What a viewer may mark of a class (of these members); on behalf of a named assessor only who manages it may.

    NotFound where the class is out of sight and the viewer was named for nothing in it.
    """
    district_id, class_id = training_class.district_id, training_class.class_id
    if behalf is not None:
        demand_management(viewer, training_class)
        marker = await _named_marker(session, training_class, assessor_id=behalf)
        scope: Scope | None = EVERYTHING
    else:
        marker = await marker_of(session, training_class, viewer=viewer)
        scope = await find_scope_in_class(session, viewer=viewer, training_class=training_class)
    marker = await _as_peer_still(session, training_class, marker)
    if scope is None and not marker.named:
        raise NotFound
    places = await queries.list_places(session, district_id=district_id, class_id=class_id, teacher_ids=teacher_ids)
    offices: dict[UUID, frozenset[Assessor]] = {}
    if behalf is None:
        for school_id in {school_id for _, school_id in places}:
            offices[school_id] = assessors_for(viewer, training_class, school_id=school_id)
    scheme = await scheme_of(session, training_class)
    components = {component.code: component for stage in scheme.stages for component in stage.components}
    return Desk(
        training_class=training_class,
        scheme=scheme,
        components=components,
        asked={code: kinds_asked(scheme, code) for code in components},
        marker=marker,
        members={
            teacher_id: school_id
            for teacher_id, school_id in places
            if _is_within(scope, teacher_id, school_id) or marker.is_named_for(teacher_id)
        },
        offices=offices,
        reserved=await queries.list_reserved(session, district_id=district_id, class_id=class_id),
        own_id=viewer.principal.person_id,
        sees_all=sees_all_marks(viewer, training_class),
        behalf=behalf,
    )


async def record(
    session: AsyncSession, desk: Desk, *, marks: Sequence[Mark], viewer: Viewer, at: datetime
) -> list[Answered]:
    """Keep what is new of these marks; one answer for each, in their order."""
    answers, given = await weigh(session, desk, marks=marks)
    await keep(session, desk, given, viewer=viewer, at=at)
    return answers


async def weigh(session: AsyncSession, desk: Desk, *, marks: Sequence[Mark]) -> tuple[list[Answered], list[Given]]:
    """What would become of each of these marks, in their order, and those that are new; nothing is written."""
    district_id, class_id = desk.training_class.district_id, desk.training_class.class_id
    teacher_ids = {mark.teacher_id for mark in marks}
    known: dict[tuple[UUID, str], list[RawMark]] = {}
    attempts: dict[UUID, dict[str, int]] = {}
    for part in _parts(list(teacher_ids)):
        found = await queries.map_raw_marks(
            session, district_id=district_id, class_id=class_id, teacher_ids=part, kinds=kinds_of(desk.scheme)
        )
        for teacher_id, said in found.items():
            for one in said:
                known.setdefault((teacher_id, one.component), []).append(one)
        attempts |= await queries.map_attempts(session, district_id=district_id, class_id=class_id, teacher_ids=part)
    # A whole class at once is a second's work: others are served meanwhile.
    return await asyncio.to_thread(_weighed, desk, marks, known, attempts)


async def keep(session: AsyncSession, desk: Desk, given: Sequence[Given], *, viewer: Viewer, at: datetime) -> None:
    """Write new marks, and look again at the results that were finalised without them."""
    if not given:
        return
    training_class = desk.training_class
    await pin_scheme(session, training_class, desk.scheme, at=at)
    scores = await asyncio.to_thread(
        _scores, given, class_id=training_class.class_id, marked_by=viewer.principal.account_id, at=at
    )
    await queries.insert_scores(session, district_id=training_class.district_id, scores=scores)
    marked = {one.mark.teacher_id for one in given}
    await reconsider(
        session,
        district_id=training_class.district_id,
        class_id=training_class.class_id,
        teacher_ids=marked if len(marked) <= _MOST_BY_NAME else None,
        cause="SCORE",
        at=at,
        corrected_by=dict.fromkeys(marked, (viewer.principal.account_id,)),
    )


def _scores(given: Sequence[Given], *, class_id: UUID, marked_by: UUID, at: datetime) -> list[dict[str, Any]]:
    return [
        {
            "score_id": new_id(),
            "class_id": class_id,
            "teacher_id": one.mark.teacher_id,
            "component": one.mark.component,
            "criterion": one.mark.criterion,
            "attempt": one.attempt,
            "mark": one.points,
            "assessor_kind": str(one.hat.kind),
            "assessor_id": one.hat.assessor_id,
            "marked_by": marked_by,
            "marked_at": at,
        }
        for one in given
    ]


def _weighed(
    desk: Desk,
    marks: Sequence[Mark],
    known: Mapping[tuple[UUID, str], Sequence[RawMark]],
    attempts: Mapping[UUID, Mapping[str, int]],
) -> tuple[list[Answered], list[Given]]:
    answers: list[Answered] = []
    given: list[Given] = []
    seen: set[tuple[UUID, str, str | None]] = set()
    for mark in marks:
        key = (mark.teacher_id, mark.component, mark.criterion)
        judged = ListedTwice if key in seen else _judged(desk, mark, attempts=attempts.get(mark.teacher_id, {}))
        seen.add(key)
        if not isinstance(judged, Given):
            answers.append(Answered(mark.teacher_id, "REFUSED", refusal=judged, component=mark.component))
        elif is_known(
            desk.components[mark.component],
            known.get((mark.teacher_id, mark.component), ()),
            hat=judged.hat,
            criterion=mark.criterion,
            attempt=judged.attempt,
            mark=judged.points,
            sees_all=desk.sees_all,
        ):
            answers.append(Answered(mark.teacher_id, "UNCHANGED", component=mark.component))
        else:
            given.append(judged)
            answers.append(Answered(mark.teacher_id, "RECORDED", component=mark.component))
    return answers, given


def _judged(desk: Desk, mark: Mark, *, attempts: Mapping[str, int]) -> Given | type[DomainError]:
    if mark.teacher_id not in desk.members:
        return NotAMember
    hat = desk.hat(mark.component, mark.teacher_id)
    if not isinstance(hat, Hat):
        return hat
    component = desk.components[mark.component]
    points = points_of(component, criterion=mark.criterion, mark=mark.mark, level=mark.level)
    if not isinstance(points, Decimal):
        return points
    return Given(mark, points, hat, attempts.get(mark.component, 1))


def _parts(teacher_ids: Sequence[UUID]) -> list[Sequence[UUID]]:
    """Ids in parts that one statement can take and read within its time."""
    return [teacher_ids[start : start + _MOST_BY_NAME] for start in range(0, len(teacher_ids), _MOST_BY_NAME)]


async def _as_peer_still(session: AsyncSession, training_class: TrainingClass, marker: Marker) -> Marker:
    """Who has left the class is nobody's peer there any more; what they marked stays."""
    if all(naming.kind is not Assessor.PEER for naming in marker.named):
        return marker
    here = await queries.list_members(
        session,
        district_id=training_class.district_id,
        class_id=training_class.class_id,
        scope=EVERYTHING,
        teacher_ids=[marker.assessor_id],
    )
    if here:
        return marker
    return replace(marker, named=tuple(naming for naming in marker.named if naming.kind is not Assessor.PEER))


async def _named_marker(session: AsyncSession, training_class: TrainingClass, *, assessor_id: UUID) -> Marker:
    found = await queries.list_namings(
        session,
        district_id=training_class.district_id,
        class_id=training_class.class_id,
        assessor_ids={assessor_id},
    )
    if not found:
        raise NotAnAssessor
    return Marker(
        account_id=assessor_id,
        person_id=assessor_id if found[0].person_id is not None else None,
        named=tuple(Naming(one.component, Assessor(one.kind), one.teacher_id) for one in found),
    )


def _is_within(scope: Scope | None, teacher_id: UUID, school_id: UUID) -> bool:
    if scope is None:
        return False
    return scope.is_everything or teacher_id == scope.teacher_id or school_id == scope.school_id
