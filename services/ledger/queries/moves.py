"""Closed histories and what was carried over: what was sent, what arrived, and whose it is here."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer

from services.ledger.models import (
    CarriedEntry,
    CarriedHead,
    CarriedPart,
    Closing,
    ClosingSent,
    Entry,
    MergedTeacher,
    Reception,
)
from services.ledger.rules import AWARD_FIELDS, CarriedOver
from services.platform.database import any_of

# What people read needs neither bytes nor proof.
_WITHOUT_PROOF = (
    defer(CarriedEntry.canonical, raiseload=True),
    defer(CarriedEntry.path, raiseload=True),
    defer(CarriedEntry.previous_hash, raiseload=True),
)
_OF_RECEPTION = and_(
    Reception.district_id == CarriedEntry.district_id, Reception.transfer_id == CarriedEntry.transfer_id
)
_OF_HEAD = and_(
    CarriedHead.district_id == CarriedEntry.district_id,
    CarriedHead.origin_district_id == CarriedEntry.origin_district_id,
    CarriedHead.number == CarriedEntry.head_number,
)


async def upsert_closing(session: AsyncSession, *, district_id: int, told: Mapping[str, Any]) -> bool:
    """Whether this was newer than what was known."""
    row = insert(Closing).values(district_id=district_id, **told)
    kept = await session.scalar(
        row.on_conflict_do_update(
            index_elements=["district_id", "transfer_id"],
            set_={name: row.excluded[name] for name in told if name != "transfer_id"},
            where=Closing.revision < row.excluded.revision,
        ).returning(Closing.transfer_id)
    )
    return kept is not None


async def lock_closing(session: AsyncSession, *, district_id: int, transfer_id: UUID) -> Closing | None:
    return (
        await session.scalars(
            select(Closing)
            .filter_by(district_id=district_id, transfer_id=transfer_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    ).one_or_none()


async def find_closing(session: AsyncSession, *, district_id: int, transfer_id: UUID) -> Closing | None:
    return await session.get(Closing, (district_id, transfer_id))


async def list_closings_of(
    session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID]
) -> Sequence[Closing]:
    """Departures of these teachers that were not withdrawn."""
    return (
        await session.scalars(
            select(Closing)
            .where(
                Closing.district_id == district_id,
                Closing.teacher_id == any_of(teacher_ids),
                Closing.withdrawn.is_(False),
            )
            .order_by(Closing.transfer_id)
        )
    ).all()


async def list_sendings(session: AsyncSession, *, district_id: int, transfer_id: UUID) -> Sequence[ClosingSent]:
    """What was sent of a history, the first first."""
    return (
        await session.scalars(
            select(ClosingSent)
            .filter_by(district_id=district_id, transfer_id=transfer_id)
            .order_by(ClosingSent.sending)
        )
    ).all()


async def insert_sending(session: AsyncSession, sending: ClosingSent) -> None:
    session.add(sending)
    await session.flush()


async def list_links_after(
    session: AsyncSession, *, district_id: int, teacher_id: UUID, after_seq: int
) -> Sequence[tuple[int, bytes, bytes]]:
    """Number, canonical bytes and hash of a teacher's entries after a number, in the order of the book."""
    rows = await session.execute(
        select(Entry.seq, Entry.canonical, Entry.hash)
        .where(Entry.district_id == district_id, Entry.teacher_id == teacher_id, Entry.seq > after_seq)
        .order_by(Entry.seq)
    )
    return [(seq, canonical, hashed) for seq, canonical, hashed in rows]


async def upsert_reception(session: AsyncSession, *, district_id: int, told: Mapping[str, Any]) -> bool:
    """Whether this was newer than what was known."""
    row = insert(Reception).values(district_id=district_id, **told)
    kept = await session.scalar(
        row.on_conflict_do_update(
            index_elements=["district_id", "transfer_id"],
            set_={name: row.excluded[name] for name in told if name != "transfer_id"},
            where=Reception.revision < row.excluded.revision,
        ).returning(Reception.transfer_id)
    )
    return kept is not None


async def find_reception(session: AsyncSession, *, district_id: int, transfer_id: UUID) -> Reception | None:
    return await session.get(Reception, (district_id, transfer_id))


async def insert_carried_part(session: AsyncSession, *, district_id: int, part: Mapping[str, Any]) -> bool:
    """False when this part was kept before."""
    kept = await session.scalar(
        insert(CarriedPart)
        .values(district_id=district_id, **part)
        .on_conflict_do_nothing()
        .returning(CarriedPart.transfer_id)
    )
    return kept is not None


async def list_carried_parts(session: AsyncSession, *, district_id: int, transfer_id: UUID) -> Sequence[CarriedPart]:
    return (
        await session.scalars(
            select(CarriedPart)
            .filter_by(district_id=district_id, transfer_id=transfer_id)
            .order_by(CarriedPart.sending, CarriedPart.part)
        )
    ).all()


async def insert_carried(
    session: AsyncSession,
    *,
    district_id: int,
    transfer_id: UUID,
    heads: Sequence[Mapping[str, Any]],
    entries: Sequence[CarriedOver],
    known_at_seq: int,
    at: datetime,
) -> frozenset[tuple[int, int]]:
    """Keep entries of other books under their heads; (district, number) of those that are new here."""
    if not entries:
        return frozenset()
    await session.execute(
        insert(CarriedHead).values([{"district_id": district_id, **head} for head in heads]).on_conflict_do_nothing()
    )
    rows = [
        {
            **{name: getattr(one.record, name) for name in AWARD_FIELDS},
            "tags": list(one.record.tags),
            "rules": list(one.record.rules),
            "district_id": district_id,
            "transfer_id": transfer_id,
            "origin_district_id": one.record.district_id,
            "seq": one.record.seq,
            "head_number": one.head_number,
            "previous_hash": one.previous_hash,
            "path": list(one.path),
            "known_at_seq": known_at_seq,
            "received_at": at,
            "entry_id": one.record.entry_id,
            "credit_account": one.record.credit_account,
            "school_year": one.record.school_year,
            "recorded_at": one.record.recorded_at,
            "canonical": one.canonical,
        }
        for one in entries
    ]
    keeping = insert(CarriedEntry).values(rows).on_conflict_do_nothing()
    kept = await session.execute(keeping.returning(CarriedEntry.origin_district_id, CarriedEntry.seq))
    return frozenset((origin, seq) for origin, seq in kept)


async def list_carried_by(session: AsyncSession, *, district_id: int, transfer_id: UUID) -> Sequence[CarriedEntry]:
    """What was brought along by one transfer."""
    return (
        await session.scalars(
            select(CarriedEntry)
            .where(CarriedEntry.district_id == district_id, CarriedEntry.transfer_id == transfer_id)
            .order_by(CarriedEntry.origin_district_id, CarriedEntry.seq)
            .options(*_WITHOUT_PROOF)
        )
    ).all()


async def list_carried_of(
    session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID], as_of: date, known_at_seq: int
) -> Sequence[tuple[UUID, CarriedEntry]]:
    """(teacher here, entry) of what these teachers brought along, earned by a day and known at a number of this book.

    What came by two ways is there once.
    """
    rows = await session.execute(
        select(Reception.teacher_id, CarriedEntry)
        .join(Reception, _OF_RECEPTION)
        .where(
            CarriedEntry.district_id == district_id,
            Reception.teacher_id == any_of(teacher_ids),
            CarriedEntry.effective_on <= as_of,
            CarriedEntry.known_at_seq <= known_at_seq,
        )
        .order_by(CarriedEntry.origin_district_id, CarriedEntry.seq, CarriedEntry.transfer_id)
        .options(*_WITHOUT_PROOF)
    )
    once: dict[tuple[UUID, UUID], tuple[UUID, CarriedEntry]] = {}
    for teacher_id, entry in rows:
        once.setdefault((teacher_id, entry.entry_id), (teacher_id, entry))
    return list(once.values())


async def list_carrying(session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Which of these teachers came from another district."""
    return frozenset(
        await session.scalars(
            select(Reception.teacher_id).where(
                Reception.district_id == district_id, Reception.teacher_id == any_of(teacher_ids)
            )
        )
    )


async def list_carried_with_heads(
    session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID]
) -> Sequence[tuple[CarriedEntry, CarriedHead]]:
    """Everything that these teachers brought along, with the head that each entry is proven under."""
    rows = await session.execute(
        select(CarriedEntry, CarriedHead)
        .join(Reception, _OF_RECEPTION)
        .join(CarriedHead, _OF_HEAD)
        .where(CarriedEntry.district_id == district_id, Reception.teacher_id == any_of(teacher_ids))
        .order_by(CarriedEntry.origin_district_id, CarriedEntry.seq, CarriedEntry.transfer_id)
        .execution_options(populate_existing=True)
    )
    once: dict[UUID, tuple[CarriedEntry, CarriedHead]] = {}
    for entry, head in rows:
        once.setdefault(entry.entry_id, (entry, head))
    return list(once.values())


async def list_carried_after(
    session: AsyncSession, *, district_id: int, after: tuple[UUID, int, int], limit: int
) -> Sequence[tuple[CarriedEntry, CarriedHead | None]]:
    """Carried entries in the order of their key, each with its head."""
    from_transfer, from_origin, from_seq = after
    key = (CarriedEntry.transfer_id, CarriedEntry.origin_district_id, CarriedEntry.seq)
    rows = await session.execute(
        select(CarriedEntry, CarriedHead)
        .outerjoin(CarriedHead, _OF_HEAD)
        .where(
            CarriedEntry.district_id == district_id,
            (CarriedEntry.transfer_id > from_transfer)
            | (
                (CarriedEntry.transfer_id == from_transfer)
                & (
                    (CarriedEntry.origin_district_id > from_origin)
                    | ((CarriedEntry.origin_district_id == from_origin) & (CarriedEntry.seq > from_seq))
                )
            ),
        )
        .order_by(*key)
        .limit(limit)
        .execution_options(populate_existing=True)
    )
    return [(row[0], row[1]) for row in rows]


async def map_former(session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Former teacher -> which of these the person goes on as, where one was found twice."""
    rows = await session.execute(
        select(MergedTeacher.teacher_id, MergedTeacher.into_teacher_id).where(
            MergedTeacher.district_id == district_id,
            MergedTeacher.into_teacher_id == any_of(teacher_ids),
            MergedTeacher.undone.is_(False),
        )
    )
    return dict(rows.all())
