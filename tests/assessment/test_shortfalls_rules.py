"""What each rule about pairs, duties and personal documents asks slot by slot; the same filling as judging goes by."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.assessment.rules import (
    asks_for_award,
    counted_of_pairs,
    duties_among,
    forms_of_pair,
    goal_kinds,
    is_paper,
    looked_at_again,
    period_asked,
)
from services.policy.engine import judge
from services.policy.facts import (
    Appointment,
    Certificate,
    Entry,
    Fact,
    School,
    SchoolCalendar,
    Semester,
    Teacher,
    UnitDays,
)
from services.policy.population import judge_school
from services.policy.shortfalls import AskedSlot, asked_of_school, asked_of_teacher
from tests.assessment.judging import in_force

SCHOOL, PAIR, TEACHER = "school-1", "张老师—李老师", "t-1"
MONDAY = date(2025, 9, 1)
# Eighteen weeks from Monday the 1st of September to Sunday the 4th of January, without a holiday.
TERM = SchoolCalendar(semesters=(Semester(label="2025-2026-1", first=MONDAY, last=date(2026, 1, 4)),))
TRAINED, OVER = date(2025, 10, 12), date(2026, 1, 20)
CYCLE = {"cycle_start": date(2025, 9, 1), "cycle_end": date(2028, 8, 31)}
_numbers = count()


def fact(kind: str, on: date, **facts: object) -> Fact:
    fields: dict[str, object] = {"school_id": SCHOOL, **facts}
    return Fact(fact_id=f"f-{next(_numbers)}", kind=kind, on=on, **fields)  # type: ignore[arg-type]  # as given


def of_pair(kind: str, on: date, role: str = "") -> Fact:
    number = next(_numbers)
    return fact(kind, on, unit=PAIR, role=role, event=f"e-{number}")


def own(kind: str, on: date, **facts: object) -> Fact:
    return fact(kind, on, teacher_id=TEACHER, **facts)


def weekly(kind: str, role: str, weeks: Sequence[int]) -> list[Fact]:
    return [of_pair(kind, MONDAY + timedelta(weeks=week - 1, days=2), role) for week in weeks]


def pair_slots(
    pack: str, clause: str, done: Sequence[Fact], *, as_of: date = OVER, stood: tuple[date, date] | None = None
) -> list[AskedSlot]:
    force = in_force(pack, **CYCLE)
    days = () if stood is None else (UnitDays(kind="PAIR", name=PAIR, first=stood[0], last=stood[1]),)
    school = School(school_id=SCHOOL, units=(("PAIR", PAIR),), unit_days=days)
    slots = asked_of_school(force.pack, terms=force.terms, school=school, facts=done, calendar=TERM, as_of=as_of)
    return [slot for slot in slots if slot.clause_id == clause]


def teacher_slots(
    pack: str, clause: str, done: Sequence[Fact], *, trained: Sequence[Entry] = (), as_of: date = OVER
) -> list[AskedSlot]:
    force = in_force(pack, **CYCLE)
    slots = asked_of_teacher(
        force.pack,
        terms=force.terms,
        teacher=person(),
        entries=trained,
        facts=done,
        calendar=TERM,
        as_of=as_of,
    )
    return [slot for slot in slots if slot.clause_id == clause]


def person() -> Teacher:
    held = Appointment(
        school_id=SCHOOL, school_kind="SCHOOL", post="TEACHER", stage="PRIMARY", valid_from=date(2010, 9, 1)
    )
    return Teacher(
        teacher_id=TEACHER,
        birth_date=date(1985, 5, 5),
        hire_date=date(2010, 9, 1),
        appointments=(held,),
        certificates=(Certificate(kind="TEACHER_LICENCE", issued_on=date(2010, 7, 1)),),
    )


def training(pack: str, class_id: str = "c-1", *, on: date = TRAINED, level: str = "COUNTY") -> Entry:
    force = in_force(pack, **CYCLE)
    dimensions = force.pack.dimensions
    return Entry(
        entry_id=f"e-{class_id}",
        hours=Decimal(12),
        credits=Decimal(0),
        earned_from=on,
        earned_to=on,
        category=next(iter(dimensions.category)),
        level=level,
        mode="CENTRALISED",
        nature=next(iter(dimensions.nature)),
        kind=next(iter(dimensions.kind)),
        class_id=class_id,
    )


def states(slots: Sequence[AskedSlot]) -> Counter[str]:
    return Counter(slot.state for slot in slots)


BOTH_WAYS = [*weekly("MUTUAL_LESSON", "MENTOR", range(1, 19)), *weekly("MUTUAL_LESSON", "MENTEE", range(1, 19))]


@pytest.mark.parametrize(
    ("pack", "clause", "done", "met", "missed"),
    [
        # XH-08: eighteen weeks, each way; week 9 fell out for the mentee, a second lesson in week 10 fills no other.
        ("XH", "XH-08", BOTH_WAYS, 36, 0),
        (
            "XH",
            "XH-08",
            [*BOTH_WAYS[:18], *weekly("MUTUAL_LESSON", "MENTEE", [*range(1, 9), *range(10, 19), 10])],
            35,
            1,
        ),
        ("XH", "XH-08", [], 0, 36),
        # XH-08-B: a discussion in every month of the semester.
        ("XH", "XH-08-B", [of_pair("DISCUSSION", date(2025, month, 20)) for month in (9, 10, 12)], 3, 1),
        # XH-08-C: two articles in the semester: one is not enough.
        ("XH", "XH-08-C", [of_pair("ARTICLE", date(2025, 11, 3)), of_pair("ARTICLE", date(2025, 12, 3))], 1, 0),
        ("XH", "XH-08-C", [of_pair("ARTICLE", date(2025, 11, 3))], 0, 1),
        # KG-11-C: four times of guidance; the same event twice is one.
        ("KG", "KG-11-C", [of_pair("GUIDANCE", date(2025, 10, day)) for day in (1, 2, 3, 4)], 1, 0),
        ("KG", "KG-11-C", [of_pair("GUIDANCE", date(2025, 10, day)) for day in (1, 2, 3)], 0, 1),
        # Lessons of another pair are not its own.
        ("KG", "KG-11-C", [fact("GUIDANCE", date(2025, 10, day), unit="别的师徒") for day in (1, 2, 3, 4)], 0, 1),
    ],
)
def test_what_is_asked_of_a_pair(pack: str, clause: str, done: list[Fact], met: int, missed: int) -> None:
    slots = pair_slots(pack, clause, done)

    found = states(slots)
    assert (found["MET"], found["MISSED"]) == (met, missed)
    assert all(slot.of_unit == PAIR for slot in slots)


def test_xh_08_names_the_week_that_lacks_and_who_did_not_listen() -> None:
    done = [*BOTH_WAYS[:18], *weekly("MUTUAL_LESSON", "MENTEE", [*range(1, 9), *range(10, 19)])]

    (missed,) = [slot for slot in pair_slots("XH", "XH-08", done) if slot.state == "MISSED"]

    assert (missed.code, missed.lack) == ("MENTEE_HEARS", Decimal(1))
    assert "第9周" in missed.slot_zh
    assert (missed.first, missed.due_on) == (date(2025, 10, 27), date(2025, 11, 2))


@pytest.mark.parametrize(
    ("as_of", "state"), [(date(2025, 11, 2), "OPEN"), (date(2025, 11, 3), "MISSED"), (date(2025, 10, 27), "OPEN")]
)
def test_a_week_can_be_made_up_until_its_sunday_is_over(as_of: date, state: str) -> None:
    slots = pair_slots("XH", "XH-08", BOTH_WAYS[:8], as_of=as_of)

    (ninth,) = [slot for slot in slots if slot.code == "MENTOR_HEARS" and slot.first == date(2025, 10, 27)]
    assert ninth.state == state


def test_nothing_is_asked_of_a_pair_before_it_was_named_and_after_it_ended() -> None:
    slots = pair_slots("XH", "XH-08", [], stood=(date(2025, 10, 8), date(2025, 10, 26)))

    # Three weeks each way; the first of them is cut by the pair's beginning and has school days left.
    assert len(slots) == 6
    assert {slot.first for slot in slots} == {date(2025, 10, 6), date(2025, 10, 13), date(2025, 10, 20)}


@pytest.mark.parametrize(
    ("papers", "met"),
    [
        ([], 0),
        ([of_pair("MENTOR_AGREEMENT", date(2025, 9, 3))], 1),
        ([of_pair("MENTOR_AGREEMENT", date(2025, 9, 3)), of_pair("MENTOR_PLAN", date(2025, 9, 3))], 2),
    ],
)
def test_xh_09_asks_for_agreement_and_plan(papers: list[Fact], met: int) -> None:
    slots = pair_slots("XH", "XH-09", papers)

    assert len(slots) == 2
    assert states(slots)["MET"] == met


def test_xh_10_asks_a_school_for_one_selection_a_year() -> None:
    assert [slot.state for slot in pair_slots("XH", "XH-10", [])] == ["OPEN"]
    chosen = [fact("EXCELLENT_PAIR", date(2026, 1, 5), event="2025", unit=PAIR) for _ in range(2)]
    assert [slot.state for slot in pair_slots("XH", "XH-10", chosen)] == ["MET"]
    assert asks_for_award(in_force("XH").pack)
    assert not asks_for_award(in_force("KG").pack)


WON = [own("CONTEST_AWARD", date(2025, 11, 5), tags=frozenset({"QUALITY_LESSON"}), result="FIRST")]
SECOND = [own("CONTEST_AWARD", date(2025, 11, 5), tags=frozenset({"QUALITY_LESSON"}), result="SECOND")]
LATE, IN_TIME, AHEAD = date(2026, 1, 6), date(2025, 12, 20), date(2025, 10, 1)


@pytest.mark.parametrize(
    ("pack", "clause", "facts", "trainings", "expected"),
    [
        # SB6-08: each training outside is told of at home by the end of the semester.
        ("SB6", "SB6-08", [], 0, []),
        ("SB6", "SB6-08", [], 1, ["MISSED"]),
        ("SB6", "SB6-08", [own("RELAY_TALK", IN_TIME)], 1, ["MET"]),
        ("SB6", "SB6-08", [own("RELAY_TALK", LATE)], 1, ["MISSED"]),
        ("SB6", "SB6-08", [own("RELAY_TALK", AHEAD)], 1, ["MISSED"]),
        ("SB6", "SB6-08", [own("RELAY_TALK", IN_TIME)], 2, ["MET", "MISSED"]),
        # SB7-05: a written report and a talk, each time.
        ("SB7", "SB7-05", [own("STUDY_REPORT", IN_TIME)], 1, ["MET", "MISSED"]),
        ("SB7", "SB7-05", [own("STUDY_REPORT", IN_TIME), own("RELAY_TALK", IN_TIME)], 1, ["MET", "MET"]),
        # SB3-05: who transfers in gives a lesson; SB3-05-B: who was outside one lesson and one talk.
        ("SB3", "SB3-05", [own("TRANSFER_IN", date(2025, 9, 1))], 0, ["MISSED"]),
        ("SB3", "SB3-05", [own("TRANSFER_IN", date(2025, 9, 1)), own("DEBUT_LESSON", IN_TIME)], 0, ["MET"]),
        ("SB3", "SB3-05", [own("DEBUT_LESSON", IN_TIME)], 1, []),
        ("SB3", "SB3-05-B", [own("IMITATION_LESSON", IN_TIME)], 1, ["MET", "MISSED"]),
        # HS-10: one report a semester, however many trainings.
        ("HS", "HS-10", [], 2, ["MISSED"]),
        ("HS", "HS-10", [own("RELAY_TALK", IN_TIME)], 2, ["MET"]),
        # HS-11: the first prize obliges to a demonstration, the second to nothing.
        ("HS", "HS-11", WON, 0, ["MISSED"]),
        ("HS", "HS-11", [*WON, own("TEACHING_DEMONSTRATION", IN_TIME)], 0, ["MET"]),
        ("HS", "HS-11", SECOND, 0, []),
        # SB9-05: every open lesson uses courseware.
        ("SB9", "SB9-05", [own("OPEN_LESSON", date(2025, 11, 5))], 0, ["MISSED"]),
    ],
)
def test_what_follows_from_what_happened(
    pack: str, clause: str, facts: list[Fact], trainings: int, expected: list[str]
) -> None:
    trained = [training(pack, f"c-{number}", on=TRAINED + timedelta(days=number)) for number in range(trainings)]

    slots = teacher_slots(pack, clause, facts, trained=trained)

    assert sorted(slot.state for slot in slots) == expected
    assert all(slot.kind == "duty" and slot.due_on == date(2026, 1, 4) for slot in slots)


def test_training_within_the_school_obliges_to_nothing() -> None:
    assert teacher_slots("SB6", "SB6-08", [], trained=[training("SB6", level="SCHOOL")]) == []


def test_a_talk_about_one_training_fulfils_that_one() -> None:
    trained = [training("SB6", "c-1"), training("SB6", "c-2", on=TRAINED + timedelta(days=1))]
    talk = own("RELAY_TALK", IN_TIME, class_id="c-2")

    slots = teacher_slots("SB6", "SB6-08", [talk], trained=trained)

    assert {next(iter(slot.ties)): slot.filled_by for slot in slots} == {"c-1": (), "c-2": (talk.fact_id,)}


def test_duties_have_a_key_each_even_where_causes_read_the_same() -> None:
    lessons = [own("OPEN_LESSON", date(2025, 11, 5)) for _ in range(2)]

    found = duties_among(teacher_slots("SB9", "SB9-05", lessons))

    assert len(found) == 2
    assert {key.clause_id for key in found} == {"SB9-05"}


def test_a_duty_is_looked_at_a_fortnight_ahead_and_the_day_after_its_last() -> None:
    remind, over = looked_at_again(date(2026, 1, 20))

    assert (remind.isoformat(), over.isoformat()) == ("2026-01-06T08:00:00+08:00", "2026-01-21T00:00:00+08:00")


def test_p240_11_asks_for_a_goal_and_a_plan_once_a_cycle() -> None:
    force = in_force("P240", **CYCLE)

    assert {"DEVELOPMENT_GOAL", "PERSONAL_PLAN"} <= set(goal_kinds(force))
    assert period_asked(force, "DEVELOPMENT_GOAL") == "cycle"
    assert period_asked(in_force("XH"), "DEVELOPMENT_GOAL") is None
    slots = teacher_slots("P240", "P240-11", [own("DEVELOPMENT_GOAL", IN_TIME)])
    assert {slot.code: slot.state for slot in slots} == {"DEVELOPMENT_GOAL": "MET", "PERSONAL_PLAN": "OPEN"}


def test_what_pairs_do_is_the_packs_word() -> None:
    assert counted_of_pairs(in_force("XH").pack)["MUTUAL_LESSON"] == {"MENTOR", "MENTEE"}
    assert set(counted_of_pairs(in_force("KG").pack)) == {"GUIDANCE"}
    assert is_paper(in_force("XH").pack, "MENTOR_PLAN")
    assert not is_paper(in_force("XH").pack, "DISCUSSION")
    assert forms_of_pair(in_force("XH").pack) == {"MENTOR": ("MENTORING",), "MENTEE": ("MENTORING",)}


@settings(max_examples=60, deadline=None)
@given(
    weeks=st.lists(st.integers(1, 20), max_size=30),
    months=st.lists(st.integers(9, 12), max_size=5),
    as_of=st.dates(date(2025, 9, 2), date(2026, 2, 1)),
)
def test_the_slots_come_to_what_the_school_is_judged_by(weeks: list[int], months: list[int], as_of: date) -> None:
    done = [*weekly("MUTUAL_LESSON", "MENTOR", weeks), *(of_pair("DISCUSSION", date(2025, m, 9)) for m in months)]
    force = in_force("XH", **CYCLE)
    school = School(school_id=SCHOOL, units=(("PAIR", PAIR),))

    standing = judge_school(
        force.pack, terms=force.terms, school=school, members=[], facts=done, calendar=TERM, as_of=as_of
    )

    for result in standing.clauses:
        if result.of_unit != PAIR or not result.quantities:
            continue
        slots = [s for s in pair_slots("XH", result.clause_id, done, as_of=as_of) if s.period == result.period]
        assert sum(q.gap for q in result.quantities) == sum((slot.lack for slot in slots), Decimal(0))
        assert {one.entry_id for one in result.counted_entries} == {one for slot in slots for one in slot.filled_by}


@settings(max_examples=60, deadline=None)
@given(
    talks=st.lists(st.dates(date(2025, 9, 1), date(2026, 1, 20)), max_size=4),
    trained=st.lists(st.dates(date(2025, 9, 1), date(2026, 1, 20)), max_size=4),
    as_of=st.dates(date(2025, 9, 2), date(2026, 2, 1)),
)
def test_the_slots_come_to_what_a_teacher_is_judged_by(talks: list[date], trained: list[date], as_of: date) -> None:
    done = [own("RELAY_TALK", day) for day in talks]
    entries = [training("SB6", f"c-{number}", on=day) for number, day in enumerate(trained)]
    force = in_force("SB6", **CYCLE)

    standing = judge(
        force.pack, terms=force.terms, teacher=person(), entries=entries, facts=done, calendar=TERM, as_of=as_of
    )

    for result in standing.clauses:
        if result.clause_id != "SB6-08" or not result.quantities:
            continue
        slots = [
            slot
            for slot in teacher_slots("SB6", "SB6-08", done, trained=entries, as_of=as_of)
            if slot.period == result.period
        ]
        assert Fraction(result.gap or 0) == sum((Fraction(slot.lack) for slot in slots), Fraction(0))
