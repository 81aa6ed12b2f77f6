"""Events: said in the transaction that made them true, heard once by each consumer, never lost."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession
from structlog.testing import capture_logs

from services.contracts import TimelineChanged
from services.platform import outbox
from services.platform.database import district_transaction
from services.platform.ids import new_id
from services.platform.outbox import MOST_ATTEMPTS
from tests.support import World
from workers import subscriptions
from workers.subscriptions import SUBSCRIPTIONS, Subscription, deliver

CONSUMER = "directory.heard"


class Ear:
    """A consumer whose effect is a row: one school for each teacher it hears of."""

    def __init__(self) -> None:
        self.fault: Callable[[UUID], None] = lambda _teacher_id: None

    async def hear(self, session: AsyncSession, event: TimelineChanged) -> None:
        for teacher_id in event.teacher_ids:
            await session.execute(
                text(
                    "insert into directory.school (district_id, school_id, code, name, kind, stage)"
                    " values (:district_id, uuidv7(), :code || random(), :code, 'SCHOOL', 'PRIMARY')"
                ),
                {"district_id": event.district_id, "code": str(teacher_id)},
            )
            self.fault(teacher_id)


@pytest.fixture
async def ear(monkeypatch: pytest.MonkeyPatch) -> Ear:
    ear = Ear()
    subscription = Subscription(CONSUMER, "directory", TimelineChanged, ear.hear, actor=None)  # type: ignore[arg-type]  # rung for by hand here
    monkeypatch.setattr(subscriptions, "SUBSCRIPTIONS", {CONSUMER: subscription})
    monkeypatch.setitem(SUBSCRIPTIONS, CONSUMER, subscription)
    return ear


async def say(district: World, *, times: int = 1) -> list[UUID]:
    """Commit events, route them to the ear alone, and return their ids."""
    event_ids = [
        await district.publish(
            TimelineChanged(district_id=district.district_id, teacher_ids=(new_id(),)), role="directory"
        )
        for _ in range(times)
    ]
    async with district_transaction(district.apps.sessions["relay"], district.district_id) as session:
        await outbox.route_events(
            session, district_id=district.district_id, consumers={TimelineChanged.topic: [CONSUMER]}
        )
    return event_ids


async def ring(district: World, event_ids: list[UUID], *, later: bool = True) -> None:
    """Ring as if the time to wait after a failure were over, unless it is not later yet."""
    if later:
        async with district.session("directory") as session:
            await session.execute(text("update messaging.delivery set not_before = null where not_before is not null"))
    await deliver(
        SUBSCRIPTIONS[CONSUMER],
        district.apps.sessions["directory"],
        district_id=district.district_id,
        event_ids=event_ids,
    )


async def effects(district: World) -> list[int]:
    """How many rows each teacher that was heard of has."""
    async with district.session("directory") as session:
        rows = await session.execute(
            text("select count(*) from directory.school where length(name) = 36 group by name")
        )
        return list(rows.scalars())


async def delivery(district: World, event_id: UUID) -> Any:
    async with district.session("directory") as session:
        found = await session.execute(
            text("select * from messaging.delivery where event_id = :id and consumer = :consumer"),
            {"id": event_id, "consumer": CONSUMER},
        )
        return found.one()


async def test_an_event_exists_if_and_only_if_its_transaction_committed(district: World) -> None:
    event = TimelineChanged(district_id=district.district_id, teacher_ids=(new_id(),))
    await district.publish(event, role="directory")

    async def say_and_fail() -> None:
        async with district.session("directory") as session:
            await outbox.publish(session, event)
            raise RuntimeError("rolled back")

    with pytest.raises(RuntimeError, match="rolled back"):
        await say_and_fail()

    async with district.session("directory") as session:
        said = await session.execute(
            text("select count(*) from messaging.event where payload->'teacher_ids'->>0 = :id"),
            {"id": str(event.teacher_ids[0])},
        )
        assert said.scalar_one() == 1


async def test_rung_for_many_times_at_once_an_event_is_heard_once(district: World, ear: Ear) -> None:
    event_ids = await say(district, times=20)

    await asyncio.gather(*(ring(district, random.sample(event_ids, 20)) for _ in range(6)))
    await ring(district, event_ids)

    assert await effects(district) == [1] * 20


async def test_the_effect_and_its_mark_are_one(district: World, ear: Ear) -> None:
    # A worker that dies between effect and mark: whatever is left, the next ring makes it exactly one.
    [event_id] = await say(district)

    def die(_teacher_id: UUID) -> None:
        raise ConnectionResetError("killed after the effect, before the mark")

    ear.fault = die
    await ring(district, [event_id])
    assert await effects(district) == []
    assert (await delivery(district, event_id)).done_at is None
    ear.fault = lambda _teacher_id: None
    await ring(district, [event_id])

    assert await effects(district) == [1]
    assert (await delivery(district, event_id)).done_at is not None


@asynccontextmanager
async def _mark_of_its_own(
    subscription: Subscription, sessions: Any, district_id: int, event_ids: list[UUID]
) -> AsyncIterator[None]:
    async with district_transaction(sessions, district_id) as session:
        for row, _event in await outbox.lock_waiting_events(
            session, district_id=district_id, consumer=subscription.consumer, event_ids=event_ids
        ):
            row.done_at = row.next_at
    yield


async def test_a_mark_in_a_transaction_of_its_own_loses_the_event(
    district: World, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The mutant of the test above: it shows that the test can see the difference.
    async def handle(subscription: Subscription, sessions: Any, *, district_id: int, event_ids: list[UUID]) -> None:
        async with district_transaction(sessions, district_id) as session:
            heard = await outbox.lock_waiting_events(
                session, district_id=district_id, consumer=subscription.consumer, event_ids=event_ids
            )
        async with (
            _mark_of_its_own(subscription, sessions, district_id, event_ids),
            district_transaction(sessions, district_id) as session,
        ):
            for _row, event in heard:
                await subscription.handle(session, subscription.event.model_validate(event.payload))

    monkeypatch.setattr(subscriptions, "_handle", handle)
    [event_id] = await say(district)

    def die(_teacher_id: UUID) -> None:
        raise ConnectionResetError("killed")

    ear.fault = die
    await ring(district, [event_id])
    ear.fault = lambda _teacher_id: None
    await ring(district, [event_id])

    assert await effects(district) == []


async def test_one_bad_event_never_holds_up_its_neighbours_and_is_parked_with_its_error(
    district: World, ear: Ear
) -> None:
    event_ids = await say(district, times=10)
    async with district.session("directory") as session:
        payload = await session.execute(
            text("select payload->'teacher_ids'->>0 from messaging.event where id = :id"), {"id": event_ids[4]}
        )
        poison = UUID(payload.scalar_one())

    def choke(teacher_id: UUID) -> None:
        if teacher_id == poison:
            raise ValueError("this one cannot be handled")

    ear.fault = choke
    for _ in range(MOST_ATTEMPTS + 2):
        await ring(district, event_ids)

    assert await effects(district) == [1] * 9
    parked = await delivery(district, event_ids[4])
    assert parked.parked_at is not None
    assert parked.attempts == MOST_ATTEMPTS
    assert "this one cannot be handled" in parked.last_error


async def test_what_a_row_holds_is_neither_kept_nor_logged_when_the_database_refuses_it(
    district: World, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    event_ids = await say(district, times=2)

    async def refused(session: AsyncSession, event: TimelineChanged) -> None:
        await session.execute(
            text(
                "insert into directory.school (district_id, school_id, code, name, kind, stage)"
                " values (:district_id, uuidv7(), :code, null, 'SCHOOL', 'PRIMARY')"
            ),
            {"district_id": event.district_id, "code": "341825198001010036"},
        )

    monkeypatch.setitem(SUBSCRIPTIONS, CONSUMER, replace(SUBSCRIPTIONS[CONSUMER], handle=refused))
    with capture_logs() as logged:
        await ring(district, event_ids)

    kept = (await delivery(district, event_ids[0])).last_error
    assert kept == "IntegrityError of NotNullViolationError, sqlstate 23502"
    assert [one["event"] for one in logged] == ["pack taken apart", "delivery failed", "delivery failed"]
    assert "341825198001010036" not in str(logged)
    # A traceback would end with the words of the database.
    assert not any(one.get("exc_info") for one in logged)


async def test_bells_rung_before_a_failure_do_not_use_up_the_attempts(district: World, ear: Ear) -> None:
    [event_id] = await say(district)

    def choke(_teacher_id: UUID) -> None:
        raise ValueError("a moment, please")

    ear.fault = choke
    await ring(district, [event_id])
    for _ in range(MOST_ATTEMPTS + 1):
        await ring(district, [event_id], later=False)

    waiting = await delivery(district, event_id)
    assert waiting.attempts == 1
    assert waiting.parked_at is None


async def test_an_event_that_kills_its_worker_is_parked_after_five_deaths(district: World, ear: Ear) -> None:
    [event_id] = await say(district)

    class Killed(BaseException):
        """What no handler can catch, like a process that ends."""

    def kill(_teacher_id: UUID) -> None:
        raise Killed

    ear.fault = kill
    for _ in range(MOST_ATTEMPTS):
        with pytest.raises(Killed):
            await ring(district, [event_id])
    await ring(district, [event_id])

    parked = await delivery(district, event_id)
    assert parked.parked_at is not None
    assert "died" in parked.last_error


async def test_a_parked_event_is_heard_after_an_operator_replays_it(district: World, ear: Ear) -> None:
    [event_id] = await say(district)

    def choke(_teacher_id: UUID) -> None:
        raise ValueError("not yet")

    ear.fault = choke
    for _ in range(MOST_ATTEMPTS):
        await ring(district, [event_id])
    ear.fault = lambda _teacher_id: None
    await ring(district, [event_id])
    assert await effects(district) == []

    async with district_transaction(district.apps.sessions["relay"], district.district_id) as session:
        assert await outbox.replay_parked(session, district_id=district.district_id) == 1
    await ring(district, [event_id])

    assert await effects(district) == [1]


async def test_a_service_cannot_mark_what_was_addressed_to_another(district: World, ear: Ear) -> None:
    [event_id] = await say(district)

    async with district.session("ledger") as session:
        touched = await session.execute(
            text("update messaging.delivery set done_at = now() where event_id = :id"), {"id": event_id}
        )

    assert touched.rowcount == 0  # type: ignore[attr-defined]  # a cursor's result
    assert (await delivery(district, event_id)).done_at is None
