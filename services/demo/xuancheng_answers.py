"""What the ledger answers at the end of the year: one teacher's case, the district's, and as it was known earlier."""

import hashlib
from datetime import datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, Final

from services.demo import cast
from services.demo import xuancheng as plan
from services.demo.client import Caller
from services.demo.story import Story
from services.demo.summary import AS_OF
from services.demo.training import Term, admin_of
from services.demo.values import local

_TRIED: Final = {
    "hours": "24",
    "credits": "0",
    "earned_from": "2026-07-06",
    "earned_to": "2026-07-09",
    "category": "KNOWLEDGE_SKILL",
    "level": "COUNTY",
    "mode": "CENTRALISED",
    "nature": "COMPULSORY",
    "kind": "IN_SERVICE",
    "organised_by_admin": True,
}


class Answers:
    """Questions of a teacher, a school, the county and its auditor; `story` tells what they were answered."""

    def __init__(self, term: Term, *, folder: Path) -> None:
        district = term.district
        self.story = Story(district.district_id, folder, "台账怎样回答 what the ledger answers")
        self._agenda = term.agenda
        self._district = district

    def plan(self) -> None:
        """Put the questions on the agenda."""
        for on, name, work in (
            ("2026-03-03 09:00", "预警 early warnings", self.warn),
            ("2026-08-31 21:00", "还缺什么 what is lacking", self.explain),
            ("2026-08-31 21:10", "当时的账 as it was known", self.look_back),
            ("2026-08-31 21:20", "报表 reports", self.report),
        ):
            self._agenda.at(local(on), name, partial(work, local(on)))

    @property
    def _admin(self) -> Caller:
        return self._district.admin

    @property
    def _auditor(self) -> Caller:
        return self._district.caller(plan.AUDITOR)

    async def warn(self, moment: datetime) -> None:
        """In spring: who will miss the year, and the way out with the least time in class."""
        warned = await self._everybody_warned()
        lacking = [one for one in warned if one["outcome"] == "OUT_OF_REACH"]
        helped = [one for one in warned if one["outcome"] == "REACHABLE"]
        self.story.check("who-will-miss-the-year-is-named", bool(lacking), wanted=True)
        self.story.tell(
            moment,
            "LEDGER",
            zh=f"预警:{len(warned)}人按现有报名完不成年度学时,其中{len(helped)}人有现成的班可补、{len(lacking)}人无班可补",
            en=f"Early warning: {len(warned)} will miss the year with the places they hold; for {len(helped)} there is "
            f"a class that suffices, for {len(lacking)} there is none",
        )

    async def explain(self, moment: datetime) -> None:
        """A teacher asks what is lacking and what would close the gap."""
        number = cast.STILL_WAITING
        teacher_id = self._district.teacher_ids[number]
        own = self._district.caller(number)
        standing = (await own.get("ledger", f"/teachers/{teacher_id}/standing", as_of=AS_OF)).body
        (lacks,) = [one for one in standing["clauses"] if one["clause_id"] == "XC-02" and one["result"] == "NOT_MET"]
        self.story.check("the-gap-is-told-with-the-clause", Decimal(lacks["gap"]), Decimal(24))
        tried = {"subject": {"teacher_id": teacher_id}, "as_of": AS_OF, "entries": [_TRIED]}
        answer = (await own.post("ledger", "/what-ifs", tried)).body
        (changed,) = answer["items"]
        closed = {one["clause_id"] for one in changed["clauses"] if one["after"] and one["after"]["result"] == "MET"}
        self.story.check("what-would-close-the-gap-is-tried-first", "XC-02" in closed, wanted=True)
        self.story.tell(
            moment,
            "LEDGER",
            zh=f"{number}问还缺什么:{lacks['sentence_zh']};试算补24学时集中培训后,该条成立",
            en=f"{number} asks what is lacking: {lacks['sentence_en']}; with 24 hours more, the clause would be met",
        )

    async def look_back(self, moment: datetime) -> None:
        """The statement of who was corrected: as it is, and as the book knew it the evening before the correction."""
        teacher_id = self._district.teacher_ids[cast.CORRECTED]
        path = f"/teachers/{teacher_id}/statement"
        now = (await self._auditor.get("ledger", path, as_of=AS_OF)).body
        then = (await self._auditor.get("ledger", path, as_of=AS_OF, known_at="2025-11-02T20:00:00+08:00")).body
        told = (Decimal(then["hours"]), Decimal(now["hours"]))
        self.story.check("as-known-before-the-correction", told, (Decimal(23), Decimal(72)))
        again = (await self._auditor.get("ledger", path, as_of=AS_OF, known_at_seq=then["known_at_seq"])).body
        self.story.check("the-same-question-has-the-same-answer", again["lines"], then["lines"])
        balance = (await self._auditor.get("ledger", f"/teachers/{teacher_id}/balance", as_of="2025-12-31")).body
        self.story.check("a-balance-as-of-a-day", Decimal(balance["hours"]), Decimal(24 + 12))
        self.story.tell(
            moment,
            "LEDGER",
            zh=f"{cast.CORRECTED}的对账单:今天72学时;若问11月2日晚账上知道什么,仍是更正前的23学时",
            en=f"The statement of {cast.CORRECTED}: 72 hours today; asked what the book knew on 2 November, it still "
            "says 23",
        )

    async def report(self, moment: datetime) -> None:
        """Rates with the names behind them, a school's, and the months' sums that stay as they were."""
        rates = (await self._admin.get("ledger", "/rates", as_of=AS_OF)).body
        self.story.check("rates-name-the-pack", rates["pack"]["pack_id"], plan.PACK)
        school = self._district.schools[plan.VILLAGE.prefix]
        of_school = self._district.caller(admin_of(plan.VILLAGE.prefix))
        seen = (await of_school.get("ledger", f"/schools/{school}/standing", as_of=AS_OF)).body
        told = (seen["school_id"], "XC-16" in {one["clause_id"] for one in seen["clauses"]})
        self.story.check("a-school-sees-its-own-with-the-formula", told, (school, True))
        standings = await of_school.list_all("ledger", "/standings", as_of=AS_OF)
        self.story.check("and-nobody-else", {one["school_id"] for one in standings}, {school})
        months = await self._auditor.list_all("ledger", "/reports", kind="SUMMARY", ground="MONTH_END")
        self.story.check("every-month-is-kept", len({one["month"] for one in months}) >= 10, wanted=True)
        first = months[-1]
        content = await self._auditor.download("ledger", f"/reports/{first['report_id']}/content")
        self.story.check("what-was-kept-is-what-was-told", hashlib.sha256(content).hexdigest(), first["content_hash"])
        full = (await self._auditor.get("ledger", f"/reports/{first['report_id']}")).body
        summary = (
            await self._auditor.get("ledger", "/summary", as_of=first["as_of"], known_at_seq=first["known_at_seq"])
        ).body
        self.story.check("a-month-is-computed-again", summary["earned"], full["summary"]["earned"])
        kept = (await self._admin.post("ledger", "/reports", {"kind": "RATES", "as_of": AS_OF})).body
        rolled = (await self._admin.get("ledger", "/roll-up", as_of=AS_OF)).body
        self.story.check("kept-when-asked", (kept["ground"], rolled["below"]), ("ASKED", []))
        coverage = (await self._admin.get("ledger", "/coverage")).body
        self.story.tell(
            moment,
            "LEDGER",
            zh=f"月末汇总自动冻结{len(months)}份,任一份可按当时账面重算一致;达标率附公式与名单;覆盖分析{coverage['teachers']}人",
            en=f"{len(months)} month-end summaries were kept by themselves, and any is computed again; "
            f"rates show formula and names; coverage looks at {coverage['teachers']} teachers",
        )

    async def _everybody_warned(self) -> list[dict[str, Any]]:
        warned: list[dict[str, Any]] = []
        query: dict[str, Any] = {"horizon": "YEAR", "limit": 200}
        while True:
            page = (await self._admin.get("ledger", "/warnings", **query)).body
            warned += page["items"]
            if page["next_cursor"] is None:
                return warned
            query["cursor"] = page["next_cursor"]
