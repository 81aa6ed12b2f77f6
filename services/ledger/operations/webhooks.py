"""Addresses that a district registered: set, shown, asked to be told again; and what is to be told to them."""

import base64
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import WebhooksFellDue
from services.ledger import queries
from services.ledger.errors import TooManyWebhooks, WebhookInactive
from services.ledger.models import Webhook, WebhookAttempt, WebhookDelivery, WebhookMessage
from services.ledger.rules import FORMER_SECRET_LASTS, MOST_WEBHOOKS, Told, messages_of, ping_of
from services.platform.crypto import derive, seal
from services.platform.errors import NotFound
from services.platform.ids import new_id
from services.platform.outbox import publish
from services.platform.settings import Settings

_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class WebhookShown:
    """An address with how much waits for it; the secret is there only when it has just been made."""

    webhook: Webhook
    waiting: int
    parked: int
    secret: str | None = None


@dataclass(frozen=True, slots=True)
class DeliveryShown:
    delivery: WebhookDelivery
    message: WebhookMessage
    attempts: Sequence[WebhookAttempt]


async def set_webhook(
    session: AsyncSession,
    *,
    district_id: int,
    name: str,
    url: str,
    types: Sequence[str],
    active: bool,
    keys: Sequence[bytes],
    by: UUID,
    at: datetime,
) -> WebhookShown:
    """Register an address under a name, or set the one of that name anew; its secret is shown when it is made."""
    webhook = await queries.lock_webhook(session, district_id=district_id, name=name)
    if webhook is None:
        if len(await queries.list_webhooks(session, district_id=district_id)) >= MOST_WEBHOOKS:
            raise TooManyWebhooks(most=MOST_WEBHOOKS)
        secret, sealed = _new_secret(keys, district_id=district_id, name=name)
        webhook = await queries.insert_webhook(
            session,
            Webhook(
                district_id=district_id,
                name=name,
                url=url,
                types=sorted(set(types)),
                active=active,
                secret=sealed,
                failures=0,
                set_by=by,
                set_at=at,
            ),
        )
        return WebhookShown(webhook, 0, 0, secret)
    webhook.url, webhook.types, webhook.active = url, sorted(set(types)), active
    # Another address deserves another chance.
    webhook.failures, webhook.rests_until = 0, None
    webhook.set_by, webhook.set_at = by, at
    await _wake(session, webhook, at=at)
    return await _shown(session, webhook)


async def renew_secret(
    session: AsyncSession, *, district_id: int, name: str, keys: Sequence[bytes], by: UUID, at: datetime
) -> WebhookShown:
    """Give an address another secret; the one before signs beside it for a day."""
    webhook = await _lock(session, district_id=district_id, name=name)
    secret, sealed = _new_secret(keys, district_id=district_id, name=name)
    webhook.former_secret, webhook.former_until = webhook.secret, at + FORMER_SECRET_LASTS
    webhook.secret, webhook.set_by, webhook.set_at = sealed, by, at
    shown = await _shown(session, webhook)
    return WebhookShown(shown.webhook, shown.waiting, shown.parked, secret)


async def list_webhooks(session: AsyncSession, *, district_id: int) -> Sequence[WebhookShown]:
    counts = await queries.count_deliveries(session, district_id=district_id)
    return [
        WebhookShown(one, counts.get((one.name, "WAITING"), 0), counts.get((one.name, "PARKED"), 0))
        for one in await queries.list_webhooks(session, district_id=district_id)
    ]


async def tell(session: AsyncSession, *, event: Told, at: datetime) -> None:
    """Have an event told to every address that asked for its kind."""
    messages = list(messages_of(event, at=at))
    names = await queries.list_listeners(session, district_id=event.district_id, type_=messages[0][0])
    if names:
        await _put_in_line(session, district_id=event.district_id, names=names, messages=messages, at=at)


async def ping(session: AsyncSession, *, district_id: int, name: str, at: datetime) -> DeliveryShown:
    """Send an address a message that says nothing. WebhookInactive where it is paused."""
    webhook = await _lock(session, district_id=district_id, name=name)
    if not webhook.active:
        raise WebhookInactive
    webhook.rests_until = None
    (message_id,) = await _put_in_line(
        session, district_id=district_id, names=[name], messages=[ping_of(district_id, at=at)], at=at
    )
    return await get_delivery(session, district_id=district_id, name=name, message_id=message_id)


async def replay(
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
    """Send messages again, under their own ids, by which receivers know them; return how many."""
    webhook = await _lock(session, district_id=district_id, name=name)
    if not webhook.active:
        raise WebhookInactive
    replayed = await queries.put_in_line_again(
        session,
        district_id=district_id,
        name=name,
        states=states,
        message_ids=message_ids,
        since=since,
        until=until,
        at=at,
    )
    webhook.failures, webhook.rests_until = 0, None
    await _wake(session, webhook, at=at)
    return replayed


async def list_deliveries(
    session: AsyncSession, *, district_id: int, name: str, state: str | None, before: UUID | None, limit: int
) -> Sequence[DeliveryShown]:
    """The log of an address, the newest message first."""
    if await queries.find_webhook(session, district_id=district_id, name=name) is None:
        raise NotFound
    found = await queries.list_deliveries(
        session, district_id=district_id, name=name, state=state, before=before, limit=limit
    )
    return await _with_attempts(session, district_id=district_id, name=name, found=found)


async def get_delivery(session: AsyncSession, *, district_id: int, name: str, message_id: UUID) -> DeliveryShown:
    found = await queries.get_delivery(session, district_id=district_id, name=name, message_id=message_id)
    (shown,) = await _with_attempts(session, district_id=district_id, name=name, found=[found])
    return shown


async def _with_attempts(
    session: AsyncSession,
    *,
    district_id: int,
    name: str,
    found: Sequence[tuple[WebhookDelivery, WebhookMessage]],
) -> Sequence[DeliveryShown]:
    attempts = await queries.list_attempts(
        session, district_id=district_id, name=name, message_ids=[message.message_id for _, message in found]
    )
    return [
        DeliveryShown(delivery, message, [one for one in attempts if one.message_id == message.message_id])
        for delivery, message in found
    ]


async def _put_in_line(
    session: AsyncSession,
    *,
    district_id: int,
    names: Sequence[str],
    messages: Sequence[tuple[str, str]],
    at: datetime,
) -> Sequence[UUID]:
    numbered = [(new_id(), type_, body) for type_, body in messages]
    await queries.insert_messages(session, district_id=district_id, names=names, messages=numbered, at=at)
    for name in names:
        await publish(session, WebhooksFellDue(district_id=district_id, name=name, due_at=at))
    return [message_id for message_id, _, _ in numbered]


async def _wake(session: AsyncSession, webhook: Webhook, *, at: datetime) -> None:
    if webhook.active:
        await publish(session, WebhooksFellDue(district_id=webhook.district_id, name=webhook.name, due_at=at))


async def _shown(session: AsyncSession, webhook: Webhook) -> WebhookShown:
    counts = await queries.count_deliveries(session, district_id=webhook.district_id)
    return WebhookShown(webhook, counts.get((webhook.name, "WAITING"), 0), counts.get((webhook.name, "PARKED"), 0))


async def _lock(session: AsyncSession, *, district_id: int, name: str) -> Webhook:
    webhook = await queries.lock_webhook(session, district_id=district_id, name=name)
    if webhook is None:
        raise NotFound
    return webhook


def _new_secret(keys: Sequence[bytes], *, district_id: int, name: str) -> tuple[str, bytes]:
    """A secret as Standard Webhooks writes it, and how it is kept."""
    secret = "whsec_" + base64.b64encode(os.urandom(_SECRET_BYTES)).decode()
    return secret, seal(keys[0], secret, place=place_of_secret(district_id, name))


def keys_of_webhooks(settings: Settings) -> Sequence[bytes]:
    """By which secrets are kept, of the ledger and its worker: by the first from now on, by the others before."""
    return [derive(line, "webhook-secret") for line in settings.secret_lines("webhook_key")]


def place_of_secret(district_id: int, name: str) -> str:
    return f"{district_id}|{name}|webhook"
