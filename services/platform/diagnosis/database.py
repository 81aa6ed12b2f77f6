"""The database: who may log in, what would lose facts, what waits."""

from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import timedelta
from typing import Any, Final

from asyncpg import InternalClientError
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from services.platform import clock, outbox
from services.platform.database import LOSING_WHEN_OFF, district_sessions, measure_clock, open_engine, told
from services.platform.diagnosis.copies import PART, diagnose_copies
from services.platform.diagnosis.findings import Diagnosis
from services.platform.errors import Text
from services.platform.migration import newest_revision
from services.platform.outbox import Backlog
from services.platform.settings import ROLES, SettingMissing, Settings

EVENTS: Final = "events"
OLDEST_SERVER: Final = 18
_MOST_SKEW: Final = timedelta(seconds=2)
_LATE: Final = timedelta(seconds=60)
# Connections for whoever comes to mend things.
_SPARE_CONNECTIONS: Final = 10
_PROCESSES: Final = 12
_MOST_TAKEN: Final = 0.8
_LIMITS: Final = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout", "transaction_timeout")

_SERVER: Final = text(
    """
    SELECT current_setting('server_version_num')::int / 10000 AS version,
           current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_page_writes,
           current_setting('synchronous_commit') AS synchronous_commit,
           current_setting('max_connections')::int AS max_connections,
           current_setting('superuser_reserved_connections')::int + current_setting('reserved_connections')::int
               AS reserved_connections,
           (SELECT count(*) FROM pg_stat_activity WHERE usesysid IS NOT NULL) AS connections,
           (SELECT kind FROM platform.deployment) AS kind,
           (SELECT extract(epoch FROM clock_offset)::bigint FROM platform.deployment) AS clock_offset,
           (SELECT count(*) FROM pg_stat_activity WHERE application_name = 'xuefen-relay'
               AND datname = current_database() AND pid <> pg_backend_pid()) AS relays
    """
)
_ROLES_SEEN: Final = text(
    "SELECT rolname, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb AS too_strong, "
    "coalesce(array_to_string(rolconfig, ','), '') AS config FROM pg_roles WHERE rolname LIKE 'xuefen\\_%'"
)
# A table of a service that row-level security does not bind shows every district to everybody.
_UNBOUND: Final = text(
    """
    SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'district_id' AND NOT a.attisdropped
    WHERE c.relkind IN ('r', 'p') AND n.nspowner = (SELECT oid FROM pg_roles WHERE rolname = 'xuefen_owner')
      AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
      AND (n.nspname, c.relname) NOT IN (SELECT 'directory', 'district' UNION ALL
          SELECT 'directory_private', unnest(ARRAY['person_claim', 'person_place']))
    ORDER BY 1
    """
)
_REVISION: Final = text("SELECT version_num FROM migrations.alembic_version")
_OLDEST: Final = text("SELECT oldest_release FROM platform.deployment")


async def diagnose_database(settings: Settings) -> AsyncIterator[Diagnosis]:
    """Every role's login, then what the relay's role sees of the server and of what waits."""
    refused = []
    for role in ROLES:
        try:
            await _enter(settings, role)
        except (SQLAlchemyError, InternalClientError, OSError, TimeoutError, SettingMissing) as fault:
            refused.append(f"{role} ({told(fault)})")
    if refused:
        listed = "; ".join(refused)
        yield Diagnosis.wrong(
            PART,
            Text(zh=f"以下角色登录不了数据库:{listed}", en=f"these roles cannot log in: {listed}"),
            Text(
                zh="检查 DATABASE_URL 与 ROLE_SECRET;改过 ROLE_SECRET 后执行 xuefen migrate",
                en="look at DATABASE_URL and ROLE_SECRET; after changing the secret run xuefen migrate",
            ),
        )
        return
    engine = open_engine(settings, "relay")
    try:
        async with district_sessions(engine)() as session, session.begin():
            server = dict((await session.execute(_SERVER)).mappings().one())
            clock.set_offset(timedelta(seconds=server["clock_offset"]))
            found = [*_durability(server), *_kind(server), *_room(server, settings), *await _rights(session)]
            found += await diagnose_copies(session, in_production=server["kind"] == "production")
            found += [*await _schema(session), *_skew(await measure_clock(session))]
            for one in found:
                yield one
            if not found:
                yield Diagnosis.good(
                    PART,
                    f"PostgreSQL {server['version']},各角色可登录,设置与权限正确,结构为最新",
                    f"PostgreSQL {server['version']}: roles log in, settings and rights are right, schema is newest",
                )
            yield _relay(server["relays"])
            for one in _waiting(await outbox.measure_backlog(session)):
                yield one
    finally:
        await engine.dispose()


async def read_kind(settings: Settings) -> str:
    """`production`, `demo` or `test`; `production` where nobody can say, for then nothing may be passed over."""
    engine = open_engine(settings, "relay")
    try:
        async with engine.connect() as connection:
            return str((await connection.execute(text("SELECT kind FROM platform.deployment"))).scalar_one())
    except (SQLAlchemyError, InternalClientError, OSError, TimeoutError):
        return "production"
    finally:
        await engine.dispose()


async def _enter(settings: Settings, role: str) -> None:
    engine = open_engine(settings, role)
    try:
        async with engine.connect() as connection:
            await connection.execute(text("SELECT 1"))
    finally:
        await engine.dispose()


def _durability(server: Mapping[str, Any]) -> Iterator[Diagnosis]:
    if server["version"] < OLDEST_SERVER:
        yield Diagnosis.wrong(
            PART,
            Text(zh=f"PostgreSQL {server['version']} 太旧", en=f"PostgreSQL {server['version']} is too old"),
            Text(zh=f"升级到 {OLDEST_SERVER} 或更新", en=f"upgrade to {OLDEST_SERVER} or newer"),
        )
    for name in LOSING_WHEN_OFF:
        if server[name] == "off":
            yield Diagnosis.wrong(
                PART,
                Text(zh=f"{name} 为 off:已确认的记录可能丢失", en=f"{name} is off: acknowledged records could be lost"),
                Text(zh=f"在 postgresql.conf 中设 {name} = on", en=f"set {name} = on in postgresql.conf"),
            )


def _kind(server: Mapping[str, Any]) -> Iterator[Diagnosis]:
    if server["kind"] != "production":
        yield Diagnosis.warning(
            PART,
            Text(
                zh=f"这是 {server['kind']} 数据库,时钟偏移 {server['clock_offset']} 秒",
                en=f"this is a {server['kind']} database, its clock moved by {server['clock_offset']} seconds",
            ),
            Text(zh="正式使用请另建数据库", en="for real use make a database of its own"),
        )


def _room(server: Mapping[str, Any], settings: Settings) -> Iterator[Diagnosis]:
    """Five services, each with a line of check-ins or streams; the worker holds a pool for each of five roles."""
    wanted = _PROCESSES * (settings.pool_size + 1) + _SPARE_CONNECTIONS
    if server["max_connections"] < wanted:
        yield Diagnosis.warning(
            PART,
            Text(
                zh=f"max_connections {server['max_connections']},每个服务一个副本最多要用 {wanted} 个连接",
                en=f"max_connections is {server['max_connections']}; one copy of each process may take {wanted}",
            ),
            Text(zh="增大 max_connections 或减小 POOL_SIZE", en="raise max_connections, or lower POOL_SIZE"),
        )
    open_to_us = server["max_connections"] - server["reserved_connections"]
    if server["connections"] > _MOST_TAKEN * open_to_us:
        yield Diagnosis.warning(
            PART,
            Text(
                zh=f"{open_to_us} 个数据库连接已用 {server['connections']} 个",
                en=f"{server['connections']} of {open_to_us} connections are taken",
            ),
            Text(
                zh="增大 max_connections,或减小 POOL_SIZE 或服务的副本数",
                en="raise max_connections, or lower POOL_SIZE or the number of copies",
            ),
        )


async def _rights(session: AsyncSession) -> list[Diagnosis]:
    found = []
    for name, too_strong, config in await session.execute(_ROLES_SEEN):
        if too_strong:
            found.append(
                Diagnosis.wrong(
                    PART,
                    Text(
                        zh=f"角色 {name} 权限过大,能绕开区县隔离",
                        en=f"{name} is too strong: it could see every district",
                    ),
                    Text(
                        zh=f"ALTER ROLE {name} NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB",
                        en=f"ALTER ROLE {name} NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB",
                    ),
                )
            )
        lacking = [limit for limit in _LIMITS if f"{limit}=" not in config] if name != "xuefen_owner" else []
        if lacking:
            listed = ", ".join(lacking)
            found.append(
                Diagnosis.wrong(
                    PART,
                    Text(zh=f"角色 {name} 没有时限:{listed}", en=f"{name} has no limits of time: {listed}"),
                    Text(
                        zh=f"对 {name} 执行 ALTER ROLE ... SET,值见 0001 号迁移",
                        en=f"ALTER ROLE {name} SET ..., with the values of migration 0001",
                    ),
                )
            )
    unbound = list((await session.scalars(_UNBOUND)).all())
    if unbound:
        listed = ", ".join(unbound)
        found.append(
            Diagnosis.wrong(
                PART,
                Text(zh=f"以下表没有强制行级隔离:{listed}", en=f"row-level security does not bind: {listed}"),
                Text(zh="ALTER TABLE ... FORCE ROW LEVEL SECURITY", en="ALTER TABLE ... FORCE ROW LEVEL SECURITY"),
            )
        )
    return found


async def _schema(session: AsyncSession) -> list[Diagnosis]:
    stands, newest = str(await session.scalar(_REVISION)), newest_revision()
    if stands == newest:
        return []
    if stands > newest:
        oldest = str(await session.scalar(_OLDEST))
        if newest < oldest:
            return [
                Diagnosis.wrong(
                    PART,
                    Text(
                        zh=f"数据库结构 {stands} 要求 {oldest} 或更新的程序,本程序为 {newest}",
                        en=f"the schema is {stands} and asks for a release of {oldest} or newer, this is {newest}",
                    ),
                    Text(
                        zh="换回较新的版本,或恢复升级前的备份",
                        en="go on to the newer release, or back to a backup from before it",
                    ),
                )
            ]
        # As after a release was put back: each works on the schema of the next.
        return [
            Diagnosis.warning(
                PART,
                Text(
                    zh=f"数据库结构 {stands} 比程序 {newest} 新",
                    en=f"the schema is {stands}, newer than this version's {newest}",
                ),
                Text(
                    zh="排除故障后换回较新的版本", en="go on to the newer release when what was wrong with it is mended"
                ),
            )
        ]
    return [
        Diagnosis.wrong(
            PART,
            Text(
                zh=f"数据库结构为 {stands},程序要求 {newest}", en=f"the schema is {stands}, this version's is {newest}"
            ),
            Text(zh="执行 xuefen migrate", en="run xuefen migrate"),
        )
    ]


def _skew(skew: timedelta) -> Iterator[Diagnosis]:
    if abs(skew) > _MOST_SKEW:
        seconds = f"{skew.total_seconds():.1f}"
        yield Diagnosis.wrong(
            "clocks",
            Text(zh=f"数据库服务器的时钟相差 {seconds} 秒", en=f"the database's clock is off by {seconds} seconds"),
            Text(zh="在每台主机上启用 NTP/chrony", en="have every host follow NTP (chrony)"),
        )


def _relay(relays: int) -> Diagnosis:
    if relays:
        return Diagnosis.good("relay", "relay 已连接数据库", "the relay is connected")
    return Diagnosis.wrong(
        "relay",
        Text(zh="relay 没有连接:事件不会送达", en="no relay is connected: no event is delivered"),
        Text(zh="启动 relay (python -m workers.relay)", en="start the relay (python -m workers.relay)"),
    )


def _waiting(backlog: Backlog) -> Iterator[Diagnosis]:
    since = min(backlog.waiting_since.values(), default=clock.real_now())
    unrouted_since = backlog.unrouted_since or clock.now()
    lag = max(clock.real_now() - since, clock.now() - unrouted_since)
    waiting = sum(backlog.waiting.values()) + backlog.unrouted
    if lag > _LATE:
        yield Diagnosis.wrong(
            EVENTS,
            Text(
                zh=f"{waiting} 个事件在等待,最早的已等 {lag.total_seconds():.0f} 秒",
                en=f"{waiting} events wait, the oldest for {lag.total_seconds():.0f} seconds",
            ),
            Text(
                zh="先看上面的 relay 与 worker;都在运行则看 worker 日志",
                en="look at relay and worker above; where both run, at the worker's log",
            ),
        )
    parked = sum(backlog.parked.values())
    if parked:
        listed = ", ".join(f"{consumer} {count}" for consumer, count in sorted(backlog.parked.items()))
        yield Diagnosis.wrong(
            EVENTS,
            Text(zh=f"{parked} 个事件处理失败五次后搁置:{listed}", en=f"{parked} events failed five times: {listed}"),
            Text(
                zh="xuefen events parked 看原因,修好后 xuefen events replay",
                en="xuefen events parked tells why; mended, xuefen events replay sends them again",
            ),
        )
    if not parked and lag <= _LATE:
        yield Diagnosis.good(EVENTS, f"没有搁置的事件,{waiting} 个正在处理", f"none is parked, {waiting} are under way")
