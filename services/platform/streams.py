"""Live streams (server-sent events): bounded in number, never silent for long, ended when the process is told to end.

Nothing of the database is held behind a stream: what it needs is read before, in the request's own transaction.
"""

import asyncio
import json
import signal
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import FrameType
from typing import Any

from fastapi import Request, Response
from starlette.types import Receive, Scope, Send

from services.platform.access import Viewer
from services.platform.aside import ASIDE
from services.platform.errors import Overloaded
from services.platform.problems import problem_of
from services.platform.versions import Versions

MEDIA_TYPE = "text/event-stream"
# Proxies close what is silent for half a minute.
HEARTBEAT_SECONDS = 15.0
# How long a client waits before it comes again.
RETRY_MILLISECONDS = 1_000
MOST_STREAMS = 200


@dataclass(frozen=True, slots=True)
class StreamEvent:
    """One event: its name, and what a client finds in its data as JSON."""

    name: str
    data: Mapping[str, Any]

    def encoded(self) -> bytes:
        return f"event: {self.name}\ndata: {json.dumps(self.data, ensure_ascii=False)}\n\n".encode()


class Streams:
    """The streams of one process."""

    def __init__(self, *, most: int = MOST_STREAMS) -> None:
        self.most = most
        self.open = 0
        self.ending = asyncio.Event()

    @contextmanager
    def until_told_to_end(self) -> Iterator[None]:
        """End all streams at SIGTERM or SIGINT, before the server waits for its connections to close; and at last."""
        loop = asyncio.get_running_loop()
        before: dict[signal.Signals, Callable[[int, FrameType | None], Any]] = {}

        def tell(number: int, frame: FrameType | None) -> None:
            loop.call_soon_threadsafe(self.ending.set)
            before[signal.Signals(number)](number, frame)

        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGINT):
                handler = signal.getsignal(number)
                # Where nobody handles it, the process ends by itself.
                if callable(handler):
                    before[number] = handler
                    signal.signal(number, tell)
        try:
            yield
        finally:
            self.ending.set()
            for number, handler in before.items():
                if signal.getsignal(number) is tell:
                    signal.signal(number, handler)


class EventStream(Response):
    """Sends events as they come, until they end, the client goes, or the process is told to end; 503 when too many."""

    media_type = MEDIA_TYPE

    def __init__(
        self, request: Request, events: AsyncIterator[StreamEvent], *, streams: Streams, status_code: int = 200
    ) -> None:
        # The framework reads the default status of its documents from this signature.
        super().__init__(status_code=status_code, headers={"X-Accel-Buffering": "no"})
        del self.headers["content-length"]
        self._request = request
        self._events = events
        self._streams = streams

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # Counted here and not where it was made: what is made is not always sent.
        if self._streams.open >= self._streams.most or self._streams.ending.is_set():
            await problem_of(self._request, Overloaded())(scope, receive, send)
            return
        self._streams.open += 1
        try:
            with ASIDE.standing():
                await self._send_whole(receive, send)
        finally:
            self._streams.open -= 1

    async def _send_whole(self, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        await self._send_all(receive, send)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _send_all(self, receive: Receive, send: Send) -> None:
        async def say(chunk: bytes) -> None:
            await send({"type": "http.response.body", "body": chunk, "more_body": True})

        await say(f"retry: {RETRY_MILLISECONDS}\n\n".encode())
        gone = asyncio.create_task(_disconnected(receive))
        ending = asyncio.create_task(self._streams.ending.wait())
        coming: asyncio.Task[StreamEvent | None] | None = None
        try:
            while True:
                coming = coming or asyncio.create_task(_next_of(self._events))
                done, _ = await asyncio.wait(
                    {coming, gone, ending}, timeout=HEARTBEAT_SECONDS, return_when=asyncio.FIRST_COMPLETED
                )
                if gone in done or ending in done or not await self._is_still_allowed():
                    return
                if coming not in done:
                    await say(b": still here\n\n")
                    continue
                event = coming.result()
                if event is None:
                    return
                await say(event.encoded())
                coming = None
        finally:
            for task in (gone, ending, coming):
                if task is not None:
                    task.cancel()
                    with suppress(asyncio.CancelledError):
                        await task

    async def _is_still_allowed(self) -> bool:
        """What a token may no longer see ends, though it was opened before."""
        viewer: Viewer | None = self._request.state.viewer
        versions: Versions = self._request.app.state.versions
        return viewer is None or await versions.still_hold(viewer.principal)


async def _next_of(events: AsyncIterator[StreamEvent]) -> StreamEvent | None:
    return await anext(events, None)


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
