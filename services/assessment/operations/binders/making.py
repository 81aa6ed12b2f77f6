"""Documents that the system makes of what it knows of a class: register, timetable, attendance, works, results."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.models import Member, SettledMember, TrainingClass
from services.assessment.operations.feedback import find_feedback_together
from services.assessment.rules import EVERYTHING, MadePaper, table_text
from services.directory import queries as directory
from services.platform.clock import SHANGHAI
from services.platform.errors import Text

# More members than any class has.
_MOST: Final = 10_000
_ATTENDANCE_STATES: Final = {
    "PRESENT": "出勤",
    "LATE": "迟到",
    "LEFT_EARLY": "早退",
    "ON_LEAVE": "请假",
    "MADE_UP": "补课",
    "ABSENT": "缺勤",
}


async def make_papers(session: AsyncSession, training_class: TrainingClass, *, at: datetime) -> list[MadePaper]:
    """Every document that can be made now; what is not known yet makes none."""
    district_id, class_id = training_class.district_id, training_class.class_id
    members = await queries.list_members(session, district_id=district_id, class_id=class_id, scope=EVERYTHING)
    teacher_ids = [member.teacher_id for member in members]
    names = await directory.map_teacher_names(session, district_id=district_id, teacher_ids=teacher_ids)
    settled = await queries.map_settled_members(
        session, district_id=district_id, class_id=class_id, teacher_ids=teacher_ids
    )
    made = [
        await _register(session, district_id=district_id, members=members, names=names),
        _timetable(training_class),
        *_attendance(training_class, members=members, names=names, settled=settled),
        await _submissions(session, district_id=district_id, class_id=class_id, names=names),
        await _feedback(session, district_id=district_id, class_id=class_id, at=at),
        await _results(session, district_id=district_id, class_id=class_id, names=names),
    ]
    return [paper for paper in made if paper is not None]


async def _register(
    session: AsyncSession, *, district_id: int, members: Sequence[Member], names: Mapping[UUID, tuple[str, str]]
) -> MadePaper | None:
    if not members:
        return None
    schools = {
        school.school_id: school.name for school in await directory.list_schools(session, district_id=district_id)
    }
    rows = [
        (number, *names[member.teacher_id], schools.get(member.school_id), member.title, member.post)
        for number, member in enumerate(members, start=1)
    ]
    return MadePaper(
        code="ENROLMENT_REGISTER",
        label=Text(zh="学员登记表", en="Register of members"),
        name="学员登记表.csv",
        content=table_text(("序号", "工号", "姓名", "学校", "职称", "岗位"), rows),
    )


def _timetable(training_class: TrainingClass) -> MadePaper | None:
    meetings = [meeting for meeting in training_class.meetings if not meeting["cancelled"]]
    if not meetings:
        return None
    rows = []
    for meeting in sorted(meetings, key=lambda meeting: (meeting["starts_at"], meeting["meeting_id"])):
        starts, ends = (datetime.fromisoformat(meeting[edge]).astimezone(SHANGHAI) for edge in ("starts_at", "ends_at"))
        rows.append(
            (
                starts.date().isoformat(),
                f"{starts:%H:%M}",
                f"{ends:%H:%M}",
                meeting["hours"],
                meeting["place"],
                meeting["speaker"],
                meeting["topic"],
            )
        )
    return MadePaper(
        code="TIMETABLE",
        label=Text(zh="日课表", en="Timetable"),
        name="日课表.csv",
        content=table_text(("日期", "开始", "结束", "学时", "地点", "主讲", "主题"), rows),
    )


def _attendance(
    training_class: TrainingClass,
    *,
    members: Sequence[Member],
    names: Mapping[UUID, tuple[str, str]],
    settled: Mapping[UUID, SettledMember],
) -> list[MadePaper]:
    """Only when everybody's presence is settled: half a record is none."""
    if not members or any(member.teacher_id not in settled for member in members):
        return []
    rows = [
        (*names[member.teacher_id], day["on"], day["hours"], _ATTENDANCE_STATES.get(day["state"], day["state"]), met)
        for member in members
        for met in ("是" if settled[member.teacher_id].attendance_met else "否",)
        for day in settled[member.teacher_id].days
    ]
    content = table_text(("工号", "姓名", "日期", "认定学时", "状态", "出勤达标"), rows)
    book = f"/attendance/v1/districts/{training_class.district_id}/classes/{training_class.class_id}/sign-in-book.pdf"
    return [
        MadePaper(
            code=code,
            label=label,
            name=f"{label.zh}.csv",
            content=content,
            reference=book,
            only_if_asked=code == "SIGN_IN_BOOK",
        )
        for code, label in (
            ("ATTENDANCE_RECORD", Text(zh="学员考勤记录", en="Attendance records")),
            ("SIGN_IN_BOOK", Text(zh="签到册", en="Sign-in book")),
        )
    ]


async def _submissions(
    session: AsyncSession, *, district_id: int, class_id: UUID, names: Mapping[UUID, tuple[str, str]]
) -> MadePaper | None:
    handed_in = await queries.list_newest_submissions(session, district_id=district_id, class_id=class_id)
    rows = [
        (
            *names[one.teacher_id],
            one.work,
            one.version,
            _moment(one.handed_in_at),
            "是" if one.late else "否",
            len(one.file_ids),
            one.note,
        )
        for one in handed_in
        if one.teacher_id in names
    ]
    if not rows:
        return None
    return MadePaper(
        code="SUBMISSION",
        label=Text(zh="学员作业", en="Members' submissions"),
        name="学员作业登记表.csv",
        content=table_text(("工号", "姓名", "作业", "版次", "提交时间", "逾期", "文件数", "说明"), rows),
    )


async def _feedback(session: AsyncSession, *, district_id: int, class_id: UUID, at: datetime) -> MadePaper | None:
    """What the members said together; nothing while so few have answered that somebody might be recognised."""
    together = await find_feedback_together(session, district_id=district_id, class_id=class_id, at=at)
    if together is None or together.withheld:
        return None
    rows: list[tuple[object, ...]] = []
    for one in together.questions:
        named = {choice.code: choice.label.zh for choice in one.question.choices}
        mean = None if one.mean is None else round(Decimal(one.mean.numerator) / one.mean.denominator, 2)
        rows.append((one.question.label.zh, "作答", one.answered, mean))
        rows += [("", named.get(answer, answer), count, None) for answer, count in one.counts.items()]
        rows += [("", text, None, None) for text in one.texts]
    return MadePaper(
        code="FEEDBACK_FORM",
        label=Text(zh="学员培训反馈意见表", en="Feedback of the members"),
        name="学员培训反馈意见统计.csv",
        content=table_text(("问题", "答案", "人数", "平均"), rows),
    )


async def _results(
    session: AsyncSession, *, district_id: int, class_id: UUID, names: Mapping[UUID, tuple[str, str]]
) -> MadePaper | None:
    outcomes = await queries.list_outcomes_of_class(
        session, district_id=district_id, class_id=class_id, scope=EVERYTHING, after=None, limit=_MOST
    )
    rows = [
        (
            *names.get(one.teacher_id, ("", "")),
            one.status,
            one.grade,
            one.score,
            _total(one.lines, "hours"),
            _total(one.lines, "credits"),
        )
        for one in outcomes
    ]
    if not rows:
        return None
    return MadePaper(
        code="OUTCOMES",
        label=Text(zh="考核结果", en="Results of the assessment"),
        name="考核结果.csv",
        content=table_text(("工号", "姓名", "结论", "等级", "成绩", "学时", "学分"), rows),
    )


def _total(lines: Sequence[Any], amount: str) -> Decimal:
    return sum((Decimal(line[amount]) for line in lines), Decimal(0))


def _moment(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
