"""The connection of a hot path: each transaction whole or not at all, in its districts, and mended when it broke."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from services.platform import direct
from services.platform.database import open_engine, sqlstate_of
from services.platform.direct import DirectLine
from services.platform.ids import new_id
from tests.support import Apps, World

INSERT = text(
    "INSERT INTO attendance.exchanged_scan (district_id, exchange_id, teacher_id)"
    " VALUES (:district_id, :exchange_id, :exchange_id) RETURNING exchange_id, district_id"
)
COUNT = text("SELECT count(*) AS found FROM attendance.exchanged_scan")


@pytest.fixture
async def engine(apps: Apps) -> AsyncIterator[AsyncEngine]:
    engine = open_engine(apps.settings.model_copy(update={"pool_size": 1}), "attendance")
    yield engine
    await engine.dispose()


@pytest.fixture
async def line(engine: AsyncEngine) -> AsyncIterator[DirectLine]:
    line = DirectLine(engine)
    yield line
    await line.close()


async def _insert(line: DirectLine, district_id: int, *, in_district: int | None = None) -> None:
    async with line.transaction({in_district or district_id}) as opened:
        await opened.execute(INSERT, {"district_id": district_id, "exchange_id": new_id()})


async def _count(line: DirectLine, *district_ids: int) -> int:
    async with line.transaction(district_ids) as opened:
        (row,) = await opened.execute(COUNT, {})
    return int(row.found)


async def test_a_statement_takes_names_and_answers_with_names(line: DirectLine, district: World) -> None:
    exchange_id = new_id()

    async with line.transaction({district.district_id}) as opened:
        named = {"exchange_id": exchange_id, "district_id": district.district_id}
        (row,) = await opened.execute(INSERT, named)

    assert (row.exchange_id, row.district_id) == tuple(row) == (exchange_id, district.district_id)
    with pytest.raises(AttributeError):
        _ = row.teacher_id


async def test_a_transaction_sees_its_districts_and_no_other(line: DirectLine, district: World) -> None:
    here, elsewhere = district.district_id, 999_999
    await _insert(line, here)

    assert await _count(line, here) == await _count(line, elsewhere, here) == 1
    assert await _count(line, elsewhere) == 0
    with pytest.raises(DBAPIError) as refused:
        await _insert(line, here, in_district=elsewhere)
    assert sqlstate_of(refused.value) == "42501"


async def test_what_fails_is_undone_and_the_next_is_as_good_as_new(line: DirectLine, district: World) -> None:
    async def interrupted() -> None:
        async with line.transaction({district.district_id}) as opened:
            await opened.execute(INSERT, {"district_id": district.district_id, "exchange_id": new_id()})
            raise LookupError

    with pytest.raises(LookupError):
        await interrupted()

    assert await _count(line, district.district_id) == 0
    await _insert(line, district.district_id)
    assert await _count(line, district.district_id) == 1


async def test_a_refusal_of_the_database_tells_its_kind_and_repeats_nothing(
    line: DirectLine, district: World, caplog: pytest.LogCaptureFixture
) -> None:
    one = {"district_id": district.district_id, "exchange_id": new_id()}

    async def twice() -> None:
        async with line.transaction({district.district_id}) as opened:
            await opened.execute(INSERT, one)
            await opened.execute(INSERT, one)

    with pytest.raises(DBAPIError) as refused:
        await twice()

    assert sqlstate_of(refused.value) == "23505"
    assert not refused.value.connection_invalidated
    assert refused.value.__cause__ is None
    assert str(one["exchange_id"]) not in caplog.text


async def test_who_is_cancelled_leaves_no_transaction_behind(line: DirectLine, district: World) -> None:
    inside = asyncio.Event()

    async def waiting() -> None:
        async with line.transaction({district.district_id}) as opened:
            await opened.execute(INSERT, {"district_id": district.district_id, "exchange_id": new_id()})
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(waiting())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert await _count(line, district.district_id) == 0


@pytest.mark.parametrize("when", ["before", "amid"])
async def test_a_line_that_broke_is_taken_anew(line: DirectLine, district: World, apps: Apps, when: str) -> None:
    await _insert(line, district.district_id)

    async def cut() -> None:
        async with apps.sessions["attendance"]() as session, session.begin():
            other = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = :pid")
            assert await session.scalar(other, {"pid": line._driver.get_server_pid()})

    async def broken() -> None:
        if when == "before":
            await cut()
        async with line.transaction({district.district_id}) as opened:
            await opened.execute(INSERT, {"district_id": district.district_id, "exchange_id": new_id()})
            await cut()

    with pytest.raises((DBAPIError, OSError)):
        await broken()

    assert await _count(line, district.district_id) == 1
    await _insert(line, district.district_id)
    assert await _count(line, district.district_id) == 2


async def test_a_line_whose_server_takes_its_leave_is_taken_anew(line: DirectLine, district: World) -> None:
    await _insert(line, district.district_id)
    said = b"SFATAL\0VFATAL\0C57P01\0Mterminating connection due to administrator command\0\0"

    async def left() -> None:
        async with line.transaction({district.district_id}) as opened:
            await opened.execute(INSERT, {"district_id": district.district_id, "exchange_id": new_id()})
            # Its last word has come and the end of the stream has not: a moment that a cut hits once in a thousand.
            line._driver._protocol.data_received(b"E" + (len(said) + 4).to_bytes(4, "big") + said)

    with pytest.raises(OSError, match="closed"):
        await left()

    assert await _count(line, district.district_id) == 1


async def test_a_line_that_breaks_while_it_is_taken_is_taken_anew(
    line: DirectLine, district: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as failing:
        failing.setattr(direct, "_SETTINGS", "SELECT pg_terminate_backend(pg_backend_pid())")
        with pytest.raises(ConnectionResetError):
            await _count(line, district.district_id)

    # The engine has one connection: had the broken one been kept, nobody would get another.
    assert await _count(line, district.district_id) == 0
