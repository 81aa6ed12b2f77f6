"""Claims are reviewed by the right level, never by their own; recognised once, and undone until they are posted."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from services.assessment.models import Claim, ClaimSetting
from services.platform.clock import SHANGHAI
from services.platform.ids import new_id
from tests.assessment.course import said
from tests.assessment.forms import LESSON, MENTORING, NOVEMBER, Desk, open_desk
from tests.support import Apps

Travel = Callable[[datetime], Awaitable[None]]
AFTER_THE_10TH = datetime(2026, 12, 11, 0, 0, 1, tzinfo=SHANGHAI)


@pytest.fixture
async def desk(apps: Apps, travel: Travel) -> Desk:
    await travel(NOVEMBER)
    return await open_desk(apps)


async def test_what_the_tariff_leaves_to_the_school_is_recognised_there_and_posted_when_the_batch_closes(
    desk: Desk, travel: Travel
) -> None:
    claim = await desk.submitted(LESSON)

    decided = await desk.decide(claim, desk.school())
    await desk.world.drain()
    before = await said(desk.world)
    await travel(AFTER_THE_10TH)
    await desk.world.drain()
    (state,) = await said(desk.world)
    after = await desk.see(claim)

    assert (decided["state"], decided["posted_at"], before) == ("RECOGNISED", None, [])
    assert datetime.fromisoformat(decided["posts_at"]) == datetime(2026, 12, 11, tzinfo=SHANGHAI)
    assert (state.source, state.issuer, state.title, state.revision) == (
        "claim",
        "claim:lesson_observation",
        "区级数学教学展示课",
        1,
    )
    assert [(line.credits, line.hours, line.kind, line.rules) for line in state.lines] == [
        (Decimal("0.5"), Decimal(0), "LESSON_OBSERVATION", ("XH-T01",))
    ]
    assert (after["outcome"]["credits"], after["posted_at"] is not None) == ("0.50", True)
    steps = (await desk.teacher().get(f"/claims/{claim['claim_id']}/steps")).json()["items"]
    assert [step["act"] for step in steps] == ["DRAFTED", "SUBMITTED", "RECOGNISED_BY_SCHOOL", "POSTED"]
    assert steps[2]["reason"]["zh"] == "按XH-T01由学校认定;材料齐全"


async def test_posting_again_says_nothing_again(desk: Desk, travel: Travel) -> None:
    claim = await desk.submitted(LESSON)
    await desk.decide(claim, desk.school())
    await travel(AFTER_THE_10TH)
    await desk.world.drain()
    await travel(AFTER_THE_10TH + timedelta(days=30))
    await desk.world.drain()

    assert len(await said(desk.world)) == 1
    assert (await desk.acts(claim)).count("POSTED") == 1


async def test_what_nobody_is_named_for_goes_from_the_school_to_the_district(desk: Desk, travel: Travel) -> None:
    claim = await desk.submitted(MENTORING)

    passed = await desk.decide(claim, desk.school())
    again = await desk.decide(claim, desk.school())
    by_school = await desk.decide(claim, desk.school(), approved=False)
    recognised = await desk.decide(claim, desk.district)
    await travel(AFTER_THE_10TH)
    await desk.world.drain()

    assert (passed["state"], passed["lies_with"], again["state"]) == ("DISTRICT_REVIEW", "DISTRICT", "DISTRICT_REVIEW")
    assert by_school["type"] == "urn:xuefen:problem:claim-decided"
    assert recognised["state"] == "RECOGNISED"
    assert [line.credits for state in await said(desk.world) for line in state.lines] == [Decimal(2)]
    assert await desk.acts(claim) == ["DRAFTED", "SUBMITTED", "PASSED_ON", "RECOGNISED_BY_DISTRICT", "POSTED"]


async def test_what_the_tariff_gives_to_the_district_is_passed_on_even_without_a_sample(desk: Desk) -> None:
    await desk.settings(sample_percent=0)
    papers = [{"code": "LESSON_PLAN", "note": "教案"}, {"code": "REFLECTION", "note": "反思"}]
    claim = await desk.submitted({**LESSON, "kind": "DEMO_LESSON", "characters": 900, "papers": papers})

    passed = await desk.decide(claim, desk.school())

    assert passed["state"] == "DISTRICT_REVIEW"
    steps = (await desk.district.get(f"/claims/{claim['claim_id']}/steps")).json()["items"]
    assert steps[-1]["reason"]["zh"] == "按XH-T02由上级认定;材料齐全"


async def test_without_a_sample_a_clean_claim_is_recognised_on_the_schools_review_and_says_so(desk: Desk) -> None:
    await desk.settings(sample_percent=0)
    claim = await desk.submitted(MENTORING)

    recognised = await desk.decide(claim, desk.school())

    steps = (await desk.district.get(f"/claims/{claim['claim_id']}/steps")).json()["items"]
    assert recognised["state"] == "RECOGNISED"
    assert steps[-1]["reason"] == {
        "zh": "区级抽查未抽中(比例0%),学校审核后即认定;材料齐全",
        "en": "not in the district's sample (0 %): recognised on the school's review; 材料齐全",
    }


async def test_nobody_decides_about_their_own_or_what_they_handed_in_or_passed_on(desk: Desk) -> None:
    own, handed_in, passed_on = [await desk.draft({**MENTORING, "title": f"带教{n}"}, n) for n in range(3)]
    teacher_id, clerk, officer = desk.world.teachers[0].teacher_id, new_id(), new_id()
    await desk.teacher(0).put(f"/claims/{own['claim_id']}/submission")
    await desk.school(account_id=clerk).put(f"/claims/{handed_in['claim_id']}/submission")
    await desk.teacher(2).put(f"/claims/{passed_on['claim_id']}/submission")
    await desk.decide(passed_on, desk.school(account_id=officer))

    answers = [
        await desk.decide(own, desk.school(teacher=teacher_id)),
        await desk.decide(handed_in, desk.school(account_id=clerk)),
        await desk.decide(passed_on, desk.world.api("assessment", account_id=officer)),
    ]

    assert {answer["type"] for answer in answers} == {"urn:xuefen:problem:own-assessment"}
    assert (await desk.decide(passed_on, desk.district))["state"] == "RECOGNISED"


async def test_each_level_decides_what_lies_with_it_within_its_reach(desk: Desk) -> None:
    claim = await desk.submitted(MENTORING)

    early = await desk.decide(claim, desk.district)
    elsewhere = await desk.decide(claim, desk.school(1))
    silent = await desk.school().put(f"/claims/{claim['claim_id']}/decision", json={"approved": False})
    teacher = await desk.decide(claim, desk.teacher())

    assert (early["type"], early["facts"]) == ("urn:xuefen:problem:claim-elsewhere", {"state": "SCHOOL_REVIEW"})
    assert (elsewhere["status_code"], teacher["status_code"]) == (404, 403)
    assert silent.json()["type"] == "urn:xuefen:problem:reason-missing"


async def test_a_returned_claim_comes_back_with_its_history(desk: Desk) -> None:
    claim = await desk.submitted(MENTORING)
    by_school = await desk.decide(claim, desk.school(), approved=False, reason="协议未盖章")
    refused = await desk.decide(claim, desk.school())
    await desk.teacher().put(f"/claims/{claim['claim_id']}/form", json={**MENTORING, "title": "师徒带教(已盖章)"})
    await desk.teacher().put(f"/claims/{claim['claim_id']}/submission")
    await desk.decide(claim, desk.school())
    to_school = await desk.decide(claim, desk.district, approved=False, reason="请学校核对", return_to="SCHOOL")
    await desk.settings(sample_percent=0)
    again = await desk.decide(claim, desk.school())

    assert (by_school["state"], by_school["returned_to"], by_school["lies_with"]) == ("RETURNED", "TEACHER", "TEACHER")
    assert refused["type"] == "urn:xuefen:problem:claim-decided"
    assert (to_school["returned_to"], to_school["lies_with"], to_school["reason"]) == ("SCHOOL", "SCHOOL", "请学校核对")
    # What the district sent back it sees again, whatever its sample says by now.
    assert again["state"] == "DISTRICT_REVIEW"
    steps = (await desk.district.get(f"/claims/{claim['claim_id']}/steps")).json()["items"]
    assert [step["act"] for step in steps] == [
        "DRAFTED",
        "SUBMITTED",
        "RETURNED_BY_SCHOOL",
        "CHANGED",
        "SUBMITTED",
        "PASSED_ON",
        "RETURNED_BY_DISTRICT",
        "PASSED_ON",
    ]
    assert [step["content"]["title"] for step in steps if step["content"]] == ["师徒带教", "师徒带教(已盖章)"]


async def test_what_is_incomplete_or_earns_nothing_is_not_approved(desk: Desk) -> None:
    incomplete = await desk.submitted({**LESSON, "papers": []})
    worthless = await desk.submitted({**LESSON, "characters": 400}, 1)

    answers = [await desk.decide(claim, desk.school()) for claim in (incomplete, worthless)]

    assert [answer["type"].rpartition(":")[2] for answer in answers] == ["claim-incomplete", "earns-nothing"]
    assert answers[0]["facts"]["reason_zh"] == "缺少材料：听课记录、听课观点"
    assert answers[1]["facts"]["clause_id"] == "XH-T01: "
    assert (await desk.see(incomplete))["state"] == "SCHOOL_REVIEW"


async def test_a_clean_batch_is_approved_in_one_call_and_a_bad_one_spoils_nothing(desk: Desk, travel: Travel) -> None:
    days = [{"held_from": day, "held_to": day} for day in ("2026-11-12", "2026-11-13")]
    clean = [await desk.submitted({**LESSON, **days[n // 4], "title": f"第{n}节课"}, n % 4) for n in range(6)]
    passed_on = await desk.submitted(MENTORING, 1)
    incomplete = await desk.submitted({**MENTORING, "title": "另一对师徒", "papers": []}, 2)
    elsewhere = await desk.submitted(LESSON, 4)
    ids = [claim["claim_id"] for claim in (*clean, passed_on, incomplete, elsewhere)]

    answer = await desk.school().post("/claims/approvals", json={"claim_ids": [*ids, ids[0]], "reason": "材料齐全"})
    again = await desk.school().post("/claims/approvals", json={"claim_ids": ids[:1]})
    await travel(AFTER_THE_10TH)
    await desk.world.drain()

    items = answer.json()["items"]
    assert [item["result"] for item in items] == [*["RECOGNISED"] * 6, "PASSED_ON", "REFUSED", "REFUSED"]
    problems = [item["problem"]["type"].rpartition(":")[2] for item in items if item["problem"]]
    assert problems == ["claim-incomplete", "not-found"]
    assert again.json()["items"][0]["problem"]["type"] == "urn:xuefen:problem:claim-elsewhere"
    assert len(await said(desk.world)) == 6


async def test_what_is_flagged_is_never_clean_and_goes_to_the_district_whatever_the_sample(desk: Desk) -> None:
    await desk.settings(sample_percent=0)
    await desk.submitted(MENTORING)
    flagged = await desk.submitted(MENTORING, 1)

    counted = (await desk.school().get("/claim-counts")).json()["flagged"]
    listed = (await desk.school().get("/claims", params={"flagged": "true"})).json()["items"]
    bulk = await desk.school().post("/claims/approvals", json={"claim_ids": [flagged["claim_id"]]})
    passed_on = await desk.decide(flagged, desk.school())
    refused = await desk.decide(flagged, desk.district)

    assert (flagged["open_flags"], counted, [item["claim_id"] for item in listed]) == (1, 1, [flagged["claim_id"]])
    assert (await desk.preview(flagged))["is_clean"] is False
    assert bulk.json()["items"][0]["problem"]["type"] == "urn:xuefen:problem:flags-open"
    assert (passed_on["state"], refused["type"]) == ("DISTRICT_REVIEW", "urn:xuefen:problem:flags-open")


async def test_a_degree_is_never_approved_in_bulk(desk: Desk) -> None:
    body = {
        "teacher_id": str(desk.world.teachers[0].teacher_id),
        "kind": "DEGREE",
        "degree_level": "MASTER",
        "certificate_no": "1",
        "awarded_on": "2026-07-05",
        "evidence": "原件",
    }
    claim = (await desk.teacher().post("/claims", json=body)).json()

    answer = await desk.district.post("/claims/approvals", json={"claim_ids": [claim["claim_id"]]})

    assert answer.json()["items"][0]["problem"]["type"] == "urn:xuefen:problem:claim-incomplete"
    assert (await desk.decide(claim, desk.school()))["status_code"] == 403


async def test_a_decision_is_undone_until_it_is_posted(desk: Desk, travel: Travel) -> None:
    claim = await desk.submitted(MENTORING)
    undo = f"/claims/{claim['claim_id']}/undo"
    reason = {"reason": "看错材料"}
    nothing = await desk.school().put(undo, json=reason)
    await desk.decide(claim, desk.school())
    to_school = (await desk.school().put(undo, json=reason)).json()
    await desk.decide(claim, desk.school())
    await desk.decide(claim, desk.district)
    not_theirs = await desk.school().put(undo, json=reason)
    to_district = (await desk.district.put(undo, json=reason)).json()
    await travel(AFTER_THE_10TH)
    await desk.world.drain()
    unposted = await said(desk.world)
    await desk.decide(claim, desk.district)
    await travel(AFTER_THE_10TH + timedelta(hours=25))
    await desk.world.drain()
    too_late = await desk.district.put(undo, json=reason)

    assert nothing.json()["type"] == not_theirs.json()["type"] == "urn:xuefen:problem:nothing-to-undo"
    assert (to_school["state"], to_district["state"], to_district["posts_at"]) == (
        "SCHOOL_REVIEW",
        "DISTRICT_REVIEW",
        None,
    )
    assert unposted == []
    assert len(await said(desk.world)) == 1
    assert too_late.json()["type"] == "urn:xuefen:problem:claim-posted"


async def test_a_school_is_reminded_and_then_the_district_takes_it_up(desk: Desk, travel: Travel) -> None:
    claim, decided = await desk.submitted(MENTORING), await desk.submitted(MENTORING, 1)
    await desk.decide(decided, desk.school())

    seen: list[tuple[str, list[str]]] = []
    for days in (6, 8, 11, 19, 22):
        await travel(NOVEMBER + timedelta(days=days))
        await desk.world.drain()
        seen.append(((await desk.see(claim))["state"], (await desk.acts(claim))[2:]))

    assert seen == [
        ("SCHOOL_REVIEW", []),
        ("SCHOOL_REVIEW", ["REMINDED"]),
        ("DISTRICT_REVIEW", ["REMINDED", "ESCALATED"]),
        ("DISTRICT_REVIEW", ["REMINDED", "ESCALATED", "REMINDED"]),
        ("DISTRICT_REVIEW", ["REMINDED", "ESCALATED", "REMINDED"]),
    ]
    assert (await desk.see(claim))["overdue"] is True
    steps = (await desk.district.get(f"/claims/{claim['claim_id']}/steps")).json()["items"]
    assert (steps[3]["done_by"], steps[3]["reason"]["zh"]) == (None, "学校逾期未审核,转区级办理")
    assert "ESCALATED" not in await desk.acts(decided)


async def test_the_district_takes_up_what_lies_with_a_school(desk: Desk) -> None:
    claim = await desk.submitted(MENTORING)
    path = f"/claims/{claim['claim_id']}/escalation"

    taken = await desk.district.put(path, json={"reason": "学校管理员本人的申请"})
    again = await desk.district.put(path, json={"reason": "学校管理员本人的申请"})
    await desk.decide(claim, desk.district)
    over = await desk.district.put(path, json={"reason": "学校管理员本人的申请"})

    assert (taken.json()["state"], again.json()["state"]) == ("DISTRICT_REVIEW", "DISTRICT_REVIEW")
    assert over.json()["type"] == "urn:xuefen:problem:claim-elsewhere"
    assert (await desk.acts(claim)).count("ESCALATED") == 1


async def test_what_was_posted_is_corrected_by_revisions(desk: Desk, travel: Travel) -> None:
    claim = await desk.submitted(LESSON)
    await desk.decide(claim, desk.school())
    path = f"/claims/{claim['claim_id']}"
    early = await desk.district.put(f"{path}/reopening", json={"reason": "级别有误"})
    await travel(AFTER_THE_10TH)
    await desk.world.drain()

    reopened = (await desk.district.put(f"{path}/reopening", json={"reason": "级别有误"})).json()
    taken_back = reopened["outcome"]
    await desk.teacher().put(f"{path}/form", json={**LESSON, "level": "PREFECTURE"})
    await desk.teacher().put(f"{path}/submission")
    await desk.decide(claim, desk.school())
    await travel(AFTER_THE_10TH + timedelta(days=60))
    await desk.world.drain()

    assert early.json()["type"] == "urn:xuefen:problem:claim-elsewhere"
    assert (reopened["state"], taken_back["status"], taken_back["lines"]) == ("RETURNED", "WITHDRAWN", [])
    states = await said(desk.world)
    assert [(state.revision, [line.level for line in state.lines]) for state in states] == [
        (1, ["COUNTY"]),
        (2, []),
        (3, ["PREFECTURE"]),
    ]
    assert len({state.outcome_id for state in states}) == 1


async def test_what_the_pack_refuses_by_the_time_of_posting_goes_back_to_the_district(
    desk: Desk, travel: Travel
) -> None:
    claim = await desk.submitted(LESSON)
    await desk.decide(claim, desk.school())
    async with desk.world.session("assessment") as session:
        row = await session.get_one(Claim, (desk.world.district_id, UUID(claim["claim_id"])))
        row.characters = 10
    await travel(AFTER_THE_10TH)
    await desk.world.drain()

    assert await said(desk.world) == []
    assert (await desk.see(claim))["state"] == "DISTRICT_REVIEW"
    assert (await desk.acts(claim))[-1] == "NOT_POSTED"


async def test_settings_are_kept_with_who_and_why(desk: Desk) -> None:
    shipped = (await desk.teacher().get("/claim-settings")).json()
    await desk.settings(sample_percent=20, reason="试点")
    await desk.settings(sample_percent=20, reason="试点")
    kept = (await desk.teacher().get("/claim-settings")).json()
    unsound = await desk.district.put(
        "/claim-settings",
        json={
            "school_days": 5,
            "district_days": 5,
            "remind_days": 5,
            "sample_percent": 20,
            "undo_hours": 0,
            "reason": "试点",
        },
    )

    assert (shipped["school_days"], shipped["sample_percent"], shipped["set_by"]) == (10, 100, None)
    assert (kept["sample_percent"], kept["reason"], kept["set_by"]) == (20, "试点", str(desk.world.admin_id))
    assert unsound.json()["type"] == "urn:xuefen:problem:settings-unsound"
    async with desk.world.session("assessment") as session:
        rows: Any = await session.scalars(select(ClaimSetting))
        assert len(rows.all()) == 1


async def test_what_is_recognised_is_not_withdrawn_any_more(desk: Desk) -> None:
    claim = await desk.submitted(LESSON)
    await desk.decide(claim, desk.school())

    answer = await desk.teacher().put(f"/claims/{claim['claim_id']}/withdrawal", json={"reason": "重填"})

    assert (answer.status_code, answer.json()["facts"]) == (409, {"state": "RECOGNISED"})
    assert (await desk.see(claim))["state"] == "RECOGNISED"
