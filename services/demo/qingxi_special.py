"""The showcase's plan of special trainings: announced twice, its three classes opened, and read by who may go."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from services.demo import qingxi as plan
from services.demo.bureau import District
from services.demo.client import Caller, until
from services.demo.story import Story

_TITLE = "2026年春县级专项培训计划"
_HEADS, _YOUNG, _SHARED = "班主任专题研修", "青年教师课堂教学展评", "教研共同体跨校教研"
_NOTICE: dict[str, Any] = {
    "title": None,
    "words": "请各校按时申报名额、组织报名。",
    "item_ids": None,
    "class_ids": [],
    "asked_school_ids": [],
}


class Special:
    """The plan, and its classes as they were opened: `heads` by requests, `young` by allocation, `shared` by quota."""

    def __init__(self, district: District, story: Story) -> None:
        self._district = district
        self._story = story
        self._items = {title: str(uuid4()) for title in (_HEADS, _YOUNG)}
        self.goals = [
            {"goal_id": str(uuid4()), "text": text, "measure": measure, "target_percent": target}
            for text, measure, target in (
                ("参训率达到90%", "ATTENDANCE_RATE", "90"),
                ("参训者全部结业", "COMPLETION_RATE", "100"),
            )
        ]
        self.plan_id = ""
        self.programs: dict[str, str] = {}
        self.heads: dict[str, Any] = {}
        self.young: dict[str, Any] = {}
        self.shared: dict[str, Any] = {}

    @property
    def _planner(self) -> Caller:
        return self._district.caller(plan.PLANNER)

    @property
    def young_item(self) -> str:
        return self._items[_YOUNG]

    @property
    def heads_program(self) -> str:
        return self.programs[_HEADS]

    async def announce(self, moment: datetime) -> None:
        """Written by one, approved by another; the first notice has the wrong day and is taken back."""
        body = {
            "title": _TITLE,
            "school_id": None,
            "starts_on": "2026-03-01",
            "ends_on": "2026-07-31",
            "period": "SEMESTER",
        }
        self.plan_id = (await self._planner.post("registration", "/plans", body)).body["plan_id"]
        path = f"/plans/{self.plan_id}"
        content = {"based_on": 0, "reason": None, "goals": self.goals, "items": self.planned(), "budget": []}
        await self._planner.put("registration", f"{path}/content", content)
        await self._planner.put("registration", f"{path}/submission", {"revision": 1})
        decision = {"revision": 1, "decision": "APPROVED", "reason": None}
        await self._district.admin.put("registration", f"{path}/decision", decision)
        notices = [
            (await self._planner.post("registration", f"{path}/notices", {**_NOTICE, "reply_by": day})).body
            for day in ("2026-04-06", "2026-03-06")
        ]
        wrong, right = notices
        withdrawal = {"reason": "回执日期有误,以重发的通知为准"}
        await self._planner.put("registration", f"/notices/{wrong['notice_id']}/withdrawal", withdrawal)
        reader = self._district.caller(plan.LISTED)
        listed = await reader.list_all("registration", "/notices", plan_id=self.plan_id)
        read = (await reader.get("registration", f"/notices/{wrong['notice_id']}")).body
        told = ([one["cited_as"] for one in listed], right["number"] - wrong["number"], read["withdrawal_reason"])
        wanted = ([right["cited_as"], wrong["cited_as"]], 1, withdrawal["reason"])
        self._story.check("a-notice-taken-back-stays-readable", told, wanted)
        self._story.tell(
            moment,
            "PLAN",
            zh=f"专项计划获批并发{wrong['cited_as']},回执日期有误即撤回留痕,重发{right['cited_as']},文号不重用",
            en="A plan of special trainings: its first notice has the wrong day, is taken back and stays readable; "
            "the second has the next number",
        )

    async def open_classes(self, moment: datetime) -> None:
        """Three classes, each with its own way to share places out; the third comes on top of the plan's items."""
        for code, title, mode in (
            ("341824-26-40-11", _HEADS, "CENTRALISED"),
            ("341824-26-40-12", _YOUNG, "CENTRALISED"),
            ("341824-26-40-13", _SHARED, "OUTREACH"),
        ):
            body = plan.program(code, title, mode=mode, kind="IN_SERVICE", item_id=self._items.get(title))
            written = await self._planner.post("registration", f"/plans/{self.plan_id}/programs", body)
            self.programs[title] = written.body["program_id"]
        leading = self._district.account_ids[plan.TRAINER]
        led = {"head_teacher_id": leading, "leader_ids": [leading]}
        asked = {"direction": "REQUESTS", "requests_close_at": "2026-03-06T18:00:00+08:00"}
        self.heads = await self._open(_HEADS, {**led, **plan.WINDOW, **asked})
        self.young = await self._open(_YOUNG, {**led, **plan.YOUNG_WINDOW, "direction": "ALLOCATION"})
        begins, ends = plan.SHARED_AT
        meeting = {
            "starts_at": begins.isoformat(),
            "ends_at": ends.isoformat(),
            "hours": "4",
            "place": plan.TOWN.name,
            "speaker": "沈知远",
            "topic": "跨校同课异构",
            "category": None,
        }
        body = {
            "title": _SHARED,
            "school_id": None,
            "leader_ids": [leading],
            **plan.SHARED_ROUND,
            "capacity": plan.SHARED_PLACES,
            "meetings": [meeting],
            "direction": "QUOTA",
            "reason": plan.SHARED_REASON,
        }
        opened = await self._planner.post("registration", f"/programs/{self.programs[_SHARED]}/classes", body)
        self.shared = opened.body
        self._story.check(
            "each-class-says-what-comes-next",
            [(one["direction"], one["awaits"]) for one in (self.heads, self.young, self.shared)],
            [("REQUESTS", "GRANTS"), ("ALLOCATION", "ALLOCATION"), ("QUOTA", "POOLS")],
        )
        self._story.tell(
            moment,
            "PLAN",
            zh=f"开三个班:「{_HEADS}」由学校申报名额,「{_YOUNG}」先报名后分配,「{_SHARED}」按校分配并分两轮",
            en="Three classes: of one schools ask for places, of one places are allocated among those who applied, "
            "of one they are kept for schools until a second round",
        )

    async def read(self, moment: datetime) -> None:
        """What a teacher finds who looks for a training."""
        teacher = self._district.caller(plan.LISTED)
        plans = await teacher.list_all("registration", "/plans")
        found = (await teacher.get("registration", f"/plans/{self.plan_id}")).body
        programs = await teacher.list_all("registration", "/programs", plan_id=self.plan_id)
        program = (await teacher.get("registration", f"/programs/{self.heads_program}")).body
        classes = await teacher.list_all("registration", "/classes", program_id=self.heads_program)
        shown = (await teacher.get("registration", f"/classes/{self.heads['class_id']}")).body
        told = (
            len(plans),
            found["status"],
            sorted(one["title"] for one in programs),
            program["hours"],
            [one["class_id"] for one in classes],
            [datetime.fromisoformat(one["starts_at"]) for one in shown["meetings"]],
        )
        wanted = (
            3,
            "PUBLISHED",
            sorted(self.programs),
            "4.00",
            [self.heads["class_id"]],
            [plan.HEADS_AT[0]],
        )
        self._story.check("a-teacher-finds-what-there-is", told, wanted)
        self._story.tell(
            moment,
            "PLAN",
            zh="教师可查:3份计划、各项目与培训班,学时、时间、地点、名额一目了然",
            en="A teacher looks up the three plans, their programs and classes: hours, time, place, places",
        )

    async def tell_progress(self, moment: datetime) -> None:
        """How far this plan is: what came on top of its items is named, and the goals follow who came and passed."""
        progress: dict[str, Any] = {}

        async def heard() -> bool:
            progress.update((await self._planner.get("registration", f"/plans/{self.plan_id}/progress")).body)
            return [(one["counted"], one["out_of"]) for one in progress["goals"]] == [
                ("14.00", "15.00"),
                ("14.00", "14.00"),
            ]

        await until("the plan's goals to know who came and who passed", heard)
        rates = [(one["percent"], one["reached"]) for one in progress["goals"]]
        self._story.check("goals-follow-who-came-and-passed", rates, [("93.33", True), ("100.00", True)])
        beside = [(one["class_id"], one["reason"]) for one in progress["unplanned"]]
        told = (progress["items_opened"], progress["items_planned"], beside)
        wanted = (2, 2, [(self.shared["class_id"], plan.SHARED_REASON)])
        self._story.check("progress-names-what-was-not-planned", told, wanted)
        self._story.tell(
            moment,
            "PLAN",
            zh=f"专项计划进度:2项全部开班,另有计划外1个班(「{_SHARED}」)连同理由单列;"
            f"参训率{progress['goals'][0]['percent']}%(14÷15)、结业率100%,均达目标",
            en="Progress of the special trainings: both items opened; one class beside the plan stands apart with its "
            f"reason; {progress['goals'][0]['percent']} % came and all of them passed: both goals are reached",
        )

    def planned(
        self, *, young_at: tuple[datetime, datetime] = plan.YOUNG_AT, young_places: int = plan.YOUNG_PLACES
    ) -> list[dict[str, Any]]:
        """The items, as they were planned first unless said otherwise."""
        return [
            plan.item(
                self._items[title],
                title,
                hours="4",
                mode="CENTRALISED",
                starts_at=begins.isoformat(),
                ends_at=ends.isoformat(),
                place=plan.HALL,
                speaker="周文静",
                topic=title,
                seats=places,
            )
            for title, (begins, ends), places in (
                (_HEADS, plan.HEADS_AT, plan.HEADS_PLACES),
                (_YOUNG, young_at, young_places),
            )
        ]

    async def _open(self, title: str, body: dict[str, Any]) -> dict[str, Any]:
        opened = await self._planner.post("registration", f"/plan-items/{self._items[title]}/classes", body)
        answer: dict[str, Any] = opened.body
        return answer
