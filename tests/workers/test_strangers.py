"""What a newer release says to an older relay: it is parked where a person sees it, and heard when it is known."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text

from services.contracts import EVENTS, TimelineChanged
from services.platform import metrics, outbox
from services.platform.ids import new_id
from tests.support import World
from tests.workers.hearing import CONSUMER, delivery, effects, hearing, ring
from workers import relay
from workers.broker import broker
from workers.subscriptions import SUBSCRIPTIONS

TOPIC = TimelineChanged.topic


@pytest.fixture
async def only_this(district: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The relay looks at no other district, and the queue at nothing; what was said before is heard already."""
    await district.drain()

    async def here(*_asked: Any) -> Sequence[int]:
        return [district.district_id]

    for asked in ("list_unrouted_districts", "list_due_districts"):
        monkeypatch.setattr(outbox, asked, here)
    monkeypatch.setattr(broker, "enqueue", lambda message: message)


@pytest.fixture
def consumers(only_this: None, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, Sequence[str]]:
    """An ear alone, which this release has; its bell is rung by hand."""
    hearing(monkeypatch)
    silent: Any = SimpleNamespace(message=lambda *_rung_for: None)
    monkeypatch.setitem(SUBSCRIPTIONS, CONSUMER, replace(SUBSCRIPTIONS[CONSUMER], actor=silent))
    found = {TOPIC: [CONSUMER]}
    monkeypatch.setattr(relay, "consumers_by_topic", lambda: found)
    return found


async def say(district: World) -> UUID:
    said = TimelineChanged(district_id=district.district_id, teacher_ids=(new_id(),))
    return await district.publish(said, role="directory")


async def a_round(district: World) -> None:
    """As the relay goes through everything, twice: what it has routed anew is heard in the second."""
    for _ in range(2):
        await relay.route(district.apps.sessions["relay"])
        await relay.ring(district.apps.sessions["relay"])


async def parked(district: World) -> list[Any]:
    async with district.session("relay") as session:
        asked = text("select * from messaging.delivery where district_id = :d and parked_at is not null")
        return list(await session.execute(asked, {"d": district.district_id}))


async def replayed(district: World) -> int:
    async with district.session("relay") as session:
        return await outbox.replay_parked(session, district_id=district.district_id)


@pytest.mark.usefixtures("consumers")
async def test_an_event_of_a_kind_that_nobody_knows_yet_is_parked_and_heard_once_it_is_known(
    district: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.delitem(EVENTS, TOPIC)
        older.setattr(relay, "consumers_by_topic", dict)
        event_id = await say(district)
        await a_round(district)
        (seen,) = await parked(district)
        again = await replayed(district)
        await a_round(district)
        (still,) = await parked(district)

    upgraded = await replayed(district)
    await a_round(district)
    await ring(district, [event_id])
    await replayed(district)
    await a_round(district)
    await ring(district, [event_id])

    assert (seen.event_id, seen.consumer, seen.last_error) == (event_id, outbox.TO_NOBODY_KNOWN, "no such consumer")
    assert (again, still.event_id, upgraded) == (1, event_id, 1)
    assert await effects(district) == [1]
    assert (await delivery(district, event_id)).attempts == 1
    assert await parked(district) == []


async def test_what_is_addressed_to_a_consumer_that_is_gone_is_parked_and_counted_where_ops_look(
    district: World, consumers: dict[str, list[str]]
) -> None:
    consumers[TOPIC].append("ledger.of_another_release")
    event_id = await say(district)

    await a_round(district)
    await ring(district, [event_id])
    async with district.session("relay") as session:
        relay._tell(await outbox.measure_backlog(session))

    (row,) = await parked(district)
    assert (row.event_id, row.consumer, row.last_error) == (event_id, "ledger.of_another_release", "no such consumer")
    assert await effects(district) == [1]
    told = {
        sample.labels["consumer"]: sample.value
        for family in text_string_to_metric_families(metrics.written().decode())
        for sample in family.samples
        if sample.name == "xuefen_deliveries_parked"
    }
    assert told["ledger.of_another_release"] >= 1
