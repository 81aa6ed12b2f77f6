"""What a plan is held against, and what comes of it: offers, teachers, needs, shortages, additions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from services.policy.engine.standing import ClauseResult
from services.policy.facts import Entry
from services.policy.format import Pack
from services.policy.format.selectors import CODED, Where

Outcome: TypeAlias = Literal["MET", "COVERED", "REACHABLE", "CLASH", "OUT_OF_REACH"]
"""Nothing lacks; places held suffice; open classes suffice; they would if none clashed; not even then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A class on offer: how many places are still free, and when it meets."""

    offer_id: str
    seats: int | None
    """None: as many as come."""
    sittings: tuple[tuple[datetime, datetime], ...] = ()

    def clashes(self, other: "Offer") -> bool:
        """Whether nobody can attend both in full."""
        if not self.sittings or not other.sittings:
            return False
        apart = self._ends_at <= other._starts_at or other._ends_at <= self._starts_at
        return not apart and any(a < d and c < b for a, b in self.sittings for c, d in other.sittings)

    @property
    def _starts_at(self) -> datetime:
        return min(starts_at for starts_at, _ in self.sittings)

    @property
    def _ends_at(self) -> datetime:
        return max(ends_at for _, ends_at in self.sittings)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One clause of one pack for one teacher, with the readings in force."""

    pack: Pack
    switches: Mapping[str, str]
    clause: ClauseResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A teacher before the plan. `judge` answers for further entries as if they stood in the book."""

    teacher_id: str
    judge: Callable[[Sequence[Entry]], Sequence[Judgement]]
    held: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    """Offers in which the teacher holds a place, with what they bring."""
    open: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    """Offers that the teacher may still enter, with what they bring."""


class Need(NamedTuple):
    """A quantity that a clause asks for, in one period."""

    pack_id: str
    clause_id: str
    period: str | None
    label_zh: str
    label_en: str
    unit: str


@dataclass(frozen=True, slots=True)
class Lack:
    """How far one teacher is from a need."""

    need: Need
    required: Decimal
    counted: Decimal
    gap: Decimal
    sentence_zh: str
    sentence_en: str


@dataclass(frozen=True, slots=True)
class Stranded:
    """A teacher who cannot get there: what is still lacking after the best that could be attended."""

    teacher_id: str
    outcome: Outcome
    lacking: tuple[Lack, ...]
    attends: tuple[str, ...]
    """The offers of the best way that was found, places held already included."""
    clashes: tuple[tuple[str, str], ...]
    """Offers open to the teacher that meet at the same time."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the dimensions a need can be met: any of the codes in each, all where there are none."""

    category: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    nature: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    when: str | None = None

    @classmethod
    def of(cls, where: Where | None) -> "Place":
        """Where a selector picks from; everywhere without one."""
        if where is None:
            return cls()
        return cls(
            category=where.category,
            level=where.level,
            mode=where.mode,
            nature=where.nature,
            kind=where.kind,
            tags=(*where.tags_all, *where.tags_any),
            when=where.when,
        )

    def told(self, pack: Pack) -> tuple[str, str]:
        """The place in Chinese and English, by the names that the pack gives its codes."""
        zh, en = [], []
        for name, codes in ((name, getattr(self, name)) for name in (*CODED, "tags")):
            names = getattr(pack.dimensions, "tag" if name == "tags" else name)
            if codes:
                zh.append("或".join(names[code].zh for code in codes))
                en.append(" or ".join(names[code].en for code in codes))
        if self.when is not None:
            zh.append(f"符合条件 {self.when}")
            en.append(f"where {self.when}")
        return "、".join(zh) or "任何培训", ", ".join(en) or "any training"

    @property
    def narrowness(self) -> int:
        return sum(1 for name in (*CODED, "tags") if getattr(self, name)) + (self.when is not None)


@dataclass(frozen=True, slots=True)
class Shortage:
    """One need of many teachers against what is offered for it, in person-hours (or person-credits)."""

    need: Need
    place: Place
    place_zh: str
    place_en: str
    asked: Decimal
    """What all of them lack together, places held already counted as attended."""
    offered: Decimal | None
    """What the free places could bring towards it; None where a class takes as many as come."""
    carried: Decimal
    """The most of what is asked that free places can carry, were they given in the best way."""
    short: Decimal
    places_free: int | None
    asking: tuple[tuple[str, Decimal], ...]
    """Who lacks how much, the most first."""
    left: tuple[tuple[str, Decimal], ...]
    """Who would go without how much, if the small gaps were closed first: an example, people decide."""
    offers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Addition:
    """What to add: a class of so much in this place with so many seats; it serves every need named."""

    place: Place
    place_zh: str
    place_en: str
    pack_id: str
    unit: str
    amount: Decimal
    seats: int
    needs: tuple[Need, ...]
    teachers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a plan comes to for a set of teachers."""

    outcomes: Mapping[Outcome, tuple[str, ...]]
    stranded: tuple[Stranded, ...]
    shortages: tuple[Shortage, ...]
    additions: tuple[Addition, ...]
