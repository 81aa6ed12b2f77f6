"""What follows from an event: one for each, or one for each period; by the end of the semester, or within days."""

from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest

from services.policy.calendars import Span
from services.policy.engine import Progress, Result
from services.policy.engine.case import Words
from services.policy.engine.kinds.filling import Slot, Thing, fill
from services.policy.facts import Entry, Leave
from services.policy.format import Pack
from services.policy.format.words import Bilingual
from tests.policy.keeping_packs import LAST, MONDAY, eighteen_weeks, fact, judged, small, terms
from tests.policy.making import hours, teacher

REPORT = """
  - id: M-01
    kind: duty
    trigger: TRIGGER
    per: PER
    due: DUE
    requires:
      - {code: TALK, label: {zh: 汇报, en: reports}, facts: {kind: [TALK]}, at_least: 1, unit: {zh: 次, en: times}}
"""
ENTRIES = "{entries: {level: [COUNTY], mode: [CENTRALISED]}}"
SEMESTER = "2012-2013-1"


def duty(*, per: str, trigger: str = "{facts: {kind: [PRIZE]}}", due: str = "semester_end") -> Pack:
    return small(REPORT.replace("TRIGGER", trigger).replace("PER", per).replace("DUE", due))


def trained(on: date, **more: object) -> Entry:
    return hours(8, on=on, mode="CENTRALISED", category="A", kind="COURSE", **more)  # type: ignore[arg-type]


def test_nothing_happened_and_nothing_is_asked() -> None:
    found = judged(duty(per="trigger"), [fact("TALK", MONDAY)])

    assert (found.result, found.reason) == (Result.NOT_APPLICABLE, "no_trigger")


def test_each_trigger_asks_for_one_of_its_own() -> None:
    prizes = [fact("PRIZE", date(2012, 10, 10)), fact("PRIZE", date(2012, 11, 10))]

    one = judged(duty(per="trigger"), [*prizes, fact("TALK", date(2012, 12, 1))])
    two = judged(duty(per="trigger"), [*prizes, fact("TALK", date(2012, 12, 1)), fact("TALK", date(2012, 12, 2))])

    assert (one.result, one.required, one.counted, one.gap) == (Result.NOT_MET, 2, 1, 1)
    assert "2012年11月10日的获奖" in one.sentence_zh
    assert (two.result, two.counted) == (Result.MET, 2)


def test_per_semester_one_is_enough() -> None:
    prizes = [fact("PRIZE", date(2012, 10, 10)), fact("PRIZE", date(2012, 11, 10))]

    assert judged(duty(per="semester"), [*prizes, fact("TALK", date(2012, 10, 10))]).result is Result.MET


def test_a_talk_before_its_trigger_answers_nothing() -> None:
    prize = fact("PRIZE", date(2012, 10, 10))

    assert judged(duty(per="trigger"), [prize, fact("TALK", date(2012, 10, 9))]).result is Result.NOT_MET
    assert judged(duty(per="trigger"), [prize, fact("TALK", date(2012, 10, 10))]).result is Result.MET


def test_talks_go_to_the_triggers_that_can_still_be_answered() -> None:
    # The first talk is before the second prize: it answers the first, whatever order they are given in.
    records = [
        fact("PRIZE", date(2012, 10, 1)),
        fact("PRIZE", date(2012, 12, 1)),
        fact("TALK", date(2012, 11, 1)),
        fact("TALK", date(2012, 12, 15)),
    ]

    assert judged(duty(per="trigger"), records).result is Result.MET
    assert judged(duty(per="trigger"), records[::-1]).result is Result.MET


def test_what_names_the_event_answers_that_event_only() -> None:
    records = [
        fact("PRIZE", date(2012, 10, 1), event="a"),
        fact("PRIZE", date(2012, 10, 1), event="b"),
        fact("TALK", date(2012, 11, 1), event="a"),
        fact("TALK", date(2012, 11, 2), event="a"),
    ]

    found = judged(duty(per="trigger"), records)

    assert (found.result, found.gap) == (Result.NOT_MET, 1)
    assert sum(item.amount for item in found.not_counted) == 1


def test_what_may_answer_either_leaves_room_for_what_answers_one() -> None:
    records = [
        fact("PRIZE", date(2012, 10, 1), event="a"),
        fact("PRIZE", date(2012, 10, 1), event="b"),
        fact("TALK", date(2012, 11, 1)),
        fact("TALK", date(2012, 11, 2), event="a"),
    ]

    assert judged(duty(per="trigger"), records).result is Result.MET
    before_its_event = [*records[:3], fact("TALK", date(2012, 9, 30), event="b")]
    assert judged(duty(per="trigger"), before_its_event).gap == 1


def test_one_more_talk_never_makes_it_worse() -> None:
    choose = Random(7)
    for _ in range(40):
        prizes = [fact("PRIZE", _some_day(choose), event=choose.choice("abc")) for _ in range(3)]
        talks = [fact("TALK", _some_day(choose), event=choose.choice(["a", "b", None])) for _ in range(5)]
        counted = [judged(duty(per="trigger"), [*prizes, *talks[:n]]).counted or 0 for n in range(6)]
        shuffled = [*prizes, *talks]
        choose.shuffle(shuffled)

        assert counted == sorted(counted)
        assert judged(duty(per="trigger"), shuffled).counted == counted[-1]


def _some_day(choose: Random) -> date:
    return date(2012, 9, 10) + timedelta(days=choose.randrange(100))


@pytest.mark.parametrize(("on", "result"), [(LAST, Result.MET), (LAST + timedelta(days=1), Result.NOT_MET)])
def test_due_by_the_last_day_of_the_semester_as_held(on: date, result: Result) -> None:
    records = [fact("PRIZE", date(2012, 12, 1)), fact("TALK", on)]

    found = judged(duty(per="trigger"), records, calendar=eighteen_weeks())

    assert (found.result, found.due_on) == (result, LAST)


@pytest.mark.parametrize(("days", "result"), [(13, Result.MET), (14, Result.MET), (15, Result.NOT_MET)])
def test_within_fourteen_days(days: int, result: Result) -> None:
    within = REPORT.replace("TRIGGER", "{facts: {kind: [PRIZE]}}").replace("PER", "trigger")
    within = small(within.replace("    due: DUE\n", "    due: semester_end\n    within_days: 14\n"))
    prize = date(2012, 10, 10)

    found = judged(within, [fact("PRIZE", prize), fact("TALK", prize + timedelta(days=days))])

    assert (found.result, found.due_on) == (result, date(2012, 10, 24))


def test_until_its_day_it_is_progress_with_what_asks_for_it_and_the_day() -> None:
    prizes = [fact("PRIZE", date(2012, 10, 10)), fact("PRIZE", date(2012, 11, 20))]
    one = [*prizes, fact("TALK", date(2012, 10, 12))]

    open_ = judged(duty(per="trigger"), one, calendar=eighteen_weeks(), as_of=LAST - timedelta(days=1))
    over = judged(duty(per="trigger"), one, calendar=eighteen_weeks(), as_of=LAST)

    assert (open_.result, open_.gap, open_.progress) == (Result.NOT_MET, 1, Progress.ON_TRACK)
    assert open_.sentence_zh == (
        "2012-2013学年第一学期，汇报应有2次，现有1次，还差1次。"
        "尚未达标，目前进度正常，2012年11月20日的获奖请在2013年1月4日前完成。"
    )
    assert "on track so far, what prize of 2012-11-20 asks for is due until 2013-01-04." in open_.sentence_en
    assert (over.result, over.gap, over.progress) == (Result.NOT_MET, 1, Progress.FINAL)


def test_what_is_missed_for_good_is_told_apart_from_what_there_is_time_for() -> None:
    within = REPORT.replace("TRIGGER", "{facts: {kind: [PRIZE]}}").replace("PER", "trigger")
    within = small(within.replace("    due: DUE\n", "    due: semester_end\n    within_days: 14\n"))
    prizes = [fact("PRIZE", date(2012, 10, 1)), fact("PRIZE", date(2012, 11, 20))]

    found = judged(within, prizes, calendar=eighteen_weeks(), as_of=date(2012, 11, 30))

    assert (found.result, found.gap, found.due_on) == (Result.NOT_MET, 2, date(2012, 12, 4))
    assert found.progress is Progress.BEHIND
    assert "汇报应有2次，现有0次，还差2次，其中1次期限已过：2012年10月1日的获奖" in found.sentence_zh
    assert "2012年11月20日的获奖请在2012年12月4日前完成" in found.sentence_zh
    assert "2 missing, 1 of them past their day: prize of 2012-10-01" in found.sentence_en


def test_who_leaves_owes_by_that_day_what_would_be_due_later() -> None:
    left = teacher(retire_date=date(2012, 11, 30))
    before, after = fact("PRIZE", date(2012, 10, 10)), fact("PRIZE", date(2012, 12, 10))

    open_ = judged(duty(per="trigger"), [before], who=left, as_of=date(2012, 11, 29))
    over = judged(duty(per="trigger"), [before], who=left, as_of=date(2012, 11, 30))

    assert (open_.due_on, open_.progress) == (date(2012, 11, 30), Progress.ON_TRACK)
    assert (over.result, over.due_on, over.progress) == (Result.NOT_MET, date(2012, 11, 30), Progress.FINAL)
    assert judged(duty(per="trigger"), [after], who=left).result is Result.EXEMPT


def test_training_of_the_summer_is_told_of_in_the_semester_that_follows() -> None:
    under = terms(start=date(2011, 9, 1), end=date(2013, 8, 31))
    entry = trained(date(2012, 7, 20))
    report = [fact("TALK", date(2012, 9, 20))]

    assert judged(duty(per="semester", trigger=ENTRIES), report, entries=[entry], under=under).result is Result.MET
    before = judged(
        duty(per="semester", trigger=ENTRIES),
        entries=[entry],
        under=under,
        period="2012-2013-1",
        as_of=date(2012, 8, 1),
    )
    assert (before.result, before.progress, before.due_on) == (
        Result.NOT_MET,
        Progress.ON_TRACK,
        date(2013, 1, 20),
    )


def test_training_within_the_school_is_no_trigger() -> None:
    entry = hours(8, on=date(2012, 10, 1), mode="ONLINE", category="A", kind="COURSE")

    assert judged(duty(per="semester", trigger=ENTRIES), entries=[entry]).result is Result.NOT_APPLICABLE


def test_the_entries_of_one_class_are_one_trigger() -> None:
    split = [trained(date(2012, 10, 1), class_id="c"), trained(date(2012, 11, 1), class_id="c")]
    other = trained(date(2012, 11, 1), class_id="d")

    assert judged(duty(per="trigger", trigger=ENTRIES), entries=split).required == 1
    assert judged(duty(per="trigger", trigger=ENTRIES), entries=[*split, other]).required == 2


@pytest.mark.parametrize(
    ("due", "period", "last"),
    [("year_end", "2012-2013", date(2013, 8, 31)), ("cycle_end", None, date(2014, 8, 31))],
)
def test_due_at_the_end_of_the_year_or_of_the_cycle(due: str, period: str | None, last: date) -> None:
    under = terms(end=date(2014, 8, 31))
    prize = fact("PRIZE", date(2012, 10, 10))

    met = judged(duty(per="trigger", due=due), [prize, fact("TALK", last)], period=period, under=under, as_of=last)
    late = judged(duty(per="trigger", due=due), [prize], period=period, under=under, as_of=last)

    assert (met.result, met.due_on) == (Result.MET, last)
    assert late.result is Result.NOT_MET


def test_who_is_on_leave_for_the_whole_time_owes_nothing() -> None:
    on_leave = teacher(leaves=(Leave(kind="SICK", first=date(2012, 10, 10), last=date(2013, 2, 10)),))
    one_day_later = teacher(leaves=(Leave(kind="SICK", first=date(2012, 10, 11), last=date(2013, 2, 10)),))
    prize = [fact("PRIZE", date(2012, 10, 10))]

    assert judged(duty(per="trigger"), prize, who=on_leave).result is Result.EXEMPT
    assert judged(duty(per="trigger"), prize, who=one_day_later).result is Result.NOT_MET


def test_what_is_due_first_is_answered_first_however_the_slots_are_given() -> None:
    label = Bilingual(zh="汇报", en="reports")
    thing = Thing(label, label, Fraction(1), inclusive=True, countable=True)
    soon = Slot(Words("", ""), Span(date(2012, 10, 1), date(2012, 10, 31)), date(2012, 10, 31))
    later = Slot(Words("", ""), Span(date(2012, 9, 1), date(2012, 12, 31)), date(2012, 12, 31))
    talks = [(fact("TALK", date(2012, 10, 5)), Fraction(1)), (fact("TALK", date(2012, 12, 5)), Fraction(1))]

    for slots in ([later, soon], [soon, later]):
        assert fill(thing, slots, talks, date(2012, 12, 31)).gap == 0
