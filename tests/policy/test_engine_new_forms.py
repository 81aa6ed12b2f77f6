"""Any day, surpluses spent once, limits that cannot be mended, shares of what counts, any two of three, years met."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.policy.engine import ClauseResult, Progress, Result, Standing, judge
from services.policy.engine.many import Outline, judge_many
from services.policy.engine.tallies import Person
from services.policy.facts import Certificate, Degree, Entry, Membership, OptIn, Teacher
from services.policy.format import PackRefused
from tests.policy.making import CYCLE_END, appointment, clause, teacher, terms
from tests.policy.matrix import credit, matrix
from tests.policy.test_districts import DAYS, STAFF, entries_of, everything, of_outline, tallied

MET, NOT_MET = Result.MET, Result.NOT_MET

_YEARLY = """\
  - id: MX-20
    kind: yearly
    period: year
    title: {zh: 学年, en: a school year}
    quotes: [学年]
    formal: At least one credit in a school year.
    who: {when: "WHEN", at: ever}
    parts:
      - {label: {zh: 学分, en: credits}, unit: credits, limits: [{sense: floor, amount: 1, inclusive: true}]}
"""


def both(
    entries: Sequence[Entry], *added: str, who: Teacher | None = None, as_of: date = CYCLE_END, changes: Any = ()
) -> Standing:
    """Judge one teacher, and make sure that a district would be told the same."""
    changed = (*changes, ("clauses:\n", "clauses:\n" + "".join(added)))
    pack, one = matrix(changed), who or teacher()
    slow = judge(pack, terms=terms(), teacher=one, entries=entries, as_of=as_of)
    rows, keys = tallied(entries)
    (quick,) = judge_many(pack, terms=terms(), people=[Person(teacher=one, rows=rows)], keys=keys, as_of=as_of)
    if isinstance(quick, Outline):
        assert of_outline(quick) == everything(slow)
        assert (quick.verdict, quick.progress) == (slow.verdict, slow.progress)
    return slow


@pytest.mark.parametrize(
    ("when", "who", "year"),
    [
        (
            "'RURAL' in memberships",
            teacher(memberships=(Membership(code="RURAL", first=date(2013, 1, 1), last=date(2013, 1, 31)),)),
            "2012-2013",
        ),
        ("'MASTER' in degrees && !(age >= 30)", teacher(birth_date=date(1983, 6, 1),
            degrees=(Degree(level="MASTER", awarded_on=date(2013, 5, 1)),)), "2012-2013"),
        ("age == 54 && on_day < cycle_start_day + 10", teacher(birth_date=date(1957, 9, 4)), "2011-2012"),
        ("age == 54 && !class_teacher", teacher(birth_date=date(1959, 2, 28)), "2012-2013 2013-2014"),
        ("service_years == 13", teacher(hire_date=date(2000, 2, 29)), "2012-2013 2013-2014"),
        ("'MANDARIN' in certificates && service_years < 15",
            teacher(certificates=(Certificate(kind="MANDARIN", issued_on=date(2015, 12, 31)),)),
            "2015-2016"),
        ("'MX-03' in opt_ins && cycle_end_day - on_day < 400",
            teacher(opt_ins=(OptIn(clause="MX-03", on=date(2015, 8, 30)),)), "2014-2015 2015-2016"),
        ("class_teacher", teacher(appointment(valid_to=date(2012, 11, 1)),
            appointment(valid_from=date(2012, 11, 2), valid_to=date(2012, 11, 3), class_teacher=True),
            appointment(valid_from=date(2012, 11, 4))), "2012-2013"),
        ("class_teacher_days == 1", teacher(appointment(valid_to=date(2012, 11, 1)),
            appointment(valid_from=date(2012, 11, 2), valid_to=date(2012, 11, 3), class_teacher=True),
            appointment(valid_from=date(2012, 11, 4))), "2012-2013"),
    ],
)  # fmt: skip
def test_ever_is_any_day_of_the_period(when: str, who: Teacher, year: str) -> None:
    if "certificates" in when:
        # Issued on the last day of 2015, when sixteen days of the fifteenth year are left.
        who = replace(who, hire_date=date(2001, 1, 16))
    found = both([], _YEARLY.replace("WHEN", when), who=who)

    bound = {c.period for c in found.clauses if c.clause_id == "MX-20" and c.result is not Result.NOT_APPLICABLE}
    assert bound == set(year.split())


def test_a_share_of_months_is_cut_where_anything_it_asks_for_changes() -> None:
    group = (
        "groups:\n",
        "groups:\n  RURAL: {title: {zh: 支教, en: rural}, when: \"'RURAL' in memberships\", at: ever}\n",
    )
    asked = ("amount: 60", 'amount: "1827 - 1827 * share_of(RURAL)"')
    who = teacher(memberships=(Membership(code="RURAL", first=date(2012, 1, 1), last=date(2012, 12, 31)),))

    found = clause(both([], who=who, changes=(group, asked)), "MX-01")

    assert found.required == 1827 - Decimal("365.4")  # 12 of 60 months


_UNCUT = ("caps: [MX-11, MX-12, MX-13, MX-14]", "caps: [MX-11]")


def capped(change: str, entries: Sequence[Entry]) -> ClauseResult:
    return clause(both(entries, changes=(_UNCUT, ("amount: 6, inclusive: true, per: class", change))), "MX-01")


def test_a_cap_for_each_class_or_program_leaves_alone_what_is_in_none() -> None:
    entries = [credit(9, class_id="a", program_id="p"), credit(9)]

    assert capped("amount: 6, inclusive: true, per: class", entries).counted == 15
    assert capped("amount: 6, inclusive: true, per: program", entries).counted == 15


def test_a_cap_for_each_day_allows_an_entry_of_several_days_as_many_times() -> None:
    by_day = "amount: 6, inclusive: true, per: day"
    three_days = credit(17, on=date(2012, 5, 10), earned_to=date(2012, 5, 12))

    assert capped(by_day, [three_days]).counted == 17
    assert capped(by_day, [replace(three_days, credits=three_days.credits + 3)]).counted == 18
    # The day in the middle may be filled by another entry, but three days never hold more than 18.
    assert capped(by_day, [three_days, credit(6, on=date(2012, 5, 11))]).counted == 18
    # Eight on one day are cut to six even where the other two days have room.
    eight = credit(8, on=date(2012, 5, 11))
    assert capped(by_day, [eight, replace(three_days, credits=credit(5).credits)]).counted == 11
    assert "每天最多计入的6学分" in capped(by_day, [replace(three_days, credits=credit(20).credits)]).sentence_zh


_HARD = ("sense: cap_counted, amount: 8, inclusive: true", "sense: cap_hard, amount: 8, inclusive: true")


def test_a_broken_hard_limit_fails_at_once() -> None:
    lectures = [credit(9, kind="LECTURE"), credit(10, category="ETHICS"), credit(12, category="ABILITY")]
    lecture_year = (*(("caps: [MX-11, MX-12, MX-13, MX-14]", "caps: []"),), _HARD)

    found = both(lectures, as_of=date(2012, 1, 1), changes=lecture_year)

    broken = clause(found, "MX-12")
    assert (broken.result, broken.reason, broken.progress) == (NOT_MET, "too_much", Progress.FINAL)
    assert found.verdict is NOT_MET
    assert "不得超过8学分，已计9学分，超出上限1学分，未达标。超出上限，已无法补救。" in broken.sentence_zh
    kept_to = both([credit(8, kind="LECTURE")], as_of=date(2012, 1, 1), changes=lecture_year)
    assert clause(kept_to, "MX-12").result is MET
    assert kept_to.verdict is not NOT_MET


def test_a_share_of_nothing_is_not_asked() -> None:
    found = clause(both([]), "MX-07")

    assert (found.result, found.reason) == (Result.NOT_APPLICABLE, "nothing_yet")
    assert found.sentence_zh == "本周期不适用：尚无学时，无从计算比例。"
    assert clause(both([credit(1, mode="SCHOOL_BASED", hours=1)]), "MX-07").result is MET


def test_a_share_says_what_is_really_needed() -> None:
    third = ("amount: 40, inclusive: true, percent_of: all", 'amount: "100 / 3", inclusive: true, percent_of: all')
    entries = [credit(1, hours=1, mode="SCHOOL_BASED"), credit(1, hours=3)]

    short = clause(both(entries, changes=(third,), as_of=date(2012, 1, 1)), "MX-07")

    assert short.gap == credit("0.5").credits
    assert "再完成0.5学时" in short.sentence_zh
    assert (
        clause(both([*entries, credit(1, hours="0.5", mode="SCHOOL_BASED")], changes=(third,)), "MX-07").result is MET
    )
    almost = credit(1, hours="0.4999", mode="SCHOOL_BASED")
    assert clause(both([*entries, almost], changes=(third,)), "MX-07").result is NOT_MET


def test_a_share_of_all_hundred_per_cent_cannot_be_mended_by_more() -> None:
    whole = ("amount: 40, inclusive: true, percent_of: all", "amount: 100, inclusive: true, percent_of: all")

    found = clause(both([credit(1, hours=3)], changes=(whole,), as_of=date(2012, 1, 1)), "MX-07")

    assert found.result is NOT_MET
    assert "再完成" not in found.sentence_zh


def test_a_floor_that_names_caps_is_a_share_of_what_they_let_in() -> None:
    # 36 of 72 that count are face to face, though 76 were done.
    asked = (
        "limits: [{sense: floor, amount: 40, inclusive: true, percent_of: all}]",
        "limits: [{sense: floor, amount: 50, inclusive: true, percent_of: all}]\n        caps: [MX-15]",
    )
    online = (
        _YEARLY.replace("MX-20", "MX-15").replace("kind: yearly", "kind: cap").replace("unit: credits", "unit: hours")
    )
    online = online.replace('    who: {when: "WHEN", at: ever}\n', "").replace("period: year", "period: cycle")
    online = online.replace("sense: floor, amount: 1", "sense: cap_counted, amount: 36").replace(
        "en: credits}, unit", "en: credits}, where: {mode: [ONLINE]}, unit"
    )
    done = [credit(1, hours=36, mode="SCHOOL_BASED"), credit(1, hours=40, mode="ONLINE")]

    found = clause(both(done, online, changes=(asked,)), "MX-07")

    assert (found.result, found.required) == (MET, Decimal(36))
    assert clause(both([*done, credit(1, hours=1)], online, changes=(asked,)), "MX-07").result is NOT_MET


def test_shares_of_what_counts_see_what_other_caps_keep_out() -> None:
    # 10 of a class that lets in 6: at most half online means 6 online, not 10.
    entries = [credit(10, class_id="a"), credit(12, mode="ONLINE")]
    only = ("caps: [MX-11, MX-12, MX-13, MX-14]", "caps: [MX-11, MX-13]")

    found = clause(both(entries, changes=(only,)), "MX-01")

    assert found.counted == 12


def offsetting(number: str, offset: str) -> str:
    made = (
        _YEARLY.replace("MX-20", number)
        .replace("kind: yearly", "kind: bucket")
        .replace("period: year", "period: cycle")
    )
    made = made.replace('    who: {when: "WHEN", at: ever}\n', "").replace(
        "amount: 1, inclusive: true}]}", "amount: 6, "
    )
    made = made.replace("en: credits}, unit", "en: credits}, where: {level: [CITY]}, unit")
    return made.replace("amount: 6, ", f"amount: 6, inclusive: true}}], offsets: [{offset}]}}")


@pytest.mark.parametrize(
    "offset",
    ["{label: {zh: 结余, en: surplus}, surplus_of: MX-03, most: null}",
     "{label: {zh: 论文, en: papers}, where: {kind: [PAPER]}, most: null}"],
)  # fmt: skip
def test_what_stands_in_for_one_clause_is_gone_for_the_next(offset: str) -> None:
    # Six over the twelve asked for by MX-03, and a paper of six: enough for one clause.
    added = offsetting("MX-21", offset), offsetting("MX-22", offset)
    paper = credit(6, kind="PAPER", category="SUBJECT")
    rest = [credit(18, category="ABILITY"), credit(10, category="ETHICS")]

    found = both([paper, *rest], *added)
    more = both([replace(paper, credits=credit(12).credits), credit(6, category="ABILITY"), *rest], *added)

    assert [clause(found, number).counted for number in ("MX-21", "MX-22")] == [6, 0]
    assert [clause(more, number).counted for number in ("MX-21", "MX-22")] == [6, 6]
    for one in (found, more):
        for row in one.clauses:
            assert row.result is not Result.UNDETERMINED or row.clause_id in {"MX-04", "MX-05"}


_ONE_TRAINING = """\
  - id: MX-30
    kind: bucket
    title: {zh: 集中培训, en: long training}
    quotes: [至少参加一次不少于90学时的集中培训]
    formal: At least one centralised training of 90 hours.
    parts:
      - label: {zh: 集中培训, en: centralised training}
        where: {mode: [CENTRALISED]}
        unit: hours
        limits: [{sense: floor, amount: 90, inclusive: true}]
        each: {per: class, at_least: 90}
"""


def test_only_a_class_that_is_long_enough_by_itself_counts() -> None:
    halves = [credit(4, hours=45, class_id=one, entry_id=one) for one in ("a", "b")]
    whole = [credit(4, hours=45, class_id="c", on=on) for on in (date(2012, 12, 30), date(2013, 1, 2))]

    short = clause(both(halves, _ONE_TRAINING), "MX-30")

    assert (short.result, short.counted, short.gap) == (NOT_MET, Decimal(0), Decimal(90))
    assert [(line.entry_id, line.amount, line.reason_zh) for line in short.not_counted] == [
        ("a", Decimal(45), "单个培训班共45学时，不足90学时"),
        ("b", Decimal(45), "单个培训班共45学时，不足90学时"),
    ]
    assert "（单个培训班满90学时方计入）" in short.sentence_zh
    assert clause(both([*halves, *whole], _ONE_TRAINING), "MX-30").counted == 90
    # What belongs to no class stands for itself.
    assert clause(both([credit(9, hours=90)], _ONE_TRAINING), "MX-30").result is MET
    exactly = _ONE_TRAINING.replace("at_least: 90", "at_least: 90, inclusive: false")
    assert clause(both(whole, exactly), "MX-30").counted == 0


_TWO_OF_THREE = """\
  - id: MX-31
    kind: bucket
    any_parts: 2
    title: {zh: 三项能力任选其二, en: two of three}
    quotes: [三项能力任选其二，各不少于2学分]
    formal: Two of three, two credits each.
    parts:
      - {label: {zh: 甲, en: first}, where: {kind: [COURSE]}, unit: credits, limits: [{sense: floor, amount: 2}]}
      - {label: {zh: 乙, en: second}, where: {kind: [LECTURE]}, unit: credits, limits: [{sense: floor, amount: 2}]}
      - {label: {zh: 丙, en: third}, where: {kind: [PAPER]}, unit: credits, limits: [{sense: floor, amount: 2}]}
""".replace("amount: 2}", "amount: 2, inclusive: true}")


def test_some_of_the_parts_are_enough() -> None:
    course, lecture, paper = (credit(2, kind=kind) for kind in ("COURSE", "LECTURE", "PAPER"))
    half = replace(paper, credits=credit("1.5").credits)

    assert clause(both([course, paper], _TWO_OF_THREE), "MX-31").result is MET
    assert clause(both([course, lecture, paper], _TWO_OF_THREE), "MX-31").result is MET
    short = clause(both([course, half], _TWO_OF_THREE, as_of=date(2012, 1, 1)), "MX-31")
    assert (short.result, short.gap) == (NOT_MET, credit("0.5").credits)
    assert "3项中须有2项达到要求，已有1项" in short.sentence_zh
    assert "再完成0.5学分丙即可达标" in short.sentence_zh
    assert clause(both([], _TWO_OF_THREE), "MX-31").gap == 4


def test_a_part_whose_number_is_lost_leaves_open_only_what_it_could_decide() -> None:
    lost = _TWO_OF_THREE.replace("amount: 2", "amount: null", 1)
    two = [credit(2, kind="LECTURE"), credit(2, kind="PAPER")]

    assert clause(both(two, lost), "MX-31").result is MET
    assert clause(both([], lost), "MX-31").result is NOT_MET
    open_ = clause(both(two[:1], lost), "MX-31")
    assert (open_.result, open_.reason) == (Result.UNDETERMINED, "number_lost")
    assert "甲要求的数值" in open_.sentence_zh


def test_fewer_parts_are_asked_than_there_are() -> None:
    with pytest.raises(PackRefused, match="fewer"):
        matrix((("clauses:\n", "clauses:\n" + _TWO_OF_THREE.replace("any_parts: 2", "any_parts: 3")),))


_FOUR_OF_FIVE = """\
  - id: MX-40
    kind: years_met
    title: {zh: 五年中四年达标, en: four of five}
    quotes: [五年中至少四年达标]
    formal: The school year's credit is earned in at least four of five.
    times_met: {clause: MX-20, at_least: 4}
"""


def test_years_in_which_another_clause_is_met_are_counted() -> None:
    packs = (_YEARLY.replace('    who: {when: "WHEN", at: ever}\n', ""), _FOUR_OF_FIVE)
    years = [credit(1, on=date(2011 + number, 11, 15)) for number in range(5)]

    reached = clause(both(years[:4], *packs), "MX-40")
    assert (reached.result, reached.required, reached.counted) == (MET, Decimal(4), Decimal(4))
    assert "应有4个学年达标，已有4个学年，已达标" in reached.sentence_zh
    short = clause(both(years[:3], *packs), "MX-40")
    assert (short.result, short.gap, short.progress) == (NOT_MET, Decimal(1), Progress.FINAL)
    under_way = clause(both(years[1:2], *packs, as_of=date(2012, 12, 31)), "MX-40")
    assert (under_way.result, under_way.progress) == (NOT_MET, Progress.ON_TRACK)
    # Two years are gone: three are left, and four can no more be reached.
    gone = both([], *packs, as_of=date(2013, 8, 31))
    assert clause(gone, "MX-40").progress is Progress.FINAL
    assert "余下的时间已不够补足" in clause(gone, "MX-40").sentence_zh


def test_only_a_clause_of_years_or_semesters_can_be_counted() -> None:
    with pytest.raises(PackRefused, match="every year or semester"):
        matrix((("clauses:\n", "clauses:\n" + _FOUR_OF_FIVE.replace("MX-20", "MX-03")),))


_ANY_DAY = _YEARLY.replace("WHEN", "'BACKBONE' in memberships || class_teacher")
_SURPLUS = "{label: {zh: 结余, en: surplus}, surplus_of: MX-03, most: null}"


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(STAFF), entries_of("MATRIX"), DAYS, st.booleans())
def test_both_ways_say_the_same_of_every_new_form(
    who: Teacher,
    entries: list[Entry],
    as_of: date,
    hard: bool,  # noqa: FBT001 drawn
) -> None:
    added = _ANY_DAY, offsetting("MX-21", _SURPLUS), offsetting("MX-22", _SURPLUS), _TWO_OF_THREE, _FOUR_OF_FIVE
    classes = (_ONE_TRAINING,) if not hard else ()
    both(entries, *added, *classes, who=who, as_of=as_of, changes=(_UNCUT, _HARD) if hard else ())
