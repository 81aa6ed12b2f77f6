"""Exports asked for, made and read again, as tests do it."""

import io
import json
import os
import zipfile
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from python_calamine import CalamineWorkbook

from services.directory.models import Appointment, Teacher
from services.ledger import operations
from services.platform import clock
from services.platform.files import FileStore
from services.platform.ids import new_id
from tests.ledger.saying import a_line, an_outcome
from tests.support import Api, World


async def asked(api: Api, kind: str = "ENTRIES", form: str = "NDJSON", **more: Any) -> dict[str, Any]:
    answer = await api.post("/exports", json={"kind": kind, "form": form, **more})
    assert answer.status_code == 202, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def made(world: World, api: Api, kind: str = "ENTRIES", form: str = "NDJSON", **more: Any) -> bytes:
    """An export asked for, made and fetched."""
    export_id = (await asked(api, kind, form, **more))["export_id"]
    await world.drain()
    answer = await api.get(f"/exports/{export_id}/content")
    assert answer.status_code == 200, answer.text
    shown = (await api.get(f"/exports/{export_id}")).json()
    assert (shown["state"], shown["done"], shown["size"]) == ("DONE", shown["total"], len(answer.content))
    return answer.content


def lines(content: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in content.splitlines()]


def sheet(content: bytes) -> list[dict[str, Any]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    headings, *rows = workbook.get_sheet_by_name(workbook.sheet_names[0]).to_python()
    return [dict(zip(map(str, headings), row, strict=True)) for row in rows]


def stored(world: World) -> list[Path]:
    """What lies in the store of this district's exports."""
    folder = Path(os.environ["FILE_STORE"], str(world.district_id), "passing", "exports")
    return [path for path in folder.rglob("*") if path.is_file()]


async def grow_book(world: World, entries: int) -> None:
    """So many entries, in outcomes of twenty lines at the most."""
    counts = [min(20, entries - first) for first in range(0, entries, 20)]
    outcomes = [
        an_outcome(world, number % 8, *[a_line(line, "1") for line in range(1, count + 1)])
        for number, count in enumerate(counts)
    ]
    # More than an event may say.
    for first in range(0, len(outcomes), 50):
        async with world.session("ledger") as session:
            await operations.post_outcomes(
                session, district_id=world.district_id, outcomes=outcomes[first : first + 50], at=clock.now()
            )
    await world.drain()


async def state(api: Api, export_id: str) -> dict[str, Any]:
    found: dict[str, Any] = (await api.get(f"/exports/{export_id}")).json()
    return found


async def step(world: World, export_id: str, files: Any = None) -> None:
    """One step of an export, as the worker makes it."""
    async with world.session("ledger") as session:
        await operations.go_on_exporting(
            session,
            district_id=world.district_id,
            export_id=UUID(export_id),
            files=files or world.apps.of["ledger"].state.files,
            at=clock.now(),
        )


def api_files(world: World) -> FileStore:
    files: FileStore = world.apps.of["ledger"].state.files
    return files


async def employ(world: World, count: int, *, until: date | None = None) -> list[UUID]:
    """So many more teachers of the first school."""
    ids = sorted(new_id() for _ in range(count))
    async with world.session("directory") as session:
        for number, teacher_id in enumerate(ids):
            session.add(
                Teacher(
                    district_id=world.district_id,
                    teacher_id=teacher_id,
                    person_id=new_id(),
                    staff_number=f"N{until or ''}{number:04}",
                    name="周静",
                    birth_date=None,
                    hire_date=date(2010, 9, 1),
                    retire_date=None,
                )
            )
        await session.flush()
        for teacher_id in ids:
            session.add(
                Appointment(
                    district_id=world.district_id,
                    appointment_id=new_id(),
                    teacher_id=teacher_id,
                    school_id=world.schools[0].school_id,
                    post="TEACHER",
                    stage="PRIMARY",
                    subject=None,
                    title=None,
                    title_tier=None,
                    valid_from=date(2010, 9, 1),
                    valid_to=until,
                )
            )
    return ids
