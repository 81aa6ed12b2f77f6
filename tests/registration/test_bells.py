"""What makes a line move from outside: people who change schools, bells that ring together; and how it is read."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.ext.asyncio import AsyncSession
from structlog.testing import capture_logs

from services.contracts import SeatsFellDue, TimelineChanged
from services.platform import clock, outbox
from services.platform.database import district_transaction
from services.registration import queries
from services.registration.models import Enrolment, TrainingClass
from tests.registration.sharing import look, pool_body, put_pools
from tests.registration.term import (
    SERVICE,
    add_teachers,
    answered,
    created,
    enrolled,
    make_class,
    make_program,
    meeting_body,
    read_enrolments,
    said,
    teacher_api,
    withdraw,
)
from tests.support import World
from workers.subscriptions import SUBSCRIPTIONS, Subscription, deliver

Travel = Callable[[datetime], Awaitable[None]]


async def move(world: World, teacher_id: UUID, school_id: UUID, *, on: date) -> None:
    body = {"school_id": str(school_id), "on": on.isoformat()}
    created(await world.api("directory").post(f"/teachers/{teacher_id}/transfers", json=body))


async def full_but_for(world: World, school_id: UUID, **changes: Any) -> str:
    """A class in which one place is kept for a school and none is left for anybody."""
    class_id = str((await make_class(world, direction="QUOTA", capacity=2, **changes))["class_id"])
    await put_pools(world, class_id, pool_body(school_id, 1))
    # The last teacher of the second school has what is anybody's.
    await enrolled(world, class_id, world.teachers[7].teacher_id)
    return class_id


async def test_who_moves_while_waiting_has_what_is_kept_for_the_new_school(district: World) -> None:
    near = district.schools[0].school_id
    mover = district.teachers[4].teacher_id
    class_id = await full_but_for(district, near)
    await enrolled(district, class_id, mover)

    await move(district, mover, near, on=clock.today())
    await district.drain()

    seen = await look(district, class_id)
    seen.demand_sound()
    seen.demand_none_left_over()
    (entered,) = [one for one in seen.of("CONFIRMED") if one.teacher_id == mover]
    assert entered.school_id == near
    assert seen.pools[near].claimed == 1


async def test_who_moves_away_no_longer_waits_for_what_is_kept_there(district: World) -> None:
    near, far = (school.school_id for school in district.schools)
    mover = district.teachers[0].teacher_id
    class_id = str((await make_class(district, direction="QUOTA", capacity=1))["class_id"])
    await put_pools(district, class_id, pool_body(near, 1))
    held = await enrolled(district, class_id, district.teachers[1].teacher_id)
    await enrolled(district, class_id, mover)

    await move(district, mover, far, on=clock.today())
    await district.drain()
    (waiting,) = await read_enrolments(district, class_id, status="WAITING")
    await withdraw(district, held["enrolment_id"])

    assert (waiting["school_id"], waiting["waiting_reason"]) == (str(far), "FULL")
    seen = await look(district, class_id)
    seen.demand_sound()
    assert [one.teacher_id for one in seen.of("WAITING")] == [mover]
    assert seen.kept == {near: 1}


async def test_a_move_said_ahead_counts_from_its_day(district: World, travel: Travel) -> None:
    near = district.schools[0].school_id
    told_before, told_after = district.teachers[4].teacher_id, district.teachers[5].teacher_id
    on = clock.today() + timedelta(days=3)
    await move(district, told_before, near, on=on)
    await district.drain()
    closes_at = (clock.now() + timedelta(days=30)).isoformat()
    classes = [await full_but_for(district, near, closes_at=closes_at) for _ in range(2)]
    await enrolled(district, classes[0], told_before)
    await enrolled(district, classes[1], told_after)
    await move(district, told_after, near, on=on)

    await district.drain()
    early = [await look(district, class_id) for class_id in classes]
    await travel(datetime.combine(on, datetime.min.time(), clock.SHANGHAI) + timedelta(minutes=1))
    await district.drain()
    late = [await look(district, class_id) for class_id in classes]

    assert [len(seen.of("WAITING")) for seen in early] == [1, 1]
    assert [len(seen.of("WAITING")) for seen in late] == [0, 0]
    for seen in late:
        seen.demand_sound()
        assert seen.pools[near].claimed == 1


async def test_an_application_under_review_follows_to_the_new_school(district: World) -> None:
    near, far = (school.school_id for school in district.schools)
    mover = district.teachers[4].teacher_id
    class_id = (await make_class(district, reviews=["SCHOOL"]))["class_id"]
    pending = await enrolled(district, class_id, mover)
    seated = (await make_class(district))["class_id"]
    await enrolled(district, seated, mover)

    await move(district, mover, near, on=clock.today())
    await district.drain()

    assert pending["status"] == "PENDING"
    (asking,) = (await look(district, class_id)).enrolments
    assert asking.school_id == near
    # A place that is confirmed keeps the school of its day.
    (confirmed,) = (await look(district, seated)).enrolments
    assert confirmed.school_id == far
    new_school = district.api(SERVICE, "school_admin", school=near)
    decision = {"stage": "SCHOOL", "decision": "APPROVE", "enrolment_ids": [pending["enrolment_id"]], "reason": None}
    (item,) = answered(await new_school.post(f"/classes/{class_id}/reviews", json=decision))["items"]
    assert item["result"] == "APPROVED"
    assert [one["status"] for one in await read_enrolments(district, class_id)] == ["CONFIRMED"]


async def test_what_changes_about_a_teacher_is_looked_at_class_by_class(district: World) -> None:
    """However many classes a teacher waits for, no transaction locks them all."""
    who, holder = district.teachers[0].teacher_id, district.teachers[1].teacher_id
    program_id = await make_program(district, code="MANY")
    classes = [(await make_class(district, program_id=program_id, capacity=1))["class_id"] for _ in range(4)]
    for class_id in classes:
        await enrolled(district, class_id, holder)
        await enrolled(district, class_id, who)

    await district.drain()
    before = len(await said(district, SeatsFellDue.topic))
    await district.publish(TimelineChanged(district_id=district.district_id, teacher_ids=(who,)), role="directory")
    await district.drain()

    rung = (await said(district, SeatsFellDue.topic))[before:]
    assert [(one["class_id"], one["teacher_ids"]) for one in rung] == [
        (class_id, [str(who)]) for class_id in sorted(classes)
    ]


async def test_only_a_few_classes_are_locked_beside_and_bells_ring_for_the_others(
    district: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.registration.queries.classes.MOST_AWAITED", 2)
    who = district.teachers[0].teacher_id
    program_id = await make_program(district, code="BESIDE")
    # He sits in one class, and waits for three others at other times of that day, each overlapping the first.
    busy = (await make_class(district, program_id=program_id, meetings=[meeting_body(hour=0, length=9)]))["class_id"]
    waited = [
        (await make_class(district, program_id=program_id, capacity=1, meetings=[meeting_body(hour=3 * n, length=2)]))[
            "class_id"
        ]
        for n in range(3)
    ]
    for class_id, other in zip(waited, district.teachers[1:4], strict=True):
        await enrolled(district, class_id, other.teacher_id)
        await enrolled(district, class_id, who)
    held = await enrolled(district, busy, who)
    for class_id in waited:
        (item,) = await read_enrolments(district, class_id, status="CONFIRMED")
        await withdraw(district, item["enrolment_id"])
    await district.drain()
    locked: list[int] = []
    lock_classes = queries.lock_classes

    async def counted(
        session: AsyncSession, *, district_id: int, class_ids: Iterable[UUID]
    ) -> dict[UUID, TrainingClass]:
        found = await lock_classes(session, district_id=district_id, class_ids=class_ids)
        locked.append(len(found))
        return found

    monkeypatch.setattr(queries, "lock_classes", counted)
    await withdraw(district, held["enrolment_id"])
    at_once = [len(await read_enrolments(district, class_id, status="CONFIRMED")) for class_id in sorted(waited)]
    await district.drain()
    at_last = [len(await read_enrolments(district, class_id, status="CONFIRMED")) for class_id in sorted(waited)]

    assert max(locked) == 3
    assert at_once == [1, 1, 0]
    assert at_last == [1, 1, 1]


async def hear_bells(world: World, subscription: Subscription, *, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Bells of two classes reach two workers in opposite orders; return what these logged."""
    program_id = await make_program(world, code="BELLS")
    first, second = [UUID((await make_class(world, program_id=program_id))["class_id"]) for _ in range(2)]
    now = clock.now()
    event_ids = [
        await world.publish(SeatsFellDue(district_id=world.district_id, class_id=class_id, due_at=now))
        for class_id in (first, second, second, first)
    ]
    async with district_transaction(world.apps.sessions["relay"], world.district_id) as session:
        await outbox.route_events(
            session,
            district_id=world.district_id,
            consumers={SeatsFellDue.topic: [subscription.consumer]},
        )
    lock_classes, held = queries.lock_classes, asyncio.Barrier(2)
    waited = 0

    async def slowly(
        session: AsyncSession, *, district_id: int, class_ids: Iterable[UUID]
    ) -> dict[UUID, TrainingClass]:
        nonlocal waited
        found = await lock_classes(session, district_id=district_id, class_ids=class_ids)
        waited += 1
        if waited <= 2:
            await held.wait()
        return found

    monkeypatch.setattr(queries, "lock_classes", slowly)
    with capture_logs() as logged:
        await asyncio.gather(
            *(
                deliver(
                    subscription, world.apps.sessions[SERVICE], district_id=world.district_id, event_ids=event_ids[pack]
                )
                for pack in (slice(0, 2), slice(2, 4))
            )
        )
    return [one["event"] for one in logged]


async def test_bells_of_several_classes_never_wait_for_each_other(
    district: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await hear_bells(district, SUBSCRIPTIONS["registration.move_seats"], monkeypatch=monkeypatch) == []


async def test_in_one_transaction_they_would(district: World, monkeypatch: pytest.MonkeyPatch) -> None:
    # The mutant of the test above.
    together = replace(SUBSCRIPTIONS["registration.move_seats"], alone=False)

    assert await hear_bells(district, together, monkeypatch=monkeypatch) == ["pack taken apart"]


async def test_the_line_is_read_once_however_many_are_passed_over(
    district: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those whom another class took in this very moment, too: the next in line gets the place, and nobody is reread."""
    busy_people = await add_teachers(district, 30)
    last = district.teachers[4].teacher_id
    program_id = await make_program(district, code="LINE")
    day = meeting_body()
    wanted = (await make_class(district, program_id=program_id, capacity=1, meetings=[day]))["class_id"]
    elsewhere = (await make_class(district, program_id=program_id, capacity=40, meetings=[day]))["class_id"]
    held = await enrolled(district, wanted, district.teachers[0].teacher_id)
    for teacher_id in (*busy_people, last):
        await enrolled(district, wanted, teacher_id)
    names = [str(teacher_id) for teacher_id in busy_people]
    answered(await district.api(SERVICE).post(f"/classes/{elsewhere}/nominations", json={"teacher_ids": names}))
    read: list[UUID] = []
    looks = 0
    list_waiting = queries.list_waiting

    async def noted(session: AsyncSession, **where: Any) -> Sequence[Enrolment]:
        nonlocal looks
        looks += 1
        line = await list_waiting(session, **where)
        read.extend(one.enrolment_id for one in line)
        return line

    async def none(*_: Any, **__: Any) -> dict[UUID, Any]:
        return {}

    monkeypatch.setattr(queries, "list_waiting", noted)
    # Nobody seems to be busy until his time is to be held.
    monkeypatch.setattr(queries, "map_clashes", none)
    await teacher_api(district, district.teachers[0].teacher_id).put(
        f"/enrolments/{held['enrolment_id']}/withdrawal", json={"reason": "临时公务"}
    )

    (seated,) = await read_enrolments(district, wanted, status="CONFIRMED")
    assert seated["teacher_id"] == str(last)
    assert len(read) == len(set(read)) == 31
    assert looks == 2
    # Nobody of the others can have a second place: the end of the line is known where it is reached.
    read.clear()
    looks = 0
    answered(await district.api(SERVICE).put(f"/classes/{wanted}/capacity", json={"capacity": 2}))
    assert len(read) == len(set(read)) == 30
    assert looks == 2
    waiting = await read_enrolments(district, wanted, status="WAITING")
    assert {one["waiting_reason"] for one in waiting} == {"TIME_CLASH"}
