"""Schemes of assessment as data: stages with their assessors, weighted components, gates, bands, a certifier."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter

from services.assessment.rules.schemes.coherence import cannot_fail, incoherences
from services.assessment.rules.schemes.gates import Gate
from services.assessment.rules.schemes.outline import Outline
from services.assessment.rules.schemes.parts import Band, FromPack, Stage, Work
from services.platform.errors import Text


class UnsoundScheme(ValueError):
    """A scheme that cannot be used, and everything that is wrong with it."""

    def __init__(self, problems: tuple[Text, ...]) -> None:
        super().__init__("; ".join(problem.en for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Scheme(Outline):
    """One version of a scheme, sound; a version never changes once it was used."""

    def __post_init__(self) -> None:
        problems = tuple(incoherences(self))
        if problems:
            raise UnsoundScheme(problems)

    def as_data(self) -> dict[str, Any]:
        """The scheme as JSON, which `scheme_from` reads back."""
        data: dict[str, Any] = _SCHEME.dump_python(self, mode="json")
        return data


_SCHEME: TypeAdapter[Scheme] = TypeAdapter(Scheme)
_GATES: TypeAdapter[tuple[Gate, ...]] = TypeAdapter(tuple[Gate, ...])
_STAGES: TypeAdapter[tuple[Stage, ...]] = TypeAdapter(tuple[Stage, ...])
_BANDS: TypeAdapter[tuple[Band, ...] | FromPack] = TypeAdapter(tuple[Band, ...] | FromPack)
_SCORE: TypeAdapter[Decimal | None] = TypeAdapter(Decimal | None)
_WORKS: TypeAdapter[tuple[Work, ...]] = TypeAdapter(tuple[Work, ...])


def draft_of(content: Mapping[str, Any], *, version: int) -> Scheme:
    """The scheme that an author's words make, given as plain values by the names of its fields.

    Raises UnsoundScheme. (Pydantic would wrap it, so the scheme itself is made by hand.)
    """
    scheme = Scheme(
        code=content["code"],
        version=version,
        title=Text(**content["title"]),
        gates=_GATES.validate_python(content["gates"]),
        stages=_STAGES.validate_python(content["stages"]),
        bands=_BANDS.validate_python(content["bands"]),
        certifier=content["certifier"],
        works=_WORKS.validate_python(content["works"]),
        pass_score=_SCORE.validate_python(content["pass_score"]),
        stage_weights=content["stage_weights"],
    )
    # Not asked of versions that are kept: classes are assessed by them already.
    if cannot_fail(scheme):
        raise UnsoundScheme(
            (
                Text(
                    zh="有考核项却没有任何合格线:须有阶段或总分合格线、等级、单项合格的条件或认定人",
                    en="components are marked and none can fail: a stage or the whole needs a pass score, bands, a "
                    "component that must be passed, or a certifier",
                ),
            )
        )
    return scheme


def scheme_from(data: Mapping[str, Any]) -> Scheme:
    """The scheme that was kept as JSON, in today's words or in those of the first versions."""
    return _SCHEME.validate_python(_in_todays_words(data))


def _in_todays_words(data: Mapping[str, Any]) -> dict[str, Any]:
    # Versions kept before gates had properties name them by kind alone, and their stages have a single assessor.
    gates = [{"kind": gate} if isinstance(gate, str) else gate for gate in data["gates"]]
    stages = [
        {**{name: value for name, value in stage.items() if name != "assessor"}, "assessors": [stage["assessor"]]}
        if "assessor" in stage
        else stage
        for stage in data.get("stages", ())
    ]
    return {**data, "gates": gates, "stages": stages}
