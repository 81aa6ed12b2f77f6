"""Old hours and archives of teachers who came from another district, or were found twice."""

import json

from services.platform.signing import from_base64url
from tests.ledger.bringing import bring, csv, errors, row, sums
from tests.ledger.moving import a_neighbour, good, let_go, receive
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
