"""Rates over what everybody comes to by their own clauses, and what a school or district comes to as a whole."""

import json
from dataclasses import replace
from datetime import date

import pytest

from services.policy.engine import Result, Standing, judge
from services.policy.facts import (
    Membership,
)
from services.policy.format import Pack, Terms
from services.policy.population import Member
from tests.policy.keeping_packs import fact, small, terms
from tests.policy.making import appointment, pack
from tests.policy.schools import (
    DISTRICT,
    END,
    EXCELLENT,
    TRAINED,
    YEAR,
    found,
    people,
    person,
    prizes,
    rate,
    standing,
    took,
)

MEETS = """
  - id: M-01
    kind: rate
    scope: school
    every: EVERY
    rates:
      - label: {zh: 达标率, en: reached}
        formula: {zh: 达标÷全体, en: reached ÷ all}
        counted: {meets: [M-02]}
        percent: 50
  - id: M-02
    kind: count
    every: PERIOD
    within: PERIOD
    items:
      - {code: NOTES, label: {zh: 笔记, en: notes}, facts: {kind: [NOTES]}, at_least: 1, unit: {zh: 本, en: notes}}
"""


@pytest.mark.parametrize(
    ("every", "asked", "period"), [("year", "year", YEAR), ("cycle", "year", None), ("year", "cycle", YEAR)]
)
def test_whose_own_result_is_met(every: str, asked: str, period: str | None) -> None:
    notes = [fact("NOTES", date(2012, 10, 1), teacher_id="t-1")]

    one = found(small(MEETS.replace("EVERY", every).replace("PERIOD", asked)), people(2), facts=notes, period=period)

    assert (one.result, one.names, one.without) == (Result.MET, ("t-1",), ("t-2",))


def test_a_year_is_met_by_who_met_each_of_its_semesters() -> None:
    of = small(MEETS.replace("EVERY", "year").replace("PERIOD", "semester"))
    both = [
        fact("NOTES", date(2012, 10, 1), teacher_id="t-1"),
        fact("NOTES", date(2013, 3, 1), teacher_id="t-1"),
        fact("NOTES", date(2012, 10, 1), teacher_id="t-2"),
    ]

    assert found(of, people(2), facts=both).names == ("t-1",)


def test_a_standing_that_is_given_is_not_judged_again() -> None:
    of = small(MEETS.replace("EVERY", "year").replace("PERIOD", "year"))
    own = [fact("NOTES", date(2012, 10, 1))]
    judged = Member(teacher=person("t-1"), facts=[replace(own[0], teacher_id="t-1")])
    ready = standing_of(of, judged)

    assert found(of, [Member(teacher=judged.teacher, standing=ready)]).names == ("t-1",)


def standing_of(of: Pack, member: Member) -> Standing:
    return judge(of, terms=terms(), teacher=member.teacher, entries=member.entries, facts=member.facts, as_of=END)


def test_named_members_count() -> None:
    masters = rate("counted: {when: \"memberships.exists(m, m == 'MASTER')\"}\n        heads: 1")
    named = Membership(code="MASTER", first=date(2012, 9, 1), last=date(2013, 8, 31))

    assert found(masters, people(3)).result is Result.NOT_MET
    assert found(masters, [*people(3), Member(teacher=person("m", memberships=(named,)))]).names == ("m",)


def test_xc_16_degrees_of_the_real_pack() -> None:
    from_2011 = Terms(parameters={"cycle_start": date(2011, 9, 1), "cycle_end": date(2016, 8, 31)})

    one = found(pack("XC"), people(10), clause="XC-16", period="2011-2012", under=from_2011, as_of=date(2016, 8, 31))

    assert one.result is Result.NOT_MET
    assert [rate.label_zh for rate in one.rates] == ["专科及以上", "本科及以上"]
    assert one.severity == "advisory"


def test_a_district_is_judged_by_its_own_clauses_only() -> None:
    of = rate(f"{TRAINED}\n        percent: 100", scope="district")
    members = [
        Member(teacher=person("a")),
        Member(teacher=person("b", posts=(appointment(school_id="school-2"),))),
    ]
    both = [took("a", "ATTENDED"), took("b", "ATTENDED", school_id="school-2")]

    assert found(of, members, school=DISTRICT, participations=both).names == ("a", "b")
    assert standing(of, members, participations=both).clauses == ()
    assert standing(rate(f"{TRAINED}\n        percent: 100"), members, school=DISTRICT).clauses == ()


def test_the_verdict_looks_at_what_is_due_and_mandatory() -> None:
    asked = rate(f"{EXCELLENT}\n        percent: 50")
    advisory = rate(f"{EXCELLENT}\n        percent: 50", more="    severity: advisory\n")

    assert standing(asked, people(2), facts=prizes(1)).verdict is Result.MET
    assert standing(asked, people(2)).verdict is Result.NOT_MET
    assert standing(asked, people(2), as_of=date(2013, 8, 30)).verdict is Result.MET
    assert standing(advisory, people(2)).verdict is Result.NOT_APPLICABLE


def test_it_is_all_plain_data() -> None:
    plain = standing(rate(f"{EXCELLENT}\n        percent: 15"), people(200), facts=prizes(29)).as_json()

    told = json.loads(json.dumps(plain))["clauses"][0]
    assert (told["result"], told["required"], told["rates"][0]["value"]["percent"]) == ("NOT_MET", "30", "14.5")
    assert told["sentence_zh"] == (
        "2012-2013学年，比率29/200，14.5%（人数÷总数），应达到15%（即30人），还差1人。未达标。"
    )


def test_nobody_is_a_member_twice() -> None:
    with pytest.raises(ValueError, match="twice"):
        standing(rate(f"{EXCELLENT}\n        percent: 15"), [*people(1), *people(1)])


BY_TIER = """
  - id: M-01
    kind: rate
    scope: school
    rates:
      - label: {zh: 达标率, en: reached}
        formula: {zh: 达标÷全体, en: reached ÷ all}
        counted: {COUNTED}
        percent: 100
  - id: M-02
    kind: count
    who: {when: "title_tier == 'SENIOR'"}
    every: year
    within: year
    items:
      - {code: NOTES, label: {zh: 笔记, en: notes}, facts: {kind: [NOTES]}, at_least: 2, unit: {zh: 本, en: notes}}
  - id: M-03
    kind: count
    who: {when: "title_tier == 'MIDDLE'"}
    every: year
    within: year
    items:
      - {code: NOTES, label: {zh: 笔记, en: notes}, facts: {kind: [NOTES]}, at_least: 1, unit: {zh: 本, en: notes}}
"""


@pytest.mark.parametrize("counted", ["meets: [M-02, M-03]", "verdict: true"])
def test_whom_a_clause_does_not_concern_counts_neither_above_nor_below(counted: str) -> None:
    tiers = {"senior": "SENIOR", "middle": "MIDDLE", "idle": "MIDDLE", "junior": "JUNIOR"}
    members = [Member(teacher=person(name, posts=(appointment(title_tier=tier),))) for name, tier in tiers.items()]
    notes = [fact("NOTES", date(2012, 10, 1), teacher_id=name) for name in ("senior", "senior", "middle")]

    one = found(small(BY_TIER.replace("COUNTED", counted)), members, facts=notes)

    value = one.rates[0].value
    assert (value.counted, value.out_of, value.names, value.without) == (2, 3, ("middle", "senior"), ("idle",))
    assert (value.left_out, value.not_asked) == (("junior",), ("junior",))
    assert "另有1人不属于此项要求的对象，不计入" in one.sentence_zh
    assert "经批准" not in one.sentence_zh


def test_an_exception_by_a_clause_that_does_not_concern_somebody_is_none() -> None:
    of = small(BY_TIER.replace("COUNTED", "meets: [M-03]}\n        leaves_out: {meets: [M-02]"))
    members = [Member(teacher=person("middle", posts=(appointment(title_tier="MIDDLE"),)))]

    value = found(of, members).rates[0].value

    assert (value.counted, value.out_of, value.left_out) == (0, 1, ())
