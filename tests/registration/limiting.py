"""Limits of how often one person may enter, set over the interface, and classes to enter."""

from typing import Any

import httpx

from tests.registration.term import (
    SERVICE,
    created,
    make_class,
    make_program,
    meeting_body,
)
from tests.support import World

WORDS = "每名教师每学年参加集中培训不超过规定期数"


def limit_body(**changes: Any) -> dict[str, Any]:
    return {"measure": "CLASSES", "per": "YEAR", "most": "1", "words": WORDS, **changes}


async def send_limit(world: World, **changes: Any) -> httpx.Response:
    return await world.api(SERVICE).post("/entry-limits", json=limit_body(**changes))


async def limit(world: World, **changes: Any) -> dict[str, Any]:
    return created(await send_limit(world, **changes))


async def two_classes(world: World, **facts: Any) -> tuple[str, str]:
    """Of one program, ten and twenty days from now."""
    program_id = await make_program(world, code="TWICE")
    opened = [
        await make_class(world, program_id=program_id, title=title, meetings=[meeting_body(in_days=days)], **facts)
        for title, days in (("第一期", 10), ("第二期", 20))
    ]
    return opened[0]["class_id"], opened[1]["class_id"]
