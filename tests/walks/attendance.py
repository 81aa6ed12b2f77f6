"""One successful call of every route of attendance, and the events that tell it of a class."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from services.attendance.rules import Codes, Phase, RotatingCode
from services.contracts import ClassScheduled, EnrolmentConfirmed, EnrolmentState, MeetingState, ProgramFacts
from services.platform import clock
from services.platform.ids import new_id
from tests.support import Call, TeacherOf, World
from tests.walks.attendance_book import walk_book
from tests.walks.attendance_desk import walk_desk


def meeting(
    starts_at: datetime,
    *,
    minutes: int = 180,
    hours: str = "4",
    category: str | None = None,
    cancelled: bool = False,
    meeting_id: UUID | None = None,
) -> MeetingState:
    """A sitting of the class; three hours of the clock are four of 45 minutes."""
    return MeetingState(
        meeting_id=meeting_id or new_id(),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        hours=Decimal(hours),
        place="县教师进修学校报告厅",
        speaker="主讲人",
        topic="课堂教学",
        category=category,
        cancelled=cancelled,
    )


def scheduled(
    world: World,
    meetings: Sequence[MeetingState],
    *,
    class_id: UUID | None = None,
    revision: int = 1,
    school_id: UUID | None = None,
    cancelled: bool = False,
) -> ClassScheduled:
    """A class of the county's, or of a school, led by the world's trainer."""
    return ClassScheduled(
        district_id=world.district_id,
        class_id=class_id or new_id(),
        revision=revision,
        title="小学教师课堂教学培训班",
        school_id=school_id,
        leader_ids=(world.trainer_id,),
        cancelled=cancelled,
        program=ProgramFacts(
            program_id=new_id(),
            code="341825-25-40-01",
            title="小学教师课堂教学培训",
            level="COUNTY",
            mode="CENTRALISED",
            nature="COMPULSORY",
            kind="IN_SERVICE",
            category="KNOWLEDGE_SKILL",
            organised_by_admin=True,
            provider="县教师进修学校",
            hours=sum((one.hours for one in meetings), Decimal(0)),
            scheme="ATTENDANCE",
        ),
        meetings=tuple(meetings),
    )


def enrolled(
    world: World, class_id: UUID, *teachers: TeacherOf, status: str = "CONFIRMED", revision: int = 1
) -> EnrolmentConfirmed:
    """Each teacher's one enrolment in a class; the same call again names the same enrolments."""
    members: list[dict[str, Any]] = [
        {
            "enrolment_id": uuid5(class_id, str(teacher.teacher_id)),
            "class_id": class_id,
            "teacher_id": teacher.teacher_id,
            "revision": revision,
            "status": status,
            "school_id": teacher.school_id,
            "title": None,
            "title_tier": None,
            "post": "TEACHER",
        }
        for teacher in teachers
    ]
    return EnrolmentConfirmed(
        district_id=world.district_id, members=tuple(EnrolmentState.model_validate(one) for one in members)
    )


async def code_of(world: World, meeting_id: UUID, phase: str = "IN") -> str:
    """The code that the screen of a meeting shows now, or would show if it still took scans."""
    return (await shown_now(world, meeting_id, phase)).code


async def shown_now(world: World, meeting_id: UUID, phase: str, roll: int = 0) -> RotatingCode:
    """The code and number that the screen of a meeting shows now, or would show if it still took scans."""
    shown = await world.api("attendance").get(f"/meetings/{meeting_id}/codes", params={"phase": phase, "roll": roll})
    assert shown.status_code == 200 or shown.json()["type"].endswith(":check-in-closed"), shown.text
    codes: Codes = world.apps.of["attendance"].state.codes
    now = codes.codes_from(
        clock.now(), district_id=world.district_id, meeting_id=meeting_id, phase=Phase(phase), roll=roll
    )
    return now[0]


async def walk(world: World) -> list[Call]:
    """A class that meets at this moment, and one that met this morning."""
    now = clock.now()
    going_on, over = meeting(now - timedelta(minutes=5)), meeting(now - timedelta(hours=5))
    beside = meeting(now - timedelta(minutes=30))
    today, morning, hall = scheduled(world, [going_on]), scheduled(world, [over]), scheduled(world, [beside])
    first, second, third = world.teachers[:3]
    for event in (
        today,
        morning,
        hall,
        enrolled(world, today.class_id, first, second, third),
        enrolled(world, morning.class_id, first, second),
    ):
        await world.publish(event)
    await world.drain()
    leave = await world.api("attendance", "teacher", teacher=second.teacher_id).post(
        f"/meetings/{going_on.meeting_id}/leaves", json={"reason": "参加学区教研活动"}
    )
    of_meeting = f"/meetings/{going_on.meeting_id}"
    book = await walk_book(
        world,
        class_id=today.class_id,
        going_on_id=going_on.meeting_id,
        over_class_id=morning.class_id,
        over_id=over.meeting_id,
        absent=second,
    )
    scans = {phase: {"code": await code_of(world, going_on.meeting_id, phase)} for phase in ("IN", "OUT")}
    # Going is not coming: the scan is refused and kept.
    mistaken = await world.api("attendance", "teacher", teacher=third.teacher_id).put(
        f"{of_meeting}/check-in", json=scans["OUT"]
    )
    assert mistaken.status_code == 422, mistaken.text
    correction = {"teacher_id": str(first.teacher_id), "presence": "PRESENT", "reason": "纸质签到册有签名"}
    desk = await walk_desk(
        world,
        meeting_id=beside.meeting_id,
        going_on_id=going_on.meeting_id,
        checked_in=first,
        others=(second, third),
    )
    # Those with a code come first: it is good for half a minute.
    return [
        Call(
            "put_check_in",
            "PUT",
            f"{of_meeting}/check-in",
            "teacher",
            json={**scans["IN"], "device_at": clock.now().astimezone(clock.SHANGHAI).isoformat()},
            teacher=first.teacher_id,
            status=201,
        ),
        Call(
            "put_check_out",
            "PUT",
            f"{of_meeting}/check-out",
            "teacher",
            json=scans["OUT"],
            teacher=first.teacher_id,
            status=201,
        ),
        *desk,
        Call("get_codes", "GET", f"{of_meeting}/codes", "trainer", query={"phase": "IN"}),
        Call("get_ticket", "GET", f"/classes/{today.class_id}/ticket", "teacher", teacher=first.teacher_id),
        Call(
            "post_leave",
            "POST",
            f"{of_meeting}/leaves",
            "teacher",
            json={"reason": "外出学习"},
            teacher=third.teacher_id,
            status=201,
        ),
        Call(
            "put_leave_decision",
            "PUT",
            f"/leaves/{leave.json()['leave_id']}/decision",
            "trainer",
            json={"approved": True, "reason": "情况属实"},
        ),
        Call("get_meeting_book", "GET", f"{of_meeting}/sign-in-book", "trainer"),
        Call("list_refused_scans", "GET", f"{of_meeting}/refused-scans", "district_admin", query={"limit": "10"}),
        Call(
            "post_correction",
            "POST",
            f"/meetings/{over.meeting_id}/corrections",
            "district_admin",
            json=correction,
            status=201,
        ),
        Call("post_settlement", "POST", f"/classes/{morning.class_id}/settlements", "trainer", status=201),
        Call("get_settlement", "GET", f"/classes/{morning.class_id}/settlement", "teacher", teacher=first.teacher_id),
        Call("get_summary", "GET", "/summary", "district_admin"),
        *book,
    ]
