"""The district under pack LY step by step: one class with all of assessment, from its scheme to its archive."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

from services.demo import bailu as plan
from services.demo.bailu_binder import Archive
from services.demo.bailu_certificates import Certificates
from services.demo.bailu_class import Setup
from services.demo.bailu_ledger import Ledger
from services.demo.bailu_marks import Marks
from services.demo.bailu_papers import Papers
from services.demo.bailu_release import Release
from services.demo.bureau import bring_in_roster, hand_out_accounts, learn_names, put_pack_in_force
from services.demo.rosters import ROSTER_DAY, invent_teachers
from services.demo.story import Story
from services.demo.training import Term, wait_for_book, write_plan
from services.demo.values import local


class LeadingGoose:
    """The class's spring; `plan` puts every step on the agenda, and `story` tells it afterwards."""

    def __init__(self, term: Term, *, folder: Path) -> None:
        district = term.district
        self.story = Story(district.district_id, folder, "一个班的考核全过程 one class assessed in full")
        self._term = term
        self._folder = folder
        self._class = term.offer(plan.CLASS)
        self._setup = Setup(district, self.story, self._class)
        self._marks = Marks(district, self.story, self._setup)
        self._release = Release(district, self.story, self._setup, self._class)
        self._archive = Archive(district, self.story, self._setup)
        self._certificates = Certificates(term, self.story, self._setup)
        self._ledger = Ledger(term, self.story)
        self._papers = Papers(district, self.story, self._setup)

    def plan(self) -> None:
        """Put the spring on the agenda."""
        at = self._at
        at("2026-04-07 08:30", "领雁县启用 the leading goose county begins", self.open)
        at("2026-04-08 09:00", "考核办法与学员 scheme and members", self._setup.choose_scheme)
        at("2026-04-08 10:00", "评委与作品 assessors and works", self._setup.name_assessors)
        at("2026-04-09 09:00", "建档 the archive is opened", self._archive.open)
        self._class.hold_meetings()
        at("2026-05-24 10:00", "交作品 works are handed in", self._setup.hand_in_works)
        at("2026-05-24 20:00", "迟交 a late work", self._setup.hand_in_late)
        at("2026-05-25 10:00", "退回 a work is returned", self._setup.return_work)
        at("2026-05-26 10:00", "自评互评 self and peers", self._marks.mark_selves_and_peers)
        at("2026-05-27 10:00", "专家评分表 experts' score sheets", self._marks.mark_on_sheets)
        at("2026-05-28 10:00", "答辩 defences", self._marks.defend)
        at("2026-05-29 10:00", "复核与补考 moderation and a resit", self.settle)
        at("2026-06-01 10:00", "公布 release", self._release.release)
        at("2026-06-03 10:00", "申诉 appeals", self._release.appeal)
        at("2026-06-04 10:00", "反馈表 feedback", self._release.ask_for_feedback)
        at("2026-06-10 10:00", "逾期申诉 an appeal too late", self._release.appeal_too_late)
        at("2026-06-15 10:00", "认定与结业 certified and finalised", self._release.certify)
        at("2026-06-15 09:00", "档案系统接入 a system is connected", self._ledger.connect)
        at("2026-06-15 11:00", "颁发证书 certificates", self._certificates.issue)
        at("2026-06-16 09:00", "档案系统停机 maintenance", self._ledger.close_for_maintenance)
        at("2026-06-16 10:00", "重新计分 scored anew", self._release.score_anew)
        at("2026-06-16 14:00", "作废与补发 revoked and reissued", self._certificates.follow)
        at("2026-06-17 09:00", "档案系统恢复 maintenance is over", self._ledger.reopen)
        at("2026-06-18 10:00", "补答辩 a defence held later", self._marks.defend_later)
        at("2026-06-18 11:00", "补结业 the last is finalised", self._release.certify_the_last)
        at("2026-06-18 14:00", "优秀证书 certificates of excellence", self._certificates.issue_the_last)
        at("2026-06-19 10:00", "消息补齐 everything has arrived", self._ledger.catch_up)
        at("2026-06-20 10:00", "两人补登 an adjustment", self._ledger.adjust)
        at("2026-06-22 10:00", "档案移交 the archive is handed over", self._archive.hand_over)
        at("2026-06-25 10:00", "结档导出 the archive is closed", self._archive.close)
        at("2026-06-29 10:00", "复核全账 the book is verified", self._ledger.prove)
        at("2026-06-30 09:00", "打印全班证书 the class is printed", self._papers.print_class)
        at("2026-06-30 10:00", "年度证明 the year as a paper", self._papers.attest)
        at("2026-06-30 11:00", "导出与归档 exports and an archive", self._papers.export)
        at("2026-08-31 20:00", "领雁县学年结束 the year of the class ends", self.close)

    def _at(self, text: str, name: str, work: Callable[[datetime], Awaitable[None]]) -> None:
        moment = local(text)
        self._term.agenda.at(moment, name, lambda: work(moment))

    async def open(self, _moment: datetime) -> None:
        district, (first, last) = self._term.district, plan.CYCLE
        teachers = invent_teachers(plan.DISTRICT, plan.SCHOOLS)
        await put_pack_in_force(district, plan.PACK, first=first, last=last, parameters=plan.PARAMETERS)
        await bring_in_roster(district, teachers, folder=self._folder, faults=plan.ROSTER_FAULTS)
        await learn_names(district, plan.SCHOOLS, on=ROSTER_DAY)
        await hand_out_accounts(district, teachers, plan.STAFF)
        plan_id = await write_plan(
            self._term, title="2026年“领雁工程”培训计划", starts_on="2026-04-01", ends_on="2026-07-31"
        )
        await self._class.announce(plan_id)

    async def settle(self, moment: datetime) -> None:
        await self._class.settle()
        await self._marks.moderate(moment)

    async def close(self, _moment: datetime) -> None:
        """The hours of everybody who passed are in the book."""
        await wait_for_book(self._term)
        told = (await self._term.district.admin.get("assessment", "/summary")).body["outcomes_by_status"]
        self.story.check("the-district-counts-its-outcomes", told, {"PASSED": len(plan.MEMBERS)})
