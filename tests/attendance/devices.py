"""Helper devices without a network: what they take along and bring back, and what people make of it."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx

from services.platform import clock
from tests.attendance.scenes import MORNING, Opened, open_class
from tests.support import World


async def take_bundle(world: World, opened: Opened, role: str = "trainer", **who: Any) -> httpx.Response:
    return await world.api("attendance", role, **who).put(f"/meetings/{opened.first.meeting_id}/offline-bundle")


def line_of(at: datetime, phase: str = "IN", **more: Any) -> dict[str, Any]:
    return {"client_id": str(uuid4()), "phase": phase, "at": at.isoformat(), **more}


async def upload(
    world: World,
    opened: Opened,
    ticket: str,
    *lines: dict[str, Any],
    sent_at: datetime | None = None,
    role: str = "trainer",
    **who: Any,
) -> httpx.Response:
    return await world.api("attendance", role, **who).post(
        f"/meetings/{opened.first.meeting_id}/offline-uploads",
        json={"ticket": ticket, "sent_at": (sent_at or await time_of(world)).isoformat(), "lines": list(lines)},
    )


async def time_of(world: World) -> datetime:
    """The domain's time; a transaction has just read how far it was moved."""
    async with world.session("attendance"):
        return clock.now()


async def review(world: World, opened: Opened, client_id: str, **body: Any) -> httpx.Response:
    who = {name: body.pop(name) for name in ("role", "teacher") if name in body}
    return await world.api("attendance", who.pop("role", "trainer"), **who).put(
        f"/meetings/{opened.first.meeting_id}/offline-facts/{client_id}/review",
        json={"accepted": True, "reason": "当面核实", **body},
    )


async def book_of(world: World, opened: Opened) -> dict[str, dict[str, Any]]:
    book = await world.api("attendance", "trainer").get(f"/meetings/{opened.first.meeting_id}/sign-in-book")
    return {line["staff_number"]: line for line in book.json()["lines"]}


async def take_along(world: World, travel: Any, *people: int) -> tuple[Opened, str]:
    """A class whose trainer has taken a bundle along before the meeting, and the ticket of it."""
    opened = await open_class(world, *(world.teachers[number] for number in people or (0, 1)))
    await travel(MORNING - timedelta(hours=1))
    return opened, (await take_bundle(world, opened)).json()["ticket"]


def outcomes(answer: httpx.Response) -> list[tuple[str, str | None]]:
    assert answer.status_code == 200, answer.text
    return [(one["outcome"], one["reason"]) for one in answer.json()["items"]]
