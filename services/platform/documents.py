"""Documents on paper: set by typst in the one font that Chinese is set in, few at a time, after the transaction."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import cache
from importlib.util import find_spec
from typing import Any, Final, TypeVar
from urllib.parse import quote

import typst
from fastapi import Request, Response
from starlette.types import Receive, Scope, Send

from services.platform.downloads import in_pieces, send_in_room
from services.platform.errors import DomainError, Overloaded
from services.platform.files import LARGEST_UPLOAD
from services.platform.problems import problem_of

Given = TypeVar("Given")

PDF: Final = "application/pdf"
# A page takes some milliseconds of a processor: more at once would only make each other wait.
_AT_ONCE: Final = 2
MOST_WAITING: Final = 20


class Press:
    """Makes documents off the event loop, few at a time, and turns away who would wait too long."""

    def __init__(self) -> None:
        self._turns = asyncio.Semaphore(_AT_ONCE)
        self._there = 0

    async def make(self, how: Callable[[Given], bytes], what: Given) -> bytes:
        """What `how` makes of it; Overloaded when too many are there."""
        if self._there >= _AT_ONCE + MOST_WAITING:
            raise Overloaded
        self._there += 1
        try:
            async with self._turns:
                return await asyncio.to_thread(how, what)
        finally:
            self._there -= 1


@cache
def _fonts() -> typst.Fonts:
    """Found where its package put it; read once."""
    found = find_spec("manimgx_fonts_cjk")
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError("manimgx_fonts_cjk")
    return typst.Fonts(include_system_fonts=False, font_paths=list(found.submodule_search_locations))


def typeset(template: bytes, *, at: datetime, **inputs: Any) -> bytes:
    """A PDF/A-2u of a template; each input reaches it as JSON, as data and never as markup. The same for the same."""
    return typst.compile(
        template,
        font_paths=_fonts(),
        format="pdf",
        pdf_standards="a-2u",
        timestamp=int(at.timestamp()),
        sys_inputs={name: json.dumps(value, ensure_ascii=False) for name, value in inputs.items()},
    )


class Document(Response):
    """A file that is made after the transaction is over: paper takes longer than a connection may be held for it."""

    def __init__(self, request: Request, making: Callable[[], Awaitable[bytes]], *, media_type: str, name: str) -> None:
        super().__init__(
            media_type=media_type, headers={"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
        )
        del self.headers["content-length"]
        self._request = request
        self._making = making

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            content = await self._making()
        except DomainError as refusal:
            await problem_of(self._request, refusal)(scope, receive, send)
            return
        headers = {name: value for name, value in self.headers.items() if name != "content-type"}
        whole = in_pieces(Response(content, media_type=self.media_type, headers=headers))
        await send_in_room(
            self._request, min(len(content), LARGEST_UPLOAD), whole, scope=scope, receive=receive, send=send
        )


def file_answer(media_type: str) -> dict[int | str, dict[str, Any]]:
    """How a route that answers a file is described."""
    return {200: {"description": "The file", "content": {media_type: {"schema": {"type": "string"}}}}}
