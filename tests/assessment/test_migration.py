"""A database in use before certifications knew of resits, and feedback of closing: what stood goes on to stand."""

import asyncio
import os
from importlib.resources import files
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import pool, text
from sqlalchemy.ext.asyncio import create_async_engine

from services.platform.migration import recreate_database
from services.platform.settings import with_driver

_CLASS, _SAT, _OLD, _FIRST, _ACCOUNT, _ACT = (f"'00000000-0000-0000-0000-00000000000{one}'" for one in range(1, 7))
_BEFORE = f"""
insert into assessment.training_class (district_id, class_id, revision, title, leader_ids, cancelled, program, meetings)
    values (341825, {_CLASS}, 1, '研修一班', '{{}}', false, '{{}}', '[]');
insert into assessment.resit values
    (341825, {_CLASS}, {_SAT}, 'CASE', 2, '补考', {_ACCOUNT}, '2026-05-01Z'),
    (341825, {_CLASS}, {_OLD}, 'CASE', 2, '补考', {_ACCOUNT}, '2026-05-09Z');
insert into assessment.certification values
    (341825, {_CLASS}, {_FIRST}, {_ACCOUNT}, '2026-05-05Z'),
    (341825, {_CLASS}, {_SAT}, {_ACCOUNT}, '2026-05-05Z'),
    (341825, {_CLASS}, {_OLD}, {_ACCOUNT}, '2026-05-05Z');
insert into assessment.feedback_form values (341825, 'F', 1, '{{}}', {_ACCOUNT}, now(), '统一使用');
insert into assessment.feedback_opening values (341825, {_ACT}, {_CLASS}, 'F', 1, {_ACCOUNT}, now());
insert into assessment.feedback_answer values (341825, {_CLASS}, gen_random_uuid(), '{{}}');
insert into assessment.release_act values
    (341825, {_ACT}, {_CLASS}, null, false, null, '2026-06-01Z', {_ACCOUNT}, now());
insert into assessment.appeal
    (district_id, appeal_id, class_id, teacher_id, school_id, release_id, grounds, file_ids, appealed_at, state)
    values (341825, {_ACT}, {_CLASS}, {_SAT}, {_CLASS}, {_ACT}, '漏评', '{{}}', now(), 'OPEN')
"""


async def run(url: str, *statements: str) -> list[Any]:
    """The rows of the last statement, if it has any."""
    engine = create_async_engine(with_driver(url), poolclass=pool.NullPool)
    try:
        async with engine.begin() as connection:
            for statement in statements:
                result = await connection.execute(text(statement))
            return list(result.mappings()) if result.returns_rows else []
    finally:
        await engine.dispose()


def test_who_was_certified_for_the_attempt_that_stood_is_certified_still(admin_url: str, worker_id: str) -> None:
    assert admin_url
    url = asyncio.run(recreate_database(os.environ["TEST_SERVER_URL"], f"xuefen_certified_{worker_id}"))
    config = Config()
    config.set_main_option("script_location", str(files("migrations")))
    config.attributes["url"] = url
    command.upgrade(config, "0027")
    asyncio.run(run(url, *_BEFORE.split(";\n")))

    command.upgrade(config, "0028")

    kept = asyncio.run(run(url, "select * from assessment.certification order by teacher_id"))
    # Sat again before being certified, sat again after it, never sat again: by how many resits each holds.
    assert [(str(row["teacher_id"])[-1], row["resits"], row["stages"]) for row in kept] == [
        ("2", 1, None),
        ("3", 0, None),
        ("4", 0, None),
    ]
    (opening,) = asyncio.run(run(url, "select * from assessment.feedback_opening"))
    assert (opening["closes_at"], opening["in_blocks"]) == (None, True)
    (answer,) = asyncio.run(run(url, "select * from assessment.feedback_answer"))
    assert answer["block"] == 0

    command.downgrade(config, "0027")
    assert len(asyncio.run(run(url, "select * from assessment.certification"))) == 3
    assert len(asyncio.run(run(url, "select * from assessment.appeal"))) == 1
