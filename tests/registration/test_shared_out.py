"""Places that the district shares out are nobody's before it has: until then people stand in line and are told why."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from services.platform import clock
from tests.registration.sharing import look, pool_body, put_pools
from tests.registration.term import (
    SERVICE,
    answered,
    created,
    enrol,
    enrolled,
    make_class,
    read_class,
    read_enrolments,
    refused,
)
from tests.support import World

Travel = Callable[[datetime], Awaitable[None]]


def wish(seats: int) -> dict[str, Any]:
    return {"seats": seats, "priority": 5, "reason": "新任班主任未参训"}


async def ask(world: World, class_id: str, *numbers: int, seats: int = 2) -> None:
    """These schools ask for places."""
    for number in numbers:
        school_id = world.schools[number].school_id
        api = world.api(SERVICE, "school_admin", school=school_id)
        answered(await api.put(f"/classes/{class_id}/seat-requests/{school_id}", json=wish(seats)))


def grants(world: World, **given: int) -> dict[str, Any]:
    """`near` and `far` name the two schools."""
    number = {"near": 0, "far": 1}
    return {
        "grants": [
            {"school_id": str(world.schools[number[name]].school_id), "seats": seats, "reason": "统筹"}
            for name, seats in given.items()
        ]
    }


@pytest.mark.parametrize(("direction", "awaits"), [("QUOTA", "POOLS"), ("REQUESTS", "GRANTS")])
async def test_nobody_gets_a_place_before_places_are_shared_out(district: World, direction: str, awaits: str) -> None:
    opened = await make_class(district, direction=direction, capacity=3)
    class_id = opened["class_id"]
    first, second, third = (district.teachers[n].teacher_id for n in (0, 4, 5))

    waiting = await enrolled(district, class_id, first)
    impatient = await enrol(district, class_id, second, accept_waiting=False)
    nominated = answered(
        await district.api(SERVICE).post(f"/classes/{class_id}/nominations", json={"teacher_ids": [str(third)]})
    )
    (listed, _) = await read_enrolments(district, class_id)

    assert (opened["awaits"], opened["places_left"], opened["unshared"]) == (awaits, 0, 3)
    assert opened["next_step_zh"]
    assert opened["next_step_en"]
    assert (waiting["status"], waiting["waiting_position"]) == ("WAITING", 1)
    problem = refused(impatient, 409, "not-shared-out")
    assert opened["next_step_en"] in problem["detail"]
    assert nominated["items"][0]["result"] == "WAITING"
    assert listed["waiting_reason"] == "NOT_SHARED_OUT"
    pools = answered(await district.api(SERVICE).get(f"/classes/{class_id}/pools"))
    assert (pools["taken"], pools["unshared"], pools["places_left"]) == (0, 3, 0)


async def test_pools_let_in_who_waited_for_them_in_order(district: World) -> None:
    near = district.schools[0].school_id
    class_id = (await make_class(district, direction="QUOTA", capacity=2))["class_id"]
    waiting = [await enrolled(district, class_id, district.teachers[n].teacher_id) for n in (4, 5, 0)]

    await put_pools(district, class_id, pool_body(near, 1))

    seen = await look(district, class_id)
    seen.demand_sound()
    seen.demand_none_left_over()
    assert {str(one.enrolment_id) for one in seen.of("CONFIRMED")} == {
        waiting[0]["enrolment_id"],
        waiting[2]["enrolment_id"],
    }
    assert (await read_class(district, class_id))["awaits"] is None


async def test_no_pools_at_all_is_a_decision_that_lets_in_whoever_came_first(district: World) -> None:
    class_id = (await make_class(district, direction="QUOTA", capacity=1))["class_id"]
    early = await enrolled(district, class_id, district.teachers[4].teacher_id)
    await enrolled(district, class_id, district.teachers[0].teacher_id)

    left = await put_pools(district, class_id)

    (seated,) = await read_enrolments(district, class_id, status="CONFIRMED")
    assert seated["enrolment_id"] == early["enrolment_id"]
    assert (left["unshared"], left["reserved"]) == (0, 0)
    (record,) = answered(await district.api(SERVICE).get(f"/classes/{class_id}/seat-records"))["items"]
    assert (record["kind"], record["school_id"], record["after"], record["reason"]) == ("POOL", None, 0, "按教师数分配")


async def test_who_is_granted_enters_and_the_rest_stays_until_all_requests_are_decided(district: World) -> None:
    class_id = (await make_class(district, direction="REQUESTS", capacity=4))["class_id"]
    await ask(district, class_id, 0, 1)
    near = [await enrolled(district, class_id, district.teachers[n].teacher_id) for n in (0, 1, 2)]
    far = await enrolled(district, class_id, district.teachers[4].teacher_id)
    api = district.api(SERVICE)

    answered(await api.put(f"/classes/{class_id}/seat-grants", json=grants(district, near=2)))
    between = await look(district, class_id)
    told = {item["enrolment_id"]: item["waiting_reason"] for item in await read_enrolments(district, class_id)}
    answered(await api.put(f"/classes/{class_id}/seat-grants", json=grants(district, far=1)))
    after = await look(district, class_id)

    between.demand_sound()
    assert [str(one.enrolment_id) for one in between.of("CONFIRMED")] == [one["enrolment_id"] for one in near[:2]]
    assert told[near[2]["enrolment_id"]] == told[far["enrolment_id"]] == "NOT_SHARED_OUT"
    after.demand_sound()
    assert len(after.of("CONFIRMED")) == 4


async def test_a_request_that_is_refused_is_decided_too(district: World) -> None:
    class_id = (await make_class(district, direction="REQUESTS", capacity=1))["class_id"]
    await ask(district, class_id, 1)
    waiting = await enrolled(district, class_id, district.teachers[0].teacher_id)

    answered(await district.api(SERVICE).put(f"/classes/{class_id}/seat-grants", json=grants(district, far=0)))

    (seated,) = await read_enrolments(district, class_id, status="CONFIRMED")
    assert seated["enrolment_id"] == waiting["enrolment_id"]


async def test_a_second_round_that_opens_the_pools_ends_the_waiting_for_them(district: World, travel: Travel) -> None:
    start = clock.now()

    def hours(number: float) -> str:
        return (start + timedelta(hours=number)).isoformat()

    rounds: dict[str, Any] = {
        "opens_at": hours(-1),
        "closes_at": hours(1),
        "second_round": {"opens_at": hours(3), "closes_at": hours(9)},
        "second_round_opens_pools": True,
    }
    class_id = (await make_class(district, direction="REQUESTS", capacity=2, **rounds))["class_id"]
    await ask(district, class_id, 0, 1)
    waiting = await enrolled(district, class_id, district.teachers[0].teacher_id)
    api = district.api(SERVICE)

    await travel(start + timedelta(hours=3, minutes=1))
    # Before the clock has rung: what would be granted now would be anybody's at once.
    late = await api.put(f"/classes/{class_id}/seat-grants", json=grants(district, near=1))
    pools = {"pools": [pool_body(district.schools[0].school_id, 1)], "reason": "分配"}
    kept = await api.put(f"/classes/{class_id}/pools", json=pools)
    await district.drain()
    (seated,) = await read_enrolments(district, class_id, status="CONFIRMED")
    again = await api.put(f"/classes/{class_id}/seat-grants", json=grants(district, near=1))
    denied = answered(await api.put(f"/classes/{class_id}/seat-grants", json=grants(district, near=0)))

    problem = refused(late, 409, "pools-opened")
    assert datetime.fromisoformat(problem["facts"]["opened_at"]) == (start + timedelta(hours=3)).replace(microsecond=0)
    refused(kept, 409, "pools-opened")
    refused(again, 409, "pools-opened")
    assert {item["school_id"]: item["status"] for item in denied["items"]} == {
        str(district.schools[0].school_id): "REFUSED",
        str(district.schools[1].school_id): "ASKED",
    }
    assert seated["enrolment_id"] == waiting["enrolment_id"]
    read = await read_class(district, class_id)
    assert (read["awaits"], read["places_left"], read["next_step_zh"]) == (None, 1, None)


async def test_a_refusal_is_possible_after_what_was_granted_to_others_went_to_all(
    district: World, travel: Travel
) -> None:
    start = clock.now()
    second_at, end = start + timedelta(hours=3), start + timedelta(hours=9)
    second = {"opens_at": second_at.isoformat(), "closes_at": end.isoformat()}
    rounds = {"closes_at": second_at.isoformat(), "second_round": second, "second_round_opens_pools": True}
    class_id = (await make_class(district, direction="REQUESTS", capacity=2, **rounds))["class_id"]
    await ask(district, class_id, 0, 1)
    path = f"/classes/{class_id}/seat-grants"
    answered(await district.api(SERVICE).put(path, json=grants(district, near=1)))

    # Before the clock has rung for it.
    await travel(second_at)
    answered(await district.api(SERVICE).put(path, json=grants(district, far=0)))

    seen = await look(district, class_id)
    seen.demand_sound()
    assert all(pool.returned_at is not None for pool in seen.pools.values() if pool.seats)


async def test_a_group_waits_for_places_to_be_shared_out_as_one(district: World) -> None:
    class_id = (await make_class(district, direction="QUOTA", capacity=3))["class_id"]
    body = {"teacher_ids": [str(teacher.teacher_id) for teacher in district.teachers[:2]]}
    api = district.api(SERVICE)

    refused(
        await api.post(f"/classes/{class_id}/groups", json={**body, "accept_waiting": False}), 409, "not-shared-out"
    )
    waiting = created(await api.post(f"/classes/{class_id}/groups", json={**body, "accept_waiting": True}))
    await put_pools(district, class_id, pool_body(district.schools[0].school_id, 2))

    assert waiting["status"] == "WAITING"
    assert len(await read_enrolments(district, class_id, status="CONFIRMED")) == 2


async def test_the_allocation_is_named_as_what_comes_next(district: World) -> None:
    opened = await make_class(district, direction="ALLOCATION", capacity=2)

    assert (opened["awaits"], opened["unshared"], opened["places_left"]) == ("ALLOCATION", 2, 0)
    assert (await make_class(district, capacity=2))["awaits"] is None
