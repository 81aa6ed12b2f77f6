"""What lies between two who talk: it passes on, delays, refuses, cuts, or lets everything hang."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from urllib.parse import urlsplit

_COMMIT = b"COMMIT"


@dataclass
class Cuts:
    """What befalls the commits of a database that come by: of a hundred fifteen, half unsaid and half unheard."""

    random: Random
    share: float = 0.15
    passed: int = 0
    unsaid: int = 0
    """Cut on the way there: nothing was committed."""
    unheard: int = 0
    """Cut on the way back: it was committed, and nobody was told."""

    def is_unsaid(self) -> bool:
        self.passed += 1
        unsaid = self.random.random() < self.share / 2
        self.unsaid += unsaid
        return unsaid

    def is_unheard(self) -> bool:
        unheard = self.random.random() < self.share / 2
        self.unheard += unheard
        return unheard


@dataclass
class _Talk:
    """One who asks and one who answers."""

    ends: tuple[asyncio.StreamWriter, asyncio.StreamWriter]
    answer_is_lost: bool = False

    def cut(self) -> None:
        for end in self.ends:
            end.transport.abort()


@dataclass
class Wire:
    """A port in front of another."""

    upstream: int
    port: int = 0
    delay: float = 0.0
    """Seconds that each piece waits, in both directions."""
    refusing: bool = False
    cuts: Cuts | None = None
    _server: asyncio.Server | None = None
    _open: set[asyncio.StreamWriter] = field(default_factory=set)
    _passing: asyncio.Event = field(default_factory=asyncio.Event)
    _stranded: list[asyncio.Event] = field(default_factory=list)
    _carrying: set[asyncio.Task[None]] = field(default_factory=set)

    async def listen(self) -> None:
        self._passing.set()
        self._server = await asyncio.start_server(self._between, "127.0.0.1", 0)
        self.port = int(self._server.sockets[0].getsockname()[1])

    async def close(self) -> None:
        if self._server is not None:
            self._server.close()
        for held in (self._passing, *self._stranded):
            held.set()
        self.cut()
        await asyncio.gather(*self._carrying, return_exceptions=True)

    def address(self, url: str) -> str:
        """The same address, by way of this wire."""
        parts = urlsplit(url)
        return parts._replace(netloc=f"{parts.netloc.rpartition(':')[0]}:{self.port}").geturl()

    def cut(self) -> None:
        """End every connection in the middle of whatever it says."""
        for writer in list(self._open):
            writer.transport.abort()

    def hang(self) -> None:
        """Nothing is passed on and nothing is closed: both sides believe that the other thinks."""
        self._passing.clear()

    def strand(self) -> None:
        """Whoever is connected now hears nothing for ever, and is never told; whoever comes anew is served."""
        self._passing.clear()
        self._stranded.append(self._passing)
        self._passing = asyncio.Event()
        self._passing.set()

    def pass_on(self) -> None:
        """As if nothing had been; what hung is cut, for nobody waits for it any more."""
        hung = not self._passing.is_set()
        self.delay, self.refusing = 0.0, False
        self._passing.set()
        if hung:
            self.cut()

    async def _between(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if (carrying := asyncio.current_task()) is not None:
            self._carrying.add(carrying)
            carrying.add_done_callback(self._carrying.discard)
        if self.refusing:
            writer.transport.abort()
            return
        try:
            onward, back = await asyncio.open_connection("127.0.0.1", self.upstream)
        except OSError:
            writer.transport.abort()
            return
        self._open |= {writer, back}
        passing, talk = self._passing, _Talk((writer, back))
        try:
            await asyncio.gather(self._ask(reader, back, passing, talk), self._answer(onward, writer, passing, talk))
        finally:
            self._open -= {writer, back}

    async def _ask(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, passing: asyncio.Event, talk: _Talk
    ) -> None:
        async for piece in self._pieces(reader, writer, passing):
            if self.cuts is not None and _COMMIT in piece:
                if self.cuts.is_unsaid():
                    talk.cut()
                    return
                talk.answer_is_lost = self.cuts.is_unheard()
            writer.write(piece)

    async def _answer(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, passing: asyncio.Event, talk: _Talk
    ) -> None:
        async for piece in self._pieces(reader, writer, passing):
            if talk.answer_is_lost:
                talk.cut()
                return
            writer.write(piece)

    async def _pieces(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, passing: asyncio.Event
    ) -> AsyncIterator[bytes]:
        """What one side says, piece by piece, each passed on before the next is read; then the other side is told."""
        with suppress(OSError):
            while piece := await reader.read(1 << 16):
                if self.delay:
                    await asyncio.sleep(self.delay)
                await passing.wait()
                yield piece
                await writer.drain()
        writer.close()
