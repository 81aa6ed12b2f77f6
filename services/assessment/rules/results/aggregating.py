"""From the raw marks of one component to its points: which marks count, which do not, and why."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from services.assessment.rules.results.evidence import Override, RawMark
from services.assessment.rules.schemes import Aggregate, Assessor, Component, Stage
from services.platform.errors import Text

NAMES: dict[Assessor, Text] = {
    Assessor.ORGANISER: Text(zh="承办单位", en="the organiser"),
    Assessor.SCHOOL_GROUP: Text(zh="学校考核组", en="the school's group"),
    Assessor.COUNTY_CENTRE: Text(zh="县继续教育培训中心", en="the county centre"),
    Assessor.COUNTY_BUREAU: Text(zh="县教育局", en="the county bureau"),
    Assessor.PREFECTURE: Text(zh="市级业务管理部门", en="the prefecture"),
    Assessor.EXPERT: Text(zh="专家", en="experts"),
    Assessor.PEER: Text(zh="同班学员", en="peers"),
    Assessor.SELF: Text(zh="本人", en="the member"),
}


class Fate(StrEnum):
    """What became of a mark. COUNTED is the only one that bears the result."""

    COUNTED = "COUNTED"
    OVERRIDDEN = "OVERRIDDEN"
    """Would count, but moderation stands in its place."""
    SUPERSEDED = "SUPERSEDED"
    """A newer one of the same assessor, or (LATEST) of anybody, took its place."""
    FORMER_ATTEMPT = "FORMER_ATTEMPT"
    DROPPED_HIGHEST = "DROPPED_HIGHEST"
    DROPPED_LOWEST = "DROPPED_LOWEST"
    NOT_AMONG_BEST = "NOT_AMONG_BEST"
    NOT_ASKED = "NOT_ASKED"
    """By an assessor, for a criterion or above a maximum that this version of the scheme does not have."""
    INCOMPLETE = "INCOMPLETE"
    """A rubric of which some criteria are still to be marked."""


@dataclass(frozen=True, slots=True)
class UsedMark:
    """A raw mark and what became of it."""

    mark: RawMark
    why: Fate

    @property
    def used(self) -> bool:
        return self.why is Fate.COUNTED


@dataclass(frozen=True, slots=True)
class ComponentResult:
    """One component of one member. `points` run from 0 to its maximum and are null until it is marked."""

    code: str
    attempt: int
    points: Fraction | None
    raw: Fraction | None
    """What the marks alone come to, beside an override."""
    override: Override | None
    marks: tuple[UsedMark, ...]
    lacking: tuple[Text, ...]
    """Whose marks are awaited."""


@dataclass(frozen=True, slots=True)
class _Stated:
    """What one assessor says of the component, or of one of its pieces."""

    kind: Assessor
    points: Decimal
    newest: UUID
    marks: tuple[RawMark, ...]


def component_result(
    stage: Stage,
    component: Component,
    *,
    marks: Sequence[RawMark],
    overrides: Sequence[Override],
    opened: int,
) -> ComponentResult:
    """Put the marks of a component together. `opened` is the attempt that a resit opened, if any."""
    attempt = max(opened, max((mark.attempt for mark in marks), default=1))
    fates: dict[UUID, Fate] = {}
    current: list[RawMark] = []
    for mark in marks:
        if mark.attempt != attempt:
            fates[mark.score_id] = Fate.FORMER_ATTEMPT
        elif _is_asked(stage, component, mark):
            current.append(mark)
        else:
            fates[mark.score_id] = Fate.NOT_ASKED
    raw, lacking = _together(component, stage, _stated(component, current, fates), fates)
    standing = max(
        (one for one in overrides if one.attempt == attempt and one.mark <= component.maximum),
        key=lambda one: one.override_id,
        default=None,
    )
    # Moderation stands beside marks that were given; it is never a mark that nobody gave.
    if standing is not None and not current:
        standing = None
    if standing is not None:
        for score_id, fate in fates.items():
            if fate is Fate.COUNTED:
                fates[score_id] = Fate.OVERRIDDEN
    return ComponentResult(
        code=component.code,
        attempt=attempt,
        points=raw if standing is None else Fraction(standing.mark),
        raw=raw,
        override=standing,
        marks=tuple(UsedMark(mark, fates[mark.score_id]) for mark in sorted(marks, key=lambda mark: mark.score_id.int)),
        lacking=() if standing is not None else lacking,
    )


def _is_asked(stage: Stage, component: Component, mark: RawMark) -> bool:
    kinds = [share.assessor for share in component.shares] or stage.assessors
    if mark.assessor_kind not in kinds:
        return False
    if mark.criterion is None:
        return not component.pieces and mark.mark <= component.maximum
    part = component.part(mark.criterion)
    return part is not None and mark.mark <= part.maximum


def _stated(component: Component, marks: Iterable[RawMark], fates: dict[UUID, Fate]) -> list[_Stated]:
    """The newest that each assessor says, of the whole or of each piece; everything older is superseded."""
    by_assessor: defaultdict[tuple[Assessor, UUID], dict[str | None, RawMark]] = defaultdict(dict)
    for mark in marks:
        said = by_assessor[mark.assessor_kind, mark.assessor_id]
        other = said.get(mark.criterion)
        if other is None or other.score_id < mark.score_id:
            said[mark.criterion] = mark
        if other is not None:
            fates[min(other.score_id, mark.score_id)] = Fate.SUPERSEDED
    stated = []
    for (kind, _), said in by_assessor.items():
        if component.pieces:
            stated += [_Stated(kind, mark.mark, mark.score_id, (mark,)) for mark in said.values()]
        else:
            one = _whole_or_rubric(component, kind, said, fates)
            stated += [one] if one is not None else []
    return stated


def _whole_or_rubric(
    component: Component, kind: Assessor, said: dict[str | None, RawMark], fates: dict[UUID, Fate]
) -> _Stated | None:
    """Of a mark for the whole and a complete rubric the newer; a rubric begun later waits until it is complete."""
    whole = said.get(None)
    if not component.criteria:
        return None if whole is None else _Stated(kind, whole.mark, whole.score_id, (whole,))
    rubric = tuple(said[criterion.code] for criterion in component.criteria if criterion.code in said)
    is_complete = len(rubric) == len(component.criteria)
    newest = max((mark.score_id for mark in rubric), default=None)
    if is_complete and newest is not None and (whole is None or newest > whole.score_id):
        if whole is not None:
            fates[whole.score_id] = Fate.SUPERSEDED
        return _Stated(kind, sum((mark.mark for mark in rubric), Decimal(0)), newest, rubric)
    for mark in rubric:
        fates[mark.score_id] = Fate.SUPERSEDED if is_complete else Fate.INCOMPLETE
    return None if whole is None else _Stated(kind, whole.mark, whole.score_id, (whole,))


def _together(
    component: Component, stage: Stage, stated: list[_Stated], fates: dict[UUID, Fate]
) -> tuple[Fraction | None, tuple[Text, ...]]:
    if not component.shares:
        found = _aggregated(component, stated, fates)
        if found is None:
            return None, (_awaited(component, stage.assessors, len(stated)),)
        return Fraction(found.total) / found.over, ()
    lacking: list[Text] = []
    # Added up by divisor, divided at the end: a class of thousands is judged at once.
    totals: defaultdict[int, Decimal] = defaultdict(Decimal)
    for share in component.shares:
        of_kind = [one for one in stated if one.kind is share.assessor]
        found = _aggregated(component, of_kind, fates)
        if found is None:
            lacking.append(_awaited(component, (share.assessor,), len(of_kind)))
        else:
            totals[found.over] += found.total * share.weight
    if lacking:
        return None, tuple(lacking)
    return sum((Fraction(total) / (over * 100) for over, total in totals.items()), Fraction(0)), ()


@dataclass(frozen=True, slots=True)
class _Sum:
    """Points not yet divided: `total / over`, both exact."""

    total: Decimal
    over: int


def _aggregated(component: Component, stated: list[_Stated], fates: dict[UUID, Fate]) -> _Sum | None:
    """Several marks made one; None while there are not enough of them."""
    asked = component.aggregator
    kept = stated
    is_enough = len(stated) >= component.at_least
    if asked.kind is Aggregate.LATEST and len(stated) > 1:
        newest = max(stated, key=lambda one: one.newest)
        kept = [newest]
        _mark(fates, (one for one in stated if one is not newest), Fate.SUPERSEDED)
    elif asked.kind is Aggregate.TRIMMED_MEAN and is_enough:
        ordered = _ordered(stated)
        kept = ordered[asked.drop : -asked.drop]
        _mark(fates, ordered[: asked.drop], Fate.DROPPED_LOWEST)
        _mark(fates, ordered[-asked.drop :], Fate.DROPPED_HIGHEST)
    elif asked.kind is Aggregate.BEST_OF and is_enough:
        ordered = _ordered(stated)
        kept = ordered[-asked.best :]
        _mark(fates, ordered[: -asked.best], Fate.NOT_AMONG_BEST)
    _mark(fates, kept, Fate.COUNTED)
    if not is_enough:
        return None
    # Marks have four places and maxima are bounded: sums of Decimals, and their products with shares, are exact.
    total = sum((one.points for one in kept), Decimal(0))
    if asked.kind is Aggregate.SUM:
        return _Sum(min(total, component.maximum), 1)
    return _Sum(total, len(kept))


def _ordered(stated: list[_Stated]) -> list[_Stated]:
    # By points, then by age: which of two equal marks is dropped is decided, and changes nothing.
    return sorted(stated, key=lambda one: (one.points, one.newest))


def _mark(fates: dict[UUID, Fate], stated: Iterable[_Stated], fate: Fate) -> None:
    for one in stated:
        for mark in one.marks:
            fates[mark.score_id] = fate


def _awaited(component: Component, kinds: Sequence[Assessor], have: int) -> Text:
    zh, en = "、".join(NAMES[kind].zh for kind in kinds), " or ".join(NAMES[kind].en for kind in kinds)
    if component.at_least == 1:
        return Text(zh=f"{component.label.zh}(待{zh}评分)", en=f"{component.label.en} (by {en})")
    return Text(
        zh=f"{component.label.zh}(待{zh}评分,已有{have}个,至少{component.at_least}个)",
        en=f"{component.label.en} (by {en}: {have} of at least {component.at_least})",
    )
