"""Each of these tests has a database of its own, and services on it: a mutant may do there what it likes."""

import asyncio
import os
from collections.abc import AsyncIterator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from services.platform.migration import recreate_database
from services.platform.settings import Settings, load_settings, with_driver
from tests.conftest import TEMPLATE
from tests.support import Apps


@pytest.fixture
def admin_url(worker_id: str, monkeypatch: pytest.MonkeyPatch) -> str:
    url = asyncio.run(
        recreate_database(os.environ["TEST_SERVER_URL"], f"xuefen_mutated_{worker_id}", template=TEMPLATE)
    )
    monkeypatch.setenv("DATABASE_URL", url)
    # What is tried here is tried more often than anybody may.
    monkeypatch.setenv("RATE_FACTOR", "0")
    return url


@pytest.fixture
def settings(admin_url: str) -> Settings:
    assert admin_url
    return load_settings()


@pytest.fixture
async def apps(settings: Settings) -> AsyncIterator[Apps]:
    async with Apps(settings) as apps:
        yield apps


@pytest.fixture
async def administration(admin_url: str) -> AsyncIterator[AsyncEngine]:
    engine = create_async_engine(with_driver(admin_url), pool_size=1)
    yield engine
    await engine.dispose()
