"""Reading the whole book again, in chunks, to recompute what it claims."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ARRAY, Text, Uuid, and_, bindparam, column, exists, func, select, table, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger.models import (
    Adjustment,
    AdjustmentDecision,
    Balance,
    Book,
    BookVerification,
    Earner,
    Entry,
    HistoryImport,
    HistoryUndo,
    MergeMove,
    OutcomePosted,
)
from services.ledger.queries.book import RECORD_COLUMNS, record_of
from services.ledger.rules import Amounts, Heard, Link
from services.platform.database import any_of
from services.platform.errors import NotFound

# A tally keeps the sum of a teacher's entries in a cell and month; what another district's book gave is no entry here.
_FALSE_TALLIES = text(
    """
    WITH posted AS (
        SELECT teacher_id, category, level, mode, nature, kind, tags, organised_by_admin,
               (extract(year FROM earned_to) * 12 + extract(month FROM earned_to) - 1)::int AS month,
               sum(hours) AS hours, sum(credits) AS credits
        FROM ledger.entry
        WHERE district_id = :district_id AND teacher_id = ANY (:teacher_ids)
        GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
    ), kept AS (
        SELECT teacher_id, category, level, mode, nature, kind, tags, organised_by_admin, month,
               hours / 10000.0 AS hours, credits / 10000.0 AS credits
        FROM ledger.tally JOIN ledger.tally_key USING (district_id, key_id)
        WHERE district_id = :district_id AND teacher_id = ANY (:teacher_ids) AND NOT carried
    )
    SELECT DISTINCT teacher_id
    FROM posted FULL JOIN kept
         USING (teacher_id, category, level, mode, nature, kind, tags, organised_by_admin, month)
    WHERE coalesce(posted.hours, 0) <> coalesce(kept.hours, 0)
       OR coalesce(posted.credits, 0) <> coalesce(kept.credits, 0)
    ORDER BY teacher_id
    """
).bindparams(bindparam("teacher_ids", type_=ARRAY(Uuid)))


_ISSUERS = text(
    """
    SELECT account, kept.hours AS kept_hours, kept.credits AS kept_credits,
           moved.hours AS moved_hours, moved.credits AS moved_credits
    FROM (
        SELECT account, hours, credits FROM ledger.balance
        WHERE district_id = :district_id AND account NOT LIKE 'teacher:%'
    ) kept FULL JOIN (
        SELECT debit_account AS account, -sum(hours) AS hours, -sum(credits) AS credits
        FROM ledger.entry
        WHERE district_id = :district_id AND seq > :after_seq
        GROUP BY 1
    ) moved USING (account)
    """
)


# Every account, those of teachers in all.
_ACCOUNTS: Final = table(
    "account_balance", column("district_id"), column("account"), column("hours"), column("credits"), schema="ledger"
)


@dataclass(frozen=True, slots=True)
class BookEnd:
    """Where the book ends by its head, and by its entries; and whether anything has a balance in it."""

    next_seq: int | None
    head_hash: bytes | None
    last_seq: int
    has_balances: bool


@dataclass(frozen=True, slots=True)
class BookState:
    """Head and balances at one moment: what the entries up to the head must add up to."""

    next_seq: int | None
    head_hash: bytes | None
    last_seq: int
    balances: dict[str, Amounts]


async def get_book_state(session: AsyncSession, *, district_id: int) -> BookState:
    """Head, last number and all balances by one statement, so that no posting falls between them."""
    last = select(func.coalesce(func.max(Entry.seq), 0)).where(Entry.district_id == district_id).scalar_subquery()
    rows = (
        await session.execute(
            select(last, Book.next_seq, Book.head_hash, _ACCOUNTS.c.account, _ACCOUNTS.c.hours, _ACCOUNTS.c.credits)
            .select_from(select(bindparam("district_id", district_id).label("district_id")).subquery("here"))
            .outerjoin(Book, Book.district_id == district_id)
            .outerjoin(_ACCOUNTS, _ACCOUNTS.c.district_id == district_id)
        )
    ).all()
    first = rows[0]
    balances = {row.account: Amounts(row.hours, row.credits) for row in rows if row.account is not None}
    return BookState(next_seq=first.next_seq, head_hash=first.head_hash, last_seq=first[0], balances=balances)


async def get_book_end(session: AsyncSession, *, district_id: int) -> BookEnd:
    """By one statement, so that no posting falls between head and entries."""
    last = select(func.coalesce(func.max(Entry.seq), 0)).where(Entry.district_id == district_id).scalar_subquery()
    held = exists().where(Balance.district_id == district_id)
    row = (
        await session.execute(
            select(last, held, Book.next_seq, Book.head_hash)
            .select_from(select(bindparam("district_id", district_id).label("district_id")).subquery("here"))
            .outerjoin(Book, Book.district_id == district_id)
        )
    ).one()
    return BookEnd(next_seq=row.next_seq, head_hash=row.head_hash, last_seq=row[0], has_balances=row[1])


async def list_links(session: AsyncSession, *, district_id: int, first: int, last: int) -> Sequence[Link]:
    """Entries as stored: the columns as they are now, and the bytes and hash written with them."""
    rows = await session.execute(
        select(*RECORD_COLUMNS, Entry.canonical, Entry.hash)
        .where(Entry.district_id == district_id, Entry.seq.between(first, last))
        .order_by(Entry.seq)
    )
    return [Link(record_of(row._mapping), row.canonical, row.hash) for row in rows]


async def list_links_by_entry(session: AsyncSession, *, district_id: int, entry_ids: Sequence[UUID]) -> Sequence[Link]:
    wanted = bindparam("entry_ids", list(entry_ids), ARRAY(Uuid))
    rows = await session.execute(
        select(*RECORD_COLUMNS, Entry.canonical, Entry.hash).where(
            and_(Entry.district_id == district_id, Entry.entry_id == func.any(wanted))
        )
    )
    return [Link(record_of(row._mapping), row.canonical, row.hash) for row in rows]


async def list_repeated_award_keys(
    session: AsyncSession, *, district_id: int, award_keys: Sequence[str]
) -> Sequence[str]:
    """Which of these award keys stand in the book more than once."""
    wanted = bindparam("award_keys", list(award_keys), ARRAY(Text))
    return (
        await session.scalars(
            select(Entry.award_key)
            .where(Entry.district_id == district_id, Entry.award_key == func.any(wanted))
            .group_by(Entry.award_key)
            .having(func.count() > 1)
            .order_by(Entry.award_key)
        )
    ).all()


async def list_repeated_reversals(
    session: AsyncSession, *, district_id: int, entry_ids: Sequence[UUID]
) -> Sequence[UUID]:
    """Which of these entries were taken back more than once."""
    wanted = bindparam("entry_ids", list(entry_ids), ARRAY(Uuid))
    return [
        entry_id
        for entry_id in await session.scalars(
            select(Entry.reverses)
            .where(Entry.district_id == district_id, Entry.reverses == func.any(wanted))
            .group_by(Entry.reverses)
            .having(func.count() > 1)
        )
        if entry_id is not None
    ]


async def sum_given(
    session: AsyncSession, *, district_id: int, first: int, last: int
) -> Sequence[tuple[str, Decimal, Decimal]]:
    """What each issuing account gave by these entries: account, hours, credits."""
    rows = await session.execute(
        select(Entry.debit_account, func.sum(Entry.hours), func.sum(Entry.credits))
        .where(Entry.district_id == district_id, Entry.seq.between(first, last))
        .group_by(Entry.debit_account)
    )
    return [(row[0], row[1], row[2]) for row in rows]


async def map_issuers(
    session: AsyncSession, *, district_id: int, after_seq: int
) -> dict[str, tuple[Amounts | None, Amounts | None]]:
    """Each issuing account's balance, and what the entries after a number moved on it: both of one moment."""
    rows = await session.execute(_ISSUERS, {"district_id": district_id, "after_seq": after_seq})
    return {
        row.account: (
            None if row.kept_hours is None else Amounts(row.kept_hours, row.kept_credits),
            None if row.moved_hours is None else Amounts(row.moved_hours, row.moved_credits),
        )
        for row in rows
    }


async def sum_balances(session: AsyncSession, *, district_id: int) -> Amounts:
    """What all balances together hold: nothing, where every entry moved both of its accounts."""
    row = (
        await session.execute(
            select(
                func.coalesce(func.sum(_ACCOUNTS.c.hours), 0), func.coalesce(func.sum(_ACCOUNTS.c.credits), 0)
            ).where(_ACCOUNTS.c.district_id == district_id)
        )
    ).one()
    return Amounts(row[0], row[1])


async def list_false_tallies(session: AsyncSession, *, district_id: int, teacher_ids: Sequence[UUID]) -> Sequence[UUID]:
    """Which of these teachers' tallies are not the sums of their entries."""
    return (await session.scalars(_FALSE_TALLIES, {"district_id": district_id, "teacher_ids": list(teacher_ids)})).all()


async def list_teachers_after(session: AsyncSession, *, district_id: int, after: UUID, limit: int) -> Sequence[UUID]:
    """Teachers who earned anything, in the order of their ids, as the sums of people tell."""
    return (
        await session.scalars(
            select(Earner.teacher_id)
            .where(Earner.district_id == district_id, Earner.teacher_id > after)
            .group_by(Earner.teacher_id)
            .order_by(Earner.teacher_id)
            .limit(limit)
        )
    ).all()


async def list_outcomes_after(
    session: AsyncSession, *, district_id: int, after: UUID, limit: int, known_at_seq: int | None = None
) -> dict[UUID, list[Heard]]:
    """Outcomes heard (while the book ended at a number), in the order of their ids, each revision in its order."""
    ids = (
        select(OutcomePosted.outcome_id)
        .where(OutcomePosted.district_id == district_id, OutcomePosted.outcome_id > after)
        .group_by(OutcomePosted.outcome_id)
        .order_by(OutcomePosted.outcome_id)
        .limit(limit)
    )
    found = (await session.scalars(ids)).all()
    return await map_heard(session, district_id=district_id, outcome_ids=found, known_at_seq=known_at_seq)


async def map_heard(
    session: AsyncSession, *, district_id: int, outcome_ids: Iterable[UUID], known_at_seq: int | None = None
) -> dict[UUID, list[Heard]]:
    """Every revision heard of these outcomes, in its order."""
    query = (
        select(
            OutcomePosted.outcome_id,
            OutcomePosted.revision,
            OutcomePosted.content_hash,
            OutcomePosted.earlier_unknown,
        )
        .where(OutcomePosted.district_id == district_id, OutcomePosted.outcome_id == any_of(outcome_ids))
        .order_by(OutcomePosted.outcome_id, OutcomePosted.revision)
    )
    if known_at_seq is not None:
        query = query.where(OutcomePosted.known_at_seq <= known_at_seq)
    heard: dict[UUID, list[Heard]] = {}
    for row in await session.execute(query):
        heard.setdefault(row.outcome_id, []).append(Heard(**row._mapping))
    return heard


async def list_known_causes(
    session: AsyncSession, *, district_id: int, causation_ids: Iterable[UUID]
) -> frozenset[UUID]:
    """Which of these ids are those of an import, its undoing, an adjustment or a merge."""
    wanted = list(causation_ids)
    approved = select(AdjustmentDecision.causation_id).where(
        AdjustmentDecision.district_id == district_id, AdjustmentDecision.causation_id == any_of(wanted)
    )
    cause = func.coalesce(HistoryImport.causation_id, HistoryImport.import_id)
    imported = select(cause).where(
        HistoryImport.district_id == district_id, cause == any_of(wanted), HistoryImport.applied.is_(True)
    )
    undone = select(HistoryUndo.causation_id).where(
        HistoryUndo.district_id == district_id, HistoryUndo.causation_id == any_of(wanted)
    )
    merged = select(MergeMove.causation_id).where(
        MergeMove.district_id == district_id, MergeMove.causation_id == any_of(wanted)
    )
    known = [
        cause for causes in (approved, imported, undone, merged) for cause in (await session.scalars(causes)).all()
    ]
    return frozenset(cause for cause in known if cause is not None)


async def list_approved_after(
    session: AsyncSession, *, district_id: int, after: UUID, limit: int
) -> Sequence[tuple[Adjustment, AdjustmentDecision]]:
    """Adjustments that were approved, in the order of their ids."""
    rows = await session.execute(
        select(Adjustment, AdjustmentDecision)
        .join(
            AdjustmentDecision,
            and_(
                AdjustmentDecision.district_id == Adjustment.district_id,
                AdjustmentDecision.adjustment_id == Adjustment.adjustment_id,
            ),
        )
        .where(
            Adjustment.district_id == district_id,
            Adjustment.adjustment_id > after,
            AdjustmentDecision.decision == "APPROVED",
        )
        .order_by(Adjustment.adjustment_id)
        .limit(limit)
        .execution_options(populate_existing=True)
    )
    return [(row[0], row[1]) for row in rows]


async def insert_verification(session: AsyncSession, asked: BookVerification) -> BookVerification:
    session.add(asked)
    await session.flush()
    return asked


async def get_verification(session: AsyncSession, *, district_id: int, verification_id: UUID) -> BookVerification:
    """The verification, or NotFound."""
    found = await session.get(BookVerification, (district_id, verification_id))
    if found is None:
        raise NotFound
    return found


async def move_verification(
    session: AsyncSession, *, district_id: int, verification_id: UUID, moved: dict[str, Any]
) -> None:
    await session.execute(
        update(BookVerification).filter_by(district_id=district_id, verification_id=verification_id).values(**moved)
    )
