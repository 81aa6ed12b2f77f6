"""Somebody holds a row and many who write wait for it: whoever reads anything else is answered meanwhile."""

import asyncio
from contextlib import AsyncExitStack

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.platform import database, turns
from services.platform.database import allow_seconds
from services.platform.errors import Overloaded
from services.platform.turns import Turns
from tests.registration.term import SERVICE, add_teachers, make_class, read_class, teacher_api
from tests.support import World

HOLDING_SECONDS = 30
READS = 10
WAITING = text(
    "select count(*) from pg_stat_activity where datname = current_database()"
    " and usename = 'xuefen_registration' and wait_event_type = 'Lock'"
)


async def until_waiting(looking: AsyncEngine, many: int) -> None:
    """Until so many stand before the row."""
    async with asyncio.timeout(HOLDING_SECONDS / 3), looking.connect() as connection:
        while (await connection.execute(WAITING)).scalar_one() < many:
            await connection.rollback()
            await asyncio.sleep(0.02)


async def test_while_many_wait_for_one_row_whoever_reads_another_is_answered_and_a_connection_is_free(
    district: World, administration: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nobody of the line goes away while we look, however slow this machine is just now.
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", HOLDING_SECONDS)
    state = district.apps.of[SERVICE].state
    connections: int = state.engine.pool.size()
    opened, unrelated = await make_class(district, capacity=100), await make_class(district)
    teachers = await add_teachers(district, connections + 2)
    most_taken = 0

    async def enrol(number: int) -> httpx.Response:
        path = f"/classes/{opened['class_id']}/enrolments"
        headers = {"Idempotency-Key": f"tap {number}"}
        return await teacher_api(district, teachers[number]).post(path, json={}, headers=headers)

    async with district.session(SERVICE) as holder:
        await allow_seconds(holder, HOLDING_SECONDS)
        held = text("select from registration.class where class_id = :class_id for update")
        await holder.execute(held, {"class_id": opened["class_id"]})
        enrolling = [asyncio.create_task(enrol(number)) for number in range(len(teachers))]
        await until_waiting(administration, connections - 2)
        standing = [one for one in enrolling if not one.done()]
        read = []
        for _ in range(READS):
            read.append(await district.api(SERVICE).get(f"/classes/{unrelated['class_id']}"))
            most_taken = max(most_taken, state.engine.pool.checkedout())
    told = await asyncio.gather(*enrolling)

    assert {answer.status_code for answer in read} == {200}
    assert most_taken < connections <= len(standing)
    assert {(answer.status_code, "retry-after" in answer.headers) for answer in told} <= {(201, False), (503, True)}
    again = [await enrol(number) for number, answer in enumerate(told) if not answer.is_success]
    assert {answer.status_code for answer in again} <= {201}
    assert (await read_class(district, opened["class_id"]))["taken"] == len(teachers)


async def test_who_waited_for_a_turn_does_not_wait_as_long_for_a_lock_as_who_did_not(
    district: World, administration: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_WAITED_LONG_SECONDS", 0.1)
    taking: Turns = district.apps.of[SERVICE].state.turns
    opened = await make_class(district)
    teachers = await add_teachers(district, 2)

    def enrol(number: int) -> asyncio.Task[httpx.Response]:
        asked = teacher_api(district, teachers[number]).post(f"/classes/{opened['class_id']}/enrolments", json={})
        return asyncio.create_task(asked)

    async with district.session(SERVICE) as holder, AsyncExitStack() as turns_taken:
        await allow_seconds(holder, HOLDING_SECONDS)
        held = text("select from registration.class where class_id = :class_id for update")
        await holder.execute(held, {"class_id": opened["class_id"]})
        in_time = enrol(0)
        await until_waiting(administration, 1)
        while not taking._free.locked():
            await turns_taken.enter_async_context(taking)
        late = enrol(1)
        await asyncio.sleep(0.3)
        await turns_taken.aclose()
        await until_waiting(administration, 2)
        first, _ = await asyncio.wait([late, in_time], return_when=asyncio.FIRST_COMPLETED)
    told = await asyncio.gather(late, in_time)

    assert first == {late}
    assert (told[0].status_code, told[0].headers["retry-after"]) == (503, "1")


async def test_who_gets_no_turn_in_time_is_told_to_come_again_and_a_turn_that_failed_is_free_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 0.05)
    taking = Turns(connections=1)

    async with taking:
        with pytest.raises(Overloaded) as refused:
            async with taking:
                pass
    with pytest.raises(LookupError):
        async with taking:
            raise LookupError
    async with taking:
        pass

    assert refused.value.retry_after == 1
