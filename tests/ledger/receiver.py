"""A stand-in for a system of the district that webhooks call."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

import pytest

from services.platform.outgoing import Outgoing
from tests.support import Apps
from workers import ledger as worker


@dataclass(frozen=True)
class Received:
    headers: dict[str, str]
    body: str
    path: str


@dataclass
class Receiver:
    """Answers 204, unless `answers` says what comes first; keeps every call."""

    port: int = 0
    answers: list[int] = field(default_factory=list)
    location: str = ""
    calls: list[Received] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook?of=us"

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        self.calls.append(Received(headers, body.decode(), head[0].split(" ")[1]))
        status = self.answers.pop(0) if self.answers else 204
        location = f"Location: {self.location}\r\n" if self.location else ""
        said = b"" if status == 204 else b"x" * 5_000
        writer.write(f"HTTP/1.1 {status} Said\r\n{location}Content-Length: {len(said)}\r\n\r\n".encode() + said)
        writer.close()


@asynccontextmanager
async def receiving(context: ssl.SSLContext | None = None) -> AsyncIterator[Receiver]:
    """A receiver on a port of its own."""
    receiver = Receiver()
    server = await asyncio.start_server(receiver.answer, "127.0.0.1", 0, ssl=context)
    receiver.port = server.sockets[0].getsockname()[1]
    async with server:
        yield receiver


@contextmanager
def calling_anywhere(apps: Apps) -> Iterator[None]:
    """As a demo is set: this machine may be called, without TLS."""
    state = apps.of["ledger"].state
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WEBHOOKS_ANYWHERE", "true")
        # Not by the patch: what it finds in no __dict__ it deletes at last, and the state keeps its names elsewhere.
        before, state.outgoing = state.outgoing, Outgoing(anywhere=True)
        worker._webhooks.cache_clear()
        try:
            yield
        finally:
            state.outgoing = before
    worker._webhooks.cache_clear()
