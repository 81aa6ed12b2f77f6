"""The `xuefen` command as an operator uses it."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import pool, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from typer.testing import CliRunner, Result

from services.cli import command
from services.platform.migration import WrongDeployment, mark_deployment, migrate, move_clock, recreate_database
from services.platform.settings import load_settings, with_driver
from tests.journeys.test_one_class import Journey
from tests.ledger.editing import edited
from tests.support import Apps, World, make_world
from tests.walks.directory import as_csv, roster_row

Travel = Callable[[datetime], Awaitable[None]]


async def xuefen(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a process of its own and wait."""
    return await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "services.cli", *arguments],
        env={**os.environ, "COLUMNS": "200", **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


async def xuefen_in_this_process(*arguments: str, **environment: str) -> Result:
    """The same without the seconds that a process needs to begin, where another test tries the process."""
    return await asyncio.to_thread(CliRunner(env=environment).invoke, command(arguments[0]), list(arguments))


async def as_superuser(admin_url: str, statement: str) -> None:
    """What no login role of ours may do."""
    engine = create_async_engine(with_driver(admin_url), poolclass=pool.NullPool)
    async with engine.begin() as connection:
        assert (await connection.execute(text(statement))).rowcount in (1, -1)
    await engine.dispose()


_EARNED: list[World] = []


@pytest.fixture
async def earned(apps: Apps, travel: Travel) -> World:
    """A district whose book holds what one class earned: one for all."""
    if not _EARNED:
        _EARNED.append(await _earn(await make_world(apps), travel))
    return _EARNED[0]


async def _earn(district: World, travel: Travel) -> World:
    journey = Journey(district, travel)
    await journey.plan(capacity=5, mornings=2)
    for teacher in district.teachers[:2]:
        await journey.enrol(teacher.teacher_id)
    await district.drain()
    for day in range(2):
        await journey.attend(day, *(teacher.teacher_id for teacher in district.teachers[:2]))
    await journey.settle_and_finalise()
    return district


async def test_a_sound_book_is_verified_with_exit_code_0(earned: World) -> None:
    done = await xuefen("verify-book", "--district", str(earned.district_id))

    assert done.returncode == 0, done.stderr
    assert "the book holds" in done.stdout


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (
            "update ledger.entry set canonical = set_byte(canonical, 30, get_byte(canonical, 30) # 1) where seq = 2",
            "entry 2",
        ),
        ("update ledger.entry set hash = set_byte(hash, 0, get_byte(hash, 0) # 1) where seq = 3", "entry 3"),
        ("update ledger.entry set hours = hours + 0.0001 where seq = 1", "entry 1"),
        ("update ledger.entry set school_id = uuidv7() where seq = 1", "school_id"),
        ("delete from ledger.entry where seq = 2", "entry 2 is missing"),
        ("update ledger.balance set hours = hours + 1 where account like 'program:%'", "account program:"),
    ],
)
async def test_one_edit_behind_the_systems_back_is_named_with_exit_code_1(
    earned: World, administration: AsyncEngine, edit: str, told: str
) -> None:
    async with edited(administration, earned, edit):
        done = await xuefen_in_this_process("verify-book", "--district", str(earned.district_id))

    assert done.exit_code == 1
    assert told in done.stdout


async def test_explain_prints_clause_words_count_and_gap(earned: World) -> None:
    teacher = earned.teachers[0]

    done = await xuefen_in_this_process(
        "explain", "--district", str(earned.district_id), "--teacher", teacher.staff_number, "--as-of", "2026-08-31"
    )

    assert done.exit_code == 0, done.stderr
    assert "每学年度学时数不少于72学时" in done.stdout
    assert "XC-02 2025-2026" in done.stdout
    assert "NOT_MET" in done.stdout
    assert "64" in done.stdout


async def test_explaining_nobody_is_one_sentence(earned: World) -> None:
    done = await xuefen_in_this_process("explain", "--district", str(earned.district_id), "--teacher", "T999")

    assert (done.exit_code, type(done.exception)) == (1, SystemExit)
    assert done.stderr.count("\n") == 1


async def test_a_district_is_created_with_an_administrator_who_can_log_in(district: World) -> None:
    code = district.district_id + 300_000
    done = await xuefen("district", "create", str(code), "新区", "--admin", "chief")
    password = done.stdout.split()[-1]

    async with district.apps.http("directory", "/directory/v1") as client:
        granted = await client.post("/tokens", json={"district_id": code, "username": "chief", "password": password})
        readmitted = await xuefen_in_this_process("district", "readmit", str(code), "chief")
        once = readmitted.stdout.partition("password ")[2].partition(",")[0]
        anew = await client.post("/tokens", json={"district_id": code, "username": "chief", "password": once})
    new = World(district.apps, code)
    async with new.session("directory") as session:
        await session.execute(text("update directory_private.account set closed_at = now()"))
    closed = await xuefen_in_this_process("district", "readmit", str(code), "chief")
    reopened = await xuefen_in_this_process("district", "readmit", str(code), "chief", "--reopen")
    kept = (await new.api("directory", "auditor").get("/audit")).json()["items"]
    again = await xuefen_in_this_process("district", "create", str(code), "新区")
    nobody = await xuefen_in_this_process("district", "readmit", str(code), "somebody")

    assert granted.status_code == 200, granted.text
    assert granted.json()["roles"] == ["district_admin"]
    assert anew.json()["only"] == ["put_me_password"]
    assert (closed.exit_code, reopened.exit_code) == (1, 0)
    assert "is closed" in closed.stderr
    acts = [(one["operation"], one["object_id"]) for one in kept if one["roles"] == ["operator"]]
    assert acts == [("district-readmit", granted.json()["account_id"])] * 2 + [("district-create", None)]
    assert (nobody.exit_code, nobody.stderr) == (1, "xuefen: There is no such record\n")
    assert again.exit_code == 1
    assert "exists already" in again.stderr


async def test_importing_a_roster_at_the_terminal_lists_faults(district: World, tmp_path: Path) -> None:
    file = tmp_path / "roster.csv"
    file.write_bytes(as_csv([roster_row(1), roster_row(2, hire_date="yesterday")]))

    faulty = await xuefen_in_this_process("import", "roster", "--district", str(district.district_id), str(file))
    file.write_bytes(as_csv([roster_row(1)]))
    sound = await xuefen_in_this_process("import", "roster", "--district", str(district.district_id), str(file))

    assert faulty.exit_code == 1
    assert "入职日期" in faulty.stdout
    assert "nothing was applied" in faulty.stderr
    assert sound.exit_code == 0, sound.stderr
    assert "teachers: 1 added" in sound.stdout


async def test_a_missing_setting_is_one_clear_sentence() -> None:
    done = await xuefen("verify-book", DATABASE_URL="", ROLE_SECRET="short")

    assert done.returncode == 1
    assert "ROLE_SECRET" in done.stderr
    assert "Traceback" not in done.stderr


async def test_a_production_database_refuses_a_moved_clock_and_a_demo_on_top_of_it(
    admin_url: str, worker_id: str
) -> None:
    assert admin_url
    url = await recreate_database(os.environ["TEST_SERVER_URL"], f"xuefen_production_{worker_id}")
    await asyncio.to_thread(migrate, load_settings(), url=url)
    # The tests' server is not durable, which a production database refuses too.
    careless = await xuefen_in_this_process("district", "create", "110101", "真实区", DATABASE_URL=url)
    assert "fsync, full_page_writes, synchronous_commit is off" in careless.stderr
    await mark_deployment(url, "test")
    created = await xuefen_in_this_process("district", "create", "110101", "真实区", DATABASE_URL=url)
    assert created.exit_code == 0, created.stderr
    await as_superuser(url, "update platform.deployment set kind = 'production'")

    with pytest.raises(Exception, match="check constraint"):
        await move_clock(url, 86_400)
    with pytest.raises(WrongDeployment, match="cannot become a demo"):
        await mark_deployment(url, "demo")

    # Even where somebody forced it in, nothing starts on it.
    engine = create_async_engine(with_driver(url), poolclass=pool.NullPool)
    async with engine.begin() as connection:
        await connection.execute(text("alter table platform.deployment drop constraint deployment_check"))
    await engine.dispose()
    await move_clock(url, 86_400)
    refused = await xuefen_in_this_process("district", "create", "110102", "真实区", DATABASE_URL=url)
    assert refused.exit_code == 1
    assert "clock of this production database is moved" in refused.stderr
