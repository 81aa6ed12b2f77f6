"""Exports: who reads which names, the columns of each kind, what the file is called."""

from datetime import timedelta
from typing import Final, Literal, TypeAlias

from services.platform.access import Principal
from services.platform.errors import Text
from services.platform.growing import Column

ExportKind: TypeAlias = Literal["ENTRIES", "STATEMENTS", "STANDINGS"]
ExportForm: TypeAlias = Literal["XLSX", "CSV", "NDJSON"]
ExportState: TypeAlias = Literal["RUNNING", "DONE", "CANCELLED", "EXPIRED"]
Names: TypeAlias = Literal["FULL", "MASKED", "NONE"]

EXPORTS_KEPT: Final = timedelta(days=7)
"""How long the file of an export is kept."""
MOST_EXPORTS_AT_ONCE: Final = 5
"""Exports of one account that are being made."""
ENTRIES_A_STEP: Final = 5000
TEACHERS_A_STEP: Final[dict[ExportKind, int]] = {"STATEMENTS": 1000, "STANDINGS": 300}

EXPORT_MEDIA_TYPES: Final[dict[ExportForm, str]] = {
    "XLSX": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "CSV": "text/csv; charset=utf-8",
    "NDJSON": "application/x-ndjson",
}
EXPORT_SHEETS: Final[dict[ExportKind, Text]] = {
    "ENTRIES": Text(zh="学分台账", en="Entries"),
    "STATEMENTS": Text(zh="学年合计", en="Statements"),
    "STANDINGS": Text(zh="达标情况", en="Standings"),
}
# Schools and auditors take out lists with masked names, connected systems none: they know people by their ids.
_NAMES: Final[tuple[tuple[str, Names], ...]] = (
    ("district_admin", "FULL"),
    ("auditor", "MASKED"),
    ("school_admin", "MASKED"),
)

_WHO: Final = (
    Column("staff_number", Text(zh="工号", en="Staff number")),
    Column("name", Text(zh="姓名", en="Name")),
    Column("school_code", Text(zh="学校代码", en="School code")),
    Column("school", Text(zh="学校", en="School"), width=24),
)
_IDS: Final = (
    Column("teacher_id", Text(zh="教师标识", en="Teacher id"), width=38),
    Column("school_id", Text(zh="学校标识", en="School id"), width=38),
)
_AMOUNTS: Final = (
    Column("hours", Text(zh="学时", en="Hours"), "AMOUNT", 10),
    Column("credits", Text(zh="学分", en="Credits"), "AMOUNT", 10),
)
EXPORT_COLUMNS: Final[dict[ExportKind, tuple[Column, ...]]] = {
    "ENTRIES": (
        Column("seq", Text(zh="台账行", en="Entry"), "WHOLE", 9),
        *_WHO,
        Column("title", Text(zh="项目名称", en="Title"), width=32),
        Column("level_code", Text(zh="培训类别代码", en="Level code")),
        Column("level", Text(zh="层级", en="Level")),
        Column("mode_code", Text(zh="培训方式代码", en="Mode code")),
        Column("mode", Text(zh="方式", en="Mode")),
        Column("category", Text(zh="课程类别", en="Category"), width=18),
        Column("nature", Text(zh="性质", en="Nature")),
        Column("kind", Text(zh="类型", en="Kind")),
        *_AMOUNTS,
        Column("earned_from", Text(zh="开始日期", en="From"), "DAY"),
        Column("earned_to", Text(zh="结束日期", en="To"), "DAY"),
        Column("school_year", Text(zh="学年", en="School year")),
        Column("organised_by_admin", Text(zh="教育行政部门组织", en="Organised by the administration"), "FLAG", 10),
        Column("tags", Text(zh="标签", en="Tags"), "LIST"),
        Column("teacher_title", Text(zh="当时职称", en="Title then")),
        Column("post", Text(zh="当时岗位", en="Post then")),
        Column("source", Text(zh="来源", en="Source")),
        Column("rules", Text(zh="认定条款", en="Clauses"), "LIST"),
        Column("pack_id", Text(zh="政策包", en="Pack")),
        Column("recorded_at", Text(zh="入账时间", en="Recorded at"), width=26),
        Column("reverses_seq", Text(zh="冲销台账行", en="Takes back entry"), "WHOLE", 10),
        Column("reversed_by_seq", Text(zh="被台账行冲销", en="Taken back by entry"), "WHOLE", 10),
        *_IDS,
        Column("class_id", Text(zh="班级标识", en="Class id"), width=38),
        Column("program_id", Text(zh="项目标识", en="Program id"), width=38),
        Column("outcome_id", Text(zh="结果标识", en="Outcome id"), width=38),
        Column("entry_id", Text(zh="台账行标识", en="Entry id"), width=38),
        Column("hash", Text(zh="链上摘要", en="Hash"), width=66),
    ),
    "STATEMENTS": (
        *_WHO,
        Column("school_year", Text(zh="学年", en="School year")),
        *_AMOUNTS,
        Column("entries", Text(zh="台账行数", en="Entries"), "WHOLE", 10),
        Column("as_of", Text(zh="截至", en="As of"), "DAY"),
        Column("known_at_seq", Text(zh="账簿止于台账行", en="Known at entry"), "WHOLE", 12),
        *_IDS,
    ),
    "STANDINGS": (
        *_WHO,
        Column("pack_id", Text(zh="政策包", en="Pack")),
        Column("verdict", Text(zh="结论", en="Verdict")),
        Column("progress", Text(zh="进度", en="Progress")),
        Column("open_clauses", Text(zh="未达标条款", en="Open clauses"), "LIST", 24),
        Column("still_needed", Text(zh="尚缺", en="Still needed"), width=60),
        Column("as_of", Text(zh="截至", en="As of"), "DAY"),
        Column("known_at_seq", Text(zh="账簿止于台账行", en="Known at entry"), "WHOLE", 12),
        *_IDS,
    ),
}


def names_for(principal: Principal) -> Names:
    """What of people's names somebody takes out of the system."""
    return next((names for role, names in _NAMES if role in principal.roles), "NONE")


def export_file_name(kind: ExportKind, form: ExportForm, *, district_id: int, known_at_seq: int) -> str:
    """`entries-231083-1200.xlsx`: the number at the end is that of the book when it was asked for."""
    return f"{kind.lower()}-{district_id}-{known_at_seq}.{form.lower()}"
