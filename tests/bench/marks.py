"""A class that three persons mark in twelve components: its schemes, all marks, and by hand what they come to."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from statistics import median
from typing import Any
from uuid import UUID

from tests.bench.classes import Desk
from tests.bench.people import People

ASSESSORS = 3
WEIGHTS = ("4", "5", "6", "7", "8", "8", "9", "9", "10", "11", "11", "12")
COMPONENTS = tuple(f"C{number:02}" for number in range(1, len(WEIGHTS) + 1))
LINE = 60
_GRADES = (("EXCELLENT", "优秀", 85), ("GOOD", "良好", 75), ("PASS", "合格", LINE))


def scheme(code: str, version: int) -> dict[str, Any]:
    """Give version 1, the mean of three marks, or version 2, the middle one, weighed in the opposite order."""
    aggregator = {"kind": "MEAN"} if version == 1 else {"kind": "TRIMMED_MEAN", "drop": 1}
    return {
        "code": code,
        "title": {"zh": "骨干教师考核", "en": "Backbone teachers"},
        "gates": [{"kind": "ATTENDANCE"}],
        "stages": [
            {
                "code": "DURING",
                "label": {"zh": "训中", "en": "During the training"},
                "assessors": ["EXPERT"],
                "pass_score": str(LINE),
                "components": [
                    {
                        "code": component,
                        "label": {"zh": f"考核项{component}", "en": component},
                        "weight": weight,
                        "aggregator": aggregator,
                        "at_least": ASSESSORS,
                    }
                    for component, weight in zip(COMPONENTS, _weights(version), strict=True)
                ],
            }
        ],
        "bands": [
            {"grade": grade, "label": {"zh": zh, "en": grade.title()}, "from_score": str(low)}
            for grade, zh, low in _GRADES
        ],
        "reason": "考核办法修订",
    }


def _weights(version: int) -> Sequence[str]:
    return WEIGHTS if version == 1 else WEIGHTS[::-1]


@dataclass(frozen=True, slots=True)
class Marked:
    """What each of the assessors gives each member in each component, in halves, the same in every run."""

    members: int

    def given(self, member: int, component: int, assessor: int) -> Decimal:
        """Between 40 and 100: how good a member is, and some of whatever makes three persons differ."""
        standing = 50 + member * 7919 % 41
        differs = (member * 31 + component * 17 + assessor * 23) % 37 - 18
        return Decimal(min(200, max(80, 2 * standing + differs))) / 2

    def score(self, member: int, version: int) -> Fraction:
        """What the marks come to by hand."""
        total = Fraction(0)
        for place, weight in enumerate(_weights(version)):
            given = [self.given(member, place, assessor) for assessor in range(ASSESSORS)]
            points = Fraction(sum(given)) / ASSESSORS if version == 1 else Fraction(median(given))
            total += points * Fraction(weight) / 100
        return total

    def grade(self, member: int, version: int) -> str:
        score = self.score(member, version)
        return next((grade for grade, _, low in _GRADES if score >= low), "FAIL")

    def shown(self, member: int, version: int) -> Decimal:
        """As the service shows it: rounded half up to four places, but never onto a grade that is not reached."""
        score = self.score(member, version)
        cut = score.numerator * 10_000 // score.denominator
        rounded = (score.numerator * 20_000 // score.denominator + 1) // 2
        is_beyond = any(score < low <= Fraction(rounded, 10_000) for _, _, low in _GRADES)
        return Decimal(cut if is_beyond else rounded) / 10_000


async def name_assessors(desk: Desk, class_id: UUID, experts: Sequence[UUID]) -> None:
    for component in COMPONENTS:
        items = [{"person_id": str(expert)} for expert in experts]
        body = {"component": component, "kind": "EXPERT", "items": items, "reason": "评审安排"}
        named = await desk.post(f"/classes/{class_id}/assessors", json=body)
        if len(named["items"]) != ASSESSORS:
            raise RuntimeError(f"{len(named['items'])} were named")


def sheet(people: People, marked: Marked, assessor: int) -> bytes:
    """What one assessor fills in, as CSV."""
    lines = ["工号,姓名," + ",".join(f"考核项{component} [{component}]" for component in COMPONENTS)]
    for member in range(marked.members):
        given = (str(marked.given(member, place, assessor)) for place in range(len(COMPONENTS)))
        lines.append(f"{people.staff_number(member)},{people.name(member)},{','.join(given)}")
    return "\n".join(lines).encode()
