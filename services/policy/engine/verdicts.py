"""The verdict over all clauses: what is due decides it, advisory clauses and reliefs never do."""

from collections.abc import Sequence

from services.policy.engine.kinds import RELIEF_KINDS
from services.policy.engine.standing import ClauseResult, Progress, Result


def _binding(results: Sequence[ClauseResult]) -> list[ClauseResult]:
    return [
        r
        for r in results
        if r.severity == "mandatory"
        and r.result is not Result.NOT_APPLICABLE
        and not (r.kind in RELIEF_KINDS and r.result in {Result.EXEMPT, Result.UNDETERMINED})
    ]


def verdict_of(results: Sequence[ClauseResult]) -> Result:
    """Return the worst of what is due; MET where nothing due is missing, NOT_APPLICABLE where nothing binds."""
    binding = _binding(results)
    if not binding:
        return Result.NOT_APPLICABLE
    due = {r.result for r in binding if r.progress is Progress.FINAL}
    for worst in (Result.NOT_MET, Result.UNDETERMINED):
        if worst in due:
            return worst
    return Result.EXEMPT if all(r.result is Result.EXEMPT for r in binding) else Result.MET


def progress_over(results: Sequence[ClauseResult]) -> Progress:
    """Return FINAL once all that binds is due, before that BEHIND if any of it is behind."""
    open_ = [r for r in _binding(results) if r.progress is not Progress.FINAL]
    if not open_:
        return Progress.FINAL
    behind = any(r.progress is Progress.BEHIND and r.result is Result.NOT_MET for r in open_)
    return Progress.BEHIND if behind else Progress.ON_TRACK
