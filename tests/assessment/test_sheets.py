"""Score sheets out and in: whose cells, halves exact, faults by place, all or nothing, the same again nothing."""

import io
import zipfile
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

from services.platform.ids import new_id
from services.platform.spreadsheets import Sheet, read_workbook
from tests.assessment.course import Course, opened
from tests.assessment.marking import RUBRIC, as_teacher, course_by, item, mark, moderate, name, raw, resit
from tests.support import Api, World
from tests.walks.assessment_schemes import LESSON

PROCESS, FINAL = "过程性考核 [PROCESS]", "终结性考核 [FINAL]"


async def _out(course: Course, api: Api, **query: Any) -> list[Sheet]:
    answer = await api.get(f"{course.path}/score-sheet", params=query)
    assert answer.status_code == 200, answer.text
    return await read_workbook(answer.content)


async def _in(course: Course, api: Api, content: bytes, **query: Any) -> dict[str, Any]:
    answer = await api.post(f"{course.path}/score-sheets", content=content, params=query)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def filled(sheets: list[Sheet], marks: dict[tuple[str, str], str | float]) -> bytes:
    """The workbook with (staff number, header) -> what somebody typed."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        for sheet in sheets:
            page = workbook.add_worksheet(sheet.name)
            headers = list(sheet.rows[0].cells)
            page.write_row(0, 0, headers)
            for number, row in enumerate(sheet.rows, start=1):
                for column, header in enumerate(headers):
                    typed = marks.get((row.cells.get("工号", ""), header), row.cells[header])
                    page.write(number, column, typed) if isinstance(typed, float) else page.write_string(
                        number, column, typed
                    )
    return stream.getvalue()


async def test_a_sheet_goes_out_and_comes_back_with_halves_exact(district: World) -> None:
    one, two, *_ = district.teachers
    course = await opened(district, one, two, scheme="SCORED")
    trainer = course.api("trainer")
    await mark(course, trainer, item(one, "86.5", "PROCESS"))

    stage, notes = sheets = await _out(course, trainer)
    assert [row.cells for row in stage.rows] == [
        {"工号": "T001", "姓名": "教师1", "学校": "第一小学", PROCESS: "86.5", FINAL: ""},
        {"工号": "T002", "姓名": "教师2", "学校": "第一小学", PROCESS: "", FINAL: ""},
    ]
    assert {row.cells["项目"]: row.cells["内容"] for row in notes.rows}["方案版本"] == "1"
    # A number, as a spreadsheet types it, and a text in full-width digits.
    content = filled(sheets, {("T001", FINAL): 77.5, ("T002", PROCESS): "６０．２５"})

    tried = await _in(course, trainer, content, dry_run="true")
    assert (tried["applied"], tried["recorded"], tried["unchanged"]) == (False, 2, 1)
    assert len(await raw(course, trainer)) == 1
    done = await _in(course, trainer, content)
    assert (done["applied"], done["rows"], done["marks"], done["recorded"]) == (True, 2, 3, 2)
    again = await _in(course, trainer, content)
    assert (again["recorded"], again["unchanged"]) == (0, 3)

    assert [(row["component"], row["score"]) for row in await raw(course, trainer)] == [
        ("PROCESS", "86.50"),
        ("FINAL", "77.50"),
        ("PROCESS", "60.25"),
    ]
    assert (await course.result(one))["score"] == "82.00"
    kept = await trainer.get(f"{course.path}/score-sheets/{done['sheet_id']}")
    assert kept.json() == done


async def test_faults_are_told_by_place_and_nothing_is_recorded(district: World) -> None:
    one, two, three, *_ = district.teachers
    course = await opened(district, one, two, scheme="SCORED")
    trainer = course.api("trainer")
    content = (
        f"工号,姓名,{PROCESS},{FINAL},论文 [ESSAY]\n"
        "T001,教师1,80,100.5,\n"
        "T002,别人,合格,70,\n"
        "T003,,60,,\n"
        "T999,,60,,\n"
        "T001,,60,,\n"
    ).encode()

    done = await _in(course, trainer, content)

    assert (done["applied"], done["recorded"], done["faults"]) == (False, 0, 7)
    assert [(one["row"], one["column"], one["code"]) for one in done["errors"]] == [
        (1, "论文 [ESSAY]", "unknown-column"),
        (2, FINAL, "mark-out-of-range"),
        (3, "姓名", "name-differs"),
        (3, PROCESS, "not-a-number"),
        (4, PROCESS, "not-a-member"),
        (5, "工号", "unknown-teacher"),
        (6, "工号", "named-twice"),
    ]
    assert all(one["zh"] and one["en"] and one["sheet"] == "csv" for one in done["errors"])
    assert await raw(course, trainer) == []
    assert three.teacher_id not in await course.statuses()


async def test_each_assessor_has_their_own_sheet_and_sees_nobody_elses_marks(district: World) -> None:
    member, peer, expert, *_ = district.teachers
    course = await course_by(district, LESSON, member, peer)
    await name(course, "EXPERT", expert)
    await name(course, "PEER", peer, of=[member])
    await mark(course, as_teacher(course, expert), item(member, "90"))

    of_expert, _ = await _out(course, as_teacher(course, expert))
    of_peer, _ = sheets = await _out(course, as_teacher(course, peer))
    header = "公开课 [LESSON]"
    assert [row.cells[header] for row in of_expert.rows] == ["90", ""]
    # Their own line for the mark of themselves, and that of whom they mark as a peer.
    assert [(row.cells["工号"], row.cells[header]) for row in of_peer.rows] == [("T001", ""), ("T002", "")]

    content = filled(sheets, {("T001", header): "70", ("T002", header): "95"})
    assert (await _in(course, as_teacher(course, peer), content))["recorded"] == 2
    assert [one["assessor_kind"] for one in await raw(course, as_teacher(course, peer))] == ["PEER", "SELF"]
    stranger = course.api("teacher", teacher=district.teachers[5].teacher_id)
    assert (await stranger.get(f"{course.path}/score-sheet")).status_code == 404
    nothing = await course.school_of(member).get(f"{course.path}/score-sheet")
    assert (nothing.status_code, nothing.json()["type"].rpartition(":")[2]) == (409, "nothing-to-mark")


async def test_who_manages_the_class_enters_an_experts_paper(district: World) -> None:
    member, other, *_ = district.teachers
    course = await course_by(district, RUBRIC, member, other)
    expert = await district.account("trainer")
    await name(course, "EXPERT", expert)
    aims, method = "公开课 目标 [LESSON/AIMS]", "公开课 方法 [LESSON/METHOD]"
    trainer = course.api("trainer")
    sheets = await _out(course, trainer, assessor_id=str(expert))
    content = filled(sheets, {("T001", aims): "B", ("T001", method): "50.5"})

    done = await _in(course, trainer, content, assessor_id=str(expert))

    assert done["recorded"] == 2
    marks = await raw(course, course.api())
    assert {(one["assessor_id"], one["marked_by"]) for one in marks} == {(str(expert), str(district.trainer_id))}
    assert (await course.result(member))["score"] == "77.00"
    refused = await course.api("trainer", account_id=expert).get(
        f"{course.path}/score-sheet", params={"assessor_id": str(expert)}
    )
    assert refused.status_code == 404
    unknown = await trainer.get(f"{course.path}/score-sheet", params={"assessor_id": str(new_id())})
    assert unknown.status_code == 422
    own = course.api("district_admin", teacher=other.teacher_id)
    of_own = await _in(course, own, filled(sheets, {("T002", aims): "40"}), assessor_id=str(expert))
    assert [one["code"] for one in of_own["errors"]] == ["own-assessment"]


async def test_a_sheet_of_another_class_or_version_is_refused(district: World) -> None:
    one = district.teachers[0]
    course, other = await opened(district, one, scheme="SCORED"), await opened(district, one, scheme="SCORED")
    trainer = course.api("trainer")
    sheets = await _out(course, trainer)

    async def refusal(of: Course, content: bytes) -> tuple[int, str]:
        answer = await trainer.post(f"{of.path}/score-sheets", content=content)
        return answer.status_code, answer.json()["type"].rpartition(":")[2]

    assert await refusal(other, filled(sheets, {})) == (409, "sheet-of-another-class")
    third = await opened(district, one, scheme="THREE_STAGE")
    assert await refusal(third, filled(sheets, {})) == (409, "sheet-of-another-class")
    without = await _in(course, trainer, filled(sheets[:1], {}))
    assert [fault["code"] for fault in without["errors"]] == ["no-notes"]
    await trainer.put(f"{course.path}/scheme", json={"scheme": "THREE_STAGE", "version": 1})
    assert await refusal(course, filled(sheets, {})) == (409, "sheet-of-another-scheme")
    assert await refusal(course, b"PK nonsense") == (422, "unreadable")


async def test_a_resit_begins_with_empty_cells(district: World) -> None:
    one = district.teachers[0]
    course = await opened(district, one, scheme="SCORED")
    trainer = course.api("trainer")
    await mark(course, trainer, item(one, "40", "FINAL"))
    await moderate(course, trainer, item(one, "50", "FINAL"))
    before, _ = await _out(course, trainer)
    await resit(course, trainer, one, component="FINAL")
    after, _ = await _out(course, trainer)

    # What stands in a cell is the raw mark, never what moderation made of it.
    assert (before.rows[0].cells[FINAL], after.rows[0].cells[FINAL]) == ("40", "")


async def test_one_stage_a_sheet_by_whoever_marks_it(district: World) -> None:
    one, other = district.teachers[0], district.teachers[4]
    course = await opened(district, one, other, scheme="THREE_STAGE")

    of_trainer = await _out(course, course.api("trainer"))
    of_school = await _out(course, course.school_of(one))

    assert [sheet.name for sheet in of_trainer] == ["1 训前", "2 训中", "填写说明"]
    assert [sheet.name for sheet in of_school] == ["1 训后", "填写说明"]
    assert [row.cells["工号"] for row in of_school[0].rows] == ["T001"]
    only = await _out(course, course.api("trainer"), component="CASE")
    assert [header for header in only[0].rows[0].cells if "[" in header] == ["案例提交 [CASE]"]


async def test_a_sheet_is_whose_it_was_downloaded_for(district: World) -> None:
    member, first, second, *_ = district.teachers
    course = await course_by(district, LESSON, member)
    await name(course, "EXPERT", first, second)
    sheets = await _out(course, as_teacher(course, second))
    content = filled(sheets, {("T001", "公开课 [LESSON]"): "61"})
    await mark(course, as_teacher(course, first), item(member, "90"))

    refused = await as_teacher(course, first).post(f"{course.path}/score-sheets", content=content)
    assert (refused.status_code, refused.json()["type"].rpartition(":")[2]) == (409, "sheet-of-another-assessor")
    trainer = course.api("trainer")
    entered = await _in(course, trainer, content, assessor_id=str(second.teacher_id))

    assert entered["recorded"] == 1
    assert {(one["assessor_id"], one["score"]) for one in await raw(course, trainer)} == {
        (str(first.teacher_id), "90.00"),
        (str(second.teacher_id), "61.00"),
    }


async def test_a_formula_that_nobody_worked_out_is_no_empty_cell(district: World) -> None:
    course = await opened(district, district.teachers[0], scheme="SCORED")
    trainer = course.api("trainer")
    sheets = await _out(course, trainer)
    whole = filled(sheets, {("T001", PROCESS): 70.0, ("T001", FINAL): 80.0})

    def formula(value: bytes) -> bytes:
        """The mark of the second component as a formula with this value."""
        stream = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(stream, "w") as new:
            for part in old.namelist():
                content = old.read(part)
                if part == "xl/worksheets/sheet1.xml":
                    assert b"<v>80</v>" in content
                    content = content.replace(b"<v>80</v>", b"<f>D2+10</f>" + value)
                new.writestr(part, content)
        return stream.getvalue()

    for value in (b"", b"<v></v>", b"<v/>"):
        refused = await trainer.post(f"{course.path}/score-sheets", content=formula(value))
        assert refused.status_code == 422, refused.text
        assert "E2" in refused.json()["detail"]
    assert await raw(course, trainer) == []
    done = await _in(course, trainer, formula(b"<v>80.5</v>"))
    assert (done["recorded"], done["faults"]) == (2, 0)
