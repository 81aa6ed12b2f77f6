"""Properties of the engine that hold whatever the pack says."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.policy.engine import Result, judge
from services.policy.facts import Entry
from services.policy.format import load
from tests.policy.making import CYCLE_END, clause, credits_, hours, pack, regular_year, standing, teacher, terms
from tests.policy.test_loading import SMALL

WHO = {
    "HL": teacher(),
    "XC": teacher(),
}
CELLS = {
    "HL": {
        "level": ["PREFECTURE", "COUNTY", "SCHOOL", "NATIONAL"],
        "kind": ["COURSE", "PERSONAL_STUDY", "INDUCTION"],
        "category": ["ETHICS_LITERACY.ETHICS", "ETHICS_LITERACY.LITERACY", "KNOWLEDGE_SKILL", "PRACTICE"],
        "mode": ["CENTRALISED"],
    },
    "XC": {
        "level": ["NATIONAL", "COUNTY", "SCHOOL"],
        "kind": ["IN_SERVICE", "OTHER_TRAINING", "DEGREE_STUDY", "NEW_TEACHER"],
        "category": ["ETHICS_LITERACY.ETHICS.LAW", "KNOWLEDGE_SKILL", "DEGREE"],
        "mode": ["CENTRALISED", "SCHOOL_BASED", "ONLINE", "OUTREACH", "FURTHER_STUDY"],
    },
}


@st.composite
def entries(draw: st.DrawFn, pack_id: str) -> list[Entry]:
    cells = CELLS[pack_id]
    count = draw(st.integers(0, 14))
    made: list[Entry] = []
    for number in range(count):
        on = draw(st.dates(date(2011, 6, 1), date(2016, 12, 31)))
        amount = Decimal(draw(st.integers(0, 400_000))).scaleb(-4)
        made.append(
            Entry(
                entry_id=f"e{number:03}",
                hours=amount * 2,
                credits=amount / 5 if pack_id == "HL" and draw(st.booleans()) else Decimal(draw(st.integers(0, 20))),
                earned_from=on,
                earned_to=on,
                nature="COMPULSORY",
                organised_by_admin=draw(st.booleans()),
                **{name: draw(st.sampled_from(codes)) for name, codes in cells.items()},
            )
        )
    return [replace(e, credits=e.credits.quantize(Decimal("0.0001"))) for e in made]


SENIOR = teacher(*(replace(a, title_tier="SENIOR") for a in teacher().appointments))
PERSONAL = terms(switches={"other_eighteen": "personal_only"})


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["HL", "XC"]).flatmap(lambda p: st.tuples(st.just(p), entries(p), st.randoms())))
def test_the_order_of_entries_never_changes_anything(drawn: tuple[str, list[Entry], object]) -> None:
    pack_id, given_entries, random = drawn
    shuffled = list(given_entries)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert standing(pack_id, given_entries) == standing(pack_id, shuffled)


@settings(max_examples=60, deadline=None)
@given(entries("HL"), st.randoms())
def test_the_order_of_entries_never_changes_what_fills_the_tiers(given_entries: list[Entry], random: object) -> None:
    shuffled = list(given_entries)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert standing("HL", given_entries, who=SENIOR, under=PERSONAL) == standing(
        "HL", shuffled, who=SENIOR, under=PERSONAL
    )


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(["HL", "XC"]).flatmap(lambda p: st.tuples(st.just(p), entries(p))))
def test_adding_an_entry_never_lowers_what_is_counted(drawn: tuple[str, list[Entry]]) -> None:
    pack_id, given_entries = drawn
    if not given_entries:
        return
    before = standing(pack_id, given_entries[:-1], who=SENIOR if pack_id == "HL" else None)
    after = standing(pack_id, given_entries, who=SENIOR if pack_id == "HL" else None)

    def counted(found: Sequence[object]) -> dict[tuple[str, str | None, str, str], Decimal]:
        return {
            (c.clause_id, c.period, q.label_zh, q.unit): q.counted  # type: ignore[attr-defined]
            for c in found
            for q in c.quantities  # type: ignore[attr-defined]
        }

    old, new = counted(before.clauses), counted(after.clauses)
    for key in old.keys() & new.keys():
        assert new[key] >= old[key], key


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["HL", "XC"]).flatmap(lambda p: st.tuples(st.just(p), entries(p))))
def test_what_counted_and_what_did_not_add_up_to_what_was_looked_at(drawn: tuple[str, list[Entry]]) -> None:
    pack_id, given_entries = drawn
    for found in standing(pack_id, given_entries).clauses:
        by_entry: dict[str, Decimal] = {}
        for line in (*found.counted_entries, *found.not_counted):
            by_entry[line.entry_id] = by_entry.get(line.entry_id, Decimal(0)) + line.amount
        if found.counted_entries:
            assert sum(c.amount for c in found.counted_entries) == found.counted
        for entry in given_entries:
            if entry.entry_id in by_entry:
                assert by_entry[entry.entry_id] == (entry.hours if found.unit == "hours" else entry.credits)


@settings(max_examples=60, deadline=None)
@given(entries("HL"))
def test_the_gap_is_what_is_required_less_what_is_counted(given_entries: list[Entry]) -> None:
    for found in standing("HL", given_entries).clauses:
        for quantity in found.quantities:
            if quantity.required is not None:
                assert quantity.gap == max(Decimal(0), quantity.required - quantity.counted)


def test_an_entry_given_twice_is_an_error() -> None:
    entry = hours(10, entry_id="same")

    with pytest.raises(ValueError, match="twice"):
        standing("XC", [entry, entry])


def test_more_than_four_places_are_an_error() -> None:
    with pytest.raises(ValueError, match="four places"):
        standing("XC", [hours("0.00001")])


def test_an_entry_counts_from_the_day_it_was_earned() -> None:
    entry = hours(72, on=date(2012, 3, 1))

    the_day_before = judge(pack("XC"), terms=terms(), teacher=teacher(), entries=[entry], as_of=date(2012, 2, 29))
    the_day = judge(pack("XC"), terms=terms(), teacher=teacher(), entries=[entry], as_of=date(2012, 3, 1))

    assert clause(the_day_before, "XC-01").counted == 0
    assert clause(the_day, "XC-01").counted == 72


def test_a_standing_is_plain_data_with_exact_numbers_as_text() -> None:
    found = standing("XC", [hours("12.5", entry_id="a")], as_of=CYCLE_END).as_json()

    total = found["clauses"][0]
    assert json.loads(json.dumps(found)) == found
    assert found["as_of"] == "2016-08-31"
    assert found["verdict"] == "NOT_MET"
    assert found["content_hash"] == pack("XC").content_hash
    assert (total["required"], total["counted"], total["gap"]) == ("360", "12.5", "347.5")
    assert total["counted_entries"] == [{"entry_id": "a", "amount": "12.5", "reason_zh": "", "reason_en": ""}]
    assert total["quote"] == "本周期继续教育总学时为360学时"
    assert total["source"] == "教育工作计划 篇5"


def test_sentences_say_what_is_asked_what_counted_what_is_missing_and_what_closes_the_gap() -> None:
    found = standing("XC", [hours(44)], as_of=date(2012, 6, 1))

    year = clause(found, "XC-02", "2011-2012")
    assert year.sentence_zh == (
        "2011-2012学年，培训应完成72学时，已计44学时，还差28学时，尚未达标。"
        "在2012年8月31日前再完成28学时培训即可达标。目前落后于时间进度。"
    )
    assert year.sentence_en == (
        "In 2011-2012: 44 of 72 hours of training, 28 missing. Not met yet. "
        "By 2012-08-31 needed: 28 more hours of training. Behind the pace so far."
    )


def test_an_overdue_sentence_says_that_the_term_is_over() -> None:
    year = clause(standing("XC", [hours(44)]), "XC-02", "2011-2012")

    assert year.sentence_zh.endswith("未达标。期限2012年8月31日已到。")


def test_a_waiver_says_why() -> None:
    found = standing("XC", [hours(80, level="NATIONAL", kind="NATIONAL_PLAN")])

    assert clause(found, "XC-03", "2011-2012").sentence_zh == (
        "2011-2012学年免于此项要求：依XC-07（国培、省市级专项培训免修）。"
    )
    assert "共80学时，免除XC-03" in clause(found, "XC-07", "2011-2012").sentence_zh


def test_a_lost_number_is_undetermined_and_never_guessed() -> None:
    text = SMALL.replace('amount: {switch: reading, cases: {one: 10, two: "line * 2"}}', "amount: null")
    text = text.replace("    who: {within: [HEADS]}\n", "").replace(
        text[text.index("    switches:") : text.index("    parts:")], ""
    )
    lost = load(text, file="mini.yaml")
    under = terms(start=date(2011, 1, 1), end=date(2015, 12, 31))

    found = judge(lost, terms=under, teacher=teacher(), entries=[], as_of=date(2015, 12, 31))

    assert clause(found, "MINI-01").result is Result.UNDETERMINED
    assert clause(found, "MINI-01").reason == "number_lost"
    assert found.verdict is Result.UNDETERMINED


def test_a_lost_number_may_be_supplied_by_the_district() -> None:
    mini = load(SMALL, file="mini.yaml")
    who = teacher(*(replace(a, post="PRINCIPAL") for a in teacher().appointments))
    span = {"start": date(2011, 1, 1), "end": date(2015, 12, 31)}

    unknown = judge(mini, terms=terms(**span, switches={"reading": "two"}), teacher=who, entries=[], as_of=CYCLE_END)
    known = judge(
        mini, terms=terms(**span, switches={"reading": "two"}, line="7.5"), teacher=who, entries=[], as_of=CYCLE_END
    )

    assert clause(unknown, "MINI-01").result is Result.UNDETERMINED
    assert clause(known, "MINI-01").required == 15


def test_a_teacher_of_whom_nothing_is_known_is_undetermined_and_no_error() -> None:
    nobody = replace(teacher(), appointments=(), hire_date=None)

    found = standing("XC", [], who=nobody, as_of=date(2012, 1, 1))

    assert found.verdict is Result.UNDETERMINED
    assert "任教学段" in found.clauses[0].sentence_zh


def test_surplus_in_one_year_and_credits_outside_the_cycle_change_nothing() -> None:
    found = standing("XC", [*regular_year(1), hours(72, on=date(2011, 8, 31))])

    assert clause(found, "XC-01").counted == 72
    assert clause(standing("HL", [credits_(5, level="COUNTY", on=date(2011, 8, 31))]), "HL-07").counted == 0
