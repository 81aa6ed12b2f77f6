"""Plans of the showcase: a school's with a budget that is returned, the county's with notice, classes and amendment."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from services.demo import qingxi as plan
from services.demo.bureau import District
from services.demo.client import Caller
from services.demo.story import Story
from services.demo.training import admin_of

_PERIOD = {"starts_on": "2026-03-01", "ends_on": "2026-07-31", "period": "SEMESTER"}
_APPROVED = {"decision": "APPROVED", "reason": None}
_REPLY_BY = "2026-03-10"


class Plans:
    """The two plans, and the classes that the county's opens."""

    def __init__(self, district: District, story: Story) -> None:
        self._district = district
        self._story = story
        self._school_plan_id = ""
        self._plan_id = ""
        self._study_id, self._lecture_item, self._outreach_item = str(uuid4()), str(uuid4()), str(uuid4())
        self.lecture: dict[str, Any] = {}
        self.outreach: dict[str, Any] = {}

    @property
    def study(self) -> dict[str, str]:
        """The school's plan and its one item."""
        return {"plan_id": self._school_plan_id, "item_id": self._study_id}

    @property
    def _school(self) -> Caller:
        return self._district.caller(admin_of(plan.TOWN.prefix))

    @property
    def _planner(self) -> Caller:
        return self._district.caller(plan.PLANNER)

    async def write_school_plan(self, moment: datetime) -> None:
        """A school plans its semester; an expense that the pack does not allow comes back from the district."""
        story = self._story
        path = f"/schools/{self._district.schools[plan.TOWN.prefix]}/facts"
        year = {"valid_from": "2026-01-01", "valid_to": "2026-12-31"}
        fact = {"kind": "PUBLIC_FUNDS_BUDGET", "value": "120000", **year}
        await self._district.admin.post("directory", path, fact)
        school_id = self._district.schools[plan.TOWN.prefix]
        body = {"title": "青溪镇中心小学2026年春校本研修计划", "school_id": school_id, **_PERIOD}
        self._school_plan_id = (await self._school.post("registration", "/plans", body)).body["plan_id"]
        wanted = [("TRAVEL", "3000"), ("MATERIALS", "2000"), ("EXPERT_FEE", "1500")]
        finding = await self._write_school_content(0, wanted)
        barred = [(one["kind"], one["planned"]) for one in finding["barred"]]
        story.check("budget-names-what-the-pack-does-not-allow", barred, [("EXPERT_FEE", "1500.00")])
        story.tell(
            moment,
            "PLAN",
            zh=f"中心小学拟订校本研修计划,经费基数120000元。{finding['clause_id']}:{finding['sentence_zh']}",
            en=f"A school plans its semester on public funds of 120000 yuan. {finding['sentence_en']}",
        )
        await self._decide(self._school_plan_id, self._school, 1, "RETURNED", "专家费不在允许列支范围,请调整")
        finding = await self._write_school_content(1, [*wanted[:2], ("MEALS", "900")])
        told = (finding["state"], finding["limit"], finding["left"])
        story.check("budget-within-five-per-cent", told, ("WITHIN", "6000.00", "100.00"))
        await self._decide(self._school_plan_id, self._school, 2, "APPROVED", None)
        steps = (await self._school.get("registration", f"/plans/{self._school_plan_id}/steps")).body["items"]
        actions = [one["action"] for one in steps]
        story.check("plan-returned-and-approved", actions, ["SUBMIT", "RETURN", "SUBMIT", "APPROVE"])
        story.tell(
            moment,
            "PLAN",
            zh="县里退回(专家费不得列支),学校改列伙食补助900元后获批:限额6000元,尚余100元",
            en="Returned for the expert fee; approved once meals of 900 take its place: 100 of 6000 yuan are left",
        )
        await self._issue_notice(self._school, self._school_plan_id)

    async def announce(self, moment: datetime) -> None:
        """The county's plan: approved by another person, announced, confirmed by two of three schools."""
        body = {"title": "2026年春县级教师培训计划", "school_id": None, **_PERIOD}
        self._plan_id = (await self._planner.post("registration", "/plans", body)).body["plan_id"]
        await self._write_county_content(self._planner, based_on=0, fixed={"time_note": "四月下旬,另行通知"})
        own = {"revision": 1, **_APPROVED}
        await self._planner.put("registration", f"/plans/{self._plan_id}/submission", {"revision": 1})
        refused = await self._planner.put("registration", f"/plans/{self._plan_id}/decision", own, may=(409, 403))
        self._story.check("nobody-approves-the-own-plan", refused.body["type"].rpartition(":")[2], "own-plan")
        await self._district.admin.put("registration", f"/plans/{self._plan_id}/decision", own)
        notice = await self._issue_notice(self._planner, self._plan_id)
        for school in (plan.TOWN, plan.BRIDGE):
            confirming = self._district.caller(admin_of(school.prefix))
            await confirming.put("registration", f"/notices/{notice['notice_id']}/receipt", None)
        receipts = (await self._planner.get("registration", f"/notices/{notice['notice_id']}/receipts")).body
        missing = [self._name_of(school_id) for school_id in receipts["missing_school_ids"]]
        told = (len(receipts["items"]), missing)
        self._story.check("notice-names-who-has-not-confirmed", told, (2, [plan.KINDERGARTEN.name]))
        self._story.tell(
            moment,
            "PLAN",
            zh=f"县级计划由他人批准,发布{notice['cited_as']}:两校已回执,{plan.KINDERGARTEN.name}未回执",
            en="The county's plan, approved by another person, is announced: two schools have confirmed, one has not",
        )

    async def open_classes(self, moment: datetime) -> None:
        """Programs and classes of both items; what is to be decided has no meeting yet, and so no sign-in."""
        programs = (
            plan.program(
                "341824-26-40-01",
                "课堂教学骨干研修",
                mode="CENTRALISED",
                kind="BACKBONE",
                item_id=self._lecture_item,
            ),
            plan.program(
                "341824-26-40-02",
                "送教下乡:复式班课堂教学",
                mode="OUTREACH",
                kind="OUTREACH_TEACHING",
                item_id=self._outreach_item,
            ),
        )
        for body in programs:
            await self._planner.post("registration", f"/plans/{self._plan_id}/programs", body)
        shared = {"leader_ids": [self._district.account_ids[plan.TRAINER]], **plan.WINDOW}
        pools = [
            {"school_id": self._district.schools[prefix], "seats": seats, "claim_back_at": plan.CLAIM_BACK}
            for prefix, seats in plan.KEPT.items()
        ]
        quota = {"direction": "QUOTA", "offer_minutes": 1440, "pools": pools}
        self.lecture = await self._open(self._lecture_item, {**shared, **quota})
        self.outreach = await self._open(self._outreach_item, {**shared, "reviews": ["SCHOOL"], "capacity": 8})
        self._story.check("an-item-to-be-decided-has-no-meeting", self.outreach["meetings"], [])
        self._story.tell(
            moment,
            "PLAN",
            zh="按计划开两个班:集中研修「四定」齐全;送教下乡时间地点待定,暂无场次,不能签到",
            en="Two classes from the plan: one with all four fixed, one to be decided, which takes no sign-in yet",
        )

    async def amend(self, moment: datetime) -> None:
        """Time, place and person of the second item are decided; a published plan changes with a reason."""
        fixed = {
            "starts_at": plan.OUTREACH_BEGINS.isoformat(),
            "ends_at": plan.OUTREACH_ENDS.isoformat(),
            "place": plan.BRIDGE.name,
            "speaker": "沈知远",
        }
        reason = "石桥村小学四月课表已定"
        await self._write_county_content(self._planner, based_on=1, fixed=fixed, reason=reason)
        meeting = {**fixed, "hours": "4", "topic": "复式班课堂教学", "category": None}
        path = f"/classes/{self.outreach['class_id']}/meetings"
        added = await self._district.caller(plan.TRAINER).post("registration", path, meeting)
        self.outreach["meetings"] = [added.body]
        item_path = f"/plans/{self._plan_id}/content"
        items = (await self._planner.get("registration", item_path)).body["items"]
        self._story.check("amendment-fixes-all-four", [one["to_be_decided"] for one in items], [[], []])
        revisions = (await self._planner.get("registration", f"/plans/{self._plan_id}/revisions")).body["items"]
        told = [one["reason"] for one in sorted(revisions, key=lambda one: int(one["revision"]))]
        self._story.check("every-revision-is-kept", told, [None, reason])
        self._story.tell(
            moment,
            "PLAN",
            zh=f"计划修订第2版({reason}):时间、地点、主讲人确定,场次随之增加",
            en="The published plan is amended with a reason: time, place and person are fixed, and the class meets",
        )

    async def spend(self, moment: datetime) -> None:
        """Expenses under the school's plan; one entered twice is retracted, not deleted."""
        path = f"/plans/{self._school_plan_id}/expenses"
        paid = {"kind": "MATERIALS", "amount": "860.50", "spent_on": "2026-03-20", "item_id": self._study_id}
        note = {"note": "学员手册印制", "receipt": "凭证2026-03-0017"}
        await self._school.post("registration", path, {**paid, **note})
        twice = (await self._school.post("registration", path, {**paid, **note})).body
        retraction = f"/expenses/{twice['expense_id']}/retraction"
        await self._school.put("registration", retraction, {"reason": "重复登记"})
        budget = (await self._school.get("registration", f"/plans/{self._school_plan_id}/budget")).body
        self._story.check("a-retracted-expense-counts-no-more", budget["findings"][0]["spent"], "860.50")
        listed = await self._school.list_all("registration", path)
        kept = [(one["amount"], one["retracted_at"] is not None) for one in listed]
        self._story.check("a-retracted-expense-stays-on-record", kept, [("860.50", False), ("860.50", True)])
        self._story.tell(
            moment,
            "PLAN",
            zh="登记支出资料费860.50元,重复的一笔撤销留痕",
            en="860.50 yuan are spent on materials; the same entered twice is retracted and stays on record",
        )

    async def subscribe(self, moment: datetime, number: str) -> None:
        """A teacher's calendar as a phone reads it, without a login."""
        teacher_id = self._district.teacher_ids[number]
        path = f"/calendars/TEACHER/{teacher_id}/feed"
        caller, network = self._district.caller(number), self._district.network
        lost = (await caller.put("registration", path, None)).body
        await caller.put("registration", f"/calendar-feeds/{lost['feed_id']}/revocation", None)
        gone = await network.send("registration", "GET", lost["path"].removeprefix("/registration/v1"))
        feed = (await caller.put("registration", path, None)).body
        held = [one["feed_id"] for one in (await caller.get("registration", "/calendar-feeds")).body["items"]]
        self._story.check("a-lost-phone-reads-no-more", (gone.status_code, held), (404, [feed["feed_id"]]))
        read = await network.send("registration", "GET", feed["path"].removeprefix("/registration/v1"))
        self._story.keep(
            f"calendar-{number}.ics",
            read.content,
            looks_right=lambda text: text.startswith(b"BEGIN:VCALENDAR") and "课堂教学骨干研修".encode() in text,
        )
        self._story.tell(
            moment,
            "PLAN",
            zh=f"{number}订阅本人培训日历(.ics);手机丢失,旧地址作废,换新地址",
            en=f"{number} subscribes to the calendar of the own trainings (.ics); a lost phone's address is revoked",
        )

    async def tell_progress(self, moment: datetime) -> None:
        """How far the county's plan is."""
        progress = (await self._planner.get("registration", f"/plans/{self._plan_id}/progress")).body
        figures = progress["figures"]
        opened = (progress["items_opened"], progress["items_planned"])
        told = (*opened, figures["seats_taken"], figures["hours_held"], figures["hours_planned"])
        self._story.check("progress-of-the-plan", told, (2, 2, 14, "8.00", "8.00"))
        self._story.tell(
            moment,
            "PLAN",
            zh="计划进度:2项全部开班,14人录取,8学时全部完成",
            en="Progress of the plan: both items opened, 14 places taken, all 8 hours held",
        )

    async def _write_school_content(self, based_on: int, money: list[tuple[str, str]]) -> dict[str, Any]:
        """Write the school's plan; what the pack says of its money."""
        study = plan.item(
            self._study_id,
            "同课异构课例研修",
            hours="3",
            mode="SCHOOL_BASED",
            starts_at="2026-04-10T14:00:00+08:00",
            ends_at="2026-04-10T16:15:00+08:00",
            place="二楼录播教室",
            speaker="教研组长",
            topic="同课异构",
            headcount=10,
        )
        body = {
            "based_on": based_on,
            "reason": None,
            "goals": [{"text": "全员参加校本研修", "measure": "COVERAGE_RATE", "target_percent": "100"}],
            "items": [study],
            "budget": [{"year": 2026, "kind": kind, "amount": amount} for kind, amount in money],
        }
        await self._school.put("registration", f"/plans/{self._school_plan_id}/content", body)
        budget = (await self._school.get("registration", f"/plans/{self._school_plan_id}/budget")).body
        finding: dict[str, Any] = budget["findings"][0]
        return finding

    async def _write_county_content(
        self, caller: Caller, *, based_on: int, fixed: dict[str, Any], reason: str | None = None
    ) -> None:
        lecture = plan.item(
            self._lecture_item,
            "课堂教学骨干研修",
            hours="4",
            mode="CENTRALISED",
            starts_at=plan.LECTURE_BEGINS.isoformat(),
            ends_at=plan.LECTURE_ENDS.isoformat(),
            place=plan.HALL,
            speaker="周文静",
            topic="单元整体教学设计",
            seats=plan.PLACES,
        )
        outreach = plan.item(
            self._outreach_item,
            "送教下乡:复式班课堂教学",
            hours="4",
            mode="OUTREACH",
            topic="复式班课堂教学",
            seats=8,
            **fixed,
        )
        goals = [{"goal_id": self._study_id, "text": "名额用足", "measure": "SEATS_TAKEN_RATE", "target_percent": "75"}]
        held = {"goals": goals, "items": [lecture, outreach], "budget": []}
        body: dict[str, Any] = {"based_on": based_on, "reason": reason, **held}
        await caller.put("registration", f"/plans/{self._plan_id}/content", body)

    async def _decide(self, plan_id: str, author: Caller, revision: int, decision: str, reason: str | None) -> None:
        await author.put("registration", f"/plans/{plan_id}/submission", {"revision": revision})
        body = {"revision": revision, "decision": decision, "reason": reason}
        await self._district.admin.put("registration", f"/plans/{plan_id}/decision", body)

    async def _issue_notice(self, issuer: Caller, plan_id: str) -> dict[str, Any]:
        body: dict[str, Any] = {
            "title": None,
            "words": "请各校合理安排教学工作,保证教师按时参训。",
            "item_ids": None,
            "class_ids": [],
            "asked_school_ids": [],
            "reply_by": _REPLY_BY,
        }
        issued: dict[str, Any] = (await issuer.post("registration", f"/plans/{plan_id}/notices", body)).body
        return issued

    async def _open(self, item_id: str, body: dict[str, Any]) -> dict[str, Any]:
        opened = await self._planner.post("registration", f"/plan-items/{item_id}/classes", body)
        answer: dict[str, Any] = opened.body
        return answer

    def _name_of(self, school_id: str) -> str:
        return next(one.name for one in plan.SCHOOLS if self._district.schools[one.prefix] == school_id)
