"""Certificates are issued for results that stand, are checked by anybody, and fall with what they stand on."""

import asyncio
import json
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from services.contracts import CertificatesIssued, CertificatesRevoked
from services.directory import queries as directory
from services.ledger import operations
from services.platform.settings import with_driver
from tests.assessment.binding import LY_PARAMETERS
from tests.ledger.certifying import BUREAU, a_passed_class, a_result, issue, public
from tests.ledger.saying import a_line, post
from tests.support import World, make_world


async def said(world: World, topic: str) -> list[dict[str, Any]]:
    async with world.session("ledger") as session:
        return list(
            await session.scalars(
                text(
                    "select payload from messaging.event where district_id = :d and topic = :t order by id"
                ).bindparams(d=world.district_id, t=topic)
            )
        )


async def test_everybody_who_passed_gets_a_numbered_certificate_bound_to_the_book(district: World) -> None:
    course, results = await a_passed_class(district, 0, 1, 4)
    failed = a_result(district, course, 2, passed=False, grade="FAIL", lines=())
    await post(district, failed)

    answer = await issue(district, course)

    assert answer["issued"] == 3
    certificates = [one["certificate"] for one in answer["items"] if one["certificate"]]
    assert {one["number"][-7:] for one in certificates} == {"〕00001号"[-7:], "〕00002号"[-7:], "〕00003号"[-7:]}
    assert all(one["number"].startswith("望教培〔") for one in certificates)
    assert [(one["hours"], one["credits"], one["status"]) for one in certificates] == [("24.00", "2.40", "VALID")] * 3
    assert {one["outcome_id"] for one in certificates} == {str(one.outcome_id) for one in results}
    assert len({one["code"] for one in certificates}) == 3
    (withheld,) = [one for one in answer["items"] if one["withheld"]]
    assert (withheld["teacher_id"], withheld["withheld"]["code"]) == (str(failed.teacher_id), "not-passed")
    whole = await district.api("ledger").get(f"/certificates/{certificates[0]['certificate_id']}")
    entries = (await district.api("ledger").get("/entries")).json()["items"]
    mine = [one["entry_id"] for one in entries if one["teacher_id"] == certificates[0]["teacher_id"]]
    assert whole.json()["entry_ids"] == mine
    (event,) = await said(district, CertificatesIssued.topic)
    assert len(event["members"]) == 3
    assert "教师" not in json.dumps(event, ensure_ascii=False)


async def test_issuing_again_issues_nothing_and_names_what_was_issued(district: World) -> None:
    course, _ = await a_passed_class(district, 0)
    first = (await issue(district, course))["items"][0]["certificate"]

    again = await issue(district, course)

    assert again["issued"] == 0
    assert again["items"][0]["withheld"]["code"] == "issued-already"
    assert again["items"][0]["withheld"]["certificate_id"] == first["certificate_id"]


async def test_numbers_have_no_gap_whoever_issues_at_once_and_whoever_fails(district: World) -> None:
    courses = [(await a_passed_class(district, *range(8)))[0] for _ in range(4)]
    refused = await district.api("ledger").post(
        f"/classes/{courses[0].class_id}/certificates", json={"kind": "COMPLETION", "issuer_code": "NOBODY"}
    )

    answers = await asyncio.gather(*(issue(district, course) for course in courses))

    assert refused.status_code == 404
    numbers = sorted(int(one["certificate"]["number"][-6:-1]) for answer in answers for one in answer["items"])
    assert numbers == list(range(1, 33))


async def test_excellence_and_pre_service_ask_for_more_than_a_pass(district: World) -> None:
    course, _ = await a_passed_class(district, 0)
    await post(district, a_result(district, course, 1, grade="EXCELLENT"))
    rookies, _ = await a_passed_class(district, 2, program={"kind": "NEW_TEACHER"})

    excellent = await issue(district, course, "EXCELLENT")
    beginner = await issue(district, course, "PRE_SERVICE")
    trained = await issue(district, rookies, "PRE_SERVICE")

    codes = {one["teacher_id"]: (one["withheld"] or {}).get("code") for one in excellent["items"]}
    assert codes == {
        str(district.teachers[0].teacher_id): "not-excellent",
        str(district.teachers[1].teacher_id): None,
    }
    assert {one["withheld"]["code"] for one in beginner["items"]} == {"not-for-new-teachers"}
    assert trained["items"][0]["certificate"]["label_zh"] == "岗前培训合格证书"


async def test_a_reversal_revokes_by_itself_and_says_so(district: World) -> None:
    course, (result,) = await a_passed_class(district, 0)
    certificate = (await issue(district, course))["items"][0]["certificate"]

    await post(
        district, a_result(district, course, 0, outcome_id=result.outcome_id, revision=2, lines=(a_line(1, "18"),))
    )

    body = (await public(district, certificate["code"])).json()
    assert (body["status"], body["revocation_ground"]) == ("REVOKED", "ENTRY_REVERSED")
    (event,) = await said(district, CertificatesRevoked.topic)
    assert [(one["certificate_id"], one["ground"]) for one in event["members"]] == [
        (certificate["certificate_id"], "ENTRY_REVERSED")
    ]
    again = await issue(district, course)
    assert again["items"][0]["withheld"]["code"] == "revoked-before"


@pytest.mark.parametrize("changed", [{"grade": "PASS"}, {"passed": False, "grade": "EXCELLENT"}])
async def test_a_result_that_changes_without_touching_the_book_revokes_too(
    district: World, changed: dict[str, Any]
) -> None:
    course, (result,) = await a_passed_class(district, 0, grade="EXCELLENT")
    certificate = (await issue(district, course, "EXCELLENT"))["items"][0]["certificate"]

    await post(district, a_result(district, course, 0, outcome_id=result.outcome_id, revision=2, **changed))
    late = a_result(district, course, 0, outcome_id=result.outcome_id, revision=1, grade="EXCELLENT")
    await post(district, late)

    body = (await public(district, certificate["code"])).json()
    assert (body["status"], body["revocation_ground"]) == ("REVOKED", "RESULT_CHANGED")


async def test_an_old_revision_that_comes_late_and_a_new_one_that_says_the_same_revoke_nothing(district: World) -> None:
    course, (result,) = await a_passed_class(district, 0, revision=3)
    certificate = (await issue(district, course))["items"][0]["certificate"]

    await post(
        district,
        a_result(district, course, 0, outcome_id=result.outcome_id, revision=2, passed=False, grade="FAIL", lines=()),
    )
    await post(district, a_result(district, course, 0, outcome_id=result.outcome_id, revision=4))

    assert (await public(district, certificate["code"])).json()["status"] == "VALID"
    assert await said(district, CertificatesRevoked.topic) == []


async def test_reissuing_is_a_persons_act_with_a_reason_and_done_once(district: World) -> None:
    course, (result,) = await a_passed_class(district, 0)
    bureau = district.api("ledger")
    first = (await issue(district, course))["items"][0]["certificate"]
    way = f"/certificates/{first['certificate_id']}/reissues"

    without = await bureau.post(way, json={})
    both = await asyncio.gather(*(bureau.post(way, json={"reason": "遗失"}) for _ in range(2)))

    assert without.status_code == 422
    assert sorted(one.status_code for one in both) == [201, 409]
    (second,) = [one.json() for one in both if one.status_code == 201]
    assert (second["edition"], second["replaces"], second["reason"]) == (2, first["certificate_id"], "遗失")
    assert second["code"] != first["code"]
    assert int(second["number"][-6:-1]) == int(first["number"][-6:-1]) + 1
    old = (await public(district, first["code"])).json()
    assert (old["status"], old["revocation_ground"], old["reissued"]) == ("REVOKED", "REISSUED", True)
    assert (await public(district, second["code"])).json()["status"] == "VALID"

    await post(
        district, a_result(district, course, 0, outcome_id=result.outcome_id, revision=2, passed=False, lines=())
    )
    third = await bureau.post(f"/certificates/{second['certificate_id']}/reissues", json={"reason": "更正"})
    assert (third.status_code, third.json()["type"]) == (409, "urn:xuefen:problem:certificate-withheld")


async def test_a_reissue_after_a_correction_says_what_the_book_says_now(district: World) -> None:
    course, (result,) = await a_passed_class(district, 0)
    first = (await issue(district, course))["items"][0]["certificate"]
    corrected = (a_line(1, "18", "1.8"),)
    await post(district, a_result(district, course, 0, outcome_id=result.outcome_id, revision=2, lines=corrected))

    answer = await district.api("ledger").post(
        f"/certificates/{first['certificate_id']}/reissues", json={"reason": "学时更正"}
    )

    body = answer.json()
    assert (body["hours"], body["credits"], body["revision"], body["status"]) == ("18.00", "1.80", 2, "VALID")
    kept = (await district.api("ledger").get(f"/certificates/{first['certificate_id']}")).json()
    assert (kept["hours"], kept["revocation_ground"]) == ("24.00", "ENTRY_REVERSED")


async def test_a_person_revokes_with_a_reason_once(district: World) -> None:
    course, _ = await a_passed_class(district, 0)
    bureau = district.api("ledger")
    certificate = (await issue(district, course))["items"][0]["certificate"]
    way = f"/certificates/{certificate['certificate_id']}/revocation"

    done = await bureau.put(way, json={"reason": "代考"})
    again = await bureau.put(way, json={"reason": "代考"})

    assert (done.status_code, done.json()["revocation_reason"]) == (200, "代考")
    assert (again.status_code, again.json()["type"]) == (409, "urn:xuefen:problem:certificate-revoked")
    assert "代考" not in (await public(district, certificate["code"])).text


async def test_teachers_see_their_own_and_schools_those_earned_there(district: World) -> None:
    course, _ = await a_passed_class(district, 0, 1, 4)
    certificates = {one["teacher_id"]: one["certificate"] for one in (await issue(district, course))["items"]}
    one, school = district.teachers[0], district.schools[1].school_id
    mine = district.api("ledger", "teacher", teacher=one.teacher_id)
    theirs = district.api("ledger", "school_admin", school=school)
    foreign = certificates[str(district.teachers[4].teacher_id)]["certificate_id"]

    own = (await mine.get("/certificates")).json()["items"]
    of_school = (await theirs.get("/certificates")).json()["items"]

    assert [row["teacher_id"] for row in own] == [str(one.teacher_id)]
    assert [row["teacher_id"] for row in of_school] == [str(district.teachers[4].teacher_id)]
    for way in (f"/certificates/{foreign}", f"/certificates/{foreign}/document"):
        assert (await mine.get(way)).status_code == 404
        assert (await theirs.get(way)).status_code == 200
    other = str(district.teachers[1].teacher_id)
    assert (await mine.get("/certificates", params={"teacher_id": other})).status_code == 404
    revoke = await mine.put(f"/certificates/{own[0]['certificate_id']}/revocation", json={"reason": "x"})
    assert revoke.status_code == 403


async def test_an_issuers_prefix_stays_once_a_number_was_given(district: World) -> None:
    course, _ = await a_passed_class(district, 0)
    bureau = district.api("ledger")
    await issue(district, course)

    renamed = await bureau.put("/certificate-issuers/COUNTY_BUREAU", json={**BUREAU, "name": "望江县教育体育局"})
    prefixed = await bureau.put("/certificate-issuers/COUNTY_BUREAU", json={**BUREAU, "number_prefix": "别"})

    assert renamed.status_code == 200
    assert (prefixed.status_code, prefixed.json()["type"]) == (409, "urn:xuefen:problem:issuer-in-use")


@pytest.mark.parametrize("table", ["certificate", "certificate_entry", "certificate_revocation"])
@pytest.mark.parametrize("attack", ["UPDATE ledger.{} SET district_id = district_id", "DELETE FROM ledger.{}"])
async def test_nothing_that_was_issued_is_changed_afterwards(district: World, table: str, attack: str) -> None:
    with pytest.raises(DBAPIError) as refused:
        async with district.session("ledger") as session:
            await session.execute(text(attack.format(table)))

    assert getattr(refused.value.orig, "sqlstate", None) == "42501"


async def findings(world: World) -> list[str]:
    async with world.session("ledger") as session:
        keys = world.apps.of["ledger"].state.book_keys
        return (await operations.verify_book(session, district_id=world.district_id, keys=keys)).findings


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (
            """UPDATE ledger.certificate SET content = jsonb_set(content, '{hours}', '"240.0000"')""",
            ["is not what its signature says", "say different things"],
        ),
        ("""UPDATE ledger.certificate SET issued_on = issued_on - 365""", ["is not what its signature says"]),
        ("""DELETE FROM ledger.certificate_revocation""", ["holds though an entry it stands on was taken back"]),
        ("""UPDATE ledger.certificate_number SET last_number = 9""", ["have gaps"]),
        ("""DELETE FROM ledger.certificate_entry""", ["say different things"]),
    ],
)
async def test_a_superusers_edit_of_a_certificate_is_named(
    district: World, admin_url: str, edit: str, told: list[str]
) -> None:
    course, (result, _) = await a_passed_class(district, 0, 1)
    await issue(district, course)
    newer = a_result(district, course, 0, outcome_id=result.outcome_id, revision=2, lines=(a_line(1, "18"),))
    await post(district, newer)
    sound = await findings(district)

    engine = create_async_engine(with_driver(admin_url))
    async with engine.begin() as connection:
        await connection.execute(text(f"{edit} WHERE district_id = {district.district_id}"))
    await engine.dispose()

    assert sound == []
    named = await findings(district)
    assert all(any(end in one for one in named) for end in told), named


async def test_the_packs_own_clause_gives_the_wording_and_asks_for_every_hour(apps: Any) -> None:
    """LY-11: 修满规定学时, 经考核合格; LY-12: 成绩优秀."""
    world = await make_world(apps, pack="LY", parameters=LY_PARAMETERS)
    async with world.session("ledger") as session:
        (assigned,) = await directory.load_assignments(session, district_id=world.district_id)
    pack = {"pack_id": "LY", "pack_hash": assigned.content_hash, "grade": "EXCELLENT"}
    course, _ = await a_passed_class(world, 0, program={"kind": "LEADING_GOOSE"}, **pack)
    await post(world, a_result(world, course, 1, lines=(a_line(1, "23.5"),), **pack))

    completed = await issue(world, course)
    excellent = await issue(world, course, "EXCELLENT")
    beginner = await issue(world, course, "PRE_SERVICE")

    for answer, label in ((completed, "“领雁工程”培训结业证书"), (excellent, "“领雁工程”培训优秀学员证书")):
        of = {one["teacher_id"]: one for one in answer["items"]}
        certificate = of[str(world.teachers[0].teacher_id)]["certificate"]
        assert certificate["label_zh"] == label
        withheld = of[str(world.teachers[1].teacher_id)]["withheld"]
        assert withheld["code"] == "clause-not-reached"
        assert "23.5" in withheld["sentence_zh"]
    assert completed["items"][0]["certificate"]["clause_id"] == "LY-11"
    assert {one["withheld"]["code"] for one in beginner["items"]} == {"not-for-new-teachers"}
