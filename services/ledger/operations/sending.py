"""Sending what waits for one address: in order, signed, each attempt kept, and a rest for who does not answer."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from time import monotonic
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from standardwebhooks import Webhook as Signature

from services.contracts import WebhooksFellDue
from services.ledger import queries
from services.ledger.models import Webhook, WebhookAttempt, WebhookDelivery, WebhookMessage
from services.ledger.operations.webhooks import place_of_secret
from services.ledger.rules import PAUSES, is_away, is_delivered, is_gone, pause_after
from services.platform import clock
from services.platform.crypto import unseal_by
from services.platform.database import allow_seconds
from services.platform.ids import new_id
from services.platform.outbox import publish
from services.platform.outgoing import Called, Outgoing

# The row of the address is locked while it is called, so that nobody else calls it: few of a worker at once, briefly.
_AT_ONCE: Final = 3
_BEGIN_WITHIN_SECONDS: Final = 6.0
_LONGEST_SECONDS: Final = 25
_MOST_A_TIME: Final = 50
_COME_AGAIN: Final = timedelta(seconds=2)
_turns = asyncio.Semaphore(_AT_ONCE)


async def send_webhooks(
    session: AsyncSession, *, district_id: int, name: str, outgoing: Outgoing, keys: Sequence[bytes], at: datetime
) -> None:
    """Send what is due for an address until one fails that says that the address is away, or the time is up.

    What waits after that is due at a later moment, for which a timer is set: one at a time.
    """
    await allow_seconds(session, _LONGEST_SECONDS)
    # Taken before anything is waited for: who waited for a turn with a row locked would outlast its transaction.
    if _turns.locked():
        await _set_timer(session, district_id=district_id, name=name, due_at=at + _COME_AGAIN)
        return
    async with _turns:
        await _send(session, district_id=district_id, name=name, outgoing=outgoing, keys=keys, at=at)


async def _send(
    session: AsyncSession, *, district_id: int, name: str, outgoing: Outgoing, keys: Sequence[bytes], at: datetime
) -> None:
    webhook = await queries.lock_free_webhook(session, district_id=district_id, name=name)
    if webhook is None:
        await _set_timer(session, district_id=district_id, name=name, due_at=at + _COME_AGAIN)
        return
    if webhook.wakes_at is not None and webhook.wakes_at <= at:
        webhook.wakes_at = None
    if not webhook.active or (webhook.rests_until is not None and webhook.rests_until > at):
        return
    await _send_due(session, webhook, outgoing=outgoing, keys=keys, at=at)
    next_at = await queries.find_next_due(session, district_id=district_id, name=name)
    if next_at is None or not webhook.active:
        return
    due_at = max(next_at, at, webhook.rests_until or at)
    if webhook.wakes_at is None or webhook.wakes_at > due_at:
        webhook.wakes_at = due_at
        await _set_timer(session, district_id=district_id, name=name, due_at=due_at)


async def _send_due(
    session: AsyncSession, webhook: Webhook, *, outgoing: Outgoing, keys: Sequence[bytes], at: datetime
) -> None:
    began = monotonic()
    due = await queries.list_due(session, district_id=webhook.district_id, name=webhook.name, at=at, limit=_MOST_A_TIME)
    for delivery, message in due:
        called = await outgoing.post(
            webhook.url, content=message.body.encode(), headers=_headers(webhook, message, keys=keys, at=at)
        )
        await queries.insert_attempt(session, _attempt(webhook, message, called, at=at))
        _note(webhook, delivery, called, at=at)
        if is_gone(called.status):
            webhook.active = False
        if webhook.rests_until is not None or not webhook.active or monotonic() - began > _BEGIN_WITHIN_SECONDS:
            break
    await session.flush()


def _note(webhook: Webhook, delivery: WebhookDelivery, called: Called, *, at: datetime) -> None:
    """What a call means for its message, and for the address as a whole."""
    delivery.attempts += 1
    if is_delivered(called.status):
        delivery.state, delivery.ended_at = "DELIVERED", at
        webhook.failures, webhook.rests_until = 0, None
        return
    pause = pause_after(delivery.attempts)
    if pause is None:
        delivery.state, delivery.ended_at = "PARKED", at
    else:
        delivery.next_at = at + pause
    if is_away(called.status):
        webhook.rests_until = at + PAUSES[min(webhook.failures, len(PAUSES) - 1)]
        webhook.failures += 1


def _headers(webhook: Webhook, message: WebhookMessage, *, keys: Sequence[bytes], at: datetime) -> dict[str, str]:
    """Signed by the secret, and by the one before it while that is known. The moment is real: receivers compare it."""
    place = place_of_secret(webhook.district_id, webhook.name)
    sealed = [webhook.secret]
    if webhook.former_secret is not None and webhook.former_until is not None and webhook.former_until > at:
        sealed.append(webhook.former_secret)
    now = clock.real_now()
    message_id = str(message.message_id)
    signatures = [
        Signature(unseal_by(keys, secret, place=place)).sign(msg_id=message_id, timestamp=now, data=message.body)
        for secret in sealed
    ]
    return {
        "Content-Type": "application/json",
        "User-Agent": "xuefen-webhooks/1",
        "webhook-id": message_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signatures),
    }


def _attempt(webhook: Webhook, message: WebhookMessage, called: Called, *, at: datetime) -> WebhookAttempt:
    return WebhookAttempt(
        district_id=webhook.district_id,
        attempt_id=new_id(),
        name=webhook.name,
        message_id=message.message_id,
        at=at,
        url=webhook.url,
        address=called.address,
        status=called.status,
        fault=called.fault,
        answer=called.answer,
        milliseconds=called.milliseconds,
    )


async def _set_timer(session: AsyncSession, *, district_id: int, name: str, due_at: datetime) -> None:
    await publish(session, WebhooksFellDue(district_id=district_id, name=name, due_at=due_at), due_at=due_at)
