"""Too many at once are told to come back before anything is spent on them."""

import json
from typing import Final

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
    busy = Overloaded()
    asked = next((value for name, value in scope["headers"] if name == b"accept-language"), b"")
    language = language_in(asked.decode("latin-1"))
    body = json.dumps(
        {
            "type": f"urn:xuefen:problem:{busy.slug()}",
            "title": busy.title.in_language(language),
            "status": busy.status,
            "detail": busy.title.in_language(language),
            "instance": f"urn:uuid:{new_id()}",
        },
        ensure_ascii=False,
    ).encode()
    headers = [
        (b"content-type", MEDIA_TYPE.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"retry-after", str(busy.retry_after).encode()),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": busy.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
