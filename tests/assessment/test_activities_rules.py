"""What an activity files and counts, and what should have been there: every route and role of XH, and other packs."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.assessment.errors import (
    ActivityEndsBeforeItBegins,
    ActivityNotYetHeld,
    ListedTwice,
    NotOneOfTheForms,
    RouteOrKind,
)
from services.assessment.rules import (
    Logged,
    PlanKept,
    RolePaper,
    Taking,
    advice_on,
    demand_logged,
    facts_of_person,
    facts_of_school,
    filings_of,
    knows_activity,
    routes_of,
    unknown_activity,
)
from services.policy.facts import SchoolCalendar
from tests.assessment.judging import in_force

XH = in_force("XH", cycle_start="2025-09-01", cycle_end="2028-08-31")
PERSON = uuid4()

# route, role, what is filed: the whole of XH-04 to XH-07.
FORMS = [
    ("COURSE_INTEGRATION", "SPEAKER", ("LECTURE_GIVEN", "TOPIC_STUDY"), "XH-04"),
    ("COURSE_INTEGRATION", "PARTICIPANT", ("TOPIC_STUDY",), "XH-04"),
    ("TEAM_LESSON_PREP", "TEACHER", ("DEMO_LESSON", "ONE_DAY_SHOWCASE"), "XH-05"),
    ("TEAM_LESSON_PREP", "LISTENER", ("LESSON_OBSERVATION",), "XH-05"),
    ("MENTORING", "MENTOR", ("MENTORING",), "XH-06"),
    ("MENTORING", "MENTEE", ("MENTORING",), "XH-06"),
    ("INTER_SCHOOL_EXCHANGE", "PARTICIPANT", ("TOPIC_STUDY",), "XH-07"),
    ("TEACHING_INSPECTION", "TEACHER", ("ONE_DAY_SHOWCASE",), "XH-07"),
    ("COURSE_DEVELOPMENT", "AUTHOR", ("COURSE_DEVELOPMENT",), "XH-07"),
    ("RESEARCH_PROJECT", "LEADER", ("RESEARCH_PROJECT", "TOPIC_STUDY", "PAPER", "BOOK"), "XH-07"),
    ("RESEARCH_PROJECT", "PARTICIPANT", ("RESEARCH_PROJECT", "TOPIC_STUDY", "PAPER", "BOOK"), "XH-07"),
    ("CLASS_TEACHER_SEMINAR", "PARTICIPANT", ("TOPIC_STUDY",), "XH-07"),
    ("CLASS_MANAGEMENT", "AUTHOR", ("PAPER", "BOOK"), "XH-07"),
    ("EDU_NARRATIVE", "AUTHOR", ("PAPER", "BOOK"), "XH-07"),
    ("OPEN_DAY", "PARTICIPANT", (), None),
    ("TEAM_LESSON_PREP", "CARETAKER", (), None),
]


def activity(*takings: Taking, **facts: Any) -> Logged:
    starts_at = datetime(2025, 10, 16, 5, 30, tzinfo=UTC)
    given: dict[str, Any] = {
        "route": "TEAM_LESSON_PREP",
        "kind": None,
        "title": "展示课",
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(minutes=45),
        "minutes": None,
        "hours": None,
        "place": None,
        "post": None,
        "speaker": None,
        "content": None,
        "check": None,
        "unit_id": None,
        "plan_id": None,
        "category": "PRACTICAL",
        "level": "COUNTY",
        "mode": "SCHOOL_BASED",
        "nature": "SUBJECT_COMPULSORY",
        "tags": (),
        "participants": takings,
        "papers": (),
    }
    return Logged(**{**given, **facts})


def takes(role: str, *, teacher_id: UUID = PERSON, **facts: Any) -> Taking:
    return Taking(teacher_id=teacher_id, role=role, **facts)


@pytest.mark.parametrize(("route", "role", "kinds", "clause_id"), FORMS)
def test_a_role_files_what_its_route_says(route: str, role: str, kinds: tuple[str, ...], clause_id: str | None) -> None:
    (filing,) = filings_of(XH.pack, activity(route=route), [takes(role)])

    assert (filing.kinds, filing.clause_id) == (kinds, clause_id)


def test_the_table_above_holds_every_route_and_role_of_the_pack() -> None:
    held = {(route.code, role.role) for _, route in routes_of(XH.pack) for role in route.roles}

    assert held <= {(route, role) for route, role, _, _ in FORMS}
    assert {route.code for _, route in routes_of(XH.pack)} == {route for route, _, _, _ in FORMS}


def test_who_chooses_a_form_files_that_one_alone() -> None:
    (filing,) = filings_of(XH.pack, activity(), [takes("TEACHER", kind="ONE_DAY_SHOWCASE")])

    assert filing.kinds == ("ONE_DAY_SHOWCASE",)
    with pytest.raises(NotOneOfTheForms) as refused:
        filings_of(XH.pack, activity(), [takes("LISTENER", kind="DEMO_LESSON")])
    assert refused.value.facts == {"known": "LESSON_OBSERVATION"}


def test_an_activity_of_a_kind_is_filed_by_everybody_where_a_tariff_is_for_it() -> None:
    lecture = activity(route=None, kind="LECTURE_GIVEN")
    (filing,) = filings_of(XH.pack, lecture, [takes("SPEAKER")])
    (uncredited,) = filings_of(XH.pack, activity(route=None, kind="OTHER_STUDY"), [takes("SPEAKER")])

    assert (filing.kinds, filing.clause_id) == (("LECTURE_GIVEN",), "XH-T03")
    assert (uncredited.kinds, uncredited.clause_id) == ((), None)
    of_hours = activity(route=None, kind="OTHER_STUDY", hours=Decimal(2))
    assert filings_of(XH.pack, of_hours, [takes("SPEAKER")])[0].kinds == ("OTHER_STUDY",)


def test_a_pack_without_the_route_credits_nothing_and_says_what_it_knows() -> None:
    kg = in_force("KG")

    assert not knows_activity(kg.pack, activity())
    assert [filing.kinds for filing in filings_of(kg.pack, activity(), [takes("TEACHER")])] == [()]
    assert knows_activity(kg.pack, activity(route=None, kind="LESSON_HEARD"))
    assert "TEAM_LESSON_PREP" in unknown_activity(XH.pack, activity(route="NOWHERE")).facts["known"]


@pytest.mark.parametrize(
    ("pack", "logged", "role", "kinds"),
    [
        ("KG", activity(route=None, kind="TEAM_SESSION"), "LISTENER", ["LESSON_HEARD"]),
        ("KG", activity(route=None, kind="BASIC_SKILL_TEST"), "PARTICIPANT", ["BASIC_SKILL_TEST"]),
        ("SB3", activity(route=None, kind="OPEN_LESSON"), "TEACHER", ["OPEN_LESSON"]),
        ("SB3", activity(route=None, kind="OPEN_LESSON"), "LISTENER", []),
        ("XH", activity(), "LISTENER", []),
    ],
)
def test_a_part_is_counted_as_the_pack_counts_it_of_teachers(
    pack: str, logged: Logged, role: str, kinds: list[str]
) -> None:
    force = XH if pack == "XH" else in_force(pack)

    counted = facts_of_person(force.pack, logged, takes(role))

    assert [one.kind for one in counted] == kinds
    assert all((one.teacher_id, one.role) == (PERSON, role) for one in counted)


@pytest.mark.parametrize(
    ("pack", "logged", "kinds"),
    [
        ("XH", activity(route="TEACHING_INSPECTION"), ["TEACHING_INSPECTION"]),
        ("XH", activity(route="CLASS_TEACHER_SEMINAR"), ["CLASS_TEACHER_TOPIC"]),
        ("XH", activity(), []),
        ("SB8", activity(route=None, kind="TEAM_LESSON_PREP"), ["TEAM_LESSON_PREP"]),
        ("KG", activity(route=None, kind="TEAM_SESSION"), ["TEAM_SESSION"]),
        ("KG", activity(route=None, kind="BASIC_SKILL_TEST"), []),
    ],
)
def test_an_activity_is_counted_once_as_the_pack_counts_it_of_schools(
    pack: str, logged: Logged, kinds: list[str]
) -> None:
    force = XH if pack == "XH" else in_force(pack)

    assert [(one.kind, one.teacher_id) for one in facts_of_school(force.pack, logged)] == [(k, None) for k in kinds]


def test_what_is_not_fixed_beforehand_is_told_with_the_clause_that_asks() -> None:
    nothing = advice_on(XH, activity(), plan=None, calendar=SchoolCalendar())
    fixed = activity(takes("TEACHER"), post="数学教师", content="互评")
    plan = PlanKept(kind="SEMESTER_PLAN", on=date(2025, 8, 28), title="数学组计划")

    assert [(one.clause_id, one.cause, one.code) for one in nothing] == [
        ("XH-13", "NOT_FIXED", "POST"),
        ("XH-13", "NOT_FIXED", "PERSON"),
        ("XH-13", "NOT_FIXED", "CONTENT"),
        ("XH-14", "NO_PLAN", "SEMESTER_PLAN"),
    ]
    assert "定岗" in nothing[0].quote
    assert advice_on(XH, fixed, plan=plan, calendar=SchoolCalendar()) == ()


def test_a_plan_of_after_the_first_day_of_the_semester_is_late() -> None:
    fixed = activity(takes("TEACHER"), post="数学教师", content="互评")

    def causes(kind: str, on: date) -> list[str]:
        plan = PlanKept(kind=kind, on=on, title="数学组计划")
        return [one.cause for one in advice_on(XH, fixed, plan=plan, calendar=SchoolCalendar())]

    assert causes("SEMESTER_PLAN", date(2025, 9, 1)) == []
    assert causes("SEMESTER_PLAN", date(2025, 9, 2)) == ["PLAN_LATE"]
    assert causes("YEARBOOK", date(2025, 8, 1)) == ["NO_PLAN"]


def test_an_activity_is_sound_or_refused() -> None:
    sound = activity(takes("TEACHER"))

    demand_logged(sound, at=sound.ends_at)
    for unsound, refusal in (
        (replace(sound, kind="LECTURE_GIVEN"), RouteOrKind),
        (replace(sound, route=None), RouteOrKind),
        (replace(sound, ends_at=sound.starts_at), ActivityEndsBeforeItBegins),
        (replace(sound, ends_at=sound.ends_at + timedelta(seconds=1)), ActivityNotYetHeld),
        (replace(sound, participants=(takes("TEACHER"), takes("LISTENER"))), ListedTwice),
    ):
        with pytest.raises(refusal):
            demand_logged(unsound, at=sound.ends_at)


def test_days_and_minutes_are_those_of_shanghai() -> None:
    late = datetime(2025, 10, 16, 15, 0, tzinfo=UTC)  # 23:00 there
    until_midnight = activity(starts_at=late, ends_at=late + timedelta(hours=1))
    past_midnight = activity(starts_at=late, ends_at=late + timedelta(hours=2))

    assert (until_midnight.last_on, until_midnight.lasting) == (date(2025, 10, 16), 60)
    assert (past_midnight.last_on, past_midnight.lasting) == (date(2025, 10, 17), None)
    assert replace(past_midnight, minutes=120).lasting == 120


def test_papers_of_everybody_come_with_those_of_the_role() -> None:
    papers = tuple(RolePaper(role=role, code=code, file_id=None, note="") for role, code in PAPERS)

    assert [paper.code for paper in activity(papers=papers).papers_of("TEACHER")] == ["LESSON_PLAN", "PHOTO"]


PAPERS = (("TEACHER", "LESSON_PLAN"), (None, "PHOTO"), ("LISTENER", "VIEWS"))
