"""The showcase's other ways to share places out: asked for by schools, allocated after applying, in two rounds."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from services.demo import qingxi as plan
from services.demo.bureau import District
from services.demo.client import Caller, until
from services.demo.story import Story
from services.demo.training import admin_of

_CLAIM_BACK = "2026-03-13T18:00:00+08:00"


class Sharing:
    """The places of the three special trainings."""

    def __init__(self, district: District, story: Story) -> None:
        self._district = district
        self._story = story
        self._enrolments: dict[tuple[str, str], str] = {}

    @property
    def _admin(self) -> Caller:
        return self._district.admin

    async def ask_for_places(self, moment: datetime, class_id: str) -> None:
        """Every school says how many it needs, how urgently and why."""
        for prefix, seats in plan.WISHED.items():
            wish = {"seats": seats, "priority": 3, "reason": f"{seats}名班主任尚未参加过县级班主任培训"}
            school_id = self._district.schools[prefix]
            school = self._district.caller(admin_of(prefix))
            await school.put("registration", f"/classes/{class_id}/seat-requests/{school_id}", wish)
        listed = (await self._admin.get("registration", f"/classes/{class_id}/seat-requests")).body["items"]
        told = {one["school_id"]: one["seats"] for one in listed}
        wanted = {self._district.schools[prefix]: seats for prefix, seats in plan.WISHED.items()}
        self._story.check("schools-ask-for-places", told, wanted)
        early = await self._enrol(class_id, plan.ASKS_EARLY)
        reasons = [one["waiting_reason"] for one in await self._listed(class_id)]
        self._story.check("nobody-gets-what-is-not-shared-out", (early, reasons), ("WAITING", ["NOT_SHARED_OUT"]))
        self._story.tell(
            moment,
            "SEATS",
            zh=f"班主任研修{plan.HEADS_PLACES}个名额,三校申报{'、'.join(map(str, plan.WISHED.values()))}人,各附理由;"
            f"批复前不放名额,{plan.ASKS_EARLY}先行候补",
            en=f"Three schools ask for {sum(plan.WISHED.values())} of {plan.HEADS_PLACES} places, each with its "
            f"reason; until the district decides nobody gets one, and {plan.ASKS_EARLY} waits",
        )

    async def grant(self, moment: datetime, class_id: str) -> None:
        """The district decides on all requests in one act; what is granted is kept for the school."""
        grants = [
            {
                "school_id": self._district.schools[prefix],
                "seats": seats,
                "reason": "全额安排" if seats == plan.WISHED[prefix] else "按教师比例核减",
            }
            for prefix, seats in plan.GRANTED.items()
        ]
        body = {"grants": grants, "claim_back_at": _CLAIM_BACK}
        decided = (await self._admin.put("registration", f"/classes/{class_id}/seat-grants", body)).body["items"]
        statuses = {one["school_id"]: one["status"] for one in decided}
        told = [statuses[self._district.schools[prefix]] for prefix in plan.GRANTED]
        self._story.check("requests-are-decided-together", told, ["PARTLY_GRANTED", "GRANTED", "PARTLY_GRANTED"])
        pools = (await self._admin.get("registration", f"/classes/{class_id}/pools")).body
        places = (pools["taken"], pools["reserved"], pools["places_left"])
        self._story.check("what-is-granted-is-kept", places, (1, sum(plan.GRANTED.values()) - 1, 1))
        self._story.tell(
            moment,
            "SEATS",
            zh=f"县里一次审定:{'、'.join(map(str, plan.GRANTED.values()))}个名额留给各校,1个公开,逐校说明理由;"
            f"{plan.ASKS_EARLY}随即用本校名额录取",
            en="The district decides at once, with a reason for each: five places are kept for schools, one is open; "
            f"{plan.ASKS_EARLY} has the one of the school",
        )

    async def apply(self, moment: datetime, class_id: str) -> None:
        """Five apply for three places; nobody has one yet."""
        statuses = [await self._enrol(class_id, number) for number in plan.APPLYING]
        self._story.check("who-applies-has-no-place-yet", set(statuses), {"APPLIED"})
        self._story.tell(
            moment,
            "SEATS",
            zh=f"教学展评{plan.YOUNG_PLACES}个名额,{len(plan.APPLYING)}人先报名,截止后再分配",
            en=f"{len(plan.APPLYING)} apply for {plan.YOUNG_PLACES} places, which are allocated after the closing day",
        )

    async def allocate(self, moment: datetime, class_id: str) -> None:
        """By the stated order, with a person's adjustments; what was shown is what is applied."""
        priority = {"priority": 1, "reason": "乡村学校教师优先"}
        path = f"/classes/{class_id}/allocation"
        before = (await self._admin.get("registration", path)).body
        await self._admin.put("registration", f"/enrolments/{self._of(class_id, plan.PREFERRED)}/priority", priority)
        proposal = (await self._admin.get("registration", path)).body
        told = [self._told(before), self._told(proposal)]
        wanted = [
            (["Q1003", "Q2004", "Q3002"], ["Q1004", "Q1005"]),
            (["Q2004", "Q1003", "Q3002"], ["Q1004", "Q1005"]),
        ]
        self._story.check("the-proposal-follows-the-stated-order", told, wanted)
        adjustments = [
            {"enrolment_id": self._of(class_id, number), "outcome": outcome, "reason": reason}
            for number, outcome, reason in (
                (plan.POSTPONED, "LINE", "上学期已参加同主题研修"),
                (plan.ADVANCED, "SEAT", "承担市级课题,急需研修"),
            )
        ]
        body = {"digest": before["digest"], "adjustments": adjustments, "reason": "报名截止后按规定顺序分配"}
        stale = await self._admin.put("registration", path, body, may=(409,))
        self._story.check(
            "only-what-was-shown-is-applied", stale.body.get("type", "").rpartition(":")[2], "allocation-changed"
        )
        await self._admin.put("registration", path, {**body, "digest": proposal["digest"]})
        self._story.check("allocated-with-adjustments", await self.members(class_id), ["Q1004", "Q2004", "Q3002"])
        self._story.tell(
            moment,
            "SEATS",
            zh="系统按公布的顺序提出方案(乡村优先,各校轮流),县里调整2人并说明理由;方案变动后旧方案不能再用",
            en="The proposal follows the stated order: the village first, then schools in turn. The district changes "
            "two with a reason; a proposal that has changed since cannot be applied",
        )

    async def widen(self, moment: datetime, class_id: str) -> None:
        """A place more, and a place given back: both go down the line at once."""
        more = {"capacity": plan.YOUNG_PLACES + 1, "reason": "换到大教室"}
        trainer = self._district.caller(plan.TRAINER)
        await trainer.put("registration", f"/classes/{class_id}/capacity", more)
        self._story.check(
            "an-added-place-goes-down-the-line", await self.members(class_id), ["Q1004", "Q1005", "Q2004", "Q3002"]
        )
        path = f"/enrolments/{self._of(class_id, plan.ADVANCED)}/withdrawal"
        leaving = self._district.caller(plan.ADVANCED)
        await leaving.put("registration", path, {"reason": "与市级课题中期汇报冲突"})
        self._story.check(
            "a-place-given-back-goes-down-the-line", await self.members(class_id), ["Q1003", "Q1005", "Q2004", "Q3002"]
        )
        records = await trainer.list_all("registration", f"/classes/{class_id}/seat-records")
        kinds = {one["kind"] for one in records} & {"PRIORITY", "ALLOCATION", "CAPACITY"}
        self._story.check("who-changed-places-is-on-record", sorted(kinds), ["ALLOCATION", "CAPACITY", "PRIORITY"])
        self._story.tell(
            moment,
            "SEATS",
            zh=f"换大教室增加1个名额,{plan.STAYS_AWAY}递补;{plan.ADVANCED}退出,被后移的{plan.POSTPONED}最后递补;名额变动逐条留痕",
            en=f"A place is added, then one is given back: {plan.STAYS_AWAY} moves up, then {plan.POSTPONED}, who was "
            "put behind all others; every change of places is on record",
        )

    async def keep_places(self, moment: datetime, class_id: str) -> None:
        """Places are kept for two schools; a group finds no room for all of it, so nobody of it enters."""
        pools = [
            {"school_id": self._district.schools[prefix], "seats": seats, "claim_back_at": None}
            for prefix, seats in plan.SHARED_KEPT.items()
        ]
        body = {"pools": pools, "reason": "按共同体学校教师数分配"}
        kept = (await self._admin.put("registration", f"/classes/{class_id}/pools", body)).body
        self._story.check("all-places-are-kept", (kept["reserved"], kept["places_left"]), (plan.SHARED_PLACES, 0))
        single = [await self._enrol(class_id, number) for number in plan.SHARED_SINGLE]
        group = {
            "teacher_ids": [self._district.teacher_ids[number] for number in plan.SHARED_GROUP],
            "accept_waiting": True,
            "overrides": [],
        }
        school = self._district.caller(admin_of(plan.BRIDGE.prefix))
        entered = (await school.post("registration", f"/classes/{class_id}/groups", group)).body
        told = (single, entered["status"], entered["waiting_position"], len(entered["enrolments"]))
        self._story.check("a-group-waits-as-one", told, (["CONFIRMED"] * 2, "WAITING", 1, len(plan.SHARED_GROUP)))
        self._story.tell(
            moment,
            "SEATS",
            zh="跨校教研5个名额为两校各留3、2:中心小学2人录取;石桥村小学3人同组报名只有2个名额,同进同出,整组候补",
            en="Five places, 3+2 kept for two schools: two are in; a group of three finds two places and waits as one",
        )

    async def open_second_round(self, moment: datetime, class_id: str) -> None:
        """A second round is set, which will open what schools have not claimed."""
        body = {
            **plan.SHARED_ROUND,
            "second_round": plan.SHARED_SECOND,
            "second_round_opens_pools": True,
            "offer_minutes": None,
            "reason": "首轮尚有余额,开放第二轮报名",
        }
        changed = (
            await self._district.caller(plan.PLANNER).put("registration", f"/classes/{class_id}/rounds", body)
        ).body
        told = datetime.fromisoformat(changed["second_opens_at"])
        self._story.check("a-second-round-is-set", told, datetime.fromisoformat(plan.SHARED_SECOND["opens_at"]))
        self._story.tell(
            moment,
            "SEATS",
            zh="首轮尚有1个名额未用,增设第二轮,届时不再分校",
            en="One place is left after the first round: a second one is set, in which places are for any school",
        )

    async def let_group_in(self, moment: datetime, class_id: str) -> None:
        """When the second round opens, there is room for all of the group, and all of it enters."""
        wanted = sorted([*plan.SHARED_SINGLE, *plan.SHARED_GROUP])

        async def entered() -> bool:
            return await self.members(class_id) == wanted

        await until("the group to enter in the second round", entered)
        pools = (await self._admin.get("registration", f"/classes/{class_id}/pools")).body
        told = (pools["taken"], pools["reserved"], pools["places_left"], pools["waiting"])
        self._story.check("the-group-enters-together", told, (plan.SHARED_PLACES, 0, 0, 0))
        self._story.tell(
            moment,
            "SEATS",
            zh="第二轮开始,保留名额放开,石桥村小学3人整组录取:5个名额用足",
            en="The second round opens: the whole group enters, and all five places are taken",
        )

    async def members(self, class_id: str) -> list[str]:
        """Staff numbers of who has a place."""
        return sorted(one["staff_number"] for one in await self._listed(class_id) if one["status"] == "CONFIRMED")

    async def _listed(self, class_id: str) -> list[dict[str, Any]]:
        trainer = self._district.caller(plan.TRAINER)
        return await trainer.list_all("registration", f"/classes/{class_id}/enrolments")

    async def _enrol(self, class_id: str, number: str) -> str:
        caller = self._district.caller(number)
        body = {"accept_waiting": True}
        asked = (await caller.post("registration", f"/classes/{class_id}/enrolments", body)).body
        self._enrolments[class_id, number] = asked["enrolment_id"]
        return str(asked["status"])

    def _of(self, class_id: str, number: str) -> str:
        return self._enrolments[class_id, number]

    def _told(self, proposal: dict[str, Any]) -> tuple[Sequence[str], Sequence[str]]:
        """Who would have a place and who would stand in line, each in order."""
        of = {outcome: [one for one in proposal["ranked"] if one["outcome"] == outcome] for outcome in ("SEAT", "LINE")}
        seated, in_line = (
            [self._district.staff_numbers[one["teacher_id"]] for one in of[outcome]] for outcome in ("SEAT", "LINE")
        )
        return seated, in_line
