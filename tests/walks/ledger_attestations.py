"""Attestations: one call of every route that succeeds."""

from tests.ledger.attesting import attest
from tests.support import Call, World


async def walk(world: World) -> list[Call]:
    """Two teachers with an attestation each: one to be read, one to be revoked. The book must have been begun."""
    own = await attest(world, 0)
    wrong = await attest(world, 1)
    teacher = world.teachers[0].teacher_id
    way = f"/attestations/{own['attestation_id']}"
    return [
        Call(
            "post_attestation",
            "POST",
            f"/teachers/{teacher}/attestations",
            "teacher",
            json={"kind": "CYCLE", "issuer_code": "COUNTY_BUREAU", "on": "2026-06-30"},
            teacher=teacher,
            status=201,
        ),
        Call(
            "post_school_attestations",
            "POST",
            f"/schools/{world.schools[0].school_id}/attestations",
            "school_admin",
            json={"kind": "YEAR", "issuer_code": "COUNTY_BUREAU", "on": "2026-06-30"},
            school=world.schools[0].school_id,
            status=201,
        ),
        Call("list_attestations", "GET", "/attestations", "teacher", query={"kind": "YEAR"}, teacher=teacher),
        Call("get_attestation", "GET", way, "teacher", teacher=teacher),
        Call("get_attestation_document", "GET", f"{way}/document", "teacher", teacher=teacher),
        Call("get_attestation_proof", "GET", f"{way}/proof", "teacher", teacher=teacher),
        Call("get_attestation_credential", "GET", f"{way}/credential", "teacher", teacher=teacher),
        Call(
            "put_attestation_revocation",
            "PUT",
            f"/attestations/{wrong['attestation_id']}/revocation",
            "district_admin",
            json={"reason": "姓名登记有误，另行出具"},
        ),
    ]
