"""Places of the showcase: kept for schools, claimed back, offered down the line, reviewed, passed on."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from services.demo import qingxi as plan
from services.demo.bureau import District
from services.demo.client import until
from services.demo.story import Story
from services.demo.training import admin_of
from services.demo.values import DemoFailed


class Seats:
    """The enrolments of both classes."""

    def __init__(self, district: District, story: Story) -> None:
        self._district = district
        self._story = story
        self._enrolments: dict[tuple[str, str], str] = {}

    async def enrol(self, moment: datetime, class_id: str) -> None:
        """Eleven ask for ten places, of which eight are kept for schools."""
        statuses: list[str] = [await self._ask(class_id, number) for number in plan.ASKING]
        self._story.check(
            "kept-places-are-not-given-to-others", statuses, [*["CONFIRMED"] * 5, *["WAITING"] * 2, *["CONFIRMED"] * 4]
        )
        pools = await self._sound_pools(class_id)
        self._story.check("one-place-is-kept", (pools["taken"], pools["reserved"], pools["waiting"]), (9, 1, 2))
        self._story.tell(
            moment,
            "SEATS",
            zh="10个名额为三校各留3、3、2:11人报名,9人录取,石桥村小学余1个保留名额,中心小学2人候补",
            en="Ten places, 3+3+2 kept for schools: of eleven nine are in, one place is kept, two wait and see why",
        )

    async def claim_back(self, moment: datetime, class_id: str) -> None:
        """The place that nobody of the school took is offered to the head of the line."""
        await self._until_offered(class_id, plan.LETS_OFFER_EXPIRE)
        pools = await self._sound_pools(class_id)
        self._story.check("a-kept-place-is-claimed-back", (pools["reserved"], pools["held"]), (0, 1))
        self._story.tell(
            moment,
            "SEATS",
            zh=f"保留名额到期收回,按候补顺序保留给{plan.LETS_OFFER_EXPIRE},24小时内确认",
            en=f"The kept place is claimed back and offered to {plan.LETS_OFFER_EXPIRE}, the head of the line",
        )

    async def expire(self, moment: datetime, class_id: str) -> None:
        """Nobody answers; the next does."""
        await self._until_offered(class_id, plan.TAKES_OFFER)
        path = f"/enrolments/{self._enrolments[class_id, plan.TAKES_OFFER]}/offer-answer"
        accepted = await self._district.caller(plan.TAKES_OFFER).put("registration", path, {"answer": "ACCEPT"})
        trainer = self._district.caller(plan.TRAINER)
        offers = await trainer.list_all("registration", f"/classes/{class_id}/offers")
        states = {one["staff_number"]: one["state"] for one in offers}
        wanted = {plan.LETS_OFFER_EXPIRE: "EXPIRED", plan.TAKES_OFFER: "ACCEPTED"}
        self._story.check("an-offer-expires-and-goes-on", states, wanted)
        pools = await self._sound_pools(class_id)
        told = (accepted.body["status"], pools["taken"], pools["places_left"])
        self._story.check("never-oversold-never-undersold", told, ("CONFIRMED", plan.PLACES, 0))
        self._story.tell(
            moment,
            "SEATS",
            zh=f"{plan.LETS_OFFER_EXPIRE}逾期未答复,名额转给{plan.TAKES_OFFER}并确认:10个名额全部用足",
            en=f"The offer expires, goes to {plan.TAKES_OFFER} and is accepted: all ten places are taken",
        )

    async def apply(self, moment: datetime, class_id: str) -> None:
        """Applications that their school has to review."""
        statuses = [await self._ask(class_id, number) for number in plan.OUTREACH_ASKING]
        self._story.check("applications-await-their-school", set(statuses), {"PENDING"})
        self._story.tell(
            moment,
            "SEATS",
            zh=f"送教班{len(statuses)}人申请,待学校审核",
            en=f"{len(statuses)} apply to the other class and await the review of their school",
        )

    async def review(self, moment: datetime, class_id: str) -> None:
        """All are approved at once, one approval is undone, and that one returned."""
        school = self._district.caller(admin_of(plan.BRIDGE.prefix))
        pending = await school.list_all("registration", "/pending-reviews", stage="SCHOOL", class_id=class_id)
        awaiting = sorted(one["staff_number"] for one in pending)
        self._story.check("what-awaits-a-review-is-listed", awaiting, sorted(plan.OUTREACH_ASKING))
        everybody = await self._review(class_id, "APPROVE", plan.OUTREACH_ASKING)
        self._story.check("approved-in-bulk", [one["status"] for one in everybody], ["CONFIRMED"] * len(everybody))
        (undone,) = await self._review(class_id, "UNDO", [plan.RETURNED], reason="误点,该师已改派骨干研修")
        (returned,) = await self._review(class_id, "RETURN", [plan.RETURNED], reason="改派参加骨干研修")
        told = (undone["status"], returned["result"])
        self._story.check("a-review-is-undone", told, ("PENDING", "RETURNED"))
        path = f"/enrolments/{self._enrolments[class_id, plan.RETURNED]}/reviews"
        steps = (await self._district.caller(plan.RETURNED).get("registration", path)).body["items"]
        decisions = [one["decision"] for one in steps]
        self._story.check("every-review-is-on-record", decisions, ["APPROVED", "UNDONE", "RETURNED"])
        self._story.tell(
            moment,
            "SEATS",
            zh=f"学校批量通过{len(everybody)}人,撤销1人并退回({plan.RETURNED}改派),步步留痕",
            en=f"The school approves {len(everybody)} at once, takes one approval back and returns it with a reason",
        )

    async def replace(self, moment: datetime, class_id: str) -> None:
        """A place passes on within a school without ever being free."""
        body = {
            "teacher_id": self._district.teacher_ids[plan.REPLACEMENT],
            "reason": "原学员因病住院,由同校教师顶替",
            "override_reason": None,
        }
        school = self._district.caller(admin_of(plan.BRIDGE.prefix))
        path = f"/enrolments/{self._enrolments[class_id, plan.REPLACED]}/replacement"
        passed_on = await school.post("registration", path, body)
        self._enrolments[class_id, plan.REPLACEMENT] = passed_on.body["entering_enrolment_id"]
        members = await self.members(class_id)
        listed = await self._district.caller(plan.TRAINER).list_all("registration", f"/classes/{class_id}/replacements")
        self._story.check(
            "a-place-passes-on",
            (
                len(members),
                plan.REPLACED in members,
                plan.REPLACEMENT in members,
                [(one["leaving_staff_number"], one["entering_staff_number"]) for one in listed],
            ),
            (10, False, True, [(plan.REPLACED, plan.REPLACEMENT)]),
        )
        self._story.tell(
            moment,
            "SEATS",
            zh=f"{plan.REPLACED}住院,同校{plan.REPLACEMENT}顶替,记录原因",
            en=f"{plan.REPLACED} is in hospital; a colleague takes the place, with the reason on record",
        )

    async def members(self, class_id: str) -> list[str]:
        """Staff numbers of who has a place."""
        return sorted(one["staff_number"] for one in await self._listed(class_id) if one["status"] == "CONFIRMED")

    async def _ask(self, class_id: str, number: str) -> str:
        path = f"/classes/{class_id}/enrolments"
        asked = (await self._district.caller(number).post("registration", path, {"accept_waiting": True})).body
        self._enrolments[class_id, number] = asked["enrolment_id"]
        return str(asked["status"])

    async def _review(
        self, class_id: str, decision: str, numbers: Sequence[str], *, reason: str | None = None
    ) -> list[dict[str, Any]]:
        body = {
            "stage": "SCHOOL",
            "decision": decision,
            "enrolment_ids": [self._enrolments[class_id, number] for number in numbers],
            "reason": reason,
        }
        school = self._district.caller(admin_of(plan.BRIDGE.prefix))
        answer = (await school.post("registration", f"/classes/{class_id}/reviews", body)).body
        items: list[dict[str, Any]] = answer["items"]
        return items

    async def _listed(self, class_id: str) -> list[dict[str, Any]]:
        trainer = self._district.caller(plan.TRAINER)
        return await trainer.list_all("registration", f"/classes/{class_id}/enrolments")

    async def _until_offered(self, class_id: str, number: str) -> None:
        async def offered() -> bool:
            listed = await self._listed(class_id)
            return [one["staff_number"] for one in listed if one["status"] == "OFFERED"] == [number]

        await until(f"a place to be offered to {number}", offered)

    async def _sound_pools(self, class_id: str) -> dict[str, Any]:
        """The places, which always make up the capacity."""
        pools: dict[str, Any] = (await self._district.admin.get("registration", f"/classes/{class_id}/pools")).body
        whole = pools["taken"] + pools["held"] + pools["reserved"] + pools["places_left"]
        if whole != plan.PLACES:
            raise DemoFailed(f"{plan.PLACES} places were told as {whole}: {pools}")
        return pools
