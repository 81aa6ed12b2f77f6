"""A folder of documents sent as one ZIP: packed content by content while it leaves, after the transaction."""

import asyncio
import hashlib
import io
import zipfile
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fastapi import Request, Response
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from services.platform.downloads import pieces_of, send_in_room
from services.platform.errors import DomainError
from services.platform.files import LARGEST_UPLOAD, attached_as
from services.platform.problems import problem_of

_AT_ONCE: Final = 2
_turns = asyncio.Semaphore(_AT_ONCE)


class ContentChanged(Exception):
    """A content in the store is not what its hash says: nothing of it may leave as evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveMember:
    """One document of an archive; its content is given, or lies in a store under its hash."""

    path: str
    sha256: bytes
    size: int
    content: bytes | None = None

    @classmethod
    def of(cls, path: str, content: bytes) -> "ArchiveMember":
        return cls(path=path, sha256=hashlib.sha256(content).digest(), size=len(content), content=content)


class _Window(io.BytesIO):
    """The end of a file that is written: what was taken is gone, and in the rest one may still go back."""

    _gone = 0

    def tell(self) -> int:
        return self._gone + super().tell()

    def seek(self, place: int, whence: int = 0) -> int:
        return self._gone + super().seek(place - self._gone if whence == 0 else place, whence)

    def take(self) -> bytes:
        taken = self.getvalue()
        self._gone += len(taken)
        super().seek(0)
        self.truncate()
        return taken


class ArchiveResponse(Response):
    """Packs a ZIP twice: every content is held against its hash before the first byte leaves, and nothing is kept.

    A class's binder may be half a gigabyte, more than a container has for what is temporary.
    """

    media_type = "application/zip"

    def __init__(
        self,
        request: Request,
        *,
        name: str,
        members: Sequence[ArchiveMember],
        at: datetime,
        fetch: Callable[[bytes], Awaitable[bytes]],
    ) -> None:
        super().__init__(headers=attached_as(name))
        self._request = request
        self._members = members
        self._fetch = fetch
        self._moment = (at.year, at.month, at.day, at.hour, at.minute, at.second)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # One content at a time is there whole, and packed beside it.
        size = min(2 * max((member.size for member in self._members), default=0), LARGEST_UPLOAD)
        await send_in_room(self._request, size, self._send_whole, scope=scope, receive=receive, send=send)

    async def _send_whole(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            async with _turns:
                length = await self._measure(Request(scope, receive))
        except DomainError as refusal:
            await problem_of(self._request, refusal)(scope, receive, send)
            return
        self.headers["content-length"] = str(length)
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        async with aclosing(self._packed()) as contents:
            async for packed in contents:
                for begin, end in pieces_of(len(packed)):
                    await send({"type": "http.response.body", "body": packed[begin:end], "more_body": True})
                # Not beside the next.
                del packed
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _measure(self, reader: Request) -> int:
        """How many bytes it has, each content held against its hash; ClientDisconnect once nobody waits for it."""
        length = 0
        async with aclosing(self._packed()) as contents:
            async for packed in contents:
                length += len(packed)
                del packed
                if await reader.is_disconnected():
                    raise ClientDisconnect
        return length

    async def _packed(self) -> AsyncGenerator[bytes, None]:
        """The archive, content by content: the same bytes each time."""
        window = _Window()
        with zipfile.ZipFile(window, "w") as archive:
            for member in self._members:
                await asyncio.to_thread(archive.writestr, self._entry(member), await self._content_of(member))
                yield window.take()
        yield window.take()

    def _entry(self, member: ArchiveMember) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(member.path, date_time=self._moment)
        # Pictures and Office files are packed already.
        is_text = member.path.endswith((".csv", ".html", ".json"))
        entry.compress_type = zipfile.ZIP_DEFLATED if is_text else zipfile.ZIP_STORED
        return entry

    async def _content_of(self, member: ArchiveMember) -> bytes:
        content = member.content if member.content is not None else await self._fetch(member.sha256)
        if hashlib.sha256(content).digest() != member.sha256:
            raise ContentChanged(member.path)
        return content
