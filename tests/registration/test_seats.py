"""Places under a rush: never oversold, never undersold, and the line is kept."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.platform import clock
from services.registration import queries
from services.registration.errors import ClassFull
from services.registration.models import Enrolment, TrainingClass
from tests.registration.term import (
    SERVICE,
    add_teachers,
    answered,
    created,
    enrolled,
    make_class,
    meeting_body,
    members_said,
    newest,
    patiently,
    read_class,
    read_enrolments,
    teacher_api,
    withdraw,
)
from tests.support import World

Travel = Callable[[datetime], Awaitable[None]]


async def count_then_take(
    session: AsyncSession, *, district_id: int, class_id: UUID, school_id: UUID, at: datetime
) -> TrainingClass:
    """What one writes first: look whether a place is free, then take it."""
    assert at
    assert school_id
    confirmed = await session.scalar(
        select(func.count())
        .select_from(Enrolment)
        .filter_by(district_id=district_id, class_id=class_id, status="CONFIRMED")
    )
    # Between looking and taking lies time, however little; here a little more, so that the rush always shows it.
    await asyncio.sleep(0.02)
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    if (confirmed or 0) >= training_class.capacity:
        raise ClassFull(capacity=training_class.capacity)
    return training_class


async def rush(world: World, class_id: str, teachers: list[UUID], *, give_up_every: int = 0) -> None:
    """Everybody asks at once; some of those who got a place give it up again."""

    async def one(number: int, teacher_id: UUID) -> None:
        api = teacher_api(world, teacher_id)
        headers = {"Idempotency-Key": f"rush-{teacher_id}"}
        response = await patiently(api, "POST", f"/classes/{class_id}/enrolments", json={}, headers=headers)
        assert response.status_code in (201, 409), response.text
        if give_up_every and number % give_up_every == 0 and response.status_code == 201:
            enrolment_id = response.json()["enrolment_id"]
            gone = await patiently(api, "PUT", f"/enrolments/{enrolment_id}/withdrawal", json={"reason": "临时有事"})
            assert gone.status_code == 200, gone.text

    await asyncio.gather(*(one(number, teacher_id) for number, teacher_id in enumerate(teachers)))


async def watch(world: World, class_id: str, over: asyncio.Event) -> int:
    """Look again and again, in one statement each, whether the counter tells the truth; return how often."""
    looks = 0
    while not over.is_set():
        async with world.session("registration") as session:
            taken, capacity, confirmed = (
                await session.execute(
                    select(
                        TrainingClass.taken,
                        TrainingClass.capacity,
                        select(func.count())
                        .select_from(Enrolment)
                        .where(
                            Enrolment.district_id == TrainingClass.district_id,
                            Enrolment.class_id == TrainingClass.class_id,
                            Enrolment.status == "CONFIRMED",
                        )
                        .scalar_subquery(),
                    ).where(TrainingClass.district_id == world.district_id, TrainingClass.class_id == UUID(class_id))
                )
            ).one()
        assert taken == confirmed <= capacity
        looks += 1
        await asyncio.sleep(0.01)
    return looks


async def test_counting_before_inserting_oversells(district: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The race is real: without the guarded statement this very rush sells places that do not exist."""
    monkeypatch.setattr(queries, "take_seat", count_then_take)
    teachers = await add_teachers(district, 60)
    opened = await make_class(district, capacity=10)

    await rush(district, opened["class_id"], teachers)

    assert len(await read_enrolments(district, opened["class_id"], status="CONFIRMED")) > 10


@pytest.mark.parametrize(
    ("asking", "seats"), [(48, 8), pytest.param(120, 20, marks=pytest.mark.long)], ids=["48 for 8", "120 for 20"]
)
async def test_many_more_requests_than_seats_never_oversell(district: World, asking: int, seats: int) -> None:
    teachers = await add_teachers(district, asking)
    opened = await make_class(district, capacity=seats, meetings=[meeting_body(), meeting_body(in_days=11)])
    class_id = opened["class_id"]
    over = asyncio.Event()
    watching = asyncio.create_task(watch(district, class_id, over))

    await rush(district, class_id, teachers, give_up_every=4)
    over.set()

    assert await watching > 3
    items = await read_enrolments(district, class_id)
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
    read = await read_class(district, class_id)
    assert (read["taken"], read["waiting"], read["places_left"]) == (seats, in_line, 0)
    await _demand_order_kept(district, class_id)
    held = newest(await members_said(district, class_id))
    assert {teacher for teacher, member in held.items() if member["status"] == "CONFIRMED"} == {
        item["teacher_id"] for item in by_status["CONFIRMED"]
    }


async def test_two_schools_nominating_at_once_share_the_places_exactly(district: World) -> None:
    teachers = await add_teachers(district, 60)
    opened = await make_class(district, capacity=25, meetings=[meeting_body()])
    other = await make_class(district, capacity=25, meetings=[meeting_body()])
    api = district.api("registration")

    # The same people in opposite orders, for two classes at the same time: neither may wait for the other for ever.
    await asyncio.gather(
        *(
            patiently(
                api,
                "POST",
                f"/classes/{training_class['class_id']}/nominations",
                json={"teacher_ids": [str(teacher_id) for teacher_id in names]},
            )
            for training_class, names in (
                (opened, teachers[:40]),
                (other, teachers[::-1][:40]),
                (opened, teachers[20:]),
                (other, teachers),
            )
        )
    )

    confirmed: list[str] = []
    for training_class in (opened, other):
        read = await read_class(district, training_class["class_id"])
        items = await read_enrolments(district, training_class["class_id"], status="CONFIRMED")
        assert read["taken"] == len(items) == 25
        confirmed += [item["teacher_id"] for item in items]
    assert len(set(confirmed)) == 50


async def _demand_order_kept(world: World, class_id: str) -> None:
    """Whoever came from the line held a lower number than all who still stand in it."""
    async with world.session("registration") as session:
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
    assert max(promoted) < min(still)


@pytest.mark.parametrize("how", ["withdrawn", "cancelled", "moved", "replaced"])
async def test_a_place_added_while_time_is_freed_elsewhere_is_not_lost(
    district: World, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """Neither of the two sees what the other is about to do, and still somebody looks at the line."""
    day = meeting_body()
    who, other = district.teachers[0].teacher_id, district.teachers[1].teacher_id
    full = (await make_class(district, capacity=1, meetings=[day]))["class_id"]
    await enrolled(district, full, other)
    opened = await make_class(district, meetings=[day])
    busy, api = opened["class_id"], district.api(SERVICE)
    await enrolled(district, full, who, accept_waiting=True)
    held = await enrolled(district, busy, who, accept_waiting=True)
    # What was said of these teachers before would have their lines looked at, too.
    await district.drain()
    list_awaited = queries.list_classes_awaited

    async def late(session: AsyncSession, **of_whom: Any) -> Sequence[UUID]:
        found = await list_awaited(session, **of_whom)
        body = {"capacity": 2, "reason": "增加名额"}
        monkeypatch.setattr(queries, "list_classes_awaited", list_awaited)
        answered(await api.put(f"/classes/{full}/capacity", json=body))
        return found

    async def free_his_time() -> None:
        if how == "withdrawn":
            await withdraw(district, held["enrolment_id"])
        elif how == "cancelled":
            answered(await api.put(f"/classes/{busy}/cancellation", json={"reason": "专家不能到场"}))
        elif how == "moved":
            later = {**meeting_body(in_days=12), "cancelled": False}
            answered(await api.put(f"/meetings/{opened['meetings'][0]['meeting_id']}", json=later))
        else:
            colleague = str(district.teachers[2].teacher_id)
            path = f"/enrolments/{held['enrolment_id']}/replacement"
            created(await api.post(path, json={"teacher_id": colleague, "reason": "临时有课"}))

    monkeypatch.setattr(queries, "list_classes_awaited", late)
    await free_his_time()
    between = await read_enrolments(district, full)
    await district.drain()

    assert [one["status"] for one in between] == ["CONFIRMED", "WAITING"]
    assert [one["status"] for one in await read_enrolments(district, full)] == ["CONFIRMED", "CONFIRMED"]


async def test_who_waits_in_a_running_class_need_not_have_been_free_before(district: World, travel: Travel) -> None:
    first, second = district.teachers[0].teacher_id, district.teachers[1].teacher_id
    class_id = (await make_class(district, capacity=1, meetings=[meeting_body(in_days=10), meeting_body(in_days=20)]))[
        "class_id"
    ]
    leaving = await enrolled(district, class_id, first)
    await enrolled(district, class_id, second)
    other = (await make_class(district, meetings=[meeting_body(in_days=10)]))["class_id"]
    await enrolled(district, other, second)

    await travel(clock.now() + timedelta(days=15))
    await withdraw(district, leaving["enrolment_id"])

    (entered,) = await read_enrolments(district, class_id, status="CONFIRMED")
    assert entered["teacher_id"] == str(second)
