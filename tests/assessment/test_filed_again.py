"""What is filed twice does not slip through: at one instant, by a return, by withdrawing, in other words."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import httpx
import pytest

from services.platform.ids import new_id
from tests.assessment.forms import LESSON, MENTORING, NOVEMBER, Desk, open_desk
from tests.support import Apps
from tests.walks.assessment import PDF

Travel = Callable[[datetime], Awaitable[None]]
LECTURE: dict[str, Any] = {**LESSON, "kind": "LECTURE_GIVEN", "title": "单元教学讲座", "level": "SCHOOL"} | {
    "role": "SPEAKER",
    "minutes": 60,
    "papers": [{"code": "SCRIPT", "note": "讲稿"}],
}
OUTSIDE: dict[str, Any] = {**LESSON, "kind": "OTHER_STUDY", "source": "EXTERNAL_HOURS", "issued_by": "市教研室"} | {
    "role": "",
    "characters": None,
    "hours": "6",
    "papers": [],
}


@pytest.fixture
async def desk(apps: Apps, travel: Travel) -> Desk:
    await travel(NOVEMBER)
    return await open_desk(apps)


async def submit(desk: Desk, claim: dict[str, Any], number: int = 0) -> httpx.Response:
    return await desk.teacher(number).put(f"/claims/{claim['claim_id']}/submission")


async def flags(desk: Desk, **params: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await desk.district.get("/claim-flags", params=params)).json()["items"]
    return found


async def settle(desk: Desk, flag: dict[str, Any], state: str, reason: str = "已核对", **who: Any) -> httpx.Response:
    api = desk.school(**who)
    return await api.put(f"/claim-flags/{flag['flag_id']}/decision", json={"state": state, "reason": reason})


async def test_two_people_who_file_one_file_at_one_instant_are_seen(desk: Desk) -> None:
    drafts = []
    for number in range(4):
        papers = [{"code": "SCRIPT", "file_id": await desk.file(desk.teacher(number), PDF)}]
        drafts.append(await desk.draft({**LECTURE, "title": f"讲座{number}", "papers": papers}, number))

    answers = await asyncio.gather(*(submit(desk, claim, number) for number, claim in enumerate(drafts)))

    assert [answer.status_code for answer in answers] == [200] * 4
    found = await flags(desk)
    assert {flag["code"] for flag in found} == {"FILE_OF_ANOTHER"}
    # Whoever came first has none, the second one, the third two, the fourth three.
    assert sorted(answer.json()["open_flags"] for answer in answers) == [0, 1, 2, 3]


async def test_one_person_who_files_two_things_of_one_time_at_one_instant_is_seen(desk: Desk) -> None:
    drafts = [await desk.draft({**OUTSIDE, "title": f"研修{number}"}) for number in range(3)]

    answers = await asyncio.gather(*(submit(desk, claim) for claim in drafts))

    assert sorted(answer.json()["open_flags"] for answer in answers) == [0, 1, 2]


async def test_what_lies_with_the_school_again_stands_in_the_way(desk: Desk) -> None:
    first = await desk.submitted({**LECTURE, "level": "COUNTY"})
    await desk.decide(first, desk.school())
    returned = await desk.decide(first, desk.district, approved=False, reason="请核对", return_to="SCHOOL")
    second = await desk.draft({**LECTURE, "kind": "TOPIC_STUDY"})

    refused = await submit(desk, second)

    assert returned["lies_with"] == "SCHOOL"
    assert refused.json()["type"] == "urn:xuefen:problem:event-filed-before"
    assert refused.json()["facts"]["claim_id"] == first["claim_id"]


async def test_a_return_is_not_undone_once_the_event_was_filed_anew(desk: Desk) -> None:
    first = await desk.submitted(LECTURE)
    await desk.decide(first, desk.school(), approved=False, reason="应为专题研修")
    second = await desk.submitted({**LECTURE, "kind": "TOPIC_STUDY"})

    undone = await desk.school().put(f"/claims/{first['claim_id']}/undo", json={"reason": "看错"})

    assert undone.json()["type"] == "urn:xuefen:problem:event-filed-before", undone.text
    assert undone.json()["facts"]["claim_id"] == second["claim_id"]
    assert (await desk.see(first))["state"] == "RETURNED"


async def test_a_return_is_not_undone_once_the_certificate_was_claimed_anew(desk: Desk) -> None:
    first = await desk.submitted({**OUTSIDE, "certificate_no": "2026-17"})
    await desk.decide(first, desk.school(), approved=False, reason="日期有误")
    days = {"held_from": "2026-11-11", "held_to": "2026-11-11"}
    second = await desk.submitted({**OUTSIDE, "title": "市级研修", "certificate_no": "2026-17", **days})

    undone = await desk.school().put(f"/claims/{first['claim_id']}/undo", json={"reason": "看错"})

    assert (undone.status_code, undone.json()["type"]) == (409, "urn:xuefen:problem:claim-exists")
    assert undone.json()["facts"] == {"claim_id": second["claim_id"]}


async def test_a_return_that_nobody_acted_on_is_undone(desk: Desk) -> None:
    claim = await desk.submitted(LECTURE)
    await desk.decide(claim, desk.school(), approved=False, reason="看错")

    undone = await desk.school().put(f"/claims/{claim['claim_id']}/undo", json={"reason": "材料齐全"})

    assert (undone.status_code, undone.json()["state"]) == (200, "SCHOOL_REVIEW")


async def test_one_certificate_under_two_kinds_is_flagged_however_it_is_written(desk: Desk) -> None:
    first = await desk.submitted({**OUTSIDE, "certificate_no": "沪教(2026)17号"})
    days = {"held_from": "2026-11-02", "held_to": "2026-11-02", "hours": None}
    second = await desk.submitted(
        {**LECTURE, **days, "source": "CONTEST_AWARD", "issued_by": "市教研室", "certificate_no": "沪教（2026） 17 号"}
    )
    third = await desk.submitted({**OUTSIDE, "title": "同证", "certificate_no": "沪教(2026)17号"}, 1)

    found = await flags(desk)

    assert [(flag["code"], flag["claim_id"], flag["first_claim_id"]) for flag in found] == [
        ("CERTIFICATE_AGAIN", second["claim_id"], first["claim_id"]),
        ("CERTIFICATE_AGAIN", third["claim_id"], first["claim_id"]),
        ("CERTIFICATE_AGAIN", third["claim_id"], second["claim_id"]),
    ]


async def test_what_was_confirmed_and_corrected_is_cleared_by_a_person(desk: Desk) -> None:
    papers = [{"code": "SCRIPT", "file_id": await desk.file(desk.teacher(0))}]
    await desk.submitted({**LECTURE, "papers": papers})
    papers = [{"code": "SCRIPT", "file_id": await desk.file(desk.teacher(1))}]
    second = await desk.submitted({**LECTURE, "title": "另一讲座", "papers": papers}, 1)
    (flag,) = await flags(desk)
    assert (await settle(desk, flag, "CONFIRMED", "抄用他人讲稿")).status_code == 200
    too_soon = await settle(desk, flag, "CLEARED")
    await desk.decide(second, desk.school(), approved=False, reason="请用自己的讲稿")
    form = {**LECTURE, "title": "另一讲座"}
    await desk.teacher(1).put(f"/claims/{second['claim_id']}/form", json=form)
    again = (await submit(desk, second, 1)).json()

    cleared = await settle(desk, flag, "CLEARED", "已换为本人讲稿")

    assert too_soon.json()["type"] == "urn:xuefen:problem:flag-settled"
    assert again["open_flags"] == 1
    assert (cleared.status_code, cleared.json()["state"]) == (200, "CLEARED")
    steps = (await desk.district.get(f"/claims/{second['claim_id']}/steps")).json()["items"]
    told = [(step["act"], step["reason"]["en"].rpartition(": ")[2]) for step in steps if "FLAG" in step["act"]]
    assert told == [("FLAG_CONFIRMED", "抄用他人讲稿"), ("FLAG_CLEARED", "已换为本人讲稿")]


async def test_what_only_the_school_cleared_is_looked_at_by_the_district(desk: Desk) -> None:
    await desk.settings(sample_percent=0)
    await desk.submitted(MENTORING)
    by_school = await desk.submitted(MENTORING, 1)
    (flag,) = await flags(desk)
    await settle(desk, flag, "CLEARED")
    by_district = await desk.submitted({**MENTORING, "title": "师徒带教 "}, 2)
    for flag in await flags(desk, claim_id=by_district["claim_id"]):
        answer = await desk.district.put(
            f"/claim-flags/{flag['flag_id']}/decision", json={"state": "CLEARED", "reason": "已核对"}
        )
        assert answer.status_code == 200, answer.text

    decided = [await desk.decide(claim, desk.school()) for claim in (by_school, by_district)]

    assert [answer["state"] for answer in decided] == ["DISTRICT_REVIEW", "RECOGNISED"]


async def test_settling_a_flag_does_not_keep_a_decision_from_being_undone(desk: Desk) -> None:
    await desk.submitted(MENTORING)
    second = await desk.submitted(MENTORING, 1)
    await desk.decide(second, desk.school())
    (flag,) = await flags(desk)
    await settle(desk, flag, "CLEARED")

    undone = await desk.school().put(f"/claims/{second['claim_id']}/undo", json={"reason": "看错"})

    assert undone.json()["state"] == "SCHOOL_REVIEW", undone.text


async def test_what_the_district_returned_it_sees_again_even_after_the_teacher_changed_it(desk: Desk) -> None:
    claim = await desk.submitted(MENTORING)
    await desk.decide(claim, desk.school())
    await desk.decide(claim, desk.district, approved=False, reason="评估缺签名")
    await desk.settings(sample_percent=0)
    await submit(desk, claim)

    again = await desk.decide(claim, desk.school())

    assert again["state"] == "DISTRICT_REVIEW"


async def test_withdrawn_and_filed_again_a_claim_is_drawn_as_before(desk: Desk) -> None:
    await desk.settings(sample_percent=50)
    first: list[str] = []
    second: list[str] = []
    for number in range(4):
        for turn, drawn in enumerate((first, second)):
            for day in range(1, 9):
                held = {"held_from": f"2026-11-0{day}", "held_to": f"2026-11-0{day}", "title": f"带教{number}-{turn}"}
                claim = await desk.submitted({**MENTORING, **held}, number)
                decided = await desk.decide(claim, desk.school(account_id=new_id()))
                drawn.append(decided["state"])
                if decided["state"] == "RECOGNISED":
                    await desk.school().put(f"/claims/{claim['claim_id']}/undo", json={"reason": "重报"})
                await desk.teacher(number).put(f"/claims/{claim['claim_id']}/withdrawal", json={"reason": "重报"})

    # Thirty-two lots of two outcomes each: by chance all alike once in four thousand million times.
    assert first == second
    assert set(first) == {"RECOGNISED", "DISTRICT_REVIEW"}
