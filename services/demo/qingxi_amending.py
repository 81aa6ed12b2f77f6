"""An amendment of the showcase's plan of special trainings: approved by another, and brought to the class."""

from datetime import datetime

from services.demo import qingxi as plan
from services.demo.bureau import District
from services.demo.client import Caller, refusal_of
from services.demo.qingxi_special import Special
from services.demo.story import Story

_REASON = "换到大教室增加1个名额;原定日期适逢清明"


class Amending:
    """What a published plan needs for a change of places, and how that reaches the class it has opened."""

    def __init__(self, district: District, story: Story, special: Special) -> None:
        self._district = district
        self._story = story
        self._special = special

    @property
    def _planner(self) -> Caller:
        return self._district.caller(plan.PLANNER)

    async def amend(self, moment: datetime) -> None:
        """More places are nothing that a planner changes alone: proposed by one, approved by another."""
        path = f"/plans/{self._special.plan_id}"
        wanted = self._special.planned(young_at=plan.YOUNG_MOVED_TO, young_places=plan.YOUNG_PLACES + 1)
        body = {"based_on": 1, "reason": _REASON, "goals": self._special.goals, "items": wanted, "budget": []}
        alone = await self._planner.put("registration", f"{path}/content", body, may=(409,))
        proposed = (await self._planner.post("registration", f"{path}/amendments", body)).body
        deciding = f"/plan-amendments/{proposed['amendment_id']}/decision"
        decision = {"decision": "APPROVED", "reason": None}
        own = await self._planner.put("registration", deciding, decision, may=(409,))
        self._story.check(
            "more-places-need-another-person", [refusal_of(alone), refusal_of(own)], ["amendment-needed", "own-plan"]
        )
        approved = (await self._district.admin.put("registration", deciding, decision)).body
        listed = (await self._planner.get("registration", f"{path}/amendments")).body["items"]
        needing = sorted(one["field"] for one in listed[0]["changes"] if one["needs_approval"])
        told = (approved["revision"], [one["status"] for one in listed], needing)
        self._story.check("an-amendment-is-approved", told, (2, ["APPROVED"], ["seats"]))
        self._story.tell(
            moment,
            "PLAN",
            zh=f"专项计划修订({_REASON}):涉及名额,须由他人批准,差异逐项列明",
            en="The plan of special trainings is amended: more places need another person's approval, who sees every "
            "difference",
        )

    async def reach_class(self, moment: datetime) -> None:
        """The class that was opened before is brought to the amended plan by one call."""
        path = f"/plans/{self._special.plan_id}/class-updates"
        shown = (await self._planner.get("registration", path)).body["items"]
        differences = [(one["class_id"], [each["field"] for each in one["changes"]]) for one in shown]
        class_id = self._special.young["class_id"]
        self._story.check("what-an-amendment-changes-is-shown", differences, [(class_id, ["TIME"])])
        body = {"revision": 2, "only": None}
        updated = (await self._planner.put("registration", f"/classes/{class_id}/plan-update", body)).body
        held = (await self._planner.get("registration", f"/classes/{class_id}")).body
        left = (await self._planner.get("registration", path)).body["items"]
        begins = [datetime.fromisoformat(one["starts_at"]) for one in held["meetings"]]
        told = (updated["clashing_enrolment_ids"], begins, left)
        self._story.check("an-amendment-reaches-its-class", told, ([], [plan.YOUNG_MOVED_TO[0]], []))
        self._story.tell(
            moment,
            "PLAN",
            zh="教学展评班一键随计划改到4月12日,无人时间冲突,学员日历随之更新",
            en="One call brings the class to the amended plan: it meets a week later, clashes with nothing of its "
            "members and moves in their calendars",
        )
