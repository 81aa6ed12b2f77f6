"""Pools, rounds and requests: places kept for schools, claimed back in time, asked for and granted."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx

from services.platform import clock
from tests.registration.sharing import look, pool_body, put_pools
from tests.registration.term import (
    SERVICE,
    answered,
    enrol,
    enrolled,
    make_class,
    read_class,
    read_enrolments,
    refused,
    said,
    withdraw,
)
from tests.support import World

Travel = Callable[[datetime], Awaitable[None]]


async def test_a_school_has_what_is_kept_for_it_and_others_wait_for_the_rest(district: World) -> None:
    near, far = (school.school_id for school in district.schools)
    opened = await make_class(district, direction="QUOTA", capacity=3)
    class_id = opened["class_id"]
    set_up = await put_pools(district, class_id, pool_body(near, 1), pool_body(far, 1))

    # The far school's first takes what is kept for it, its second what is anybody's, its third finds nothing.
    statuses = [(await enrolled(district, class_id, district.teachers[n].teacher_id))["status"] for n in (4, 5, 6)]
    own = await enrolled(district, class_id, district.teachers[0].teacher_id)
    late = await enrolled(district, class_id, district.teachers[1].teacher_id)

    assert (set_up["reserved"], set_up["places_left"]) == (2, 1)
    assert statuses == ["CONFIRMED", "CONFIRMED", "WAITING"]
    assert (own["status"], late["status"]) == ("CONFIRMED", "WAITING")
    seen = await look(district, class_id)
    seen.demand_sound()
    seen.demand_none_left_over()


async def test_who_waits_is_told_why(district: World) -> None:
    near = district.schools[0].school_id
    opened = await make_class(district, direction="QUOTA", capacity=3)
    class_id = opened["class_id"]
    await put_pools(district, class_id, pool_body(near, 2))
    seated = await enrolled(district, class_id, district.teachers[4].teacher_id)
    await enrolled(district, class_id, district.teachers[5].teacher_id)
    before = {item["teacher_id"]: item for item in await read_enrolments(district, class_id, status="WAITING")}
    for number in (0, 1, 2):
        await enrolled(district, class_id, district.teachers[number].teacher_id)
    after = {item["teacher_id"]: item for item in await read_enrolments(district, class_id, status="WAITING")}

    other, third = str(district.teachers[5].teacher_id), str(district.teachers[2].teacher_id)
    assert seated["status"] == "CONFIRMED"
    assert (before[other]["waiting_reason"], before[other]["waiting_position"]) == ("KEPT_FOR_SCHOOLS", 1)
    assert after[other]["waiting_reason"] == "FULL"
    assert (after[third]["waiting_reason"], after[third]["waiting_position"]) == ("POOL_FULL", 2)


async def test_unclaimed_places_go_down_the_line_when_their_time_has_come(district: World, travel: Travel) -> None:
    near, far = (school.school_id for school in district.schools)
    opened = await make_class(district, direction="QUOTA", capacity=3)
    class_id = opened["class_id"]
    await put_pools(
        district, class_id, pool_body(near, 2, claim_back_in_hours=2), pool_body(far, 1, claim_back_in_hours=4)
    )
    waiting = [await enrolled(district, class_id, district.teachers[n].teacher_id) for n in (4, 5, 6, 7)]
    start = clock.now()

    await district.drain()
    too_early = (await look(district, class_id)).of("CONFIRMED")
    await travel(start + timedelta(hours=2, minutes=1))
    await district.drain()
    at_last = await look(district, class_id)

    assert [one.enrolment_id for one in too_early] == [_id(waiting[0])]
    assert {one.enrolment_id for one in at_last.of("CONFIRMED")} == {_id(one) for one in waiting[:3]}
    assert at_last.pools[near].returned_at is not None
    assert at_last.pools[far].returned_at is None
    at_last.demand_sound()
    records = answered(await district.api(SERVICE).get(f"/classes/{class_id}/seat-records"))["items"]
    (returned,) = [record for record in records if record["kind"] == "POOL_RETURNED"]
    assert (returned["school_id"], returned["before"], returned["after"]) == (str(near), 2, 0)
    assert returned["recorded_by"] is None


async def test_a_freed_place_of_a_pool_goes_to_its_school_first(district: World) -> None:
    near = district.schools[0].school_id
    opened = await make_class(district, direction="QUOTA", capacity=2)
    class_id = opened["class_id"]
    await put_pools(district, class_id, pool_body(near, 1))
    held = await enrolled(district, class_id, district.teachers[0].teacher_id)
    await enrolled(district, class_id, district.teachers[4].teacher_id)
    stranger = await enrolled(district, class_id, district.teachers[5].teacher_id)
    colleague = await enrolled(district, class_id, district.teachers[1].teacher_id)

    await withdraw(district, held["enrolment_id"])

    statuses = {item["enrolment_id"]: item["status"] for item in await read_enrolments(district, class_id)}
    assert statuses[stranger["enrolment_id"]] == "WAITING"
    assert statuses[colleague["enrolment_id"]] == "CONFIRMED"


async def test_pools_and_places_are_never_promised_twice(district: World) -> None:
    near, far = (school.school_id for school in district.schools)
    opened = await make_class(district, direction="QUOTA", capacity=4)
    class_id = opened["class_id"]
    await put_pools(district, class_id)
    await enrolled(district, class_id, district.teachers[4].teacher_id)
    api = district.api(SERVICE)

    async def put(*pools: dict[str, Any]) -> httpx.Response:
        return await api.put(f"/classes/{class_id}/pools", json={"pools": list(pools), "reason": "调整"})

    refused(await put(pool_body(near, 4)), 409, "seats-kept")
    refused(await put(pool_body(near, 2), pool_body(far, 3)), 409, "seats-kept")
    # What the far school has counts towards its pool.
    await put_pools(district, class_id, pool_body(near, 2), pool_body(far, 2))
    refused(await api.put(f"/classes/{class_id}/capacity", json={"capacity": 3}), 409, "seats-kept")
    refused(await put(pool_body(near, 1, claim_back_in_hours=-1)), 422, "claim-back-past")
    refused(await put(pool_body(uuid4(), 1)), 422, "unknown-school")
    open_to_all = await make_class(district)
    refused(
        await api.put(
            f"/classes/{open_to_all['class_id']}/pools", json={"pools": [pool_body(near, 1)], "reason": "无"}
        ),
        409,
        "no-pools-here",
    )
    (await look(district, class_id)).demand_sound()


async def test_a_pool_that_is_taken_away_is_for_who_waits(district: World) -> None:
    near = district.schools[0].school_id
    opened = await make_class(district, direction="QUOTA", capacity=1)
    class_id = opened["class_id"]
    await put_pools(district, class_id, pool_body(near, 1))
    waiting = await enrolled(district, class_id, district.teachers[4].teacher_id)

    left = await put_pools(district, class_id)

    (seated,) = (await look(district, class_id)).of("CONFIRMED")
    assert seated.enrolment_id == _id(waiting)
    assert left["reserved"] == 0


async def test_the_second_round_opens_with_what_is_left_and_opens_the_pools(district: World, travel: Travel) -> None:
    near = district.schools[0].school_id
    start = clock.now()

    def hours(number: float) -> str:
        return (start + timedelta(hours=number)).isoformat()

    opened = await make_class(
        district,
        direction="QUOTA",
        capacity=2,
        opens_at=hours(-1),
        closes_at=hours(1),
        second_round={"opens_at": hours(3), "closes_at": hours(4)},
        second_round_opens_pools=True,
        pools=[{"school_id": str(near), "seats": 1, "claim_back_at": None}],
    )
    class_id = opened["class_id"]
    first, second, third = (district.teachers[n].teacher_id for n in (4, 5, 6))
    await enrolled(district, class_id, first)
    early = await enrolled(district, class_id, second)
    await travel(start + timedelta(hours=2))
    between = await enrol(district, class_id, third)
    await travel(start + timedelta(hours=3, minutes=1))
    await district.drain()
    after = {item["enrolment_id"]: item["status"] for item in await read_enrolments(district, class_id)}
    late = await enrolled(district, class_id, third)
    await travel(start + timedelta(hours=5))
    over = await enrol(district, class_id, district.teachers[7].teacher_id)

    assert early["status"] == "WAITING"
    problem = refused(between, 409, "enrolment-closed")
    assert datetime.fromisoformat(problem["facts"]["opens_at"]) == datetime.fromisoformat(hours(3)).replace(
        microsecond=0
    )
    assert after[early["enrolment_id"]] == "CONFIRMED"
    assert late["status"] == "WAITING"
    refused(over, 409, "enrolment-closed")


async def test_rounds_are_set_anew_with_a_reason(district: World) -> None:
    now = clock.now()
    opened = await make_class(district)
    api = district.api(SERVICE)
    rounds = {
        "opens_at": (now - timedelta(days=1)).isoformat(),
        "closes_at": (now + timedelta(days=1)).isoformat(),
        "second_round": {
            "opens_at": (now + timedelta(days=2)).isoformat(),
            "closes_at": (now + timedelta(days=3)).isoformat(),
        },
        "reason": "首轮尚有余额",
    }

    changed = answered(await api.put(f"/classes/{opened['class_id']}/rounds", json=rounds))
    overlapping = {**rounds, "closes_at": (now + timedelta(days=2, hours=1)).isoformat()}

    assert changed["revision"] == opened["revision"] + 1
    assert changed["second_opens_at"] is not None
    refused(await api.put(f"/classes/{opened['class_id']}/rounds", json=overlapping), 422, "rounds-overlap")
    trainer = district.api(SERVICE, "school_admin", school=district.schools[0].school_id)
    assert (await trainer.put(f"/classes/{opened['class_id']}/rounds", json=rounds)).status_code == 404


async def test_schools_ask_and_the_district_grants_all_or_part(district: World) -> None:
    near, far = (school.school_id for school in district.schools)
    opened = await make_class(district, direction="REQUESTS", capacity=5)
    path = f"/classes/{opened['class_id']}"
    near_admin = district.api(SERVICE, "school_admin", school=near)
    far_admin = district.api(SERVICE, "school_admin", school=far)
    api = district.api(SERVICE)

    def wish(seats: int, priority: int) -> dict[str, object]:
        return {"seats": seats, "priority": priority, "reason": "新任班主任未参训"}

    answered(await near_admin.put(f"{path}/seat-requests/{near}", json=wish(3, 4)))
    asked = answered(await near_admin.put(f"{path}/seat-requests/{near}", json=wish(4, 4)))
    answered(await far_admin.put(f"{path}/seat-requests/{far}", json=wish(2, 1)))
    foreign = await far_admin.put(f"{path}/seat-requests/{near}", json=wish(1, 1))
    listed = answered(await api.get(f"{path}/seat-requests"))["items"]
    own = answered(await near_admin.get(f"{path}/seat-requests"))["items"]

    def grants(*given: tuple[object, int]) -> dict[str, object]:
        return {"grants": [{"school_id": str(school), "seats": seats, "reason": "统筹"} for school, seats in given]}

    refused(await api.put(f"{path}/seat-grants", json=grants((near, 4), (far, 2))), 409, "seats-kept")
    refused(await api.put(f"{path}/seat-grants", json=grants((far, 3))), 422, "more-than-asked")
    decided = answered(await api.put(f"{path}/seat-grants", json=grants((near, 3), (far, 2))))["items"]
    again = await near_admin.put(f"{path}/seat-requests/{near}", json=wish(5, 1))

    assert (asked["seats"], asked["status"]) == (4, "ASKED")
    assert foreign.status_code == 404
    assert [item["school_id"] for item in listed] == [str(far), str(near)]
    assert [item["school_id"] for item in own] == [str(near)]
    assert {item["school_id"]: (item["status"], item["granted"]) for item in decided} == {
        str(near): ("PARTLY_GRANTED", 3),
        str(far): ("GRANTED", 2),
    }
    refused(again, 409, "seat-request-decided")
    seen = await look(district, opened["class_id"])
    seen.demand_sound()
    assert seen.kept == {near: 3, far: 2}


async def test_requests_end_with_their_time_and_are_for_classes_that_take_them(district: World, travel: Travel) -> None:
    near = district.schools[0].school_id
    start = clock.now()
    asked = await make_class(district, direction="REQUESTS", requests_close_at=(start + timedelta(hours=1)).isoformat())
    open_to_all = await make_class(district)
    api = district.api(SERVICE, "school_admin", school=near)
    wish = {"seats": 1, "priority": 5, "reason": "新任教师"}

    refused(
        await api.put(f"/classes/{open_to_all['class_id']}/seat-requests/{near}", json=wish), 409, "requests-not-taken"
    )
    await travel(start + timedelta(hours=1))
    refused(await api.put(f"/classes/{asked['class_id']}/seat-requests/{near}", json=wish), 409, "requests-closed")


async def test_the_head_teacher_leads_and_is_told_to_the_other_services(district: World) -> None:
    head, other = await district.account("trainer"), await district.account("trainer")
    opened = await make_class(district, leader_ids=[str(other)], head_teacher_id=str(head))

    (event,) = await said(district, "registration.class_scheduled.v1")

    assert opened["leader_ids"] == [str(other), str(head)]
    assert (event["head_teacher_id"], event["leader_ids"]) == (str(head), [str(other), str(head)])
    led = district.api(SERVICE, "trainer", account_id=head)
    answered(await led.get(f"/classes/{opened['class_id']}/seat-records"))
    stranger = district.api(SERVICE, "trainer", account_id=uuid4())
    assert (await stranger.get(f"/classes/{opened['class_id']}/seat-records")).status_code == 404


async def test_a_cancelled_class_promises_nothing_any_more(district: World, travel: Travel) -> None:
    near = district.schools[0].school_id
    opened = await make_class(district, direction="QUOTA", capacity=2)
    class_id = opened["class_id"]
    await put_pools(district, class_id, pool_body(near, 2, claim_back_in_hours=1))
    await enrolled(district, class_id, district.teachers[4].teacher_id)
    api = district.api(SERVICE)

    answered(await api.put(f"/classes/{class_id}/cancellation", json={"reason": "专家不能到场"}))
    await travel(clock.now() + timedelta(hours=2))
    await district.drain()

    seen = await look(district, class_id)
    assert not seen.of("CONFIRMED")
    assert [one.status for one in seen.enrolments] == ["WITHDRAWN"]
    seen.demand_sound()
    refused(await api.put(f"/classes/{class_id}/pools", json={"pools": [], "reason": "无"}), 409, "class-cancelled")


async def test_places_left_in_the_answer_are_those_for_anybody(district: World) -> None:
    opened = await make_class(district, direction="QUOTA", capacity=5)
    await put_pools(district, opened["class_id"], pool_body(district.schools[0].school_id, 2))

    read = await read_class(district, opened["class_id"])

    assert (read["capacity"], read["reserved"], read["places_left"]) == (5, 2, 3)


def _id(enrolment: dict[str, Any]) -> UUID:
    return UUID(enrolment["enrolment_id"])


async def test_a_school_stands_in_a_list_of_places_once(district: World) -> None:
    near = district.schools[0].school_id
    quota, asked = [(await make_class(district, direction=how))["class_id"] for how in ("QUOTA", "REQUESTS")]
    api = district.api(SERVICE)
    wish = {"seats": 2, "priority": 1, "reason": "新任班主任未参训"}
    answered(await api.put(f"/classes/{asked}/seat-requests/{near}", json=wish))
    grant = {"school_id": str(near), "seats": 1, "reason": "统筹"}

    pools = {"pools": [pool_body(near, 1), pool_body(near, 2)], "reason": "按教师数分配"}
    refused(await api.put(f"/classes/{quota}/pools", json=pools), 422, "school-twice")
    refused(await api.put(f"/classes/{asked}/seat-grants", json={"grants": [grant, grant]}), 422, "school-twice")
