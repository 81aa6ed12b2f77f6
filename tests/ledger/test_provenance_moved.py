"""Where an entry comes from that was moved between two accounts of a person: row, paper and certificates stay known."""

from typing import Any

from tests.ledger.adjusting import SECOND as ANOTHER
from tests.ledger.adjusting import a_given_line, a_proposal, an_evidence
from tests.ledger.bringing import bring, csv, row
from tests.ledger.certifying import a_passed_class, issue
from tests.ledger.merging import NEW, OLD, merged, undone
from tests.ledger.moving import good
from tests.ledger.saying import feed
from tests.support import World


async def provenance(world: World, entry: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = good(await world.api("ledger").get(f"/entries/{entry['entry_id']}/provenance"))
    return told


async def test_what_was_moved_says_what_first_gave_it_and_what_moved_it(district: World) -> None:
    ledger = district.api("ledger")
    await bring(district, csv(row()))
    evidence = await an_evidence(district)
    proposed = good(
        await ledger.post("/adjustments", json=a_proposal(district, OLD, evidence, lines=[a_given_line("6")]))
    )
    decision = f"/adjustments/{proposed['adjustment_id']}/decision"
    good(await district.api("ledger", account_id=ANOTHER).post(decision, json={"decision": "APPROVED"}))
    course, _ = await a_passed_class(district, OLD)
    (certificate,) = [one["certificate"] for one in (await issue(district, course))["items"]]
    first = await feed(district)
    before = [await provenance(district, one) for one in first]

    merge_id = await merged(district)
    new = str(district.teachers[NEW].teacher_id)
    moved = [one for one in await feed(district) if one["teacher_id"] == new]
    after = [await provenance(district, one) for one in moved]
    [taken] = [one for one in await feed(district) if one["reverses"] == first[0]["entry_id"]]
    gone = await provenance(district, taken)
    await undone(district, merge_id)
    back = [await provenance(district, one) for one in (await feed(district))[-5::2]]

    told = ("file", "outcome", "adjustment", "certificates")
    for said in (after, back):
        assert [[one[name] for name in told] for one in said] == [[one[name] for name in told] for one in before]
    assert [one["file"] is not None for one in before] == [True, False, False]
    assert (before[0]["file"]["row"], before[1]["adjustment"]["adjustment_id"]) == (2, proposed["adjustment_id"])
    assert [one["number"] for one in before[2]["certificates"]] == [certificate["number"]]
    assert [one["move"] for one in before] == [None, None, None]
    moves = [(one["move"]["merge_id"], one["move"]["number"], one["move"]["back"]) for one in (*after, *back)]
    assert moves == [(merge_id, 1, False)] * 3 + [(merge_id, 2, True)] * 3
    assert [one["move"]["first_entry_id"] for one in after] == [one["entry_id"] for one in first]
    assert (gone["move"]["merge_id"], gone["move"]["first_entry_id"]) == (merge_id, first[0]["entry_id"])
