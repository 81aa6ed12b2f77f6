"""Somebody holds what others wait for: they are told to come again, and whoever waits for nothing is answered."""

import asyncio
from uuid import UUID

import httpx
from sqlalchemy import text

from services.platform.database import allow_seconds
from tests.registration.term import SERVICE, answered, make_class, read_class, teacher_api
from tests.support import World

# Longer than anybody waits for a lock, and for a connection of which all are taken by those who wait.
HOLDING_SECONDS = 60


async def test_while_a_class_is_held_who_enrols_is_told_to_come_again_and_who_reads_is_answered(
    district: World,
) -> None:
    opened = await make_class(district, capacity=20)
    path = f"/classes/{opened['class_id']}/enrolments"

    async def enrol(teacher_id: UUID) -> httpx.Response:
        headers = {"Idempotency-Key": f"tap of {teacher_id}"}
        return await teacher_api(district, teacher_id).post(path, json={}, headers=headers)

    teachers = [teacher.teacher_id for teacher in district.teachers]
    async with district.session(SERVICE) as holder:
        await allow_seconds(holder, HOLDING_SECONDS)
        held = text("select from registration.class where class_id = :class_id for update")
        await holder.execute(held, {"class_id": opened["class_id"]})
        async with asyncio.timeout(HOLDING_SECONDS / 2):
            told, plans, claims = await asyncio.gather(
                asyncio.gather(*(enrol(teacher_id) for teacher_id in teachers)),
                district.api(SERVICE).get("/plans"),
                district.api("assessment").get("/claims"),
            )

    # Told while it was held still: nobody waited for the end of it.
    assert [(answer.status_code, "retry-after" in answer.headers) for answer in told] == [(503, True)] * len(teachers)
    assert (plans.status_code, claims.status_code) == (200, 200)
    answers = [await enrol(teacher_id) for teacher_id in teachers]
    assert {answer.status_code for answer in answers} == {201}
    assert (await read_class(district, opened["class_id"]))["taken"] == len(teachers)
    assert answered(await district.api(SERVICE).get(path))["items"]
