"""Published plans amended: what somebody else approves, what its planners change themselves, who decides."""

import asyncio
from typing import Any

import pytest

from services.platform.ids import new_id
from tests.registration.planning import (
    carried_out,
    content_body,
    content_of,
    draft,
    item_body,
    opening,
    planner,
    published,
)
from tests.registration.term import answered, created, refused
from tests.support import Api, World

MONEY = {"line_id": str(new_id()), "year": 2026, "kind": "TRAVEL", "amount": "1000"}
AIM = {"goal_id": str(new_id()), "text": "送培率", "measure": "SEND_RATE", "target_percent": "95"}


async def proposed(author: Api, plan_id: str, *items: dict[str, Any], **changes: Any) -> dict[str, Any]:
    body = content_body(*items, **{"based_on": 1, "reason": "报名超出预期", **changes})
    return created(await author.post(f"/plans/{plan_id}/amendments", json=body))


async def decide(api: Api, amendment: dict[str, Any], decision: str = "APPROVED", **body: Any) -> Any:
    path = f"/plan-amendments/{amendment['amendment_id']}/decision"
    return await api.put(path, json={"decision": decision, **body})


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"items": {"hours": "5"}}, "hours"),
        ({"items": {"seats": 41}}, "seats"),
        ({"items": {"headcount": 9}}, "headcount"),
        ({"items": {"credits": "1"}}, "credits"),
        ({"items": {"mode": "ONLINE"}}, "mode"),
        ({"items": {"category": "PRACTICE"}}, "category"),
        ({"items": {"audience": {"stages": ["PRIMARY"]}}}, "audience"),
        ({"budget": [{**MONEY, "amount": "1000.01"}]}, "amount"),
        ({"budget": []}, "budget"),
        ({"goals": [{**AIM, "target_percent": "90"}]}, "target_percent"),
        ({"added": True}, "item"),
    ],
)
async def test_money_hours_seats_goals_and_audience_of_a_published_plan_need_approval(
    district: World, changes: dict[str, Any], field: str
) -> None:
    author, item = planner(district), item_body()
    plan_id = await published(district, author, item, budget=[MONEY], goals=[AIM])
    items = [{**item, **changes.get("items", {})}, *([item_body()] if "added" in changes else [])]
    rest = {"budget": changes.get("budget", [MONEY]), "goals": changes.get("goals", [AIM])}

    at_once = await author.put(
        f"/plans/{plan_id}/content", json=content_body(*items, based_on=1, reason="调整", **rest)
    )

    assert refused(at_once, 409, "amendment-needed")["facts"]["fields"] == field
    assert (await content_of(author, plan_id))["revision"] == 1
    (change,) = (await proposed(author, plan_id, *items, **rest))["changes"]
    assert change["needs_approval"]


async def test_time_place_person_content_and_notes_change_at_once(district: World) -> None:
    author, item = planner(district), item_body()
    plan_id = await published(district, author, item, budget=[MONEY])
    arranged = {
        **item,
        "title": "单元整体教学",
        "starts_at": item_body()["starts_at"],
        "ends_at": item_body()["ends_at"],
        "time_note": "上午",
        "place": "礼堂",
        "speaker": "沈知远",
        "topic": "大单元",
    }
    body = content_body(arranged, based_on=1, reason="报告厅维修", budget=[{**MONEY, "note": "车费"}])

    assert answered(await author.put(f"/plans/{plan_id}/content", json=body))["revision"] == 2


async def test_an_approved_amendment_is_the_next_revision_and_its_history_names_both(district: World) -> None:
    author, approver, item = planner(district), district.api("registration"), item_body()
    plan_id = await published(district, author, item)
    amendment = await proposed(author, plan_id, {**item, "seats": 60, "place": "礼堂"})
    before = await content_of(author, plan_id)

    decided = answered(await decide(approver, amendment))
    again = answered(await decide(approver, amendment))

    assert (before["revision"], before["items"][0]["seats"]) == (1, 40)
    assert (decided["status"], decided["revision"]) == ("APPROVED", 2)
    assert again == decided
    told = [(one["field"], one["before"], one["after"], one["needs_approval"]) for one in decided["changes"]]
    assert told == [("place", "报告厅", "礼堂", False), ("seats", "40", "60", True)]
    after = await content_of(author, plan_id)
    assert (after["revision"], after["items"][0]["seats"], after["reason"]) == (2, 60, "报名超出预期")
    assert (after["written_by"], decided["decided_by"]) == (amendment["proposed_by"], str(district.admin_id))
    steps = answered(await author.get(f"/plans/{plan_id}/steps"))["items"]
    assert (steps[-1]["action"], steps[-1]["revision"], steps[-1]["taken_by"]) == ("AMEND", 2, decided["decided_by"])
    (listed,) = answered(await author.get(f"/plans/{plan_id}/amendments"))["items"]
    assert listed == decided


async def test_nobody_approves_an_amendment_of_their_own_or_one_that_took_over_from_it(district: World) -> None:
    author, colleague, item = planner(district), planner(district), item_body()
    plan_id = await published(district, author, item)
    first = await proposed(author, plan_id, {**item, "seats": 60})
    second = await proposed(colleague, plan_id, {**item, "seats": 60, "hours": "5"})

    refused(await decide(planner(district), first), 409, "amendment-decided")
    refused(await decide(colleague, second), 409, "own-plan")
    refused(await decide(author, second), 409, "own-plan")
    answered(await decide(planner(district), second))
    statuses = [one["status"] for one in answered(await author.get(f"/plans/{plan_id}/amendments"))["items"]]
    assert statuses == ["APPROVED", "REPLACED"]


async def test_the_planner_approves_what_another_proposed(district: World) -> None:
    author, colleague, item = planner(district), planner(district), item_body()
    plan_id = await published(district, author, item)

    amendment = await proposed(colleague, plan_id, {**item, "seats": 60})

    assert answered(await decide(author, amendment))["status"] == "APPROVED"


async def test_an_amendment_is_returned_with_a_reason_and_changes_nothing(district: World) -> None:
    author, item = planner(district), item_body()
    plan_id = await published(district, author, item)
    amendment = await proposed(author, plan_id, {**item, "seats": 60})

    refused(await decide(planner(district), amendment, "RETURNED"), 422, "reason-needed")
    returned = answered(await decide(planner(district), amendment, "RETURNED", reason="经费不足"))

    assert (returned["status"], returned["decision_reason"], returned["revision"]) == ("RETURNED", "经费不足", None)
    refused(await decide(planner(district), amendment), 409, "amendment-decided")
    assert (await content_of(author, plan_id))["items"][0]["seats"] == 40


async def test_what_was_rearranged_meanwhile_is_not_overwritten(district: World) -> None:
    author, item = planner(district), item_body()
    plan_id = await published(district, author, item)
    amendment = await proposed(author, plan_id, {**item, "seats": 60})
    moved = content_body({**item, "place": "礼堂"}, based_on=1, reason="报告厅维修")
    answered(await author.put(f"/plans/{plan_id}/content", json=moved))

    refused(await decide(planner(district), amendment), 409, "plan-changed")

    anew = await proposed(author, plan_id, {**item, "place": "礼堂", "seats": 60}, based_on=2)
    answered(await decide(planner(district), anew))
    (kept,) = (await content_of(author, plan_id))["items"]
    assert (kept["place"], kept["seats"]) == ("礼堂", 60)


async def test_an_item_for_which_a_class_was_opened_meanwhile_is_not_amended_away(district: World) -> None:
    author, item, other = planner(district), item_body(), item_body()
    plan_id = await published(district, author, item, other)
    amendment = await proposed(author, plan_id, other)
    await carried_out(author, plan_id, item["item_id"])
    created(await author.post(f"/plan-items/{item['item_id']}/classes", json=opening()))

    refused(await decide(planner(district), amendment), 409, "item-carried-out")


async def test_only_a_published_plan_is_amended_and_only_by_something_new(district: World) -> None:
    author, item = planner(district), item_body()
    unpublished = await draft(author, item)
    path = f"/plans/{unpublished}/amendments"
    refused(await author.post(path, json=content_body(item, based_on=1, reason="调整")), 409, "plan-not-published")
    other = item_body()
    path = f"/plans/{await published(district, author, other)}/amendments"

    refused(await author.post(path, json=content_body(other, based_on=1, reason="调整")), 422, "nothing-amended")
    more = {**other, "seats": 60}
    refused(await author.post(path, json=content_body(more, based_on=1)), 422, "reason-needed")
    refused(await author.post(path, json=content_body(more, based_on=0, reason="调整")), 412, "precondition-failed")
    refused(await author.post(path, json=content_body(item, based_on=1, reason="调整")), 422, "unknown-item")


async def test_a_school_proposes_and_reads_its_own_amendments_only(district: World) -> None:
    own, other = (school.school_id for school in district.schools)
    school, stranger = planner(district, school=own), planner(district, school=other)
    item = item_body(mode="SCHOOL_BASED")
    plan_id = await published(district, school, item, school_id=own)
    amendment = await proposed(school, plan_id, {**item, "seats": 60})
    body = content_body({**item, "seats": 61}, based_on=1, reason="调整")

    refused(await stranger.post(f"/plans/{plan_id}/amendments", json=body), 404, "not-found")
    refused(await stranger.get(f"/plans/{plan_id}/amendments"), 404, "not-found")
    assert (await decide(school, amendment)).status_code == 403
    answered(await decide(district.api("registration"), amendment))


async def test_two_decisions_at_once_are_one(district: World) -> None:
    author, item = planner(district), item_body()
    plan_id = await published(district, author, item)
    amendment = await proposed(author, plan_id, {**item, "seats": 60})

    answers = await asyncio.gather(
        decide(planner(district), amendment),
        decide(planner(district), amendment, "RETURNED", reason="经费不足"),
        decide(planner(district), amendment),
        decide(planner(district), amendment, "RETURNED", reason="经费不足"),
    )

    revision = (await content_of(author, plan_id))["revision"]
    assert sorted(answer.status_code for answer in answers) == [200, 200, 409, 409]
    (kept,) = answered(await author.get(f"/plans/{plan_id}/amendments"))["items"]
    assert revision == (2 if kept["status"] == "APPROVED" else 1)
