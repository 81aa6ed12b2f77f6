"""A database that was in use before the ledger and registration kept what they hear: it is filled from what stands."""

import asyncio
import os
import re
from datetime import date, datetime
from decimal import Decimal
from importlib.resources import files
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import pool, text
from sqlalchemy.ext.asyncio import create_async_engine

from services.platform.migration import recreate_database
from services.platform.settings import with_driver
from tests.conftest import TEMPLATE

_BEFORE = """
insert into registration.plan values (341825, ID(1), '年度计划', null, '2025-09-01', '2026-08-31', ID(9), now());
insert into registration.program values (341825, ID(2), ID(1), 'P1', '骨干研修', 'COUNTY', 'CENTRALISED', 'COMPULSORY',
    'BACKBONE', 'KNOWLEDGE_SKILL', '{EXPERT_LED}', true, '进修学校', 12, 'ATTENDANCE', ID(9), now());
insert into registration.class values (341825, ID(3), ID(2), '研修一班', null, '{}', '2026-05-01Z', '2026-06-01Z',
    'SCHEDULED', null, 50, 2, 0, 1, 3, 7, ID(9), now());
insert into registration.meeting values
    (341825, ID(41), ID(3), '2026-07-06 17:00Z', '2026-07-06 20:00Z', 6, '报告厅', '周文静', '课堂', null, false),
    (341825, ID(42), ID(3), '2026-07-08 01:00Z', '2026-07-08 04:00Z', 6, null, null, null, null, true);
insert into registration.enrolment values
    (341825, ID(51), ID(3), ID(61), 'CONFIRMED', 2, null, false, ID(8), null, null, 'TEACHER', 'SELF', ID(9), now(),
     now(), null, null, null),
    (341825, ID(52), ID(3), ID(62), 'WITHDRAWN', 3, null, false, ID(8), null, null, 'TEACHER', 'SELF', ID(9), now(),
     now(), ID(9), now(), '临时公务'),
    (341825, ID(53), ID(3), ID(63), 'WAITING', 3, 1, false, ID(8), null, null, 'TEACHER', 'SELF', ID(9), now(),
     null, null, null, null);
insert into attendance.training_class values
    (341825, ID(3), 7, '研修一班', null, '{}', false, ID(2), 'CENTRALISED');
insert into attendance.settlement values
    (341825, ID(3), 1, 'XC', 'h', 'd', ID(9), now()), (341825, ID(3), 2, 'XC', 'h', 'd', ID(9), now());
insert into attendance.settled_member values
    (341825, ID(3), 1, ID(61), '0', 6, false, '[{"hours": "0", "state": "ABSENT"}]', '{}'),
    (341825, ID(3), 2, ID(61), '10/3', 6, true, '[{"hours": "10/3", "state": "LATE"}]', '{}');
insert into assessment.training_class values
    (341825, ID(3), 7, '研修一班', null, '{}', false, '{}', '2026-07-07', null, null);
insert into assessment.outcome values
    (341825, ID(71), ID(61), ID(3), null, ID(8), 2, 'PASSED', 'GOOD', null, '研修一班', '[]', '[{"line": 1}]', 'XC',
     'h', now());
insert into ledger.entry values
    (341825, 1, ID(81), 'k1', ID(9), 'program:1', 'teacher:' || ID(61), ID(61), 6, 0, 'KNOWLEDGE_SKILL', 'COUNTY',
     null, 'CENTRALISED', 'COMPULSORY', 'BACKBONE', '{EXPERT_LED}', true, '2026-07-07', '2026-07-07', '2025-2026',
     ID(8), null, null, 'TEACHER', 'XC', 'h', 'class', ID(71), 2, 1, ID(3), ID(2), '研修一班', '{}', '2026-07-07',
     now(), null, '', sha256(''))
"""


def _id(number: int) -> str:
    return f"00000000-0000-0000-0000-{number:012}"


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


def rows(url: str, table: str) -> list[Any]:
    return asyncio.run(run(url, f"select * from {table}"))


def test_what_is_heard_since_then_is_filled_from_what_stood(admin_url: str, worker_id: str) -> None:
    assert admin_url
    url = asyncio.run(recreate_database(os.environ["TEST_SERVER_URL"], f"xuefen_filled_{worker_id}"))
    config = Config()
    config.set_main_option("script_location", str(files("migrations")))
    config.attributes["url"] = url
    command.upgrade(config, "0007")
    before = _BEFORE
    for number in (1, 2, 3, 41, 42, 51, 52, 53, 61, 62, 63, 71, 8, 81, 9):
        before = before.replace(f"ID({number})", f"'{_id(number)}'")
    asyncio.run(run(url, *before.split(";\n")))

    command.upgrade(config, "0010")

    (history,) = rows(url, "registration.training_history")
    assert (str(history["entry_id"]), history["seq"], history["hours"]) == (_id(81), 1, Decimal(6))
    assert (history["nature"], history["tags"], history["title"]) == ("COMPULSORY", ["EXPERT_LED"], "研修一班")
    (offered,) = rows(url, "ledger.offered_class")
    assert (str(offered["plan_id"]), offered["revision"], offered["capacity"]) == (_id(1), 7, 50)
    # Late in the evening by UTC is the next day there.
    assert (offered["starts_on"], offered["ends_on"]) == (date(2026, 7, 7), date(2026, 7, 7))
    (sitting,) = offered["meetings"]
    assert (sitting["meeting_id"], sitting["hours"]) == (_id(41), "6")
    assert datetime.fromisoformat(sitting["starts_at"]).utcoffset() is not None
    assert (offered["program"]["program_id"], offered["program"]["tags"]) == (_id(2), ["EXPERT_LED"])
    (known,) = rows(url, "attendance.training_class")
    assert known["program"] == offered["program"]
    came, withdrew = sorted(rows(url, "ledger.participation"), key=lambda one: str(one["teacher_id"]))
    assert (came["enrolment_revision"], came["enrolled"], str(came["school_id"])) == (2, True, _id(8))
    assert (came["settled_revision"], came["attended"], came["attendance_met"], came["excused"]) == (
        2,
        True,
        True,
        False,
    )
    assert (came["outcome_revision"], came["passed"], came["earned"], came["grade"]) == (2, True, True, "GOOD")
    assert (str(withdrew["teacher_id"]), withdrew["enrolled"], withdrew["settled_revision"]) == (_id(62), False, None)


_FETCHED = """
insert into ledger.teacher_archive values
    (341825, ID(1), ID(61), '职称评审', '2026-08-31', ID(9), null, now(), 'READY', 7, sha256(''), 1, now(), now());
insert into ledger.archive_download values
    (341825, ID(2), ID(1), ID(9), '2026-09-01 08:00Z'), (341825, ID(3), ID(1), ID(61), '2026-09-02 08:00Z')
"""


def test_who_fetched_an_archive_before_the_audit_trail_stands_in_it(admin_url: str, worker_id: str) -> None:
    assert admin_url
    name = f"xuefen_trail_{worker_id}"
    url = asyncio.run(recreate_database(os.environ["TEST_SERVER_URL"], name, template=TEMPLATE))
    config = Config()
    config.set_main_option("script_location", str(files("migrations")))
    config.attributes["url"] = url
    command.downgrade(config, "0048")
    asyncio.run(run(url, *re.sub(r"ID\((\d+)\)", lambda one: f"'{_id(int(one[1]))}'::uuid", _FETCHED).split(";\n")))
    before = rows(url, "ledger.archive_download")

    command.upgrade(config, "0049")
    kept = rows(url, "platform.audit")
    command.downgrade(config, "0048")

    assert [(one["operation"], str(one["account_id"]), str(one["object_id"]), one["purpose"]) for one in kept] == [
        ("get_teacher_archive_file", _id(9), _id(1), "职称评审"),
        ("get_teacher_archive_file", _id(61), _id(1), "职称评审"),
    ]
    assert rows(url, "ledger.archive_download") == before
