"""Old hours from spreadsheets: faults by row and column, dry run, and the same row only once."""

import io
from collections.abc import Awaitable, Callable
from datetime import date, datetime
from typing import Any

import xlsxwriter

from services.ledger import operations
from services.platform import clock
from tests.ledger.saying import book_keys, feed
from tests.support import Apps, World, make_world

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
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    return body


def errors(body: dict[str, Any]) -> set[tuple[int, str, str]]:
    return {(one["row"], one["column"], one["code"]) for one in body["report"]["errors"]}


async def test_old_hours_enter_the_book_from_the_account_of_their_import(district: World) -> None:
    content = xlsx(
        ["T001", date(2024, 3, 1), date(2024, 3, 5), 30, 3, *GOOD[5:]],
        [
            "T005",
            date(2023, 10, 1),
            date(2023, 10, 1),
            7.5,
            "",
            "KNOWLEDGE_SKILL",
            "SCHOOL",
            "SCHOOL_BASED",
            "ELECTIVE",
            "SCHOOL_STUDY",
            "听课",
            "其他",
        ],
    )

    done = await bring(district, content)

    assert (done["applied"], done["dry_run"]) == (True, False)
    assert done["report"] == {"rows": 2, "added": 2, "repeated": 0, "errors": []}
    first, second = await feed(district)
    assert (first["source"], first["debit_account"]) == ("import", f"import:{done['import_id']}")
    assert (first["hours"], first["credits"], first["category"]) == ("30.00", "3.00", "ETHICS_LITERACY.ETHICS")
    assert (first["earned_from"], first["earned_to"], first["school_year"]) == ("2024-03-01", "2024-03-05", "2023-2024")
    assert (first["school_id"], first["pack_id"]) == (str(district.schools[0].school_id), "XC")
    assert (second["hours"], second["credits"], second["organised_by_admin"]) == ("7.50", "0.00", False)
    assert (second["kind"], second["title"]) == ("SCHOOL_STUDY", "听课")
    async with district.session("ledger") as session:
        assert (
            await operations.verify_book(session, district_id=district.district_id, keys=book_keys())
        ).findings == []


async def test_a_dry_run_says_what_would_happen_and_posts_nothing(district: World) -> None:
    dry = await bring(district, csv(row(), row(工号="T002")), dry_run="true")

    assert (dry["applied"], dry["dry_run"]) == (False, True)
    assert dry["report"] == {"rows": 2, "added": 2, "repeated": 0, "errors": []}
    assert await feed(district) == []
    assert (await district.api("ledger").get("/book")).json()["entries"] == 0


async def test_the_same_file_and_the_same_row_add_nothing(district: World) -> None:
    await bring(district, csv(row(), row(工号="T002")))

    again = await bring(district, csv(row(), row(工号="T002")))
    other = await bring(district, csv(row(学时="30.0"), row(工号="T003"), row(工号="T003")))
    dry = await bring(district, csv(row(), row(学时="31")), dry_run="true")

    assert again["report"] == {"rows": 2, "added": 0, "repeated": 2, "errors": []}
    assert other["report"] == {"rows": 3, "added": 1, "repeated": 2, "errors": []}
    assert dry["report"]["added"] == 1
    assert [entry["seq"] for entry in await feed(district)] == [1, 2, 3]


async def test_every_fault_is_named_by_row_and_column_and_nothing_is_posted(district: World) -> None:
    body = await bring(
        district,
        csv(
            row(),
            row(工号="T999"),
            row(开始日期="2024-02-30"),
            row(开始日期="2024-03-06"),
            row(结束日期="2024-09-02"),
            row(结束日期="2199-01-01", 开始日期="2199-01-01"),
            row(学时="0", 学分=""),
            row(学时="1.23456"),
            row(学时="-3"),
            row(类别="没有的类别"),
            row(层级=""),
            row(组织方="某公司"),
            row(名称="看不见\u200b的字"),
            row(名称="=1+1\t2"),
        ),
    )

    assert body["applied"] is False
    assert body["report"]["added"] == 0
    assert errors(body) == {
        (3, "工号", "unknown-teacher"),
        (4, "开始日期", "not-a-date"),
        (5, "结束日期", "before-its-start"),
        (6, "结束日期", "crosses-a-year"),
        (7, "结束日期", "in-the-future"),
        (8, "学时", "neither-hours-nor-credits"),
        (9, "学时", "not-an-amount"),
        (10, "学时", "not-an-amount"),
        (11, "类别", "unknown-value"),
        (12, "层级", "missing"),
        (13, "组织方", "unknown-value"),
        (14, "名称", "not-plain-text"),
        (15, "名称", "not-plain-text"),
    }
    assert await feed(district) == []


async def test_a_report_never_repeats_what_the_file_said(district: World) -> None:
    answer = await district.api("ledger").post("/history-imports", content=csv(row(工号="230102199001011234")))

    assert errors(answer.json()) == {(2, "工号", "unknown-teacher")}
    assert "230102199001011234" not in answer.text


async def test_a_sheet_without_its_columns_or_rows_says_which(district: World) -> None:
    lacking = await bring(district, csv(GOOD[1:], header=HEADER[1:]))
    empty = await bring(district, csv())

    assert errors(lacking) == {(1, "工号", "missing-column")}
    assert errors(empty) == {(1, "", "no-rows")}


async def test_a_file_that_is_no_spreadsheet_is_refused(district: World) -> None:
    for content in (b"", b"PK\x03\x04 not really", b"\xd0\xcf\x11\xe0", b"\xff\xfe\x00", b"a,\x00b\n1,2\n"):
        answer = await district.api("ledger").post("/history-imports", content=content)

        assert (answer.status_code, answer.json()["type"]) == (422, "urn:xuefen:problem:unreadable")


async def test_a_file_larger_than_allowed_is_refused(district: World) -> None:
    answer = await district.api("ledger").post("/history-imports", content=b"x" * 5_242_881)

    assert answer.status_code == 413


async def test_a_report_can_be_read_again_by_those_who_answer_for_the_district(district: World) -> None:
    done = await bring(district, csv(row()))
    path = f"/history-imports/{done['import_id']}"

    assert (await district.api("ledger").get(path)).json() == done
    assert (await district.api("ledger", "auditor").get(path)).json() == done
    school = district.api("ledger", "school_admin", school=district.schools[0].school_id)
    assert (await school.get(path)).status_code == 403
    assert (await district.api("ledger").get(f"/history-imports/{district.admin_id}")).status_code == 404


async def test_only_the_district_brings_old_hours(district: World) -> None:
    for role in ("teacher", "trainer", "school_admin", "auditor", "integration"):
        answer = await district.api("ledger", role, school=district.schools[0].school_id).post(
            "/history-imports", content=csv(row())
        )
        assert answer.status_code == 403


async def test_imported_hours_count_in_the_standing_of_their_year(district: World) -> None:
    await bring(district, csv(row(开始日期="2025-10-01", 结束日期="2025-10-02", 学时="24")))

    answer = await district.api("ledger").get(
        f"/teachers/{district.teachers[0].teacher_id}/standing", params={"as_of": "2026-08-31"}
    )

    year = next(one for one in answer.json()["clauses"] if (one["clause_id"], one["period"]) == ("XC-02", "2025-2026"))
    assert year["counted"] == "24.00"


async def test_a_whole_cycle_of_old_hours_is_judged_like_any_other(
    apps: Apps, travel: Callable[[datetime], Awaitable[None]]
) -> None:
    await travel(datetime(2030, 8, 31, 20, tzinfo=clock.SHANGHAI))
    district = await make_world(
        apps, pack="HL", parameters={"hire_cut_off": "2027-09-01", "retire_cut_off": "2028-12-31"}
    )
    rows = [
        ["T001", "2026-03-01", "2026-03-09", "60", "6", "知识与技能", "市级", "集中培训", "必修", "培训课程"],
        ["T001", "2027-03-01", "2027-03-09", "60", "6", "师德教育", "区县级", "集中培训", "必修", "培训课程"],
        ["T001", "2028-03-01", "2028-03-09", "60", "6", "人文科学素养", "区县级", "网络研修", "选修", "培训课程"],
        ["T001", "2029-03-01", "2029-03-09", "80", "8", "知识与技能", "校本", "校本研修", "必修", "校本研修活动"],
        ["T001", "2030-03-01", "2030-03-09", "100", "10", "实践体验", "校本", "校本研修", "必修", "校本研修活动"],
    ]

    done = await bring(district, csv(*([*cells, "旧学时", "教育行政部门"] for cells in rows)))
    answer = await district.api("ledger").get(f"/teachers/{district.teachers[0].teacher_id}/standing")

    assert done["report"] == {"rows": 5, "added": 5, "repeated": 0, "errors": []}
    body = answer.json()
    assert (body["pack_id"], body["verdict"], body["progress"]) == ("HL", "MET", "final")
    results = {one["clause_id"]: one for one in body["clauses"]}
    assert (results["HL-01"]["result"], results["HL-05"]["result"], results["HL-08"]["result"]) == ("MET", "MET", "MET")


async def test_tags_of_the_pack_are_kept_and_others_refused(apps: Apps) -> None:
    district = await make_world(apps, pack="HL")
    good = ["T001", "2026-03-01", "2026-03-09", "30", "3", "知识与技能", "市级", "集中培训", "必修", "班主任专题培训"]

    def tagged(tags: str) -> bytes:
        return csv([*good, "班主任培训", "教育行政部门", tags], header=[*HEADER, "标签"])

    refused = await bring(district, tagged("班主任专题、没有的标签"))
    done = await bring(district, tagged("班主任专题"))

    assert errors(refused) == {(2, "标签", "unknown-value")}
    assert done["applied"] is True
    assert [entry["tags"] for entry in await feed(district)] == [["CLASS_TEACHER_TOPIC"]]
