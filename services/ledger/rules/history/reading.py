"""What a file of old hours says, row by row: one row is one training of one teacher within one judging year."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

import msgspec

from services.platform.types import clean_text
from services.policy.calendars import year_of
from services.policy.format.pack import Pack

# key -> (Chinese header, English header, whether a value is needed)
HISTORY_COLUMNS: Final[Mapping[str, tuple[str, str, bool]]] = {
    "staff_number": ("工号", "staff number", True),
    "date_from": ("开始日期", "from", True),
    "date_to": ("结束日期", "to", True),
    "hours": ("学时", "hours", False),
    "credits": ("学分", "credits", False),
    "category": ("类别", "category", True),
    "level": ("层级", "level", True),
    "mode": ("方式", "mode", True),
    "nature": ("性质", "nature", True),
    "kind": ("类型", "kind", True),
    "title": ("名称", "title", True),
    "organiser": ("组织方", "organiser", True),
    "tags": ("标签", "tags", False),
    "document": ("依据", "document", False),
    "evidence": ("证据等级", "evidence", False),
}


class Evidence(StrEnum):
    """How good the proof is of hours that nobody saw earned."""

    ORIGINAL = "ORIGINAL"
    """A certificate or an official paper was seen in the original."""
    REGISTER = "REGISTER"
    """It stands in a register that an office or a school kept at the time."""
    COPY = "COPY"
    """A copy or a picture was seen."""
    DECLARED = "DECLARED"
    """The teacher says so."""


_EVIDENCE: Final[Mapping[str, Evidence]] = {
    "原件": Evidence.ORIGINAL,
    "名册": Evidence.REGISTER,
    "复印件": Evidence.COPY,
    "本人申报": Evidence.DECLARED,
    **{grade.value: grade for grade in Evidence},
}
# Whether the education administration stood behind a training decides what some clauses recognise.
ORGANISERS: Final = {"教育行政部门": True, "ADMINISTRATION": True, "其他": False, "OTHER": False}
DIMENSIONS: Final = ("category", "level", "mode", "nature", "kind")
_BETWEEN_TAGS = re.compile(r"[\s,;、，；]+")
MOST_FAULTS: Final = 500
_LONGEST: Final = 120
_AMOUNT = re.compile(r"\d{1,6}(?:\.\d{1,4})?")


class CellFault(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong where; the value itself is never repeated."""

    row: int
    column: str
    code: str


class HistoryRow(msgspec.Struct, frozen=True, kw_only=True):
    """One training as the file tells it, in the codes of the pack. `row` is its number in the sheet."""

    row: int
    staff_number: str
    date_from: date
    date_to: date
    hours: Decimal
    credits: Decimal
    category: str
    level: str
    mode: str
    nature: str
    kind: str
    title: str
    organised_by_admin: bool
    tags: tuple[str, ...]
    document: str | None
    """The paper that says so, and where it is kept; None where nobody saw one."""
    evidence: Evidence


def cell_fault(row: int, key: str, code: str) -> CellFault:
    """A fault in the column that a key stands for."""
    return CellFault(row=row, column=HISTORY_COLUMNS[key][0] if key else "", code=code)


def read_history(
    rows: Iterable[tuple[int, Mapping[str, str]]],
    *,
    pack: Pack,
    today: date,
    document: str | None = None,
    evidence: Evidence | None = None,
) -> tuple[list[HistoryRow], list[CellFault]]:
    """Rows as (number, header -> text); what could be read, and everything that is wrong, by row and column.

    Dimensions are written as codes of the pack or by their Chinese names. `document` and `evidence` are those of every
    row that does not name its own; a row without any is declared.
    """
    unless_named = {"document": document or "", "evidence": (evidence or Evidence.DECLARED).value}
    words = _words_of(pack)
    read: list[HistoryRow] = []
    faults: list[CellFault] = []
    headers: set[str] = set()
    for number, cells in rows:
        headers.update(cells)
        named = _by_key(cells)
        named |= {key: named[key] or text for key, text in unless_named.items()}
        row, wrong = _read_row(number, named, words=words, pack=pack, today=today)
        faults.extend(wrong)
        if row is not None:
            read.append(row)
    if not headers:
        return [], [cell_fault(1, "", "no-rows")]
    absent = [
        cell_fault(1, key, "missing-column")
        for key, (chinese, english, needed) in HISTORY_COLUMNS.items()
        if needed and not headers & {chinese, english}
    ]
    return ([], absent) if absent else (read, faults)


def _words_of(pack: Pack) -> dict[str, dict[str, str]]:
    """Dimension -> word -> code. A Chinese name that two codes share says neither of them."""
    words: dict[str, dict[str, str]] = {}
    for name in (*DIMENSIONS, "tag"):
        labels = {code: label.zh for code, label in getattr(pack.dimensions, name).items()}
        shared = {zh for zh, times in Counter(labels.values()).items() if times > 1}
        words[name] = {zh: code for code, zh in labels.items() if zh not in shared} | {code: code for code in labels}
    return words


def _by_key(cells: Mapping[str, str]) -> dict[str, str]:
    return {
        key: unicodedata.normalize("NFC", cells.get(chinese) or cells.get(english) or "").strip()
        for key, (chinese, english, _needed) in HISTORY_COLUMNS.items()
    }


def _read_row(
    number: int, cells: dict[str, str], *, words: dict[str, dict[str, str]], pack: Pack, today: date
) -> tuple[HistoryRow | None, list[CellFault]]:
    days = {key: _day(cells[key]) for key in ("date_from", "date_to")}
    amounts = {key: _amount(cells[key]) for key in ("hours", "credits")}
    codes = {key: words[key].get(cells[key]) for key in DIMENSIONS}
    organised = ORGANISERS.get(cells["organiser"])
    evidence = _EVIDENCE.get(cells["evidence"])
    tags = [words["tag"].get(word) for word in _BETWEEN_TAGS.split(cells["tags"]) if word]
    wrong = [(key, "missing") for key, text in cells.items() if not text and HISTORY_COLUMNS[key][2]]
    wrong += [(key, "not-plain-text") for key, text in cells.items() if len(text) > _LONGEST or not _is_plain(text)]
    wrong += [(key, "not-a-date") for key, day in days.items() if day is None and cells[key]]
    wrong += [(key, "not-an-amount") for key, amount in amounts.items() if amount is None]
    wrong += [(key, "unknown-value") for key, code in codes.items() if code is None and cells[key]]
    if None in tags:
        wrong.append(("tags", "unknown-value"))
    if organised is None and cells["organiser"]:
        wrong.append(("organiser", "unknown-value"))
    if evidence is None:
        wrong.append(("evidence", "unknown-value"))
    elif evidence is not Evidence.DECLARED and not cells["document"]:
        # Whoever has seen a paper can say which.
        wrong.append(("document", "missing"))
    if amounts["hours"] == 0 and amounts["credits"] == 0:
        wrong.append(("hours", "neither-hours-nor-credits"))
    first, last = days["date_from"], days["date_to"]
    if first is not None and last is not None:
        if last < first:
            wrong.append(("date_to", "before-its-start"))
        elif last > today:
            wrong.append(("date_to", "in-the-future"))
        elif year_of(pack.year, first) != year_of(pack.year, last):
            wrong.append(("date_to", "crosses-a-year"))
    if wrong:
        return None, [cell_fault(number, key, code) for key, code in wrong]
    row = HistoryRow(
        row=number,
        staff_number=cells["staff_number"],
        title=cells["title"],
        tags=tuple(sorted({tag for tag in tags if tag is not None})),
        document=cells["document"] or None,
        evidence=evidence,  # type: ignore[arg-type]  # checked above, as all that follows
        organised_by_admin=organised,  # type: ignore[arg-type]
        **days,  # type: ignore[arg-type]
        **amounts,  # type: ignore[arg-type]
        **codes,  # type: ignore[arg-type]
    )
    return row, []


def _is_plain(text: str) -> bool:
    try:
        return clean_text(text) == text and "\n" not in text and "\t" not in text
    except ValueError:
        return False


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text.replace("/", "-").replace(".", "-")[:10])
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2200 else None


def _amount(text: str) -> Decimal | None:
    if not text:
        return Decimal(0)
    return Decimal(text) if _AMOUNT.fullmatch(text) else None
