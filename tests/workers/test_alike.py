"""Events that all say the same: the last of those that wait speaks for all, and all are done, or none."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.platform.ids import new_id
from tests.support import World
from tests.workers.hearing import CONSUMER, Ear, delivery, effects, hearing, ring, say
from workers import relay
from workers.subscriptions import SUBSCRIPTIONS


@pytest.fixture
def ear(monkeypatch: pytest.MonkeyPatch) -> Ear:
    ear = hearing(monkeypatch)
    monkeypatch.setitem(SUBSCRIPTIONS, CONSUMER, replace(SUBSCRIPTIONS[CONSUMER], alike=True))
    return ear


async def test_of_many_that_are_alike_one_is_handled_and_all_are_done(district: World, ear: Ear) -> None:
    heard: list[UUID] = []
    ear.fault = heard.append
    event_ids = await say(district, times=5)

    await ring(district, event_ids)

    assert len(heard) == 1
    assert await effects(district) == [1]
    assert all([(await delivery(district, event_id)).done_at for event_id in event_ids])


async def test_when_it_fails_all_of_them_wait_and_the_next_bell_is_heard_for_all(district: World, ear: Ear) -> None:
    def choke(_teacher_id: UUID) -> None:
        raise ValueError("a moment, please")

    ear.fault = choke
    event_ids = await say(district, times=3)
    await ring(district, event_ids)
    waiting = [await delivery(district, event_id) for event_id in event_ids]
    assert [(one.done_at, one.attempts, one.parked_at) for one in waiting] == [(None, 1, None)] * 3
    assert all("a moment, please" in one.last_error for one in waiting)

    ear.fault = lambda _teacher_id: None
    await ring(district, event_ids)

    assert await effects(district) == [1]
    assert all([(await delivery(district, event_id)).done_at for event_id in event_ids])


async def test_with_one_that_is_rung_for_all_that_wait_are_done(district: World, ear: Ear) -> None:
    event_ids = await say(district, times=4)

    await ring(district, event_ids[:1])

    assert await effects(district) == [1]
    done = [await delivery(district, event_id) for event_id in event_ids]
    assert all(one.done_at for one in done)
    assert [one.attempts for one in done] == [1, 0, 0, 0]


@pytest.mark.parametrize(
    ("as_it_is", "attempts", "sizes"),
    [({}, 0, [25]), ({}, 1, [10, 10, 5]), ({}, 2, [1] * 25), ({"alike": True}, 2, [25])],
)
def test_what_was_tried_before_takes_few_along_and_then_nobody_unless_all_are_alike(
    monkeypatch: pytest.MonkeyPatch, as_it_is: dict[str, bool], attempts: int, sizes: list[int]
) -> None:
    hearing(monkeypatch)
    monkeypatch.setitem(SUBSCRIPTIONS, CONSUMER, replace(SUBSCRIPTIONS[CONSUMER], **as_it_is))
    event_ids = [new_id() for _ in range(25)]

    packs = list(relay.packed((CONSUMER, event_id, attempts) for event_id in event_ids))

    assert [len(pack) for _, pack in packs] == sizes
    assert [event_id for _, pack in packs for event_id in pack] == event_ids


def test_whoever_waits_to_be_judged_is_judged_once_however_often_it_was_rung() -> None:
    assert [name for name, one in SUBSCRIPTIONS.items() if one.alike] == ["ledger.go_on_judging"]
