"""What plans hold, who approves them, how they are amended, and the classes that items become."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from services.platform import clock
from tests.registration.planning import (
    approved,
    carried_out,
    content_body,
    content_of,
    draft,
    item_body,
    opening,
    planner,
    published,
)
from tests.registration.term import answered, class_body, created, meeting_body, refused, said
from tests.support import Apps, World, make_world


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
        hours="13.3333",
        credits="1.25",
        audience={"stages": ["PRIMARY"], "subjects": ["数学"], "posts": ["TEACHER"], "title_tiers": ["MIDDLE"]},
        headcount=120,
    )
    goal = {"goal_id": str(uuid4()), "text": "送培率达到100%", "measure": "SEND_RATE", "target_percent": "97.5"}
    line = {"line_id": str(uuid4()), "year": 2026, "kind": "TRAVEL", "amount": "1200.05", "item_id": item["item_id"]}

    plan_id = await draft(author, item, goals=[goal], budget=[line])

    found = await content_of(author, plan_id)
    kept = found["items"][0]
    assert (kept["hours"], kept["credits"], kept["headcount"]) == ("13.3333", "1.25", 120)
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


async def test_a_class_of_an_item_meets_as_the_item_says(district: World) -> None:
    author, item = planner(district), item_body()
    plan_id = await published(district, author, item)
    await carried_out(author, plan_id, item["item_id"])

    opened = created(await author.post(f"/plan-items/{item['item_id']}/classes", json=opening()))

    (meeting,) = opened["meetings"]
    assert (opened["title"], opened["capacity"]) == (item["title"], 40)
    assert (meeting["place"], meeting["speaker"], meeting["topic"], meeting["hours"]) == (
        "报告厅",
        "周文静",
        "单元整体教学设计",
        "4.00",
    )


async def test_a_class_keeps_open_what_its_item_leaves_open(district: World) -> None:
    author = planner(district)
    no_place, no_time = item_body(place=None), item_body(starts_at=None, ends_at=None)
    plan_id = await published(district, author, no_place, no_time)
    await carried_out(author, plan_id, no_place["item_id"], no_time["item_id"])

    placeless = created(await author.post(f"/plan-items/{no_place['item_id']}/classes", json=opening()))
    timeless = created(await author.post(f"/plan-items/{no_time['item_id']}/classes", json=opening()))

    assert placeless["meetings"][0]["place"] is None
    assert timeless["meetings"] == []
    told = {event["class_id"]: event for event in await said(district, "registration.class_scheduled.v1")}
    # What attendance hears: by the pack's rule it refuses a sign-in where something is not fixed.
    assert told[placeless["class_id"]]["meetings"][0]["place"] is None


async def test_a_class_of_an_item_needs_a_published_plan_a_program_and_places(district: World) -> None:
    author = planner(district)
    item, placeless = item_body(), item_body(seats=None)
    plan_id = await approved(district, author, item, placeless)
    path = f"/plan-items/{item['item_id']}/classes"

    refused(await author.post(path, json=opening()), 409, "plan-not-published")
    created(await author.post(f"/plans/{plan_id}/notices", json={}))
    refused(await author.post(path, json=opening()), 409, "no-program-for-item")
    await carried_out(author, plan_id, item["item_id"], placeless["item_id"])
    created(await author.post(path, json=opening()))
    without = await author.post(f"/plan-items/{placeless['item_id']}/classes", json=opening())
    refused(without, 422, "places-unknown")
    created(await author.post(f"/plan-items/{placeless['item_id']}/classes", json=opening(capacity=5)))


async def test_an_item_with_classes_stays_in_the_plan(district: World) -> None:
    author = planner(district)
    held, other = item_body(), item_body()
    plan_id = await published(district, author, held, other)
    await carried_out(author, plan_id, held["item_id"])
    created(await author.post(f"/plan-items/{held['item_id']}/classes", json=opening()))

    dropped = await author.put(f"/plans/{plan_id}/content", json=content_body(other, based_on=1, reason="合并"))
    kept = await author.put(f"/plans/{plan_id}/content", json=content_body(held, based_on=1, reason="合并"))

    refused(dropped, 409, "item-carried-out")
    assert [item["item_id"] for item in answered(kept)["items"]] == [held["item_id"]]


async def test_an_item_is_carried_out_by_a_program_of_its_own_plan(district: World) -> None:
    author = planner(district)
    item, foreign = item_body(), item_body()
    plan_id = await draft(author, item)
    other_plan = await draft(author, foreign)
    own, others = await carried_out(author, plan_id), await carried_out(author, other_plan)

    wrong = await author.put(f"/plan-items/{item['item_id']}/program", json={"program_id": others})
    right = await author.put(f"/plan-items/{item['item_id']}/program", json={"program_id": own})

    refused(wrong, 409, "no-program-for-item")
    assert answered(right)["program_id"] == own
    assert (await content_of(author, plan_id))["items"][0]["program_id"] == own


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


async def test_the_examples_of_the_documentation_work_one_after_the_other(district: World) -> None:
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
    created(await author.post(f"/plan-items/{item_id}/classes", json=example("ItemClassRequest")))
    spent = created(await author.post(f"/plans/{plan_id}/expenses", json=example("ExpenseRequest")))
    path = f"/expenses/{spent['expense_id']}/retraction"
    answered(await author.put(path, json=example("RetractionRequest")))
    path = f"/notices/{notice['notice_id']}/withdrawal"
    answered(await author.put(path, json=example("NoticeWithdrawalRequest")))


async def test_a_meeting_has_a_category_that_the_pack_knows(district: World) -> None:
    author = planner(district)
    program_id = await carried_out(author, await draft(author))
    meeting = meeting_body(category="INVENTED")

    opened = await author.post(f"/programs/{program_id}/classes", json=class_body(meetings=[meeting]))

    refused(opened, 422, "unknown-code")
    sound = created(await author.post(f"/programs/{program_id}/classes", json=class_body()))
    refused(await author.post(f"/classes/{sound['class_id']}/meetings", json=meeting), 422, "unknown-code")
    added = await author.post(f"/classes/{sound['class_id']}/meetings", json={**meeting, "category": "PRACTICE"})
    refused(await author.put(f"/meetings/{created(added)['meeting_id']}", json=meeting), 422, "unknown-code")


async def test_nobody_signs_in_to_a_class_of_an_item_until_all_four_are_fixed(apps: Apps) -> None:
    # SB6: 定时间、定地点、定主讲人、定主题, and presence is signed for.
    world = await make_world(apps, pack="SB6")
    author = planner(world)
    started = clock.now() - timedelta(minutes=5)
    item = item_body(starts_at=started.isoformat(), ends_at=(started + timedelta(hours=2)).isoformat(), speaker=None)
    plan_id = await published(world, author, item)
    await carried_out(author, plan_id, item["item_id"], kind="IN_SERVICE", tags=[])
    path = f"/plan-items/{item['item_id']}/classes"
    opened = created(await author.post(path, json=opening(leader_ids=[str(world.trainer_id)])))
    (meeting,) = opened["meetings"]
    await world.drain()
    codes = f"/meetings/{meeting['meeting_id']}/codes"
    trainer = world.api("attendance", "trainer")

    before = await trainer.get(codes, params={"phase": "IN"})
    fixed = {name: meeting[name] for name in ("starts_at", "ends_at", "hours", "place", "topic", "category")}
    answered(await author.put(f"/meetings/{meeting['meeting_id']}", json={**fixed, "speaker": "周文静"}))
    await world.drain()
    after = await trainer.get(codes, params={"phase": "IN"})

    assert refused(before, 409, "not-fixed")["facts"]["missing"] == "SPEAKER"
    assert after.status_code == 200, after.text


async def test_who_wrote_an_earlier_revision_does_not_approve_a_later_one(district: World) -> None:
    author, writer = planner(district), planner(district)
    plan_id = await draft(author, item_body())
    answered(await writer.put(f"/plans/{plan_id}/content", json=content_body(item_body(), based_on=1)))
    answered(await author.put(f"/plans/{plan_id}/content", json=content_body(item_body(), based_on=2)))
    answered(await author.put(f"/plans/{plan_id}/submission", json={"revision": 3}))
    decision = {"revision": 3, "decision": "APPROVED"}

    refused(await writer.put(f"/plans/{plan_id}/decision", json=decision), 409, "own-plan")
    answered(await planner(district).put(f"/plans/{plan_id}/decision", json=decision))
