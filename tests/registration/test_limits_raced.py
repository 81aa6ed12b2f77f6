"""How often one person may enter holds however many classes are entered at the same moment."""

import asyncio
from typing import Any
from uuid import UUID

import pytest

from services.registration import queries
from tests.registration.limiting import limit, two_classes
from tests.registration.term import (
    SERVICE,
    add_teachers,
    ids,
    make_class,
    make_program,
    meeting_body,
    patiently,
    read_class,
    read_enrolments,
    teacher_api,
)
from tests.support import World


async def enter_everywhere(world: World, who: UUID, class_ids: list[str]) -> int:
    """One teacher enrols in all of these at the same moment; how many let him in."""
    answers = await asyncio.gather(
        *(
            patiently(teacher_api(world, who), "POST", f"/classes/{class_id}/enrolments", json={})
            for class_id in class_ids
        )
    )
    assert {answer.status_code for answer in answers} <= {201, 409}
    seated = 0
    for class_id in class_ids:
        seated += len(await read_enrolments(world, class_id, status="CONFIRMED"))
    return seated


async def classes_apart(world: World, code: str, number: int) -> list[str]:
    program_id = await make_program(world, code=code)
    return [
        (await make_class(world, program_id=program_id, meetings=[meeting_body(in_days=10 + day)]))["class_id"]
        for day in range(number)
    ]


async def test_without_the_lock_one_person_enters_more_classes_at_once_than_he_may(
    district: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The race that the next test closes: each of the transactions counts before the others are committed."""
    class_ids = await classes_apart(district, "RACE", 4)
    everybody = asyncio.Barrier(len(class_ids))
    count = queries.map_held

    async def unlocked(*_: object, **__: object) -> None:
        pass

    async def counted(*of: Any, **whom: Any) -> Any:
        found = await count(*of, **whom)
        await everybody.wait()
        return found

    await limit(district, most="2")
    monkeypatch.setattr(queries, "lock_entrants", unlocked)
    monkeypatch.setattr(queries, "map_held", counted)

    async with asyncio.timeout(60):
        assert await enter_everywhere(district, district.teachers[0].teacher_id, class_ids) > 2


async def test_one_person_enters_no_more_classes_than_he_may_however_fast(district: World) -> None:
    await limit(district, most="2")

    for number, who in enumerate(await add_teachers(district, 3)):
        class_ids = await classes_apart(district, f"FAST{number}", 5)
        assert await enter_everywhere(district, who, class_ids) == 2


async def test_many_nominated_into_two_classes_at_once_are_each_in_one(district: World) -> None:
    first, second = await two_classes(district, capacity=40)
    await limit(district)
    teachers = await add_teachers(district, 12)

    await asyncio.gather(
        *(
            patiently(
                district.api(SERVICE),
                "POST",
                f"/classes/{class_id}/nominations",
                json={"teacher_ids": ids(order)},
                headers={"Idempotency-Key": class_id},
            )
            for class_id, order in ((first, teachers), (second, teachers[::-1]))
        )
    )

    seated = [
        one["teacher_id"]
        for class_id in (first, second)
        for one in await read_enrolments(district, class_id, status="CONFIRMED")
    ]
    assert sorted(seated) == sorted(set(seated))
    for class_id in (first, second):
        known = await read_class(district, class_id)
        assert known["taken"] == len(await read_enrolments(district, class_id, status="CONFIRMED"))
