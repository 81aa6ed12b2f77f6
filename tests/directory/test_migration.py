"""What a district had decided before packs changed over time stands unchanged after it; accounts become known."""

import asyncio
import os
from importlib.resources import files

from alembic import command
from alembic.config import Config
from sqlalchemy import pool, text
from sqlalchemy.ext.asyncio import create_async_engine

from services.platform.migration import migrate, recreate_database
from services.platform.settings import load_settings, with_driver

_BEFORE = """
insert into directory.district values (341825, '旌德县', 'COUNTY', null, now());
insert into directory.pack_version (district_id, content_hash, pack_id, version, content, published_at)
    values (341825, 'h1', 'XC', '1', 'text', '2025-08-01 00:00+00');
insert into directory.pack_assignment
    (district_id, assignment_id, content_hash, valid_from, valid_to, parameters, switches)
    values (341825, '00000000-0000-0000-0000-000000000001', 'h1', '2025-09-01', '2030-08-31',
            '{"a": "1"}', '{"b": "c"}');
insert into directory_private.account
    (district_id, account_id, username, display_name, roles, school_id, failures, created_at)
    values (341825, '00000000-0000-0000-0000-00000000000a', 'head', '校长', '{school_admin,teacher}',
            '00000000-0000-0000-0000-000000000002', 0, now())
"""


async def run(url: str, statements: str) -> list[tuple[object, ...]]:
    """The rows of the last statement, if it has any."""
    engine = create_async_engine(with_driver(url), poolclass=pool.NullPool)
    try:
        async with engine.begin() as connection:
            for statement in statements.split(";"):
                result = await connection.execute(text(statement))
            return [tuple(row) for row in result] if result.returns_rows else []
    finally:
        await engine.dispose()


def test_an_assignment_becomes_its_first_revision_and_goes_back(admin_url: str, worker_id: str) -> None:
    assert admin_url
    url = asyncio.run(recreate_database(os.environ["TEST_SERVER_URL"], f"xuefen_packs_{worker_id}"))
    config = Config()
    config.set_main_option("script_location", str(files("migrations")))
    config.attributes["url"] = url
    migrate(load_settings(), url=url)
    command.downgrade(config, "0006")
    asyncio.run(run(url, _BEFORE))

    command.upgrade(config, "0007")

    revisions = asyncio.run(
        run(
            url,
            "select r.revision, r.content_hash, r.parameters, r.switches, r.reason, r.decided_at = v.published_at, "
            "v.source = v.content, a.school_id, a.stage, a.post "
            "from directory.pack_revision r "
            "join directory.pack_assignment a using (district_id, assignment_id) "
            "join directory.pack_version v using (district_id, content_hash)",
        )
    )
    assert revisions == [(1, "h1", {"a": "1"}, {"b": "c"}, None, True, True, None, None, None)]
    command.upgrade(config, "0039")
    known = asyncio.run(run(url, "select * from directory.known_account"))
    assert [(str(one)[-1], roles, str(school)[-1], who) for _, one, roles, school, who in known] == [
        ("a", ["school_admin", "teacher"], "2", None)
    ]
    command.downgrade(config, "0006")
    back = asyncio.run(run(url, "select content_hash, parameters, switches from directory.pack_assignment"))
    assert back == [("h1", {"a": "1"}, {"b": "c"})]
