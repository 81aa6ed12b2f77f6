"""The small third district step by step: all of registration and attendance, from a plan to a sign-in book."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from services.demo import qingxi as plan
from services.demo.bureau import bring_in_roster, hand_out_accounts, learn_names, put_pack_in_force
from services.demo.qingxi_amending import Amending
from services.demo.qingxi_book import Book
from services.demo.qingxi_case import Case
from services.demo.qingxi_desk import Desk
from services.demo.qingxi_nominations import Nominations
from services.demo.qingxi_plans import Plans
from services.demo.qingxi_seats import Seats
from services.demo.qingxi_sharing import Sharing
from services.demo.qingxi_sittings import Sittings
from services.demo.qingxi_special import Special
from services.demo.qingxi_study import Study
from services.demo.rosters import ROSTER_DAY, invent_teachers
from services.demo.routes_played import routes_played
from services.demo.story import Story
from services.demo.training import Term, wait_for_book
from services.demo.values import local


class Showcase:
    """The district's spring; `plan` puts every step on the agenda, and `story` tells it afterwards."""

    def __init__(self, term: Term, *, folder: Path) -> None:
        district = term.district
        self.story = Story(district.district_id, folder)
        self._term = term
        self._folder = folder
        self._plans = Plans(district, self.story)
        self._seats = Seats(district, self.story)
        self._desk = Desk(district, self.story)
        self._book = Book(district, self.story)
        self._special = Special(district, self.story)
        self._sharing = Sharing(district, self.story)
        self._nominations = Nominations(district, self.story, folder=folder)
        self._sittings = Sittings(district, self.story)
        self._study = Study(district, self.story)
        self._amending = Amending(district, self.story, self._special)
        self._case = Case(district, self.story)

    def plan(self) -> None:
        """Put the spring on the agenda."""
        self._plan_registration()
        self._plan_special()
        self._plan_lecture()
        self._plan_outreach()
        self._plan_case()

    def _plan_registration(self) -> None:
        at = self._at
        at("2026-02-24 08:30", "展示县启用 the showcase begins", self.open)
        at("2026-02-25 09:00", "学校计划与经费 a school's plan", self._plans.write_school_plan)
        at("2026-03-03 09:00", "县级计划与通知 the county's plan", self.announce)
        at("2026-03-05 09:00", "名额与报名 enrolment", self.enrol)
        at("2026-03-07 09:00", "学校审核 review by the school", self.review)
        at("2026-03-10 18:05", "保留名额收回 places are claimed back", self.claim_back)
        at("2026-03-11 18:30", "逾期递补 an offer expires", self.expire)
        at("2026-03-12 09:00", "顶替 a replacement", self.replace)
        at("2026-03-20 09:00", "计划修订与支出 amendment and expenses", self.amend)

    def _plan_special(self) -> None:
        at = self._at
        at("2026-03-04 09:00", "专项计划 special trainings", self.announce_special)
        at("2026-03-05 09:30", "申报、报名、同组 requests and groups", self.share_places)
        at("2026-03-07 09:30", "名额审定 places are granted", self.grant)
        at("2026-03-08 09:00", "第二轮 a second round", self.open_second_round)
        at("2026-03-09 08:05", "整组录取 a group enters", self.let_group_in)
        at("2026-03-10 09:00", "表格选送 lists of nominations", self.nominate)
        at("2026-03-13 09:00", "分配名额 places are allocated", self.allocate)
        at("2026-03-19 09:00", "换会场 another room", self.change_room)
        at("2026-03-21 08:20", "跨校教研 the shared study", self.meet_together)
        at("2026-03-21 11:32", "签退 check-out", self.part)
        at("2026-04-02 09:00", "改期与停办 moved and cancelled", self.change_plans)
        at("2026-04-11 08:20", "班主任研修 the class teachers", self.meet_heads)
        at("2026-04-11 11:32", "签退 check-out", self.dismiss_heads)
        at("2026-04-12 08:20", "凭票签到 by ticket", self.meet_young)
        at("2026-04-12 11:32", "签退 check-out", self.dismiss_young)
        at("2026-04-13 12:40", "结算与未到训 settled; one never came", self.settle_special)

    def _plan_lecture(self) -> None:
        at = self._at
        at("2026-03-27 10:00", "请假 a leave", self.ask_for_leave)
        at("2026-03-28 08:20", "多种签到 ways of checking in", self.arrive)
        at("2026-03-28 08:34", "先扫后登录 scanned before the login", self.log_in_late)
        at("2026-03-28 08:45", "代扫作废 a scan is annulled", self.annul)
        at("2026-03-28 09:40", "点名 a roll is called", self.call_roll)
        at("2026-03-28 11:32", "签退 check-out", self.leave)
        at("2026-03-28 12:10", "纸签与异常 paper and oddities", self.tidy_up)
        at("2026-03-28 12:40", "结算与签到册 settled and printed", self.settle)
        at("2026-03-30 10:00", "更正 a correction", self.correct)
        at("2026-03-30 10:12", "结算随之更新 the settlement follows", self.follow_correction)
        at("2026-03-31 10:00", "补课 a make-up", self.make_up)
        at("2026-03-31 10:12", "结算随之更新 the settlement follows", self.follow_make_up)

    def _plan_outreach(self) -> None:
        at = self._at
        at("2026-04-17 16:00", "离线包 an offline bundle", self.take_bundle)
        at("2026-04-18 20:00", "离线上传 an offline upload", self.upload)
        at("2026-04-21 10:00", "展示县结业 the showcase ends", self.close)

    def _plan_case(self) -> None:
        at = self._at
        at("2026-04-01 09:00", "立案与告知 a case is opened", self._case.open)
        at("2026-04-03 09:00", "本人陈述 the teacher answers", self._case.answer)
        at("2026-04-09 09:00", "决定 a named person decides", self._case.decide)
        at("2026-04-10 10:00", "申诉与结案 appeal and closing", self._case.appeal)

    def _at(self, text: str, name: str, work: Callable[[datetime], Awaitable[None]]) -> None:
        moment = local(text)
        self._term.agenda.at(moment, name, lambda: work(moment))

    @property
    def _lecture(self) -> tuple[str, str]:
        """Class and meeting."""
        opened = self._plans.lecture
        return opened["class_id"], opened["meetings"][0]["meeting_id"]

    @property
    def _outreach(self) -> tuple[str, str]:
        opened = self._plans.outreach
        return opened["class_id"], opened["meetings"][0]["meeting_id"]

    async def open(self, _moment: datetime) -> None:
        district, (first, last) = self._term.district, plan.CYCLE
        teachers = invent_teachers(plan.DISTRICT, plan.SCHOOLS)
        await put_pack_in_force(district, plan.PACK, first=first, last=last, parameters={})
        await bring_in_roster(district, teachers, folder=self._folder, faults=plan.ROSTER_FAULTS)
        await learn_names(district, plan.SCHOOLS, on=ROSTER_DAY)
        await hand_out_accounts(district, teachers, plan.STAFF)

    async def announce(self, moment: datetime) -> None:
        await self._plans.announce(moment)
        await self._plans.open_classes(moment)

    async def enrol(self, moment: datetime) -> None:
        await self._seats.enrol(moment, self._lecture[0])
        await self._seats.apply(moment, self._plans.outreach["class_id"])

    async def review(self, moment: datetime) -> None:
        await self._seats.review(moment, self._plans.outreach["class_id"])

    async def claim_back(self, moment: datetime) -> None:
        await self._seats.claim_back(moment, self._lecture[0])

    async def expire(self, moment: datetime) -> None:
        await self._seats.expire(moment, self._lecture[0])

    async def replace(self, moment: datetime) -> None:
        await self._seats.replace(moment, self._lecture[0])

    async def amend(self, moment: datetime) -> None:
        await self._plans.amend(moment)
        await self._plans.spend(moment)
        await self._plans.subscribe(moment, plan.WITH_POSITION)

    async def ask_for_leave(self, moment: datetime) -> None:
        class_id, meeting_id = self._lecture
        await self._desk.wait_for_list(meeting_id, await self._seats.members(class_id))
        await self._desk.ask_for_leave(moment, class_id, meeting_id)

    async def arrive(self, moment: datetime) -> None:
        await self._desk.arrive(moment, self._lecture[1])

    async def log_in_late(self, moment: datetime) -> None:
        await self._desk.log_in_late(moment, self._lecture[1])

    async def annul(self, moment: datetime) -> None:
        await self._desk.annul(moment, self._lecture[1])

    async def call_roll(self, moment: datetime) -> None:
        await self._desk.call_roll(moment, self._lecture[1])

    async def leave(self, moment: datetime) -> None:
        await self._desk.leave(moment, self._lecture[1])

    async def tidy_up(self, moment: datetime) -> None:
        class_id, meeting_id = self._lecture
        await self._desk.enter_paper(moment, meeting_id)
        await self._desk.look_at_oddities(moment, class_id)

    async def settle(self, moment: datetime) -> None:
        await self._book.settle(moment, self._lecture[0])
        await self._book.print_book(moment, *self._lecture)

    async def correct(self, _moment: datetime) -> None:
        await self._book.correct(*self._lecture)

    async def follow_correction(self, moment: datetime) -> None:
        await self._book.follow_correction(moment, self._lecture[0])

    async def make_up(self, _moment: datetime) -> None:
        await self._book.make_up(*self._lecture)

    async def follow_make_up(self, moment: datetime) -> None:
        await self._book.follow_make_up(moment, self._lecture[0])

    async def take_bundle(self, moment: datetime) -> None:
        class_id, meeting_id = self._outreach
        await self._desk.wait_for_list(meeting_id, await self._seats.members(class_id))
        await self._desk.take_bundle(moment, meeting_id)

    async def upload(self, moment: datetime) -> None:
        await self._desk.upload(moment, self._outreach[1])

    async def announce_special(self, moment: datetime) -> None:
        await self._special.announce(moment)
        await self._special.open_classes(moment)
        await self._special.read(moment)
        await self._study.open(moment, **self._plans.study)

    async def share_places(self, moment: datetime) -> None:
        await self._study.enrol(moment)
        await self._sharing.ask_for_places(moment, self._special.heads["class_id"])
        await self._sharing.apply(moment, self._special.young["class_id"])
        await self._sharing.keep_places(moment, self._special.shared["class_id"])

    async def grant(self, moment: datetime) -> None:
        await self._sharing.grant(moment, self._special.heads["class_id"])

    async def open_second_round(self, moment: datetime) -> None:
        await self._sharing.open_second_round(moment, self._special.shared["class_id"])

    async def let_group_in(self, moment: datetime) -> None:
        await self._sharing.let_group_in(moment, self._special.shared["class_id"])

    async def nominate(self, moment: datetime) -> None:
        class_id = self._special.heads["class_id"]
        await self._nominations.limit(moment, class_id=class_id, program_id=self._special.heads_program)
        await self._nominations.send_lists(moment, class_id)
        await self._nominations.override(moment, class_id)
        await self._nominations.fill(moment, class_id)

    async def allocate(self, moment: datetime) -> None:
        await self._sharing.allocate(moment, self._special.young["class_id"])
        await self._sharing.widen(moment, self._special.young["class_id"])

    async def change_room(self, moment: datetime) -> None:
        await self._sittings.reschedule(moment, self._special.shared)

    async def meet_together(self, _moment: datetime) -> None:
        await self._scan(self._special.shared, "IN")

    async def part(self, _moment: datetime) -> None:
        await self._scan(self._special.shared, "OUT")

    async def change_plans(self, moment: datetime) -> None:
        await self._study.cancel(moment)
        await self._amending.amend(moment)
        await self._amending.reach_class(moment)

    async def meet_heads(self, _moment: datetime) -> None:
        await self._scan(self._special.heads, "IN")

    async def dismiss_heads(self, _moment: datetime) -> None:
        await self._scan(self._special.heads, "OUT")

    async def meet_young(self, moment: datetime) -> None:
        await self._scan(self._special.young, "IN", plan.COMES_BY_TICKET, plan.STAYS_AWAY)
        await self._sittings.come_by_ticket(moment, self._special.young)

    async def dismiss_young(self, _moment: datetime) -> None:
        await self._scan(self._special.young, "OUT", plan.STAYS_AWAY)

    async def settle_special(self, moment: datetime) -> None:
        for opened in (self._special.shared, self._special.heads, self._special.young):
            await self._sittings.settle(opened["class_id"])
        await self._sittings.excuse(moment, self._special.young["class_id"])

    async def close(self, moment: datetime) -> None:
        """The hours of all classes are in the book, and every route of both services was played."""
        district = self._term.district
        await district.caller(plan.TRAINER).post("attendance", f"/classes/{self._outreach[0]}/settlements")
        for opened, wanted in (
            (self._plans.lecture, {"PASSED": plan.PLACES}),
            (self._plans.outreach, {"PASSED": 4}),
            (self._special.shared, {"PASSED": plan.SHARED_PLACES}),
            (self._special.heads, {"PASSED": plan.HEADS_PLACES}),
            (self._special.young, {"PASSED": plan.YOUNG_PLACES, "ATTENDANCE_NOT_MET": 1}),
        ):
            await self._book.finalise(opened["class_id"], title=opened["title"], wanted=wanted)
        self._term.hours, self._term.credits = self._book.hours, self._book.credits
        await wait_for_book(self._term)
        self.story.tell(
            moment,
            "BOOK",
            zh=f"28人次结业、1人次未达考勤要求,{self._book.hours.normalize():f}学时记入台账",
            en=f"28 outcomes are passed, one is not for want of attendance; {self._book.hours.normalize():f} hours "
            "are in the book",
        )
        await self._plans.tell_progress(moment)
        await self._special.tell_progress(moment)
        for service in ("registration", "attendance"):
            await district.admin.get(service, "/summary")
            played = await routes_played(district.network, service, districts=[district.district_id])
            self.story.routes.append(played)

    async def _scan(self, opened: dict[str, Any], phase: str, *absent: str) -> None:
        """Everybody of a class comes or leaves but these."""
        meeting_id = opened["meetings"][0]["meeting_id"]
        members = await self._sharing.members(opened["class_id"])
        if phase == "IN":
            await self._desk.wait_for_list(meeting_id, members)
        await self._sittings.hold(meeting_id, phase, [one for one in members if one not in absent])
