"""Adjustments as two officers make them, short enough to read in a test."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from services.platform.files import FileStore, keep_file
from services.platform.ids import new_id
from services.platform.settings import load_settings
from tests.support import World

SECOND = UUID("01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b02")


def a_given_line(hours: str = "24", **facts: Any) -> dict[str, Any]:
    """Hours of a county course in the school year 2025-2026."""
    return {
        "hours": hours,
        "credits": "0",
        "earned_from": "2025-10-08",
        "earned_to": "2025-10-10",
        "category": "KNOWLEDGE_SKILL",
        "level": "COUNTY",
        "mode": "CENTRALISED",
        "nature": "COMPULSORY",
        "kind": "IN_SERVICE",
        "tags": [],
        "organised_by_admin": True,
        **facts,
    }


async def an_evidence(world: World) -> str:
    """A file that proves something."""
    store = FileStore.open(load_settings().file_store)
    async with world.session("ledger") as session:
        file = await keep_file(
            session,
            store,
            district_id=world.district_id,
            service="assessment",
            name="证书.pdf",
            content=b"%PDF-1.7 " + str(new_id()).encode(),
            person_id=None,
            school_id=None,
            account_id=world.admin_id,
            at=datetime(2026, 1, 1, tzinfo=UTC),
        )
    return str(file.file_id)


def a_proposal(world: World, teacher: int, evidence: str, **said: Any) -> dict[str, Any]:
    return {
        "teacher_id": str(world.teachers[teacher].teacher_id),
        "title": "纸质证书补登",
        "reason": "原件已核验",
        "lines": [a_given_line()],
        "evidence": [evidence],
        **said,
    }


async def proposed(world: World, teacher: int = 0, **said: Any) -> dict[str, Any]:
    """A proposal of the world's admin."""
    body = a_proposal(world, teacher, await an_evidence(world), **said)
    answer = await world.api("ledger").post("/adjustments", json=body)
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def decided(world: World, adjustment_id: str, decision: str = "APPROVED", *, by: UUID = SECOND) -> Any:
    """What another officer's decision is answered with."""
    return await world.api("ledger", account_id=by).post(
        f"/adjustments/{adjustment_id}/decision", json={"decision": decision, "reason": "已核对"}
    )
