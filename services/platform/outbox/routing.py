"""Each event is given a delivery for every consumer of its topic."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    DateTime,
    Integer,
    Text,
    Uuid,
    any_,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal_column,
    or_,
    select,
    union,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services import contracts
from services.contracts import CARRIED
from services.platform import clock
from services.platform.database import any_of
from services.platform.outbox.rows import DELIVERIES, EVENTS, DeliveryRow, EventRow, to_ring, to_route

# To whom an event is addressed whose topic this release does not know: nobody hears it, and a person sees it.
TO_NOBODY_KNOWN = "relay.unknown_topic"

_NOW = bindparam("now", type_=DateTime(timezone=True))
_ANYTHING_TO_DO = select(or_(*(exists().where(condition) for condition in to_route(_NOW)), exists().where(*to_ring())))
_TAKE_UNROUTED = tuple(
    select(
        EVENTS.c.id,
        EVENTS.c.topic,
        # Asked only of what is carried at all: to look for it in the others would mean reading every one of them.
        case((EVENTS.c.topic.in_(sorted(CARRIED)), EVENTS.c.payload["to_district"])).label("to_district"),
    )
    .where(EVENTS.c.district_id == bindparam("district_id"), condition)
    .order_by(EVENTS.c.id)
    .limit(bindparam("limit", type_=Integer()))
    .with_for_update(skip_locked=True)
    for condition in to_route(_NOW)
)
_ADDRESS = (
    insert(DELIVERIES)
    .from_select(
        ["district_id", "event_id", "consumer", "attempts", "sends", "next_at"],
        select(
            bindparam("district_id", type_=Integer()),
            func.unnest(bindparam("event_ids", type_=ARRAY(Uuid()))),
            func.unnest(bindparam("consumers", type_=ARRAY(Text()))),
            literal_column("0"),
            literal_column("0"),
            func.now(),
        ),
    )
    .on_conflict_do_nothing()
)
_MARK_ROUTED = (
    update(EVENTS)
    .where(EVENTS.c.district_id == bindparam("district"), EVENTS.c.id == any_(bindparam("ids", type_=ARRAY(Uuid()))))
    .values(routed_at=func.now())
)


async def is_anything_to_do(session: AsyncSession) -> bool:
    """Whether anything is to be routed or rung for, in any district: one short look, for it is taken all the time."""
    return bool(await session.scalar(_ANYTHING_TO_DO, {"now": clock.now()}))


async def list_unrouted_districts(session: AsyncSession) -> Sequence[int]:
    """Districts with something to be heard now. Two indexes, so that timers far ahead are never looked through."""
    said, due = to_route(clock.now())
    either = union(select(EventRow.district_id).where(said), select(EventRow.district_id).where(due))
    return (await session.scalars(either)).all()


async def route_events(
    session: AsyncSession, *, district_id: int, consumers: Mapping[str, Iterable[str]], limit: int = 500
) -> int:
    """Write a delivery per consumer of each unrouted event of a district; return how many events were routed.

    What a newer release says of a kind that this one does not know is not dropped: it is to be parked.
    """
    which = {"district_id": district_id, "now": clock.now(), "limit": limit}
    rows = [row for unrouted in _TAKE_UNROUTED for row in await session.execute(unrouted, which)]
    if not rows:
        return 0
    elsewhere = {row.id for row in rows if row.topic in CARRIED and row.to_district != district_id}
    await _carry(session, district_id=district_id, event_ids=elsewhere)
    addressed = [
        (row.id, consumer)
        for row in rows
        if row.id not in elsewhere
        for consumer in consumers.get(row.topic, () if row.topic in contracts.EVENTS else (TO_NOBODY_KNOWN,))
    ]
    if addressed:
        event_ids, heard_by = zip(*addressed, strict=True)
        to_whom = {"district_id": district_id, "event_ids": list(event_ids), "consumers": list(heard_by)}
        await session.execute(_ADDRESS, to_whom)
    await session.execute(_MARK_ROUTED, {"district": district_id, "ids": [row.id for row in rows]})
    return len(rows)


async def route_anew(session: AsyncSession, *, district_id: int, event_ids: Collection[UUID]) -> Collection[UUID]:
    """Have those of these events routed again whose topic is known by now; return which."""
    which = (
        EventRow.district_id == district_id,
        EventRow.id == any_of(event_ids),
        EventRow.topic.in_(sorted(contracts.EVENTS)),
    )
    unrouted = update(EventRow).where(*which).values(routed_at=None).returning(EventRow.id)
    known = (await session.scalars(unrouted.execution_options(synchronize_session=False))).all()
    await session.execute(
        update(DeliveryRow)
        .where(
            DeliveryRow.district_id == district_id,
            DeliveryRow.event_id == any_of(known),
            DeliveryRow.consumer == TO_NOBODY_KNOWN,
        )
        .values(done_at=func.now())
        .execution_options(synchronize_session=False)
    )
    return known


async def _carry(session: AsyncSession, *, district_id: int, event_ids: Collection[UUID]) -> None:
    """Say these events in the districts they are told to, under the same ids: however often, once.

    Only what a district says in its own name is carried: who says it cannot pass for another.
    """
    if not event_ids:
        return
    to_district = cast(EventRow.payload["to_district"], Integer)
    carried = select(
        to_district, EventRow.id, EventRow.topic, EventRow.payload, EventRow.occurred_at, EventRow.traceparent
    ).where(
        EventRow.district_id == district_id,
        EventRow.id.in_(event_ids),
        cast(EventRow.payload["district_id"], Integer) == district_id,
    )
    columns = ["district_id", "id", "topic", "payload", "occurred_at", "traceparent"]
    await session.execute(insert(EventRow).from_select(columns, carried).on_conflict_do_nothing())
