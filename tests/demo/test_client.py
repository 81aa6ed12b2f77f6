"""The client and the agenda: one login for many calls, patience with limits, steps in the order of time."""

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from rich.console import Console

from services.demo import client
from services.demo.agenda import Agenda, Telling
from services.demo.client import Caller, connected, derived_secret, together, until
from services.demo.scans import CodeScreen, forged
from services.demo.values import Addresses, DemoFailed, Login, local

ADDRESSES = Addresses({"directory": "http://directory", "ledger": "http://ledger", "attendance": "http://attendance"})
LOGIN = Login(341825, "teacher", "J1001", "a long enough password", "")


def _answering(answer: Callable[[httpx.Request], httpx.Response]) -> Callable[[], httpx.AsyncClient]:
    def handle(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/directory/v1/tokens":
            return httpx.Response(200, json={"access_token": "token"})
        return answer(request)

    return lambda: httpx.AsyncClient(transport=httpx.MockTransport(handle))


async def test_many_calls_at_once_log_in_once() -> None:
    calls: Counter[str] = Counter()

    async def handle(request: httpx.Request) -> httpx.Response:
        calls[request.url.path] += 1
        await asyncio.sleep(0.01)
        return httpx.Response(200, json={"access_token": "token", "items": []})

    async with connected(ADDRESSES, lambda: httpx.AsyncClient(transport=httpx.MockTransport(handle))) as network:
        caller = Caller(network, LOGIN)
        await together(*(caller.get("ledger", "/book") for _ in range(20)))

    assert calls == {"/directory/v1/tokens": 1, "/ledger/v1/districts/341825/book": 20}


async def test_a_token_that_has_run_out_is_renewed_and_the_call_repeated() -> None:
    statuses = iter([401, 200])

    async with connected(ADDRESSES, _answering(lambda _: httpx.Response(next(statuses), json={}))) as network:
        reply = await Caller(network, LOGIN).get("ledger", "/book")

    assert reply.status == 200


async def test_a_busy_service_is_asked_again_under_the_same_key() -> None:
    keys: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        keys.append(request.headers["Idempotency-Key"])
        return httpx.Response(503 if len(keys) < 3 else 201, json={})

    async with connected(ADDRESSES, _answering(answer)) as network:
        reply = await Caller(network, LOGIN).post("ledger", "/history-imports", {})

    assert reply.status == 201
    assert len(keys) == 3
    assert len(set(keys)) == 1


async def test_an_unexpected_answer_says_who_asked_what_and_what_was_said() -> None:
    problem = {"title": "The class has no free place", "detail": "30 places, all taken"}

    async with connected(ADDRESSES, _answering(lambda _: httpx.Response(409, json=problem))) as network:
        with pytest.raises(DemoFailed, match=r"POST ledger.*J1001.*409.*no free place.*30 places"):
            await Caller(network, LOGIN).post("ledger", "/x", {})


async def test_a_paged_list_is_read_to_its_end() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        cursor = request.url.params.get("cursor")
        page = {None: {"items": [1, 2], "next_cursor": "b"}, "b": {"items": [3], "next_cursor": None}}
        return httpx.Response(200, json=page[cursor])

    async with connected(ADDRESSES, _answering(answer)) as network:
        assert await Caller(network, LOGIN).list_all("ledger", "/standings", as_of="2026-08-31") == [1, 2, 3]


async def test_waiting_in_vain_ends_by_naming_what_was_awaited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "_PATIENCE", 0.05)

    async def never() -> bool:
        return False

    with pytest.raises(DemoFailed, match="in vain for the book to be complete"):
        await until("the book to be complete", never)


async def test_the_first_failure_is_told_and_stops_the_others() -> None:
    stopped = asyncio.Event()

    async def slow() -> None:
        try:
            await asyncio.sleep(30)
        except asyncio.CancelledError:
            stopped.set()
            raise

    async def fail() -> None:
        await asyncio.sleep(0)
        raise DemoFailed("this one")

    with pytest.raises(DemoFailed, match="this one"):
        await together(slow(), fail())
    assert stopped.is_set()


async def test_steps_are_taken_in_the_order_of_time_even_when_planned_late() -> None:
    seen: list[Any] = []
    agenda = Agenda()
    noon = local("2025-09-01 12:00")

    def step(name: str) -> Callable[[], Any]:
        async def work() -> None:
            seen.append(name)
            if name == "second":
                agenda.at(noon + timedelta(hours=1), "between", step("between"))

        return work

    async def travel(moment: datetime) -> None:
        seen.append(moment)

    agenda.at(noon + timedelta(hours=2), "third", step("third"))
    agenda.at(noon, "first", step("first"))
    agenda.at(noon, "second", step("second"))
    with Telling(Console(quiet=True)) as telling:
        await agenda.run(travel, telling)

    assert seen == [
        noon,
        "first",
        "second",
        noon + timedelta(hours=1),
        "between",
        noon + timedelta(hours=2),
        "third",
    ]


async def test_the_screen_shows_the_code_of_the_step_and_fetches_more_when_they_run_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fetched = 0
    now = 1000.0

    def answer(_request: httpx.Request) -> httpx.Response:
        nonlocal fetched
        fetched += 1
        return httpx.Response(200, json={"codes": [{"code": f"{fetched}-{step}"} for step in range(6)]})

    monkeypatch.setattr("services.demo.scans.time.monotonic", lambda: now)
    async with connected(ADDRESSES, _answering(answer)) as network:
        screen = CodeScreen(Caller(network, LOGIN), "meeting", "IN")
        shown = [await screen.code()]
        now += 25
        shown.append(await screen.code())
        now += 40
        shown.append(await screen.code())

    assert shown == ["1-0", "1-2", "2-0"]


def test_a_forged_code_differs_only_in_its_signature() -> None:
    code = "c1.0199a2b4-3c1d-7e55-9a10-5b7c2f6d8e01.IN.176318640.3q2-7wEjRWeJq83vASNFZw"

    other = forged(code)

    assert other != code
    assert len(other) == len(code)
    assert other.rpartition(".")[0] == code.rpartition(".")[0]


def test_passwords_are_derived_from_the_administrators_and_long_enough() -> None:
    first = derived_secret("root of this deployment", "341825|J1001")

    assert first == derived_secret("root of this deployment", "341825|J1001")
    assert first != derived_secret("root of another one", "341825|J1001")
    assert len(first) >= 12
