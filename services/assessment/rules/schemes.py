"""Schemes of assessment as data: stages with their assessor, weighted components, gates, bands, a certifier."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal, TypeAlias

from pydantic import TypeAdapter

from services.platform.errors import Text

_WHOLE = Decimal(100)
FAIL = "FAIL"
PASS = "PASS"  # noqa: S105 - a grade, not a password


class Assessor(StrEnum):
    """Who records a stage or certifies, by the names that packs use for these roles."""

    ORGANISER = "ORGANISER"
    SCHOOL_GROUP = "SCHOOL_GROUP"
    COUNTY_CENTRE = "COUNTY_CENTRE"


Gate: TypeAlias = Literal["ATTENDANCE"]
StageCode: TypeAlias = Literal["PRE", "DURING", "POST"]


@dataclass(frozen=True, slots=True)
class Component:
    """One thing that is marked, from 0 to its maximum; the weights of a stage sum to 100."""

    code: str
    label: Text
    weight: Decimal
    maximum: Decimal = _WHOLE


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of an assessment. Its score runs from 0 to 100 and passes from `pass_score` on."""

    code: StageCode
    label: Text
    assessor: Assessor
    pass_score: Decimal
    components: tuple[Component, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """From which score on a grade is given."""

    grade: str
    label: Text
    from_score: Decimal


@dataclass(frozen=True, slots=True)
class Scheme:
    """One version of a scheme; a version never changes once it was used."""

    code: str
    version: int
    title: Text
    gates: tuple[Gate, ...]
    stages: tuple[Stage, ...] = ()
    bands: tuple[Band, ...] = ()
    certifier: Assessor | None = None

    def __post_init__(self) -> None:
        problems = "; ".join(incoherences(self))
        if problems:
            raise ValueError(problems)

    def stage_of(self, component: str) -> Stage | None:
        """The stage that a component belongs to."""
        return next((stage for stage in self.stages for one in stage.components if one.code == component), None)

    def component(self, code: str) -> Component | None:
        return next((one for stage in self.stages for one in stage.components if one.code == code), None)

    def as_data(self) -> dict[str, Any]:
        """The scheme as JSON, which `scheme_from` reads back."""
        data: dict[str, Any] = _SCHEME.dump_python(self, mode="json")
        return data


def incoherences(scheme: Scheme) -> Iterable[str]:
    """What is wrong with a scheme, in words for its author."""
    codes = [component.code for stage in scheme.stages for component in stage.components]
    if len(set(codes)) < len(codes):
        yield "two components have the same code"
    for stage in scheme.stages:
        if sum((component.weight for component in stage.components), Decimal(0)) != _WHOLE:
            yield f"the weights of {stage.code} do not sum to 100"
        if any(component.weight <= 0 or component.maximum <= 0 for component in stage.components):
            yield f"{stage.code} has a component without weight or maximum"
        if not 0 < stage.pass_score <= _WHOLE:
            yield f"the pass score of {stage.code} is not within 0 to 100"
    if scheme.bands and len(scheme.stages) != 1:
        yield "grades are given by the score of one stage"
    if [band.from_score for band in scheme.bands] != sorted({band.from_score for band in scheme.bands}, reverse=True):
        yield "the bands do not run from the best grade down"
    if scheme.bands and scheme.bands[-1].from_score > scheme.stages[0].pass_score:
        yield "a passing score lies below every band"


_SCHEME: TypeAdapter[Scheme] = TypeAdapter(Scheme)


def scheme_from(data: Mapping[str, Any]) -> Scheme:
    """The scheme that was kept as JSON."""
    return _SCHEME.validate_python(data)


def _component(code: str, zh: str, en: str, weight: int) -> Component:
    return Component(code, Text(zh=zh, en=en), Decimal(weight))


_PASSING = Decimal(60)

ATTENDANCE = Scheme(
    code="ATTENDANCE", version=1, title=Text(zh="考勤合格即结业", en="Passed by attendance"), gates=("ATTENDANCE",)
)

# XC-15 weighs process and final assessment alike and states no figures: half and half.
SCORED = Scheme(
    code="SCORED",
    version=1,
    title=Text(zh="过程与终结考核", en="Process and final assessment"),
    gates=("ATTENDANCE",),
    stages=(
        Stage(
            "DURING",
            Text(zh="训中", en="During the training"),
            Assessor.ORGANISER,
            _PASSING,
            (
                _component("PROCESS", "过程性考核", "Assessment of the process", 50),
                _component("FINAL", "终结性考核", "Final assessment", 50),
            ),
        ),
    ),
    bands=(
        Band("EXCELLENT", Text(zh="优秀", en="Excellent"), Decimal(90)),
        Band("GOOD", Text(zh="良好", en="Good"), Decimal(75)),
        Band(PASS, Text(zh="合格", en="Passed"), _PASSING),
    ),
)

# XC-14: organiser, organiser, school group; every stage must be passed, then the county centre certifies.
THREE_STAGE = Scheme(
    code="THREE_STAGE",
    version=1,
    title=Text(zh="训前、训中、训后三段式考核", en="Assessment before, during and after the training"),
    gates=("ATTENDANCE",),
    stages=(
        Stage(
            "PRE",
            Text(zh="训前", en="Before the training"),
            Assessor.ORGANISER,
            _PASSING,
            (
                _component("PROBLEM", "问题提交", "Problem handed in", 50),
                _component("CASE", "案例提交", "Case handed in", 50),
            ),
        ),
        Stage(
            "DURING",
            Text(zh="训中", en="During the training"),
            Assessor.ORGANISER,
            _PASSING,
            (_component("PARTICIPATION", "过程参与度", "Participation", 100),),
        ),
        Stage(
            "POST",
            Text(zh="训后", en="After the training"),
            Assessor.SCHOOL_GROUP,
            _PASSING,
            (_component("PRACTICE", "岗位实践研修", "Practice on the job", 100),),
        ),
    ),
    certifier=Assessor.COUNTY_CENTRE,
)

SHIPPED: Mapping[str, Scheme] = {scheme.code: scheme for scheme in (ATTENDANCE, SCORED, THREE_STAGE)}
