"""Attestations as tests ask for them."""

from typing import Any, Final

import httpx

from tests.ledger.certifying import BUREAU
from tests.support import World

_MOST_TRIES: Final = 5


async def attest(world: World, teacher: int = 0, kind: str = "YEAR", **body: Any) -> dict[str, Any]:
    """What issuing one to the teacher of that number answered; of the year in which the helpers' entries lie."""
    bureau = world.api("ledger")
    named = await bureau.put("/certificate-issuers/COUNTY_BUREAU", json=BUREAU)
    assert named.status_code == 200, named.text
    way = f"/teachers/{world.teachers[teacher].teacher_id}/attestations"
    asked = {"kind": kind, "issuer_code": "COUNTY_BUREAU", "on": "2026-01-01", **body}
    answer = await bureau.post(way, json=asked)
    for _ in range(_MOST_TRIES):
        # The book is locked by others for longer than a request may wait: told so, a client asks again.
        if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
            break
        answer = await bureau.post(way, json=asked)
    assert answer.status_code == 201, answer.text
    said: dict[str, Any] = answer.json()
    return said


async def public_attestation(world: World, code: str, **query: str) -> Any:
    """What anybody is told of a code."""
    async with world.apps.http("ledger", "/ledger/v1") as anybody:
        return await anybody.get(f"/attestations/{code}", params=query)
