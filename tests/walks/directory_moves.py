"""Calls of the routes about moves: to and from another district, schools that merge, teachers who are one person."""

from typing import Any
from uuid import UUID

from tests.support import Call, World, make_world

SECOND = UUID("01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b02")


async def told(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def walk_moves(world: World) -> list[Call]:
    """Somebody on the way here, somebody on the way away, a merge to be decided and one to be undone."""
    other = await make_world(world.apps)
    admin = world.api("directory")
    away = {"new_district_id": other.district_id, "last_day": "2026-08-31", "reason": "调往邻县任教。"}
    here = {**away, "new_district_id": world.district_id}
    leaving = await told(await admin.post(f"/teachers/{world.teachers[5].teacher_id}/departures", json=away))
    coming = await told(
        await other.api("directory").post(f"/teachers/{other.teachers[0].teacher_id}/departures", json=here)
    )
    for one in (world, other, world):
        await one.drain()
    closed = await told(
        await admin.post("/schools", json={"code": "S8", "name": "撤并小学", "kind": "SCHOOL", "stage": "PRIMARY"})
    )
    open_merge = await merge_proposed(world, 2, 3, account_id=SECOND)
    merged = await merge_proposed(world, 4, 3, account_id=SECOND)
    await told(await admin.post(f"/teacher-merges/{merged}/decision", json={"decision": "APPROVED"}))
    await world.drain()
    return [
        Call("list_departures", "GET", "/departures", "auditor", query={"limit": 10}),
        Call(
            "post_departure_withdrawal",
            "POST",
            f"/departures/{leaving['transfer_id']}/withdrawal",
            "district_admin",
            status=201,
        ),
        Call(
            "post_departure",
            "POST",
            f"/teachers/{world.teachers[6].teacher_id}/departures",
            "district_admin",
            json=away,
            status=201,
        ),
        Call("list_arrivals", "GET", "/arrivals", "auditor", query={"state": "EXPECTED", "limit": 10}),
        Call(
            "post_reception",
            "POST",
            f"/arrivals/{coming['transfer_id']}/reception",
            "district_admin",
            json={
                "new": {"staff_number": "T931", "name": "李晓梅", "hire_date": "2012-09-01"},
                "school_id": str(world.schools[0].school_id),
                "first_day": "2026-09-01",
            },
            status=201,
        ),
        Call(
            "post_school_merger",
            "POST",
            f"/schools/{closed['school_id']}/merger",
            "district_admin",
            json={
                "into_school_id": str(world.schools[0].school_id),
                "merged_on": "2026-09-01",
                "reason": "布局调整,县教育局〔2026〕21号文。",
            },
            status=201,
        ),
        Call(
            "post_teacher_merge",
            "POST",
            "/teacher-merges",
            "district_admin",
            json={
                "teacher_id": str(world.teachers[1].teacher_id),
                "into_teacher_id": str(world.teachers[3].teacher_id),
                "reason": "同一人先后以两个工号登记。",
            },
            status=201,
        ),
        Call("list_teacher_merges", "GET", "/teacher-merges", "auditor", query={"limit": 10}),
        Call("get_teacher_merge", "GET", f"/teacher-merges/{merged}", "auditor"),
        Call(
            "post_teacher_merge_decision",
            "POST",
            f"/teacher-merges/{open_merge}/decision",
            "district_admin",
            json={"decision": "APPROVED", "reason": "档案已核对"},
            status=201,
        ),
        Call(
            "post_teacher_merge_undoing",
            "POST",
            f"/teacher-merges/{merged}/undoing",
            "district_admin",
            json={"reason": "经复核,两人同名。"},
            status=201,
        ),
    ]


async def merge_proposed(world: World, teacher: int, into: int, *, account_id: UUID) -> str:
    """A proposal that the world's own admin may decide."""
    body = {
        "teacher_id": str(world.teachers[teacher].teacher_id),
        "into_teacher_id": str(world.teachers[into].teacher_id),
        "reason": "同一人先后以两个工号登记。",
    }
    answer = await told(await world.api("directory", account_id=account_id).post("/teacher-merges", json=body))
    return str(answer["merge_id"])
