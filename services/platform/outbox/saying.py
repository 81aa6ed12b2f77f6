"""Events are written in the transaction that makes them true."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, Integer, Text, bindparam, cast, text
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import Event
from services.platform import clock
from services.platform.ids import new_id
from services.platform.outbox.rows import EVENTS
from services.platform.tracing import current_trace

_SAY = insert(EVENTS).values(
    {name: bindparam(name) for name in ("district_id", "id", "topic", "occurred_at", "due_at", "traceparent")}
    # Written once, by pydantic: a dictionary in between would be written again by the driver.
    | {"payload": cast(bindparam("payload", type_=Text()), JSONB)}
)
_SAY_ONCE = _SAY.on_conflict_do_nothing()


async def publish(
    session: AsyncSession, event: Event, *, due_at: datetime | None = None, once: UUID | None = None
) -> UUID:
    """Say what this transaction made true; it is heard if, and only if, the transaction commits.

    With `due_at`, a moment of the domain's clock, it is a timer: heard then, as surely and as often as anything else.
    Under an id given as `once` it is said the first time only.
    """
    event_id = once or new_id()
    await session.flush()
    await session.execute(
        _SAY if once is None else _SAY_ONCE,
        {
            "district_id": event.district_id,
            "id": event_id,
            "topic": event.topic,
            "payload": event.model_dump_json(),
            "occurred_at": clock.now(),
            "due_at": due_at,
            "traceparent": current_trace(),
        },
    )
    return event_id


_PUBLISH_WRITTEN = text(
    """
    INSERT INTO messaging.event (district_id, id, topic, payload, occurred_at, traceparent)
    SELECT :district_id, said.id, :topic, CAST(said.payload AS jsonb), :at, :traceparent
    FROM unnest(CAST(:ids AS uuid[]), CAST(:payloads AS text[])) AS said (id, payload)
    """
).bindparams(
    bindparam("district_id", type_=Integer),
    bindparam("topic", type_=Text),
    bindparam("at", type_=DateTime(timezone=True)),
    bindparam("traceparent", type_=Text),
)


async def publish_written(
    session: AsyncSession, kind: type[Event], *, district_id: int, payloads: Sequence[str]
) -> None:
    """As `publish`, for several events of one kind, in this order, whose JSON is written already."""
    await session.execute(
        _PUBLISH_WRITTEN,
        {
            "district_id": district_id,
            "ids": [new_id() for _ in payloads],
            "topic": kind.topic,
            "payloads": list(payloads),
            "at": clock.now(),
            "traceparent": current_trace(),
        },
    )
