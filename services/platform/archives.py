"""A folder of documents sent as one ZIP: packed to a spooled file of bounded size, after the transaction has ended."""

import asyncio
import hashlib
import zipfile
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import Final

from fastapi import Request, Response
from starlette.types import Receive, Scope, Send

from services.platform.downloads import PIECE, send_in_room
from services.platform.errors import DomainError
from services.platform.files import attached_as
from services.platform.problems import problem_of

# What is larger than this goes to the disk while it is packed.
_IN_MEMORY: Final = 8_388_608
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


class ArchiveResponse(Response):
    """Packs and sends a ZIP; every content is held against its hash before the first byte leaves."""

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
        del self.headers["content-length"]
        self._request = request
        self._members = members
        self._fetch = fetch
        self._moment = (at.year, at.month, at.day, at.hour, at.minute, at.second)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
            try:
                await self._pack(spool)
            except DomainError as refusal:
                await problem_of(self._request, refusal)(scope, receive, send)
                return
            size = min(spool.tell(), _IN_MEMORY)
            sending = partial(self._send_whole, spool)
            await send_in_room(self._request, size, sending, scope=scope, receive=receive, send=send)

    async def _send_whole(
        self, spool: SpooledTemporaryFile[bytes], _scope: Scope, _receive: Receive, send: Send
    ) -> None:
        headers = [*self.raw_headers, (b"content-length", str(spool.tell()).encode())]
        spool.seek(0)
        await send({"type": "http.response.start", "status": self.status_code, "headers": headers})
        while chunk := await asyncio.to_thread(spool.read, PIECE):
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _pack(self, spool: SpooledTemporaryFile[bytes]) -> None:
        async with _turns:
            with zipfile.ZipFile(spool, "w") as archive:
                for member in self._members:
                    content = await self._content_of(member)
                    await asyncio.to_thread(archive.writestr, self._entry(member), content)

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
