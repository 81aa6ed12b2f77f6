"""Reviews of applications: a school's word, then the class's; many at once, with reasons, and taken back."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from tests.registration.reviewing import (
    REASON,
    class_review,
    history,
    pending,
    review,
    reviewed_class,
    school_review,
    send_review,
    told,
)
from tests.registration.term import (
    SERVICE,
    add_teachers,
    answered,
    enrolled,
    ids,
    make_class,
    meeting_body,
    members_said,
    newest,
    read_class,
    read_enrolments,
    refused,
    withdraw,
)
from tests.support import World

Travel = Callable[[datetime], Awaitable[None]]


async def test_a_place_is_held_only_after_both_reviews(district: World) -> None:
    opened = await reviewed_class(district)
    class_id, who = opened["class_id"], district.teachers[0].teacher_id
    applied = await enrolled(district, class_id, who)
    before = await read_class(district, class_id)

    (by_school,) = await school_review(district, class_id, applied["enrolment_id"])
    between = await read_class(district, class_id)
    (by_class,) = await class_review(district, class_id, applied["enrolment_id"])

    assert (applied["status"], before["taken"], between["taken"]) == ("PENDING", 0, 0)
    assert (by_school["status"], by_school["review"]) == ("PENDING", "CLASS")
    assert (by_class["result"], by_class["status"], by_class["review"]) == ("APPROVED", "CONFIRMED", None)
    assert (await read_class(district, class_id))["taken"] == 1
    assert [one["status"] for one in await members_said(district, class_id)] == ["CONFIRMED"]
    steps = await history(district, applied["enrolment_id"], "teacher", teacher=who)
    assert [(one["step"], one["stage"], one["decision"]) for one in steps] == [
        (1, "SCHOOL", "APPROVED"),
        (2, "CLASS", "APPROVED"),
    ]


async def test_a_pending_application_leaves_the_time_free_for_another_class(district: World) -> None:
    who = district.teachers[0].teacher_id
    wanted = await reviewed_class(district)
    other = await make_class(district, meetings=[meeting_body()])
    applied = await enrolled(district, wanted["class_id"], who)
    await enrolled(district, other["class_id"], who)
    await school_review(district, wanted["class_id"], applied["enrolment_id"])

    (approved,) = await class_review(district, wanted["class_id"], applied["enrolment_id"])

    assert (approved["result"], approved["status"]) == ("APPROVED", "WAITING")
    assert (await read_class(district, wanted["class_id"]))["taken"] == 0


async def test_a_school_reviews_its_own_people_only(district: World) -> None:
    opened = await reviewed_class(district)
    class_id = opened["class_id"]
    own = await enrolled(district, class_id, district.teachers[0].teacher_id)
    foreign = await enrolled(district, class_id, district.teachers[4].teacher_id)

    items = await school_review(district, class_id, foreign["enrolment_id"], own["enrolment_id"])

    assert told(items) == ["not-found", "APPROVED"]
    assert await pending(district, "SCHOOL") == [foreign["enrolment_id"]]


async def test_who_may_review_at_which_stage(district: World) -> None:
    class_id = (await reviewed_class(district))["class_id"]
    applied = await enrolled(district, class_id, district.teachers[0].teacher_id)
    enrolment_id, school = applied["enrolment_id"], district.schools[0].school_id

    stranger = await send_review(district, class_id, enrolment_id, stage="CLASS", role="trainer", account_id=school)
    leader = await send_review(district, class_id, enrolment_id, stage="SCHOOL", role="trainer")
    of_school = await send_review(district, class_id, enrolment_id, stage="CLASS", role="school_admin", school=school)

    for answer in (stranger, leader, of_school):
        refused(answer, 404, "not-found")
    early = await review(district, class_id, enrolment_id, stage="CLASS")
    assert told(early) == ["not-awaiting-review"]
    assert early[0]["problem"]["detail"] in (
        "该报名现为:待学校审核",
        "The application is: awaiting the school's review",
    )
    assert await pending(district, "SCHOOL", "school_admin", school=school) == [enrolment_id]
    assert await pending(district, "SCHOOL", "school_admin", school=district.schools[1].school_id) == []
    assert await pending(district, "SCHOOL", "trainer") == []
    await school_review(district, class_id, enrolment_id)
    assert await pending(district, "CLASS", "trainer") == [enrolment_id]
    assert await pending(district, "CLASS", "trainer", account_id=school) == []
    assert await pending(district, "CLASS", "school_admin", school=school) == []


async def test_nobody_reviews_an_application_of_ones_own(district: World) -> None:
    class_id = (await reviewed_class(district))["class_id"]
    who, school = district.teachers[0].teacher_id, district.schools[0].school_id
    applied = await enrolled(district, class_id, who)

    items = await review(
        district, class_id, applied["enrolment_id"], stage="SCHOOL", role="school_admin", school=school, teacher=who
    )

    assert told(items) == ["own-application"]


async def test_a_returned_application_tells_why_and_may_be_made_anew(district: World) -> None:
    class_id = (await reviewed_class(district))["class_id"]
    who = district.teachers[0].teacher_id
    applied = await enrolled(district, class_id, who)

    refused(
        await send_review(district, class_id, applied["enrolment_id"], stage="SCHOOL", decision="RETURN"),
        422,
        "reason-needed",
    )
    (returned,) = await school_review(district, class_id, applied["enrolment_id"], decision="RETURN", reason=REASON)
    anew = await enrolled(district, class_id, who)

    assert (returned["result"], returned["status"]) == ("RETURNED", "RETURNED")
    (step,) = await history(district, applied["enrolment_id"], "teacher", teacher=who)
    assert (step["decision"], step["reason"]) == ("RETURNED", REASON)
    assert (anew["status"], anew["enrolment_id"] == applied["enrolment_id"]) == ("PENDING", False)
    undone = await school_review(district, class_id, applied["enrolment_id"], decision="UNDO", reason="误操作")
    assert told(undone) == ["already-enrolled"]
    assert (await read_class(district, class_id))["taken"] == 0


async def test_a_returned_application_can_be_taken_up_again(district: World) -> None:
    class_id = (await reviewed_class(district, reviews=["CLASS"]))["class_id"]
    applied = await enrolled(district, class_id, district.teachers[0].teacher_id)
    await class_review(district, class_id, applied["enrolment_id"], decision="RETURN", reason=REASON)

    undone = await class_review(district, class_id, applied["enrolment_id"], decision="UNDO", reason="核实后可参加")
    approved = await class_review(district, class_id, applied["enrolment_id"])

    assert (undone[0]["status"], undone[0]["review"]) == ("PENDING", "CLASS")
    assert approved[0]["status"] == "CONFIRMED"
    steps = await history(district, applied["enrolment_id"])
    assert [(one["decision"], one["undoes"]) for one in steps] == [
        ("RETURNED", None),
        ("UNDONE", 1),
        ("APPROVED", None),
    ]


async def test_who_applied_first_gets_the_place_whatever_order_is_approved(district: World) -> None:
    class_id = (await reviewed_class(district, reviews=["CLASS"], capacity=1))["class_id"]
    first, second = [await enrolled(district, class_id, district.teachers[number].teacher_id) for number in (0, 1)]

    items = await class_review(district, class_id, second["enrolment_id"], first["enrolment_id"])

    assert [(one["status"], one["waiting_position"]) for one in items] == [("WAITING", 1), ("CONFIRMED", None)]


async def test_an_undone_approval_frees_the_place_for_the_next_and_stays_on_record(district: World) -> None:
    class_id = (await reviewed_class(district, reviews=["CLASS"], capacity=1))["class_id"]
    first, second = [await enrolled(district, class_id, district.teachers[number].teacher_id) for number in (0, 1)]
    await class_review(district, class_id, first["enrolment_id"], second["enrolment_id"])

    (undone,) = await class_review(district, class_id, first["enrolment_id"], decision="UNDO", reason="材料有误")

    assert (undone["result"], undone["status"], undone["review"]) == ("UNDONE", "PENDING", "CLASS")
    listed = {one["enrolment_id"]: one["status"] for one in await read_enrolments(district, class_id)}
    assert listed == {first["enrolment_id"]: "PENDING", second["enrolment_id"]: "CONFIRMED"}
    assert (await read_class(district, class_id))["taken"] == 1
    told_last = newest(await members_said(district, class_id))
    assert {one: told_last[one]["status"] for one in told_last} == {
        first["teacher_id"]: "WITHDRAWN",
        second["teacher_id"]: "CONFIRMED",
    }
    steps = await history(district, first["enrolment_id"])
    assert [(one["decision"], one["reason"], one["undoes"]) for one in steps] == [
        ("APPROVED", None, None),
        ("UNDONE", "材料有误", 1),
    ]
    assert all(one["decided_by"] == str(district.trainer_id) for one in steps)


async def test_the_later_decision_is_taken_back_before_the_earlier(district: World) -> None:
    class_id = (await reviewed_class(district))["class_id"]
    applied = await enrolled(district, class_id, district.teachers[0].teacher_id)
    enrolment_id = applied["enrolment_id"]
    await school_review(district, class_id, enrolment_id)
    await class_review(district, class_id, enrolment_id)

    early = await school_review(district, class_id, enrolment_id, decision="UNDO", reason="误操作")
    await class_review(district, class_id, enrolment_id, decision="UNDO", reason="误操作")
    (late,) = await school_review(district, class_id, enrolment_id, decision="UNDO", reason="误操作")
    again = await school_review(district, class_id, enrolment_id, decision="UNDO", reason="误操作")

    assert told(early) == ["reviewed-further"]
    assert (late["status"], late["review"]) == ("PENDING", "SCHOOL")
    assert told(again) == ["nothing-to-undo"]


async def test_nothing_is_taken_back_once_the_class_has_begun(district: World, travel: Travel) -> None:
    class_id = (await reviewed_class(district, reviews=["CLASS"]))["class_id"]
    applied = await enrolled(district, class_id, district.teachers[0].teacher_id)
    await class_review(district, class_id, applied["enrolment_id"])
    begun = datetime.fromisoformat((await read_class(district, class_id))["meetings"][0]["starts_at"])

    await travel(begun + timedelta(minutes=1))
    items = await class_review(district, class_id, applied["enrolment_id"], decision="UNDO", reason="误操作")

    assert told(items) == ["undo-closed"]


async def test_a_schools_own_nomination_is_its_review(district: World) -> None:
    class_id = (await reviewed_class(district))["class_id"]
    school, who = district.schools[0].school_id, district.teachers[0].teacher_id

    answer = await district.api(SERVICE, "school_admin", school=school).post(
        f"/classes/{class_id}/nominations", json={"teacher_ids": ids([who])}
    )
    (item,) = answered(answer)["items"]

    assert item["result"] == "PENDING"
    assert await pending(district, "CLASS", "trainer") == [item["enrolment_id"]]
    assert told(await class_review(district, class_id, item["enrolment_id"])) == ["APPROVED"]


async def test_a_withdrawn_application_awaits_nothing(district: World) -> None:
    class_id = (await reviewed_class(district, reviews=["CLASS"]))["class_id"]
    applied = await enrolled(district, class_id, district.teachers[0].teacher_id)
    await withdraw(district, applied["enrolment_id"])

    for decision in ("APPROVE", "RETURN", "UNDO"):
        items = await class_review(district, class_id, applied["enrolment_id"], decision=decision, reason=REASON)
        assert told(items) == ["not-awaiting-review"], decision


async def test_a_cancelled_class_reviews_nobody(district: World) -> None:
    class_id = (await reviewed_class(district, reviews=["CLASS"]))["class_id"]
    applied = await enrolled(district, class_id, district.teachers[0].teacher_id)
    await district.api(SERVICE).put(f"/classes/{class_id}/cancellation", json={"reason": "授课专家因故不能到场"})

    answer = await send_review(district, class_id, applied["enrolment_id"], stage="CLASS")

    refused(answer, 409, "class-cancelled")
    assert await pending(district, "CLASS") == []


async def test_two_reviewers_at_once_decide_each_application_once(district: World) -> None:
    """Four reviewers approve the same thirty applications in parallel: ten places, one decision each."""
    class_id = (await reviewed_class(district, reviews=["CLASS"], capacity=10))["class_id"]
    applied = [await enrolled(district, class_id, one) for one in await add_teachers(district, 30)]
    enrolment_ids = [one["enrolment_id"] for one in applied]

    answers = await asyncio.gather(
        *(class_review(district, class_id, *enrolment_ids[turn * 3 :], *enrolment_ids[: turn * 3]) for turn in range(4))
    )

    decided = [item for answer in answers for item in answer if item["result"] == "APPROVED"]
    assert len(decided) == len({item["enrolment_id"] for item in decided}) == 30
    listed = await read_enrolments(district, class_id)
    assert [one["enrolment_id"] for one in listed if one["status"] == "CONFIRMED"] == enrolment_ids[:10]
    assert (await read_class(district, class_id))["taken"] == 10
    assert [len(await history(district, one)) for one in enrolment_ids[:3]] == [1, 1, 1]


async def test_the_history_is_seen_by_who_applied_his_school_and_the_class(district: World) -> None:
    class_id = (await reviewed_class(district, reviews=["CLASS"]))["class_id"]
    applied = await enrolled(district, class_id, district.teachers[0].teacher_id)
    path = f"/enrolments/{applied['enrolment_id']}/reviews"

    async def asked_by(role: str, **who: object) -> int:
        return (await district.api(SERVICE, role, **who).get(path)).status_code  # type: ignore[arg-type]

    assert await asked_by("teacher", teacher=district.teachers[0].teacher_id) == 200
    assert await asked_by("teacher", teacher=district.teachers[1].teacher_id) == 404
    assert await asked_by("school_admin", school=district.schools[0].school_id) == 200
    assert await asked_by("school_admin", school=district.schools[1].school_id) == 404
    assert await asked_by("trainer") == 200
    assert await asked_by("trainer", account_id=district.schools[0].school_id) == 404


async def test_an_application_of_another_class_is_not_found(district: World) -> None:
    first, second = await reviewed_class(district, reviews=["CLASS"]), await reviewed_class(district, reviews=["CLASS"])
    applied = await enrolled(district, first["class_id"], district.teachers[0].teacher_id)

    assert told(await class_review(district, second["class_id"], applied["enrolment_id"])) == ["not-found"]


async def test_where_places_are_allocated_later_a_review_only_makes_an_application(district: World) -> None:
    class_id = (await reviewed_class(district, reviews=["CLASS"], direction="ALLOCATION"))["class_id"]
    applied = await enrolled(district, class_id, district.teachers[0].teacher_id)

    (approved,) = await class_review(district, class_id, applied["enrolment_id"])
    (undone,) = await class_review(district, class_id, applied["enrolment_id"], decision="UNDO", reason="材料有误")

    assert (applied["status"], approved["status"], undone["status"]) == ("PENDING", "APPLIED", "PENDING")
    assert (await read_class(district, class_id))["taken"] == 0
    assert await members_said(district, class_id) == []


async def test_an_offer_ends_with_the_approval_it_came_from(district: World) -> None:
    class_id = (await reviewed_class(district, reviews=["CLASS"], capacity=1, offer_minutes=600))["class_id"]
    first, second, third = [
        await enrolled(district, class_id, district.teachers[number].teacher_id) for number in range(3)
    ]
    await class_review(district, class_id, *(one["enrolment_id"] for one in (first, second, third)))
    await withdraw(district, first["enrolment_id"])
    offered = {one["enrolment_id"]: one["status"] for one in await read_enrolments(district, class_id)}

    await class_review(district, class_id, second["enrolment_id"], decision="UNDO", reason="材料有误")

    assert offered[second["enrolment_id"]] == "OFFERED"
    after = {one["enrolment_id"]: one["status"] for one in await read_enrolments(district, class_id)}
    assert (after[second["enrolment_id"]], after[third["enrolment_id"]]) == ("PENDING", "OFFERED")
