"""Bring a database to the newest schema, and its roles to the passwords of this deployment."""

import asyncio
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files

import structlog
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import pool, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from services.platform.database import sqlstate_of
from services.platform.settings import ROLES, Settings, with_driver

log = structlog.get_logger()


# Whoever waits for a lock on a table holds up all who come after it: a migration gives way soon, and comes again.
LOCK_TIMEOUT_MS = 200
MOST_TRIES = 150
_PAUSE_SECONDS = 0.4
_LOCK_NOT_AVAILABLE = "55P03"


class SchemaTooNew(Exception):
    """The release after this one, or a later one, has taken away what this one asks for."""


def migrate(settings: Settings, *, url: str | None = None) -> str | None:
    """Upgrade to the newest revision and set the roles' passwords; DATABASE_URL is the migrator's login.

    Where a newer release has been, the schema stays as it is and its revision is returned; SchemaTooNew where that
    release says that this one does not run on it.
    A migration that does not get its lock is begun anew, for a minute and a half in all: traffic goes on beside it.
    Not to be called from a running event loop.
    """
    address = url or settings.database_url.get_secret_value()
    config = _configured()
    config.attributes["url"] = address
    config.attributes["lock_timeout_ms"] = LOCK_TIMEOUT_MS
    ahead = asyncio.run(_find_ahead(address, ScriptDirectory.from_config(config)))
    if ahead is None:
        _upgrade(config)
    asyncio.run(set_role_passwords(settings, address))
    return ahead


async def _find_ahead(url: str, script: ScriptDirectory) -> str | None:
    """The revision at which the schema stands, where this release does not know it."""
    async with _administration(url) as connection:
        if (await connection.execute(text("SELECT to_regclass('migrations.alembic_version')"))).scalar_one() is None:
            return None
        stands = await connection.scalar(text("SELECT version_num FROM migrations.alembic_version"))
        newest = str(script.get_current_head())
        # Revisions are counted, in four digits.
        if stands is None or stands <= newest:
            return None
        oldest = (await connection.execute(text("SELECT oldest_release FROM platform.deployment"))).scalar_one()
    if newest < oldest:
        raise SchemaTooNew(
            f"the schema is {stands} and asks for a release of {oldest} or newer, this one is of {newest}: "
            "go on to the newer release, or back to a backup from before it"
        )
    return str(stands)


def _upgrade(config: Config) -> None:
    """Each migration has a transaction of its own: what is done stays, and the next try goes on from there."""
    for tried in range(1, MOST_TRIES + 1):
        try:
            command.upgrade(config, "head")
        except DBAPIError as fault:
            if tried == MOST_TRIES or sqlstate_of(fault) != _LOCK_NOT_AVAILABLE:
                raise
            log.info("migration gave way and tries again", tried=tried)
            # The dice keep two who migrate at once from meeting again and again.
            time.sleep(random.uniform(_PAUSE_SECONDS / 2, _PAUSE_SECONDS))  # noqa: S311 - no secret
        else:
            return


def newest_revision() -> str:
    """The revision that this version of the program brings a database to."""
    return str(ScriptDirectory.from_config(_configured()).get_current_head())


def _configured() -> Config:
    config = Config()
    config.set_main_option("script_location", str(files("migrations")))
    return config


async def set_role_passwords(settings: Settings, url: str) -> None:
    """Give each role the password that the role secret derives: changing the secret rotates them."""
    if settings.role_secret is None:
        return
    engine = create_async_engine(with_driver(url), poolclass=pool.NullPool)
    try:
        for role in ROLES:
            # The password is 64 hexadecimal digits; ALTER ROLE takes no bound parameters.
            statement = text(f"ALTER ROLE xuefen_{role} PASSWORD '{settings.role_password(role)}'")
            for attempt in range(5):
                try:
                    async with engine.begin() as connection:
                        await connection.execute(statement)
                    break
                except DBAPIError:
                    # Another database of the cluster is being set up at this moment and touches the same role.
                    if attempt == 4:
                        raise
                    await asyncio.sleep(0.1)
    finally:
        await engine.dispose()


async def mark_deployment(url: str, kind: str) -> None:
    """Mark a database as `demo` or `test`, whose clock may be moved. Refused once it holds a district."""
    async with _administration(url) as connection:
        await connection.execute(
            text(
                "UPDATE platform.deployment SET kind = :kind "
                "WHERE kind <> :kind AND NOT EXISTS (SELECT FROM directory.district)"
            ),
            {"kind": kind},
        )
        now = (await connection.execute(text("SELECT kind FROM platform.deployment"))).scalar_one()
        if now != kind:
            raise WrongDeployment(f"this is a {now} database with districts in it: it cannot become a {kind} database")


async def move_clock(url: str, seconds: float) -> None:
    """Set how far domain time stands ahead of real time; the table refuses it in production."""
    async with _administration(url) as connection:
        await connection.execute(
            text("UPDATE platform.deployment SET clock_offset = make_interval(secs => :seconds)"),
            {"seconds": seconds},
        )


async def read_demo_state(url: str) -> str | None:
    """`played`, `playing` where the playing was broken off, or None."""
    async with _administration(url) as connection:
        state = (await connection.execute(text("SELECT demo_state FROM platform.deployment"))).scalar_one()
        return None if state is None else str(state)


async def write_demo_state(url: str, state: str) -> None:
    async with _administration(url) as connection:
        await connection.execute(text("UPDATE platform.deployment SET demo_state = :state"), {"state": state})


async def recreate_database(server_url: str, name: str, *, template: str | None = None) -> str:
    """Drop a database of a server and make it anew, empty or as a copy; return its address."""
    engine = create_async_engine(with_driver(server_url), poolclass=pool.NullPool, isolation_level="AUTOCOMMIT")
    try:
        async with engine.connect() as connection:
            await connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
            await connection.execute(text(f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else "")))
    finally:
        await engine.dispose()
    return database_of(server_url, name)


async def has_database(server_url: str, name: str) -> bool:
    async with _administration(server_url) as connection:
        found = await connection.execute(text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": name})
        return found.first() is not None


def database_of(server_url: str, name: str) -> str:
    """The address of another database of the same server."""
    return server_url.rpartition("/")[0] + "/" + name


@asynccontextmanager
async def _administration(url: str) -> AsyncIterator[AsyncConnection]:
    engine = create_async_engine(with_driver(url), poolclass=pool.NullPool)
    try:
        async with engine.begin() as connection:
            yield connection
    finally:
        await engine.dispose()


class WrongDeployment(Exception):
    """A database that holds real districts is no place for a demo or a test."""
