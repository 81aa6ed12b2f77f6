"""A service killed while it takes a body in, before it commits, and before it says what it committed.

What it counts has no key of its own: only the key of the request keeps it from being counted twice.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from services.platform import clock
from tests.attendance.processes import Service, start_service
from tests.attendance.scenes import open_class, rows_of
from tests.chaos.wire import Wire, _Talk
from tests.support import Apps, make_world
from tests.walks.attendance import meeting

pytestmark = pytest.mark.long

BODY = json.dumps({"counted": 38, "note": "课间清点"}).encode()
PATIENCE_SECONDS = 30


@dataclass
class Deadly(Wire):
    """Kills who sends the next commit: before it is passed on, or before its answer is."""

    before: bool = False
    kill: Callable[[], None] | None = None

    async def _ask(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, passing: asyncio.Event, talk: _Talk
    ) -> None:
        async for piece in self._pieces(reader, writer, passing):
            if self.kill is not None and b"COMMIT" in piece:
                if self.before:
                    self._strike(talk)
                    return
                talk.answer_is_lost = True
            writer.write(piece)

    async def _answer(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, passing: asyncio.Event, talk: _Talk
    ) -> None:
        async for piece in self._pieces(reader, writer, passing):
            if talk.answer_is_lost:
                self._strike(talk)
                return
            writer.write(piece)

    def _strike(self, talk: _Talk) -> None:
        assert self.kill is not None
        kill, self.kill = self.kill, None
        kill()
        talk.cut()


@dataclass
class House:
    """The attendance service as a process, on a wire to its database."""

    folder: Path
    url: str
    wire: Deadly
    service: Service
    kills: int = field(default=0)

    def kill(self) -> None:
        self.kills += 1
        self.service.kill()

    async def mended(self) -> None:
        self.service = await start_service(self.url, self.folder, port=self.service.port)


@pytest.fixture(scope="module")
async def house(apps: Apps, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    folder = tmp_path_factory.mktemp("killed")
    url = apps.settings.database_url.get_secret_value()
    wire = Deadly(int(urlsplit(url).port or 0))
    await wire.listen()
    by_wire = wire.address(url)
    house = House(folder, by_wire, wire, await start_service(by_wire, folder))
    yield house
    await asyncio.to_thread(house.service.kill)
    await wire.close()


async def amid_the_body(house: House, path: str, headers: dict[str, str]) -> None:
    """Half of it is said, and heard, when the service is gone."""
    lines = {"Host": "x", "Content-Type": "application/json", "Content-Length": str(len(BODY)), **headers}
    head = f"POST {path} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in lines.items()) + "\r\n"
    reader, writer = await asyncio.open_connection("127.0.0.1", house.service.port)
    writer.write(head.encode() + BODY[: len(BODY) // 2])
    await writer.drain()
    # Whoever is asked after it has read it.
    await asked(house, "GET", "/livez", {})
    house.kill()
    with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
        await reader.readexactly(1)
    writer.transport.abort()


async def before_the_commit(house: House, path: str, headers: dict[str, str]) -> None:
    house.wire.before, house.wire.kill = True, house.kill
    with pytest.raises(httpx.TransportError):
        await asked(house, "POST", path, headers)


async def before_its_answer(house: House, path: str, headers: dict[str, str]) -> None:
    house.wire.before, house.wire.kill = False, house.kill
    with pytest.raises(httpx.TransportError):
        await asked(house, "POST", path, headers)


async def asked(house: House, method: str, path: str, headers: dict[str, str]) -> httpx.Response:
    content: dict[str, Any] = {} if method == "GET" else {"content": BODY}
    async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE_SECONDS) as client:
        typed = {"Content-Type": "application/json", **headers}
        return await client.request(method, f"http://127.0.0.1:{house.service.port}{path}", headers=typed, **content)


@pytest.mark.parametrize(
    ("killed", "stands"),
    [(amid_the_body, 0), (before_the_commit, 0), (before_its_answer, 1)],
    ids=lambda one: getattr(one, "__name__", None),
)
async def test_what_was_asked_of_a_killed_service_and_is_asked_again_with_its_key_is_done_once(
    apps: Apps, house: House, killed: Callable[[House, str, dict[str, str]], Awaitable[None]], stands: int
) -> None:
    district = await make_world(apps)
    opened = await open_class(district, meetings=[meeting(clock.now())])
    base = f"/attendance/v1/districts/{district.district_id}/meetings/{opened.first.meeting_id}"
    token = {"Authorization": f"Bearer {district.token('district_admin')}"}
    headers = {**token, "Idempotency-Key": f"the count of {opened.first.meeting_id}"}
    # Which accounts' tokens have ended is known then: the next commit is that of the count.
    assert (await asked(house, "GET", f"{base}/check-ins", token)).status_code == 200
    kills = house.kills

    await killed(house, f"{base}/head-counts", headers)
    found = len(await rows_of(district, "head_count"))
    await house.mended()
    answer, again = [await asked(house, "POST", f"{base}/head-counts", headers) for _ in range(2)]

    assert (house.kills - kills, found) == (1, stands)
    assert (answer.status_code, again.status_code) == (201, 201)
    assert ("idempotency-replayed" in answer.headers) == (stands == 1)
    assert again.json() == answer.json()
    (row,) = await rows_of(district, "head_count")
    assert str(row["head_count_id"]) == answer.json()["head_count_id"]
