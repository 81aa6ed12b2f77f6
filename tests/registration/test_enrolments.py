"""Enrolling and nominating, and who sees which enrolments."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import func, select

from services.platform import clock
from services.registration.models import Enrolment
from tests.registration.term import (
    add_teachers,
    answered,
    created,
    enrol,
    enrolled,
    ids,
    make_class,
    meeting_body,
    members_said,
    newest,
    patiently,
    read_class,
    read_enrolments,
    refused,
    said,
    teacher_api,
    withdraw,
)
from tests.support import World


async def test_enrolling_takes_a_snapshot_and_says_it(district: World) -> None:
    teacher = district.teachers[0]
    opened = await make_class(district)

    enrolment = await enrolled(district, opened["class_id"], teacher.teacher_id)

    assert (enrolment["status"], enrolment["source"]) == ("CONFIRMED", "SELF")
    assert enrolment["school_id"] == str(teacher.school_id)
    (member,) = await members_said(district, opened["class_id"])
    for name in ("enrolment_id", "class_id", "teacher_id", "status", "revision", "school_id", "title", "post"):
        assert member[name] == enrolment[name]


async def test_the_same_key_enrols_once_and_hears_the_same_answer(district: World) -> None:
    opened = await make_class(district, capacity=5)
    api = teacher_api(district, district.teachers[0].teacher_id)
    path, headers = f"/classes/{opened['class_id']}/enrolments", {"Idempotency-Key": "tap-1"}

    answers = await asyncio.gather(*(api.post(path, json={}, headers=headers) for _ in range(5)))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert sum(answer.headers.get("Idempotency-Replayed") == "true" for answer in answers) == 4
    assert (await read_class(district, opened["class_id"]))["taken"] == 1
    assert len(await members_said(district, opened["class_id"])) == 1


async def test_enrolling_twice_from_two_devices_is_one_place(district: World) -> None:
    opened = await make_class(district, capacity=5)
    teacher = district.teachers[0].teacher_id

    answers = await asyncio.gather(*(enrol(district, opened["class_id"], teacher) for _ in range(4)))

    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    for answer in answers:
        if answer.status_code == 409:
            refused(answer, 409, "already-enrolled")
    assert (await read_class(district, opened["class_id"]))["taken"] == 1


async def test_a_full_class_lines_up_or_refuses_as_wished(district: World) -> None:
    first, second, third = (teacher.teacher_id for teacher in district.teachers[:3])
    opened = await make_class(district, capacity=1)
    await enrolled(district, opened["class_id"], first)

    waiting = await enrolled(district, opened["class_id"], second)
    problem = refused(await enrol(district, opened["class_id"], third, accept_waiting=False), 409, "class-full")

    assert (waiting["status"], waiting["waiting_position"]) == ("WAITING", 1)
    assert problem["facts"] == {"capacity": "1"}
    assert len(await members_said(district, opened["class_id"])) == 1
    refused(await enrol(district, opened["class_id"], second), 409, "already-enrolled")


async def test_the_window_opens_and_closes_to_the_moment(
    district: World, travel: Callable[[datetime], Awaitable[None]]
) -> None:
    now = clock.now().replace(microsecond=0)
    opens_at, closes_at = now + timedelta(hours=1), now + timedelta(hours=2)
    opened = await make_class(district, capacity=5, opens_at=opens_at.isoformat(), closes_at=closes_at.isoformat())
    before, during, after = (teacher.teacher_id for teacher in district.teachers[:3])

    problem = refused(await enrol(district, opened["class_id"], before), 409, "enrolment-closed")
    await travel(opens_at)
    await enrolled(district, opened["class_id"], during)
    await travel(closes_at)
    refused(await enrol(district, opened["class_id"], after), 409, "enrolment-closed")
    nominated = await district.api("registration").post(
        f"/classes/{opened['class_id']}/nominations", json={"teacher_ids": ids([after])}
    )
    refused(nominated, 409, "enrolment-closed")

    assert set(problem["facts"]) == {"opens_at", "closes_at"}
    assert problem["facts"]["opens_at"].endswith("+08:00")


async def test_a_time_clash_names_the_other_class(district: World) -> None:
    teacher = district.teachers[0].teacher_id
    first = await make_class(district, title="甲班", meetings=[meeting_body(length=3)])
    second = await make_class(district, title="乙班", meetings=[meeting_body(hour=2)])
    await enrolled(district, first["class_id"], teacher)

    problem = refused(await enrol(district, second["class_id"], teacher), 409, "time-clash")

    assert problem["facts"]["class_id"] == first["class_id"]
    assert problem["facts"]["title"] == "甲班"
    assert (await read_class(district, second["class_id"]))["taken"] == 0


async def test_of_two_classes_at_one_time_a_teacher_gets_exactly_one(district: World) -> None:
    teachers = await add_teachers(district, 10)
    classes = [await make_class(district, capacity=20, meetings=[meeting_body()]) for _ in range(2)]

    answers = await asyncio.gather(
        *(
            patiently(teacher_api(district, teacher), "POST", f"/classes/{one['class_id']}/enrolments", json={})
            for teacher in teachers
            for one in classes
        )
    )

    assert sorted(answer.status_code for answer in answers) == [201] * 10 + [409] * 10
    taken = [(await read_class(district, one["class_id"]))["taken"] for one in classes]
    assert sum(taken) == 10


async def test_the_district_may_accept_a_clash_and_it_is_marked(district: World) -> None:
    teacher = district.teachers[0].teacher_id
    first = await make_class(district, meetings=[meeting_body()])
    second = await make_class(district, meetings=[meeting_body()])
    await enrolled(district, first["class_id"], teacher)
    path, api = f"/classes/{second['class_id']}/nominations", district.api("registration")

    refusal = answered(await api.post(path, json={"teacher_ids": ids([teacher])}))
    accepted = answered(await api.post(path, json={"teacher_ids": ids([teacher]), "accept_clash": True}))

    assert refusal["items"][0]["problem"]["type"] == "urn:xuefen:problem:time-clash"
    assert accepted["items"][0]["result"] == "CONFIRMED"
    (item,) = await read_enrolments(district, second["class_id"])
    assert item["clashes"] is True


async def test_a_teacher_who_is_not_in_post_is_refused(
    district: World, travel: Callable[[datetime], Awaitable[None]]
) -> None:
    teacher = district.teachers[0].teacher_id
    opened = await make_class(district, opens_at="2001-01-01T00:00:00+08:00")
    await travel(datetime.fromisoformat("2009-06-01T12:00:00+08:00"))

    problem = refused(await enrol(district, opened["class_id"], teacher), 409, "teacher-not-in-post")
    nominated = answered(
        await district.api("registration").post(
            f"/classes/{opened['class_id']}/nominations", json={"teacher_ids": ids([teacher])}
        )
    )

    assert problem["facts"] == {"on": "2009-06-01"}
    assert nominated["items"][0]["problem"]["type"] == "urn:xuefen:problem:teacher-not-in-post"


async def test_a_bad_nomination_never_spoils_the_others(district: World) -> None:
    first, second, third, fourth = (teacher.teacher_id for teacher in district.teachers[:4])
    opened = await make_class(district, capacity=2)
    await enrolled(district, opened["class_id"], first)
    stranger = uuid4()

    answer = answered(
        await district.api("registration").post(
            f"/classes/{opened['class_id']}/nominations",
            json={"teacher_ids": ids([stranger, first, second, second, third, fourth])},
        )
    )

    assert [(item["teacher_id"], item["result"], item["waiting_position"]) for item in answer["items"]] == [
        (str(stranger), "REFUSED", None),
        (str(first), "REFUSED", None),
        (str(second), "CONFIRMED", None),
        (str(third), "WAITING", 1),
        (str(fourth), "WAITING", 2),
    ]
    assert answer["items"][0]["problem"]["type"] == "urn:xuefen:problem:not-found"
    assert answer["items"][1]["problem"]["type"] == "urn:xuefen:problem:already-enrolled"
    assert (answer["confirmed"], answer["waiting"], answer["refused"]) == (1, 2, 2)
    held = newest(await members_said(district, opened["class_id"]))
    assert set(held) == {str(first), str(second)}


async def test_a_school_cannot_nominate_another_schools_teacher(district: World) -> None:
    own, foreign = district.teachers[0], district.teachers[4]
    opened = await make_class(district, capacity=5)
    school = district.api("registration", "school_admin", school=district.schools[0].school_id)

    answer = answered(
        await school.post(
            f"/classes/{opened['class_id']}/nominations",
            json={"teacher_ids": ids([foreign.teacher_id, own.teacher_id])},
        )
    )

    assert [item["result"] for item in answer["items"]] == ["REFUSED", "CONFIRMED"]
    assert answer["items"][0]["problem"]["type"] == "urn:xuefen:problem:not-found"
    assert answer["items"][0]["problem"]["status"] == 404
    (item,) = await read_enrolments(district, opened["class_id"])
    assert (item["teacher_id"], item["source"]) == (str(own.teacher_id), "NOMINATION")


async def test_a_long_nomination_is_said_in_events_of_at_most_a_hundred(district: World) -> None:
    teachers = await add_teachers(district, 230)
    opened = await make_class(district, capacity=210, meetings=[meeting_body(), meeting_body(in_days=11)])

    answer = answered(
        await district.api("registration").post(
            f"/classes/{opened['class_id']}/nominations", json={"teacher_ids": ids(teachers)}
        )
    )

    assert (answer["confirmed"], answer["waiting"], answer["refused"]) == (210, 20, 0)
    assert [item["waiting_position"] for item in answer["items"][210:]] == list(range(1, 21))
    events = await said(district, "registration.enrolment_confirmed.v1")
    assert [len(event["members"]) for event in events] == [100, 100, 10]


async def test_others_enrolments_do_not_exist_for_a_teacher_or_another_school(district: World) -> None:
    teacher, colleague = (one.teacher_id for one in district.teachers[:2])
    opened = await make_class(district)
    held = await enrolled(district, opened["class_id"], teacher)
    other_school = district.api("registration", "school_admin", school=district.schools[1].school_id)
    path, body = f"/enrolments/{held['enrolment_id']}/withdrawal", {"reason": "代办"}

    refused(await teacher_api(district, colleague).put(path, json=body), 404, "not-found")
    refused(await other_school.put(path, json=body), 404, "not-found")
    refused(await teacher_api(district, colleague).get(f"/teachers/{teacher}/enrolments"), 404, "not-found")
    refused(await other_school.get(f"/teachers/{teacher}/enrolments"), 404, "not-found")
    refused(await district.api("registration").get(f"/teachers/{uuid4()}/enrolments"), 404, "not-found")


async def test_a_school_sees_its_own_teachers_on_a_district_list(district: World) -> None:
    own, foreign = district.teachers[0].teacher_id, district.teachers[4].teacher_id
    opened = await make_class(district, leader_ids=[str(district.trainer_id)])
    for teacher in (own, foreign):
        await enrolled(district, opened["class_id"], teacher)
    path = f"/classes/{opened['class_id']}/enrolments"

    of_school = answered(
        await district.api("registration", "school_admin", school=district.schools[0].school_id).get(path)
    )
    of_trainer = answered(await district.api("registration", "trainer").get(path))

    assert [item["teacher_id"] for item in of_school["items"]] == [str(own)]
    assert of_school["items"][0]["staff_number"] == "T001"
    assert len(of_trainer["items"]) == 2
    refused(await district.api("registration", "trainer", account_id=uuid4()).get(path), 404, "not-found")


async def test_a_teacher_reads_everything_he_enrolled_in(district: World) -> None:
    teacher = district.teachers[0].teacher_id
    first, second = await make_class(district, title="甲班"), await make_class(district, title="乙班")
    held = await enrolled(district, first["class_id"], teacher)
    await withdraw(district, held["enrolment_id"])
    await enrolled(district, second["class_id"], teacher)
    api = teacher_api(district, teacher)

    page = answered(await api.get(f"/teachers/{teacher}/enrolments", params={"limit": 1}))
    rest = answered(
        await api.get(f"/teachers/{teacher}/enrolments", params={"limit": 1, "cursor": page["next_cursor"]})
    )

    assert [(item["class_title"], item["status"]) for item in page["items"]] == [("甲班", "WITHDRAWN")]
    assert [(item["class_title"], item["status"]) for item in rest["items"]] == [("乙班", "CONFIRMED")]
    assert rest["next_cursor"] is None


async def test_the_summary_counts_what_there_is(district: World) -> None:
    opened = await make_class(district, capacity=1, meetings=[meeting_body(), meeting_body(in_days=11)])
    cancelled = await make_class(district, meetings=[meeting_body(in_days=12)])
    for teacher in district.teachers[:2]:
        await enrolled(district, opened["class_id"], teacher.teacher_id)
    gone = await enrolled(district, cancelled["class_id"], district.teachers[2].teacher_id)
    await withdraw(district, gone["enrolment_id"])
    api = district.api("registration")
    answered(await api.put(f"/classes/{cancelled['class_id']}/cancellation", json={"reason": "取消"}))

    summary = answered(await district.api("registration", "integration").get("/summary"))

    assert summary == {
        "plans": 2,
        "programs": 2,
        "classes": {"SCHEDULED": 1, "CANCELLED": 1},
        "meetings": 3,
        "cancelled_meetings": 0,
        "places": 1,
        "places_taken": 1,
        "enrolments": {
            "PENDING": 0,
            "APPLIED": 0,
            "WAITING": 1,
            "OFFERED": 0,
            "CONFIRMED": 1,
            "RETURNED": 0,
            "WITHDRAWN": 1,
        },
    }
    without_scope = district.api("registration", "integration", scopes=frozenset())
    refused(await without_scope.get("/summary"), 403, "forbidden")


async def test_an_admin_without_a_person_cannot_enrol_oneself(district: World) -> None:
    opened = await make_class(district)

    response = await district.api("registration").post(f"/classes/{opened['class_id']}/enrolments", json={})

    refused(response, 403, "forbidden")


async def test_a_refused_enrolment_leaves_nothing_behind(district: World) -> None:
    teacher = district.teachers[0].teacher_id
    first = await make_class(district, meetings=[meeting_body()])
    second = await make_class(district, meetings=[meeting_body(in_days=11), meeting_body()])
    await enrolled(district, first["class_id"], teacher)
    headers = {"Idempotency-Key": "once"}
    api = teacher_api(district, teacher)

    refusal = await api.post(f"/classes/{second['class_id']}/enrolments", json={}, headers=headers)
    again = await api.post(f"/classes/{second['class_id']}/enrolments", json={}, headers=headers)

    refused(refusal, 409, "time-clash")
    assert again.content == refusal.content
    async with district.session("registration") as session:
        count = await session.scalar(
            select(func.count()).select_from(Enrolment).filter_by(district_id=district.district_id)
        )
    assert count == 1
    third = await make_class(district, meetings=[meeting_body(in_days=11)])
    created(await enrol(district, third["class_id"], teacher))
