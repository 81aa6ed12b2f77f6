"""The one broker of the process. The queue only rings the bell: what it loses, the sweeper rings again."""

import asyncio
import os
import time
from concurrent.futures import TimeoutError as StartTimeout
from contextlib import ExitStack
from threading import Event, Thread, main_thread

import dramatiq
import structlog
from dramatiq.asyncio import get_event_loop_thread
from dramatiq.brokers.redis import RedisBroker
from dramatiq.middleware import AsyncIO, Middleware, MiddlewareError, Retries, ShutdownNotifications, TimeLimit
from redis.asyncio import Redis
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from services.platform import metrics
from services.platform.database import (
    Sessions,
    UnfitDeployment,
    check_deployment,
    check_queue,
    district_sessions,
    open_engine,
)
from services.platform.garbage import spare_what_stays
from services.platform.logging import configure_logging, take_over_libraries
from services.platform.settings import QueueSettings, SettingMissing, load_settings
from services.platform.tracing import configure_tracing

log = structlog.get_logger()

TIME_LIMIT_MS = 30_000
# A loop that hangs longer than this, which no limit of a single message ends, takes its process with it.
HUNG_SECONDS = 60.0
_LOOKS = 4
# Of what takes longer than this in one go nothing is awaited: the loop hangs.
_TURN_SECONDS = 5.0
_OWN_ROLE = ("directory", "registration", "attendance", "assessment", "ledger")


class Databases(Middleware):
    """Sessions of each consuming service's own role, open while the worker runs."""

    def __init__(self) -> None:
        self._engines: list[AsyncEngine] = []
        self.sessions: dict[str, Sessions] = {}

    def before_worker_boot(self, broker: dramatiq.Broker, worker: dramatiq.Worker) -> None:
        """Open on the loop the actors run on; a worker that cannot must not start at all."""
        thread = get_event_loop_thread()
        if thread is None:
            raise MiddlewareError("the AsyncIO middleware must stand before the databases")
        try:
            thread.run_coroutine(self.open())
        except (OSError, SQLAlchemyError, StartTimeout, UnfitDeployment, SettingMissing) as fault:
            # The loop's thread would outlive the failure, and with it a process that nobody starts again.
            thread.stop()  # type: ignore[no-untyped-call]
            raise MiddlewareError(f"the worker cannot open its database: {fault}") from fault

    def after_worker_shutdown(self, broker: dramatiq.Broker, worker: dramatiq.Worker) -> None:
        thread = get_event_loop_thread()
        if thread is not None:
            thread.run_coroutine(self.close())

    async def open(self) -> None:
        settings = load_settings()
        for role in _OWN_ROLE:
            engine = open_engine(settings, role)
            metrics.watch_pool(engine, role=f"worker-{role}")
            self._engines.append(engine)
            clock_moves = await check_deployment(engine)
            self.sessions[role] = district_sessions(engine, clock_moves=clock_moves)
        async with Redis.from_url(settings.redis_url.get_secret_value(), socket_timeout=2) as queue:
            await check_queue(queue, in_production=not clock_moves)

    async def close(self) -> None:
        for engine in self._engines:
            await engine.dispose()
        self._engines.clear()
        self.sessions.clear()


class Told(Middleware):
    """The worker's log, traces and metrics; and whether the loop that all actors run on still turns."""

    def __init__(self) -> None:
        self._open = ExitStack()

    def before_worker_boot(self, broker: dramatiq.Broker, worker: dramatiq.Worker) -> None:
        settings = load_settings()
        configure_logging(settings.log_level)
        take_over_libraries()
        configure_tracing(settings, process="worker")
        self._open.enter_context(metrics.told_at(settings.metrics_port, is_alive=_loop_turns))

    def after_worker_shutdown(self, broker: dramatiq.Broker, worker: dramatiq.Worker) -> None:
        self._open.close()


class Watchdog(Middleware):
    """Ends a process whose loop hangs, in which nobody would hear anything any more: another is started.

    Whatever made it hang has been counted as tried before it began, and is parked when it has done so too often.
    Several looks in a row, so that a process that was stopped for a while goes on where it was.
    """

    def __init__(self) -> None:
        self._over = Event()

    def after_worker_boot(self, broker: dramatiq.Broker, worker: dramatiq.Worker) -> None:
        spare_what_stays()
        Thread(target=self._watch, name="watchdog", daemon=True).start()

    def before_worker_shutdown(self, broker: dramatiq.Broker, worker: dramatiq.Worker) -> None:
        self._over.set()

    def _watch(self) -> None:
        missed = 0
        while missed < _LOOKS:
            if _loop_turns(within=HUNG_SECONDS / _LOOKS):
                missed = 0
                self._over.wait(HUNG_SECONDS / _LOOKS)
            else:
                missed += 1
            if self._over.is_set():
                break
            if not main_thread().is_alive():
                # Told to end twice within a second, dramatiq ends nothing in order, and nobody is left to end the loop.
                log.warning("the worker was told to end twice, it ends")
                os._exit(1)
        else:
            log.critical("the loop hangs, the worker ends", seconds=HUNG_SECONDS)
            os._exit(1)
        # Told again while it ends what it has in hand, dramatiq gives that up, and its loop would keep the process.
        time.sleep(HUNG_SECONDS)
        log.critical("the worker does not end by itself", seconds=HUNG_SECONDS)
        os._exit(1)


def _loop_turns(within: float = _TURN_SECONDS) -> bool:
    thread = get_event_loop_thread()
    if thread is None:
        return False
    turned = asyncio.run_coroutine_threadsafe(asyncio.sleep(0), thread.loop)
    try:
        turned.result(timeout=within)
    except StartTimeout:
        return False
    return True


class Bell(RedisBroker):
    """Nothing is sent to ring later, which is the relay's: no consumer has to look for that ten times a second."""

    def get_declared_delay_queues(self) -> set[str]:
        return set()


databases = Databases()
broker = Bell(  # type: ignore[no-untyped-call]  # dramatiq types its face, not this constructor
    url=QueueSettings().redis_url.get_secret_value(),
    # Found by killing workers: with the defaults a killed worker's messages were not run again in four minutes.
    maintenance_chance=1_000_000,
    heartbeat_timeout=10_000,
    # Retries(max_retries=0) only marks failures: without it in the list a failed message is acked silently.
    # AsyncIO stands before the databases and after nothing that needs its loop: shutdown runs in reverse.
    middleware=[
        TimeLimit(time_limit=TIME_LIMIT_MS),
        ShutdownNotifications(),
        Retries(max_retries=0),
        AsyncIO(),
        databases,
        Told(),
        Watchdog(),
    ],
)
dramatiq.set_broker(broker)
