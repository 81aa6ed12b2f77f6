"""A mentoring pair week by week, a teacher's own goal, and what the school's wall list says is still lacking."""

from datetime import datetime
from typing import Any, Final

from services.demo import yunjin as plan
from services.demo.bureau import District
from services.demo.client import Caller, refusal_of, until
from services.demo.handing_in import hand_in
from services.demo.story import Story
from services.demo.training import admin_of

_PAIR: Final = "2026春数学师徒"
_SPRING: Final = {"starts_on": "2026-03-02", "ends_on": "2026-06-30"}
_MARCH: Final[dict[str, Any]] = {"since": "2026-03-01", "until": "2026-03-31"}
_WEEKS: Final = ("2026-03-04", "2026-03-11", "2026-03-18")
"""In which both heard each other; in the fourth week neither did."""


class Pairs:
    """The school's pairs; `lacking` is what they, the school and its teachers lacked at the end of March."""

    def __init__(self, district: District, story: Story) -> None:
        self._district = district
        self._story = story
        self._path = ""
        self._early = ""
        self.lacking: list[dict[str, Any]] = []

    @property
    def _school(self) -> Caller:
        return self._district.caller(admin_of(plan.MIDDLE.prefix))

    @property
    def _mentee(self) -> Caller:
        return self._district.caller(plan.MENTEE)

    async def name(self, moment: datetime) -> None:
        """Three pairs are named, one of them by mistake; a goal is returned, bettered and accepted."""
        self._path = await self._named(_PAIR, plan.MENTOR, plan.MENTEE)
        self._early = await self._named("2026春语文师徒", plan.WRITES, plan.FORGETS_SCRIPT)
        mistaken = await self._named("2026春班主任师徒", plan.LECTURES, plan.LECTURES_SECOND)
        await self._school.put("assessment", f"{mistaken}/withdrawal", {"reason": "登记错误,两人未结对"})
        await until("the directory to know the pair as a unit of its school", self._is_known)
        seen = await self._mentee.list_all("assessment", "/pairs")
        self._story.check("a-pair-is-seen-by-its-two", [one["name"] for one in seen], [_PAIR])
        body = {"kind": "DEVELOPMENT_GOAL", "title": "本学年发展目标", "words": "上好课"}
        goal = (await self._mentee.post("assessment", "/goals", body)).body
        path = f"/goals/{goal['goal_id']}"
        back = {"accepted": False, "reason": "请写明可检查的目标"}
        await self._school.put("assessment", f"{path}/review", back)
        better = {"title": "本学年发展目标", "words": "三年内成为校级骨干:每学期一节公开课、一篇论文"}
        await self._mentee.put("assessment", path, better)
        await self._school.put("assessment", f"{path}/review", {"accepted": True, "reason": "与学校规划一致"})
        kept = (await self._mentee.get("assessment", path)).body
        told = (kept["state"], len(kept["steps"]))
        self._story.check("a-goal-is-returned-bettered-accepted", told, ("ACCEPTED", 4))
        wrong = (await self._mentee.post("assessment", "/goals", {**body, "kind": "PERSONAL_PLAN"})).body
        withdrawal = {"reason": "选错材料种类"}
        await self._mentee.put("assessment", f"/goals/{wrong['goal_id']}/withdrawal", withdrawal)
        listed = await self._school.list_all("assessment", "/goals")
        self._story.check("goals-are-kept-taken-back-or-not", len(listed), 2)
        self._story.tell(
            moment,
            "WORK",
            zh=f"{plan.MENTOR}与{plan.MENTEE}结为师徒(另一对登记有误,撤销);{plan.MENTEE}的发展目标退回改写后通过",
            en=f"{plan.MENTOR} and {plan.MENTEE} become a pair, one named by mistake is withdrawn; the goal of "
            f"{plan.MENTEE} is returned, bettered and accepted",
        )

    async def log(self, moment: datetime) -> None:
        """What the pair did in March, and what the month still lacks by the pack's clauses, week by week."""
        agreement = await hand_in(self._mentee, "师徒结对协议书", "双方签字盖章")
        entries = [
            self._entry("MENTOR_AGREEMENT", "2026-03-02", file_ids=[agreement]),
            self._entry("MENTOR_PLAN", "2026-03-03"),
            *(self._entry("MUTUAL_LESSON", day, role) for day in _WEEKS for role in ("MENTOR", "MENTEE")),
            self._entry("DISCUSSION", "2026-03-16"),
            self._entry("ARTICLE", "2026-03-17"),
        ]
        path = f"{self._path}/entries"
        logged = (await self._mentee.post("assessment", path, {"entries": entries})).body["items"]
        mistyped = f"{path}/{logged[-1]['entry_id']}/withdrawal"
        await self._mentee.put("assessment", mistyped, {"reason": "文章还没写完"})
        kept = await self._school.list_all("assessment", path)
        told = (len(kept), sum(one["withdrawn_at"] is not None for one in kept))
        self._story.check("a-pair-logs-and-takes-back", told, (len(entries), 1))
        seen = (await self._mentee.get("assessment", self._path)).body
        mutual = [one for one in seen["slots"] if one["clause_id"] == "XH-08" and one["last"] <= "2026-03-31"]
        missed = sorted({one["first"] for one in mutual if one["state"] == "MISSED"})
        self._story.check("the-week-without-a-lesson-is-named", missed, ["2026-03-23"])
        school_id = self._district.schools[plan.MIDDLE.prefix]
        shortfalls = (await self._school.get("assessment", f"/schools/{school_id}/shortfalls", **_MARCH)).body
        self.lacking = [_lack(one) for one in shortfalls["items"]]
        of_pair = {one["unit"] for one in self.lacking if one["clause"] == "XH-08" and one["state"] == "MISSED"}
        self._story.check("a-school-sees-what-its-pairs-lack", _PAIR in of_pair, wanted=True)
        own_path = f"/teachers/{self._district.teacher_ids[plan.MENTEE]}/shortfalls"
        own = (await self._mentee.get("assessment", own_path, **_MARCH)).body
        duties = await self._mentee.list_all("assessment", "/duties")
        self._story.check("pack-XH-asks-the-teacher-alone-for-nothing-a-week", (own["items"], duties), ([], []))
        wall = (await self._school.get("assessment", f"/schools/{school_id}/wall-list", month="2026-03-31")).body
        told_wall = (len(wall["items"]), any(one["clause_id"] == "XH-08" for one in wall["school"]))
        self._story.check("the-wall-list-shows-everybody", told_wall, (plan.MIDDLE.teachers, True))
        end = {"ends_on": "2026-03-31", "reason": "徒弟另有安排,提前结束"}
        await self._school.put("assessment", f"{self._early}/end", end)
        self._story.tell(
            moment,
            "WORK",
            zh="三月末:师徒三周互听互评、一次探讨、协议与计划在案;第四周没有互听,按XH-08记缺,日后多听也不补;全校一月一张公示表",
            en="The end of March: three weeks of mutual lessons, a discussion, agreement and plan; the fourth week has "
            "none, which by XH-08 stays short whatever comes later; the school's wall list says so",
        )

    async def evaluate(self, moment: datetime) -> None:
        """At its end by the school, never by the two; then the selection of the year."""
        body = {"passed": True, "words": "坚持互听互评,徒弟汇报课获好评", "propose_award": True, "place": None}
        by_mentee = await self._mentee.put("assessment", f"{self._path}/evaluation", body, may=(403,))
        self._story.check("the-two-do-not-evaluate-themselves", by_mentee.status, 403)
        await self._school.put("assessment", f"{self._path}/evaluation", body)
        selected = (await self._school.put("assessment", f"{self._path}/award", {"reason": "校务会评定"})).body
        told = (selected["passed"], selected["awarded_on"])
        self._story.check("an-excellent-pair-is-selected-by-people", told, (True, "2026-06-30"))
        late = {"entries": [self._entry("DISCUSSION", "2026-06-30")]}
        refused = await self._mentee.post("assessment", f"{self._path}/entries", late, may=(409,))
        self._story.check("an-evaluated-pair-is-closed", refusal_of(refused), "pair-closed")
        self._story.tell(
            moment,
            "WORK",
            zh="学期末由学校考核师徒、评为优秀师徒;考核后不再补记",
            en="At the end of the semester the school evaluates the pair and selects it as excellent; nothing is "
            "logged afterwards",
        )

    async def _is_known(self) -> bool:
        school_id = self._district.schools[plan.MIDDLE.prefix]
        units = (await self._school.get("directory", f"/schools/{school_id}/units")).body["items"]
        return any(one["name"] == _PAIR for one in units)

    async def _named(self, name: str, mentor: str, mentee: str) -> str:
        body = {
            "name": name,
            "mentor_id": self._district.teacher_ids[mentor],
            "mentee_id": self._district.teacher_ids[mentee],
            **_SPRING,
        }
        return f"/pairs/{(await self._school.post('assessment', '/pairs', body)).body['pair_id']}"

    def _entry(self, kind: str, on: str, role: str | None = None, **facts: Any) -> dict[str, Any]:
        return {"kind": kind, "on": on, "role": role, "title": f"{kind} {on}", **facts}


def _lack(slot: dict[str, Any]) -> dict[str, Any]:
    return {
        "unit": slot["of_unit"],
        "clause": slot["clause_id"],
        "thing": slot["thing"],
        "slot": slot["slot"],
        "lack": slot["lack"],
        "state": slot["state"],
        "due": slot["due_on"],
    }
