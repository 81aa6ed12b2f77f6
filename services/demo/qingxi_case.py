"""A case of the showcase: a scan by somebody else, from the notice to the appeal; nothing happens by itself."""

from datetime import datetime
from typing import Any, Final

from services.demo import qingxi as plan
from services.demo.bureau import District
from services.demo.client import Caller, refusal_of
from services.demo.handing_in import hand_in
from services.demo.story import Story
from services.demo.training import admin_of

_CLAUSE: Final = "XC-17"
_TEACHER: Final = plan.SCANNED_BY_ANOTHER
_GROUNDS: Final = "3月28日讲座由他人代扫签到,当日作废"
_MEASURE: Final = "NO_PROMOTION"


class Case:
    """The case, and another that was opened about the wrong person."""

    def __init__(self, district: District, story: Story) -> None:
        self._district = district
        self._story = story
        self._path = ""
        self._file_id = ""

    @property
    def _school(self) -> Caller:
        return self._district.caller(admin_of(plan.BRIDGE.prefix))

    @property
    def _planner(self) -> Caller:
        return self._district.caller(plan.PLANNER)

    @property
    def _teacher(self) -> Caller:
        return self._district.caller(_TEACHER)

    async def open(self, moment: datetime) -> None:
        """Opened with the clause's own words and the evidence; who opens it does not decide."""
        self._file_id = await hand_in(self._school, "代扫签到作废记录", _GROUNDS)
        evidence = [{"file_id": self._file_id, "note": "签到台作废记录"}]
        opened = (await self._school.post("assessment", "/cases", self._about(_TEACHER, evidence))).body
        self._path = f"/cases/{opened['case_id']}"
        told = (opened["state"], opened["measures"], opened["decided_by_people"], bool(opened["quotes"]))
        self._story.check("a-case-measures-nothing-by-itself", told, ("OPENED", [], True, True))
        mistaken = (await self._school.post("assessment", "/cases", self._about(plan.SIGNS_ON_PAPER, []))).body
        path = f"/cases/{mistaken['case_id']}/withdrawal"
        await self._school.put("assessment", path, {"reason": "认错了人,该教师为纸质签到"})
        listed = await self._school.list_all("assessment", "/cases", state="OPENED")
        self._story.check(
            "a-case-about-the-wrong-person-is-dropped",
            [one["teacher_id"] for one in listed],
            [self._district.teacher_ids[_TEACHER]],
        )
        decider = {
            "decider_id": self._district.account_ids[plan.PLANNER],
            "decider_name": "陆敏",
            "reason": "原决定人外出培训",
        }
        await self._district.admin.put("assessment", f"{self._path}/decider", decider)
        notice = {"words": "拟按XC-17处理,请于4月8日前陈述。", "statement_until": "2026-04-08"}
        await self._school.put("assessment", f"{self._path}/notice", notice)
        self._story.tell(
            moment,
            "CASE",
            zh=f"{_TEACHER}代扫一事,学校附材料、引{_CLAUSE}原文立案并告知本人;立错的一件撤销;决定人由县里指定,系统不自动处理",
            en=f"The school opens a case about the scan for {_TEACHER}, with evidence and the words of "
            f"{_CLAUSE}, and gives "
            "notice; one about the wrong person is dropped; a named person decides, nothing happens by itself",
        )

    async def answer(self, moment: datetime) -> None:
        """The teacher sees everything, acknowledges, and says what there is to say."""
        seen = (await self._teacher.get("assessment", self._path)).body
        told = (seen["grounds"], seen["state"])
        self._story.check("the-teacher-sees-the-case", told, (_GROUNDS, "NOTIFIED"))
        content = await self._teacher.download("assessment", f"{self._path}/files/{self._file_id}")
        self._story.check("the-teacher-sees-the-evidence", content[:2], b"PK")
        await self._teacher.put("assessment", f"{self._path}/acknowledgement", None)
        statement = {"words": "手机没电请同事代扫,随即到签到台说明并重签,全程在场"}
        await self._teacher.post("assessment", f"{self._path}/statements", statement)
        self._story.tell(
            moment,
            "CASE",
            zh=f"{_TEACHER}查看材料、确认收到并书面陈述",
            en=f"{_TEACHER} reads the evidence, acknowledges the notice and answers in writing",
        )

    async def decide(self, moment: datetime) -> None:
        decision = {"measures": [_MEASURE], "reason": "代扫属实,提醒后未主动说明"}
        by_opener = await self._school.put("assessment", f"{self._path}/decision", decision, may=(403, 404, 409))
        self._story.check("who-opened-it-does-not-decide", by_opener.status in (403, 404, 409), wanted=True)
        decided = (await self._planner.put("assessment", f"{self._path}/decision", decision)).body
        self._story.check("a-named-person-decides", (decided["state"], decided["measures"]), ("DECIDED", [_MEASURE]))
        self._story.tell(
            moment,
            "CASE",
            zh="指定的决定人陆敏书面决定:本年不推荐评优晋级,告知申诉期限",
            en="The person who was named decides: no recommendation for promotion this year, with a term to appeal",
        )

    async def appeal(self, moment: datetime) -> None:
        """Somebody else decides about the appeal."""
        appeal = {"words": "签到台记录可证当场说明并重签,处理过重"}
        await self._teacher.put("assessment", f"{self._path}/appeal", appeal)
        upheld = {"result": "UPHELD", "measures": [], "reason": "签到台记录证明当场说明,原决定依据不足"}
        path = f"{self._path}/appeal/decision"
        same = await self._planner.put("assessment", path, upheld, may=(403, 409))
        self._story.check("who-decided-does-not-decide-the-appeal", refusal_of(same), "decider-concerned")
        done = (await self._district.admin.put("assessment", path, upheld)).body
        self._story.check("an-appeal-upheld-leaves-no-measure", done["measures"], [])
        closed = (await self._school.put("assessment", f"{self._path}/closing", {"reason": "申诉已决,材料归档"})).body
        acts = [one["act"] for one in closed["acts"]]
        self._story.check("every-act-of-a-case-is-kept", (closed["state"], len(acts)), ("CLOSED", 9))
        self._story.tell(
            moment,
            "CASE",
            zh="申诉由另一人审理,成立:原处理撤销;案卷留存每一步的人、时间与理由",
            en="Somebody else upholds the appeal: no measure is left, and every step stays on record "
            "with who, when and why",
        )

    def _about(self, number: str, evidence: list[dict[str, Any]]) -> dict[str, Any]:
        return {
            "teacher_id": self._district.teacher_ids[number],
            "clause_id": _CLAUSE,
            "triggers": ["NOT_SERIOUS"],
            "grounds": _GROUNDS,
            "evidence": evidence,
            "decider_id": self._district.account_ids[plan.AWAY],
            "decider_name": "何敬之",
        }
