"""XC-14 through four services: a stage that nobody has marked keeps every hour out of the book."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from tests.journeys.test_one_class import Journey, good
from tests.support import Api, World


async def mark(api: Api, journey: Journey, teacher: UUID, **points: str) -> list[str]:
    items = [
        {"teacher_id": str(teacher), "component": component, "score": score} for component, score in points.items()
    ]
    answer = good(await api.put(f"/classes/{journey.class_id}/scores", json={"items": items}))
    return [
        item["problem"]["type"].rpartition(":")[2] if item["problem"] else item["result"] for item in answer["items"]
    ]


async def hours(world: World, teacher: UUID) -> str:
    balance: dict[str, Any] = good(await world.api("ledger").get(f"/teachers/{teacher}/balance"))
    return str(balance["hours"])


async def test_a_pending_post_stage_keeps_the_hours_out_of_the_book(
    district: World, travel: Callable[[datetime], Awaitable[None]]
) -> None:
    journey, member = Journey(district, travel), district.teachers[0]
    teacher = member.teacher_id
    await journey.plan(capacity=2, mornings=1, scheme="THREE_STAGE")
    await journey.enrol(teacher)
    await district.drain()
    await journey.attend(0, teacher)
    await district.drain()
    organiser = district.api("assessment", "trainer")
    school = district.api("assessment", "school_admin", school=member.school_id)
    # The member administers the school, too, and leads nobody: neither way marks oneself.
    member_as_school = district.api("assessment", "school_admin", teacher=teacher, school=member.school_id)
    member_as_centre = district.api("assessment", "district_admin", teacher=teacher)
    path = f"/classes/{journey.class_id}"

    before = await mark(organiser, journey, teacher, PROBLEM="80", CASE="75.5", PARTICIPATION="90", PRACTICE="85")
    await journey.settle_and_finalise()

    (waiting,) = good(await district.api("assessment").get(f"{path}/results"))["items"]
    assert before == ["RECORDED", "RECORDED", "RECORDED", "wrong-assessor"]
    assert (waiting["status"], waiting["hours"]) == ("AWAITING_POST", "0.00")
    assert "训后考核待登记:岗位实践研修" in [text["zh"] for text in waiting["explanation"]]
    assert await hours(district, teacher) == "0.00"

    assert await mark(member_as_school, journey, teacher, PRACTICE="100") == ["own-assessment"]
    assert await mark(school, journey, teacher, PRACTICE="78") == ["RECORDED"]
    ids = {"teacher_ids": [str(teacher)]}
    own = good(await member_as_centre.post(f"{path}/certifications", json=ids))
    good(await district.api("assessment").post(f"{path}/finalisation"))
    await district.drain()
    assert own["items"][0]["problem"]["type"].rpartition(":")[2] == "own-assessment"
    assert await hours(district, teacher) == "0.00"

    good(await district.api("assessment").post(f"{path}/certifications", json=ids))
    good(await district.api("assessment").post(f"{path}/finalisation"))
    await district.drain()
    assert await hours(district, teacher) == "4.00"
