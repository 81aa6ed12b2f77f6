"""Items of plans carried out: classes as the item says, and classes beside what is planned."""

from datetime import timedelta

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
    path = f"/plans/{plan_id}/amendments"

    dropped = await author.post(path, json=content_body(other, based_on=1, reason="合并"))
    kept = await author.post(path, json=content_body(held, based_on=1, reason="合并"))

    refused(dropped, 409, "item-carried-out")
    (change,) = created(kept)["changes"]
    assert (change["kind"], change["part_id"]) == ("REMOVED", other["item_id"])


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


async def test_a_class_that_the_published_plan_does_not_hold_says_why_and_is_shown(district: World) -> None:
    author, item = planner(district), item_body()
    plan_id = await published(district, author, item)
    beside = await carried_out(author, plan_id)
    path = f"/programs/{beside}/classes"

    without = await author.post(path, json=class_body())
    opened = created(await author.post(path, json=class_body(title="应急救护", reason="省里临时下达任务")))

    refused(without, 422, "reason-needed")
    assert opened["unplanned_reason"] == "省里临时下达任务"
    (shown,) = answered(await author.get(f"/plans/{plan_id}/progress"))["unplanned"]
    told = {name: shown[name] for name in ("class_id", "title", "why", "reason", "capacity")}
    assert told == {
        "class_id": opened["class_id"],
        "title": "应急救护",
        "why": "NO_ITEM",
        "reason": "省里临时下达任务",
        "capacity": 2,
    }


async def test_a_class_of_an_item_and_one_of_its_program_need_no_reason(district: World) -> None:
    author, item = planner(district), item_body()
    plan_id = await published(district, author, item)
    program_id = await carried_out(author, plan_id, item["item_id"])

    created(await author.post(f"/plan-items/{item['item_id']}/classes", json=opening()))
    created(await author.post(f"/programs/{program_id}/classes", json=class_body()))

    assert answered(await author.get(f"/plans/{plan_id}/progress"))["unplanned"] == []


async def test_a_class_ahead_of_publication_needs_no_reason_and_is_shown_for_good(district: World) -> None:
    author, item = planner(district), item_body()
    plan_id = await approved(district, author, item)
    program_id = await carried_out(author, plan_id, item["item_id"])
    early = created(await author.post(f"/programs/{program_id}/classes", json=class_body()))

    async def unplanned() -> list[tuple[str, str]]:
        found = answered(await author.get(f"/plans/{plan_id}/progress"))["unplanned"]
        return [(one["class_id"], one["why"]) for one in found]

    before = await unplanned()
    created(await author.post(f"/plans/{plan_id}/notices", json={}))
    created(await author.post(f"/programs/{program_id}/classes", json=class_body()))

    assert before == [(early["class_id"], "PLAN_NOT_PUBLISHED")]
    assert await unplanned() == before
