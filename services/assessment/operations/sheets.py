"""Score sheets: a workbook of whom one may mark, out; its marks, checked as a whole, in."""

import asyncio
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types
from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import NothingToMark, SheetTooLarge
from services.assessment.models import ScoreSheet, TrainingClass
from services.assessment.operations.evidence import kinds_of
from services.assessment.operations.marking import Desk, desk_of, keep, lock_open_class, sees_all_marks, weigh
from services.assessment.operations.reach import demand_sight
from services.assessment.rules import (
    Answered,
    Criterion,
    Hat,
    Mark,
    RawMark,
)
from services.assessment.rules.sheets import (
    ASSESSOR_NOTE,
    CLASS_NOTE,
    FAULTS,
    MOST_FAULTS,
    MOST_SHEETS,
    NAME,
    NOTES_HEADER,
    NOTES_SHEET,
    SCHEME_NOTE,
    SCHOOL,
    STAFF_NUMBER,
    VERSION_NOTE,
    SheetFault,
    SheetMark,
    SheetPart,
    SheetRow,
    fault_of,
    parts_of,
    read_sheets,
)
from services.directory import queries as directory
from services.platform.access import Viewer
from services.platform.database import allow_seconds
from services.platform.errors import NotFound, Text
from services.platform.ids import new_id
from services.platform.spreadsheets import MOST_ROWS, read_workbook

# Reading a large file in the child process alone may take longer than a request's transaction may wait.
_LONGEST_SECONDS: Final = 60
_FIXED: Final = (STAFF_NUMBER, NAME, SCHOOL)


@dataclass(frozen=True, slots=True)
class _Line:
    """A member as a sheet lists them, with what may be marked of them and what was said of it last."""

    staff_number: str
    name: str
    school: str
    hats: Mapping[str, Hat]
    said: Mapping[tuple[str, str | None], Decimal]


async def make_score_sheet(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    stage: str | None,
    component: str | None,
    assessor_id: UUID | None,
    viewer: Viewer,
) -> bytes:
    """A workbook with a sheet for each stage in which the viewer has something to mark, and one of notes.

    `assessor_id`: that of a named assessor, for whom only who manages the class asks.
    """
    await allow_seconds(session, _LONGEST_SECONDS)
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    desk = await desk_of(session, training_class, viewer=viewer, behalf=assessor_id)
    lines = await _lines(session, desk)
    markable = {code for line in lines for code in line.hats if component in (None, code)}
    stages = {one.code for one in desk.scheme.stages if stage in (None, one.code)}
    parts = parts_of(desk.scheme, stages=stages, components=markable)
    if not parts:
        raise NothingToMark
    if len(parts) > MOST_SHEETS or len(lines) >= MOST_ROWS:
        raise SheetTooLarge
    return await asyncio.to_thread(_workbook, training_class, desk, parts, lines)


async def import_score_sheet(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    content: bytes,
    dry_run: bool,
    assessor_id: UUID | None,
    viewer: Viewer,
    at: datetime,
) -> ScoreSheet:
    """Record every mark of an xlsx or CSV file, or with any fault none; what stands already adds nothing.

    A dry run answers as a real one would and records nothing. Both are kept, with who sent them.
    """
    await allow_seconds(session, _LONGEST_SECONDS)
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    await demand_sight(session, viewer=viewer, training_class=training_class)
    # The file is read while nothing is locked; it is held against the scheme again once the class is.
    sheets = [(sheet.name, [(row.number, row.cells) for row in sheet.rows]) for sheet in await read_workbook(content)]
    training_class = await lock_open_class(session, district_id=district_id, class_id=class_id)
    desk = await desk_of(session, training_class, viewer=viewer, behalf=assessor_id)
    rows, said, faults = await asyncio.to_thread(
        read_sheets, sheets, class_id=class_id, scheme=desk.scheme, assessor_id=desk.marker.assessor_id
    )
    teachers, unknown = await _look_up(session, district_id=district_id, rows=rows)
    faults += unknown
    known, marks = await asyncio.to_thread(_of_known, said, teachers)
    answers, given = await weigh(session, desk, marks=marks)
    refused = _refusals(known, answers)
    problems = sorted([*(_told(fault, FAULTS[fault.code]) for fault in faults), *refused], key=_place)
    if not problems and not dry_run:
        await keep(session, desk, given, viewer=viewer, at=at)
    return await queries.insert_score_sheet(
        session,
        ScoreSheet(
            district_id=district_id,
            sheet_id=new_id(),
            class_id=class_id,
            file_hash=hashlib.sha256(content).hexdigest(),
            dry_run=dry_run,
            applied=not problems and not dry_run,
            assessor_id=assessor_id,
            report={
                "rows": len(rows),
                "marks": len(said),
                "recorded": 0 if problems else len(given),
                "unchanged": 0 if problems else len(said) - len(given),
                "faults": len(problems),
                "errors": problems[:MOST_FAULTS],
            },
            sent_by=viewer.principal.account_id,
            sent_at=at,
        ),
    )


async def get_score_sheet_report(
    session: AsyncSession, *, district_id: int, class_id: UUID, sheet_id: UUID, viewer: Viewer
) -> ScoreSheet:
    """What a file did: for who sent it, and for who manages the class."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    sheet = await queries.find_score_sheet(session, district_id=district_id, sheet_id=sheet_id)
    if sheet is None or sheet.class_id != class_id:
        raise NotFound
    if sheet.sent_by != viewer.principal.account_id and not sees_all_marks(viewer, training_class):
        raise NotFound
    return sheet


async def _look_up(
    session: AsyncSession, *, district_id: int, rows: Sequence[SheetRow]
) -> tuple[Mapping[str, UUID], list[SheetFault]]:
    """Staff number -> teacher, and every row whose number or name is nobody's."""
    known = await directory.map_teachers_by_staff_number(
        session, district_id=district_id, staff_numbers={row.staff_number for row in rows}
    )
    names = await directory.map_teacher_names(session, district_id=district_id, teacher_ids=known.values())
    faults = []
    for row in rows:
        teacher_id = known.get(row.staff_number)
        if teacher_id is None:
            faults.append(fault_of(row, STAFF_NUMBER, "unknown-teacher"))
        elif row.name and row.name != names[teacher_id][1]:
            faults.append(fault_of(row, NAME, "name-differs"))
    return known, faults


def _of_known(said: Sequence[SheetMark], teachers: Mapping[str, UUID]) -> tuple[list[SheetMark], list[Mark]]:
    """What is said of teachers that there are, in their sheet and as marks."""
    known = [one for one in said if one.of.staff_number in teachers]
    marks = [
        Mark(teachers[one.of.staff_number], one.column.component.code, one.mark, one.column.key[1]) for one in known
    ]
    return known, marks


def _refusals(said: Sequence[SheetMark], answers: Sequence[Answered]) -> list[dict[str, Any]]:
    return [
        _told(SheetFault(one.of.sheet, one.of.row, one.column.header, answer.refusal.slug()), answer.refusal.title)
        for one, answer in zip(said, answers, strict=True)
        if answer.refusal is not None
    ]


def _told(fault: SheetFault, words: Text) -> dict[str, Any]:
    return {
        "sheet": fault.sheet,
        "row": fault.row,
        "column": fault.column,
        "code": fault.code,
        "zh": words.zh,
        "en": words.en,
    }


def _place(problem: Mapping[str, Any]) -> tuple[str, int, str]:
    return problem["sheet"], problem["row"], problem["column"]


async def _lines(session: AsyncSession, desk: Desk) -> list[_Line]:
    """The members of whom there is anything to mark, in the order of their staff numbers."""
    district_id, class_id = desk.training_class.district_id, desk.training_class.class_id
    hats = {teacher_id: _hats(desk, teacher_id) for teacher_id in desk.members}
    wanted = [teacher_id for teacher_id, worn in hats.items() if worn]
    names = await directory.map_teacher_names(session, district_id=district_id, teacher_ids=wanted)
    schools = {
        school.school_id: school.name for school in await directory.list_schools(session, district_id=district_id)
    }
    marks = await queries.map_raw_marks(
        session, district_id=district_id, class_id=class_id, teacher_ids=wanted, kinds=kinds_of(desk.scheme)
    )
    attempts = await queries.map_attempts(session, district_id=district_id, class_id=class_id, teacher_ids=wanted)
    lines = [
        _Line(
            *names.get(teacher_id, ("", "")),
            school=schools.get(desk.members[teacher_id], ""),
            hats=hats[teacher_id],
            said=_said(marks.get(teacher_id, ()), hats[teacher_id], attempts.get(teacher_id, {})),
        )
        for teacher_id in wanted
    ]
    return sorted(lines, key=lambda line: line.staff_number)


def _hats(desk: Desk, teacher_id: UUID) -> dict[str, Hat]:
    worn = {code: desk.hat(code, teacher_id) for code in desk.components}
    return {code: hat for code, hat in worn.items() if isinstance(hat, Hat)}


def _said(
    marks: Sequence[RawMark], hats: Mapping[str, Hat], attempts: Mapping[str, int]
) -> dict[tuple[str, str | None], Decimal]:
    """(component, criterion) -> what this assessor said last in the open attempt."""
    said: dict[tuple[str, str | None], RawMark] = {}
    for mark in marks:
        hat = hats.get(mark.component)
        is_own = hat is not None and (hat.kind, hat.assessor_id) == (mark.assessor_kind, mark.assessor_id)
        before = said.get((mark.component, mark.criterion))
        is_open = mark.attempt == attempts.get(mark.component, 1)
        if is_own and is_open and (before is None or before.score_id < mark.score_id):
            said[mark.component, mark.criterion] = mark
    return {key: mark.mark for key, mark in said.items()}


def _workbook(training_class: TrainingClass, desk: Desk, parts: Sequence[SheetPart], lines: Sequence[_Line]) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        head = workbook.add_format({"bold": True, "bg_color": "#DDEBF7", "text_wrap": True})
        # Marks are text, so that a half stays a half; what may be filled in is open, all else is locked.
        open_cell = workbook.add_format({"num_format": "@", "locked": False})
        plain = workbook.add_format({"num_format": "@"})
        closed = workbook.add_format({"num_format": "@", "bg_color": "#EEEEEE"})
        for part in parts:
            sheet = workbook.add_worksheet(part.name)
            for column, header in enumerate((*_FIXED, *(one.header for one in part.columns))):
                sheet.write_string(0, column, header, head)
            sheet.set_column(0, 2, 18)
            sheet.set_column(3, 2 + len(part.columns), 20)
            sheet.freeze_panes(1, 2)
            sheet.protect("", {"format_columns": True, "select_locked_cells": True})
            codes = {one.component.code for one in part.columns}
            for row, line in enumerate((one for one in lines if codes & one.hats.keys()), start=1):
                for column, text in enumerate((line.staff_number, line.name, line.school)):
                    sheet.write_string(row, column, text, plain)
                for column, one in enumerate(part.columns, start=3):
                    if one.component.code not in line.hats:
                        sheet.write_blank(row, column, None, closed)
                    elif one.key in line.said:
                        sheet.write_string(row, column, f"{line.said[one.key].normalize():f}", open_cell)
                    else:
                        sheet.write_blank(row, column, None, open_cell)
        _write_notes(workbook, head, training_class, desk, parts)
    return stream.getvalue()


def _write_notes(
    workbook: Any, head: Any, training_class: TrainingClass, desk: Desk, parts: Sequence[SheetPart]
) -> None:
    notes = workbook.add_worksheet(NOTES_SHEET)
    notes.set_column(0, 0, 40)
    notes.set_column(1, 1, 90)
    notes.protect("")
    for column, word in enumerate(NOTES_HEADER):
        notes.write_string(0, column, word, head)
    told = [
        (CLASS_NOTE, str(training_class.class_id)),
        ("培训班", training_class.title),
        (SCHEME_NOTE, desk.scheme.code),
        (VERSION_NOTE, str(desk.scheme.version)),
        (ASSESSOR_NOTE, str(desk.marker.assessor_id)),
        ("填写", "只填白色分数格;空格不作登记;有一处错误则整份不登记 (fill in marks only; empty cells say nothing)"),
        *(
            (column.header, f"{part.stage.label.zh}:0 至 {column.maximum:f} 分" + _levels(column.part))
            for part in parts
            for column in part.columns
        ),
    ]
    for row, (name, words) in enumerate(told, start=1):
        notes.write_string(row, 0, name)
        notes.write_string(row, 1, words)


def _levels(part: Criterion | None) -> str:
    if part is None or not part.levels:
        return ""
    return ",或填等级 " + "、".join(f"{level.code}({level.label.zh} {level.points:f})" for level in part.levels)
