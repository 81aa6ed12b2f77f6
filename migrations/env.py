"""Runs the migrations, async, on the address that the CLI hands over."""

import asyncio

from alembic import context
from sqlalchemy import Connection, pool, text
from sqlalchemy.ext.asyncio import create_async_engine

from services.assessment import models as assessment
from services.attendance import models as attendance
from services.directory import models as directory
from services.ledger import models as ledger
from services.platform import audit, idempotency, outbox
from services.platform.database import Base
from services.platform.settings import load_settings, with_driver
from services.registration import models as registration

# Named so that each room's tables are known to the metadata that `alembic check` compares.
ROOMS = (assessment, attendance, audit, directory, ledger, idempotency, outbox, registration)
VERSIONS_SCHEMA = "migrations"


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "schema" or name not in (None, "public", VERSIONS_SCHEMA)


# Of the one-row table of the deployment there is no model, nor of what only the release before writes still.
_UNMODELLED = frozenset({"deployment", "archive_download"})


def _is_modelled(_thing: object, name: str | None, kind: str, _reflected: object, _other: object) -> bool:
    # Indexes are chosen for speed where the tables are made.
    return kind != "index" and not (kind == "table" and name in _UNMODELLED)


def migrate(connection: Connection) -> None:
    """Run each migration in a transaction of its own."""
    connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {VERSIONS_SCHEMA}"))
    connection.commit()
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        version_table_schema=VERSIONS_SCHEMA,
        include_schemas=True,
        transaction_per_migration=True,
        compare_type=True,
        include_name=_is_ours,
        include_object=_is_modelled,
    )
    with context.begin_transaction():
        context.run_migrations()


async def main() -> None:
    url = context.config.attributes.get("url") or load_settings().database_url.get_secret_value()
    # Whoever waits for a lock holds up all who come after: `migrate` says how long, and tries again.
    waits = {"lock_timeout": str(context.config.attributes.get("lock_timeout_ms", 0))}
    engine = create_async_engine(with_driver(url), poolclass=pool.NullPool, connect_args={"server_settings": waits})
    async with engine.connect() as connection:
        await connection.run_sync(migrate)
    await engine.dispose()


asyncio.run(main())
