"""Runs the migrations, async, on the address that the CLI hands over."""

import asyncio

from alembic import context
from sqlalchemy import Connection, pool, text
from sqlalchemy.ext.asyncio import create_async_engine

from services.platform.database import Base
from services.platform.settings import load_settings, with_driver

VERSIONS_SCHEMA = "migrations"


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
        include_name=lambda name, kind, _parents: kind != "schema" or name not in (None, "public", VERSIONS_SCHEMA),
    )
    with context.begin_transaction():
        context.run_migrations()


async def main() -> None:
    url = context.config.attributes.get("url") or load_settings().database_url.get_secret_value()
    engine = create_async_engine(with_driver(url), poolclass=pool.NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(migrate)
    await engine.dispose()


asyncio.run(main())
