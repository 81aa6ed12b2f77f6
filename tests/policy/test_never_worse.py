"""What a relief, a smaller total or a surplus may never do: harm, ask for what cannot be reached, count twice."""

from collections.abc import Sequence
from datetime import date

import pytest

from services.policy.engine import Result
from services.policy.engine.standing import ClauseResult
from services.policy.facts import Entry, Fact, Leave
from services.policy.format import Pack, load
from tests.policy.both import judged
from tests.policy.making import CYCLE_END, clause, teacher, terms
from tests.policy.matrix import MATRIX, credit

MET, NOT_MET, EXEMPT, NOT_APPLICABLE = Result.MET, Result.NOT_MET, Result.EXEMPT, Result.NOT_APPLICABLE
UNDETERMINED = Result.UNDETERMINED


def made(clauses: str, *changes: tuple[str, str]) -> Pack:
    text = MATRIX.split("clauses:\n")[0] + "clauses:\n" + clauses
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return load(text, file="made.yaml")


def floor(label: str, where: str, amount: str, more: str = "") -> str:
    """A quantity of credits."""
    return (
        f"{{label: {{zh: {label}, en: {label}}}, where: {where}, unit: credits, "
        f"limits: [{{sense: floor, amount: {amount}, inclusive: true}}]{more}}}"
    )


HEAD = "    title: {zh: 甲, en: one}\n    quotes: [甲]\n    formal: One.\n"
COURSES = floor("课程", "{kind: [COURSE]}", "30")
INSTEAD = f"""\
  - id: MX-01
    kind: bucket
{HEAD}    parts: [{COURSES}]
  - id: MX-02
    kind: substitution
{HEAD}    relief:
      trigger: [{floor("论文", "{kind: [PAPER]}", "6")}]
      waives: [MX-01]
      requires: [{floor("校本", "{mode: [SCHOOL_BASED]}", "4")}]
"""


def course(amount: int | str) -> Entry:
    return credit(amount)


def paper(amount: int | str) -> Entry:
    return credit(amount, kind="PAPER")


def school(amount: int | str) -> Entry:
    return credit(amount, kind="LECTURE", mode="SCHOOL_BASED")


# a relief with something asked instead


@pytest.mark.parametrize(
    ("entries", "original", "instead", "verdict"),
    [
        ([course(30), paper(6)], MET, NOT_APPLICABLE, MET),
        ([course(29), paper(6)], EXEMPT, NOT_MET, NOT_MET),
        ([course(29), paper(6), school(4)], EXEMPT, MET, MET),
        ([course(30), paper(6), school(4)], EXEMPT, MET, MET),
        ([course(30)], MET, NOT_APPLICABLE, MET),
    ],
)
def test_who_reaches_the_clause_itself_needs_nothing_instead(
    entries: Sequence[Entry], original: Result, instead: Result, verdict: Result
) -> None:
    found = judged(made(INSTEAD), entries, under=terms(), who=teacher(), as_of=CYCLE_END)

    assert (clause(found, "MX-01").result, clause(found, "MX-02").result) == (original, instead)
    assert found.verdict is verdict


def test_the_sentence_says_that_it_was_not_needed() -> None:
    found = clause(
        judged(made(INSTEAD), [course(30), paper(6)], under=terms(), who=teacher(), as_of=CYCLE_END), "MX-02"
    )

    assert (found.reason, "无需减免即已达标" in found.sentence_zh) == ("not_needed", True)


def test_a_relief_that_gives_another_number_and_asks_for_more_is_not_needed_either() -> None:
    changed = INSTEAD.replace("waives: [MX-01]", "adjusts: [{clause: MX-01, amount: 20}]")

    def of(*entries: Entry) -> tuple[ClauseResult, Result]:
        found = judged(made(changed), entries, under=terms(), who=teacher(), as_of=CYCLE_END)
        return clause(found, "MX-01"), found.verdict

    reached, verdict = of(course(30), paper(6))
    assert (reached.result, reached.required, verdict) == (MET, 30, MET)
    eased, verdict = of(course(20), paper(6))
    assert (eased.result, eased.required, verdict) == (MET, 20, NOT_MET)
    assert of(course(20), paper(6), school(4))[1] is MET


def test_where_it_is_open_whether_the_clause_is_reached_it_is_open_whether_more_is_asked() -> None:
    lost = INSTEAD.replace("amount: 30", "amount: null")

    found = judged(made(lost), [course(30), paper(6)], under=terms(), who=teacher(), as_of=CYCLE_END)

    assert found.verdict is UNDETERMINED


def test_a_count_that_is_done_needs_nothing_instead() -> None:
    essays = f"""\
  - id: MX-03
    kind: count
{HEAD}    every: cycle
    within: cycle
    items:
      - {{code: E, label: {{zh: 随笔, en: essays}}, facts: {{kind: [ESSAY]}}, at_least: 1, unit: {{zh: 篇, en: p}}}}
"""
    pack = made(INSTEAD.replace("waives: [MX-01]", "waives: [MX-03]") + essays)
    essay = Fact(fact_id="f", kind="ESSAY", on=date(2012, 1, 4), teacher_id="teacher-1")

    done = judged(pack, [course(30), paper(6)], under=terms(), who=teacher(), as_of=CYCLE_END, facts=[essay])
    not_done = judged(pack, [course(30), paper(6)], under=terms(), who=teacher(), as_of=CYCLE_END)

    assert (done.verdict, not_done.verdict) == (MET, NOT_MET)


# tiers follow a smaller total

TIERED = f"""\
  - id: MX-01
    kind: total
{HEAD}    shrinks: true
    parts:
      - label: {{zh: 研修, en: training}}
        unit: credits
        limits: [{{sense: floor, amount: 72, inclusive: true}}]
        tiers:
          - {{id: BASIC, label: {{zh: 前48, en: the first 48}}, size: 48}}
          - {{id: WORK, label: {{zh: 成果24, en: 24 of work}}, size: 24, accepts: {{kind: [PAPER]}}}}
  - id: MX-02
    kind: tier
    of: MX-01
    tier: WORK
{HEAD}  - id: MX-03
    kind: exemption
{HEAD}    who: {{when: "'HALF' in memberships || class_teacher"}}
    relief: {{adjusts: [{{clause: MX-01, amount: target / 2}}]}}
"""
LEAVE = ("counts: [joined_late, left_early]", "suspending_leaves: [SICK], counts: [on_leave]")


@pytest.mark.parametrize(
    ("months", "entries", "total", "tier"),
    [
        # 72 x 48/60 = 57.6, asked 58: 38.67, so 39 in the first tier, and 19 in the second.
        (12, [course(39), paper(19)], (MET, 58), (MET, 19)),
        (12, [course(50), paper("18.5")], (NOT_MET, 58), (NOT_MET, 19)),
        (0, [course(48), paper(24)], (MET, 72), (MET, 24)),
        (0, [course(60), paper(23)], (NOT_MET, 72), (NOT_MET, 24)),
    ],
)
def test_tiers_shrink_with_their_total(
    months: int, entries: Sequence[Entry], total: tuple[Result, int], tier: tuple[Result, int]
) -> None:
    leaves = (Leave(kind="SICK", first=date(2012, 9, 1), last=date(2013, 8, 31)),) if months else ()
    pack = made(TIERED, LEAVE, ("step: 0.5", "step: 1"))

    found = judged(pack, entries, under=terms(), who=teacher(leaves=leaves), as_of=CYCLE_END)

    one, other = clause(found, "MX-01"), clause(found, "MX-02")
    assert ((one.result, one.required), (other.result, other.required)) == (total, tier)


def test_tiers_follow_a_total_that_a_relief_changes() -> None:
    pack = made(TIERED.replace("'HALF' in memberships || class_teacher", "post == 'TEACHER'"))

    found = judged(pack, [course(24), paper(12)], under=terms(), who=teacher(), as_of=CYCLE_END)

    assert (clause(found, "MX-01").result, clause(found, "MX-02").result) == (MET, MET)
    assert clause(found, "MX-02").required == 12
    assert "24 → 12 (72 → 36)" in clause(found, "MX-02").sentence_zh


# what counts for a part is no surplus for it

SURPLUS = f"""\
  - id: MX-01
    kind: bucket
{HEAD}    parts: [{floor("师德", "{category: [ETHICS]}", "30")}]
  - id: MX-02
    kind: bucket
{HEAD}    parts:
      - label: {{zh: 网络, en: online}}
        where: {{mode: [ONLINE]}}
        unit: credits
        limits: [{{sense: floor, amount: 10, inclusive: true}}]
        offsets: [{{label: {{zh: 师德结余, en: surplus}}, surplus_of: MX-01, most: 3}}]
"""


@pytest.mark.parametrize(
    ("plain", "both_ways", "result", "counted"),
    [(26, 7, NOT_MET, 7), (32, 7, NOT_MET, 9), (33, 7, MET, 10), (34, 0, NOT_MET, 3)],
)
def test_what_counts_already_does_not_come_back_as_a_surplus(
    plain: int, both_ways: int, result: Result, counted: int
) -> None:
    entries = [credit(plain, category="ETHICS"), credit(both_ways, category="ETHICS", mode="ONLINE")]

    found = clause(judged(made(SURPLUS), entries, under=terms(), who=teacher(), as_of=CYCLE_END), "MX-02")

    assert (found.result, found.counted) == (result, counted)


# where some parts are enough, those that are reached decide

ANY = f"""\
  - id: MX-01
    kind: bucket
{HEAD}    any_parts: 1
    parts:
      - {floor("课程", "{kind: [COURSE]}", "3")}
      - {floor("论文", "{kind: [PAPER]}", "4")}
"""


@pytest.mark.parametrize(
    ("entry", "told"), [(course(3), (MET, 3, 3)), (paper(4), (MET, 4, 4)), (paper(3), (NOT_MET, 4, 3))]
)
def test_of_parts_of_which_one_is_enough_the_one_that_is_reached_is_told(
    entry: Entry, told: tuple[Result, int, int]
) -> None:
    found = clause(judged(made(ANY), [entry], under=terms(), who=teacher(), as_of=CYCLE_END), "MX-01")

    assert (found.result, found.required, found.counted) == told
