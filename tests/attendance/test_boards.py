"""The live board: who is there, as it changes; one question a second to the database, however many look."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest

from services.attendance.operations import boards
from services.attendance.operations.books import SignInBook
from services.platform.database import district_transaction
from services.platform.ids import new_id
from tests.attendance.scenes import MORNING, Opened, open_class, scan
from tests.support import Apps, World
from tests.walks.attendance import enrolled


def _events(text: str) -> list[tuple[str, dict[str, Any]]]:
    found = []
    for block in text.split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line and not line.startswith(":"))
        if "event" in lines:
            found.append((lines["event"], json.loads(lines["data"])))
    return found


async def _watched(world: World, opened: Opened, seconds: int, role: str = "trainer", **who: Any) -> Any:
    return await world.api("attendance", role, **who).get(
        f"/meetings/{opened.first.meeting_id}/board", params={"seconds": seconds}
    )


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boards, "PERIOD_SECONDS", 0.05)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> asyncio.Queue[None]:
    """Something for every time that a board has been read anew."""
    times: asyncio.Queue[None] = asyncio.Queue()
    read_book = boards.read_book_to_print

    async def counted(*given: Any, **named: Any) -> SignInBook:
        book = await read_book(*given, **named)
        times.put_nowait(None)
        return book

    monkeypatch.setattr(boards, "read_book_to_print", counted)
    return times


async def test_the_board_shows_everybody_and_then_what_changes(
    district: World, travel: Any, quick: None, read: asyncio.Queue[None]
) -> None:
    first, second = district.teachers[:2]
    opened = await open_class(district, first, second)
    await travel(MORNING - timedelta(minutes=5))
    watching = asyncio.create_task(_watched(district, opened, 4))
    await read.get()

    await scan(district, first, opened.first)
    await read.get()
    await district.publish(enrolled(district, opened.class_id, second, status="WITHDRAWN", revision=2))
    await district.drain()

    answer = await watching
    assert answer.headers["content-type"].startswith("text/event-stream")
    (named, board), (then, scanned), (_, left) = _events(answer.text)[:3]
    assert (named, then) == ("board", "changed")
    assert board["counts"] == {"EXPECTED": 2}
    assert [(line["staff_number"], line["name"], line["standing"]) for line in board["lines"]] == [
        ("T001", "教师1", "EXPECTED"),
        ("T002", "教师2", "EXPECTED"),
    ]
    assert scanned["counts"] == {"EXPECTED": 1, "PRESENT": 1}
    assert [line["staff_number"] for line in scanned["lines"]] == ["T001"]
    assert scanned["lines"][0]["entered_at"] is not None
    assert (left["lines"], left["gone"]) == ([], [str(second.teacher_id)])


async def test_however_many_look_one_asks(district: World, travel: Any, quick: None, apps: Apps) -> None:
    opened = await open_class(district, district.teachers[0])
    await travel(MORNING)
    watching = [asyncio.create_task(_watched(district, opened, 3)) for _ in range(12)]
    state = apps.of["attendance"].state
    asking = set()
    for _ in range(200):
        await asyncio.sleep(0.01)
        if state.streams.open == len(watching):
            names = [task.get_name() for task in asyncio.all_tasks()]
            asking.add(names.count(f"board {opened.first.meeting_id}"))

    answers = await asyncio.gather(*watching)

    assert asking == {1}
    assert all(_events(answer.text)[0][0] == "board" for answer in answers)
    assert (state.boards.watched, state.streams.open) == (0, 0)


async def test_a_board_ends_when_nothing_can_come_any_more(district: World, travel: Any, quick: None) -> None:
    opened = await open_class(district, district.teachers[0])
    await travel(opened.first.ends_at + timedelta(minutes=61))

    events = _events((await _watched(district, opened, 60)).text)

    assert [name for name, _ in events] == ["board", "closed"]
    assert events[0][1]["counts"] == {"ABSENT": 1}


async def test_a_board_without_anybody_is_shown_too(district: World, travel: Any, quick: None) -> None:
    opened = await open_class(district)
    await travel(MORNING)

    events = _events((await _watched(district, opened, 0)).text)

    assert [(name, data["lines"]) for name, data in events] == [("board", [])]


async def test_a_board_is_for_who_sees_the_whole_class(district: World) -> None:
    opened = await open_class(district, district.teachers[0])

    assert (await _watched(district, opened, 0, account_id=new_id())).status_code == 404
    assert (
        await _watched(district, opened, 0, "school_admin", school=district.schools[0].school_id)
    ).status_code == 404
    assert (await _watched(district, opened, 0, "teacher", teacher=district.teachers[0].teacher_id)).status_code == 403


async def test_while_a_board_is_watched_no_connection_is_held(district: World, travel: Any, apps: Apps) -> None:
    """More watchers than the pool has connections, each of another meeting; the rest of the service goes on."""
    opened = [await open_class(district, district.teachers[0]) for _ in range(10)]
    await travel(MORNING)
    watching = [asyncio.create_task(_watched(district, one, 6)) for one in opened]
    state = apps.of["attendance"].state
    held = set()
    for _ in range(300):
        await asyncio.sleep(0.01)
        if state.streams.open == len(opened):
            held.add(state.engine.pool.checkedout())

    answer = await scan(district, district.teachers[0], opened[0].first)

    assert 0 in held
    assert answer.status_code == 201
    assert all(_events(one.text) for one in await asyncio.gather(*watching))


async def test_a_board_whose_poller_fails_ends_and_is_polled_anew_for_who_comes_again(
    district: World, travel: Any, quick: None, apps: Apps, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = await open_class(district, district.teachers[0])
    await travel(MORNING)
    read = boards.read_book_to_print

    async def broken(*_given: Any, **_named: Any) -> Any:
        raise ValueError("a book that cannot be read")

    monkeypatch.setattr(boards, "read_book_to_print", broken)
    ended = await asyncio.wait_for(_watched(district, opened, 60), 10)
    monkeypatch.setattr(boards, "read_book_to_print", read)
    again = await _watched(district, opened, 1)

    assert (ended.status_code, _events(ended.text)) == (200, [])
    assert _events(again.text)[0][0] == "board"
    assert apps.of["attendance"].state.boards.watched == 0


async def test_a_board_goes_on_when_the_database_was_away(
    district: World, travel: Any, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = await open_class(district, district.teachers[0])
    await travel(MORNING)
    enter = district_transaction
    away, asked = True, asyncio.Event()

    @asynccontextmanager
    async def sometimes(*given: Any) -> AsyncIterator[Any]:
        if away:
            asked.set()
            raise ConnectionRefusedError
        async with enter(*given) as session:
            yield session

    monkeypatch.setattr(boards, "district_transaction", sometimes)
    watching = asyncio.create_task(_watched(district, opened, 1))
    await asked.wait()
    away = False

    assert [name for name, _ in _events((await watching).text)] == ["board"]
