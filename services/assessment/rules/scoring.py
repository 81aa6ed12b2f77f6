"""Who may mark what, as whom, and how many points a mark says."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeAlias
from uuid import UUID

from services.assessment.errors import (
    MarkOutOfRange,
    NotNamed,
    OwnAssessment,
    PieceMissing,
    UnknownComponent,
    UnknownCriterion,
    UnknownCriterionLevel,
    WrongAssessor,
)
from services.assessment.rules.results import RawMark
from services.assessment.rules.schemes import Aggregate, Assessor, Component, Scheme
from services.platform.errors import DomainError

Refusal: TypeAlias = type[DomainError]

# The certifier of XC-14 is the county centre: the district's administration.
_ASSESSORS: Mapping[str, frozenset[Assessor]] = {
    "trainer": frozenset({Assessor.ORGANISER}),
    "school_admin": frozenset({Assessor.SCHOOL_GROUP}),
    "district_admin": frozenset(
        {Assessor.ORGANISER, Assessor.COUNTY_CENTRE, Assessor.COUNTY_BUREAU, Assessor.PREFECTURE}
    ),
}
PERSONS: Final = frozenset({Assessor.EXPERT, Assessor.PEER, Assessor.SELF})
"""They mark as themselves: experts and peers once they are named, the member where a component asks for it."""
MOST_PEERS: Final = 20


def assessors_of(role: str) -> frozenset[Assessor]:
    """As whom a role assesses; nobody assesses by being a teacher."""
    return _ASSESSORS.get(role, frozenset())


def kinds_asked(scheme: Scheme, component: str) -> tuple[Assessor, ...]:
    """Whose marks a component asks for; of one that does not exist nobody's."""
    stage, asked = scheme.stage_of(component), scheme.component(component)
    if stage is None or asked is None:
        return ()
    return tuple(share.assessor for share in asked.shares) or stage.assessors


@dataclass(frozen=True, slots=True)
class Naming:
    """Somebody named to mark a component, of one member or (None) of all."""

    component: str
    kind: Assessor
    teacher_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """Who is about to mark: a person where the account speaks for one, and what they were named for."""

    account_id: UUID
    person_id: UUID | None
    named: tuple[Naming, ...] = ()

    @property
    def assessor_id(self) -> UUID:
        return self.person_id or self.account_id

    def is_named_for(self, teacher_id: UUID) -> bool:
        """Whether there is anything of this member to be marked by naming."""
        return any(naming.teacher_id in (None, teacher_id) for naming in self.named)


@dataclass(frozen=True, slots=True)
class Hat:
    """As whom a mark is given."""

    kind: Assessor
    assessor_id: UUID


def hat_of(
    marker: Marker,
    *,
    component: str,
    asked: Sequence[Assessor],
    teacher_id: UUID,
    offices: Collection[Assessor],
    reserved: Collection[tuple[str, Assessor]],
) -> Hat | Refusal:
    """As whom somebody marks a component of a member, or why not at all.

    `asked`: whose marks the component asks for. `offices`: what the marker is for this member by role. `reserved`:
    offices for which persons were named, who alone then mark that component for it.
    """
    if not asked:
        return UnknownComponent
    if marker.person_id == teacher_id:
        return Hat(Assessor.SELF, teacher_id) if Assessor.SELF in asked else OwnAssessment
    named = {naming.kind for naming in marker.named if _covers(naming, component, teacher_id)}
    for kind in asked:
        if kind in named:
            return Hat(kind, marker.assessor_id)
    for kind in asked:
        if kind in offices and (component, kind) not in reserved:
            return Hat(kind, marker.account_id)
    by_name = any(kind in PERSONS or (component, kind) in reserved for kind in asked)
    return NotNamed if by_name else WrongAssessor


def _covers(naming: Naming, component: str, teacher_id: UUID) -> bool:
    return naming.component == component and naming.teacher_id in (None, teacher_id)


def points_of(
    component: Component, *, criterion: str | None, mark: Decimal | None, level: str | None
) -> Decimal | Refusal:
    """The points that a mark says, given as a number or by the level of a rubric, or why it may not be recorded."""
    part = None if criterion is None else component.part(criterion)
    if criterion is not None and part is None:
        return UnknownCriterion
    if criterion is None and component.pieces:
        return PieceMissing
    if level is not None:
        said = next((one.points for one in part.levels if one.code == level), None) if part else None
        return UnknownCriterionLevel if said is None else said
    if mark is None or mark > (part or component).maximum:
        return MarkOutOfRange
    return mark


def is_known(
    component: Component,
    known: Iterable[RawMark],
    *,
    hat: Hat,
    criterion: str | None,
    attempt: int,
    mark: Decimal,
    sees_all: bool,
) -> bool:
    """Whether a mark would add nothing: the same assessor said the same last, or anybody where the newest counts.

    Who marks blind is answered by their own marks alone: "nothing new" would tell what somebody else gave.
    """
    newest_counts = component.aggregator.kind is Aggregate.LATEST and not (component.criteria or component.shares)
    anybody = newest_counts and sees_all
    said = [
        one
        for one in known
        if (one.component, one.criterion, one.attempt) == (component.code, criterion, attempt)
        and (anybody or (one.assessor_kind, one.assessor_id) == (hat.kind, hat.assessor_id))
    ]
    return bool(said) and max(said, key=lambda one: one.score_id).mark == mark


def peers_for(teacher_ids: Collection[UUID], *, seed: str, each: int) -> list[tuple[UUID, tuple[UUID, ...]]]:
    """Whom each member marks: everybody marks `each` others and is marked by as many, nobody marks themselves.

    Members stand in a ring in an order that the seed fixes and nobody chose; each marks the next ones. Of fewer than
    `each` + 1 members everybody marks all the others.
    """
    ring = sorted(teacher_ids, key=lambda one: hashlib.sha256(f"{seed}:{one}".encode()).digest())
    reach = min(each, len(ring) - 1)
    return [(one, _next(ring, place, reach)) for place, one in enumerate(ring)]


def _next(ring: Sequence[UUID], place: int, reach: int) -> tuple[UUID, ...]:
    return tuple(ring[(place + step) % len(ring)] for step in range(1, reach + 1))
