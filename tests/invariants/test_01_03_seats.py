"""Invariants 1 to 3: places are never sold twice, nobody sits twice, and the line is kept."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from services.platform import edge
from services.registration import queries
from services.registration.errors import ClassFull
from services.registration.models import Enrolment, Slot, TrainingClass
from tests.invariants.twice import Mutated, by_patch, by_sql, invariant, together
from tests.registration.term import (
    SERVICE,
    add_teachers,
    answered,
    enrolled,
    make_class,
    meeting_body,
    members_said,
    newest,
    patiently,
    read_class,
    read_enrolments,
    teacher_api,
)
from tests.support import World

CUT = text(
    "select pg_terminate_backend(pid) from pg_stat_activity"
    " where datname = current_database() and application_name = 'xuefen-registration' and state <> 'idle'"
)
WAITS_FOR_US = text(
    "select exists (select from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid)))"
)


async def count_then_take(
    session: AsyncSession, *, district_id: int, class_id: UUID, school_id: UUID, at: datetime
) -> TrainingClass:
    """What one writes first: look whether a place is free, then take it."""
    assert school_id
    assert at
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    confirmed = await _count(session, training_class)
    # Between looking and taking lies time, however little; here a little more, so that the rush always shows it.
    await asyncio.sleep(0.02)
    if confirmed >= training_class.capacity:
        raise ClassFull(capacity=training_class.capacity)
    training_class.taken += 1
    training_class.enrolment_revision += 1
    await session.flush()
    return training_class


async def lock_then_count(
    session: AsyncSession, *, district_id: int, class_id: UUID, school_id: UUID, at: datetime
) -> TrainingClass:
    """What one writes next: lock the class and then count, for there is no counter that could be wrong."""
    assert school_id
    assert at
    training_class = await queries.lock_class(session, district_id=district_id, class_id=class_id)
    if await _count(session, training_class) >= training_class.capacity:
        raise ClassFull(capacity=training_class.capacity)
    return training_class


async def _count(session: AsyncSession, training_class: TrainingClass) -> int:
    confirmed = await session.scalar(
        select(func.count())
        .select_from(Enrolment)
        .filter_by(district_id=training_class.district_id, class_id=training_class.class_id, status="CONFIRMED")
    )
    return confirmed or 0


async def in_repeatable_read(session: AsyncSession) -> None:
    """What is counted is counted as it stood when the transaction began, whatever it waited for since."""
    await session.execute(text("set transaction isolation level repeatable read"))


async def rush(
    world: World, looking: AsyncEngine, class_id: str, teachers: Sequence[UUID], *, give_up_every: int
) -> list[str]:
    """Everybody asks at once; some of those who got a place give it up again; connections break meanwhile.

    Returns what nobody should have been answered.
    """
    strange: list[str] = []

    async def one(number: int, teacher_id: UUID) -> None:
        api = teacher_api(world, teacher_id)
        headers = {"Idempotency-Key": f"rush-{teacher_id}"}
        response = await patiently(api, "POST", f"/classes/{class_id}/enrolments", json={}, headers=headers)
        if response.status_code != 201:
            strange.append(response.text)
        elif number % give_up_every == 0:
            enrolment_id = response.json()["enrolment_id"]
            gone = await patiently(api, "PUT", f"/enrolments/{enrolment_id}/withdrawal", json={"reason": "临时有事"})
            strange.extend([gone.text] if gone.status_code != 200 else [])

    async def cut() -> int:
        broken = 0
        async with looking.connect() as connection:
            for _ in range(3):
                await asyncio.sleep(0.05)
                broken += len((await connection.execute(CUT)).all())
        return broken

    broken, *_ = await asyncio.gather(cut(), *(one(number, teacher_id) for number, teacher_id in enumerate(teachers)))
    return strange if broken else ["no connection was in use"]


async def watch(world: World, looking: AsyncEngine, class_id: str, over: asyncio.Event) -> list[tuple[int, int, int]]:
    """Look again and again, in one statement each, how many places are said to be taken, are, and exist."""
    of_class = (TrainingClass.district_id == world.district_id, TrainingClass.class_id == UUID(class_id))
    confirmed = (
        select(func.count())
        .where(
            Enrolment.district_id == TrainingClass.district_id,
            Enrolment.class_id == TrainingClass.class_id,
            Enrolment.status == "CONFIRMED",
        )
        .scalar_subquery()
    )
    seen = []
    while not over.is_set():
        async with looking.connect() as connection:
            row = (
                await connection.execute(
                    select(TrainingClass.taken, confirmed, TrainingClass.capacity).where(*of_class)
                )
            ).one()
            seen.append((row[0], row[1], row[2]))
        await asyncio.sleep(0.01)
    return seen


@invariant(
    by_patch("counted_then_inserted", (queries, "take_seat", count_then_take)),
    by_patch(
        "counted_in_repeatable_read",
        (edge, "read_moved_clock", in_repeatable_read),
        (queries, "take_seat", lock_then_count),
    ),
)
async def test_01_no_place_is_sold_twice_and_the_counter_tells_the_truth(
    district: World, administration: AsyncEngine, mutated: Mutated
) -> None:
    await _demand_no_oversell(district, administration, mutated, asking=36, seats=6)


@pytest.mark.long
@invariant()
async def test_01_nor_are_many_places(district: World, administration: AsyncEngine, mutated: Mutated) -> None:
    await _demand_no_oversell(district, administration, mutated, asking=120, seats=20)


async def _demand_no_oversell(world: World, looking: AsyncEngine, mutated: Mutated, *, asking: int, seats: int) -> None:
    teachers = await add_teachers(world, asking)
    opened = await make_class(world, capacity=seats, meetings=[meeting_body(), meeting_body(in_days=11)])
    class_id = opened["class_id"]
    over = asyncio.Event()
    watching = asyncio.create_task(watch(world, looking, class_id, over))

    async with mutated(world):
        strange = await rush(world, looking, class_id, teachers, give_up_every=4)
    over.set()

    seen = await watching
    assert len(seen) > 3
    assert [one for one in seen if one[1] > one[2]] == [], "sold twice"
    assert [one for one in seen if one[0] != one[1]] == [], "counted wrongly"
    assert strange == []
    items = await read_enrolments(world, class_id)
    by_status: dict[str, list[dict[str, Any]]] = {"CONFIRMED": [], "WAITING": [], "WITHDRAWN": []}
    for item in items:
        by_status[item["status"]].append(item)
    gave_up = asking // 4
    in_line = asking - gave_up - seats
    assert len(items) == asking
    assert {status: len(found) for status, found in by_status.items()} == {
        "CONFIRMED": seats,
        "WAITING": in_line,
        "WITHDRAWN": gave_up,
    }
    read = await read_class(world, class_id)
    assert (read["taken"], read["waiting"], read["places_left"]) == (seats, in_line, 0)
    await _demand_order_kept(world, class_id)
    held = newest(await members_said(world, class_id))
    assert {teacher for teacher, member in held.items() if member["status"] == "CONFIRMED"} == {
        item["teacher_id"] for item in by_status["CONFIRMED"]
    }


async def _demand_order_kept(world: World, class_id: str) -> None:
    """Whoever came from the line held a lower number than all who still stand in it."""
    async with world.session(SERVICE) as session:
        rows = (
            await session.execute(
                select(Enrolment.status, Enrolment.waiting_no).where(
                    Enrolment.district_id == world.district_id,
                    Enrolment.class_id == UUID(class_id),
                    Enrolment.waiting_no.is_not(None),
                )
            )
        ).all()
    numbers = sorted(row.waiting_no for row in rows)
    assert numbers == list(range(1, len(rows) + 1))
    promoted = [row.waiting_no for row in rows if row.status == "CONFIRMED"]
    still = [row.waiting_no for row in rows if row.status == "WAITING"]
    # Where breaking connections put all who give up into the line, no place came free, and none was promoted.
    assert max(promoted, default=0) < min(still)


async def insert_blindly(session: AsyncSession, enrolment: Enrolment) -> Enrolment:
    await queries.insert_enrolments(session, [enrolment])
    return enrolment


@invariant(
    together(
        "index_dropped",
        by_sql("index", "drop index registration.enrolment_active_key"),
        by_patch("insert", (queries, "insert_enrolment", insert_blindly)),
    )
)
async def test_02_two_devices_at_once_give_a_teacher_one_place(district: World, mutated: Mutated) -> None:
    # Of a class that has no meetings yet: where there are some, the time that they hold would keep it, too.
    class_id = (await make_class(district, capacity=5))["class_id"]
    api = teacher_api(district, district.teachers[0].teacher_id)

    async with mutated(district):
        answers = await asyncio.gather(*(api.post(f"/classes/{class_id}/enrolments", json={}) for _ in range(8)))

    assert len(await read_enrolments(district, class_id)) == (await read_class(district, class_id))["taken"] == 1
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 7
    refusals = {answer.json()["type"] for answer in answers if answer.status_code == 409}
    assert refusals == {"urn:xuefen:problem:already-enrolled"}


@invariant(by_sql("exclusion_dropped", "alter table registration.slot drop constraint slot_period_excl"))
async def test_02_nobody_sits_in_two_classes_at_one_time(district: World, mutated: Mutated) -> None:
    teachers = [teacher.teacher_id for teacher in district.teachers[:4]]
    # The first two overlap by an hour; the third begins when the second ends, and is nobody's clash.
    classes = [
        (await make_class(district, capacity=8, meetings=[meeting_body(hour=hour)]))["class_id"] for hour in (0, 2, 5)
    ]

    async with mutated(district):
        await asyncio.gather(
            *(
                patiently(teacher_api(district, teacher), "POST", f"/classes/{class_id}/enrolments", json={})
                for teacher in teachers
                for class_id in classes
            )
        )

    async with district.session(SERVICE) as session:
        other = select(Slot).where(Slot.district_id == district.district_id, Slot.active).subquery()
        overlaps = await session.scalars(
            select(Slot.teacher_id).where(
                Slot.district_id == district.district_id,
                Slot.active,
                Slot.teacher_id == other.c.teacher_id,
                Slot.class_id < other.c.class_id,
                Slot.period.overlaps(other.c.period),
            )
        )
        assert list(overlaps) == []
    first, second, third = [
        {one["teacher_id"] for one in await read_enrolments(district, class_id, status="CONFIRMED")}
        for class_id in classes
    ]
    assert first & second == set()
    assert first | second == third == {str(teacher) for teacher in teachers}


async def skipping_locked(
    session: AsyncSession, *, district_id: int, class_id: UUID, **terms: Any
) -> Sequence[Enrolment]:
    """Whoever somebody else has a hold of is left out."""
    return (
        await session.scalars(
            select(Enrolment)
            .where(
                Enrolment.district_id == district_id,
                Enrolment.class_id == class_id,
                Enrolment.status == "WAITING",
                Enrolment.waiting_no > terms["after"],
            )
            .order_by(Enrolment.waiting_no)
            .limit(terms["limit"])
            .with_for_update(skip_locked=True)
            .execution_options(populate_existing=True)
        )
    ).all()


async def read_without_lock(
    session: AsyncSession, *, district_id: int, class_ids: set[UUID]
) -> Mapping[UUID, TrainingClass]:
    return await queries.map_classes(session, district_id=district_id, class_ids=class_ids)


@invariant(
    by_patch("skip_locked", (queries, "list_waiting", skipping_locked)),
    by_patch("class_not_locked", (queries, "lock_classes", read_without_lock)),
)
async def test_03_freed_places_go_down_the_line_in_order_and_once(district: World, mutated: Mutated) -> None:
    teachers = [teacher.teacher_id for teacher in district.teachers]
    class_id = (await make_class(district, capacity=3, meetings=[meeting_body()]))["class_id"]
    seated = [await enrolled(district, class_id, teacher) for teacher in teachers[:3]]
    line = [await enrolled(district, class_id, teacher, accept_waiting=True) for teacher in teachers[3:]]
    head = select(Enrolment).filter_by(district_id=district.district_id, enrolment_id=UUID(line[0]["enrolment_id"]))

    async with mutated(district), asyncio.TaskGroup() as leaving:  # noqa: SIM117 - who leaves outlives who holds
        # Whoever is first has just been taken hold of by somebody else, and let go again.
        async with district.session(SERVICE) as session:
            await session.execute(head.with_for_update())
            gone = [
                leaving.create_task(
                    patiently(
                        district.api(SERVICE),
                        "PUT",
                        f"/enrolments/{one['enrolment_id']}/withdrawal",
                        json={"reason": "公务"},
                    )
                )
                for one in seated
            ]
            await _until_somebody_waits(session, gone)

    assert [task.result().status_code for task in gone] == [200] * 3
    confirmed = await read_enrolments(district, class_id, status="CONFIRMED")
    assert {one["teacher_id"] for one in confirmed} == {one["teacher_id"] for one in line[:3]}
    waiting = await read_enrolments(district, class_id, status="WAITING")
    assert {one["waiting_position"]: one["teacher_id"] for one in waiting} == {
        1: line[3]["teacher_id"],
        2: line[4]["teacher_id"],
    }
    read = answered(await district.api(SERVICE).get(f"/classes/{class_id}"))
    assert (read["taken"], read["waiting"]) == (3, 2)
    said = [(one["teacher_id"], one["status"]) for one in await members_said(district, class_id)]
    assert sorted(said) == sorted(
        [(one["teacher_id"], "CONFIRMED") for one in (*seated, *line[:3])]
        + [(one["teacher_id"], "WITHDRAWN") for one in seated]
    )
    revisions = [(one["teacher_id"], one["revision"]) for one in await members_said(district, class_id)]
    assert len(set(revisions)) == len(revisions)


async def _until_somebody_waits(holding: AsyncSession, unless_over: Sequence[asyncio.Task[Any]]) -> None:
    """Come back when a transaction waits for what this one holds, or when none had to."""
    for _ in range(500):
        if await holding.scalar(WAITS_FOR_US) or all(task.done() for task in unless_over):
            return
        await asyncio.sleep(0.005)
    raise RuntimeError("nobody waits")
