"""A teacher goes from district to district: the history goes along, proven, and no credit counts twice anywhere."""

import asyncio
from typing import Any

from sqlalchemy import text

from services.contracts import HistoryClosed
from tests.ledger.moving import (
    a_neighbour,
    a_reception,
    as_superuser,
    good,
    holds,
    let_go,
    receive,
    settle,
    statement,
)
from tests.ledger.saying import a_line, an_outcome, feed, post
from tests.support import Apps, World
from tests.walks.directory import as_csv, roster_row


async def history(world: World, transfer_id: str) -> dict[str, Any]:
    told: dict[str, Any] = good(await world.api("ledger").get(f"/transfers/{transfer_id}/history"))
    return told


async def standing(world: World, teacher_id: Any) -> dict[str, Any]:
    told: dict[str, Any] = good(
        await world.api("ledger").get(f"/teachers/{teacher_id}/standing", params={"as_of": "2026-12-31"})
    )
    return told


async def test_a_teacher_who_moves_brings_the_history_along(apps: Apps, district: World) -> None:
    new = await a_neighbour(apps)
    who = district.teachers[0]
    await post(district, an_outcome(district, 0, a_line(1, "24"), a_line(2, "6.5", mode="ONLINE")))
    before = await standing(district, who.teacher_id)

    departure = await let_go(district, 0, new)
    arrival = await receive(new, departure["transfer_id"], district)

    told = await statement(new, arrival["teacher_id"])
    assert (told["hours"], told["carried_hours"]) == ("0.00", "30.50")
    assert [(one["origin_district_id"], one["seq"], one["hours"]) for one in told["carried"]] == [
        (district.district_id, 1, "24.00"),
        (district.district_id, 2, "6.50"),
    ]
    sent = (await history(district, departure["transfer_id"]))["sent"]
    received = (await history(new, departure["transfer_id"]))["received"]
    assert [(one["own"], one["parts"]) for one in sent["sendings"]] == [(2, 1)]
    assert (received["state"], received["teacher_id"]) == ("COMPLETE", arrival["teacher_id"])
    [left] = good(await district.api("directory").get("/departures"))["items"]
    assert (left["state"], left["received_from"]) == ("RECEIVED", "2026-09-01")

    # The new district judges by what was brought along: the same hours count that counted in the old one.
    def counted(found: dict[str, Any]) -> set[str]:
        return {one["amount"] for clause in found["clauses"] for one in clause["counted_entries"]}

    assert "24.00" in counted(before)
    assert counted(await standing(new, arrival["teacher_id"])) == counted(before)
    assert await holds(district) == []
    assert await holds(new) == []


async def test_what_was_brought_along_is_in_no_balance_or_summary(apps: Apps, district: World) -> None:
    new = await a_neighbour(apps)
    await post(district, an_outcome(district, 0, a_line(1, "24")))
    old_summary = good(await district.api("ledger").get("/summary", params={"as_of": "2026-08-31"}))

    departure = await let_go(district, 0, new)
    arrival = await receive(new, departure["transfer_id"], district)

    assert await feed(new) == []
    balance = good(await new.api("ledger").get(f"/teachers/{arrival['teacher_id']}/balance"))
    summary = good(await new.api("ledger").get("/summary", params={"as_of": "2026-12-31"}))
    assert balance["hours"] == "0.00"
    assert summary["earned"]["total"] == {"hours": "0.00", "credits": "0.00"}
    assert summary["teachers"] == 9
    # The old district keeps what was earned there, and one head less.
    after = good(await district.api("ledger").get("/summary", params={"as_of": "2026-12-31"}))
    assert after["earned"] == old_summary["earned"]
    assert (old_summary["teachers"], after["teachers"]) == (8, 7)


async def test_a_late_reversal_follows_as_a_correction(apps: Apps, district: World) -> None:
    new = await a_neighbour(apps)
    first = an_outcome(district, 0, a_line(1, "24"))
    await post(district, first)
    departure = await let_go(district, 0, new)
    arrival = await receive(new, departure["transfer_id"], district)

    await post(district, an_outcome(district, 0, a_line(1, "18"), revision=2, outcome_id=first.outcome_id))
    await settle(district, new)

    told = await statement(new, arrival["teacher_id"])
    assert told["carried_hours"] == "18.00"
    assert [(one["hours"], one["reversed_by_seq"]) for one in told["carried"]] == [
        ("24.00", 2),
        ("-24.00", None),
        ("18.00", None),
    ]
    sendings = (await history(district, departure["transfer_id"]))["sent"]["sendings"]
    assert [(one["sending"], one["own"], one["up_to_seq"]) for one in sendings] == [(1, 1, 1), (2, 2, 3)]
    assert await holds(district) == []
    assert await holds(new) == []


async def test_a_book_that_was_never_signed_is_signed_before_it_is_sent(apps: Apps, district: World) -> None:
    new = await a_neighbour(apps)
    await post(district, an_outcome(district, 0, a_line(1, "24")))
    assert good(await district.api("ledger").get("/book/heads"))["items"] == []

    departure = await let_go(district, 0, new)

    [head] = good(await district.api("ledger").get("/book/heads"))["items"]
    [sending] = (await history(district, departure["transfer_id"]))["sent"]["sendings"]
    assert (head["number"], head["seq"]) == (sending["head_number"], sending["up_to_seq"])


async def test_a_teacher_without_a_history_moves_too(apps: Apps, district: World) -> None:
    new = await a_neighbour(apps)

    departure = await let_go(district, 0, new)
    arrival = await receive(new, departure["transfer_id"], district)

    assert (await history(new, departure["transfer_id"]))["received"]["state"] == "COMPLETE"
    assert (await statement(new, arrival["teacher_id"]))["carried"] == []


async def test_a_long_history_goes_in_parts(apps: Apps, district: World) -> None:
    new = await a_neighbour(apps)
    for _ in range(8):
        await post(district, an_outcome(district, 0, *(a_line(line, "1") for line in range(1, 16))))

    departure = await let_go(district, 0, new)
    arrival = await receive(new, departure["transfer_id"], district)

    received = (await history(new, departure["transfer_id"]))["received"]
    assert [(one["part"], one["entries"]) for one in received["parts"]] == [(1, 50), (2, 50), (3, 20)]
    assert (await statement(new, arrival["teacher_id"]))["carried_hours"] == "120.00"


async def test_a_history_that_is_not_proven_is_refused_whole(apps: Apps, district: World) -> None:
    new = await a_neighbour(apps)
    await post(district, an_outcome(district, 0, a_line(1, "24"), a_line(2, "6")))
    departure = await let_go(district, 0, new)
    async with district.session("ledger") as session:
        payload = await session.scalar(
            text("SELECT payload FROM messaging.event WHERE topic = :topic AND district_id = :district_id"),
            {"topic": HistoryClosed.topic, "district_id": district.district_id},
        )
    entry = payload["entries"][1]
    forged = {
        **payload,
        "sending": 2,
        "entries": [payload["entries"][0], {**entry, "canonical": entry["canonical"].replace('"6.0000"', '"60.0000"')}],
    }

    await district.publish(HistoryClosed.model_validate(forged), role="ledger")
    await settle(district, new)
    arrival = await receive(new, departure["transfer_id"], district)

    received = (await history(new, departure["transfer_id"]))["received"]
    assert received["state"] == "REFUSED"
    assert [one["entries"] for one in received["parts"]] == [2, 0]
    assert "entry 2" in received["parts"][1]["faults"][0]["en"]
    assert (await statement(new, arrival["teacher_id"]))["carried_hours"] == "30.00"


async def test_verify_book_names_a_carried_entry_that_somebody_edited(
    apps: Apps, district: World, admin_url: str
) -> None:
    new = await a_neighbour(apps)
    await post(district, an_outcome(district, 0, a_line(1, "24")))
    departure = await let_go(district, 0, new)
    await receive(new, departure["transfer_id"], district)
    assert await holds(new) == []

    await as_superuser(admin_url, f"UPDATE ledger.carried_entry SET hours = 240 WHERE district_id = {new.district_id}")

    assert any("entry 1" in one and str(district.district_id) in one for one in await holds(new))


async def test_who_goes_on_to_a_third_district_brings_everything(apps: Apps, district: World) -> None:
    second, third = await a_neighbour(apps), await a_neighbour(apps)
    first = an_outcome(district, 0, a_line(1, "24"))
    await post(district, first)
    departure = await let_go(district, 0, second)
    arrival = await receive(second, departure["transfer_id"], district)
    path = f"/teachers/{arrival['teacher_id']}/departures"
    said = {"new_district_id": third.district_id, "last_day": "2026-10-31", "reason": "调往邻县任教"}
    onward = good(await second.api("directory").post(path, json=said))
    await settle(district, second, third)
    there = await receive(third, onward["transfer_id"], second, first_day="2026-11-01")

    # A correction in the first district reaches the third by way of the second.
    await post(district, an_outcome(district, 0, a_line(1, "20"), revision=2, outcome_id=first.outcome_id))
    await settle(district, second, third)

    told = await statement(third, there["teacher_id"])
    assert told["carried_hours"] == "20.00"
    assert {one["origin_district_id"] for one in told["carried"]} == {district.district_id}


async def test_who_comes_back_does_not_bring_the_own_entries_again(apps: Apps, district: World) -> None:
    new = await a_neighbour(apps)
    who = district.teachers[0]
    await post(district, an_outcome(district, 0, a_line(1, "24")))
    departure = await let_go(district, 0, new)
    arrival = await receive(new, departure["transfer_id"], district)
    said = {"new_district_id": district.district_id, "last_day": "2026-10-31", "reason": "调回"}
    back = good(await new.api("directory").post(f"/teachers/{arrival['teacher_id']}/departures", json=said))
    await settle(district, new)
    refused = await district.api("directory").post(
        f"/arrivals/{back['transfer_id']}/reception", json=a_reception(district, first_day="2026-11-01")
    )

    again = await receive(
        district, back["transfer_id"], new, new=None, teacher_id=str(who.teacher_id), first_day="2026-11-01"
    )

    assert (refused.status_code, refused.json()["type"].rsplit(":", 1)[-1]) == (409, "known-here")
    assert again["teacher_id"] == str(who.teacher_id)
    told = await statement(district, who.teacher_id)
    assert (told["hours"], told["carried"]) == ("24.00", [])


async def test_two_districts_never_hold_a_person_open_at_once(apps: Apps, district: World) -> None:
    new = await a_neighbour(apps)
    departure = await let_go(district, 0, new)
    reception = f"/arrivals/{departure['transfer_id']}/reception"
    withdrawal = f"/departures/{departure['transfer_id']}/withdrawal"
    too_early = await new.api("directory").post(reception, json=a_reception(new, first_day="2026-08-31"))

    received, kept = await asyncio.gather(
        new.api("directory").post(reception, json=a_reception(new)), district.api("directory").post(withdrawal)
    )
    await settle(district, new)

    assert (too_early.status_code, too_early.json()["type"].rsplit(":", 1)[-1]) == (409, "still-there")
    assert sorted([received.status_code, kept.status_code]) == [201, 409]
    teachers = []
    for world in (district, new):
        listed = good(await world.api("directory").get("/teachers", params={"on": "2026-09-15"}))["items"]
        teachers.append(len(listed))
    assert sorted(teachers) == sorted([8, 8] if kept.status_code == 201 else [7, 9])


async def test_a_departure_that_is_withdrawn_leaves_all_as_it_was(apps: Apps, district: World) -> None:
    new = await a_neighbour(apps)
    who = district.teachers[0]
    departure = await let_go(district, 0, new)

    kept = good(await district.api("directory").post(f"/departures/{departure['transfer_id']}/withdrawal"))
    await settle(district, new)

    assert kept["state"] == "WITHDRAWN"
    [arrival] = good(await new.api("directory").get("/arrivals"))["items"]
    assert arrival["state"] == "WITHDRAWN"
    late = await new.api("directory").post(f"/arrivals/{departure['transfer_id']}/reception", json=a_reception(new))
    assert late.status_code == 409
    file = good(await district.api("directory").get(f"/teachers/{who.teacher_id}"))
    assert [one["valid_to"] for one in file["appointments"]] == [None]
    assert (await history(district, departure["transfer_id"]))["sent"]["withdrawn"] is True


async def test_degrees_certificates_and_leaves_come_along(apps: Apps, district: World) -> None:
    new = await a_neighbour(apps)
    own = f"/teachers/{district.teachers[0].teacher_id}/facts"
    for fact in (
        {"kind": "DEGREE", "code": "MASTER", "valid_from": "2020-07-01"},
        {"kind": "LEAVE", "code": "MATERNITY", "valid_from": "2025-10-01", "valid_to": "2026-02-28"},
        {"kind": "EXEMPTION", "code": "XC-02", "valid_from": "2025-10-01", "valid_to": "2026-02-28"},
    ):
        good(await district.api("directory").post(own, json=fact))

    departure = await let_go(district, 0, new)
    arrival = await receive(new, departure["transfer_id"], district)

    file = good(await new.api("directory").get(f"/teachers/{arrival['teacher_id']}"))
    assert [(one["kind"], one["code"], one["ground"]) for one in file["facts"]] == [
        ("DEGREE", "MASTER", "transfer"),
        ("LEAVE", "MATERNITY", "transfer"),
    ]


async def test_a_roster_cannot_hold_open_whom_another_district_holds(apps: Apps, district: World) -> None:
    new = await a_neighbour(apps)
    row = roster_row(1)
    csv = {"Content-Type": "text/csv"}
    good(await district.api("directory").post("/roster-imports", content=as_csv([row]), headers=csv))

    refused = good(await new.api("directory").post("/roster-imports", content=as_csv([row]), headers=csv))
    closed = good(
        await new.api("directory").post(
            "/roster-imports", content=as_csv([{**row, "任职结束": "2020-08-31"}]), headers=csv
        )
    )

    assert refused["applied"] is False
    assert [(one["row"], one["code"]) for one in refused["report"]["errors"]] == [(2, "held-by-another-district")]
    assert closed["applied"] is True


async def test_only_what_is_in_post_leaves(apps: Apps, district: World) -> None:
    new = await a_neighbour(apps)
    path = f"/teachers/{district.teachers[0].teacher_id}/departures"
    said = {"new_district_id": new.district_id, "last_day": "2026-08-31", "reason": "调往邻县任教"}
    nowhere = await district.api("directory").post(path, json={**said, "new_district_id": 999_998})
    too_early = await district.api("directory").post(path, json={**said, "last_day": "2009-08-31"})

    await let_go(district, 0, new)
    twice = await district.api("directory").post(path, json={**said, "last_day": "2026-07-31"})

    assert (nowhere.status_code, too_early.status_code, twice.status_code) == (422, 409, 409)
