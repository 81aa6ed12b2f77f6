"""The kinds of clauses that can be judged for one teacher; a new kind is a new file here and a line below.

A judge is given clauses of scope teacher only. A kind without a judge has no result in a teacher's standing: it is
shown with its pack, or judged where programs, schools and districts are.
"""

from collections.abc import Callable, Mapping

from services.policy.engine.case import Case
from services.policy.engine.kinds import counts, duties, evidence, keeping, reliefs, requirements, tiers, years
from services.policy.engine.plan import ClausePlan
from services.policy.engine.standing import ClauseResult

JUDGES: Mapping[str, Callable[[Case, ClausePlan], list[ClauseResult]]] = {
    "total": requirements.judge,
    "bucket": requirements.judge,
    "range": requirements.judge,
    "share": requirements.judge,
    "yearly": requirements.judge,
    "mode": requirements.judge,
    "cap": requirements.judge,
    "gate": requirements.judge,
    "interim": requirements.judge,
    "tier": tiers.judge,
    "years_met": years.judge,
    "waiver": reliefs.judge,
    "exemption": reliefs.judge,
    "substitution": reliefs.judge,
    "proration": reliefs.judge,
    "recognition": reliefs.judge,
    "count": counts.judge,
    "duty": duties.judge,
    "evidence": evidence.judge,
}

ASKS: Mapping[str, Callable[[Case, ClausePlan], keeping.Asks]] = {
    "count": counts.asks_of,
    "duty": duties.asks_of,
    "evidence": evidence.asks_of,
}
"""Kinds that ask for things to be done, and what they ask slot by slot."""

SHOWN_ONLY = frozenset({"statement", "enumeration", "consequence"})
"""Kinds that nobody is judged by."""

JUDGED_ELSEWHERE = frozenset(
    {
        *("conversion", "tariff", "stages", "grade", "forms", "eligibility"),
        *("rate", "quota", "budget", "role", "deadline", "sign_in"),
    }
)
"""Kinds that are never asked of one teacher over time: of activities and programs, schools, districts."""

RELIEF_KINDS = frozenset({"waiver", "exemption", "substitution", "proration", "recognition"})
"""Clauses that ease others. Being in doubt about one is no verdict; the clauses it would ease carry the doubt."""
