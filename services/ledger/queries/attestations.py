"""Attestations: their numbers, what has become of them, and which an entry of the book bears on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, DateTime, Integer, Text, Uuid, and_, bindparam, exists, func, literal, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased, defer

from services.ledger.models import (
    Attestation,
    AttestationNumber,
    AttestationRevocation,
    BookHead,
    CarriedEntry,
    Entry,
)
from services.platform.database import any_of
from services.platform.errors import NotFound


@dataclass(frozen=True, slots=True)
class AttestationShown:
    """An attestation and what has become of it."""

    attestation: Attestation
    revocation: AttestationRevocation | None
    grown: bool
    """Whether the book has entries of its days that it did not know."""
    reissued: bool
    """Whether a later one was issued about the same days."""

    @property
    def status(self) -> str:
        if self.revocation is not None:
            return "REVOKED"
        return "SUPERSEDED" if self.grown or self.reissued else "VALID"


async def take_attestation_numbers(
    session: AsyncSession, *, district_id: int, issuer_code: str, year: int, count: int
) -> int:
    """The first of so many numbers of an issuer's year; its row stays locked, so that no gap is left by who fails."""
    adding = insert(AttestationNumber).values(
        district_id=district_id, issuer_code=issuer_code, year=year, last_number=count
    )
    last = await session.scalar(
        adding.on_conflict_do_update(
            index_elements=["district_id", "issuer_code", "year"],
            set_={"last_number": AttestationNumber.last_number + count},
        ).returning(AttestationNumber.last_number)
    )
    if last is None:
        raise NotFound
    return int(last) - count + 1


async def insert_attestations(session: AsyncSession, issued: Sequence[Attestation]) -> Sequence[Attestation]:
    session.add_all(issued)
    await session.flush()
    return issued


async def insert_attestation_revocations(
    session: AsyncSession,
    *,
    district_id: int,
    attestation_ids: Iterable[UUID],
    ground: str,
    reason: str | None,
    revoked_by: UUID | None,
    at: datetime,
) -> Sequence[UUID]:
    """Revoke these; return those that held until now."""
    wanted = sorted(attestation_ids)
    if not wanted:
        return []
    # One array: more papers than a statement may have parameters may state what is taken back at once.
    revoking = select(
        literal(district_id, Integer),
        func.unnest(bindparam("attestation_ids", wanted, ARRAY(Uuid))),
        literal(ground, Text),
        literal(reason, Text),
        literal(revoked_by, Uuid),
        literal(at, DateTime(timezone=True)),
    )
    rows = await session.scalars(
        insert(AttestationRevocation)
        .from_select(["district_id", "attestation_id", "ground", "reason", "revoked_by", "revoked_at"], revoking)
        .on_conflict_do_nothing()
        .returning(AttestationRevocation.attestation_id)
    )
    return rows.all()


async def list_attestations_on(
    session: AsyncSession, *, district_id: int, entry_ids: Iterable[UUID]
) -> Sequence[Attestation]:
    """Attestations that hold and state one of these entries."""
    # From the few entries to the papers of their teachers, never from all papers to the entries. The two are asked one
    # after the other: together, every paper was held against every other where the planner knew of none.
    stating = await session.scalars(
        select(Attestation.attestation_id)
        .join(Entry, and_(Entry.district_id == Attestation.district_id, _states(Attestation, Entry)))
        .where(Attestation.district_id == district_id, Entry.entry_id == any_of(entry_ids))
        .distinct()
    )
    rows = await session.scalars(
        select(Attestation)
        .where(
            Attestation.district_id == district_id,
            Attestation.attestation_id == any_of(stating),
            ~exists().where(
                AttestationRevocation.district_id == Attestation.district_id,
                AttestationRevocation.attestation_id == Attestation.attestation_id,
            ),
        )
        .order_by(Attestation.attestation_id)
    )
    return rows.all()


async def list_attestations_on_carried(
    session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID], entry_ids: Iterable[UUID]
) -> Sequence[Attestation]:
    """Attestations of these teachers that hold and state, as brought along, one of these entries of another book."""
    rows = await session.scalars(
        select(Attestation)
        .where(
            Attestation.district_id == district_id,
            Attestation.teacher_id == any_of(teacher_ids),
            exists().where(
                CarriedEntry.district_id == Attestation.district_id,
                CarriedEntry.entry_id == any_of(entry_ids),
                CarriedEntry.effective_on.between(Attestation.first, Attestation.as_of),
                CarriedEntry.received_at <= Attestation.issued_at,
            ),
            ~exists().where(
                AttestationRevocation.district_id == Attestation.district_id,
                AttestationRevocation.attestation_id == Attestation.attestation_id,
            ),
        )
        .order_by(Attestation.attestation_id)
    )
    return rows.all()


async def map_newest_attestations(
    session: AsyncSession,
    *,
    district_id: int,
    teacher_ids: Iterable[UUID],
    kind: str,
    firsts: Iterable[date],
    issuer_code: str,
) -> dict[tuple[UUID, date], AttestationShown]:
    """By teacher and first day the last that was issued by this issuer about these days."""
    query = (
        _shown(district_id)
        .where(
            Attestation.teacher_id == any_of(teacher_ids),
            Attestation.kind == kind,
            Attestation.first.in_(list(firsts)),
            Attestation.issuer_code == issuer_code,
        )
        .order_by(Attestation.attestation_id)
    )
    shown = [AttestationShown(*row) for row in await session.execute(query)]
    return {(one.attestation.teacher_id, one.attestation.first): one for one in shown}


async def get_attestation(session: AsyncSession, *, district_id: int, attestation_id: UUID) -> AttestationShown:
    row = (await session.execute(_shown(district_id).where(Attestation.attestation_id == attestation_id))).one_or_none()
    if row is None:
        raise NotFound
    return AttestationShown(*row)


async def find_attestation_by_code(session: AsyncSession, *, district_id: int, code: str) -> AttestationShown | None:
    row = (await session.execute(_shown(district_id).where(Attestation.code == code))).one_or_none()
    return None if row is None else AttestationShown(*row)


async def list_attestations(
    session: AsyncSession,
    *,
    district_id: int,
    teacher_ids: Sequence[UUID] | None,
    school_id: UUID | None,
    kind: str | None,
    after: UUID | None,
    limit: int,
) -> Sequence[AttestationShown]:
    """In the order in which they were issued; each narrowing may be None."""
    query = _shown(district_id).order_by(Attestation.attestation_id).limit(limit)
    if teacher_ids is not None:
        query = query.where(Attestation.teacher_id == any_of(teacher_ids))
    for column, value in (
        (Attestation.school_id, school_id),
        (Attestation.kind, kind),
    ):
        if value is not None:
            query = query.where(column == value)
    if after is not None:
        query = query.where(Attestation.attestation_id > after)
    return [AttestationShown(*row) for row in await session.execute(query)]


async def map_last_seqs(session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID]) -> dict[UUID, int]:
    """The number of the last entry of each of these teachers; who has none is absent."""
    rows = await session.execute(
        select(Entry.teacher_id, func.max(Entry.seq))
        .where(Entry.district_id == district_id, Entry.teacher_id == any_of(teacher_ids))
        .group_by(Entry.teacher_id)
    )
    return dict(rows.all())


async def map_entries_attested(
    session: AsyncSession, *, district_id: int, attestation_ids: Iterable[UUID]
) -> Mapping[UUID, Sequence[Entry]]:
    """Of each of these the entries it states, those it knew to be taken back and their reversals included."""
    rows = await session.execute(
        select(Attestation.attestation_id, Entry)
        .join(Entry, and_(Entry.district_id == Attestation.district_id, _states(Attestation, Entry)))
        .where(Attestation.district_id == district_id, Attestation.attestation_id == any_of(attestation_ids))
        .order_by(Entry.seq)
        .options(defer(Entry.canonical, raiseload=True))
        .execution_options(populate_existing=True)
    )
    stated: dict[UUID, list[Entry]] = {}
    for attestation_id, entry in rows:
        stated.setdefault(attestation_id, []).append(entry)
    return stated


async def list_attested_after(
    session: AsyncSession, *, district_id: int, after: UUID | None, limit: int
) -> Sequence[tuple[Attestation, bool, BookHead, Sequence[int]]]:
    """Attestations after a place: whether each was revoked, its head, and what it states that was taken back since."""
    reversal, stated = aliased(Entry), aliased(Entry)
    taken_back = (
        select(func.array_agg(stated.seq))
        .select_from(stated)
        .join(reversal, and_(reversal.district_id == stated.district_id, reversal.reverses == stated.entry_id))
        .where(
            stated.district_id == Attestation.district_id,
            _states(Attestation, stated),
            reversal.seq > Attestation.known_at_seq,
        )
        .scalar_subquery()
    )
    query = (
        select(Attestation, AttestationRevocation.attestation_id.is_not(None), BookHead, taken_back)
        .outerjoin(AttestationRevocation, _same(Attestation, AttestationRevocation))
        .join(
            BookHead,
            and_(BookHead.district_id == Attestation.district_id, BookHead.number == Attestation.head_number),
        )
        .where(Attestation.district_id == district_id)
        .order_by(Attestation.attestation_id)
        .limit(limit)
        .execution_options(populate_existing=True)
    )
    if after is not None:
        query = query.where(Attestation.attestation_id > after)
    return [(row[0], row[1], row[2], row[3] or []) for row in await session.execute(query)]


async def list_broken_attestation_numbers(session: AsyncSession, *, district_id: int) -> Sequence[tuple[str, int]]:
    """Issuers and years whose attestations are not numbered from 1 to the last number that was given."""
    given = func.coalesce(AttestationNumber.last_number, 0)
    rows = await session.execute(
        select(Attestation.issuer_code, Attestation.year)
        .outerjoin(
            AttestationNumber,
            and_(
                AttestationNumber.district_id == Attestation.district_id,
                AttestationNumber.issuer_code == Attestation.issuer_code,
                AttestationNumber.year == Attestation.year,
            ),
        )
        .where(Attestation.district_id == district_id)
        .group_by(Attestation.issuer_code, Attestation.year, given)
        .having(or_(func.count() != given, func.max(Attestation.number) != given))
        .order_by(Attestation.issuer_code, Attestation.year)
    )
    return [(row[0], row[1]) for row in rows]


def _states(attested: Any, entry: Any) -> Any:
    """Whether an entry is one of those that an attestation states."""
    return and_(
        entry.teacher_id == attested.teacher_id,
        entry.effective_on.between(attested.first, attested.as_of),
        entry.seq <= attested.known_at_seq,
    )


def _same(one: Any, other: Any) -> Any:
    return and_(other.district_id == one.district_id, other.attestation_id == one.attestation_id)


def _shown(district_id: int) -> Any:
    """An attestation, its revocation, whether the book has grown in its days since, whether a later one was issued."""
    later = aliased(Attestation)
    grown = exists().where(
        Entry.district_id == Attestation.district_id,
        Entry.teacher_id == Attestation.teacher_id,
        Entry.effective_on.between(Attestation.first, Attestation.last),
        Entry.seq > Attestation.known_at_seq,
    )
    reissued = exists().where(
        later.district_id == Attestation.district_id,
        later.teacher_id == Attestation.teacher_id,
        later.kind == Attestation.kind,
        later.first == Attestation.first,
        later.attestation_id > Attestation.attestation_id,
    )
    return (
        select(Attestation, AttestationRevocation, grown, reissued)
        .outerjoin(AttestationRevocation, _same(Attestation, AttestationRevocation))
        .where(Attestation.district_id == district_id)
        .execution_options(populate_existing=True)
    )
