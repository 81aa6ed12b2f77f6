"""Claims: a degree is claimed once, decided by somebody else, and worth what the pack says."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from services.platform import clock
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
