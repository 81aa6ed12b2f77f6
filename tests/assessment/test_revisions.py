"""A finalised result whose grounds change waits for an officer; then its next revision is said in full."""

import asyncio
from collections.abc import Sequence
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import ProgrammingError

from services.assessment.models import Outcome, OutcomeRevision
from services.contracts import Event, OutcomeState
from services.platform import outbox
from services.platform.database import district_transaction
from services.platform.ids import new_id
from services.platform.outbox import DeliveryRow
from tests.assessment.course import Course, events, hours_of, ids, opened, said
from tests.support import World
from tests.walks.assessment import DAY, enrolled, scheduled, settled
from workers.subscriptions import SUBSCRIPTIONS, consumers_by_topic, deliver


async def test_a_corrected_settlement_waits_and_then_is_revision_two(district: World) -> None:
    teacher, untouched = district.teachers[:2]
    course = await opened(district, teacher, untouched)
    await course.finalise()

    await course.settle(teacher, untouched, revision=2, hours=[(DAY, "4")])
    await course.settle(untouched, revision=3, hours=[(DAY, "6")])

    (pending,) = await course.revisions()
    assert (pending["teacher_id"], pending["cause"], pending["revision"]) == (str(teacher.teacher_id), "SETTLEMENT", 1)
    assert (pending["stands"]["hours"], pending["proposed"]["hours"]) == ("6.00", "4.00")
    assert len(await said(district)) == 2

    assert await course.confirm(teacher, untouched) == ["CONFIRMED", "no-pending-revision"]

    first, second = [state for state in await said(district) if state.teacher_id == teacher.teacher_id]
    assert (first.outcome_id, first.revision, hours_of(first)) == (second.outcome_id, 1, [("6", DAY)])
    assert (second.revision, hours_of(second)) == (2, [("4", DAY)])
    assert await course.revisions() == []


async def test_a_confirmation_repeated_says_nothing_more(district: World) -> None:
    teacher = district.teachers[0]
    course = await opened(district, teacher)
    await course.finalise()
    await course.settle(teacher, revision=2, hours=[(DAY, "4")])

    assert await course.confirm(teacher) == ["CONFIRMED"]
    assert await course.confirm(teacher) == ["no-pending-revision"]

    assert [state.revision for state in await said(district)] == [1, 2]


async def test_a_correction_can_take_everything_back(district: World) -> None:
    teacher = district.teachers[0]
    course = await opened(district, teacher)
    await course.finalise()
    await course.settle(teacher, revision=2, met=False, hours=[(DAY, "1")])

    await course.confirm(teacher)

    state = (await said(district))[-1]
    assert (state.revision, state.grade, state.lines) == (2, "FAIL", ())


async def test_a_changed_mark_reopens_and_changing_it_back_closes(district: World) -> None:
    teacher = district.teachers[0]
    course = await opened(district, teacher, scheme="SCORED")
    trainer = course.api("trainer")
    await course.score(trainer, (teacher, "PROCESS", "80"), (teacher, "FINAL", "80"))
    await course.finalise()

    await course.score(trainer, (teacher, "FINAL", "30"))
    (pending,) = await course.revisions()
    assert (pending["cause"], pending["proposed"]["status"], pending["proposed"]["lines"]) == ("SCORE", "FAILED", [])

    await course.score(trainer, (teacher, "FINAL", "80"))
    assert await course.revisions() == []


async def test_a_failed_stage_mended_needs_certification_before_confirmation(district: World) -> None:
    teacher = district.teachers[0]
    course = await opened(district, teacher, scheme="THREE_STAGE")
    marks = [(teacher, component, "80") for component in ("PROBLEM", "CASE", "PARTICIPATION")]
    await course.score(course.api("trainer"), *marks)
    await course.score(course.school_of(teacher), (teacher, "PRACTICE", "20"))
    await course.finalise()

    await course.score(course.school_of(teacher), (teacher, "PRACTICE", "90"))
    assert await course.confirm(teacher) == ["revision-not-final"]
    assert await course.certify(teacher) == ["CERTIFIED"]
    assert await course.confirm(teacher) == ["CONFIRMED"]

    assert [(state.revision, state.grade, len(state.lines)) for state in await said(district)] == [
        (1, "FAIL", 0),
        (2, "PASS", 1),
    ]


async def test_nobody_confirms_their_own_revision(district: World) -> None:
    teacher = district.teachers[0]
    course = await opened(district, teacher)
    await course.finalise()
    await course.settle(teacher, revision=2, hours=[(DAY, "4")])

    assert await course.confirm(teacher, api=course.api(teacher=teacher.teacher_id)) == ["own-assessment"]
    refused = await course.api("trainer").post(
        f"{course.path}/revisions/confirmation", json={"teacher_ids": [str(teacher.teacher_id)], "reason": "x"}
    )
    assert refused.status_code == 403


async def test_a_member_withdrawn_after_finalisation_loses_the_award_only_by_confirmation(district: World) -> None:
    teacher = district.teachers[0]
    course = await opened(district, teacher)
    await course.finalise()

    await district.publish(enrolled(district, course.class_id, teacher, status="WITHDRAWN", revision=2))
    await district.drain()
    (pending,) = await course.revisions()
    assert pending["proposed"]["status"] == "WITHDRAWN"
    await course.confirm(teacher)

    assert (await said(district))[-1].lines == ()


async def test_a_program_booked_elsewhere_reopens_the_class(district: World) -> None:
    teacher = district.teachers[0]
    course = await opened(district, teacher)
    await course.finalise()

    await district.publish(scheduled(district, course.class_id, revision=2, category="PRACTICE"))
    await district.drain()

    (pending,) = await course.revisions()
    assert [line["category"] for line in pending["proposed"]["lines"]] == ["PRACTICE"]


async def test_settlements_doubled_and_disordered_end_where_the_newest_says(district: World) -> None:
    teacher = district.teachers[0]
    course = await opened(district, teacher, settle=False)
    newest = settled(district, course.class_id, teacher, revision=3, hours=[(DAY, "5")])
    older = settled(district, course.class_id, teacher, revision=2, hours=[(DAY, "4")])
    oldest = settled(district, course.class_id, teacher, revision=1, met=False)

    for event in (older, newest, newest, oldest, older):
        await district.publish(event, role="attendance")
        await district.drain()
    await course.finalise()
    for event in (oldest, older, newest):
        await district.publish(event, role="attendance")
    await district.drain()

    assert [hours_of(state) for state in await said(district)] == [[("5", DAY)]]
    assert await course.revisions() == []


async def test_what_comes_before_its_class_is_kept(district: World) -> None:
    teacher = district.teachers[0]
    class_id = (await opened(district, district.teachers[1])).class_id
    late = type(class_id)(int=class_id.int ^ 1)
    await district.publish(settled(district, late, teacher), role="attendance")
    await district.drain()
    await district.publish(enrolled(district, late, teacher))
    await district.drain()
    await district.publish(scheduled(district, late))
    await district.drain()

    answer = await district.api("assessment").post(f"/classes/{late}/finalisation")

    assert answer.json()["finalised"] == {"PASSED": 1}


async def test_who_left_and_came_back_is_a_member(district: World) -> None:
    teacher = district.teachers[0]
    course = await opened(district, teacher)
    again = enrolled(district, course.class_id, teacher)
    member = again.members[0].model_copy(update={"enrolment_id": type(course.class_id)(int=(1 << 128) - 1)})
    await district.publish(again.model_copy(update={"members": (member,)}))
    await district.publish(enrolled(district, course.class_id, teacher, status="WITHDRAWN", revision=2))
    await district.drain()

    assert await course.statuses() == {teacher.teacher_id: "PASSED"}


async def test_every_revision_is_kept_and_none_can_be_changed(district: World) -> None:
    teacher = district.teachers[0]
    course = await opened(district, teacher, days=[date(2025, 10, 11)])
    await course.finalise()
    await course.settle(teacher, revision=2, hours=[(DAY, "4")])
    await course.confirm(teacher)

    async with district.session("assessment") as session:
        kept = (
            await session.scalars(
                select(OutcomeRevision)
                .where(OutcomeRevision.district_id == district.district_id)
                .order_by(OutcomeRevision.revision)
            )
        ).all()
        outcome = (await session.scalars(select(Outcome).filter_by(district_id=district.district_id))).one()
    assert [(row.revision, row.reason, row.confirmed_by) for row in kept] == [
        (1, None, district.admin_id),
        (2, "核实属实", district.admin_id),
    ]
    assert outcome.revision == 2
    assert len(await events(district)) == 2
    with pytest.raises(ProgrammingError, match="permission denied"):
        async with district.session("assessment") as session:
            await session.execute(
                update(OutcomeRevision).where(OutcomeRevision.district_id == district.district_id).values(reason="x")
            )


async def test_older_news_of_class_and_member_changes_nothing(district: World) -> None:
    teacher, leaver = district.teachers[:2]
    course = await opened(district, teacher, leaver)
    await district.publish(scheduled(district, course.class_id, revision=3, scheme="SCORED"))
    await district.publish(enrolled(district, course.class_id, leaver, status="WITHDRAWN", revision=2))
    await district.drain()

    await district.publish(scheduled(district, course.class_id, revision=2, scheme="ATTENDANCE"))
    await district.publish(enrolled(district, course.class_id, leaver, revision=1))
    await district.drain()

    assert await course.statuses() == {teacher.teacher_id: "IN_PROGRESS"}


async def test_a_settlement_that_meets_a_finalisation_is_never_lost(district: World) -> None:
    courses = [await opened(district, teacher) for teacher in district.teachers]

    async def settle_anew() -> None:
        for course, teacher in zip(courses, district.teachers, strict=True):
            await course.settle(teacher, revision=2, hours=[(DAY, "4")], drain=False)
        await district.drain()

    await asyncio.gather(settle_anew(), *(_finalise_at_last(course) for course in courses))

    for course, state in zip(courses, await _in_order_of(courses, district), strict=True):
        pending = [one["proposed"]["hours"] for one in await course.revisions()]
        assert (hours_of(state), pending) in [([("4", DAY)], []), ([("6", DAY)], ["4.00"])]


async def _finalise_at_last(course: Course) -> None:
    """As a client does that is told to try again."""
    while (answer := await course.api().post(f"{course.path}/finalisation")).status_code == 503:
        assert answer.headers["Retry-After"] == "1"
        await asyncio.sleep(0.05)
    assert answer.status_code == 201, answer.text


async def _in_order_of(courses: list[Course], district: World) -> list[OutcomeState]:
    by_class = {state.class_id: state for state in await said(district)}
    return [by_class[course.class_id] for course in courses]


async def test_another_score_is_another_result_even_where_the_grade_stays(district: World) -> None:
    teacher = district.teachers[0]
    course = await opened(district, teacher, scheme="SCORED")
    await course.score(course.api("trainer"), (teacher, "PROCESS", "80"), (teacher, "FINAL", "80"))
    await course.finalise()

    await course.score(course.api("trainer"), (teacher, "FINAL", "84"))

    (pending,) = await course.revisions()
    assert (pending["stands"]["score"], pending["proposed"]["score"]) == ("80.00", "82.00")
    assert await course.confirm(teacher) == ["CONFIRMED"]
    (kept,) = (await course.api().get(f"{course.path}/outcomes")).json()["items"]
    assert (kept["score"], kept["grade"], kept["revision"]) == ("82.00", "GOOD", 2)


async def barred(world: World) -> list[list[UUID] | None]:
    """Of each outcome of the district, who does not confirm what it becomes."""
    async with world.session("assessment") as session:
        return list(await session.scalars(select(Outcome.corrected_by)))


async def test_who_corrected_does_not_confirm_and_another_officer_does(district: World) -> None:
    teacher, untouched = district.teachers[:2]
    course = await opened(district, teacher, untouched)
    await course.finalise()
    second = new_id()

    await course.corrected(teacher, by=[district.admin_id], revision=2, hours=[(DAY, "4")])
    await course.settle(untouched, revision=2, hours=[(DAY, "4")])

    assert await course.confirm(teacher, untouched) == ["own-correction", "CONFIRMED"]
    assert len(await course.revisions()) == 1
    assert await course.confirm(teacher, api=course.api(account_id=second)) == ["CONFIRMED"]
    assert await barred(district) == [None, None]

    # What was confirmed stands: who corrects it then is another, and the first may confirm that.
    await course.corrected(teacher, by=[second], revision=3, hours=[(DAY, "5")])
    assert await course.confirm(teacher, api=course.api(account_id=second)) == ["own-correction"]
    assert await course.confirm(teacher) == ["CONFIRMED"]
    assert [hours_of(state)[0][0] for state in await said(district) if state.teacher_id == teacher.teacher_id] == [
        "6",
        "4",
        "5",
    ]


async def hear(world: World, consumer: str) -> None:
    """Route everything, and let one alone hear it: deliveries come in any order."""
    async with district_transaction(world.apps.sessions["relay"], world.district_id) as session:
        await outbox.route_events(session, district_id=world.district_id, consumers=consumers_by_topic())
    async with world.session("assessment") as session:
        waiting = await outbox.list_waiting(session, district_id=world.district_id, consumer=consumer)
    await deliver(
        SUBSCRIPTIONS[consumer], world.apps.sessions["assessment"], district_id=world.district_id, event_ids=waiting
    )


@pytest.mark.parametrize("heard", [None, "assessment.keep_settlement", "assessment.keep_correctors"])
async def test_until_all_is_heard_of_a_corrected_presence_nothing_is_decided_on_it(
    district: World, heard: str | None
) -> None:
    teacher, open_still = district.teachers[:2]
    course = await opened(district, teacher, open_still, settle=False)
    await course.settle(teacher, hours=[(DAY, "6")])
    await course.finalise()
    await course.settle(open_still, hours=[(DAY, "6")])

    await district.publish(course.correctors(teacher, by=[district.admin_id]), role="attendance")
    await course.settle(teacher, revision=2, hours=[(DAY, "4")], drain=False)
    if heard is not None:
        await hear(district, heard)

    for asked in (
        course.api().post(f"{course.path}/revisions/confirmation", json={**ids([teacher]), "reason": "核实属实"}),
        course.api().post(f"{course.path}/finalisation"),
    ):
        refused = await asked
        assert (refused.status_code, refused.json()["type"]) == (503, "urn:xuefen:problem:presence-unheard")
        assert refused.headers["Retry-After"] == "1"
    await district.drain()
    assert await course.confirm(teacher) == ["own-correction"]
    assert (await course.finalise())["finalised"] == {"PASSED": 1}


async def test_what_was_parked_of_a_corrected_presence_is_not_heard_until_it_is_replayed(district: World) -> None:
    teacher = district.teachers[0]
    course = await opened(district, teacher)
    await course.finalise()
    await district.publish(course.correctors(teacher, by=[district.admin_id]), role="attendance")
    await course.settle(teacher, revision=2, hours=[(DAY, "4")], drain=False)
    await hear(district, "assessment.keep_settlement")
    async with district.session("assessment") as session:
        await session.execute(update(DeliveryRow).where(DeliveryRow.done_at.is_(None)).values(parked_at=func.now()))

    confirmation = f"{course.path}/revisions/confirmation"
    refused = await course.api().post(confirmation, json={**ids([teacher]), "reason": "核实属实"})
    assert refused.status_code == 503

    async with district.session("assessment") as session:
        await outbox.replay_parked(session, district_id=district.district_id)
    await district.drain()
    assert await course.confirm(teacher) == ["own-correction"]


async def test_whoever_corrected_since_confirms_nothing_even_where_a_revision_closed_between(district: World) -> None:
    teacher = district.teachers[0]
    course = await opened(district, teacher)
    await course.finalise()
    second, third = new_id(), new_id()

    await course.corrected(teacher, by=[district.admin_id], revision=2, hours=[(DAY, "4")])
    await course.corrected(teacher, by=[second], revision=3, hours=[(DAY, "6")])
    assert await course.revisions() == []
    await course.corrected(teacher, by=[third], revision=4, hours=[(DAY, "5")])

    assert await barred(district) == [sorted([district.admin_id, second, third])]
    for one in (district.admin_id, second, third):
        assert await course.confirm(teacher, api=course.api(account_id=one)) == ["own-correction"], one
    assert await course.confirm(teacher, api=course.api(account_id=new_id())) == ["CONFIRMED"]


async def test_who_corrected_before_the_result_was_final_may_confirm_until_they_correct_again(district: World) -> None:
    teacher = district.teachers[0]
    course = await opened(district, teacher, settle=False)
    await course.corrected(teacher, by=[district.admin_id], hours=[(DAY, "6")])
    await course.finalise()
    second = new_id()

    await course.corrected(teacher, by=[second], revision=2, hours=[(DAY, "4")])
    assert await course.confirm(teacher) == ["CONFIRMED"]
    await course.corrected(teacher, by=[district.admin_id], revision=3, hours=[(DAY, "5")])
    assert await course.confirm(teacher) == ["own-correction"]
    assert await course.confirm(teacher, api=course.api(account_id=second)) == ["CONFIRMED"]


async def test_a_settlement_alone_bars_nobody_and_lets_nobody_in(district: World) -> None:
    teacher = district.teachers[0]
    course = await opened(district, teacher)
    await course.finalise()
    # As the release before says it.
    await course.settle(teacher, revision=2, hours=[(DAY, "4")])
    assert await course.confirm(teacher) == ["CONFIRMED"]

    await course.corrected(teacher, by=[district.admin_id], revision=3, hours=[(DAY, "5")])
    await course.settle(teacher, revision=4, hours=[(DAY, "3")])
    assert await course.confirm(teacher) == ["own-correction"]
    assert await course.confirm(teacher, api=course.api(account_id=new_id())) == ["CONFIRMED"]


async def test_either_of_the_two_may_be_heard_first_and_as_often_as_it_likes(district: World) -> None:
    teachers = district.teachers[:4]
    second = new_id()
    for order in ("CS", "SC", "CCSSC", "SCCS"):
        course = await opened(district, *teachers)
        await course.finalise()
        events: dict[str, Sequence[Event]] = {
            "C": [course.correctors(*teachers, by=[one]) for one in (second, district.admin_id)],
            "S": [settled(district, course.class_id, *teachers, revision=2, hours=[(DAY, "4")])],
        }
        for one in order:
            for event in events[one]:
                await district.publish(event, role="attendance")
            await district.drain()

        for account_id in (district.admin_id, second):
            answers = await course.confirm(*teachers, api=course.api(account_id=account_id))
            assert answers == ["own-correction"] * 4, order
        assert await course.confirm(*teachers, api=course.api(account_id=new_id())) == ["CONFIRMED"] * 4, order
    assert await barred(district) == [None] * 16


async def test_correctors_are_kept_of_what_is_final_only_and_of_no_class_that_nobody_knows(district: World) -> None:
    teacher, absent = district.teachers[:2]
    course = await opened(district, teacher)
    await course.finalise()
    unknown = Course(district)
    for event in (
        unknown.correctors(teacher, by=[district.admin_id]),
        course.correctors(teacher, absent, by=[district.admin_id]),
    ):
        await district.publish(event, role="attendance")
    await district.drain()

    assert await course.revisions() == []
    assert await barred(district) == [[district.admin_id]]
