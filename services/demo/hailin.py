"""District 231083 under pack HL in the last year of its cycle: old hours, what is offered now, and who takes part.

A school year of an ordinary teacher is 72 hours, 7.2 credits, so that five of them are what HL-01 to HL-08 ask:

| hours a year          | city | county | school | ethics | literacy | knowledge | practice |
|-----------------------|------|--------|--------|--------|----------|-----------|----------|
| four years from files | 12   | 24     | 36     | 12     | 12       | 24 + 5    | 19       |
| the year played       | 12   | 24     | 36     | 12     | 12       | 24        | 24       |
| five years            | 60   | 120    | 180    | 60     | 60       | 140       | 100      |

Seniors add 45 hours of advanced seminars in each of the four years: 540 hours and 54 credits. Class teachers add
30 hours of their own course this year: 3 credits at the city, of whose 9 then 7 count. Who entered in September 2023
is asked for three fifths and brings an induction of 12 credits. Who retires soon and declared so needs 26 credits.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final

from services.demo.bureau import Staff
from services.demo.courses import ClassPlan, Course, Window, sittings, weekdays_from
from services.demo.history import OldTraining
from services.demo.rosters import SchoolPlan
from services.demo.training import admin_of
from services.demo.values import local

DISTRICT: Final = 231083
PACK: Final = "HL"
CYCLE: Final = (date(2021, 9, 1), date(2026, 8, 31))
PARAMETERS: Final = {
    "hire_cut_off": "2022-09-01",
    "retire_cut_off": "2026-12-31",
    "prefecture_compulsory_credits": "2",
    "county_compulsory_credits": "6",
}
_ENTERED: Final = date(2023, 9, 1)

PRIMARY: Final = SchoolPlan(
    prefix="H1",
    code="231083-01",
    name="海林市林海小学",
    kind="学校",
    stage="PRIMARY",
    teachers=70,
    latest_entry=2020,
    hired={f"H10{number}": _ENTERED for number in range(61, 67)},
    retires={"H1067": date(2026, 10, 31), "H1068": date(2026, 11, 30), "H1069": date(2026, 12, 31)},
    seniors=frozenset({"H1003", "H1004", "H1005"}),
    class_teachers=frozenset(f"H10{number}" for number in range(10, 34)),
)
MIDDLE: Final = SchoolPlan(
    prefix="H2",
    code="231083-02",
    name="海林市实验中学",
    kind="学校",
    stage="JUNIOR_MIDDLE",
    teachers=50,
    latest_entry=2020,
    women_in_ten=6,
    seniors=frozenset(f"H20{number:02}" for number in range(3, 15)),
    class_teachers=frozenset(f"H20{number}" for number in range(15, 27)),
)
SCHOOLS: Final = (PRIMARY, MIDDLE)
ROSTER_FAULTS: Final = {
    (9, "手机号"): ("1380013", "not-a-valid-number"),
    (30, "职称级别"): ("副高", "unknown-value"),
}

EVERYBODY: Final = [*PRIMARY.numbers(), *MIDDLE.numbers()]
NEW: Final = list(PRIMARY.hired)
NEW_WITHOUT_INDUCTION: Final = "H1065"
NEW_WITHOUT_SCHOOL_STUDY: Final = "H1066"
RETIRING: Final = list(PRIMARY.retires)
DECLARED_RETIRING: Final = RETIRING[:2]
SENIORS_WITHOUT_SEMINARS: Final = frozenset(f"H20{number}" for number in range(10, 15))
LED_WITHOUT_COURSE: Final = frozenset({"H1031", "H1032", "H1033", "H2024", "H2025", "H2026"})
LEFT_OUT_COUNTY: Final = frozenset(f"H10{number}" for number in range(41, 47))
NEVER_CAME_TO_SCHOOL_STUDY: Final = ("H1047", "H1048")
WITHOUT_SECOND_YEAR: Final = frozenset(f"H20{number}" for number in range(40, 45))

AUDITOR: Final = "auditor"
TRAINER: Final = "trainer-lin"
STAFF: Final = (
    Staff(username=TRAINER, display_name="林海峰", role="trainer", note="县级、市级班带班 leads the classes"),
    Staff(username=AUDITOR, display_name="审计员", role="auditor", note="市审计 the city's auditor"),
    *(
        Staff(
            username=admin_of(school.prefix),
            display_name=f"{school.name}师训员",
            role="school_admin",
            note=school.name,
            school=school,
        )
        for school in SCHOOLS
    ),
)

_ETHICS, _LITERACY = "ETHICS_LITERACY.ETHICS", "ETHICS_LITERACY.LITERACY"
_WINDOW: Final = Window(local("2025-09-01 08:00"), local("2025-09-15 18:00"))
_PROVIDER: Final = "海林市教师进修学校"

CITY_CLASS: Final = ClassPlan(
    course=Course(
        code="231083-25-30-01",
        title="师德师风专题培训",
        level="PREFECTURE",
        mode="CENTRALISED",
        kind="COURSE",
        category=_ETHICS,
        hours=12,
        provider="牡丹江市教育教学研究院",
    ),
    title="师德师风专题培训海林班",
    sittings=sittings(
        (date(2025, 9, 20), date(2025, 9, 27)),
        ("教师职业行为准则", None),
        ("师德案例研讨", None),
        speaker="宋景春",
        place="海林市教师进修学校",
    ),
    capacity=150,
    leader=TRAINER,
    enrolling=_WINDOW,
)
COUNTY_CLASS: Final = ClassPlan(
    course=Course(
        code="231083-25-40-01",
        title="学科教学知识与技能",
        level="COUNTY",
        mode="CENTRALISED",
        kind="COURSE",
        category="KNOWLEDGE_SKILL",
        hours=24,
        provider=_PROVIDER,
    ),
    title="学科教学知识与技能班",
    sittings=sittings(
        (date(2025, 10, 18), date(2025, 10, 25), date(2026, 3, 14), date(2026, 3, 28)),
        ("课程标准解读", None),
        ("单元整体教学设计", None),
        ("作业与评价", None),
        ("信息技术与教学", None),
        speaker="林海峰",
        place="海林市教师进修学校",
    ),
    capacity=150,
    leader=TRAINER,
    enrolling=_WINDOW,
)
CLASS_TEACHERS_CLASS: Final = ClassPlan(
    course=Course(
        code="231083-25-40-02",
        title="班主任专题培训",
        level="COUNTY",
        mode="CENTRALISED",
        kind="CLASS_TEACHER",
        category="PRACTICE",
        hours=30,
        tags=("CLASS_TEACHER_TOPIC",),
        provider=_PROVIDER,
    ),
    title="班主任专题培训班",
    sittings=sittings(
        weekdays_from(date(2025, 11, 24), 5),
        ("班级管理案例", None),
        ("家校沟通", None),
        ("学生心理辅导", None),
        ("主题班会设计", None),
        speaker="孙立新",
        place="海林市教师进修学校",
    ),
    capacity=40,
    leader=TRAINER,
    enrolling=_WINDOW,
)
_SCHOOL_COURSE: Final = Course(
    code="231083-25-60-01",
    title="校本研修",
    level="SCHOOL",
    mode="SCHOOL_BASED",
    kind="SCHOOL_STUDY",
    category="PRACTICE",
    hours=36,
    provider="各学校",
)


def school_class(school: SchoolPlan) -> ClassPlan:
    """A school's own study of the year, thirty-six hours."""
    return ClassPlan(
        course=_SCHOOL_COURSE,
        title=f"{school.name}校本研修",
        sittings=sittings(
            (
                date(2025, 11, 7),
                date(2025, 11, 21),
                date(2026, 4, 11),
                date(2026, 4, 25),
                date(2026, 5, 22),
                date(2026, 6, 5),
            ),
            ("教师人文素养阅读", _LITERACY),
            ("科学素养讲座", _LITERACY),
            ("同课异构", None),
            ("听课评课", None),
            ("教学反思", None),
            ("成果展示", None),
            speaker="教研组长",
            place=f"{school.name}会议室",
        ),
        capacity=100,
        school=school,
        enrolling=_WINDOW,
    )


def taking_county_class() -> list[str]:
    return [one for one in EVERYBODY if one not in LEFT_OUT_COUNTY and one not in RETIRING]


def taking_city_class() -> list[str]:
    return [one for one in EVERYBODY if one not in RETIRING]


def taking_class_teachers_class() -> list[str]:
    led = PRIMARY.class_teachers | MIDDLE.class_teachers if PRIMARY.class_teachers and MIDDLE.class_teachers else ()
    return [one for one in EVERYBODY if one in led and one not in LED_WITHOUT_COURSE]


def studying_at(school: SchoolPlan) -> list[str]:
    return [one for one in school.numbers() if one != NEW_WITHOUT_SCHOOL_STUDY]


def old_trainings() -> list[OldTraining]:
    """What the files of the four earlier years say, teacher by teacher."""
    return [training for number in EVERYBODY for year in range(2021, 2025) for training in _of_year(number, year)]


def _of_year(number: str, year: int) -> Iterable[OldTraining]:
    """The trainings of a teacher in the school year that begins in September of `year`."""
    if number in NEW and year < _ENTERED.year:
        return
    if number in WITHOUT_SECOND_YEAR and year == 2022:
        return
    # Rounding up asks new teachers for a little more than three ordinary years: their first year has it.
    more = number in NEW and year == _ENTERED.year
    if not (number in RETIRING and year == 2024):
        yield _training(number, (year, 10, 10), 2, 16 if more else 12, "师德教育", "市级", "师德师风专题培训")
        yield _training(number, (year, 11, 5), 4, 24, "知识与技能", "区县级", "学科教学知识与技能班")
    study = {"mode": "校本研修", "kind": "校本研修活动"}
    yield _training(number, (year, 12, 1), 20, 16 if more else 12, "人文科学素养", "校本", "教师读书活动", **study)
    yield _training(number, (year + 1, 3, 5), 30, 8 if more else 5, "知识与技能", "校本", "教研组集体备课", **study)
    yield _training(number, (year + 1, 4, 10), 40, 19, "实践体验", "校本", "校内公开课与评课", **study)
    if number in _seniors() - SENIORS_WITHOUT_SEMINARS:
        seminar = {"mode": "混合", "kind": "高级研修班", "nature": "选修"}
        yield _training(number, (year + 1, 7, 10), 8, 45, "知识与技能", "省级", "骨干教师高级研修班", **seminar)
    if more and number != NEW_WITHOUT_INDUCTION:
        induction = "新教师见习期规范化培训"
        yield _training(number, (year, 9, 15), 240, 120, "实践体验", "区县级", induction, kind=induction)


def _seniors() -> frozenset[str]:
    return frozenset().union(*(school.seniors or () for school in SCHOOLS))


def _training(
    number: str,
    day: tuple[int, int, int],
    days: int,
    hours: int,
    category: str,
    level: str,
    title: str,
    *,
    mode: str = "集中培训",
    kind: str = "培训课程",
    nature: str = "必修",
) -> OldTraining:
    first = date(*day)
    return OldTraining(
        staff_number=number,
        first=first,
        last=date.fromordinal(first.toordinal() + days - 1),
        hours=hours,
        category=category,
        level=level,
        mode=mode,
        kind=kind,
        title=title,
        nature=nature,
    )
