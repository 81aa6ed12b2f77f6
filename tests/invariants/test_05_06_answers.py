"""Invariants 5 and 6: success is said after the commit only, and whoever asks again gets one effect and one answer."""

import asyncio
import json
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import httpx
import pytest
from fastapi import Request, Response
from pydantic import SecretStr
from sqlalchemy import event, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession
from starlette.background import BackgroundTask

from services.platform import clock, idempotency
from services.platform.database import district_sessions, open_engine
from services.platform.direct import Direct, DirectLine
from services.platform.edge import Edge
from tests.attendance.scenes import MORNING, open_class, rows_of, scan
from tests.chaos.wire import Cuts, Wire
from tests.invariants.twice import Mutated, by_patch, invariant
from tests.registration.term import SERVICE
from tests.support import World
from tests.walks.attendance import code_of

PLAN = {"title": "年度计划", "starts_on": "2025-09-01", "ends_on": "2026-08-31"}
KEYS, MANY_KEYS, RETRIES = 6, 100, 40
PATIENCE_SECONDS = 120
OPENAPI = Path(__file__).parents[2] / "openapi"
OF_DISTRICT = "{district_id}"
# What stands outside of any district takes no key: why none of them does harm when it is asked twice.
KEYLESS = {
    "attendance post_scan": "it writes nothing: the text that it gives keeps the moment of this scan",
    "directory post_client_token": "a token that got lost is asked for anew, and an assertion is good once",
    "directory post_token": "a token that got lost is asked for anew",
    "directory post_refresh": "the token shown is its key: within ten seconds it gives again what it gave",
    "directory post_wechat_token": "WeChat takes a code once, and gives another in a moment",
    "directory post_phone_code": "WeChat takes a code once, and one message a minute is sent",
}


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


def leave_the_others(fault: ExceptionContext) -> None:
    """One connection broke: by itself the pool would open all ten anew, which here is most of the work."""
    fault.invalidate_pool_on_disconnect = False


@asynccontextmanager
async def cut_around_commits(world: World) -> AsyncIterator[Cuts]:
    """The service reaches its database over connections of which fifteen in a hundred break around a commit."""
    app, settings = world.apps.of[SERVICE], world.apps.settings
    url = settings.database_url.get_secret_value()
    wire = Wire(int(urlsplit(url).port or 0), cuts=Cuts(random.Random(6)))
    await wire.listen()
    by_wire = settings.model_copy(update={"database_url": SecretStr(wire.address(url)), "pool_size": RETRIES // 4})
    engine = open_engine(by_wire, SERVICE)
    event.listen(engine.sync_engine, "handle_error", leave_the_others)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(app.state._state, "sessions", district_sessions(engine, clock_moves=True))
        try:
            assert wire.cuts is not None
            yield wire.cuts
        finally:
            await engine.dispose()
            await wire.close()


async def retried_at_once(world: World, *, keys: int) -> tuple[list[tuple[int, httpx.Response]], Cuts]:
    """Forty requests with each key at the same time, two keys at a time; whoever is not answered comes again."""
    api, two_keys = world.api(SERVICE), asyncio.Semaphore(2)

    async def insist(number: int) -> tuple[int, httpx.Response]:
        headers, plan = {"Idempotency-Key": f"key {number}"}, {**PLAN, "title": f"计划 {number}"}
        async with asyncio.timeout(PATIENCE_SECONDS):
            while (answer := await api.post("/plans", json=plan, headers=headers)).status_code == 503:  # noqa: ASYNC110 - nobody tells when it has time
                await asyncio.sleep(0.05)
        return number, answer

    async def retry(number: int) -> list[tuple[int, httpx.Response]]:
        async with two_keys:
            return await asyncio.gather(*(insist(number) for _ in range(RETRIES)))

    async with cut_around_commits(world) as cuts:
        told = await asyncio.gather(*(retry(number) for number in range(keys)))
    return [one for of_key in told for one in of_key], cuts


async def hold_against(world: World, told: list[tuple[int, httpx.Response]], cuts: Cuts, *, keys: int) -> None:
    titles = [plan["title"] for plan in await plans_of(world)]
    assert sorted(titles) == sorted(f"计划 {number}" for number in range(keys))
    answers = {(number, answer.status_code, answer.text) for number, answer in told}
    assert {status for _, status, _ in answers} == {201}
    assert len(answers) == keys
    # One of each key made the plan; whoever never heard of it was told again.
    replayed = [answer for _, answer in told if answer.headers.get("idempotency-replayed") == "true"]
    assert keys * (RETRIES - 1) <= len(replayed) < keys * RETRIES
    assert cuts.unsaid + cuts.unheard > 0.1 * cuts.passed > 0
    assert cuts.unsaid > 0 < cuts.unheard


@invariant(by_patch("check_then_insert", (idempotency, "claim", look_first), (idempotency, "keep", then_insert)))
async def test_06_forty_retries_of_a_post_at_once_over_breaking_connections_have_one_effect_and_one_answer(
    district: World, mutated: Mutated
) -> None:
    async with mutated(district):
        told, cuts = await retried_at_once(district, keys=KEYS)

    await hold_against(district, told, cuts, keys=KEYS)


@pytest.mark.long
async def test_06_nor_do_forty_retries_of_each_of_a_hundred_posts(district: World) -> None:
    told, cuts = await retried_at_once(district, keys=MANY_KEYS)

    assert len(told) == MANY_KEYS * RETRIES
    await hold_against(district, told, cuts, keys=MANY_KEYS)


async def without_a_key(
    edge: Edge, request: Request, session: AsyncSession, viewer: Any
) -> idempotency.Claim | Response | None:
    """Keys are for who likes them."""
    return await CLAIM_OF_EDGE(edge, request, session, viewer) if request.headers.get("idempotency-key") else None


CLAIM_OF_EDGE = Edge._claim


@invariant(by_patch("key_optional", (Edge, "_claim", without_a_key)))
async def test_06_every_post_of_every_service_demands_a_key(district: World, mutated: Mutated) -> None:
    careless, keyless, tried = [], set(), 0
    teacher = district.teachers[0]
    async with mutated(district):
        for service, app in district.apps.of.items():
            described = json.loads((OPENAPI / f"{service}.json").read_bytes())
            for path, methods in described["paths"].items():
                if "post" not in methods:
                    continue
                operation = methods["post"]["operationId"]
                if OF_DISTRICT not in path:
                    keyless.add(f"{service} {operation}")
                    continue
                role = next(iter(app.state.matrix[operation]))
                api = district.api(service, role, teacher=teacher.teacher_id, school=teacher.school_id)
                answer = await api.post(filled(path.partition(OF_DISTRICT)[2]), headers={"Idempotency-Key": ""})
                tried += 1
                if answer.json().get("type") != "urn:xuefen:problem:idempotency-key-missing":
                    careless.append(f"{service} {operation}: {answer.status_code} {answer.text}")

    assert careless == []
    assert keyless == set(KEYLESS)
    assert tried > 90


def filled(path: str) -> str:
    """A path with some id in the place of each parameter."""
    return "/".join(str(UUID(int=1)) if part.startswith("{") else part for part in path.split("/"))
