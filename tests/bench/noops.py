"""The worker with two actors more, which do nothing, and a consumer of an event that does nothing either.

`dramatiq tests.bench.noops` is the worker, `python -m tests.bench.noops` the relay that knows of the consumer.
"""

import asyncio
import time
from typing import ClassVar

import dramatiq
from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import Event
from workers import relay
from workers.broker import broker
from workers.main import CONSUMERS
from workers.subscriptions import on

__all__ = ["CONSUMERS", "NothingSaid", "broker", "noop", "note"]

DONE = "bench:done"
NOTED = "bench:noted"


class NothingSaid(Event):
    """Of benchmarks only: what it costs to be heard at all."""

    topic: ClassVar[str] = "bench.nothing_said.v1"


@on(NothingSaid, queue="ledger")
async def hear_nothing(session: AsyncSession, event: NothingSaid) -> None:
    """The mark that it is heard is all of its effect."""


async def _noop() -> None:
    broker.client.incr(DONE)


async def _note() -> None:
    broker.client.set(NOTED, repr(time.time()))


noop = dramatiq.actor(actor_name="bench.noop", queue_name="bench", broker=broker)(_noop)
note = dramatiq.actor(actor_name="bench.note", queue_name="bench", broker=broker)(_note)

if __name__ == "__main__":
    asyncio.run(relay.main())
