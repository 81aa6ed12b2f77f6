"""Claims: a degree is claimed once, decided by somebody else, and worth what the pack says."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from services.contracts import OutcomeFinalised
from services.platform import clock
from services.platform.ids import new_id
from tests.assessment.course import said
from tests.support import Api, Apps, World, make_world


def degree(world: World, number: int = 0, **changes: Any) -> dict[str, Any]:
    return {
        "teacher_id": str(world.teachers[number].teacher_id),
        "kind": "DEGREE",
        "degree_level": "BACHELOR",
        "certificate_no": "103661202605001234",
        "awarded_on": "2026-07-05",
        "evidence": "毕业证书原件,学校核验",
        **changes,
    }


def teacher_of(world: World, number: int = 0) -> Api:
    return world.api("assessment", "teacher", teacher=world.teachers[number].teacher_id)


async def claimed(world: World, number: int = 0, **changes: Any) -> str:
    answer = await teacher_of(world, number).post("/claims", json=degree(world, number, **changes))
    assert answer.status_code == 201, answer.text
    return str(answer.json()["claim_id"])


async def decided(world: World, claim_id: str, *, approved: bool = True, **who: Any) -> Any:
    body = {"approved": approved, "reason": "学信网核验一致"}
    return await world.api("assessment", **who).put(f"/claims/{claim_id}/decision", json=body)


async def test_a_degree_is_worth_72_hours_in_the_year_of_its_certificate(district: World) -> None:
    claim_id = await claimed(district)

    answer = await decided(district, claim_id)

    assert (answer.status_code, answer.json()["state"]) == (200, "RECOGNISED")
    assert answer.json()["outcome"]["hours"] == "72.00"
    (state,) = await said(district)
    (line,) = state.lines
    assert (state.source, state.issuer, state.degree, state.degree_on) == (
        "claim",
        "claim:degree",
        "BACHELOR",
        date(2026, 7, 5),
    )
    assert (state.class_id, state.program_id, state.school_id) == (None, None, district.teachers[0].school_id)
    assert (line.hours, line.kind, line.earned_from, line.rules) == (
        Decimal(72),
        "DEGREE_STUDY",
        date(2026, 7, 5),
        ("XC-09",),
    )


async def test_the_same_certificate_is_claimed_once(district: World) -> None:
    first = await claimed(district)
    teacher = teacher_of(district)

    same_day = await teacher.post("/claims", json=degree(district, certificate_no="another"))
    same_number = await teacher.post("/claims", json=degree(district, awarded_on="2026-07-06"))
    school = district.api("assessment", "school_admin", school=district.schools[0].school_id)
    by_school = await school.post("/claims", json=degree(district))

    for answer in (same_day, same_number, by_school):
        assert (answer.status_code, answer.json()["type"]) == (409, "urn:xuefen:problem:claim-exists")
        assert answer.json()["facts"] == {"claim_id": first}


async def test_ten_claims_at_once_are_one(district: World) -> None:
    teacher = teacher_of(district)

    answers = await asyncio.gather(*(teacher.post("/claims", json=degree(district)) for _ in range(10)))

    assert sorted(answer.status_code for answer in answers) == [201, *[409] * 9]


async def test_recognised_twice_is_said_once(district: World) -> None:
    claim_id = await claimed(district)

    answers = await asyncio.gather(*(decided(district, claim_id) for _ in range(5)))

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["outcome"]["outcome_id"] for answer in answers}) == 1
    assert len(await said(district)) == 1
    reversed_ = await decided(district, claim_id, approved=False)
    assert (reversed_.status_code, reversed_.json()["facts"]) == (409, {"state": "RECOGNISED"})


async def test_a_returned_claim_needs_a_reason_and_may_be_made_anew(district: World) -> None:
    claim_id = await claimed(district)
    api = district.api("assessment")

    silent = await api.put(f"/claims/{claim_id}/decision", json={"approved": False})
    returned = await decided(district, claim_id, approved=False)
    again = await claimed(district)

    assert (silent.status_code, silent.json()["type"]) == (422, "urn:xuefen:problem:reason-missing")
    assert (returned.json()["state"], returned.json()["outcome"]) == ("RETURNED", None)
    assert again != claim_id
    assert await said(district) == []


async def test_nobody_decides_about_their_own_claim(district: World) -> None:
    claim_id = await claimed(district)
    teacher_id = district.teachers[0].teacher_id

    himself = await decided(district, claim_id, teacher=teacher_id)
    # The account that handed the claim in, whatever role it has now.
    submitter = await decided(district, claim_id, account_id=teacher_id)

    assert {himself.json()["type"], submitter.json()["type"]} == {"urn:xuefen:problem:own-assessment"}
    assert (await decided(district, claim_id, role="school_admin")).status_code == 403
    assert await said(district) == []


async def test_claims_are_made_and_seen_within_reach(district: World) -> None:
    claim_id = await claimed(district)
    other_school = district.api("assessment", "school_admin", school=district.schools[1].school_id)
    own_school = district.api("assessment", "school_admin", school=district.schools[0].school_id)

    assert (await teacher_of(district, 1).post("/claims", json=degree(district))).status_code == 404
    assert (await other_school.post("/claims", json=degree(district))).status_code == 404
    for api, seen in ((other_school, False), (own_school, True), (teacher_of(district, 1), False)):
        assert (await api.get(f"/claims/{claim_id}")).status_code == (200 if seen else 404)
        assert len((await api.get("/claims")).json()["items"]) == int(seen)
    assert (await own_school.get("/claims", params={"state": "RECOGNISED"})).json()["items"] == []


async def test_a_certificate_of_tomorrow_is_refused(district: World) -> None:
    tomorrow = clock.today() + timedelta(days=1)

    answer = await teacher_of(district).post("/claims", json=degree(district, awarded_on=tomorrow.isoformat()))

    assert answer.json()["type"] == "urn:xuefen:problem:certificate-not-yet-awarded"


async def test_a_certificate_before_the_cycle_cannot_be_valued(district: World) -> None:
    claim_id = await claimed(district, awarded_on="2025-07-05")

    refused = await decided(district, claim_id)

    assert (refused.status_code, refused.json()["type"]) == (409, "urn:xuefen:problem:pack-not-assigned")
    assert (await teacher_of(district).get(f"/claims/{claim_id}")).json()["state"] == "SUBMITTED"


async def test_a_pack_that_grants_nothing_recognises_without_a_line(apps: Apps) -> None:
    world = await make_world(apps, pack="HL")
    claim_id = await claimed(world)

    answer = await decided(world, claim_id)

    assert answer.json()["outcome"]["lines"] == []
    assert "grants nothing" in answer.json()["outcome"]["explanation"][0]["en"]


async def test_a_teachers_outcomes_of_classes_and_claims_stand_in_one_list(district: World) -> None:
    await decided(district, await claimed(district))
    path = f"/teachers/{district.teachers[0].teacher_id}/outcomes"

    assert [item["hours"] for item in (await teacher_of(district).get(path)).json()["items"]] == ["72.00"]
    assert (await teacher_of(district, 1).get(path)).status_code == 404
    summary = (await district.api("assessment", "integration").get("/summary")).json()
    assert summary == {
        "outcomes_by_status": {"PASSED": 1},
        "outcomes_by_grade": {},
        "pending_revisions": 0,
        "claims_by_state": {"RECOGNISED": 1},
    }
    unscoped = district.api("assessment", "integration", scopes=frozenset())
    assert (await unscoped.get("/summary")).status_code == 403


async def test_the_day_of_a_certificate_is_a_day_in_shanghai(district: World, travel: Any) -> None:
    await travel(datetime(2026, 7, 4, 17, 0, tzinfo=UTC))

    assert UUID(await claimed(district, awarded_on="2026-07-05"))


async def degrees_of(world: World, number: int = 0) -> list[tuple[str, str]]:
    teacher = await world.api("directory").get(f"/teachers/{world.teachers[number].teacher_id}")
    assert teacher.status_code == 200, teacher.text
    return [(fact["code"], fact["valid_from"]) for fact in teacher.json()["facts"] if fact["kind"] == "DEGREE"]


async def test_a_recognised_degree_is_reopened_with_a_reason_and_everything_taken_back(district: World) -> None:
    claim_id = await claimed(district)
    path, why = f"/claims/{claim_id}/reopening", {"reason": "学信网复核:证书编号不实"}
    own = district.api("assessment", teacher=district.teachers[0].teacher_id)
    early = await district.api("assessment").put(path, json=why)
    await decided(district, claim_id)
    await district.drain()
    recognised = await degrees_of(district)

    by_self = await own.put(path, json=why)
    school = await district.api("assessment", "school_admin", school=district.schools[0].school_id).put(path, json=why)
    reopened = await district.api("assessment").put(path, json=why)
    twice = await district.api("assessment").put(path, json=why)
    await district.drain()

    statement = f"/teachers/{district.teachers[0].teacher_id}/statement"
    hours = (await district.api("ledger").get(statement)).json()["hours"]
    assert recognised == [("BACHELOR", "2026-07-05")]
    assert (reopened.status_code, reopened.json()["state"]) == (200, "RETURNED")
    assert reopened.json()["outcome"]["lines"] == []
    assert [answer.json()["type"].rpartition(":")[2] for answer in (early, by_self, twice)] == [
        "claim-elsewhere",
        "own-assessment",
        "claim-elsewhere",
    ]
    assert school.status_code == 403
    assert (await degrees_of(district), hours) == ([], "0.00")
    (_, state) = await said(district)
    assert (state.revision, state.withdrawn, state.lines) == (2, True, ())
    # The right certificate is claimed anew, the same one too.
    again = await claimed(district)
    await decided(district, again)
    await district.drain()
    assert await degrees_of(district) == [("BACHELOR", "2026-07-05")]
    assert (await district.api("ledger").get(statement)).json()["hours"] == "72.00"


async def test_a_degree_heard_of_late_or_entered_by_a_person_is_not_confused_with_what_was_recognised(
    district: World,
) -> None:
    entered = {"kind": "DEGREE", "code": "BACHELOR", "valid_from": "2026-07-05", "valid_to": None}
    one = district.teachers[1].teacher_id
    answer = await district.api("directory").post(f"/teachers/{one}/facts", json=entered)
    assert answer.status_code == 201, answer.text
    for number in (0, 1):
        claim_id = await claimed(district, number, certificate_no=f"1036612026050012{number}")
        await decided(district, claim_id)
        reopened = await district.api("assessment").put(f"/claims/{claim_id}/reopening", json={"reason": "编号不实"})
        assert reopened.status_code == 200, reopened.text
    await district.drain()
    kept = [await degrees_of(district, number) for number in (0, 1)]

    # What takes it back arrives before what recognised it.
    first = next(state for state in await said(district) if not state.withdrawn)
    other = first.model_copy(update={"outcome_id": new_id(), "degree": "MASTER"})
    back = other.model_copy(update={"revision": 2, "withdrawn": True, "lines": ()})
    for state in (back, other):
        await district.publish(OutcomeFinalised(district_id=district.district_id, members=(state,)), role="assessment")
        await district.drain()

    assert kept == [[], [("BACHELOR", "2026-07-05")]]
    assert await degrees_of(district, 0) == []
