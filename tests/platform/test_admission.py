"""Too many at once: who is turned away costs nothing and is told when to come again."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Sequence

import httpx
import pytest
import uvicorn
from fastapi import FastAPI, Request

from services.platform import admission
from services.platform.admission import Admission
from services.platform.aside import Aside


class Small(Admission):
    most = 2
    head_seconds = 0.2
    idle_seconds = 0.2
    body_seconds = 0.5


class Served:
    """A small application on a port of its own, by uvicorn with the protocol under test."""

    def __init__(self) -> None:
        self.gate = asyncio.Event()
        self.entered: asyncio.Queue[str] = asyncio.Queue()
        self.aside = Aside()
        self.port = 0
        self.app = FastAPI()
        self.app.add_api_route("/slow", self._slow, methods=["GET", "PUT"])
        self.app.add_api_route("/fails", self._fails)
        self.app.add_api_route("/waits", self._wait)
        self.app.add_api_route("/livez", self._live)
        self.server = uvicorn.Server(uvicorn.Config(self.app, http=Small, log_level="critical", lifespan="off"))

    async def _slow(self, request: Request) -> dict[str, str]:
        body = (await request.body()).decode()
        self.entered.put_nowait("slow")
        await self.gate.wait()
        return {"body": body}

    async def _wait(self) -> None:
        with self.aside.standing():
            self.entered.put_nowait("aside")
            await self.gate.wait()

    async def _fails(self) -> None:
        raise RuntimeError("on purpose")

    async def _live(self) -> dict[str, str]:
        return {"status": "alive"}

    async def filled(self, client: httpx.AsyncClient) -> list[asyncio.Task[httpx.Response]]:
        """As many as may be inside are inside."""
        inside = [asyncio.create_task(client.get("/slow")) for _ in range(Small.most)]
        for _ in inside:
            await self.entered.get()
        return inside

    async def said(self, *pieces: bytes) -> bytes:
        """Send pieces one after the other over one connection; all that was answered until it was quiet."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0.02)
        answers = b""
        for _ in range(answers_awaited(pieces)):
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
            answers += head + await reader.readexactly(length)
        writer.close()
        return answers


def answers_awaited(pieces: Sequence[bytes]) -> int:
    return b"".join(pieces).count(b" HTTP/1.1\r\n")


@pytest.fixture
async def served(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Served]:
    served = Served()
    # Nobody of another test stands aside here.
    monkeypatch.setattr(admission, "ASIDE", served.aside)
    door = socket.create_server(("127.0.0.1", 0))
    served.port = door.getsockname()[1]
    running = asyncio.create_task(served.server.serve(sockets=[door]))
    yield served
    served.gate.set()
    served.server.should_exit = True
    await running


@pytest.fixture
async def client(served: Served) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{served.port}", trust_env=False) as client:
        yield client


async def test_beyond_the_limit_the_answer_is_503_with_a_time_to_come_again(
    served: Served, client: httpx.AsyncClient
) -> None:
    inside = await served.filled(client)
    turned_away = await client.get("/slow", headers={"Accept-Language": "en"})
    in_chinese = await client.put("/slow", content=b"12345")
    alive = await client.get("/livez")
    served.gate.set()
    answered = await asyncio.gather(*inside)
    after = await client.put("/slow", content=b"12345")

    assert turned_away.status_code == in_chinese.status_code == 503
    assert turned_away.headers["retry-after"] == "1"
    assert turned_away.headers["content-type"] == "application/problem+json"
    assert turned_away.headers["x-content-type-options"] == "nosniff"
    assert turned_away.json()["type"] == "urn:xuefen:problem:overloaded"
    assert turned_away.json()["title"] == "The service is busy, please try again"
    assert in_chinese.headers["content-language"] == "zh-CN"
    assert turned_away.json()["instance"] != in_chinese.json()["instance"]
    assert alive.status_code == 200
    assert [answer.status_code for answer in answered] == [200, 200]
    assert after.json() == {"body": "12345"}


HEAD = b"PUT /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n"


@pytest.mark.parametrize(
    "pieces",
    [
        (HEAD + b"\r\n12345",),
        (HEAD, b"\r\n12345"),
        (HEAD + b"\r\n", b"12345"),
        (HEAD + b"\r\n12", b"345"),
        (b"PUT /slow HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", b"5\r\n12345\r\n", b"0\r\n\r\n"),
        (HEAD + b"\r\n12345" + HEAD + b"\r\n12345",),
        (b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n",),
    ],
    ids=["whole", "in the head", "at the body", "amid the body", "in chunks", "two at once", "without a body"],
)
async def test_who_is_turned_away_may_ask_again_on_the_same_line_however_they_said_it(
    served: Served, client: httpx.AsyncClient, pieces: tuple[bytes, ...]
) -> None:
    inside = await served.filled(client)

    said = await served.said(*pieces, *pieces)

    awaited = answers_awaited(pieces * 2)
    assert said.count(b"HTTP/1.1 503 ") == said.count(b"urn:xuefen:problem:overloaded") == awaited
    served.gate.set()
    await asyncio.gather(*inside)
    served.entered = asyncio.Queue()
    assert (await served.said(*pieces, *pieces)).count(b"HTTP/1.1 200 ") == awaited
    assert served.entered.qsize() == awaited


async def test_who_began_to_speak_before_it_was_full_is_not_cut_off(served: Served, client: httpx.AsyncClient) -> None:
    inside = [asyncio.create_task(client.get("/slow"))]
    await served.entered.get()
    slowly = asyncio.create_task(served.said(HEAD + b"\r\n12", b"345"))
    await served.entered.get()

    turned_away = await client.get("/slow")
    served.gate.set()

    assert turned_away.status_code == 503
    assert b'{"body":"12345"}' in await slowly
    await asyncio.gather(*inside)


async def test_who_was_turned_away_keeps_the_line_as_long_as_who_was_served(
    served: Served, client: httpx.AsyncClient
) -> None:
    async with httpx.AsyncClient(base_url=client.base_url, trust_env=False) as other:
        served.gate.set()
        await other.get("/slow")
        await served.entered.get()
        (line,) = [one for one in served.server.server_state.connections if isinstance(one, Small)]
        once_served = line.timeout_keep_alive_task
        served.gate.clear()
        inside = await served.filled(client)

        answer = await other.get("/slow")

        once_refused = line.timeout_keep_alive_task
        served.gate.set()
        await asyncio.gather(*inside)
    assert answer.status_code == 503
    assert once_served is not None
    assert once_refused is not None
    assert once_served.cancelled()
    assert once_refused.when() > once_served.when()


async def test_who_only_waits_takes_no_place_of_those_who_are_served(served: Served, client: httpx.AsyncClient) -> None:
    aside = []
    for _ in range(Small.most + 1):
        aside.append(asyncio.create_task(client.get("/waits")))
        await served.entered.get()

    inside = await served.filled(client)
    turned_away = await client.get("/slow")
    served.gate.set()

    assert turned_away.status_code == 503
    assert {one.status_code for one in await asyncio.gather(*aside, *inside)} == {200}
    assert served.aside.count == 0


async def test_a_request_that_fails_leaves_its_place(served: Served, client: httpx.AsyncClient) -> None:
    served.gate.set()
    failed = [await client.get("/fails") for _ in range(5)]
    after = await client.get("/slow")

    assert {answer.status_code for answer in failed} == {500}
    assert after.status_code == 200


async def until_closed(served: Served, *pieces: bytes) -> bytes:
    """All that is answered to pieces sent one after the other, until the server closes the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
    answering = asyncio.create_task(reader.read())
    for piece in pieces:
        if answering.done():
            break
        writer.write(piece)
        await asyncio.sleep(0.02)
    async with asyncio.timeout(5):
        answer = await answering
        writer.close()
        while served.server.server_state.connections:  # noqa: ASYNC110 - the server tells nobody
            await asyncio.sleep(0.01)
    return answer


TOKEN = b"GET /livez HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "


@pytest.mark.parametrize(
    ("status", "pieces"),
    [
        (431, (TOKEN + b"a" * 100_000 + b"\r\n\r\n",)),
        (431, (TOKEN, b"a" * 9_000, b"a" * 9_000)),
        (431, (b"GET /livez?" + b"a" * 17_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",)),
        (431, (b"GET /livez HTTP/1.1\r\nHost: x\r\n" + b"a: b\r\n" * 3_000 + b"\r\n",)),
        (408, (TOKEN + b"a",)),
        (408, (b"G",)),
        (408, (HEAD + b"\r\n12",)),
        (408, (HEAD + b"\r\n",)),
        (408, (b"PUT /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n", *[b"1"] * 90)),
        (400, (HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",)),
        (400, (HEAD + b"Content-Length: 6\r\n\r\n123456",)),
        (400, (b"\x16\x03\x01 not HTTP at all\r\n\r\n",)),
    ],
    ids=[
        "a token",
        "in pieces",
        "an address",
        "many",
        "slow",
        "slower",
        "a body",
        "no body",
        "a trickle",
        "two lengths",
        "lengths",
        "TLS",
    ],
)
async def test_a_head_that_is_too_large_too_slow_or_none_is_a_problem_and_the_end(
    served: Served, status: int, pieces: tuple[bytes, ...]
) -> None:
    answer = await until_closed(served, *pieces)

    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 %d " % status), answer[:200]
    assert b"content-type: application/problem+json" in head
    assert b"x-content-type-options: nosniff" in head
    assert b"connection: close" in head
    assert json.loads(body)["status"] == status


async def test_who_still_sends_hears_the_answer_and_who_never_stops_is_cut_off(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admission, "_LINGER_SECONDS", 0.5)
    reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
    writer.write(TOKEN + b"a" * 17_000)
    for _ in range(5):
        await asyncio.sleep(0.02)
        writer.write(b"a" * 50_000)
        await writer.drain()

    async with asyncio.timeout(5):
        answer = await reader.read()
        still_there = len(served.server.server_state.connections)
        while served.server.server_state.connections:  # noqa: ASYNC110 - the server tells nobody
            await asyncio.sleep(0.01)
    writer.close()

    assert answer.startswith(b"HTTP/1.1 431 ")
    assert answer.count(b"HTTP/1.1 ") == 1
    assert still_there == 1


async def test_a_head_just_small_enough_is_heard_whatever_came_before_it_on_the_line(served: Served) -> None:
    asked = TOKEN + b"a" * 15_000 + b"\r\n\r\n"

    answers = await served.said(asked[:9_000], asked[9_000:], asked[:100], asked[100:])

    assert answers.count(b"HTTP/1.1 200 ") == 2


async def test_who_takes_the_time_there_is_is_served(served: Served) -> None:
    served.gate.set()

    answers = await served.said(HEAD + b"\r\n", b"1", b"2", b"3", b"4", b"5")

    assert b'{"body":"12345"}' in answers


async def test_who_is_served_slowly_is_not_cut_off(served: Served, client: httpx.AsyncClient) -> None:
    asking = asyncio.create_task(client.put("/slow", content=b"12345"))
    await served.entered.get()
    await asyncio.sleep(0.6)
    served.gate.set()

    assert (await asking).json() == {"body": "12345"}


async def test_a_large_body_is_read_whole_though_its_reading_pauses(served: Served, client: httpx.AsyncClient) -> None:
    served.gate.set()
    large = b"1" * 3_000_000

    answers = await asyncio.gather(*(client.put("/slow", content=large) for _ in range(2)))

    assert [len(answer.json()["body"]) for answer in answers] == [len(large)] * 2


async def test_who_says_nothing_is_not_waited_for(served: Served) -> None:
    assert await until_closed(served) == b""
