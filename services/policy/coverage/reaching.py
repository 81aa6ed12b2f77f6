"""What teachers lack, and whether the classes open to each can close it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Final, TypeAlias

from services.policy.coverage.given import Candidate, Judgement, Lack, Need, Offer, Outcome, Stranded
from services.policy.coverage.ways import Rivals, ways_through
from services.policy.engine.case import scaled
from services.policy.engine.standing import Result
from services.policy.facts import Entry

_UNITS: Final = frozenset({"hours", "credits"})
_Rank: TypeAlias = tuple[int, Decimal]
"""How many clauses lack something, and how much in all: the smaller the better."""


def lacking_of(judged: Sequence[Judgement], since: date, until: date) -> list[tuple[Judgement, Lack]]:
    """Amounts that mandatory clauses still ask for, of those due in the days looked at."""
    found = []
    for one in judged:
        clause = one.clause
        if clause.severity != "mandatory" or clause.result is not Result.NOT_MET or clause.due_on is None:
            continue
        if not since <= clause.due_on <= until:
            continue
        for quantity in clause.quantities:
            if quantity.unit in _UNITS and quantity.required is not None and quantity.gap > 0:
                need = Need(
                    one.pack.id, clause.clause_id, clause.period, quantity.label_zh, quantity.label_en, quantity.unit
                )
                lack = Lack(
                    need, quantity.required, quantity.counted, quantity.gap, clause.sentence_zh, clause.sentence_en
                )
                found.append((one, lack))
    return found


@dataclass(frozen=True, slots=True)
class Plan:
    """The offers of a plan by their ids, which of them clash, and the days between which clauses are due."""

    offers: Mapping[str, Offer]
    rivals: Rivals
    since: date
    until: date

    def open_to(self, candidate: Candidate) -> list[str]:
        """Offers with a free place that the teacher may enter and has no place in yet."""
        return [
            offer_id
            for offer_id in sorted(candidate.open)
            if offer_id in self.offers and offer_id not in candidate.held and self.offers[offer_id].seats != 0
        ]

    def possible_for(self, candidate: Candidate) -> list[str]:
        """Those of them that clash with nothing the teacher has a place in."""
        return [offer_id for offer_id in self.open_to(candidate) if not self.rivals[offer_id] & candidate.held.keys()]

    def lacking_of(self, judged: Sequence[Judgement]) -> list[tuple[Judgement, Lack]]:
        return lacking_of(judged, self.since, self.until)


def outcome_of(
    plan: Plan, candidate: Candidate, own: Sequence[Entry], lacking: Sequence[tuple[Judgement, Lack]]
) -> tuple[Outcome, Stranded | None]:
    """Where a teacher stands before a plan, and for whom it does not suffice, what it leaves open.

    `own` is what the places held bring, `lacking` what is lacking beside it.
    """
    if not lacking:
        met = not own or not plan.lacking_of(candidate.judge(()))
        return ("MET" if met else "COVERED"), None

    def after(chosen: Iterable[str]) -> list[tuple[Judgement, Lack]]:
        more = [entry for offer_id in chosen for entry in candidate.open[offer_id]]
        return plan.lacking_of(candidate.judge([*own, *more]))

    best: tuple[_Rank, tuple[str, ...], list[tuple[Judgement, Lack]]] | None = None
    possible = plan.possible_for(candidate)
    for way in ways_through(possible, _usefulness(candidate, possible, lacking), plan.rivals):
        found = after(way) if way else list(lacking)
        if not found:
            return "REACHABLE", None
        clauses = {(lack.need.pack_id, lack.need.clause_id, lack.need.period) for _, lack in found}
        rank = (len(clauses), sum((lack.gap for _, lack in found), Decimal(0)))
        if best is None or rank < best[0]:
            best = (rank, way, found)
    # Everything that is open, as if one could be in two places at once.
    anything = plan.open_to(candidate)
    clashing = [(a, b) for a, b in combinations(anything, 2) if b in plan.rivals[a]]
    clashing += [(a, b) for a in sorted(candidate.held) for b in anything if a in plan.rivals[b]]
    outcome: Outcome = "OUT_OF_REACH"
    if clashing and not after(anything):
        outcome = "CLASH"
    chosen, left = (best[1], best[2]) if best is not None else ((), list(lacking))
    return outcome, Stranded(
        teacher_id=candidate.teacher_id,
        outcome=outcome,
        lacking=tuple(lack for _, lack in left),
        attends=(*sorted(candidate.held), *chosen),
        clashes=tuple(clashing),
    )


def _usefulness(
    candidate: Candidate, possible: Iterable[str], lacking: Sequence[tuple[Judgement, Lack]]
) -> dict[str, int]:
    """How much of what lacks each offer could close, were every hour of it of the right kind."""
    return {
        offer_id: sum(min(amount_of(candidate.open[offer_id], lack.need.unit), scaled(lack.gap)) for _, lack in lacking)
        for offer_id in possible
    }


def amount_of(entries: Sequence[Entry], unit: str) -> int:
    """What entries bring in a unit, in ten-thousandths."""
    return sum(scaled(entry.hours if unit == "hours" else entry.credits) for entry in entries)
