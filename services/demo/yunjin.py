"""District 310104 under pack XH: a middle school's March of activities, and what its teachers claim for it."""

from datetime import date
from typing import Any, Final

from services.demo.bureau import Staff
from services.demo.rosters import SchoolPlan
from services.demo.training import admin_of

DISTRICT: Final = 310104
PACK: Final = "XH"
CYCLE: Final = (date(2025, 9, 1), date(2028, 8, 31))

MIDDLE: Final = SchoolPlan(
    prefix="Y1",
    code="310104-01",
    name="云锦实验中学",
    kind="学校",
    stage="JUNIOR_MIDDLE",
    teachers=14,
    latest_entry=2022,
)
NEIGHBOUR: Final = SchoolPlan(
    prefix="Y2",
    code="310104-02",
    name="桂林路中学",
    kind="学校",
    stage="JUNIOR_MIDDLE",
    teachers=4,
    latest_entry=2022,
)
SCHOOLS: Final = (MIDDLE, NEIGHBOUR)
ROSTER_FAULTS: Final = {(4, "入职日期"): ("2019-02-30", "not-a-date")}

STAFF: Final = tuple(
    Staff(
        username=admin_of(school.prefix),
        display_name=f"{school.name}师训员",
        role="school_admin",
        note=school.name,
        school=school,
    )
    for school in SCHOOLS
)

# The lesson: one teaches, twelve listen, one of them is forgotten at first and two come from the neighbour.
TEACHES: Final = "Y1002"
FORGOTTEN: Final = "Y1012"
VISITORS: Final = ("Y2002", "Y2003")
LISTENS: Final = (*MIDDLE.numbers(3, 12), *VISITORS)
TEAM: Final = "数学教研组"
# The class teachers' seminar, logged by the teacher who heads the department.
DEPARTMENT: Final = "政教处"
HEADS_DEPARTMENT: Final = "Y1003"
SEMINAR: Final = ("Y1004", "Y1005", "Y1006")
# Mentor and mentee; the mentee hands in on the 6th.
MENTOR, MENTEE = "Y1004", "Y1013"
# Who lectures has a choice of forms, who takes part has none.
LECTURES: Final = "Y1005"
HEARS_LECTURE: Final = ("Y1007", "Y1008")
OPEN_DAY: Final = ("Y1002", "Y1014")

READS, READS_TOO = "Y1009", "Y1010"
"""The second hands in the notes of the first."""
LECTURES_FIRST, LECTURES_SECOND = "Y1007", "Y1011"
"""Two lectures from one script that both wrote."""
WRITES: Final = "Y1006"
FORGETS_SCRIPT: Final = "Y1014"
WRITES_LATE: Final = "Y1008"
CORRECTED: Final = "Y1012"
"""Recognised and posted, and then found to be copied."""

# Everything clean that no tariff sends up is looked at by the district at first, nothing of it afterwards.
TERMS: Final[dict[str, Any]] = {
    "school_days": 10,
    "district_days": 10,
    "remind_days": 3,
    "sample_percent": 100,
    "undo_hours": 24,
    "reason": "2026年春季学分认定工作通知:首月全部抽查",
}
LATER_TERMS: Final = {**TERMS, "sample_percent": 0, "reason": "首月抽查未见问题,其后由学校审核,有疑点的仍由区里看"}

# What the teachers of the month's activities and forms have when both batches have closed.
EARNED_IN_APRIL: Final = {
    TEACHES: "1",
    "Y1003": "0.5",
    # Listened, took part in the seminar, and was a mentor.
    "Y1004": "3.5",
    # Listened, took part in the seminar, and gave a lecture.
    "Y1005": "2.5",
    # Listened, took part in the seminar, and wrote a paper.
    "Y1006": "2.5",
    # Listened, heard the lecture, and gave one.
    "Y1007": "2.5",
    "Y1008": "1.5",
    # Listened, and read.
    READS: "1.5",
    READS_TOO: "0.5",
    "Y1011": "1.5",
    FORGOTTEN: "0.5",
    FORGETS_SCRIPT: "1",
    "Y2002": "0.5",
    "Y2003": "0.5",
}
EARNED_IN_MAY: Final = {MENTEE: "2"}
TAKEN_BACK: Final = {CORRECTED: "0.5"}

_SOMEWHERE: Final = {"category": "PRACTICAL", "mode": "SCHOOL_BASED", "nature": "SUBJECT_COMPULSORY"}


def activity(route: str, title: str, *, begins: str, ends: str, level: str = "SCHOOL", **facts: Any) -> dict[str, Any]:
    """What was done with post, time, person and content fixed beforehand (XH-13); times of one day of the district."""
    return {
        "route": route,
        "title": title,
        "starts_at": f"{begins}:00+08:00",
        "ends_at": f"{begins[:10]}T{ends}:00+08:00",
        "place": "录播教室",
        "post": "任课教师",
        "content": title,
        "level": level,
        **_SOMEWHERE,
        **facts,
    }


def form(kind: str, title: str, *, on: str, level: str = "SCHOOL", **facts: Any) -> dict[str, Any]:
    """A recognition form about something of one day."""
    return {"kind": kind, "title": title, "held_from": on, "held_to": on, "level": level, **_SOMEWHERE, **facts}
