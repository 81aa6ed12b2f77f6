"""A school's mentoring over HTTP: the pair, its log, and what it asks of the services."""

from datetime import date, timedelta
from typing import Any

import httpx

from tests.assessment.activities import school_of, teacher_of
from tests.support import World

# A Monday of the second month under packs that begin on 1 September 2025.
START, END = date(2025, 10, 6), date(2025, 12, 28)
PLACE = {"category": "PRACTICAL", "level": "SCHOOL", "mode": "SCHOOL_BASED", "nature": "SUBJECT_COMPULSORY"}
PDF = b"%PDF-1.7\n%one paper of a pair\n"


def naming(world: World, *, mentor: int = 0, mentee: int = 1, **facts: Any) -> dict[str, Any]:
    return {
        "name": "2025 数学师徒",
        "mentor_id": str(world.teachers[mentor].teacher_id),
        "mentee_id": str(world.teachers[mentee].teacher_id),
        "starts_on": START.isoformat(),
        "ends_on": END.isoformat(),
        **facts,
    }


async def named(world: World, **facts: Any) -> dict[str, Any]:
    answer = await school_of(world).post("/pairs", json=naming(world, **facts))
    assert answer.status_code == 201, answer.text
    pair: dict[str, Any] = answer.json()
    return pair


def done(kind: str, on: date, role: str | None = None, **facts: Any) -> dict[str, Any]:
    return {"kind": kind, "on": on.isoformat(), "role": role, "title": f"{kind}{role or ''}{on}", **facts}


def both_ways(week: int, *, since: date = START) -> list[dict[str, Any]]:
    """The lesson of each heard by the other, on the Wednesday of a week of the pair."""
    day = since + timedelta(weeks=week - 1, days=2)
    return [done("MUTUAL_LESSON", day, "MENTOR"), done("MUTUAL_LESSON", day, "MENTEE")]


async def log_as(world: World, pair: dict[str, Any], teacher: int, *entries: dict[str, Any]) -> httpx.Response:
    return await teacher_of(world, teacher).post(f"/pairs/{pair['pair_id']}/entries", json={"entries": list(entries)})


def evaluation(**facts: Any) -> dict[str, Any]:
    return {"passed": True, "words": "互听互评坚持到位,考核合格", **facts}
