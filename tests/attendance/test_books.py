"""The sign-in book on paper and in a spreadsheet."""

import asyncio
import io
import itertools
import threading
from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import httpx
import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from services.attendance.operations import books_printing
from services.platform import documents
from services.platform.growing import plain_cell
from services.platform.ids import new_id
from tests.attendance.scenes import MORNING, Opened, attend, open_class, scan, settle
from tests.support import World
from tests.walks.attendance import enrolled, meeting, scheduled

DAY = timedelta(days=1)


async def _file(world: World, way: str, role: str = "trainer", **who: Any) -> httpx.Response:
    return await world.api("attendance", role, **who).get(way)


def _pages(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages]


def _rows(answer: httpx.Response, sheet: str) -> list[list[Any]]:
    assert answer.status_code == 200, answer.text
    return CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_name(sheet).to_python()


async def _morning(world: World, travel: Any) -> Opened:
    """A meeting at which one was there, one came late, one was corrected, one never came and a stranger did."""
    first, late, corrected, absent, stranger = world.teachers[:5]
    opened = await open_class(world, first, late, corrected, absent)
    await attend(world, travel, first, opened.first)
    await travel(MORNING + timedelta(minutes=40))
    await scan(world, late, opened.first)
    await scan(world, stranger, opened.first)
    word = {"teacher_id": str(corrected.teacher_id), "presence": "PRESENT", "reason": "纸质签到册有签名"}
    await world.api("attendance").post(f"/meetings/{opened.first.meeting_id}/corrections", json=word)
    await travel(opened.first.ends_at + timedelta(hours=2))
    return opened


async def test_the_book_on_paper_says_who_was_there_in_chinese_and_has_room_to_sign(
    district: World, travel: Any
) -> None:
    opened = await _morning(district, travel)

    answer = await _file(district, f"/meetings/{opened.first.meeting_id}/sign-in-book.pdf")

    assert answer.headers["content-type"] == "application/pdf"
    assert unquote(answer.headers["content-disposition"]).endswith("签到册-小学教师课堂教学培训班-20261010.pdf")
    (page,) = _pages(answer)
    for words in (
        "试验区教师培训签到册",
        "小学教师课堂教学培训班",
        "主题：课堂教学",
        "时间：2026-10-10 09:00—12:00",
        "地点：县教师进修学校报告厅",
        "应到 4 人，实到 3 人，未签退 1 人，缺勤 1 人，名单外 1 人",
        "更正：纸质签到册",
        "不在名单",
        "签名",
        "主讲人签名：",
        "培训单位（盖章）",
        "第 1 页 共 1 页",
        "生成时间 2026-10-10 14:00",
    ):
        assert words in page, page
    assert "T001 教师1 第一小学 08:59 12:00 出勤" in " ".join(page.split())


async def test_what_people_write_is_never_taken_for_markup(district: World, travel: Any) -> None:
    hostile = "#panic() *粗* $x^2$ \\ <a> @b `c` // [d] ~ 'e' \"f\""
    sitting = meeting(MORNING).model_copy(update={"topic": hostile, "place": '=HYPERLINK("http://x")'})
    told = scheduled(district, [sitting]).model_copy(update={"title": hostile})
    await district.publish(told)
    await district.publish(enrolled(district, told.class_id, district.teachers[0]))
    await district.drain()

    paper = await _file(district, f"/meetings/{sitting.meeting_id}/sign-in-book.pdf")
    sheet = await _file(district, f"/meetings/{sitting.meeting_id}/sign-in-book.xlsx")

    assert "#panic() *粗* $x^2$" in " ".join(_pages(paper)[0].split())
    rows = _rows(sheet, "签到册")
    assert rows[0][0] == hostile
    assert [row[1] for row in rows if row[0] == "地点"] == ['\'=HYPERLINK("http://x")']


async def test_a_long_list_goes_over_pages_with_its_head_on_each(district: World, travel: Any) -> None:
    opened = await open_class(district, *district.teachers)
    printed = await _file(district, f"/meetings/{opened.first.meeting_id}/sign-in-book.pdf")
    sittings = [meeting(MORNING + number * DAY) for number in range(3)]
    several = await open_class(district, *district.teachers, meetings=sittings)

    together = _pages(await _file(district, f"/classes/{several.class_id}/sign-in-book.pdf"))

    assert len(_pages(printed)) == 1
    assert len(together) == 3
    assert [f"2026-10-1{number}" in page for number, page in enumerate(together)] == [True] * 3
    assert all("工号" in page and "T008" in page for page in together)


async def test_the_spreadsheet_of_a_meeting_holds_text_only(district: World, travel: Any) -> None:
    opened = await _morning(district, travel)

    rows = _rows(await _file(district, f"/meetings/{opened.first.meeting_id}/sign-in-book.xlsx"), "签到册")

    head = next(number for number, row in enumerate(rows) if row[0] == "序号")
    assert rows[head] == list(books_printing.COLUMNS)
    assert [row[:7] for row in rows[head + 1 :]] == [
        ["1", "T001", "教师1", "第一小学", "08:59", "12:00", "出勤"],
        ["2", "T002", "教师2", "第一小学", "09:40", "", "未签退"],
        ["3", "T003", "教师3", "第一小学", "", "", "出勤"],
        ["4", "T004", "教师4", "第一小学", "", "", "缺勤"],
        ["5", "T005", "教师5", "第二小学", "09:40", "", "未签退"],
    ]
    assert {type(cell) for row in rows for cell in row} == {str}


async def test_the_spreadsheet_of_a_class_shows_what_it_came_to(district: World, travel: Any) -> None:
    opened = await _morning(district, travel)
    before = _rows(await _file(district, f"/classes/{opened.class_id}/sign-in-book.xlsx"), "考勤汇总")
    word = {"teacher_id": str(district.teachers[2].teacher_id), "minutes": 100, "reason": "中途离开"}
    await district.api("attendance").post(f"/meetings/{opened.first.meeting_id}/corrections", json=word)
    await settle(district, opened.class_id)

    after = await _file(district, f"/classes/{opened.class_id}/sign-in-book.xlsx")

    assert before[0][-1] == "出勤场次"
    rows = _rows(after, "考勤汇总")
    settled = ["认定学时（第1版）", "认定学时（精确值）", "考勤"]
    assert rows[0] == ["工号", "姓名", "单位", "2026-10-10 09:00 课堂教学", "出勤场次", *settled]
    assert rows[1:] == [
        ["T001", "教师1", "第一小学", "出勤", "1", 4.0, "4", "合格"],
        ["T002", "教师2", "第一小学", "未签退", "1", 0.0, "0", "不合格"],
        ["T003", "教师3", "第一小学", "按更正计", "1", 2.2222, "20/9", "合格"],
        ["T004", "教师4", "第一小学", "缺勤", "0", 0.0, "0", "不合格"],
        ["T005", "教师5", "第二小学", "未签退", "1", "", "", ""],
    ]
    assert _rows(after, "场次")[1][2:6] == ["课堂教学", "主讲人", "县教师进修学校报告厅", "4"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x"])
def test_what_looks_like_a_formula_is_marked_as_text(text: str) -> None:
    assert plain_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["教师", "T001", "a=b", "", "'x"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert plain_cell(text) == text


async def test_paper_is_for_who_sees_the_whole_class(district: World) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher, school_id=district.schools[0].school_id)
    ways = [
        f"/meetings/{opened.first.meeting_id}/sign-in-book.pdf",
        f"/meetings/{opened.first.meeting_id}/sign-in-book.xlsx",
        f"/classes/{opened.class_id}/sign-in-book.pdf",
        f"/classes/{opened.class_id}/sign-in-book.xlsx",
    ]
    home, away = (school.school_id for school in district.schools)

    for way in ways:
        assert (await _file(district, way, "school_admin", school=home)).status_code == 200
        assert (await _file(district, way, "school_admin", school=away)).status_code == 404
        assert (await _file(district, way, "trainer", account_id=new_id())).status_code == 404
        assert (await _file(district, way, "teacher", teacher=teacher.teacher_id)).status_code == 403


async def test_a_class_without_meetings_has_no_book(district: World) -> None:
    told = scheduled(district, [])
    await district.publish(told)
    await district.drain()

    assert (await _file(district, f"/classes/{told.class_id}/sign-in-book.pdf")).status_code == 404


async def test_too_much_for_one_document_is_refused(district: World, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = await open_class(district, *district.teachers[:3])
    monkeypatch.setattr("services.attendance.operations.books.MOST_LINES", 2)

    answer = await _file(district, f"/classes/{opened.class_id}/sign-in-book.xlsx")

    assert (answer.status_code, answer.json()["type"]) == (422, "urn:xuefen:problem:too-much-to-print")


async def test_who_would_wait_too_long_for_paper_is_turned_away(
    district: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = await open_class(district, district.teachers[0])
    monkeypatch.setattr(documents, "MOST_WAITING", 0)
    way = f"/meetings/{opened.first.meeting_id}/sign-in-book.pdf"
    turned_away = threading.Event()

    def slowly(*given: Any, **more: Any) -> bytes:
        turned_away.wait(60)
        return documents.typeset(*given, **more)

    monkeypatch.setattr(books_printing, "typeset", slowly)
    asked = [asyncio.create_task(_file(district, way)) for _ in range(8)]
    refused = [await first for first in itertools.islice(asyncio.as_completed(asked), 6)]
    turned_away.set()
    answers = await asyncio.gather(*asked)

    assert [(answer.status_code, bool(answer.headers["retry-after"])) for answer in refused] == [(503, True)] * 6
    assert sorted(answer.status_code for answer in answers) == [200] * 2 + [503] * 6
    assert (await _file(district, way)).status_code == 200


async def test_the_book_of_a_settled_class_stands_as_settled_and_tells_what_was_annulled(
    district: World, travel: Any
) -> None:
    """Printed while people may still check out, of one whose first check-in was annulled and one who only left."""
    teacher, stranger = district.teachers[0], district.teachers[4]
    opened = await open_class(district, teacher)
    of_meeting = f"/meetings/{opened.first.meeting_id}"
    trainer = district.api("attendance", "trainer")
    await travel(MORNING)
    first = (await scan(district, teacher, opened.first)).json()["check_in_id"]
    assert (await trainer.put(f"{of_meeting}/check-ins/{first}/annulment", json={"reason": "代签"})).status_code == 201
    await travel(MORNING + timedelta(minutes=5))
    assert (await scan(district, teacher, opened.first)).status_code == 201
    await travel(opened.first.ends_at)
    assert (await scan(district, stranger, opened.first, "OUT")).status_code == 201
    await trainer.post(f"/classes/{opened.class_id}/settlements", json={"reason": "当日发证"})

    rows = _rows(await _file(district, f"{of_meeting}/sign-in-book.xlsx"), "签到册")
    together = _rows(await _file(district, f"/classes/{opened.class_id}/sign-in-book.xlsx"), "考勤汇总")

    lines = {row[1]: row for row in rows}
    assert "签到09:00已作废：代签" in lines["T001"][8]
    assert lines["T005"][3:7] == ["第二小学", "", "12:00", "有签退、无签到"]
    assert [row[3] for row in together[1:]] == ["未签退", "有签退、无签到"]
