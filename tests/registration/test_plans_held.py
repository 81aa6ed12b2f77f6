"""What plans hold, who reads it, who approves it, and how a published plan is arranged anew."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.registration.planning import (
    content_body,
    content_of,
    draft,
    item_body,
    planner,
    published,
)
from tests.registration.term import answered, created, refused
from tests.support import World

Travel = Callable[[datetime], Awaitable[None]]


async def test_an_item_keeps_what_is_to_be_decided_and_says_so(district: World) -> None:
    author = planner(district)
    open_item = item_body(starts_at=None, ends_at=None, time_note="第二学期", place=None)
    plan_id = await draft(author, item_body(), open_item)

    fixed, loose = (await content_of(author, plan_id))["items"]

    assert fixed["to_be_decided"] == []
    assert loose["to_be_decided"] == ["TIME", "PLACE"]
    assert (loose["time_note"], loose["starts_at"], loose["place"]) == ("第二学期", None, None)


async def test_what_is_written_comes_back_exactly(district: World) -> None:
    author = planner(district)
    item = item_body(
        hours="11.3333",
        credits="1.25",
        audience={"stages": ["PRIMARY"], "subjects": ["数学"], "posts": ["TEACHER"], "title_tiers": ["MIDDLE"]},
        headcount=120,
    )
    goal = {"goal_id": str(uuid4()), "text": "送培率达到100%", "measure": "SEND_RATE", "target_percent": "97.5"}
    line = {"line_id": str(uuid4()), "year": 2026, "kind": "TRAVEL", "amount": "1200.05", "item_id": item["item_id"]}

    plan_id = await draft(author, item, goals=[goal], budget=[line])

    found = await content_of(author, plan_id)
    kept = found["items"][0]
    assert (kept["hours"], kept["credits"], kept["headcount"]) == ("11.3333", "1.25", 120)
    assert kept["audience"] == item["audience"]
    assert found["goals"] == [{**goal, "target_percent": "97.50"}]
    assert found["budget"] == [{**line, "note": None}]


async def test_the_same_content_again_is_no_new_revision(district: World) -> None:
    author = planner(district)
    item = item_body()
    plan_id = await draft(author, item)

    again = answered(await author.put(f"/plans/{plan_id}/content", json=content_body(item)))

    assert again["revision"] == 1


async def test_who_did_not_read_the_latest_revision_overwrites_nothing(district: World) -> None:
    author = planner(district)
    item = item_body()
    plan_id = await draft(author, item)
    await author.put(f"/plans/{plan_id}/content", json=content_body(item, item_body(), based_on=1))

    late = await author.put(f"/plans/{plan_id}/content", json=content_body(based_on=1))

    refused(late, 412, "precondition-failed")
    assert len((await content_of(author, plan_id))["items"]) == 2


async def test_two_who_write_at_once_make_one_revision_each_or_none(district: World) -> None:
    author = planner(district)
    plan_id = await draft(author, item_body())

    answers = await asyncio.gather(
        *(author.put(f"/plans/{plan_id}/content", json=content_body(item_body(), based_on=1)) for _ in range(6))
    )

    assert sorted(answer.status_code for answer in answers) == [200, *[412] * 5]
    assert (await content_of(author, plan_id))["revision"] == 2


@pytest.mark.parametrize(
    ("changes", "slug"),
    [
        ({"items": [item_body(category="NOWHERE")]}, "unknown-code"),
        ({"items": [item_body(mode="BY_POST")]}, "unknown-code"),
        ({"items": [item_body(starts_at="2026-05-01T10:00:00+08:00", ends_at="2026-05-01T09:00:00+08:00")]}, "period"),
        ({"budget": [{"year": 2026, "kind": "TRAVEL", "amount": "1", "item_id": str(uuid4())}]}, "unknown-item"),
    ],
)
async def test_content_that_cannot_be_is_refused_and_nothing_of_it_kept(
    district: World, changes: dict[str, Any], slug: str
) -> None:
    author = planner(district)
    plan_id = await draft(author, item_body())

    answer = await author.put(f"/plans/{plan_id}/content", json=content_body(**{"based_on": 1, **changes}))

    assert answer.status_code == 422
    assert answer.json()["type"].startswith(f"urn:xuefen:problem:{slug}")
    assert (await content_of(author, plan_id))["revision"] == 1


async def test_an_item_of_another_plan_cannot_be_taken_over(district: World) -> None:
    author = planner(district)
    item = item_body()
    await draft(author, item)
    other = await draft(author, item_body())

    stolen = await author.put(f"/plans/{other}/content", json=content_body(item, based_on=1))

    refused(stolen, 422, "unknown-item")


async def test_two_things_of_one_plan_never_share_an_id(district: World) -> None:
    author = planner(district)
    item = item_body()
    plan_id = await draft(author)

    refused(await author.put(f"/plans/{plan_id}/content", json=content_body(item, item, based_on=1)), 422, "item-twice")


async def test_a_school_plan_is_approved_by_the_district_and_by_no_school(district: World) -> None:
    school_id = district.schools[0].school_id
    school = planner(district, school=school_id)
    item = item_body(mode="SCHOOL_BASED")
    plan_id = await draft(school, item, school_id=school_id)
    answered(await school.put(f"/plans/{plan_id}/submission", json={"revision": 1}))

    by_school = await school.put(f"/plans/{plan_id}/decision", json={"revision": 1, "decision": "APPROVED"})
    by_district = await district.api("registration").put(
        f"/plans/{plan_id}/decision", json={"revision": 1, "decision": "APPROVED"}
    )

    assert by_school.status_code == 403
    assert answered(by_district)["status"] == "APPROVED"


async def test_nobody_approves_a_plan_that_they_wrote_or_handed_in(district: World) -> None:
    author, other = planner(district), planner(district)
    plan_id = await draft(author, item_body())
    answered(await other.put(f"/plans/{plan_id}/submission", json={"revision": 1}))
    decision = {"revision": 1, "decision": "APPROVED"}

    refused(await author.put(f"/plans/{plan_id}/decision", json=decision), 409, "own-plan")
    refused(await other.put(f"/plans/{plan_id}/decision", json=decision), 409, "own-plan")
    answered(await planner(district).put(f"/plans/{plan_id}/decision", json=decision))


async def test_a_plan_being_decided_on_is_locked_and_one_returned_can_be_mended(district: World) -> None:
    author, item = planner(district), item_body()
    plan_id = await draft(author, item)
    await author.put(f"/plans/{plan_id}/submission", json={"revision": 1})
    mended = content_body({**item, "seats": 30}, based_on=1)
    refused(await author.put(f"/plans/{plan_id}/content", json=mended), 409, "plan-locked")

    no_reason = await district.api("registration").put(
        f"/plans/{plan_id}/decision", json={"revision": 1, "decision": "RETURNED"}
    )
    returned = await district.api("registration").put(
        f"/plans/{plan_id}/decision", json={"revision": 1, "decision": "RETURNED", "reason": "名额过多"}
    )

    refused(no_reason, 422, "reason-needed")
    assert answered(returned)["status"] == "RETURNED"
    assert answered(await author.put(f"/plans/{plan_id}/content", json=mended))["revision"] == 2
    refused(await author.put(f"/plans/{plan_id}/submission", json={"revision": 1}), 409, "plan-changed")
    assert answered(await author.put(f"/plans/{plan_id}/submission", json={"revision": 2}))["status"] == "SUBMITTED"
    steps = answered(await author.get(f"/plans/{plan_id}/steps"))["items"]
    assert [(step["action"], step["reason"]) for step in steps] == [
        ("SUBMIT", None),
        ("RETURN", "名额过多"),
        ("SUBMIT", None),
    ]


async def test_the_district_finds_the_plans_that_wait_for_its_decision(district: World) -> None:
    author = planner(district)
    await draft(author, item_body())
    waiting = await draft(author, item_body())
    await author.put(f"/plans/{waiting}/submission", json={"revision": 1})

    found = answered(await district.api("registration").get("/plans", params={"status": "SUBMITTED"}))["items"]

    assert [plan["plan_id"] for plan in found] == [waiting]


async def test_an_empty_plan_is_not_handed_in(district: World) -> None:
    author = planner(district)
    body = {"title": "空计划", "starts_on": "2026-01-01", "ends_on": "2026-12-31"}
    plan_id = created(await author.post("/plans", json=body))["plan_id"]

    refused(await author.put(f"/plans/{plan_id}/submission", json={"revision": 0}), 409, "plan-empty")


async def test_a_published_plan_is_amended_with_a_reason_and_its_history_stays_readable(district: World) -> None:
    author, item = planner(district), item_body()
    plan_id = await published(district, author, item)
    amended = content_body({**item, "place": "实验小学礼堂"}, based_on=1)
    teacher = district.api("registration", "teacher", teacher=district.teachers[0].teacher_id)

    refused(await author.put(f"/plans/{plan_id}/content", json=amended), 422, "reason-needed")
    answered(await author.put(f"/plans/{plan_id}/content", json={**amended, "reason": "报告厅维修"}))

    assert (await content_of(teacher, plan_id))["items"][0]["place"] == "实验小学礼堂"
    assert (await content_of(teacher, plan_id, revision=1))["items"][0]["place"] == "报告厅"
    revisions = answered(await teacher.get(f"/plans/{plan_id}/revisions"))["items"]
    assert [(one["revision"], one["reason"]) for one in revisions] == [(2, "报告厅维修"), (1, None)]
    steps = answered(await author.get(f"/plans/{plan_id}/steps"))["items"]
    assert (steps[-1]["action"], steps[-1]["revision"], steps[-1]["reason"]) == ("AMEND", 2, "报告厅维修")


async def test_drafts_and_money_are_not_for_everybody(district: World) -> None:
    author, item = planner(district), item_body()
    line = {"year": 2026, "kind": "TRAVEL", "amount": "100"}
    plan_id = await draft(author, item, budget=[line])
    await author.put(f"/plans/{plan_id}/content", json=content_body(item, based_on=1, budget=[line, line]))
    teacher = district.api("registration", "teacher", teacher=district.teachers[0].teacher_id)
    auditor = district.api("registration", "auditor")
    refused(await teacher.get(f"/plans/{plan_id}/content"), 404, "not-found")
    refused(await teacher.get(f"/plans/{plan_id}/progress"), 404, "not-found")

    await author.put(f"/plans/{plan_id}/submission", json={"revision": 2})
    await district.api("registration").put(f"/plans/{plan_id}/decision", json={"revision": 2, "decision": "APPROVED"})
    refused(await teacher.get(f"/plans/{plan_id}/content"), 404, "not-found")
    created(await author.post(f"/plans/{plan_id}/notices", json={}))

    seen = await content_of(teacher, plan_id)
    assert (len(seen["items"]), seen["budget"]) == (1, [])
    refused(await teacher.get(f"/plans/{plan_id}/content", params={"revision": 1}), 404, "not-found")
    assert len((await content_of(auditor, plan_id, revision=1))["budget"]) == 1
    assert (await teacher.get(f"/plans/{plan_id}/budget")).status_code == 403


async def test_another_school_neither_writes_nor_hands_in(district: World) -> None:
    own, other = (school.school_id for school in district.schools)
    plan_id = await draft(planner(district, school=own), item_body(mode="SCHOOL_BASED"), school_id=own)
    stranger = planner(district, school=other)

    refused(await stranger.put(f"/plans/{plan_id}/content", json=content_body(based_on=1)), 404, "not-found")
    refused(await stranger.put(f"/plans/{plan_id}/submission", json={"revision": 1}), 404, "not-found")
    refused(await stranger.get(f"/plans/{plan_id}/steps"), 404, "not-found")


async def test_hours_and_credits_are_summed_by_category_and_mode(district: World) -> None:
    author = planner(district)
    items = [
        item_body(hours="4", credits="0.4"),
        item_body(hours="2.5", credits="0.25"),
        item_body(hours="6", mode="ONLINE", credits="1"),
        item_body(hours="1", mode="ONLINE"),
        item_body(hours="3", category="ETHICS_LITERACY.ETHICS"),
    ]
    plan_id = await draft(author, *items)

    totals = (await content_of(author, plan_id))["totals"]

    assert [tuple(total.values()) for total in totals] == [
        ("ETHICS_LITERACY.ETHICS", "CENTRALISED", 1, "3.00", None),
        ("KNOWLEDGE_SKILL", "CENTRALISED", 2, "6.50", "0.65"),
        ("KNOWLEDGE_SKILL", "ONLINE", 2, "7.00", None),
    ]


async def test_the_examples_of_the_documentation_work_one_after_the_other(district: World, travel: Travel) -> None:
    await travel(datetime(2026, 1, 5, tzinfo=UTC))
    schemas = district.apps.of["registration"].openapi()["components"]["schemas"]

    def example(name: str, number: int = 0, **changes: Any) -> dict[str, Any]:
        return {**schemas[name]["examples"][number], **changes}

    author, admin = planner(district), district.api("registration")
    plan_id = created(await author.post("/plans", json=example("PlanRequest")))["plan_id"]
    held = answered(await author.put(f"/plans/{plan_id}/content", json=example("PlanContentRequest")))
    item_id = held["items"][0]["item_id"]
    answered(await author.put(f"/plans/{plan_id}/submission", json=example("SubmissionRequest")))
    answered(await admin.put(f"/plans/{plan_id}/decision", json=example("DecisionRequest", 1)))
    answered(await author.put(f"/plans/{plan_id}/submission", json=example("SubmissionRequest")))
    answered(await admin.put(f"/plans/{plan_id}/decision", json=example("DecisionRequest")))
    notice = created(await author.post(f"/plans/{plan_id}/notices", json=example("NoticeRequest")))
    program = created(await author.post(f"/plans/{plan_id}/programs", json=example("ProgramRequest")))
    program_id = program["program_id"]
    answered(await author.put(f"/plan-items/{item_id}/program", json={"program_id": program_id}))
    wanted = example("ItemClassRequest")
    await district.account("trainer", account_id=UUID(wanted["head_teacher_id"]))
    opened = created(await author.post(f"/plan-items/{item_id}/classes", json=wanted))
    for decision, status in ((1, "RETURNED"), (0, "APPROVED")):
        amendment = created(await author.post(f"/plans/{plan_id}/amendments", json=example("AmendmentRequest")))
        path = f"/plan-amendments/{amendment['amendment_id']}/decision"
        decided = answered(await admin.put(path, json=example("AmendmentDecisionRequest", decision)))
        assert decided["status"] == status
    path = f"/classes/{opened['class_id']}/plan-update"
    assert answered(await author.put(path, json=example("ClassUpdateRequest", 1)))["changes"] == []
    (seats,) = answered(await author.put(path, json=example("ClassUpdateRequest")))["changes"]
    assert (seats["field"], seats["after"]) == ("SEATS", "90")
    spent = created(await author.post(f"/plans/{plan_id}/expenses", json=example("ExpenseRequest")))
    path = f"/expenses/{spent['expense_id']}/retraction"
    answered(await author.put(path, json=example("RetractionRequest")))
    path = f"/notices/{notice['notice_id']}/withdrawal"
    answered(await author.put(path, json=example("NoticeWithdrawalRequest")))


async def test_who_wrote_an_earlier_revision_does_not_approve_a_later_one(district: World) -> None:
    author, writer = planner(district), planner(district)
    plan_id = await draft(author, item_body())
    answered(await writer.put(f"/plans/{plan_id}/content", json=content_body(item_body(), based_on=1)))
    answered(await author.put(f"/plans/{plan_id}/content", json=content_body(item_body(), based_on=2)))
    answered(await author.put(f"/plans/{plan_id}/submission", json={"revision": 3}))
    decision = {"revision": 3, "decision": "APPROVED"}

    refused(await writer.put(f"/plans/{plan_id}/decision", json=decision), 409, "own-plan")
    answered(await planner(district).put(f"/plans/{plan_id}/decision", json=decision))


async def test_a_training_lies_within_the_time_of_the_plan_and_is_long_enough_for_its_hours(district: World) -> None:
    author = planner(district)
    body = {"title": "2026年春季计划", "starts_on": "2026-03-01", "ends_on": "2026-07-31"}
    plan_id = created(await author.post("/plans", json=body))["plan_id"]
    path = f"/plans/{plan_id}/content"

    async def write(starts_at: str, ends_at: str, **changes: Any) -> Any:
        item = item_body(starts_at=starts_at, ends_at=ends_at, **changes)
        return await author.put(path, json=content_body(item))

    # Midnight of the district, not of UTC, begins the day.
    early = await write("2026-02-28T23:30:00+08:00", "2026-03-01T03:30:00+08:00")
    late = await write("2026-07-31T22:00:00+08:00", "2026-08-01T01:00:00+08:00")
    short = await write("2026-03-05T08:00:00+08:00", "2026-03-05T08:05:00+08:00", hours="100")
    for answer in (early, late):
        problem = refused(answer, 422, "item-outside-plan")
        assert problem["facts"] == {"starts_on": "2026-03-01", "ends_on": "2026-07-31"}
    refused(short, 422, "hours-beyond-time")

    answered(await write("2026-03-01T00:00:00+08:00", "2026-03-01T03:00:00+08:00"))
