"""Adjustments by hand: one proposes, another decides, and the book holds what both said."""

import asyncio
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from services.platform.ids import new_id
from tests.ledger.adjusting import SECOND, a_given_line, a_proposal, an_evidence, decided, proposed
from tests.ledger.saying import a_line, an_outcome, feed, post
from tests.ledger.test_heads import found
from tests.support import World


async def test_nothing_is_posted_before_another_officer_approves(district: World) -> None:
    one = await proposed(district)
    before = await feed(district)

    answer = await decided(district, one["adjustment_id"])

    (entry,) = await feed(district)
    told = answer.json()
    assert before == []
    assert answer.status_code == 201, answer.text
    assert (entry["source"], entry["hours"], entry["title"]) == ("adjustment", "24.00", "纸质证书补登")
    assert entry["debit_account"] == f"adjustment:{one['adjustment_id']}"
    assert entry["causation_id"] == told["causation_id"] == told["entries"][0]["causation_id"]
    assert (told["state"], told["proposed_by"], told["decided_by"]) == (
        "APPROVED",
        str(district.admin_id),
        str(SECOND),
    )
    assert entry["school_id"] == str(district.teachers[0].school_id)
    assert await found(district) == []


@pytest.mark.parametrize("decision", ["APPROVED", "REJECTED"])
async def test_nobody_decides_their_own_proposal(district: World, decision: str) -> None:
    one = await proposed(district)

    answer = await decided(district, one["adjustment_id"], decision, by=district.admin_id)

    assert (answer.status_code, answer.json()["type"]) == (409, "urn:xuefen:problem:second-person-needed")
    assert await feed(district) == []


async def test_another_account_of_the_same_person_is_no_second_person(district: World) -> None:
    officer = district.teachers[7].teacher_id
    body = a_proposal(district, 0, await an_evidence(district))
    one = (await district.api("ledger", teacher=officer, account_id=new_id()).post("/adjustments", json=body)).json()

    answer = await district.api("ledger", teacher=officer, account_id=new_id()).post(
        f"/adjustments/{one['adjustment_id']}/decision", json={"decision": "APPROVED"}
    )

    assert (answer.status_code, answer.json()["type"]) == (409, "urn:xuefen:problem:second-person-needed")


async def test_nobody_adjusts_their_own_credits(district: World) -> None:
    own = district.teachers[0].teacher_id
    body = a_proposal(district, 0, await an_evidence(district))
    one = await proposed(district)

    proposing = await district.api("ledger", teacher=own, account_id=new_id()).post("/adjustments", json=body)
    deciding = await district.api("ledger", teacher=own, account_id=new_id()).post(
        f"/adjustments/{one['adjustment_id']}/decision", json={"decision": "APPROVED"}
    )

    assert {proposing.json()["type"], deciding.json()["type"]} == {"urn:xuefen:problem:concerns-yourself"}
    assert await feed(district) == []


async def test_the_table_itself_keeps_the_rule_of_two_persons(district: World) -> None:
    one = await proposed(district)

    with pytest.raises(DBAPIError) as refused:
        async with district.session("ledger") as session:
            await session.execute(
                text(
                    "insert into ledger.adjustment_decision (district_id, adjustment_id, decision, proposed_by, "
                    "decided_by, decided_at, causation_id) values (:d, :a, 'APPROVED', :p, :p, now(), uuidv7())"
                ).bindparams(d=district.district_id, a=UUID(one["adjustment_id"]), p=district.admin_id)
            )

    assert "adjustment_decision_two_persons_check" in str(refused.value.orig)


async def test_rejected_and_withdrawn_proposals_stay_on_record_and_are_never_decided_again(district: World) -> None:
    rejected, withdrawn, open_ = [await proposed(district, number) for number in range(3)]
    assert (await decided(district, rejected["adjustment_id"], "REJECTED")).status_code == 201
    foreign = await decided(district, withdrawn["adjustment_id"], "WITHDRAWN")
    own = await decided(district, withdrawn["adjustment_id"], "WITHDRAWN", by=district.admin_id)

    again = await decided(district, rejected["adjustment_id"])

    auditor = district.api("ledger", "auditor")
    listed = (await auditor.get("/adjustments", params={"limit": 2})).json()
    rest = (await auditor.get("/adjustments", params={"limit": 2, "cursor": listed["next_cursor"]})).json()
    waiting = (await auditor.get("/adjustments", params={"state": "PROPOSED"})).json()["items"]
    assert (foreign.status_code, own.status_code, again.status_code) == (409, 201, 409)
    assert [one["state"] for one in [*listed["items"], *rest["items"]]] == ["REJECTED", "WITHDRAWN", "PROPOSED"]
    assert listed["items"][0]["decision_reason"] == "已核对"
    assert [one["adjustment_id"] for one in waiting] == [open_["adjustment_id"]]
    assert await feed(district) == []


async def test_five_who_approve_at_once_post_it_once(district: World) -> None:
    one = await proposed(district)

    answers = await asyncio.gather(*(decided(district, one["adjustment_id"], by=new_id()) for _ in range(5)))

    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409, 409]
    assert len(await feed(district)) == 1


async def test_what_was_given_by_hand_is_taken_back_by_hand_exactly_once(district: World) -> None:
    first = await proposed(district)
    (given,) = (await decided(district, first["adjustment_id"])).json()["entries"]
    correct: dict[str, Any] = {"takes_back": [given["entry_id"]], "lines": [a_given_line("20")]}
    second, third = await proposed(district, 0, **correct), await proposed(district, 0, **correct)

    approved = await decided(district, second["adjustment_id"])
    refused = await decided(district, third["adjustment_id"])

    entries = await feed(district)
    assert approved.status_code == 201, approved.text
    assert [entry["hours"] for entry in entries] == ["24.00", "-24.00", "20.00"]
    assert (entries[1]["reverses"], entries[1]["causation_id"]) == (given["entry_id"], entries[2]["causation_id"])
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:xuefen:problem:entry-not-adjustable")
    state = (await district.api("ledger").get(f"/adjustments/{third['adjustment_id']}")).json()["state"]
    assert state == "PROPOSED"
    assert await found(district) == []


async def test_what_a_class_gave_is_not_taken_back_by_hand(district: World) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "24")))
    (entry,) = await feed(district)
    body = a_proposal(district, 0, await an_evidence(district), takes_back=[entry["entry_id"]], lines=[])

    answer = await district.api("ledger").post("/adjustments", json=body)

    assert (answer.status_code, answer.json()["type"]) == (409, "urn:xuefen:problem:entry-not-adjustable")
    assert "corrected there" in answer.json()["detail"]


TOMORROW = (date.today() + timedelta(days=400)).isoformat()


@pytest.mark.parametrize(
    ("said", "status", "fact"),
    [
        ({"lines": []}, 422, "nothing-adjusted"),
        ({"lines": [a_given_line(category="NO_SUCH")]}, 422, "line-not-of-pack"),
        ({"lines": [a_given_line(tags=["NO_SUCH"])]}, 422, "line-not-of-pack"),
        ({"lines": [a_given_line("0")]}, 422, "amount-not-postable"),
        ({"lines": [a_given_line(earned_from="2025-06-01")]}, 422, "years-crossed"),
        ({"lines": [a_given_line(earned_from=TOMORROW, earned_to=TOMORROW)]}, 422, "earned-in-the-future"),
        ({"evidence": [str(new_id())]}, 404, "not-found"),
        ({"teacher_id": str(new_id())}, 404, "not-found"),
        ({"takes_back": [str(new_id())]}, 409, "entry-not-adjustable"),
    ],
)
async def test_what_could_not_be_posted_is_not_proposed(
    district: World, said: dict[str, Any], status: int, fact: str
) -> None:
    body = {**a_proposal(district, 0, await an_evidence(district)), **said}

    answer = await district.api("ledger").post("/adjustments", json=body)

    assert (answer.status_code, answer.json()["type"]) == (status, f"urn:xuefen:problem:{fact}"), answer.text


async def test_schools_teachers_and_auditors_adjust_nothing(district: World) -> None:
    body = a_proposal(district, 0, await an_evidence(district))
    teacher = district.teachers[0]

    answers = [
        await district.api("ledger", role, teacher=teacher.teacher_id, school=teacher.school_id).post(
            "/adjustments", json=body
        )
        for role in ("teacher", "school_admin", "auditor", "integration", "trainer")
    ]

    assert {answer.status_code for answer in answers} == {403}
