"""Outcomes as assessment would say them, short enough to read in a test."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import text

from services.contracts import AwardLine, OutcomeFinalised, OutcomeState
from services.platform.ids import new_id
from services.platform.settings import load_settings
from services.platform.signing import KeyRing
from tests.support import World

# Two days of the school year 2025-2026.
EARNED = date(2025, 10, 10)


def a_line(line: int = 1, hours: str = "24", credits: str = "0", **facts: Any) -> AwardLine:  # noqa: A002 - as in the book
    """24 centralised hours of a county course, unless told otherwise."""
    said: dict[str, Any] = {
        "category": "KNOWLEDGE_SKILL",
        "level": "COUNTY",
        "original_level": None,
        "mode": "CENTRALISED",
        "nature": "COMPULSORY",
        "kind": "IN_SERVICE",
        "tags": (),
        "organised_by_admin": True,
        "earned_from": EARNED,
        "earned_to": EARNED,
        "rules": ("XC-02",),
    }
    return AwardLine(line=line, hours=Decimal(hours), credits=Decimal(credits), **{**said, **facts})


def an_outcome(
    world: World, teacher: int, *lines: AwardLine, revision: int = 1, outcome_id: UUID | None = None, **facts: Any
) -> OutcomeState:
    """An outcome of the teacher of that number in one class of the world's admin."""
    who = world.teachers[teacher]
    said: dict[str, Any] = {
        "source": "class",
        "class_id": world.admin_id,
        "program_id": world.trainer_id,
        "title": "县级学科培训",
        "grade": "合格",
        "school_id": who.school_id,
        "teacher_title": "一级教师",
        "title_tier": "MIDDLE",
        "post": "TEACHER",
        "pack_id": "XC",
        "pack_hash": "0" * 64,
        "issuer": f"program:{world.trainer_id}",
    }
    return OutcomeState(
        outcome_id=outcome_id or new_id(),
        revision=revision,
        teacher_id=who.teacher_id,
        lines=lines,
        **{**said, **facts},
    )


def finalised(world: World, *members: OutcomeState) -> OutcomeFinalised:
    return OutcomeFinalised(district_id=world.district_id, members=members)


async def post(world: World, *members: OutcomeState) -> None:
    """Have the ledger hear these outcomes."""
    await world.publish(finalised(world, *members), role="assessment")
    await world.drain()


async def feed(world: World) -> list[dict[str, Any]]:
    """Every entry of the world's book."""
    answer = await world.api("ledger").get("/entries", params={"limit": 500})
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def book_keys() -> KeyRing:
    """The keys by which the deployment's heads are verified."""
    return KeyRing.read(load_settings().secret("book_public_keys"))


async def copied_with(world: World, **values: str) -> str:
    """A statement that inserts every entry once more, with other values in some columns."""
    other = {"seq": "seq + 1", "entry_id": "gen_random_uuid()", "award_key": "'other'", **values}
    async with world.session("ledger") as session:
        names = await session.scalars(
            text(
                "select column_name from information_schema.columns "
                "where table_schema = 'ledger' and table_name = 'entry' order by ordinal_position"
            )
        )
        return f"insert into ledger.entry select {', '.join(other.get(name, name) for name in names)} from ledger.entry"
