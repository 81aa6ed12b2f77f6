"""The sign-in book of the showcase: settled, printed, corrected, made up, and what follows of it."""

from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from operator import methodcaller
from typing import Any

from services.demo import qingxi as plan
from services.demo.bureau import District
from services.demo.client import Caller, until
from services.demo.story import Story


class Book:
    """From presence to hours."""

    def __init__(self, district: District, story: Story) -> None:
        self._district = district
        self._story = story
        self.hours = Decimal(0)
        self.credits = Decimal(0)

    @property
    def _trainer(self) -> Caller:
        return self._district.caller(plan.TRAINER)

    async def settle(self, moment: datetime, class_id: str) -> None:
        """The trainer settles; every member is told how the hours came about."""
        await self._trainer.post("attendance", f"/classes/{class_id}/settlements")
        settled = (await self._trainer.get("attendance", f"/classes/{class_id}/settlement")).body
        states = self._states(settled)
        hours = self._hours(settled)
        whole = sum(came_to == plan.HOURS for came_to in hours.values())
        told = (states[plan.SCANNED_BY_ANOTHER], states[plan.ON_LEAVE], hours[plan.FORGETS_TO_LEAVE], whole)
        self._story.check("settled-by-the-pack", told, ("LATE", "ON_LEAVE", 0, 7))
        self._story.tell(
            moment,
            "BOOK",
            zh=f"结算第1版:{whole}人满4学时,迟到者按分钟折算,未签退的{plan.FORGETS_TO_LEAVE}按规则记0",
            en=f"By minutes present {whole} have all four hours; {plan.FORGETS_TO_LEAVE} never left: none by rule",
        )

    async def print_book(self, moment: datetime, class_id: str, meeting_id: str) -> None:
        """PDF with places for signatures and seal, and a spreadsheet."""
        for name, path, magic in (
            ("sign-in-book.pdf", f"/meetings/{meeting_id}/sign-in-book.pdf", b"%PDF-"),
            ("sign-in-book.xlsx", f"/meetings/{meeting_id}/sign-in-book.xlsx", b"PK"),
            ("class-book.pdf", f"/classes/{class_id}/sign-in-book.pdf", b"%PDF-"),
            ("class-book.xlsx", f"/classes/{class_id}/sign-in-book.xlsx", b"PK"),
        ):
            content = await self._trainer.download("attendance", path)
            self._story.keep(name, content, looks_right=methodcaller("startswith", magic))
        self._story.tell(
            moment,
            "BOOK",
            zh="打印签到册(PDF,含签名与盖章处)并导出xlsx",
            en="The sign-in book as PDF, with room for signatures and seal, and as xlsx",
        )

    async def correct(self, class_id: str, meeting_id: str) -> None:
        """Presence is corrected by a new record; what settling will make of it can be seen before."""
        correction = {
            "teacher_id": self._district.teacher_ids[plan.FORGETS_TO_LEAVE],
            "minutes": 180,
            "reason": "散会前一直在场,会议录像可证",
        }
        path = f"/meetings/{meeting_id}/corrections"
        await self._trainer.post("attendance", path, correction)
        kept = await self._trainer.list_all("attendance", path)
        self._story.check("a-correction-is-a-record", [one["minutes"] for one in kept], [180])
        preview = (await self._trainer.get("attendance", f"/classes/{class_id}/settlement-preview")).body
        told = [(one["teacher_id"], one["hours_after"]) for one in preview["members"]]
        self._story.check("what-will-change-is-shown-before", told, [(correction["teacher_id"], "4")])

    async def follow_correction(self, moment: datetime, class_id: str) -> None:
        """Ten minutes later the settlement has followed."""
        (changed,) = await self._difference(class_id, version=2)
        story = (changed["hours_before"], changed["hours_after"])
        self._story.check("a-correction-settles-anew", story, ("0", "4"))
        self._story.tell(
            moment,
            "BOOK",
            zh=f"{plan.FORGETS_TO_LEAVE}更正在场180分钟:自动生成结算第2版,差额0→4学时",
            en=f"{plan.FORGETS_TO_LEAVE} was there for 180 minutes: corrected, it settles anew by itself, 0 → 4",
        )

    async def make_up(self, class_id: str, meeting_id: str) -> None:
        """Who was on leave makes the meeting up by a task that the trainer approves."""
        asking = {"task": "观看录像并提交800字听课笔记", "reason": "公务请假", "evidence": "听课笔记第3份"}
        teacher = self._district.caller(plan.ON_LEAVE)
        asked = (await teacher.post("attendance", f"/meetings/{meeting_id}/make-ups", asking)).body
        decision = {"approved": True, "reason": "笔记符合要求"}
        await self._trainer.put("attendance", f"/make-ups/{asked['make_up_id']}/decision", decision)
        listed = await self._trainer.list_all("attendance", f"/classes/{class_id}/make-ups")
        told = [(one["make_up_id"], one["decision"]["approved"]) for one in listed]
        self._story.check("a-make-up-is-decided", told, [(asked["make_up_id"], True)])

    async def follow_make_up(self, moment: datetime, class_id: str) -> None:
        """The settlement has followed this too."""
        (changed,) = await self._difference(class_id, version=3)
        day = changed["days"][0]
        self._story.check("a-make-up-settles-anew", (day["state_before"], changed["hours_after"]), ("ON_LEAVE", "4"))
        self._story.tell(
            moment,
            "BOOK",
            zh=f"{plan.ON_LEAVE}以听课笔记补课,批准后自动生成结算第3版,0→4学时",
            en=f"{plan.ON_LEAVE} makes up by a task; approved, it settles a third time by itself, 0 → 4",
        )

    async def finalise(self, class_id: str, *, title: str, wanted: dict[str, int]) -> None:
        """Outcomes of a class, once assessment has heard of its settlement."""

        async def heard() -> bool:
            results = await self._trainer.list_all("assessment", f"/classes/{class_id}/results")
            statuses = [one["status"] for one in results]
            return len(results) == sum(wanted.values()) and "IN_PROGRESS" not in statuses

        await until(f"assessment to hear of the settlement of {title}", heard)
        done = (await self._trainer.post("assessment", f"/classes/{class_id}/finalisation")).body
        self._story.check(f"outcomes-of-{title}", dict(done["finalised"]), wanted)
        for outcome in await self._trainer.list_all("assessment", f"/classes/{class_id}/outcomes"):
            self.hours += Decimal(outcome["hours"])
            self.credits += Decimal(outcome["credits"])

    async def _difference(self, class_id: str, *, version: int) -> list[dict[str, Any]]:
        """What an automatic settlement changed against the one before it."""

        async def settled() -> bool:
            listed = (await self._trainer.get("attendance", f"/classes/{class_id}/settlements")).body["items"]
            return bool(listed[0]["version"] == version and listed[0]["automatic"])

        await until(f"version {version} of the settlement", settled)
        path = f"/classes/{class_id}/settlements/{version}/difference"
        members: list[dict[str, Any]] = (await self._trainer.get("attendance", path)).body["members"]
        return members

    def _states(self, settled: dict[str, Any]) -> dict[str, str]:
        return {self._district.staff_numbers[one["teacher_id"]]: one["days"][0]["state"] for one in settled["members"]}

    def _hours(self, settled: dict[str, Any]) -> dict[str, Fraction]:
        return {self._district.staff_numbers[one["teacher_id"]]: Fraction(one["hours"]) for one in settled["members"]}
