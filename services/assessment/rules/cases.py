"""Cases about consequences: which clause, which reasons and measures, who may decide, how long there is to answer."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, Final, Literal, TypeAlias
from uuid import UUID

from services.assessment.errors import UnknownConsequence, UnknownMeasure, UnknownTrigger
from services.policy.format import Pack
from services.policy.format.clauses import ConsequenceClause

__all__ = [
    "APPEAL_DAYS",
    "ENDED_CASES",
    "FEWEST_DAYS_TO_ANSWER",
    "AppealResult",
    "CaseState",
    "Consequence",
    "EvidenceGiven",
    "Named",
    "consequence_of",
    "last_day",
]

CaseState: TypeAlias = Literal["OPENED", "NOTIFIED", "DECIDED", "APPEALED", "APPEAL_DECIDED", "CLOSED", "WITHDRAWN"]
ENDED_CASES: Final[tuple[CaseState, ...]] = ("CLOSED", "WITHDRAWN")
AppealResult: TypeAlias = Literal["UPHELD", "CHANGED", "REJECTED"]
FEWEST_DAYS_TO_ANSWER: Final = 5
"""Days after the notice that a teacher has at least before anybody decides."""
APPEAL_DAYS: Final = 15
"""Days after a decision in which it can be appealed against."""


@dataclass(frozen=True, slots=True)
class Named:
    """Something that a clause names, in both languages."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """A clause about consequences in its own words."""

    clause_id: str
    title_zh: str
    title_en: str
    quotes: tuple[str, ...]
    triggers: tuple[Named, ...]
    measures: tuple[Named, ...]

    @classmethod
    def stored(cls, kept: dict[str, Any]) -> "Consequence":
        """A clause as it was kept with a case."""
        return cls(
            clause_id=kept["clause_id"],
            title_zh=kept["title_zh"],
            title_en=kept["title_en"],
            quotes=tuple(kept["quotes"]),
            triggers=tuple(Named(**one) for one in kept["triggers"]),
            measures=tuple(Named(**one) for one in kept["measures"]),
        )

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    def demand_triggers(self, codes: Collection[str]) -> None:
        known = [one.code for one in self.triggers]
        if not set(codes) <= set(known):
            raise UnknownTrigger(known=", ".join(known))

    def demand_measures(self, codes: Collection[str]) -> None:
        known = [one.code for one in self.measures]
        if not set(codes) <= set(known):
            raise UnknownMeasure(known=", ".join(known))


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceGiven:
    """What somebody puts forward: a file, a record or an outcome of the teacher's, or words alone."""

    file_id: UUID | None = None
    record_id: UUID | None = None
    outcome_id: UUID | None = None
    note: str


def consequence_of(pack: Pack, clause_id: str, *, on: date) -> Consequence:
    """The clause of a pack by which people may decide; UnknownConsequence with those there are."""
    clauses = [clause for clause in pack.clauses if isinstance(clause, ConsequenceClause)]
    for clause in clauses:
        if clause.id == clause_id:
            return Consequence(
                clause_id=clause.id,
                title_zh=clause.title.zh,
                title_en=clause.title.en,
                quotes=tuple(clause.quotes),
                triggers=tuple(Named(one.code, one.label.zh, one.label.en) for one in clause.triggers),
                measures=tuple(Named(one.code, one.label.zh, one.label.en) for one in clause.measures),
            )
    raise UnknownConsequence(on=on, pack_id=pack.id, known=", ".join(clause.id for clause in clauses) or "-")


def last_day(start: date, *, days: int) -> date:
    """The last of so many days after a day."""
    return start + timedelta(days=days)
