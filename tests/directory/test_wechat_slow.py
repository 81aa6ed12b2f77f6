"""WeChat or the gateway of messages takes what is asked and does not answer: bounded, and nobody else notices."""

import asyncio
from collections.abc import Awaitable, Callable

import httpx
import pytest

from services.directory.operations import phone_codes as sending
from services.directory.operations import wechat as asking
from tests.directory.logins import granted, of
from tests.directory.test_accounts import make_account
from tests.support import Apps, World
from tests.walks.directory import as_csv, roster_row
from tests.wechat import WechatStandIn

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


async def test_a_gateway_of_messages_is_not_waited_for_without_end(
    apps: Apps, district: World, public: httpx.AsyncClient, wechat: WechatStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    roster = as_csv([roster_row(7)])
    await district.api("directory").post("/roster-imports", content=roster, headers={"Content-Type": "text/csv"})
    listed = (await district.api("directory").get("/teachers")).json()["items"]
    [teacher] = [one for one in listed if one["staff_number"] == "R0007"]
    await make_account(district, "R0007", roles=["teacher"], teacher_id=teacher["teacher_id"], password=None)
    state, slow = apps.of["directory"].state, Slow(drops)
    monkeypatch.setattr(sending, "_SECONDS", 0.5)
    async with await asyncio.start_server(slow.talk, "127.0.0.1", 0) as server, asyncio.timeout(PATIENCE_SECONDS):
        address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        monkeypatch.setattr(state.settings, "sms_url", address)
        body = {"code": wechat.code_for("who waits"), "staff_number": "R0007", "phone": "13800000007"}
        # The test's transport waits for what is done after the answer, too.
        answer = await public.post(
            "/tokens/wechat/phone-codes",
            json={"district_id": district.district_id, "name": teacher["name"], **body},
        )
        slow.over.set()

    assert (answer.status_code, slow.asking.is_set()) == (200, True)


def test_wechat_is_waited_for_no_longer_than_a_transaction_may_idle() -> None:
    assert LONGEST < IDLE_SECONDS
