"""Sessions that know their tenant: every transaction opens with a literal SET LOCAL of the district."""

from collections.abc import AsyncIterator, Callable, Collection, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Annotated, Any, ClassVar, Final, TypeAlias
from uuid import UUID

import asyncpg
from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Date,
    DateTime,
    Integer,
    MetaData,
    Numeric,
    Text,
    Uuid,
    any_,
    event,
    literal,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Session, SessionTransaction, mapped_column

from services.platform import clock, patience
from services.platform.settings import Settings

Sessions: TypeAlias = async_sessionmaker[AsyncSession]

# By how many microseconds the domain's time stands off.
CLOCK_OFFSET = "select (extract(epoch from clock_offset) * 1000000)::bigint from platform.deployment"
# In one question: a demo's every transaction asks it.
_ENTER_AND_READ_CLOCK = (
    "select (extract(epoch from clock_offset) * 1000000)::bigint"
    " from platform.deployment, set_config('app.district_id', $1, true)"
)

# A server that takes a connection and says nothing: by itself the driver would wait for a minute.
CONNECT_SECONDS = 5.0
# As a role's statement may, and as the driver waits for a server that says nothing any more.
_LONGEST_STATEMENT_SECONDS = 5
_ALLOW = text(
    "SELECT set_config('transaction_timeout', :most, true),"
    " set_config('idle_in_transaction_session_timeout', :most, true),"
    " set_config('statement_timeout', :longest, true)"
)

# With one of these off, Postgres confirms what a crash may take away again.
LOSING_WHEN_OFF = ("synchronous_commit", "fsync", "full_page_writes")
_OFF = text("select name from pg_settings where name = any(:names) and setting = 'off' order by name")

# Who came late to a connection does not wait for a lock as long as others: nobody hears after more than three seconds
# that it has to come again.
_WAITED_LONG_SECONDS: Final = 1.0
_WAIT_LESS: Final = "SET LOCAL lock_timeout = '1s'"

# A note on a fault that met the very first statement of a transaction.
NOTHING_DONE = "nothing was done in this transaction"

NAMES = {
    "pk": "%(table_name)s_pkey",
    "uq": "%(table_name)s_%(column_0_N_name)s_key",
    "ix": "%(table_name)s_%(column_0_N_name)s_idx",
    "ck": "%(table_name)s_%(constraint_name)s_check",
    "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
}


class Base(DeclarativeBase):
    """Every table of every schema; plain annotations map to zoned times, 64 bits and exact decimals."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text(),
        int: BigInteger(),
        datetime: DateTime(timezone=True),
        date: Date(),
        Decimal: Numeric(14, 4),
        UUID: Uuid(),
        dict[str, Any]: JSONB(),
        list[Any]: JSONB(),
    }


class UnfitDeployment(Exception):
    """A production database, or its queue, that would lose or bend facts: nothing may start on it."""


class DistrictSession(Session):
    """A session bound to one district, or to none (then row-level security shows nothing)."""


@event.listens_for(DistrictSession, "after_begin")
def _open_district(session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    if transaction.nested:  # the event fires for savepoints too
        return
    district_id = session.info.get("district_id")
    value = "" if district_id is None else int(district_id)
    try:
        if session.info.get("clock_moves"):
            moved = connection.exec_driver_sql(_ENTER_AND_READ_CLOCK, (str(value),)).scalar_one()
            clock.set_offset(timedelta(microseconds=moved))
        else:
            connection.exec_driver_sql(f"SET LOCAL app.district_id = '{value}'")
        if patience.seconds_asked() > _WAITED_LONG_SECONDS:
            connection.exec_driver_sql(_WAIT_LESS)
    except DBAPIError as fault:
        if fault.connection_invalidated:
            # Its server left it while it lay in the pool: another one may do all of it.
            fault.add_note(NOTHING_DONE)
        raise


async def enter_district(session: AsyncSession, district_id: int) -> None:
    """Bind a running transaction to a district that only the body of the request could name."""
    session.info["district_id"] = district_id
    await session.execute(text(f"SET LOCAL app.district_id = '{int(district_id)}'"))


async def read_moved_clock(session: AsyncSession) -> None:
    """Begin at once where the clock may move, so that whoever asks it next hears where it stands now.

    In production nothing is read, and a request that is refused at the door costs no SQL.
    """
    if session.info.get("clock_moves"):
        await session.connection()


async def allow_seconds(session: AsyncSession, seconds: int) -> None:
    """Let this transaction last, and wait for us, longer than a request may: an import, a whole book read again."""
    patience.allow(seconds)
    # A transaction's timer that runs already keeps its hour, whatever is set: it is stopped first, then wound anew.
    await session.execute(text("SET LOCAL transaction_timeout = 0"))
    await session.execute(_ALLOW, {"most": f"{int(seconds)}s", "longest": f"{_LONGEST_STATEMENT_SECONDS}s"})


def open_engine(settings: Settings, role: str, *, at_most: Mapping[str, str] | None = None) -> AsyncEngine:
    """The engine of a role. `command_timeout` bounds half-open sockets, which no server-side limit does.

    `at_most` are settings of Postgres that are to be less than the role's own.
    The values of a statement that fails are people's: they stay out of its error, and so out of every log.
    """
    return create_async_engine(
        settings.url_of(role),
        pool_size=settings.pool_size,
        max_overflow=0,
        pool_timeout=2,
        hide_parameters=True,
        connect_args={
            "command_timeout": _LONGEST_STATEMENT_SECONDS,
            "timeout": CONNECT_SECONDS,
            "async_creator_fn": partial(_connect, settings.role_passwords(role)),
            "server_settings": {
                "application_name": f"xuefen-{role}",
                **(at_most or {}),
            },
        },
    )


async def _connect(passwords: Sequence[str], **options: Any) -> Any:
    """A connection by the first of these that the server takes: while they change it may be any of them."""
    for password in passwords[:-1]:
        with suppress(asyncpg.InvalidPasswordError):
            return await asyncpg.connect(**{**options, "password": password})
    return await asyncpg.connect(**({**options, "password": passwords[-1]} if passwords else options))


def any_of(values: Iterable[UUID]) -> ColumnElement[bool]:
    """For `column == any_of(ids)`: one parameter for any number, where IN takes one each and at most 32,767."""
    return any_(literal(list(values), ARRAY(Uuid())))


def any_text_of(values: Iterable[str]) -> ColumnElement[bool]:
    """As `any_of`, of texts."""
    return any_(literal(list(values), ARRAY(Text())))


def sqlstate_of(fault: DBAPIError) -> str:
    """Postgres's five characters for what went wrong; empty where it did not say."""
    return str(getattr(fault.orig, "sqlstate", None) or "")


def told(fault: BaseException) -> str:
    """A fault as it may be kept and logged: of the database's its kind alone, for its words repeat what a row holds."""
    if not isinstance(fault, DBAPIError):
        return repr(fault)
    # The driver's own error lies beneath the one that SQLAlchemy's adapter makes of it.
    kind = type(getattr(fault.orig, "__cause__", None) or fault.orig).__name__
    return f"{type(fault).__name__} of {kind}, sqlstate {sqlstate_of(fault) or 'unknown'}"


def district_sessions(engine: AsyncEngine, *, clock_moves: bool = False) -> Sessions:
    """A session maker; `clock_moves` makes every transaction read the moved clock (demo and test databases)."""
    return async_sessionmaker(
        engine,
        sync_session_class=DistrictSession,
        expire_on_commit=False,
        info={"clock_moves": clock_moves},
    )


@asynccontextmanager
async def district_transaction(sessions: Sessions, district_id: int | None) -> AsyncIterator[AsyncSession]:
    """One committed transaction within a district; the caller is an edge (a route, an actor, the CLI)."""
    async with sessions() as session:
        session.info["district_id"] = district_id
        async with session.begin():
            await read_moved_clock(session)
            yield session


def once_committed(session: AsyncSession, tell: Callable[[], object]) -> None:
    """Tell of what this transaction does when it has committed; of what was taken back, to a savepoint even, never."""
    asked_in = set[SessionTransaction]()
    one = session.sync_session.get_nested_transaction() or session.sync_session.get_transaction()
    while one is not None:
        asked_in.add(one)
        one = one.parent
    holds = True

    def taken_back(_: Session, transaction: SessionTransaction) -> None:
        nonlocal holds
        holds = holds and transaction not in asked_in

    def committed(told: Session) -> None:
        # Savepoints that are let go say so too.
        if holds and not told.in_nested_transaction():
            tell()

    event.listen(session.sync_session, "after_soft_rollback", taken_back)
    event.listen(session.sync_session, "after_commit", committed)


@asynccontextmanager
async def listed_transaction(sessions: Sessions, district_ids: Collection[int]) -> AsyncIterator[AsyncSession]:
    """One transaction that sees these districts in the tables opened to a list of them, and nothing anywhere else."""
    async with district_transaction(sessions, None) as session:
        # The numbers are literals: validated integers.
        listed = ",".join(str(int(district_id)) for district_id in district_ids)
        await session.execute(text(f"SET LOCAL app.district_ids = '{listed}'"))
        yield session


async def measure_clock(session: AsyncSession) -> timedelta:
    """How far the database's clock is ahead of ours; as uncertain as the way there is long."""
    before = clock.real_now()
    theirs: datetime = (await session.execute(text("select clock_timestamp()"))).scalar_one()
    return theirs - (before + (clock.real_now() - before) / 2)


async def check_deployment(engine: AsyncEngine) -> bool:
    """Refuse a database that would lose or bend facts; return whether its clock may move."""
    async with engine.connect() as connection:
        kind, offset = (await connection.execute(text("select kind, clock_offset from platform.deployment"))).one()
        off = (await connection.scalars(_OFF, {"names": list(LOSING_WHEN_OFF)})).all()
    if kind == "production":
        if offset != timedelta(0):
            raise UnfitDeployment(
                f"the clock of this production database is moved by {offset}: set it back before starting"
            )
        if off:
            wanted = ", ".join(f"{name} = on" for name in off)
            raise UnfitDeployment(
                f"{', '.join(off)} is off: acknowledged records could be lost; set {wanted} in postgresql.conf"
            )
    return bool(kind != "production")


async def check_queue(queue: Redis, *, in_production: bool) -> None:
    """Refuse a queue that throws away when it is full; one that is away only makes events late."""
    try:
        policy = (await queue.info("memory"))["maxmemory_policy"]
    except (RedisError, OSError, KeyError):
        return
    if in_production and policy != "noeviction":
        raise UnfitDeployment(f"the queue throws away when it is full ({policy}): set maxmemory-policy to noeviction")


DistrictKey = Annotated[int, mapped_column(Integer, primary_key=True)]
