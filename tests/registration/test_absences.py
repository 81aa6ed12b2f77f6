"""Who held a place and never came: a fact from attendance, seen by school and district, excused by people."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from services.contracts import AttendanceSettled, AttendedDay, SettledMember
from services.platform import clock
from tests.registration.term import (
    SERVICE,
    answered,
    created,
    enrolled,
    make_class,
    meeting_body,
    refused,
    withdraw,
)
from tests.support import World

Travel = Callable[[datetime], Awaitable[None]]


async def class_of_two_meetings(world: World) -> tuple[str, list[str]]:
    opened = await make_class(world, meetings=[meeting_body(in_days=10), meeting_body(in_days=11)])
    return opened["class_id"], [meeting["meeting_id"] for meeting in opened["meetings"]]


def settled(teacher_id: UUID, meetings: list[str], *states: str, revision: int = 1) -> SettledMember:
    """A member's presence, one state for each meeting."""
    return SettledMember(
        teacher_id=teacher_id,
        revision=revision,
        planned_hours=Decimal(8),
        attendance_met=False,
        days=tuple(
            AttendedDay(meeting_id=UUID(meeting), on=date(2026, 12, 1), category=None, hours="0", state=state)
            for meeting, state in zip(meetings, states, strict=True)
        ),
    )


async def settle(world: World, class_id: str, *members: SettledMember) -> None:
    await world.publish(
        AttendanceSettled(
            district_id=world.district_id,
            class_id=UUID(class_id),
            settlement=max(member.revision for member in members),
            part=1,
            parts=1,
            members=members,
        ),
        role="attendance",
    )
    await world.drain()


async def absences(world: World, role: str = "district_admin", **who: Any) -> list[dict[str, Any]]:
    return list(answered(await world.api(SERVICE, role, **who).get("/absences"))["items"])


async def excuse(world: World, class_id: str, teacher_id: UUID, *, excused: bool = True, **who: Any) -> Any:
    role = who.pop("role", "district_admin")
    return await world.api(SERVICE, role, **who).put(
        f"/classes/{class_id}/absences/{teacher_id}/excuse", json={"excused": excused, "reason": "暴雨停运,有证明"}
    )


async def test_who_came_to_no_meeting_without_leave_is_noted_with_the_meetings(district: World) -> None:
    class_id, meetings = await class_of_two_meetings(district)
    missing, late, away = (district.teachers[number].teacher_id for number in (0, 1, 4))
    held = await enrolled(district, class_id, missing)
    await enrolled(district, class_id, late)

    await settle(
        district,
        class_id,
        settled(missing, meetings, "ABSENT", "ABSENT"),
        settled(late, meetings, "ABSENT", "LATE"),
        settled(away, meetings, "ABSENT", "ABSENT"),
    )

    (noted,) = await absences(district)
    assert (noted["teacher_id"], noted["enrolment_id"]) == (str(missing), held["enrolment_id"])
    assert [one["meeting_id"] for one in noted["meetings"]] == meetings
    assert (noted["excused"], noted["teacher_name"], noted["class_title"]) == (False, "教师1", "研修一班")


async def test_leave_or_a_make_up_is_no_absence(district: World) -> None:
    class_id, meetings = await class_of_two_meetings(district)
    on_leave, made_up = district.teachers[0].teacher_id, district.teachers[1].teacher_id
    for one in (on_leave, made_up):
        await enrolled(district, class_id, one)

    await settle(
        district,
        class_id,
        settled(on_leave, meetings, "ON_LEAVE", "ABSENT"),
        settled(made_up, meetings, "ABSENT", "MADE_UP"),
    )

    assert await absences(district) == []


async def test_an_absence_is_seen_by_oneself_the_own_school_and_the_district(district: World) -> None:
    class_id, meetings = await class_of_two_meetings(district)
    first, second = district.teachers[0].teacher_id, district.teachers[4].teacher_id
    for one in (first, second):
        await enrolled(district, class_id, one)
    await settle(district, class_id, *(settled(one, meetings, "ABSENT", "ABSENT") for one in (first, second)))

    async def seen_by(role: str, **who: Any) -> list[str]:
        return [one["teacher_id"] for one in await absences(district, role, **who)]

    assert await seen_by("district_admin") == [str(first), str(second)]
    assert await seen_by("school_admin", school=district.schools[0].school_id) == [str(first)]
    assert await seen_by("school_admin", school=district.schools[1].school_id) == [str(second)]
    assert await seen_by("teacher", teacher=first) == [str(first)]
    assert await seen_by("teacher", teacher=district.teachers[2].teacher_id) == []
    page = answered(await district.api(SERVICE).get("/absences", params={"limit": 1}))
    rest = answered(await district.api(SERVICE).get("/absences", params={"cursor": page["next_cursor"]}))
    assert [one["teacher_id"] for one in (*page["items"], *rest["items"])] == [str(first), str(second)]


async def test_a_later_settlement_takes_the_fact_back_and_an_older_one_changes_nothing(district: World) -> None:
    class_id, meetings = await class_of_two_meetings(district)
    who = district.teachers[0].teacher_id
    await enrolled(district, class_id, who)
    await settle(district, class_id, settled(who, meetings, "ABSENT", "ABSENT", revision=2))

    await settle(district, class_id, settled(who, meetings, "PRESENT", "ABSENT", revision=3))
    after = await absences(district)
    await settle(district, class_id, settled(who, meetings, "ABSENT", "ABSENT", revision=1))

    assert after == await absences(district) == []
    refused(await excuse(district, class_id, who), 409, "not-absent")
    await settle(district, class_id, settled(who, meetings, "ABSENT", "ABSENT", revision=4))
    assert [one["revision"] for one in await absences(district)] == [4]


async def test_who_gave_the_place_up_is_not_absent(district: World) -> None:
    """Attendance settles who left with no day at all."""
    class_id, _ = await class_of_two_meetings(district)
    who = district.teachers[0].teacher_id
    held = await enrolled(district, class_id, who)
    await withdraw(district, held["enrolment_id"])

    await settle(district, class_id, settled(who, []))

    assert await absences(district) == []


async def test_who_took_over_a_seat_answers_only_for_what_came_after(district: World, travel: Travel) -> None:
    class_id, meetings = await class_of_two_meetings(district)
    first, second = district.teachers[0].teacher_id, district.teachers[1].teacher_id
    held = await enrolled(district, class_id, first)
    starts = datetime.fromisoformat(meeting_body(in_days=11)["starts_at"])
    await travel(starts - timedelta(hours=2))
    created(
        await district.api(SERVICE).post(
            f"/enrolments/{held['enrolment_id']}/replacement", json={"teacher_id": str(second), "reason": "因病"}
        )
    )
    await travel(datetime.now(UTC))

    await settle(district, class_id, settled(first, []), settled(second, meetings, "ABSENT", "ABSENT"))

    (noted,) = await absences(district)
    assert (noted["teacher_id"], [one["meeting_id"] for one in noted["meetings"]]) == (str(second), meetings[1:])


async def test_an_absence_is_excused_with_a_reason_and_the_excuse_can_be_taken_back(district: World) -> None:
    class_id, meetings = await class_of_two_meetings(district)
    who, school = district.teachers[0].teacher_id, district.schools[0].school_id
    await enrolled(district, class_id, who)
    await settle(district, class_id, settled(who, meetings, "ABSENT", "ABSENT"))

    excused = answered(await excuse(district, class_id, who, role="school_admin", school=school))
    again = answered(await excuse(district, class_id, who))
    listed = await absences(district)
    back = answered(await excuse(district, class_id, who, excused=False))

    assert (excused["excused"], len(excused["decisions"]), len(again["decisions"])) == (True, 1, 1)
    assert listed[0]["excused"] is True
    assert listed[0]["excuse"]["reason"] == "暴雨停运,有证明"
    assert (back["excused"], [one["excused"] for one in back["decisions"]]) == (False, [True, False])
    assert back["decisions"][1]["decided_by"] == str(district.admin_id)


async def test_nobody_excuses_himself_nor_another_schools_teacher(district: World) -> None:
    class_id, meetings = await class_of_two_meetings(district)
    who, school = district.teachers[0].teacher_id, district.schools[0].school_id
    await enrolled(district, class_id, who)
    await settle(district, class_id, settled(who, meetings, "ABSENT", "ABSENT"))

    own = await excuse(district, class_id, who, role="school_admin", school=school, teacher=who)
    foreign = await excuse(district, class_id, who, role="school_admin", school=district.schools[1].school_id)
    nobody = await excuse(district, class_id, district.teachers[1].teacher_id)

    refused(own, 409, "own-absence")
    refused(foreign, 404, "not-found")
    refused(nobody, 404, "not-found")


async def test_a_class_that_nobody_signed_into_is_noted_from_attendance_itself(district: World, travel: Travel) -> None:
    """From the enrolment over the settlement of a real class to the fact."""
    class_id, _ = await class_of_two_meetings(district)
    who = district.teachers[0].teacher_id
    await enrolled(district, class_id, who)
    await district.drain()
    await travel(datetime.now(UTC) + timedelta(days=13))

    answer = await district.api("attendance").post(f"/classes/{class_id}/settlements")
    await travel(datetime.now(UTC))
    await district.drain()

    assert answer.status_code in (200, 201), answer.text
    (noted,) = await absences(district)
    assert (noted["teacher_id"], len(noted["meetings"])) == (str(who), 2)


async def test_a_no_show_stands_with_the_school_where_he_was_on_that_day(district: World) -> None:
    opened = await make_class(district, capacity=3, meetings=[meeting_body(in_days=10)])
    class_id, meetings = opened["class_id"], [meeting["meeting_id"] for meeting in opened["meetings"]]
    moved, stayed = (district.teachers[number].teacher_id for number in (0, 1))
    for teacher_id in (moved, stayed):
        await enrolled(district, class_id, teacher_id)
    here, there = (str(school.school_id) for school in district.schools)
    day = datetime.fromisoformat(opened["meetings"][0]["starts_at"]).astimezone(clock.SHANGHAI).date()
    transfer = {"school_id": there, "on": day.isoformat()}
    answered_or_created = await district.api("directory").post(f"/teachers/{moved}/transfers", json=transfer)
    assert answered_or_created.status_code in (200, 201), answered_or_created.text
    missed = [
        settled(one, meetings, "ABSENT").model_copy(
            update={
                "days": (AttendedDay(meeting_id=UUID(meetings[0]), on=day, category=None, hours="0", state="ABSENT"),)
            }
        )
        for one in (moved, stayed)
    ]

    await settle(district, class_id, *missed)

    schools = {
        school: [one["teacher_id"] for one in await absences(district, "school_admin", school=UUID(school))]
        for school in (here, there)
    }
    assert schools == {here: [str(stayed)], there: [str(moved)]}
