"""An xlsx that grows by rows: each part is compressed by itself, and what stands in front of a sheet is made last.

xlsxwriter writes every row; of the sheet that it makes only the rows are kept, and put one behind the other.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

from services.platform.growing.columns import Cell, Column, plain_cell

ROWS_A_SHEET: Final = 1_000_000
_FORMATS: Final[Mapping[str, Mapping[str, str]]] = {
    "AMOUNT": {"num_format": "0.00##"},
    "DAY": {"num_format": "yyyy-mm-dd"},
}
_OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
# How many rows there will be is not known yet; readers find out for themselves.
_DIMENSION: Final = re.compile(rb"<dimension [^>]*/>")
_DATA: Final = b"<sheetData>"
_DATA_ENDS: Final = b"</sheetData>"
_ROW_ENDS: Final = b"</row>"
# The one moment that an archive of unknown age may bear: the beginning of its calendar.
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)


def grow_workbook(
    columns: Sequence[Column],
    headings: Sequence[str],
    name: str,
    growth: Mapping[str, Any],
    rows: Sequence[Sequence[Cell]],
    *,
    last: bool,
    rows_a_sheet: int = ROWS_A_SHEET,
) -> tuple[dict[int, bytes], dict[str, Any]]:
    """The parts that rows add to a workbook, a further sheet for each million; and what is needed to go on."""
    number = int(growth.get("next", 0))
    sheets = [dict(sheet) for sheet in growth.get("sheets", ())]
    parts: dict[int, bytes] = {}
    left = list(rows)
    while left or not sheets:
        if not sheets or sheets[-1]["rows"] == rows_a_sheet:
            # The number that is passed over is that of the member's head, which is made at the end.
            sheets.append({"head": number, "rows": 0, "crc": 0, "size": 0, "packed": 0})
            number += 1
            parts[number] = _added(sheets[-1], _front(columns, headings, name))
            number += 1
        sheet = sheets[-1]
        some, left = left[: rows_a_sheet - sheet["rows"]], left[rows_a_sheet - sheet["rows"] :]
        if some:
            parts[number] = _added(sheet, _row_bytes(columns, headings, name, some, after=sheet["rows"]))
            sheet["rows"] += len(some)
            number += 1
        # A sheet that is full ends here, and so does the last one.
        if sheet["rows"] == rows_a_sheet or (last and not left):
            parts[number] = _added(sheet, _back(columns, headings, name, sheet["rows"]), ends=True)
            number += 1
    if last:
        if not sheets[-1].get("ended"):
            parts[number] = _added(sheets[-1], _back(columns, headings, name, sheets[-1]["rows"]), ends=True)
            number += 1
        heads, tail = _container(columns, headings, name, sheets)
        parts |= {sheet["head"]: head for sheet, head in zip(sheets, heads, strict=True)}
        parts[number] = tail
    return parts, {"next": number, "sheets": sheets}


def _added(sheet: dict[str, Any], content: bytes, *, ends: bool = False) -> bytes:
    """Content compressed so that whatever follows may stand behind it as it is."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(content) + packer.flush(zlib.Z_FINISH if ends else zlib.Z_FULL_FLUSH)
    sheet["crc"] = zlib.crc32(content, sheet["crc"])
    sheet["size"] += len(content)
    sheet["packed"] += len(packed)
    sheet["ended"] = ends
    return packed


def _front(columns: Sequence[Column], headings: Sequence[str], name: str) -> bytes:
    """A sheet up to its headings."""
    content = _sheet_of(_made(columns, headings, [name], [[None] * len(columns)], after=0))
    end = content.index(_ROW_ENDS) + len(_ROW_ENDS)
    return _DIMENSION.sub(b"", content[:end], count=1)


def _row_bytes(
    columns: Sequence[Column], headings: Sequence[str], name: str, rows: Sequence[Sequence[Cell]], *, after: int
) -> bytes:
    content = _sheet_of(_made(columns, headings, [name], rows, after=after))
    # The first row is that of the headings, written so that formats are numbered alike in every part.
    begin = content.index(_ROW_ENDS, content.index(_DATA)) + len(_ROW_ENDS)
    return content[begin : content.index(_DATA_ENDS)]


def _back(columns: Sequence[Column], headings: Sequence[str], name: str, rows: int) -> bytes:
    content = _sheet_of(_made(columns, headings, [name], [[None] * len(columns)], after=0, filtered=[rows]))
    return content[content.index(_DATA_ENDS) :]


def _made(
    columns: Sequence[Column],
    headings: Sequence[str],
    names: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    *,
    after: int,
    filtered: Sequence[int] = (),
) -> bytes:
    """A workbook by xlsxwriter whose first sheet has these rows below the headings, `after` others."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, _OPTIONS) as workbook:
        bold = workbook.add_format({"bold": True})
        formats = {holds: workbook.add_format(dict(look)) for holds, look in _FORMATS.items()}
        for index, name in enumerate(names):
            sheet = workbook.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for at, column in enumerate(columns):
                sheet.set_column(at, at, column.width)
            if index < len(filtered):
                sheet.autofilter(0, 0, filtered[index], len(columns) - 1)
            for at, heading in enumerate(headings):
                sheet.write_string(0, at, heading, bold)
            for line, row in enumerate(rows, start=after + 1):
                for at, (column, cell) in enumerate(zip(columns, row, strict=True)):
                    _write(sheet, line, at, cell, formats.get(column.holds))
    return stream.getvalue()


def _write(sheet: Any, line: int, at: int, cell: Cell, look: Any) -> None:
    match cell:
        case None:
            if look is not None:
                sheet.write_blank(line, at, None, look)
        case bool():
            sheet.write_boolean(line, at, cell)
        case Decimal() | int():
            sheet.write_number(line, at, cell, look)
        case date():
            sheet.write_datetime(line, at, cell, look)
        case tuple():
            sheet.write_string(line, at, plain_cell(" ".join(cell)))
        case str():
            sheet.write_string(line, at, plain_cell(cell))


def _sheet_of(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("xl/worksheets/sheet1.xml")


class _Behind(io.BytesIO):
    """A stream that stands behind so many bytes of a file."""

    def __init__(self, before: int) -> None:
        super().__init__()
        self._before = before

    def tell(self) -> int:
        return super().tell() + self._before

    def seek(self, place: int, whence: int = io.SEEK_SET) -> int:
        return super().seek(place - self._before if whence == io.SEEK_SET else place, whence) + self._before


def _container(
    columns: Sequence[Column], headings: Sequence[str], name: str, sheets: Sequence[Mapping[str, Any]]
) -> tuple[list[bytes], bytes]:
    """The heads of the sheets' members, and all that stands behind the sheets: the other members and the directory."""
    names = [name if number == 1 else f"{name} {number}" for number in range(1, len(sheets) + 1)]
    bare = _made(
        columns, headings, names, [[None] * len(columns)], after=0, filtered=[sheet["rows"] for sheet in sheets]
    )
    members, heads, before = [], [], 0
    for number, sheet in enumerate(sheets, start=1):
        member = zipfile.ZipInfo(f"xl/worksheets/sheet{number}.xml", _MOMENT)
        member.compress_type, member.header_offset = zipfile.ZIP_DEFLATED, before
        member.CRC, member.file_size, member.compress_size = sheet["crc"], sheet["size"], sheet["packed"]
        heads.append(member.FileHeader())
        members.append(member)
        before += len(heads[-1]) + sheet["packed"]
    stream = _Behind(before)
    with zipfile.ZipFile(io.BytesIO(bare)) as made, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in made.infolist():
            if not one.filename.startswith("xl/worksheets/sheet"):
                archive.writestr(zipfile.ZipInfo(one.filename, _MOMENT), made.read(one), zipfile.ZIP_DEFLATED)
        archive.filelist.extend(members)
    return heads, stream.getvalue()
