"""Offers that expire and groups that enter together or not at all."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import httpx

from services.platform import clock
from tests.registration.sharing import look, pool_body, put_pools
from tests.registration.term import (
    SERVICE,
    answered,
    created,
    enrolled,
    make_class,
    meeting_body,
    members_said,
    newest,
    read_enrolments,
    refused,
    teacher_api,
    withdraw,
)
from tests.support import World

Travel = Callable[[datetime], Awaitable[None]]


async def one_offered(district: World, **changes: Any) -> tuple[str, list[dict[str, Any]]]:
    """A class of one place that two wait for, the first of whom has just been offered it."""
    opened = await make_class(district, capacity=1, offer_minutes=60, **changes)
    people = [await enrolled(district, opened["class_id"], one.teacher_id) for one in district.teachers[:3]]
    await withdraw(district, people[0]["enrolment_id"])
    return opened["class_id"], people[1:]


async def answer(district: World, enrolment: dict[str, Any], *, said: str) -> httpx.Response:
    api = teacher_api(district, UUID(enrolment["teacher_id"]))
    return await api.put(f"/enrolments/{enrolment['enrolment_id']}/offer-answer", json={"answer": said})


async def test_an_offer_holds_the_place_until_it_is_accepted(district: World) -> None:
    class_id, (first, _) = await one_offered(district)
    offered = {item["enrolment_id"]: item for item in await read_enrolments(district, class_id)}
    newcomer = await enrolled(district, class_id, district.teachers[3].teacher_id)
    held = await look(district, class_id)

    accepted = answered(await answer(district, first, said="ACCEPT"))
    again = answered(await answer(district, first, said="ACCEPT"))

    assert offered[first["enrolment_id"]]["status"] == "OFFERED"
    assert offered[first["enrolment_id"]]["offer_expires_at"] is not None
    assert newcomer["status"] == "WAITING"
    assert (held.training_class.taken, held.training_class.held) == (0, 1)
    assert accepted["status"] == again["status"] == "CONFIRMED"
    assert accepted["revision"] == again["revision"]
    (await look(district, class_id)).demand_sound()
    (offer,) = answered(await district.api(SERVICE).get(f"/classes/{class_id}/offers"))["items"]
    assert (offer["state"], offer["settled_by"]) == ("ACCEPTED", first["teacher_id"])
    assert newest(await members_said(district, class_id))[first["teacher_id"]]["status"] == "CONFIRMED"


async def test_a_declined_place_is_offered_to_the_next(district: World) -> None:
    class_id, (first, second) = await one_offered(district)

    declined = answered(await answer(district, first, said="DECLINE"))

    seen = await look(district, class_id)
    assert declined["status"] == "WITHDRAWN"
    assert [str(one.enrolment_id) for one in seen.of("OFFERED")] == [second["enrolment_id"]]
    seen.demand_sound()
    refused(await answer(district, first, said="ACCEPT"), 409, "no-offer")


async def test_an_offer_that_nobody_accepts_goes_on_when_its_time_is_over(district: World, travel: Travel) -> None:
    class_id, (first, second) = await one_offered(district)
    start = clock.now()

    await travel(start + timedelta(minutes=59))
    await district.drain()
    still = await look(district, class_id)
    await travel(start + timedelta(minutes=61))
    late = await answer(district, first, said="ACCEPT")
    await district.drain()
    later = await answer(district, first, said="ACCEPT")
    told = {item["enrolment_id"]: item for item in await read_enrolments(district, class_id)}[first["enrolment_id"]]
    after = await look(district, class_id)
    await travel(start + timedelta(minutes=180))
    await district.drain()
    at_last = await look(district, class_id)

    assert [str(one.enrolment_id) for one in still.of("OFFERED")] == [first["enrolment_id"]]
    # The same before and after the place has gone on.
    assert refused(late, 409, "offer-expired")["facts"] == refused(later, 409, "offer-expired")["facts"]
    assert (told["withdrawal_reason"], told["withdrawal_reason_en"]) == (
        "名额逾期未确认",
        "The offer of a place was not accepted in time",
    )
    assert [str(one.enrolment_id) for one in after.of("OFFERED")] == [second["enrolment_id"]]
    (gone,) = [one for one in after.of("WITHDRAWN") if str(one.enrolment_id) == first["enrolment_id"]]
    assert gone.withdrawn_by is None
    assert gone.withdrawal_reason == "OFFER_EXPIRED"
    assert not at_last.offers
    assert at_last.training_class.held == 0
    for seen in (still, after, at_last):
        seen.demand_sound()


async def test_an_offer_holds_the_time_too_and_gives_it_back(district: World, travel: Travel) -> None:
    class_id, (first, _) = await one_offered(district, meetings=[meeting_body()])
    elsewhere = await make_class(district, capacity=5, meetings=[meeting_body()])
    api = teacher_api(district, UUID(first["teacher_id"]))
    busy = await api.post(f"/classes/{elsewhere['class_id']}/enrolments", json={})
    refused(busy, 409, "time-clash")

    await travel(clock.now() + timedelta(minutes=61))
    await district.drain()

    assert created(await api.post(f"/classes/{elsewhere['class_id']}/enrolments", json={}))["status"] == "CONFIRMED"
    (await look(district, class_id)).demand_sound()


async def test_no_offer_outlives_the_beginning_and_nobody_is_asked_after_it(district: World, travel: Travel) -> None:
    begins = clock.now() + timedelta(minutes=30)
    meeting = meeting_body(starts_at=begins.isoformat(), ends_at=(begins + timedelta(days=2)).isoformat())
    class_id, (first, second) = await one_offered(district, meetings=[meeting])
    (offer,) = answered(await district.api(SERVICE).get(f"/classes/{class_id}/offers"))["items"]

    await travel(begins + timedelta(minutes=1))
    await district.drain()

    assert datetime.fromisoformat(offer["expires_at"]) == begins
    seen = await look(district, class_id)
    assert [str(one.enrolment_id) for one in seen.of("CONFIRMED")] == [second["enrolment_id"]]
    assert first["enrolment_id"] in {str(one.enrolment_id) for one in seen.of("WITHDRAWN")}
    seen.demand_sound()


async def test_a_cancelled_class_takes_its_offers_back(district: World) -> None:
    class_id, (first, _) = await one_offered(district)

    answered(await district.api(SERVICE).put(f"/classes/{class_id}/cancellation", json={"reason": "取消"}))

    seen = await look(district, class_id)
    assert {one.status for one in seen.enrolments} == {"WITHDRAWN"}
    seen.demand_sound()
    refused(await answer(district, first, said="ACCEPT"), 409, "no-offer")


async def group(district: World, class_id: str, *numbers: int, **body: Any) -> httpx.Response:
    teacher_ids = [str(district.teachers[number].teacher_id) for number in numbers]
    return await district.api(SERVICE).post(f"/classes/{class_id}/groups", json={"teacher_ids": teacher_ids, **body})


async def test_a_group_enters_together(district: World) -> None:
    opened = await make_class(district, capacity=3)

    entered = created(await group(district, opened["class_id"], 0, 1, 2))
    waiting = created(await group(district, opened["class_id"], 4, 5))
    full = await group(district, opened["class_id"], 6, 7, accept_waiting=False)

    assert (entered["status"], {one["group_id"] for one in entered["enrolments"]}) == (
        "CONFIRMED",
        {entered["group_id"]},
    )
    assert (waiting["status"], waiting["waiting_position"]) == ("WAITING", 1)
    refused(full, 409, "class-full")
    (await look(district, opened["class_id"])).demand_sound()


async def test_a_group_in_line_enters_whole_and_single_people_may_go_past_it(district: World) -> None:
    opened = await make_class(district, capacity=2)
    class_id = opened["class_id"]
    held = created(await group(district, class_id, 0, 1))["enrolments"]
    pair = created(await group(district, class_id, 4, 5))
    single = await enrolled(district, class_id, district.teachers[6].teacher_id)

    await withdraw(district, held[0]["enrolment_id"])
    past = {item["enrolment_id"]: item for item in await read_enrolments(district, class_id)}
    await withdraw(district, held[1]["enrolment_id"])
    half = await look(district, class_id)
    await withdraw(district, single["enrolment_id"])
    whole = await look(district, class_id)

    assert past[single["enrolment_id"]]["status"] == "CONFIRMED"
    # Nothing is free for anybody any more, so that is why they wait.
    assert past[pair["enrolments"][0]["enrolment_id"]]["waiting_reason"] == "FULL"
    assert (len(half.of("CONFIRMED")), {one.passed_over for one in half.of("WAITING")}) == (1, {"GROUP_TOO_LARGE"})
    assert {str(one.enrolment_id) for one in whole.of("CONFIRMED")} == {
        one["enrolment_id"] for one in pair["enrolments"]
    }
    whole.demand_sound()


async def test_one_who_cannot_enter_keeps_the_whole_group_out(district: World) -> None:
    opened = await make_class(district, capacity=5, meetings=[meeting_body()])
    elsewhere = await make_class(district, capacity=5, meetings=[meeting_body()])
    await enrolled(district, elsewhere["class_id"], district.teachers[1].teacher_id)

    problem = refused(await group(district, opened["class_id"], 0, 1, 2), 409, "group-refused")

    assert [(one["pointer"], one["type"]) for one in problem["errors"]] == [
        ("/teacher_ids/1", "urn:xuefen:problem:time-clash")
    ]
    assert not (await look(district, opened["class_id"])).enrolments
    refused(await group(district, opened["class_id"], 0, 4), 422, "group-of-several-schools")


async def test_a_group_uses_what_is_kept_for_its_school_and_what_is_anybodys(district: World) -> None:
    opened = await make_class(district, direction="QUOTA", capacity=4)
    class_id = opened["class_id"]
    await put_pools(district, class_id, pool_body(district.schools[0].school_id, 2))

    three = created(await group(district, class_id, 0, 1, 2))
    two = created(await group(district, class_id, 4, 5))

    assert (three["status"], two["status"]) == ("CONFIRMED", "WAITING")
    (await look(district, class_id)).demand_sound()


async def test_groups_are_not_taken_where_each_is_looked_at_alone(district: World) -> None:
    reviewed = await make_class(district, reviews=["CLASS"])
    allocating = await make_class(district, direction="ALLOCATION")

    refused(await group(district, reviewed["class_id"], 0, 1), 409, "groups-not-taken")
    refused(await group(district, allocating["class_id"], 0, 1), 409, "groups-not-taken")


async def test_a_group_for_which_too_little_is_free_is_told_how_much(district: World) -> None:
    opened = await make_class(district, capacity=3)
    class_id = opened["class_id"]
    await enrolled(district, class_id, district.teachers[4].teacher_id)

    problem = refused(await group(district, class_id, 0, 1, 2, accept_waiting=False), 409, "group-too-large")
    created(await group(district, class_id, 0, 1, accept_waiting=False))

    assert problem["facts"] == {"people": "3", "free": "2"}
    refused(await group(district, class_id, 2, 3, accept_waiting=False), 409, "class-full")


async def test_nobody_makes_up_a_group_by_being_named_twice(district: World) -> None:
    opened = await make_class(district, capacity=3)

    refused(await group(district, opened["class_id"], 0, 0), 422, "teacher-twice")
    assert not (await look(district, opened["class_id"])).enrolments


async def test_a_group_whose_people_moved_apart_still_enters_whole_or_not_at_all(district: World) -> None:
    opened = await make_class(district, direction="QUOTA", capacity=1)
    class_id = opened["class_id"]
    created(await group(district, class_id, 0, 1))
    moved = {"school_id": str(district.schools[1].school_id), "on": clock.today().isoformat()}
    path = f"/teachers/{district.teachers[0].teacher_id}/transfers"
    created(await district.api("directory").post(path, json=moved))
    await district.drain()

    # A place for the school at which only one of the two is left.
    await put_pools(district, class_id, pool_body(district.schools[0].school_id, 1))

    seen = await look(district, class_id)
    assert (len(seen.of("CONFIRMED")), len(seen.of("WAITING"))) == (0, 2)
    seen.demand_sound()
