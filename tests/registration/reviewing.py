"""A class whose applications are reviewed, and the reviewers' calls."""

from typing import Any

import httpx

from tests.registration.term import SERVICE, answered, make_class, meeting_body
from tests.support import World

REASON = "该时段已安排其承担毕业班教学"


async def reviewed_class(world: World, **changes: Any) -> dict[str, Any]:
    """A class of the district that the world's trainer leads; both reviews, one meeting in ten days."""
    facts: dict[str, Any] = {
        "reviews": ["SCHOOL", "CLASS"],
        "leader_ids": [str(world.trainer_id)],
        "meetings": [meeting_body()],
        **changes,
    }
    return await make_class(world, **facts)


async def send_review(
    world: World,
    class_id: str,
    *enrolment_ids: str,
    stage: str,
    decision: str = "APPROVE",
    reason: str | None = None,
    role: str = "district_admin",
    **who: Any,
) -> httpx.Response:
    return await world.api(SERVICE, role, **who).post(
        f"/classes/{class_id}/reviews",
        json={"stage": stage, "decision": decision, "enrolment_ids": list(enrolment_ids), "reason": reason},
    )


async def review(world: World, class_id: str, *enrolment_ids: str, **how: Any) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = answered(await send_review(world, class_id, *enrolment_ids, **how))["items"]
    return items


async def school_review(world: World, class_id: str, *enrolment_ids: str, school: int = 0, **how: Any) -> list[Any]:
    """As a school's administrator."""
    return await review(
        world,
        class_id,
        *enrolment_ids,
        stage="SCHOOL",
        role="school_admin",
        school=world.schools[school].school_id,
        **how,
    )


async def class_review(world: World, class_id: str, *enrolment_ids: str, **how: Any) -> list[Any]:
    """As the trainer who leads the class."""
    return await review(world, class_id, *enrolment_ids, stage="CLASS", role="trainer", **how)


def told(items: list[dict[str, Any]]) -> list[str]:
    """Per item what was decided, or the end of the problem's type."""
    return [item["result"] if item["problem"] is None else item["problem"]["type"].split(":")[-1] for item in items]


async def history(world: World, enrolment_id: str, role: str = "district_admin", **who: Any) -> list[dict[str, Any]]:
    answer = await world.api(SERVICE, role, **who).get(f"/enrolments/{enrolment_id}/reviews")
    return list(answered(answer)["items"])


async def pending(world: World, stage: str, role: str = "district_admin", **who: Any) -> list[str]:
    """The enrolments that await a review, as one sees them."""
    answer = await world.api(SERVICE, role, **who).get("/pending-reviews", params={"stage": stage})
    return [item["enrolment_id"] for item in answered(answer)["items"]]
