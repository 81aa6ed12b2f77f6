"""Invariants 5 and 6: success is said after the commit only, and whoever asks again gets one effect and one answer."""

import asyncio
import json
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from fastapi import Request, Response
from sqlalchemy import event, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession
from starlette.background import BackgroundTask

from services.platform import clock, idempotency
from services.platform.direct import Direct, DirectLine
from services.platform.edge import Edge
from tests.attendance.scenes import MORNING, open_class, rows_of, scan
from tests.invariants.twice import Mutated, by_patch, invariant
from tests.registration.term import SERVICE, patiently
from tests.support import World
from tests.walks.attendance import code_of

PLAN = {"title": "年度计划", "starts_on": "2025-09-01", "ends_on": "2026-08-31"}
KEYS, RETRIES = 4, 40
OPENAPI = Path(__file__).parents[2] / "openapi"
OF_DISTRICT = "{district_id}"


async def plans_of(world: World) -> list[dict[str, Any]]:
    answer = await world.api(SERVICE).get("/plans", params={"limit": 200})
    return list(answer.json()["items"])


@contextmanager
def no_commit_going_through(engine: AsyncEngine) -> Iterator[None]:
    def fail(_connection: Any) -> None:
        raise ConnectionResetError("the commit did not go through")

    event.listen(engine.sync_engine, "commit", fail)
    try:
        yield
    finally:
        event.remove(engine.sync_engine, "commit", fail)


async def answer_then_commit(
    _edge: Edge, request: Request, handle: Callable[[Request], Awaitable[Response]]
) -> Response:
    """What a `Depends` with `yield` does: what stands after the `yield` is done after the answer."""
    session: AsyncSession = request.app.state.sessions()
    session.info["district_id"] = request.state.viewer.principal.district_id
    request.state.session = session
    response = await handle(request)

    async def end() -> None:
        async with session:
            await session.commit()

    response.background = BackgroundTask(end)
    return response


@invariant(by_patch("default_yield_dependency", (Edge, "within", answer_then_commit)))
async def test_05_what_is_not_committed_is_not_answered_with_success(district: World, mutated: Mutated) -> None:
    # Which accounts' tokens have ended is known then, and takes no transaction of its own.
    assert await plans_of(district) == []
    async with mutated(district):
        with no_commit_going_through(district.apps.of[SERVICE].state.engine):
            answer = await district.api(SERVICE).post("/plans", json=PLAN)

    assert answer.status_code == 503
    assert await plans_of(district) == []


@asynccontextmanager
async def commit_unheard(line: DirectLine, district_ids: Collection[int]) -> AsyncIterator[Direct]:
    """Whether it was committed is nobody's question."""
    driver = await line._open()
    listed = ",".join(str(district_id) for district_id in sorted(district_ids))
    await driver.execute(f"BEGIN; SET LOCAL app.district_ids = '{listed}'")
    yield Direct(driver)
    with suppress(ConnectionResetError):
        await line.commit(driver)
    await line._undo(driver)


async def commit_lost(_line: DirectLine, _driver: Any) -> None:
    raise ConnectionResetError("the commit did not go through")


@invariant(by_patch("commit_unheard", (DirectLine, "transaction", commit_unheard)))
async def test_05_nor_is_a_check_in(
    district: World, travel: Any, mutated: Mutated, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = await open_class(district, *district.teachers)
    await travel(MORNING)
    code = await code_of(district, opened.first.meeting_id)

    async with mutated(district):
        monkeypatch.setattr(DirectLine, "commit", commit_lost)
        answers = await asyncio.gather(
            *(scan(district, teacher, opened.first, code=code) for teacher in district.teachers)
        )

    assert {answer.status_code for answer in answers} == {503}
    assert await rows_of(district, "check_in") == []


async def look_first(
    session: AsyncSession, wanted: idempotency.Claim, *, content_hash: bytes
) -> idempotency.KeptAnswer | None:
    """What one writes first: whether the key is known already; it is kept when the answer is."""
    session.info["content_hash"] = content_hash
    found = await session.execute(select(idempotency.KeptAnswer).filter_by(**wanted.address()))
    return found.scalar_one_or_none()


async def then_insert(session: AsyncSession, taken: idempotency.Claim, **answer: Any) -> None:
    hashed = {"content_hash": session.info["content_hash"], "created_at": clock.real_now()}
    await session.execute(
        insert(idempotency.KeptAnswer).values(**taken.address(), **answer, **hashed).on_conflict_do_nothing()
    )


class Cuts:
    """A connection to the database that breaks around every seventh commit, before it or after."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._commit = engine.sync_engine.dialect.do_commit
        self._chance = random.Random(6)
        self.before = self.after = 0

    def __call__(self, connection: Any) -> None:
        fate = self._chance.random()
        if fate < 0.07:
            self.before += 1
            raise ConnectionResetError("cut before the commit")
        self._commit(connection)
        if fate > 0.92:
            self.after += 1
            raise ConnectionResetError("cut after the commit")


@invariant(by_patch("check_then_insert", (idempotency, "claim", look_first), (idempotency, "keep", then_insert)))
async def test_06_forty_retries_of_a_post_at_once_over_breaking_connections_have_one_effect_and_one_answer(
    district: World, mutated: Mutated, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = district.apps.of[SERVICE].state.engine
    cuts = Cuts(engine)
    api = district.api(SERVICE)
    # A few of each key at a time, as many as there are connections: whoever waits too long for one has to come again.
    asked = [number for _ in range(RETRIES // 5) for number in range(KEYS) for _ in range(5)]

    async with mutated(district):
        monkeypatch.setattr(engine.sync_engine.dialect, "do_commit", cuts)
        answers = await asyncio.gather(
            *(
                patiently(
                    api,
                    "POST",
                    "/plans",
                    json={**PLAN, "title": f"计划 {number}"},
                    headers={"Idempotency-Key": f"key {number}"},
                )
                for number in asked
            )
        )
    monkeypatch.undo()

    assert len(await plans_of(district)) == KEYS
    told = {(number, answer.status_code, answer.text) for number, answer in zip(asked, answers, strict=True)}
    assert {status for _, status, _ in told} == {201}
    assert len(told) == KEYS
    # One of each key made the plan; whoever never heard of it was told again.
    replayed = [answer for answer in answers if answer.headers.get("idempotency-replayed") == "true"]
    assert KEYS * (RETRIES - 1) <= len(replayed) < KEYS * RETRIES
    assert cuts.before > 0 < cuts.after


async def without_a_key(
    edge: Edge, request: Request, session: AsyncSession, viewer: Any
) -> idempotency.Claim | Response | None:
    """Keys are for who likes them."""
    return await CLAIM_OF_EDGE(edge, request, session, viewer) if request.headers.get("idempotency-key") else None


CLAIM_OF_EDGE = Edge._claim


@invariant(by_patch("key_optional", (Edge, "_claim", without_a_key)))
async def test_06_every_post_of_every_service_demands_a_key(district: World, mutated: Mutated) -> None:
    careless, tried = [], 0
    teacher = district.teachers[0]
    async with mutated(district):
        for service, app in district.apps.of.items():
            described = json.loads((OPENAPI / f"{service}.json").read_bytes())
            for path, methods in described["paths"].items():
                if "post" not in methods or OF_DISTRICT not in path:
                    continue
                operation = methods["post"]["operationId"]
                role = next(iter(app.state.matrix[operation]))
                api = district.api(service, role, teacher=teacher.teacher_id, school=teacher.school_id)
                answer = await api.post(filled(path.partition(OF_DISTRICT)[2]), headers={"Idempotency-Key": ""})
                tried += 1
                if answer.json().get("type") != "urn:xuefen:problem:idempotency-key-missing":
                    careless.append(f"{service} {operation}: {answer.status_code} {answer.text}")

    assert careless == []
    assert tried > 90


def filled(path: str) -> str:
    """A path with some id in the place of each parameter."""
    return "/".join(str(UUID(int=1)) if part.startswith("{") else part for part in path.split("/"))
