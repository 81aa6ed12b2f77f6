"""Every approved adjustment against what two persons said and what was posted for it."""

from collections.abc import Iterable, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger import queries
from services.ledger.models import Adjustment, AdjustmentDecision, Entry
from services.ledger.operations.adjustments import agreed_of
from services.ledger.operations.verification.entries import id_of
from services.ledger.operations.verification.steps import Step
from services.ledger.rules import ADJUSTMENTS, Finding, about, agreed_causation, read_lines
from services.platform.signing import KeyRing

_AT_ONCE = 200


async def look_at_adjustments(session: AsyncSession, *, district_id: int, keys: KeyRing, place: str) -> Step:
    """The next 200 approved adjustments, in the order of their ids."""
    assert keys is not None  # noqa: S101 - every stage is handed the same
    approved = await queries.list_approved_after(session, district_id=district_id, after=id_of(place), limit=_AT_ONCE)
    posted = await queries.map_entries_caused(
        session,
        district_id=district_id,
        causation_ids=[decided.causation_id for _, decided in approved if decided.causation_id is not None],
        teacher_ids={one.teacher_id for one, _ in approved},
    )
    findings: list[Finding] = []
    for one, decided in approved:
        entries = posted.get(decided.causation_id, []) if decided.causation_id else []
        findings += _faults_of(one, decided, entries)
    last = str(approved[-1][0].adjustment_id) if len(approved) == _AT_ONCE else None
    return Step(findings, 0, last)


def _faults_of(one: Adjustment, decided: AdjustmentDecision, entries: Sequence[Entry]) -> Iterable[Finding]:
    if agreed_causation(agreed_of(one, decided)) != decided.causation_id:
        yield about(
            ADJUSTMENTS,
            zh=f"调整 {one.adjustment_id} 与批准时的内容不符",
            en=f"adjustment {one.adjustment_id} is not what was agreed on",
        )
    taken = sorted(entry.reverses for entry in entries if entry.reverses is not None)
    given = [entry for entry in entries if entry.reverses is None]
    lines = read_lines(one.lines)
    said = [(line.hours, line.credits, line.category, line.level, line.mode, line.earned_to) for line in lines]
    stands = [(entry.hours, entry.credits, entry.category, entry.level, entry.mode, entry.earned_to) for entry in given]
    if taken != sorted(one.takes_back) or stands != said:
        yield about(
            ADJUSTMENTS,
            seq=entries[0].seq if entries else None,
            zh=f"调整 {one.adjustment_id} 与其台账行不符",
            en=f"adjustment {one.adjustment_id} and its entries say different things",
        )
