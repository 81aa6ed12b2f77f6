"""The district under pack XH step by step: a school's month of activities, its claims, and what reached the ledger."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

from services.demo import yunjin as plan
from services.demo.bureau import bring_in_roster, hand_out_accounts, learn_names, put_pack_in_force
from services.demo.month import Month, look_at_month
from services.demo.rosters import ROSTER_DAY, invent_teachers
from services.demo.story import Story
from services.demo.training import Term, wait_for_book
from services.demo.values import local
from services.demo.yunjin_claims import Claims
from services.demo.yunjin_pairs import Pairs
from services.demo.yunjin_review import Review
from services.demo.yunjin_work import Work


class Recognition:
    """The school's spring; `plan` puts every step on the agenda, `story` and `month` tell it afterwards."""

    def __init__(self, term: Term, *, folder: Path) -> None:
        district = term.district
        self.story = Story(
            district.district_id, folder, "一所学校的一个月:活动与学分认定 a school's month and its claims"
        )
        self.month: Month = {}
        self._term = term
        self._folder = folder
        self._work = Work(district, self.story)
        self._claims = Claims(district, self.story, self._work)
        self._pairs = Pairs(district, self.story)
        self._review = Review(district, self.story, self._work, self._claims)

    def plan(self) -> None:
        """Put the spring on the agenda."""
        at = self._at
        at("2026-03-02 08:30", "校本研修区启用 the school-based district begins", self.open)
        at("2026-03-02 09:00", "计划与审核规则 plans and terms of review", self._work.prepare)
        at("2026-03-02 14:00", "师徒与目标 pairs and goals", self._pairs.name)
        at("2026-03-13 09:00", "登记展示课 a lesson is logged", self._work.log_lesson)
        at("2026-03-19 09:00", "登记研讨 a seminar is logged", self._work.log_seminar)
        at("2026-03-26 09:00", "登记带教与讲座 mentoring and a lecture", self._work.log_pair_and_lecture)
        at("2026-03-30 09:00", "登记开放日 an open day", self._work.log_open_day)
        at("2026-03-31 18:00", "师徒一月 a pair's month", self._pairs.log)
        at("2026-04-03 09:00", "上报认定表 forms are handed in", self._claims.hand_in_month)
        at("2026-04-03 15:00", "个人申报 teachers' own claims", self._claims.claim_alone)
        at("2026-04-04 09:00", "批量审核 approval in bulk", self._review.approve_in_bulk)
        at("2026-04-04 10:00", "退回与撤销 returned and undone", self._review.return_and_undo)
        at("2026-04-05 20:00", "补交 handed in again", self._claims.complete)
        at("2026-04-06 09:00", "6日上报 handed in on the 6th", self._claims.hand_in_on_the_6th)
        at("2026-04-08 09:00", "区级审核 review by the district", self._review.settle)
        at("2026-04-11 00:05", "入账 April's batch is posted", self._review.post_april)
        at("2026-04-20 10:00", "更正 a correction", self._review.take_back)
        at("2026-05-11 00:05", "入账 May's batch is posted", self._review.post_may)
        at("2026-06-30 20:00", "师徒考核 a pair is evaluated", self._pairs.evaluate)
        at("2026-08-25 10:00", "暑期上报 handed in in summer", self._claims.hand_in_in_august)
        at("2026-08-31 20:00", "认定区学年结束 the year of claims ends", self.close)

    def _at(self, text: str, name: str, work: Callable[[datetime], Awaitable[None]]) -> None:
        moment = local(text)
        self._term.agenda.at(moment, name, lambda: work(moment))

    async def open(self, _moment: datetime) -> None:
        district, (first, last) = self._term.district, plan.CYCLE
        teachers = invent_teachers(plan.DISTRICT, plan.SCHOOLS)
        await put_pack_in_force(district, plan.PACK, first=first, last=last, parameters={})
        await bring_in_roster(district, teachers, folder=self._folder, faults=plan.ROSTER_FAULTS)
        await learn_names(district, plan.SCHOOLS, on=ROSTER_DAY)
        await hand_out_accounts(district, teachers, plan.STAFF)

    async def close(self, _moment: datetime) -> None:
        """What was recognised is in the book, and every claim says where it is."""
        self._term.credits = self._review.credits
        await wait_for_book(self._term)
        self.month = await look_at_month(self._term.district) | {"lacking": self._pairs.lacking}
