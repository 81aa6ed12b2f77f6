"""The example that districts start from: a copy of the whole book, through kills and restarts."""

import asyncio
import json
import os
import random
import sqlite3
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from services.platform.ids import new_id
from tests.ledger.saying import a_line, an_outcome, feed, post
from tests.support import Apps, World

EXAMPLE = Path(__file__).parents[2] / "openapi" / "examples-of-use" / "pull_everything.py"


class Away:
    """Whether the services are away, and how many calls found them so."""

    def __init__(self) -> None:
        self.now = False
        self.found = 0

    async def be_found(self) -> None:
        """Away until somebody has called and was sent away."""
        self.now, before = True, self.found
        for _ in range(1_200):
            if self.found > before:
                break
            await asyncio.sleep(0.05)
        else:
            raise AssertionError("nobody called")
        self.now = False


@asynccontextmanager
async def served(apps: Apps, *, away: Away | None = None) -> AsyncIterator[str]:
    """The services on a port, as a gateway shows them; while they are `away` it has only a page of its own."""

    async def dispatch(scope: Scope, receive: Receive, send: Send) -> None:
        if away is not None and away.now:
            away.found += 1
            await PlainTextResponse("<h1>502 Bad Gateway</h1>", status_code=502)(scope, receive, send)
            return
        await apps.of[scope["path"].split("/", 2)[1]](scope, receive, send)

    server = uvicorn.Server(uvicorn.Config(dispatch, port=0, lifespan="off", log_config=None, access_log=False))
    serving = asyncio.create_task(server.serve())
    for _ in range(500):
        if server.started:
            break
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        # Also where a test fails: a server that goes on would keep the whole suite from ending.
        server.should_exit = True
        server.force_exit = True
        await serving


async def start(url: str, client_id: str, secret: str, copy: Path) -> Process:
    told = {"XUEFEN_URL": url, "XUEFEN_CLIENT_ID": client_id, "XUEFEN_CLIENT_SECRET": secret}
    return await asyncio.create_subprocess_exec(
        sys.executable, str(EXAMPLE), str(copy), env={**os.environ, **told}, stdout=DEVNULL
    )


def kept(copy: Path) -> list[tuple[int, str, str]]:
    if not copy.exists():
        return []
    with sqlite3.connect(copy, timeout=10) as opened:
        if not opened.execute("select 1 from sqlite_master where name = 'entry'").fetchone():
            return []
        rows: list[tuple[int, str, str]] = opened.execute("select * from entry order by seq").fetchall()
    return rows


async def holds(copy: Path, entries: int) -> list[tuple[int, str, str]]:
    """What the copy holds as soon as it holds so many."""
    for _ in range(1_200):
        if len(rows := kept(copy)) >= entries:
            return rows
        await asyncio.sleep(0.05)
    raise AssertionError(f"the copy holds {len(kept(copy))} entries instead of {entries}")


async def test_a_copy_stays_in_sync_through_kills_and_corrections(apps: Apps, district: World, tmp_path: Path) -> None:
    client_id, secret = await district.client("feed:read")
    chance, copy, corrected = random.Random(7), tmp_path / "book.sqlite", new_id()
    await post(district, an_outcome(district, 0, a_line(1, "24"), outcome_id=corrected))

    async with served(apps) as url:
        running = await start(url, client_id, secret, copy)
        await holds(copy, 1)
        for killed in range(3):
            for teacher in range(4):
                await post(district, an_outcome(district, teacher, *(a_line(line, "1") for line in range(5))))
            await asyncio.sleep(chance.random() * 0.3)
            running.kill()
            await running.wait()
            # Missed while it was away.
            await post(
                district,
                an_outcome(district, 0, a_line(1, str(20 - killed)), revision=killed + 2, outcome_id=corrected),
            )
            running = await start(url, client_id, secret, copy)
        book = await feed(district)
        rows = await holds(copy, len(book))
        running.terminate()
        await running.wait()

    assert len(book) == 1 + 3 * (4 * 5 + 2)
    assert [seq for seq, _, _ in rows] == list(range(1, len(book) + 1))
    assert [json.loads(body) for _, _, body in rows] == book


async def test_a_gateway_whose_services_are_being_restarted_is_come_back_to(
    apps: Apps, district: World, tmp_path: Path
) -> None:
    client_id, secret = await district.client("feed:read")
    copy, away = tmp_path / "book.sqlite", Away()
    await post(district, an_outcome(district, 0, a_line(1, "24")))

    async with served(apps, away=away) as url:
        # At its first log-in, and again when it goes on after what it was given.
        away.now = True
        running = await start(url, client_id, secret, copy)
        await away.be_found()
        await holds(copy, 1)
        away.now = True
        # Answered to the call that waited since then; the next one finds nobody.
        await post(district, an_outcome(district, 1, a_line(1, "3")))
        await away.be_found()
        await post(district, an_outcome(district, 2, a_line(1, "5")))
        rows = await holds(copy, 3)
        running.terminate()
        await running.wait()

    assert [seq for seq, _, _ in rows] == [1, 2, 3]


def test_the_example_is_short_enough_to_be_read() -> None:
    assert len(EXAMPLE.read_text(encoding="utf-8").splitlines()) <= 60
