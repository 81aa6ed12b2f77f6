"""An export made step by step: each adds parts to the file and says what follows, so that a restart loses nothing."""

import asyncio
import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import BulkExportFellDue
from services.ledger import queries
from services.ledger.models import BulkExport, BulkExportPart
from services.ledger.operations.bulk_exports.rows import list_next_rows
from services.ledger.rules import EXPORT_COLUMNS, EXPORT_SHEETS, EXPORTS_KEPT, ExportForm, ExportKind
from services.platform.database import allow_seconds
from services.platform.files import FileStore
from services.platform.growing import Shape, grow
from services.platform.outbox import publish

_LONGEST_SECONDS: Final = 25
# The bell is rung once, by another process, whose clock may be ahead of this one's: not heard, the file would stay.
_CLOCKS_DIFFER: Final = timedelta(minutes=1)
# A step adds fewer parts than this: how far beyond the last one noted there may be some that no transaction knows of.
_MOST_PARTS_A_STEP: Final = 20


def part_name(export_id: UUID, number: int) -> str:
    """Under which name a part lies in the store: a step that is done again writes the same under the same."""
    return f"exports/{export_id}/{number}"


async def go_on_exporting(
    session: AsyncSession, *, district_id: int, export_id: UUID, files: FileStore, at: datetime
) -> None:
    """The next step of an export; or, when it was cancelled or its days are over, the removal of its file."""
    await allow_seconds(session, _LONGEST_SECONDS)
    asked = await queries.get_bulk_export(session, district_id=district_id, export_id=export_id)
    if asked.state == "RUNNING":
        await _add_step(session, asked, files=files, at=at)
    elif asked.state == "CANCELLED":
        await _remove(asked, files=files)
    elif asked.state == "DONE" and asked.expires_at is not None and asked.expires_at <= at + _CLOCKS_DIFFER:
        await _remove(asked, files=files)
        await queries.end_bulk_export(
            session, district_id=district_id, export_id=export_id, states=("DONE",), moved={"state": "EXPIRED"}
        )


async def _add_step(session: AsyncSession, asked: BulkExport, *, files: FileStore, at: datetime) -> None:
    district_id, export_id, place = asked.district_id, asked.export_id, asked.place
    found = await list_next_rows(session, asked)
    last = found.next_place is None
    # The table's checks say which there are.
    kind, form = cast(ExportKind, asked.kind), cast(ExportForm, asked.form)
    shape = Shape(
        form=form,
        columns=EXPORT_COLUMNS[kind],
        language=asked.language,
        sheet=EXPORT_SHEETS[kind].in_language(asked.language),
        byte_order_mark=asked.byte_order_mark,
    )
    grown = await asyncio.to_thread(grow, shape, asked.growth, found.rows, last=last)
    for number, content in grown.parts.items():
        await files.put_passing(district_id, part_name(export_id, number), content)
    done = asked.done + found.looked_at
    moved: dict[str, Any] = {
        "growth": grown.growth,
        "place": found.next_place or "",
        "done": done,
        "total": done if last else max(asked.total, done),
        "rows": asked.rows + len(found.rows),
        "size": asked.size + sum(len(content) for content in grown.parts.values()),
    }
    if last:
        moved |= {"state": "DONE", "finished_at": at, "expires_at": at + EXPORTS_KEPT}
    if not await queries.move_bulk_export(
        session, district_id=district_id, export_id=export_id, state="RUNNING", place=place, moved=moved
    ):
        # Cancelled meanwhile, and what had been made by then may have been removed already.
        await files.remove_passing(district_id, [part_name(export_id, number) for number in grown.parts])
        return
    await queries.insert_export_parts(session, _parts(asked, grown.parts.items()))
    following = BulkExportFellDue(district_id=district_id, export_id=export_id)
    await publish(session, following, due_at=at + EXPORTS_KEPT if last else None)


def _parts(asked: BulkExport, made: Iterable[tuple[int, bytes]]) -> list[BulkExportPart]:
    return [
        BulkExportPart(
            district_id=asked.district_id,
            export_id=asked.export_id,
            number=number,
            size=len(content),
            sha256=hashlib.sha256(content).digest(),
        )
        for number, content in made
    ]


async def _remove(asked: BulkExport, *, files: FileStore) -> None:
    known = int(asked.growth.get("next", 0))
    names = [part_name(asked.export_id, number) for number in range(known + _MOST_PARTS_A_STEP)]
    await files.remove_passing(asked.district_id, names)
