"""What a review means for places: none before it, the number of the day of asking, and all of it undone."""

from typing import Any

from tests.registration.reviewing import class_review, reviewed_class, school_review, told
from tests.registration.sharing import look
from tests.registration.term import (
    SERVICE,
    answered,
    enrol,
    enrolled,
    make_class,
    make_program,
    meeting_body,
    read_enrolments,
    refused,
)
from tests.support import World


async def statuses(district: World, class_id: str) -> dict[str, str]:
    return {item["enrolment_id"]: item["status"] for item in await read_enrolments(district, class_id)}


async def asked(district: World, class_id: str, *numbers: int) -> list[dict[str, Any]]:
    return [await enrolled(district, class_id, district.teachers[number].teacher_id) for number in numbers]


async def test_who_asked_first_is_first_however_long_the_review_takes(district: World) -> None:
    opened = await reviewed_class(district, capacity=1, reviews=["CLASS"])
    class_id = opened["class_id"]
    first, second, third = (one["enrolment_id"] for one in await asked(district, class_id, 0, 4, 5))
    before = await look(district, class_id)

    await class_review(district, class_id, third)
    await class_review(district, class_id, second)
    await class_review(district, class_id, first)

    assert {one.status for one in before.enrolments} == {"PENDING"}
    assert (before.training_class.taken, before.training_class.waiting) == (0, 0)
    after = await look(district, class_id)
    after.demand_sound()
    assert [str(one.enrolment_id) for one in after.of("CONFIRMED")] == [third]
    assert [str(one.enrolment_id) for one in after.of("WAITING")] == [first, second]


async def test_an_undone_approval_frees_place_and_time_and_a_new_one_takes_them_again(district: World) -> None:
    day = meeting_body()
    opened = await reviewed_class(district, capacity=1, reviews=["CLASS"], meetings=[day])
    elsewhere = await make_class(district, meetings=[day])
    class_id = opened["class_id"]
    one, other = (enrolment["enrolment_id"] for enrolment in await asked(district, class_id, 0, 4))
    await class_review(district, class_id, one)
    await class_review(district, class_id, other)
    assert await statuses(district, class_id) == {one: "CONFIRMED", other: "WAITING"}

    await class_review(district, class_id, one, decision="UNDO", reason="材料有误")
    undone = await statuses(district, class_id)
    api = district.api(SERVICE)
    answered(await api.put(f"/classes/{class_id}/capacity", json={"capacity": 2}))
    await class_review(district, class_id, one)
    again = await statuses(district, class_id)

    assert undone == {one: "PENDING", other: "CONFIRMED"}
    assert again == {one: "CONFIRMED", other: "CONFIRMED"}
    (await look(district, class_id)).demand_sound()
    # The time that was freed in between is held again.
    refused(await enrol(district, elsewhere["class_id"], district.teachers[0].teacher_id), 409, "time-clash")


async def test_reviewed_applications_await_the_allocation(district: World) -> None:
    opened = await reviewed_class(district, direction="ALLOCATION", reviews=["CLASS"], capacity=1)
    class_id = opened["class_id"]
    one, other = (enrolment["enrolment_id"] for enrolment in await asked(district, class_id, 0, 4))

    await class_review(district, class_id, one)

    assert await statuses(district, class_id) == {one: "APPLIED", other: "PENDING"}
    proposal = answered(await district.api(SERVICE).get(f"/classes/{class_id}/allocation"))
    assert [ranked["enrolment_id"] for ranked in proposal["ranked"]] == [one]


async def test_a_school_that_nominates_its_own_head_has_not_reviewed_him(district: World) -> None:
    class_id = (await reviewed_class(district, reviews=["SCHOOL"]))["class_id"]
    himself, other = district.teachers[0].teacher_id, district.teachers[1].teacher_id
    api = district.api(SERVICE, "school_admin", school=district.schools[0].school_id, teacher=himself)

    items = answered(
        await api.post(f"/classes/{class_id}/nominations", json={"teacher_ids": [str(himself), str(other)]})
    )["items"]

    assert [item["result"] for item in items] == ["PENDING", "CONFIRMED"]
    enrolment_id = items[0]["enrolment_id"]
    (refusal,) = await school_review(district, class_id, enrolment_id, teacher=himself)
    assert told([refusal]) == ["own-application"]
    assert told(await school_review(district, class_id, enrolment_id)) == ["APPROVED"]


async def test_nobody_gives_himself_the_reason_that_lets_him_in(district: World) -> None:
    program_id = await make_program(district, code="STAGE", audience={"stages": ["JUNIOR_MIDDLE"]})
    class_id = (await make_class(district, program_id=program_id))["class_id"]
    himself, member = district.teachers[0].teacher_id, district.teachers[1].teacher_id
    api = district.api(SERVICE, "school_admin", school=district.schools[0].school_id, teacher=himself)
    own: dict[str, list[Any]] = {
        "teacher_ids": [str(himself)],
        "overrides": [{"teacher_id": str(himself), "reason": "本人需要"}],
    }
    another: dict[str, list[Any]] = {
        "teacher_ids": [str(member)],
        "overrides": [{"teacher_id": str(member), "reason": "转任初中"}],
    }

    (nominated,) = answered(await api.post(f"/classes/{class_id}/nominations", json=own))["items"]
    grouped = await api.post(
        f"/classes/{class_id}/groups",
        json={"teacher_ids": [str(himself), str(member)], "overrides": own["overrides"] + another["overrides"]},
    )
    (let_in,) = answered(await api.post(f"/classes/{class_id}/nominations", json=another))["items"]
    replaced = await api.post(
        f"/enrolments/{let_in['enrolment_id']}/replacement",
        json={"teacher_id": str(himself), "reason": "因病", "override_reason": "本人需要"},
    )

    assert told([nominated]) == ["own-override"]
    (error,) = refused(grouped, 409, "group-refused")["errors"]
    assert error["type"] == "urn:xuefen:problem:own-override"
    refused(replaced, 409, "own-override")
    assert [one["teacher_id"] for one in await read_enrolments(district, class_id)] == [str(member)]
