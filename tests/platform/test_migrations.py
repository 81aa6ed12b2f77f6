"""The migrated schema is what the models say."""

import asyncio
import os
from importlib.resources import files

import pytest
from alembic import command, op
from alembic.config import Config
from alembic.script import ScriptDirectory

from services.platform.migration import migrate, recreate_database
from services.platform.settings import load_settings


def configured(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(files("migrations")))
    config.attributes["url"] = url
    return config


def test_the_migrations_build_what_the_models_describe(admin_url: str) -> None:
    command.check(configured(admin_url))


def test_an_empty_database_goes_up_down_and_up_again(admin_url: str, worker_id: str) -> None:
    assert admin_url
    url = asyncio.run(recreate_database(os.environ["TEST_SERVER_URL"], f"xuefen_updown_{worker_id}"))

    migrate(load_settings(), url=url)
    command.downgrade(configured(url), "base")
    migrate(load_settings(), url=url)

    command.check(configured(url))


def test_rows_are_changed_only_where_all_of_them_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A login that is bound to districts would find none, and say nothing. The first migrations did not ask."""
    said: list[str] = []
    monkeypatch.setattr(op, "execute", said.append)
    changes = 0
    for script in ScriptDirectory(str(files("migrations"))).walk_revisions():
        for way in ("upgrade", "downgrade") if script.revision >= "0048" else ():
            said.clear()
            getattr(script.module, way)()
            for place, statement in enumerate(said):
                if statement.split()[0] in ("INSERT", "UPDATE", "DELETE", "DO"):
                    changes += 1
                    before = [one for one in said[:place] if one.startswith(("SET LOCAL", "RESET"))]
                    assert before[-1:] == ["SET LOCAL row_security = off"], f"{script.revision} {way}: {statement}"

    assert changes >= 4
