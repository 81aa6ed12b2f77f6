"""Files of old hours as an officer brings them, short enough to read in a test."""

import io
from datetime import date, timedelta
from typing import Any

import xlsxwriter

from tests.support import World

HEADER = ["工号", "开始日期", "结束日期", "学时", "学分", "类别", "层级", "方式", "性质", "类型", "名称", "组织方"]
GOOD = [
    "T001",
    "2024-03-01",
    "2024-03-05",
    "30",
    "3",
    "师德教育",
    "县级",
    "集中培训",
    "必修",
    "在职教师岗位培训",
    "师德专题培训",
    "教育行政部门",
]


def row(**changes: str) -> list[str]:
    """A row that is right, but for the changes."""
    names = dict(zip(HEADER, GOOD, strict=True)) | changes
    return [names[name] for name in HEADER]


def many(count: int) -> list[list[str]]:
    """So many trainings of the eight teachers, no two alike."""
    first = date(2000, 9, 1)
    days = [str(first + timedelta(days=40 * (number // 8) % 9000)) for number in range(count)]
    return [
        row(工号=f"T{number % 8 + 1:03}", 开始日期=days[number], 结束日期=days[number], 名称=f"{number // 8:04}号培训")
        for number in range(count)
    ]


def csv(*rows: list[str], header: list[str] = HEADER) -> bytes:
    return "".join(",".join(cells) + "\n" for cells in [header, *rows]).encode()


def xlsx(*rows: list[Any], header: list[str] = HEADER) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as workbook:
        sheet = workbook.add_worksheet("历史学时")
        days = workbook.add_format({"num_format": "yyyy-mm-dd"})
        for number, cells in enumerate([header, *rows]):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, cell, days)
                else:
                    sheet.write(number, column, cell)
    return content.getvalue()


async def bring(world: World, content: bytes, **query: str) -> dict[str, Any]:
    answer = await world.api("ledger").post("/history-imports", content=content, params=query)
    assert answer.status_code in (201, 202), answer.text
    body: dict[str, Any] = answer.json()
    return body


def errors(body: dict[str, Any]) -> set[tuple[int, str, str]]:
    return {(one["row"], one["column"], one["code"]) for one in body["report"]["errors"]}


def sums(body: dict[str, Any]) -> tuple[int, int, int]:
    """Rows, added, repeated, of a file without a fault."""
    report = body["report"]
    assert (report["refused"], report["errors"]) == (0, []), report
    return report["rows"], report["added"], report["repeated"]


async def rows_of(world: World, import_id: str, **query: Any) -> list[dict[str, Any]]:
    """Every row of an import with its fate."""
    answer = await world.api("ledger", "auditor").get(f"/history-imports/{import_id}/rows", params=query)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items
