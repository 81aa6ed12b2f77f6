"""The kinds of clauses that can be judged for one teacher; a new kind is a new file here and a line below.

A kind without a judge (statements, enumerations, rates, budgets, evidence, consequences ...) is shown with its pack
and has no result in a teacher's standing.
"""

from collections.abc import Callable, Mapping

from services.policy.engine.case import Case
from services.policy.engine.kinds import reliefs, requirements, tiers
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
    "tier": tiers.judge,
    "waiver": reliefs.judge,
    "exemption": reliefs.judge,
    "substitution": reliefs.judge,
    "proration": reliefs.judge,
    "recognition": reliefs.judge,
}

SHOWN_ONLY = frozenset(
    {
        *("conversion", "tariff", "stages", "statement", "duty", "role", "enumeration"),
        *("consequence", "rate", "budget", "evidence", "count"),
    }
)

RELIEF_KINDS = frozenset({"waiver", "exemption", "substitution", "proration", "recognition"})
"""Clauses that ease others. Being in doubt about one is no verdict; the clauses it would ease carry the doubt."""
