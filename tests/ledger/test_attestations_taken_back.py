"""Attestations that fall: with what another district takes back, and however many state one entry."""

from uuid import UUID

from sqlalchemy import text

from tests.ledger.attesting import attest, public_attestation
from tests.ledger.certifying import BUREAU
from tests.ledger.moving import a_neighbour, let_go, receive, settle
from tests.ledger.saying import a_line, an_outcome, post
from tests.support import Apps, World


async def test_what_was_brought_along_and_is_taken_back_there_revokes_what_states_it_here(
    apps: Apps, district: World
) -> None:
    new = await a_neighbour(apps)
    first = an_outcome(district, 0, a_line(1, "24"))
    await post(district, first)
    departure = await let_go(district, 0, new)
    arrival = await receive(new, departure["transfer_id"], district)
    await post(new, an_outcome(new, 1, a_line(1, "5")))
    bureau = new.api("ledger")
    await bureau.put("/certificate-issuers/COUNTY_BUREAU", json=BUREAU)
    way = f"/teachers/{arrival['teacher_id']}/attestations"
    asked = {"kind": "CYCLE", "issuer_code": "COUNTY_BUREAU", "on": "2026-10-10"}
    said = (await bureau.post(way, json=asked)).json()

    await post(district, an_outcome(district, 0, a_line(1, "18"), revision=2, outcome_id=first.outcome_id))
    await settle(district, new)

    fallen = (await public_attestation(new, said["code"])).json()
    assert (said["carried_hours"], said["status"]) == ("24.00", "VALID")
    assert (fallen["status"], fallen["revocation_ground"]) == ("REVOKED", "ENTRY_REVERSED")
    another = (await bureau.post(way, json=asked)).json()
    assert (another["anew"], another["carried_hours"], another["status"]) == (True, "18.00", "VALID")


async def test_as_many_papers_fall_at_once_as_state_what_is_taken_back(district: World) -> None:
    outcome = an_outcome(district, 0, a_line(1, "24"))
    await post(district, outcome)
    said = await attest(district)
    copied = (
        "insert into ledger.attestation select (jsonb_populate_record(one, jsonb_build_object("
        "'attestation_id', gen_random_uuid(), 'number', copy + 1, "
        "'code', lpad(translate(copy::text, '0123456789', 'ABCDEFGHIJ'), 26, 'Z')))).* "
        "from ledger.attestation one cross join generate_series(1, 6000) copy where one.attestation_id = :attestation"
    )
    async with district.session("ledger") as session:
        await session.execute(text(copied).bindparams(attestation=UUID(said["attestation_id"])))

    await post(district, an_outcome(district, 0, revision=2, outcome_id=outcome.outcome_id))

    async with district.session("ledger") as session:
        fallen = await session.scalar(text("select count(*) from ledger.attestation_revocation"))
    assert fallen == 6_001
