"""Attestations as tests ask for them."""

from typing import Any

from tests.ledger.certifying import BUREAU
from tests.support import World


async def attest(world: World, teacher: int = 0, kind: str = "YEAR", **body: Any) -> dict[str, Any]:
    """What issuing one to the teacher of that number answered; of the year in which the helpers' entries lie."""
    bureau = world.api("ledger")
    named = await bureau.put("/certificate-issuers/COUNTY_BUREAU", json=BUREAU)
    assert named.status_code == 200, named.text
    answer = await bureau.post(
        f"/teachers/{world.teachers[teacher].teacher_id}/attestations",
        json={"kind": kind, "issuer_code": "COUNTY_BUREAU", "on": "2026-01-01", **body},
    )
    assert answer.status_code == 201, answer.text
    said: dict[str, Any] = answer.json()
    return said


async def public_attestation(world: World, code: str, **query: str) -> Any:
    """What anybody is told of a code."""
    async with world.apps.http("ledger", "/ledger/v1") as anybody:
        return await anybody.get(f"/attestations/{code}", params=query)
