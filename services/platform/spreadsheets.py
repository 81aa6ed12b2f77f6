"""Reads xlsx and CSV files that strangers made: bounded before they are opened, parsed in a limited child process."""

import asyncio
import csv
import io
import json
import re
import resource
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from services.platform.apart import run_apart
from services.platform.errors import DomainError, Text

LARGEST_FILE = 5_242_880
MOST_ROWS = 20_001
MOST_COLUMNS = 40
MOST_SHEETS = 10
LONGEST_CELL = 2_000
_PACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
# The largest that are permitted, 20,000 rows of 40 columns with as much text as may be, have some 20 parts, unpack to
# 35 MB, no part more than twentyfold, and are read in 3 s of a processor and 300 MB.
_MOST_MEMBERS = 100
_LARGEST_UNPACKED = 50_000_000
_HIGHEST_RATIO = 100
_MEMORY_BYTES = 512 * 1_024 * 1_024
_PROCESSOR_SECONDS = 20
_SECONDS = 30
_MOST_CHARACTERS = 20_000_000
_TOO_LARGE = 3
_FORMULA = 4
_AT_ONCE = 2
_turns = asyncio.Semaphore(_AT_ONCE)
_CELL = re.compile(rb'<c [^>]*?r="([A-Z]{1,3})(\d{1,7})"')
_FILLED = re.compile(rb"<c\b([^>]*)(?<!/)>(.*?)</c>", re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]{1,3}\d{1,7})"')
_VALUE = re.compile(rb"<(?:v|is)\b[^>]*(?<!/)>[^<]|<is\b")
_OLE = b"\xd0\xcf\x11\xe0"


class Unreadable(DomainError):
    status = 422
    title = Text(zh="无法读取该文件", en="The file cannot be read")
    detail = Text(zh="无法读取该文件：{reason}", en="The file cannot be read: {reason}")


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the header. `number` is the row's number as a spreadsheet shows it."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by its name; a CSV file is one sheet named `csv`."""

    name: str
    rows: list[Row]


async def read_workbook(content: bytes) -> list[Sheet]:
    """The sheets of an xlsx or CSV file: header text -> cell text, dates as ISO days, or Unreadable."""
    if not content:
        raise Unreadable(reason=Text(zh="文件是空的", en="the file is empty"))
    if len(content) > LARGEST_FILE:
        raise Unreadable(
            reason=Text(zh=f"文件超过 {LARGEST_FILE} 字节", en=f"the file is larger than {LARGEST_FILE} bytes")
        )
    if content.startswith(_OLE):
        raise Unreadable(
            reason=Text(
                zh="旧版或加密的 Excel 文件，请另存为不带密码的 .xlsx",
                en="an old or encrypted Excel file; save it as .xlsx without a password",
            )
        )
    # Two at a time, and off the event loop: a file of strangers never holds up everybody else.
    async with _turns:
        if content.startswith(b"PK"):
            await asyncio.to_thread(_demand_modest, content)
            output = await _parse_in_child(content)
            return await asyncio.to_thread(_sheets, lambda: json.loads(output))
        return await asyncio.to_thread(_sheets, lambda: {"csv": _read_csv(content)})


def _sheets(read: Callable[[], dict[str, list[list[str]]]]) -> list[Sheet]:
    return [Sheet(name, list(_rows(table))) for name, table in read().items()]


def _demand_modest(content: bytes) -> None:
    """Look into the archive without unpacking it whole: its declared and its real sizes, and the cells it names."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            # LZMA's dictionary is as large as its maker says; the format knows no other than these.
            if any(member.compress_type not in _PACKED for member in members):
                raise zipfile.BadZipFile("packed as no workbook is")
            if len(members) > _MOST_MEMBERS:
                raise Unreadable(reason=Text(zh="工作簿的部件过多", en="the workbook has too many parts"))
            if any("vbaProject" in member.filename for member in members):
                raise Unreadable(reason=Text(zh="不接受带宏的工作簿", en="workbooks with macros are not accepted"))
            unpacked = 0
            for member in members:
                size = 0
                with archive.open(member) as part:
                    tail = b""
                    while chunk := part.read(1 << 16):
                        size += len(chunk)
                        unpacked += len(chunk)
                        if (
                            unpacked > _LARGEST_UNPACKED
                            or size > _HIGHEST_RATIO * max(member.compress_size, 1) + 65_536
                        ):
                            raise Unreadable(reason=Text(zh="工作簿解压后过大", en="the workbook unpacks to too much"))
                        if member.filename.startswith("xl/worksheets/"):
                            _demand_near_cells(tail + chunk)
                            tail = chunk[-200:]
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, EOFError, ValueError) as fault:
        raise Unreadable(reason=Text(zh="不是正确的 xlsx 文件", en="not a valid xlsx file")) from fault


def _demand_near_cells(text: bytes) -> None:
    # Two far-apart cells in a 1 KB file make a reader ask for hundreds of gigabytes. Each name is looked at once.
    cells = _CELL.findall(text)
    for letters in {letters for letters, _ in cells}:
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        if column > MOST_COLUMNS:
            raise _too_large()
    if any(int(row) > MOST_ROWS for row in {row for _, row in cells}):
        raise _too_large()


def _too_large() -> Unreadable:
    return Unreadable(
        reason=Text(
            zh=f"超过 {MOST_ROWS - 1} 行或 {MOST_COLUMNS} 列",
            en=f"more than {MOST_ROWS - 1} rows or {MOST_COLUMNS} columns",
        )
    )


async def _parse_in_child(content: bytes) -> bytes:
    code, output = await run_apart(__name__, content, seconds=_SECONDS)
    if code is None:
        raise Unreadable(reason=Text(zh="读取用时过长", en="reading it took too long"))
    if code == _TOO_LARGE:
        raise Unreadable(
            reason=Text(
                zh=f"超过 {MOST_ROWS - 1} 行或 {MOST_COLUMNS} 列，或文字过多",
                en=f"more than {MOST_ROWS - 1} rows or {MOST_COLUMNS} columns, or too much text",
            )
        )
    if code == _FORMULA:
        place = output.decode("ascii", "replace")
        raise Unreadable(
            reason=Text(
                zh=f"单元格 {place} 是没有计算结果的公式,请在表格软件中打开并保存,或改填数值",
                en=f"cell {place} is a formula whose value is not in the file: open and save it in a spreadsheet "
                "program, or type the value",
            )
        )
    if code != 0:
        raise Unreadable(reason=Text(zh="不是正确的 xlsx 文件", en="not a valid xlsx file"))
    return output


def _read_csv(content: bytes) -> list[list[str]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise Unreadable(reason=Text(zh="不是 UTF-8 或 GB 18030 文本", en="neither UTF-8 nor GB 18030 text"))
    if "\x00" in text:
        raise Unreadable(reason=Text(zh="文本中有零字节", en="the text holds a zero byte"))
    table: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), strict=True):
            if len(row) > MOST_COLUMNS or len(table) >= MOST_ROWS:
                raise _too_large()
            table.append([cell[: LONGEST_CELL + 1] for cell in row])
    except csv.Error as fault:
        raise Unreadable(reason=Text(zh="不是正确的 CSV 文件", en="not a valid CSV file")) from fault
    return table


def _rows(table: list[list[str]]) -> Iterator[Row]:
    if not table:
        return
    header = [cell.strip() for cell in table[0]]
    for number, cells in enumerate(table[1:], start=2):
        named = {name: cell.strip() for name, cell in zip(header, cells, strict=False) if name}
        if any(named.values()):
            if any(len(cell) > LONGEST_CELL for cell in named.values()):
                raise Unreadable(
                    reason=Text(
                        zh=f"第 {number} 行有单元格超过 {LONGEST_CELL} 个字符",
                        en=f"a cell in row {number} is longer than {LONGEST_CELL} characters",
                    )
                )
            yield Row(number, named)


def _cell_text(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _find_formula_without_value(content: bytes) -> bytes | None:
    """Where a formula stands whose value was never worked out: read as it is, it would be an empty cell."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            text = archive.read(name) if name.startswith("xl/worksheets/sheet") else b""
            for match in _FILLED.finditer(text) if b"<f" in text else ():
                # A formula that came to an empty text says so by its type.
                if b"<f" in match[2] and b't="str"' not in match[1] and not _VALUE.search(match[2]):
                    place = _PLACE.search(match[1])
                    return place[1] if place else b"?"
    return None


def _child() -> int:
    """Runs in a process of its own with little memory and time: a hostile file takes only this down."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_PROCESSOR_SECONDS, _PROCESSOR_SECONDS))
    try:
        content = sys.stdin.buffer.read()
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        tables: dict[str, list[list[str]]] = {}
        characters = 0
        for name in workbook.sheet_names[:MOST_SHEETS]:
            # One row more than is allowed, so that too many are noticed and never silently cut off.
            table = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=MOST_ROWS + 1)
            if len(table) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in table):
                return _TOO_LARGE
            # A shared string may be named by every cell: what is small in the file is large when written out.
            tables[name] = [
                [(value if type(value) is str else _cell_text(value))[: LONGEST_CELL + 1] for value in row]
                for row in table
            ]
            characters += sum(len(cell) for row in tables[name] for cell in row)
            if characters > _MOST_CHARACTERS:
                return _TOO_LARGE
        place = _find_formula_without_value(content)
        if place is not None:
            sys.stdout.buffer.write(place)
            return _FORMULA
    except (CalamineError, zipfile.BadZipFile, zlib.error, ValueError, OverflowError, MemoryError):
        return 1
    sys.stdout.buffer.write(json.dumps(tables, ensure_ascii=False).encode("utf-8", "replace"))
    return 0


if __name__ == "__main__":
    raise SystemExit(_child())
