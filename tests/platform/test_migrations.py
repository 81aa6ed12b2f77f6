"""The migrated schema is what the models say."""

import asyncio
import os
from importlib.resources import files

from alembic import command
from alembic.config import Config

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
