"""Reading the book: a teacher's statement and balance, the change feed, the head."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.ledger import queries
from services.ledger.models import Book, BookHead, CarriedEntry, Entry
from services.ledger.rules import FEED, GENESIS, SUMMARY, Amounts, account_of_teacher, demand_scope
from services.platform.access import Viewer
from services.platform.database import Sessions, listed_transaction
from services.platform.errors import NotFound


@dataclass(frozen=True, slots=True)
class Named:
    """A teacher as people know one; the book itself knows no names."""

    teacher_id: UUID
    staff_number: str
    name: str
    school_id: UUID | None


@dataclass(frozen=True, slots=True)
class Statement:
    """Entries of a teacher with, for each, the number of the entry that took it back."""

    teacher: Named
    as_of: date
    known_at_seq: int
    total: Amounts
    years: dict[str, Amounts]
    lines: Sequence[tuple[Entry, int | None]]
    carried: Sequence[tuple[CarriedEntry, int | None]]
    """What stands in the books of other districts: judged for the teacher, no part of the sums above."""
    carried_total: Amounts


@dataclass(frozen=True, slots=True)
class AccountBalance:
    account: str
    hours: Decimal
    credits: Decimal
    known_at_seq: int


@dataclass(frozen=True, slots=True)
class Feed:
    entries: Sequence[Entry]
    head_seq: int
    signed_head: BookHead | None


async def get_visible_teacher(
    session: AsyncSession, *, viewer: Viewer, district_id: int, teacher_id: UUID, today: date
) -> Named:
    """The teacher, or NotFound where absent or out of reach: schools see who is in post there today."""
    teacher = await directory.find_teacher(session, district_id=district_id, teacher_id=teacher_id)
    if teacher is None:
        raise NotFound
    placed = await directory.map_snapshots(session, district_id=district_id, teacher_ids=[teacher_id], on=today)
    school_id = placed[teacher_id].school_id if teacher_id in placed else None
    viewer.demand(person_id=teacher_id, unit_id=school_id)
    return Named(teacher_id, teacher.staff_number, teacher.name, school_id)


async def get_statement(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    teacher_id: UUID,
    as_of: date,
    known_at_seq: int | None,
    today: date,
    known_at: datetime | None = None,
) -> Statement:
    """What a teacher had earned by a day, as the book knew it at a number or moment (now, unless one is given)."""
    teacher = await get_visible_teacher(
        session, viewer=viewer, district_id=district_id, teacher_id=teacher_id, today=today
    )
    known = await pinned_seq(session, district_id=district_id, known_at_seq=known_at_seq, known_at=known_at)
    return await read_statement(session, district_id=district_id, teacher=teacher, as_of=as_of, known_at_seq=known)


async def read_statement(
    session: AsyncSession, *, district_id: int, teacher: Named, as_of: date, known_at_seq: int | None
) -> Statement:
    known = await pinned_seq(session, district_id=district_id, known_at_seq=known_at_seq)
    entries = await queries.list_entries_of(
        session, district_id=district_id, teacher_ids=[teacher.teacher_id], as_of=as_of, known_at_seq=known
    )
    reversed_by = {entry.reverses: entry.seq for entry in entries if entry.reverses is not None}
    lines = [(entry, reversed_by.get(entry.entry_id)) for entry in entries]
    total, years = Amounts(), dict[str, Amounts]()
    for entry in entries:
        total = total.plus(entry.hours, entry.credits)
        years[entry.school_year] = years.get(entry.school_year, Amounts()).plus(entry.hours, entry.credits)
    former = await queries.map_former(session, district_id=district_id, teacher_ids=[teacher.teacher_id])
    brought = [
        entry
        for _, entry in await queries.list_carried_of(
            session,
            district_id=district_id,
            teacher_ids=[teacher.teacher_id, *former],
            as_of=as_of,
            known_at_seq=known,
        )
    ]
    gone = {(entry.origin_district_id, entry.reverses): entry.seq for entry in brought if entry.reverses is not None}
    carried_total = Amounts()
    for one in brought:
        carried_total = carried_total.plus(one.hours, one.credits)
    return Statement(
        teacher,
        as_of,
        known,
        total,
        dict(sorted(years.items())),
        lines,
        [(one, gone.get((one.origin_district_id, one.entry_id))) for one in brought],
        carried_total,
    )


async def get_balance(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    teacher_id: UUID,
    today: date,
    as_of: date | None = None,
    known_at_seq: int | None = None,
    known_at: datetime | None = None,
) -> AccountBalance:
    """What the teacher's account holds now; nothing, before the first posting.

    With a day, what was earned by it; with a number or moment of the book, what it held then.
    """
    await get_visible_teacher(session, viewer=viewer, district_id=district_id, teacher_id=teacher_id, today=today)
    account = account_of_teacher(teacher_id)
    if (as_of, known_at_seq, known_at) != (None, None, None):
        known = await pinned_seq(session, district_id=district_id, known_at_seq=known_at_seq, known_at=known_at)
        held = await queries.sum_of_teacher(
            session, district_id=district_id, teacher_id=teacher_id, as_of=as_of, known_at_seq=known
        )
        return AccountBalance(account, *held, known)
    found = await queries.find_balance(session, district_id=district_id, teacher_id=teacher_id)
    if found is None:
        head = await queries.get_head(session, district_id=district_id)
        return AccountBalance(account, Decimal(0), Decimal(0), head)
    return AccountBalance(account, *found)


async def list_entries(session: AsyncSession, *, viewer: Viewer, district_id: int, after_seq: int, limit: int) -> Feed:
    """Entries after a number. Numbers are given under the book's lock, so none can appear behind a reader."""
    demand_scope(viewer, FEED)
    # The head is read first: it may lag behind the entries that follow, never claim more than was committed.
    head = await queries.get_head(session, district_id=district_id)
    entries = await queries.list_entries_after(session, district_id=district_id, after_seq=after_seq, limit=limit)
    signed = await queries.find_last_head(session, district_id=district_id)
    return Feed(entries, max(head, entries[-1].seq if entries else 0), signed)


async def look_at_heads(sessions: Sessions, district_ids: Collection[int]) -> Mapping[int, int]:
    """How far the books of these districts have come: what those who wait for entries are woken by."""
    async with listed_transaction(sessions, district_ids) as session:
        return await queries.map_heads(session, district_ids=district_ids)


async def get_book(session: AsyncSession, *, viewer: Viewer, district_id: int) -> tuple[Book, BookHead | None]:
    """The head of the book, an empty one before the first posting; and the newest that was signed."""
    if SUMMARY not in viewer.principal.scopes:
        demand_scope(viewer, FEED)
    book = await queries.find_book(session, district_id=district_id)
    signed = await queries.find_last_head(session, district_id=district_id)
    return book or Book(district_id=district_id, next_seq=1, head_hash=GENESIS), signed


async def pinned_seq(
    session: AsyncSession, *, district_id: int, known_at_seq: int | None, known_at: datetime | None = None
) -> int:
    """The number up to which this request reads, so that all its statements tell of one moment of the book.

    Of a number and a moment, the earlier. A moment that is over has the same number for ever, once what was being
    posted at it has been committed; a number always means the same.
    """
    head = await queries.get_head(session, district_id=district_id)
    known = head if known_at_seq is None else min(known_at_seq, head)
    if known_at is None:
        return known
    return min(known, await queries.get_seq_known_at(session, district_id=district_id, at=known_at, head=head))
