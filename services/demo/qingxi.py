"""District 341824 under pack XC: three small schools, on which registration and attendance are shown in full."""

from datetime import date
from typing import Any, Final

from services.demo.bureau import Staff
from services.demo.rosters import SchoolPlan
from services.demo.training import admin_of
from services.demo.values import local

DISTRICT: Final = 341824
PACK: Final = "XC"
CYCLE: Final = (date(2025, 9, 1), date(2030, 8, 31))

TOWN: Final = SchoolPlan(
    prefix="Q1",
    code="341824-01",
    name="青溪镇中心小学",
    kind="学校",
    stage="PRIMARY",
    teachers=10,
    latest_entry=2022,
)
BRIDGE: Final = SchoolPlan(
    prefix="Q2",
    code="341824-02",
    name="石桥村小学",
    kind="学校",
    stage="PRIMARY",
    teachers=9,
    latest_entry=2022,
)
KINDERGARTEN: Final = SchoolPlan(
    prefix="Q3",
    code="341824-03",
    name="青溪镇幼儿园",
    kind="幼儿园",
    stage="KINDERGARTEN",
    teachers=5,
    latest_entry=2022,
    women_in_ten=10,
)
SCHOOLS: Final = (TOWN, BRIDGE, KINDERGARTEN)
ROSTER_FAULTS: Final = {(5, "入职日期"): ("2019-02-30", "not-a-date")}

# The plan's author is another person than who approves it.
PLANNER, TRAINER = "planner-lu", "trainer-shen"
STAFF: Final = (
    Staff(username=PLANNER, display_name="陆敏", role="district_admin", note="拟订县级计划 writes the county's plan"),
    Staff(username=TRAINER, display_name="沈知远", role="trainer", note="带班与签到台 leads classes, holds the desk"),
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

HALL: Final = "县教师进修学校报告厅"
HALL_AT: Final = {"latitude": 30.0673, "longitude": 118.5952, "accuracy_metres": 30}
# A hundred metres off.
PHONE_AT: Final = {"latitude": 30.0679, "longitude": 118.5959, "accuracy_metres": 20}
LECTURE_BEGINS, LECTURE_ENDS = local("2026-03-28 08:30"), local("2026-03-28 11:30")
HOURS: Final = 4
OUTREACH_BEGINS, OUTREACH_ENDS = local("2026-04-18 08:30"), local("2026-04-18 11:30")
WINDOW: Final = {"opens_at": "2026-03-05T08:00:00+08:00", "closes_at": "2026-03-14T18:00:00+08:00"}
CLAIM_BACK: Final = "2026-03-10T18:00:00+08:00"

# The lecture has ten places: three, three and two kept for the schools, two for anybody.
PLACES: Final = 10
KEPT: Final = {"Q1": 3, "Q2": 3, "Q3": 2}
ASKING: Final = [*TOWN.numbers(2, 8), *BRIDGE.numbers(2, 3), *KINDERGARTEN.numbers(2, 3)]
LETS_OFFER_EXPIRE, TAKES_OFFER = "Q1007", "Q1008"
REPLACED, REPLACEMENT = "Q2003", "Q2008"
OUTREACH_ASKING: Final = BRIDGE.numbers(4, 8)
RETURNED: Final = "Q2008"

WITH_POSITION, TYPES_NUMBER, LOGS_IN_LATE = "Q1002", "Q1003", "Q1004"
SHARING_A_PHONE: Final = ("Q1005", "Q1006")
PHONE_IS_FLAT, SCANNED_BY_ANOTHER, SIGNS_ON_PAPER = "Q1008", "Q2002", "Q2008"
ON_LEAVE, FORGETS_TO_LEAVE = "Q3002", "Q3003"
UNKNOWN_NUMBER: Final = "Q2O07"
"""As the helper typed it, with the letter O."""
MISTYPED: Final = "Q2007"


def item(item_id: str, title: str, *, hours: str, mode: str, **fixed: Any) -> dict[str, Any]:
    """An item of a plan; time, place, person and content stay open unless given."""
    return {
        "item_id": item_id,
        "title": title,
        "starts_at": None,
        "ends_at": None,
        "time_note": None,
        "place": None,
        "speaker": None,
        "topic": None,
        "audience": {"stages": [], "subjects": [], "posts": [], "title_tiers": []},
        "headcount": None,
        "hours": hours,
        "credits": None,
        "category": "KNOWLEDGE_SKILL",
        "mode": mode,
        "seats": None,
        **fixed,
    }


def program(code: str, title: str, *, mode: str, kind: str, item_id: str) -> dict[str, Any]:
    """A program of the county of four hours that carries out one item."""
    return {
        "code": code,
        "title": title,
        "level": "COUNTY",
        "mode": mode,
        "nature": "COMPULSORY",
        "kind": kind,
        "category": "KNOWLEDGE_SKILL",
        "organised_by_admin": True,
        "provider": "县教师进修学校",
        "hours": "4",
        "scheme": "ATTENDANCE",
        "evidence": ["培训方案", "签到册", "学员作业"],
        "item_ids": [item_id],
    }
