"""Duties arise by themselves, are fulfilled by records or activities, remembered in time, and void with their cause."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from services.contracts import EntriesPosted, PostedEntry
from services.platform.ids import new_id
from tests.assessment.activities import school_of, teacher_of
from tests.support import Apps, World, make_world

CYCLE = {"cycle_start": "2025-09-01", "cycle_end": "2028-08-31"}
IN_OCTOBER = datetime(2025, 10, 20, 2, tzinfo=UTC)
NEAR_ITS_END = datetime(2026, 1, 6, 0, 30, tzinfo=UTC)
OVER = datetime(2026, 1, 21, 0, 30, tzinfo=UTC)


@pytest.fixture
async def sb6(apps: Apps, travel: Callable[[datetime], Awaitable[None]]) -> World:
    """A school district in October that asks for a relay talk after every training outside."""
    await travel(IN_OCTOBER)
    return await make_world(apps, pack="SB6", parameters=CYCLE)


def trained(
    world: World, teacher: int = 0, *, class_id: UUID | None = None, level: str = "COUNTY", **facts: Any
) -> PostedEntry:
    fields: dict[str, Any] = {
        "seq": 1,
        "entry_id": new_id(),
        "teacher_id": world.teachers[teacher].teacher_id,
        "school_id": world.teachers[teacher].school_id,
        "hours": Decimal(12),
        "credits": Decimal(0),
        "category": "GENERAL",
        "level": level,
        "mode": "CENTRALISED",
        "nature": "COMPULSORY",
        "kind": "OTHER_TRAINING",
        "earned_from": date(2025, 10, 11),
        "earned_to": date(2025, 10, 12),
        "class_id": class_id or new_id(),
        "program_id": None,
        "reverses": None,
        "title": "县级集中培训",
        **facts,
    }
    return PostedEntry(**fields)


async def posted(world: World, *entries: PostedEntry) -> None:
    await world.publish(EntriesPosted(district_id=world.district_id, entries=entries), role="ledger")
    await world.drain()


async def talked(world: World, on: str = "2025-10-15", teacher: int = 0, **facts: Any) -> dict[str, Any]:
    record = {"kind": "RELAY_TALK", "on": on, "teacher_id": str(world.teachers[teacher].teacher_id), "title": "传达"}
    answer = await school_of(world).post("/records", json={"records": [{**record, **facts}]})
    assert answer.status_code == 201, answer.text
    await world.drain()
    kept: dict[str, Any] = answer.json()["items"][0]
    return kept


async def duties(world: World, **query: str) -> list[dict[str, Any]]:
    answer = await school_of(world).get("/duties", params=query)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_training_outside_obliges_to_a_talk_and_a_record_fulfils_it(sb6: World) -> None:
    await posted(sb6, trained(sb6))

    (open_,) = await duties(sb6)
    kept = await talked(sb6)
    (fulfilled,) = await duties(sb6)

    assert (open_["clause_id"], open_["code"], open_["state"]) == ("SB6-08", "RELAY_TALK", "OPEN")
    assert (open_["since"], open_["due_on"], open_["record_ids"]) == ("2025-10-12", "2026-01-20", [])
    assert "10月12日" in open_["cause"]["zh"]
    assert (fulfilled["state"], fulfilled["record_ids"]) == ("FULFILLED", [kept["record_id"]])
    assert fulfilled["duty_id"] == open_["duty_id"]


async def test_an_activity_fulfils_a_duty(sb6: World) -> None:
    await posted(sb6, trained(sb6))
    activity = {
        "kind": "RELAY_TALK",
        "title": "周前会议:县级培训传达",
        "starts_at": "2025-10-16T15:30:00+08:00",
        "ends_at": "2025-10-16T16:10:00+08:00",
        "category": "GENERAL",
        "level": "SCHOOL",
        "mode": "SCHOOL_BASED",
        "nature": "COMPULSORY",
        "participants": [{"teacher_id": str(sb6.teachers[0].teacher_id), "role": "PRESENTER"}],
    }

    logged = await school_of(sb6).post("/activities", json=activity)
    assert logged.status_code == 201, logged.text
    await sb6.drain()

    (fulfilled,) = await duties(sb6)
    (record,) = (await school_of(sb6).get("/records")).json()["items"]
    assert (fulfilled["state"], fulfilled["record_ids"]) == ("FULFILLED", [record["record_id"]])
    assert record["event"] == f"activity:{logged.json()['activity_id']}"


async def test_each_training_asks_anew_and_a_talk_about_one_fulfils_that_one(sb6: World) -> None:
    first, second = new_id(), new_id()
    await posted(sb6, trained(sb6, class_id=first), trained(sb6, class_id=second))
    await talked(sb6, class_id=str(second))

    states = {one["state"] for one in await duties(sb6)}

    assert states == {"OPEN", "FULFILLED"}
    assert [one["state"] for one in await duties(sb6, state="OPEN")] == ["OPEN"]


async def test_what_the_book_takes_back_asks_for_nothing(sb6: World) -> None:
    entry = trained(sb6)
    await posted(sb6, entry)
    reversal = entry.model_copy(update={"entry_id": new_id(), "hours": Decimal(-12), "reverses": entry.entry_id})
    await posted(sb6, reversal)

    assert await duties(sb6) == []
    assert [one["state"] for one in await duties(sb6, state="VOID")] == ["VOID"]


async def test_a_talk_taken_back_leaves_the_duty_open_again(sb6: World) -> None:
    await posted(sb6, trained(sb6))
    kept = await talked(sb6)

    await school_of(sb6).put(f"/records/{kept['record_id']}/retraction", json={"reason": "登记错误"})
    await sb6.drain()

    assert [(one["state"], one["record_ids"]) for one in await duties(sb6)] == [("OPEN", [])]


async def test_time_reminds_and_then_it_is_overdue(sb6: World, travel: Callable[[datetime], Awaitable[None]]) -> None:
    await posted(sb6, trained(sb6))

    (before,) = await duties(sb6)
    await travel(NEAR_ITS_END)
    await sb6.drain()
    (reminded,) = await duties(sb6)
    await travel(OVER)
    await sb6.drain()
    (over,) = await duties(sb6)

    assert (before["reminded_at"], before["overdue_at"]) == (None, None)
    assert reminded["state"] == "OPEN"
    assert reminded["reminded_at"] is not None
    assert over["state"] == "OVERDUE"
    assert over["overdue_at"] is not None
    # A talk held in time and entered late still fulfils it; one held after the semester does not.
    await talked(sb6, on="2026-01-21")
    assert [one["state"] for one in await duties(sb6)] == ["OVERDUE"]
    await talked(sb6, on="2026-01-19")
    assert [one["state"] for one in await duties(sb6)] == ["FULFILLED"]


async def test_training_within_the_school_or_before_the_cycle_obliges_to_nothing(sb6: World) -> None:
    early = {"earned_from": date(2025, 5, 5), "earned_to": date(2025, 5, 5)}
    await posted(sb6, trained(sb6, level="SCHOOL"), trained(sb6, **early))

    assert await duties(sb6) == []


async def test_the_same_event_twice_is_one_duty(sb6: World) -> None:
    entry = trained(sb6)
    await posted(sb6, entry)
    await posted(sb6, entry)

    assert len(await duties(sb6)) == 1


async def test_teachers_see_their_own_duties_and_schools_theirs(sb6: World) -> None:
    await posted(sb6, trained(sb6), trained(sb6, 5))

    (own,) = (await teacher_of(sb6, 0).get("/duties")).json()["items"]
    assert own["teacher_id"] == str(sb6.teachers[0].teacher_id)
    assert (await teacher_of(sb6, 1).get("/duties")).json()["items"] == []
    assert [one["teacher_id"] for one in await duties(sb6)] == [str(sb6.teachers[0].teacher_id)]
    assert len((await sb6.api("assessment").get("/duties")).json()["items"]) == 2


async def test_a_prize_obliges_to_a_demonstration(apps: Apps, travel: Callable[[datetime], Awaitable[None]]) -> None:
    await travel(IN_OCTOBER)
    hs = await make_world(apps, pack="HS", parameters=CYCLE)
    won = {"kind": "CONTEST_AWARD", "tags": ["QUALITY_LESSON"], "result": "FIRST", "title": "校优质课一等奖"}
    await talked(hs, **won)

    (open_,) = await duties(hs, clause_id="HS-11")
    await talked(hs, kind="TEACHING_DEMONSTRATION", title="教学能力展示")
    (fulfilled,) = await duties(hs, clause_id="HS-11")

    assert (open_["severity"], open_["state"], fulfilled["state"]) == ("advisory", "OPEN", "FULFILLED")
