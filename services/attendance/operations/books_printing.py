"""The sign-in book on paper and in a spreadsheet. What is written comes from people: it stays text in both."""

import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from importlib.resources import files
from typing import Any, Final
from uuid import UUID

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

from services.attendance.operations.books import BookLine, ClassBook, SignInBook
from services.attendance.rules import STANDINGS, Standing, words_of
from services.platform.clock import SHANGHAI
from services.platform.documents import Press, typeset
from services.platform.growing import plain_cell

COLUMNS: Final = ("序号", "工号", "姓名", "单位", "签到", "签退", "情况", "签名", "备注")
_WIDTHS: Final = (6, 12, 12, 26, 9, 9, 14, 16, 40)
_GRADES: Final = {"TYPED": "数字签到", "VOUCHED": "助手代录", "PAPER": "纸质补录"}
_PHASES: Final = {"IN": "签到", "OUT": "签退", "ROLL": "点名"}
_THERE: Final = frozenset(
    {
        Standing.PRESENT,
        Standing.LATE,
        Standing.LEFT_EARLY,
        Standing.LATE_AND_LEFT_EARLY,
        Standing.CORRECTED,
        Standing.NO_EXIT,
    }
)
_TEMPLATE: Final = files("services.attendance.operations").joinpath("sign_in_book.typ").read_bytes()
_press: Final = Press()


async def print_books(books: Sequence[SignInBook]) -> bytes:
    """The sign-in books of meetings as one PDF/A with room for signatures and a seal, each on pages of its own.

    Overloaded when too many are being made. There must be at least one.
    """
    return await _press.make(_pdf, books)


async def tabulate_book(book: SignInBook) -> bytes:
    """The sign-in book of a meeting as an xlsx file with one sheet."""
    return await _press.make(_sheet, book)


async def tabulate_class(book: ClassBook) -> bytes:
    """An xlsx file of a class: a sheet of who was at which meeting how and what it came to, and one of its meetings."""
    return await _press.make(_sheets, book)


def _pdf(books: Sequence[SignInBook]) -> bytes:
    return typeset(_TEMPLATE, at=books[0].at, books=[_printed(book) for book in books])


def _printed(book: SignInBook) -> dict[str, Any]:
    """What the template writes; all of it text."""
    return {
        "heading": f"{book.district}教师培训签到册",
        "title": book.training_class.title,
        "facts": _facts(book),
        "columns": COLUMNS,
        "lines": [_cells(number, line, book) for number, line in enumerate(book.lines, start=1)],
        "counts": _counts(book.lines),
        "printed": f"本表依据签到记录生成，生成时间 {_moment(book.at)}",
    }


def _facts(book: SignInBook) -> list[tuple[str, str]]:
    meeting = book.meeting
    cancelled = "（已取消）" if meeting.cancelled or book.training_class.cancelled else ""
    return [
        ("主题：", f"{meeting.topic or '—'}{cancelled}"),
        ("主讲人：", meeting.speaker or "—"),
        ("时间：", f"{_moment(meeting.starts_at)}—{_clock(meeting.ends_at)}"),
        ("地点：", meeting.place or "—"),
    ]


def _cells(number: int, line: BookLine, book: SignInBook) -> list[str]:
    return [
        str(number),
        line.staff_number,
        line.name,
        book.schools.get(line.school_id, "") if line.school_id else "",
        _clock(line.entered_at),
        _clock(line.left_at),
        STANDINGS[line.standing].zh,
        "",
        "；".join(_remarks(line)),
    ]


def _remarks(line: BookLine) -> Iterable[str]:
    """What a reader of the paper has to know of a line beside its times."""
    if not line.listed:
        yield "不在名单"
    for label, grade in (("签到", line.entry_grade), ("签退", line.exit_grade)):
        if grade in _GRADES:
            yield f"{label}：{_GRADES[grade]}"
    if line.rolls:
        yield f"点名{'、'.join(map(str, line.rolls))}到"
    if line.leave is not None and line.leave[1] is not None:
        yield f"请假{'已批准' if line.leave[1].approved else '未批准'}"
    for scan, annulment in line.annulled:
        yield f"{_PHASES[scan.phase]}{_clock(scan.recorded_at)}已作废：{words_of(annulment.reason).zh}"
    if line.correction is not None:
        yield f"更正：{line.correction.reason}"


def _counts(lines: Sequence[BookLine]) -> str:
    listed = [line for line in lines if line.listed]
    of_standing = Counter(line.standing for line in listed)
    told = [f"应到 {len(listed)} 人", f"实到 {sum(of_standing[one] for one in _THERE)} 人"]
    told += [
        f"{STANDINGS[one].zh} {of_standing[one]} 人"
        for one in Standing
        if of_standing[one] and one not in (Standing.PRESENT, Standing.EXPECTED)
    ]
    if len(lines) > len(listed):
        told.append(f"名单外 {len(lines) - len(listed)} 人")
    return "，".join(told)


def _sheet(book: SignInBook) -> bytes:
    content = io.BytesIO()
    with _workbook(content) as workbook:
        bold = workbook.add_format({"bold": True, "border": 1, "bg_color": "#EBEBEB", "align": "center"})
        sheet = workbook.add_worksheet("签到册")
        rows: list[Sequence[str]] = [[book.training_class.title]]
        rows += [[label.rstrip("："), value] for label, value in _facts(book)]
        rows += [[_counts(book.lines)], []]
        _write(sheet, rows)
        _write(sheet, [COLUMNS], first=len(rows), form=bold)
        lines = [_cells(number, line, book) for number, line in enumerate(book.lines, start=1)]
        _write(sheet, lines, first=len(rows) + 1)
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(len(rows) + 1, 3)
    return content.getvalue()


def _sheets(book: ClassBook) -> bytes:
    content = io.BytesIO()
    with _workbook(content) as workbook:
        bold = workbook.add_format({"bold": True, "border": 1, "bg_color": "#EBEBEB", "text_wrap": True})
        sheet = workbook.add_worksheet("考勤汇总")
        meetings = [f"{_moment(one.meeting.starts_at)} {one.meeting.topic or ''}".strip() for one in book.books]
        settled = []
        if book.version is not None:
            settled = [f"认定学时（第{book.version}版）", "认定学时（精确值）", "考勤"]
        _write(sheet, [["工号", "姓名", "单位", *meetings, "出勤场次", *settled]], form=bold)
        _write(sheet, _members(book), first=1)
        if settled:
            _write_hours(sheet, book, column=len(meetings) + 4)
        sheet.set_column(0, 1, 12)
        sheet.set_column(2, 2, 26)
        sheet.set_column(3, 3 + len(meetings) + len(settled), 14)
        sheet.freeze_panes(1, 3)
        listed = workbook.add_worksheet("场次")
        _write(listed, [["开始", "结束", "主题", "主讲人", "地点", "学时", "情况"]], form=bold)
        _write(
            listed,
            [
                [
                    _moment(one.meeting.starts_at),
                    _clock(one.meeting.ends_at),
                    one.meeting.topic or "",
                    one.meeting.speaker or "",
                    one.meeting.place or "",
                    f"{one.meeting.hours.normalize():f}",
                    _counts(one.lines),
                ]
                for one in book.books
            ],
            first=1,
        )
        listed.set_column(0, 5, 18)
        listed.set_column(6, 6, 50)
    return content.getvalue()


def _members(book: ClassBook) -> list[list[str]]:
    """A row a person: where they stood at each meeting; nobody who is not on the list stands at one they missed.

    Who is settled stands as the settlement beside it has it.
    """
    at_meeting = [{line.teacher_id: line for line in one.lines} for one in book.books]
    rows = []
    for teacher_id, line, schools in _people(book):
        member = book.settled.get(teacher_id)
        states = {day["meeting_id"]: Standing(day["state"]) for day in member.days} if member else {}
        stood = [
            states.get(str(one.meeting.meeting_id), lines[teacher_id].standing) if teacher_id in lines else None
            for one, lines in zip(book.books, at_meeting, strict=True)
        ]
        came_to: list[str] = []
        if member is not None:
            # The number itself stands beside it, for who adds them up.
            came_to = ["", str(Fraction(member.hours)), "合格" if member.attendance_met else "不合格"]
        rows.append(
            [
                line.staff_number,
                line.name,
                schools.get(line.school_id, "") if line.school_id else "",
                *(STANDINGS[one].zh if one else "" for one in stood),
                str(sum(one in _THERE for one in stood)),
                *came_to,
            ]
        )
    return rows


def _people(book: ClassBook) -> list[tuple[UUID, BookLine, Mapping[UUID, str]]]:
    """Everybody in the books of a class, in the order of staff numbers, each with a line and the names of schools."""
    people = {line.teacher_id: (line, one.schools) for one in book.books for line in one.lines}
    return sorted(
        ((teacher_id, *found) for teacher_id, found in people.items()), key=lambda one: (one[1].staff_number, one[0])
    )


def _write_hours(sheet: Any, book: ClassBook, *, column: int) -> None:
    """Settled hours as numbers, which a program adds up; what they are exactly stands beside them."""
    for row, (teacher_id, *_) in enumerate(_people(book), start=1):
        if teacher_id in book.settled:
            sheet.write_number(row, column, round(float(Fraction(book.settled[teacher_id].hours)), 4))


def _workbook(content: io.BytesIO) -> Any:
    return xlsxwriter.Workbook(
        content,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False},
    )


def _write(sheet: Any, rows: Sequence[Sequence[str]], *, first: int = 0, form: Any = None) -> None:
    """Write rows as text, whatever they look like."""
    for number, row in enumerate(rows, start=first):
        for column, value in enumerate(row):
            sheet.write_string(number, column, plain_cell(value), form)


def _moment(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def _clock(at: datetime | None) -> str:
    return f"{at.astimezone(SHANGHAI):%H:%M}" if at else ""
