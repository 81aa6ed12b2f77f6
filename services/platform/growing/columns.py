"""Columns of a table, and what a cell may hold."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from services.platform.errors import Text

Cell: TypeAlias = str | int | Decimal | date | bool | tuple[str, ...] | None
Holds: TypeAlias = Literal["TEXT", "WHOLE", "AMOUNT", "DAY", "FLAG", "LIST"]

# What a spreadsheet takes for the beginning of a formula, in both widths.
_FORMULA: Final = re.compile(r"[=+\-@\t\r\n＝＋－＠]")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name for programs, its heading for people, and what its cells hold."""

    name: str
    heading: Text
    holds: Holds = "TEXT"
    width: int = 14


def plain_cell(text: str) -> str:
    """The text so that no program takes it for a formula, also after somebody saves the sheet as CSV."""
    return f"'{text}" if _FORMULA.match(text) else text
