"""Score sheets: which columns a stage has, and what a sheet that comes back says, cell by cell."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeAlias
from uuid import UUID

from services.assessment.errors import SheetOfAnotherAssessor, SheetOfAnotherClass, SheetOfAnotherScheme
from services.assessment.rules.schemes import Component, Criterion, Scheme, Stage
from services.platform.errors import Text

Sheets: TypeAlias = Sequence[tuple[str, Sequence[tuple[int, Mapping[str, str]]]]]
"""(name, rows as (number, header -> text))."""

STAFF_NUMBER: Final = "工号"
NAME: Final = "姓名"
SCHOOL: Final = "学校"
NOTES_SHEET: Final = "填写说明"
NOTES_HEADER: Final = ("项目", "内容")
CLASS_NOTE: Final = "培训班编号"
SCHEME_NOTE: Final = "考核方案"
VERSION_NOTE: Final = "方案版本"
ASSESSOR_NOTE: Final = "评分人编号"
MOST_FAULTS: Final = 500
MOST_SHEETS: Final = 9
"""Beside the notes: a reader of workbooks stops at ten."""
_MOST_COLUMNS: Final = 36
_OF_COLUMN: Final = re.compile(r".*\[([A-Za-z0-9_.:\-]{1,64})(?:/([A-Za-z0-9_.:\-]{1,64}))?\]", re.DOTALL)
_NUMBER: Final = re.compile(r"\d{1,10}(?:\.\d{1,4})?")
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\']")
FAULTS: Final[Mapping[str, Text]] = {
    "no-list": Text(zh="没有含「工号」一列的工作表", en="no sheet has a column for staff numbers"),
    "no-notes": Text(
        zh="缺少「填写说明」工作表,无法核对培训班和方案,请用系统下载的成绩表",
        en="the sheet of notes is missing, which says for which class and scheme it was made: use a downloaded one",
    ),
    "unknown-column": Text(zh="考核方案没有这一列", en="the scheme has no such column"),
    "missing": Text(zh="此格必填", en="a value is needed here"),
    "named-twice": Text(zh="该学员在本表中重复", en="the member stands in this sheet before"),
    "marked-twice": Text(zh="该分数在文件中重复", en="this mark stands in the file before"),
    "not-a-number": Text(
        zh="须为不超过四位小数的分数,或评分标准的等级",
        en="a number with at most four places is needed, or a level of the criterion",
    ),
    "unknown-teacher": Text(zh="没有这名教师", en="there is no such teacher"),
    "name-differs": Text(zh="姓名与工号不符", en="the name is not that of the staff number"),
}


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """What one column of a sheet marks: a component, or one criterion or piece of it."""

    component: Component
    part: Criterion | None

    @property
    def header(self) -> str:
        """What stands above it; what counts are the codes in brackets."""
        if self.part is None:
            return f"{self.component.label.zh} [{self.component.code}]"
        return f"{self.component.label.zh} {self.part.label.zh} [{self.component.code}/{self.part.code}]"

    @property
    def maximum(self) -> Decimal:
        return (self.part or self.component).maximum

    @property
    def key(self) -> tuple[str, str | None]:
        return self.component.code, None if self.part is None else self.part.code


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet: columns of one stage, as many as a sheet can carry."""

    name: str
    stage: Stage
    columns: tuple[SheetColumn, ...]


@dataclass(frozen=True, slots=True, order=True)
class SheetFault:
    """What is wrong where; the value itself is never repeated."""

    sheet: str
    row: int
    column: str
    code: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that names somebody."""

    sheet: str
    row: int
    staff_number: str
    name: str


@dataclass(frozen=True, slots=True)
class SheetMark:
    """A cell that says a mark."""

    of: SheetRow
    column: SheetColumn
    mark: Decimal


def parts_of(scheme: Scheme, *, stages: Collection[str], components: Collection[str]) -> list[SheetPart]:
    """The sheets for these components of these stages, a stage beginning a sheet of its own."""
    parts: list[SheetPart] = []
    for stage in scheme.stages:
        if stage.code not in stages:
            continue
        columns = [
            column for component in stage.components if component.code in components for column in _columns(component)
        ]
        for start in range(0, len(columns), _MOST_COLUMNS):
            number = len(parts) + 1
            name = f"{number} {_FORBIDDEN.sub(' ', stage.label.zh)}"[:31].strip()
            parts.append(SheetPart(name, stage, tuple(columns[start : start + _MOST_COLUMNS])))
    return parts


def read_sheets(
    sheets: Sheets, *, class_id: UUID, scheme: Scheme, assessor_id: UUID
) -> tuple[list[SheetRow], list[SheetMark], list[SheetFault]]:
    """Who stands in the file, every mark it says and everything that is wrong with it; an empty cell says nothing.

    SheetOfAnotherClass, SheetOfAnotherScheme and SheetOfAnotherAssessor where its notes name another class, version or
    assessor than the one whose marks are entered. A CSV file has none, and those of before name no assessor.
    """
    known = {column.key: column for stage in scheme.stages for one in stage.components for column in _columns(one)}
    rows: list[SheetRow] = []
    marks: list[SheetMark] = []
    faults: list[SheetFault] = []
    has_list = has_notes = False
    for name, lines in sheets:
        headers = {header for _, cells in lines for header in cells}
        if set(NOTES_HEADER) <= headers:
            has_notes = True
            _demand_this(lines, class_id=class_id, scheme=scheme, assessor_id=assessor_id)
        elif STAFF_NUMBER in headers:
            has_list = True
            columns, wrong = _columns_of(name, headers, known)
            faults += wrong
            _read_list(name, lines, columns, rows, marks, faults)
    if not has_list:
        faults.append(SheetFault("", 1, "", "no-list"))
    elif not has_notes and [name for name, _ in sheets] != ["csv"]:
        faults.append(SheetFault("", 1, "", "no-notes"))
    faults += _twice(marks)
    return rows, marks, faults


def fault_of(row: SheetRow, column: str, code: str) -> SheetFault:
    return SheetFault(row.sheet, row.row, column, code)


def _columns(component: Component) -> Iterable[SheetColumn]:
    parts = component.criteria or component.pieces
    return [SheetColumn(component, part) for part in parts] or [SheetColumn(component, None)]


def _demand_this(
    lines: Iterable[tuple[int, Mapping[str, str]]], *, class_id: UUID, scheme: Scheme, assessor_id: UUID
) -> None:
    notes = {cells.get(NOTES_HEADER[0], ""): cells.get(NOTES_HEADER[1], "") for _, cells in lines}
    if notes.get(CLASS_NOTE) != str(class_id):
        raise SheetOfAnotherClass
    if (notes.get(SCHEME_NOTE), notes.get(VERSION_NOTE)) != (scheme.code, str(scheme.version)):
        raise SheetOfAnotherScheme(scheme=scheme.code, version=scheme.version)
    if notes.get(ASSESSOR_NOTE, str(assessor_id)) != str(assessor_id):
        raise SheetOfAnotherAssessor


def _columns_of(
    sheet: str, headers: set[str], known: Mapping[tuple[str, str | None], SheetColumn]
) -> tuple[dict[str, SheetColumn], list[SheetFault]]:
    columns: dict[str, SheetColumn] = {}
    faults: list[SheetFault] = []
    for header in sorted(headers - {STAFF_NUMBER, NAME, SCHOOL}):
        found = _OF_COLUMN.fullmatch(header)
        column = known.get((found[1], found[2])) if found else None
        if column is None:
            faults.append(SheetFault(sheet, 1, header[:64], "unknown-column"))
        else:
            columns[header] = column
    return columns, faults


def _read_list(
    sheet: str,
    lines: Iterable[tuple[int, Mapping[str, str]]],
    columns: Mapping[str, SheetColumn],
    rows: list[SheetRow],
    marks: list[SheetMark],
    faults: list[SheetFault],
) -> None:
    seen: set[str] = set()
    for number, cells in lines:
        row = SheetRow(sheet, number, cells.get(STAFF_NUMBER, ""), cells.get(NAME, ""))
        if not row.staff_number:
            faults.append(fault_of(row, STAFF_NUMBER, "missing"))
            continue
        if row.staff_number in seen:
            faults.append(fault_of(row, STAFF_NUMBER, "named-twice"))
            continue
        seen.add(row.staff_number)
        rows.append(row)
        for header, column in columns.items():
            text = cells.get(header, "")
            if not text:
                continue
            mark = _points(text, column)
            if mark is None:
                faults.append(fault_of(row, header, "not-a-number"))
            else:
                marks.append(SheetMark(row, column, mark))


def _points(text: str, column: SheetColumn) -> Decimal | None:
    # Full-width digits are typed by accident and mean the same.
    plain = unicodedata.normalize("NFKC", text).strip()
    if _NUMBER.fullmatch(plain):
        return Decimal(plain)
    levels = column.part.levels if column.part else ()
    return next((one.points for one in levels if plain in (one.code, one.label.zh, one.label.en)), None)


def _twice(marks: Iterable[SheetMark]) -> list[SheetFault]:
    seen: set[tuple[str, tuple[str, str | None]]] = set()
    faults = []
    for mark in marks:
        key = (mark.of.staff_number, mark.column.key)
        if key in seen:
            faults.append(fault_of(mark.of, mark.column.header, "marked-twice"))
        seen.add(key)
    return faults
