"""Several marks of one component: which count, which do not, and why."""

from decimal import Decimal
from fractions import Fraction

import pytest

from services.assessment.rules import (
    Aggregate,
    Aggregator,
    Component,
    ComponentResult,
    Criterion,
    Evidence,
    Fate,
    RawMark,
    Share,
    result_of,
)
from tests.assessment.judging import (
    EXPERT,
    FIRST,
    FOURTH,
    ORGANISER,
    PEER,
    SECOND,
    SELF,
    THIRD,
    component,
    evidence,
    label,
    mark,
    override,
    scheme,
    stage,
)

MEAN = Aggregator(Aggregate.MEAN)
PEOPLE = (FIRST, SECOND, THIRD, FOURTH)


def seen(one: Component, known: Evidence) -> ComponentResult:
    (found,) = result_of(scheme(stage(one)), known).components
    return found


def fates(found: ComponentResult) -> list[str]:
    """What became of each mark, in the order in which they were given."""
    return [str(used.why) for used in found.marks]


def panel(*points: str) -> tuple[RawMark, ...]:
    return tuple(mark(one, by) for one, by in zip(points, PEOPLE, strict=False))


@pytest.mark.parametrize(
    ("aggregator", "at_least", "points", "expected", "dropped"),
    [
        (Aggregator(), 1, ["70", "80", "60"], Fraction(60), ["SUPERSEDED", "SUPERSEDED", "COUNTED"]),
        (MEAN, 1, ["70", "80", "60.5"], Fraction(421, 6), ["COUNTED"] * 3),
        (MEAN, 3, ["70", "80"], None, ["COUNTED"] * 2),
        (
            Aggregator(Aggregate.TRIMMED_MEAN, drop=1),
            3,
            ["70", "10", "90", "72"],
            Fraction(71),
            ["COUNTED", "DROPPED_LOWEST", "DROPPED_HIGHEST", "COUNTED"],
        ),
        (Aggregator(Aggregate.TRIMMED_MEAN, drop=1), 3, ["70", "10"], None, ["COUNTED"] * 2),
        (
            Aggregator(Aggregate.BEST_OF, best=2),
            2,
            ["70", "80", "60"],
            Fraction(75),
            ["COUNTED", "COUNTED", "NOT_AMONG_BEST"],
        ),
        (Aggregator(Aggregate.SUM), 1, ["30", "25.5"], Fraction(111, 2), ["COUNTED"] * 2),
        (Aggregator(Aggregate.SUM), 1, ["60", "55"], Fraction(100), ["COUNTED"] * 2),
    ],
)
def test_marks_are_put_together(
    aggregator: Aggregator, at_least: int, points: list[str], expected: Fraction | None, dropped: list[str]
) -> None:
    found = seen(component(aggregator=aggregator, at_least=at_least), evidence(*panel(*points)))

    assert (found.points, fates(found)) == (expected, dropped)


def test_shares_weigh_each_kind_after_its_own_mean() -> None:
    shared = component(
        aggregator=MEAN,
        shares=(Share(EXPERT, Decimal(60)), Share(PEER, Decimal(20)), Share(SELF, Decimal(20))),
    )
    experts = (mark("90", FIRST), mark("80", SECOND))
    peers = (mark("70", THIRD, PEER), mark("71", FOURTH, PEER), mark("72", FIRST, PEER))

    waiting = seen(shared, evidence(*experts, *peers))
    whole = seen(shared, evidence(*experts, *peers, mark("100", SECOND, SELF)))

    assert waiting.points is None
    assert [text.zh for text in waiting.lacking] == ["A项(待本人评分)"]
    assert whole.points == Fraction(85 * 60 + 71 * 20 + 100 * 20, 100)


def test_a_kind_without_a_share_is_shown_and_does_not_count() -> None:
    shared = component(shares=(Share(EXPERT, Decimal(100)),), aggregator=MEAN)

    found = seen(shared, evidence(mark("90"), mark("10", SECOND, ORGANISER)))

    assert (found.points, fates(found)) == (Fraction(90), ["COUNTED", "NOT_ASKED"])


def test_a_correction_supersedes_only_its_own_assessors_mark() -> None:
    found = seen(component(aggregator=MEAN), evidence(mark("50"), mark("70", SECOND), mark("60")))

    assert (found.points, fates(found)) == (Fraction(65), ["SUPERSEDED", "COUNTED", "COUNTED"])


def test_a_mark_above_the_maximum_of_this_version_does_not_count() -> None:
    found = seen(component(maximum=Decimal(20)), evidence(mark("21")))

    assert (found.points, fates(found)) == (None, ["NOT_ASKED"])


RUBRIC = component(
    criteria=(Criterion("CONTENT", label("内容"), Decimal(70)), Criterion("FORM", label("规范"), Decimal(30))),
    aggregator=MEAN,
)


def test_a_rubric_is_marked_once_every_criterion_is() -> None:
    content, form = mark("60", criterion="CONTENT"), mark("21.5", criterion="FORM")

    assert seen(RUBRIC, evidence(content)).points is None
    assert fates(seen(RUBRIC, evidence(content))) == ["INCOMPLETE"]
    assert seen(RUBRIC, evidence(content, form)).points == Fraction(163, 2)


def test_of_a_whole_mark_and_a_rubric_the_newer_stands() -> None:
    before, content, form = mark("40"), mark("60", criterion="CONTENT"), mark("20", criterion="FORM")
    after = mark("50")

    assert seen(RUBRIC, evidence(before, content)).points == 40
    assert fates(seen(RUBRIC, evidence(before, content))) == ["COUNTED", "INCOMPLETE"]
    assert seen(RUBRIC, evidence(before, content, form)).points == 80
    assert seen(RUBRIC, evidence(before, content, form, after)).points == 50


def test_pieces_are_marks_of_their_own() -> None:
    lessons = component(
        aggregator=Aggregator(Aggregate.BEST_OF, best=2),
        at_least=2,
        pieces=tuple(Criterion(f"L{number}", label(f"第{number}节"), Decimal(100)) for number in (1, 2, 3)),
    )
    first, second, third = mark("60", criterion="L1"), mark("90", criterion="L2"), mark("80", criterion="L3")

    assert seen(lessons, evidence(first)).points is None
    assert seen(lessons, evidence(first, second, third)).points == 85
    assert seen(lessons, evidence(first, second, third, mark("95", criterion="L1"))).points == Fraction(185, 2)


def test_moderation_stands_beside_the_raw_marks() -> None:
    marks = (mark("50"), mark("60", SECOND))
    known = evidence(*marks, overrides=(override("70"), override("65")))

    found = seen(component(aggregator=MEAN), known)

    assert (found.points, found.raw, fates(found)) == (Fraction(65), Fraction(55), ["OVERRIDDEN"] * 2)
    assert found.override is not None
    assert found.override.reason == "复核"
    words = [text.zh for text in result_of(scheme(stage(component(aggregator=MEAN))), known).explanation]
    assert "A项经复核计 65 分,原始分 55 分保留" in words


def test_moderation_never_makes_a_mark_that_nobody_gave() -> None:
    found = seen(component(), evidence(overrides=(override("70"),)))

    assert (found.points, found.override) == (None, None)


def test_only_the_newest_attempt_counts_and_the_former_are_shown() -> None:
    former, newer = mark("40"), mark("75", attempt=2)
    moderated = evidence(former, overrides=(override("65"),), attempts={"A": 2})

    opened = seen(component(), moderated)
    sat = seen(component(), evidence(former, newer, overrides=(override("65"),)))

    assert (opened.attempt, opened.points, fates(opened)) == (2, None, ["FORMER_ATTEMPT"])
    assert (sat.attempt, sat.points, fates(sat)) == (2, Fraction(75), ["FORMER_ATTEMPT", "COUNTED"])


def test_every_mark_has_its_fate() -> None:
    assert {str(fate) for fate in Fate} == {
        "COUNTED",
        "OVERRIDDEN",
        "SUPERSEDED",
        "FORMER_ATTEMPT",
        "DROPPED_HIGHEST",
        "DROPPED_LOWEST",
        "NOT_AMONG_BEST",
        "NOT_ASKED",
        "INCOMPLETE",
    }
