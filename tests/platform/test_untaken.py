"""Who takes nothing of an answer is cut off, who takes it slowly has it whole, for who leaves nothing more is done."""

import asyncio
import hashlib
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import pytest
import uvicorn
from fastapi import FastAPI, Request
from starlette.types import Receive, Scope, Send

from services.platform.admission import Admission
from services.platform.ranges import FilePart, PartsResponse
from services.platform.room import Room

SIZE: Final = 8_388_608
PIECE: Final = 262_144


class Hasty(Admission):
    taken_seconds = 0.3
    lost = asyncio.Event()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self.lost.set()


class Served:
    """Answers with SIZE bytes on a port of its own: `/whole` in one, `/parts` as we send files, else in pieces."""

    def __init__(self) -> None:
        self.fetched = 0
        self.over = asyncio.Event()
        Hasty.lost = self.lost = asyncio.Event()
        self.port = 0
        self.server = uvicorn.Server(
            uvicorn.Config(self.answer, interface="asgi3", http=Hasty, log_level="critical", lifespan="off")
        )

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == "/parts":
            await self._send_parts(scope, receive, send)
            self.over.set()
            return
        size = SIZE if scope["path"] == "/whole" else PIECE
        length = [(b"content-length", str(SIZE).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": length})
        for at in range(0, SIZE, size):
            more = at + size < SIZE or size == PIECE
            await send({"type": "http.response.body", "body": bytes(size), "more_body": more})
        if size == PIECE:
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        self.over.set()

    async def _send_parts(self, scope: Scope, receive: Receive, send: Send) -> None:
        content = bytes(PIECE)

        async def fetch(_name: str) -> bytes:
            self.fetched += 1
            return content

        app = FastAPI()
        app.state.room = Room()
        request = Request({**scope, "app": app, "state": {"viewer": None}})
        parts = [FilePart(str(at), PIECE, hashlib.sha256(content).digest()) for at in range(0, SIZE, PIECE)]
        answer = PartsResponse(request, name="a", media_type="text/plain", parts=parts, fetch=fetch)
        await answer(scope, receive, send)

    @asynccontextmanager
    async def asked(self, path: str) -> AsyncIterator[socket.socket]:
        """A connection that has asked and not read yet, with next to no room of its own for the answer."""
        with socket.socket() as line:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
            line.setblocking(False)  # noqa: FBT003 - as the socket has it
            loop = asyncio.get_running_loop()
            await loop.sock_connect(line, ("127.0.0.1", self.port))
            await loop.sock_sendall(line, f"GET {path} HTTP/1.1\r\nHost: here\r\n\r\n".encode())
            yield line


@pytest.fixture
async def served(request: pytest.FixtureRequest) -> AsyncIterator[Served]:
    """By a system that takes in little for a reader; with a false parameter by one that takes what it likes."""
    served = Served()
    door = socket.create_server(("127.0.0.1", 0))
    if getattr(request, "param", True):
        door.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 65_536)
    served.port = door.getsockname()[1]
    running = asyncio.create_task(served.server.serve(sockets=[door]))
    yield served
    served.server.should_exit = True
    await running


@pytest.mark.parametrize("path", ["/whole", "/pieces"])
async def test_who_takes_nothing_is_cut_off(served: Served, path: str) -> None:
    async with served.asked(path), asyncio.timeout(5):
        await served.lost.wait()
        await served.over.wait()

    assert not served.server.server_state.connections


@pytest.mark.parametrize("path", ["/whole", "/pieces"])
async def test_who_takes_it_slowly_has_it_whole(served: Served, path: str) -> None:
    loop = asyncio.get_running_loop()
    taken, began = 0, loop.time()

    async with served.asked(path) as line, asyncio.timeout(20):
        while taken < SIZE and (got := len(await loop.sock_recv(line, PIECE))):
            taken += got
            # Some four megabytes a second, and longer in all than nothing may be taken.
            await asyncio.sleep(got / 4_194_304)

    assert taken >= SIZE
    assert loop.time() - began > 2 * Hasty.taken_seconds


@pytest.mark.parametrize("served", [False], indirect=True)
async def test_who_takes_slowly_what_the_system_has_taken_in_is_not_cut_off(served: Served) -> None:
    """A system says that there is place again when much of what it had is gone: for seconds nothing leaves us."""
    loop = asyncio.get_running_loop()
    until = loop.time() + 6 * Hasty.taken_seconds

    async with served.asked("/whole") as line, asyncio.timeout(20):
        taken = 0
        while loop.time() < until:
            taken += len(await loop.sock_recv(line, 32_768))
            # At six kilobytes a turn twice what has to be taken, or more.
            await asyncio.sleep(0.01)

        assert taken < SIZE
        assert not served.lost.is_set()


async def test_for_who_leaves_nothing_more_is_fetched(served: Served) -> None:
    loop = asyncio.get_running_loop()

    async with asyncio.timeout(20):
        async with served.asked("/parts") as line:
            await loop.sock_recv(line, 1)
        await served.over.wait()
        left_at = served.fetched
        served.over.clear()
        async with served.asked("/parts") as line:
            while not served.over.is_set():
                await loop.sock_recv(line, PIECE)

    many = SIZE // PIECE
    assert 0 < left_at < many // 2
    assert served.fetched == left_at + many
