"""The roster of a district as its bureau would send it: one line for each appointment of each teacher."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from services.demo.people import Degree, People, Person, Titled
from services.demo.spreadsheets import Line

HEADERS: Final = (
    "学校代码",
    "学校名称",
    "学校类别",
    "学段",
    "工号",
    "姓名",
    "证件类型",
    "证件号码",
    "手机号",
    "出生日期",
    "入职日期",
    "退休日期",
    "任职开始",
    "任职结束",
    "岗位",
    "学科",
    "职称",
    "职称级别",
    "学历",
    "学历取得日期",
    "班主任开始",
    "班主任结束",
)
SEED: Final = 2025
ROSTER_DAY: Final = date(2025, 9, 1)
# Earlier appointments are left out, as in the files that bureaus send.
_TOLD_SINCE: Final = date(2020, 9, 1)

_STAGES: Final = {"PRIMARY": "小学", "KINDERGARTEN": "幼儿园", "JUNIOR_MIDDLE": "初中"}
_SUBJECTS: Final = {
    "PRIMARY": ("语文", "语文", "语文", "数学", "数学", "英语", "科学", "音乐", "体育", "美术", "道德与法治"),
    "KINDERGARTEN": ("学前教育",),
    "JUNIOR_MIDDLE": ("语文", "数学", "英语", "物理", "化学", "生物", "历史", "地理", "道德与法治", "体育", "信息科技"),
}
_RETIRES_AT: Final = {True: 55, False: 60}
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolPlan:
    """A school, and what is certain about its teachers; the rest is left to chance."""

    prefix: str
    """Staff numbers are the prefix and three digits; 001 is the head, 002 the deputy."""
    code: str
    name: str
    kind: str
    stage: str
    teachers: int
    latest_entry: int
    """The year of entry of the youngest whose entry is left to chance."""
    women_in_ten: int = 7
    hired: Mapping[str, date] = field(default_factory=dict)
    retires: Mapping[str, date] = field(default_factory=dict)
    seniors: frozenset[str] | None = None
    """Who holds a senior title; None leaves it to chance."""
    class_teachers: frozenset[str] | None = None
    subject: str | None = None
    """What everybody teaches; None leaves it to chance."""

    def numbers(self, first: int = 1, last: int | None = None) -> list[str]:
        """Staff numbers from the first to the last, both included."""
        return [f"{self.prefix}{number:03}" for number in range(first, (last or self.teachers) + 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Teacher:
    """An invented teacher with a career."""

    staff_number: str
    school: SchoolPlan
    person: Person
    post: str
    subject: str
    hired_on: date
    retires_on: date
    titles: tuple[Titled, ...]
    degree: Degree
    class_teacher_since: date | None

    @property
    def is_senior(self) -> bool:
        return self.titles[-1].tier == "高级"


def invent_teachers(area: int, schools: Sequence[SchoolPlan], *, seed: int = SEED) -> list[Teacher]:
    """The teachers of these schools in the order of their staff numbers; the same seed gives the same people."""
    people = People(area, seed)
    return [_invent(people, school, number) for school in schools for number in school.numbers()]


def roster_lines(teachers: Sequence[Teacher]) -> list[Line]:
    """The roster, one line for each appointment; a new title begins a new one."""
    return [line for teacher in teachers for line in _lines_of(teacher)]


def _invent(people: People, school: SchoolPlan, number: str) -> Teacher:
    hired_on = school.hired.get(number)
    senior = None if school.seniors is None else number in school.seniors
    born_between = _born_between(school, number, senior=senior)
    # Whose day of retirement is certain is a man, who turns sixty in that month.
    women = 0 if number in school.retires else school.women_in_ten
    person = people.invent(born_between=born_between, women_in_ten=women)
    hired_on = hired_on or people.hired_on(person, latest=school.latest_entry)
    is_head, is_deputy = number == school.numbers()[0], number == school.numbers()[1]
    leads_class_since = people.leads_class_since(hired_on)
    if school.class_teachers is not None:
        leads_class_since = date(2022, 9, 1) if number in school.class_teachers else None
    return Teacher(
        staff_number=number,
        school=school,
        person=person,
        post="校长" if is_head else "中层" if is_deputy else "教师",
        subject=school.subject or people.choose(*_SUBJECTS[school.stage]),
        hired_on=hired_on,
        retires_on=school.retires.get(number) or _retirement(person),
        titles=tuple(_titles(people, school, hired_on=hired_on, senior=senior)),
        degree=people.degree(person, hired_on=hired_on),
        class_teacher_since=None if is_head or is_deputy or hired_on.year >= ROSTER_DAY.year else leads_class_since,
    )


def _born_between(school: SchoolPlan, number: str, *, senior: bool | None) -> tuple[date, date]:
    retires_on, hired_on = school.retires.get(number), school.hired.get(number)
    if retires_on is not None:
        birthday_month = retires_on.replace(year=retires_on.year - _RETIRES_AT[False])
        return birthday_month.replace(day=1), birthday_month
    if hired_on is not None:
        return date(hired_on.year - 24, 1, 1), date(hired_on.year - 22, 12, 31)
    return date(1975 if senior else 1977, 1, 1), date(1982 if senior else school.latest_entry - 24, 12, 31)


def _titles(people: People, school: SchoolPlan, *, hired_on: date, senior: bool | None) -> list[Titled]:
    held = people.titles(stage=school.stage, hired_on=hired_on, until=ROSTER_DAY)
    if senior is None:
        return held
    held = [one for one in held if one.tier != "高级"]
    if senior:
        name = "中学高级教师" if school.stage == "JUNIOR_MIDDLE" else "高级教师"
        held.append(Titled(held_from=date(2020, 12, 31), title=name, tier="高级"))
    return held


def _retirement(person: Person) -> date:
    """The last day of the month of the birthday."""
    year = person.born_on.year + _RETIRES_AT[person.is_woman]
    month = person.born_on.month
    return date(year + month // 12, month % 12 + 1, 1) - _DAY


def _lines_of(teacher: Teacher) -> list[Line]:
    school, person = teacher.school, teacher.person
    ends = [*(following.held_from - _DAY for following in teacher.titles[1:]), None]
    return [
        dict(
            zip(
                HEADERS,
                (
                    school.code,
                    school.name,
                    school.kind,
                    _STAGES[school.stage],
                    teacher.staff_number,
                    person.name,
                    "居民身份证",
                    person.document,
                    person.phone,
                    person.born_on,
                    teacher.hired_on,
                    teacher.retires_on,
                    titled.held_from,
                    last,
                    teacher.post,
                    teacher.subject,
                    titled.title,
                    titled.tier,
                    teacher.degree.name,
                    teacher.degree.awarded_on,
                    teacher.class_teacher_since,
                    None,
                ),
                strict=True,
            )
        )
        for titled, last in zip(teacher.titles, ends, strict=True)
        if last is None or last >= _TOLD_SINCE
    ]
