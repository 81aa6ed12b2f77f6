"""A plan written, handed in, approved and announced over the interface, as its people would."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from services.platform import clock
from services.platform.ids import new_id
from tests.registration.term import SERVICE, answered, created, program_body
from tests.support import Api, World


def item_body(**changes: Any) -> dict[str, Any]:
    """An item fixed in all four, two months from now unless said otherwise."""
    starts = (clock.now() + timedelta(days=60)).replace(microsecond=0)
    return {
        "item_id": str(new_id()),
        "title": "单元整体教学专题研修",
        "starts_at": starts.isoformat(),
        "ends_at": (starts + timedelta(hours=3)).isoformat(),
        "place": "报告厅",
        "speaker": "周文静",
        "topic": "单元整体教学设计",
        "hours": "4",
        "category": "KNOWLEDGE_SKILL",
        "mode": "CENTRALISED",
        "seats": 40,
        **changes,
    }


def content_body(*items: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"based_on": 0, "goals": [], "items": list(items), "budget": [], **changes}


def planner(world: World, *, school: UUID | None = None) -> Api:
    """Somebody who plans for the district, or for a school: never the one who approves."""
    if school is None:
        return world.api(SERVICE, account_id=new_id())
    return world.api(SERVICE, "school_admin", school=school)


async def draft(author: Api, *items: dict[str, Any], **changes: Any) -> str:
    """A plan from 2026 for a year from now, unless it `ends_on` another day, with content; returns its id."""
    school = changes.pop("school_id", None)
    a_year_on = (clock.today() + timedelta(days=365)).isoformat()
    body = {
        "title": "2026年教师培训计划",
        "starts_on": "2026-01-01",
        "ends_on": changes.pop("ends_on", max("2026-12-31", a_year_on)),
        "school_id": None if school is None else str(school),
    }
    plan_id = str(created(await author.post("/plans", json=body))["plan_id"])
    answered(await author.put(f"/plans/{plan_id}/content", json=content_body(*items, **changes)))
    return plan_id


async def approved(world: World, author: Api, *items: dict[str, Any], **changes: Any) -> str:
    plan_id = await draft(author, *items, **changes)
    answered(await author.put(f"/plans/{plan_id}/submission", json={"revision": 1}))
    decision = {"revision": 1, "decision": "APPROVED"}
    answered(await world.api(SERVICE).put(f"/plans/{plan_id}/decision", json=decision))
    return plan_id


async def published(world: World, author: Api, *items: dict[str, Any], **changes: Any) -> str:
    plan_id = await approved(world, author, *items, **changes)
    created(await author.post(f"/plans/{plan_id}/notices", json={}))
    return plan_id


async def carried_out(author: Api, plan_id: str, *item_ids: str, **changes: Any) -> str:
    """A program of the plan for these items; returns its id."""
    body = program_body(code=f"P{new_id().hex[:20]}", **changes)
    program = await author.post(f"/plans/{plan_id}/programs", json={**body, "item_ids": list(item_ids)})
    return str(created(program)["program_id"])


def opening(*, at: datetime | None = None, **changes: Any) -> dict[str, Any]:
    now = at or clock.now()
    return {
        "opens_at": (now - timedelta(days=1)).isoformat(),
        "closes_at": (now + timedelta(days=5)).isoformat(),
        **changes,
    }


async def content_of(api: Api, plan_id: str, **query: Any) -> dict[str, Any]:
    return answered(await api.get(f"/plans/{plan_id}/content", params=query))
