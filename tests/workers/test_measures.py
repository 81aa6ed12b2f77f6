"""What the worker tells of events: how each was handled, and how long it took from when it was said."""

import asyncio
from collections.abc import Callable
from uuid import UUID

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy.ext.asyncio import AsyncSession
from structlog.contextvars import get_contextvars

from services.contracts import TimelineChanged
from services.platform import metrics, outbox
from services.platform.ids import new_id
from tests.support import World
from workers import subscriptions
from workers.subscriptions import SUBSCRIPTIONS, Subscription, deliver

CONSUMER = "directory.measured"


def told(written: str) -> Callable[..., float]:
    """The value of a sample by name and labels; 0 where nothing was told yet."""
    samples = {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(written)
        for sample in family.samples
    }
    return lambda name, **labels: samples.get((name, frozenset(labels.items())), 0.0)


def here() -> Callable[..., float]:
    return told(metrics.written().decode())


class Ear:
    """A consumer that keeps what the log would say while it handles, and fails when told to."""

    def __init__(self) -> None:
        self.known: list[dict[str, object]] = []
        self.fails = False

    async def hear(self, session: AsyncSession, event: TimelineChanged) -> None:
        self.known.append(dict(get_contextvars()))
        if self.fails:
            raise ValueError("not today")


@pytest.fixture
async def ear(monkeypatch: pytest.MonkeyPatch) -> Ear:
    ear = Ear()
    subscription = Subscription(CONSUMER, "directory", TimelineChanged, ear.hear, actor=None)  # type: ignore[arg-type]  # rung for by hand here
    monkeypatch.setattr(subscriptions, "SUBSCRIPTIONS", {CONSUMER: subscription})
    monkeypatch.setitem(SUBSCRIPTIONS, CONSUMER, subscription)
    return ear


async def say(district: World, *, times: int) -> list[UUID]:
    """Commit events and route them to the ear alone."""
    event = TimelineChanged(district_id=district.district_id, teacher_ids=(new_id(),))
    event_ids = [await district.publish(event, role="directory") for _ in range(times)]
    async with district.session("relay") as session:
        await outbox.route_events(
            session, district_id=district.district_id, consumers={TimelineChanged.topic: [CONSUMER]}
        )
    return event_ids


async def hand_over(district: World, event_ids: list[UUID]) -> None:
    await deliver(
        SUBSCRIPTIONS[CONSUMER],
        district.apps.sessions["directory"],
        district_id=district.district_id,
        event_ids=event_ids,
    )


async def test_what_was_heard_is_counted_and_timed_from_when_it_was_said(district: World, ear: Ear) -> None:
    await district.drain()
    before = here()

    event_ids = await say(district, times=3)
    await asyncio.sleep(0.3)
    await hand_over(district, event_ids)
    await hand_over(district, event_ids)
    after = here()

    def more(name: str, **labels: str) -> float:
        return after(name, **labels) - before(name, **labels)

    assert more("xuefen_deliveries_total", consumer=CONSUMER, result="done") == 3
    assert more("xuefen_delivery_seconds_count", consumer=CONSUMER) == 1
    assert more("xuefen_event_heard_seconds_count", consumer=CONSUMER) == 3
    assert more("xuefen_event_heard_seconds_sum", consumer=CONSUMER) >= 0.9
    assert more("xuefen_deliveries_together_sum") == 3


async def test_the_log_of_a_handler_names_consumer_district_and_event(district: World, ear: Ear) -> None:
    event_ids = await say(district, times=2)

    await hand_over(district, event_ids)

    assert ear.known == [
        {"consumer": CONSUMER, "district_id": district.district_id, "event_id": str(event_id)} for event_id in event_ids
    ]


async def test_what_fails_is_counted_as_failed_and_not_as_heard(district: World, ear: Ear) -> None:
    event_ids = await say(district, times=2)
    before = here()
    ear.fails = True

    await hand_over(district, event_ids)
    after = here()

    def more(result: str) -> float:
        key = {"consumer": CONSUMER, "result": result}
        return after("xuefen_deliveries_total", **key) - before("xuefen_deliveries_total", **key)

    assert (more("apart"), more("failed"), more("done")) == (2, 2, 0)
