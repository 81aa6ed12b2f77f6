"""Tables that grow part by part are the files that they would be if they were written at once."""

import csv
import io
import json
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from services.platform.errors import Text
from services.platform.growing import Cell, Column, Growth, Shape, grow
from services.platform.growing.workbooks import grow_workbook

COLUMNS = (
    Column("number", Text(zh="序号", en="Number"), "WHOLE"),
    Column("name", Text(zh="名称", en="Name")),
    Column("hours", Text(zh="学时", en="Hours"), "AMOUNT"),
    Column("on", Text(zh="日期", en="On"), "DAY"),
    Column("tags", Text(zh="标签", en="Tags"), "LIST"),
    Column("led", Text(zh="主办", en="Led"), "FLAG"),
)


def a_row(number: int) -> list[Cell]:
    hours = Decimal("-2.5") if number % 2 else None
    return [
        number,
        f"<第{number}项> & \n",
        hours,
        date(2026, 1, 2) if number % 3 else None,
        ("a", "b"),
        number % 2 == 0,
    ]


def read(content: bytes) -> list[list[Any]]:
    """Every row below the headings, sheet by sheet, after the archive has been checked."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    tables = [workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names]
    assert all(table[0] == ["序号", "名称", "学时", "日期", "标签", "主办"] for table in tables)
    return [row for table in tables for row in table[1:]]


@pytest.mark.parametrize("steps", [[], [0], [3], [7], [5, 5, 4], [1, 6, 7, 0], [20]])
def test_a_workbook_made_in_steps_is_whole_on_as_many_sheets_as_it_needs(steps: list[int]) -> None:
    parts: dict[int, bytes] = {}
    growth: Growth = {}
    done = 0
    for step, count in enumerate(steps or [0]):
        rows = [a_row(number) for number in range(done, done + count)]
        made, growth = grow_workbook(
            COLUMNS, ["序号", "名称", "学时", "日期", "标签", "主办"], "表", growth, rows,
            last=step == len(steps or [0]) - 1, rows_a_sheet=7,
        )  # fmt: skip
        # What is needed to go on is kept as JSON in between.
        growth, done = json.loads(json.dumps(growth)), done + count
        assert not parts.keys() & made.keys()
        parts |= made

    content = b"".join(parts[number] for number in sorted(parts))

    assert sorted(parts) == list(range(len(parts)))
    assert read(content) == [
        [
            float(number),
            f"<第{number}项> & \n",
            -2.5 if number % 2 else "",
            date(2026, 1, 2) if number % 3 else "",
            "a b",
            number % 2 == 0,
        ]
        for number in range(done)
    ]
    names = CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names
    assert names == ["表", "表 2", "表 3"][: max(1, -(-done // 7))]


@pytest.mark.parametrize("wording", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "＋1", "－1", "＠1"])
def test_nothing_that_people_wrote_is_a_formula_and_numbers_stay_numbers(wording: str) -> None:
    rows: list[list[Cell]] = [[1, wording, Decimal("-24"), None, (wording,), False]]

    def made(form: Any) -> bytes:
        return b"".join(grow(Shape(form, COLUMNS, "zh", "表"), {}, rows, last=True).parts[number] for number in numbers)

    numbers = [0]
    table = list(csv.reader(io.StringIO(made("CSV").decode("utf-8-sig"), newline="")))
    line = json.loads(made("NDJSON"))
    numbers = list(range(5))
    ((_, name, hours, _, tags, _),) = read(made("XLSX"))

    assert table[1] == ["1", f"'{wording}", "-24.00", "", f"'{wording}", "0"]
    assert (name, hours, tags) == (f"'{wording}", -24.0, f"'{wording}")
    assert (line["name"], line["hours"], line["tags"]) == (wording, "-24.00", [wording])
    with zipfile.ZipFile(io.BytesIO(made("XLSX"))) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_csv_begins_with_a_mark_of_its_encoding_where_that_is_wanted_and_has_one_line_of_headings() -> None:
    def made(*, mark: bool) -> bytes:
        shape = Shape("CSV", COLUMNS, "en", "table", byte_order_mark=mark)
        first = grow(shape, {}, [a_row(0)], last=False)
        second = grow(shape, first.growth, [a_row(1)], last=True)
        return first.parts[0] + second.parts[1]

    assert made(mark=True) == b"\xef\xbb\xbf" + made(mark=False)
    assert made(mark=False).count(b"Number") == 1
    assert len(list(csv.reader(io.StringIO(made(mark=False).decode(), newline="")))) == 3
