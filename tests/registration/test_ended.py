"""A class that has ended takes nobody any more, whatever its window of enrolment says."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from services.platform import clock
from tests.registration.term import (
    SERVICE,
    answered,
    class_body,
    created,
    enrol,
    enrolled,
    ids,
    make_class,
    meeting_body,
    read_class,
    read_enrolments,
    refused,
    teacher_api,
)
from tests.support import World

Travel = Callable[[datetime], Awaitable[None]]


async def open_long(district: World, **changes: Any) -> str:
    """A class that meets once in ten days, and says that enrolment stays open for forty."""
    closes_at = (clock.now() + timedelta(days=40)).isoformat()
    opened = await make_class(district, closes_at=closes_at, meetings=[meeting_body()], **changes)
    return str(opened["class_id"])


async def test_nobody_enters_once_the_last_meeting_is_over(district: World, travel: Travel) -> None:
    class_id = await open_long(district, capacity=9)
    teachers = [teacher.teacher_id for teacher in district.teachers]
    await enrolled(district, class_id, teachers[0])
    api, path = district.api(SERVICE), f"/classes/{class_id}"

    await travel(clock.now() + timedelta(days=11))
    alone = refused(await enrol(district, class_id, teachers[1]), 409, "class-ended")
    refused(await api.post(f"{path}/nominations", json={"teacher_ids": ids(teachers[1:3])}), 409, "class-ended")
    refused(await api.post(f"{path}/groups", json={"teacher_ids": ids(teachers[1:3])}), 409, "class-ended")

    ended_at = (await read_class(district, class_id))["meetings"][0]["ends_at"]
    assert datetime.fromisoformat(alone["facts"]["ended_at"]) == datetime.fromisoformat(ended_at)
    assert [item["teacher_id"] for item in await read_enrolments(district, class_id)] == [str(teachers[0])]


async def test_who_waits_when_it_ends_is_not_let_in_by_a_free_place(district: World, travel: Travel) -> None:
    """The line is nobody's way round the end of the class."""
    class_id = await open_long(district, capacity=1)
    first, second = (district.teachers[number].teacher_id for number in (0, 1))
    await enrolled(district, class_id, first)
    assert (await enrolled(district, class_id, second))["status"] == "WAITING"

    await travel(clock.now() + timedelta(days=11))
    answered(await district.api(SERVICE).put(f"/classes/{class_id}/capacity", json={"capacity": 5}))

    statuses = {item["teacher_id"]: item["status"] for item in await read_enrolments(district, class_id)}
    assert statuses == {str(first): "CONFIRMED", str(second): "WAITING"}


async def test_a_cancelled_last_meeting_ends_the_class_with_the_one_before(district: World, travel: Travel) -> None:
    class_id = await open_long(district)
    added = meeting_body(in_days=30)
    last = created(await district.api(SERVICE).post(f"/classes/{class_id}/meetings", json=added))
    await travel(clock.now() + timedelta(days=11))
    await enrolled(district, class_id, district.teachers[0].teacher_id)

    cancelled = {**added, "cancelled": True}
    answered(await district.api(SERVICE).put(f"/meetings/{last['meeting_id']}", json=cancelled))

    refused(await enrol(district, class_id, district.teachers[1].teacher_id), 409, "class-ended")


async def test_places_are_not_allocated_after_the_end(district: World, travel: Travel) -> None:
    class_id = str((await make_class(district, direction="ALLOCATION", meetings=[meeting_body()]))["class_id"])
    await enrolled(district, class_id, district.teachers[0].teacher_id)
    api = district.api(SERVICE)
    await travel(clock.now() + timedelta(days=11))
    proposal = answered(await api.get(f"/classes/{class_id}/allocation"))

    refused(
        await api.put(f"/classes/{class_id}/allocation", json={"digest": proposal["digest"], "reason": "按顺序"}),
        409,
        "class-ended",
    )


async def test_a_class_without_a_meeting_yet_has_not_ended(district: World) -> None:
    opened = await make_class(district, meetings=[])

    assert (await enrolled(district, opened["class_id"], district.teachers[0].teacher_id))["status"] == "CONFIRMED"


async def test_no_meeting_is_added_to_a_class_that_has_ended(district: World, travel: Travel) -> None:
    class_id = await open_long(district)
    await travel(clock.now() + timedelta(days=11))
    path = f"/classes/{class_id}/meetings"

    for in_days in (-5, 5):
        refused(await district.api(SERVICE).post(path, json=meeting_body(in_days=in_days)), 409, "class-ended")


async def test_a_class_may_be_written_down_after_it_was_held(district: World) -> None:
    """Its meetings stand in the body that opens it; nobody enters it any more."""
    body = class_body(meetings=[meeting_body(in_days=-9), meeting_body(in_days=-8)])
    opened = await make_class(district, **body)

    response = await teacher_api(district, district.teachers[0].teacher_id).post(
        f"/classes/{opened['class_id']}/enrolments", json={}
    )

    refused(response, 409, "class-ended")
