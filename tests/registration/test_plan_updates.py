"""An amended plan reaches the classes opened for its items: shown with its differences, applied by one call."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from icalendar import Calendar

from services.registration import queries
from tests.attendance.scenes import until_somebody_waits
from tests.registration.planning import carried_out, content_body, item_body, opening, planner, published
from tests.registration.term import (
    answered,
    created,
    enrolled,
    meeting_body,
    members_said,
    newest,
    read_class,
    refused,
    said,
    teacher_api,
)
from tests.support import Api, World

Travel = Callable[[datetime], Awaitable[None]]


async def opened_from(world: World, author: Api, item: dict[str, Any], **changes: Any) -> tuple[str, dict[str, Any]]:
    """A published plan of one item, and a class opened for it."""
    plan_id = await published(world, author, item)
    await carried_out(author, plan_id, item["item_id"])
    body = opening(**changes)
    return plan_id, created(await author.post(f"/plan-items/{item['item_id']}/classes", json=body))


async def rearranged(author: Api, plan_id: str, item: dict[str, Any], *, based_on: int = 1) -> None:
    body = content_body(item, based_on=based_on, reason="报告厅维修")
    answered(await author.put(f"/plans/{plan_id}/content", json=body))


async def amended(world: World, author: Api, plan_id: str, item: dict[str, Any], *, based_on: int = 1) -> None:
    body = content_body(item, based_on=based_on, reason="报名超出预期")
    amendment = created(await author.post(f"/plans/{plan_id}/amendments", json=body))
    path = f"/plan-amendments/{amendment['amendment_id']}/decision"
    answered(await planner(world).put(path, json={"decision": "APPROVED"}))


async def updates(author: Api, plan_id: str) -> list[dict[str, Any]]:
    return list(answered(await author.get(f"/plans/{plan_id}/class-updates"))["items"])


async def apply(author: Api, class_id: str, revision: int = 2, **body: Any) -> dict[str, Any]:
    path = f"/classes/{class_id}/plan-update"
    return answered(await author.put(path, json={"revision": revision, **body}))


def told(changes: list[dict[str, Any]]) -> list[tuple[str, str | None, str | None]]:
    return [(one["field"], one["held"], one["after"]) for one in changes]


async def calendar_of(world: World, class_id: str) -> dict[str, Any]:
    feed = answered(await world.api("registration").put(f"/calendars/CLASS/{class_id}/feed"))
    async with world.apps.http("registration", "") as client:
        (event,) = Calendar.from_ical((await client.get(feed["path"])).content).walk("VEVENT")
    return dict(event)


async def test_an_amended_item_is_shown_for_its_class_and_applied_by_one_call(district: World) -> None:
    author, item = planner(district), item_body(seats=1)
    plan_id, opened = await opened_from(district, author, item)
    class_id, (meeting,) = opened["class_id"], opened["meetings"]
    first, second = (one.teacher_id for one in district.teachers[:2])
    await enrolled(district, class_id, first)
    await enrolled(district, class_id, second, accept_waiting=True)
    calendar = await calendar_of(district, class_id)
    later = (datetime.fromisoformat(item["starts_at"]) + timedelta(days=1)).isoformat()
    ends = (datetime.fromisoformat(item["ends_at"]) + timedelta(days=1)).isoformat()
    changed = {**item, "seats": 3, "hours": "3", "starts_at": later, "ends_at": ends, "place": "礼堂"}
    assert await updates(author, plan_id) == []

    await amended(district, author, plan_id, changed)
    (shown,) = await updates(author, plan_id)
    untouched = await read_class(district, class_id)
    applied = await apply(author, class_id)

    assert [(one["field"], one["before"], one["after"]) for one in shown["changes"] if one["field"] != "TIME"] == [
        ("SEATS", "1", "3"),
        ("PLACE", "报告厅", "礼堂"),
        ("HOURS", "4", "3"),
    ]
    assert (untouched["capacity"], untouched["meetings"][0]["place"]) == (1, "报告厅")
    assert (applied["changes"], applied["left"]) == (shown["changes"], [])
    found = await read_class(district, class_id)
    kept = found["meetings"][0]
    assert (found["capacity"], found["taken"]) == (3, 2)
    assert (kept["meeting_id"], kept["place"], kept["hours"]) == (meeting["meeting_id"], "礼堂", "3.00")
    assert datetime.fromisoformat(kept["starts_at"]) == datetime.fromisoformat(later)
    # Who waited has a place now, and everybody's calendar moves the same event.
    said_of = newest(await members_said(district, class_id))
    assert said_of[str(second)]["status"] == "CONFIRMED"
    anew = await calendar_of(district, class_id)
    assert anew["UID"] == calendar["UID"]
    assert anew["SEQUENCE"] > calendar["SEQUENCE"]
    assert str(anew["LOCATION"]) == "礼堂"
    assert await updates(author, plan_id) == []
    assert (await apply(author, class_id))["changes"] == []
    assert (await read_class(district, class_id))["revision"] == found["revision"]


async def test_what_a_class_changed_itself_stays_where_its_item_is_as_it_was(district: World) -> None:
    author, item = planner(district), item_body()
    plan_id, opened = await opened_from(district, author, item, capacity=25, title="甲班")
    (meeting,) = opened["meetings"]
    fixed = {name: meeting[name] for name in ("starts_at", "ends_at", "hours", "topic", "category")}
    own = {**fixed, "place": "三楼会议室", "speaker": "沈知远"}
    answered(await author.put(f"/meetings/{meeting['meeting_id']}", json=own))

    await rearranged(author, plan_id, {**item, "title": "新题目", "speaker": "吴越", "topic": "大单元"})
    (shown,) = await updates(author, plan_id)
    await apply(author, opened["class_id"])

    assert told(shown["changes"]) == [("PERSON", "沈知远", "吴越"), ("CONTENT", "单元整体教学设计", "大单元")]
    found = await read_class(district, opened["class_id"])
    kept = found["meetings"][0]
    assert (found["title"], found["capacity"], kept["place"]) == ("甲班", 25, "三楼会议室")
    assert (kept["speaker"], kept["topic"]) == ("吴越", "大单元")


async def test_a_class_that_bears_the_items_title_is_renamed(district: World) -> None:
    author, item = planner(district), item_body()
    plan_id, opened = await opened_from(district, author, item)

    await rearranged(author, plan_id, {**item, "title": "新题目"})
    await apply(author, opened["class_id"])

    assert (await read_class(district, opened["class_id"]))["title"] == "新题目"
    assert (await said(district, "registration.class_scheduled.v1"))[-1]["title"] == "新题目"


async def test_an_item_whose_time_is_fixed_at_last_gives_its_class_the_meeting(district: World) -> None:
    author, fixed = planner(district), item_body()
    item = {**fixed, "starts_at": None, "ends_at": None, "place": None}
    plan_id, opened = await opened_from(district, author, item)
    assert opened["meetings"] == []

    await rearranged(author, plan_id, fixed)
    (shown,) = await updates(author, plan_id)
    await apply(author, opened["class_id"])

    assert [(one["field"], one["held"]) for one in shown["changes"]] == [("TIME", None)]
    (meeting,) = (await read_class(district, opened["class_id"]))["meetings"]
    assert (meeting["place"], meeting["speaker"], meeting["hours"]) == ("报告厅", "周文静", "4.00")
    assert await updates(author, plan_id) == []


async def test_places_that_are_taken_stay_and_the_rest_is_applied_alone(district: World) -> None:
    author, item = planner(district), item_body(seats=3)
    plan_id, opened = await opened_from(district, author, item)
    for teacher in district.teachers[:2]:
        await enrolled(district, opened["class_id"], teacher.teacher_id)
    await amended(district, author, plan_id, {**item, "seats": 1, "place": "礼堂"})
    path = f"/classes/{opened['class_id']}/plan-update"

    refused(await author.put(path, json={"revision": 2}), 409, "capacity-below-taken")
    half = await read_class(district, opened["class_id"])
    applied = await apply(author, opened["class_id"], only=["PLACE"])

    assert half["meetings"][0]["place"] == "报告厅"
    assert told(applied["changes"]) == [("PLACE", "报告厅", "礼堂")]
    assert told(applied["left"]) == [("SEATS", "3", "1")]
    (shown,) = await updates(author, plan_id)
    assert told(shown["changes"]) == [("SEATS", "3", "1")]


async def test_a_class_that_follows_one_revision_is_changed_by_the_next_alone(district: World) -> None:
    author, item = planner(district), item_body()
    plan_id, opened = await opened_from(district, author, item)
    await rearranged(author, plan_id, {**item, "place": "礼堂"})
    await apply(author, opened["class_id"])
    (meeting,) = (await read_class(district, opened["class_id"]))["meetings"]
    fixed = {name: meeting[name] for name in ("starts_at", "ends_at", "hours", "topic", "category", "speaker")}
    answered(await author.put(f"/meetings/{meeting['meeting_id']}", json={**fixed, "place": "操场"}))

    await rearranged(author, plan_id, {**item, "place": "礼堂", "speaker": "吴越"}, based_on=2)
    (shown,) = await updates(author, plan_id)

    assert told(shown["changes"]) == [("PERSON", "周文静", "吴越")]
    late = await author.put(f"/classes/{opened['class_id']}/plan-update", json={"revision": 2})
    refused(late, 409, "plan-changed")


async def test_the_meetings_of_a_class_with_several_are_its_own(district: World) -> None:
    author, item = planner(district), item_body()
    plan_id, opened = await opened_from(district, author, item)
    created(await author.post(f"/classes/{opened['class_id']}/meetings", json=meeting_body(in_days=90)))

    await amended(district, author, plan_id, {**item, "place": "礼堂", "seats": 50})
    (shown,) = await updates(author, plan_id)

    assert told(shown["changes"]) == [("SEATS", "40", "50")]
    await apply(author, opened["class_id"])
    assert (await read_class(district, opened["class_id"]))["capacity"] == 50


async def test_whom_the_new_time_clashes_for_is_named(district: World) -> None:
    author, item = planner(district), item_body()
    plan_id, opened = await opened_from(district, author, item)
    _, other = await opened_from(district, author, item_body(starts_at=None, ends_at=None))
    busy = meeting_body(in_days=80)
    created(await author.post(f"/classes/{other['class_id']}/meetings", json=busy))
    teacher_id = district.teachers[0].teacher_id
    await enrolled(district, other["class_id"], teacher_id)
    mine = await enrolled(district, opened["class_id"], teacher_id)

    await rearranged(author, plan_id, {**item, "starts_at": busy["starts_at"], "ends_at": busy["ends_at"]})
    applied = await apply(author, opened["class_id"])

    assert applied["clashing_enrolment_ids"] == [mine["enrolment_id"]]


async def test_a_class_that_has_begun_or_was_cancelled_is_left_alone(district: World, travel: Travel) -> None:
    author, item = planner(district), item_body()
    plan_id, begun = await opened_from(district, author, item)
    cancelled = created(await author.post(f"/plan-items/{item['item_id']}/classes", json=opening()))
    reason = {"reason": "停办"}
    answered(await author.put(f"/classes/{cancelled['class_id']}/cancellation", json=reason))
    await rearranged(author, plan_id, {**item, "place": "礼堂"})
    body = {"revision": 2}
    await travel(datetime.fromisoformat(item["starts_at"]))

    assert await updates(author, plan_id) == []
    refused(await author.put(f"/classes/{begun['class_id']}/plan-update", json=body), 409, "meeting-begun")
    refused(await author.put(f"/classes/{cancelled['class_id']}/plan-update", json=body), 409, "class-cancelled")


async def test_only_its_planners_bring_a_class_to_the_plan(district: World) -> None:
    own, other = (school.school_id for school in district.schools)
    school, item = planner(district, school=own), item_body(mode="SCHOOL_BASED")
    plan_id = await published(district, school, item, school_id=own)
    terms = {"level": "SCHOOL", "mode": "SCHOOL_BASED", "organised_by_admin": False}
    program_id = await carried_out(school, plan_id, item["item_id"], **terms)
    opened = created(await school.post(f"/plan-items/{item['item_id']}/classes", json=opening()))
    await rearranged(school, plan_id, {**item, "place": "礼堂"})
    path, stranger = f"/classes/{opened['class_id']}/plan-update", planner(district, school=other)

    refused(await stranger.put(path, json={"revision": 2}), 404, "not-found")
    refused(await stranger.get(f"/plans/{plan_id}/class-updates"), 404, "not-found")
    teacher = teacher_api(district, district.teachers[0].teacher_id)
    assert (await teacher.put(path, json={"revision": 2})).status_code == 403
    body = {"title": "另开", "school_id": str(own), "capacity": 5, **opening()}
    loose = created(await school.post(f"/programs/{program_id}/classes", json=body))
    refused(await school.put(f"/classes/{loose['class_id']}/plan-update", json={"revision": 2}), 404, "not-found")
    assert (await apply(school, opened["class_id"]))["revision"] == 2


async def test_what_is_changed_in_the_class_at_the_same_time_is_not_overwritten(district: World) -> None:
    author, item = planner(district), item_body()
    plan_id, opened = await opened_from(district, author, item)
    (meeting,) = opened["meetings"]
    await rearranged(author, plan_id, {**item, "speaker": "吴越"})
    class_id, meeting_id = UUID(opened["class_id"]), UUID(meeting["meeting_id"])

    async with district.session("registration") as session:
        await queries.lock_class(session, district_id=district.district_id, class_id=class_id)
        applying = asyncio.create_task(apply(author, opened["class_id"]))
        await until_somebody_waits(session)
        known = await queries.get_meeting(session, district_id=district.district_id, meeting_id=meeting_id)
        known.place = "操场"
    await applying

    (kept,) = (await read_class(district, opened["class_id"]))["meetings"]
    assert (kept["place"], kept["speaker"]) == ("操场", "吴越")
