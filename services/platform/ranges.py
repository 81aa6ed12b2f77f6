"""A file that lies in parts, sent whole or as the range that is asked for (RFC 9110): a download can be resumed."""

import hashlib
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from fastapi import Request, Response
from starlette.types import Receive, Scope, Send

from services.platform.archives import ContentChanged
from services.platform.downloads import PIECE, send_in_room
from services.platform.errors import DomainError, Text
from services.platform.files import LARGEST_UPLOAD, attached_as
from services.platform.problems import problem_of

_RANGE: Final = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")

RANGES: Final[dict[int | str, dict[str, Any]]] = {
    206: {"description": "The bytes asked for in Range"},
    304: {"description": "The same as the file whose ETag was sent in If-None-Match"},
    416: {"description": "The file has no such bytes; Content-Range says how many it has"},
}


class RangeNotSatisfiable(DomainError):
    status = 416
    title = Text(zh="文件没有所要的字节", en="The file has no such bytes")
    detail = Text(
        zh="文件共 {size} 字节,没有所要的范围", en="The file has {size} bytes, and none of the range asked for"
    )


@dataclass(frozen=True, slots=True)
class FilePart:
    """One piece of a file, by the name under which it is fetched."""

    name: str
    size: int
    sha256: bytes


class PartsResponse(Response):
    """Sends parts one behind the other, each held against its hash before anything of it leaves.

    What is removed between the answer and the sending is told as what `fetch` raises of it.
    """

    def __init__(
        self,
        request: Request,
        *,
        name: str,
        media_type: str,
        parts: Sequence[FilePart],
        fetch: Callable[[str], Awaitable[bytes]],
        status_code: int = 200,
    ) -> None:
        size = sum(part.size for part in parts)
        tag = f'"{hashlib.sha256(b"".join(part.sha256 for part in parts)).hexdigest()[:32]}"'
        headers = {"ETag": tag, "Accept-Ranges": "bytes", "Cache-Control": "private, no-cache", **attached_as(name)}
        super().__init__(status_code=status_code, media_type=media_type, headers=headers)
        self._request, self._parts, self._fetch = request, parts, fetch
        self._first, self._last = 0, size - 1
        self._refusal: Response | None = None
        if tag in request.headers.get("if-none-match", ""):
            self.status_code, self._parts = 304, ()
            del self.headers["content-length"]
            return
        wanted = _RANGE.fullmatch(request.headers.get("range", "").strip())
        # What was begun of another file is not gone on with: then all of this one is sent.
        if wanted is not None and wanted.group() != "bytes=-" and request.headers.get("if-range", tag) == tag:
            self._confine(request, *wanted.groups(), size=size)
        self.headers["content-length"] = str(self._last - self._first + 1)

    def _confine(self, request: Request, first: str, last: str, *, size: int) -> None:
        """To the range: `first-last`, `first-` to the end, or the `-last` bytes before it."""
        begin = int(first) if first else max(size - int(last), 0)
        end = min(int(last), size - 1) if first and last else size - 1
        if first and last and int(first) > int(last):
            # No range at all, and so no wish.
            return
        if begin > end:
            self._refusal = problem_of(request, RangeNotSatisfiable(size=size))
            self._refusal.headers["Content-Range"] = f"bytes */{size}"
            return
        self.status_code, self._first, self._last = 206, begin, end
        self.headers["content-range"] = f"bytes {begin}-{end}/{size}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._refusal is not None:
            await self._refusal(scope, receive, send)
            return
        # One part at a time is there whole.
        size = min(max((part.size for part in self._parts), default=0), LARGEST_UPLOAD)
        await send_in_room(self._request, size, self._send_whole, scope=scope, receive=receive, send=send)

    async def _send_whole(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False
        place = 0
        for part in self._parts:
            begin, end = max(self._first - place, 0), min(self._last - place + 1, part.size)
            place += part.size
            if begin >= end:
                continue
            try:
                content = await self._fetch(part.name)
            except DomainError as refusal:
                if started:
                    # Half of the file has left: the connection breaks, and who resumes is told why.
                    raise
                await problem_of(self._request, refusal)(scope, receive, send)
                return
            if hashlib.sha256(content).digest() != part.sha256:
                raise ContentChanged(part.name)
            if not started:
                await self._start(send)
                started = True
            for at in range(begin, end, PIECE):
                body = content[at : min(at + PIECE, end)]
                await send({"type": "http.response.body", "body": body, "more_body": True})
        if not started:
            await self._start(send)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _start(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
