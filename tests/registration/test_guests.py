"""A school's own class is for its own teachers: it decides on each guest."""

from typing import Any
from uuid import UUID

from tests.registration.reviewing import pending, review, told
from tests.registration.term import (
    SERVICE,
    answered,
    created,
    enrolled,
    ids,
    make_class,
    make_program,
    read_class,
    read_enrolments,
    refused,
    teacher_api,
)
from tests.support import World


async def own_class(world: World, **changes: Any) -> str:
    """A class of the first school."""
    program_id = await make_program(world, mode="SCHOOL_BASED", code="GUESTS")
    school_id = str(world.schools[0].school_id)
    return str((await make_class(world, program_id=program_id, school_id=school_id, **changes))["class_id"])


async def hosts(world: World, class_id: str, *enrolment_ids: str, **how: Any) -> list[Any]:
    """The review of the class, by the school whose class it is."""
    return await review(
        world,
        class_id,
        *enrolment_ids,
        stage="CLASS",
        role="school_admin",
        school=world.schools[0].school_id,
        **how,
    )


async def nominated(
    world: World, class_id: str, *teacher_ids: UUID, role: str = "school_admin", school: int = 1
) -> Any:
    who = {"school": world.schools[school].school_id} if role == "school_admin" else {}
    answer = await world.api(SERVICE, role, **who).post(
        f"/classes/{class_id}/nominations", json={"teacher_ids": ids(teacher_ids)}
    )
    return answered(answer)["items"] if answer.status_code == 200 else created(answer)["items"]


async def test_a_guest_waits_for_the_word_of_the_school_and_holds_no_place(district: World) -> None:
    class_id = await own_class(district, capacity=2)
    own, guest = district.teachers[0].teacher_id, district.teachers[4].teacher_id

    at_home = await enrolled(district, class_id, own)
    asking = await enrolled(district, class_id, guest)
    taken = (await read_class(district, class_id))["taken"]
    awaited = await pending(district, "CLASS", "school_admin", school=district.schools[0].school_id)
    elsewhere = await pending(district, "CLASS", "school_admin", school=district.schools[1].school_id)
    approved = await hosts(district, class_id, asking["enrolment_id"])

    assert (at_home["status"], at_home["review"]) == ("CONFIRMED", None)
    assert (asking["status"], asking["review"], taken) == ("PENDING", "CLASS", 1)
    assert (awaited, elsewhere) == ([asking["enrolment_id"]], [])
    assert told(approved) == ["APPROVED"]
    assert approved[0]["status"] == "CONFIRMED"


async def test_another_schools_nomination_waits_too_and_the_districts_does_not(district: World) -> None:
    class_id = await own_class(district, capacity=9)
    first, second = district.teachers[4].teacher_id, district.teachers[5].teacher_id

    (sent,) = await nominated(district, class_id, first)
    (ordered,) = await nominated(district, class_id, second, role="district_admin")

    assert (sent["result"], ordered["result"]) == ("PENDING", "CONFIRMED")


async def test_who_is_sent_by_another_school_is_not_let_in_by_that_school(district: World) -> None:
    class_id = await own_class(district)
    (sent,) = await nominated(district, class_id, district.teachers[4].teacher_id)

    path, other = f"/classes/{class_id}/reviews", district.schools[1].school_id
    body = {"stage": "CLASS", "decision": "APPROVE", "enrolment_ids": [sent["enrolment_id"]], "reason": None}

    refused(await district.api(SERVICE, "school_admin", school=other).post(path, json=body), 404, "not-found")


async def test_a_guest_passes_his_own_schools_review_first_where_the_class_asks_for_it(district: World) -> None:
    class_id = await own_class(district, reviews=["SCHOOL"])
    own, guest = district.teachers[0].teacher_id, district.teachers[4].teacher_id
    asking = [(await enrolled(district, class_id, one))["enrolment_id"] for one in (own, guest)]

    passed = await review(district, class_id, *asking, stage="SCHOOL")

    statuses = {one["enrolment_id"]: one["status"] for one in await read_enrolments(district, class_id)}
    assert told(passed) == ["APPROVED", "APPROVED"]
    assert statuses == {asking[0]: "CONFIRMED", asking[1]: "PENDING"}
    assert await pending(district, "CLASS") == [asking[1]]


async def test_a_group_of_guests_is_not_taken_whole(district: World) -> None:
    class_id = await own_class(district)
    group = {"teacher_ids": ids([district.teachers[4].teacher_id, district.teachers[5].teacher_id])}
    at_home = {"teacher_ids": ids([district.teachers[0].teacher_id, district.teachers[1].teacher_id])}

    for school, body, slug in ((1, group, "groups-not-taken"), (0, at_home, None)):
        api = district.api(SERVICE, "school_admin", school=district.schools[school].school_id)
        response = await api.post(f"/classes/{class_id}/groups", json=body)
        if slug is None:
            created(response)
        else:
            refused(response, 409, slug)


async def test_the_place_of_a_guest_passes_on_only_with_the_schools_word(district: World) -> None:
    class_id = await own_class(district)
    guest, colleague = district.teachers[4].teacher_id, district.teachers[5].teacher_id
    asking = await enrolled(district, class_id, guest)
    await hosts(district, class_id, asking["enrolment_id"])
    sending = district.api(SERVICE, "school_admin", school=district.schools[1].school_id)

    passed_on = await sending.post(
        f"/enrolments/{asking['enrolment_id']}/replacement",
        json={"teacher_id": str(colleague), "reason": "临时调整"},
    )

    refused(passed_on, 409, "reviewed-by-class")


async def test_who_asks_whether_he_may_enter_is_told_whose_word_comes_first(district: World) -> None:
    class_id = await own_class(district)

    answers = []
    for number in (0, 4):
        teacher_id = district.teachers[number].teacher_id
        asked = await teacher_api(district, teacher_id).get(
            f"/classes/{class_id}/eligibility", params={"teacher_id": str(teacher_id)}
        )
        answers.append(answered(asked)["first_review"])

    assert answers == [None, "CLASS"]
