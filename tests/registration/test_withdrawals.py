"""Leaving a class: until when, who moves up, and who comes back."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from services.platform import clock
from tests.registration.term import (
    answered,
    enrolled,
    make_class,
    meeting_body,
    members_said,
    newest,
    read_class,
    read_enrolments,
    refused,
    teacher_api,
    withdraw,
)
from tests.support import World


async def test_withdrawing_frees_the_place_for_the_head_of_the_line(district: World) -> None:
    first, second, third = (teacher.teacher_id for teacher in district.teachers[:3])
    opened = await make_class(district, capacity=1)
    held = await enrolled(district, opened["class_id"], first)
    await enrolled(district, opened["class_id"], second)
    await enrolled(district, opened["class_id"], third)

    gone = await withdraw(district, held["enrolment_id"])

    assert (gone["status"], gone["withdrawal_reason"]) == ("WITHDRAWN", "临时公务")
    items = {item["teacher_id"]: item for item in await read_enrolments(district, opened["class_id"])}
    assert items[str(second)]["status"] == "CONFIRMED"
    assert (items[str(third)]["status"], items[str(third)]["waiting_position"]) == ("WAITING", 1)
    assert (await read_class(district, opened["class_id"]))["taken"] == 1
    state = newest(await members_said(district, opened["class_id"]))
    assert {teacher: member["status"] for teacher, member in state.items()} == {
        str(first): "WITHDRAWN",
        str(second): "CONFIRMED",
    }


async def test_withdrawing_twice_is_withdrawing_once(district: World) -> None:
    opened = await make_class(district)
    held = await enrolled(district, opened["class_id"], district.teachers[0].teacher_id)

    first = await withdraw(district, held["enrolment_id"])
    again = answered(
        await district.api("registration").put(
            f"/enrolments/{held['enrolment_id']}/withdrawal", json={"reason": "别的原因"}
        )
    )

    assert again == first
    assert (await read_class(district, opened["class_id"]))["taken"] == 0


async def test_who_comes_back_is_newer_than_who_left(district: World) -> None:
    teacher = district.teachers[0].teacher_id
    opened = await make_class(district, meetings=[meeting_body()])
    held = await enrolled(district, opened["class_id"], teacher)
    await withdraw(district, held["enrolment_id"])

    back = await enrolled(district, opened["class_id"], teacher)

    members = await members_said(district, opened["class_id"])
    assert [member["status"] for member in members] == ["CONFIRMED", "WITHDRAWN", "CONFIRMED"]
    assert [member["revision"] for member in members] == sorted({member["revision"] for member in members})
    assert newest(members[::-1])[str(teacher)]["enrolment_id"] == back["enrolment_id"]


async def test_a_teacher_leaves_until_the_class_begins_and_the_district_until_it_ends(
    district: World, travel: Callable[[datetime], Awaitable[None]]
) -> None:
    teacher, other = (one.teacher_id for one in district.teachers[:2])
    first, last = meeting_body(in_days=2), meeting_body(in_days=3)
    opened = await make_class(district, meetings=[first, last])
    held, kept = (
        await enrolled(district, opened["class_id"], teacher),
        await enrolled(district, opened["class_id"], other),
    )
    path, body = f"/enrolments/{held['enrolment_id']}/withdrawal", {"reason": "生病"}

    await travel(datetime.fromisoformat(first["starts_at"]))
    refused(await teacher_api(district, teacher).put(path, json=body), 409, "withdrawal-closed")
    answered(await district.api("registration").put(path, json=body))
    await travel(datetime.fromisoformat(last["ends_at"]))

    late = await district.api("registration").put(f"/enrolments/{kept['enrolment_id']}/withdrawal", json=body)
    refused(late, 409, "withdrawal-closed")


async def test_nobody_is_promoted_into_a_class_that_has_ended(
    district: World, travel: Callable[[datetime], Awaitable[None]]
) -> None:
    opened = await make_class(district, capacity=1, meetings=[meeting_body(in_days=2)])
    for teacher in district.teachers[:2]:
        await enrolled(district, opened["class_id"], teacher.teacher_id)
    await travel(clock.now() + timedelta(days=4))

    answered(await district.api("registration").put(f"/classes/{opened['class_id']}/capacity", json={"capacity": 2}))

    assert [item["status"] for item in await read_enrolments(district, opened["class_id"])] == ["CONFIRMED", "WAITING"]
