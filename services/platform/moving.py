"""Everything of one district, out of one database and into another: a folder of COPY files, each with its digest.

When it has arrived there it can be removed here, but for its number, which is never given again.
"""

import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any, Final

import asyncpg

from services.platform.files import FileStore
from services.platform.migration import newest_revision
from services.platform.settings import Settings
from services.platform.signing import KeyRing

MANIFEST: Final = "manifest.json"
# What is sealed, hashed or signed with these can be read, found and checked with the same ones only.
KEYS: Final = ("data_key", "index_key", "code_key", "webhook_key")
_OWNER: Final = "xuefen_owner"
_SCHEMAS: Final = (
    "platform", "messaging", "directory", "directory_private", "registration", "attendance", "assessment", "ledger",
)  # fmt: skip
# The database's own, of no district.
_OF_NONE: Final = frozenset({"platform.deployment"})
# What is kept in the trail when a removal begins, and when it is done.
REMOVING: Final = "district-remove"
REMOVED: Final = "district-removed"
# What stays of a district that was removed: its number, and who removed it.
_STAYS: Final = {"directory.district": "true", "platform.audit": f"operation IN ('{REMOVING}', '{REMOVED}')"}
_AT_ONCE: Final = 5_000
_MOST_PASSES: Final = 5

_TABLES: Final = """
    SELECT format('%I.%I', n.nspname, c.relname) AS name,
           (SELECT array_agg(quote_ident(a.attname) ORDER BY a.attnum) FROM pg_attribute a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
           (SELECT array_agg(quote_ident(a.attname) ORDER BY k.place)
            FROM pg_index i, unnest(i.indkey::int2[]) WITH ORDINALITY AS k (number, place), pg_attribute a
            WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid AND a.attnum = k.number) AS key
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname = ANY($1)
"""
_REFERENCES: Final = """
    SELECT conrelid::regclass::text AS child, confrelid::regclass::text AS parent FROM pg_constraint
    WHERE contype = 'f' AND conrelid <> confrelid AND connamespace::regnamespace::text = ANY($1)
"""
# Which database this is, wherever its server has been copied to, and what hour it has.
_HERE: Final = """
    SELECT system_identifier || '/' || oid AS origin, now() AS at
    FROM pg_control_system(), pg_database WHERE datname = current_database()
"""
_WRITTEN_SINCE: Final = """
    SELECT EXISTS (SELECT FROM platform.idempotency WHERE district_id = $1 AND created_at > $2)
        OR EXISTS (SELECT FROM platform.audit WHERE district_id = $1 AND roles <> '{operator}'
                   AND at > $2 + (SELECT clock_offset FROM platform.deployment))
"""
_IS_BEING_REMOVED: Final = "SELECT EXISTS (SELECT FROM platform.audit WHERE district_id = $1 AND operation = $2)"


class CannotMove(Exception):
    """The district cannot go there as things stand; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A table of all districts; `where` picks what of it belongs to the one that moves (`$1`).

    What is there already stays, unless it is `free` (said of `here`); `same` names the column in which it may not
    differ. `gone` picks what of it goes when the district is removed.
    """

    name: str
    where: str
    same: str | None = None
    free: str = "false"
    gone: str = "true"


@dataclass(frozen=True, slots=True)
class Moved:
    """The rows of a table, and the digest of their COPY text in the order of their key."""

    rows: int
    digest: str
    columns: Sequence[str]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What lies in the folder, and where it can be read."""

    district_id: int
    origin: str
    exported_at: str
    revision: str
    keys: Mapping[str, Sequence[str]]
    signers: Sequence[str]
    tables: Mapping[str, Moved]
    files: Mapping[str, str]

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        try:
            told: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            tables = {name: Moved(**one) for name, one in told.pop("tables").items()}
            return cls(tables=tables, **told)
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as fault:
            raise CannotMove(f"{folder / MANIFEST} is no manifest of an exported district") from fault

    @property
    def rows(self) -> int:
        return sum(one.rows for one in self.tables.values())


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    columns: Sequence[str]
    key: Sequence[str]
    where: str
    shared: Shared | None = None

    @property
    def selected(self) -> str:
        return f"SELECT {', '.join(self.columns)} FROM {self.name} WHERE {self.where} ORDER BY {', '.join(self.key)}"  # noqa: S608 - names of the catalog, quoted there

    def file(self, folder: Path) -> Path:
        return folder / "tables" / f"{self.name}.copy"


async def export_district(
    settings: Settings, district_id: int, *, to: Path, shared: Sequence[Shared], url: str
) -> Manifest:
    """Write all rows of a district, as one moment shows them, and its files into a folder; CannotMove where it is not.

    `url` is the login that migrates: no service sees everything. Whoever writes meanwhile is not in it.
    """
    (to / "tables").mkdir(parents=True, exist_ok=False)
    moved: dict[str, Moved] = {}
    async with _connected(url) as connection, connection.transaction(isolation="repeatable_read", readonly=True):
        await _enter(connection, district_id)
        tables = await _list_tables(connection, shared)
        here = await connection.fetchrow(_HERE)
        if not await connection.fetchval(
            "SELECT EXISTS (SELECT FROM directory.district WHERE district_id = $1)", district_id
        ):
            raise CannotMove(f"there is no district {district_id} in this database")
        for table in tables:
            with table.file(to).open("wb") as file:
                moved[table.name] = await _read(connection, table, district_id, file.write)
    files = await FileStore.open(settings.file_store).copy_out(district_id, to / "files")
    made = Manifest(
        district_id,
        here["origin"],
        here["at"].isoformat(),
        newest_revision(),
        fingerprints(settings),
        _signers(settings),
        moved,
        dict(sorted(files.items())),
    )
    (to / MANIFEST).write_text(json.dumps(asdict(made), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return made


async def import_district(settings: Settings, *, folder: Path, shared: Sequence[Shared], url: str) -> Manifest:
    """Put an exported district into this database, whole or not at all; CannotMove where something does not fit.

    Afterwards every table is read again as it was when it was exported, and has to have the same digest.
    """
    told = Manifest.read(folder)
    _demand_alike(told, settings)
    await FileStore.open(settings.file_store).copy_in(told.district_id, folder / "files", told.files)
    async with _connected(url) as connection, connection.transaction():
        await _enter(connection, told.district_id)
        tables = await _list_tables(connection, shared)
        if {table.name: list(table.columns) for table in tables} != {
            name: list(one.columns) for name, one in told.tables.items()
        }:
            raise CannotMove("its tables are not those of this database: bring both deployments to the same release")
        # Parents before children: what a row refers to has to be there.
        for table in tables:
            await _write(connection, table, told, folder)
        for table in tables:
            found = await _read(connection, table, told.district_id, lambda _piece: None)
            if table.shared is None and found != told.tables[table.name]:
                raise CannotMove(f"{table.name} is not here as it was there: nothing was taken over")
    return told


def arrival_of(folder: Path, settings: Settings) -> str:
    """What only a deployment with these keys can say of this folder: it says so when all of it has arrived."""
    newest = Manifest.read(folder).keys["data_key"][0]
    secret = next((line for line in settings.secret("data_key").split() if _fingerprint(line) == newest), None)
    if secret is None:
        raise CannotMove("DATA_KEY is another here than where it was exported")
    told = b"district arrived" + (folder / MANIFEST).read_bytes()
    return hmac.new(secret.encode(), told, hashlib.sha256).hexdigest()[:16]


async def demand_arrived(
    settings: Settings,
    district_id: int,
    *,
    folder: Path,
    arrived: str,
    unchanged: Sequence[str],
    shared: Sequence[Shared],
    url: str,
) -> None:
    """CannotMove unless the folder left this database, has arrived elsewhere, and nobody wrote here since it left.

    `unchanged` are tables that only people write, of whom nothing is kept elsewhere. What timers did since is done
    there as well. A removal that was broken off has been allowed before.
    """
    told = Manifest.read(folder)
    if told.district_id != district_id:
        raise CannotMove(f"{folder} holds district {told.district_id}")
    if not hmac.compare_digest(arrival_of(folder, settings), arrived):
        raise CannotMove("that is not what the import of this folder said: what has not arrived stays")
    async with _connected(url) as connection, connection.transaction(isolation="repeatable_read", readonly=True):
        await _enter(connection, district_id)
        if (await connection.fetchrow(_HERE))["origin"] != told.origin:
            raise CannotMove("it was not exported from this database: it is removed where it came from")
        if await connection.fetchval(_IS_BEING_REMOVED, district_id, REMOVING):
            return
        tables = {table.name: table for table in await _list_tables(connection, shared)}
        written = await connection.fetchval(_WRITTEN_SINCE, district_id, datetime.fromisoformat(told.exported_at))
        for name in unchanged:
            found = await _read(connection, tables[name], district_id, lambda _piece: None)
            written = written or found != told.tables[name]
        if written:
            raise CannotMove(f"somebody wrote in district {district_id} after it was exported: that has not arrived")


async def remove_district(district_id: int, *, shared: Sequence[Shared], url: str) -> int:
    """Delete the rows of a district, some at a time, and return how many; `demand_arrived` comes before.

    Broken off, it goes on when it is called again. The other tables' rows of persons go where nobody else has them.
    """
    removed = 0
    async with _connected(url) as connection:
        async with connection.transaction():
            await _enter(connection, district_id)
            tables = await _list_tables(connection, shared)
        # What belongs to all is told by rows of the others; children go before parents, and first what is still to be
        # heard: nothing of it is to be done here any more.
        tables.reverse()
        tables.sort(key=lambda table: (table.shared is None, not table.name.startswith("messaging.")))
        for _ in range(_MOST_PASSES):
            gone = sum([await _clear(connection, table, district_id) for table in tables])
            if not gone:
                return removed
            removed += gone
    raise CannotMove(f"somebody still writes in district {district_id}: close it, and begin again")


async def _clear(connection: asyncpg.Connection, table: _Table, district_id: int) -> int:
    if table.shared is None:
        goes = f"{table.where} AND NOT ({_STAYS.get(table.name, 'false')})"
    else:
        goes = f"{table.where} AND {table.shared.gone}"
    some = f"SELECT ctid FROM {table.name} WHERE {goes} LIMIT {_AT_ONCE}"  # noqa: S608 - as above
    removed, gone = 0, _AT_ONCE
    while gone == _AT_ONCE:
        async with connection.transaction():
            if table.shared is None:
                await _enter(connection, district_id)
            else:
                # Whether others have them, only who sees all districts can say: a login that does not fails here.
                await connection.execute("SET LOCAL row_security = off")
            done = await connection.execute(f"DELETE FROM {table.name} WHERE ctid = ANY (ARRAY({some}))", district_id)  # noqa: S608 - as above
        gone = int(done.rpartition(" ")[2])
        removed += gone
    return removed


def fingerprints(settings: Settings) -> dict[str, list[str]]:
    """By which two deployments see that their keys are the same, and nobody learns what they are.

    A secret that is being changed holds the one of today and the one before, a line each.
    """
    return {name: [_fingerprint(line) for line in settings.secret(name).split()] for name in KEYS}


def _fingerprint(secret: str) -> str:
    return hmac.new(secret.encode(), b"district moves", hashlib.sha256).hexdigest()[:16]


def _signers(settings: Settings) -> list[str]:
    return KeyRing.read(settings.secret("book_public_keys")).key_ids


def _demand_alike(told: Manifest, settings: Settings) -> None:
    if told.revision != newest_revision():
        raise CannotMove(
            f"it was exported at schema {told.revision}, and this is {newest_revision()}: "
            "bring both deployments to the same release"
        )
    here = fingerprints(settings)
    others = [name.upper() for name in KEYS if not set(told.keys[name]) <= set(here[name])]
    if others:
        raise CannotMove(f"{', '.join(others)} are others here: give this deployment those of the one it comes from")
    unknown = sorted(set(told.signers) - set(_signers(settings)))
    if unknown:
        raise CannotMove(f"BOOK_PUBLIC_KEYS lacks the keys {', '.join(unknown)} of the deployment it comes from")


@asynccontextmanager
async def _connected(url: str) -> AsyncIterator[asyncpg.Connection]:
    # The text of a value must not depend on what a server or a role has set.
    written = {"TimeZone": "UTC", "DateStyle": "ISO", "IntervalStyle": "iso_8601", "bytea_output": "hex"}
    connection = await asyncpg.connect(url, server_settings=written)
    try:
        yield connection
    finally:
        await connection.close()


async def _enter(connection: asyncpg.Connection, district_id: int) -> None:
    # As the owner, whom row-level security binds as well: nothing of another district is read or written.
    await connection.execute(f"SET LOCAL ROLE {_OWNER}")
    await connection.execute(f"SET LOCAL app.district_id = '{int(district_id)}'")


async def _list_tables(connection: asyncpg.Connection, shared: Sequence[Shared]) -> list[_Table]:
    """Every table there is, each after those that it refers to; CannotMove where one belongs to nobody known."""
    of_all = {one.name: one for one in shared}
    found: dict[str, _Table] = {}
    for row in await connection.fetch(_TABLES, list(_SCHEMAS)):
        name = row["name"]
        if name in of_all:
            found[name] = _Table(name, row["columns"], row["key"], of_all[name].where, of_all[name])
        elif "district_id" in row["columns"]:
            found[name] = _Table(name, row["columns"], row["key"], "district_id = $1")
        elif name not in _OF_NONE:
            raise CannotMove(f"nobody has said what of {name} belongs to a district")
    order = TopologicalSorter({name: set[str]() for name in sorted(found)})
    for row in await connection.fetch(_REFERENCES, list(_SCHEMAS)):
        order.add(row["child"], row["parent"])
    return [found[name] for name in order.static_order()]


async def _read(
    connection: asyncpg.Connection, table: _Table, district_id: int, keep: Callable[[bytes], object]
) -> Moved:
    digest, rows = hashlib.sha256(), 0

    async def take(piece: bytes) -> None:
        nonlocal rows
        digest.update(piece)
        # Within a value a new line is written as two signs.
        rows += piece.count(b"\n")
        keep(piece)

    await connection.copy_from_query(table.selected, district_id, output=take)
    return Moved(rows, digest.hexdigest(), list(table.columns))


async def _write(connection: asyncpg.Connection, table: _Table, told: Manifest, folder: Path) -> None:
    columns = ", ".join(table.columns)
    present = f"SELECT EXISTS (SELECT FROM {table.name} WHERE district_id = $1)"  # noqa: S608 - as above
    if table.shared is None and await connection.fetchval(present, told.district_id):
        raise CannotMove(f"{table.name} has rows of district {told.district_id} already: it is or was here")
    # Row-level security takes no COPY, so a table of our own stands in between.
    await connection.execute(f"CREATE TEMP TABLE arriving ON COMMIT DROP AS SELECT {columns} FROM {table.name} LIMIT 0")  # noqa: S608 - as above
    bare = [column.strip('"') for column in table.columns]
    await connection.copy_to_table("arriving", source=table.file(folder), columns=bare)
    key = " AND ".join(f"here.{one} = arriving.{one}" for one in table.key)
    if table.shared is not None:
        await connection.execute(f"DELETE FROM {table.name} AS here USING arriving WHERE {key} AND {table.shared.free}")  # noqa: S608 - as above
    stays = "" if table.shared is None else "ON CONFLICT DO NOTHING"
    await connection.execute(f"INSERT INTO {table.name} ({columns}) SELECT {columns} FROM arriving {stays}")  # noqa: S608 - as above
    if table.shared is not None and table.shared.same is not None:
        same = table.shared.same
        differing = await connection.fetchval(
            f"SELECT count(*) FROM arriving JOIN {table.name} AS here ON {key} "  # noqa: S608 - as above
            f"WHERE here.{same} IS DISTINCT FROM arriving.{same}"
        )
        if differing:
            raise CannotMove(f"{differing} rows of {table.name} stand here with another {same}: see to them first")
    await connection.execute("DROP TABLE arriving")
