"""Every balance and every tally against the entries."""

from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger import queries
from services.ledger.operations.verification.entries import id_of
from services.ledger.operations.verification.steps import Step
from services.ledger.rules import BALANCES, Amounts, Finding, about, faults_of_balance, faults_of_total
from services.platform.signing import KeyRing

_WINDOW: Final = 20_000
_TEACHERS_AT_ONCE: Final = 200


async def look_at_balances(session: AsyncSession, *, district_id: int, keys: KeyRing, place: str) -> Step:
    """All balances at one moment against the entries up to then, which nobody may change; then teacher by teacher."""
    assert keys is not None  # noqa: S101 - every stage is handed the same
    findings = [] if place else await _faults_of_balances(session, district_id)
    teacher_ids = await queries.list_teachers_after(
        session, district_id=district_id, after=id_of(place), limit=_TEACHERS_AT_ONCE
    )
    for teacher_id in await queries.list_false_tallies(session, district_id=district_id, teacher_ids=teacher_ids):
        findings.append(_false_tally(teacher_id))
    return Step(findings, 0, str(teacher_ids[-1]) if len(teacher_ids) == _TEACHERS_AT_ONCE else None)


async def _faults_of_balances(session: AsyncSession, district_id: int) -> list[Finding]:
    state = await queries.get_book_state(session, district_id=district_id)
    if state.next_seq is None:
        # That the head is gone has been said.
        return []
    sums: dict[str, Amounts] = {}
    for first in range(1, state.next_seq, _WINDOW):
        last = min(first + _WINDOW, state.next_seq) - 1
        for debit, credit, gained_hours, gained_credits in await queries.list_moves(
            session, district_id=district_id, first=first, last=last
        ):
            sums[credit] = sums.get(credit, Amounts()).plus(gained_hours, gained_credits)
            sums[debit] = sums.get(debit, Amounts()).plus(-gained_hours, -gained_credits)
    findings: list[Finding] = []
    total = Amounts()
    for account in sorted(sums.keys() | state.balances.keys()):
        stored = state.balances.get(account)
        findings += faults_of_balance(account, computed=sums.get(account), stored=stored)
        if stored is not None:
            total = total.plus(stored.hours, stored.credits)
    findings += faults_of_total(total)
    return findings


def _false_tally(teacher_id: UUID) -> Finding:
    return about(
        BALANCES,
        zh=f"教师 {teacher_id} 的分月合计与台账行不符",
        en=f"the tallies of teacher {teacher_id} are not the sums of the entries",
    )
