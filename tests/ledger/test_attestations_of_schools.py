"""A whole school is attested in one call: each teacher as in a call for one alone, and each one's fate is told."""

from services.ledger import operations
from tests.ledger.attesting import attest, public_attestation
from tests.ledger.saying import a_line, an_outcome, book_keys, post
from tests.support import World


async def findings(world: World) -> list[str]:
    async with world.session("ledger") as session:
        return (await operations.verify_book(session, district_id=world.district_id, keys=book_keys())).findings


async def test_a_whole_school_is_attested_at_once_and_each_ones_fate_is_told(district: World) -> None:
    outcomes = [an_outcome(district, number, a_line(1, str(10 + number))) for number in range(6)]
    await post(district, *outcomes)
    alone = await attest(district, 1)
    school, foreign = district.schools[0].school_id, district.teachers[7].teacher_id
    path = f"/schools/{school}/attestations"
    asked = {"kind": "YEAR", "issuer_code": "COUNTY_BUREAU", "on": "2026-01-01"}
    own = district.api("ledger", "school_admin", school=school)

    told = (await own.post(path, json=asked)).json()
    single = await attest(district, 2)
    again = (await own.post(path, json=asked)).json()
    await post(district, an_outcome(district, 3, a_line(1, "9"), outcome_id=outcomes[3].outcome_id, revision=2))
    named = [str(district.teachers[number].teacher_id) for number in (3, 0)]
    some = (await own.post(path, json={**asked, "teacher_ids": [str(foreign), *named, named[0]]})).json()

    assert (told["issued"], told["given_again"], told["refused"]) == (3, 1, 0)
    given = [one["attestation"] for one in told["items"]]
    assert [one["staff_number"] for one in told["items"]] == ["T001", "T002", "T003", "T004"]
    assert [(one["hours"], one["anew"]) for one in given] == [
        ("10.00", True),
        ("11.00", False),
        ("12.00", True),
        ("13.00", True),
    ]
    assert [int(one["number"][-6:-1]) for one in given] == [2, 1, 3, 4]
    assert (given[1]["attestation_id"], given[1]["code"]) == (alone["attestation_id"], alone["code"])
    assert (single["attestation_id"], single["anew"]) == (given[2]["attestation_id"], False)
    assert (again["issued"], again["given_again"]) == (0, 4)
    shown = [one["attestation"] and one["attestation"]["hours"] for one in some["items"]]
    assert (shown, some["issued"], some["given_again"], some["refused"]) == (["10.00", "9.00", None], 1, 1, 1)
    stranger = some["items"][2]
    assert (stranger["teacher_id"], stranger["staff_number"], stranger["name"]) == (str(foreign), None, None)
    assert stranger["refusal"]["code"] == "not-at-that-school"
    for one in given[:3]:
        assert (await public_attestation(district, one["code"])).json()["status"] == "VALID"
    assert await findings(district) == []


async def test_of_a_school_who_cannot_be_attested_stops_nobody(district: World) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "10")))
    await attest(district)
    path = f"/schools/{district.schools[0].school_id}/attestations"
    asked = {"kind": "YEAR", "issuer_code": "COUNTY_BUREAU"}
    bureau = district.api("ledger")

    early = (await bureau.post(path, json={**asked, "on": "2029-01-01"})).json()
    before = (await bureau.post(path, json={**asked, "on": "2024-01-01"})).json()
    nobody = await bureau.post(path, json={**asked, "issuer_code": "NOBODY"})
    other = await district.api("ledger", "school_admin", school=district.schools[1].school_id).post(path, json=asked)

    assert {one["refusal"]["code"] for one in early["items"]} == {"period-not-begun"}
    assert {one["refusal"]["code"] for one in before["items"]} == {"pack-not-assigned"}
    assert (early["refused"], early["issued"]) == (4, 0)
    assert (nobody.status_code, other.status_code) == (404, 404)
