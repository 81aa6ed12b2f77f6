"""Places in pools under a rush: whatever comes between, none is sold twice and none stays empty."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta
from uuid import UUID

import httpx
import pytest
from sqlalchemy import pool, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from services.platform import clock
from services.platform.settings import with_driver
from services.registration import queries
from services.registration.models import TrainingClass
from tests.registration.sharing import add_school, look, pool_body, put_pools
from tests.registration.term import make_class, members_said, newest, patiently, teacher_api
from tests.support import World

Travel = Callable[[datetime], Awaitable[None]]


async def read_classes_unlocked(
    session: AsyncSession, *, district_id: int, class_ids: Iterable[UUID]
) -> dict[UUID, TrainingClass]:
    """What one writes first: read the counters, decide, write them back."""
    rows = await session.scalars(
        select(TrainingClass)
        .where(TrainingClass.district_id == district_id, TrainingClass.class_id.in_(list(class_ids)))
        .execution_options(populate_existing=True)
    )
    # Between reading and writing lies time, however little; here a little more, so that the rush always shows it.
    await asyncio.sleep(0.1)
    return {row.class_id: row for row in rows}


async def ask(world: World, class_id: str, teacher_id: UUID, *, gives_up: bool) -> None:
    """One device: ask until answered, with the same key; some give up again what they got."""
    api = teacher_api(world, teacher_id)
    headers = {"Idempotency-Key": f"rush-{teacher_id}"}
    response = await patiently(api, "POST", f"/classes/{class_id}/enrolments", json={}, headers=headers)
    assert response.status_code == 201, response.text
    if gives_up:
        path = f"/enrolments/{response.json()['enrolment_id']}/withdrawal"
        gone = await patiently(api, "PUT", path, json={"reason": "临时有事"})
        assert gone.status_code == 200, gone.text


async def make_pooled(world: World, *, sizes: list[int], people: list[int], capacity: int) -> tuple[str, list[UUID]]:
    """A class of which each school but the last has a pool, and the teachers of all in a random order."""
    schools = [await add_school(world, number=number, teachers=count) for number, count in enumerate(people)]
    opened = await make_class(world, direction="QUOTA", capacity=capacity)
    pools = [
        pool_body(school_id, size, claim_back_in_hours=24) for (school_id, _), size in zip(schools, sizes, strict=False)
    ]
    await put_pools(world, opened["class_id"], *pools)
    everybody = [teacher_id for _, teachers in schools for teacher_id in teachers]
    random.Random(4).shuffle(everybody)
    return opened["class_id"], everybody


async def test_without_the_lock_of_the_class_pools_oversell(district: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The race is real: counters that are read and written back sell places that do not exist."""
    class_id, everybody = await make_pooled(district, sizes=[6, 5], people=[30, 30, 20], capacity=15)
    monkeypatch.setattr(queries, "lock_classes", read_classes_unlocked)
    monkeypatch.setattr(
        queries,
        "lock_class",
        lambda session, *, district_id, class_id: _first(
            read_classes_unlocked(session, district_id=district_id, class_ids=[class_id])
        ),
    )

    # As many as there are connections: on a slow machine others would only be told to come back.
    at_once = asyncio.Semaphore(district.apps.settings.pool_size)

    async def enrol(teacher_id: UUID) -> httpx.Response:
        async with at_once:
            return await teacher_api(district, teacher_id).post(f"/classes/{class_id}/enrolments", json={})

    answers = await asyncio.gather(*(enrol(teacher_id) for teacher_id in everybody))

    assert len([one for one in answers if one.status_code == 201 and one.json()["status"] == "CONFIRMED"]) > 15


async def _first(found: Awaitable[dict[UUID, TrainingClass]]) -> TrainingClass:
    return next(iter((await found).values()))


@pytest.mark.parametrize(
    ("capacity", "sizes", "people"),
    [
        (15, [5, 3, 3], [25, 20, 15, 20]),
        pytest.param(50, [15, 10, 10], [120, 100, 80, 100], marks=pytest.mark.long),
    ],
    ids=["80 for 15", "400 for 50"],
)
async def test_many_ask_for_few_places_over_three_pools(
    district: World, travel: Travel, admin_url: str, capacity: int, sizes: list[int], people: list[int]
) -> None:
    """Cancels, a claim-back in the midst and cut connections: never oversold, never undersold, in order."""
    class_id, everybody = await make_pooled(district, sizes=sizes, people=people, capacity=capacity)
    asking = sum(people)
    at_once = asyncio.Semaphore(16)
    over = asyncio.Event()
    answers: asyncio.Queue[int] = asyncio.Queue()

    async def one(number: int, teacher_id: UUID) -> None:
        async with at_once:
            await ask(district, class_id, teacher_id, gives_up=number % 5 == 0)
            answers.put_nowait(number)

    async def interfere() -> int:
        """Cut connections, claim back, and cut again, each as the rush goes on; return how many were cut."""
        cut = 0
        for step in range(1, 11):
            for _ in range(asking // 12):
                await answers.get()
            if step == 5:
                await travel(clock.now() + timedelta(hours=25))
                await district.drain()
            cut += await cut_connection(admin_url)
        return cut

    async def watch() -> int:
        looks = 0
        while not over.is_set():
            await asyncio.sleep(0.05)
            try:
                seen = await look(district, class_id)
            except DBAPIError:
                continue  # our own connection was cut
            seen.demand_sound()
            seen.demand_none_left_over()
            looks += 1
        return looks

    watching = asyncio.create_task(watch())
    interfering = asyncio.create_task(interfere())
    await asyncio.gather(*(one(number, teacher_id) for number, teacher_id in enumerate(everybody)))
    cut = await interfering
    over.set()

    assert await watching > 3
    assert cut > 3
    seen = await look(district, class_id)
    seen.demand_sound()
    seen.demand_none_left_over()
    gone = asking // 5
    assert Counter(one.status for one in seen.enrolments) == {
        "CONFIRMED": capacity,
        "WAITING": asking - capacity - gone,
        "WITHDRAWN": gone,
    }
    assert all(pool.returned_at is not None for pool in seen.pools.values())
    # Since nothing is kept any more, whoever came from the line did so before all who still stand in it.
    still = min(one.waiting_no or 0 for one in seen.of("WAITING"))
    common = [one for one in seen.of("CONFIRMED") if one.school_id not in seen.pools and one.waiting_no]
    assert all((one.waiting_no or 0) < still for one in common)
    held = newest(await members_said(district, class_id))
    assert {teacher for teacher, member in held.items() if member["status"] == "CONFIRMED"} == {
        str(one.teacher_id) for one in seen.of("CONFIRMED")
    }


async def cut_connection(admin_url: str) -> int:
    """Cut one of the service's connections, whatever it is doing; return how many were there to be cut."""
    engine = create_async_engine(with_driver(admin_url), poolclass=pool.NullPool)
    async with engine.connect() as connection:
        cut = await connection.execute(
            text(
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'xuefen_registration'"
                " and datname = current_database() and state = 'active' order by random() limit 1"
            )
        )
    await engine.dispose()
    return len(cut.all())
