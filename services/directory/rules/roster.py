"""What a roster file says, row by row: one row is one appointment of one teacher."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Final

from services.directory.rules.documents import normal_document, normal_phone
from services.platform.types import is_shown

SCHOOL_KINDS: Final = {
    "学校": "SCHOOL",
    "幼儿园": "KINDERGARTEN",
    "培训机构": "TRAINING_CENTRE",
    "教育学院": "EDUCATION_COLLEGE",
}
STAGES: Final = {
    "幼儿园": "KINDERGARTEN",
    "小学": "PRIMARY",
    "初中": "JUNIOR_MIDDLE",
    "高中": "SENIOR_MIDDLE",
    "中职": "VOCATIONAL",
    "特殊教育": "SPECIAL",
    "其他": "NON_SCHOOL",
}
POSTS: Final = {
    "教师": "TEACHER",
    "校长": "PRINCIPAL",
    "中层": "MIDDLE_MANAGER",
    "专业人员": "PROFESSIONAL",
    "其他": "STAFF",
}
TIERS: Final = {
    "见习": "PROBATION",
    "初级": "JUNIOR",
    "中级": "MIDDLE",
    "高级": "SENIOR",
    "正高级": "FULL_SENIOR",
}
DEGREES: Final = {"中专": "SECONDARY", "专科": "ASSOCIATE", "本科": "BACHELOR", "硕士": "MASTER", "博士": "DOCTOR"}
DOCUMENTS: Final = {
    "居民身份证": "RESIDENT_ID",
    "港澳居民通行证": "HK_MACAU_PERMIT",
    "台湾居民通行证": "TAIWAN_PERMIT",
    "护照": "PASSPORT",
}

# key -> (Chinese header, English header, whether a value is needed)
COLUMNS: Final[Mapping[str, tuple[str, str, bool]]] = {
    "school_code": ("学校代码", "school code", True),
    "school_name": ("学校名称", "school name", True),
    "school_kind": ("学校类别", "school kind", True),
    "stage": ("学段", "stage", True),
    "staff_number": ("工号", "staff number", True),
    "name": ("姓名", "name", True),
    "document_kind": ("证件类型", "document kind", True),
    "document": ("证件号码", "document number", True),
    "phone": ("手机号", "phone", False),
    "birth_date": ("出生日期", "birth date", False),
    "hire_date": ("入职日期", "hire date", True),
    "retire_date": ("退休日期", "retire date", False),
    "valid_from": ("任职开始", "appointed from", True),
    "valid_to": ("任职结束", "appointed to", False),
    "post": ("岗位", "post", True),
    "subject": ("学科", "subject", False),
    "title": ("职称", "title", False),
    "title_tier": ("职称级别", "title tier", False),
    "degree": ("学历", "degree", False),
    "degree_on": ("学历取得日期", "degree awarded on", False),
    "class_from": ("班主任开始", "class teacher from", False),
    "class_to": ("班主任结束", "class teacher to", False),
}
_KEYS: Final = {header: key for key, (chinese, english, _needed) in COLUMNS.items() for header in (chinese, english)}
_NEEDED: Final = frozenset(key for key, (_chinese, _english, needed) in COLUMNS.items() if needed)
_CHOICES: Final[Mapping[str, Mapping[str, str]]] = {
    "school_kind": SCHOOL_KINDS,
    "stage": STAGES,
    "post": POSTS,
    "title_tier": TIERS,
    "degree": DEGREES,
    "document_kind": DOCUMENTS,
}
_DAYS: Final = frozenset(
    ("birth_date", "hire_date", "retire_date", "valid_from", "valid_to", "degree_on", "class_from", "class_to")
)
_LONGEST: Final = 120
MOST_FAULTS: Final = 500


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong where; the value itself is never repeated."""

    row: int
    column: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    """One appointment, and what the row says about its teacher and school."""

    row: int
    school_code: str
    school_name: str
    school_kind: str
    stage: str
    staff_number: str
    name: str
    document_kind: str
    document: str
    phone: str | None
    birth_date: date | None
    hire_date: date
    retire_date: date | None
    valid_from: date
    valid_to: date | None
    post: str
    subject: str | None
    title: str | None
    title_tier: str | None
    degree: str | None
    degree_on: date | None
    class_from: date | None
    class_to: date | None

    def person(self) -> tuple[object, ...]:
        """What every row of the same teacher must say alike."""
        return (self.name, self.document_kind, self.document, self.phone, self.birth_date, self.hire_date)

    def school(self) -> tuple[str, str]:
        return (self.school_name, self.school_kind)


def read_roster(rows: Iterable[tuple[int, Mapping[str, str]]]) -> tuple[list[RosterRow], list[CellFault]]:
    """Rows as (number, header -> text); gives what could be read and everything that is wrong, by row and column."""
    read: list[RosterRow] = []
    faults: list[CellFault] = []
    for number, cells in rows:
        row, wrong = _read_row(number, _by_key(cells))
        faults.extend(wrong)
        if row is not None:
            read.append(row)
    if not read and not faults:
        faults.append(CellFault(1, "", "no-rows"))
    faults.extend(_contradictions(read))
    return read, sorted(faults, key=lambda fault: (fault.row, fault.column))[:MOST_FAULTS]


def _by_key(cells: Mapping[str, str]) -> dict[str, str]:
    named = dict.fromkeys(COLUMNS, "")
    for header, value in cells.items():
        key = _KEYS.get(header)
        # A file may hold both headers of a column: what stands under the Chinese one counts.
        if value and key is not None and (not named[key] or header == COLUMNS[key][0]):
            named[key] = unicodedata.normalize("NFC", value).strip()
    return named


def _read_row(number: int, cells: dict[str, str]) -> tuple[RosterRow | None, list[CellFault]]:
    faults: list[CellFault] = []

    def fault(key: str, code: str) -> None:
        faults.append(CellFault(number, COLUMNS[key][0], code))

    values: dict[str, str | date | None] = dict.fromkeys(COLUMNS)
    for key, text in cells.items():
        if not text:
            if key in _NEEDED:
                fault(key, "missing")
            continue
        values[key] = text
        if len(text) > _LONGEST or not is_shown(text):
            fault(key, "not-plain-text")
        elif key in _DAYS:
            values[key] = _day(text)
            if values[key] is None:
                fault(key, "not-a-date")
        elif key in _CHOICES:
            choices = _CHOICES[key]
            values[key] = choices.get(text) or (text if text in choices.values() else None)
            if values[key] is None:
                fault(key, "unknown-value")
    kind, document, phone = values["document_kind"], values["document"], values["phone"]
    if isinstance(kind, str) and isinstance(document, str):
        values["document"] = normal_document(kind, document)
        if values["document"] is None:
            fault("document", "not-a-valid-number")
    if isinstance(phone, str):
        values["phone"] = normal_phone(phone)
        if values["phone"] is None:
            fault("phone", "not-a-valid-number")
    for first, last in (("valid_from", "valid_to"), ("class_from", "class_to"), ("hire_date", "retire_date")):
        begins, ends = values[first], values[last]
        if isinstance(begins, date) and isinstance(ends, date) and ends < begins:
            fault(last, "before-its-start")
    if values["degree_on"] is not None and values["degree"] is None:
        fault("degree", "missing")
    if faults:
        return None, faults
    return RosterRow(row=number, **values), []  # type: ignore[arg-type]  # checked column by column above


@lru_cache(maxsize=4096)  # the days of a file repeat
def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text.replace("/", "-").replace(".", "-")[:10])
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2200 else None


def _contradictions(rows: list[RosterRow]) -> list[CellFault]:
    """Rows that cannot be true together: a teacher told differently, overlapping appointments, shared papers."""
    faults = []
    first_of: dict[str, RosterRow] = {}
    holder: dict[str, str] = {}
    schools: dict[str, RosterRow] = {}
    periods: dict[str, list[RosterRow]] = {}
    for row in rows:
        first = first_of.setdefault(row.staff_number, row)
        if first.person() != row.person():
            faults.append(CellFault(row.row, COLUMNS["staff_number"][0], "differs-from-an-earlier-row"))
        if holder.setdefault(row.document, row.staff_number) != row.staff_number:
            faults.append(CellFault(row.row, COLUMNS["document"][0], "held-by-another-teacher"))
        if schools.setdefault(row.school_code, row).school() != row.school():
            faults.append(CellFault(row.row, COLUMNS["school_code"][0], "differs-from-an-earlier-row"))
        periods.setdefault(row.staff_number, []).append(row)
    for appointments in periods.values():
        ordered = sorted(appointments, key=lambda row: row.valid_from)
        for earlier, later in pairwise(ordered):
            if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
                faults.append(CellFault(later.row, COLUMNS["valid_from"][0], "overlaps-another-appointment"))
    return faults
