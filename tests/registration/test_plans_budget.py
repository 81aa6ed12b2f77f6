"""The money of plans before the pack's clause: base times per cent, what is planned, and what may not be paid."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from services.platform import clock
from services.policy.facts import School, SchoolFact
from services.policy.format import Terms, load, shipped
from services.registration.rules import BudgetFinding, BudgetLine, judge_plan_budget, share_years
from tests.registration.planning import content_body, draft, item_body, planner, published
from tests.registration.term import answered, created, refused
from tests.support import Api, World

_ID = uuid4()
END = "2026-12-31"
XC = load(shipped("XC"), file="XC")
LINES = [
    {"year": 2026, "kind": "TRAVEL", "amount": "4000"},
    {"year": 2026, "kind": "MATERIALS", "amount": "2500.50"},
]


def loose_item(**changes: Any) -> dict[str, Any]:
    """Whose time is open, so that the plan is of 2026 whenever this runs."""
    return item_body(starts_at=None, ends_at=None, **changes)


async def with_base(world: World, amount: str) -> None:
    """The first school's public funds of 2026, in yuan."""
    fact = {"kind": "PUBLIC_FUNDS_BUDGET", "value": amount, "valid_from": "2026-01-01", "valid_to": "2026-12-31"}
    created(await world.api("directory").post(f"/schools/{world.schools[0].school_id}/facts", json=fact))


async def drafted(world: World, lines: list[dict[str, Any]]) -> tuple[Api, str]:
    school_id = world.schools[0].school_id
    author = planner(world, school=school_id)
    return author, await draft(author, loose_item(mode="SCHOOL_BASED"), school_id=school_id, budget=lines, ends_on=END)


def judged(
    lines: list[BudgetLine], *, base: Decimal = Decimal(1000), switches: dict[str, str] | None = None
) -> list[BudgetFinding]:
    """By the shipped pack XC over a cycle from September 2025, which begins in the first of these years."""
    facts = tuple(
        SchoolFact(kind="PUBLIC_FUNDS_BUDGET", first=date(year, 1, 1), last=date(year, 12, 31), value=base)
        for year in (2025, 2026, 2027)
    )
    return judge_plan_budget(
        XC,
        terms=Terms(parameters={"cycle_start": "2025-09-01", "cycle_end": "2030-08-31"}, switches=switches or {}),
        school=School(school_id="S", facts=facts),
        lines=lines,
        spendings=[],
        years=[2025, 2026, 2027],
    )


async def test_base_times_per_cent_is_the_limit_and_what_is_left_of_it_is_shown(district: World) -> None:
    await with_base(district, "200000")
    author, plan_id = await drafted(district, LINES)

    (found,) = answered(await author.get(f"/plans/{plan_id}/budget"))["findings"]

    assert (found["clause_id"], found["year"], found["state"]) == ("XC-19", 2026, "WITHIN")
    assert (found["limit"], found["planned"], found["left"]) == ("10000.00", "6500.50", "3499.50")
    assert found["barred"] == []
    assert "公用经费预算总额的5%" in found["quotes"][0]
    assert found["sentence_zh"] == (
        "2026年应安排培训经费10000元（学校年度公用经费预算总额（元）200000×5% = 10000元），计划6500.5元，尚余3499.5元。"
    )


async def test_more_than_the_limit_is_told_and_not_refused(district: World) -> None:
    await with_base(district, "100000")
    author, plan_id = await drafted(district, LINES)

    (found,) = answered(await author.get(f"/plans/{plan_id}/budget"))["findings"]

    assert (found["state"], found["left"]) == ("BEYOND", "-1500.50")
    assert "超出1500.5元" in found["sentence_zh"]


async def test_a_kind_that_the_clause_does_not_allow_is_named_and_left_out(district: World) -> None:
    await with_base(district, "130010")
    author, plan_id = await drafted(district, [*LINES, {"year": 2026, "kind": "EXPERT_FEE", "amount": "3000"}])

    (found,) = answered(await author.get(f"/plans/{plan_id}/budget"))["findings"]

    assert (found["planned"], found["state"], found["left"]) == ("6500.50", "REACHED", "0.00")
    (barred,) = found["barred"]
    assert (barred["kind"], barred["kind_zh"], barred["planned"]) == ("EXPERT_FEE", "专家费", "3000.00")
    assert "专家费不在允许列支的范围内，计划3000元不计在内" in found["sentence_zh"]


def test_a_switch_of_the_pack_opens_the_list_of_kinds() -> None:
    findings = judged(
        [BudgetLine(line_id=_ID, year=2026, kind="EXPERT_FEE", amount=Decimal(10))], switches={"other_expenses": "open"}
    )

    assert [(found.planned, found.barred) for found in findings] == [
        (Decimal(0), ()),
        (Decimal(10), ()),
        (Decimal(0), ()),
    ]


async def test_plans_of_one_school_share_the_sum_of_a_year(district: World) -> None:
    await with_base(district, "200000")
    author, first = await drafted(district, LINES)
    _, second = await drafted(district, [*LINES, {"year": 2026, "kind": "EXPERT_FEE", "amount": "700"}])

    (alone,) = answered(await author.get(f"/plans/{first}/budget"))["findings"]
    answered(await author.put(f"/plans/{second}/submission", json={"revision": 1}))
    (together,) = answered(await author.get(f"/plans/{first}/budget"))["findings"]

    assert (alone["elsewhere"], alone["left"]) == ("0.00", "3499.50")
    assert (together["elsewhere"], together["left"], together["state"]) == ("6500.50", "-3001.00", "BEYOND")
    assert "计划6500.5元、其他计划6500.5元，超出3001元" in together["sentence_zh"]


async def test_without_its_base_nothing_is_made_up(district: World) -> None:
    author, plan_id = await drafted(district, LINES)

    (found,) = answered(await author.get(f"/plans/{plan_id}/budget"))["findings"]

    assert (found["state"], found["limit"], found["left"]) == ("UNDETERMINED", None, None)
    assert "缺少学校年度公用经费预算总额" in found["sentence_zh"]


async def test_what_is_spent_counts_until_it_is_retracted(district: World) -> None:
    await with_base(district, "200000")
    author = planner(district, school=district.schools[0].school_id)
    item = loose_item(mode="SCHOOL_BASED")
    plan_id = await published(
        district, author, item, school_id=district.schools[0].school_id, budget=LINES, ends_on=END
    )
    paid = {"kind": "TRAVEL", "amount": "1200.05", "spent_on": "2026-04-02", "item_id": item["item_id"]}

    first = created(await author.post(f"/plans/{plan_id}/expenses", json=paid))
    created(await author.post(f"/plans/{plan_id}/expenses", json={**paid, "amount": "0.95"}))
    before = answered(await author.get(f"/plans/{plan_id}/budget"))
    path = f"/expenses/{first['expense_id']}/retraction"
    retracted = answered(await author.put(path, json={"reason": "重复"}))
    after = answered(await author.get(f"/plans/{plan_id}/budget"))

    assert before["spendings"] == [{"year": 2026, "kind": "TRAVEL", "amount": "1201.00"}]
    assert before["findings"][0]["spent"] == "1201.00"
    assert after["spendings"] == [{"year": 2026, "kind": "TRAVEL", "amount": "0.95"}]
    assert retracted["retraction_reason"] == "重复"
    refused(await author.put(path, json={"reason": "别的理由"}), 409, "expense-retracted")
    listed = answered(await author.get(f"/plans/{plan_id}/expenses"))["items"]
    assert [one["amount"] for one in listed] == ["1200.05", "0.95"]


async def test_money_is_spent_under_published_plans_and_for_their_own_items(district: World) -> None:
    author, foreign = planner(district), loose_item()
    plan_id = await draft(author, loose_item(), ends_on=END)
    other = await published(district, author, foreign, ends_on=END)
    paid = {"kind": "TRAVEL", "amount": "10", "spent_on": "2026-04-02"}

    refused(await author.post(f"/plans/{plan_id}/expenses", json=paid), 409, "plan-not-published")
    wrong = {**paid, "item_id": loose_item()["item_id"]}
    refused(await author.post(f"/plans/{other}/expenses", json=wrong), 422, "unknown-item")
    created(await author.post(f"/plans/{other}/expenses", json={**paid, "item_id": foreign["item_id"]}))


async def test_another_school_neither_sees_nor_spends_the_money(district: World) -> None:
    _, plan_id = await drafted(district, LINES)
    stranger = planner(district, school=district.schools[1].school_id)

    refused(await stranger.get(f"/plans/{plan_id}/budget"), 404, "not-found")
    refused(
        await stranger.post(
            f"/plans/{plan_id}/expenses", json={"kind": "TRAVEL", "amount": "10", "spent_on": "2026-04-02"}
        ),
        404,
        "not-found",
    )
    refused(await stranger.put(f"/plans/{plan_id}/content", json=content_body(based_on=1)), 404, "not-found")


@given(
    st.lists(
        st.tuples(
            st.sampled_from([2025, 2026, 2027]),
            st.sampled_from(["TRAVEL", "MATERIALS", "EXPERT_FEE", "VENUE"]),
            st.decimals(min_value=0, max_value=10**6, places=4),
        ),
        max_size=12,
    ),
    st.decimals(min_value=0, max_value=10**9, places=2),
)
def test_every_yuan_planned_is_either_within_a_year_or_barred(
    planned: list[tuple[int, str, Decimal]], base: Decimal
) -> None:
    lines = [BudgetLine(line_id=_ID, year=year, kind=kind, amount=amount) for year, kind, amount in planned]

    findings = judged(lines, base=base)

    for finding in findings:
        of_year = [amount for year, _, amount in planned if year == finding.year]
        barred = sum((one.planned for one in finding.barred), Decimal(0))
        assert finding.planned + barred == sum(of_year, Decimal(0))
        assert finding.limit == base * 5 / 100
        assert finding.left == finding.limit - finding.planned
    assert [finding.year for finding in findings] == [2025, 2026, 2027]


async def test_more_spent_than_the_limit_is_told_over_all_plans_of_the_school(district: World) -> None:
    await with_base(district, "200000")
    school_id = district.schools[0].school_id
    author = planner(district, school=school_id)
    item = loose_item(mode="SCHOOL_BASED")
    first = await published(district, author, item, school_id=school_id, budget=LINES, ends_on=END)
    second = await published(district, author, loose_item(mode="SCHOOL_BASED"), school_id=school_id, ends_on=END)
    elsewhere = await published(district, planner(district), loose_item(), ends_on=END)
    paid = {"kind": "TRAVEL", "spent_on": "2026-04-02"}
    created(await author.post(f"/plans/{first}/expenses", json={**paid, "amount": "6000"}))
    created(await planner(district).post(f"/plans/{elsewhere}/expenses", json={**paid, "amount": "9000"}))
    (within,) = answered(await author.get(f"/plans/{first}/budget"))["findings"]

    created(await author.post(f"/plans/{second}/expenses", json={**paid, "amount": "4000.50"}))
    beyond = [answered(await author.get(f"/plans/{plan_id}/budget"))["findings"][0] for plan_id in (first, second)]

    assert (within["state"], within["spent"]) == ("WITHIN", "6000.00")
    assert [(found["state"], found["spent"]) for found in beyond] == [("BEYOND", "10000.50")] * 2
    assert "尚余3499.5元；各项计划已支出10000.5元，超支0.5元" in beyond[0]["sentence_zh"]


async def test_one_pack_under_two_terms_says_both(district: World) -> None:
    author, plan_id = await drafted(district, [{"year": 2026, "kind": "EXPERT_FEE", "amount": "3000"}])
    assigned = answered(await district.api("directory").get("/pack-assignments"))["items"][0]
    opened = {
        "content_hash": assigned["content_hash"],
        "school_id": str(district.schools[0].school_id),
        "valid_from": clock.today().isoformat(),
        "valid_to": assigned["valid_to"],
        "parameters": assigned["parameters"],
        "switches": {"other_expenses": "open"},
    }
    created(await district.api("directory").post("/pack-assignments", json=opened))

    findings = answered(await author.get(f"/plans/{plan_id}/budget"))["findings"]

    assert sorted(len(found["barred"]) for found in findings) == [0, 1]


async def test_the_year_in_which_the_cycle_begins_is_asked_about_too(district: World) -> None:
    """A cycle from September: the autumn plan's money stands before the clause, and what may never be paid is named."""
    school_id = district.schools[0].school_id
    fact = {"kind": "PUBLIC_FUNDS_BUDGET", "value": "520000", "valid_from": "2025-01-01", "valid_to": "2025-12-31"}
    created(await district.api("directory").post(f"/schools/{school_id}/facts", json=fact))
    author = planner(district, school=school_id)
    body = {
        "title": "2025年秋校本研修",
        "starts_on": "2025-10-01",
        "ends_on": "2025-12-31",
        "school_id": str(school_id),
    }
    plan_id = created(await author.post("/plans", json=body))["plan_id"]
    lines = [
        {"year": 2025, "kind": "TRAVEL", "amount": "26000"},
        {"year": 2025, "kind": "RECEPTION", "amount": "800"},
    ]
    answered(await author.put(f"/plans/{plan_id}/content", json=content_body(budget=lines)))

    (found,) = answered(await author.get(f"/plans/{plan_id}/budget"))["findings"]

    assert (found["clause_id"], found["year"], found["state"], found["limit"]) == (
        "XC-19",
        2025,
        "REACHED",
        "26000.00",
    )
    assert [(one["kind"], one["planned"]) for one in found["barred"]] == [("RECEPTION", "800.00")]


def test_of_two_cycles_of_one_pack_the_one_that_holds_most_of_a_year_answers() -> None:
    def terms(first: int, last: int) -> Terms:
        return Terms(parameters={"cycle_start": f"{first}-09-01", "cycle_end": f"{last}-08-31"})

    both = [(XC, terms(2020, 2025)), (XC, terms(2025, 2030))]

    assert share_years(both, [2025, 2026]) == [{2025}, {2026}]
    assert share_years(both[1:], [2025, 2026]) == [{2025, 2026}]


async def test_money_is_spent_to_the_fen_and_in_a_year_of_the_plan(district: World) -> None:
    author = planner(district)
    plan_id = await published(district, author, loose_item(), ends_on=END)
    path, paid = f"/plans/{plan_id}/expenses", {"kind": "TRAVEL", "amount": "100.05", "spent_on": "2026-12-31"}

    for day in ("2025-12-31", "2027-01-01", "2030-11-01"):
        problem = refused(await author.post(path, json={**paid, "spent_on": day}), 422, "expense-outside-plan")
        assert problem["facts"] == {"first": "2026", "last": "2026"}
    odd = refused(await author.post(path, json={**paid, "amount": "100.005"}), 422, "unprocessable")
    assert [(error["pointer"], error["code"]) for error in odd["errors"]] == [("/body/amount", "decimal_max_places")]
    created(await author.post(path, json=paid))


async def test_a_budget_line_is_of_a_year_of_the_plan(district: World) -> None:
    author = planner(district)
    body = {"kind": "TRAVEL", "amount": "100"}
    plan_id = await draft(author, loose_item(), ends_on=END)

    for year in (2025, 2027):
        lines = [{**body, "year": 2026}, {**body, "year": year}]
        content = content_body(loose_item(), based_on=1, budget=lines)
        answer = await author.put(f"/plans/{plan_id}/content", json=content)
        assert refused(answer, 422, "budget-outside-plan")["facts"] == {"first": "2026", "last": "2026"}
