"""District 341881 under pack LY: one class of backbone teachers, marked by themselves, by peers and by experts."""

from datetime import date
from typing import Any, Final

from services.demo.bureau import Staff
from services.demo.courses import ClassPlan, Course, Sitting, Window
from services.demo.rosters import SchoolPlan
from services.demo.training import admin_of
from services.demo.values import local

DISTRICT: Final = 341881
PACK: Final = "LY"
CYCLE: Final = (date(2025, 9, 1), date(2030, 8, 31))
# What the source has lost and the district supplies: the six weights, the hours in all, further tasks.
PARAMETERS: Final = {
    **{f"{part}_self_weight": "10" for part in ("theory", "practice")},
    **{f"{part}_peer_weight": "15" for part in ("theory", "practice")},
    **{f"{part}_expert_weight": "25" for part in ("theory", "practice")},
    "total_hours": "12",
    "other_tasks": "0",
}

SCHOOL: Final = SchoolPlan(
    prefix="B1",
    code="341881-01",
    name="白鹭镇中心小学",
    kind="学校",
    stage="PRIMARY",
    teachers=8,
    latest_entry=2022,
    subject="英语",
)
SCHOOLS: Final = (SCHOOL,)
ROSTER_FAULTS: Final = {(3, "入职日期"): ("2019-02-30", "not-a-date")}

TRAINER, EXPERT, OTHER_EXPERT = "trainer-song", "expert-xu", "expert-ma"
DEPUTY, AUDITOR = "bureau-deputy", "auditor-zhou"
STAFF: Final = (
    Staff(username=TRAINER, display_name="宋雅文", role="trainer", note="领雁班班主任 leads the class"),
    Staff(username=EXPERT, display_name="许教研员", role="trainer", note="评审专家 marks as an expert"),
    Staff(username=OTHER_EXPERT, display_name="马教授", role="trainer", note="评审专家 marks as an expert"),
    Staff(username=DEPUTY, display_name="县教育局副科长", role="district_admin", note="第二人核对 the second officer"),
    Staff(username=AUDITOR, display_name="周审计", role="auditor", note="审计 audits the book"),
    Staff(
        username=admin_of(SCHOOL.prefix),
        display_name=f"{SCHOOL.name}师训员",
        role="school_admin",
        note=SCHOOL.name,
        school=SCHOOL,
    ),
)

COURSE: Final = Course(
    code="341881-26-40-01",
    title="“领雁工程”小学英语骨干教师培训",
    level="COUNTY",
    mode="CENTRALISED",
    kind="LEADING_GOOSE",
    category="THEORY",
    hours=12,
    scheme="LY",
    tags=("ENGLISH",),
    provider="县教师发展中心",
)
CLASS: Final = ClassPlan(
    course=COURSE,
    title="“领雁工程”小学英语骨干班",
    sittings=(
        Sitting(on=date(2026, 5, 16), topic="语篇教学理论", speaker="许教研员", place="县教师发展中心"),
        Sitting(on=date(2026, 5, 23), topic="诊断课与提高课", category="CLASSROOM_PRACTICE", speaker="马教授"),
    ),
    enrolling=Window(local("2026-04-07 10:00"), local("2026-04-20 18:00")),
    capacity=10,
    leader=TRAINER,
)
# Mark (of 100) that everybody agrees on, but for what is told below.
BASE: Final = {"B1002": 94, "B1003": 89, "B1004": 84, "B1005": 78, "B1006": 72, "B1007": 66}
MEMBERS: Final = tuple(BASE)

ABSENT_FROM_DEFENCE: Final = "B1005"
DISPUTED: Final = "B1005"
"""Of whom the experts differ by thirty points."""
SITS_AGAIN: Final = "B1007"
LATE_WITH_WORK: Final = "B1006"
RETURNED_WORK: Final = "B1003"
DEFENDS_TWICE: Final = "B1007"
APPEALS, APPEALS_IN_VAIN, APPEALS_TOO_LATE = "B1004", "B1006", "B1005"
RISES: Final = "B1003"
"""Excellent once the line is drawn at 88."""
ANSWER_FIRST, ANSWERS_FIFTH, NEVER_ANSWERS = ("B1002", "B1003", "B1004", "B1005"), "B1006", "B1007"

BRINGS_PAPER: Final = "B1008"
"""And leaves for another district in July."""
FOUND_TWICE: Final = "B1001"
PAPER_HOURS: Final = 6

WORKS: Final = {
    "DIAGNOSTIC": "诊断课教学设计",
    "IMPROVED": "提高课教学设计",
    "SCHOOL_TRAINING_DESIGN": "校本培训活动设计方案",
    "COURSEWARE": "教学课件",
}
WORKS_DUE: Final = "2026-05-24T18:00:00+08:00"
DEFENDED: Final = ("DIAGNOSTIC", "IMPROVED")
BY_HAND: Final = {
    "TRAINING_SCHEME": "培训方案",
    "IMPLEMENTATION_PLAN": "实施计划",
    "MATERIALS": "培训教材目录",
    "TRAINING_NOTICE": "培训通知",
    "PRACTICE_RECORD": "实践活动记录",
    "LEARNING_APPRAISAL": "学习成效鉴定",
}
WAIVED: Final = "TRAINING_RULES"

_PARTS: Final = {
    "THEORY_SELF": ("理论(自评)", "Theory by oneself", "SELF"),
    "THEORY_PEER": ("理论(互评)", "Theory by peers", "PEER"),
    "THEORY_EXPERT": ("理论(专家评定)", "Theory by experts", "EXPERT"),
    "PRACTICE_SELF": ("实践(自评)", "Practice by oneself", "SELF"),
    "PRACTICE_PEER": ("实践(互评)", "Practice by peers", "PEER"),
    "PRACTICE_EXPERT": ("实践(专家评定)", "Practice by experts", "EXPERT"),
}
COMPONENTS: Final = tuple(_PARTS)
_RUBRIC: Final = [
    {
        "code": "AIMS",
        "label": {"zh": "目标", "en": "Aims"},
        "maximum": "40",
        "levels": [
            {"code": "A", "label": {"zh": "好", "en": "Good"}, "points": "36"},
            {"code": "B", "label": {"zh": "中", "en": "Fair"}, "points": "26.5"},
        ],
    },
    {"code": "METHOD", "label": {"zh": "方法", "en": "Method"}, "maximum": "60"},
]


def scheme(*, excellent_from: str, reason: str) -> dict[str, Any]:
    """The district's own scheme after LY-06: two experts' mean in theory, a rubric in practice, weights of the pack."""
    stages = []
    for code, (zh, en, assessor) in _PARTS.items():
        label = {"zh": zh, "en": en}
        component: dict[str, Any] = {"code": code, "label": label, "weight": "100", "aggregator": {"kind": "MEAN"}}
        if code == "THEORY_EXPERT":
            component["at_least"] = 2
        if code == "PRACTICE_EXPERT":
            component |= {"criteria": _RUBRIC, "aggregator": {"kind": "LATEST"}}
        stages.append({"code": code, "label": label, "assessors": [assessor], "components": [component]})
    return {
        "code": "GOOSE",
        "title": {"zh": "领雁班考核办法", "en": "Assessment of the leading goose class"},
        "gates": [
            {"kind": "ATTENDANCE"},
            {"kind": "SUBMISSION", "works": list(WORKS)},
            {"kind": "DEFENCE", "works": list(DEFENDED)},
            {"kind": "FEEDBACK"},
        ],
        "stages": stages,
        "bands": [
            {"grade": "EXCELLENT", "label": {"zh": "优秀", "en": "Excellent"}, "from_score": excellent_from},
            {"grade": "PASS", "label": {"zh": "合格", "en": "Pass"}, "from_score": "60"},
        ],
        "certifier": "COUNTY_BUREAU",
        "works": [
            {"code": code, "label": {"zh": zh, "en": code.replace("_", " ").lower()}} for code, zh in WORKS.items()
        ],
        "pass_score": "60",
        "stage_weights": "PACK",
        "reason": reason,
    }


FEEDBACK: Final[dict[str, Any]] = {
    "code": "TRAINEE_FEEDBACK",
    "title": {"zh": "学员培训反馈意见表", "en": "Feedback of members"},
    "questions": [
        {"code": "CONTENT", "kind": "SCALE", "label": {"zh": "内容切合教学实际", "en": "The content fits my teaching"}},
        {
            "code": "ADVICE",
            "kind": "TEXT",
            "label": {"zh": "意见与建议", "en": "Advice"},
            "required": False,
        },
    ],
    "reason": "LY-05 要求存档",
}
