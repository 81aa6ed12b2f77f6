"""Adjustments by hand: one person proposes with reason and evidence, another decides; both stay on record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.directory.errors import PackNotAssigned
from services.ledger import queries
from services.ledger.errors import (
    AdjustmentDecided,
    ConcernsYourself,
    EntryNotAdjustable,
    NeverAppointed,
    NothingAdjusted,
    NotYourProposal,
    SecondPersonNeeded,
)
from services.ledger.models import Adjustment, AdjustmentDecision, Entry
from services.ledger.operations.judging import InForce, load_bench
from services.ledger.operations.posting import post
from services.ledger.rules import (
    AdjustmentLine,
    Agreed,
    Award,
    Record,
    adjustment_award,
    agreed_causation,
    appointment_on,
    demand_line,
    kept_lines,
    read_lines,
    reversal_of,
)
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.errors import NotFound, Text
from services.platform.files import get_files
from services.platform.ids import new_id
from services.policy.facts import Teacher

WITHDRAWN: Final = "WITHDRAWN"
APPROVED: Final = "APPROVED"
_GIVEN_BY_HAND: Final = frozenset({"import", "adjustment"})


@dataclass(frozen=True, slots=True)
class Adjusted:
    """An adjustment with its decision and with what it posted."""

    adjustment: Adjustment
    decision: AdjustmentDecision | None
    entries: Sequence[Entry]

    @property
    def state(self) -> str:
        return "PROPOSED" if self.decision is None else self.decision.decision


async def propose_adjustment(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    teacher_id: UUID,
    title: str,
    reason: str,
    takes_back: Sequence[UUID],
    lines: Sequence[AdjustmentLine],
    evidence: Sequence[UUID],
    at: datetime,
) -> Adjusted:
    """Keep a proposal that could be posted as it is; nothing is posted yet."""
    if not takes_back and not lines:
        raise NothingAdjusted
    if viewer.principal.person_id == teacher_id:
        raise ConcernsYourself
    if await directory.find_teacher(session, district_id=district_id, teacher_id=teacher_id) is None:
        raise NotFound
    await get_files(session, district_id=district_id, file_ids=evidence)
    await _demand_adjustable(session, district_id=district_id, teacher_id=teacher_id, entry_ids=takes_back)
    today = at.astimezone(SHANGHAI).date()
    _, packs = await _placed(session, district_id=district_id, teacher_id=teacher_id, lines=lines, today=today)
    exact = tuple(
        demand_line(item, line, pack=pack.pack, pack_id=pack.assigned.pack_id, today=today)
        for item, (line, pack) in enumerate(zip(lines, packs, strict=True), start=1)
    )
    kept = await queries.insert_adjustment(
        session,
        Adjustment(
            district_id=district_id,
            adjustment_id=new_id(),
            teacher_id=teacher_id,
            title=title,
            reason=reason,
            takes_back=list(dict.fromkeys(takes_back)),
            lines=kept_lines(exact),
            evidence=list(dict.fromkeys(evidence)),
            proposed_by=viewer.principal.account_id,
            proposed_for=viewer.principal.person_id,
            proposed_at=at,
        ),
    )
    return Adjusted(kept, None, [])


async def decide_adjustment(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    adjustment_id: UUID,
    decision: str,
    reason: str | None,
    at: datetime,
) -> Adjusted:
    """Approve, reject or withdraw a proposal, once; approving posts it under the causation id of what was agreed."""
    # Whoever decides first holds the book; whoever comes second finds the decision.
    book = await queries.lock_book(session, district_id=district_id)
    proposal, decided = await queries.get_adjustment(session, district_id=district_id, adjustment_id=adjustment_id)
    if decided is not None:
        raise AdjustmentDecided(decided_at=decided.decided_at, decision=decided.decision)
    _demand_second_person(proposal, viewer, decision)
    kept = AdjustmentDecision(
        district_id=district_id,
        adjustment_id=adjustment_id,
        decision=decision,
        reason=reason,
        proposed_by=proposal.proposed_by,
        decided_by=viewer.principal.account_id,
        decided_for=viewer.principal.person_id,
        decided_at=at,
    )
    if decision == APPROVED:
        agreed = agreed_of(proposal, kept)
        kept.causation_id = agreed_causation(agreed)
        moves = await _moves_of(session, district_id=district_id, agreed=agreed, causation_id=kept.causation_id, at=at)
        await post(session, book=book, awards=moves, at=at)
    await queries.insert_decision(session, kept)
    return (await _with_entries(session, district_id=district_id, proposals=[(proposal, kept)]))[0]


async def get_adjustment(session: AsyncSession, *, district_id: int, adjustment_id: UUID) -> Adjusted:
    found = await queries.get_adjustment(session, district_id=district_id, adjustment_id=adjustment_id)
    return (await _with_entries(session, district_id=district_id, proposals=[found]))[0]


async def list_adjustments(
    session: AsyncSession,
    *,
    district_id: int,
    state: str | None,
    teacher_id: UUID | None,
    after: UUID | None,
    limit: int,
) -> Sequence[Adjusted]:
    """Who proposed what and who decided: one more than `limit` tells that others follow."""
    found = await queries.list_adjustments(
        session, district_id=district_id, state=state, teacher_id=teacher_id, after=after, limit=limit + 1
    )
    return await _with_entries(session, district_id=district_id, proposals=found)


def _demand_second_person(proposal: Adjustment, viewer: Viewer, decision: str) -> None:
    principal = viewer.principal
    same_person = principal.person_id is not None and principal.person_id == proposal.proposed_for
    own = principal.account_id == proposal.proposed_by
    if decision == WITHDRAWN:
        if not own:
            raise NotYourProposal
        return
    if own or same_person:
        raise SecondPersonNeeded
    if principal.person_id == proposal.teacher_id:
        raise ConcernsYourself


def agreed_of(proposal: Adjustment, decided: AdjustmentDecision) -> Agreed:
    """All that was said of an adjustment, by whom and when."""
    return Agreed(
        adjustment_id=proposal.adjustment_id,
        teacher_id=proposal.teacher_id,
        title=proposal.title,
        reason=proposal.reason,
        takes_back=tuple(proposal.takes_back),
        lines=read_lines(proposal.lines),
        evidence=tuple(proposal.evidence),
        proposed_by=proposal.proposed_by,
        proposed_for=proposal.proposed_for,
        proposed_at=proposal.proposed_at,
        decided_by=decided.decided_by,
        decided_for=decided.decided_for,
        decided_at=decided.decided_at,
        decision_reason=decided.reason,
    )


async def _moves_of(
    session: AsyncSession, *, district_id: int, agreed: Agreed, causation_id: UUID, at: datetime
) -> list[Award]:
    """What is taken back, then what is given. It must still be possible: the book may have moved on since."""
    taken = await _demand_adjustable(
        session, district_id=district_id, teacher_id=agreed.teacher_id, entry_ids=agreed.takes_back
    )
    today = at.astimezone(SHANGHAI).date()
    timeline, packs = await _placed(
        session, district_id=district_id, teacher_id=agreed.teacher_id, lines=agreed.lines, today=today
    )
    given = []
    for number, (line, pack) in enumerate(zip(agreed.lines, packs, strict=True), start=1):
        appointment = appointment_on(timeline, line.earned_to)
        if appointment is None:
            raise NeverAppointed
        given.append(
            adjustment_award(
                demand_line(number, line, pack=pack.pack, pack_id=pack.assigned.pack_id, today=today),
                number=number,
                adjustment_id=agreed.adjustment_id,
                causation_id=causation_id,
                teacher_id=agreed.teacher_id,
                title=agreed.title,
                appointment=appointment,
                pack_id=pack.assigned.pack_id,
                pack_hash=pack.assigned.content_hash,
            )
        )
    return [*(reversal_of(record, causation_id=causation_id) for record in taken), *given]


async def _demand_adjustable(
    session: AsyncSession, *, district_id: int, teacher_id: UUID, entry_ids: Sequence[UUID]
) -> list[Record]:
    """These entries, each of which may be taken back by hand, or why one may not."""
    if not entry_ids:
        return []
    links = await queries.list_links_by_entry(session, district_id=district_id, entry_ids=entry_ids)
    found = {link.record.entry_id: link.record for link in links}
    gone = await queries.list_taken_back(session, district_id=district_id, entry_ids=entry_ids)
    for entry_id in entry_ids:
        record = found.get(entry_id)
        why = None
        if record is None or record.teacher_id != teacher_id:
            why = Text(zh="不是该教师的台账行", en="it is no entry of this teacher")
        elif record.reverses is not None:
            why = Text(zh="它本身就是冲销", en="it takes back another itself")
        elif entry_id in gone:
            why = Text(zh="已被冲销", en="it has been taken back")
        elif record.source not in _GIVEN_BY_HAND:
            why = Text(zh="由培训班或认定入账,应在那里更正", en="a class or a claim gave it: it is corrected there")
        if why is not None:
            raise EntryNotAdjustable(entry_id=entry_id, reason=why)
    return [found[entry_id] for entry_id in dict.fromkeys(entry_ids)]


async def _placed(
    session: AsyncSession, *, district_id: int, teacher_id: UUID, lines: Sequence[AdjustmentLine], today: date
) -> tuple[Teacher, list[InForce]]:
    """The teacher's timeline, and for each line the pack that governed the teacher then (the district's today else)."""
    timeline = (await directory.load_timelines(session, district_id=district_id, teacher_ids=[teacher_id]))[teacher_id]
    if not lines:
        return timeline, []
    if not timeline.appointments:
        raise NeverAppointed
    bench = await load_bench(session, district_id=district_id)
    packs = []
    for line in lines:
        pack = bench.pack_of(timeline, on=line.earned_to) or bench.in_force(today)
        if pack is None:
            raise PackNotAssigned(on=line.earned_to)
        packs.append(pack)
    return timeline, packs


async def _with_entries(
    session: AsyncSession, *, district_id: int, proposals: Sequence[queries.Proposal]
) -> list[Adjusted]:
    causes = {decided.causation_id: one.teacher_id for one, decided in proposals if decided and decided.causation_id}
    caused = (
        await queries.map_entries_caused(
            session,
            district_id=district_id,
            causation_ids=[cause for cause in causes if cause is not None],
            teacher_ids=set(causes.values()),
        )
        if causes
        else {}
    )
    return [
        Adjusted(one, decided, caused.get(decided.causation_id, []) if decided and decided.causation_id else [])
        for one, decided in proposals
    ]
