"""One call of every route of plans, notices and calendars that succeeds."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from services.platform import clock
from services.platform.ids import new_id
from tests.support import Api, Call, World

PROGRAM = {
    "code": "341825-26-40-11",
    "title": "小学数学单元整体教学研修",
    "level": "COUNTY",
    "mode": "CENTRALISED",
    "nature": "COMPULSORY",
    "kind": "BACKBONE",
    "category": "KNOWLEDGE_SKILL",
    "organised_by_admin": True,
    "provider": "县教师进修学校",
    "hours": "4",
    "scheme": "ATTENDANCE",
}


def content_of(item_id: UUID, **changes: Any) -> dict[str, Any]:
    """A plan with one item that is fixed in all four, a goal and a line of money."""
    starts = clock.now() + timedelta(days=30)
    return {
        "based_on": 0,
        "reason": None,
        "goals": [{"goal_id": str(new_id()), "text": "全员参训", "measure": "COVERAGE_RATE", "target_percent": "100"}],
        "items": [
            {
                "item_id": str(item_id),
                "title": "单元整体教学专题研修",
                "starts_at": starts.isoformat(),
                "ends_at": (starts + timedelta(hours=3)).isoformat(),
                "time_note": None,
                "place": "县教师进修学校报告厅",
                "speaker": "周文静",
                "topic": "单元整体教学设计",
                "audience": {"stages": ["PRIMARY"], "subjects": [], "posts": [], "title_tiers": []},
                "headcount": 60,
                "hours": "4",
                "credits": None,
                "category": "KNOWLEDGE_SKILL",
                "mode": "CENTRALISED",
                "seats": 60,
            }
        ],
        "budget": [
            {
                "line_id": str(new_id()),
                "year": 2026,
                "kind": "MATERIALS",
                "amount": "3000",
                "item_id": str(item_id),
                "note": "学员手册",
            }
        ],
        **changes,
    }


async def make_plan(author: Api) -> tuple[str, UUID]:
    """A plan of somebody else's with content; its id and that of its item."""
    body = {"title": "教师培训计划", "starts_on": "2026-01-01", "ends_on": "2027-12-31", "period": "YEAR"}
    plan_id = (await author.post("/plans", json=body)).json()["plan_id"]
    item_id = new_id()
    await author.put(f"/plans/{plan_id}/content", json=content_of(item_id))
    return plan_id, item_id


async def walk_plans(world: World) -> list[Call]:
    """Calls in an order in which all succeed; what they name is made here first."""
    author = world.api("registration", account_id=new_id())
    admin = world.api("registration")
    teacher, school_id = world.teachers[0].teacher_id, world.schools[0].school_id
    draft_id, draft_item_id = await make_plan(author)
    waiting_id, _ = await make_plan(author)
    await author.put(f"/plans/{waiting_id}/submission", json={"revision": 1})
    plan_id, item_id = await make_plan(author)
    await author.put(f"/plans/{plan_id}/submission", json={"revision": 1})
    await admin.put(f"/plans/{plan_id}/decision", json={"revision": 1, "decision": "APPROVED", "reason": None})
    notice: dict[str, Any] = {
        "title": None,
        "words": "请按时参训。",
        "item_ids": None,
        "class_ids": [],
        "asked_school_ids": [],
    }
    notice_id = (await author.post(f"/plans/{plan_id}/notices", json=notice)).json()["notice_id"]
    doomed_id = (await author.post(f"/plans/{plan_id}/notices", json=notice)).json()["notice_id"]
    made = await author.post(f"/plans/{plan_id}/programs", json={**PROGRAM, "item_ids": [str(item_id)]})
    program_id = made.json()["program_id"]
    expense = {"kind": "MATERIALS", "amount": "860.50", "spent_on": "2026-03-06", "item_id": str(item_id)}
    spent = await author.post(f"/plans/{plan_id}/expenses", json=expense)
    mine = world.api("registration", "teacher", teacher=teacher)
    feed = (await mine.put(f"/calendars/SCHOOL/{school_id}/feed")).json()
    # A plan of its own, amended: one proposal is to be decided on, and a class follows the plan behind.
    amended_id, amended_item_id = await make_plan(author)
    await author.put(f"/plans/{amended_id}/submission", json={"revision": 1})
    await admin.put(f"/plans/{amended_id}/decision", json={"revision": 1, "decision": "APPROVED", "reason": None})
    await author.post(f"/plans/{amended_id}/notices", json=notice)
    kept = (await author.get(f"/plans/{amended_id}/content")).json()
    same = {name: kept[name] for name in ("goals", "budget")}
    (planned,) = ({**item, "seats": 80} for item in kept["items"])
    for answered_only in ("to_be_decided", "program_id"):
        del planned[answered_only]
    amendment = {"based_on": 1, "reason": "报名人数超出预期,增加名额", "items": [planned], **same}
    waits = (await author.post(f"/plans/{amended_id}/amendments", json=amendment)).json()["amendment_id"]
    opening = {
        "title": None,
        "leader_ids": [str(world.trainer_id)],
        "opens_at": (clock.now() - timedelta(days=1)).isoformat(),
        "closes_at": (clock.now() + timedelta(days=20)).isoformat(),
        "capacity": None,
    }
    program = {**PROGRAM, "code": "341825-26-40-12", "item_ids": [str(amended_item_id)]}
    await author.post(f"/plans/{amended_id}/programs", json=program)
    behind = (await author.post(f"/plan-items/{amended_item_id}/classes", json=opening)).json()["class_id"]
    rearranged = {"based_on": 1, "reason": "报告厅维修", "items": [{**planned, "seats": 60, "place": "礼堂"}], **same}
    await author.put(f"/plans/{amended_id}/content", json=rearranged)
    role = "district_admin"
    return [
        Call("put_plan_content", "PUT", f"/plans/{draft_id}/content", role, json=content_of(draft_item_id, based_on=1)),
        Call("get_plan_content", "GET", f"/plans/{plan_id}/content", "auditor", query={"revision": 1}),
        Call("list_plan_revisions", "GET", f"/plans/{plan_id}/revisions", "auditor"),
        Call("list_plan_steps", "GET", f"/plans/{plan_id}/steps", "auditor"),
        Call("put_plan_submission", "PUT", f"/plans/{waiting_id}/submission", role, json={"revision": 1}),
        Call(
            "put_plan_decision",
            "PUT",
            f"/plans/{waiting_id}/decision",
            role,
            json={"revision": 1, "decision": "RETURNED", "reason": "请补充经费安排"},
        ),
        Call(
            "put_plan_item_program",
            "PUT",
            f"/plan-items/{item_id}/program",
            role,
            json={"program_id": program_id},
        ),
        Call("post_plan_item_class", "POST", f"/plan-items/{item_id}/classes", role, json=opening, status=201),
        Call(
            "put_plan_amendment_decision",
            "PUT",
            f"/plan-amendments/{waits}/decision",
            role,
            json={"decision": "RETURNED", "reason": "经费不足,请压缩名额"},
        ),
        Call(
            "post_plan_amendment",
            "POST",
            f"/plans/{amended_id}/amendments",
            role,
            json={**amendment, "based_on": 2},
            status=201,
        ),
        Call("list_plan_amendments", "GET", f"/plans/{amended_id}/amendments", "auditor"),
        Call("list_plan_class_updates", "GET", f"/plans/{amended_id}/class-updates", "auditor"),
        Call("put_class_plan_update", "PUT", f"/classes/{behind}/plan-update", role, json={"revision": 2}),
        Call("get_plan_progress", "GET", f"/plans/{plan_id}/progress", "auditor"),
        Call("get_plan_budget", "GET", f"/plans/{plan_id}/budget", "auditor"),
        Call(
            "post_plan_expense",
            "POST",
            f"/plans/{plan_id}/expenses",
            role,
            json={**expense, "note": "学员手册印制", "receipt": "凭证0017"},
            status=201,
        ),
        Call("list_plan_expenses", "GET", f"/plans/{plan_id}/expenses", "auditor", query={"limit": 10}),
        Call(
            "put_expense_retraction",
            "PUT",
            f"/expenses/{spent.json()['expense_id']}/retraction",
            role,
            json={"reason": "重复登记"},
        ),
        Call(
            "post_notice",
            "POST",
            f"/plans/{plan_id}/notices",
            role,
            json={**notice, "item_ids": [str(item_id)], "asked_school_ids": [str(school_id)], "reply_by": "2026-12-20"},
            status=201,
        ),
        Call("list_notices", "GET", "/notices", "teacher", query={"plan_id": plan_id, "limit": 10}, teacher=teacher),
        Call("get_notice", "GET", f"/notices/{notice_id}", "trainer"),
        Call("put_notice_receipt", "PUT", f"/notices/{notice_id}/receipt", "school_admin", school=school_id),
        Call("list_notice_receipts", "GET", f"/notices/{notice_id}/receipts", "auditor"),
        Call("put_notice_withdrawal", "PUT", f"/notices/{doomed_id}/withdrawal", role, json={"reason": "另行通知"}),
        Call("put_calendar_feed", "PUT", f"/calendars/TEACHER/{teacher}/feed", "teacher", teacher=teacher),
        Call("list_calendar_feeds", "GET", "/calendar-feeds", "teacher", teacher=teacher),
        Call(
            "put_calendar_feed_revocation",
            "PUT",
            f"/calendar-feeds/{feed['feed_id']}/revocation",
            "teacher",
            teacher=teacher,
        ),
    ]
