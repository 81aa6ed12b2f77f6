"""Cases about consequences: people open, answer, decide and appeal; nothing happens by itself."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import func, select

from services.platform import clock
from services.platform.clock import SHANGHAI
from services.platform.ids import new_id
from services.platform.outbox import EventRow
from tests.assessment.course import opened as opened_class
from tests.support import Api, World
from tests.walks.assessment import PDF
from tests.walks.assessment_cases import DECISION, NOT_SERIOUS, case_about, notice


@dataclass
class Affair:
    """A case of the first teacher's, opened by the school and to be decided by an officer of the district."""

    world: World
    decider_id: UUID
    opener_id: UUID = field(default_factory=new_id)
    path: str = ""

    @property
    def teacher_id(self) -> UUID:
        return self.world.teachers[0].teacher_id

    @property
    def school(self) -> Api:
        return self.world.api(
            "assessment", "school_admin", school=self.world.schools[0].school_id, account_id=self.opener_id
        )

    @property
    def decider(self) -> Api:
        return self.world.api("assessment", account_id=self.decider_id)

    @property
    def district(self) -> Api:
        return self.world.api("assessment")

    @property
    def teacher(self) -> Api:
        return self.world.api("assessment", "teacher", teacher=self.teacher_id)

    async def open(self, **facts: Any) -> dict[str, Any]:
        case = done(
            await self.school.post("/cases", json=case_about(self.teacher_id, decider=self.decider_id, **facts))
        )
        self.path = f"/cases/{case['case_id']}"
        return case

    async def notify(self) -> dict[str, Any]:
        return done(await self.school.put(f"{self.path}/notice", json=notice()))

    async def state(self, **facts: Any) -> dict[str, Any]:
        return done(await self.teacher.post(f"{self.path}/statements", json={"words": "两天均在医院陪护", **facts}))

    async def decide(self, **facts: Any) -> dict[str, Any]:
        return done(await self.decider.put(f"{self.path}/decision", json={**DECISION, **facts}))

    async def decided(self, **facts: Any) -> dict[str, Any]:
        await self.open()
        await self.notify()
        await self.state()
        return await self.decide(**facts)


@pytest.fixture
async def affair(district: World) -> Affair:
    return Affair(district, await district.account("district_admin"))


def done(answer: httpx.Response) -> dict[str, Any]:
    assert answer.status_code in (200, 201), answer.text
    return dict(answer.json())


def problem(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rpartition(":")[2]


def acts(case: dict[str, Any]) -> list[str]:
    return [act["act"] for act in case["acts"]]


async def test_a_case_is_opened_in_the_words_of_the_clause_with_its_evidence(affair: Affair) -> None:
    stored = done(await affair.school.post("/files", params={"name": "缺席.pdf"}, content=PDF))

    case = await affair.open(evidence=[{"file_id": stored["file_id"], "note": "签到册"}, {"note": "口头提醒一次"}])

    assert (case["state"], case["pack_id"], case["clause_id"]) == ("OPENED", "XC", "XC-17")
    assert case["quotes"][0].startswith("对不认真参加培训")
    assert [one["label"]["zh"] for one in case["triggers"]] == ["不认真参加培训"]
    assert [one["code"] for one in case["possible_measures"]] == [
        "NOT_CONFIRMED",
        "NO_PROMOTION",
        "LOWER_APPOINTMENT",
        "APPRAISAL_FAILED",
    ]
    (act,) = case["acts"]
    assert (act["act"], act["words"], act["done_by"]) == ("OPENED", NOT_SERIOUS, str(affair.opener_id))
    assert [(one["file_id"], one["note"]) for one in act["evidence"]] == [
        (stored["file_id"], "签到册"),
        (None, "口头提醒一次"),
    ]


async def test_the_teacher_sees_the_case_from_the_notice_on_and_can_read_the_evidence(affair: Affair) -> None:
    stored = done(await affair.school.post("/files", params={"name": "缺席.pdf"}, content=PDF))
    await affair.open(evidence=[{"file_id": stored["file_id"], "note": "签到册"}])
    unseen = (await affair.teacher.get(affair.path)).status_code
    unlisted = (await affair.teacher.get("/cases")).json()["items"]

    told = await affair.notify()
    again = await affair.notify()
    read = done(await affair.teacher.put(f"{affair.path}/acknowledgement"))
    reread = done(await affair.teacher.put(f"{affair.path}/acknowledgement"))
    content = await affair.teacher.get(f"{affair.path}/files/{stored['file_id']}")

    assert (unseen, unlisted) == (404, [])
    assert told["state"] == "NOTIFIED"
    assert acts(again) == ["OPENED", "NOTIFIED"]
    assert acts(read) == acts(reread) == ["OPENED", "NOTIFIED", "ACKNOWLEDGED"]
    assert content.content == PDF
    assert (await affair.teacher.get(f"/files/{stored['file_id']}/content")).status_code == 404
    assert len((await affair.teacher.get("/cases")).json()["items"]) == 1


async def test_a_case_is_seen_by_its_own_school_and_the_district_alone(affair: Affair, district: World) -> None:
    await affair.open()
    await affair.notify()
    seen_by = {
        "colleague": district.api("assessment", "teacher", teacher=district.teachers[1].teacher_id),
        "other school": district.api("assessment", "school_admin", school=district.schools[1].school_id),
        "own school": district.api("assessment", "school_admin", school=district.schools[0].school_id),
        "district": district.api("assessment"),
        "auditor": district.api("assessment", "auditor"),
    }

    seen = {who: (await api.get(affair.path)).status_code for who, api in seen_by.items()}
    listed = {who: len((await api.get("/cases")).json()["items"]) for who, api in seen_by.items()}

    assert seen == {"colleague": 404, "other school": 404, "own school": 200, "district": 200, "auditor": 200}
    assert listed == {"colleague": 0, "other school": 0, "own school": 1, "district": 1, "auditor": 1}
    assert (await district.api("assessment", "trainer").get(affair.path)).status_code == 403


async def test_nobody_decides_before_the_teacher_was_heard_or_let_the_time_pass(affair: Affair, travel: Any) -> None:
    await affair.open()
    early = await affair.decider.put(f"{affair.path}/decision", json=DECISION)
    until = (await affair.notify())["statement_until"]
    unheard = await affair.decider.put(f"{affair.path}/decision", json=DECISION)

    await travel(clock.now() + timedelta(days=8))
    late = await affair.decide()

    assert problem(early) == (409, "case-moved-on")
    assert problem(unheard) == (409, "case-not-heard")
    assert unheard.json()["facts"]["until"] == until
    assert (late["state"], late["measures"]) == ("DECIDED", ["NO_PROMOTION"])


async def test_who_has_said_their_side_can_be_decided_about_at_once_and_the_same_decision_again_changes_nothing(
    affair: Affair,
) -> None:
    own = done(await affair.teacher.post("/files", params={"name": "病历.pdf"}, content=PDF))
    await affair.open()
    await affair.notify()
    stated = await affair.state(evidence=[{"file_id": own["file_id"], "note": "陪护证明"}])

    decided, again = await affair.decide(), await affair.decide()
    otherwise = await affair.decider.put(f"{affair.path}/decision", json={**DECISION, "measures": []})
    too_late = await affair.teacher.post(f"{affair.path}/statements", json={"words": "再说一句"})

    assert stated["acts"][-1]["evidence"][0]["file_id"] == own["file_id"]
    assert acts(decided) == acts(again) == ["OPENED", "NOTIFIED", "STATED", "DECIDED"]
    assert problem(otherwise) == (409, "case-moved-on")
    assert problem(too_late) == (409, "case-moved-on")


async def test_only_the_person_named_decides_and_never_who_opened_it_or_whom_it_is_about(
    affair: Affair, district: World
) -> None:
    by_self = await affair.school.post("/cases", json=case_about(affair.teacher_id, decider=affair.opener_id))
    await affair.open()
    await affair.notify()
    await affair.state()
    naming_opener = await affair.district.put(
        f"{affair.path}/decider",
        json={"decider_id": str(affair.opener_id), "decider_name": "校长", "reason": "方便"},
    )
    another = await affair.district.put(f"{affair.path}/decision", json=DECISION)
    # The same person under another account, and the opener's person under a third.
    herself = district.api("assessment", account_id=affair.decider_id, teacher=affair.teacher_id)

    concerned = await herself.put(f"{affair.path}/decision", json=DECISION)

    assert problem(by_self) == (409, "decider-concerned")
    assert problem(naming_opener) == (409, "decider-concerned")
    assert problem(another) == (409, "not-the-decider")
    assert problem(concerned) == (409, "decider-concerned")
    assert (await affair.school.put(f"{affair.path}/decision", json=DECISION)).status_code == 409


async def test_who_opened_a_case_does_not_decide_it_under_another_account_either(district: World) -> None:
    officer = district.teachers[5].teacher_id
    first, second = new_id(), await district.account("district_admin")
    known = await district.account("district_admin", teacher=officer)
    opener = district.api("assessment", account_id=first, teacher=officer)
    decider = district.api("assessment", account_id=second, teacher=officer)
    case = done(await opener.post("/cases", json=case_about(district.teachers[0].teacher_id, decider=second)))
    path = f"/cases/{case['case_id']}"
    done(await opener.put(f"{path}/notice", json=notice()))
    own = district.api("assessment", "teacher", teacher=district.teachers[0].teacher_id)
    done(await own.post(f"{path}/statements", json={"words": "已请假"}))
    told = await opener.post("/cases", json=case_about(district.teachers[0].teacher_id, decider=known))

    assert problem(told) == (409, "decider-concerned")
    assert problem(await decider.put(f"{path}/decision", json=DECISION)) == (409, "decider-concerned")


async def test_another_decides_about_the_appeal_and_the_first_decision_stays(affair: Affair, district: World) -> None:
    await affair.decided(measures=["NO_PROMOTION", "APPRAISAL_FAILED"])
    appealed = done(await affair.teacher.put(f"{affair.path}/appeal", json={"words": "处理过重"}))
    end = f"{affair.path}/appeal/decision"
    milder = {"result": "CHANGED", "measures": ["NO_PROMOTION"], "reason": "情节较轻"}
    by_first = await affair.decider.put(end, json=milder)
    harsher = await affair.district.put(end, json={**milder, "measures": ["LOWER_APPOINTMENT"]})

    changed = done(await affair.district.put(end, json=milder))
    again = done(await affair.district.put(end, json=milder))
    closed = done(await affair.district.put(f"{affair.path}/closing", json={"reason": "申诉已决"}))

    assert appealed["state"] == "APPEALED"
    assert problem(by_first) == (409, "decider-concerned")
    assert problem(harsher) == (422, "appeal-adds-measures")
    assert (changed["state"], changed["measures"]) == ("APPEAL_DECIDED", ["NO_PROMOTION"])
    assert changed["acts"][3]["measures"] == ["APPRAISAL_FAILED", "NO_PROMOTION"]
    assert acts(again) == ["OPENED", "NOTIFIED", "STATED", "DECIDED", "APPEALED", "APPEAL_CHANGED"]
    assert closed["state"] == "CLOSED"


@pytest.mark.parametrize(("result", "left"), [("UPHELD", []), ("REJECTED", ["NO_PROMOTION"])])
async def test_an_appeal_upheld_leaves_no_measure_and_one_rejected_leaves_them(
    affair: Affair, result: str, left: list[str]
) -> None:
    await affair.decided()
    done(await affair.teacher.put(f"{affair.path}/appeal", json={"words": "已请假"}))

    answer = await affair.district.put(f"{affair.path}/appeal/decision", json={"result": result, "reason": "已核实"})

    assert done(answer)["measures"] == left


async def test_an_appeal_has_its_time_and_a_case_is_not_closed_before_it_is_over(affair: Affair, travel: Any) -> None:
    decided = await affair.decided()
    closing = f"{affair.path}/closing"
    early = await affair.school.put(closing, json={"reason": "归档"})
    until = date.fromisoformat(decided["appeal_until"])
    await travel(datetime(until.year, until.month, until.day, 23, 59, tzinfo=SHANGHAI))
    on_the_last_day = await affair.school.put(closing, json={"reason": "归档"})

    await travel(clock.now() + timedelta(days=16))
    late = await affair.teacher.put(f"{affair.path}/appeal", json={"words": "处理过重"})
    closed = done(await affair.school.put(closing, json={"reason": "归档"}))

    assert problem(early) == (409, "appeal-open")
    assert early.json()["facts"]["until"] == decided["appeal_until"]
    assert on_the_last_day.json()["facts"] == early.json()["facts"]
    assert problem(late) == (409, "appeal-over")
    assert (closed["state"], closed["measures"]) == ("CLOSED", ["NO_PROMOTION"])


async def test_a_case_that_comes_to_nothing_has_nothing_to_appeal_and_closes(affair: Affair) -> None:
    await affair.decided(measures=[], reason="陈述属实")

    nothing = await affair.teacher.put(f"{affair.path}/appeal", json={"words": "处理过重"})
    closed = await affair.school.put(f"{affair.path}/closing", json={"reason": "不予处理"})

    assert problem(nothing) == (409, "nothing-to-appeal")
    assert done(closed)["state"] == "CLOSED"


async def test_a_case_is_dropped_before_it_is_decided_and_not_after(affair: Affair) -> None:
    await affair.open()
    dropped = done(await affair.school.put(f"{affair.path}/withdrawal", json={"reason": "情况不实"}))
    hidden = (await affair.teacher.get(affair.path)).status_code
    await affair.decided()

    too_late = await affair.school.put(f"{affair.path}/withdrawal", json={"reason": "情况不实"})

    assert (dropped["state"], hidden) == ("WITHDRAWN", 404)
    assert problem(too_late) == (409, "case-moved-on")


@pytest.mark.parametrize(
    ("change", "status", "kind"),
    [
        ({"clause_id": "XC-02"}, 422, "unknown-consequence"),
        ({"triggers": ["LATE"]}, 422, "unknown-trigger"),
        ({"triggers": []}, 422, "unprocessable"),
        ({"teacher_id": str(new_id())}, 404, "not-found"),
        ({"evidence": [{"record_id": str(new_id()), "note": "记录"}]}, 404, "not-found"),
    ],
)
async def test_a_case_names_a_clause_reasons_and_evidence_that_there_are(
    affair: Affair, change: dict[str, Any], status: int, kind: str
) -> None:
    body = {**case_about(affair.teacher_id, decider=affair.decider_id), **change}

    assert problem(await affair.district.post("/cases", json=body)) == (status, kind)


async def test_a_measure_that_the_clause_does_not_name_cannot_be_decided(affair: Affair) -> None:
    await affair.open()
    await affair.notify()
    await affair.state()

    answer = await affair.decider.put(f"{affair.path}/decision", json={**DECISION, "measures": ["DISMISSED"]})

    assert problem(answer) == (422, "unknown-measure")
    assert "NO_PROMOTION" in answer.json()["facts"]["known"]


async def test_a_school_opens_cases_of_its_own_teachers_with_evidence_about_them(
    affair: Affair, district: World
) -> None:
    stranger, colleague = district.teachers[4], district.teachers[1]
    file = done(
        await district.api("assessment", "teacher", teacher=colleague.teacher_id).post(
            "/files", params={"name": "a.pdf"}, content=PDF
        )
    )
    course = await opened_class(district, colleague)
    await course.finalise()
    outcome = (await district.api("assessment").get(f"{course.path}/outcomes")).json()["items"][0]
    evidence = {
        "file": {"file_id": file["file_id"], "note": "他人材料"},
        "outcome": {"outcome_id": outcome["outcome_id"], "note": "他人成绩"},
    }

    foreign = await affair.school.post("/cases", json=case_about(stranger.teacher_id, decider=affair.decider_id))
    answers = {
        what: problem(
            await affair.district.post(
                "/cases", json=case_about(affair.teacher_id, decider=affair.decider_id, evidence=[one])
            )
        )
        for what, one in evidence.items()
    }

    assert foreign.status_code == 404
    assert answers == {"file": (422, "evidence-of-another"), "outcome": (422, "evidence-of-another")}


async def test_the_notice_leaves_time_to_answer(affair: Affair) -> None:
    await affair.open()

    answer = await affair.school.put(f"{affair.path}/notice", json=notice(days=4))

    assert problem(answer) == (422, "too-short-to-answer")
    assert answer.json()["facts"]["earliest"] == (clock.today() + timedelta(days=5)).isoformat()


async def test_nothing_happens_by_itself(affair: Affair, district: World, travel: Any) -> None:
    """A decided case says nothing to any other service, and no date decides or closes it."""

    async def said() -> int:
        async with district.session("assessment") as session:
            mine = (EventRow.district_id == district.district_id) & EventRow.topic.startswith("assessment.")
            return await session.scalar(select(func.count()).where(mine)) or 0

    before = await said()
    await affair.open()
    await affair.notify()
    await travel(clock.now() + timedelta(days=60))
    await district.drain()
    waiting = done(await affair.district.get(affair.path))
    await affair.decide()
    await travel(clock.now() + timedelta(days=60))
    await district.drain()

    assert waiting["state"] == "NOTIFIED"
    assert done(await affair.district.get(affair.path))["state"] == "DECIDED"
    assert await said() == before


async def test_an_open_case_points_at_others_about_the_same_that_are_open_and_seen(
    affair: Affair, district: World
) -> None:
    first = await affair.open()
    path = affair.path
    second = await affair.open()
    colleague = district.teachers[1].teacher_id
    other = done(await affair.school.post("/cases", json=case_about(colleague, decider=affair.decider_id)))
    away = district.api("assessment", "school_admin", school=district.schools[1].school_id)
    read = done(await affair.school.get(path))
    await affair.notify()
    told = done(await affair.teacher.get(affair.path))
    done(await affair.school.put(f"{path}/withdrawal", json={"reason": "重复立案"}))

    assert (first["open_alike"], second["open_alike"], other["open_alike"]) == ([], [first["case_id"]], [])
    assert read["open_alike"] == [second["case_id"]]
    # The first was never told to whom it is about.
    assert told["open_alike"] == []
    assert (await away.get(path)).status_code == 404
    assert done(await affair.school.get(affair.path))["open_alike"] == []
    assert done(await affair.school.get(path))["open_alike"] == []
