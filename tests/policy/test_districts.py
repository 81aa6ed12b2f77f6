"""Judging a district by tallies comes to the same as judging each teacher by entries, whatever the pack."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.policy.calendars import Span
from services.policy.engine import Result, Standing, judge
from services.policy.engine.many import Outline, judge_many
from services.policy.engine.tallies import Person, Tally, cell_number
from services.policy.facts import Certificate, Entry, Exemption, Fact, Leave, Membership, OptIn, Teacher
from services.policy.format import Pack, bound, shipped_ids
from services.policy.matching import Cell, coarse_cell
from tests.policy.making import CYCLE_END, CYCLE_START, appointment, hours, new_teacher, pack, regular_year, teacher
from tests.policy.making import terms as usual_terms
from tests.policy.matrix import matrix

PACKS = ("MATRIX", "XC", "HL", *(name for name in shipped_ids() if name not in {"XC", "HL"}))


def pack_of(name: str) -> Pack:
    return matrix() if name == "MATRIX" else pack(name)


@lru_cache
def parameters(name: str) -> dict[str, Any]:
    """Supply most of what a pack leaves open, so that something is asked."""
    usual = {"date": date(2014, 8, 31), "number": Decimal(20), "text": "x"}
    given_ = {n: usual[p.type] for n, p in pack_of(name).parameters.items() if n not in {"cycle_start", "cycle_end"}}
    try:
        bound(pack_of(name), usual_terms(**given_))
    except ValueError:
        return {}
    return given_


def tallied(entries: Sequence[Entry]) -> tuple[list[Tally], dict[int, Cell]]:
    """Group entries as the ledger does."""
    keys: dict[Cell, int] = {}
    rows: dict[int, list[int]] = {}
    for entry in entries:
        key = keys.setdefault(coarse_cell(entry), len(keys) + 1)
        day = entry.earned_to.day
        row = rows.setdefault(cell_number(key, entry.earned_to), [day, day, 0, 0])
        row[0], row[1] = min(row[0], day), max(row[1], day)
        row[2] += int(entry.hours * 10_000)
        row[3] += int(entry.credits * 10_000)
    return [(cell, first * 32 + last, h, c) for cell, (first, last, h, c) in rows.items()], {
        key: cell for cell, key in keys.items()
    }


def by_tallies(name: str, who: Teacher, entries: Sequence[Entry], as_of: date, **more: Any) -> Outline | Person:
    rows, keys = tallied(entries)
    person = Person(teacher=who, rows=rows, facts=tuple(more.pop("facts", ())))
    terms = more.pop("under", None) or usual_terms(**parameters(name))
    (found,) = judge_many(pack_of(name), terms=terms, people=[person], keys=keys, as_of=as_of, **more)
    return found


def by_entries(name: str, who: Teacher, entries: Sequence[Entry], as_of: date, **more: Any) -> Standing:
    terms = more.pop("under", None) or usual_terms(**parameters(name))
    return judge(pack_of(name), terms=terms, teacher=who, entries=entries, as_of=as_of, **more)


SENIOR = {"title_tier": "SENIOR", "title": "高级教师"}
STAFF = (
    teacher(birth_date=date(1980, 3, 1)),
    teacher(appointment(**SENIOR, class_teacher=True), birth_date=date(1985, 9, 1)),
    teacher(appointment(post="PRINCIPAL"), retire_date=date(2014, 1, 31)),
    teacher(
        appointment(valid_to=date(2013, 4, 20)),
        appointment(valid_from=date(2013, 4, 21), **SENIOR, stage="JUNIOR_MIDDLE"),
        opt_ins=(OptIn(clause="HL-13", on=date(2012, 1, 1)),),
        memberships=(Membership(code="BACKBONE", first=date(2012, 1, 1)),),
    ),
    new_teacher(date(2012, 9, 1)),
    new_teacher(date(2013, 3, 18), certificate=False),
    teacher(
        leaves=(Leave(kind="SICK", first=date(2012, 2, 1), last=date(2012, 12, 31)),),
        exemptions=(
            Exemption(clause="XC-03", first=date(2013, 9, 1), last=date(2014, 8, 31), ground="借调"),
            Exemption(clause="HL-04", first=CYCLE_START, last=CYCLE_END, ground="借调"),
        ),
        certificates=(Certificate(kind="PRE_SERVICE", issued_on=date(2012, 3, 1)),),
    ),
    replace(teacher(), appointments=(), hire_date=None),
)
TEACHERS = st.sampled_from(STAFF)
DAYS = st.sampled_from([CYCLE_END, date(2016, 8, 30), date(2014, 8, 31), date(2013, 2, 10), date(2011, 9, 1)])


@st.composite
def entries_of(draw: st.DrawFn, name: str) -> list[Entry]:
    """Entries with codes of the pack, some of them in lots, so that years are met and waivers work."""
    known = {
        dimension: sorted(getattr(pack_of(name).dimensions, dimension))
        for dimension in ("category", "level", "mode", "nature", "kind")
    }
    made: list[Entry] = []
    for number in range(draw(st.integers(0, 10))):
        # Nobody earns nothing: an entry of neither hours nor credits is never booked.
        amount = draw(st.one_of(st.integers(1, 90).map(lambda n: n * 10_000), st.integers(1, 900_000)))
        on = draw(st.dates(date(2011, 8, 1), date(2016, 9, 30)))
        made.append(
            Entry(
                entry_id=f"e{number}",
                hours=Decimal(amount).scaleb(-4),
                credits=Decimal(draw(st.sampled_from([0, amount // 10, amount // 5]))).scaleb(-4),
                earned_from=on,
                earned_to=on,
                organised_by_admin=draw(st.booleans()),
                class_id=draw(st.sampled_from([None, "class-1"])),
                **{dimension: draw(st.sampled_from(codes)) for dimension, codes in known.items()},
            )
        )
    if name == "XC" and draw(st.booleans()):
        made += [entry for year in range(1, 6) for entry in regular_year(year)]
    return made


@st.composite
def facts_of(draw: st.DrawFn, name: str) -> list[Fact]:
    kinds = sorted(pack_of(name).dimensions.fact)
    count = draw(st.integers(0, 4)) if kinds else 0
    return [
        Fact(
            fact_id=f"f{number}",
            kind=draw(st.sampled_from(kinds)),
            on=draw(st.dates(date(2011, 9, 1), date(2016, 8, 31))),
            amount=Decimal(draw(st.integers(1, 12_000))),
            teacher_id="teacher-1",
        )
        for number in range(count)
    ]


def everything(found: Standing) -> Counter[tuple[object, ...]]:
    return Counter((c.clause_id, c.period, c.severity, c.result, c.progress) for c in found.clauses)


def of_outline(found: Outline) -> Counter[tuple[object, ...]]:
    return Counter((c.clause_id, c.period, c.severity, c.result, c.progress) for c in found.outcomes())


def numbers_told_otherwise(found: Outline, slow: Standing) -> list[tuple[object, ...]]:
    """Name the numbers of an outline that the standing in words has differently."""
    told = {
        (c.clause_id, c.period, q.label_en, q.unit, required, q.counted)
        for c in slow.clauses
        for q in c.quantities
        for required in (q.required, None)
    }
    return [
        number
        for o in found.outcomes()
        if o.result in {Result.MET, Result.NOT_MET}
        for n in o.numbers
        if (number := (o.clause_id, o.period, n.label_en, n.unit, n.required, n.counted)) not in told
    ]


@pytest.mark.parametrize("name", PACKS)
def test_both_ways_say_the_same_of_every_clause(name: str) -> None:
    @settings(max_examples=40 if name in {"MATRIX", "XC", "HL"} else 6, deadline=None)
    @given(TEACHERS, entries_of(name), facts_of(name), DAYS)
    def say_the_same(who: Teacher, entries: list[Entry], facts: list[Fact], as_of: date) -> None:
        slow = by_entries(name, who, entries, as_of, facts=facts)
        quick = by_tallies(name, who, entries, as_of, facts=facts)
        if isinstance(quick, Outline):
            assert of_outline(quick) == everything(slow)
            assert not numbers_told_otherwise(quick, slow)
            assert (quick.verdict, quick.progress) == (slow.verdict, slow.progress)
            assert quick.explained(entries) == slow

    say_the_same()


def test_most_teachers_are_told_from_tallies_alone() -> None:
    for name in ("XC", "HL", "MATRIX"):
        entries = [hours(4, year=year, class_id=None) for year in (1, 2, 3)] if name == "XC" else []

        assert isinstance(by_tallies(name, teacher(), entries, date(2014, 8, 31)), Outline)


def test_a_day_within_a_month_needs_the_entries_only_where_they_stand_on_both_sides() -> None:
    before, after = hours(10, on=date(2013, 2, 9)), hours(10, on=date(2013, 2, 11))
    the_day = date(2013, 2, 10)

    assert isinstance(by_tallies("XC", teacher(), [before], the_day), Outline)
    assert isinstance(by_tallies("XC", teacher(), [after], the_day), Outline)
    assert isinstance(by_tallies("XC", teacher(), [before, after], the_day), Person)
    assert isinstance(by_tallies("XC", teacher(), [before, after], date(2013, 2, 28)), Outline)


def test_a_cap_for_each_class_needs_the_entries_only_where_it_might_cut() -> None:
    small = [replace(hours(5), credits=Decimal(2), category="SUBJECT", kind="COURSE")]
    large = [replace(entry, credits=Decimal(7)) for entry in small]

    assert isinstance(by_tallies("MATRIX", teacher(), small, CYCLE_END), Outline)
    assert isinstance(by_tallies("MATRIX", teacher(), large, CYCLE_END), Person)


def test_an_outline_tells_numbers_and_words() -> None:
    entries = regular_year(1)

    found = by_tallies("XC", teacher(), entries, CYCLE_END)

    assert isinstance(found, Outline)
    (year,) = [o for o in found.outcomes() if o.clause_id == "XC-02" and o.period == "2011-2012"]
    assert year.result is Result.MET
    assert [(n.label_zh, n.unit, n.required, n.counted) for n in year.numbers] == [("培训", "hours", 72, 72)]
    told = found.explained(entries)
    assert told == by_entries("XC", teacher(), entries, CYCLE_END)


def test_teachers_of_one_profile_are_told_apart_by_what_they_earned() -> None:
    rows, keys = tallied(regular_year(1))
    others = [replace(teacher(), teacher_id=f"t{number}") for number in range(3)]
    people = [Person(teacher=who, rows=rows if number == 1 else ()) for number, who in enumerate(others)]

    found = list(judge_many(pack("XC"), terms=usual_terms(), people=people, keys=keys, as_of=date(2012, 8, 31)))

    years = [
        next(o.result for o in outline.outcomes() if o.clause_id == "XC-02")
        for outline in found
        if isinstance(outline, Outline)
    ]
    assert years == [Result.NOT_MET, Result.MET, Result.NOT_MET]
    assert [outline.teacher.teacher_id for outline in found] == ["t0", "t1", "t2"]


@pytest.mark.parametrize(("until", "judged"), [(date(2013, 9, 30), 2), (date(2012, 8, 30), 0)])
def test_a_pack_that_governed_for_a_time_judges_the_years_of_that_time(until: date, judged: int) -> None:
    governs = Span(CYCLE_START, until)

    quick = by_tallies("XC", teacher(), regular_year(1), CYCLE_END, governs=governs)
    slow = by_entries("XC", teacher(), regular_year(1), CYCLE_END, governs=governs)

    assert isinstance(quick, Outline)
    assert of_outline(quick) == everything(slow)
    assert len([o for o in quick.outcomes() if o.clause_id == "XC-02"]) == judged


@pytest.mark.parametrize("name", ["XC", "HL", "KG", "C23", "MATRIX"])
def test_every_teacher_of_a_district_is_judged_by_the_own_profile(name: str) -> None:
    made = [replace(one, teacher_id=f"t{number}") for number, one in enumerate(STAFF)]
    made += [replace(one, teacher_id=f"late-{one.teacher_id}", retire_date=date(2013, 1, 15)) for one in made]
    made += [replace(one, teacher_id=f"old-{one.teacher_id}", birth_date=date(1960, 1, 1)) for one in made]
    made += [replace(one, teacher_id=f"new-{one.teacher_id}", hire_date=date(2013, 9, 1)) for one in made[:8]]
    known = {d: sorted(getattr(pack_of(name).dimensions, d)) for d in ("category", "level", "mode", "nature", "kind")}
    entries = [
        hours(
            9,
            year=year,
            entry_id=f"{year}-{n}",
            **{d: codes[n % len(codes)] for d, codes in known.items() if d != "nature"},
        )
        for year in range(1, 6)
        for n in range(6)
    ]
    entries = [replace(entry, nature=known["nature"][0], credits=Decimal(1)) for entry in entries]
    rows, keys = tallied(entries)
    terms = usual_terms(**parameters(name))

    for as_of in (date(2014, 8, 31), CYCLE_END):
        people = [Person(teacher=who, rows=rows) for who in made]
        found = list(judge_many(pack_of(name), terms=terms, people=people, keys=keys, as_of=as_of))

        for outline in found:
            if isinstance(outline, Outline):
                slow = by_entries(name, outline.teacher, entries, as_of)
                assert of_outline(outline) == everything(slow), outline.teacher
                assert not numbers_told_otherwise(outline, slow), outline.teacher
                assert (outline.verdict, outline.progress) == (slow.verdict, slow.progress), outline.teacher
        assert any(isinstance(outline, Outline) for outline in found)


def test_an_edge_within_a_month_is_looked_at_by_days() -> None:
    # Who retired on 15 January is asked for what was earned by then.
    retired = teacher(retire_date=date(2013, 1, 15))
    before, after = hours(10, on=date(2013, 1, 10)), hours(10, on=date(2013, 1, 20))

    assert isinstance(by_tallies("XC", retired, [before, after], CYCLE_END), Person)
    for entries in ([before], [after]):
        quick = by_tallies("XC", retired, entries, CYCLE_END)
        assert isinstance(quick, Outline)
        slow = by_entries("XC", retired, entries, CYCLE_END)
        (year,) = [o for o in quick.outcomes() if o.clause_id == "XC-02" and o.period == "2012-2013"]
        (told,) = [c for c in slow.clauses if c.clause_id == "XC-02" and c.period == "2012-2013"]
        assert [n.counted for n in year.numbers] == [told.counted]
