"""Invariants 15, 16 and 19: every consumer hears every event, has its effect once, and no event holds up others."""

import asyncio
import contextlib
import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

import dramatiq
import pytest
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import TimelineChanged
from services.platform import outbox
from services.platform.database import Sessions, district_transaction
from services.platform.outbox import MOST_ATTEMPTS, Due, EventRow, delivering
from tests.attendance.scenes import MORNING
from tests.invariants.twice import Mutated, as_superuser, by_patch, invariant
from tests.support import World
from tests.walks.attendance import enrolled, meeting, scheduled
from tests.workers.hearing import Ear, delivery, effects, hearing, ring, say
from workers import relay, subscriptions
from workers.broker import broker
from workers.subscriptions import SUBSCRIPTIONS, Subscription, consumers_by_topic

_take_due = outbox.take_due
_count_attempt = outbox.count_attempt


@pytest.fixture
def ear(monkeypatch: pytest.MonkeyPatch) -> Ear:
    return hearing(monkeypatch)


async def _only_the_first_time(session: AsyncSession, **which: Any) -> Sequence[Due]:
    return [row for row in await _take_due(session, **which) if row.sends == 1]


def _one_consumer_each() -> Mapping[str, Sequence[str]]:
    return {topic: consumers[:1] for topic, consumers in consumers_by_topic().items()}


class Queue:
    """A queue that loses what it is given, now all, now half of it."""

    def __init__(self) -> None:
        self.kept: list[dramatiq.Message[Any]] = []
        self.loses: Callable[[], bool] = lambda: True

    def enqueue(self, message: dramatiq.Message[Any]) -> None:
        if not self.loses():
            self.kept.append(message)

    async def work_off(self, world: World) -> None:
        while self.kept:
            message = self.kept.pop(0)
            district_id, event_ids = message.args
            subscription = SUBSCRIPTIONS[message.actor_name]
            await subscriptions.deliver(
                subscription,
                world.apps.sessions[subscription.service],
                district_id=district_id,
                event_ids=[UUID(event_id) for event_id in event_ids],
            )


@invariant(
    by_patch("nothing_is_sent_again", (outbox, "take_due", _only_the_first_time)),
    by_patch("one_consumer_of_each_topic", (relay, "consumers_by_topic", _one_consumer_each)),
)
async def test_15_every_consumer_hears_every_event_although_the_queue_loses_what_it_is_given(
    district: World, mutated: Mutated, monkeypatch: pytest.MonkeyPatch
) -> None:
    await district.drain()
    queue, chance = Queue(), random.Random(15)
    monkeypatch.setattr(broker, "enqueue", queue.enqueue)
    told = [scheduled(district, [meeting(MORNING)]) for _ in range(5)]
    news = [*told, *(enrolled(district, one.class_id, *district.teachers[:3]) for one in told)]
    said = {await district.publish(event): event.topic for event in news}

    async with mutated(district):
        for _ in range(12):
            await relay.route(district.apps.sessions["relay"])
            await relay.ring(district.apps.sessions["relay"])
            await queue.work_off(district)
            queue.loses = lambda: chance.random() < 0.5
            # As if the time after which it is sent again were over.
            await as_superuser(district, "update messaging.delivery set next_at = now() where done_at is null")

    async with district.session("attendance") as session:
        members = set(await session.execute(text("select class_id, teacher_id from attendance.member")))
    async with district.session("assessment") as session:
        marked = set(await session.execute(text("select class_id, teacher_id from assessment.member")))
    everybody = {(one.class_id, teacher.teacher_id) for one in told for teacher in district.teachers[:3]}
    assert members == everybody
    assert marked == everybody
    async with district_transaction(district.apps.sessions["relay"], district.district_id) as session:
        rows = await session.execute(
            text(
                "select event_id, consumer from messaging.delivery where done_at is not null and event_id = any(:ids)"
            ),
            {"ids": list(said)},
        )
        heard = {(row.event_id, row.consumer) for row in rows}
    assert heard == {(event_id, one) for event_id, topic in said.items() for one in consumers_by_topic()[topic]}


async def _unmarked(_session: AsyncSession, **_which: Any) -> None:
    return None


async def _marked_before(
    subscription: Subscription, sessions: Sessions, *, district_id: int, event_ids: Sequence[UUID]
) -> None:
    async with district_transaction(sessions, district_id) as session:
        heard = await outbox.lock_waiting_events(
            session, district_id=district_id, consumer=subscription.consumer, event_ids=event_ids
        )
        await outbox.mark_done(
            session,
            district_id=district_id,
            consumer=subscription.consumer,
            event_ids=[event.id for event in heard],
        )
    async with district_transaction(sessions, district_id) as session:
        for event in heard:
            await subscription.handle(session, subscription.event.model_validate(event.payload))


_UNLOCKED = delivering._LOCK_WAITING._generate()
_UNLOCKED._for_update_arg = None


@invariant(
    by_patch("no_mark", (outbox, "mark_done", _unmarked)),
    by_patch("mark_in_a_transaction_of_its_own", (subscriptions, "_handle", _marked_before)),
    by_patch("no_lock_on_the_delivery", (delivering, "_LOCK_WAITING", _UNLOCKED)),
)
async def test_16_rung_for_at_once_and_again_and_killed_amid_it_an_event_has_one_effect(
    district: World, ear: Ear, mutated: Mutated
) -> None:
    event_ids = await say(district, times=12)
    deaths, chance = iter([True, True, False, True]), random.Random(16)
    two = asyncio.Barrier(2)
    met = False

    def die(_teacher_id: UUID) -> None:
        if next(deaths, False):
            raise ConnectionResetError("killed after the effect, before the mark")

    async def meet() -> None:
        # Whoever comes first waits a moment for a second, who may not come.
        nonlocal met
        if not met:
            with contextlib.suppress(TimeoutError, asyncio.BrokenBarrierError):
                await asyncio.wait_for(two.wait(), 1.0)
            met = True

    ear.fault, ear.before = die, meet
    async with mutated(district):
        await asyncio.gather(*(ring(district, chance.sample(event_ids, 12)) for _ in range(3)))
        for _ in range(2):
            await ring(district, event_ids)

    assert await effects(district) == [1] * 12
    assert {(await delivery(district, event_id)).done_at is None for event_id in event_ids} == {False}


async def _uncounted(session: AsyncSession, *, below: int = 0, **which: Any) -> Sequence[UUID]:
    return [event.id for event in await outbox.lock_waiting_events(session, **which)]


async def _counted_beside_the_effect(
    subscription: Subscription, sessions: Sessions, *, district_id: int, event_ids: Sequence[UUID]
) -> None:
    which: dict[str, Any] = {"district_id": district_id, "consumer": subscription.consumer, "event_ids": event_ids}
    async with district_transaction(sessions, district_id) as session:
        await _count_attempt(session, **which)
        heard = await outbox.lock_waiting_events(session, **which)
        for event in heard:
            await subscription.handle(session, subscription.event.model_validate(event.payload))
        await outbox.mark_done(session, **{**which, "event_ids": [event.id for event in heard]})


class Killed(BaseException):
    """What no handler can catch, like a process that ends."""


@invariant(
    by_patch("no_counter", (outbox, "count_attempt", _uncounted)),
    by_patch(
        "counted_in_the_transaction_of_the_effect",
        (outbox, "count_attempt", _uncounted),
        (subscriptions, "_handle", _counted_beside_the_effect),
    ),
)
async def test_19_an_event_that_kills_its_worker_is_parked_after_five_deaths(
    district: World, ear: Ear, mutated: Mutated
) -> None:
    [event_id] = await say(district)
    deaths = 0

    def kill(_teacher_id: UUID) -> None:
        nonlocal deaths
        deaths += 1
        raise Killed

    ear.fault = kill
    async with mutated(district):
        for _ in range(MOST_ATTEMPTS + 2):
            with contextlib.suppress(Killed):
                await ring(district, [event_id])

    assert deaths == MOST_ATTEMPTS == 5
    parked = await delivery(district, event_id)
    assert parked.parked_at is not None
    assert "died" in parked.last_error


async def _all_or_nothing(
    subscription: Subscription, sessions: Sessions, *, district_id: int, event_ids: Sequence[UUID]
) -> None:
    which: dict[str, Any] = {"district_id": district_id, "consumer": subscription.consumer}
    async with district_transaction(sessions, district_id) as session:
        counted = await outbox.count_attempt(session, event_ids=event_ids, **which)
    try:
        await subscriptions._handle(subscription, sessions, district_id=district_id, event_ids=counted)
    except ValueError as fault:
        async with district_transaction(sessions, district_id) as session:
            for event_id in counted:
                await outbox.note_failure(session, event_id=event_id, error=repr(fault), **which)


@invariant(by_patch("a_pack_that_fails_is_not_taken_apart", (subscriptions, "deliver", _all_or_nothing)))
async def test_19_one_bad_event_never_holds_up_its_neighbours_and_is_parked_with_its_error(
    district: World, ear: Ear, mutated: Mutated
) -> None:
    event_ids = await say(district, times=10)
    async with district.session("directory") as session:
        payload = await session.scalar(select(EventRow.payload).where(EventRow.id == event_ids[4]))
        assert payload is not None
        poison = TimelineChanged.model_validate(payload).teacher_ids[0]

    def choke(teacher_id: UUID) -> None:
        if teacher_id == poison:
            raise ValueError("this one cannot be handled")

    ear.fault = choke
    async with mutated(district):
        for _ in range(MOST_ATTEMPTS + 2):
            await ring(district, event_ids)

    assert await effects(district) == [1] * 9
    parked = await delivery(district, event_ids[4])
    assert parked.parked_at is not None
    assert parked.attempts == MOST_ATTEMPTS
    assert "this one cannot be handled" in parked.last_error
