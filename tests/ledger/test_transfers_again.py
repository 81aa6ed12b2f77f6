"""Histories that are told once more, and those that need not be: what was refused, and who has come back."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import text

from services.contracts import HistoryClosed
from services.directory import queries as directory
from tests.ledger.moving import a_neighbour, good, holds, let_go, receive, settle, statement
from tests.ledger.saying import a_line, an_outcome, post
from tests.ledger.test_transfers import history
from tests.support import Apps, World


async def spoil(world: World, new: World, transfer_id: str) -> None:
    """The newest part that was sent arrives under the next number, with hours that the book does not say."""
    async with world.session("ledger") as session:
        payload: dict[str, Any] = await session.scalar(
            text(
                "SELECT payload FROM messaging.event WHERE topic = :topic AND district_id = :district_id "
                "ORDER BY occurred_at DESC LIMIT 1"
            ),
            {"topic": HistoryClosed.topic, "district_id": world.district_id},
        )
    (first, *others) = payload["entries"]
    forged = {**first, "canonical": first["canonical"].replace('"24.0000"', '"240.0000"')}
    wrong = {**payload, "sending": payload["sending"] + 1, "entries": [forged, *others]}
    await world.publish(HistoryClosed.model_validate(wrong), role="ledger")
    await settle(world, new)
    assert (await history(new, transfer_id))["received"]["state"] == "REFUSED"


async def test_a_history_that_was_refused_is_sent_anew_and_kept_once(apps: Apps, district: World) -> None:
    new = await a_neighbour(apps)
    await post(district, an_outcome(district, 0, a_line(1, "24"), a_line(2, "6")))
    departure = await let_go(district, 0, new)
    path = f"/transfers/{departure['transfer_id']}/history"
    arrival = await receive(new, departure["transfer_id"], district)
    await spoil(district, new, departure["transfer_id"])
    async with district.session("ledger") as session:
        # The old district has sent it as well, as far as it knows.
        await session.execute(
            text(
                "INSERT INTO ledger.closing_sent SELECT district_id, transfer_id, 2, head_number, up_to_seq, own, "
                "passed_on, parts, sent_at, anew FROM ledger.closing_sent WHERE transfer_id = :transfer_id"
            ),
            {"transfer_id": departure["transfer_id"]},
        )

    asked = await district.api("ledger").post(path)
    await settle(district, new)

    assert asked.status_code == 202, asked.text
    sendings = (await history(district, departure["transfer_id"]))["sent"]["sendings"]
    assert [(one["sending"], one["own"], one["anew"]) for one in sendings] == [
        (1, 2, False),
        (2, 2, False),
        (3, 2, True),
    ]
    received = (await history(new, departure["transfer_id"]))["received"]
    assert [(one["sending"], one["entries"]) for one in received["parts"]] == [(1, 2), (2, 0), (3, 2)]
    told = await statement(new, arrival["teacher_id"])
    assert (received["state"], told["carried_hours"], len(told["carried"])) == ("COMPLETE", "30.00", 2)
    # What is posted from now on follows as ever, and is asked for again.
    await post(district, an_outcome(district, 0, a_line(1, "8")))
    await settle(district, new)
    assert (await history(new, departure["transfer_id"]))["received"]["state"] == "COMPLETE"
    assert (await statement(new, arrival["teacher_id"]))["carried_hours"] == "38.00"
    assert await holds(district) == await holds(new) == []


async def test_only_what_somebody_left_by_is_sent_anew(apps: Apps, district: World) -> None:
    new = await a_neighbour(apps)
    departure = await let_go(district, 0, new)
    path = f"/transfers/{departure['transfer_id']}/history"

    there = await new.api("ledger").post(path)
    by_auditor = await district.api("ledger", "auditor").post(path)
    good(await district.api("directory").post(f"/departures/{departure['transfer_id']}/withdrawal"))
    await settle(district, new)
    withdrawn = await district.api("ledger").post(path)

    assert [one.status_code for one in (there, by_auditor, withdrawn)] == [404, 403, 409]
    assert withdrawn.json()["type"].endswith("history-not-owed")


async def test_what_is_corrected_after_the_return_is_told_to_nobody(apps: Apps, district: World) -> None:
    new = await a_neighbour(apps)
    who = str(district.teachers[0].teacher_id)
    first = an_outcome(district, 0, a_line(1, "24"))
    await post(district, first)
    departure = await let_go(district, 0, new)
    arrival = await receive(new, departure["transfer_id"], district)
    said = {"new_district_id": district.district_id, "last_day": "2026-10-31", "reason": "调回"}
    back = good(await new.api("directory").post(f"/teachers/{arrival['teacher_id']}/departures", json=said))
    await settle(district, new)
    again = {"new": None, "teacher_id": who, "first_day": "2026-11-01"}
    await receive(district, back["transfer_id"], new, **again)

    await post(district, an_outcome(district, 0, a_line(1, "18"), revision=2, outcome_id=first.outcome_id))
    await settle(district, new)
    anew = await district.api("ledger").post(f"/transfers/{departure['transfer_id']}/history")

    sendings = (await history(district, departure["transfer_id"]))["sent"]["sendings"]
    assert [one["sending"] for one in sendings] == [1]
    assert (await statement(new, arrival["teacher_id"]))["carried_hours"] == "24.00"
    assert (await statement(district, who))["hours"] == "18.00"
    assert (anew.status_code, anew.json()["type"].rsplit(":", 1)[-1]) == (409, "history-not-owed")

    # Who leaves once more is followed again, by the newer transfer.
    third = await a_neighbour(apps)
    onward = await let_go(district, 0, third, last_day="2026-12-31")
    there = await receive(third, onward["transfer_id"], district, first_day="2027-01-01")
    await post(district, an_outcome(district, 0, a_line(1, "20"), revision=3, outcome_id=first.outcome_id))
    await settle(district, third)

    assert (await statement(third, there["teacher_id"], as_of="2027-12-31"))["carried_hours"] == "20.00"
    sendings = (await history(district, departure["transfer_id"]))["sent"]["sendings"]
    assert [one["sending"] for one in sendings] == [1]


async def degrees(world: World, teacher_id: Any) -> list[str]:
    async with world.session("ledger") as session:
        found = await directory.load_timelines(session, district_id=world.district_id, teacher_ids=[UUID(teacher_id)])
        return sorted(one.level for one in found[UUID(teacher_id)].degrees)


async def test_a_degree_is_taken_back_wherever_it_came_along(apps: Apps, district: World) -> None:
    """Each district tells the next; what one of them recognised by itself stands there and beyond."""
    new, third = await a_neighbour(apps), await a_neighbour(apps)
    said: dict[str, Any] = {"source": "claim", "class_id": None, "program_id": None, "degree_on": date(2026, 7, 1)}
    brought = [an_outcome(district, 0, degree=level, **said) for level in ("MASTER", "BACHELOR", "DOCTOR")]
    await post(district, *brought[:2])
    departure = await let_go(district, 0, new)
    arrival = await receive(new, departure["transfer_id"], district)
    who = arrival["teacher_id"]
    await post(new, an_outcome(new, 0, degree="BACHELOR", **said).model_copy(update={"teacher_id": UUID(who)}))
    on = {"new_district_id": third.district_id, "last_day": "2026-10-31", "reason": "再次调动"}
    onward = good(await new.api("directory").post(f"/teachers/{who}/departures", json=on))
    await settle(new, third)
    there = (await receive(third, onward["transfer_id"], new, first_day="2026-11-01"))["teacher_id"]
    before = [await degrees(new, who), await degrees(third, there)]

    taken_back = [one.model_copy(update={"revision": 2, "withdrawn": True}) for one in brought[:2]]
    await post(district, *taken_back, brought[2])
    for world in (new, third):
        await world.drain()

    assert before == [["BACHELOR", "MASTER"]] * 2
    assert [await degrees(new, who), await degrees(third, there)] == [["BACHELOR", "DOCTOR"]] * 2
    file = good(await new.api("directory").get(f"/teachers/{who}"))
    assert {one["code"]: one["ground"] for one in file["facts"]} == {"BACHELOR": "claim", "DOCTOR": "transfer"}
