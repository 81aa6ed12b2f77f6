"""The small third district step by step: all of registration and attendance, from a plan to a sign-in book."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

from services.demo import qingxi as plan
from services.demo.bureau import bring_in_roster, hand_out_accounts, learn_names, put_pack_in_force
from services.demo.qingxi_book import Book
from services.demo.qingxi_desk import Desk
from services.demo.qingxi_plans import Plans
from services.demo.qingxi_seats import Seats
from services.demo.rosters import ROSTER_DAY, invent_teachers
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

    def plan(self) -> None:
        """Put the spring on the agenda."""
        self._plan_registration()
        self._plan_lecture()
        self._plan_outreach()

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
        await self._desk.ask_for_leave(moment, meeting_id)

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
        await self._book.correct(self._lecture[1])

    async def follow_correction(self, moment: datetime) -> None:
        await self._book.follow_correction(moment, self._lecture[0])

    async def make_up(self, _moment: datetime) -> None:
        await self._book.make_up(self._lecture[1])

    async def follow_make_up(self, moment: datetime) -> None:
        await self._book.follow_make_up(moment, self._lecture[0])

    async def take_bundle(self, moment: datetime) -> None:
        class_id, meeting_id = self._outreach
        await self._desk.wait_for_list(meeting_id, await self._seats.members(class_id))
        await self._desk.take_bundle(moment, meeting_id)

    async def upload(self, moment: datetime) -> None:
        await self._desk.upload(moment, self._outreach[1])

    async def close(self, moment: datetime) -> None:
        """The hours of both classes are in the book."""
        trainer = self._term.district.caller(plan.TRAINER)
        await trainer.post("attendance", f"/classes/{self._outreach[0]}/settlements")
        await self._book.finalise(self._lecture[0], wanted={"PASSED": 10})
        await self._book.finalise(self._outreach[0], wanted={"PASSED": 4})
        self._term.hours, self._term.credits = self._book.hours, self._book.credits
        await wait_for_book(self._term)
        self.story.tell(
            moment,
            "BOOK",
            zh=f"14人结业,{self._book.hours.normalize():f}学时记入台账",
            en=f"14 outcomes; {self._book.hours.normalize():f} hours are in the book",
        )
        await self._plans.tell_progress(moment)
