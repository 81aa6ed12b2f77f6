"""Classes and meetings: opening, moving, capacity, cancelling, and what is said of them."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from services.platform import clock
from tests.registration.term import (
    answered,
    class_body,
    created,
    enrolled,
    make_class,
    make_plan,
    make_program,
    meeting_body,
    members_said,
    newest,
    read_class,
    read_enrolments,
    refused,
    said,
    teacher_api,
)
from tests.support import World

SCHEDULED = "registration.class_scheduled.v1"


async def test_a_class_is_read_back_with_its_program_and_meetings_in_order(district: World) -> None:
    later, sooner = meeting_body(in_days=11), meeting_body(in_days=10)
    opened = await make_class(district, capacity=30, meetings=[later, sooner])

    read = answered(await teacher_api(district, district.teachers[0].teacher_id).get(f"/classes/{opened['class_id']}"))

    assert read == opened
    assert [datetime.fromisoformat(meeting["starts_at"]) for meeting in read["meetings"]] == [
        datetime.fromisoformat(sooner["starts_at"]),
        datetime.fromisoformat(later["starts_at"]),
    ]
    assert read["program"]["scheme"] == "ATTENDANCE"
    assert (read["places_left"], read["taken"], read["waiting"], read["revision"]) == (30, 0, 0, 1)


async def test_opening_a_class_says_it_in_full(district: World) -> None:
    opened = await make_class(district, leader_ids=[str(district.trainer_id)], meetings=[meeting_body()])

    (event,) = await said(district, SCHEDULED)

    assert event["class_id"] == opened["class_id"]
    assert event["revision"] == 1
    assert event["leader_ids"] == [str(district.trainer_id)]
    assert event["cancelled"] is False
    assert event["program"]["program_id"] == opened["program_id"]
    assert event["program"]["hours"] == "24.0000"
    (meeting,) = event["meetings"]
    assert meeting["meeting_id"] == opened["meetings"][0]["meeting_id"]
    assert meeting["speaker"] == "周文静"


@pytest.mark.parametrize(
    ("changes", "status", "slug"),
    [
        ({"meetings": [meeting_body(length=3), meeting_body(hour=2)]}, 409, "meetings-overlap"),
        ({"meetings": [meeting_body(length=-1)]}, 422, "period-reversed"),
        ({"closes_at": "2020-01-01T00:00:00+08:00"}, 422, "period-reversed"),
        ({"school_id": str(uuid4())}, 409, "not-school-based"),
    ],
)
async def test_an_unsound_class_is_refused(district: World, changes: dict[str, object], status: int, slug: str) -> None:
    program_id = await make_program(district)

    response = await district.api("registration").post(f"/programs/{program_id}/classes", json=class_body(**changes))

    refused(response, status, slug)


async def test_meetings_that_touch_do_not_overlap(district: World) -> None:
    opened = await make_class(district, meetings=[meeting_body(length=2), meeting_body(hour=2, length=2)])

    assert len(opened["meetings"]) == 2


async def test_a_school_opens_a_class_of_a_school_based_program_for_itself_only(district: World) -> None:
    own, other = (str(school.school_id) for school in district.schools)
    plan_id = await make_plan(district)
    based = await make_program(district, plan_id=plan_id, mode="SCHOOL_BASED", level="SCHOOL", code="XB")
    central = await make_program(district, plan_id=plan_id, code="XP")
    school = district.api("registration", "school_admin", school=district.schools[0].school_id)

    created(await school.post(f"/programs/{based}/classes", json=class_body(school_id=own)))

    refused(await school.post(f"/programs/{based}/classes", json=class_body(school_id=other)), 404, "not-found")
    refused(await school.post(f"/programs/{based}/classes", json=class_body()), 404, "not-found")
    refused(await school.post(f"/programs/{central}/classes", json=class_body(school_id=own)), 409, "not-school-based")


async def test_a_class_list_filters_by_program_and_school(district: World) -> None:
    own = str(district.schools[0].school_id)
    program_id = await make_program(district, mode="SCHOOL_BASED")
    of_school = await make_class(district, program_id=program_id, school_id=own)
    of_district = await make_class(district, program_id=program_id)
    await make_class(district)
    api = district.api("registration")

    by_program = answered(await api.get("/classes", params={"program_id": program_id}))
    by_school = answered(await api.get("/classes", params={"school_id": own}))

    assert [item["class_id"] for item in by_program["items"]] == [of_school["class_id"], of_district["class_id"]]
    assert [item["class_id"] for item in by_school["items"]] == [of_school["class_id"]]


async def test_only_its_leaders_its_school_and_the_district_change_a_class(district: World) -> None:
    own = str(district.schools[0].school_id)
    program_id = await make_program(district, mode="SCHOOL_BASED")
    opened = await make_class(district, program_id=program_id, school_id=own, leader_ids=[str(district.trainer_id)])
    path, body = f"/classes/{opened['class_id']}/capacity", {"capacity": 9}

    for api in (
        district.api("registration"),
        district.api("registration", "trainer"),
        district.api("registration", "school_admin", school=district.schools[0].school_id),
    ):
        answered(await api.put(path, json=body))

    for api in (
        district.api("registration", "trainer", account_id=uuid4()),
        district.api("registration", "school_admin", school=district.schools[1].school_id),
    ):
        refused(await api.put(path, json=body), 404, "not-found")
    refused(await district.api("registration", "auditor").put(path, json=body), 403, "forbidden")


async def test_a_school_does_not_change_a_class_of_the_district(district: World) -> None:
    opened = await make_class(district)
    school = district.api("registration", "school_admin", school=district.schools[0].school_id)

    response = await school.post(f"/classes/{opened['class_id']}/meetings", json=meeting_body())

    refused(response, 404, "not-found")


async def test_adding_a_meeting_raises_the_revision_and_is_said(district: World) -> None:
    opened = await make_class(district, meetings=[meeting_body()])

    added = created(
        await district.api("registration").post(
            f"/classes/{opened['class_id']}/meetings", json=meeting_body(in_days=12)
        )
    )

    assert added["clashing_enrolment_ids"] == []
    assert (await read_class(district, opened["class_id"]))["revision"] == 2
    first, second = await said(district, SCHEDULED)
    assert (first["revision"], second["revision"]) == (1, 2)
    assert [meeting["meeting_id"] for meeting in second["meetings"]] == [
        opened["meetings"][0]["meeting_id"],
        added["meeting_id"],
    ]


async def test_hours_beyond_the_time_of_a_meeting_need_a_reason_that_is_kept(district: World) -> None:
    opened = await make_class(district, meetings=[])
    path, brief = f"/classes/{opened['class_id']}/meetings", meeting_body(hours="100")

    problem = refused(await district.api("registration").post(path, json=brief), 422, "hours-beyond-time")
    why = {"hours_reason": "含课前线上自学"}
    added = created(await district.api("registration").post(path, json={**brief, **why}))

    assert problem["facts"] == {"hours": "100", "least": "15"}
    (kept,) = (await read_class(district, opened["class_id"]))["meetings"]
    assert kept["hours_reason"] == added["hours_reason"] == why["hours_reason"]


async def test_moving_a_meeting_onto_another_class_flags_the_clash_and_stands(district: World) -> None:
    teacher, other = district.teachers[0].teacher_id, district.teachers[1].teacher_id
    moved = await make_class(district, title="甲班", meetings=[meeting_body(in_days=10)])
    fixed = await make_class(district, title="乙班", meetings=[meeting_body(in_days=12)])
    enrolment = await enrolled(district, moved["class_id"], teacher)
    await enrolled(district, moved["class_id"], other)
    await enrolled(district, fixed["class_id"], teacher)

    answer = answered(
        await district.api("registration").put(
            f"/meetings/{moved['meetings'][0]['meeting_id']}", json=meeting_body(in_days=12, hour=1)
        )
    )

    assert answer["clashing_enrolment_ids"] == [enrolment["enrolment_id"]]
    flags = {item["teacher_id"]: item["clashes"] for item in await read_enrolments(district, moved["class_id"])}
    assert flags == {str(teacher): True, str(other): False}
    (_, second) = [event for event in await said(district, SCHEDULED) if event["class_id"] == moved["class_id"]]
    assert second["meetings"][0]["starts_at"] == answer["starts_at"]


async def test_moving_a_meeting_away_clears_the_flag_and_frees_the_time(district: World) -> None:
    teacher = district.teachers[0].teacher_id
    moved = await make_class(district, meetings=[meeting_body(in_days=10)])
    fixed = await make_class(district, meetings=[meeting_body(in_days=12)])
    await enrolled(district, moved["class_id"], teacher)
    await enrolled(district, fixed["class_id"], teacher)
    path, api = f"/meetings/{moved['meetings'][0]['meeting_id']}", district.api("registration")
    answered(await api.put(path, json=meeting_body(in_days=12)))

    answer = answered(await api.put(path, json=meeting_body(in_days=14)))

    assert answer["clashing_enrolment_ids"] == []
    (item,) = await read_enrolments(district, moved["class_id"])
    assert item["clashes"] is False
    third = await make_class(district, meetings=[meeting_body(in_days=10)])
    await enrolled(district, third["class_id"], teacher)


async def test_putting_the_same_meeting_again_changes_and_says_nothing(district: World) -> None:
    opened = await make_class(district, meetings=[meeting_body()])
    path = f"/meetings/{opened['meetings'][0]['meeting_id']}"

    answered(await district.api("registration").put(path, json=meeting_body()))

    assert (await read_class(district, opened["class_id"]))["revision"] == 1
    assert len(await said(district, SCHEDULED)) == 1


async def test_a_cancelled_meeting_holds_nobodys_time(district: World) -> None:
    teacher = district.teachers[0].teacher_id
    opened = await make_class(district, meetings=[meeting_body()])
    await enrolled(district, opened["class_id"], teacher)

    answered(
        await district.api("registration").put(
            f"/meetings/{opened['meetings'][0]['meeting_id']}", json=meeting_body(cancelled=True)
        )
    )

    other = await make_class(district, meetings=[meeting_body()])
    await enrolled(district, other["class_id"], teacher)
    events = [event for event in await said(district, SCHEDULED) if event["class_id"] == opened["class_id"]]
    assert [event["meetings"][0]["cancelled"] for event in events] == [False, True]


async def test_a_meeting_that_has_begun_keeps_its_time_but_not_its_topic(
    district: World, travel: Callable[[datetime], Awaitable[None]]
) -> None:
    body = meeting_body(in_days=2)
    opened = await make_class(district, meetings=[body])
    path, api = f"/meetings/{opened['meetings'][0]['meeting_id']}", district.api("registration")
    later = datetime.fromisoformat(body["ends_at"]) + timedelta(hours=1)
    await travel(datetime.fromisoformat(body["starts_at"]) + timedelta(seconds=1))

    refused(await api.put(path, json={**body, "ends_at": later.isoformat()}), 409, "meeting-begun")
    refused(await api.put(path, json={**body, "cancelled": True}), 409, "meeting-begun")
    corrected = answered(await api.put(path, json={**body, "topic": "改换主题"}))

    assert corrected["topic"] == "改换主题"


async def test_a_capacity_is_never_lowered_below_the_places_taken(district: World) -> None:
    opened = await make_class(district, capacity=3)
    for teacher in district.teachers[:2]:
        await enrolled(district, opened["class_id"], teacher.teacher_id)
    path, api = f"/classes/{opened['class_id']}/capacity", district.api("registration")

    problem = refused(await api.put(path, json={"capacity": 1}), 409, "capacity-below-taken")

    assert problem["facts"] == {"taken": "2"}
    assert answered(await api.put(path, json={"capacity": 2}))["places_left"] == 0


async def test_a_raised_capacity_promotes_in_order(district: World) -> None:
    opened = await make_class(district, capacity=1)
    teachers = [teacher.teacher_id for teacher in district.teachers[:4]]
    for teacher in teachers:
        await enrolled(district, opened["class_id"], teacher)

    answered(await district.api("registration").put(f"/classes/{opened['class_id']}/capacity", json={"capacity": 3}))

    items = await read_enrolments(district, opened["class_id"])
    assert [item["status"] for item in items] == ["CONFIRMED", "CONFIRMED", "CONFIRMED", "WAITING"]
    assert items[3]["waiting_position"] == 1
    held = newest(await members_said(district, opened["class_id"]))
    assert set(held) == {str(teacher) for teacher in teachers[:3]}


async def test_a_cancelled_class_never_promotes_takes_nobody_and_frees_the_time(district: World) -> None:
    first, second, third = (teacher.teacher_id for teacher in district.teachers[:3])
    opened = await make_class(district, capacity=1, meetings=[meeting_body()])
    enrolment = await enrolled(district, opened["class_id"], first)
    await enrolled(district, opened["class_id"], second)
    api = district.api("registration")

    cancelled = answered(await api.put(f"/classes/{opened['class_id']}/cancellation", json={"reason": "专家缺席"}))
    again = answered(await api.put(f"/classes/{opened['class_id']}/cancellation", json={"reason": "另一个原因"}))
    other = await make_class(district, meetings=[meeting_body()])
    await enrolled(district, other["class_id"], first)
    answered(await api.put(f"/enrolments/{enrolment['enrolment_id']}/withdrawal", json={"reason": "随班取消"}))

    assert (cancelled["status"], cancelled["waiting"]) == ("CANCELLED", 0)
    assert again["cancellation_reason"] == "专家缺席"
    items = {item["teacher_id"]: item for item in await read_enrolments(district, opened["class_id"])}
    assert items[str(second)]["status"] == "WITHDRAWN"
    assert items[str(second)]["withdrawal_reason"] == "专家缺席"
    refused(
        await teacher_api(district, third).post(f"/classes/{opened['class_id']}/enrolments", json={}),
        409,
        "class-cancelled",
    )
    refused(await api.put(f"/classes/{opened['class_id']}/capacity", json={"capacity": 5}), 409, "class-cancelled")
    events = [event for event in await said(district, SCHEDULED) if event["class_id"] == opened["class_id"]]
    assert [event["cancelled"] for event in events] == [False, True]


async def test_a_class_that_has_ended_is_not_cancelled(
    district: World, travel: Callable[[datetime], Awaitable[None]]
) -> None:
    opened = await make_class(district, meetings=[meeting_body(in_days=2)])
    await travel(clock.now() + timedelta(days=4))

    response = await district.api("registration").put(
        f"/classes/{opened['class_id']}/cancellation", json={"reason": "太晚"}
    )

    refused(response, 409, "class-ended")


async def test_another_districts_class_does_not_exist_here(district: World, other_district: World) -> None:
    theirs = await make_class(other_district)

    response = await district.api("registration").get(f"/classes/{theirs['class_id']}")

    refused(response, 404, "not-found")


async def test_moments_are_answered_alike_when_made_and_when_read(district: World) -> None:
    there = "2035-03-01T08:00:00+08:00"
    opened = await make_class(district, opens_at="2025-03-01T08:00:00+08:00", closes_at=there)

    read = await read_class(district, opened["class_id"])

    assert (opened["opens_at"], opened["closes_at"]) == (read["opens_at"], read["closes_at"])
    assert datetime.fromisoformat(read["closes_at"]) == datetime.fromisoformat(there)
