"""The runner of the cases: it refuses what it does not know, and a wrong expectation is found."""

import pytest

from tests.policy.casework.asking import ask
from tests.policy.casework.mutating import mutants_of
from tests.policy.casework.reading import Case, CasesRefused, read_cases
from tests.policy.making import pack

CASE = """\
- rule: XC-02
  case: 第一学年72学时
  at: boundary
  entries:
    - {hours: 24, on: 2011-11-15, every: month, times: 3}
  expect: {period: 2011-2012, result: MET, required: 72, counted: 72, gap: 0}
"""


def case_of(text: str) -> Case:
    (case,) = read_cases(text, pack_id="XC")
    return case


def test_a_right_case_is_right() -> None:
    assert ask(case_of(CASE), pack("XC")).wrong == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("result: MET", "result: NOT_MET"),
        ("required: 72", "required: 73"),
        ("counted: 72", "counted: 71.5"),
        ("gap: 0", "gap: 1"),
        ("gap: 0", "reason: short"),
        ("gap: 0", "says: 还差"),
        ("gap: 0", "verdict: MET"),
        ("gap: 0", "parts: [{label: 培训, counted: 1}]"),
        ("gap: 0", "parts: [{label: 别的, counted: 72}]"),
        ("period: 2011-2012, ", "period: 2017-2018, "),
        ("period: 2011-2012, ", ""),
        ("times: 3", "times: 2"),
        ("every: month", "every: year"),
    ],
)
def test_a_case_that_is_wrong_anywhere_is_red(before: str, after: str) -> None:
    assert before in CASE

    assert ask(case_of(CASE.replace(before, after)), pack("XC")).wrong


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("at: boundary", "at: edge", "XC.yaml:3: at"),
        ("{hours: 24,", "{hour: 24,", "XC.yaml:5: entries.0.hour"),
        ("gap: 0", "gaps: 0", "expect.0.gaps"),
        (
            "period: 2011-2012, result: MET, required: 72, counted: 72, gap: 0",
            "period: 2011-2012",
            "nothing is expected",
        ),
        ("at: boundary", "at: boundary\n  at: met", "stands twice"),
        (CASE, "rule: XC-02", "a list of cases"),
        (CASE, "usual: {habit: {}}\ncases: []", "unknown here: habit"),
    ],
)
def test_what_the_form_does_not_know_is_refused_with_its_line(before: str, after: str, told: str) -> None:
    with pytest.raises(CasesRefused) as refused:
        read_cases(CASE.replace(before, after), pack_id="XC")

    assert told in str(refused.value)


def test_what_is_usual_is_laid_under_every_case() -> None:
    usual = "usual:\n  entry: {hours: 36}\n  terms: {switches: {partial_year: whole}}\ncases:\n"
    written = CASE.replace("{hours: 24, on: 2011-11-15, every: month, times: 3}", "{on: 2011-11-15, times: 2}")

    case = case_of(usual + "".join(f"  {line}\n" for line in written.splitlines()))

    assert case.given.terms.switches == {"partial_year": "whole"}
    assert ask(case, pack("XC")).wrong == ()


def test_an_expectation_that_what_is_judged_does_not_have_is_refused() -> None:
    case = case_of("- {rule: XC-14, case: 三段, at: met, judged: stages, expect: {batch: '2014'}}")

    with pytest.raises(ValueError, match="batch cannot be expected"):
        ask(case, pack("XC"))


def test_a_mutant_differs_in_one_place_and_never_in_words() -> None:
    original = pack("XC")

    mutants = list(mutants_of(original))

    assert len({str(mutant) for mutant in mutants}) == len(mutants) > 80
    assert all(mutant.pack != original and mutant.pack.content_hash != original.content_hash for mutant in mutants)
    assert {"XC-01", "XC-13", "XC-16", "XC-19", None} <= {mutant.clause_id for mutant in mutants}
    assert "XC-07 relief.trigger.0.limits.0.inclusive.cases.waives: True -> False" in {str(m) for m in mutants}
