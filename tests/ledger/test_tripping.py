"""One teacher whom judging trips over, wherever many are judged: UNDETERMINED by name, and nobody else held up."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from services.policy.engine.timeline import Timeline
from tests.ledger.classes import a_class, enrolled
from tests.ledger.exporting import lines, made
from tests.ledger.saying import a_line, an_outcome, post
from tests.ledger.test_standings import a_full_year
from tests.support import World

Travel = Callable[[datetime], Awaitable[None]]
YEAR_END = "2026-08-31"
BY_VERDICTS = """\
format: 1
id: XC1R
builds_on: XC
version: '2026.1'
title: {zh: 达标率办法, en: Rates of who meets the pack}
clauses:
  - id: XC1R-01
    kind: rate
    scope: district
    severity: advisory
    title: {zh: 达标率, en: share of those who meet it}
    quotes: ['全体教师达标。']
    formal: Everybody meets the pack.
    every: year
    rates:
      - label: {zh: 学时达标率, en: of the hours}
        formula: {zh: 学时达标人数÷在职教师数, en: teachers with their hours ÷ teachers in post}
        counted: {meets: [XC-02]}
        percent: 100
      - label: {zh: 总体达标率, en: in all}
        formula: {zh: 总体达标人数÷在职教师数, en: teachers who meet all ÷ teachers in post}
        counted: {verdict: true}
        percent: 100
"""


@pytest.fixture
def bad(district: World, monkeypatch: pytest.MonkeyPatch) -> str:
    """The sixth teacher's rows are such that the engine fails."""
    teacher_id = str(district.teachers[5].teacher_id)
    begin = Timeline.__init__

    def trip(self: Timeline, plan: Any, teacher: Any, *others: Any, **named: Any) -> None:
        if teacher.teacher_id == teacher_id:
            raise ZeroDivisionError
        begin(self, plan, teacher, *others, **named)

    monkeypatch.setattr(Timeline, "__init__", trip)
    return teacher_id


async def governed_by(world: World, content: str) -> None:
    admin = world.api("directory")
    (assigned,) = (await admin.get("/pack-assignments")).json()["items"]
    published = (await admin.post("/packs", json={"content": content, "builds_on": "XC"})).json()
    correction = {"content_hash": published["content_hash"], "reason": "更正"}
    answer = await admin.post(f"/pack-assignments/{assigned['assignment_id']}/corrections", json=correction)
    assert answer.status_code == 201, answer.text


def of_the_year(clauses: list[dict[str, Any]], clause_id: str) -> list[dict[str, Any]]:
    (found,) = [one for one in clauses if (one["clause_id"], one["period"]) == (clause_id, "2025-2026")]
    rates: list[dict[str, Any]] = found["rates"]
    return rates


async def test_rates_and_their_report_name_those_of_whom_nothing_is_known(district: World, bad: str) -> None:
    await governed_by(district, BY_VERDICTS)
    await post(district, a_full_year(district, 0), a_full_year(district, 5))
    api = district.api("ledger")

    now = await api.get("/rates", params={"as_of": YEAR_END})
    taken = await api.post("/reports", json={"kind": "RATES", "as_of": YEAR_END})
    kept = await api.get(f"/reports/{taken.json()['report_id']}")

    for clauses in (now.json()["clauses"], kept.json()["rates"]["clauses"]):
        for rate in of_the_year(clauses, "XC1R-01"):
            value = rate["value"]
            assert (rate["result"], value["counted"], value["out_of"]) == ("UNDETERMINED", 1, 7)
            assert [one["staff_number"] for one in value["names"]["items"]] == ["T001"]
            (unknown,) = value["unknown"]
            assert (unknown["teacher_id"], unknown["why_en"]) == (bad, "judging is at fault")


async def test_a_school_is_judged_whosever_facts_cannot_be_read(district: World, bad: str) -> None:
    """XC-16 looks at degrees: there it is judging the school itself that trips."""
    path = f"/schools/{district.teachers[5].school_id}/standing"

    answer = await district.api("ledger").get(path, params={"as_of": YEAR_END, "clause_id": "XC-16"})

    value = of_the_year(answer.json()["clauses"], "XC-16")[1]["value"]
    assert (value["counted"], value["out_of"]) == (0, 3)
    assert [one["teacher_id"] for one in value["unknown"]] == [bad]


async def test_whoever_asks_about_many_is_answered(district: World, bad: str) -> None:
    await post(district, a_full_year(district, 0))
    api, school = district.api("ledger"), district.teachers[5].school_id
    one_line = {
        "hours": "24", "earned_from": "2026-07-06", "earned_to": "2026-07-09", "category": "KNOWLEDGE_SKILL",
        "level": "COUNTY", "mode": "CENTRALISED", "nature": "COMPULSORY", "kind": "IN_SERVICE",
    }  # fmt: skip
    await api.put("/certificate-issuers/COUNTY_BUREAU", json={"name": "望江县教育局", "number_prefix": "望教培"})

    page = await api.get("/standings", params={"as_of": YEAR_END})
    exported = lines(await made(district, api, "STANDINGS", as_of=YEAR_END))
    tried = await api.post("/what-ifs", json={"as_of": YEAR_END, "entries": [one_line]})
    attested = await api.post(
        f"/schools/{school}/attestations",
        json={"kind": "YEAR", "issuer_code": "COUNTY_BUREAU", "on": "2026-01-01"},
    )

    verdicts = ["MET", *["NOT_MET"] * 4, "UNDETERMINED", *["NOT_MET"] * 2]
    assert [one["verdict"] for one in page.json()["items"]] == verdicts
    assert [one["verdict"] for one in exported] == verdicts
    (unknown,) = [one for one in tried.json()["verdicts"] if one["before"] == "UNDETERMINED"]
    assert (unknown["after"], unknown["teachers"], tried.json()["judged"]) == ("UNDETERMINED", 1, 8)
    fates = [one["refusal"] and one["refusal"]["code"] for one in attested.json()["items"]]
    assert fates == [None, "not-judged", None, None]


async def test_a_plan_and_warnings_leave_out_of_whom_nothing_is_known(
    district: World, bad: str, travel: Travel
) -> None:
    await travel(datetime(2026, 6, 1, 4, tzinfo=UTC))
    for_both = [
        an_outcome(
            district,
            number,
            a_line(
                1, "24", mode="SCHOOL_BASED", level="SCHOOL", kind="SCHOOL_STUDY", category="ETHICS_LITERACY.ETHICS"
            ),
            a_line(2, "24", mode="ONLINE"),
        )
        for number in range(8)
    ]
    await post(district, *for_both)
    course = a_class(district, capacity=6)
    await district.publish(course)
    await district.publish(enrolled(district, course.class_id, district.teachers[0]))
    await district.drain()
    api = district.api("ledger")

    plan = (await api.get("/coverage", params={"names": 10})).json()
    warned = (await api.get("/warnings")).json()

    outcomes = {one["outcome"]: [person["staff_number"] for person in one["items"]] for one in plan["outcomes"]}
    assert outcomes.pop("UNDETERMINED") == ["T006"]
    assert sum(len(people) for people in outcomes.values()) == 7
    assert bad not in {person["teacher_id"] for one in plan["shortages"] for person in one["asking"]}
    assert [one["teacher_id"] for one in warned["undetermined"]] == [bad]
    assert (warned["looked_at"], len(warned["items"])) == (8, 6)
