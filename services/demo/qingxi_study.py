"""A school's own class in the showcase: opened from its plan, and cancelled when its speaker falls ill."""

from datetime import datetime

from services.demo import qingxi as plan
from services.demo.bureau import District
from services.demo.client import Caller
from services.demo.story import Story
from services.demo.training import admin_of

_REASON = "授课专家因病不能到场,改期另行通知"


class Study:
    """The lesson study of the town's school."""

    def __init__(self, district: District, story: Story) -> None:
        self._district = district
        self._story = story
        self._class_id = ""

    @property
    def _school(self) -> Caller:
        return self._district.caller(admin_of(plan.TOWN.prefix))

    async def open(self, moment: datetime, *, plan_id: str, item_id: str) -> None:
        """The school writes a program, says which item it carries out, and opens its class."""
        body = plan.program(
            "341824-26-60-01",
            "同课异构课例研修",
            mode="SCHOOL_BASED",
            kind="SCHOOL_STUDY",
            item_id=None,
            level="SCHOOL",
            hours="3",
        )
        program = (await self._school.post("registration", f"/plans/{plan_id}/programs", body)).body
        carried = {"program_id": program["program_id"]}
        await self._school.put("registration", f"/plan-items/{item_id}/program", carried)
        opening = {**plan.WINDOW, "leader_ids": [], "capacity": 10}
        opened = (await self._school.post("registration", f"/plan-items/{item_id}/classes", opening)).body
        self._class_id = opened["class_id"]
        told = (opened["program_id"], opened["school_id"], len(opened["meetings"]))
        wanted = (program["program_id"], self._district.schools[plan.TOWN.prefix], 1)
        self._story.check("a-school-opens-its-own-class", told, wanted)

    async def enrol(self, moment: datetime) -> None:
        """Two of its teachers."""
        for number in plan.STUDYING:
            path = f"/classes/{self._class_id}/enrolments"
            await self._district.caller(number).post("registration", path, {"accept_waiting": True})
        self._story.tell(
            moment,
            "PLAN",
            zh=f"中心小学按本校计划开班,{len(plan.STUDYING)}人报名",
            en=f"The town's school opens a class of its own plan; {len(plan.STUDYING)} enrol",
        )

    async def cancel(self, moment: datetime) -> None:
        """The class is cancelled; its people find it so, and their time is free."""
        path = f"/classes/{self._class_id}/cancellation"
        await self._school.put("registration", path, {"reason": _REASON})
        number = plan.STUDYING[0]
        own = f"/teachers/{self._district.teacher_ids[number]}/enrolments"
        listed = await self._district.caller(number).list_all("registration", own)
        told = {one["class_status"] for one in listed if one["class_id"] == self._class_id}
        self._story.check("a-cancelled-class-is-told", told, {"CANCELLED"})
        self._story.tell(
            moment,
            "PLAN",
            zh=f"{_REASON}:停办,{number}在本人报名中看到,时间随之释放",
            en=f"The speaker falls ill: the class is cancelled, {number} finds it so and has the time free again",
        )
