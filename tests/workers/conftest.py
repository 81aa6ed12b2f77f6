"""For tests of a relay and workers that serve every district they find: a database and a queue of the test's own."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import ConnectionPool

from services.platform.embedded import Valkey, start_valkey
from services.platform.migration import recreate_database
from tests.conftest import TEMPLATE
from workers.broker import broker


@pytest.fixture
async def database(monkeypatch: pytest.MonkeyPatch, worker_id: str) -> str:
    url = await recreate_database(os.environ["TEST_SERVER_URL"], f"xuefen_workers_{worker_id}", template=TEMPLATE)
    monkeypatch.setenv("DATABASE_URL", url)
    return url


@pytest.fixture
def valkey(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Valkey]:
    """One that forgets, for the processes that a test starts and for what it runs in this one."""
    server = start_valkey(tmp_path / "valkey", persistent=False)
    monkeypatch.setenv("REDIS_URL", server.url)
    # Where the broker of this process asks was chosen when it was imported, and a relay gives it a name of its own.
    monkeypatch.setattr(broker.client, "connection_pool", ConnectionPool.from_url(server.url, socket_timeout=2))
    monkeypatch.setattr(broker, "broker_id", broker.broker_id)
    yield server
    server.stop()
