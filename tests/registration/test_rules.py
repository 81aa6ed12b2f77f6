"""The pure decisions of registration."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from services.platform.clock import SHANGHAI
from services.platform.errors import NotFound
from services.registration import rules
from services.registration.errors import (
    ClassCancelled,
    ClassFull,
    EnrolmentClosed,
    HoursBeyondTime,
    MeetingsOverlap,
    NotSchoolBased,
    PeriodReversed,
    TooManyMeetings,
    WithdrawalClosed,
)
from services.registration.rules import Candidate, Room

EIGHT = datetime(2025, 10, 11, 8, tzinfo=SHANGHAI)


def sitting(*, after: int = 0, minutes: int = 60, cancelled: bool = False) -> rules.Sitting:
    start = EIGHT + timedelta(minutes=after)
    return rules.Sitting(
        starts_at=start,
        ends_at=start + timedelta(minutes=minutes),
        hours=Decimal(1),
        place=None,
        speaker=None,
        topic=None,
        category=None,
        cancelled=cancelled,
    )


def test_meetings_may_touch_but_not_overlap() -> None:
    rules.demand_sound([sitting(after=60), sitting()])

    with pytest.raises(MeetingsOverlap):
        rules.demand_sound([sitting(after=59), sitting()])


def test_a_cancelled_meeting_takes_no_time() -> None:
    rules.demand_sound([sitting(), sitting(cancelled=True)])


def test_a_meeting_ends_after_it_begins() -> None:
    with pytest.raises(PeriodReversed):
        rules.demand_sound([sitting(minutes=0)])


def test_a_meeting_too_short_for_its_hours_needs_a_reason() -> None:
    rules.demand_sound([sitting(minutes=15)])

    with pytest.raises(HoursBeyondTime):
        rules.demand_sound([sitting(minutes=14)])
    rules.demand_sound([replace(sitting(minutes=14), hours_reason="线上研修,学时含课前自学")])


def test_one_event_can_carry_every_meeting_of_a_class() -> None:
    most = [sitting(after=60 * number) for number in range(rules.MOST_MEETINGS)]
    rules.demand_sound(most)

    with pytest.raises(TooManyMeetings):
        rules.demand_sound([*most, sitting(after=60 * rules.MOST_MEETINGS)])


@pytest.mark.parametrize(("seconds", "is_open"), [(-1, False), (0, True), (3599, True), (3600, False)])
def test_the_window_holds_its_beginning_and_not_its_end(*, seconds: int, is_open: bool) -> None:
    window = {"status": "SCHEDULED", "opens_at": EIGHT, "closes_at": EIGHT + timedelta(hours=1)}

    if is_open:
        rules.demand_open(**window, at=EIGHT + timedelta(seconds=seconds))  # type: ignore[arg-type]  # one dict
    else:
        with pytest.raises(EnrolmentClosed):
            rules.demand_open(**window, at=EIGHT + timedelta(seconds=seconds))  # type: ignore[arg-type]  # one dict


def test_a_cancelled_class_is_never_open() -> None:
    with pytest.raises(ClassCancelled):
        rules.demand_open(status="CANCELLED", opens_at=EIGHT, closes_at=EIGHT + timedelta(hours=1), at=EIGHT)


def test_places_first_then_numbers_and_a_bar_costs_nobody_else() -> None:
    barred, first, second, third = (uuid4() for _ in range(4))

    school = uuid4()
    candidates = [Candidate(barred, school, NotFound()), *(Candidate(one, school) for one in (first, second, third))]

    allotments = rules.allot(candidates, room=Room(2), no_place=ClassFull(capacity=9), accept_waiting=True)

    assert [allotment.status for allotment in allotments] == [None, "CONFIRMED", "CONFIRMED", "WAITING"]
    assert isinstance(allotments[0].refusal, NotFound)


def test_who_does_not_wait_is_told_that_the_class_is_full() -> None:
    full = ClassFull(capacity=9)
    (allotment,) = rules.allot([Candidate(uuid4(), uuid4())], room=Room(0), no_place=full, accept_waiting=False)

    assert allotment.refusal is full
    assert allotment.refusal.facts == {"capacity": "9"}


def test_a_district_class_belongs_to_a_district_plan_and_a_school_class_where_schools_train() -> None:
    school, other = uuid4(), uuid4()
    rules.demand_fitting_school(school_id=None, plan_school_id=None, mode="CENTRALISED", level="COUNTY")
    rules.demand_fitting_school(school_id=school, plan_school_id=school, mode="CENTRALISED", level="COUNTY")
    rules.demand_fitting_school(school_id=school, plan_school_id=None, mode="SCHOOL_BASED", level="COUNTY")
    rules.demand_fitting_school(school_id=school, plan_school_id=None, mode="BLENDED", level="TEAM")

    for school_id, plan_school_id, mode in (
        (school, None, "CENTRALISED"),
        (other, school, "SCHOOL_BASED"),
        (None, school, "SCHOOL_BASED"),
    ):
        with pytest.raises(NotSchoolBased):
            rules.demand_fitting_school(school_id=school_id, plan_school_id=plan_school_id, mode=mode, level="COUNTY")


def test_free_places_go_down_the_line_until_the_class_is_cancelled_or_over() -> None:
    span = rules.Span(EIGHT, EIGHT + timedelta(days=2))

    assert rules.is_promoting(status="SCHEDULED", span=None, at=EIGHT)
    assert rules.is_promoting(status="SCHEDULED", span=span, at=span.ends_at - timedelta(seconds=1))
    assert not rules.is_promoting(status="SCHEDULED", span=span, at=span.ends_at)
    assert not rules.is_promoting(status="CANCELLED", span=None, at=EIGHT)


def test_one_leaves_oneself_before_the_class_begins_and_is_taken_out_before_it_ends() -> None:
    span = rules.Span(EIGHT, EIGHT + timedelta(days=2))
    during = EIGHT + timedelta(days=1)
    rules.demand_withdrawable(span=span, by_oneself=True, at=EIGHT - timedelta(seconds=1))
    rules.demand_withdrawable(span=span, by_oneself=False, at=during)
    rules.demand_withdrawable(span=None, by_oneself=True, at=during)

    with pytest.raises(WithdrawalClosed):
        rules.demand_withdrawable(span=span, by_oneself=True, at=EIGHT)
    with pytest.raises(WithdrawalClosed):
        rules.demand_withdrawable(span=span, by_oneself=False, at=span.ends_at)


def test_a_withdrawal_is_told_in_one_language_at_a_time() -> None:
    assert rules.told_withdrawal(None) == (None, None)
    assert rules.told_withdrawal("临时公务") == ("临时公务", "临时公务")
    assert rules.told_withdrawal(rules.OFFER_DECLINED) == ("放弃候补名额", "The offer of a place was declined")
    # As it stood before the reasons had codes.
    before = "名额逾期未确认 The offer of a place was not accepted in time"
    assert rules.told_withdrawal(before) == rules.told_withdrawal(rules.OFFER_EXPIRED)
