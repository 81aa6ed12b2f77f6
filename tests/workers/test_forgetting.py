"""What is kept for a while only goes when it is over, in turns, by real time and by the relay's hand alone."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import TimelineChanged
from services.platform import clock, forgetting, idempotency, outbox
from services.platform.database import district_transaction, sqlstate_of
from services.platform.idempotency import Claim
from services.platform.ids import new_id
from tests.registration.term import SERVICE
from tests.support import World
from tests.workers.hearing import CONSUMER, hearing, ring, say
from workers import relay

PLAN = {"title": "年度计划", "starts_on": "2025-09-01", "ends_on": "2026-08-31"}


async def post_plan(district: World, key: str, *, title: str = "年度计划") -> Any:
    return await district.api(SERVICE).post("/plans", json={**PLAN, "title": title}, headers={"Idempotency-Key": key})


async def age_answer(district: World, key: str, days: int) -> None:
    async with district.session(SERVICE) as session:
        await session.execute(
            text("update platform.idempotency set created_at = now() - make_interval(days => :days) where key = :key"),
            {"days": days, "key": key},
        )


async def keys_of(district: World) -> set[str]:
    async with district.session(SERVICE) as session:
        return set((await session.execute(text("select key from platform.idempotency"))).scalars())


async def keep_answers(district: World, *days: int) -> None:
    """An answer that many days old for each, under its age as its key."""
    async with district.session(SERVICE) as session:
        for old in days:
            await session.execute(
                text(
                    "insert into platform.idempotency"
                    " (district_id, service, principal, operation, key, content_hash, status, created_at)"
                    " values (:district_id, :service, 'p', 'o', :key, '', 201, now() - make_interval(days => :days))"
                ),
                {"district_id": district.district_id, "service": SERVICE, "key": str(old), "days": old},
            )


ROUTED = "update messaging.event set routed_at = routed_at - make_interval(days => :days) where id = any(:ids)"
DONE = "update messaging.delivery set done_at = done_at - make_interval(days => :days) where event_id = any(:ids)"


async def age_events(district: World, *event_ids: UUID, days: int, statements: Sequence[str] = (ROUTED, DONE)) -> None:
    """Let what happened to these events have happened so many days before."""
    async with district.session("relay") as session:
        for statement in statements:
            await session.execute(text(statement), {"days": days, "ids": list(event_ids)})


async def left_of(district: World, event_ids: Collection[UUID], table: str = "event") -> set[UUID]:
    column = "id" if table == "event" else "event_id"
    left = text(f"select {column} from messaging.{table} where {column} = any(:ids)")
    async with district.session("directory") as session:
        return set((await session.execute(left, {"ids": list(event_ids)})).scalars())


async def forget_all(district: World) -> None:
    while await relay.forget(district.apps.sessions["relay"]):
        pass


async def refused(district: World, role: str, statement: str) -> str:
    """With which of Postgres's five characters a role is refused."""
    with pytest.raises(DBAPIError) as told:
        async with district.session(role) as session:
            await session.execute(text(statement))
    return sqlstate_of(told.value)


async def test_after_a_week_a_key_may_be_used_anew_and_not_before(district: World) -> None:
    for key in ("old", "young"):
        assert (await post_plan(district, key)).status_code == 201
    await age_answer(district, "old", 8)
    await age_answer(district, "young", 6)

    await forget_all(district)

    anew, again = await post_plan(district, "old", title="另一个"), await post_plan(district, "young")
    assert anew.status_code == 201
    assert "idempotency-replayed" not in anew.headers
    assert again.headers["idempotency-replayed"] == "true"


async def test_an_answer_forgotten_while_its_key_is_asked_for_leaves_the_key_free(district: World) -> None:
    await keep_answers(district, 8)
    wanted = Claim(district.district_id, SERVICE, "p", "o", "8")

    class Interrupted:
        """A session after whose every statement the relay had its turn."""

        def __init__(self, session: AsyncSession) -> None:
            self._session = session

        async def execute(self, statement: Any, values: Any = None) -> Any:
            answer = await self._session.execute(statement, values)
            await forget_all(district)
            return answer

    async with district.session(SERVICE) as session:
        kept = await idempotency.claim(Interrupted(session), wanted, content_hash=b"new")  # type: ignore[arg-type]  # as one

    assert kept is None
    assert await keys_of(district) == {"8"}


async def test_events_that_all_heard_a_month_ago_go_and_whatever_somebody_may_still_hear_stays(
    district: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    hearing(monkeypatch)
    heard, lately, replayed, parked, waiting = await say(district, times=5)
    await ring(district, [heard, lately, replayed])
    changed = TimelineChanged(district_id=district.district_id, teacher_ids=(new_id(),))
    for_nobody = await district.publish(changed, role="directory")
    async with district.session("relay") as session:
        await session.execute(
            text("update messaging.delivery set parked_at = now() where event_id = :id"), {"id": parked}
        )
        await outbox.route_events(session, district_id=district.district_id, consumers={})
    unrouted = await district.publish(changed, role="directory")
    await age_events(district, heard, parked, waiting, for_nobody, unrouted, days=31)
    await age_events(district, replayed, days=31, statements=[ROUTED])
    await age_events(district, lately, days=29)

    await forget_all(district)

    said = {heard, lately, replayed, parked, waiting, for_nobody, unrouted}
    assert await left_of(district, said) == said - {heard, for_nobody}
    assert await left_of(district, said, "delivery") == {lately, replayed, parked, waiting}


async def test_an_event_stays_as_long_as_one_of_its_consumers_has_not_heard_it(
    district: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    hearing(monkeypatch)
    event_id = await district.publish(
        TimelineChanged(district_id=district.district_id, teacher_ids=(new_id(),)), role="directory"
    )
    async with district.session("relay") as session:
        consumers = {TimelineChanged.topic: [CONSUMER, "ledger.another"]}
        await outbox.route_events(session, district_id=district.district_id, consumers=consumers)
    await ring(district, [event_id])
    await age_events(district, event_id, days=31)

    await forget_all(district)

    assert await left_of(district, [event_id]) == {event_id}
    async with district.session("relay") as session:
        deliveries = text("select count(*) from messaging.delivery where event_id = :id")
        assert await session.scalar(deliveries, {"id": event_id}) == 2


async def test_what_is_not_heard_holds_its_event_fast(district: World, monkeypatch: pytest.MonkeyPatch) -> None:
    hearing(monkeypatch)
    [waiting] = await say(district)

    with pytest.raises(DBAPIError) as told:
        async with district.session("relay") as session:
            await forgetting.forget_events(session, district_id=district.district_id, event_ids=[waiting])

    assert sqlstate_of(told.value) == "23503"
    assert await left_of(district, [waiting], "delivery") == {waiting}


async def test_a_turn_takes_the_oldest_and_no_more_than_it_may(
    district: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    hearing(monkeypatch)
    await keep_answers(district, 401, 402, 403, 404, 405)
    event_ids = await say(district, times=5)
    await ring(district, event_ids)
    for place, event_id in enumerate(event_ids):
        await age_events(district, event_id, days=405 - place)

    async with district_transaction(district.apps.sessions["relay"], None) as session:
        forgotten = await forgetting.forget_answers(session, limit=2)
        heard = await forgetting.list_heard(session, limit=2)

    assert forgotten == 2
    assert await keys_of(district) == {"401", "402", "403"}
    assert heard == {district.district_id: event_ids[:2]}


async def test_a_clock_that_a_demo_moved_forgets_nothing(
    district: World, monkeypatch: pytest.MonkeyPatch, travel: Callable[[datetime], Awaitable[None]]
) -> None:
    hearing(monkeypatch)
    await keep_answers(district, 1)
    event_ids = await say(district)
    await ring(district, event_ids)
    await travel(clock.real_now() + timedelta(days=400))

    await forget_all(district)

    assert await keys_of(district) == {"1"}
    assert await left_of(district, event_ids) == {*event_ids}


async def test_nobody_else_forgets_and_the_relay_only_what_was_kept_long_enough(district: World) -> None:
    await keep_answers(district, 8, 6)
    for role in ("directory", "registration", "attendance", "assessment", "ledger"):
        for table in ("platform.idempotency", "messaging.event", "messaging.delivery"):
            assert await refused(district, role, f"delete from {table}") == "42501"
    for columns in ("key", "body", "*"):
        assert await refused(district, "relay", f"select {columns} from platform.idempotency") == "42501"
    for change in ("update platform.idempotency set status = 200", "truncate platform.idempotency"):
        assert await refused(district, "relay", change) == "42501"

    async with district.session("relay") as session:
        await session.execute(text("delete from platform.idempotency"))

    assert await keys_of(district) == {"6"}
