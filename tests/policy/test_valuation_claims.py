"""What a claimed activity is worth: tariffs by place, author, length and documents, and what a pack declines."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from services.policy.facts import Activity
from services.policy.format import Pack, PackRefused, load
from services.policy.valuation import (
    DatedHours,
    Program,
    Valuation,
    value,
)
from tests.policy.making import terms
from tests.policy.test_loading import SMALL

MARCH = date(2012, 3, 5)

TARIFFS = """
  - id: MINI-03
    kind: tariff
    title: {zh: 论文, en: papers}
    quotes: ["第一、二作者，省级及以上刊物发表的计3学分"]
    formal: First and second authors of a paper in a provincial journal get 3 credits, in the district's 1.
    valuation:
      - does: tariff
        where: {kind: [PAPER], level: [PROVINCIAL]}
        when: author_order <= 2
        needs: [OFFPRINT, INDEX]
        recogniser: INSTITUTE
        credits: 3
      - {does: tariff, where: {kind: [PAPER]}, when: author_order <= 2, credits: 1}
  - id: MINI-05
    kind: recognition
    title: {zh: 抄袭, en: copying}
    quotes: [抄袭的不予认定]
    formal: What is copied is not recognised.
    valuation:
      - does: decline
        where: {kind: [READING]}
        when: "'COPIED' in evidence"
        reason: {zh: 抄袭，不予认定, en: copied}
  - id: MINI-04
    kind: tariff
    title: {zh: 读书, en: reading}
    quotes: [不少于3000字]
    formal: Reading notes of at least 3,000 characters get 1 credit.
    valuation:
      - {does: tariff, where: {kind: [READING]}, when: characters >= 3000, credits: 1}
      - {does: convert, where: {kind: [COURSE]}, hours_per_credit: 10}
      - does: tariff
        where: {kind: [TALK]}
        hours: attended_hours * 2
        credits: "min(3, floor_to(minutes / 45, 1)) / authors"
"""


def claims_text() -> str:
    text = (
        SMALL.replace("COURSE: {zh: 课, en: course}", "COURSE: {zh: 课, en: course}, PAPER: {zh: 论文, en: paper}")
        .replace(
            "PAPER: {zh: 论文, en: paper}",
            "PAPER: {zh: 论文, en: paper}, READING: {zh: 读书, en: reading}, TALK: {zh: 授课, en: talk}",
        )
        .replace("COUNTY: {zh: 县, en: county}", "COUNTY: {zh: 县, en: county}, PROVINCIAL: {zh: 省, en: province}")
        .replace(
            "  kind: {COURSE",
            "  fact: {OFFPRINT: {zh: 刊物封面, en: cover}, INDEX: {zh: 目录, en: contents}}\n  kind: {COURSE",
        )
        .replace("groups:\n", "roles:\n  INSTITUTE: {title: {zh: 教育学院, en: institute}}\ngroups:\n")
        .replace("keeps: hours,", "keeps: hours_and_credits,")
    )
    return text + TARIFFS.lstrip("\n")


def claims_pack() -> Pack:
    return load(claims_text(), file="claims.yaml")


def claim(kind: str, level: str = "PROVINCIAL", hours: int = 0, *, pack: Pack | None = None, **facts: Any) -> Valuation:
    """Value a claimed activity; without facts nothing is known of it."""
    return value(
        pack or claims_pack(),
        terms=terms(line=1),
        program=Program(level=level, mode="ONLINE", nature="ELECTIVE", kind=kind, category="A"),
        attended=[DatedHours(on=MARCH, hours=Decimal(hours))],
        passed=True,
        activity=Activity(**facts) if facts else None,
    )


PUBLISHED = frozenset({"OFFPRINT", "INDEX"})


@pytest.mark.parametrize(
    ("level", "order", "worth"), [("PROVINCIAL", 1, 3), ("PROVINCIAL", 2, 3), ("COUNTY", 1, 1), ("COUNTY", 2, 1)]
)
def test_xh_tariff_a_paper_is_worth_its_place_and_author(level: str, order: int, worth: int) -> None:
    found = claim("PAPER", level, author_order=order, evidence=PUBLISHED)

    assert [(a.hours, a.credits, a.rule_ids) for a in found.awards] == [(0, worth, ("MINI-03",))]
    assert found.recogniser == ("INSTITUTE" if level == "PROVINCIAL" else None)


def test_a33_a_third_author_gets_nothing_and_is_told_why() -> None:
    found = claim("PAPER", author_order=3, evidence=PUBLISHED)

    assert found.awards == ()
    assert [(r.clause_id, r.missing, r.documents) for r in found.refusals] == [("MINI-03", (), ())]
    assert found.refusals[0].zh == "不符合认定条件：第一、二作者，省级及以上刊物发表的计3学分"


def test_who_does_not_say_which_author_is_asked_and_not_guessed() -> None:
    for found in (claim("PAPER", evidence=PUBLISHED), claim("PAPER")):
        (refusal,) = found.refusals
        assert (found.awards, refusal.clause_id, refusal.missing) == ((), "MINI-03", ("author_order",))
        assert refusal.zh == "缺少信息，尚不能认定：作者位次"


def test_documents_that_are_missing_are_named() -> None:
    (refusal,) = claim("PAPER", author_order=1, evidence=frozenset({"INDEX"})).refusals

    assert (refusal.clause_id, refusal.documents, refusal.zh) == ("MINI-03", ("OFFPRINT",), "缺少材料：刊物封面")


@pytest.mark.parametrize(("characters", "worth"), [(2999, None), (3000, 1), (3001, 1)])
def test_a_length_is_held_against_the_tariff(characters: int, worth: int | None) -> None:
    found = claim("READING", characters=characters, evidence=frozenset())

    assert [a.credits for a in found.awards] == ([] if worth is None else [worth])
    assert bool(found.refusals) is (worth is None)


@pytest.mark.parametrize(("minutes", "authors", "worth"), [(44, 1, 0), (90, 1, 2), (400, 1, 3), (135, 2, "1.5")])
def test_a_tariff_may_be_worked_out_from_the_activity_itself(minutes: int, authors: int, worth: int | str) -> None:
    (award,) = claim("TALK", hours=2, minutes=minutes, authors=authors).awards

    assert (award.hours, award.credits) == (4, Decimal(worth))


def test_what_a_tariff_is_worked_out_from_is_asked_for_and_not_guessed() -> None:
    for found, missing in ((claim("TALK", hours=2, minutes=90), "authors"), (claim("TALK", hours=2), "minutes")):
        assert [(r.clause_id, r.missing) for r in found.refusals] == [("MINI-04", (missing,))]


def test_an_amount_over_a_teacher_cannot_ask_for_an_activity() -> None:
    with pytest.raises(PackRefused, match="asks for characters"):
        load(SMALL.replace('"line * 2"', "characters * 2"), file="f")
    with pytest.raises(PackRefused, match="asks for cycle_years"):
        load(SMALL + TARIFFS.lstrip("\n").replace("minutes / 45", "cycle_years"), file="f")


def test_what_a_pack_declines_is_worth_nothing_for_that_reason() -> None:
    (refusal,) = claim("READING", characters=5000, evidence=frozenset({"COPIED"})).refusals

    assert (refusal.clause_id, refusal.zh) == ("MINI-05", "抄袭，不予认定")


def test_of_tariffs_and_what_is_declined_the_first_that_fits_decides() -> None:
    others = """\
      - {does: decline, where: {kind: [PAPER]}, when: "true", reason: {zh: 其他论文不计, en: no other paper}}
"""
    tariff = "      - {does: tariff, where: {kind: [PAPER]}, when: author_order <= 2, credits: 1}\n"
    text = claims_text()
    assert tariff in text

    def worth(changed: str, order: int | None) -> tuple[list[Decimal], list[str]]:
        found = claim("PAPER", "COUNTY", pack=load(changed, file="f"), author_order=order)
        return [award.credits for award in found.awards], [refusal.zh for refusal in found.refusals]

    last, first = text.replace(tariff, tariff + others), text.replace(tariff, others + tariff)
    assert worth(last, 2) == ([1], [])
    assert worth(last, 3) == ([], ["其他论文不计"])
    # What cannot be decided yet stands before what is declined after it.
    assert worth(last, None) == ([], ["缺少信息，尚不能认定：作者位次"])
    assert worth(first, 2) == ([], ["其他论文不计"])


def test_what_is_declined_of_one_kind_is_not_asked_of_another() -> None:
    assert [a.credits for a in claim("COURSE", hours=20).awards] == [2]


def test_a_condition_may_look_at_the_days_and_grade_of_the_activity() -> None:
    pack_ = load(
        SMALL
        + """\
  - id: MINI-03
    kind: tariff
    title: {zh: 优秀, en: excellent}
    quotes: [优秀的]
    formal: Excellent ones get 5 hours.
    valuation:
      - {does: tariff, where: {kind: [COURSE]}, when: grade == 'EXCELLENT' && to_day - from_day >= 1, hours: 5}
""",
        file="f",
    )
    of = Program(level="COUNTY", mode="ONLINE", nature="ELECTIVE", kind="COURSE", category="A")
    two_days = [DatedHours(on=on, hours=Decimal(1)) for on in (MARCH, date(2012, 3, 6))]

    def got(grade: str, attended: list[DatedHours]) -> Decimal:
        found = value(pack_, terms=terms(line=1), program=of, attended=attended, passed=True, grade=grade)
        return sum((a.hours for a in found.awards), Decimal(0))

    assert got("EXCELLENT", two_days) == 5
    assert got("GOOD", two_days) == 2
    assert got("EXCELLENT", two_days[:1]) == 1
