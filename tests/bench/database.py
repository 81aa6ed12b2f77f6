"""A durable Postgres of our own for a benchmark, migrated, and the environment by which processes find it."""

import asyncio
import json
import os
import secrets
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from services.platform.embedded import start_postgres
from services.platform.migration import mark_deployment, migrate, recreate_database
from services.platform.settings import load_settings
from services.platform.tokens import new_key_pair

_KEYS = ("ROLE_SECRET", "DATA_KEY", "INDEX_KEY", "CODE_KEY", "CURSOR_KEY", "WEBHOOK_KEY")


def give_secrets(path: Path | None = None) -> None:
    """Put secrets into the environment: those of a file if it is there, else new ones, which the file then keeps."""
    if path is not None and path.exists():
        os.environ.update(json.loads(path.read_text(encoding="ascii")))
        return
    private, public = new_key_pair()
    book_private, book_public = new_key_pair()
    secrets_given = {
        **{name: secrets.token_hex(32) for name in _KEYS},
        "TOKEN_PRIVATE_KEY": private,
        "TOKEN_PUBLIC_KEYS": public,
        "BOOK_PRIVATE_KEY": book_private,
        "BOOK_PUBLIC_KEYS": book_public,
    }
    # Limits are counted as ever, and refuse nobody.
    os.environ.update(secrets_given, POOL_SIZE="4", RATE_FACTOR="1000000")
    os.environ.setdefault("REDIS_URL", "redis://127.0.0.1:1/0")
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({**secrets_given, "POOL_SIZE": "4"}), encoding="ascii")


@asynccontextmanager
async def own_database(kind: str = "test") -> AsyncIterator[None]:
    """Start, migrate, and point this process and its children there; everything is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="xuefen-bench-") as folder:
        give_secrets()
        postgres = start_postgres(Path(folder) / "postgres", durable=True)
        try:
            os.environ["DATABASE_URL"] = await recreate_database(postgres.url, "xuefen_bench")
            await asyncio.to_thread(migrate, load_settings())
            await mark_deployment(os.environ["DATABASE_URL"], kind)
            yield
        finally:
            postgres.stop()
