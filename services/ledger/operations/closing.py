"""A teacher who leaves the district: the history is closed under a signed head and sent on, as is what comes later."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import EntryOnTheWay, HeadOnTheWay, HistoryClosed, HistoryFellDue, TeacherDeparted
from services.directory import queries as directory
from services.ledger import queries
from services.ledger.errors import HistoryNotOwed
from services.ledger.models import BookHead, CarriedEntry, CarriedHead, Closing, ClosingSent
from services.ledger.operations.heads import sign_head
from services.ledger.operations.proving import prove_entries
from services.ledger.rules import in_batches
from services.platform.errors import NotFound
from services.platform.outbox import publish
from services.platform.signing import Signer, in_base64url

# With its proof an entry takes three kilobytes, and an event holds 256.
_A_PART: Final = 50


async def keep_closing(session: AsyncSession, *, told: TeacherDeparted) -> None:
    """Somebody leaves, or stays after all; who leaves is followed by what the book says."""
    news = told.model_dump(exclude={"district_id"})
    if await queries.upsert_closing(session, district_id=told.district_id, told=news) and not told.withdrawn:
        await publish(session, HistoryFellDue(district_id=told.district_id, transfer_id=told.transfer_id))


async def follow_departed(session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID]) -> None:
    """What was posted or taken back for somebody who has left follows to the new district, until they come back."""
    closings = await queries.list_closings_of(session, district_id=district_id, teacher_ids=set(teacher_ids))
    for closing in await _still_away(session, district_id, closings):
        await publish(session, HistoryFellDue(district_id=district_id, transfer_id=closing.transfer_id))


async def send_anew(session: AsyncSession, *, district_id: int, transfer_id: UUID) -> None:
    """Have a whole history sent once more. NotFound for a transfer that nobody left by; HistoryNotOwed."""
    closing = await queries.find_closing(session, district_id=district_id, transfer_id=transfer_id)
    if closing is None:
        raise NotFound
    if closing.withdrawn or not await _still_away(session, district_id, [closing]):
        raise HistoryNotOwed
    await publish(session, HistoryFellDue(district_id=district_id, transfer_id=transfer_id, anew=True))


async def _still_away(session: AsyncSession, district_id: int, closings: Sequence[Closing]) -> list[Closing]:
    """Those after whom no other district has sent the person back here."""
    if not closings:
        return []
    back = await directory.map_returns(
        session, district_id=district_id, person_ids={closing.person_id for closing in closings}
    )
    return [one for one in closings if one.person_id not in back or back[one.person_id] <= one.last_day]


async def send_history(
    session: AsyncSession, *, district_id: int, transfer_id: UUID, anew: bool, signer: Signer, at: datetime
) -> None:
    """Send what the new district has not been told yet (`anew`: all), under a head that vouches for it.

    Nothing where it knows all, or has sent the person back. Where so many entries wait for a head that one does not
    cover them, it goes on in a turn of its own.
    """
    # Whoever holds the row sends; whoever comes second finds what was sent.
    closing = await queries.lock_closing(session, district_id=district_id, transfer_id=transfer_id)
    if closing is None or closing.withdrawn:
        return
    sent = await queries.list_sendings(session, district_id=district_id, transfer_id=transfer_id)
    if sent and not await _still_away(session, district_id, [closing]):
        return
    since = sent[-1].up_to_seq if sent and not anew else 0
    links = await queries.list_links_after(
        session, district_id=district_id, teacher_id=closing.teacher_id, after_seq=since
    )
    former = await queries.map_former(session, district_id=district_id, teacher_ids=[closing.teacher_id])
    brought = await queries.list_carried_with_heads(
        session, district_id=district_id, teacher_ids=[closing.teacher_id, *former]
    )
    if sent and not anew and not links and len(brought) == sent[-1].passed_on:
        return
    head = await queries.find_last_head(session, district_id=district_id)
    if links and (head is None or head.seq < links[-1][0]):
        head = await sign_head(session, district_id=district_id, signer=signer, at=at)
        if head is None or head.seq < links[-1][0]:
            await publish(session, HistoryFellDue(district_id=district_id, transfer_id=transfer_id, anew=anew))
            return
    own = [] if head is None else await _own(session, district_id, links, head)
    everything = [*own, *(_passed_on(entry, carried_head) for entry, carried_head in brought)]
    parts = list(in_batches(everything, _A_PART)) or [[]]
    for number, part in enumerate(parts, start=1):
        told = _told(closing, part, sending=len(sent) + 1, part_number=number, parts=len(parts))
        await publish(session, told.model_copy(update={"anew": anew}))
    await queries.insert_sending(
        session,
        ClosingSent(
            district_id=district_id,
            transfer_id=transfer_id,
            sending=len(sent) + 1,
            head_number=0 if head is None else head.number,
            up_to_seq=links[-1][0] if links else since,
            own=len(own),
            passed_on=len(brought),
            parts=len(parts),
            sent_at=at,
            anew=anew,
        ),
    )


_OnTheWay = tuple[EntryOnTheWay, HeadOnTheWay]


async def _own(
    session: AsyncSession, district_id: int, links: Sequence[tuple[int, bytes, bytes]], head: BookHead
) -> list[_OnTheWay]:
    on_the_way = HeadOnTheWay(
        district_id=district_id,
        number=head.number,
        canonical=head.canonical.decode(),
        signature=in_base64url(head.signature),
    )
    proven = await prove_entries(session, district_id=district_id, links=links, head=head)
    return [
        (
            EntryOnTheWay(
                district_id=district_id,
                head_number=head.number,
                canonical=one.canonical,
                previous_hash=one.previous_hash,
                path=one.path,
            ),
            on_the_way,
        )
        for one in proven
    ]


def _passed_on(entry: CarriedEntry, head: CarriedHead) -> _OnTheWay:
    """An entry of a third district, exactly as it was brought here."""
    return (
        EntryOnTheWay(
            district_id=entry.origin_district_id,
            head_number=entry.head_number,
            canonical=entry.canonical.decode(),
            previous_hash=entry.previous_hash.hex(),
            path=tuple(one.hex() for one in entry.path),
        ),
        HeadOnTheWay(
            district_id=head.origin_district_id,
            number=head.number,
            canonical=head.canonical.decode(),
            signature=in_base64url(head.signature),
        ),
    )


def _told(closing: Closing, part: Sequence[_OnTheWay], *, sending: int, part_number: int, parts: int) -> HistoryClosed:
    heads = {(head.district_id, head.number): head for _, head in part}
    return HistoryClosed(
        district_id=closing.district_id,
        to_district=closing.new_district_id,
        transfer_id=closing.transfer_id,
        person_id=closing.person_id,
        teacher_id=closing.teacher_id,
        sending=sending,
        part=part_number,
        parts=parts,
        heads=tuple(heads.values()),
        entries=tuple(entry for entry, _ in part),
    )
