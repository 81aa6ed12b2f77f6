"""From presence to recognised hours."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
import yaml
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


def sitting(entered: int | None, left: int | None, day: int = 0, **more: Any) -> Sitting:
    """A morning of 180 minutes and 4 hours, entered and left so many minutes after the start, so many days on."""
    later = timedelta(days=day)
    usual: dict[str, Any] = {"meeting_id": f"m{day}", "on": date(2012, 3, 5) + later, "planned_hours": Decimal(4)}
    usual |= {"starts_at": START + later, "ends_at": END + later}
    return Sitting(
        **{**usual, **more},
        entered_at=None if entered is None else after(entered) + later,
        left_at=None if left is None else after(left) + later,
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
    there = [sitting(0, 180, n) for n in range(10 - missed - on_leave)]
    gone = [sitting(None, None, 10 + n) for n in range(missed)]
    away = [sitting(None, None, 20 + n, on_approved_leave=True) for n in range(on_leave)]
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
    there = [sitting(0, 180, n) for n in range(of - missed)]
    gone = [sitting(None, None, 20 + n) for n in range(missed)]

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


# Read and written sixty times: JSON costs a tenth of what YAML does.
_XC = json.dumps(yaml.safe_load(shipped("XC")), default=str)


def ruled(line: dict[str, Any] | None = None, **words: Any) -> Pack:
    """XC with other words in its block of attendance."""
    tree = json.loads(_XC)
    tree["attendance"] |= words
    tree["attendance"]["line"] |= line or {}
    return load(json.dumps(tree), file="XC.json")


LEAVES = {
    "OFFICIAL": {"title": {"zh": "公假", "en": "official duty"}, "worth": "whole", "line": "present"},
    "SICK": {"title": {"zh": "病假", "en": "sick leave"}, "worth": "half", "line": "half"},
    "PRIVATE": {"title": {"zh": "事假", "en": "private affairs"}, "worth": "nothing", "line": "absent"},
}


@pytest.mark.parametrize(
    ("kind", "hours", "absence"),
    [
        ("OFFICIAL", 4, Fraction(0)),
        ("SICK", 2, Fraction(1, 20)),
        ("PRIVATE", 0, Fraction(1, 10)),
        # What the pack does not list is as its plain words say: left out, so that nine are due.
        (None, 0, Fraction(0)),
        ("UNHEARD", 0, Fraction(0)),
    ],
)
def test_leave_counts_by_its_kind(kind: str | None, hours: int, absence: Fraction) -> None:
    there = [sitting(0, 180, n) for n in range(9)]
    away = sitting(None, None, 9, on_approved_leave=True, leave_kind=kind)

    found = settled(*there, away, of=ruled(leaves=LEAVES))

    assert (found.sittings[-1].hours, found.absence) == (hours, absence)


@pytest.mark.parametrize(
    ("early_leaves", "arrivals", "absence"),
    [
        (False, [(20, 180)] * 2, Fraction(0)),
        (False, [(20, 180)] * 3, Fraction(1, 10)),
        (False, [(20, 180)] * 5 + [(20, 90)], Fraction(2, 10)),
        (False, [(0, 90)] * 3, Fraction(0)),
        (True, [(0, 90)] * 3, Fraction(1, 10)),
        (True, [(20, 90), (20, 180)], Fraction(1, 10)),
    ],
)
def test_three_times_late_are_one_absence(
    early_leaves: bool,  # noqa: FBT001 a row of the table
    arrivals: list[tuple[int, int]],
    absence: Fraction,
) -> None:
    sat = [sitting(*arrivals[n], n) if n < len(arrivals) else sitting(0, 180, n) for n in range(10)]

    found = settled(*sat, of=ruled(line={"lates": {"times": 3, "early_leaves": early_leaves}}))

    assert found.absence == absence
    assert ("折合缺勤" in found.reason_zh) is bool(absence)


def test_lates_become_absences_only_of_meetings() -> None:
    with pytest.raises(PackRefused, match="of: meetings"):
        ruled(line={"of": "hours", "lates": {"times": 3, "early_leaves": True}})


@pytest.mark.parametrize(
    ("how", "entered", "hours"),
    [
        ("down", 60, Fraction(5, 2)),  # 120 minutes are 8/3 hours
        ("nearest", 60, Fraction(5, 2)),
        ("up", 60, Fraction(3)),
        ("nearest", 45, Fraction(3)),
        ("down", 170, Fraction(0)),
        ("up", 170, Fraction(1, 2)),
        ("down", 0, Fraction(4)),
        ("down", None, Fraction(0)),
    ],
)
def test_hours_are_rounded_as_the_pack_says(how: str, entered: int | None, hours: Fraction) -> None:
    (one,) = settled(sitting(entered, 180), of=ruled(rounding={"step": 0.5, "how": how})).sittings

    assert one.hours == hours


def test_a_meeting_sat_whole_stays_as_printed_and_rounding_up_gives_no_more() -> None:
    of = ruled(rounding={"step": 0.5, "how": "up"})

    whole, nearly = settled(
        sitting(0, 180, planned_hours=Decimal("2.3")), sitting(11, 180, 1, planned_hours=Decimal("2.3")), of=of
    ).sittings

    assert whole.hours == nearly.hours == Fraction("2.3")


def test_a_day_is_worth_no_more_than_its_cap_in_the_order_of_its_meetings() -> None:
    afternoon = {"meeting_id": "p", "starts_at": after(300), "ends_at": after(480)}
    late = sitting(320, 480, **afternoon)

    later, first, next_day = settled(late, sitting(0, 180), sitting(0, 180, 1), of=ruled(most_hours_a_day=6)).sittings

    assert (first.hours, later.hours, next_day.hours) == (4, 2, 4)
    assert later.reckoned_zh == "计160/180分钟，4学时×8/9=32/9学时；每日最多6学时，本场计2学时"
    assert first.reckoned_zh == "计全部4学时"


def test_no_minute_is_counted_in_two_meetings() -> None:
    beside = {"meeting_id": "p", "starts_at": after(120), "ends_at": after(300)}

    second, first = settled(sitting(120, 300, **beside), sitting(0, 180)).sittings

    assert (first.hours, second.minutes, second.hours) == (4, 120, Fraction(8, 3))
    assert "60分钟与先开始的另一场次重叠" in second.reckoned_zh
    assert "not again" in second.reckoned_en


def test_who_missed_one_of_two_meetings_at_a_time_loses_nothing_of_the_other() -> None:
    beside = {"meeting_id": "p", "starts_at": after(120), "ends_at": after(300)}

    missed, without_exit, sat = settled(
        sitting(None, None), sitting(0, None, meeting_id="n"), sitting(120, 300, **beside)
    ).sittings

    assert (missed.hours, without_exit.hours, sat.hours) == (0, 0, 4)


def test_time_in_another_class_counts_there() -> None:
    elsewhere = ((after(-60), after(30)), (after(20), after(60)))

    (one,) = settled(sitting(0, 180, elsewhere=elsewhere)).sittings

    assert (one.minutes, one.hours) == (120, Fraction(8, 3))


def test_a_make_up_is_worth_what_the_pack_says() -> None:
    of = ruled(make_up={"forms": ["TASK"], "worth": "half"})

    (one,) = settled(sitting(None, None, made_up=True), of=of).sittings

    assert (one.presence, one.hours) == (Presence.MADE_UP, 2)


spans = st.tuples(st.integers(0, 400), st.integers(1, 200))


@given(st.lists(st.tuples(spans, moments, moments), max_size=5))
def test_however_meetings_overlap_nobody_sits_longer_than_the_clock(
    meetings: list[tuple[tuple[int, int], int | None, int | None]],
) -> None:
    sat = [
        Sitting(
            meeting_id=str(place),
            on=date(2012, 3, 5),
            starts_at=after(start),
            ends_at=after(start + length),
            planned_hours=Decimal(length) / 60,
            entered_at=None if entered is None else after(start + entered),
            left_at=None if left is None else after(start + left),
        )
        for place, ((start, length), entered, left) in enumerate(meetings)
    ]
    minutes = {minute for ((start, length), _, _) in meetings for minute in range(start, start + length)}

    found = settled(*sat)

    assert sum(one.minutes for one in found.sittings) <= len(minutes)


def test_who_sat_all_of_a_day_missed_nothing_however_few_hours_of_it_count() -> None:
    evening = END + timedelta(minutes=180)
    morning = sitting(0, 180)
    afternoon = replace(
        morning, meeting_id="afternoon", starts_at=END, ends_at=evening, entered_at=END, left_at=evening
    )

    found = settled(morning, afternoon, of=ruled(line={"of": "hours"}, most_hours_a_day=6))

    assert (found.hours, found.absence, found.disqualified) == (6, 0, False)


def test_the_line_of_hours_sees_what_was_sat_before_it_is_rounded() -> None:
    of = ruled(line={"of": "hours"}, rounding={"step": 0.5, "how": "down"})

    found = settled(sitting(60, 180), of=of)

    assert (found.hours, found.absence) == (Fraction(5, 2), Fraction(1, 3))


def test_a_corrected_time_counts_to_the_minute_and_is_no_late_coming_and_no_early_leave() -> None:
    rules = ruled(line={"lates": {"times": 2, "early_leaves": True}})
    in_part = settled(sitting(0, 175, corrected=True), sitting(0, 100, day=1, corrected=True), of=rules)
    left = settled(sitting(0, 160), sitting(0, 100, day=1), of=rules)

    assert [(one.presence, one.minutes) for one in in_part.sittings] == [
        (Presence.CORRECTED, 175),
        (Presence.CORRECTED, 100),
    ]
    assert (in_part.absence, left.absence) == (0, Fraction(1, 2))


def test_half_of_an_odd_number_of_minutes_is_told_as_people_write_it() -> None:
    one_hour = sitting(0, None, planned_hours=Decimal(1), starts_at=START, ends_at=START + timedelta(minutes=45))

    (half,) = settled(one_hour, of=ruled(missing_exit="half")).sittings
    (whole,) = settled(one_hour, of=ruled(missing_exit="whole")).sittings

    assert (half.hours, half.reckoned_zh) == (Fraction(1, 2), "按一半计22.5/45分钟，1学时×1/2=1/2学时")
    assert half.reckoned_en == "half counts, 22.5 of 45 minutes: 1 hour x 1/2 = 1/2"
    assert whole.reckoned_en == "all 1 hour"
