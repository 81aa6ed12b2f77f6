"""deploy/runbooks/moving-a-district.md followed: out of one deployment, into another, and on as if nothing had been."""

import asyncio
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from typer.testing import CliRunner

from services.cli import command
from services.cli.book import verify
from services.platform import moving
from services.platform.migration import recreate_database
from services.platform.settings import load_settings
from tests.conftest import TEMPLATE
from tests.deploy.following import follow_here
from tests.ledger.saying import a_line, an_outcome, finalised, post
from tests.support import Apps, World, make_world
from tests.walks.directory import as_csv, roster_row

pytestmark = pytest.mark.long

PLACED = "999999, NULL, NULL"
LEFT = "NULL, NULL, NULL"
CLAIM = "directory_private.person_claim"
CHECK_IN = (
    "INSERT INTO attendance.check_in (district_id, meeting_id, phase, teacher_id, check_in_id, state, unlisted, method,"
    " recorded_at) VALUES ({district}, uuidv7(), 'IN', '{teacher}', uuidv7(), 'ACCEPTED', false, 'CODE', now())"
)
LATE = UUID(int=1)
# By somebody with a token, by an officer, and by a telephone: each of them leaves another trace.
WRITTEN_SINCE = (
    CHECK_IN,
    "INSERT INTO platform.idempotency (district_id, service, principal, operation, key, content_hash, created_at)"
    " VALUES ({district}, 'a', 'late', 'b', 'c', 'd', now())",
    "INSERT INTO platform.audit SELECT (jsonb_populate_record(one, jsonb_build_object('audit_id', uuidv7(), 'at',"
    " one.at + interval '1 hour', 'roles', ARRAY['late']))).* FROM platform.audit AS one"
    " WHERE district_id = {district} LIMIT 1",
)
UNWRITTEN = (
    "WITH one AS (DELETE FROM platform.idempotency WHERE district_id = {district} AND principal = 'late'),"
    " other AS (DELETE FROM attendance.check_in WHERE district_id = {district} AND teacher_id = '{teacher}')"
    " DELETE FROM platform.audit WHERE district_id = {district} AND roles = ARRAY['late']"
)
PDF = b"%PDF-1.7\n%a certificate of a degree\n"


async def run(*words: str) -> str:
    """What the command prints; it has to succeed."""
    done = await asyncio.to_thread(CliRunner().invoke, command(words[0]), list(words))
    assert done.exit_code == 0, done.output
    return done.output


async def refused(*words: str) -> str:
    done = await asyncio.to_thread(CliRunner().invoke, command(words[0]), list(words))
    assert done.exit_code == 1, done.output
    return done.output


@pytest.fixture
async def deployed(worker_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Goes to a deployment of that name, whose database and files are its own; the keys are the same everywhere."""
    addresses = {
        name: await recreate_database(os.environ["TEST_SERVER_URL"], f"xuefen_{name}_{worker_id}", template=TEMPLATE)
        for name in ("here", "there")
    }

    def go(name: str) -> None:
        monkeypatch.setenv("DATABASE_URL", addresses[name])
        monkeypatch.setenv("FILE_STORE", str(tmp_path / name))

    return go


async def live(world: World) -> None:
    """Entries, people with documents, a file, and an event that nobody has heard yet."""
    content = as_csv([roster_row(number) for number in range(3)])
    imported = await world.api("directory").post(
        "/roster-imports", content=content, headers={"Content-Type": "text/csv"}
    )
    assert imported.status_code == 201, imported.text
    own = world.api("assessment", "teacher", teacher=world.teachers[0].teacher_id)
    assert (await own.post("/files", params={"name": "证书.pdf"}, content=PDF)).status_code == 201
    await post(world, *(an_outcome(world, number, a_line(), a_line(2, "6")) for number in range(4)))
    await world.publish(finalised(world, an_outcome(world, 5, a_line(hours="12"))), role="assessment")


async def read(world: World) -> dict[str, Any]:
    """What officers and teachers see of a district."""
    seen: dict[str, Any] = {}
    for service, path in (
        ("directory", "/teachers"),
        ("directory", "/schools"),
        ("ledger", "/entries"),
        *(("ledger", f"/teachers/{one.teacher_id}/statement") for one in world.teachers),
    ):
        answer = await world.api(service).get(path)
        assert answer.status_code == 200, answer.text
        seen[f"{service}{path}"] = answer.json()
    return seen


async def count_rows(district_id: int) -> int:
    connection = await asyncpg.connect(os.environ["DATABASE_URL"])
    try:
        tables = await connection.fetch(
            "SELECT attrelid::regclass::text FROM pg_attribute JOIN pg_class c ON c.oid = attrelid"
            " WHERE attname = 'district_id' AND relkind = 'r'"
        )
        counts = [f"SELECT count(*) AS one FROM {name} WHERE district_id = {district_id}" for (name,) in tables]
        return int(await connection.fetchval(f"SELECT sum(one) FROM ({' UNION ALL '.join(counts)}) AS each"))
    finally:
        await connection.close()


async def ask(statement: str) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(os.environ["DATABASE_URL"])
    try:
        return list(await connection.fetch(statement))
    finally:
        await connection.close()


async def place_a_person(folder: Path, where: str) -> None:
    """The first of those who come along is placed like this already."""
    person = (folder / "tables" / "directory_private.person_place.copy").read_text().split("\t", 1)[0]
    connection = await asyncpg.connect(os.environ["DATABASE_URL"])
    try:
        await connection.execute("DELETE FROM directory_private.person_place WHERE person_id = $1", UUID(person))
        await connection.execute(
            "INSERT INTO directory_private.person_place (person_id, district_id, transfer_id, new_district_id)"
            f" VALUES ($1, {where})",
            UUID(person),
        )
    finally:
        await connection.close()


def files_of(deployment: Path, district_id: int) -> dict[str, bytes]:
    folder = deployment / str(district_id)
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@contextmanager
def other_by_a_digit(file: Path) -> Iterator[None]:
    content = file.read_bytes()
    assert b"30.0000" in content
    file.write_bytes(content.replace(b"30.0000", b"31.0000", 1))
    yield
    file.write_bytes(content)


async def test_a_district_goes_on_elsewhere_with_all_it_had_and_nothing_of_its_neighbour(
    deployed: Callable[[str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deployed("here")
    async with Apps(load_settings()) as apps:
        neighbour = await make_world(apps)
        await live(neighbour)
        world = await make_world(apps)
        await live(world)
        before = await read(world)
    await ask(CHECK_IN.format(district=world.district_id, teacher=world.teachers[0].teacher_id))
    folder = tmp_path / "moved"
    told = await run("district", "export", str(world.district_id), "--to", str(folder))
    # What says that it left goes along.
    rows = await count_rows(world.district_id)
    # The claims of three persons are kept by no district.
    assert f"district {world.district_id}: {rows + 3} rows of " in told

    deployed("there")
    with monkeypatch.context() as other:
        other.setenv("DATA_KEY", secrets.token_hex(32))
        assert "DATA_KEY are others here" in await refused("district", "import", str(folder))
    with other_by_a_digit(folder / "tables" / "ledger.earner.copy"):
        assert "ledger.earner is not here as it was there" in await refused("district", "import", str(folder))
    assert await count_rows(world.district_id) == 0
    # One who is held open by a district of the new deployment, or on the way there, is not two districts'.
    await place_a_person(folder, PLACED)
    assert "1 rows of directory_private.person_place stand here with another district_id" in await refused(
        "district", "import", str(folder)
    )
    # One who has left a district of it for this one comes along.
    await place_a_person(folder, LEFT)
    said = await run("district", "import", str(folder))
    code = said.split("arrived as ")[1].strip()
    assert "is or was here" in await refused("district", "import", str(folder))

    assert await count_rows(world.district_id) == rows
    assert await count_rows(neighbour.district_id) == 0
    assert files_of(tmp_path / "there", world.district_id) == files_of(tmp_path / "here", world.district_id)
    assert PDF in files_of(tmp_path / "there", world.district_id).values()
    async with Apps(load_settings()) as apps:
        arrived = World(apps, world.district_id, world.schools, world.teachers, world.admin_id, world.trainer_id)
        assert await read(arrived) == before
        trail = (await arrived.api("directory", "auditor").get("/audit?limit=1")).json()["items"]
        assert [(one["operation"], one["roles"]) for one in trail] == [("district-export", ["operator"])]
        assert (await verify(load_settings(), world.district_id)).findings == []
        # What was said there and heard by nobody is heard here, once.
        await arrived.drain()
        heard = await read(arrived)
        assert len(heard["ledger/entries"]["items"]) == len(before["ledger/entries"]["items"]) + 1

    there = str(world.district_id), str(folder), "--arrived"
    assert "it is removed where it came from" in await refused("district", "remove", *there, code)
    deployed("here")
    await removed_where_it_came_from(world, neighbour, folder, code, monkeypatch)


async def removed_where_it_came_from(
    world: World, neighbour: World, folder: Path, arrived: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what has arrived, in more goes than one, and nothing of a neighbour, with whom a person is shared."""
    district_id = world.district_id
    named = str(district_id), str(folder), "--arrived"
    assert "not what the import of this folder said" in await refused("district", "remove", *named, arrived[::-1])
    assert f"holds district {district_id}" in await refused(
        "district", "remove", str(neighbour.district_id), *named[1:], arrived
    )
    beside, claims = await count_rows(neighbour.district_id), await ask(f"SELECT person_id FROM {CLAIM}")
    for written in WRITTEN_SINCE:
        await ask(written.format(district=district_id, teacher=LATE))
        assert "somebody wrote" in await refused("district", "remove", *named, arrived)
        await ask(UNWRITTEN.format(district=district_id, teacher=LATE))
    # A person of the district is in post at the neighbour's as well: the claim is the neighbour's.
    shared = UUID((folder / "tables" / f"{CLAIM}.copy").read_text().split()[1])
    await ask(
        f"UPDATE directory.teacher SET person_id = '{shared}' WHERE district_id = {neighbour.district_id}"
        f" AND teacher_id = '{neighbour.teachers[0].teacher_id}'"
    )

    monkeypatch.setattr(moving, "_AT_ONCE", 7)
    # Broken off in the middle, when what nobody may have changed is gone already.
    await ask("REVOKE DELETE ON directory.school FROM xuefen_owner")
    assert "permission denied" in await refused("district", "remove", *named, arrived)
    await ask("GRANT DELETE ON directory.school TO xuefen_owner")
    told = await asyncio.to_thread(
        follow_here, "moving-a-district", "remove", DISTRICT=district_id, FOLDER=folder, ARRIVED=arrived
    )
    assert f"district {district_id}: " in told

    # Its number, who removed it, begun twice, and the bell for the seal of that.
    assert await count_rows(district_id) == 1 + 3 + 1
    trail = await ask(f"SELECT operation FROM platform.audit WHERE district_id = {district_id} ORDER BY audit_id")
    assert [one["operation"] for one in trail] == ["district-remove", "district-remove", "district-removed"]
    assert await count_rows(neighbour.district_id) == beside
    assert shared in {one["person_id"] for one in await ask(f"SELECT person_id FROM {CLAIM}")}
    assert len(await ask(f"SELECT person_id FROM {CLAIM}")) == len(claims) - 2
    assert "already" in await refused("district", "create", str(district_id), "同号")
    # Whoever looks through all books, by the week, finds none there to complain of.
    assert f"{district_id}: the book holds" in await run("verify-book")
    assert "is or was here" in await refused("district", "import", str(folder))
