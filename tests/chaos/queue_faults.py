"""What goes wrong with the queue, and what goes wrong in it: lost, doubled, reordered and senseless messages."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from redis.asyncio import Redis

from services.platform.ids import new_id
from tests.chaos.machine import Machine, until
from tests.chaos.raging import Kind

# What is taken by whoever says something past the services, and by whoever migrates.
WORDS = "what is said"
_QUEUE = frozenset({"the queue"})


@dataclass
class QueueFaults:
    """Does harm to a machine's queue."""

    machine: Machine
    random: Random
    district_id: int

    def kinds(self) -> Sequence[Kind]:
        return (
            Kind(self._kill_valkey, _QUEUE),
            Kind(self._flush_the_queue, _QUEUE),
            Kind(self._fill_the_queue, _QUEUE),
            Kind(self._cut_the_queue, _QUEUE),
            Kind(self._hang_the_queue, _QUEUE),
            Kind(self._refuse_the_queue, _QUEUE),
            Kind(self._strand_the_queue, _QUEUE),
            Kind(self._ring_again_for_what_is_done, _QUEUE | {WORDS}),
            Kind(self._ring_for_nothing, _QUEUE),
        )

    async def _kill_valkey(self) -> None:
        ended = self.machine.valkey
        ended.process.kill()
        await until(lambda: self.machine.valkey is not ended)

    async def _flush_the_queue(self) -> None:
        async with self._queue() as queue:
            await queue.flushall()

    async def _fill_the_queue(self) -> None:
        """No memory left: the queue takes nothing more, and forgets nothing."""
        async with self._queue() as queue:
            await queue.config_set("maxmemory-policy", "noeviction")
            await queue.config_set("maxmemory", "1")
            await asyncio.sleep(1)
            await queue.config_set("maxmemory", "0")

    async def _cut_the_queue(self) -> None:
        for _ in range(3):
            self.machine.queue_wire.cut()
            await asyncio.sleep(self.random.uniform(0.05, 0.3))

    async def _hang_the_queue(self) -> None:
        self.machine.queue_wire.hang()
        await asyncio.sleep(self.random.uniform(1, 2))
        self.machine.queue_wire.pass_on()

    async def _refuse_the_queue(self) -> None:
        self.machine.queue_wire.refusing = True
        self.machine.queue_wire.cut()
        await asyncio.sleep(1)
        self.machine.queue_wire.pass_on()

    async def _strand_the_queue(self) -> None:
        self.machine.queue_wire.strand()

    async def _ring_again_for_what_is_done(self) -> None:
        """Three times, out of order, as if every message had come again after a long while."""
        rows = await self.machine.ask(
            "SELECT consumer, event_id FROM messaging.delivery WHERE done_at IS NOT NULL AND district_id = $1"
            " ORDER BY event_id, consumer",
            self.district_id,
        )
        some = self.random.sample(rows, min(50, len(rows)))
        messages = [(row["consumer"], [str(row["event_id"])]) for row in some] * 3
        self.random.shuffle(messages)
        async with self._queue() as queue:
            for consumer, event_ids in messages:
                await self._enqueue(queue, consumer, [self.district_id, event_ids])

    async def _ring_for_nothing(self) -> None:
        """For an actor that is not there, with words that are no arguments, and for events that were never said."""
        async with self._queue() as queue:
            await self._enqueue(queue, "ledger.no_such_actor", [self.district_id, [str(new_id())]])
            await self._enqueue(queue, "ledger.keep_facts", ["nonsense"])
            await self._enqueue(queue, "attendance.keep_members", [self.district_id, [str(new_id())]])

    def _queue(self) -> "Redis":
        return Redis.from_url(self.machine.valkey.url, socket_timeout=5)

    async def _enqueue(self, queue: "Redis", actor: str, arguments: list[object]) -> None:
        """As dramatiq's broker does it, past the wire."""
        message_id = str(new_id())
        name = actor.partition(".")[0]
        message = {
            "queue_name": name,
            "actor_name": actor,
            "args": arguments,
            "kwargs": {},
            "options": {"redis_message_id": message_id},
            "message_id": message_id,
            "message_timestamp": 0,
        }
        await queue.hset(f"dramatiq:{name}.msgs", message_id, json.dumps(message))
        await queue.rpush(f"dramatiq:{name}", message_id)
