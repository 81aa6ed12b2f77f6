"""P9: a roster of 20,000 rows over HTTP, by parsing that workbook and copying those rows.

The ceiling is what nobody can do without: the library reading the workbook, and COPY of the same teachers, identities,
claims, appointments and degrees into tables with the same indexes. The import checks every row beside, seals every
document and phone number, and says whose timeline changed. The same file again changes nothing.
"""

import asyncio
import io
import os
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import Any, Final
from uuid import UUID

import asyncpg
import httpx
import xlsxwriter  # type: ignore[import-untyped]  # it ships no types
from python_calamine import CalamineWorkbook

from services.directory.rules import COLUMNS
from services.platform.ids import new_id
from services.platform.settings import load_settings
from tests.bench.database import own_database
from tests.bench.harness import Finding
from tests.bench.people import People, settle
from tests.bench.serving import served

ROWS = int(os.environ.get("BENCH_ROWS", "20000"))
GOAL = 5.0
_DIRECTORY: Final = "services.directory.app:create_app"
_ROUNDS = 3
_DISTRICT = 923_000
_PATIENCE = 90
_SCHOOLS = 60
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_COLUMNS: Final = {
    "person_claim": ("document_index", "person_id"),
    "teacher": (
        "district_id", "teacher_id", "person_id", "staff_number", "name", "birth_date", "hire_date", "retire_date",
    ),
    "identity": (
        "district_id", "teacher_id", "document_kind", "document_sealed", "document_index", "phone_sealed",
        "phone_index",
    ),
    "appointment": (
        "district_id", "appointment_id", "teacher_id", "school_id", "post", "stage", "subject", "title", "title_tier",
        "valid_from", "valid_to",
    ),
    "teacher_fact": (
        "district_id", "fact_id", "teacher_id", "kind", "code", "valid_from", "valid_to", "ground",
    ),
}  # fmt: skip
_COPIED: Final = "".join(
    f"CREATE TABLE public.{name} (LIKE {schema}.{name} INCLUDING ALL);"
    for schema, name in (
        ("directory", "teacher"),
        ("directory", "appointment"),
        ("directory", "teacher_fact"),
        ("directory_private", "identity"),
        ("directory_private", "person_claim"),
    )
)


@dataclass(slots=True)
class Bench:
    """Everything that the measurements stand on."""

    port: int
    connection: "asyncpg.Connection[asyncpg.Record]"
    faults: list[str] = field(default_factory=list)


async def measure() -> Finding:
    """Measure rounds by turns, each in a district of its own with people of its own; look at what was written."""
    seconds: dict[str, list[float]] = {"parsing": [], "copying": [], "dry run": [], "import": [], "again": []}
    async with own_database("production"), AsyncExitStack() as stack:
        ports, _ = await stack.enter_async_context(served(_DIRECTORY, processes=1))
        connection = await asyncpg.connect(load_settings().database_url.get_secret_value())
        stack.push_async_callback(connection.close)
        await connection.execute(_COPIED)
        bench = Bench(ports[0], connection)
        for round_ in range(_ROUNDS):
            await _round(bench, round_, seconds)
    ceiling = median(map(sum, zip(seconds["parsing"], seconds["copying"], strict=True)))
    value = median(seconds["import"]) / ceiling
    return Finding(
        round(value, 3),
        GOAL,
        value <= GOAL and not bench.faults,
        "import ÷ parsed and copied",
        {
            "rows": ROWS,
            "seconds": {name: round(median(took), 2) for name, took in seconds.items()},
            "dry run ÷ parsed and copied": round(median(seconds["dry run"]) / ceiling, 2),
            "the same file again ÷ parsed and copied": round(median(seconds["again"]) / ceiling, 2),
            "faults": bench.faults,
        },
    )


async def _round(bench: Bench, round_: int, seconds: dict[str, list[float]]) -> None:
    people = await settle(_DISTRICT + round_, 1)
    content = _workbook(round_)
    tables = _tables(people, round_)
    acts: tuple[tuple[str, Callable[[], Awaitable[Any]]], ...] = (
        ("parsing", lambda: asyncio.to_thread(_parse, content)),
        ("copying", lambda: _copy(bench, tables)),
        ("dry run", lambda: _import(bench, people, content, applied=False, added=ROWS)),
        ("import", lambda: _import(bench, people, content, applied=True, added=ROWS)),
        ("again", lambda: _import(bench, people, content, applied=True, added=0)),
    )
    for name, act in acts:
        began = time.perf_counter()
        await act()
        seconds[name].append(time.perf_counter() - began)
    for table in ("directory.teacher", "directory.appointment", "directory_private.identity"):
        kept = await bench.connection.fetchval(f"SELECT count(*) FROM {table} WHERE district_id = {people.district_id}")
        # One more is there from the beginning; its identity is not.
        if kept - ROWS not in (0, 1):
            bench.faults.append(f"{kept} rows in {table}")


def _parse(content: bytes) -> None:
    CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python(skip_empty_area=False)


async def _copy(bench: Bench, tables: dict[str, Sequence[tuple[Any, ...]]]) -> None:
    async with bench.connection.transaction():
        for name, rows in tables.items():
            await bench.connection.copy_records_to_table(
                name, schema_name="public", columns=_COLUMNS[name], records=rows
            )


async def _import(bench: Bench, people: People, content: bytes, *, applied: bool, added: int) -> None:
    async with httpx.AsyncClient(timeout=_PATIENCE, trust_env=False) as client:
        answer = await client.post(
            f"http://127.0.0.1:{bench.port}/directory/v1/districts/{people.district_id}/roster-imports",
            content=content,
            params={"dry_run": str(not applied).lower()},
            headers={"Authorization": f"Bearer {people.token('district_admin')}", "Idempotency-Key": str(new_id())},
        )
    if answer.status_code != 201:
        raise RuntimeError(f"{answer.status_code} {answer.text[:500]}")
    told = answer.json()
    if told["report"]["errors"]:
        raise RuntimeError(f"{told['report']['errors'][:3]}")
    written = [told["report"]["counts"][table] for table in ("teachers", "appointments", "identities", "facts")]
    if told["applied"] is not applied or written != [{"added": added, "changed": 0}] * 4:
        bench.faults.append(f"applied={applied}, added={added}: told {told['applied']} {written}")


def _document(number: int) -> str:
    """A resident identity number that nobody has, with its check digit."""
    digits = f"110101{1960 + number % 30:04}{number % 12 + 1:02}{number % 28 + 1:02}{number // 420 % 1000:03}"
    check = "10X98765432"[sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)) % 11]
    return digits + check


def _number(place: int, round_: int) -> int:
    return round_ * ROWS + place


def _workbook(round_: int) -> bytes:
    stream = io.BytesIO()
    keys = (
        "school_code", "school_name", "school_kind", "stage", "staff_number", "name", "document_kind", "document",
        "phone", "hire_date", "valid_from", "post", "subject", "title", "title_tier", "degree", "degree_on",
    )  # fmt: skip
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        page = workbook.add_worksheet("名册")
        page.write_row(0, 0, [COLUMNS[key][0] for key in keys])
        for place in range(ROWS):
            number, school = _number(place, round_), place % _SCHOOLS
            row = (
                f"X{school:03}", f"第{school}中学", "学校", "初中", f"N{place:06}", f"教师{place}", "居民身份证",
                _document(number), f"139{number:08}", "2010-09-01", "2020-09-01", "教师", "数学", "一级教师", "中级",
                "本科", "2010-07-01",
            )  # fmt: skip
            page.write_row(place + 1, 0, row)
    return stream.getvalue()


def _tables(people: People, round_: int) -> dict[str, Sequence[tuple[Any, ...]]]:
    """The rows as they come to stand."""
    district_id, began = people.district_id, date(2020, 9, 1)
    schools = [new_id() for _ in range(_SCHOOLS)]
    ids: list[tuple[UUID, UUID]] = [(new_id(), new_id()) for _ in range(ROWS)]
    indexes = [_number(place, round_).to_bytes(32, "big") for place in range(ROWS)]
    sealed = bytes(46)
    return {
        "person_claim": [(index, person_id) for index, (_, person_id) in zip(indexes, ids, strict=True)],
        "teacher": [
            (district_id, teacher_id, person_id, f"N{place:06}", f"教师{place}", None, date(2010, 9, 1), None)
            for place, (teacher_id, person_id) in enumerate(ids)
        ],
        "identity": [
            (district_id, teacher_id, "RESIDENT_ID", sealed, indexes[place], sealed, indexes[place])
            for place, (teacher_id, _) in enumerate(ids)
        ],
        "appointment": [
            (
                district_id, new_id(), teacher_id, schools[place % _SCHOOLS], "TEACHER", "JUNIOR_MIDDLE", "数学",
                "一级教师", "MIDDLE", began, None,
            )
            for place, (teacher_id, _) in enumerate(ids)
        ],
        "teacher_fact": [
            (district_id, new_id(), teacher_id, "DEGREE", "BACHELOR", date(2010, 7, 1), None, None)
            for teacher_id, _ in ids
        ],
    }  # fmt: skip
