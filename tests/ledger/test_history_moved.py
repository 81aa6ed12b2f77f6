"""Old hours and archives of teachers who came from another district, or were found twice."""

import json

from services.platform.signing import from_base64url
from tests.ledger.bringing import bring, csv, errors, row, sums
from tests.ledger.merging import decide, hours, merged
from tests.ledger.moving import a_neighbour, good, holds, let_go, receive, settle, statement
from tests.ledger.saying import a_line, an_outcome, book_keys, feed, post
from tests.ledger.test_teacher_archives import fetched_from
from tests.support import Apps, World


async def test_hours_that_came_along_from_another_district_are_not_brought_again_as_old_ones(
    apps: Apps, district: World
) -> None:
    new = await a_neighbour(apps)
    await post(district, an_outcome(district, 0, a_line(1, "24")))
    departure = await let_go(district, 0, new)
    await receive(new, departure["transfer_id"], district)
    same = row(工号="T900", 名称="县级学科培训", 开始日期="2025-10-10", 结束日期="2025-10-10", 学时="24", 学分="")

    refused = await bring(new, csv(same))
    other = await bring(new, csv(row(工号="T900")))

    assert errors(refused) == {(2, "名称", "carried-over")}
    assert sums(other) == (1, 1, 0)
    assert [entry["source"] for entry in await feed(new)] == ["import"]


async def test_an_archive_holds_what_came_along_with_its_proof(apps: Apps, district: World) -> None:
    new = await a_neighbour(apps)
    await post(district, an_outcome(district, 0, a_line(1, "24")))
    departure = await let_go(district, 0, new)
    arrival = await receive(new, departure["transfer_id"], district)
    await post(new, an_outcome(new, 1, a_line(1, "6")))
    path = f"/teachers/{arrival['teacher_id']}/archives"
    api = new.api("ledger")
    begun = good(await api.post(path, json={"purpose": "存档"}))
    await new.drain()

    files = await fetched_from(api, f"{path}/{begun['archive_id']}/file")

    index = json.loads(files["evidence.json"])
    (carried,) = index["carried"]
    head = json.loads(carried["head"]["canonical"])
    assert index["entries"] == []
    assert (carried["origin_district_id"], carried["seq"], carried["taken_back_by_seq"]) == (
        district.district_id,
        1,
        None,
    )
    assert json.loads(carried["canonical"])["hours"] == "24.0000"
    assert head["district_id"] == district.district_id
    assert book_keys().holds(
        key_id=head["key_id"],
        content=carried["head"]["canonical"].encode(),
        signature=from_base64url(carried["head"]["signature"]),
    )


async def test_an_undo_reaches_what_a_merge_has_moved_on_since(district: World) -> None:
    done = await bring(district, csv(row(工号="T001"), row(工号="T003")))
    await merged(district)
    before = await hours(district, 1)

    undo = f"/history-imports/{done['import_id']}/undo"
    told = good(await district.api("ledger").post(undo, json={"reason": "名册版本有误"}))

    assert (before, await hours(district, 0), await hours(district, 1)) == ("30.00", "0.00", "0.00")
    assert (told["state"], told["progress"]["done"], told["undo"]["left"]) == ("UNDONE", 2, [])
    await district.drain()
    assert await holds(district) == []


async def test_what_somebody_found_twice_had_brought_along_is_theirs_and_goes_on_with_them(
    apps: Apps, district: World
) -> None:
    new, third = await a_neighbour(apps), await a_neighbour(apps)
    await post(district, an_outcome(district, 0, a_line(1, "24")))
    departure = await let_go(district, 0, new)
    arrival = await receive(new, departure["transfer_id"], district)
    kept = new.teachers[1].teacher_id
    body = {"teacher_id": arrival["teacher_id"], "into_teacher_id": str(kept), "reason": "同一人"}
    merge = good(await new.api("directory").post("/teacher-merges", json=body))
    good(await decide(new, merge["merge_id"]))
    same = row(工号="T002", 名称="县级学科培训", 开始日期="2025-10-10", 结束日期="2025-10-10", 学时="24", 学分="")

    refused = await bring(new, csv(same))
    said = {"new_district_id": third.district_id, "last_day": "2026-10-31", "reason": "调往邻县任教"}
    onward = good(await new.api("directory").post(f"/teachers/{kept}/departures", json=said))
    await settle(new, third)
    there = await receive(third, onward["transfer_id"], new, first_day="2026-11-01")

    assert errors(refused) == {(2, "名称", "carried-over")}
    told = await statement(third, there["teacher_id"])
    assert (told["carried_hours"], len(told["carried"])) == ("24.00", 1)
