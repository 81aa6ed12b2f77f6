"""Spreadsheets as offices send them: real dates, the same bytes for the same rows."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Final, TypeAlias

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

CellValue: TypeAlias = str | date | Decimal | None
Line: TypeAlias = Mapping[str, CellValue]

# A workbook says when it was made; these were always made on the same day.
_MADE_ON: Final = datetime(2025, 8, 25, 9, 0, 0)
_HEADER_ROW: Final = 1


def write_sheet(path: Path, *, sheet: str, headers: Sequence[str], lines: Iterable[Line]) -> Path:
    """Write one sheet with a header; a line holds what it has by header."""
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook = xlsxwriter.Workbook(str(path))
    workbook.set_properties({"created": _MADE_ON, "author": ""})
    bold = workbook.add_format({"bold": True, "bg_color": "#DDEBF7"})
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    page = workbook.add_worksheet(sheet)
    page.freeze_panes(_HEADER_ROW, 0)
    page.set_column(0, len(headers) - 1, 14)
    page.write_row(0, 0, headers, bold)
    for number, line in enumerate(lines, start=_HEADER_ROW):
        for place, header in enumerate(headers):
            value = line.get(header)
            if isinstance(value, date):
                page.write_datetime(number, place, value, day)
            elif isinstance(value, Decimal):
                page.write_number(number, place, float(value))
            elif value is not None:
                # Numbers of documents and phones stay text, or Excel shows them as 3.4E+17.
                page.write_string(number, place, value)
    workbook.close()
    return path


def spoilt(lines: Sequence[Line], faults: Mapping[tuple[int, str], str]) -> list[Line]:
    """A copy with wrong cells; a fault stands at (row as the spreadsheet shows it, header)."""
    copy = [dict(line) for line in lines]
    for (row, header), value in faults.items():
        copy[row - _HEADER_ROW - 1][header] = value
    return list(copy)
