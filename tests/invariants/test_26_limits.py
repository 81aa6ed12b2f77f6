"""Invariant 26: what a stranger sends costs little to refuse, and the reason is told."""

import io
import time
import zipfile
from collections.abc import AsyncIterator
from typing import Any

from services.platform import spreadsheets
from services.platform.edge import LARGEST_BODY, StrictRequest
from tests.directory.test_rosters import XLSX, as_xlsx
from tests.invariants.twice import Mutated, by_patch, invariant
from tests.support import World
from tests.walks.directory import roster_row

CHUNK = 65_536
ENDLESS = 40 * 1_048_576


async def _read_whole(request: StrictRequest, *, largest: int) -> bytes:
    request._body = b"".join([chunk async for chunk in request.stream()]) if largest else b""
    return request._body


@invariant(by_patch("a_body_is_read_whole_before_it_is_weighed", (StrictRequest, "read", _read_whole)))
async def test_26_of_a_body_without_an_end_no_more_is_taken_in_than_is_allowed(
    district: World, mutated: Mutated
) -> None:
    drawn = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal drawn
        while drawn < ENDLESS:
            drawn += CHUNK
            yield b"[" * CHUNK

    async with mutated(district):
        answer = await district.api("directory").post(
            "/schools", content=endless(), headers={"Content-Type": "application/json"}
        )

    assert drawn <= LARGEST_BODY + 2 * CHUNK
    assert answer.status_code == 413


def _with_member(name: str, content: bytes) -> bytes:
    """A workbook with one part more, or with another in the place of its own."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(as_xlsx([roster_row(1)]))) as honest,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for member in honest.infolist():
            if member.filename != name:
                archive.writestr(member.filename, honest.read(member))
        archive.writestr(name, content)
    return stream.getvalue()


def _hostile() -> dict[str, bytes]:
    """What each is refused for, by the workbook that is."""
    far = b'<c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c>'
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    return {
        "unpacks to too much": _with_member("xl/media/image1.png", bytes(60_000_000)),
        "more than 20000 rows or 40 columns": _with_member(
            "xl/worksheets/sheet1.xml", sheet + far + b"</row></sheetData></worksheet>"
        ),
        "workbooks with macros are not accepted": _with_member("xl/vbaProject.bin", b"macros"),
    }


def _nothing_looked_at(_content: bytes) -> None:
    return None


def _any_cell(_text: bytes) -> None:
    return None


@invariant(
    by_patch("a_workbook_is_opened_before_it_is_weighed", (spreadsheets, "_demand_modest", _nothing_looked_at)),
    by_patch("cells_may_be_anywhere", (spreadsheets, "_demand_near_cells", _any_cell)),
    by_patch(
        "it_may_unpack_to_anything",
        (spreadsheets, "_HIGHEST_RATIO", 10**9),
        (spreadsheets, "_LARGEST_UNPACKED", 10**12),
    ),
)
async def test_26_a_workbook_that_is_made_to_hurt_is_refused_before_it_is_opened(
    district: World, mutated: Mutated, monkeypatch: Any
) -> None:
    opened = 0
    parse = spreadsheets._parse_in_child

    async def counted(content: bytes) -> bytes:
        nonlocal opened
        opened += 1
        return await parse(content)

    monkeypatch.setattr(spreadsheets, "_parse_in_child", counted)
    hostile = _hostile()
    began = time.process_time()
    async with mutated(district):
        told = {
            reason: (await _import(district, workbook), opened, time.process_time() - began)
            for reason, workbook in hostile.items()
        }

    assert {reason: answer[0] for reason, (answer, _, _) in told.items()} == dict.fromkeys(hostile, 422)
    assert all(reason in answer[1] for reason, (answer, _, _) in told.items()), told
    assert opened == 0
    assert time.process_time() - began < 3


async def _import(world: World, workbook: bytes) -> tuple[int, str]:
    answer = await world.api("directory").post("/roster-imports", content=workbook, headers={"Content-Type": XLSX})
    return answer.status_code, answer.text
