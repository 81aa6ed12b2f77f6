"""What a spreadsheet of nominations says, row by row, and what is wrong with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from services.platform.errors import Text
from services.platform.types import clean_text
from services.registration.errors import FileOfAnotherClass

# key -> (Chinese header, English header, whether a value is needed)
COLUMNS: Final[Mapping[str, tuple[str, str, bool]]] = {
    "staff_number": ("工号", "staff number", True),
    "name": ("姓名", "name", False),
    "override": ("放行理由", "reason to let in", False),
}
LIST_SHEET: Final = "选送名单"
NOTES_SHEET: Final = "填写说明"
NOTES_HEADER: Final = ("项目", "内容")
CLASS_ID_NOTE: Final = "培训班编号"
MOST_NOMINATED: Final = 500
MOST_FAULTS: Final = 500
_LONGEST: Final = {"staff_number": 64, "name": 120, "override": 1000}
FAULTS: Final[Mapping[str, Text]] = {
    "no-list": Text(zh="没有含「工号」一列的工作表", en="no sheet has a column for staff numbers"),
    "no-rows": Text(zh="名单为空", en="the list is empty"),
    "too-many-rows": Text(
        zh=f"一次最多选送 {MOST_NOMINATED} 人", en=f"at most {MOST_NOMINATED} teachers can be nominated at once"
    ),
    "missing": Text(zh="此格必填", en="a value is needed here"),
    "not-plain-text": Text(zh="含有不可显示的字符,或内容过长", en="characters that cannot be shown, or too long"),
    "named-twice": Text(zh="该教师在名单中重复", en="the teacher is named before in the list"),
    "unknown-teacher": Text(zh="没有这名教师,或不属于本校", en="there is no such teacher, or not of this school"),
    "name-differs": Text(zh="姓名与工号不符", en="the name is not that of the staff number"),
}


@dataclass(frozen=True, slots=True, order=True)
class NominationFault:
    """What is wrong where; the value itself is never repeated."""

    sheet: str
    row: int
    column: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NominationRow:
    """One teacher to be nominated, in the order of the list."""

    sheet: str
    row: int
    staff_number: str
    name: str | None
    override: str | None


def fault_at(row: NominationRow, key: str, code: str) -> NominationFault:
    """A fault in the column that a key stands for."""
    return NominationFault(row.sheet, row.row, COLUMNS[key][0], code)


def read_nominations(
    sheets: Sequence[tuple[str, Sequence[tuple[int, Mapping[str, str]]]]], *, class_id: UUID
) -> tuple[list[NominationRow], list[NominationFault]]:
    """Sheets as (name, rows), rows as (number, header -> text): who is named, and everything that is wrong.

    Every sheet with staff numbers is a list; one of notes says for which class the workbook was made, and
    FileOfAnotherClass is raised if that is another.
    """
    lists = []
    for name, rows in sheets:
        headers = {header for _, cells in rows for header in cells}
        if headers & set(COLUMNS["staff_number"][:2]):
            lists.append((name, rows))
        elif set(NOTES_HEADER) <= headers:
            _demand_this_class(rows, class_id)
    if not lists:
        # Without rows nobody can tell which headers there were: an empty list is told to be empty.
        name, rows = next((sheet for sheet in sheets if sheet[0] == LIST_SHEET), ("", ()))
        return [], [NominationFault(name, 1, "", "no-rows" if name and not rows else "no-list")]
    read: list[NominationRow] = []
    faults: list[NominationFault] = []
    for name, rows in lists:
        for number, cells in rows:
            row, wrong = _read_row(name, number, cells)
            faults += wrong
            if row is not None:
                read.append(row)
    faults += _named_twice(read)
    if len(read) > MOST_NOMINATED:
        last = read[MOST_NOMINATED]
        faults.append(NominationFault(last.sheet, last.row, "", "too-many-rows"))
    return read, faults[:MOST_FAULTS]


def _demand_this_class(rows: Iterable[tuple[int, Mapping[str, str]]], class_id: UUID) -> None:
    for _, cells in rows:
        if cells.get(NOTES_HEADER[0]) == CLASS_ID_NOTE and cells.get(NOTES_HEADER[1]) != str(class_id):
            raise FileOfAnotherClass


def _read_row(sheet: str, number: int, cells: Mapping[str, str]) -> tuple[NominationRow | None, list[NominationFault]]:
    values: dict[str, str] = {}
    faults: list[NominationFault] = []
    for key, (chinese, english, needed) in COLUMNS.items():
        text = cells.get(chinese) or cells.get(english) or ""
        try:
            values[key] = clean_text(text)
            plain = len(text) <= _LONGEST[key] and "\n" not in text and "\t" not in text
        except ValueError:
            plain = False
        if not plain:
            faults.append(NominationFault(sheet, number, chinese, "not-plain-text"))
        elif needed and not values[key]:
            faults.append(NominationFault(sheet, number, chinese, "missing"))
    if faults:
        return None, faults
    row = NominationRow(
        sheet=sheet,
        row=number,
        staff_number=values["staff_number"],
        name=values["name"] or None,
        override=values["override"] or None,
    )
    return row, []


def _named_twice(rows: Iterable[NominationRow]) -> list[NominationFault]:
    seen: set[str] = set()
    faults = []
    for row in rows:
        if row.staff_number in seen:
            faults.append(fault_at(row, "staff_number", "named-twice"))
        seen.add(row.staff_number)
    return faults
