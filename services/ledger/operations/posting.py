"""Posting: under the lock of the book, numbered, chained, balanced and said, all in one transaction."""

import asyncio
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import BookHeadFellDue, EntriesPosted, OutcomeState, PostedEntry
from services.ledger import queries
from services.ledger.errors import AwardConflict
from services.ledger.models import Book
from services.ledger.operations.attestations.revoking import revoke_attestations_on
from services.ledger.operations.certificates.revoking import revoke_by_reversal
from services.ledger.rules import (
    Award,
    Record,
    awards_of,
    causation_of,
    chain,
    content_hash,
    in_batches,
    reversal_of,
    root_of,
    still_standing,
)
from services.platform.ids import new_id
from services.platform.outbox import publish, publish_written

MOST_AT_ONCE: Final = 1000
MOST_SAID_AT_ONCE: Final = 200
# A head is signed when so many entries wait for one, and within a minute in any case.
ENTRIES_A_HEAD: Final = 1000
HEAD_WITHIN: Final = timedelta(minutes=1)
_TIMER_LOST_AFTER: Final = timedelta(minutes=10)

# A posted entry has the names of the record's columns: it is written from them, at a sixth of what pydantic takes.
# What is as the contract has it unless told is not told.
_PostedEntry: Final = msgspec.defstruct(
    "_PostedEntry",
    [
        (name, Any) if field.is_required() else (name, Any, field.default)
        for name, field in PostedEntry.model_fields.items()
    ],
    omit_defaults=True,
)
_SAID_OF: Final = attrgetter(*PostedEntry.model_fields)
_ENCODER: Final = msgspec.json.Encoder(decimal_format="string", uuid_format="canonical")


async def post_outcomes(
    session: AsyncSession, *, district_id: int, outcomes: Sequence[OutcomeState], at: datetime
) -> Sequence[Record]:
    """Bring the book in line with these outcomes; return what was posted.

    A revision is posted once. A newer one takes back what the older had posted and posts its own lines, unless the
    lines are the same; an older one is ignored; the same one with other lines is a conflict.
    """
    # The lock comes first: everything read below is what the last holder of the lock left.
    book = await queries.lock_book(session, district_id=district_id)
    newest = _newest(outcomes)
    posted = await queries.map_outcomes_posted(session, district_id=district_id, outcome_ids=newest)
    noted: dict[UUID, tuple[int, bytes]] = {}
    changed: list[tuple[OutcomeState, list[Award]]] = []
    for outcome_id, outcome in newest.items():
        known = posted.get(outcome_id)
        if known is not None and known.revision > outcome.revision:
            continue
        awards = awards_of(outcome)
        content = content_hash(awards)
        if known is not None and known.revision == outcome.revision:
            if known.content_hash != content:
                raise AwardConflict(outcome_id=outcome_id, revision=outcome.revision)
            continue
        noted[outcome_id] = (outcome.revision, content)
        if known is None or known.content_hash != content:
            changed.append((outcome, awards))
    if not noted:
        return []
    standing = await _open_records_of(session, district_id=district_id, outcome_ids=posted.keys() & noted.keys())
    moves = [
        move
        for outcome, awards in changed
        for move in (
            *(
                reversal_of(record, causation_id=causation_of(outcome))
                for record in standing.get(outcome.outcome_id, [])
            ),
            *awards,
        )
    ]
    await queries.insert_outcomes_posted(
        session, district_id=district_id, posted=noted, known_at_seq=book.next_seq + len(moves) - 1, at=at
    )
    return await post(session, book=book, awards=moves, at=at)


async def post(
    session: AsyncSession,
    *,
    book: Book,
    awards: Sequence[Award],
    at: datetime,
    moved: Collection[UUID] = frozenset(),
) -> Sequence[Record]:
    """Post awards to a book that the caller has locked, and say what now stands in it.

    `moved` are entries taken back only to be given to another account of the same person: what stands on them holds.
    """
    district_id, posted_before, counted = book.district_id, book.next_seq - 1, book.counted_seq == book.next_seq - 1
    records: list[Record] = []
    said: list[str] = []
    for batch in in_batches(awards, MOST_AT_ONCE):
        records += await _post_batch(session, book=book, awards=batch, at=at, said=said)
    if not records:
        return records
    if not counted:
        await queries.count_earners_anew(session, book=book)
    # A certificate stands on the entry that first gave what it attests, whichever account of the person holds it now.
    gone = {
        entry_id
        for record in records
        if record.reverses is not None and record.reverses not in moved
        for entry_id in (record.reverses, root_of(record.award_key, record.reverses))
    }
    await revoke_by_reversal(session, district_id=district_id, entry_ids=sorted(gone), at=at)
    await revoke_attestations_on(session, district_id=district_id, entry_ids=sorted(gone), at=at)
    await _announce_growth(session, book=book, posted_before=posted_before, at=at)
    await publish_written(session, EntriesPosted, district_id=district_id, payloads=said)
    return records


async def _post_batch(
    session: AsyncSession, *, book: Book, awards: Sequence[Award], at: datetime, said: list[str]
) -> list[Record]:
    """What one statement posts; what is to be said of it is added to `said`."""
    batch = await queries.begin_batch(session, district_id=book.district_id, awards=awards)
    moving = asyncio.create_task(queries.move_kept(session, batch))
    try:
        # The statement is on its way now: while the database works at it, the chain is made here.
        await asyncio.sleep(0)
        links = chain(
            awards,
            district_id=book.district_id,
            next_seq=book.next_seq,
            head_hash=book.head_hash,
            entry_ids=[new_id() for _ in awards],
            at=at,
        )
        records = [link.record for link in links]
        said += [_written(book.district_id, some) for some in in_batches(records, MOST_SAID_AT_ONCE)]
        entries = queries.written(links)
    finally:
        await moving
    await queries.insert_entries(session, batch, book=book, entries=entries)
    return records


async def _announce_growth(session: AsyncSession, *, book: Book, posted_before: int, at: datetime) -> None:
    """Have the worker sign a head: at once when many entries wait for one, else within a minute."""
    fell_due = BookHeadFellDue(district_id=book.district_id)
    if posted_before - book.signed_seq < ENTRIES_A_HEAD <= book.next_seq - 1 - book.signed_seq:
        await publish(session, fell_due)
    # A timer that is long overdue never came to its end: it is set again.
    if book.head_due_at is None or book.head_due_at < at - _TIMER_LOST_AFTER:
        await publish(session, fell_due, due_at=at + HEAD_WITHIN)
        await queries.set_head_timer(session, district_id=book.district_id, head_due_at=at + HEAD_WITHIN)


def _newest(outcomes: Sequence[OutcomeState]) -> dict[UUID, OutcomeState]:
    """Each outcome once, at its highest revision; one revision told in two ways is a conflict."""
    newest: dict[UUID, OutcomeState] = {}
    for outcome in outcomes:
        other = newest.get(outcome.outcome_id)
        if other is not None and other.revision == outcome.revision and other.lines != outcome.lines:
            raise AwardConflict(outcome_id=outcome.outcome_id, revision=outcome.revision)
        if other is None or other.revision < outcome.revision:
            newest[outcome.outcome_id] = outcome
    return newest


async def _open_records_of(
    session: AsyncSession, *, district_id: int, outcome_ids: set[UUID]
) -> dict[UUID, list[Record]]:
    """The entries of these outcomes that nothing has taken back yet."""
    records: dict[UUID, list[Record]] = {}
    if outcome_ids:
        everything = await queries.list_records_of_outcomes(session, district_id=district_id, outcome_ids=outcome_ids)
        for record in still_standing(everything):
            if record.outcome_id is not None:
                records.setdefault(record.outcome_id, []).append(record)
    return records


def _written(district_id: int, records: Sequence[Record]) -> str:
    """EntriesPosted of these records, as JSON."""
    entries = [_PostedEntry(*_SAID_OF(record)) for record in records]
    return _ENCODER.encode({"district_id": district_id, "entries": entries}).decode()
