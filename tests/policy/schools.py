"""Schools and their people, training and records, for the tests of rates, money, tasks and what is kept."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from services.policy.facts import (
    Appointment,
    Fact,
    Participation,
    School,
    Teacher,
)
from services.policy.format import Pack, Terms
from services.policy.population import Member, SchoolResult, SchoolStanding, judge_school
from tests.policy.keeping_packs import MONDAY, fact, small, terms
from tests.policy.making import appointment, teacher

YEAR = "2012-2013"
END = date(2013, 8, 31)
SCHOOL = School(school_id="school-1")
DISTRICT = School(school_id=None)


def person(name: str, **facts: Any) -> Teacher:
    posts: tuple[Appointment, ...] = facts.pop("posts", (appointment(),))
    return replace(teacher(*posts, **facts), teacher_id=name)


def people(number: int, name: str = "t", **facts: Any) -> list[Member]:
    return [Member(teacher=person(f"{name}-{n}", **facts)) for n in range(1, number + 1)]


def took(who: str, *states: str, **more: Any) -> Participation:
    usual: dict[str, Any] = {
        "school_id": "school-1",
        "class_id": "class-1",
        "on": date(2012, 11, 1),
        "category": "A",
        "level": "COUNTY",
        "mode": "CENTRALISED",
        "nature": "ELECTIVE",
        "kind": "COURSE",
    }
    return Participation(**{**usual, **more}, teacher_id=who, states=frozenset(states))


def all_took(members: Sequence[Member], *states: str, **more: Any) -> list[Participation]:
    return [took(member.teacher.teacher_id, *states, **more) for member in members]


def standing(
    of: Pack, members: Sequence[Member] = (), *, school: School = SCHOOL, under: Terms | None = None, **more: Any
) -> SchoolStanding:
    facts: Sequence[Fact] = more.pop("facts", ())
    as_of: date = more.pop("as_of", END)
    return judge_school(of, terms=under or terms(), school=school, members=members, facts=facts, as_of=as_of, **more)


def found(
    of: Pack, members: Sequence[Member] = (), *, period: str | None = YEAR, clause: str = "M-01", **more: Any
) -> SchoolResult:
    results = standing(of, members, **more).clauses
    same = [r for r in results if r.clause_id == clause and r.period == period]
    assert len(same) == 1, [(r.clause_id, r.period, r.of_unit) for r in results]
    return same[0]


def rate(target: str, *, scope: str = "school", more: str = "") -> Pack:
    return small(f"""
  - id: M-01
    kind: rate
    scope: {scope}
    every: year
{more}    rates:
      - label: {{zh: 比率, en: the rate}}
        formula: {{zh: 人数÷总数, en: some ÷ all}}
        {target}
""")


EXCELLENT = "counted: {done: [{facts: {kind: [PRIZE]}}]}"
TRAINED = "counted: {took: [{state: ATTENDED}]}"


def prizes(number: int) -> list[Fact]:
    return [fact("PRIZE", MONDAY, teacher_id=f"t-{n}") for n in range(1, number + 1)]
