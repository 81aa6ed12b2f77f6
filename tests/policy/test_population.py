"""Rates and quotas of schools and districts: who is counted, out of whom, who is left out, and the names behind it."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from services.policy.engine import Progress, Result
from services.policy.facts import (
    Leave,
    Places,
)
from services.policy.population import Member
from tests.policy.keeping_packs import terms
from tests.policy.making import appointment, hours
from tests.policy.schools import EXCELLENT, TRAINED, all_took, found, people, person, prizes, rate, took


@pytest.mark.parametrize(
    ("excellent", "result", "percent"), [(30, Result.MET, "15"), (29, Result.NOT_MET, "14.5"), (31, Result.MET, "15.5")]
)
def test_a23_thirty_of_two_hundred_are_fifteen_per_cent(excellent: int, result: Result, percent: str) -> None:
    one = found(rate(f"{EXCELLENT}\n        percent: 15"), people(200), facts=prizes(excellent))

    assert (one.result, one.required, one.counted) == (result, 30, excellent)
    value = one.rates[0].value
    assert (value.out_of, value.percent) == (200, Decimal(percent))
    assert value.share == Fraction(excellent, 200)
    assert len(value.names) == excellent
    assert set(value.names) | set(value.without) == {f"t-{n}" for n in range(1, 201)}


def test_exactly_the_number_is_not_above_it_when_it_is_exclusive() -> None:
    above = rate(f"{EXCELLENT}\n        percent: 15\n        inclusive: false")

    at = found(above, people(200), facts=prizes(30))
    assert (at.result, at.required, at.gap) == (Result.NOT_MET, 31, 1)
    assert found(above, people(200), facts=prizes(31)).result is Result.MET


@pytest.mark.parametrize(("backbone", "result"), [(4, Result.NOT_MET), (5, Result.MET)])
def test_a39_ten_per_cent_of_47_teachers_are_five(backbone: int, result: Result) -> None:
    one = found(rate(f"{EXCELLENT}\n        percent: 10"), people(47), facts=prizes(backbone))

    assert (one.result, one.required, one.gap) == (result, 5, 5 - backbone)
    assert (one.unit, one.unit_en) == ("人", "people")


@pytest.mark.parametrize(("with_project", "result"), [(95, Result.MET), (94, Result.NOT_MET)])
def test_a61_ninety_five_of_a_hundred(with_project: int, result: Result) -> None:
    one = found(rate(f"{EXCELLENT}\n        percent: 95"), people(100), facts=prizes(with_project))

    assert one.result is result


COVERAGE = """    switches:
      long_leave:
        question: {zh: 长假人员是否计入, en: are they counted}
        values: {left_out: {zh: 长假不计入, en: left out}, counted: {zh: 长假也计入, en: counted}}
        default: left_out
        why: {zh: 无, en: none}
"""
LEAVES_OUT = (
    f"{TRAINED}\n        leaves_out: {{switch: long_leave, cases: {{left_out: {{on_leave: [SICK]}}, counted: null}}}}"
    "\n        percent: 100"
)


@pytest.mark.parametrize(
    ("reading", "result", "percent", "other"),
    [("left_out", Result.MET, "100", "99.8"), ("counted", Result.NOT_MET, "99.8", "100")],
)
def test_a27_both_readings_are_displayed(reading: str, result: Result, percent: str, other: str) -> None:
    members = people(500)
    members[499] = Member(
        teacher=person("t-500", leaves=(Leave(kind="SICK", first=date(2012, 9, 1), last=date(2013, 8, 31)),))
    )

    one = found(
        rate(LEAVES_OUT, more=COVERAGE),
        members,
        participations=all_took(members[:499], "ATTENDED"),
        under=terms(switches={"long_leave": reading}),
    )

    shown = one.rates[0]
    assert (one.result, shown.value.percent, shown.value.counted) == (result, Decimal(percent), 499)
    assert [v.percent for v in shown.other_readings] == [Decimal(other)]
    assert "99.8%" in one.sentence_zh
    assert "100%" in one.sentence_zh
    left_out = shown.value.left_out or shown.other_readings[0].left_out
    assert left_out == ("t-500",)


@pytest.mark.parametrize(("last", "left_out"), [(date(2012, 2, 29), ()), (date(2012, 3, 1), ("t-1",))])
def test_a_long_leave_lasts_half_of_the_period_or_more(last: date, left_out: tuple[str, ...]) -> None:
    # The school year with 29 February 2012 has 366 days; from 1 September the 183rd is 1 March.
    member = Member(teacher=person("t-1", leaves=(Leave(kind="SICK", first=date(2011, 9, 1), last=last),)))
    leap_year = terms(start=date(2011, 9, 1), end=date(2012, 8, 31))

    one = found(rate(LEAVES_OUT, more=COVERAGE), [member], under=leap_year, period="2011-2012", as_of=date(2012, 8, 31))

    assert one.rates[0].value.left_out == left_out


def test_499_of_500_without_any_reason_is_not_everybody_and_never_looks_like_it() -> None:
    members = people(20_001)

    one = found(rate(f"{TRAINED}\n        percent: 100"), members, participations=all_took(members[:-1], "ATTENDED"))

    assert (one.result, one.gap, one.without) == (Result.NOT_MET, 1, ("t-20001",))
    assert one.rates[0].value.percent == Decimal("99.9950")
    assert "20000/20001，约99.995%" in one.sentence_zh


def test_people_are_counted_where_they_are_in_post_on_the_last_day() -> None:
    gone = person("gone", posts=(appointment(valid_to=date(2013, 8, 30)),))
    stayed = person("stayed", posts=(appointment(valid_to=date(2013, 8, 31)),))
    elsewhere = person("elsewhere", posts=(appointment(school_id="school-2"),))
    retired = person("retired", retire_date=date(2013, 6, 30))
    not_yet = person("not-yet", posts=(appointment(valid_from=date(2013, 9, 1)),))
    members = [Member(teacher=one) for one in (gone, stayed, elsewhere, retired, not_yet)]

    one = found(rate(f"{TRAINED}\n        percent: 100"), members, participations=all_took(members, "ATTENDED"))

    assert one.names == ("stayed",)
    assert one.rates[0].value.out_of == 1


def test_training_counts_for_the_school_of_that_day() -> None:
    members = people(2)
    at_the_old_school = [took("t-1", "ATTENDED", school_id="school-2"), took("t-2", "ATTENDED")]

    one = found(rate(f"{TRAINED}\n        percent: 100"), members, participations=at_the_old_school)

    assert (one.names, one.without) == (("t-2",), ("t-1",))


def test_with_nobody_below_the_line_nothing_is_judged() -> None:
    asked = rate(f"{TRAINED}\n        out_of: {{took: [{{state: DUE}}]}}\n        percent: 100")

    one = found(asked, people(3))

    assert (one.result, one.reason) == (Result.NOT_APPLICABLE, "nobody")


def test_an_unknown_fact_is_undetermined_and_names_the_people() -> None:
    known, unknown = person("known", birth_date=date(1990, 1, 1)), person("unknown", birth_date=None)

    one = found(
        rate("counted: {when: age < 45}\n        percent: 10"), [Member(teacher=known), Member(teacher=unknown)]
    )

    assert (one.result, one.reason) == (Result.UNDETERMINED, "fact_missing")
    assert [u.teacher_id for u in one.rates[0].value.unknown] == ["unknown"]
    assert "age" in one.sentence_zh


def test_a_lost_percentage_is_undetermined_but_the_numbers_stay() -> None:
    asked = rate(f"{EXCELLENT}\n        percent: number")

    one = found(asked, people(4), facts=prizes(1))

    assert (one.result, one.reason, one.counted) == (Result.UNDETERMINED, "number_lost", 1)
    assert "1/4，25%" in one.sentence_zh
    assert found(asked, people(4), facts=prizes(1), under=terms(number=Decimal(25))).result is Result.MET
    null = found(rate(f"{EXCELLENT}\n        percent: null"), people(4), facts=prizes(1))
    assert (null.result, null.rates[0].value.out_of) == (Result.UNDETERMINED, 4)


@pytest.mark.parametrize(("number", "result"), [(1, Result.NOT_APPLICABLE), (2, Result.MET)])
def test_a_target_is_shown_and_never_failed(number: int, result: Result) -> None:
    striven = rate(f"{EXCELLENT}\n        heads: 2\n        sense: target")

    one = found(striven, people(10), facts=prizes(number))

    assert (one.result, one.counted, one.required) == (result, number, 2)
    assert "力争" in one.sentence_zh
    assert ("不作考核" in one.sentence_zh) is (number == 1)


@pytest.mark.parametrize(("number", "result"), [(15, Result.MET), (16, Result.NOT_MET)])
def test_no_more_than_fifteen_per_cent(number: int, result: Result) -> None:
    capped = rate(f"{EXCELLENT}\n        percent: 15\n        sense: cap_hard")

    one = found(capped, people(100), facts=prizes(number))

    assert one.result is result
    assert one.quantities[0].beyond == number - 15


def test_heads_without_a_share() -> None:
    two = rate(f"{EXCELLENT}\n        heads: 2")

    assert found(two, people(10), facts=prizes(1)).result is Result.NOT_MET
    assert found(two, people(10), facts=prizes(2)).result is Result.MET
    assert found(two, [], facts=[]).result is Result.NOT_MET
    for number in ("number", "null"):
        lost = found(rate(f"{EXCELLENT}\n        heads: {number}"), people(10), facts=prizes(1))
        assert (lost.result, lost.reason, lost.counted) == (Result.UNDETERMINED, "number_lost", 1)


def test_persons_and_person_times() -> None:
    passes = "counted: {took: [{state: PASSED}]}\n        out_of: {took: [{state: ASSESSED}]}\n        percent: 75"
    twice = [
        took("t-1", "ASSESSED", "PASSED"),
        took("t-1", "ASSESSED", "PASSED", class_id="class-2"),
        took("t-1", "ASSESSED", "PASSED", class_id="class-3"),
        took("t-2", "ASSESSED"),
        took("t-3", "ATTENDED"),
    ]

    persons = found(rate(passes), people(3), participations=twice)
    times = found(rate(f"{passes}\n        times: true"), people(3), participations=twice)

    assert (persons.counted, persons.rates[0].value.out_of, persons.result) == (1, 2, Result.NOT_MET)
    assert (times.counted, times.rates[0].value.out_of, times.result) == (3, 4, Result.MET)
    assert (times.unit, times.names, times.without) == ("人次", ("t-1",), ("t-2",))


def test_who_left_since_still_counts_in_the_training_of_then() -> None:
    gone = Member(teacher=person("gone", posts=(appointment(valid_to=date(2013, 1, 31)),)))
    asked = rate(f"{TRAINED}\n        out_of: {{took: [{{state: DUE}}]}}\n        percent: 100")

    one = found(asked, [gone], participations=[took("gone", "DUE", "ATTENDED"), took("stranger", "DUE")])

    assert (one.counted, one.rates[0].value.out_of, one.without) == (1, 2, ("stranger",))


def test_only_training_of_the_kind() -> None:
    remote = rate("counted: {took: [{state: ATTENDED, where: {kind: [REMOTE]}}]}\n        percent: 100")

    one = found(remote, people(2), participations=[took("t-1", "ATTENDED", kind="REMOTE"), took("t-2", "ATTENDED")])

    assert one.names == ("t-1",)


def test_training_outside_of_the_period_does_not_count() -> None:
    asked = rate(f"{TRAINED}\n        percent: 100")

    assert found(asked, people(1), participations=[took("t-1", "ATTENDED", on=date(2012, 8, 31))]).counted == 0
    assert found(asked, people(1), participations=[took("t-1", "ATTENDED", on=date(2013, 8, 31))]).counted == 1
    early = found(
        asked, people(1), participations=[took("t-1", "ATTENDED", on=date(2013, 3, 2))], as_of=date(2013, 3, 1)
    )
    assert (early.counted, early.progress) == (0, Progress.BEHIND)


def places(number: int, **more: Any) -> Places:
    usual: dict[str, Any] = {"school_id": "school-1", "class_id": "class-1", "on": date(2012, 11, 1)}
    kinds = {"category": "A", "level": "COUNTY", "mode": "CENTRALISED", "nature": "ELECTIVE", "kind": "COURSE"}
    return Places(**{**usual, **kinds, **more}, number=number)


@pytest.mark.parametrize(("sent", "result"), [(8, Result.NOT_MET), (9, Result.MET)])
def test_the_sending_rate_is_out_of_the_places_assigned(sent: int, result: Result) -> None:
    sending = rate("counted: {took: [{state: SENT}]}\n        places: {level: [COUNTY]}\n        percent: 90")
    members = people(20)
    assigned = [places(7), places(3, class_id="class-2"), places(5, school_id="school-2"), places(5, level="SCHOOL")]

    one = found(sending, members, participations=all_took(members[:sent], "SENT"), places=assigned)

    assert (one.result, one.required, one.counted, one.rates[0].value.out_of) == (result, 9, sent, 10)
    assert one.without == ()


def test_hours_reached_by_most_teachers() -> None:
    ict = rate("counted: {reached: [{where: {category: [A]}, unit: hours, at_least: 60}]}\n        percent: 50")

    def with_hours(name: str, amount: int) -> Member:
        entry = hours(amount, on=date(2012, 10, 1), mode="ONLINE", category="A", kind="COURSE")
        return Member(teacher=person(name), entries=(entry,))

    one = found(ict, [with_hours("a", 60), with_hours("b", 59)])

    assert (one.result, one.names) == (Result.MET, ("a",))
