"""One call of every route of registration that succeeds."""

from datetime import timedelta
from typing import Any

from services.platform import clock
from tests.support import Call, World
from tests.walks.registration_plans import walk_plans
from tests.walks.registration_reviews import walk_reviews
from tests.walks.registration_seats import walk_seats


async def walk(world: World) -> list[Call]:
    """Calls in an order in which all succeed; what they name is made here first."""
    district = world.api("registration")
    teacher, colleague, third = (world.teachers[number].teacher_id for number in range(3))
    school_id = world.schools[0].school_id
    now = clock.now()

    def meeting(in_days: int) -> dict[str, Any]:
        return {
            "starts_at": (now + timedelta(days=in_days)).isoformat(),
            "ends_at": (now + timedelta(days=in_days, hours=3)).isoformat(),
            "hours": "4",
            "place": "县教师进修学校三楼报告厅",
            "speaker": "周文静",
            "topic": "小学数学单元整体教学设计",
            "category": "KNOWLEDGE_SKILL",
        }

    def training_class(**changes: Any) -> dict[str, Any]:
        return {
            "title": "骨干教师研修班",
            "leader_ids": [str(world.trainer_id)],
            "opens_at": (now - timedelta(days=1)).isoformat(),
            "closes_at": (now + timedelta(days=5)).isoformat(),
            "capacity": 3,
            "meetings": [meeting(10)],
            **changes,
        }

    plan = {"title": "教师培训计划", "starts_on": "2025-09-01", "ends_on": "2026-08-31", "school_id": None}
    program = {
        "code": "341825-25-20-01",
        "title": "小学数学骨干教师研修",
        "level": "COUNTY",
        "mode": "CENTRALISED",
        "nature": "COMPULSORY",
        "kind": "BACKBONE",
        "category": "KNOWLEDGE_SKILL",
        "tags": ["EXPERT_LED"],
        "organised_by_admin": True,
        "provider": "县教师进修学校",
        "hours": "24",
        "scheme": "ATTENDANCE",
    }
    plan_id = (await district.post("/plans", json=plan)).json()["plan_id"]
    made = await district.post(f"/plans/{plan_id}/programs", json={**program, "code": "341825-25-20-00"})
    program_id = made.json()["program_id"]
    opened = (await district.post(f"/programs/{program_id}/classes", json=training_class())).json()
    class_id, meeting_id = opened["class_id"], opened["meetings"][0]["meeting_id"]
    doomed = await district.post(f"/programs/{program_id}/classes", json=training_class(title="取消的班", meetings=[]))
    enrolment = await world.api("registration", "teacher", teacher=third).post(
        f"/classes/{class_id}/enrolments", json={}
    )
    enrolment_id = enrolment.json()["enrolment_id"]
    admin = "district_admin"
    return [
        Call("post_plan", "POST", "/plans", admin, json=plan, status=201),
        Call("list_plans", "GET", "/plans", "teacher", query={"limit": 10}, teacher=teacher),
        Call("get_plan", "GET", f"/plans/{plan_id}", "auditor"),
        Call("post_program", "POST", f"/plans/{plan_id}/programs", admin, json=program, status=201),
        Call("list_programs", "GET", "/programs", "teacher", query={"plan_id": plan_id, "limit": 10}, teacher=teacher),
        Call("get_program", "GET", f"/programs/{program_id}", "trainer"),
        Call("post_class", "POST", f"/programs/{program_id}/classes", admin, json=training_class(), status=201),
        Call(
            "list_classes", "GET", "/classes", "teacher", query={"program_id": program_id, "limit": 10}, teacher=teacher
        ),
        Call("get_class", "GET", f"/classes/{class_id}", "teacher", teacher=teacher),
        Call("post_meeting", "POST", f"/classes/{class_id}/meetings", "trainer", json=meeting(11), status=201),
        Call("put_meeting", "PUT", f"/meetings/{meeting_id}", "trainer", json={**meeting(12), "cancelled": False}),
        Call("put_capacity", "PUT", f"/classes/{class_id}/capacity", "trainer", json={"capacity": 5}),
        Call(
            "post_nominations",
            "POST",
            f"/classes/{class_id}/nominations",
            "school_admin",
            json={"teacher_ids": [str(colleague)], "accept_waiting": True, "accept_clash": False, "overrides": []},
            school=school_id,
        ),
        Call(
            "post_enrolment",
            "POST",
            f"/classes/{class_id}/enrolments",
            "teacher",
            json={"accept_waiting": True},
            teacher=teacher,
            status=201,
        ),
        Call(
            "get_eligibility",
            "GET",
            f"/classes/{class_id}/eligibility",
            "teacher",
            query={"teacher_id": str(teacher)},
            teacher=teacher,
        ),
        Call("list_enrolments", "GET", f"/classes/{class_id}/enrolments", "trainer", query={"status": "CONFIRMED"}),
        Call("list_teacher_enrolments", "GET", f"/teachers/{teacher}/enrolments", "teacher", teacher=teacher),
        Call(
            "put_withdrawal",
            "PUT",
            f"/enrolments/{enrolment_id}/withdrawal",
            "teacher",
            json={"reason": "与学校期中考试监考冲突"},
            teacher=third,
        ),
        Call(
            "put_class_cancellation",
            "PUT",
            f"/classes/{doomed.json()['class_id']}/cancellation",
            "trainer",
            json={"reason": "授课专家因故不能到场"},
        ),
        Call("get_summary", "GET", "/summary", "integration"),
        *await walk_plans(world),
        *await walk_seats(world, program_id),
        *await walk_reviews(world),
    ]
