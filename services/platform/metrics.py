"""What a process tells those who watch over it: Prometheus metrics, at an address that no gateway hands on."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import monotonic
from typing import Final

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, disable_created_metrics
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import QueuePool

from services.platform.aside import ASIDE

log = structlog.get_logger()

disable_created_metrics()  # type: ignore[no-untyped-call]  # prometheus-client types most of itself
REGISTRY: Final = CollectorRegistry()
ProcessCollector(registry=REGISTRY)

MEDIA_TYPE: Final = CONTENT_TYPE_PLAIN_0_0_4
# Figures that take a look at the database are at most so old, however many watch.
LOOK_SECONDS: Final = 15.0

_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


# Every metric there is, with its labels: dashboards and alerts are held against it.
DECLARED: Final[dict[str, frozenset[str]]] = {}


def counter(name: str, says: str, *labels: str) -> Counter:
    DECLARED[name] = frozenset(labels)
    return Counter(name, says, labels, registry=REGISTRY)


def gauge(name: str, says: str, *labels: str) -> Gauge:
    DECLARED[name] = frozenset(labels)
    return Gauge(name, says, labels, registry=REGISTRY)


def histogram(name: str, says: str, *labels: str, buckets: Sequence[float] = _SECONDS) -> Histogram:
    DECLARED.update({f"{name}_{part}": frozenset(labels) for part in ("sum", "count")})
    DECLARED[f"{name}_bucket"] = frozenset((*labels, "le"))
    return Histogram(name, says, labels, registry=REGISTRY, buckets=buckets)


REQUESTS = counter("xuefen_requests_total", "Requests answered, by status", "service", "operation", "status")
REQUEST_SECONDS = histogram(
    "xuefen_request_seconds", "From a request's arrival to the beginning of its answer", "service", "operation"
)
TURNED_AWAY = counter("xuefen_turned_away_total", "Requests told to come back before anything was spent on them")
POOL_SIZE = gauge("xuefen_pool_size", "Database connections that a process may hold", "role")
POOL_BUSY = gauge("xuefen_pool_busy", "Database connections in use", "role")
_STANDING_ASIDE = gauge("xuefen_standing_aside", "Streams and long polls that only wait")
_STANDING_ASIDE.set_function(lambda: ASIDE.count)


class Answers:
    """What a service answered: a look-up and an addition each, for it happens with every request."""

    def __init__(self, service: str) -> None:
        self._service = service
        self._counted: dict[tuple[str, int], Counter] = {}
        self._timed: dict[str, Histogram] = {}

    def note(self, operation: str, status: int, seconds: float | None) -> None:
        """Count an answer; `seconds` is None where time says nothing, as of a long poll."""
        key = (operation, status)
        counted = self._counted.get(key)
        if counted is None:
            counted = self._counted[key] = REQUESTS.labels(self._service, operation, str(status))
        counted.inc()
        if seconds is not None:
            timed = self._timed.get(operation)
            if timed is None:
                timed = self._timed[operation] = REQUEST_SECONDS.labels(self._service, operation)
            timed.observe(seconds)


def watch_pool(engine: AsyncEngine, *, role: str) -> None:
    """Tell of an engine's connections; of a second engine of the same role from then on."""
    pool = engine.pool
    if isinstance(pool, QueuePool):
        POOL_SIZE.labels(role).set_function(pool.size)
        POOL_BUSY.labels(role).set_function(pool.checkedout)


class Lookout:
    """Figures that must be looked up: at most once in LOOK_SECONDS, and none rather than old ones when that fails."""

    def __init__(self, look: Callable[[], Awaitable[None]], forget: Callable[[], None]) -> None:
        self._look = look
        self._forget = forget
        self._looked = -LOOK_SECONDS

    async def refresh(self, faults: tuple[type[Exception], ...]) -> None:
        if monotonic() - self._looked < LOOK_SECONDS:
            return
        self._looked = monotonic()
        try:
            await self._look()
        except faults as fault:
            log.warning("figures could not be looked up", error=type(fault).__name__)
            self._forget()


def written() -> bytes:
    """All metrics of this process in Prometheus's text format."""
    return generate_latest(REGISTRY)


@contextmanager
def told_at(port: int, *, is_alive: Callable[[], bool]) -> Iterator[None]:
    """`/metrics` and `/livez` of a process that serves nothing else, from a thread of its own; port 0 is none.

    It waits for nobody: a process that does its work although the port is taken says so in its log.
    """
    if not port:
        yield
        return

    class Teller(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, media_type, body = 200, MEDIA_TYPE, b""
            if self.path == "/metrics":
                body = written()
            elif self.path == "/livez":
                status, media_type = (200 if is_alive() else 503), "application/json"
                body = b'{"status": "alive"}' if status == 200 else b'{"status": "stuck"}'
            else:
                status = 404
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: object) -> None:
            """Who looks, and how often, is nobody's news."""

    try:
        # Whoever watches comes from another machine.
        server = ThreadingHTTPServer(("0.0.0.0", port), Teller)  # noqa: S104 - inside the deployment's own network
    except OSError as fault:
        log.warning("metrics cannot be told", port=port, error=str(fault))
        yield
        return
    server.daemon_threads = True
    Thread(target=server.serve_forever, name="metrics", daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
