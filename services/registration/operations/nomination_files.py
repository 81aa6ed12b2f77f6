"""Nominations from a spreadsheet: the workbook to fill in, and what became of each row of one that was sent."""

import asyncio
import hashlib
import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types
from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.database import allow_seconds
from services.platform.errors import DomainError
from services.platform.ids import new_id
from services.platform.spreadsheets import read_workbook
from services.registration import queries, rules
from services.registration.models import Enrolment, NominationFile
from services.registration.operations.classes import ClassInFull, get_class
from services.registration.operations.enrolments import Entered, nominate
from services.registration.rules import (
    CLASS_ID_NOTE,
    COLUMNS,
    FAULTS,
    LIST_SHEET,
    NOTES_HEADER,
    NOTES_SHEET,
    Audience,
    NominationFault,
    NominationRow,
)

# Reading a large file in the child process alone may take longer than a request's transaction may wait.
_LONGEST_SECONDS: Final = 60


async def make_nomination_template(session: AsyncSession, *, district_id: int, class_id: UUID) -> bytes:
    """The workbook in which a school writes its list: one sheet to fill in, one that tells of the class."""
    found = await get_class(session, district_id=district_id, class_id=class_id)
    return await asyncio.to_thread(_template, found)


async def import_nominations(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    content: bytes,
    dry_run: bool,
    accept_waiting: bool,
    accept_clash: bool,
    viewer: Viewer,
    at: datetime,
) -> NominationFile:
    """Nominate whom an xlsx or CSV file names, in its order. With any fault in a cell nothing is applied.

    Who stands in the class already stays as he stands, so the same file again changes nothing. What bars one teacher
    is told at his row and costs nobody else anything. A dry run answers as a real one would, and takes all back.
    """
    await allow_seconds(session, _LONGEST_SECONDS)
    await queries.get_class(session, district_id=district_id, class_id=class_id)
    sheets = [(sheet.name, [(row.number, row.cells) for row in sheet.rows]) for sheet in await read_workbook(content)]
    rows, faults = rules.read_nominations(sheets, class_id=class_id)
    teacher_ids, unknown = await _look_up(session, district_id=district_id, rows=rows, viewer=viewer, at=at)
    places = {name: place for place, (name, _) in enumerate(sheets)}
    # In the order in which somebody goes through the workbook, whatever was looked at first.
    faults = sorted([*faults, *unknown], key=lambda fault: (places.get(fault.sheet, 0), fault.row))
    items: list[dict[str, Any]] = []
    if not faults:
        async with session.begin_nested() as savepoint:
            items = await _apply(
                session,
                district_id=district_id,
                class_id=class_id,
                rows=rows,
                teacher_ids=teacher_ids,
                accept_waiting=accept_waiting,
                accept_clash=accept_clash,
                viewer=viewer,
                at=at,
            )
            if dry_run:
                await savepoint.rollback()
    if dry_run:
        for item in items:
            # What was taken back has no id that anybody could ask for.
            item["enrolment_id"] = item["enrolment_id"] if item["unchanged"] else None
    return await queries.insert_nomination_file(
        session,
        NominationFile(
            district_id=district_id,
            file_id=new_id(),
            class_id=class_id,
            school_id=viewer.only_unit(),
            file_hash=hashlib.sha256(content).hexdigest(),
            dry_run=dry_run,
            applied=not faults and not dry_run,
            report={"rows": len(rows), "errors": [_told(fault) for fault in faults], "items": items},
            sent_by=viewer.principal.account_id,
            sent_at=at,
        ),
    )


async def get_nomination_file(
    session: AsyncSession, *, district_id: int, file_id: UUID, viewer: Viewer
) -> NominationFile:
    """What a file did: for the school that sent it and for the district."""
    file = await queries.get_nomination_file(session, district_id=district_id, file_id=file_id)
    viewer.demand(unit_id=file.school_id)
    return file


async def _look_up(
    session: AsyncSession, *, district_id: int, rows: Sequence[NominationRow], viewer: Viewer, at: datetime
) -> tuple[Mapping[str, UUID], list[NominationFault]]:
    """Staff number -> teacher; a school's file knows only the teachers who are at that school today."""
    known = await directory.map_teachers_by_staff_number(
        session, district_id=district_id, staff_numbers={row.staff_number for row in rows}
    )
    names = await directory.map_teacher_names(session, district_id=district_id, teacher_ids=known.values())
    unit_id = viewer.only_unit()
    if unit_id is not None:
        snapshots = await directory.map_snapshots(
            session, district_id=district_id, teacher_ids=known.values(), on=at.astimezone(SHANGHAI).date()
        )
        own = {teacher_id for teacher_id, snapshot in snapshots.items() if snapshot.school_id == unit_id}
        known = {number: teacher_id for number, teacher_id in known.items() if teacher_id in own}
    faults = []
    for row in rows:
        teacher_id = known.get(row.staff_number)
        if teacher_id is None:
            faults.append(rules.fault_at(row, "staff_number", "unknown-teacher"))
        elif row.name is not None and row.name != names[teacher_id][1]:
            faults.append(rules.fault_at(row, "name", "name-differs"))
    return known, faults


async def _apply(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    rows: Sequence[NominationRow],
    teacher_ids: Mapping[str, UUID],
    accept_waiting: bool,
    accept_clash: bool,
    viewer: Viewer,
    at: datetime,
) -> list[dict[str, Any]]:
    """Nominate all that do not stand in the class; one plain answer for each row."""
    await queries.lock_class(session, district_id=district_id, class_id=class_id)
    wanted = [teacher_ids[row.staff_number] for row in rows]
    active = await queries.map_active_enrolments(
        session, district_id=district_id, class_id=class_id, teacher_ids=wanted
    )
    standing = await queries.lock_enrolments(
        session, district_id=district_id, class_id=class_id, enrolment_ids=active.values()
    )
    answers = {
        enrolment.teacher_id: _answer(Entered(enrolment.teacher_id, enrolment), unchanged=True)
        for enrolment in standing.values()
    }
    fresh = [teacher_id for teacher_id in wanted if teacher_id not in active]
    if fresh:
        entered = await nominate(
            session,
            district_id=district_id,
            class_id=class_id,
            teacher_ids=fresh,
            accept_waiting=accept_waiting,
            accept_clash=accept_clash,
            overrides={
                teacher_ids[row.staff_number]: row.override
                for row in rows
                if row.override is not None and teacher_ids[row.staff_number] not in active
            },
            viewer=viewer,
            at=at,
        )
        answers.update({one.teacher_id: _answer(one, unchanged=False) for one in entered})
    return [{"sheet": row.sheet, "row": row.row, **answers[teacher_ids[row.staff_number]]} for row in rows]


def _answer(entered: Entered, *, unchanged: bool) -> dict[str, Any]:
    enrolment: Enrolment | None = entered.enrolment
    return {
        "teacher_id": str(entered.teacher_id),
        "result": "REFUSED" if enrolment is None else enrolment.status,
        "unchanged": unchanged,
        "enrolment_id": None if enrolment is None else str(enrolment.enrolment_id),
        "waiting_position": entered.waiting_position,
        "problem": None if entered.refusal is None else _problem(entered.refusal),
    }


def _problem(refusal: DomainError) -> dict[str, Any]:
    return {
        "type": f"urn:xuefen:problem:{refusal.slug()}",
        "title_zh": refusal.title.zh,
        "title_en": refusal.title.en,
        "detail_zh": refusal.sentence.zh,
        "detail_en": refusal.sentence.en,
        "facts": refusal.facts,
    }


def _told(fault: NominationFault) -> dict[str, Any]:
    words = FAULTS[fault.code]
    return {
        "sheet": fault.sheet,
        "row": fault.row,
        "column": fault.column,
        "code": fault.code,
        "zh": words.zh,
        "en": words.en,
    }


def _template(found: ClassInFull) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        bold, text = (
            workbook.add_format({"bold": True, "bg_color": "#DDEBF7"}),
            workbook.add_format({"num_format": "@"}),
        )
        listed = workbook.add_worksheet(LIST_SHEET)
        for column, (chinese, _, _) in enumerate(COLUMNS.values()):
            listed.write_string(0, column, chinese, bold)
        # Staff numbers begin with zeros: as text they keep them.
        listed.set_column(0, 0, 18, text)
        listed.set_column(1, 1, 14, text)
        listed.set_column(2, 2, 60, text)
        listed.freeze_panes(1, 0)
        notes = workbook.add_worksheet(NOTES_SHEET)
        notes.set_column(0, 0, 16)
        notes.set_column(1, 1, 90)
        for column, word in enumerate(NOTES_HEADER):
            notes.write_string(0, column, word, bold)
        for row, (name, words) in enumerate(_notes(found), start=1):
            notes.write_string(row, 0, name)
            notes.write_string(row, 1, words)
    return stream.getvalue()


def _notes(found: ClassInFull) -> list[tuple[str, str]]:
    training_class, program = found.training_class, found.program
    audience = Audience.read(program.audience)
    meant = [*audience.stages, *audience.subjects, *audience.posts, *audience.title_tiers]
    return [
        (CLASS_ID_NOTE, str(training_class.class_id)),
        ("培训班", training_class.title),
        ("培训项目", f"{program.code} {program.title}"),
        ("培训对象", "、".join(meant) or "不限"),
        ("报名时间", f"{rules.local(training_class.opens_at)} 至 {rules.local(training_class.closes_at)}"),
        ("名额", f"共 {training_class.capacity} 个"),
        *(
            (
                "场次",
                f"{rules.local(meeting.starts_at)} 至 {rules.local(meeting.ends_at)} {meeting.place or '地点待定'}",
            )
            for meeting in found.meetings
            if not meeting.cancelled
        ),
        ("工号", "必填,一行一人,按希望的顺序排列;每人只写一次 (needed; one teacher a row, in the order wanted)"),
        ("姓名", "可不填;填写时须与工号一致 (may be left out; must be that of the staff number)"),
        (
            "放行理由",
            "仅在该教师不符合条件而规定允许放行时填写 (only where a clause bars the teacher and a reason may let in)",
        ),
    ]
