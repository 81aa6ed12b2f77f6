"""Too many at once are told to come back before anything is spent on them."""

import json
from typing import Final
from uuid import UUID

from starlette.types import ASGIApp, Receive, Scope, Send

from services.platform.errors import Overloaded
from services.platform.ids import new_id
from services.platform.problems import MEDIA_TYPE, language_in

# Whoever asks whether a process lives must hear it most when it is busy.
_ALWAYS: Final = frozenset({"/livez", "/readyz"})


class Admission:
    """Counts the requests inside; beyond `most` the answer is 503 with Retry-After, and costs no token check.

    Plain ASGI and the outermost layer: what is turned away here has not been read, authenticated or routed.
    """

    def __init__(self, app: ASGIApp, *, most: int) -> None:
        self._app = app
        self._most = most
        self._inside = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in _ALWAYS:
            await self._app(scope, receive, send)
            return
        if self._inside >= self._most:
            await _turn_away(scope, send)
            return
        self._inside += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._inside -= 1


async def _turn_away(scope: Scope, send: Send) -> None:
    asked = next((value for name, value in scope["headers"] if name == b"accept-language"), b"")
    headers, beginning, end = _REFUSALS[language_in(asked.decode("latin-1"))]
    await send({"type": "http.response.start", "status": Overloaded.status, "headers": headers})
    await send({"type": "http.response.body", "body": b"%b%b%b" % (beginning, str(new_id()).encode(), end)})


def _refusal_in(language: str) -> tuple[list[tuple[bytes, bytes]], bytes, bytes]:
    """Headers and body but for its one word that differs: written once, since it is said when time is dear."""
    title = Overloaded.title.in_language(language)
    body = json.dumps(
        {
            "type": f"urn:xuefen:problem:{Overloaded.slug()}",
            "title": title,
            "status": Overloaded.status,
            "detail": title,
            "instance": f"urn:uuid:{_ANY_ID}",
        },
        ensure_ascii=False,
    ).encode()
    headers = [
        (b"content-type", MEDIA_TYPE.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"content-language", b"en" if language == "en" else b"zh-CN"),
        (b"retry-after", str(Overloaded.retry_after).encode()),
        (b"cache-control", b"no-store"),
    ]
    beginning, _, end = body.partition(_ANY_ID.encode())
    return headers, beginning, end


_ANY_ID: Final = str(UUID(int=0))
_REFUSALS: Final = {language: _refusal_in(language) for language in ("zh", "en")}
