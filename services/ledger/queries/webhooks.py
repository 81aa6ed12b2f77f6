"""Webhooks: addresses, messages, deliveries, attempts."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger.models import Webhook, WebhookAttempt, WebhookDelivery, WebhookMessage
from services.platform.database import any_of
from services.platform.errors import NotFound


async def list_webhooks(session: AsyncSession, *, district_id: int) -> Sequence[Webhook]:
    rows = await session.scalars(select(Webhook).where(Webhook.district_id == district_id).order_by(Webhook.name))
    return rows.all()


async def list_listeners(session: AsyncSession, *, district_id: int, type_: str) -> Sequence[str]:
    """The names of those who are to hear of a type now: who was paused catches up by the feed."""
    rows = await session.scalars(
        select(Webhook.name)
        .where(Webhook.district_id == district_id, Webhook.active, Webhook.types.contains([type_]))
        .order_by(Webhook.name)
    )
    return rows.all()


async def find_webhook(session: AsyncSession, *, district_id: int, name: str) -> Webhook | None:
    return await session.get(Webhook, (district_id, name))


async def lock_webhook(session: AsyncSession, *, district_id: int, name: str) -> Webhook | None:
    rows = await session.scalars(_of(district_id, name).with_for_update().execution_options(populate_existing=True))
    return rows.one_or_none()


async def lock_free_webhook(session: AsyncSession, *, district_id: int, name: str) -> Webhook | None:
    """None also where somebody else holds it."""
    rows = await session.scalars(
        _of(district_id, name).with_for_update(skip_locked=True).execution_options(populate_existing=True)
    )
    return rows.one_or_none()


async def insert_webhook(session: AsyncSession, webhook: Webhook) -> Webhook:
    session.add(webhook)
    await session.flush()
    return webhook


async def insert_messages(
    session: AsyncSession,
    *,
    district_id: int,
    names: Sequence[str],
    messages: Sequence[tuple[UUID, str, str]],
    at: datetime,
) -> None:
    """Messages (id, type, body), each waiting for each of these addresses from now on."""
    await session.execute(
        insert(WebhookMessage),
        [
            {"district_id": district_id, "message_id": message_id, "type": type_, "body": body, "made_at": at}
            for message_id, type_, body in messages
        ],
    )
    await session.execute(
        insert(WebhookDelivery),
        [
            {
                "district_id": district_id,
                "name": name,
                "message_id": message_id,
                "state": "WAITING",
                "attempts": 0,
                "next_at": at,
            }
            for message_id, _, _ in messages
            for name in names
        ],
    )


async def list_due(
    session: AsyncSession, *, district_id: int, name: str, at: datetime, limit: int
) -> Sequence[tuple[WebhookDelivery, WebhookMessage]]:
    """What is due for an address, in the order in which it was said."""
    rows = await session.execute(
        select(WebhookDelivery, WebhookMessage)
        .join(WebhookMessage, _same_message())
        .where(
            WebhookDelivery.district_id == district_id,
            WebhookDelivery.name == name,
            WebhookDelivery.state == "WAITING",
            WebhookDelivery.next_at <= at,
        )
        .order_by(WebhookDelivery.message_id)
        .limit(limit)
    )
    return [(delivery, message) for delivery, message in rows]


async def find_next_due(session: AsyncSession, *, district_id: int, name: str) -> datetime | None:
    """When the next waiting message is due."""
    return await session.scalar(
        select(func.min(WebhookDelivery.next_at)).where(
            WebhookDelivery.district_id == district_id,
            WebhookDelivery.name == name,
            WebhookDelivery.state == "WAITING",
        )
    )


async def insert_attempt(session: AsyncSession, attempt: WebhookAttempt) -> None:
    session.add(attempt)
    await session.flush()


async def list_deliveries(
    session: AsyncSession,
    *,
    district_id: int,
    name: str,
    state: str | None = None,
    before: UUID | None = None,
    message_id: UUID | None = None,
    limit: int,
) -> Sequence[tuple[WebhookDelivery, WebhookMessage]]:
    """Deliveries to an address, the newest first."""
    where: list[ColumnElement[bool]] = [WebhookDelivery.district_id == district_id, WebhookDelivery.name == name]
    if state is not None:
        where.append(WebhookDelivery.state == state)
    if before is not None:
        where.append(WebhookDelivery.message_id < before)
    if message_id is not None:
        where.append(WebhookDelivery.message_id == message_id)
    rows = await session.execute(
        select(WebhookDelivery, WebhookMessage)
        .join(WebhookMessage, _same_message())
        .where(*where)
        .order_by(WebhookDelivery.message_id.desc())
        .limit(limit)
    )
    return [(delivery, message) for delivery, message in rows]


async def list_attempts(
    session: AsyncSession, *, district_id: int, name: str, message_ids: Iterable[UUID]
) -> Sequence[WebhookAttempt]:
    """Every attempt at these messages, the first first."""
    rows = await session.scalars(
        select(WebhookAttempt)
        .where(
            WebhookAttempt.district_id == district_id,
            WebhookAttempt.name == name,
            WebhookAttempt.message_id == any_of(message_ids),
        )
        .order_by(WebhookAttempt.attempt_id)
    )
    return rows.all()


async def count_deliveries(session: AsyncSession, *, district_id: int) -> dict[tuple[str, str], int]:
    """How many deliveries are still waiting or parked, by name and state."""
    rows = await session.execute(
        select(WebhookDelivery.name, WebhookDelivery.state, func.count())
        .where(WebhookDelivery.district_id == district_id, WebhookDelivery.state.in_(["WAITING", "PARKED"]))
        .group_by(WebhookDelivery.name, WebhookDelivery.state)
    )
    return {(name, state): count for name, state, count in rows}


async def put_in_line_again(
    session: AsyncSession,
    *,
    district_id: int,
    name: str,
    states: Sequence[str],
    message_ids: Sequence[UUID] | None,
    since: datetime | None,
    until: datetime | None,
    at: datetime,
) -> int:
    """Have these deliveries wait again with a fresh count; return how many."""
    chosen = select(WebhookMessage.message_id).where(WebhookMessage.district_id == district_id)
    if since is not None:
        chosen = chosen.where(WebhookMessage.made_at >= since)
    if until is not None:
        chosen = chosen.where(WebhookMessage.made_at <= until)
    if message_ids is not None:
        chosen = chosen.where(WebhookMessage.message_id == any_of(message_ids))
    values: dict[str, Any] = {"state": "WAITING", "attempts": 0, "next_at": at, "ended_at": None}
    moved = await session.execute(
        update(WebhookDelivery)
        .where(
            WebhookDelivery.district_id == district_id,
            WebhookDelivery.name == name,
            WebhookDelivery.state.in_(states),
            WebhookDelivery.message_id.in_(chosen),
        )
        .values(**values)
        .returning(WebhookDelivery.message_id)
        .execution_options(synchronize_session=False)
    )
    return len(moved.all())


async def get_delivery(
    session: AsyncSession, *, district_id: int, name: str, message_id: UUID
) -> tuple[WebhookDelivery, WebhookMessage]:
    found = await list_deliveries(session, district_id=district_id, name=name, message_id=message_id, limit=1)
    if not found:
        raise NotFound
    return found[0]


def _of(district_id: int, name: str) -> Any:
    return select(Webhook).where(Webhook.district_id == district_id, Webhook.name == name)


def _same_message() -> ColumnElement[bool]:
    return (WebhookMessage.district_id == WebhookDelivery.district_id) & (
        WebhookMessage.message_id == WebhookDelivery.message_id
    )
