"""A receiver that takes a call and never answers it: that costs one turn a bounded while, and nobody else anything."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any, Final

import pytest
from sqlalchemy import text

from services.ledger import operations
from services.ledger.operations import sending
from services.platform import clock, outgoing
from services.platform.outgoing import Outgoing
from tests.ledger.receiver import Receiver, calling_anywhere, receiving
from tests.ledger.saying import a_line, an_outcome, post
from tests.support import Apps, World
from workers.broker import TIME_LIMIT_MS

LONGEST_CALL, LONGEST_CONNECT = outgoing._SECONDS, outgoing._CONNECT_SECONDS
# Here it is less, that nobody waits for it.
SECONDS: Final = 0.6
PATIENCE_SECONDS: Final = 20


@pytest.fixture(autouse=True)
def impatient(apps: Apps, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(outgoing, "_SECONDS", SECONDS)
    monkeypatch.setattr(outgoing, "_CONNECT_SECONDS", SECONDS / 2)
    with calling_anywhere(apps):
        yield


@asynccontextmanager
async def talking(say: Callable[[asyncio.StreamWriter], Any]) -> AsyncIterator[int]:
    """The port of somebody who takes every call, and says this of his own accord."""

    over = asyncio.Event()

    async def talk(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        saying, ending = asyncio.ensure_future(say(writer)), asyncio.ensure_future(over.wait())
        await asyncio.wait((saying, ending), return_when=asyncio.FIRST_COMPLETED)
        saying.cancel()
        writer.transport.abort()

    async with await asyncio.start_server(talk, "127.0.0.1", 0) as server:
        yield int(server.sockets[0].getsockname()[1])
        over.set()


async def nothing(_writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


async def drops(writer: asyncio.StreamWriter) -> None:
    """Always a little: whoever counts from the last of it waits for ever."""
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while not writer.is_closing():
        writer.write(b"X-More: of it\r\n")
        await writer.drain()
        await asyncio.sleep(SECONDS / 20)


@asynccontextmanager
async def taking_nobody_in() -> AsyncIterator[int]:
    """A port whose calls are neither taken nor refused: its line is full, as behind a wall that drops what comes."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen(0)
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.settimeout(0)
            one.connect_ex(door.getsockname())
        try:
            yield int(door.getsockname()[1])
        finally:
            for one in waiting:
                one.close()


SILENT = {
    "says_nothing": lambda: talking(nothing),
    "says_drops": lambda: talking(drops),
    "takes_nobody_in": taking_nobody_in,
}


async def register(world: World, name: str, port: int) -> None:
    asked = {"url": f"http://127.0.0.1:{port}/hook", "types": ["entries.posted"]}
    answer = await world.api("ledger").put(f"/webhooks/{name}", json=asked)
    assert answer.status_code == 200, answer.text


async def send(world: World, name: str) -> str:
    """As the worker does; the name, when it is over."""
    async with world.session("ledger") as session:
        await operations.send_webhooks(
            session,
            district_id=world.district_id,
            name=name,
            outgoing=Outgoing(anywhere=True),
            keys=world.apps.of["ledger"].state.webhook_keys,
            at=clock.now(),
        )
    return name


async def hooks(world: World) -> dict[str, Any]:
    return {one["name"]: one for one in (await world.api("ledger", "auditor").get("/webhooks")).json()["items"]}


@pytest.mark.parametrize("silent", SILENT)
async def test_who_never_answers_is_left_in_time_and_others_are_told_meanwhile(district: World, silent: str) -> None:
    async with SILENT[silent]() as port, receiving() as receiver, asyncio.timeout(PATIENCE_SECONDS):
        await register(district, "silent", port)
        await register(district, "records", receiver.port)
        for name in ("silent", "records"):
            await district.api("ledger").post(f"/webhooks/{name}/pings")

        calling = [asyncio.create_task(send(district, name)) for name in ("silent", "records")]
        ended = [await one for one in asyncio.as_completed(calling)]
        resting = (await hooks(district))["silent"]
        # What is posted now is told to whoever listens; the other rests, and is not called.
        await post(district, an_outcome(district, 0, a_line(1)))

    assert ended == ["records", "silent"]
    assert told(receiver) == ["webhook.ping", "entries.posted"]
    assert (resting["failures"], resting["waiting"], resting["rests_until"] is not None) == (1, 1, True)
    answer = await district.api("ledger", "auditor").get("/webhooks/silent/deliveries")
    called = [one for one in answer.json()["items"] if one["attempts"]]
    assert [(one["state"], one["attempts"], one["last"]["fault"]) for one in called] == [("WAITING", 1, "TIMED_OUT")]
    async with district.session("ledger") as session:
        (milliseconds,) = await session.scalars(
            text("select milliseconds from ledger.webhook_attempt where fault is not null")
        )
    assert milliseconds < 10 * SECONDS * 1000


def told(receiver: Receiver) -> list[str]:
    return [call.body.partition('"type":"')[2].partition('"')[0] for call in receiver.calls]


def test_the_longest_turn_is_over_before_database_and_broker_would_break_it_off() -> None:
    assert LONGEST_CONNECT < LONGEST_CALL
    assert sending._BEGIN_WITHIN_SECONDS + LONGEST_CALL < sending._LONGEST_SECONDS < TIME_LIMIT_MS / 1000
