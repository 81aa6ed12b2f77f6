"""A plan held against what its teachers still lack."""

from collections.abc import Iterable
from datetime import date

from services.policy.coverage.adding import additions_of
from services.policy.coverage.given import Candidate, Coverage, Need, Offer, Outcome, Stranded
from services.policy.coverage.reaching import Plan, outcome_of
from services.policy.coverage.seats import Asking, ask, shortages_of
from services.policy.coverage.ways import rivals_among


def cover(candidates: Iterable[Candidate], offers: Iterable[Offer], *, since: date, until: date) -> Coverage:
    """Hold a plan against what is due between two days.

    A teacher is judged with everything that is open, so that what is said to be out of reach is so whatever is chosen;
    where classes clash, with every choice among them (the most useful ones where there are very many). Shortages go by
    the greatest flow from gaps to free places, each need by itself and shares divisible: what is short there is short
    in any real allocation. Caps and offsets bind in the judging, not in the flow. Clauses due before `since` are past.
    """
    known = {offer.offer_id: offer for offer in offers}
    plan = Plan(known, rivals_among(known.values()), since, until)
    outcomes: dict[Outcome, list[str]] = {}
    stranded: list[Stranded] = []
    asking: dict[Need, Asking] = {}
    for candidate in candidates:
        own = [entry for entries in candidate.held.values() for entry in entries]
        lacking = plan.lacking_of(candidate.judge(own))
        outcome, left = outcome_of(plan, candidate, own, lacking)
        outcomes.setdefault(outcome, []).append(candidate.teacher_id)
        if left is not None:
            stranded.append(left)
        for judgement, lack in lacking:
            ask(asking, judgement, lack, candidate, plan)
    shortages, remaining = shortages_of(asking.values(), known)
    return Coverage(
        outcomes={outcome: tuple(sorted(ids)) for outcome, ids in sorted(outcomes.items())},
        stranded=tuple(sorted(stranded, key=lambda one: one.teacher_id)),
        shortages=tuple(shortages),
        additions=tuple(additions_of(asking, remaining)),
    )
