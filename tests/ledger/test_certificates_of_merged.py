"""Certificates of a person found twice: issued and reissued for whoever holds what the result earned."""

from typing import Any

from tests.ledger.certifying import a_passed_class, a_result, issue, public
from tests.ledger.merging import NEW, OLD, merged, undone
from tests.ledger.moving import good, holds
from tests.ledger.saying import post
from tests.support import World


async def reissue(world: World, certificate: dict[str, Any]) -> Any:
    path = f"/certificates/{certificate['certificate_id']}/reissues"
    return await world.api("ledger").post(path, json={"reason": "工号合并,证书换发"})


async def test_the_certificate_of_a_merged_number_is_reissued_to_the_person(district: World) -> None:
    course, results = await a_passed_class(district, OLD)
    (first,) = [one["certificate"] for one in (await issue(district, course))["items"]]
    merge_id = await merged(district)

    second = good(await reissue(district, first))
    again = await issue(district, course)

    old, new = (str(one.teacher_id) for one in district.teachers[:2])
    assert (first["teacher_id"], second["teacher_id"], second["replaces"]) == (old, new, first["certificate_id"])
    assert (second["hours"], second["edition"]) == ("24.00", 2)
    assert (await public(district, second["code"], name="教师2")).json()["name_matches"] is True
    assert (await public(district, first["code"])).json()["revocation_ground"] == "REISSUED"
    assert [one["withheld"]["code"] for one in again["items"]] == ["issued-already"]
    assert await holds(district) == []

    # The result is about the former number; what stands on it follows it.
    await undone(district, merge_id)
    fallen = (await public(district, second["code"])).json()
    third = good(await reissue(district, second))
    assert fallen["status"] == "REVOKED"
    assert (third["teacher_id"], third["edition"]) == (old, 3)
    (result,) = results
    await post(district, a_result(district, course, OLD, outcome_id=result.outcome_id, revision=2, grade="GOOD"))
    assert (await public(district, third["code"])).json()["status"] == "REVOKED"
    assert await holds(district) == []


async def test_a_changed_grade_revokes_what_was_reissued_to_the_person(district: World) -> None:
    course, (result,) = await a_passed_class(district, OLD)
    (first,) = [one["certificate"] for one in (await issue(district, course))["items"]]
    await merged(district)
    second = good(await reissue(district, first))

    # The same lines: no entry moves, and only the result says otherwise.
    await post(district, a_result(district, course, OLD, outcome_id=result.outcome_id, revision=2, grade="GOOD"))

    shown = (await public(district, second["code"])).json()
    assert (shown["status"], shown["revocation_ground"]) == ("REVOKED", "RESULT_CHANGED")


async def test_who_was_merged_before_anything_was_issued_gets_one_by_either_number(district: World) -> None:
    course, _ = await a_passed_class(district, OLD, 2)
    await merged(district)
    old, new = (str(one.teacher_id) for one in district.teachers[:2])

    nobody = await district.api("ledger").post(
        f"/classes/{course.class_id}/certificates",
        json={"kind": "COMPLETION", "issuer_code": "COUNTY_BUREAU", "teacher_ids": [str(district.admin_id)]},
    )
    told = await issue(district, course, teacher_ids=[new])
    again = await issue(district, course, teacher_ids=[old])
    everybody = await issue(district, course)

    (issued,) = [one["certificate"] for one in told["items"]]
    assert (nobody.status_code, issued["teacher_id"], issued["hours"]) == (404, new, "24.00")
    assert [one["withheld"]["code"] for one in again["items"]] == ["issued-already"]
    assert sorted(one["withheld"] is None for one in everybody["items"]) == [False, True]
    assert await holds(district) == []


async def test_who_took_part_under_both_numbers_holds_one(district: World) -> None:
    course, _ = await a_passed_class(district, OLD, NEW)
    items = (await issue(district, course))["items"]
    of_old, of_new = sorted((one["certificate"] for one in items), key=lambda one: one["number"])

    await merged(district)

    fallen, standing = [(await public(district, one["code"])).json()["status"] for one in (of_old, of_new)]
    refused = await reissue(district, of_old)
    assert (fallen, standing) == ("REVOKED", "VALID")
    assert (refused.status_code, refused.json()["type"].rsplit(":", 1)[-1]) == (409, "certificate-withheld")
    assert await holds(district) == []
