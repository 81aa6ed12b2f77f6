"""The booklet is one a teacher, kept by the school of the post, and follows the teacher from school to school."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from services.platform import clock
from services.platform.ids import new_id
from tests.support import World

_ON = "2026-03-02"


async def issue(world: World, teacher: int, number: str, **body: Any) -> httpx.Response:
    given = {"teacher_id": str(world.teachers[teacher].teacher_id), "number": number, "issued_on": _ON, **body}
    return await world.api("ledger").post("/booklets", json=given)


async def move(world: World, teacher: int, school: int, on: str = "2026-04-01") -> None:
    answer = await world.api("directory").post(
        f"/teachers/{world.teachers[teacher].teacher_id}/transfers",
        json={"school_id": str(world.schools[school].school_id), "on": on},
    )
    assert answer.status_code == 201, answer.text


def hand(world: World, school: int | None, on: str = "2026-04-02") -> dict[str, Any]:
    school_id = None if school is None else str(world.schools[school].school_id)
    return {"school_id": school_id, "on": on, "reason": "教师调动，随人事档案移交"}


def slug(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rpartition(":")[2]


async def test_a_teacher_has_one_booklet_and_the_school_of_the_post_keeps_it(district: World) -> None:
    first = await issue(district, 0, "吉继教0001")
    again = await issue(district, 0, "吉继教0002")
    taken = await issue(district, 1, "吉继教0001")
    early = await issue(district, 1, "吉继教0003", issued_on="2001-01-01")
    tomorrow = clock.now().astimezone(clock.SHANGHAI).date() + timedelta(days=1)
    ahead = await issue(district, 1, "吉继教0004", issued_on=tomorrow.isoformat())
    nobody = await issue(district, 1, "吉继教0005", teacher_id=str(district.admin_id))

    body = first.json()
    school = str(district.schools[0].school_id)
    assert first.status_code == 201, first.text
    assert (body["state"], body["custodian"], body["owed_to"], body["edition"]) == ("KEPT", school, None, 1)
    assert [(one["act"], one["happened_on"]) for one in body["history"]] == [("ISSUED", _ON)]
    assert slug(again) == (409, "booklet-issued")
    assert "吉继教0001" in again.json()["detail"]
    assert slug(taken) == (409, "booklet-number-taken")
    assert slug(early) == (409, "not-at-that-school")
    assert slug(ahead) == (409, "booklet-ahead")
    assert nobody.status_code == 404


async def test_after_a_transfer_the_new_school_is_owed_the_booklet_until_it_is_handed_over(district: World) -> None:
    old, new = (str(district.schools[number].school_id) for number in (0, 1))
    moved = (await issue(district, 0, "A1")).json()["booklet_id"]
    await issue(district, 1, "A2")
    await issue(district, 4, "A3")
    await move(district, 0, 1)
    giving = district.api("ledger", "school_admin", school=district.schools[0].school_id)
    getting = district.api("ledger", "school_admin", school=district.schools[1].school_id)
    way = f"/booklets/{moved}/handovers"

    owed = (await getting.get("/booklets", params={"owed": "true"})).json()["items"]
    kept = (await giving.get("/booklets")).json()["items"]
    everywhere = (await district.api("ledger").get("/booklets", params={"owed": "true"})).json()["items"]
    seen = await getting.get(f"/booklets/{moved}")
    not_theirs = await getting.post(way, json=hand(district, 1))
    too_early = await giving.post(way, json=hand(district, 1, on="2026-03-31"))
    done = await giving.post(way, json=hand(district, 1))

    assert [(one["number"], one["custodian"], one["owed_to"]) for one in owed] == [("A1", old, new)]
    assert [one["number"] for one in everywhere] == ["A1"]
    assert [one["number"] for one in kept] == ["A1", "A2"]
    assert seen.status_code == 200
    assert not_theirs.status_code == 404
    assert slug(too_early) == (409, "not-at-that-school")
    assert done.status_code == 201, done.text
    assert (done.json()["custodian"], done.json()["owed_to"]) == (new, None)
    assert [(one["act"], one["school_id"], one["reason"]) for one in done.json()["history"]] == [
        ("ISSUED", old, None),
        ("HANDED_OVER", new, "教师调动，随人事档案移交"),
    ]
    assert (await getting.get("/booklets", params={"owed": "true"})).json()["items"] == []
    assert [one["number"] for one in (await getting.get("/booklets")).json()["items"]] == ["A1", "A3"]
    assert (await giving.get(f"/booklets/{moved}")).status_code == 404


async def test_a_lost_booklet_is_found_or_reissued_and_the_old_one_is_no_proof_any_more(district: World) -> None:
    bureau = district.api("ledger")
    first = (await issue(district, 0, "B1")).json()["booklet_id"]
    loss = {"on": "2026-05-06", "reason": "档案室搬迁中遗失"}
    anew = {"number": "B2", "issued_on": "2026-05-20", "reason": "原证书簿遗失"}

    backdated = await bureau.post(f"/booklets/{first}/losses", json={**loss, "on": "2026-03-01"})
    lost = await bureau.post(f"/booklets/{first}/losses", json=loss)
    twice = await bureau.post(f"/booklets/{first}/losses", json=loss)
    found = await bureau.post(f"/booklets/{first}/handovers", json=hand(district, 0, on="2026-05-07"))
    await bureau.post(f"/booklets/{first}/losses", json={**loss, "on": "2026-05-08"})
    taken = await issue(district, 1, "B9")
    same_number = await bureau.post(f"/booklets/{first}/reissues", json={**anew, "number": "B9"})
    both = await asyncio.gather(
        *(bureau.post(f"/booklets/{first}/reissues", json={**anew, "number": number}) for number in ("B2", "B3"))
    )

    assert slug(backdated) == (409, "booklet-backdated")
    assert (lost.status_code, lost.json()["state"]) == (201, "LOST")
    assert slug(twice) == (409, "booklet-not-kept")
    assert (twice.json()["detail"], twice.json()["facts"]["state"]) == (
        "That cannot become of a booklet that is recorded as lost",
        "LOST",
    )
    assert (found.status_code, found.json()["state"]) == (201, "KEPT")
    assert taken.status_code == 201
    assert slug(same_number) == (409, "booklet-number-taken")
    assert sorted(one.status_code for one in both) == [201, 409]
    (second,) = [one.json() for one in both if one.status_code == 201]
    assert (second["edition"], second["replaces"], second["state"]) == (2, first, "KEPT")
    old = (await bureau.get(f"/booklets/{first}")).json()
    assert (old["state"], [one["act"] for one in old["history"]][-2:]) == ("REPLACED", ["LOST", "REPLACED"])
    for path, body in (("handovers", hand(district, 0, on="2026-06-01")), ("losses", {**loss, "on": "2026-06-01"})):
        assert slug(await bureau.post(f"/booklets/{first}/{path}", json=body)) == (409, "booklet-not-kept")
    assert slug(await issue(district, 0, "B4")) == (409, "booklet-issued")


async def test_a_schools_booklets_are_issued_at_once_and_each_ones_fate_is_told(district: World) -> None:
    school, bureau = district.schools[0].school_id, district.api("ledger")
    first = (await issue(district, 0, "H0")).json()
    who = [str(one.teacher_id) for one in district.teachers]
    asked = [(who[0], "H1"), (who[3], "H0"), (who[2], "H2"), (who[3], "H2"), (who[1], "H3"), (who[7], "H7")]
    items = [{"teacher_id": teacher, "number": number} for teacher, number in asked]
    path = f"/schools/{school}/booklets"

    answer = await bureau.post(path, json={"issued_on": "2026-03-02", "items": items})
    again = await bureau.post(path, json={"issued_on": "2026-03-02", "items": items[2:3]})
    ahead = await bureau.post(path, json={"issued_on": "2199-03-02", "items": items})
    nowhere = await bureau.post(f"/schools/{new_id()}/booklets", json={"issued_on": "2026-03-02", "items": items})
    school_admin = await district.api("ledger", "school_admin", school=school).post(
        path, json={"issued_on": "2026-03-02", "items": items}
    )

    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert [one["refusal"] and one["refusal"]["code"] for one in told["items"]] == [
        "booklet-issued",
        "booklet-number-taken",
        None,
        "booklet-number-taken",
        None,
        "not-at-that-school",
    ]
    assert (told["issued"], told["refused"]) == (2, 4)
    assert told["items"][0]["refusal"]["sentence_zh"] == f"该教师已有证书簿 {first['number']},请按补发办理"
    kept = {one["number"]: one for one in (await bureau.get("/booklets")).json()["items"]}
    assert [kept[number]["teacher_id"] for number in sorted(kept)] == [who[0], who[2], who[1]]
    assert [one["act"] for one in kept["H3"]["history"]] == ["ISSUED"]
    assert (kept["H3"]["custodian"], told["items"][4]["booklet"]) == (str(school), kept["H3"])
    assert (again.status_code, again.json()["items"][0]["refusal"]["code"]) == (201, "booklet-issued")
    assert (slug(ahead), nowhere.status_code, school_admin.status_code) == ((409, "booklet-ahead"), 404, 403)


async def test_two_who_record_at_once_are_not_both_believed(district: World) -> None:
    booklet_id = (await issue(district, 0, "C1")).json()["booklet_id"]
    bureau = district.api("ledger")

    answers = await asyncio.gather(
        *(bureau.post(f"/booklets/{booklet_id}/losses", json={"on": "2026-05-06", "reason": "遗失"}) for _ in range(6))
    )

    assert sorted(one.status_code for one in answers) == [201, 409, 409, 409, 409, 409]
    history = (await bureau.get(f"/booklets/{booklet_id}")).json()["history"]
    assert [one["act"] for one in history] == ["ISSUED", "LOST"]


async def test_who_leaves_the_district_takes_the_booklet_along(district: World) -> None:
    booklet_id = (await issue(district, 0, "D1")).json()["booklet_id"]
    bureau = district.api("ledger")

    given = await bureau.post(f"/booklets/{booklet_id}/handovers", json=hand(district, None))
    await move(district, 0, 1)

    assert (given.status_code, given.json()["state"]) == (201, "GIVEN_OUT")
    shown = (await bureau.get(f"/booklets/{booklet_id}")).json()
    assert (shown["custodian"], shown["owed_to"]) == (str(district.schools[0].school_id), None)
    assert (await bureau.get("/booklets", params={"owed": "true"})).json()["items"] == []


async def test_who_moved_sees_that_the_own_booklet_is_owed_and_nobody_elses(district: World) -> None:
    for teacher in (0, 1, 2):
        await issue(district, teacher, f"G{teacher}")
    await move(district, 0, 1)
    await move(district, 1, 1)
    owed = {"owed": "true"}
    mover, stayer = (district.api("ledger", "teacher", teacher=district.teachers[place].teacher_id) for place in (0, 2))
    one = {**owed, "teacher_id": str(district.teachers[1].teacher_id)}

    mine, none = await mover.get("/booklets", params=owed), await stayer.get("/booklets", params=owed)
    asked = [
        await district.api("ledger").get("/booklets", params={**one, "school_id": str(school.school_id)})
        for school in district.schools
    ]

    assert [[item["number"] for item in answer.json()["items"]] for answer in (mine, none, *asked)] == [
        ["G0"],
        [],
        [],
        ["G1"],
    ]


async def test_a_teacher_sees_the_own_booklet_and_no_other(district: World) -> None:
    mine = (await issue(district, 0, "E1")).json()["booklet_id"]
    other = (await issue(district, 1, "E2")).json()["booklet_id"]
    me = district.api("ledger", "teacher", teacher=district.teachers[0].teacher_id)

    listed = await me.get("/booklets")

    assert [one["booklet_id"] for one in listed.json()["items"]] == [mine]
    assert (await me.get(f"/booklets/{mine}")).status_code == 200
    assert (await me.get(f"/booklets/{other}")).status_code == 404
    foreign = {"teacher_id": str(district.teachers[1].teacher_id)}
    assert (await me.get("/booklets", params=foreign)).status_code == 404


async def test_the_list_is_paged_and_owed_ones_with_it(district: World) -> None:
    for teacher in range(4):
        await issue(district, teacher, f"F{teacher}")
        await move(district, teacher, 1)
    bureau = district.api("ledger")

    seen, cursor = [], None
    while True:
        query = {"owed": "true", "limit": 3, **({"cursor": cursor} if cursor else {})}
        page = (await bureau.get("/booklets", params=query)).json()
        seen += [one["number"] for one in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break

    assert seen == ["F0", "F1", "F2", "F3"]


@pytest.mark.parametrize("table", ["booklet", "booklet_custody"])
@pytest.mark.parametrize("attack", ["UPDATE ledger.{} SET district_id = district_id", "DELETE FROM ledger.{}"])
async def test_what_became_of_a_booklet_is_never_changed(district: World, table: str, attack: str) -> None:
    with pytest.raises(DBAPIError) as refused:
        async with district.session("ledger") as session:
            await session.execute(text(attack.format(table)))

    assert getattr(refused.value.orig, "sqlstate", None) == "42501"
