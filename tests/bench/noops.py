"""The worker with one actor more, which does nothing: `dramatiq tests.bench.noops`."""

import time

import dramatiq

from workers.broker import broker
from workers.main import CONSUMERS

__all__ = ["CONSUMERS", "broker", "noop", "note"]

DONE = "bench:done"
NOTED = "bench:noted"


async def _noop() -> None:
    broker.client.incr(DONE)


async def _note() -> None:
    broker.client.set(NOTED, repr(time.time()))


noop = dramatiq.actor(actor_name="bench.noop", queue_name="bench", broker=broker)(_noop)
note = dramatiq.actor(actor_name="bench.note", queue_name="bench", broker=broker)(_note)
