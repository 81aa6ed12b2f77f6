"""The change feed: waited for without holding anything of the database."""

import asyncio
from collections.abc import Collection, Iterator, Mapping
from time import monotonic
from typing import Any

import pytest
from asyncpg import InternalClientError

from services.platform.errors import Overloaded
from services.platform.watching import Watch
from tests.ledger.saying import a_line, an_outcome, post
from tests.support import Apps, World, make_world


async def wait_for(world: World, after_seq: int, wait: int) -> tuple[dict[str, Any], float]:
    started = monotonic()
    answer = await world.api("ledger", "integration").get("/entries", params={"after_seq": after_seq, "wait": wait})
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body, monotonic() - started


async def waited_by(apps: Apps, many: int) -> None:
    for _ in range(2_000):
        if apps.of["ledger"].state.book_watch.waiting >= many:
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"fewer than {many} wait")


async def looked(watch: Watch, more: int) -> None:
    """Until the watch has looked so often again."""
    enough = watch.looks + more
    for _ in range(3_000):
        if watch.looks >= enough:
            return
        await asyncio.sleep(0.01)
    raise AssertionError("nobody looks")


async def test_a_reader_who_waits_is_answered_when_something_is_posted(apps: Apps, district: World) -> None:
    await post(district, an_outcome(district, 0, a_line(1)))

    waiting = asyncio.create_task(wait_for(district, 1, wait=30))
    await waited_by(apps, 1)
    await looked(apps.of["ledger"].state.book_watch, 3)
    assert not waiting.done()
    await post(district, an_outcome(district, 1, a_line(1)))
    body, seconds = await waiting

    assert [entry["seq"] for entry in body["items"]] == [2]
    assert (body["next_after_seq"], body["head_seq"]) == (2, 2)
    assert seconds < 25


async def test_what_is_there_is_answered_at_once_and_nothing_after_the_time_asked_for(district: World) -> None:
    await post(district, an_outcome(district, 0, a_line(1)))

    there, at_once = await wait_for(district, 0, wait=30)
    nothing, waited = await wait_for(district, 1, wait=1)

    assert [entry["seq"] for entry in there["items"]] == [1]
    assert at_once < 25
    assert nothing == {"items": [], "next_after_seq": 1, "head_seq": 1, "signed_head": None}
    assert 1 <= waited < 25


async def test_many_who_wait_hold_no_connection_and_are_woken_by_one_look_for_all(apps: Apps) -> None:
    worlds = [await make_world(apps) for _ in range(3)]
    watch: Watch = apps.of["ledger"].state.book_watch

    readers = [asyncio.create_task(wait_for(world, 0, wait=30)) for world in worlds for _ in range(20)]
    await waited_by(apps, 60)
    held = apps.of["ledger"].state.engine.pool.checkedout()
    looks, since = watch.looks, monotonic()
    await looked(watch, 4)
    times, seconds = watch.looks - looks, monotonic() - since
    # A pool of six: whoever held a connection would let nobody post, or read.
    for world in worlds:
        await post(world, an_outcome(world, 0, a_line(1)))
    answered = await asyncio.gather(*readers)

    assert held <= 1
    assert times <= seconds / 0.2 + 1
    assert [len(body["items"]) for body, _ in answered] == [1] * 60
    assert watch.waiting == 0


async def test_a_reader_of_one_district_is_not_woken_by_another(apps: Apps, district: World) -> None:
    other = await make_world(apps)

    waiting = asyncio.create_task(wait_for(district, 0, wait=2))
    await waited_by(apps, 1)
    await post(other, an_outcome(other, 0, a_line(1)))
    body, seconds = await waiting

    assert body["items"] == []
    assert seconds >= 2


async def test_nobody_waits_who_may_not_read(district: World) -> None:
    for role, status in (("teacher", 403), ("school_admin", 403), ("auditor", 200)):
        api = district.api("ledger", role, teacher=district.teachers[0].teacher_id)
        assert (await api.get("/entries", params={"wait": 0})).status_code == status
    without = district.api("ledger", "integration", scopes=frozenset({"summary:read"}))
    assert (await without.get("/entries", params={"wait": 20})).status_code == 403
    for wait in ("31", "-1", "x"):
        assert (await district.api("ledger").get("/entries", params={"wait": wait})).status_code == 422


async def test_too_many_are_told_to_come_again_and_the_end_of_the_process_wakes_all() -> None:
    async def look(_districts: object) -> dict[int, int]:
        return {1: 5}

    ending = asyncio.Event()
    watch = Watch(look, ending=ending, most=2)
    two = [asyncio.create_task(watch.wait_beyond(1, 5, seconds=20)) for _ in range(2)]
    await asyncio.sleep(0)

    with pytest.raises(Overloaded):
        await watch.wait_beyond(1, 5, seconds=20)
    ending.set()

    assert await asyncio.wait_for(asyncio.gather(*two), 15) == [False, False]


async def test_a_look_that_the_driver_fails_is_followed_by_another() -> None:
    answers: Iterator[InternalClientError | dict[int, int]] = iter(
        [InternalClientError("the server has left"), {110_001: 0}, {110_001: 7}]
    )

    async def look(_districts: Collection[int]) -> Mapping[int, int]:
        answer = next(answers)
        if isinstance(answer, InternalClientError):
            raise answer
        return answer

    watch = Watch(look, ending=asyncio.Event())

    assert await watch.wait_beyond(110_001, 6, seconds=5)
