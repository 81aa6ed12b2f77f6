"""District 341825 under pack XC: its schools, what the county offers in the school year, and who takes part."""

from datetime import date
from typing import Final

from services.demo.bureau import Client, Staff
from services.demo.cast import FAILED_STAGE, GRADUATE, MOVED, NOT_ONLINE, WITHOUT_SPRING_ALL
from services.demo.courses import ClassPlan, Course, Window, days_from, sittings, weekdays_from
from services.demo.rosters import SchoolPlan
from services.demo.training import admin_of
from services.demo.values import local

DISTRICT: Final = 341825
PACK: Final = "XC"
CYCLE: Final = (date(2025, 9, 1), date(2030, 8, 31))
SCHOOL_YEAR: Final = "2025-2026"

_HIRED: Final = date(2025, 9, 1)
CENTRAL: Final = SchoolPlan(
    prefix="J1",
    code="341825-01",
    name="云川镇中心小学",
    kind="学校",
    stage="PRIMARY",
    teachers=95,
    latest_entry=2024,
    hired={f"J10{number}": _HIRED for number in range(92, 96)},
    retires={"J1070": date(2027, 8, 31)},
)
VILLAGE: Final = SchoolPlan(
    prefix="J2",
    code="341825-02",
    name="石门村小学",
    kind="学校",
    stage="PRIMARY",
    teachers=45,
    latest_entry=2024,
    women_in_ten=5,
    hired={f"J20{number}": _HIRED for number in (44, 45)},
    retires={"J2030": date(2028, 8, 31)},
)
KINDERGARTEN: Final = SchoolPlan(
    prefix="J3",
    code="341825-03",
    name="县直机关幼儿园",
    kind="幼儿园",
    stage="KINDERGARTEN",
    teachers=40,
    latest_entry=2024,
    women_in_ten=10,
    hired={f"J30{number}": _HIRED for number in (39, 40)},
)
SCHOOLS: Final = (CENTRAL, VILLAGE, KINDERGARTEN)
# Row (as the spreadsheet shows it) and column -> a wrong value, and how the import calls it.
ROSTER_FAULTS: Final = {
    (17, "证件号码"): ("341825198502301234", "not-a-valid-number"),
    (42, "入职日期"): ("2019-02-30", "not-a-date"),
}

HEADS: Final = [school.numbers()[0] for school in SCHOOLS]
NEW: Final = [number for school in SCHOOLS for number in school.hired]
PROVINCIAL_OF: Final = {
    "J1": CENTRAL.numbers(2, 16),
    "J2": VILLAGE.numbers(2, 9),
    "J3": KINDERGARTEN.numbers(2, 8),
}
_REGULAR_OF: Final = {
    "J1": CENTRAL.numbers(18, 91),
    "J2": VILLAGE.numbers(10, 43),
    "J3": KINDERGARTEN.numbers(9, 38),
}
# The fourth class takes requests in this order: thirty-three for thirty places.
REQUESTS: Final = [*VILLAGE.numbers(41, 43), *KINDERGARTEN.numbers(9, 38)]

TRAINER, OTHER_TRAINER, AUDITOR = "trainer-zhou", "trainer-he", "auditor"
STAFF: Final = (
    Staff(username=TRAINER, display_name="周文静", role="trainer", note="集中培训带班 leads the county classes"),
    Staff(username=OTHER_TRAINER, display_name="何启明", role="trainer", note="省级项目带班 leads the other classes"),
    Staff(username=AUDITOR, display_name="审计员", role="auditor", note="县审计 the county's auditor"),
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
CLIENT: Final = Client(name="县教育云平台", scopes=("summary:read", "feed:read"))

_ETHICS: Final = "ETHICS_LITERACY.ETHICS"
_HALL: Final = "县教师进修学校报告厅"
_AUTUMN: Final = Window(local("2025-09-01 08:00"), local("2025-09-15 18:00"))
_SPRING: Final = Window(local("2026-02-25 08:00"), local("2026-03-10 18:00"))

COUNTY_COURSE: Final = Course(
    code="341825-25-40-01",
    title="中小学教师课堂教学能力提升",
    level="COUNTY",
    mode="CENTRALISED",
    kind="IN_SERVICE",
    category="KNOWLEDGE_SKILL",
    hours=24,
)
SCORED_COURSE: Final = Course(
    code="341825-25-40-02",
    title="小学语文课堂教学能力提升(考核班)",
    level="COUNTY",
    mode="CENTRALISED",
    kind="IN_SERVICE",
    category="KNOWLEDGE_SKILL",
    hours=24,
    scheme="SCORED",
)
PROVINCIAL_COURSE: Final = Course(
    code="340000-25-20-07",
    title="省级紧缺薄弱学科教师培训",
    level="PROVINCIAL",
    mode="CENTRALISED",
    kind="SHORTAGE_SUBJECT",
    category="KNOWLEDGE_SKILL",
    hours=72,
    scheme="THREE_STAGE",
    provider="安徽省教师培训中心",
)
HEADS_COURSE: Final = Course(
    code="341825-25-40-03",
    title="校长提高培训",
    level="COUNTY",
    mode="CENTRALISED",
    kind="HEAD_TEACHER",
    category="KNOWLEDGE_SKILL",
    hours=48,
)
NEW_COURSE: Final = Course(
    code="341825-25-40-04",
    title="新教师岗前培训",
    level="COUNTY",
    mode="CENTRALISED",
    kind="NEW_TEACHER",
    category="KNOWLEDGE_SKILL",
    hours=120,
)
ONLINE_COURSE: Final = Course(
    code="341825-25-40-05",
    title="信息技术与学科融合网络研修",
    level="COUNTY",
    mode="ONLINE",
    kind="IN_SERVICE",
    category="KNOWLEDGE_SKILL",
    hours=24,
    nature="ELECTIVE",
)
OUTREACH_COURSE: Final = Course(
    code="341825-25-40-06",
    title="送教下乡",
    level="COUNTY",
    mode="OUTREACH",
    kind="OUTREACH_TEACHING",
    category="PRACTICE",
    hours=12,
)
SCHOOL_COURSE: Final = Course(
    code="341825-25-60-01",
    title="校本研修",
    level="SCHOOL",
    mode="SCHOOL_BASED",
    kind="SCHOOL_STUDY",
    category="PRACTICE",
    hours=12,
    provider="各学校",
)

_COUNTY_DAYS: Final = (date(2025, 9, 20), date(2025, 9, 27), date(2025, 10, 18), date(2025, 10, 25))
_COUNTY_TOPICS: Final = (
    ("新时代教师职业行为十项准则", f"{_ETHICS}.NORMS"),
    ("有效学习内容的选择", "KNOWLEDGE_SKILL.LEARNING_CONTENT"),
    ("有效教学模式", "KNOWLEDGE_SKILL.TEACHING_MODEL"),
    ("有效学习评价", "KNOWLEDGE_SKILL.LEARNING_EVALUATION"),
)
_ONLINE_TOPICS: Final = (
    ("学生心理健康教育", f"{_ETHICS}.MENTAL_HEALTH"),
    ("有效学习指导", "KNOWLEDGE_SKILL.LEARNING_GUIDANCE"),
)
_PROJECT_DAYS: Final = weekdays_from(date(2025, 11, 24), 12)
_NEW_DAYS: Final = days_from(date(2026, 1, 19), 20)


def county_class(number: int, course: Course, *, capacity: int) -> ClassPlan:
    return ClassPlan(
        course=course,
        title=f"{course.title}{number}班",
        sittings=sittings(_COUNTY_DAYS, *_COUNTY_TOPICS, speaker="周文静", place=f"县教师进修学校{number}号教室"),
        capacity=capacity,
        leader=TRAINER,
        enrolling=_AUTUMN,
    )


COUNTY_CLASSES: Final = (
    (county_class(1, SCORED_COURSE, capacity=35), CENTRAL.numbers(18, 52)),
    (county_class(2, COUNTY_COURSE, capacity=35), CENTRAL.numbers(53, 87)),
    (county_class(3, COUNTY_COURSE, capacity=40), [*CENTRAL.numbers(88, 91), *VILLAGE.numbers(10, 40)]),
)
FULL_CLASS: Final = county_class(4, COUNTY_COURSE, capacity=30)

PROVINCIAL_CLASS: Final = ClassPlan(
    course=PROVINCIAL_COURSE,
    title="省级紧缺薄弱学科教师培训宣城班",
    sittings=sittings(
        _PROJECT_DAYS,
        ("师德与法治", f"{_ETHICS}.LAW"),
        ("学校安全", f"{_ETHICS}.SAFETY"),
        ("学科教学研究", "KNOWLEDGE_SKILL.TEACHING_RESEARCH"),
        speaker="程学军",
        place="省教师培训中心",
    ),
    capacity=30,
    leader=OTHER_TRAINER,
    enrolling=_AUTUMN,
)
HEADS_CLASS: Final = ClassPlan(
    course=HEADS_COURSE,
    title="校长提高培训班",
    sittings=sittings(
        _PROJECT_DAYS[:8],
        ("依法治校", f"{_ETHICS}.LAW"),
        ("校本教研的领导", "KNOWLEDGE_SKILL.TEACHING_RESEARCH"),
        speaker="方建国",
        place=_HALL,
    ),
    capacity=10,
    leader=OTHER_TRAINER,
    enrolling=_AUTUMN,
)
NEW_CLASS: Final = ClassPlan(
    course=NEW_COURSE,
    title="2025年新教师岗前培训班",
    sittings=sittings(
        _NEW_DAYS,
        ("教师职业道德规范", f"{_ETHICS}.NORMS"),
        ("教育法律法规", f"{_ETHICS}.LAW"),
        ("校园安全与急救", f"{_ETHICS}.SAFETY"),
        ("学生心理健康", f"{_ETHICS}.MENTAL_HEALTH"),
        ("师德案例研讨", f"{_ETHICS}.NORMS"),
        ("备课与课堂管理", "KNOWLEDGE_SKILL.TEACHING_MODEL"),
        speaker="何启明",
        place=_HALL,
    ),
    capacity=20,
    leader=OTHER_TRAINER,
    enrolling=_AUTUMN,
)
_ONLINE_DAYS: Final = (date(2026, 3, 14), date(2026, 3, 28), date(2026, 4, 11), date(2026, 4, 25))
ONLINE_CLASS: Final = ClassPlan(
    course=ONLINE_COURSE,
    title="网络研修一班",
    sittings=sittings(_ONLINE_DAYS, *_ONLINE_TOPICS, speaker="马晓东", place="直播课堂"),
    capacity=120,
    leader=OTHER_TRAINER,
    enrolling=_SPRING,
)
VILLAGE_ONLINE_CLASS: Final = ClassPlan(
    course=ONLINE_COURSE,
    title="网络研修二班(村小)",
    sittings=sittings(_ONLINE_DAYS[:2], *_ONLINE_TOPICS, speaker="马晓东", place="直播课堂"),
    capacity=60,
    leader=OTHER_TRAINER,
    enrolling=_SPRING,
)
OUTREACH_CLASS: Final = ClassPlan(
    course=OUTREACH_COURSE,
    title="送教下乡:石门村小学",
    sittings=sittings(
        (date(2026, 5, 9), date(2026, 5, 16)), ("同课异构与评课", None), speaker="高淑芬", place="石门村小学"
    ),
    capacity=60,
    leader=OTHER_TRAINER,
    enrolling=_SPRING,
)


def school_class(school: SchoolPlan, *, spring: bool) -> ClassPlan:
    """A school's own study, twelve hours in each half of the year."""
    days = (date(2026, 5, 22), date(2026, 6, 5)) if spring else (date(2025, 11, 7), date(2025, 11, 21))
    return ClassPlan(
        course=SCHOOL_COURSE,
        title=f"{school.name}{'春' if spring else '秋'}季校本研修",
        sittings=sittings(
            days,
            ("课例研讨", None),
            ("教学反思与改进", "KNOWLEDGE_SKILL.TEACHING_RESEARCH"),
            speaker="教研组长",
            place=f"{school.name}会议室",
        ),
        capacity=100,
        school=school,
        enrolling=_SPRING if spring else _AUTUMN,
    )


def studying_at(school: SchoolPlan, *, spring: bool) -> list[str]:
    """Who takes part in a school's own study."""
    own = [school.numbers()[0], *_REGULAR_OF[school.prefix]]
    if school is CENTRAL:
        own += [GRADUATE, FAILED_STAGE]
    if not spring:
        return own
    if school is VILLAGE:
        own.append(MOVED)
    return [one for one in own if one not in WITHOUT_SPRING_ALL and (one != MOVED or school is VILLAGE)]


def studying_online(school: SchoolPlan) -> list[str]:
    """Whom a school sends to the online class of spring."""
    own = [school.numbers()[0], *_REGULAR_OF[school.prefix]]
    if school is VILLAGE:
        own.append(MOVED)
    return [one for one in own if one not in NOT_ONLINE and (one != MOVED or school is VILLAGE)]
