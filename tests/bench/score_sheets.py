"""P12: a score sheet of 20,000 rows by three components over HTTP, by parsing that workbook and copying those rows.

The ceiling is what nobody can do without: the library reading the workbook, and COPY of the same 60,000 marks into a
table with the same indexes and the same foreign key. As for the roster (P9), where every row is validated too, five
times the ceiling at most; a dry run does everything but write and may not take longer than that either. The same file
again records nothing.

What reads the file is a process of its own: at its peak it takes less than half of the memory it is limited to, so that
a larger file is refused by its limits and not by its luck. Whoever asks the service's process for something small
meanwhile never waits for a tenth of the time. A connection that is cut amid, and the same request again: once.
"""

import asyncio
import io
import os
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import Any, Final
from uuid import UUID

import asyncpg
import httpx
import xlsxwriter  # type: ignore[import-untyped]  # it ships no types
from python_calamine import CalamineWorkbook

from services.assessment.rules.sheets import (
    CLASS_NOTE,
    NAME,
    NOTES_HEADER,
    NOTES_SHEET,
    SCHEME_NOTE,
    STAFF_NUMBER,
    VERSION_NOTE,
)
from services.platform.database import Sessions
from services.platform.ids import new_id
from services.platform.settings import load_settings
from tests.bench.classes import ASSESSMENT, Bystander, Desk, asking, assessment_sessions, open_class
from tests.bench.database import own_database
from tests.bench.harness import Finding
from tests.bench.people import People, settle
from tests.bench.serving import served

ROWS = int(os.environ.get("BENCH_ROWS", "20000"))
GOAL, GOAL_DRY, GOAL_WAIT, GOAL_MEMORY = 5.0, 5.0, 0.1, 0.5
_LIMIT_BYTES: Final = 1_024 * 1_024 * 1_024
_ROUNDS = 3
_DISTRICT = 922_000
_CODE = "SHEET"
_COMPONENTS = ("C1", "C2", "C3")
_COLUMNS = (
    "district_id", "score_id", "class_id", "teacher_id", "component", "criterion", "attempt", "mark",
    "assessor_kind", "assessor_id", "marked_by", "marked_at",
)  # fmt: skip
_COPIED: Final = """
    CREATE TABLE public.copied (LIKE assessment.score INCLUDING ALL);
    ALTER TABLE public.copied ADD FOREIGN KEY (district_id, class_id)
        REFERENCES assessment.training_class (district_id, class_id)
"""
_LATER_SECONDS = 2


@dataclass(slots=True)
class Bench:
    """Everything that the measurements stand on."""

    people: People
    sessions: Sessions
    connection: "asyncpg.Connection[asyncpg.Record]"
    desk: Desk
    bystander: Bystander
    server: int
    told: dict[str, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


async def measure() -> Finding:
    """Measure rounds by turns; hold every mark against the file."""
    async with own_database("production"), AsyncExitStack() as stack:
        people = await settle(_DISTRICT, ROWS)
        ports, servers = await stack.enter_async_context(served(ASSESSMENT))
        desk = await stack.enter_async_context(asking(people, ports[0], people.token("district_admin")))
        sessions = await stack.enter_async_context(assessment_sessions())
        connection = await asyncpg.connect(load_settings().database_url.get_secret_value())
        stack.push_async_callback(connection.close)
        await connection.execute(_COPIED)
        await desk.post("/schemes", json=_scheme())
        small = await open_class(sessions, people, people.teacher_ids[:1], scheme=_CODE)
        bystander = Bystander(desk, f"/classes/{small}/scheme")
        bench = Bench(people, sessions, connection, desk, bystander, servers[0])
        idle = _rss(bench.server)
        seconds: dict[str, list[float]] = {"parsing": [], "copying": [], "dry": [], "real": []}
        for round_ in range(_ROUNDS):
            await _round(bench, round_, seconds)
        await _watched_round(bench)
        await _cut(bench)
        bench.told["service's process, MB: idle, peak"] = (idle >> 20, _rss(bench.server, "VmHWM") >> 20)
    return _concluded(bench, seconds)


def _concluded(bench: Bench, seconds: dict[str, list[float]]) -> Finding:
    ceiling = median(map(sum, zip(seconds["parsing"], seconds["copying"], strict=True)))
    value, dry = median(seconds["real"]) / ceiling, median(seconds["dry"]) / ceiling
    waits, memory = bench.told["longest wait"], bench.told.pop("memory")
    met = (
        not bench.faults
        and value <= GOAL
        and dry <= GOAL_DRY
        and max(waits.values()) <= GOAL_WAIT
        and memory <= GOAL_MEMORY
    )
    bench.told[f"longest wait of a bystander by the whole request (<= {GOAL_WAIT:g})"] = bench.told.pop("longest wait")
    return Finding(
        round(value, 3),
        GOAL,
        met,
        "import ÷ parsed and copied",
        {
            "rows, marks": (ROWS, ROWS * len(_COMPONENTS)),
            f"dry run (<= {GOAL_DRY:g})": round(dry, 2),
            "seconds": {name: round(median(took), 2) for name, took in seconds.items()},
            f"peak of the reading process by its limit (<= {GOAL_MEMORY:g})": round(memory, 2),
            **bench.told,
            "faults": bench.faults,
        },
    )


async def _round(bench: Bench, round_: int, seconds: dict[str, list[float]]) -> None:
    class_id = await open_class(bench.sessions, bench.people, bench.people.teacher_ids, scheme=_CODE)
    content = _workbook(bench.people, class_id, round_)
    if not round_:
        bench.told["file, bytes"] = len(content)
        bench.told["memory"] = await _peak(content) / _LIMIT_BYTES
    records = _records(bench.people, class_id, round_)
    imports: tuple[tuple[str, Callable[[], Awaitable[Any]]], ...] = (
        ("parsing", lambda: _parse(content)),
        ("copying", lambda: _copy(bench, records)),
        ("dry", lambda: _import(bench, class_id, content, dry=True)),
        ("real", lambda: _import(bench, class_id, content)),
    )
    for name, act in imports:
        began = time.perf_counter()
        await act()
        seconds[name].append(time.perf_counter() - began)
    await _look(bench, class_id, round_)
    if not round_:
        await _import(bench, class_id, content, recorded=0)
        await _look(bench, class_id, round_)


async def _parse(content: bytes) -> None:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for name in workbook.sheet_names:
        workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)


async def _copy(bench: Bench, records: Sequence[tuple[Any, ...]]) -> None:
    await bench.connection.copy_records_to_table(
        "copied", schema_name="public", columns=list(_COLUMNS), records=records
    )


async def _import(
    bench: Bench, class_id: UUID, content: bytes, *, dry: bool = False, recorded: int = ROWS * len(_COMPONENTS)
) -> None:
    done = await bench.desk.post(
        f"/classes/{class_id}/score-sheets", content=content, params={"dry_run": str(dry).lower()}
    )
    _look_at_report(bench, done, dry=dry, recorded=recorded)


def _look_at_report(bench: Bench, done: dict[str, Any], *, dry: bool, recorded: int) -> None:
    marks = ROWS * len(_COMPONENTS)
    expected = (not dry, ROWS, marks, recorded, marks - recorded, 0)
    told = tuple(done[name] for name in ("applied", "rows", "marks", "recorded", "unchanged", "faults"))
    if told != expected:
        bench.faults.append(f"told {told} instead of {expected}: {done['errors'][:2]}")


async def _look(bench: Bench, class_id: UUID, round_: int) -> None:
    """Hold every mark in the table against the file, and a sample of them over HTTP."""
    kept = await bench.connection.fetch(
        "SELECT teacher_id, component, mark FROM assessment.score WHERE district_id = $1 AND class_id = $2",
        _DISTRICT,
        class_id,
    )
    expected = {
        (teacher_id, component): _mark(place, number, round_)
        for place, teacher_id in enumerate(bench.people.teacher_ids)
        for number, component in enumerate(_COMPONENTS)
    }
    if len(kept) != len(expected) or {(row["teacher_id"], row["component"]): row["mark"] for row in kept} != expected:
        bench.faults.append(f"{len(kept)} marks kept of {len(expected)}, or others")
    place = ROWS // 2
    teacher_id = bench.people.teacher_ids[place]
    shown = await bench.desk.get(f"/classes/{class_id}/scores", teacher_id=str(teacher_id))
    if {one["component"]: Decimal(one["score"]) for one in shown["items"]} != {
        component: _mark(place, number, round_) for number, component in enumerate(_COMPONENTS)
    }:
        bench.faults.append(f"shown otherwise: {shown['items']}")


async def _watched_round(bench: Bench) -> None:
    """Once more with somebody who asks for something small meanwhile."""
    class_id = await open_class(bench.sessions, bench.people, bench.people.teacher_ids, scheme=_CODE)
    content = _workbook(bench.people, class_id, 0)
    waits, told = {}, {}
    for name, dry in (("dry run", True), ("import", False)):
        bench.bystander.waits.clear()
        began = time.perf_counter()
        async with bench.bystander.watching():
            await _import(bench, class_id, content, dry=dry)
        took = time.perf_counter() - began
        longest = max(bench.bystander.waits)
        waits[name] = round(longest / took, 3)
        told[name] = (round(median(bench.bystander.waits) * 1000), round(longest * 1000))
    bench.told |= {"longest wait": waits, "bystander meanwhile, ms: p50, longest": told}


async def _cut(bench: Bench) -> None:
    """Cut the connection amid an import and ask again with the same key until it is answered."""
    class_id = await open_class(bench.sessions, bench.people, bench.people.teacher_ids, scheme=_CODE)
    path, content, key = f"/classes/{class_id}/score-sheets", _workbook(bench.people, class_id, 1), str(new_id())
    statuses: list[int] = []
    async with _impatient(bench) as client:
        try:
            await client.post(path, content=content, headers={"Idempotency-Key": key})
            bench.faults.append("the import was faster than the connection was cut")
        except httpx.ReadTimeout:
            pass
    for _ in range(30):
        answer = await bench.desk.client.post(path, content=content, headers={"Idempotency-Key": key})
        statuses.append(answer.status_code)
        if answer.status_code == 201:
            _look_at_report(bench, answer.json(), dry=False, recorded=ROWS * len(_COMPONENTS))
            break
        if answer.status_code != 503:
            bench.faults.append(f"after the cut: {answer.status_code} {answer.text[:200]}")
            break
        await asyncio.sleep(_LATER_SECONDS)
    await _look(bench, class_id, 1)
    bench.told["cut amid, then asked again"] = statuses


@asynccontextmanager
async def _impatient(bench: Bench) -> AsyncIterator[httpx.AsyncClient]:
    of = bench.desk.client
    async with httpx.AsyncClient(base_url=of.base_url, headers=of.headers, timeout=1, trust_env=False) as client:
        yield client


def _scheme() -> dict[str, Any]:
    return {
        "code": _CODE,
        "title": {"zh": "全员考核", "en": "Everybody's assessment"},
        "gates": [{"kind": "ATTENDANCE"}],
        "stages": [
            {
                "code": "DURING",
                "label": {"zh": "训中", "en": "During the training"},
                "assessors": ["ORGANISER"],
                "pass_score": "60",
                "components": [
                    {"code": code, "label": {"zh": f"考核项{code}", "en": code}, "weight": weight}
                    for code, weight in zip(_COMPONENTS, ("30", "30", "40"), strict=True)
                ],
            }
        ],
        "reason": "全员培训考核办法",
    }


def _mark(place: int, component: int, round_: int) -> Decimal:
    """In halves, from 40 to 100."""
    return Decimal(80 + (place * 7919 + component * 31 + round_) % 121) / 2


def _workbook(people: People, class_id: UUID, round_: int) -> bytes:
    """The sheet as somebody fills it in: half of the marks typed as numbers, the others as text."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        page = workbook.add_worksheet("1 训中")
        page.write_row(0, 0, [STAFF_NUMBER, NAME, *(f"考核项{code} [{code}]" for code in _COMPONENTS)])
        for place in range(ROWS):
            page.write_string(place + 1, 0, people.staff_number(place))
            page.write_string(place + 1, 1, people.name(place))
            for number in range(len(_COMPONENTS)):
                mark = _mark(place, number, round_)
                if place % 2:
                    page.write_number(place + 1, number + 2, float(mark))
                else:
                    page.write_string(place + 1, number + 2, str(mark))
        notes = workbook.add_worksheet(NOTES_SHEET)
        notes.write_row(0, 0, NOTES_HEADER)
        for row, told in enumerate(((CLASS_NOTE, str(class_id)), (SCHEME_NOTE, _CODE), (VERSION_NOTE, "1")), start=1):
            notes.write_row(row, 0, told)
    return stream.getvalue()


def _records(people: People, class_id: UUID, round_: int) -> list[tuple[Any, ...]]:
    at, by = datetime.now(UTC), new_id()
    return [
        (
            _DISTRICT, new_id(), class_id, teacher_id, component, None, 1, _mark(place, number, round_),
            "ORGANISER", by, by, at,
        )
        for place, teacher_id in enumerate(people.teacher_ids)
        for number, component in enumerate(_COMPONENTS)
    ]  # fmt: skip


async def _peak(content: bytes) -> int:
    """Run what reads the file as the service does; return the most memory that it had, in bytes."""
    return await asyncio.to_thread(_run_and_weigh, content)


def _run_and_weigh(content: bytes) -> int:
    given, taken = os.pipe()
    out = os.open(os.devnull, os.O_WRONLY)
    actions = [(os.POSIX_SPAWN_DUP2, given, 0), (os.POSIX_SPAWN_DUP2, out, 1), (os.POSIX_SPAWN_CLOSE, taken)]
    command = [sys.executable, "-m", "services.platform.spreadsheets"]
    child = os.posix_spawn(sys.executable, command, os.environ, file_actions=actions)
    os.close(given)
    with os.fdopen(taken, "wb") as pipe:
        pipe.write(content)
    os.close(out)
    _, status, usage = os.wait4(child, 0)
    if status:
        raise RuntimeError(f"the reader ended with {status}")
    return usage.ru_maxrss * 1024


def _rss(process: int, what: str = "VmRSS") -> int:
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(what))
