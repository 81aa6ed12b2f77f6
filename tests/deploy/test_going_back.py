"""An image of yesterday on the schema of tomorrow: `xuefen migrate` says whether it may stay, and touches nothing."""

import asyncio
import os
import re
from importlib.resources import files

import asyncpg
import pytest
from alembic import op
from alembic.script import ScriptDirectory

from services.platform.migration import newest_revision, recreate_database
from tests.conftest import TEMPLATE
from tests.deploy.following import follow_here

TAKING_AWAY = re.compile(
    r"\bDROP (TABLE|COLUMN|SCHEMA|FUNCTION|VIEW|DEFAULT)\b|\bRENAME\b|\bREVOKE\b|\bSET NOT NULL\b"
    r"|\bCOLUMN \w+ (SET DATA )?TYPE\b"
)
SAYING_SO = re.compile(r"UPDATE platform\.deployment SET oldest_release = '(\d{4})'")


@pytest.fixture
def url(worker_id: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database that a newer release has been on."""
    made = asyncio.run(recreate_database(os.environ["TEST_SERVER_URL"], f"xuefen_back_{worker_id}", template=TEMPLATE))
    monkeypatch.setenv("DATABASE_URL", made)
    ask(made, "UPDATE migrations.alembic_version SET version_num = '9999'")
    return made


def ask(url: str, statement: str) -> list[asyncpg.Record]:
    async def connected() -> list[asyncpg.Record]:
        connection = await asyncpg.connect(url)
        try:
            return list(await connection.fetch(statement))
        finally:
            await connection.close()

    return asyncio.run(connected())


def migrated(*, ends_with: int) -> str:
    """What the former image's migration says, as the runbook has it typed."""
    return " ".join(follow_here("upgrading", "back", ends_with=ends_with).split())


def stands(url: str) -> str:
    return str(ask(url, "SELECT version_num FROM migrations.alembic_version")[0][0])


def test_the_release_before_stays_on_the_newer_schema_and_holds_nobody_up(url: str) -> None:
    said = migrated(ends_with=0)

    newer = f"the schema is 9999, newer than this release's {newest_revision()}"
    assert said == f"{newer}, which runs on it: nothing is to be migrated"
    assert stands(url) == "9999"


def test_a_release_that_the_newer_schema_has_left_behind_is_told_to_go(url: str) -> None:
    ask(url, "UPDATE platform.deployment SET oldest_release = '9998'")

    said = migrated(ends_with=1)

    assert f"asks for a release of 9998 or newer, this one is of {newest_revision()}" in said
    assert stands(url) == "9999"


def faults_of(revision: str, statements: list[str]) -> list[str]:
    """What a migration takes away from a release that was never told that it is left behind."""
    taken = [one for one in statements if TAKING_AWAY.search(one)]
    said = [found[1] for one in statements if (found := SAYING_SO.search(one))]
    return taken if not said or said[0] >= revision else []


def test_a_migration_that_takes_away_says_which_release_does_without(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(op, "execute", said.append)
    read = 0
    for script in ScriptDirectory(str(files("migrations"))).walk_revisions():
        # The column came with 0057.
        if script.revision >= "0057":
            said.clear()
            script.module.upgrade()
            read += 1
            assert faults_of(script.revision, said) == [], script.revision

    assert read >= 1
    dropped, told = "ALTER TABLE a.b DROP COLUMN c", "UPDATE platform.deployment SET oldest_release = '0060'"
    assert faults_of("0061", [dropped]) == [dropped]
    assert faults_of("0061", [dropped, told]) == []
    assert faults_of("0060", [dropped, told]) == [dropped]
    assert faults_of("0061", ["ALTER TABLE a.b ADD COLUMN c text"]) == []
