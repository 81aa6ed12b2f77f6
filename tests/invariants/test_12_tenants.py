"""Invariant 12: what one district has, another neither sees nor touches, by whatever id, role or connection.

Two keep it: the queries name the district, and row-level security hides every other. What the catalog must say is
tests/platform/test_catalog.py's; here is what follows from it.
"""

import asyncio
import contextlib
import json
import random
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, pool, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.orm import Session, SessionTransaction

from services.platform import database
from services.platform.database import DistrictSession, district_sessions, district_transaction, open_engine
from services.platform.ids import new_id
from services.platform.settings import Settings, with_driver
from tests.attendance.scenes import MORNING, open_class
from tests.invariants.twice import KILLED, Mutated, by_sql, invariant, together
from tests.ledger.saying import a_line, an_outcome, post
from tests.platform.test_catalog import REFERENCE, SCHEMAS, SERVICES
from tests.support import World, make_world
from tests.walks.attendance import meeting

# What districts there are, and which belongs to which, everybody may know.
WHICH_THERE_ARE = ("directory", "district")
_OWN = "district_id = nullif(current_setting('app.district_id', true), '')::int"
_PLANTED = (
    "create table ledger.planted (district_id int not null) partition by list (district_id)",
    "create table ledger.planted_part partition of ledger.planted default",
    "alter table ledger.planted enable row level security",
    f"create policy of_district on ledger.planted using ({_OWN})",
    "insert into ledger.planted select district_id from directory.district",
    "grant select on ledger.planted, ledger.planted_part to xuefen_ledger",
)


async def _lived_in(world: World) -> None:
    """Something of each service: a class, its members, their credits, and what was said of it all."""
    await open_class(world, *world.teachers[:3], meetings=[meeting(MORNING)])
    await post(world, an_outcome(world, 0, a_line(1, "24")))


async def _strange_rows(connection: AsyncConnection, district_id: int | None) -> dict[str, int]:
    """How many rows of other districts the present role finds, by every table and view that it may read."""
    relations = await connection.execute(
        text(
            "select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
            " join pg_attribute a on a.attrelid = c.oid and a.attname = 'district_id'"
            " where n.nspname = any(:schemas) and c.relkind in ('r', 'p', 'v', 'm')"
            " and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')"
        ),
        {"schemas": list(SCHEMAS)},
    )
    counts = " union all ".join(
        f"select '{schema}.{name}', count(*) from {schema}.{name} where district_id is distinct from :own"
        for schema, name in relations.all()
        if (schema, name) not in {*REFERENCE, WHICH_THERE_ARE}
    )
    return {row[0]: row[1] for row in await connection.execute(text(counts), {"own": district_id})}


@asynccontextmanager
async def _as_role(world: World, role: str, district_id: int | None) -> AsyncIterator[AsyncConnection]:
    """A role in its transaction of a district, or of none; whoever cannot log in is put on by a superuser."""
    engine = create_async_engine(
        with_driver(world.apps.settings.database_url.get_secret_value()), poolclass=pool.NullPool
    )
    try:
        async with engine.connect() as connection:
            await connection.execute(text(f"set local role xuefen_{role}"))
            await connection.execute(text(f"set local app.district_id = '{district_id or ''}'"))
            yield connection
            await connection.rollback()
    finally:
        await engine.dispose()


@invariant(
    by_sql("not_forced_on_the_owner", "alter table directory.teacher no force row level security"),
    by_sql("not_enabled", "alter table ledger.entry disable row level security"),
    by_sql(
        "view_of_its_definer",
        "create view ledger.planted as select * from ledger.entry",
        "grant select on ledger.planted to xuefen_ledger",
    ),
    by_sql("partition_read_directly", *_PLANTED),
    by_sql("policy_for_everybody", "create policy planted on attendance.member to xuefen_attendance using (true)"),
)
async def test_12_no_role_finds_a_row_of_another_district(district: World, mutated: Mutated) -> None:
    other = await make_world(district.apps)
    for world in (district, other):
        await _lived_in(world)

    strange: dict[str, int] = {}
    async with mutated(district):
        for role in (*SERVICES, "owner"):
            for district_id in (district.district_id, None):
                async with _as_role(district, role, district_id) as connection:
                    found = await _strange_rows(connection, district_id)
                strange |= {f"{role} in {district_id}: {name}": count for name, count in found.items() if count}
                assert found

    assert strange == {}
    async with _as_role(other, "owner", other.district_id) as connection:
        # There was something to be found.
        own = await _strange_rows(connection, None)
    assert sum(1 for count in own.values() if count) > 25


@invariant(
    by_sql("policy_for_every_writer", "create policy planted on messaging.event for insert with check (true)"),
    by_sql("not_enabled", "alter table messaging.event disable row level security"),
)
async def test_12_no_role_says_anything_in_another_district(district: World, mutated: Mutated) -> None:
    other = await make_world(district.apps)
    refused = []
    async with mutated(district):
        for role in SERVICES:
            try:
                async with district.session(role) as session:
                    await session.execute(
                        text(
                            "insert into messaging.event (district_id, id, topic, payload, occurred_at)"
                            " values (:other, uuidv7(), 'planted.v1', '{}', now())"
                        ),
                        {"other": other.district_id},
                    )
            except DBAPIError as error:
                refused.append((role, getattr(error.orig, "sqlstate", None)))

    assert refused == [(role, "42501") for role in SERVICES]


def _open_for_the_connection(session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    """The district of a transaction outlives it, as it does by `set_config(..., false)`."""
    district_id = session.info.get("district_id")
    if district_id is not None and not transaction.nested:
        connection.exec_driver_sql(f"SET app.district_id = '{int(district_id)}'")


@asynccontextmanager
async def district_outlives_its_transaction(_world: World) -> AsyncIterator[None]:
    with _replaced(database._open_district, _open_for_the_connection):
        yield


@asynccontextmanager
async def district_is_not_set(_world: World) -> AsyncIterator[None]:
    with _replaced(database._open_district, lambda *_ignored: None):
        yield


@contextlib.contextmanager
def _replaced(listener: Any, other: Any) -> Iterator[None]:
    event.remove(DistrictSession, "after_begin", listener)
    event.listen(DistrictSession, "after_begin", other)
    try:
        yield
    finally:
        event.remove(DistrictSession, "after_begin", other)
        event.listen(DistrictSession, "after_begin", listener)


@invariant(district_outlives_its_transaction, district_is_not_set)
async def test_12_on_one_connection_that_many_take_in_turn_each_finds_its_own_district(
    district: World, mutated: Mutated, settings: Settings
) -> None:
    other, chance = await make_world(district.apps), random.Random(12)
    engine = open_engine(settings.model_copy(update={"pool_size": 1}), "directory")
    sessions = district_sessions(engine)
    wrong: list[tuple[int | None, list[int]]] = []
    seen = 0

    async def look(district_id: int | None) -> None:
        nonlocal seen
        async with district_transaction(sessions, district_id) as session:
            found = list(await session.scalars(text("select distinct district_id from directory.school")))
            seen += 1
            if found != [district_id] * (district_id is not None):
                wrong.append((district_id, found))
            if chance.random() < 0.1:
                raise ConnectionAbortedError

    async def come_and_go(worlds: list[int | None]) -> None:
        for district_id in worlds:
            looking = asyncio.create_task(look(district_id))
            if chance.random() < 0.1:
                await asyncio.sleep(chance.random() * 0.003)
                looking.cancel()
            with contextlib.suppress(ConnectionAbortedError, asyncio.CancelledError):
                await looking

    try:
        async with mutated(district):
            some: list[int | None] = [district.district_id, other.district_id, None]
            await asyncio.gather(*(come_and_go(chance.choices(some, k=60)) for _ in range(5)))
    finally:
        await engine.dispose()

    assert wrong == []
    assert seen > 200


_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_MOMENT = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|\+[0-9:]+)")
_OF_DISTRICT = re.compile(r"\b[\w.]*district_id = (\$\d+::INTEGER)")


def _whose_it_is_left_out(_c: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> tuple[str, Any]:
    return (_OF_DISTRICT.sub(r"\1 IS NOT NULL", statement) if statement.startswith("SELECT") else statement), parameters


@asynccontextmanager
async def queries_name_no_district(_world: World) -> AsyncIterator[None]:
    event.listen(Engine, "before_cursor_execute", _whose_it_is_left_out, retval=True)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", _whose_it_is_left_out)


no_row_level_security = by_sql(
    "no_row_level_security",
    "do $$ declare t record; begin for t in select format('%I.%I', schemaname, tablename) as name from pg_tables"
    " where rowsecurity loop execute 'alter table ' || t.name || ' disable row level security'; end loop; end $$",
)


# The descriptions as they are committed: to make them anew takes seconds.
DESCRIBED = Path(__file__).parents[2] / "openapi"
OWN = (("directory", "/teachers/{teacher_id}"), ("assessment", "/classes/{class_id}/results"))
_IDS = {"teacher_id", "school_id", "class_id", "meeting_id"}


def _read_routes() -> list[tuple[str, str]]:
    """Every route that reads one thing by such an id, but for live streams, which have no end."""
    return [
        (service, path.partition("{district_id}")[2])
        for service in SERVICES
        for path, methods in json.loads((DESCRIBED / f"{service}.json").read_bytes())["paths"].items()
        if "get" in methods
        and "text/event-stream" not in methods["get"]["responses"]["200"].get("content", {})
        and set(re.findall(r"{(\w+)}", path)) - {"district_id"} in ({one} for one in _IDS)
    ]


async def _answers(world: World, ids: dict[str, str]) -> dict[str, tuple[int, str]]:
    """What the district's admin is told by each of those routes, whatever ids and moments it says."""
    answers = {}
    for service, path in _read_routes():
        query = {"phase": "IN"} if path.endswith("/codes") else None
        answer = await world.api(service).get(path.format(**ids), params=query)
        answers[f"{service}{path}"] = (answer.status_code, _MOMENT.sub("@", _UUID.sub("#", answer.text)))
    return answers


@pytest.mark.parametrize(
    "mutated",
    [
        pytest.param(no_row_level_security, id="by-the-queries-alone"),
        pytest.param(queries_name_no_district, id="by-row-level-security-alone"),
        pytest.param(
            together("neither", no_row_level_security, queries_name_no_district), id="by-neither", marks=KILLED
        ),
    ],
)
async def test_12_what_is_another_district_s_is_as_if_it_were_not_there(district: World, mutated: Mutated) -> None:
    other = await make_world(district.apps)
    await _lived_in(district)
    sitting = meeting(MORNING)
    opened = await open_class(other, *other.teachers[:3], meetings=[sitting])
    await post(other, an_outcome(other, 0, a_line(1, "24"), class_id=opened.class_id))
    theirs = {
        "teacher_id": str(other.teachers[0].teacher_id),
        "school_id": str(other.schools[0].school_id),
        "class_id": str(opened.class_id),
        "meeting_id": str(sitting.meeting_id),
    }

    async with mutated(district):
        told = await _answers(district, theirs)
        of_nobody = await _answers(district, {name: str(new_id()) for name in theirs})

    assert len(told) > 30
    assert {path for path, answer in told.items() if answer != of_nobody[path]} == set()
    own = [await other.api(service).get(path.format(**theirs)) for service, path in OWN]
    assert [answer.status_code for answer in own] == [200] * len(OWN)
