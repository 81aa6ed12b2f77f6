"""A teacher who came from another district: what the former book proves is kept beside this one, and judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import EntriesCarried, HistoryClosed, PostedEntry, TeacherReceived
from services.ledger import queries
from services.ledger.models import CarriedEntry, CarriedPart, Closing, ClosingSent, Reception
from services.ledger.operations.attestations.revoking import revoke_attestations_of
from services.ledger.operations.closing import follow_departed
from services.ledger.operations.keeping import mark
from services.ledger.operations.posting import MOST_SAID_AT_ONCE
from services.ledger.rules import Record, in_batches, read_carried_entries, read_carried_heads
from services.platform.errors import NotFound, Text
from services.platform.outbox import publish
from services.platform.signing import KeyRing

_SAID: Final = PostedEntry.model_fields.keys()


@dataclass(frozen=True, slots=True)
class TransferHistory:
    """What one district sent of a teacher's history, or what another received of it."""

    transfer_id: UUID
    closing: Closing | None
    sent: list[ClosingSent]
    reception: Reception | None
    received: list[CarriedPart]

    @property
    def state(self) -> Literal["AWAITED", "INCOMPLETE", "COMPLETE", "REFUSED"]:
        """COMPLETE when no part is missing up to the newest sending that has arrived, and all of them were proven.

        Where all was sent anew, what came before is not asked for any more.
        """
        first = max((one.sending for one in self.received if one.anew), default=1)
        current = [one for one in self.received if one.sending >= first]
        if any(one.faults for one in current):
            return "REFUSED"
        if not current:
            return "AWAITED"
        parts: dict[int, tuple[int, set[int]]] = {}
        for one in current:
            parts.setdefault(one.sending, (one.parts, set()))[1].add(one.part)
        whole = all(len(there) == number for number, there in parts.values())
        return "COMPLETE" if whole and set(parts) == set(range(first, max(parts) + 1)) else "INCOMPLETE"


async def keep_reception(session: AsyncSession, *, told: TeacherReceived, at: datetime) -> None:
    """As whom somebody goes on here: from now on what was carried over is judged for that teacher."""
    news = told.model_dump(exclude={"district_id"})
    if await queries.upsert_reception(session, district_id=told.district_id, told=news):
        await _tell_of(session, district_id=told.district_id, teacher_id=told.teacher_id, at=at)
        brought = await queries.list_carried_by(session, district_id=told.district_id, transfer_id=told.transfer_id)
        await _publish(session, told.district_id, told.transfer_id, told.teacher_id, brought)


async def keep_history(session: AsyncSession, *, told: HistoryClosed, keys: KeyRing, at: datetime) -> None:
    """Keep a part of what another district closed, if all of it is proven; else only that it came, and its faults.

    What stands in this district's own book is not kept beside it. What is new follows the teacher who has moved on.
    """
    district_id = told.to_district
    # Nothing is attested meanwhile that this part may take back, nor posted: the lock of the book first, as everywhere.
    await queries.lock_book(session, district_id=district_id)
    heads, rows, faults = read_carried_heads(told.heads, keys=keys)
    entries, wrong = read_carried_entries(told.entries, heads=heads)
    faults += wrong
    reception = await queries.find_reception(session, district_id=district_id, transfer_id=told.transfer_id)
    if reception is not None and (reception.former_district_id, reception.person_id) != (
        told.district_id,
        told.person_id,
    ):
        faults.append(Text(zh="与所接收的人员不符", en="it is not about the person who was received"))
    if not await queries.insert_carried_part(
        session, district_id=district_id, part=_part(told, [] if faults else told.entries, faults, at)
    ):
        return
    if faults:
        return
    elsewhere = [one for one in entries if one.record.district_id != district_id]
    needed = {(one.record.district_id, one.head_number) for one in elsewhere}
    kept = await queries.insert_carried(
        session,
        district_id=district_id,
        transfer_id=told.transfer_id,
        heads=[row for row in rows if (row["origin_district_id"], row["number"]) in needed],
        entries=elsewhere,
        known_at_seq=await queries.get_head(session, district_id=district_id),
        at=at,
    )
    if kept and reception is not None:
        fresh = [one for one in elsewhere if (one.record.district_id, one.record.seq) in kept]
        records = [one.record for one in fresh]
        await _publish(session, district_id, told.transfer_id, reception.teacher_id, records)
        people = await _tell_of(session, district_id=district_id, teacher_id=reception.teacher_id, at=at)
        stating = await queries.list_attestations_on_carried(
            session,
            district_id=district_id,
            teacher_ids=people,
            entry_ids=[one.record.reverses for one in elsewhere if one.record.reverses is not None],
        )
        await revoke_attestations_of(session, district_id=district_id, attestations=stating, at=at)


async def _tell_of(session: AsyncSession, *, district_id: int, teacher_id: UUID, at: datetime) -> list[UUID]:
    """Have whoever brought something along judged anew, and it sent after them where they have moved on since.

    Returns the teacher, and as whom the teacher goes on.
    """
    merges = await queries.list_merges_of(session, district_id=district_id, teacher_ids=[teacher_id])
    people = [teacher_id, *(merge.into_teacher_id for merge in merges if merge.teacher_id == teacher_id)]
    await mark(session, district_id=district_id, teacher_ids=people, at=at)
    await follow_departed(session, district_id=district_id, teacher_ids=people)
    return people


async def _publish(
    session: AsyncSession,
    district_id: int,
    transfer_id: UUID,
    teacher_id: UUID,
    entries: Sequence[Record | CarriedEntry],
) -> None:
    """Say what a teacher has brought along, to whoever looks at what people were trained in before."""
    for some in in_batches(entries, MOST_SAID_AT_ONCE):
        told = tuple(
            PostedEntry(
                **{**{name: getattr(one, name) for name in _SAID}, "teacher_id": teacher_id, "tags": tuple(one.tags)}
            )
            for one in some
        )
        await publish(session, EntriesCarried(district_id=district_id, transfer_id=transfer_id, entries=told))


async def get_transfer_history(session: AsyncSession, *, district_id: int, transfer_id: UUID) -> TransferHistory:
    """How far the history of a transfer has come, seen from here; NotFound where nothing of it is known."""
    found = TransferHistory(
        transfer_id=transfer_id,
        closing=await queries.find_closing(session, district_id=district_id, transfer_id=transfer_id),
        sent=list(await queries.list_sendings(session, district_id=district_id, transfer_id=transfer_id)),
        reception=await queries.find_reception(session, district_id=district_id, transfer_id=transfer_id),
        received=list(await queries.list_carried_parts(session, district_id=district_id, transfer_id=transfer_id)),
    )
    if found.closing is None and found.reception is None and not found.received:
        raise NotFound
    return found


def _part(told: HistoryClosed, kept: Any, faults: list[Text], at: datetime) -> dict[str, Any]:
    return {
        "transfer_id": told.transfer_id,
        "sending": told.sending,
        "part": told.part,
        "parts": told.parts,
        "former_district_id": told.district_id,
        "former_teacher_id": told.teacher_id,
        "person_id": told.person_id,
        "entries": len(kept),
        "faults": [{"zh": fault.zh, "en": fault.en} for fault in faults],
        "received_at": at,
        "anew": told.anew,
    }
