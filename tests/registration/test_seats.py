"""Places under a rush: never oversold, never undersold, and the line is kept."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from services.platform import clock
from services.registration import queries
from tests.registration.term import (
    SERVICE,
    add_teachers,
    answered,
    created,
    enrolled,
    make_class,
    meeting_body,
    patiently,
    read_class,
    read_enrolments,
    withdraw,
)
from tests.support import World

Travel = Callable[[datetime], Awaitable[None]]


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
