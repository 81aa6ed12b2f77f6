"""Large downloads go piece by piece, and room is held for each: who reads slowly, and much, fills no process."""

import asyncio
import hashlib
import tracemalloc
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from tempfile import TemporaryFile
from typing import Any, Final, cast
from uuid import UUID

import pytest
from fastapi import FastAPI, Request, Response

from services.platform import clock, patience, turns
from services.platform.archives import ArchiveMember, ArchiveResponse
from services.platform.documents import Document
from services.platform.downloads import PIECE
from services.platform.files import LARGEST_UPLOAD, FileStore
from services.platform.ranges import FilePart, PartsResponse
from services.platform.room import MOST_BYTES, Room
from services.platform.types import LARGEST_BODY
from tests.support import World
from tests.walks.assessment import PDF

SHARE: Final = MOST_BYTES // 4
HELD_BY_EACH: Final = 2 * PIECE


@dataclass
class Reading:
    """A download whose reader takes nothing of its body until it may go on."""

    district: World
    teacher_id: UUID
    path: str
    may_go_on: asyncio.Event = field(default_factory=asyncio.Event)
    waits: asyncio.Event = field(default_factory=asyncio.Event)
    leaves: asyncio.Event = field(default_factory=asyncio.Event)
    status: int = 0
    headers: dict[bytes, bytes] = field(default_factory=dict)
    body: bytearray = field(default_factory=bytearray)
    largest_piece: int = 0

    async def read(self) -> "Reading":
        token = self.district.token("teacher", teacher=self.teacher_id)
        path = f"/assessment/v1/districts/{self.district.district_id}{self.path}"
        scope = {
            "type": "http",
            "method": "GET",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "headers": [(b"authorization", f"Bearer {token}".encode())],
            "client": ("of a test", 1),
        }
        app: FastAPI = self.district.apps.of["assessment"]
        await app(scope, self._receive, self._hear)
        return self

    async def _receive(self) -> dict[str, Any]:
        await self.leaves.wait()
        return {"type": "http.disconnect"}

    async def _hear(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], dict(message["headers"])
            return
        self.largest_piece = max(self.largest_piece, len(message["body"]))
        self.body += message["body"]
        if self.status == 200:
            self.waits.set()
            await self.may_go_on.wait()


async def handed_in(district: World, teacher_id: UUID, size: int) -> tuple[str, bytes]:
    """Where the content of a file is, and its content."""
    content = PDF + bytes(range(256)) * (size // 256)
    content = content[:size]
    api = district.api("assessment", "teacher", teacher=teacher_id)
    answer = await api.post("/files", params={"name": "a.pdf"}, content=content)
    return f"/files/{answer.json()['file_id']}/content", content


async def test_slow_readers_of_one_account_hold_a_quarter_at_most_and_others_are_served(
    district: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 0.1)
    greedy, other = (teacher.teacher_id for teacher in district.teachers[:2])
    path, content = await handed_in(district, greedy, LARGEST_UPLOAD)
    small_path, small = await handed_in(district, greedy, LARGEST_BODY)
    others_path, others = await handed_in(district, other, LARGEST_BODY + 1)
    most = SHARE // HELD_BY_EACH
    readings = [Reading(district, greedy, path) for _ in range(most + 4)]
    tasks = [asyncio.create_task(one.read()) for one in readings]

    try:
        async with asyncio.timeout(20):
            away = [await one for _, one in zip(range(4), asyncio.as_completed(tasks), strict=False)]
            inside = [one for one in readings if one not in away]
            for one in inside:
                await one.waits.wait()
        held = sum(len(one.body) for one in inside)
        beside = [
            await district.api("assessment", "teacher", teacher=who).get(at)
            for who, at in ((greedy, small_path), (other, others_path), (greedy, path))
        ]
    finally:
        for one in readings:
            one.may_go_on.set()
        await asyncio.gather(*tasks)

    assert [(one.status, one.headers[b"retry-after"]) for one in away] == [(503, b"1")] * 4
    assert held <= most * PIECE
    assert max(one.largest_piece for one in inside) <= PIECE
    assert [answer.status_code for answer in beside] == [200, 200, 503]
    assert [answer.content for answer in beside[:2]] == [small, others]
    assert {hashlib.sha256(one.body).digest() for one in inside} == {hashlib.sha256(content).digest()}
    assert {one.headers[b"content-length"] for one in inside} == {str(len(content)).encode()}
    again = await district.api("assessment", "teacher", teacher=greedy).get(path)
    assert again.content == content


async def test_what_is_small_waits_for_no_room(district: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 0.05)
    teacher = district.teachers[0].teacher_id
    kept = [await handed_in(district, teacher, size) for size in (LARGEST_BODY, LARGEST_BODY + 1)]
    monkeypatch.setitem(district.apps.of["assessment"].state._state, "room", Room(most=0))
    api = district.api("assessment", "teacher", teacher=teacher)

    answers = [await api.get(path) for path, _ in kept]

    assert [answer.status_code for answer in answers] == [200, 503]
    assert answers[1].json()["type"] == "urn:xuefen:problem:overloaded"
    assert answers[1].headers["retry-after"] == "1"


class Silent:
    """An object store that has fallen silent."""

    async def get_range_async(self, _key: str, **_where: int) -> bytes:
        await asyncio.Event().wait()
        return b""


async def test_of_a_store_that_is_silent_the_reader_hears_in_time(
    district: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    teacher = district.teachers[0].teacher_id
    path, _ = await handed_in(district, teacher, PIECE)
    monkeypatch.setattr(patience, "LONGEST_SECONDS", 0.5)
    state = district.apps.of["assessment"].state
    monkeypatch.setitem(state._state, "files", FileStore(cast(Any, Silent())))

    async with asyncio.timeout(5):
        answer = await district.api("assessment", "teacher", teacher=teacher).get(path)

    assert answer.status_code == 503
    assert not state.room._taken


async def still_there() -> dict[str, Any]:
    """What a server says of a reader that asks nothing more and has not left."""
    await asyncio.Event().wait()
    raise AssertionError


CONTENT: Final = bytes(range(256)) * 2_000


async def content(_name: object = None) -> bytes:
    return CONTENT


def in_parts(request: Request) -> Response:
    part = FilePart("a", len(CONTENT), hashlib.sha256(CONTENT).digest())
    return PartsResponse(request, name="a.bin", media_type="application/zip", parts=[part], fetch=content)


def packed(request: Request) -> Response:
    members = [ArchiveMember.of("a.bin", CONTENT)]
    return ArchiveResponse(request, name="a.zip", members=members, at=clock.real_now(), fetch=content)


def made(request: Request) -> Response:
    return Document(request, content, media_type="application/pdf", name="a.pdf")


@pytest.mark.parametrize("answer", [in_parts, packed, made])
async def test_whatever_is_large_holds_room_until_it_is_taken_and_is_refused_where_there_is_none(
    monkeypatch: pytest.MonkeyPatch, answer: Callable[[Request], Response]
) -> None:
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 0.05)
    app, room, ends, may_go_on = FastAPI(), Room(), asyncio.Event(), asyncio.Event()
    scope = {"type": "http", "method": "GET", "path": "/", "headers": [], "app": app, "state": {"viewer": None}}
    heard: list[Any] = []

    async def hear(message: Any) -> None:
        heard.append(message)
        if not message.get("more_body", True):
            ends.set()
            await may_go_on.wait()

    app.state.room = room
    sending = asyncio.create_task(answer(Request(scope))(scope, still_there, hear))
    async with asyncio.timeout(5):
        await ends.wait()
    held = room._taken[None]
    may_go_on.set()
    await sending
    sent = b"".join(message.get("body", b"") for message in heard)
    app.state.room = Room(most=0)
    before = len(heard)
    await answer(Request(scope))(scope, still_there, hear)

    assert CONTENT in sent
    assert max(len(message.get("body", b"")) for message in heard) <= PIECE
    assert held >= len(CONTENT)
    assert not room._taken
    assert (heard[before]["status"], heard[0]["status"]) == (503, 200)


async def test_of_a_large_archive_one_content_at_a_time_is_in_memory() -> None:
    """Twelve contents of eight megabytes, of which the reader looks at each piece."""
    size, many = 8_000_000, 12
    contents = {hashlib.sha256(bytes([number]) * size).digest(): number for number in range(many)}
    members = [
        ArchiveMember(path=f"{number}.bin", sha256=sha256, size=size, content=None)
        for sha256, number in contents.items()
    ]

    async def fetch(sha256: bytes) -> bytes:
        return bytes([contents[sha256]]) * size

    length = 0
    app = FastAPI()
    app.state.room = Room()
    scope = {"type": "http", "method": "GET", "path": "/", "headers": [], "app": app, "state": {"viewer": None}}
    answer = ArchiveResponse(Request(scope), name="a.zip", members=members, at=clock.real_now(), fetch=fetch)
    with TemporaryFile() as heard:

        async def hear(message: Any) -> None:
            nonlocal length
            heard.write(message.get("body", b""))
            length = length or int(dict(message["headers"])[b"content-length"])

        tracemalloc.start()
        await answer(scope, still_there, hear)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()

        assert peak < 4 * size
        assert heard.tell() == length
        with zipfile.ZipFile(heard) as archive:
            assert archive.testzip() is None
            assert [entry.filename for entry in archive.infolist()] == [member.path for member in members]
            # Readers that go from the first byte to the last know each size before its content.
            assert not any(entry.flag_bits & 0x08 for entry in archive.infolist())


async def test_of_a_file_nothing_more_is_fetched_once_its_reader_has_gone(
    district: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    teacher = district.teachers[0].teacher_id
    path, _ = await handed_in(district, teacher, 20 * PIECE)
    reading, fetched, fetch = Reading(district, teacher, path), 0, FileStore.get_piece

    async def counted(store: FileStore, *which: Any) -> bytes:
        nonlocal fetched
        fetched += 1
        return await fetch(store, *which)

    monkeypatch.setattr(FileStore, "get_piece", counted)
    task = asyncio.create_task(reading.read())
    async with asyncio.timeout(5):
        await reading.waits.wait()
        reading.leaves.set()
        reading.may_go_on.set()
        await task

    # The second was fetched before anybody could ask.
    assert (len(reading.body), fetched) == (PIECE, 2)
    assert not district.apps.of["assessment"].state.room._taken


@pytest.mark.parametrize(("kind", "last"), [("parts", 3), ("archive", 3), ("archive", 13)])
async def test_of_many_contents_no_more_are_fetched_once_their_reader_has_gone(kind: str, last: int) -> None:
    """In the middle of ten; of an archive while it is measured, and while it is sent."""
    leaves, fetched, app = asyncio.Event(), 0, FastAPI()
    app.state.room = Room()
    scope = {"type": "http", "method": "GET", "path": "/", "headers": [], "app": app, "state": {"viewer": None}}
    heard: list[Any] = []

    async def fetch(_which: object) -> bytes:
        nonlocal fetched
        fetched += 1
        if fetched == last:
            leaves.set()
        return CONTENT

    async def receive() -> dict[str, Any]:
        await leaves.wait()
        return {"type": "http.disconnect"}

    async def hear(message: Any) -> None:
        heard.append(message)

    sha256 = hashlib.sha256(CONTENT).digest()
    answer: Response
    if kind == "parts":
        parts = [FilePart(str(number), len(CONTENT), sha256) for number in range(10)]
        answer = PartsResponse(Request(scope), name="a", media_type="text/plain", parts=parts, fetch=fetch)
    else:
        members = [ArchiveMember(path=str(number), sha256=sha256, size=len(CONTENT)) for number in range(10)]
        answer = ArchiveResponse(Request(scope), name="a.zip", members=members, at=clock.real_now(), fetch=fetch)
    async with asyncio.timeout(5):
        await answer(scope, receive, hear)

    assert fetched == last
    assert bool(heard) == (kind == "parts" or last > 10)
    assert all(message.get("more_body", True) for message in heard)
    assert not app.state.room._taken
