"""Schemes and marks as short as a table wants them."""

from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from services.assessment.rules import Assessor, Component, Evidence, Override, PackInForce, RawMark, Scheme, Stage
from services.platform.errors import Text
from services.platform.ids import new_id
from services.policy.format import Pack, Terms, load, shipped

EXPERT, PEER, SELF, ORGANISER = Assessor.EXPERT, Assessor.PEER, Assessor.SELF, Assessor.ORGANISER
FIRST, SECOND, THIRD, FOURTH, FIFTH = (UUID(int=number) for number in range(1, 6))
LY_WEIGHTS = {
    f"{part}_{who}_weight": weight
    for part in ("theory", "practice")
    for who, weight in (("self", 10), ("peer", 15), ("expert", 25))
}
P240_BANDS = {"excellent_from": 90, "good_from": 75, "pass_from": 60, "marginal_from": 50}
_CYCLE: dict[str, Any] = {"cycle_start": "2009-01-01", "cycle_end": "2013-12-31"}


def label(name: str) -> Text:
    return Text(zh=f"{name}项", en=name)


def component(code: str = "A", *, weight: str = "100", **facts: Any) -> Component:
    return Component(code, label(code), Decimal(weight), **facts)


def stage(*components: Component, code: str = "DURING", line: str | None = "60", weight: str | None = None) -> Stage:
    return Stage(
        code,
        label(code),
        (EXPERT, PEER, SELF, ORGANISER),
        None if line is None else Decimal(line),
        components or (component(),),
        weight=None if weight is None else Decimal(weight),
    )


def scheme(*stages: Stage, **facts: Any) -> Scheme:
    return Scheme(code="ODD", version=1, title=label("ODD"), stages=stages or (stage(),), **{"gates": (), **facts})


def mark(points: str, by: UUID = FIRST, kind: Assessor = EXPERT, code: str = "A", **facts: Any) -> RawMark:
    """A mark given after every mark that was made before it."""
    return RawMark(code, Decimal(points), kind, by, new_id(), **facts)


def override(points: str, code: str = "A", **facts: Any) -> Override:
    return Override(code, Decimal(points), FIFTH, "复核", new_id(), **facts)


def evidence(*marks: RawMark, **facts: Any) -> Evidence:
    return Evidence(marks=marks, **{"attendance_met": True, **facts})


def in_force(name: str, **parameters: Any) -> PackInForce:
    """A shipped pack under these parameters."""
    return PackInForce(_shipped(name), Terms(parameters={**_CYCLE, **parameters}))


@cache
def _shipped(name: str) -> Pack:
    return load(shipped(name), file=f"{name}.yaml")
