"""A person found twice: two officers agree, the entries move under one causation id, and move back if need be."""

import asyncio
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from services.contracts import PairsKept, PairState, TeachersMerged
from services.ledger import operations
from services.platform.ids import new_id
from tests.ledger.attesting import attest, public_attestation
from tests.ledger.certifying import a_passed_class, issue
from tests.ledger.merging import NEW, OLD, SECOND, decide, hours, merged, moves, proposed, undone
from tests.ledger.moving import as_superuser, good, holds, statement
from tests.ledger.saying import a_line, an_outcome, feed, post
from tests.ledger.waiting import until_one_waits_for_a_lock
from tests.support import World


async def test_the_entries_of_the_one_move_to_the_other_under_one_causation_id(district: World) -> None:
    await post(district, an_outcome(district, OLD, a_line(1, "24"), a_line(2, "6")))
    await post(district, an_outcome(district, NEW, a_line(1, "10"), class_id=None, title="别的培训"))

    merge_id = await merged(district)

    assert (await hours(district, OLD), await hours(district, NEW)) == ("0.00", "40.00")
    entries = await feed(district)
    [move] = await moves(district, merge_id)
    assert {one["causation_id"] for one in entries[3:]} == {move["causation_id"]}
    assert [one["hours"] for one in move["entries"]] == ["-24.00", "24.00", "-6.00", "6.00"]
    # Where it was earned, and from whom, is as before.
    assert {one["school_id"] for one in entries} == {str(district.schools[0].school_id)}
    assert {one["debit_account"] for one in entries} == {entries[0]["debit_account"]}
    assert await holds(district) == []


async def test_undoing_gives_everything_back(district: World) -> None:
    await post(district, an_outcome(district, OLD, a_line(1, "24")))
    await post(district, an_outcome(district, NEW, a_line(1, "10"), class_id=None, title="别的培训"))
    before = [await statement(district, one.teacher_id) for one in district.teachers[:2]]
    merge_id = await merged(district)

    await undone(district, merge_id)

    after = [await statement(district, one.teacher_id) for one in district.teachers[:2]]
    assert [one["hours"] for one in after] == [one["hours"] for one in before] == ["24.00", "10.00"]
    assert [(one["back"], len(one["entries"])) for one in await moves(district, merge_id)] == [(False, 2), (True, 2)]
    assert await holds(district) == []


async def test_what_comes_late_for_the_former_teacher_moves_too(district: World) -> None:
    first = an_outcome(district, OLD, a_line(1, "24"))
    await post(district, first)
    merge_id = await merged(district)

    await post(district, an_outcome(district, OLD, a_line(1, "18"), revision=2, outcome_id=first.outcome_id))

    assert (await hours(district, OLD), await hours(district, NEW)) == ("0.00", "18.00")
    assert [one["number"] for one in await moves(district, merge_id)] == [1, 2]
    assert await holds(district) == []

    await undone(district, merge_id)

    assert (await hours(district, OLD), await hours(district, NEW)) == ("18.00", "0.00")
    await post(district, an_outcome(district, OLD, revision=3, outcome_id=first.outcome_id))
    assert (await hours(district, OLD), await hours(district, NEW)) == ("0.00", "0.00")
    assert await holds(district) == []


async def test_appointments_facts_accounts_and_head_counts_follow_and_come_back(district: World) -> None:
    admin = district.api("directory")
    old, new = (one.teacher_id for one in district.teachers[:2])
    account = {"username": "T001", "display_name": "教师", "roles": ["teacher"], "teacher_id": str(old)}
    good(await admin.post("/accounts", json={"accounts": [account]}))
    good(
        await admin.post(
            f"/teachers/{old}/facts", json={"kind": "DEGREE", "code": "MASTER", "valid_from": "2020-07-01"}
        )
    )

    async def shown() -> tuple[int, int, int, str]:
        in_post = good(await admin.get("/teachers", params={"on": "2026-09-15"}))["items"]
        theirs = [good(await admin.get(f"/teachers/{one}")) for one in (old, new)]
        [held] = [one for one in good(await admin.get("/accounts"))["items"] if one["username"] == "T001"]
        return len(in_post), len(theirs[0]["appointments"]), len(theirs[1]["facts"]), held["teacher_id"]

    before = await shown()

    merge_id = await merged(district)
    together = await shown()
    await undone(district, merge_id)

    assert before == (8, 1, 0, str(old))
    assert together == (7, 0, 1, str(new))
    assert await shown() == before


async def test_nobody_decides_alone_or_about_themselves(district: World) -> None:
    merge_id = (await proposed(district))["merge_id"]
    old = district.teachers[OLD].teacher_id

    alone = await decide(district, merge_id, by=district.admin_id)
    not_own = await decide(district, merge_id, "WITHDRAWN")
    oneself = await district.api("directory", teacher=old, account_id=SECOND).post(
        f"/teacher-merges/{merge_id}/decision", json={"decision": "APPROVED"}
    )
    rejected = await decide(district, merge_id, "REJECTED")
    again = await decide(district, merge_id)

    told = [one.json()["type"].rsplit(":", 1)[-1] for one in (alone, not_own, oneself, again)]
    assert told == ["second-person-needed", "not-your-proposal", "concerns-yourself", "nothing-to-decide"]
    assert good(rejected)["state"] == "REJECTED"
    assert await feed(district) == []


async def test_a_merged_teacher_is_not_merged_again_nor_sent_away(district: World) -> None:
    await merged(district)
    old, new, third = (str(one.teacher_id) for one in district.teachers[:3])
    admin = district.api("directory")

    twice = await admin.post("/teacher-merges", json={"teacher_id": old, "into_teacher_id": third, "reason": "重复"})
    chained = await admin.post("/teacher-merges", json={"teacher_id": new, "into_teacher_id": third, "reason": "重复"})
    away = await admin.post(
        f"/teachers/{old}/departures", json={"new_district_id": 1, "last_day": "2026-08-31", "reason": "调出"}
    )

    told = [one.json()["type"].rsplit(":", 1)[-1] for one in (twice, chained, away)]
    assert told == ["teacher-is-merged", "merge-refused", "teacher-is-merged"]


@pytest.mark.parametrize("column", ["hours", "teacher_id"])
async def test_verify_book_names_a_moved_entry_that_gives_something_else(
    district: World, admin_url: str, column: str
) -> None:
    await post(district, an_outcome(district, OLD, a_line(1, "24")))
    await merged(district)
    assert await holds(district) == []
    value = {"hours": "240", "teacher_id": f"'{district.teachers[5].teacher_id}'"}[column]
    edit = f"UPDATE ledger.entry SET {column} = {value} WHERE district_id = {district.district_id} AND seq = 3"
    if column == "teacher_id":
        edit = edit.replace(" WHERE", f", credit_account = 'teacher:{district.teachers[5].teacher_id}' WHERE")
    await as_superuser(admin_url, edit)

    found = await holds(district)

    assert any("move" in one and "of a merge" in one for one in found), found


async def test_the_records_of_the_former_teacher_are_judged_for_the_person(district: World) -> None:
    await post(district, an_outcome(district, OLD, a_line(1, "24")))
    old, new = (one.teacher_id for one in district.teachers[:2])
    query = {"as_of": "2026-08-31"}
    before = good(await district.api("ledger").get(f"/teachers/{old}/standing", params=query))

    await merged(district)

    after = good(await district.api("ledger").get(f"/teachers/{new}/standing", params=query))
    assert [(one["clause_id"], one["counted"]) for one in after["clauses"]] == [
        (one["clause_id"], one["counted"]) for one in before["clauses"]
    ]
    summary = good(await district.api("ledger").get("/summary", params=query))
    assert (summary["teachers"], summary["earned"]["total"]["hours"]) == (7, "24.00")


async def test_what_was_attested_before_a_merge_was_so_and_falls_only_with_an_entry(district: World) -> None:
    outcome = an_outcome(district, OLD, a_line(1, "24"))
    await post(district, outcome)
    said = await attest(district, OLD)

    await merged(district)
    moved = (await public_attestation(district, said["code"])).json()
    whole = await holds(district)
    await post(district, an_outcome(district, OLD, outcome_id=outcome.outcome_id, revision=2))
    fallen = (await public_attestation(district, said["code"])).json()

    assert (moved["status"], moved["hours"]) == ("SUPERSEDED", "24.00")
    assert (fallen["status"], fallen["revocation_ground"]) == ("REVOKED", "ENTRY_REVERSED")
    assert whole == await holds(district) == []


async def test_what_the_other_was_attested_meanwhile_falls_when_the_two_are_two_after_all(district: World) -> None:
    await post(district, an_outcome(district, OLD, a_line(1, "24")))
    own = await attest(district, OLD)
    merge_id = await merged(district)
    said = await attest(district, NEW)

    await undone(district, merge_id)

    fallen = (await public_attestation(district, said["code"])).json()
    assert (said["hours"], fallen["status"], fallen["revocation_ground"]) == ("24.00", "REVOKED", "ENTRY_REVERSED")
    assert (await public_attestation(district, own["code"])).json()["revoked_at"] is None
    assert await holds(district) == []


async def test_a_merge_that_is_undone_while_a_late_entry_waits_for_the_book_moves_nothing(district: World) -> None:
    await post(district, an_outcome(district, OLD, a_line(1, "24")))
    merge_id = UUID(await merged(district))
    old, new = (one.teacher_id for one in district.teachers[:2])
    told = TeachersMerged(
        district_id=district.district_id,
        merge_id=merge_id,
        revision=9,
        teacher_id=old,
        into_teacher_id=new,
        undone=True,
    )

    async def follow() -> None:
        async with district.session("ledger") as session:
            await operations.follow_merged(
                session, district_id=district.district_id, teacher_ids=[old], at=datetime.now(UTC)
            )

    async with district.session("ledger") as session:
        await operations.keep_merge(session, told=told, at=datetime.now(UTC))
        following = asyncio.create_task(follow())
        # It has looked, and waits for the lock that this transaction holds.
        await until_one_waits_for_a_lock(district)
    await following

    assert (await hours(district, OLD), await hours(district, NEW)) == ("24.00", "0.00")


async def test_who_was_found_twice_has_the_papers_of_both_numbers(district: World) -> None:
    course, _ = await a_passed_class(district, 0)
    (certificate,) = [one["certificate"] for one in (await issue(district, course))["items"]]
    said = await attest(district, 0)
    others = await attest(district, 2)
    own, other = (district.api("ledger", "teacher", teacher=district.teachers[number].teacher_id) for number in (1, 2))
    papers = {"certificates": certificate["certificate_id"], "attestations": said["attestation_id"]}

    before = [(await own.get(f"/{name}/{paper}")).status_code for name, paper in papers.items()]
    merge_id = await merged(district)
    for name, paper in papers.items():
        key = f"{name[:-1]}_id"
        assert [one[key] for one in (await own.get(f"/{name}")).json()["items"]] == [paper]
        assert (await own.get(f"/{name}/{paper}/document")).status_code == 200
        assert (await other.get(f"/{name}/{paper}")).status_code == 404
    assert (await own.get(f"/attestations/{others['attestation_id']}")).status_code == 404
    await undone(district, merge_id)
    after = [(await own.get(f"/{name}/{paper}")).status_code for name, paper in papers.items()]

    assert before == after == [404, 404]


async def test_what_names_somebody_else_by_then_is_not_given_back(district: World) -> None:
    old, another = district.teachers[OLD].teacher_id, district.teachers[2].teacher_id
    pair = PairState(
        pair_id=new_id(),
        revision=1,
        school_id=district.schools[0].school_id,
        name="师徒结对",
        mentor_id=old,
        first_day=date(2026, 9, 1),
        last_day=date(2027, 8, 31),
        withdrawn=False,
    )

    async def head_after(told: PairState | None) -> str:
        if told is not None:
            await district.publish(PairsKept(district_id=district.district_id, members=(told,)), role="assessment")
            await district.drain()
        path = f"/schools/{district.schools[0].school_id}/units"
        [unit] = good(await district.api("directory").get(path))["items"]
        return str(unit["head_id"])

    assert await head_after(pair) == str(old)
    merge_id = await merged(district)
    assert await head_after(None) == str(district.teachers[NEW].teacher_id)
    assert await head_after(pair.model_copy(update={"revision": 2, "mentor_id": another})) == str(another)

    await undone(district, merge_id)

    assert await head_after(None) == str(another)
