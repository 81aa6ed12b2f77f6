"""The screen's codes as a stream: on time, bounded, ended, and without a database connection behind it."""

import asyncio
import json
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from starlette.types import Message

from services.platform import clock, streams
from services.platform.streams import Streams
from services.platform.versions import raise_version
from tests.attendance.processes import service
from tests.attendance.scenes import MORNING, open_class, scan
from tests.support import World
from tests.walks.attendance import meeting


def events_of(text: str) -> list[tuple[str, dict[str, Any]]]:
    """The events of a stream: name and data."""
    found = []
    for block in text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if "event" in fields:
            found.append((fields["event"], json.loads(fields["data"])))
    return found


class Watched:
    """A stream as a client hears it that goes on listening while the test does other things."""

    def __init__(self, world: World, way: str) -> None:
        self.text = ""
        self.status = 0
        self.over = asyncio.Event()
        self._left = asyncio.Event()
        self._more = asyncio.Condition()
        self._world, self._way = world, way

    @asynccontextmanager
    async def listening(self) -> AsyncIterator["Watched"]:
        path, _, query = self._way.partition("?")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": f"/attendance/v1/districts/{self._world.district_id}{path}",
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": query.encode(),
            "headers": [(b"authorization", f"Bearer {self._world.token('trainer')}".encode())],
            "client": ("127.0.0.1", 1),
            "server": ("test", 80),
        }
        served = asyncio.create_task(self._world.apps.of["attendance"](scope, self._receive, self._send))
        try:
            yield self
        finally:
            self._left.set()
            await served

    async def until(self, word: str) -> None:
        async with asyncio.timeout(15), self._more:
            await self._more.wait_for(lambda: word in self.text)

    async def _receive(self) -> Message:
        await self._left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Message) -> None:
        self.status = message.get("status", self.status)
        if not message.get("more_body", True):
            self.over.set()
        async with self._more:
            self.text += message.get("body", b"").decode()
            self._more.notify_all()


async def test_the_screen_gets_each_code_as_its_step_begins_until_the_window_closes(
    district: World, travel: Any
) -> None:
    teacher = district.teachers[0]
    # Check-in closes a second after a step begins.
    opened = await open_class(district, teacher, meetings=[meeting(MORNING + timedelta(seconds=1))])
    await travel(opened.first.ends_at - timedelta(seconds=2))

    heard = await district.api("attendance", "trainer").get(
        f"/meetings/{opened.first.meeting_id}/code-stream", params={"phase": "IN"}
    )
    after = await district.api("attendance", "trainer").get(
        f"/meetings/{opened.first.meeting_id}/code-stream", params={"phase": "IN"}
    )

    assert heard.headers["content-type"].startswith("text/event-stream")
    assert heard.headers["cache-control"] == "no-store"
    events = events_of(heard.text)
    assert [name for name, _ in events] == ["codes", "codes", "closed"]
    first, second = (data for name, data in events if name == "codes")
    # The code of now and the next ones: the screen bridges a slow network with them.
    assert second["codes"][0] == first["codes"][1]
    delay = datetime.fromisoformat(second["server_time"]) - datetime.fromisoformat(second["codes"][0]["valid_from"])
    assert timedelta(0) <= delay < timedelta(milliseconds=500)
    assert (after.status_code, after.json()["type"]) == (409, "urn:xuefen:problem:check-in-closed")


async def test_the_stream_of_somebody_who_is_let_in_no_more_ends(
    district: World, travel: Any, minute_later: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = await open_class(district, district.teachers[0], meetings=[meeting(MORNING)])
    await travel(opened.first.starts_at)
    monkeypatch.setattr(streams, "HEARTBEAT_SECONDS", 0.02)

    watched = Watched(district, f"/meetings/{opened.first.meeting_id}/code-stream?phase=IN")
    async with watched.listening(), asyncio.timeout(10):
        await watched.until("still here")
        async with district.session("directory") as session:
            await raise_version(session, district_id=district.district_id, account_id=district.trainer_id)
        before = watched.over.is_set()
        minute_later()
        await watched.over.wait()

    assert (watched.status, before) == (200, False)


async def test_a_code_from_the_stream_checks_in(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    await travel(MORNING)
    way = f"/meetings/{opened.first.meeting_id}/code-stream"

    heard = await district.api("attendance", "trainer").get(way, params={"phase": "IN", "seconds": "0"})
    ((_, shown),) = events_of(heard.text)
    answer = await scan(district, teacher, opened.first, code=shown["codes"][0]["code"])

    assert answer.status_code == 201


async def test_a_stream_is_for_whom_the_codes_are(district: World) -> None:
    opened = await open_class(district, meetings=[meeting(clock.now())])
    way = f"/meetings/{opened.first.meeting_id}/code-stream"

    async def status(role: str, **who: Any) -> int:
        asked = {"phase": "IN", "seconds": "0"}
        return (await district.api("attendance", role, **who).get(way, params=asked)).status_code

    assert await status("trainer") == 200
    assert await status("trainer", account_id=uuid4()) == 404
    assert await status("school_admin", school=district.schools[0].school_id) == 404
    assert await status("teacher", teacher=district.teachers[0].teacher_id) == 403


async def test_no_connection_of_the_database_is_held_behind_a_stream(district: World) -> None:
    opened = await open_class(district, meetings=[meeting(clock.now())])
    way = f"/meetings/{opened.first.meeting_id}/code-stream?phase=IN"
    pool = district.apps.of["attendance"].state.engine.pool

    async with Watched(district, way).listening() as one, Watched(district, way).listening() as other:
        await one.until("event: codes")
        await other.until("event: codes")

        assert pool.checkedout() == 0
        assert district.apps.of["attendance"].state.streams.open == 2
    assert district.apps.of["attendance"].state.streams.open == 0


async def test_more_streams_than_a_process_holds_are_told_to_come_back(district: World) -> None:
    opened = await open_class(district, meetings=[meeting(clock.now())])
    way = f"/meetings/{opened.first.meeting_id}/code-stream?phase=IN"
    state = district.apps.of["attendance"].state
    before, state.streams = state.streams, Streams(most=1)
    try:
        async with Watched(district, way).listening() as one:
            await one.until("event: codes")
            async with asyncio.timeout(5):
                turned_away = await district.api("attendance", "trainer").get(way)
        free_again = await district.api("attendance", "trainer").get(f"{way}&seconds=0")
    finally:
        state.streams = before

    assert (turned_away.status_code, turned_away.headers["retry-after"]) == (503, "1")
    assert turned_away.json()["type"] == "urn:xuefen:problem:overloaded"
    assert free_again.status_code == 200


async def test_a_silent_stream_says_that_it_is_still_there(district: World, monkeypatch: Any) -> None:
    monkeypatch.setattr(streams, "HEARTBEAT_SECONDS", 0.05)
    opened = await open_class(district, meetings=[meeting(clock.now())])

    async with Watched(district, f"/meetings/{opened.first.meeting_id}/code-stream?phase=IN").listening() as heard:
        await heard.until(": still here")
        await heard.until("event: codes")


async def test_a_process_that_is_told_to_end_ends_its_streams_and_does_not_wait_for_the_window(
    district: World, tmp_path: Path
) -> None:
    opened = await open_class(district, meetings=[meeting(clock.now())])
    database_url = district.apps.settings.database_url.get_secret_value()
    headers = {"Authorization": f"Bearer {district.token('trainer')}"}
    heard = ""
    async with service(database_url, tmp_path) as running, httpx.AsyncClient(headers=headers) as client:
        base = f"http://127.0.0.1:{running.port}/attendance/v1/districts/{district.district_id}"
        way = f"{base}/meetings/{opened.first.meeting_id}/code-stream?phase=IN"
        async with asyncio.timeout(10), client.stream("GET", way) as stream:
            async for chunk in stream.aiter_text():
                heard += chunk
                if "event: codes" in heard:
                    running.tell(signal.SIGTERM)
        assert await asyncio.to_thread(running.ended, within_seconds=5)

    assert [name for name, _ in events_of(heard)] == ["codes"]
    assert running.process.exitcode in (0, -signal.SIGTERM)


async def test_no_codes_are_shown_that_every_phone_would_be_refused_for(district: World, travel: Any) -> None:
    opened = await open_class(district, district.teachers[0])
    trainer = district.api("attendance", "trainer")
    way = f"/meetings/{opened.first.meeting_id}/codes"
    seen = []
    end = opened.first.ends_at
    for moment in (MORNING - timedelta(hours=2), end - timedelta(seconds=5), end + timedelta(seconds=1)):
        await travel(moment)
        seen.append([(await trainer.get(way, params={"phase": phase})).status_code for phase in ("IN", "OUT")])
    closed = await trainer.get(way, params={"phase": "IN"}, headers={"Accept-Language": "zh-CN"})

    assert seen == [[200, 200], [200, 200], [409, 200]]
    assert closed.json()["type"] == "urn:xuefen:problem:check-in-closed"
    assert closed.json()["detail"] == "签到(退)时间为 2026-10-10 08:30 至 2026-10-10 12:00"
    assert closed.json()["facts"]["closes_at"] == "2026-10-10T12:00:00+08:00"
