"""WeChat takes the code and does not answer: a login is told so in time, and nobody else notices."""

import asyncio
from collections.abc import Awaitable, Callable

import httpx
import pytest

from services.directory.operations import wechat as asking
from tests.directory.logins import granted, of
from tests.directory.test_accounts import make_account
from tests.support import Apps, World

PATIENCE_SECONDS = 10
LONGEST = asking._SECONDS
# What Postgres lets a transaction idle that binds a WeChat user meanwhile.
IDLE_SECONDS = 5


class Slow:
    """Somebody in WeChat's place, who keeps what was asked."""

    def __init__(self, say: Callable[[asyncio.StreamWriter], Awaitable[None]]) -> None:
        self.say = say
        self.asked: list[str] = []
        self.asking = asyncio.Event()
        self.over = asyncio.Event()

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        self.asked.append(head.decode().partition("js_code=")[2].partition("&")[0])
        self.asking.set()
        saying, ending = asyncio.ensure_future(self.say(writer)), asyncio.ensure_future(self.over.wait())
        await asyncio.wait((saying, ending), return_when=asyncio.FIRST_COMPLETED)
        saying.cancel()
        writer.transport.abort()


async def nothing(_writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


async def drops(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{")
    while not writer.is_closing():
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.02)


@pytest.mark.parametrize("say", [nothing, drops])
async def test_who_logs_in_is_told_to_come_again_and_whoever_is_in_notices_nothing(
    apps: Apps,
    district: World,
    public: httpx.AsyncClient,
    monkeypatch: pytest.MonkeyPatch,
    say: Callable[[asyncio.StreamWriter], Awaitable[None]],
) -> None:
    await make_account(district)
    head = of(district, (await granted(public, district))["access_token"])
    state, slow = apps.of["directory"].state, Slow(say)
    kept: httpx.AsyncClient = state.wechat
    monkeypatch.setattr(asking, "_SECONDS", 0.5)
    async with await asyncio.start_server(slow.talk, "127.0.0.1", 0) as server, asyncio.timeout(PATIENCE_SECONDS):
        port = server.sockets[0].getsockname()[1]
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=kept.timeout) as client:
            monkeypatch.setitem(state._state, "wechat", client)
            asked = {"district_id": district.district_id, "code": "a-code-that-works-once"}
            logging_in = asyncio.create_task(public.post("/tokens/wechat", json=asked))
            await slow.asking.wait()
            meanwhile = [
                (await head.get("/me")).status_code,
                (await granted(public, district))["access_token"] != "",
                logging_in.done(),
            ]
            answer = await logging_in
        slow.over.set()

    assert meanwhile == [200, True, False]
    assert (answer.status_code, answer.json()["type"]) == (503, "urn:xuefen:problem:wechat-away")
    assert "retry-after" in answer.headers
    assert slow.asked == ["a-code-that-works-once"]


def test_wechat_is_waited_for_no_longer_than_a_transaction_may_idle() -> None:
    assert LONGEST < IDLE_SECONDS
