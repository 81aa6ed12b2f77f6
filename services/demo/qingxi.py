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
PLANNER, AWAY, TRAINER = "planner-lu", "officer-he", "trainer-shen"
STAFF: Final = (
    Staff(username=PLANNER, display_name="陆敏", role="district_admin", note="拟订县级计划 writes the county's plan"),
    Staff(username=AWAY, display_name="何敬之", role="district_admin", note="外出培训 away in April"),
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

# Trainings of a plan of their own, in each of the other ways to share places out. Schools ask for places of one,
HEADS_AT: Final = (local("2026-04-11 08:30"), local("2026-04-11 11:30"))
HEADS_PLACES: Final = 6
WISHED: Final = {"Q1": 4, "Q2": 2, "Q3": 2}
GRANTED: Final = {"Q1": 2, "Q2": 2, "Q3": 1}
LISTED, ALREADY_TRAINED = "Q1009", "Q1002"
LISTED_WRONGLY: Final = "Q1O09"
"""As the school typed it, with the letter O."""
NOMINATED: Final = ("Q2001", "Q2009")
ASKS_EARLY, ENROLS_LATE = "Q3004", "Q3005"

# of the second they are allocated among those who applied, of whom one comes from a village school,
YOUNG_AT: Final = (local("2026-04-05 08:30"), local("2026-04-05 11:30"))
YOUNG_MOVED_TO: Final = (local("2026-04-12 08:30"), local("2026-04-12 11:30"))
YOUNG_PLACES: Final = 3
YOUNG_WINDOW: Final = {"opens_at": "2026-03-05T08:00:00+08:00", "closes_at": "2026-03-12T18:00:00+08:00"}
APPLYING: Final = ("Q1003", "Q1004", "Q2004", "Q3002", "Q1005")
PREFERRED, POSTPONED, ADVANCED, STAYS_AWAY = "Q2004", "Q1003", "Q1004", "Q1005"
COMES_BY_TICKET: Final = "Q2004"

# and of the third the second round opens what schools have not claimed, so that a group finds room.
SHARED_AT: Final = (local("2026-03-21 08:30"), local("2026-03-21 11:30"))
SHARED_KEPT: Final = {"Q1": 3, "Q2": 2}
SHARED_PLACES: Final = 5
SHARED_REASON: Final = "三校共同体临时提出,计划印发后商定"
SHARED_MOVED_TO: Final = "青溪镇中心小学二楼录播教室"
SHARED_SINGLE: Final = TOWN.numbers(6, 7)
SHARED_GROUP: Final = BRIDGE.numbers(5, 7)
SHARED_ROUND: Final = {"opens_at": "2026-03-05T08:00:00+08:00", "closes_at": "2026-03-07T18:00:00+08:00"}
SHARED_SECOND: Final = {"opens_at": "2026-03-09T08:00:00+08:00", "closes_at": "2026-03-12T18:00:00+08:00"}

# A school's own class, which it has to cancel.
STUDYING: Final = TOWN.numbers(9, 10)


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


def program(
    code: str, title: str, *, mode: str, kind: str, item_id: str | None, level: str = "COUNTY", hours: str = "4"
) -> dict[str, Any]:
    """A program, of four hours of the county unless said otherwise, that carries out one item or none."""
    return {
        "code": code,
        "title": title,
        "level": level,
        "mode": mode,
        "nature": "COMPULSORY",
        "kind": kind,
        "category": "KNOWLEDGE_SKILL",
        "organised_by_admin": level != "SCHOOL",
        "provider": TOWN.name if level == "SCHOOL" else "县教师进修学校",
        "hours": hours,
        "scheme": "ATTENDANCE",
        "evidence": ["培训方案", "签到册", "学员作业"],
        "item_ids": [] if item_id is None else [item_id],
    }
