"""What holds for every pack, whatever entries a teacher has: order, growth, floors, and sums that add up."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.policy.engine import Result, Standing, judge
from services.policy.facts import Certificate, Entry, Fact, Teacher
from services.policy.format import Pack
from tests.policy.making import CYCLE_END, appointment, new_teacher, pack, teacher, terms
from tests.policy.matrix import matrix

PACKS = {"XC": lambda: pack("XC"), "HL": lambda: pack("HL"), "MATRIX": matrix}
PARAMETERS: dict[str, dict[str, Any]] = {"MATRIX": {"mid_term": date(2014, 6, 30)}}
DIMENSIONS = ("category", "level", "mode", "nature", "kind")
TEACHERS = st.sampled_from(
    [
        teacher(),
        teacher(appointment(title_tier="SENIOR", class_teacher=True)),
        teacher(appointment(post="PRINCIPAL")),
        new_teacher(date(2012, 9, 1)),
        replace(new_teacher(date(2013, 3, 18)), certificates=(Certificate(kind="PRE_SERVICE", issued_on=CYCLE_END),)),
    ]
)
AS_OF = st.sampled_from([CYCLE_END, date(2013, 2, 10), date(2014, 8, 31), date(2016, 8, 30)])


def codes(under: Pack) -> dict[str, list[str]]:
    return {dimension: sorted(getattr(under.dimensions, dimension)) for dimension in DIMENSIONS}


def entries_of(under: Pack) -> st.SearchStrategy[list[Entry]]:
    """Valid and distinct entries: many in few cells, so that caps, tiers and waivers come into play."""
    amounts = st.one_of(st.integers(0, 90).map(lambda n: n * 10_000), st.integers(0, 900_000))
    one = st.fixed_dictionaries(
        {
            "hours": amounts,
            "credits": amounts.map(lambda n: n // 8),
            "on": st.dates(date(2011, 8, 1), date(2016, 10, 1)),
            "class_id": st.sampled_from([None, "class-1", "class-2"]),
            "organised_by_admin": st.booleans(),
            **{dimension: st.sampled_from(known) for dimension, known in codes(under).items()},
        }
    )
    return st.lists(one, max_size=12).map(
        lambda drawn: [
            Entry(
                entry_id=f"e{number:02}",
                hours=Decimal(given_.pop("hours")).scaleb(-4),
                credits=Decimal(given_.pop("credits")).scaleb(-4),
                earned_from=given_["on"],
                earned_to=given_.pop("on"),
                **given_,
            )
            for number, given_ in enumerate(drawn)
        ]
    )


CASES = st.sampled_from(sorted(PACKS)).flatmap(
    lambda name: st.tuples(st.just(name), TEACHERS, entries_of(PACKS[name]()), AS_OF)
)
FACTS = [Fact(fact_id=f"f{n}", kind="ESSAY", on=date(2012, n, 1), teacher_id="teacher-1") for n in (1, 2)]


def judged(name: str, who: Teacher, entries: Sequence[Entry], as_of: date, under: Pack | None = None) -> Standing:
    return judge(
        under or PACKS[name](),
        terms=terms(**PARAMETERS.get(name, {})),
        teacher=who,
        entries=entries,
        as_of=as_of,
        facts=FACTS if name == "MATRIX" else (),
    )


@settings(max_examples=80, deadline=None)
@given(CASES, st.integers(0, 10**6))
def test_the_order_of_entries_changes_nothing(case: tuple[str, Teacher, list[Entry], date], seed: int) -> None:
    name, who, entries, as_of = case
    shuffled = list(entries)
    Random(seed).shuffle(shuffled)

    assert judged(name, who, entries, as_of) == judged(name, who, shuffled, as_of)


@settings(max_examples=120, deadline=None)
@given(CASES)
def test_one_entry_more_lowers_nothing_that_counts(case: tuple[str, Teacher, list[Entry], date]) -> None:
    name, who, entries, as_of = case
    if not entries:
        return
    before, after = judged(name, who, entries[:-1], as_of), judged(name, who, entries, as_of)

    old, new = _amounts(before), _amounts(after)
    for key in old.keys() & new.keys():
        assert new[key] >= old[key], key


def _amounts(found: Standing) -> dict[tuple[str, str | None, str, str], Decimal]:
    # What stood in for a part gives way to what belongs there: only the whole of the part counts.
    return {
        (c.clause_id, c.period, q.label_zh, q.unit): q.counted
        for c in found.clauses
        for q in c.quantities
        if not (c.clause_id == "MX-02" and q.label_zh != "师德")
    }


RAISED = {
    "amount: 60, inclusive: true": "amount: 61, inclusive: true",
    "amount: 10, inclusive: true": "amount: 10.0001, inclusive: true",
    "amount: 12, inclusive: true": "amount: 12, inclusive: false",
    "amount: 20, inclusive: true": "amount: 25, inclusive: true",
    "amount: 40, inclusive: true, percent_of: all": "amount: 45, inclusive: true, percent_of: all",
}


@settings(max_examples=60, deadline=None)
@given(TEACHERS, entries_of(matrix()), AS_OF, st.sampled_from(sorted(RAISED)))
def test_a_higher_floor_makes_nothing_met(who: Teacher, entries: list[Entry], as_of: date, old: str) -> None:
    lower = judged("MATRIX", who, entries, as_of)
    higher = judged("MATRIX", who, entries, as_of, matrix(((old, RAISED[old]),)))

    for before, after in zip(lower.clauses, higher.clauses, strict=True):
        # A higher floor of one clause leaves less of a surplus to another, never more.
        assert not (before.result is Result.NOT_MET and after.result is Result.MET), before.clause_id


@settings(max_examples=80, deadline=None)
@given(CASES)
def test_every_entry_is_accounted_for(case: tuple[str, Teacher, list[Entry], date]) -> None:
    name, who, entries, as_of = case
    amounts = {e.entry_id: {"hours": e.hours, "credits": e.credits} for e in entries}
    for found in judged(name, who, entries, as_of).clauses:
        if found.unit not in {"hours", "credits"}:
            continue
        own = [line for line in found.counted_entries if not line.reason_zh]
        by_entry: dict[str, Decimal] = {}
        for line in (*own, *found.not_counted):
            by_entry[line.entry_id] = by_entry.get(line.entry_id, Decimal(0)) + line.amount
        assert all(amounts[entry_id][found.unit] == amount for entry_id, amount in by_entry.items())
        stood_in = sum(line.amount for line in found.counted_entries if line.reason_zh)
        if found.counted_entries and not stood_in and "结余" not in (found.calculation or ""):
            assert sum(line.amount for line in own) == found.counted


def test_an_order_that_mattered_would_be_seen() -> None:
    # The properties above would be empty words if nothing were ever cut, waived or offset in what they draw.
    from_xc = judged("XC", teacher(), [_entry("NATIONAL", 80)], CYCLE_END)

    assert any(c.reason == "waived" for c in from_xc.clauses)


def _entry(level: str, amount: int) -> Entry:
    return Entry(
        entry_id="one",
        hours=Decimal(amount),
        credits=Decimal(0),
        earned_from=date(2011, 11, 1),
        earned_to=date(2011, 11, 1),
        category="KNOWLEDGE_SKILL",
        level=level,
        mode="CENTRALISED",
        nature="COMPULSORY",
        kind="NATIONAL_PLAN",
    )


@pytest.mark.parametrize("name", sorted(PACKS))
def test_nothing_earned_is_judged_too(name: str) -> None:
    assert judged(name, teacher(), [], CYCLE_END).verdict in {Result.NOT_MET, Result.UNDETERMINED}
