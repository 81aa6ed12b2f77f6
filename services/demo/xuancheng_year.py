"""The school year of district 341825, step by step: who does what on which day, and what goes wrong."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Final

from services.demo import cast
from services.demo import xuancheng as plan
from services.demo.bureau import (
    bring_in_roster,
    hand_out_accounts,
    learn_names,
    put_pack_in_force,
    register_client,
)
from services.demo.client import together, until
from services.demo.rosters import Teacher, invent_teachers
from services.demo.scans import forged, refused_scan, scan
from services.demo.training import Term, TrainingClass, admin_of, announce_all, wait_for_book, write_plan
from services.demo.values import DemoFailed, local

# Half a minute before a full hour late, so that whole minutes are lost and not one more.
_LATE: Final = timedelta(minutes=59, seconds=30)
_MINUTE: Final = timedelta(minutes=1)
_SECOND: Final = timedelta(seconds=1)
_CODE_IS_OLD_AFTER: Final = timedelta(seconds=60)


@dataclass
class XuanchengYear:
    """The year's classes; `plan` puts every step on the agenda."""

    term: Term
    folder: Path
    teachers: list[Teacher]
    county: list[TrainingClass]
    full: TrainingClass
    provincial: TrainingClass
    heads: TrainingClass
    new: TrainingClass
    online: TrainingClass
    village_online: TrainingClass
    outreach: TrainingClass
    autumn: dict[str, TrainingClass]
    spring: dict[str, TrainingClass]
    last_code: str = ""

    @classmethod
    def of(cls, term: Term, *, folder: Path) -> "XuanchengYear":
        offer = term.offer
        return cls(
            term=term,
            folder=folder,
            teachers=invent_teachers(plan.DISTRICT, plan.SCHOOLS),
            county=[offer(one) for one, _ in plan.COUNTY_CLASSES],
            full=offer(plan.FULL_CLASS),
            provincial=offer(plan.PROVINCIAL_CLASS),
            heads=offer(plan.HEADS_CLASS),
            new=offer(plan.NEW_CLASS),
            online=offer(plan.ONLINE_CLASS),
            village_online=offer(plan.VILLAGE_ONLINE_CLASS),
            outreach=offer(plan.OUTREACH_CLASS),
            autumn={school.prefix: offer(plan.school_class(school, spring=False)) for school in plan.SCHOOLS},
            spring={school.prefix: offer(plan.school_class(school, spring=True)) for school in plan.SCHOOLS},
        )

    def plan(self) -> None:
        """Put the year on the agenda."""
        self._plan_offices()
        self._plan_irregular_scans()
        for one in self.term.classes:
            one.hold_meetings()
        at = self.term.agenda.at
        for moment, name, classes in (
            ("2025-10-27 10:00", "集中培训结业 county classes end", [*self.county[2:], self.full]),
            ("2025-11-22 10:00", "秋季校本结业 autumn's school-based study ends", list(self.autumn.values())),
            ("2025-12-10 10:00", "校长培训结业 the heads' class ends", [self.heads]),
            ("2026-02-09 10:00", "新教师培训结业 the new teachers' course ends", [self.new]),
            ("2026-04-27 10:00", "网络研修结业 online classes end", [self.online, self.village_online]),
            ("2026-05-18 10:00", "送教下乡结业 outreach ends", [self.outreach]),
            ("2026-06-08 10:00", "春季校本结业 spring's school-based study ends", list(self.spring.values())),
        ):
            for one in classes:
                at(local(moment), name, one.settle_and_finalise)
        at(local("2025-10-27 10:00"), "集中培训结业 county classes end", self.finish_late_class)

    def _plan_offices(self) -> None:
        at = self.term.agenda.at
        at(local("2025-09-01 08:00"), "开学 the school year begins", self.open)
        at(local("2025-09-02 09:00"), "学校选派 schools nominate", self.nominate)
        at(local("2025-09-03 09:00"), "自主报名与候补 teachers enrol themselves", self.enrol)
        at(local("2025-09-04 10:00"), "退出与递补 one withdraws", self.withdraw)
        at(local("2025-10-15 10:00"), "请假 two ask for leave", self.ask_for_leave)
        at(local("2025-10-27 09:00"), "考核评分 marks of the scored class", self.score)
        at(local("2025-11-03 10:00"), "结业后更正 a correction after the outcomes", self.correct)
        at(local("2025-11-22 11:00"), "训前考核 the first of three stages", self.score_before)
        at(local("2025-12-10 11:00"), "训中考核 the second of three stages", self.score_during)
        at(local("2026-02-01 09:00"), "年中调动 a transfer in mid-year", self.transfer)
        at(local("2026-02-28 10:00"), "颁发岗前培训证书 certificates of the new teachers", self.certify_new)
        at(local("2026-03-02 09:00"), "春季选派 nominations of spring", self.nominate_spring)
        at(local("2026-06-15 10:00"), "训后考核 the third of three stages", self.score_after)
        at(local("2026-06-20 10:00"), "县中心认定 the county centre certifies", self.certify)
        at(local("2026-07-10 10:00"), "申报学历 a degree is claimed", self.claim)
        at(local("2026-08-31 20:00"), "学年结束 the school year ends", self.close)

    def _plan_irregular_scans(self) -> None:
        at = self.term.agenda.at
        first = plan.COUNTY_CLASSES[0][0].sittings[0]
        self.county[0].is_away(cast.SHOWS_FORGED_CODE, 0)
        self.county[0].is_away(cast.SHOWS_STALE_CODE, 0)
        at(first.starts_at - 6 * _MINUTE, "重复与伪造的签到 a double and a forged check-in", self.scan_twice_and_forged)
        at(first.ends_at + 3 * _MINUTE, "两位教师签退 two check out", self.leave_after_forged_and_stale)
        second = self.county[1]
        for number in (cast.COMES_LATE, cast.CORRECTED):
            second.is_away(number, 1)
        late_at = second.plan.sittings[1].starts_at + _LATE
        at(late_at, "迟到 two come late", self.come_late)
        at(second.plan.sittings[1].ends_at + 3 * _MINUTE, "迟到者签退 they check out", self.leave_after_late)
        for number in (cast.LEAVE_APPROVED, cast.LEAVE_REFUSED):
            second.is_away(number, 2)
        self.provincial.is_away(cast.COMES_TOO_LATE, 4)
        over = self.provincial.plan.sittings[4].ends_at
        at(over - 5 * _SECOND, "散会前的屏幕 the screen before the end", self.see_last_code)
        at(over + 10 * _SECOND, "关闭后签到 a check-in after the meeting", self.come_too_late)
        for number in cast.ONLINE_NO_SHOWS:
            self.online.is_away(number, *range(len(self.online.plan.sittings)))

    async def open(self) -> None:
        """The bureau's September: pack, roster, accounts, the plan with its classes."""
        district = self.term.district
        first, last = plan.CYCLE
        await put_pack_in_force(district, plan.PACK, first=first, last=last, parameters={})
        await bring_in_roster(district, self.teachers, folder=self.folder, faults=plan.ROSTER_FAULTS)
        await learn_names(district, plan.SCHOOLS, on=first)
        await hand_out_accounts(district, self.teachers, plan.STAFF)
        await register_client(district, plan.CLIENT)
        plan_id = await write_plan(
            self.term, title="2025—2026学年教师培训计划", starts_on="2025-09-01", ends_on="2026-08-31"
        )
        await announce_all(self.term, self.term.classes, plan_id=plan_id)

    async def nominate(self) -> None:
        """Schools send their own teachers, the county assigns the rest."""
        admin = self.term.district.admin
        for one, (_, members) in zip(self.county, plan.COUNTY_CLASSES, strict=True):
            await one.nominate(admin, members)
        for school in plan.SCHOOLS:
            caller = self.term.district.caller(admin_of(school.prefix))
            await self.provincial.nominate(caller, plan.PROVINCIAL_OF[school.prefix])
            await self.autumn[school.prefix].nominate(caller, plan.studying_at(school, spring=False))
        await self.heads.nominate(admin, plan.HEADS)
        await self.new.nominate(admin, plan.NEW)
        listed = [*self.county, self.provincial, self.heads, self.new, *self.autumn.values()]
        await together(*(one.wait_for_list() for one in listed))

    async def enrol(self) -> None:
        """Thirty-three ask for the thirty places of the fourth class, one after the other."""
        places = self.full.plan.capacity
        for order, number in enumerate(plan.REQUESTS, start=1):
            asked = await self.term.district.caller(number).post(
                "registration", f"/classes/{self.full.class_id}/enrolments", {"accept_waiting": True}
            )
            wanted = ("CONFIRMED", None) if order <= places else ("WAITING", order - places)
            if (asked.body["status"], asked.body["waiting_position"]) != wanted:
                raise DemoFailed(f"request {order} of {places} places was answered with {asked.body}")
            self.full.enrolments[number] = asked.body["enrolment_id"]
        self.term.district.say(
            f"{self.full.plan.title}: {len(plan.REQUESTS)}人报名{places}个名额 "
            f"{len(plan.REQUESTS)} ask for {places} places, {len(plan.REQUESTS) - places} wait"
        )

    async def withdraw(self) -> None:
        """A place is given up and goes to the head of the line."""
        district = self.term.district
        path = f"/enrolments/{self.full.enrolments[cast.WITHDRAWS]}/withdrawal"
        await district.caller(cast.WITHDRAWS).put("registration", path, {"reason": "休产假,无法参加本期培训"})
        listed = await district.admin.list_all("registration", f"/classes/{self.full.class_id}/enrolments")
        status = {one["staff_number"]: one["status"] for one in listed}
        waiting = tuple(number for number in plan.REQUESTS if status[number] == "WAITING")
        if status[cast.PROMOTED] != "CONFIRMED" or waiting != cast.WAITING:
            raise DemoFailed(f"{cast.PROMOTED} should have been promoted; {', '.join(waiting)} wait")
        self.full.members = [number for number in plan.REQUESTS if status[number] == "CONFIRMED"]
        self.term.expect_scans()
        await self.full.wait_for_list()
        district.say(f"{cast.WITHDRAWS}退出,{cast.PROMOTED}递补 {cast.PROMOTED} gets the place of {cast.WITHDRAWS}")

    async def scan_twice_and_forged(self) -> None:
        """One checks in twice, one with a forged code, one with a code of a minute ago; the last two then properly."""
        first, district = self.county[0], self.term.district
        meeting = first.meeting_ids[0]
        shown = await first.screen(0, "IN").code()
        if await scan(district.caller(cast.SCANS_TWICE), meeting, "IN", shown) != 200:
            raise DemoFailed(f"{cast.SCANS_TWICE} checked in twice and got two check-ins")
        await refused_scan(district.caller(cast.SHOWS_FORGED_CODE), meeting, "IN", forged(shown), status=422)
        await scan(district.caller(cast.SHOWS_FORGED_CODE), meeting, "IN", shown)

        async def show_stale() -> None:
            stale = district.caller(cast.SHOWS_STALE_CODE)
            await refused_scan(stale, meeting, "IN", shown, status=422)
            await scan(stale, meeting, "IN", await first.screen(0, "IN").code())

        begins = first.plan.sittings[0].starts_at
        self.term.agenda.at(begins - 6 * _MINUTE + _CODE_IS_OLD_AFTER, "过期二维码 a code of a minute ago", show_stale)

    async def leave_after_forged_and_stale(self) -> None:
        await self._scan(self.county[0], 0, "OUT", cast.SHOWS_FORGED_CODE, cast.SHOWS_STALE_CODE)

    async def come_late(self) -> None:
        await self._scan(self.county[1], 1, "IN", cast.COMES_LATE, cast.CORRECTED)

    async def leave_after_late(self) -> None:
        await self._scan(self.county[1], 1, "OUT", cast.COMES_LATE, cast.CORRECTED)

    async def see_last_code(self) -> None:
        """The screen shows its last code: a moment later it takes no scans any more."""
        await self.term.district.caller(cast.COMES_TOO_LATE).log_in()
        self.last_code = await self.provincial.screen(4, "IN").code()

    async def come_too_late(self) -> None:
        """Whose code is good but comes after the end is refused, and missing from one of twelve meetings."""
        caller = self.term.district.caller(cast.COMES_TOO_LATE)
        await refused_scan(caller, self.provincial.meeting_ids[4], "IN", self.last_code, status=409)

    async def _scan(self, one: TrainingClass, place: int, phase: str, *numbers: str) -> None:
        for number in numbers:
            caller = self.term.district.caller(number)
            await caller.log_in()
            await scan(caller, one.meeting_ids[place], phase, await one.screen(place, phase).code())

    async def ask_for_leave(self) -> None:
        """Two ask for leave from the same meeting; the trainer grants one."""
        second, district = self.county[1], self.term.district
        path = f"/meetings/{second.meeting_ids[2]}/leaves"
        for number, reason, approved in (
            (cast.LEAVE_APPROVED, "参加省级优质课评比", True),
            (cast.LEAVE_REFUSED, "家中有事", False),
        ):
            leave = await district.caller(number).post("attendance", path, {"reason": reason})
            told = "情况属实,同意" if approved else "理由不充分,请调整安排"
            decision = {"approved": approved, "reason": told}
            await second.leader.put("attendance", f"/leaves/{leave.body['leave_id']}/decision", decision)

    async def score(self) -> None:
        """Marks of the scored class; two stay below sixty."""
        one = self.county[0]
        marks = []
        for order, number in enumerate(one.members):
            failing = number in cast.FAILED_SCORES
            marks.append((number, "PROCESS", 52 if failing else 66 + order * 7 % 33))
            marks.append((number, "FINAL", 55 if failing else 62 + order * 11 % 37))
        await one.score(one.leader, marks)
        await one.settle_and_finalise()

    async def finish_late_class(self) -> None:
        """The class of who came late ends, and the book knows it before time goes on: that evening is asked for."""
        await self.county[1].settle_and_finalise()
        await self._until_balance(self.term.district.teacher_ids[cast.CORRECTED], Decimal(23))

    async def correct(self) -> None:
        """A late arrival turns out to have been a dead phone: corrected, settled anew, confirmed, posted anew."""
        one, district = self.county[1], self.term.district
        teacher_id = district.teacher_ids[cast.CORRECTED]
        correction = {
            "teacher_id": teacher_id,
            "presence": "PRESENT",
            "reason": "手机没电,纸质签到册有签名且会议照片可证",
        }
        await one.leader.post("attendance", f"/meetings/{one.meeting_ids[1]}/corrections", correction)
        if await one.settle() != 2:
            raise DemoFailed("a correction must make a second version of the settlement")

        async def pending() -> bool:
            revisions = await one.settles.list_all("assessment", f"/classes/{one.class_id}/revisions")
            return [revision["teacher_id"] for revision in revisions] == [teacher_id]

        await until("the corrected result to wait for confirmation", pending)
        body = {"teacher_ids": [teacher_id], "reason": "签到记录更正,经核实属实"}
        confirmed = await district.admin.post("assessment", f"/classes/{one.class_id}/revisions/confirmation", body)
        if confirmed.body["items"][0]["result"] != "CONFIRMED":
            raise DemoFailed(f"the correction was not confirmed: {confirmed.body['items'][0]}")
        self.term.hours += 1
        await self._until_balance(teacher_id, Decimal(24))
        district.say(f"{cast.CORRECTED} 23 → 24学时:冲销并重新入账 reversed and posted anew")

    async def _until_balance(self, teacher_id: str, hours: Decimal) -> None:
        async def reached() -> bool:
            balance = await self.term.district.admin.get("ledger", f"/teachers/{teacher_id}/balance")
            return Decimal(balance.body["hours"]) == hours

        await until(f"{hours} hours on the account of {cast.CORRECTED}", reached)

    async def score_before(self) -> None:
        """The organiser marks problem and case before the training."""
        marks = [
            (one, part, 75 + order % 20)
            for order, one in enumerate(self.provincial.members)
            for part in ("PROBLEM", "CASE")
        ]
        await self.provincial.score(self.provincial.leader, marks)

    async def score_during(self) -> None:
        """The organiser marks participation; one fails."""
        await self.provincial.settle()
        marks = [
            (one, "PARTICIPATION", 45 if one == cast.FAILED_STAGE else 70 + order % 25)
            for order, one in enumerate(self.provincial.members)
        ]
        await self.provincial.score(self.provincial.leader, marks)

    async def transfer(self) -> None:
        """From the central school to the village; what was earned stays where it was earned."""
        district = self.term.district
        body = {"school_id": district.schools[plan.VILLAGE.prefix], "on": "2026-02-01"}
        await district.admin.post("directory", f"/teachers/{district.teacher_ids[cast.MOVED]}/transfers", body)
        district.say(f"{cast.MOVED}调入{plan.VILLAGE.name} {cast.MOVED} moves to the village school")

    async def certify_new(self) -> None:
        """The certificate of pre-service training, for all new teachers but one."""
        district = self.term.district
        body = {"kind": "CERTIFICATE", "code": "PRE_SERVICE", "valid_from": "2026-02-28", "ground": "岗前培训考核合格"}
        await together(
            *(
                district.admin.post("directory", f"/teachers/{district.teacher_ids[number]}/facts", body)
                for number in plan.NEW
                if number != cast.NEW_WITHOUT_CERTIFICATE
            )
        )

    async def nominate_spring(self) -> None:
        """Schools send their teachers of now; the village takes part online and at home."""
        for school in plan.SCHOOLS:
            caller = self.term.district.caller(admin_of(school.prefix))
            going = plan.studying_online(school)
            if school is plan.VILLAGE:
                await self.village_online.nominate(caller, going)
                await self.outreach.nominate(caller, going)
            else:
                await self.online.nominate(caller, going)
            await self.spring[school.prefix].nominate(caller, plan.studying_at(school, spring=True))
        listed = [self.online, self.village_online, self.outreach, *self.spring.values()]
        await together(*(one.wait_for_list() for one in listed))

    async def score_after(self) -> None:
        """Each school's group marks the practice of its own teachers; one mark is still missing."""
        for school in plan.SCHOOLS:
            marks = [
                (number, "PRACTICE", 78 + order % 15)
                for order, number in enumerate(plan.PROVINCIAL_OF[school.prefix])
                if number != cast.AWAITING_POST
            ]
            await self.provincial.score(self.term.district.caller(admin_of(school.prefix)), marks)

    async def certify(self) -> None:
        """The county centre certifies who passed all stages, and the outcomes are made."""
        one, district = self.provincial, self.term.district
        results = await one.results()
        ready = [result["teacher_id"] for result in results if result["status"] == "AWAITING_CERTIFICATION"]
        await district.admin.post("assessment", f"/classes/{one.class_id}/certifications", {"teacher_ids": ready})
        finalised = await one.finalise()
        if finalised != {"PASSED": len(one.members) - 2, "FAILED": 1}:
            raise DemoFailed(f"the provincial project ended with {finalised}")
        district.say(f"{one.plan.title}: {len(ready)}人认定合格 certified, {cast.AWAITING_POST} AWAITING_POST")

    async def claim(self) -> None:
        """A teacher claims a degree; the bureau recognises it."""
        district = self.term.district
        body = {
            "teacher_id": district.teacher_ids[cast.GRADUATE],
            "kind": "DEGREE",
            "degree_level": "BACHELOR",
            "certificate_no": "103661202605001734",
            "awarded_on": "2026-07-05",
            "evidence": "毕业证书原件,学校人事处核验",
        }
        claim = (await district.caller(cast.GRADUATE).post("assessment", "/claims", body)).body
        decision = {"approved": True, "reason": "学信网核验一致"}
        decided = await district.admin.put("assessment", f"/claims/{claim['claim_id']}/decision", decision)
        self.term.hours += Decimal(decided.body["outcome"]["hours"])
        self.term.credits += Decimal(decided.body["outcome"]["credits"])

    async def close(self) -> None:
        """Wait until everything that was earned stands in the book."""
        await wait_for_book(self.term)
