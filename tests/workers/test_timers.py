"""Timers: an event said ahead of its time is heard when the domain's clock has come there, once, and not before."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import text

from services.contracts import TimelineChanged
from services.platform import clock, outbox
from services.platform.database import district_transaction
from services.platform.ids import new_id
from tests.support import World

Travel = Callable[[datetime], Awaitable[None]]


async def say(district: World, *, due_at: datetime | None) -> UUID:
    event = TimelineChanged(district_id=district.district_id, teacher_ids=(new_id(),))
    async with district.session("directory") as session:
        return await outbox.publish(session, event, due_at=due_at)


async def route(district: World) -> int:
    async with district_transaction(district.apps.sessions["relay"], district.district_id) as session:
        return await outbox.route_events(session, district_id=district.district_id, consumers={})


async def is_routed(district: World, event_id: UUID) -> bool:
    async with district.session("directory") as session:
        found = await session.execute(text("select routed_at from messaging.event where id = :id"), {"id": event_id})
        return found.scalar_one() is not None


async def waiting_districts(district: World) -> set[int]:
    async with district_transaction(district.apps.sessions["relay"], None) as session:
        return set(await outbox.list_unrouted_districts(session))


async def test_a_timer_is_heard_when_its_moment_has_come_and_not_before(district: World, travel: Travel) -> None:
    await district.drain()
    start = clock.now()
    said = await say(district, due_at=start + timedelta(hours=2))

    early = (await waiting_districts(district), await route(district), await is_routed(district, said))
    await travel(start + timedelta(hours=2))
    due = (await waiting_districts(district), await route(district), await is_routed(district, said))
    after = (await waiting_districts(district), await route(district))

    assert district.district_id not in early[0]
    assert district.district_id in due[0]
    assert district.district_id not in after[0]
    # A day's own timers may fall into those two hours.
    assert (early[1:], due[1] >= 1, due[2], after[1]) == ((0, False), True, True, 0)


async def test_what_is_said_now_never_waits_for_what_is_said_ahead(district: World) -> None:
    await district.drain()
    await say(district, due_at=clock.now() + timedelta(days=300))
    said = await say(district, due_at=None)

    routed = await route(district)

    assert routed == 1
    async with district.session("directory") as session:
        rows = await session.execute(
            text("select id from messaging.event where district_id = :d and routed_at is null"),
            {"d": district.district_id},
        )
        assert said not in {row.id for row in rows}


async def test_a_district_with_timers_ahead_only_is_quiet(district: World, travel: Travel) -> None:
    await district.drain()
    start = clock.now()
    await say(district, due_at=start + timedelta(hours=1))

    async def quiet() -> bool:
        async with district_transaction(district.apps.sessions["relay"], district.district_id) as session:
            return await outbox.is_quiet(session, district_id=district.district_id)

    before = await quiet()
    await travel(start + timedelta(hours=1))

    assert before
    assert not await quiet()
