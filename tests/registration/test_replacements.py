"""Replacing a member: the seat passes to a colleague of the same school without ever being free."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
from sqlalchemy import select

from services.attendance.models import Member
from tests.registration.reviewing import class_review, reviewed_class, school_review
from tests.registration.term import (
    SERVICE,
    answered,
    created,
    enrolled,
    make_class,
    make_program,
    meeting_body,
    members_said,
    newest,
    read_class,
    read_enrolments,
    refused,
)
from tests.support import World

Travel = Callable[[datetime], Awaitable[None]]
REASON = "原学员因病住院,由同校教师顶替"


async def replace(world: World, enrolment_id: str, teacher_id: UUID, **how: Any) -> httpx.Response:
    """As the school of the first four teachers, unless told otherwise."""
    body = {"teacher_id": str(teacher_id), "reason": REASON, "override_reason": how.pop("override_reason", None)}
    role = how.pop("role", "school_admin")
    school = how.pop("school", world.schools[0].school_id)
    return await world.api(SERVICE, role, school=school).post(f"/enrolments/{enrolment_id}/replacement", json=body)


async def statuses(world: World, class_id: str) -> list[tuple[str, str]]:
    return [(one["teacher_id"], one["status"]) for one in await read_enrolments(world, class_id)]


async def test_a_seat_passes_on_without_going_down_the_line(district: World) -> None:
    first, second, third = (district.teachers[number].teacher_id for number in (0, 1, 4))
    class_id = (await make_class(district, capacity=1, meetings=[meeting_body()]))["class_id"]
    leaving = await enrolled(district, class_id, first)
    await enrolled(district, class_id, third)

    replaced = created(await replace(district, leaving["enrolment_id"], second))

    assert (replaced["leaving_teacher_id"], replaced["entering_teacher_id"]) == (str(first), str(second))
    assert await statuses(district, class_id) == [
        (str(first), "WITHDRAWN"),
        (str(third), "WAITING"),
        (str(second), "CONFIRMED"),
    ]
    known = await read_class(district, class_id)
    assert (known["taken"], known["waiting"]) == (1, 1)
    said = newest(await members_said(district, class_id))
    assert {one: said[one]["status"] for one in said} == {str(first): "WITHDRAWN", str(second): "CONFIRMED"}
    assert said[str(second)]["enrolment_id"] == replaced["entering_enrolment_id"]
    (listed,) = answered(await district.api(SERVICE).get(f"/classes/{class_id}/replacements"))["items"]
    assert (listed["reason"], listed["leaving_name"], listed["entering_name"]) == (REASON, "教师1", "教师2")


async def test_attendance_expects_the_newcomer_and_no_longer_the_other(district: World) -> None:
    class_id = (await make_class(district, meetings=[meeting_body()]))["class_id"]
    leaving = await enrolled(district, class_id, district.teachers[0].teacher_id)
    await replace(district, leaving["enrolment_id"], district.teachers[1].teacher_id)

    await district.drain()

    async with district.session("attendance") as session:
        members = (
            await session.scalars(
                select(Member).where(Member.district_id == district.district_id, Member.class_id == UUID(class_id))
            )
        ).all()
    assert {one.teacher_id: one.active for one in members} == {
        district.teachers[0].teacher_id: False,
        district.teachers[1].teacher_id: True,
    }


async def test_the_time_of_who_left_is_free_and_the_newcomers_taken(district: World) -> None:
    first, second = district.teachers[0].teacher_id, district.teachers[1].teacher_id
    class_id = (await make_class(district, meetings=[meeting_body()]))["class_id"]
    other = (await make_class(district, meetings=[meeting_body()]))["class_id"]
    leaving = await enrolled(district, class_id, first)

    created(await replace(district, leaving["enrolment_id"], second))

    assert (await enrolled(district, other, first))["status"] == "CONFIRMED"
    answer = await district.api(SERVICE, "teacher", teacher=second).post(f"/classes/{other}/enrolments", json={})
    refused(answer, 409, "time-clash")


async def test_a_newcomer_with_another_class_at_that_time_is_refused_and_nothing_changes(district: World) -> None:
    first, second = district.teachers[0].teacher_id, district.teachers[1].teacher_id
    class_id = (await make_class(district, meetings=[meeting_body()]))["class_id"]
    other = (await make_class(district, title="同时段的班", meetings=[meeting_body()]))["class_id"]
    leaving = await enrolled(district, class_id, first)
    await enrolled(district, other, second)

    problem = refused(await replace(district, leaving["enrolment_id"], second), 409, "time-clash")

    assert problem["facts"]["class_id"] == other
    assert await statuses(district, class_id) == [(str(first), "CONFIRMED")]
    assert answered(await district.api(SERVICE).get(f"/classes/{class_id}/replacements"))["items"] == []


async def test_another_school_cannot_take_the_seat(district: World) -> None:
    class_id = (await make_class(district))["class_id"]
    leaving = await enrolled(district, class_id, district.teachers[0].teacher_id)
    foreign, own = district.teachers[4].teacher_id, district.teachers[1].teacher_id

    refused(await replace(district, leaving["enrolment_id"], foreign), 404, "not-found")
    refused(
        await replace(district, leaving["enrolment_id"], own, school=district.schools[1].school_id), 404, "not-found"
    )
    refused(await replace(district, leaving["enrolment_id"], foreign, role="district_admin"), 409, "other-school")
    refused(
        await replace(district, leaving["enrolment_id"], district.teachers[0].teacher_id), 409, "oneself-no-replacement"
    )


async def test_the_number_of_a_newcomer_who_waited_ends(district: World) -> None:
    first, second = district.teachers[0].teacher_id, district.teachers[1].teacher_id
    class_id = (await make_class(district, capacity=1))["class_id"]
    leaving = await enrolled(district, class_id, first)
    await enrolled(district, class_id, second)

    created(await replace(district, leaving["enrolment_id"], second))

    assert await statuses(district, class_id) == [
        (str(first), "WITHDRAWN"),
        (str(second), "WITHDRAWN"),
        (str(second), "CONFIRMED"),
    ]
    known = await read_class(district, class_id)
    assert (known["taken"], known["waiting"]) == (1, 0)


async def test_only_a_held_seat_passes_on_and_only_once(district: World) -> None:
    first, second, third = (district.teachers[number].teacher_id for number in (0, 1, 2))
    class_id = (await make_class(district, capacity=1))["class_id"]
    leaving = await enrolled(district, class_id, first)
    waiting = await enrolled(district, class_id, second)

    refused(await replace(district, waiting["enrolment_id"], third), 409, "no-seat-to-pass")
    created(await replace(district, leaving["enrolment_id"], third))
    refused(await replace(district, leaving["enrolment_id"], third), 409, "no-seat-to-pass")


async def test_a_running_class_takes_a_newcomer_for_what_is_still_to_come(district: World, travel: Travel) -> None:
    """Where he was while the first meeting was held does not matter."""
    first, second = district.teachers[0].teacher_id, district.teachers[1].teacher_id
    class_id = (await make_class(district, meetings=[meeting_body(in_days=10), meeting_body(in_days=20)]))["class_id"]
    other = (await make_class(district, meetings=[meeting_body(in_days=10)]))["class_id"]
    leaving = await enrolled(district, class_id, first)
    await enrolled(district, other, second)
    real = datetime.now(UTC)

    await travel(real + timedelta(days=15))
    created(await replace(district, leaving["enrolment_id"], second))
    await travel(real + timedelta(days=25))
    entering = (await read_enrolments(district, class_id, status="CONFIRMED"))[0]

    problem = refused(
        await replace(district, entering["enrolment_id"], district.teachers[2].teacher_id), 409, "replacement-closed"
    )
    assert problem["facts"]["until"]


async def test_a_barred_newcomer_needs_a_reason_that_is_kept(district: World) -> None:
    program_id = await make_program(district, code="STAGE", audience={"stages": ["JUNIOR_MIDDLE"]})
    class_id = (await make_class(district, program_id=program_id))["class_id"]
    who, newcomer = district.teachers[0].teacher_id, district.teachers[1].teacher_id
    nominated = await district.api(SERVICE).post(
        f"/classes/{class_id}/nominations",
        json={"teacher_ids": [str(who)], "overrides": [{"teacher_id": str(who), "reason": "下学期转任初中"}]},
    )
    (item,) = answered(nominated)["items"]

    problem = refused(await replace(district, item["enrolment_id"], newcomer), 409, "not-eligible")
    replaced = created(await replace(district, item["enrolment_id"], newcomer, override_reason="同校唯一可派出的教师"))

    assert problem["facts"]["clauses"] == "AUDIENCE"
    listed = answered(await district.api(SERVICE).get("/eligibility-overrides"))["items"]
    assert [(one["teacher_id"], one["overrides"][0]["reason"]) for one in listed] == [
        (str(who), "下学期转任初中"),
        (str(newcomer), "同校唯一可派出的教师"),
    ]
    assert listed[1]["enrolment_id"] == replaced["entering_enrolment_id"]


async def test_two_who_replace_the_same_member_at_once_pass_the_seat_once(district: World) -> None:
    first, second, third, fourth = (district.teachers[number].teacher_id for number in range(4))
    class_id = (await make_class(district, capacity=1, meetings=[meeting_body()]))["class_id"]
    leaving = await enrolled(district, class_id, first)

    answers = await asyncio.gather(
        *(replace(district, leaving["enrolment_id"], one) for one in (second, third, fourth) for _ in range(3))
    )

    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 8
    confirmed = [one for one, status in await statuses(district, class_id) if status == "CONFIRMED"]
    assert len(confirmed) == 1
    assert (await read_class(district, class_id))["taken"] == 1


async def test_a_school_cannot_replace_past_the_review_of_the_class(district: World) -> None:
    first, second, third = (district.teachers[number].teacher_id for number in range(3))
    class_id = (await reviewed_class(district, reviews=["CLASS"]))["class_id"]
    seat = (await enrolled(district, class_id, first))["enrolment_id"]
    await class_review(district, class_id, seat)

    refused(await replace(district, seat, second), 409, "reviewed-by-class")
    passed = created(await replace(district, seat, second, role="district_admin"))

    program_id = await make_program(district, code="OWN", mode="SCHOOL_BASED")
    facts = {"program_id": program_id, "school_id": str(district.schools[0].school_id), "meetings": []}
    own = (await reviewed_class(district, reviews=["CLASS"], **facts))["class_id"]
    held = (await enrolled(district, own, third))["enrolment_id"]
    await class_review(district, own, held)
    created(await replace(district, held, first))
    assert passed["entering_teacher_id"] == str(second)


async def test_nobody_puts_himself_into_a_class_that_reviews(district: World) -> None:
    himself, member = district.teachers[0].teacher_id, district.teachers[1].teacher_id
    school = district.schools[0].school_id
    class_id = (await reviewed_class(district, reviews=["SCHOOL"]))["class_id"]
    seat = (await enrolled(district, class_id, member))["enrolment_id"]
    await school_review(district, class_id, seat)
    api = district.api(SERVICE, "school_admin", school=school, teacher=himself)

    body = {"teacher_id": str(himself), "reason": REASON}

    refused(await api.post(f"/enrolments/{seat}/replacement", json=body), 409, "own-application")
    assert await statuses(district, class_id) == [(str(member), "CONFIRMED")]
