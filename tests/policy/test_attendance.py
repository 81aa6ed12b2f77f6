"""From presence to recognised hours."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.policy.attendance import MemberSettled, Presence, Sitting, settle, window
from services.policy.format import Pack, PackRefused, load, shipped
from tests.policy.making import pack, terms

ZONE = timezone(timedelta(hours=8))
START = datetime(2012, 3, 5, 9, 0, tzinfo=ZONE)
END = START + timedelta(minutes=180)


def after(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


def sitting(entered: int | None, left: int | None, **more: Any) -> Sitting:
    """A morning of 180 minutes and 4 hours, entered and left so many minutes after the start."""
    usual: dict[str, Any] = {"meeting_id": "m", "on": date(2012, 3, 5), "starts_at": START, "ends_at": END}
    usual |= {"planned_hours": Decimal(4)}
    return Sitting(
        **{**usual, **more},
        entered_at=None if entered is None else after(entered),
        left_at=None if left is None else after(left),
    )


def settled(*sittings: Sitting, of: Pack | None = None) -> MemberSettled:
    return settle(of or pack("XC"), terms=terms(), sittings=sittings)


@pytest.mark.parametrize(
    ("entered", "left", "presence", "minutes", "hours"),
    [
        (-20, 185, Presence.PRESENT, 180, Fraction(4)),
        (0, 180, Presence.PRESENT, 180, Fraction(4)),
        (10, 170, Presence.PRESENT, 180, Fraction(4)),
        (11, 180, Presence.LATE, 169, Fraction(169, 45)),
        (0, 169, Presence.LEFT_EARLY, 169, Fraction(169, 45)),
        (60, 120, Presence.LATE_AND_LEFT_EARLY, 60, Fraction(4, 3)),
        (0, None, Presence.NO_EXIT, 0, Fraction(0)),
        (None, None, Presence.ABSENT, 0, Fraction(0)),
        (180, 190, Presence.ABSENT, 0, Fraction(0)),
        (-90, -5, Presence.ABSENT, 0, Fraction(0)),
    ],
)
def test_one_meeting_is_worth_the_minutes_that_count(
    entered: int | None, left: int | None, presence: Presence, minutes: int, hours: Fraction
) -> None:
    (one,) = settled(sitting(entered, left)).sittings

    assert (one.presence, one.minutes, one.hours) == (presence, minutes, hours)


@pytest.mark.parametrize(("rule", "hours"), [("nothing", 0), ("half", 2), ("whole", 4)])
def test_a_missing_exit_is_worth_what_the_pack_says(rule: str, hours: int) -> None:
    changed = pack("XC").model_copy(
        update={"attendance": pack("XC").attendance.model_copy(update={"missing_exit": rule})}
    )

    (one,) = settled(sitting(0, None), of=changed).sittings

    assert one.hours == hours


def test_a_meeting_made_up_is_whole() -> None:
    (one,) = settled(sitting(None, None, made_up=True)).sittings

    assert (one.presence, one.hours) == (Presence.MADE_UP, 4)


def test_without_printed_hours_the_clock_and_the_minutes_per_hour_decide() -> None:
    (one,) = settled(sitting(0, 180, planned_hours=None)).sittings

    assert one.hours == 4


def ten(missed: int, on_leave: int = 0) -> list[Sitting]:
    there = [sitting(0, 180, meeting_id=f"m{n}") for n in range(10 - missed - on_leave)]
    gone = [sitting(None, None, meeting_id=f"a{n}") for n in range(missed)]
    away = [sitting(None, None, meeting_id=f"l{n}", on_approved_leave=True) for n in range(on_leave)]
    return [*there, *gone, *away]


@pytest.mark.parametrize(("missed", "disqualified"), [(0, False), (1, False), (2, True), (3, True)])
def test_two_of_ten_meetings_missed_are_exactly_one_fifth_and_disqualify(missed: int, disqualified: bool) -> None:  # noqa: FBT001 a row of the table
    found = settled(*ten(missed))

    assert found.disqualified is disqualified
    assert found.absence == Fraction(missed, 10)


def test_approved_leave_is_left_out_of_the_line_and_earns_nothing() -> None:
    found = settled(*ten(1, on_leave=2))

    assert found.absence == Fraction(1, 8)
    assert not found.disqualified
    assert found.hours == 28
    assert [s.presence for s in found.sittings[-2:]] == [Presence.ON_LEAVE] * 2


def test_the_reason_names_the_line() -> None:
    assert settled(*ten(2)).reason_zh == "缺勤占应到场次的五分之一，达到或超过五分之一，不予结业"
    assert settled(*ten(1)).reason_zh == "缺勤占应到场次的十分之一，未达到考勤线五分之一"
    assert settled(*ten(0)).reason_zh == "无缺勤，未达到考勤线五分之一"


def more_than_a_third() -> Pack:
    return load(
        shipped("XC")
        .replace("absent: 0.2", "absent: 1/3")
        .replace("inclusive: true, of: meetings", "inclusive: false, of: meetings"),
        file="XC.yaml",
    )


@pytest.mark.parametrize(
    ("missed", "of", "disqualified", "told"),
    [
        (3, 9, False, "缺勤占应到场次的三分之一，未超过考勤线三分之一"),
        (4, 9, True, "缺勤占应到场次的九分之四，超过三分之一，不予结业"),
        (5, 11, True, "缺勤占应到场次的约45.45%，超过三分之一，不予结业"),
    ],
)
def test_exactly_a_third_is_not_more_than_a_third(missed: int, of: int, disqualified: bool, told: str) -> None:  # noqa: FBT001 a row of the table
    there = [sitting(0, 180, meeting_id=f"m{n}") for n in range(of - missed)]
    gone = [sitting(None, None, meeting_id=f"a{n}") for n in range(missed)]

    found = settled(*there, *gone, of=more_than_a_third())

    assert (found.disqualified, found.reason_zh) == (disqualified, told)


@pytest.mark.parametrize("absent", ["0/3", "4/3", "0", "1.5", "a third", "true", "1/0"])
def test_what_is_no_share_is_no_line(absent: str) -> None:
    with pytest.raises(PackRefused, match="share"):
        load(shipped("XC").replace("absent: 0.2", f"absent: {absent}"), file="XC.yaml")


def test_the_doors_open_half_an_hour_before() -> None:
    assert window(pack("XC"), starts_at=START, ends_at=END) == (after(-30), END)


def test_a_meeting_that_ends_before_it_starts_is_an_error() -> None:
    with pytest.raises(ValueError, match="ends before"):
        settled(sitting(0, 1, ends_at=after(-1)))


moments = st.one_of(st.none(), st.integers(-60, 240))


@given(moments, moments, st.booleans())
def test_nobody_earns_more_than_was_planned_or_less_than_nothing(
    entered: int | None,
    left: int | None,
    on_leave: bool,  # noqa: FBT001 drawn by hypothesis
) -> None:
    (one,) = settled(sitting(entered, left, on_approved_leave=on_leave)).sittings

    assert 0 <= one.hours <= one.planned_hours
    assert one.hours == one.planned_hours * one.minutes / one.planned_minutes
