"""Every outcome heard against the entries that stand for it."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger import queries
from services.ledger.operations.verification.entries import id_of
from services.ledger.operations.verification.steps import Step
from services.ledger.rules import Finding, Traced, faults_of_outcome, traced
from services.platform.signing import KeyRing

_AT_ONCE = 500


async def look_at_outcomes(session: AsyncSession, *, district_id: int, keys: KeyRing, place: str) -> Step:
    """The next 500 outcomes, in the order of their ids."""
    assert keys is not None  # noqa: S101 - every stage is handed the same
    heard = await queries.list_outcomes_after(session, district_id=district_id, after=id_of(place), limit=_AT_ONCE)
    records = await queries.list_records_of_outcomes(session, district_id=district_id, outcome_ids=heard)
    entries: dict[UUID, list[Traced]] = {}
    for record in records:
        if record.outcome_id is not None:
            entries.setdefault(record.outcome_id, []).append(traced(record))
    causes = await queries.list_known_causes(
        session, district_id=district_id, causation_ids={record.causation_id for record in records}
    )
    findings: list[Finding] = []
    for outcome_id, revisions in heard.items():
        findings += faults_of_outcome(outcome_id, revisions, entries.get(outcome_id, []), other_causes=causes)
    return Step(findings, 0, str(max(heard)) if len(heard) == _AT_ONCE else None)
