"""The meetings of the showcase's special trainings: a ticket, a rescheduled day, and one who never came."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from services.demo import qingxi as plan
from services.demo.bureau import District
from services.demo.client import Caller, until
from services.demo.scans import CodeScreen, scan
from services.demo.story import Story
from services.demo.training import admin_of
from services.demo.values import DemoFailed

_EXCUSE = "暴雨致客车停运,学校已说明并附证明"


class Sittings:
    """Who came to which class; what did not take place as planned."""

    def __init__(self, district: District, story: Story) -> None:
        self._district = district
        self._story = story

    @property
    def _trainer(self) -> Caller:
        return self._district.caller(plan.TRAINER)

    async def hold(self, meeting_id: str, phase: str, numbers: Sequence[str]) -> None:
        """These scan the code on the screen."""
        screen = CodeScreen(self._trainer, meeting_id, phase)
        for number in numbers:
            caller = self._district.caller(number)
            await caller.log_in()
            await scan(caller, meeting_id, phase, await screen.code())

    async def reschedule(self, moment: datetime, shared: dict[str, Any]) -> None:
        """Another room is better: the meeting moves, and its people are told by their calendars."""
        meeting = shared["meetings"][0]
        kept = ("starts_at", "ends_at", "hours", "speaker", "topic", "category")
        changed = {**{name: meeting[name] for name in kept}, "place": plan.SHARED_MOVED_TO, "cancelled": False}
        moved = (await self._trainer.put("registration", f"/meetings/{meeting['meeting_id']}", changed)).body
        told = (moved["place"], moved["clashing_enrolment_ids"])
        self._story.check("a-meeting-moves", told, (plan.SHARED_MOVED_TO, []))
        self._story.tell(
            moment,
            "PLAN",
            zh=f"跨校教研改在{plan.SHARED_MOVED_TO},无人时间冲突",
            en="The shared study moves to another room, and clashes with nothing of its members",
        )

    async def come_by_ticket(self, moment: datetime, young: dict[str, Any]) -> None:
        """One holds a ticket of the class, which checks in where a login would take too long; one never comes."""
        meeting_id = young["meetings"][0]["meeting_id"]
        number = plan.COMES_BY_TICKET
        ticket = (await self._district.caller(number).get("attendance", f"/classes/{young['class_id']}/ticket")).body[
            "ticket"
        ]
        code = await CodeScreen(self._trainer, meeting_id, "IN").code()
        path = f"/districts/{self._district.district_id}/meetings/{meeting_id}/check-in"
        came = await self._district.network.send(
            "attendance", "PUT", path, json={"code": code}, headers={"Check-In-Ticket": ticket}
        )
        if came.status_code != 201:
            raise DemoFailed(f"{number} comes with a ticket and is answered with {came.status_code} {came.text[:200]}")
        told = (came.json()["teacher_id"], came.json()["state"])
        self._story.check("a-ticket-is-enough", told, (self._district.teacher_ids[number], "ACCEPTED"))
        self._story.tell(
            moment,
            "DESK",
            zh=f"{number}凭本班签到票据扫码,无需再次登录;{plan.STAYS_AWAY}没有来",
            en=f"{number} checks in with a ticket of the class, without another login; {plan.STAYS_AWAY} does not come",
        )

    async def settle(self, class_id: str) -> None:
        await self._trainer.post("attendance", f"/classes/{class_id}/settlements")

    async def excuse(self, moment: datetime, class_id: str) -> None:
        """Who never came is a fact without a consequence; the school excuses it with a reason."""
        school = self._district.caller(admin_of(plan.TOWN.prefix))
        teacher_id = self._district.teacher_ids[plan.STAYS_AWAY]
        path = f"/classes/{class_id}/absences/{teacher_id}/excuse"
        listed: list[dict[str, Any]] = []

        async def heard() -> bool:
            listed[:] = await school.list_all("registration", "/absences", class_id=class_id)
            return bool(listed)

        await until("registration to hear who never came", heard)
        told = [(one["staff_number"], one["excused"], len(one["meetings"])) for one in listed]
        self._story.check("who-never-came-is-a-fact", told, [(plan.STAYS_AWAY, False, 1)])
        excused = (await school.put("registration", path, {"excused": True, "reason": _EXCUSE})).body
        told_then = (excused["excused"], [one["reason"] for one in excused["decisions"]])
        self._story.check("an-absence-is-excused-with-a-reason", told_then, (True, [_EXCUSE]))
        self._story.tell(
            moment,
            "BOOK",
            zh=f"{plan.STAYS_AWAY}未到训如实记录,不自动处罚;学校说明原因({_EXCUSE}),予以认可",
            en=f"{plan.STAYS_AWAY} never came: a fact on record from which nothing follows; the school excuses it "
            "with a reason",
        )
