"""Handlers that lock the same rows in different orders: none fails, because each goes alone or is tried again."""

import asyncio
from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession
from structlog.testing import capture_logs

from services.contracts import TimelineChanged
from services.platform import outbox, retrying
from services.platform.database import district_transaction
from tests.support import World
from workers import subscriptions
from workers.subscriptions import SUBSCRIPTIONS, Subscription, deliver

CONSUMER = "directory.crossing"


class Locksmith:
    """A consumer that marks the schools an event names, in its order; the first two meet after their first mark."""

    def __init__(self) -> None:
        self.heard = 0
        self.both_hold_one = asyncio.Barrier(2)

    async def mark(self, session: AsyncSession, event: TimelineChanged) -> None:
        for school_id in event.teacher_ids:
            await session.execute(
                text("update directory.school set name = name || '!' where school_id = :school_id"),
                {"school_id": school_id},
            )
            self.heard += 1
            if self.heard <= 2:
                await self.both_hold_one.wait()


@pytest.fixture
async def consumer(monkeypatch: pytest.MonkeyPatch) -> Subscription:
    subscription = Subscription(CONSUMER, "directory", TimelineChanged, Locksmith().mark, actor=None)  # type: ignore[arg-type]  # rung for by hand here
    monkeypatch.setattr(subscriptions, "SUBSCRIPTIONS", {CONSUMER: subscription})
    monkeypatch.setitem(SUBSCRIPTIONS, CONSUMER, subscription)
    return subscription


async def say(district: World, *orders: tuple[UUID, ...]) -> list[UUID]:
    """One event for each order in which schools are to be marked."""
    event_ids = [
        await district.publish(TimelineChanged(district_id=district.district_id, teacher_ids=order), role="directory")
        for order in orders
    ]
    async with district_transaction(district.apps.sessions["relay"], district.district_id) as session:
        await outbox.route_events(
            session, district_id=district.district_id, consumers={TimelineChanged.topic: [CONSUMER]}
        )
    return event_ids


async def hear(district: World, consumer: Subscription, *packs: list[UUID]) -> list[str]:
    """Two workers, a pack each, at the same time; return what they logged."""
    with capture_logs() as logged:
        await asyncio.gather(
            *(
                deliver(
                    consumer,
                    district.apps.sessions["directory"],
                    district_id=district.district_id,
                    event_ids=event_ids,
                )
                for event_ids in packs
            )
        )
    return [one["event"] for one in logged]


async def marks(district: World) -> list[int]:
    async with district.session("directory") as session:
        names = await session.scalars(text("select name from directory.school"))
        return [name.count("!") for name in names]


async def test_two_packs_in_opposite_orders_wait_for_each_other(district: World, consumer: Subscription) -> None:
    """The danger is real: one of the packs is the victim, and is then heard one by one."""
    near, far = (school.school_id for school in district.schools)
    said = await say(district, (near,), (far,), (far,), (near,))

    logged = await hear(district, consumer, said[:2], said[2:])

    assert logged == ["pack taken apart"]
    assert await marks(district) == [2, 2]


async def test_what_goes_alone_waits_for_nobody_who_waits_for_it(district: World, consumer: Subscription) -> None:
    near, far = (school.school_id for school in district.schools)
    said = await say(district, (near,), (far,), (far,), (near,))

    logged = await hear(district, replace(consumer, alone=True), said[:2], said[2:])

    assert logged == []
    assert await marks(district) == [2, 2]


async def test_an_event_that_gives_way_is_heard_again_at_once(district: World, consumer: Subscription) -> None:
    near, far = (school.school_id for school in district.schools)
    said = await say(district, (near, far), (far, near))

    logged = await hear(district, consumer, said[:1], said[1:])

    assert logged == ["gave way and tries again"]
    assert await marks(district) == [2, 2]
    async with district.session("directory") as session:
        rows = await session.execute(
            text("select attempts, last_error from messaging.delivery where consumer = :c and done_at is not null"),
            {"c": CONSUMER},
        )
        assert [tuple(row) for row in rows] == [(1, None), (1, None)]


async def test_without_a_second_try_it_fails_until_the_sweeper_comes(
    district: World, consumer: Subscription, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The mutant of the test above.
    monkeypatch.setattr(retrying, "MOST_TRIES", 1)
    near, far = (school.school_id for school in district.schools)
    said = await say(district, (near, far), (far, near))

    logged = await hear(district, consumer, said[:1], said[1:])

    assert logged == ["delivery failed"]
    assert await marks(district) == [1, 1]
