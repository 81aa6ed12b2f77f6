"""Score sheets that are cut off, that arrive twice, two at once, and of more people than one statement may name."""

import asyncio
import io
from typing import Any

import httpx
import pytest
import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

from services.assessment import queries
from services.assessment.models import ScoreSheet
from services.platform.ids import new_id
from tests.assessment.course import Course, opened
from tests.assessment.marking import raw
from tests.support import World

PROCESS, FINAL = "过程性考核 [PROCESS]", "终结性考核 [FINAL]"


async def _send(course: Course, content: str, key: str | None = None) -> httpx.Response:
    return await course.api("trainer").post(
        f"{course.path}/score-sheets",
        content=content.encode(),
        headers={"Idempotency-Key": key or str(new_id())},
    )


async def _marks(course: Course) -> list[tuple[str, str]]:
    return sorted((one["component"], one["score"]) for one in await raw(course, course.api()))


async def test_a_sheet_that_is_cut_off_leaves_nothing_and_its_request_again_records_it_once(
    district: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = await opened(district, *district.teachers[:2], scheme="SCORED")
    content, key = f"工号,{PROCESS}\nT001,86.5\nT002,77.5\n", str(new_id())
    reached = asyncio.Event()

    async def wait(*_: Any, **__: Any) -> ScoreSheet:
        reached.set()
        await asyncio.sleep(60)
        raise AssertionError("nobody cut it off")

    with monkeypatch.context() as patch:
        # Every mark is written by then, and nothing is committed.
        patch.setattr(queries, "insert_score_sheet", wait)
        sending = asyncio.create_task(_send(course, content, key))
        await asyncio.wait_for(reached.wait(), 20)
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
    assert await _marks(course) == []

    first, second = await _send(course, content, key), await _send(course, content, key)

    assert (first.status_code, first.json()["recorded"]) == (201, 2), first.text
    assert (second.json(), second.headers.get("Idempotency-Replayed")) == (first.json(), "true")
    assert await _marks(course) == [("PROCESS", "77.50"), ("PROCESS", "86.50")]


async def test_the_same_sheet_twice_at_once_is_recorded_once(district: World) -> None:
    course = await opened(district, *district.teachers[:2], scheme="SCORED")
    content, key = f"工号,{PROCESS}\nT001,86.5\nT002,77.5\n", str(new_id())

    others = await asyncio.gather(*(_send(course, content) for _ in range(4)))
    same = await asyncio.gather(_send(course, content, key), _send(course, content, key))

    assert [one.status_code for one in (*others, *same)] == [201] * 6
    assert sorted((one.json()["recorded"], one.json()["unchanged"]) for one in others) == [(0, 2)] * 3 + [(2, 0)]
    assert same[0].json() == same[1].json()
    assert await _marks(course) == [("PROCESS", "77.50"), ("PROCESS", "86.50")]


async def test_two_sheets_at_once_are_both_recorded_and_the_later_says_what_the_first_left(district: World) -> None:
    course = await opened(district, *district.teachers[:2], scheme="SCORED")

    both = await asyncio.gather(
        _send(course, f"工号,{PROCESS}\nT001,86.5\nT002,77.5\n"),
        _send(course, f"工号,{PROCESS},{FINAL}\nT001,86.5,90\nT002,,60.25\n"),
    )

    assert [one.status_code for one in both] == [201, 201], both
    # What both say is new in whichever was first.
    assert sum(one.json()["recorded"] for one in both) == 4
    assert sum(one.json()["unchanged"] for one in both) == 1
    assert await _marks(course) == [("FINAL", "60.25"), ("FINAL", "90.00"), ("PROCESS", "77.50"), ("PROCESS", "86.50")]


async def test_a_file_of_more_people_than_a_statement_may_name_is_answered_row_by_row(district: World) -> None:
    course = await opened(district, district.teachers[0], scheme="SCORED")
    rows = 17_000
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        for page in ("1", "2"):
            sheet = workbook.add_worksheet(page)
            sheet.write_string(0, 0, "工号")
            for row in range(1, rows + 1):
                sheet.write_string(row, 0, f"X{page}{row}")

    answer = await course.api("trainer").post(f"{course.path}/score-sheets", content=stream.getvalue())

    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert (told["rows"], told["faults"], told["applied"]) == (2 * rows, 2 * rows + 1, False)
    assert {one["code"] for one in told["errors"]} == {"no-notes", "unknown-teacher"}
