"""Apply first, allocate after: shown in a stated order, adjusted with reasons, applied once."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from services.platform import clock
from tests.registration.reviewing import class_review
from tests.registration.sharing import look, pool_body, put_pools
from tests.registration.term import (
    SERVICE,
    answered,
    enrol,
    enrolled,
    make_class,
    meeting_body,
    members_said,
    newest,
    read_enrolments,
    refused,
    withdraw,
)
from tests.support import World

Travel = Callable[[datetime], Awaitable[None]]


async def applied(district: World, *numbers: int, **changes: Any) -> tuple[str, dict[int, str]]:
    """A class that allocates, and who applied for it in which order."""
    opened = await make_class(district, direction="ALLOCATION", **changes)
    enrolments = {}
    for number in numbers:
        enrolment = await enrolled(district, opened["class_id"], district.teachers[number].teacher_id)
        assert enrolment["status"] == "APPLIED"
        enrolments[number] = enrolment["enrolment_id"]
    return opened["class_id"], enrolments


async def close(travel: Travel) -> None:
    await travel(clock.now() + timedelta(days=6))


def allocation(proposal: dict[str, Any], *adjustments: tuple[str, str]) -> dict[str, Any]:
    return {
        "digest": proposal["digest"],
        "adjustments": [{"enrolment_id": one, "outcome": what, "reason": "统筹安排"} for one, what in adjustments],
        "reason": "按规定顺序分配",
    }


async def read_proposal(district: World, class_id: str) -> dict[str, Any]:
    return answered(await district.api(SERVICE).get(f"/classes/{class_id}/allocation"))


async def test_the_order_is_priority_then_turns_of_schools_then_time(district: World, travel: Travel) -> None:
    # The near school (0-3) applies with three before the far school's first (4).
    class_id, enrolments = await applied(district, 0, 1, 2, 4, 5, capacity=3)
    api = district.api(SERVICE)
    urgent = {"priority": 1, "reason": "乡村学校新入职教师"}
    answered(await api.put(f"/enrolments/{enrolments[2]}/priority", json=urgent))

    proposal = await read_proposal(district, class_id)
    early = await api.put(f"/classes/{class_id}/allocation", json=allocation(proposal))
    await close(travel)
    answered(await api.put(f"/classes/{class_id}/allocation", json=allocation(proposal)))

    in_order = [one["enrolment_id"] for one in proposal["ranked"]]
    assert in_order == [enrolments[number] for number in (2, 0, 4, 1, 5)]
    assert [(one["priority"], one["turn"], one["outcome"]) for one in proposal["ranked"]] == [
        (1, 1, "SEAT"),
        (5, 1, "SEAT"),
        (5, 1, "SEAT"),
        (5, 2, "LINE"),
        (5, 2, "LINE"),
    ]
    refused(early, 409, "allocation-too-early")
    seen = await look(district, class_id)
    seen.demand_sound()
    assert {str(one.enrolment_id) for one in seen.of("CONFIRMED")} == set(in_order[:3])
    assert [str(one.enrolment_id) for one in seen.of("WAITING")] == in_order[3:]
    held = newest(await members_said(district, class_id))
    assert {member["status"] for member in held.values()} == {"CONFIRMED"}
    assert len(held) == 3


async def test_an_adjusted_allocation_is_applied_once_and_stays_on_record(district: World, travel: Travel) -> None:
    class_id, enrolments = await applied(district, 0, 4, 5, capacity=2)
    api = district.api(SERVICE)
    await close(travel)
    proposal = await read_proposal(district, class_id)
    swap = allocation(proposal, (enrolments[0], "LINE"), (enrolments[5], "SEAT"))

    too_many = allocation(proposal, (enrolments[5], "SEAT"))
    refused(await api.put(f"/classes/{class_id}/allocation", json=too_many), 409, "allocation-too-large")
    done = answered(await api.put(f"/classes/{class_id}/allocation", json=swap))
    again = answered(await api.put(f"/classes/{class_id}/allocation", json=swap))
    other = {**swap, "digest": "0" * 32}

    assert done["allocated_at"] == again["allocated_at"] is not None
    refused(await api.put(f"/classes/{class_id}/allocation", json=other), 409, "allocation-done")
    seen = await look(district, class_id)
    assert {str(one.enrolment_id) for one in seen.of("CONFIRMED")} == {enrolments[4], enrolments[5]}
    records = answered(await api.get(f"/classes/{class_id}/seat-records"))["items"]
    assert [record["kind"] for record in records] == ["ADJUSTMENT", "ADJUSTMENT", "ALLOCATION"]
    assert all(record["recorded_by"] == str(district.admin_id) and record["reason"] for record in records)


async def test_what_was_shown_is_what_is_applied(district: World, travel: Travel) -> None:
    class_id, enrolments = await applied(district, 0, 4, capacity=1)
    await close(travel)
    proposal = await read_proposal(district, class_id)
    await withdraw(district, enrolments[0])

    answer = await district.api(SERVICE).put(f"/classes/{class_id}/allocation", json=allocation(proposal))

    refused(answer, 409, "allocation-changed")


async def test_after_the_allocation_the_line_moves_in_its_order(district: World, travel: Travel) -> None:
    class_id, enrolments = await applied(
        district,
        0,
        1,
        4,
        capacity=1,
        second_round={
            "opens_at": (clock.now() + timedelta(days=6)).isoformat(),
            "closes_at": (clock.now() + timedelta(days=9)).isoformat(),
        },
    )
    await close(travel)
    proposal = await read_proposal(district, class_id)
    answered(await district.api(SERVICE).put(f"/classes/{class_id}/allocation", json=allocation(proposal)))
    await travel(clock.now() + timedelta(days=1))
    late = await enrolled(district, class_id, district.teachers[5].teacher_id)

    await withdraw(district, enrolments[0])

    statuses = {item["enrolment_id"]: item for item in await read_enrolments(district, class_id)}
    assert late["status"] == "WAITING"
    # The far school's first came before the near school's second.
    assert statuses[enrolments[4]]["status"] == "CONFIRMED"
    assert statuses[enrolments[1]]["waiting_position"] == 1


async def test_what_a_pool_keeps_is_allocated_within_the_school(district: World, travel: Travel) -> None:
    class_id, enrolments = await applied(district, 0, 1, 4, 5, capacity=3)
    await put_pools(district, class_id, pool_body(district.schools[1].school_id, 2))
    await close(travel)
    proposal = await read_proposal(district, class_id)

    answered(await district.api(SERVICE).put(f"/classes/{class_id}/allocation", json=allocation(proposal)))

    seen = await look(district, class_id)
    seen.demand_sound()
    assert {str(one.enrolment_id) for one in seen.of("CONFIRMED")} == {enrolments[number] for number in (0, 4, 5)}


async def test_who_gave_the_time_away_meanwhile_is_passed_over(district: World, travel: Travel) -> None:
    day = meeting_body(in_days=20)
    class_id, enrolments = await applied(district, 0, 4, capacity=1, meetings=[day])
    elsewhere = await make_class(district, meetings=[day])
    assert (await enrol(district, elsewhere["class_id"], district.teachers[0].teacher_id)).status_code == 201
    await close(travel)
    proposal = await read_proposal(district, class_id)

    answered(await district.api(SERVICE).put(f"/classes/{class_id}/allocation", json=allocation(proposal)))

    items = {item["enrolment_id"]: item for item in await read_enrolments(district, class_id)}
    assert items[enrolments[4]]["status"] == "CONFIRMED"
    assert items[enrolments[0]]["status"] == "WAITING"


async def test_only_classes_that_allocate_have_an_allocation(district: World) -> None:
    opened = await make_class(district)

    refused(await district.api(SERVICE).get(f"/classes/{opened['class_id']}/allocation"), 409, "not-allocating")


async def test_who_is_still_reviewed_comes_behind_all_who_were_allocated(district: World, travel: Travel) -> None:
    opened = await make_class(
        district, direction="ALLOCATION", capacity=1, reviews=["CLASS"], leader_ids=[str(district.trainer_id)]
    )
    class_id = opened["class_id"]
    late, seated, next_ = [
        (await enrolled(district, class_id, district.teachers[number].teacher_id))["enrolment_id"]
        for number in (0, 1, 2)
    ]
    await class_review(district, class_id, seated, next_)
    await close(travel)
    proposal = await read_proposal(district, class_id)
    answered(await district.api(SERVICE).put(f"/classes/{class_id}/allocation", json=allocation(proposal)))
    await class_review(district, class_id, late)

    await withdraw(district, seated)

    statuses = {item["enrolment_id"]: item["status"] for item in await read_enrolments(district, class_id)}
    assert statuses == {seated: "WITHDRAWN", next_: "CONFIRMED", late: "WAITING"}


async def test_whom_a_person_puts_in_line_comes_behind_everybody_else(district: World, travel: Travel) -> None:
    class_id, enrolments = await applied(district, 0, 4, 1, 5, capacity=2)
    await close(travel)
    proposal = await read_proposal(district, class_id)
    adjusted = allocation(proposal, (enrolments[0], "LINE"))

    answered(await district.api(SERVICE).put(f"/classes/{class_id}/allocation", json=adjusted))

    items = {item["enrolment_id"]: item for item in await read_enrolments(district, class_id)}
    assert {one for one, item in items.items() if item["status"] == "CONFIRMED"} == {enrolments[4], enrolments[1]}
    assert items[enrolments[5]]["waiting_position"] == 1
    assert items[enrolments[0]]["waiting_position"] == 2
    records = answered(await district.api(SERVICE).get(f"/classes/{class_id}/seat-records"))["items"]
    assert [(one["before"], one["after"]) for one in records if one["kind"] == "ALLOCATION"] == [(4, 2)]
