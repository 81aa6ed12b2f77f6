"""Too many at once are told to come back before anything is spent on them, the reading of what they ask included.

A protocol of uvicorn's, by its option `--http`: it stands before the application, so that turning somebody away costs
little beside serving them, and who is being served is still served in time. Nor is anything spent on a head that is
too large or none, or on who speaks too slowly; a request that comes whole, as nearly all do, sets no timer.
"""

import json
from asyncio import TimerHandle, Transport
from http import HTTPStatus
from typing import Final
from uuid import UUID

from starlette.types import Receive, Scope, Send
from uuid_utils import uuid7

from services.platform.aside import ASIDE
from services.platform.errors import Overloaded, Text
from services.platform.front import SECURITY_HEADERS
from services.platform.metrics import TURNED_AWAY
from services.platform.problems import MEDIA_TYPE, language_in, words_of
from services.platform.untaken import Untaken

# Two transactions of check-ins: more at once wait longer, and are served slower for the memory that they take.
MOST_AT_ONCE: Final = 512
# Bytes of an address and its headers; a token of ours has a tenth of it.
LARGEST_HEAD: Final = 16_384
# From a connection's or a head's first byte to the head's last; without a byte of a body; and for the whole body.
_HEAD_SECONDS: Final = 10.0
_IDLE_SECONDS: Final = 10.0
_BODY_SECONDS: Final = 30.0
# So long what somebody still sends who was told that this is the end is taken and thrown away.
_LINGER_SECONDS: Final = 2.0
# Whoever asks whether a process lives, and how it fares, must hear it most when it is busy.
_ALWAYS: Final = (b"/livez", b"/readyz", b"/metrics")
_NOT_AT_ONCE: Final = (b"HEAD ", *(b"GET " + path for path in _ALWAYS))


class Admission(Untaken):
    """One connection of a process that has MOST_AT_ONCE requests inside: beyond them 503 with Retry-After."""

    most = MOST_AT_ONCE
    head_seconds = _HEAD_SECONDS
    idle_seconds = _IDLE_SECONDS
    body_seconds = _BODY_SECONDS
    _amid = False
    _in_head = False
    _over = False
    # How much of a head came before, and how much came now.
    _head_before = 0
    _came = 0
    _body_ends = 0.0
    _waiting: TimerHandle | None = None
    _fault = 400

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        super().connection_made(transport)
        # Whoever says nothing is not waited for.
        self.timeout_keep_alive_task = self.loop.call_later(self.head_seconds, self.timeout_keep_alive_handler)

    def connection_lost(self, exc: Exception | None) -> None:
        self._wait_no_more()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._over:
            return
        if self._is_full() and not self._amid and self._is_answered():
            asked = _asked_at_once(data)
            if asked is not None:
                TURNED_AWAY.inc()
                self.transport.write(b"".join((_STATUS_LINES[503], *self._default_lines(), *_refusal_to(asked))))
                self._keep_alive()
                return
        self._came = len(data)
        super().data_received(data)
        if self._amid:
            self._await_the_rest()

    def send_400_response(self, msg: str) -> None:
        self._end(self._fault)

    def on_message_begin(self) -> None:
        self._amid = self._in_head = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        if self._head_before + self._came > LARGEST_HEAD and self._size_of_head() > LARGEST_HEAD:
            self._fault = 431
            # The parser ends here, and the protocol answers as to what is no request at all.
            raise ValueError("the head is too large")
        self._in_head = False
        self._head_before = 0
        self._wait_no_more()
        turned_away = self._is_full() and not self.url.startswith(_ALWAYS)
        if turned_away:
            TURNED_AWAY.inc()
        self.app = _turn_away if turned_away else self.config.loaded_app
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._amid = False
        # Where the next head begins in what came nobody says.
        self._came = 0
        self._body_ends = 0.0
        self._wait_no_more()
        super().on_message_complete()

    def _await_the_rest(self) -> None:
        """A request that came in part: of a head so many bytes, and of neither part for ever."""
        if self._in_head:
            self._head_before += self._came
            if self._head_before > LARGEST_HEAD:
                self._end(431)
            elif self._waiting is None:
                self._waiting = self.loop.call_later(self.head_seconds, self._too_slow)
            return
        now = self.loop.time()
        self._body_ends = self._body_ends or now + self.body_seconds
        self._wait_no_more()
        self._waiting = self.loop.call_later(min(self.idle_seconds, self._body_ends - now), self._too_slow)

    def _too_slow(self) -> None:
        self._waiting = None
        if self.flow.read_paused or (self._in_head and not self._is_answered()):
            # It is we who hold it up.
            self._waiting = self.loop.call_later(self.idle_seconds, self._too_slow)
        else:
            self._end(408)

    def _wait_no_more(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _size_of_head(self) -> int:
        return len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers)

    def _end(self, status: int) -> None:
        """Say why, and close: where this request ends and another begins nobody knows."""
        self._wait_no_more()
        if self._over or self.transport.is_closing():
            return
        self._over = True
        if self._is_answered() or not self.cycle.response_started:
            lines, beginning, end = _REFUSED[status]
            said = (_STATUS_LINES[status], *self._default_lines(), lines, beginning, str(uuid7()).encode(), end)
            self.transport.write(b"".join(said))
        if not self._is_answered():
            # Who serves it is told, and answers no more.
            self.cycle.disconnected = True
            self.cycle.waiting_for_100_continue = False
            self.cycle.message_event.set()
        if self.transport.can_write_eof():
            # Closed while more comes, the line would be reset, and who still sends would lose the answer.
            self.flow.resume_reading()
            self.transport.write_eof()
            self.loop.call_later(_LINGER_SECONDS, self.transport.close)
        else:
            self.transport.close()

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


def _refusal_in(
    language: str, status: int, slug: str, title: Text, *more: tuple[bytes, bytes]
) -> tuple[list[tuple[bytes, bytes]], bytes, bytes]:
    """Headers and body but for its one word that differs: written once, since it is said when time is dear."""
    told = title.in_language(language)
    body = json.dumps(
        {
            "type": f"urn:xuefen:problem:{slug}",
            "title": told,
            "status": status,
            "detail": told,
            "instance": f"urn:uuid:{_ANY_ID}",
        },
        ensure_ascii=False,
    ).encode()
    headers = [
        (b"content-type", MEDIA_TYPE.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"content-language", b"en" if language == "en" else b"zh-CN"),
        *more,
        *SECURITY_HEADERS,
    ]
    beginning, _, end = body.partition(_ANY_ID.encode())
    return headers, beginning, end


def _written(refusal: tuple[list[tuple[bytes, bytes]], bytes, bytes]) -> tuple[bytes, bytes, bytes]:
    headers, beginning, end = refusal
    return b"".join(b"%b: %b\r\n" % line for line in headers) + b"\r\n", beginning, end


_ANY_ID: Final = str(UUID(int=0))
_REFUSALS: Final = {
    language: _refusal_in(
        language,
        Overloaded.status,
        Overloaded.slug(),
        Overloaded.title,
        (b"retry-after", str(Overloaded.retry_after).encode()),
    )
    for language in ("zh", "en")
}
_LINES: Final = {language: _written(refusal) for language, refusal in _REFUSALS.items()}
# In whose language nobody has said yet.
_REFUSED: Final = {
    status: _written(_refusal_in("zh", status, *words_of(status), (b"connection", b"close")))
    for status in (400, 408, 431)
}
_STATUS_LINES: Final = {
    status: f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n".encode() for status in (*_REFUSED, Overloaded.status)
}
