"""Records of activities reach standings: kept by revision in whatever order, judged by counting clauses."""

import itertools
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from services.contracts import RecordsKept, RecordState
from services.platform.ids import new_id
from tests.support import Apps, World, make_world


@pytest.fixture
async def school(apps: Apps) -> World:
    """A district whose teachers write 10,000 characters of notes and a paper a year: pack SB5."""
    return await make_world(apps, pack="SB5")


def a_record(world: World, *, record_id: UUID | None = None, revision: int = 1, **facts: Any) -> RecordState:
    who = world.teachers[0]
    said: dict[str, Any] = {
        "retracted": revision > 1,
        "kind": "READING_NOTES",
        "on": date(2025, 10, 16),
        "amount": Decimal(10_000),
        "teacher_id": who.teacher_id,
        "school_id": who.school_id,
        "unit": None,
        "event": None,
        "class_id": None,
        "role": "",
        "level": "",
        "result": "",
        "tags": (),
        "title": "读书笔记:《给教师的建议》",
    }
    return RecordState(record_id=record_id or new_id(), revision=revision, **{**said, **facts})


async def hear(world: World, *records: RecordState) -> None:
    await world.publish(RecordsKept(district_id=world.district_id, members=records), role="assessment")
    await world.drain()


async def standing(world: World, as_of: str = "2026-08-31") -> dict[str, Any]:
    path = f"/teachers/{world.teachers[0].teacher_id}/standing"
    answer = await world.api("ledger").get(path, params={"as_of": as_of})
    assert answer.status_code == 200, answer.text
    return {clause["clause_id"]: clause for clause in answer.json()["clauses"] if clause["period"] == "2025-2026"}


async def test_notes_and_a_paper_meet_what_the_year_asks_and_are_named(school: World) -> None:
    """A59: 9,999 characters are not enough, 10,000 are."""
    await hear(
        school,
        a_record(school, amount=Decimal(9_999)),
        a_record(school, kind="PAPER", amount=Decimal(3_000), title="论文:单元整体教学"),
    )
    short = (await standing(school))["SB5-01"]

    await hear(school, a_record(school, amount=Decimal(1), on=date(2026, 8, 31), title="补记"))
    met = (await standing(school))["SB5-01"]

    assert (short["result"], met["result"]) == ("NOT_MET", "MET")
    assert short["pack_id"] == "SB5"
    named = {(one["title"], one["seq"]) for one in met["counted_entries"]}
    assert named == {("读书笔记:《给教师的建议》", None), ("论文:单元整体教学", None), ("补记", None)}


async def test_a_retracted_record_counts_for_nothing_in_whatever_order_it_is_heard(school: World) -> None:
    paper = a_record(school, kind="PAPER", amount=Decimal(3_000))
    for order in itertools.permutations((1, 2)):
        record_id = new_id()
        for revision in order:
            await hear(school, a_record(school, record_id=record_id, revision=revision), paper)

    assert (await standing(school))["SB5-01"]["result"] == "NOT_MET"


async def test_a_record_heard_twice_counts_once(school: World) -> None:
    half = a_record(school, amount=Decimal(5_000))

    await hear(school, half, half, a_record(school, kind="PAPER", amount=Decimal(3_000)))
    await hear(school, half)

    clause = (await standing(school))["SB5-01"]
    assert clause["result"] == "NOT_MET"
    notes = next(one for one in clause["quantities"] if one["label_zh"] == "读书笔记")
    assert (notes["counted"], notes["gap"]) == ("5000.00", "5000.00")


async def test_a_standing_looks_only_at_records_of_the_day_or_earlier(school: World) -> None:
    await hear(school, a_record(school))

    notes = (await standing(school, as_of="2025-10-15"))["SB5-01"]["quantities"][0]

    assert notes["counted"] == "0.00"


async def test_what_the_ledger_heard_is_never_changed(school: World) -> None:
    await hear(school, a_record(school))

    async with school.session("ledger") as session:
        with pytest.raises(Exception, match="permission denied"):
            await session.execute(text("update ledger.fact set amount = 1"))
