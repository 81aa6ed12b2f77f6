"""CSV and NDJSON that grow by rows, and the one call by which any table grows."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, Literal, TypeAlias

import msgspec

from services.platform.growing.columns import Cell, Column, plain_cell
from services.platform.growing.workbooks import grow_workbook
from services.platform.types import plain_decimal

Form: TypeAlias = Literal["XLSX", "CSV", "NDJSON"]
Growth: TypeAlias = dict[str, Any]
"""What has to be known to go on with a file: plain JSON; empty at the beginning."""

_ENCODER: Final = msgspec.json.Encoder(decimal_format="string")
_BYTE_ORDER_MARK: Final = "\ufeff".encode()


@dataclass(frozen=True, slots=True)
class Shape:
    """How a table is written: its form, its columns, the language of its headings, and the name of its sheets."""

    form: Form
    columns: Sequence[Column]
    language: str
    sheet: str
    byte_order_mark: bool = True


@dataclass(frozen=True, slots=True)
class Grown:
    """The parts that have been added, by their numbers, and what is needed to go on."""

    parts: dict[int, bytes]
    growth: Growth


def grow(shape: Shape, growth: Growth, rows: Sequence[Sequence[Cell]], *, last: bool) -> Grown:
    """Add rows to a file, and with `last` its end. The same rows from the same place make the same bytes.

    Numbers may be left out and filled later: what a file has in front may be known only at its end.
    """
    if shape.form == "XLSX":
        headings = [column.heading.in_language(shape.language) for column in shape.columns]
        return Grown(*grow_workbook(shape.columns, headings, shape.sheet, growth, rows, last=last))
    number = int(growth.get("next", 0))
    content = _lines(shape, rows) if shape.form == "NDJSON" else _table(shape, rows, first=number == 0)
    return Grown({number: content} if content else {}, {"next": number + 1})


def _lines(shape: Shape, rows: Sequence[Sequence[Cell]]) -> bytes:
    names = [column.name for column in shape.columns]
    return b"".join(_ENCODER.encode(dict(zip(names, map(_value, row), strict=True))) + b"\n" for row in rows)


def _value(cell: Cell) -> Cell:
    return plain_decimal(cell) if isinstance(cell, Decimal) else cell


def _table(shape: Shape, rows: Sequence[Sequence[Cell]], *, first: bool) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    if first:
        writer.writerow([column.heading.in_language(shape.language) for column in shape.columns])
    writer.writerows([_told(cell) for cell in row] for row in rows)
    return (_BYTE_ORDER_MARK if first and shape.byte_order_mark else b"") + text.getvalue().encode()


def _told(cell: Cell) -> str:
    """Numbers and days as they are; whatever people wrote so that nothing is reckoned with it."""
    match cell:
        case None:
            return ""
        case bool():
            return "1" if cell else "0"
        case Decimal():
            return plain_decimal(cell)
        case int():
            return str(cell)
        case date():
            return cell.isoformat()
        case tuple():
            return plain_cell(" ".join(cell))
        case str():
            return plain_cell(cell)
