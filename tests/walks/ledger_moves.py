"""Calls of the routes about what moves between books and accounts."""

from tests.support import Call, World, make_world
from tests.walks.directory_moves import SECOND, merge_proposed, told


async def walk_moves(world: World) -> list[Call]:
    """A history that was sent, and a merge that the book has followed."""
    other = await make_world(world.apps)
    admin = world.api("directory")
    away = {"new_district_id": other.district_id, "last_day": "2026-08-31", "reason": "调往邻县任教。"}
    leaving = await told(await admin.post(f"/teachers/{world.teachers[7].teacher_id}/departures", json=away))
    merge_id = await merge_proposed(world, 6, 5, account_id=SECOND)
    await told(await admin.post(f"/teacher-merges/{merge_id}/decision", json={"decision": "APPROVED"}))
    await world.drain()
    return [
        Call("get_transfer_history", "GET", f"/transfers/{leaving['transfer_id']}/history", "auditor"),
        Call(
            "post_transfer_history",
            "POST",
            f"/transfers/{leaving['transfer_id']}/history",
            "district_admin",
            status=202,
        ),
        Call("get_merge_moves", "GET", f"/teacher-merges/{merge_id}/moves", "auditor"),
    ]
