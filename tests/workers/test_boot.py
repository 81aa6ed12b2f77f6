"""A worker that cannot open its database ends, and is started again: nobody is left behind who hears nothing."""

from collections.abc import Iterator

import pytest
from dramatiq import Worker
from dramatiq.asyncio import get_event_loop_thread, set_event_loop_thread
from dramatiq.brokers.stub import StubBroker
from dramatiq.middleware import AsyncIO, MiddlewareError

from services.platform.embedded import free_port
from workers.broker import Databases


@pytest.fixture
def worker() -> Iterator[Worker]:
    """Not started: what comes before its threads is what is tried."""
    broker = StubBroker(middleware=[])
    loop, before = AsyncIO(), get_event_loop_thread()
    made = Worker(broker)
    loop.before_worker_boot(broker, made)  # type: ignore[no-untyped-call]  # dramatiq types its face only
    yield made
    thread = get_event_loop_thread()
    if thread is not None:
        thread.stop()  # type: ignore[no-untyped-call]  # as above
    set_event_loop_thread(before)


def test_a_worker_without_a_database_leaves_no_thread_that_would_keep_its_process_alive(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"postgresql://nobody@127.0.0.1:{free_port()}/nothing")
    thread = get_event_loop_thread()
    assert thread is not None

    with pytest.raises(MiddlewareError, match="cannot open its database"):
        Databases().before_worker_boot(worker.broker, worker)

    thread.join(timeout=5)
    assert not thread.is_alive()
