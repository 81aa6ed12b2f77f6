"""Two things that may be one: events, files, degrees and time."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.assessment.rules import DoubleCode, Ground, clashes, double_event, double_file, double_filing
from tests.assessment.judging import in_force

XH = in_force("XH", cycle_start="2025-09-01", cycle_end="2028-08-31").pack
ME, YOU = uuid4(), uuid4()
DAY = date(2025, 10, 16)
ONE = datetime(2025, 10, 16, 5, 0, tzinfo=UTC)


def ground(**facts: Any) -> Ground:
    return Ground(**{"teacher_id": ME, "claim_id": uuid4(), "title": "展示课", "first": DAY, "last": DAY, **facts})


def timed(hour: int, hours: int = 1, **facts: Any) -> Ground:
    begins = ONE + timedelta(hours=hour)
    return ground(begins=begins, ends=begins + timedelta(hours=hours), event_id=uuid4(), **facts)


def codes(new: Ground, *known: Ground) -> list[DoubleCode]:
    return [double.code for double in clashes(XH, new, known)]


def test_an_event_is_the_same_however_its_title_is_written() -> None:
    assert ground(title="展示课《相似三角形》").event == ground(title=" 展示课（相似三角形） ").event
    assert ground(title="Lesson A").event == ground(title="LESSON a").event
    assert ground(title="展示课一").event != ground(title="展示课二").event
    assert ground().event != ground(first=DAY - timedelta(days=1)).event


def test_one_event_under_two_kinds_is_refused_in_the_words_of_the_packs_forms() -> None:
    first = ground(kind="LECTURE_GIVEN")

    double = double_filing(XH, ground(kind="TOPIC_STUDY"), first)

    assert (double.refused, double.clause_id, double.first_claim_id) == (True, "XH-04", first.claim_id)
    assert "讲座" in double.text.zh


def test_a_kind_that_no_form_of_the_pack_files_is_shown_and_not_refused() -> None:
    double = double_filing(XH, ground(kind="OVERSEAS_TRAINING"), ground(kind="TOPIC_STUDY"))

    assert (double.code, double.refused) == (DoubleCode.SECOND_FILING, False)


def test_ones_own_file_is_used_once_and_anothers_is_shown() -> None:
    own = double_file(ground(), ground())
    other = double_file(ground(), ground(teacher_id=YOU))
    event = uuid4()

    assert own is not None
    assert (own.code, own.refused) == (DoubleCode.OWN_FILE_AGAIN, True)
    assert other is not None
    assert (other.code, other.refused) == (DoubleCode.FILE_OF_ANOTHER, False)
    assert double_file(ground(event_id=event), ground(teacher_id=YOU, event_id=event)) is None


@pytest.mark.parametrize(
    ("new", "first", "is_double"),
    [
        ({"kind": "LECTURE_GIVEN", "role": "SPEAKER"}, {"kind": "LECTURE_GIVEN", "role": "SPEAKER"}, True),
        ({"kind": "LECTURE_GIVEN", "role": "SPEAKER"}, {"kind": "TOPIC_STUDY", "role": "SPEAKER"}, False),
        ({"kind": "TOPIC_STUDY", "role": "PARTICIPANT"}, {"kind": "TOPIC_STUDY", "role": "PARTICIPANT"}, False),
        ({"kind": "PAPER", "author_order": 1}, {"kind": "PAPER", "author_order": 2}, False),
        ({"kind": "PAPER", "author_order": 1}, {"kind": "PAPER", "author_order": 1}, True),
        ({"kind": "PAPER", "author_order": 1}, {"kind": "PAPER"}, True),
    ],
)
def test_one_part_of_an_event_is_one_persons_unless_it_is_for_many(
    new: dict[str, Any],
    first: dict[str, Any],
    is_double: bool,  # noqa: FBT001 - a row of the table
) -> None:
    event = uuid4()

    assert (double_event(ground(**new), ground(teacher_id=YOU, **first)) is not None) is is_double
    assert double_event(ground(event_id=event, **new), ground(teacher_id=YOU, event_id=event, **first)) is None


@pytest.mark.parametrize(
    ("first", "hours", "clash"),
    [(0, 1, True), (-1, 1, False), (1, 1, False), (-1, 2, True), (-2, 5, True)],
)
def test_clock_times_clash_where_they_overlap_and_not_where_they_touch(first: int, hours: int, clash: bool) -> None:  # noqa: FBT001 - a row of the table
    assert codes(timed(0), timed(first, hours)) == ([DoubleCode.TIME_OVERLAP] if clash else [])


def test_forms_of_one_activity_or_of_two_people_do_not_clash() -> None:
    new = timed(0)

    assert codes(new, timed(0, teacher_id=YOU)) == []
    assert codes(new, ground(event_id=new.event_id, begins=new.begins, ends=new.ends)) == []


@pytest.mark.parametrize(
    ("minutes", "class_hours", "clash"),
    # A lesson of XH has 45 minutes, a day six of them.
    [(45, "5", False), (46, "5", True), (90, "4", False), (45, "6", True), (None, "6", False)],
)
def test_a_day_of_a_class_has_room_for_what_is_left_of_it(minutes: int | None, class_hours: str, clash: bool) -> None:  # noqa: FBT001 - a row of the table
    attended = ground(claim_id=None, class_id=uuid4(), hours=Fraction(class_hours), title="培训班")

    assert codes(ground(minutes=minutes), attended) == ([DoubleCode.SAME_DAY_AS_CLASS] if clash else [])
    for double in clashes(XH, ground(minutes=minutes), [attended]):
        assert (double.first_event_id, double.first_claim_id) == (attended.class_id, None)


def test_hours_claimed_twice_for_the_same_days_clash() -> None:
    weeks = {"first": DAY, "last": DAY + timedelta(days=13), "hours": Fraction(40)}

    assert codes(ground(**weeks), ground(**{**weeks, "first": DAY + timedelta(days=13)})) == [DoubleCode.TIME_OVERLAP]
    assert codes(ground(**weeks), ground(**{**weeks, "hours": None})) == []
    later = DAY + timedelta(days=14)
    assert codes(ground(**weeks), ground(first=later, last=later, hours=Fraction(6))) == []


def test_a_degree_clashes_with_training_of_its_days_and_with_nothing_else() -> None:
    degree = ground(kind="DEGREE", first=date(2023, 9, 1), last=date(2026, 7, 1), title="")
    attended = ground(claim_id=None, class_id=uuid4(), hours=Fraction(6), title="培训班")

    assert codes(degree, attended) == [DoubleCode.DEGREE_AND_TRAINING]
    assert codes(ground(hours=Fraction(20)), degree) == [DoubleCode.DEGREE_AND_TRAINING]
    assert codes(ground(kind="PAPER"), degree) == []
    assert codes(degree, ground(kind="DEGREE", first=DAY, last=DAY)) == []
    assert codes(degree, ground(hours=Fraction(20), first=date(2023, 8, 1), last=date(2023, 8, 31))) == []


@given(st.lists(st.tuples(st.integers(-6, 6), st.integers(1, 4)), max_size=6), st.randoms())
def test_the_order_of_what_is_known_never_changes_what_clashes(spans: list[tuple[int, int]], shuffled: Any) -> None:
    new, known = timed(0, 2), [timed(first, hours) for first, hours in spans]
    mixed = list(known)
    shuffled.shuffle(mixed)

    found = {double.first_claim_id for double in clashes(XH, new, known)}

    assert {double.first_claim_id for double in clashes(XH, new, mixed)} == found
    # Symmetric: who came first decides at whom the flag points, not whether there is one.
    assert found == {one.claim_id for one in known if list(clashes(XH, one, [new]))}
