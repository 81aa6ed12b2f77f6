"""That books are looked at is told of itself: where there is none yet, nobody is called."""

import os
from time import time

import asyncpg
import pytest
from sqlalchemy.exc import SQLAlchemyError

from services.ledger.operations import lookout_of
from services.platform import metrics
from services.platform.database import district_sessions, open_engine
from services.platform.migration import recreate_database
from services.platform.settings import load_settings
from tests.deploy.alerting import holds, samples


async def look(url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What the ledger tells once it has looked at this database's books, or could not."""
    monkeypatch.setenv("DATABASE_URL", url)
    engine = open_engine(load_settings(), "ledger")
    try:
        await lookout_of(district_sessions(engine)).refresh((SQLAlchemyError, asyncpg.InvalidCatalogNameError))
    finally:
        await engine.dispose()
    return metrics.written().decode()


async def test_a_deployment_without_a_book_is_seen_and_one_that_cannot_be_looked_at_is_not(
    monkeypatch: pytest.MonkeyPatch, worker_id: str
) -> None:
    url = await recreate_database(
        os.environ["TEST_SERVER_URL"], f"xuefen_books_seen_{worker_id}", template="xuefen_template"
    )

    seen = await look(url, monkeypatch)

    assert "xuefen_book_seq" not in samples(seen)
    assert not holds("BooksUnseen", seen, at=time())

    (seen_at,) = samples(seen)["xuefen_books_seen_timestamp_seconds"]
    assert holds("BooksUnseen", await look(f"{url}_that_is_not_there", monkeypatch), at=seen_at + 61)
