"""Invariant 4: a teacher checks in once, and what a phone was told stands, whatever dies next."""

import asyncio
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from pydantic import SecretStr

from services.attendance.rules import Phase
from services.contracts import MeetingState
from services.platform import clock
from services.platform.embedded import Postgres, start_postgres
from services.platform.migration import migrate
from services.platform.settings import load_settings
from services.platform.supervisor import processes
from tests.attendance.scenes import MORNING, open_class, rows_of, scan
from tests.invariants.twice import Mutated, by_sql, invariant
from tests.support import Apps, TeacherOf, World, make_world
from tests.walks.attendance import code_of, meeting


@invariant(by_sql("unique_dropped", "alter table attendance.check_in drop constraint check_in_pkey"))
async def test_04_twenty_phones_of_a_teacher_are_one_check_in(district: World, travel: Any, mutated: Mutated) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    await travel(MORNING)
    code = await code_of(district, opened.first.meeting_id)

    async with mutated(district):
        answers = await asyncio.gather(*(scan(district, teacher, opened.first, code=code) for _ in range(20)))

    assert len(await rows_of(district, "check_in")) == 1
    assert sorted(answer.status_code for answer in answers) == [200] * 19 + [201]
    assert len({answer.text for answer in answers}) == 1


@pytest.fixture
async def postgres(tmp_path: Path) -> AsyncIterator[Postgres]:
    """A server that keeps what it acknowledges, as in earnest; the others of tests forget.

    What nobody waits for to be on the disk is not there for ten seconds: who should have waited is found out.
    """
    postgres = await asyncio.to_thread(start_postgres, tmp_path / "postgres", durable=True)
    await asyncio.to_thread(migrate, load_settings(), url=postgres.url)
    with (postgres.data / "postgresql.auto.conf").open("a") as settings:
        settings.write("wal_writer_delay = 10s\n")
    connection = await asyncpg.connect(postgres.url)
    await connection.execute("select pg_reload_conf()")
    await connection.close()
    yield postgres
    await asyncio.to_thread(postgres.stop)


async def acknowledged(world: World, teacher: TeacherOf, sitting: MeetingState) -> UUID:
    """A phone that asks until it is told."""
    codes = world.apps.of["attendance"].state.codes
    for _ in range(50):
        shown = codes.codes_from(
            clock.now(), district_id=world.district_id, meeting_id=sitting.meeting_id, phase=Phase.IN
        )
        answer = await scan(world, teacher, sitting, code=shown[0].code)
        if answer.is_success:
            return UUID(answer.json()["check_in_id"])
        await asyncio.sleep(0.02)
    raise TimeoutError(answer.text)


def kill(postgres: Postgres) -> None:
    """Its master and all its children at once: nobody gets to write anything more."""
    master = postgres.process.pid
    children = [pid for pid in processes.list_processes() if processes.parent_of(pid) == master]
    for pid in (master, *children):
        processes.send(pid, signal.SIGKILL)
    postgres.process.wait()


# Services have asked for the setting when they started; who is connected goes on with the old one.
@pytest.mark.long
@invariant(
    by_sql(
        "synchronous_commit_off",
        "alter role xuefen_attendance set synchronous_commit = off",
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'xuefen_attendance'",
    )
)
async def test_04_who_was_told_is_recorded_though_the_database_is_killed(
    postgres: Postgres, tmp_path: Path, mutated: Mutated
) -> None:
    settings = load_settings().model_copy(update={"database_url": SecretStr(postgres.url)})
    async with Apps(settings) as apps:
        world = await make_world(apps)
        opened = await open_class(world, *world.teachers, meetings=[meeting(clock.now())])
        async with mutated(world):
            told = {await acknowledged(world, teacher, opened.first) for teacher in world.teachers}
        await asyncio.to_thread(kill, postgres)

    again = await asyncio.to_thread(start_postgres, tmp_path / "postgres", durable=True, port=postgres.port)
    try:
        connection = await asyncpg.connect(again.url)
        rows = await connection.fetch("select check_in_id from attendance.check_in")
        await connection.close()
    finally:
        await asyncio.to_thread(again.stop)
    assert {row["check_in_id"] for row in rows} == told
    assert len(told) == len(world.teachers)
