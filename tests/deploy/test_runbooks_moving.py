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
from services.platform.migration import recreate_database
from services.platform.settings import load_settings
from tests.conftest import TEMPLATE
from tests.ledger.saying import a_line, an_outcome, finalised, post
from tests.support import Apps, World, make_world
from tests.walks.directory import as_csv, roster_row

pytestmark = pytest.mark.long

PLACED = "999999, NULL, NULL"
LEFT = "NULL, NULL, NULL"
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
    await run("district", "import", str(folder))
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
