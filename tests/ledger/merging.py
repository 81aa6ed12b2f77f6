"""A person found twice, short enough to read in a test."""

from typing import Any, Final
from uuid import UUID

from tests.ledger.moving import good, statement
from tests.support import World

SECOND: Final = UUID("01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b02")
OLD: Final = 0
NEW: Final = 1


async def proposed(world: World, *, old: int = OLD) -> dict[str, Any]:
    """The world's admin says that a teacher (its first) and its second are one person, who goes on as the second."""
    body = {
        "teacher_id": str(world.teachers[old].teacher_id),
        "into_teacher_id": str(world.teachers[NEW].teacher_id),
        "reason": "同一人先后以两个工号登记",
    }
    told: dict[str, Any] = good(await world.api("directory").post("/teacher-merges", json=body))
    return told


async def decide(world: World, merge_id: str, decision: str = "APPROVED", *, by: UUID = SECOND) -> Any:
    answer = await world.api("directory", account_id=by).post(
        f"/teacher-merges/{merge_id}/decision", json={"decision": decision, "reason": "档案已核对"}
    )
    await world.drain()
    return answer


async def merged(world: World, *, old: int = OLD) -> str:
    merge_id = str((await proposed(world, old=old))["merge_id"])
    assert good(await decide(world, merge_id))["state"] == "MERGED"
    return merge_id


async def undone(world: World, merge_id: str) -> None:
    undoing = f"/teacher-merges/{merge_id}/undoing"
    good(await world.api("directory").post(undoing, json={"reason": "两人同名,并非同一人"}))
    assert good(await decide(world, merge_id))["state"] == "UNDONE"


async def moves(world: World, merge_id: str) -> list[dict[str, Any]]:
    told = good(await world.api("ledger").get(f"/teacher-merges/{merge_id}/moves"))
    found: list[dict[str, Any]] = told["moves"]
    return found


async def hours(world: World, teacher: int) -> str:
    told = await statement(world, world.teachers[teacher].teacher_id)
    balance = good(await world.api("ledger").get(f"/teachers/{world.teachers[teacher].teacher_id}/balance"))
    assert told["hours"] == balance["hours"]
    return str(told["hours"])
