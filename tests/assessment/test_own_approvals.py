"""Nobody approves their own, with whatever account; ten who approve at one instant approve once."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import pytest

from services.platform.clock import SHANGHAI
from services.platform.ids import new_id
from tests.assessment.course import said
from tests.assessment.forms import LESSON, MENTORING, NOVEMBER, Desk, open_desk
from tests.support import Apps

Travel = Callable[[datetime], Awaitable[None]]


@pytest.fixture
async def desk(apps: Apps, travel: Travel) -> Desk:
    await travel(NOVEMBER)
    return await open_desk(apps)


def kind_of(answer: dict[str, Any]) -> str:
    return str(answer["type"]).rpartition(":")[2]


async def test_who_handed_in_with_one_account_does_not_decide_with_another(desk: Desk) -> None:
    clerk = desk.world.teachers[1].teacher_id
    claim = await desk.draft(MENTORING)
    await desk.school(teacher=clerk, account_id=new_id()).put(f"/claims/{claim['claim_id']}/submission")

    answer = await desk.decide(claim, desk.school(teacher=clerk, account_id=new_id()))

    assert kind_of(answer) == "own-assessment"
    assert (await desk.decide(claim, desk.school()))["state"] == "DISTRICT_REVIEW"


async def test_who_passed_on_at_the_school_does_not_recognise_at_the_district_with_another_account(desk: Desk) -> None:
    officer = desk.world.teachers[1].teacher_id
    one, many = await desk.submitted(MENTORING), await desk.submitted({**MENTORING, "title": "另一对"}, 2)
    for claim in (one, many):
        await desk.decide(claim, desk.school(teacher=officer, account_id=new_id()))
    other = desk.world.api("assessment", teacher=officer, account_id=new_id())

    alone = await desk.decide(one, other)
    bulk = await other.post("/claims/approvals", json={"claim_ids": [many["claim_id"]]})

    assert kind_of(alone) == "own-assessment"
    assert kind_of(bulk.json()["items"][0]["problem"]) == "own-assessment"
    assert (await desk.decide(one, desk.district))["state"] == "RECOGNISED"


async def test_a_degree_handed_in_by_a_person_is_not_decided_by_the_same_person(desk: Desk) -> None:
    clerk = desk.world.teachers[1].teacher_id
    body = {
        "teacher_id": str(desk.world.teachers[0].teacher_id),
        "kind": "DEGREE",
        "degree_level": "MASTER",
        "certificate_no": "102691202607000001",
        "awarded_on": "2026-07-05",
        "evidence": "原件",
    }
    claim = (await desk.school(teacher=clerk, account_id=new_id()).post("/claims", json=body)).json()

    answer = await desk.decide(claim, desk.world.api("assessment", teacher=clerk, account_id=new_id()))

    assert kind_of(answer) == "own-assessment"


async def test_nobody_undoes_or_reopens_their_own(desk: Desk, travel: Travel) -> None:
    teacher_id = desk.world.teachers[0].teacher_id
    claim = await desk.submitted(LESSON)
    await desk.decide(claim, desk.school())
    own = desk.world.api("assessment", teacher=teacher_id, account_id=new_id())
    path, reason = f"/claims/{claim['claim_id']}", {"reason": "级别有误"}

    undone = await own.put(f"{path}/undo", json=reason)
    await travel(datetime(2026, 12, 11, 1, tzinfo=SHANGHAI))
    await desk.world.drain()
    reopened = await own.put(f"{path}/reopening", json=reason)

    assert [kind_of(answer.json()) for answer in (undone, reopened)] == ["own-assessment"] * 2
    assert (await desk.see(claim))["state"] == "RECOGNISED"


async def test_ten_approvals_at_one_instant_are_one(desk: Desk, travel: Travel) -> None:
    await desk.settings(undo_hours=0)
    claim = await desk.submitted(MENTORING)
    at_school = await asyncio.gather(*(desk.decide(claim, desk.school()) for _ in range(10)))
    one_by_one = [desk.decide(claim, desk.world.api("assessment", account_id=new_id())) for _ in range(5)]
    in_bulk = [
        desk.world.api("assessment", account_id=new_id()).post(
            "/claims/approvals", json={"claim_ids": [claim["claim_id"]]}
        )
        for _ in range(5)
    ]

    decided = await asyncio.gather(*one_by_one)
    approved = await asyncio.gather(*in_bulk)
    await travel(datetime(2026, 12, 11, 1, tzinfo=SHANGHAI))
    await desk.world.drain()

    assert {(answer["status_code"], answer["state"]) for answer in at_school} == {(200, "DISTRICT_REVIEW")}
    assert {(answer["status_code"], answer["state"]) for answer in decided} == {(200, "RECOGNISED")}
    assert {kind_of(answer.json()["items"][0]["problem"]) for answer in approved} == {"claim-elsewhere"}
    assert await desk.acts(claim) == ["DRAFTED", "SUBMITTED", "PASSED_ON", "RECOGNISED_BY_DISTRICT", "POSTED"]
    assert [state.revision for state in await said(desk.world)] == [1]


async def test_whose_claim_was_the_first_does_not_say_that_the_other_is_a_double(desk: Desk) -> None:
    await desk.submitted(MENTORING)
    second = await desk.submitted(MENTORING, 1)
    (flag,) = (await desk.school().get("/claim-flags")).json()["items"]
    first_teacher = desk.world.teachers[0].teacher_id

    own = await desk.school(teacher=first_teacher, account_id=new_id()).put(
        f"/claim-flags/{flag['flag_id']}/decision", json={"state": "CONFIRMED", "reason": "重复"}
    )

    assert flag["claim_id"] == second["claim_id"]
    assert (own.status_code, kind_of(own.json())) == (409, "own-assessment")


async def test_a_degree_with_an_open_flag_is_not_recognised(desk: Desk) -> None:
    def degree(number: int, day: str) -> dict[str, Any]:
        return {
            "teacher_id": str(desk.world.teachers[number].teacher_id),
            "kind": "DEGREE",
            "degree_level": "MASTER",
            "certificate_no": "102691202607000001",
            "awarded_on": day,
            "evidence": "原件",
        }

    await desk.teacher(0).post("/claims", json=degree(0, "2026-07-05"))
    claim = (await desk.teacher(1).post("/claims", json=degree(1, "2026-07-06"))).json()
    (flag,) = (await desk.district.get("/claim-flags", params={"claim_id": claim["claim_id"]})).json()["items"]

    flagged = await desk.decide(claim, desk.district)
    cleared = await desk.district.put(
        f"/claim-flags/{flag['flag_id']}/decision", json={"state": "CLEARED", "reason": "编号抄错,已核对原件"}
    )
    decided = await desk.decide(claim, desk.district)

    assert (flag["code"], kind_of(flagged)) == ("CERTIFICATE_AGAIN", "flags-open")
    assert (cleared.status_code, decided["state"]) == (200, "RECOGNISED")
