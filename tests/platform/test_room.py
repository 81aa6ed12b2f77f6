"""Large bodies wait for room: however many come at once, a process takes in so many bytes, and serves the others."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, Final, cast
from uuid import UUID

import pytest
from fastapi import FastAPI

from services.platform import turns
from services.platform.files import LARGEST_UPLOAD, FileStore
from services.platform.room import MOST_BYTES, Room
from services.platform.types import LARGEST_BODY
from tests.support import World
from tests.walks.assessment import PDF

PIECE: Final = 1_048_576
SHARE: Final = MOST_BYTES // 4


@dataclass
class Upload:
    """A file on its way, which stops before its last piece until it may go on."""

    district: World
    teacher_id: UUID
    tells_length: bool = True
    breaks_off: bool = False
    size: int = LARGEST_UPLOAD
    may_end: asyncio.Event = field(default_factory=asyncio.Event)
    waits: asyncio.Event = field(default_factory=asyncio.Event)
    taken_in: int = 0
    said: list[Any] = field(default_factory=list)

    async def send(self) -> "Upload":
        token = self.district.token("teacher", teacher=self.teacher_id)
        path = f"/assessment/v1/districts/{self.district.district_id}/files"
        headers = [(b"authorization", f"Bearer {token}".encode()), (b"idempotency-key", str(id(self)).encode())]
        if self.tells_length:
            headers.append((b"content-length", str(self.size).encode()))
        scope = {
            "type": "http",
            "method": "POST",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"name=a.pdf",
            "headers": headers,
            "client": ("of a test", 1),
        }
        app: FastAPI = self.district.apps.of["assessment"]
        await app(scope, self._receive, self._hear)
        return self

    async def _receive(self) -> dict[str, Any]:
        if self.taken_in + PIECE >= self.size:
            self.waits.set()
            await self.may_end.wait()
            if self.breaks_off:
                return {"type": "http.disconnect"}
        piece = (PDF if not self.taken_in else b"").ljust(min(PIECE, self.size - self.taken_in), b"\0")
        self.taken_in += len(piece)
        return {"type": "http.request", "body": piece, "more_body": self.taken_in < self.size}

    async def _hear(self, message: Any) -> None:
        self.said.append(message)

    @property
    def answer(self) -> tuple[int, bytes | None]:
        return self.said[0]["status"], dict(self.said[0]["headers"]).get(b"retry-after")


@dataclass
class Uploads:
    sent: list[Upload] = field(default_factory=list)
    tasks: list[asyncio.Task[Upload]] = field(default_factory=list)

    def begin(self, *uploads: Upload) -> None:
        self.sent += uploads
        self.tasks += [asyncio.create_task(upload.send()) for upload in uploads]

    async def turned_away(self, many: int) -> list[Upload]:
        """Those that have their answer, once they are so many, and all others wait for their last piece."""
        async with asyncio.timeout(5):
            done = [await task for _, task in zip(range(many), asyncio.as_completed(self.tasks), strict=False)]
            for upload in self.sent:
                if upload not in done:
                    await upload.waits.wait()
        return done

    async def end(self) -> list[Upload]:
        for upload in self.sent:
            upload.may_end.set()
        return list(await asyncio.gather(*self.tasks))


@pytest.fixture
async def uploads(district: World, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Uploads]:
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 0.1)
    uploads = Uploads()
    yield uploads
    await uploads.end()


async def test_of_what_one_account_sends_at_once_a_quarter_is_taken_in_and_others_are_served(
    district: World, uploads: Uploads
) -> None:
    greedy, other = (teacher.teacher_id for teacher in district.teachers[:2])
    uploads.begin(*(Upload(district, greedy) for _ in range(12)))
    away = await uploads.turned_away(11)
    beside = district.api("assessment", "teacher", teacher=other)

    answers = [
        await beside.post("/files", params={"name": "a.pdf"}, content=PDF.ljust(PIECE, b"\0")),
        await district.api("assessment", "teacher", teacher=greedy).post(
            "/files", params={"name": "a.pdf"}, content=PDF
        ),
    ]
    ended = await uploads.end()
    again = await Upload(district, greedy, may_end=uploads.sent[0].may_end).send()

    assert [upload.answer for upload in away] == [(503, b"1")] * 11
    assert sum(upload.taken_in for upload in away) == 0
    assert [answer.status_code for answer in answers] == [201, 201]
    assert sorted(upload.answer[0] for upload in ended) == [201] + [503] * 11
    assert again.answer[0] == 201


@pytest.mark.parametrize("tells_length", [True, False])
async def test_of_what_many_accounts_send_at_once_a_process_takes_in_so_much_and_no_more(
    district: World, uploads: Uploads, *, tells_length: bool
) -> None:
    uploads.begin(
        *(Upload(district, teacher.teacher_id, tells_length=tells_length) for teacher in district.teachers[:8])
    )
    away = await uploads.turned_away(4)
    held = sum(upload.taken_in for upload in uploads.sent)
    small = await district.api("assessment").post("/files", params={"name": "a.pdf"}, content=PDF)
    ended = await uploads.end()

    assert [upload.answer for upload in away] == [(503, b"1")] * 4
    assert 3 * SHARE // 2 < held <= MOST_BYTES
    assert small.status_code == 201
    assert sorted(upload.answer[0] for upload in ended) == [201] * 4 + [503] * 4


async def test_who_waits_has_the_room_that_another_leaves_by_breaking_off(
    district: World, uploads: Uploads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 20)
    teacher = district.teachers[0].teacher_id
    first, second = Upload(district, teacher, breaks_off=True), Upload(district, teacher)
    uploads.begin(first)
    await first.waits.wait()
    uploads.begin(second)
    await asyncio.sleep(0.05)
    taken_before = second.taken_in
    first.may_end.set()
    async with asyncio.timeout(5):
        await second.waits.wait()
    ended = await uploads.end()

    assert taken_before == 0
    assert [upload.answer[0] for upload in ended] == [400, 201]


class Slow:
    """An object store that keeps whoever hands something in waiting."""

    def __init__(self) -> None:
        self.asked, self.may_go_on = asyncio.Event(), asyncio.Event()

    async def put_async(self, _key: str, _content: bytes) -> None:
        self.asked.set()
        await self.may_go_on.wait()


async def test_room_is_held_until_the_request_is_done_not_only_read(
    district: World, uploads: Uploads, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, teacher = Slow(), district.teachers[0].teacher_id
    monkeypatch.setitem(district.apps.of["assessment"].state._state, "files", FileStore(cast(Any, slow)))
    first, second = Upload(district, teacher), Upload(district, teacher)
    first.may_end.set()
    uploads.begin(first)
    await slow.asked.wait()

    async with asyncio.timeout(5):
        await second.send()
    slow.may_go_on.set()
    ended = await uploads.end()

    assert second.answer == (503, b"1")
    assert [upload.answer[0] for upload in ended] == [201]


async def test_what_is_small_never_waits_and_what_says_it_is_small_is(
    district: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 0.05)
    monkeypatch.setitem(district.apps.of["assessment"].state._state, "room", Room(most=0))
    api = district.api("assessment")
    lies = {"Content-Length": str(LARGEST_BODY)}

    answers = [
        await api.post("/files", params={"name": "a.pdf"}, content=PDF.ljust(size, b"\0"), headers=headers)
        for size, headers in ((LARGEST_BODY, {}), (LARGEST_BODY + 1, lies), (LARGEST_BODY + 1, {}))
    ]

    assert [answer.status_code for answer in answers] == [201, 413, 503]
    assert answers[2].headers["retry-after"] == "1"


async def test_nobody_has_more_than_a_quarter_and_nothing_is_kept_of_who_left() -> None:
    room, who = Room(most=40), UUID(int=1)

    assert room._has(who, 10)
    async with room.of(who, 6), room.of(who, 4):
        assert not room._has(who, 1)
        assert room._has(UUID(int=2), 10)

    assert room._has(who, 10)
    assert not room._taken
