"""What stands before every route: who may call at all, the headers of every answer, its count and its time."""

from collections.abc import Iterable
from time import perf_counter
from typing import Final

from fastapi import Request
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.platform import metrics
from services.platform.asked import ASKED, Asked
from services.platform.problems import problem_of_status
from services.platform.settings import Settings
from services.platform.tracing import name_request

_ALWAYS: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"cache-control", b"no-store"),
    (b"referrer-policy", b"no-referrer"),
)
# What is answered is to be read by a program; a page of ours says itself what it needs.
SECURITY_HEADERS: Final = (*_ALWAYS, (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"))
# The interactive documentation is the one page with scripts, all of them our own.
_DOCS_HEADERS: Final = (
    *_ALWAYS,
    (
        b"content-security-policy",
        b"default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        b"img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
)
# Whoever looks whether a process lives calls it by its own address.
_OF_ANY_HOST: Final = ("/livez", "/readyz", "/metrics")
_ASKED_FOR: Final = ("GET", "POST", "PUT", "PATCH", "DELETE")
_TOLD: Final = (
    "Content-Language",
    "ETag",
    "Idempotency-Replayed",
    "Location",
    "Retry-After",
    "WWW-Authenticate",
    "X-Request-Id",
)
_SENT: Final = ("Authorization", "Content-Type", "Idempotency-Key", "If-Match", "If-None-Match", "X-Request-Id")


class Threshold:
    """Who may call and what is shown: set when the settings are read, which is after the application was made."""

    def __init__(self) -> None:
        self.hosts: frozenset[bytes] = frozenset()
        self.origins: tuple[str, ...] = ()
        self.shows_docs = False

    def open(self, settings: Settings, *, in_production: bool) -> None:
        self.hosts = frozenset(host.encode("ascii", "replace") for host in listed(settings.allowed_hosts.lower()))
        self.origins = listed(settings.cors_origins)
        self.shows_docs = settings.docs or not in_production


def listed(text: str) -> tuple[str, ...]:
    """`"a, b"` -> `("a", "b")`."""
    return tuple(filter(None, (one.strip() for one in text.split(","))))


class Front:
    """Adds the headers that every answer carries, knows each request, counts and times its answer.

    Plain ASGI, so that it never wraps a request in a task group; a few microseconds, for it stands before all.
    """

    def __init__(self, app: ASGIApp, *, service: str, threshold: Threshold) -> None:
        self._app = app
        self._threshold = threshold
        self._docs = (f"/{service}/v1/docs", f"/{service}/v1/openapi.json")
        self._answers = metrics.Answers(service)
        self._crossing: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        arrived, took, status = perf_counter(), 0.0, 500
        of_docs = scope["path"].startswith(self._docs)
        wanted = _DOCS_HEADERS if of_docs else SECURITY_HEADERS

        async def with_headers(message: Message) -> None:
            nonlocal took, status
            if message["type"] == "http.response.start":
                took, status = perf_counter() - arrived, message["status"]
                name_request(asked)
                present = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(header for header in wanted if header[0] not in present)]
            await send(message)

        # Never taken back: the answer to a fault is made outside of here, and each request has a context of its own.
        asked = Asked(scope)
        ASKED.set(asked)
        try:
            refused = self._refused(scope, of_docs=of_docs)
            if refused:
                await problem_of_status(Request(scope), refused)(scope, receive, with_headers)
            else:
                await self._within()(scope, receive, with_headers)
        except Exception:
            name_request(asked)
            if not took:
                # The framework's last resort stands outside of here, where no header is added any more; it logs.
                await problem_of_status(Request(scope), 500)(scope, receive, with_headers)
            raise
        finally:
            self._answers.note(
                asked.operation, status, None if asked.stands_aside else took or perf_counter() - arrived
            )

    def _refused(self, scope: Scope, *, of_docs: bool) -> int:
        if of_docs and not self._threshold.shows_docs:
            return 404
        hosts = self._threshold.hosts
        if hosts and _host_of(scope["headers"]) not in hosts and scope["path"] not in _OF_ANY_HOST:
            return 421
        return 0

    def _within(self) -> ASGIApp:
        """The application; for pages of other origins behind what browsers ask of it."""
        if not self._threshold.origins:
            return self._app
        if self._crossing is None:
            self._crossing = CORSMiddleware(
                self._app,
                allow_origins=self._threshold.origins,
                allow_methods=_ASKED_FOR,
                allow_headers=_SENT,
                expose_headers=_TOLD,
            )
        return self._crossing


def _host_of(headers: Iterable[tuple[bytes, bytes]]) -> bytes:
    """The name that was asked for, without a port; the empty one where two were said or none."""
    said = [value for name, value in headers if name == b"host"]
    if len(said) != 1:
        return b""
    host = said[0].lower()
    return host.partition(b"]")[0] + b"]" if host.startswith(b"[") else host.partition(b":")[0]
