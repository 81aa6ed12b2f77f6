"""Too many at once are told to come back before anything is spent on them, the reading of what they ask included.

A protocol of uvicorn's, by its option `--http`: it stands before the application, so that turning somebody away costs
little beside serving them, and who is being served is still served in time.
"""

import json
from typing import Final
from uuid import UUID

from starlette.types import Receive, Scope, Send
from uuid_utils import uuid7
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from services.platform.aside import ASIDE
from services.platform.errors import Overloaded
from services.platform.metrics import TURNED_AWAY
from services.platform.problems import MEDIA_TYPE, language_in
from services.platform.service import SECURITY_HEADERS

# Two transactions of check-ins: more at once wait longer, and are served slower for the memory that they take.
MOST_AT_ONCE: Final = 512
# Whoever asks whether a process lives, and how it fares, must hear it most when it is busy.
_ALWAYS: Final = (b"/livez", b"/readyz", b"/metrics")
_NOT_AT_ONCE: Final = (b"HEAD ", *(b"GET " + path for path in _ALWAYS))


class Admission(HttpToolsProtocol):
    """One connection of a process that has MOST_AT_ONCE requests inside: beyond them 503 with Retry-After."""

    most = MOST_AT_ONCE
    _amid = False

    def data_received(self, data: bytes) -> None:
        if self._is_full() and not self._amid and self._is_answered():
            asked = _asked_at_once(data)
            if asked is not None:
                TURNED_AWAY.inc()
                self.transport.write(b"".join((_STATUS_LINE, *self._default_lines(), *_refusal_to(asked))))
                self._keep_alive()
                return
        super().data_received(data)

    def on_message_begin(self) -> None:
        self._amid = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        turned_away = self._is_full() and not self.url.startswith(_ALWAYS)
        if turned_away:
            TURNED_AWAY.inc()
        self.app = _turn_away if turned_away else self.config.loaded_app
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._amid = False
        super().on_message_complete()

    def _is_full(self) -> bool:
        return len(self.tasks) - ASIDE.count >= self.most

    def _is_answered(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _keep_alive(self) -> None:
        """As after any other answer: who has just been told to come back must find the line open."""
        self._unset_keepalive_if_required()
        self.timeout_keep_alive_task = self.loop.call_later(self.timeout_keep_alive, self.timeout_keep_alive_handler)

    def _default_lines(self) -> list[bytes]:
        return [b"%b: %b\r\n" % line for line in self.server_state.default_headers]


def _asked_at_once(data: bytes) -> bytes | None:
    """The head of a request in small letters, if this is one whole request that leaves the connection open."""
    end = data.find(b"\r\n\r\n")
    if end < 0 or data.startswith(_NOT_AT_ONCE):
        return None
    asked = data[:end].lower()
    if b" http/1.1" not in asked or b"\ntransfer-encoding:" in asked or b"\nconnection: close" in asked:
        return None
    length = len(data) - end - 4
    at = asked.find(b"\ncontent-length:")
    if at < 0:
        return None if length else asked
    told, _, rest = asked[at + 16 :].partition(b"\r\n")
    told = told.strip()
    return asked if told.isdigit() and int(told) == length and b"\ncontent-length:" not in b"\n" + rest else None


def _refusal_to(asked: bytes) -> tuple[bytes, bytes, bytes, bytes]:
    """The lines and the body of an answer in the language of who asks."""
    at = asked.find(b"\naccept-language:")
    language = language_in(asked[at + 17 :].partition(b"\r\n")[0].decode("latin-1").strip()) if at >= 0 else "zh"
    headers, beginning, end = _LINES[language]
    return headers, beginning, str(uuid7()).encode(), end


async def _turn_away(scope: Scope, receive: Receive, send: Send) -> None:
    """The same answer to who asks in pieces: an application in the place of the service's."""
    asked = next((value for name, value in scope["headers"] if name == b"accept-language"), b"")
    headers, beginning, end = _REFUSALS[language_in(asked.decode("latin-1"))]
    await send({"type": "http.response.start", "status": Overloaded.status, "headers": headers})
    await send({"type": "http.response.body", "body": b"%b%b%b" % (beginning, str(uuid7()).encode(), end)})


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
        *SECURITY_HEADERS,
    ]
    beginning, _, end = body.partition(_ANY_ID.encode())
    return headers, beginning, end


_ANY_ID: Final = str(UUID(int=0))
_STATUS_LINE: Final = b"HTTP/1.1 503 Service Unavailable\r\n"
_REFUSALS: Final = {language: _refusal_in(language) for language in ("zh", "en")}
_LINES: Final = {
    language: (b"".join(b"%b: %b\r\n" % line for line in headers) + b"\r\n", beginning, end)
    for language, (headers, beginning, end) in _REFUSALS.items()
}
