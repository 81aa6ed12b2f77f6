"""Calendars that phones subscribe to: what they show, in which form, and who may read them."""

import re
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import httpx
import pytest
from icalendar import Calendar

from services.directory import operations as directory
from services.platform import clock
from services.registration.rules import calendar_text
from tests.registration.term import (
    answered,
    created,
    enrolled,
    make_class,
    meeting_body,
    program_body,
    refused,
    teacher_api,
    withdraw,
)
from tests.support import Api, World

Travel = Callable[[datetime], Awaitable[None]]
SHANGHAI = ZoneInfo("Asia/Shanghai")


async def feed_of(api: Api, kind: str, subject_id: Any) -> dict[str, Any]:
    return answered(await api.put(f"/calendars/{kind}/{subject_id}/feed"))


async def fetch(world: World, path: str, **headers: str) -> httpx.Response:
    """As a phone does: without any login."""
    async with world.apps.http("registration", "") as client:
        return await client.get(path, headers=headers)


async def events_of(world: World, feed: dict[str, Any]) -> dict[str, Any]:
    """UID -> event of the calendar behind a feed."""
    response = await fetch(world, feed["path"])
    assert response.status_code == 200, response.text
    calendar = Calendar.from_ical(response.content)
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def uid_of(world: World, meeting: dict[str, Any]) -> str:
    return f"{meeting['meeting_id']}@{world.district_id}.xuefen"


async def test_a_teacher_sees_the_meetings_of_the_classes_with_a_place(district: World) -> None:
    teacher = district.teachers[0].teacher_id
    mine = await make_class(district, meetings=[meeting_body(in_days=10), meeting_body(in_days=11)])
    await make_class(district, meetings=[meeting_body(in_days=20)])
    full = await make_class(district, capacity=1, meetings=[meeting_body(in_days=30)])
    await enrolled(district, full["class_id"], district.teachers[1].teacher_id)
    await enrolled(district, full["class_id"], teacher)
    place = await enrolled(district, mine["class_id"], teacher)
    feed = await feed_of(teacher_api(district, teacher), "TEACHER", teacher)

    events = await events_of(district, feed)
    await withdraw(district, place["enrolment_id"])
    without = await events_of(district, feed)

    assert set(events) == {uid_of(district, meeting) for meeting in mine["meetings"]}
    event = events[uid_of(district, mine["meetings"][0])]
    starts = datetime.fromisoformat(mine["meetings"][0]["starts_at"])
    assert event.start == starts
    assert event.start.tzinfo is not None
    assert event.end - event.start == timedelta(hours=3)
    assert (str(event["LOCATION"]), str(event["STATUS"])) == ("报告厅", "CONFIRMED")
    assert without == {}


async def test_the_file_is_what_the_standard_asks_for(district: World) -> None:
    topic = "单元整体教学设计" * 12
    opened = await make_class(district, title="小学数学骨干教师研修一班", meetings=[meeting_body(topic=topic)])
    feed = await feed_of(district.api("registration"), "CLASS", opened["class_id"])

    response = await fetch(district, feed["path"])

    assert response.headers["content-type"] == "text/calendar; charset=utf-8"
    lines = response.content.split(b"\r\n")
    assert lines[-1] == b""
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # no character is cut in two
    text = response.text
    assert text.count("BEGIN:VTIMEZONE") == 1
    assert "TZID:Asia/Shanghai" in text
    assert "TZOFFSETTO:+0800" in text
    local = datetime.fromisoformat(opened["meetings"][0]["starts_at"]).astimezone(SHANGHAI)
    assert f"DTSTART;TZID=Asia/Shanghai:{local:%Y%m%dT%H%M%S}" in text
    unfolded = re.sub(r"\r\n ", "", text)
    assert f"SUMMARY:小学数学骨干教师研修一班：{topic}" in unfolded


async def test_a_meeting_keeps_its_uid_and_raises_its_sequence_until_it_is_cancelled(district: World) -> None:
    opened = await make_class(district, meetings=[meeting_body(in_days=10)])
    (meeting,) = opened["meetings"]
    feed = await feed_of(district.api("registration"), "CLASS", opened["class_id"])
    path, moved = f"/meetings/{meeting['meeting_id']}", meeting_body(in_days=12, place=None)

    before = (await events_of(district, feed))[uid_of(district, meeting)]
    answered(await district.api("registration").put(path, json=moved))
    after = (await events_of(district, feed))[uid_of(district, meeting)]
    answered(await district.api("registration").put(path, json={**moved, "cancelled": True}))
    gone = (await events_of(district, feed))[uid_of(district, meeting)]

    assert before["SEQUENCE"] < after["SEQUENCE"] < gone["SEQUENCE"]
    assert after.start == datetime.fromisoformat(moved["starts_at"])
    assert "LOCATION" not in after
    assert [str(event["STATUS"]) for event in (before, after, gone)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]


async def test_a_cancelled_class_cancels_its_meetings(district: World) -> None:
    opened = await make_class(district, meetings=[meeting_body()])
    feed = await feed_of(district.api("registration"), "CLASS", opened["class_id"])

    await district.api("registration").put(f"/classes/{opened['class_id']}/cancellation", json={"reason": "停办"})

    (event,) = (await events_of(district, feed)).values()
    assert str(event["STATUS"]) == "CANCELLED"


async def test_a_school_sees_what_it_holds_and_where_its_teachers_go(district: World) -> None:
    own, other = (school.school_id for school in district.schools)
    api = district.api("registration")
    plan = {"title": "校本", "starts_on": "2025-09-01", "ends_on": "2026-08-31", "school_id": str(own)}
    plan_id = created(await api.post("/plans", json=plan))["plan_id"]
    program = program_body(code="SB", level="SCHOOL", mode="SCHOOL_BASED", organised_by_admin=False)
    program_id = created(await api.post(f"/plans/{plan_id}/programs", json=program))["program_id"]
    at_home = await make_class(district, program_id=program_id, school_id=str(own), meetings=[meeting_body(in_days=3)])
    outside = await make_class(district, meetings=[meeting_body(in_days=4)])
    await enrolled(district, outside["class_id"], district.teachers[0].teacher_id)
    foreign = await make_class(district, meetings=[meeting_body(in_days=5)])
    await enrolled(district, foreign["class_id"], district.teachers[4].teacher_id)

    ours = await events_of(
        district, await feed_of(teacher_api(district, district.teachers[1].teacher_id), "SCHOOL", own)
    )

    assert set(ours) == {uid_of(district, one["meetings"][0]) for one in (at_home, outside)}
    theirs = await feed_of(district.api("registration", "school_admin", school=other), "SCHOOL", other)
    assert set(await events_of(district, theirs)) == {uid_of(district, foreign["meetings"][0])}


async def test_calendars_of_others_are_given_to_nobody(district: World) -> None:
    mine, colleague = district.teachers[0].teacher_id, district.teachers[1].teacher_id
    own, other = (school.school_id for school in district.schools)

    for api, kind, subject in (
        (teacher_api(district, mine), "TEACHER", colleague),
        (district.api("registration"), "TEACHER", mine),
        (teacher_api(district, mine), "SCHOOL", other),
        (district.api("registration", "school_admin", school=own), "SCHOOL", other),
        (teacher_api(district, mine), "CLASS", uuid4()),
        (district.api("registration"), "SCHOOL", uuid4()),
    ):
        refused(await api.put(f"/calendars/{kind}/{subject}/feed"), 404, "not-found")


async def test_an_address_stays_the_same_until_it_is_revoked(district: World) -> None:
    teacher = district.teachers[0].teacher_id
    api = teacher_api(district, teacher)
    first, again = await feed_of(api, "TEACHER", teacher), await feed_of(api, "TEACHER", teacher)

    revoked = answered(await api.put(f"/calendar-feeds/{first['feed_id']}/revocation"))
    anew = await feed_of(api, "TEACHER", teacher)

    assert first == again
    assert revoked["path"] is None
    assert anew["path"] != first["path"]
    assert (await fetch(district, first["path"])).status_code == 404
    assert (await fetch(district, anew["path"])).status_code == 200
    assert [one["feed_id"] for one in answered(await api.get("/calendar-feeds"))["items"]] == [anew["feed_id"]]


async def test_a_colleague_revokes_nothing_and_the_district_anything(district: World) -> None:
    teacher = district.teachers[0].teacher_id
    feed = await feed_of(teacher_api(district, teacher), "TEACHER", teacher)
    path = f"/calendar-feeds/{feed['feed_id']}/revocation"

    refused(await teacher_api(district, district.teachers[1].teacher_id).put(path), 404, "not-found")
    answered(await district.api("registration").put(path))

    assert (await fetch(district, feed["path"])).status_code == 404


async def test_a_closed_account_leaves_no_address_behind_that_can_be_read(district: World) -> None:
    teacher, admin = district.teachers[0].teacher_id, district.api("directory")
    account = {"username": "T0001", "display_name": "李晓梅", "roles": ["teacher"], "teacher_id": str(teacher)}
    made = created(await admin.post("/accounts", json={"accounts": [account]}))["items"][0]
    mine = district.api("registration", "teacher", teacher=teacher, account_id=UUID(made["account_id"]))
    feed = await feed_of(mine, "TEACHER", teacher)
    statuses = []
    for state in ("OPEN", "CLOSED", "OPEN"):
        answered(await admin.put(f"/accounts/{made['account_id']}/state", json={"state": state}))
        statuses.append((await fetch(district, feed["path"])).status_code)

    assert statuses == [200, 404, 200]


async def test_who_runs_a_school_finds_and_revokes_the_feeds_of_its_calendar(district: World) -> None:
    own, other = (school.school_id for school in district.schools)
    feed = await feed_of(teacher_api(district, district.teachers[0].teacher_id), "SCHOOL", own)
    head, stranger = (district.api("registration", "school_admin", school=school) for school in (own, other))

    seen = answered(await head.get("/calendar-feeds", params={"subject_id": str(own)}))["items"]
    unseen = answered(await stranger.get("/calendar-feeds", params={"subject_id": str(own)}))["items"]

    assert [(one["feed_id"], one["path"]) for one in seen] == [(feed["feed_id"], None)]
    assert unseen == []
    path = f"/calendar-feeds/{feed['feed_id']}/revocation"
    refused(await stranger.put(path), 404, "not-found")
    answered(await head.put(path))
    assert (await fetch(district, feed["path"])).status_code == 404


async def test_a_token_that_is_bent_in_any_place_is_answered_like_one_that_never_was(
    district: World, other_district: World
) -> None:
    opened = await make_class(district, meetings=[meeting_body()])
    feed = await feed_of(district.api("registration"), "CLASS", opened["class_id"])
    good = feed["path"].rsplit("/", 1)[1].removesuffix(".ics")
    district_id, feed_id, mac = good.split(".")
    bent = {
        f"{other_district.district_id}.{feed_id}.{mac}",
        f"{district_id}.{uuid4().hex}.{mac}",
        f"{district_id}.{feed_id}.{'A' * 43}",
        f"{district_id}.{feed_id}",
        "x",
        f"{good}=",
        good.upper(),
        *(
            f"{district_id}.{feed_id}.{mac[:place]}{'B' if mac[place] != 'B' else 'C'}{mac[place + 1 :]}"
            for place in (0, 21, 41)
        ),
    }

    answers = [await fetch(district, f"/registration/v1/calendars/{token}.ics") for token in sorted(bent)]

    assert [answer.status_code for answer in answers] == [404] * len(bent)
    assert {answer.json()["type"] for answer in answers} == {"urn:xuefen:problem:not-found"}
    assert (await fetch(district, feed["path"])).status_code == 200


async def test_a_phone_that_knows_the_latest_gets_nothing_again(district: World) -> None:
    opened = await make_class(district, meetings=[meeting_body(in_days=10)])
    (meeting,) = opened["meetings"]
    feed = await feed_of(district.api("registration"), "CLASS", opened["class_id"])
    tag = (await fetch(district, feed["path"])).headers["etag"]

    same = await fetch(district, feed["path"], **{"If-None-Match": tag})
    await district.api("registration").put(f"/meetings/{meeting['meeting_id']}", json=meeting_body(in_days=12))
    changed = await fetch(district, feed["path"], **{"If-None-Match": tag})

    assert (same.status_code, same.content) == (304, b"")
    assert changed.status_code == 200
    assert changed.headers["etag"] != tag


async def moved(world: World, teacher_id: Any, school_id: Any) -> None:
    """From tomorrow on the teacher works at another school."""
    async with world.session("directory") as session:
        await directory.transfer(
            session,
            district_id=world.district_id,
            teacher_id=teacher_id,
            school_id=school_id,
            on=(clock.now() + timedelta(days=1)).astimezone(SHANGHAI).date(),
            post=None,
        )


async def test_a_schools_calendar_shows_nothing_to_who_has_left_the_school(district: World, travel: Travel) -> None:
    own, other = (school.school_id for school in district.schools)
    leaver, stayer = (teacher_api(district, one.teacher_id) for one in district.teachers[:2])
    runs = district.api("registration", "school_admin", school=own, teacher=district.teachers[2].teacher_id)
    office = district.api("registration", "school_admin", school=own)
    feeds = [await feed_of(api, "SCHOOL", own) for api in (leaver, runs, stayer, office, district.api("registration"))]
    for teacher in (district.teachers[0], district.teachers[2]):
        await moved(district, teacher.teacher_id, other)
    assert [(await fetch(district, feed["path"])).status_code for feed in feeds] == [200] * 5

    await travel(clock.now() + timedelta(days=2))

    assert [(await fetch(district, feed["path"])).status_code for feed in feeds] == [404, 404, 200, 200, 200]
    refused(await leaver.put(f"/calendars/SCHOOL/{own}/feed"), 404, "not-found")


async def test_a_calendar_is_written_when_no_transaction_is_open_any_more(
    district: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = await make_class(district, meetings=[meeting_body()])
    feed = await feed_of(district.api("registration"), "CLASS", opened["class_id"])
    sessions = district.apps.of["registration"].state.sessions
    pool = sessions.kw["bind"].pool
    held: list[int] = []

    def written(*entries: Any, **facts: Any) -> bytes:
        held.append(pool.checkedout())
        return calendar_text(*entries, **facts)

    monkeypatch.setattr("services.registration.routes.calendar.calendar_text", written)
    answer = await fetch(district, feed["path"])

    assert held == [0]
    assert answer.headers["content-length"] == str(len(answer.content))
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
