"""Nominations from a spreadsheet: the workbook to fill in, faults by sheet, row and column, and repeating it."""

import asyncio
import io
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import httpx
import pytest
import xlsxwriter  # type: ignore[import-untyped]  # it ships no types
from python_calamine import CalamineWorkbook

from services.platform.ids import new_id
from tests.registration.reviewing import reviewed_class
from tests.registration.term import (
    SERVICE,
    answered,
    created,
    enrolled,
    make_class,
    make_program,
    meeting_body,
    members_said,
    read_class,
    read_enrolments,
    refused,
)
from tests.support import World

HEADER = ["工号", "姓名", "放行理由"]


def workbook(*rows: Sequence[str], header: Sequence[str] = HEADER, class_id: str | None = None) -> bytes:
    """A list as a school sends it; with a class the notes of the template stand beside it."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as written:
        sheet = written.add_worksheet("选送名单")
        for number, row in enumerate([header, *rows]):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell)
        if class_id is not None:
            notes = written.add_worksheet("填写说明")
            for number, row in enumerate([("项目", "内容"), ("培训班编号", class_id)]):
                for column, cell in enumerate(row):
                    notes.write_string(number, column, cell)
    return stream.getvalue()


async def send(world: World, class_id: str, content: bytes, *, school: int | None = 0, **query: Any) -> httpx.Response:
    """As a school's administrator, or with None as the district."""
    api = (
        world.api(SERVICE)
        if school is None
        else world.api(SERVICE, "school_admin", school=world.schools[school].school_id)
    )
    return await api.post(
        f"/classes/{class_id}/nomination-files",
        content=content,
        params=query,
        headers={"Content-Type": "application/octet-stream"},
    )


async def sent(world: World, class_id: str, content: bytes, **how: Any) -> dict[str, Any]:
    return created(await send(world, class_id, content, **how))


def results(answer: dict[str, Any]) -> list[str]:
    return [item["result"] for item in answer["items"]]


async def test_the_template_names_the_class_and_takes_a_list(district: World) -> None:
    opened = await make_class(district, meetings=[meeting_body()])
    api = district.api(SERVICE, "school_admin", school=district.schools[0].school_id)

    answer = await api.get(f"/classes/{opened['class_id']}/nomination-template")

    assert answer.headers["content-type"].startswith("application/vnd.openxmlformats")
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    assert sheets.sheet_names == ["选送名单", "填写说明"]
    assert sheets.get_sheet_by_name("选送名单").to_python() == [HEADER]
    notes = {str(row[0]): str(row[1]) for row in sheets.get_sheet_by_name("填写说明").to_python()}
    assert (notes["培训班编号"], notes["培训班"]) == (opened["class_id"], "研修一班")
    assert "报告厅" in notes["场次"]


async def test_an_empty_template_is_told_to_be_empty(district: World) -> None:
    opened = await make_class(district)
    api = district.api(SERVICE, "school_admin", school=district.schools[0].school_id)
    template = (await api.get(f"/classes/{opened['class_id']}/nomination-template")).content

    answer = await sent(district, opened["class_id"], template)

    assert [(one["sheet"], one["code"]) for one in answer["errors"]] == [("选送名单", "no-rows")]
    assert answer["applied"] is False


async def test_a_list_is_served_in_its_order_and_again_changes_nothing(district: World) -> None:
    class_id = (await make_class(district, capacity=1))["class_id"]
    content = workbook(["T002", "教师2", ""], ["T001", "", ""], class_id=class_id)

    first = await sent(district, class_id, content)
    before = await read_enrolments(district, class_id)
    said = await members_said(district, class_id)
    again = await sent(district, class_id, content)

    assert (first["applied"], first["rows"], results(first)) == (True, 2, ["CONFIRMED", "WAITING"])
    assert first["items"][1]["waiting_position"] == 1
    assert [(one["row"], one["unchanged"]) for one in first["items"]] == [(2, False), (3, False)]
    assert (results(again), [one["unchanged"] for one in again["items"]]) == (["CONFIRMED", "WAITING"], [True, True])
    assert [one["enrolment_id"] for one in again["items"]] == [one["enrolment_id"] for one in first["items"]]
    assert await read_enrolments(district, class_id) == before
    assert await members_said(district, class_id) == said


async def test_a_dry_run_answers_alike_and_changes_nothing(district: World) -> None:
    class_id = (await make_class(district, capacity=1))["class_id"]
    content = workbook(["T001", "", ""], ["T002", "", ""])

    tried = await sent(district, class_id, content, dry_run="true")

    assert (tried["applied"], tried["dry_run"], results(tried)) == (False, True, ["CONFIRMED", "WAITING"])
    assert [one["enrolment_id"] for one in tried["items"]] == [None, None]
    assert await read_enrolments(district, class_id) == []
    assert await members_said(district, class_id) == []
    known = await read_class(district, class_id)
    assert (known["taken"], known["waiting"]) == (0, 0)
    assert results(await sent(district, class_id, content)) == results(tried)


async def test_faults_are_told_by_sheet_row_and_column_and_nothing_is_applied(district: World) -> None:
    class_id = (await make_class(district))["class_id"]
    content = workbook(
        ["T001", "教师1", ""],
        ["", "教师2", ""],
        ["T003", "教师9", ""],
        ["T005", "教师5", ""],
        ["T001", "教师1", ""],
        ["X999", "", ""],
        ["T004", "教师4", "一" * 1001],
    )

    answer = await sent(district, class_id, content)

    found = [(one["row"], one["column"], one["code"]) for one in answer["errors"]]
    assert found == [
        (3, "工号", "missing"),
        (4, "姓名", "name-differs"),
        (5, "工号", "unknown-teacher"),
        (6, "工号", "named-twice"),
        (7, "工号", "unknown-teacher"),
        (8, "放行理由", "not-plain-text"),
    ]
    assert {one["sheet"] for one in answer["errors"]} == {"选送名单"}
    assert all(one["zh"] and one["en"] for one in answer["errors"])
    assert (answer["applied"], answer["items"]) == (False, [])
    assert await read_enrolments(district, class_id) == []


async def test_one_who_is_barred_costs_nobody_else_a_place(district: World) -> None:
    wanted = (await make_class(district, meetings=[meeting_body()]))["class_id"]
    other = (await make_class(district, title="同时段的班", meetings=[meeting_body()]))["class_id"]
    await enrolled(district, other, district.teachers[0].teacher_id)

    answer = await sent(district, wanted, workbook(["T001", "", ""], ["T002", "", ""]))

    assert results(answer) == ["REFUSED", "CONFIRMED"]
    problem = answer["items"][0]["problem"]
    assert (problem["type"], problem["facts"]["title"]) == ("urn:xuefen:problem:time-clash", "同时段的班")
    assert "同时段的班" in problem["detail_zh"]
    assert "clashes" in problem["detail_en"]
    accepted = await sent(district, wanted, workbook(["T001", "", ""]), accept_clash="true")
    assert results(accepted) == ["CONFIRMED"]


async def test_a_reason_in_the_file_lets_in_and_is_kept(district: World) -> None:
    program_id = await make_program(district, audience={"stages": ["JUNIOR_MIDDLE"]})
    class_id = (await make_class(district, program_id=program_id))["class_id"]

    answer = await sent(district, class_id, workbook(["T001", "", ""], ["T002", "", "下学期转任初中"]))

    assert results(answer) == ["REFUSED", "CONFIRMED"]
    (listed,) = await read_enrolments(district, class_id)
    assert [one["reason"] for one in listed["overrides"]] == ["下学期转任初中"]


async def test_the_workbook_of_another_class_is_refused(district: World) -> None:
    class_id = (await make_class(district))["class_id"]

    refused(
        await send(district, class_id, workbook(["T001", "", ""], class_id=str(new_id()))), 409, "file-of-another-class"
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (workbook(["T001"], header=["号码"]), "no-list"),
        ("staff number,name\nT001,教师1\n".encode(), None),
        ("工号\nT001\n".encode("gb18030"), None),
        (b"", "unreadable"),
        (b"PK\x03\x04 not a workbook", "unreadable"),
    ],
)
async def test_what_can_be_read_and_what_not(district: World, content: bytes, code: str | None) -> None:
    class_id = (await make_class(district))["class_id"]

    answer = await send(district, class_id, content)

    if code == "unreadable":
        refused(answer, 422, "unreadable")
        return
    body = created(answer)
    assert [one["code"] for one in body["errors"]] == ([] if code is None else [code])
    assert results(body) == (["CONFIRMED"] if code is None else [])


async def test_a_school_names_its_own_people_and_reads_its_own_files(district: World) -> None:
    class_id = (await make_class(district))["class_id"]
    foreign = await sent(district, class_id, workbook(["T005", "", ""]))
    by_district = await sent(district, class_id, workbook(["T005", "", ""]), school=None)
    path = f"/nomination-files/{foreign['file_id']}"

    async def read_by(role: str, school: UUID | None = None) -> int:
        return (await district.api(SERVICE, role, school=school).get(path)).status_code

    assert [one["code"] for one in foreign["errors"]] == ["unknown-teacher"]
    assert results(by_district) == ["CONFIRMED"]
    assert await read_by("school_admin", district.schools[0].school_id) == 200
    assert await read_by("school_admin", district.schools[1].school_id) == 404
    assert await read_by("district_admin") == 200
    assert answered(await district.api(SERVICE).get(path)) == foreign


async def test_a_list_for_a_class_with_reviews_awaits_the_class(district: World) -> None:
    class_id = (await reviewed_class(district))["class_id"]

    answer = await sent(district, class_id, workbook(["T001", "", ""]))

    assert results(answer) == ["PENDING"]
    (listed,) = await read_enrolments(district, class_id)
    assert (listed["status"], listed["review"]) == ("PENDING", "CLASS")


async def test_the_same_file_sent_at_once_by_two_enrols_everybody_once(district: World) -> None:
    class_id = (await make_class(district, capacity=3))["class_id"]
    content = workbook(*([f"T00{number}", "", ""] for number in range(1, 5)))

    answers = await asyncio.gather(*(sent(district, class_id, content) for _ in range(4)))

    assert [results(answer) for answer in answers] == [["CONFIRMED"] * 3 + ["WAITING"]] * 4
    listed = await read_enrolments(district, class_id)
    assert len(listed) == 4
    assert (await read_class(district, class_id))["taken"] == 3


async def test_a_closed_class_takes_no_list(district: World) -> None:
    class_id = (await make_class(district))["class_id"]
    await district.api(SERVICE).put(f"/classes/{class_id}/cancellation", json={"reason": "授课专家因故不能到场"})

    refused(await send(district, class_id, workbook(["T001", "", ""])), 409, "class-cancelled")
