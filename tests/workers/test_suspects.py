"""What was tried twice and did not come back may be what its worker died of: it is tried by itself from then on."""

import asyncio
from contextlib import suppress
from uuid import UUID

import pytest
from sqlalchemy import select

from services.contracts import TimelineChanged
from services.platform.outbox import MOST_ATTEMPTS, SUSPECT_FROM, EventRow
from tests.support import World
from tests.workers.hearing import Ear, delivery, effects, hearing, ring, say
from workers import subscriptions


class Killed(BaseException):
    """What no handler can catch, like a process that ends."""


@pytest.fixture
def ear(monkeypatch: pytest.MonkeyPatch) -> Ear:
    return hearing(monkeypatch)


async def teacher_of(district: World, event_id: UUID) -> UUID:
    async with district.session("directory") as session:
        payload = await session.scalar(select(EventRow.payload).where(EventRow.id == event_id))
    return TimelineChanged.model_validate(payload).teacher_ids[0]


async def test_a_pack_that_the_queue_gives_to_one_worker_after_the_other_is_heard_but_for_the_one_they_die_of(
    district: World, ear: Ear
) -> None:
    event_ids = await say(district, times=10)
    poison = await teacher_of(district, event_ids[4])
    deaths = 0

    def die(teacher_id: UUID) -> None:
        nonlocal deaths
        if teacher_id == poison:
            deaths += 1
            raise Killed

    ear.fault = die
    for _ in range(MOST_ATTEMPTS + 2):
        # The message as it was, whoever had it in hand.
        with suppress(Killed):
            await ring(district, event_ids)

    assert deaths == MOST_ATTEMPTS
    assert await effects(district) == [1] * 9
    rows = [await delivery(district, event_id) for event_id in event_ids]
    assert [row.parked_at is not None for row in rows] == [number == 4 for number in range(10)]


async def test_of_two_that_may_be_poison_the_one_that_waits_has_not_been_tried(
    district: World, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    event_ids = await say(district, times=3)
    monkeypatch.setattr(subscriptions, "TURN_SECONDS", 0.3)
    at_work, go_on = asyncio.Event(), asyncio.Event()

    def fail(_teacher_id: UUID) -> None:
        raise Killed

    async def stand() -> None:
        at_work.set()
        await go_on.wait()

    ear.fault = fail
    for _ in range(SUSPECT_FROM):
        with suppress(Killed):
            await ring(district, event_ids[:2])
    ear.fault, ear.before = lambda _teacher_id: None, stand
    async with asyncio.timeout(20):
        first = asyncio.create_task(ring(district, event_ids[:1]))
        await at_work.wait()
        await ring(district, event_ids[1:2])
        left = (await delivery(district, event_ids[1])).attempts
        fresh = asyncio.create_task(ring(district, event_ids[2:]))
        while (await delivery(district, event_ids[2])).attempts == 0:  # noqa: ASYNC110 - the database tells nobody
            await asyncio.sleep(0.01)
        go_on.set()
        await asyncio.gather(first, fresh)
        await ring(district, event_ids[1:2])

    assert left == SUSPECT_FROM
    assert await effects(district) == [1] * 3
    assert [(await delivery(district, event_id)).attempts for event_id in event_ids] == [3, 3, 1]
