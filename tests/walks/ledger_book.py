"""Calls of the routes about heads, proofs, adjustments and verifications of the book."""

from datetime import timedelta

from services.ledger import operations
from services.platform import clock
from services.platform.settings import load_settings
from services.platform.signing import Signer
from tests.ledger.adjusting import SECOND, a_proposal, an_evidence
from tests.support import Call, World


async def walk(world: World) -> list[Call]:
    """A book that is signed, a proposal to be decided, and a verification to be read."""
    signer = Signer(load_settings().secret("book_private_key"))
    async with world.session("ledger") as session:
        at = clock.now() + timedelta(minutes=1)
        await operations.sign_head(session, district_id=world.district_id, signer=signer, at=at)
    one = await proposed_by_another(world)
    asked = (await world.api("ledger", "auditor").post("/book/verifications")).json()["verification_id"]
    await world.drain()
    own, file = world.teachers[0].teacher_id, await an_evidence(world)
    return [
        Call("list_book_heads", "GET", "/book/heads", "integration", query={"after_number": 0, "limit": 10}),
        Call("get_statement_proof", "GET", f"/teachers/{own}/statement/proof", "teacher", teacher=own),
        Call("post_adjustment", "POST", "/adjustments", "district_admin", json=a_proposal(world, 0, file), status=201),
        Call("list_adjustments", "GET", "/adjustments", "auditor", query={"state": "PROPOSED", "limit": 10}),
        Call("get_adjustment", "GET", f"/adjustments/{one}", "auditor"),
        Call(
            "post_adjustment_decision",
            "POST",
            f"/adjustments/{one}/decision",
            "district_admin",
            json={"decision": "APPROVED", "reason": "已与原件核对"},
            status=201,
        ),
        Call("post_book_verification", "POST", "/book/verifications", "auditor", status=202),
        Call("get_book_verification", "GET", f"/book/verifications/{asked}", "auditor"),
        Call("get_book_export", "GET", "/book/export", "auditor"),
    ]


async def proposed_by_another(world: World) -> str:
    """A proposal that the world's own admin may decide."""
    body = a_proposal(world, 0, await an_evidence(world))
    answer = await world.api("ledger", account_id=SECOND).post("/adjustments", json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["adjustment_id"])
