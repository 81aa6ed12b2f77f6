"""The month's forms under review: in bulk, returned, undone, sampled, flagged; and what reaches the ledger when."""

from collections import Counter
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from services.demo import yunjin as plan
from services.demo.bureau import District
from services.demo.client import Caller, refusal_of, until
from services.demo.story import Story
from services.demo.training import admin_of
from services.demo.yunjin_claims import Claims
from services.demo.yunjin_work import Work

_RETURNED: Final = "缺讲稿,请补交"
_MOST: Final = 200


class Review:
    """Who looks at what; the school first, then the district."""

    def __init__(self, district: District, story: Story, work: Work, claims: Claims) -> None:
        self._district = district
        self._story = story
        self._work = work
        self._claims = claims
        self.credits = Decimal(0)

    @property
    def _neighbour(self) -> Caller:
        return self._district.caller(admin_of(plan.NEIGHBOUR.prefix))

    async def approve_in_bulk(self, moment: datetime) -> None:
        """Clean ones go through in one call; what is flagged or lacks a paper says why it does not."""
        school = self._work.school
        waiting = await school.list_all("assessment", "/claims", state="SCHOOL_REVIEW")
        results = await self._approve(school, waiting, reason="材料齐全")
        counted = Counter(one["result"] for one in results)
        refused = sorted(one["problem"]["type"].rpartition(":")[2] for one in results if one["problem"] is not None)
        told = (dict(sorted(counted.items())), refused)
        wanted = (
            {"PASSED_ON": 3, "RECOGNISED": 18, "REFUSED": 3},
            ["claim-incomplete", "flags-open", "flags-open"],
        )
        self._story.check("clean-claims-are-approved-together", told, wanted)
        mentoring = self._work.claims["MENTORING", plan.MENTOR]
        steps = (await school.get("assessment", f"/claims/{mentoring}/steps")).body["items"]
        drawn = steps[-1]["reason"]["zh"].partition(";")[0]
        self._story.check("a-sampled-claim-says-so", drawn, "区级抽查抽中(比例100%)")
        self._story.tell(
            moment,
            "REVIEW",
            zh="学校一次批量审核24份:18份由学校认定,3份送区(展示课、论文按学分表由区认定,师徒带教被抽中),"
            "3份未过(两份有疑点、一份缺讲稿),逐份说明原因",
            en="The school approves 24 forms in one call: 18 are the school's to recognise, three go to the district "
            "(lesson and paper by the tariff, mentoring by the sample), three are refused and each says why",
        )

    async def return_and_undo(self, moment: datetime) -> None:
        """One is returned with a reason, one decision is taken back and made again, what is flagged goes up."""
        school = self._work.school
        lacking = self._claims.own["LECTURE_GIVEN", plan.FORGETS_SCRIPT]
        decision = {"approved": False, "reason": _RETURNED, "return_to": "TEACHER"}
        await school.put("assessment", f"/claims/{lacking}/decision", decision)
        own = (await self._district.caller(plan.FORGETS_SCRIPT).get("assessment", f"/claims/{lacking}")).body
        told = (own["state"], own["lies_with"], own["reason"])
        self._story.check("a-returned-claim-lies-with-its-teacher", told, ("RETURNED", "TEACHER", _RETURNED))
        hasty = self._work.claims["TEAM_LESSON_PREP", plan.READS]
        undone = (await school.put("assessment", f"/claims/{hasty}/undo", {"reason": "点错一行,重看材料"})).body
        self._story.check("a-decision-is-undone-until-it-is-posted", undone["state"], "SCHOOL_REVIEW")
        flagged = (
            self._claims.own["BOOK_STUDY", plan.READS_TOO],
            self._claims.own["LECTURE_GIVEN", plan.LECTURES_SECOND],
        )
        states = [await self._decide(school, one, "材料已看,疑点请区里定") for one in (hasty, *flagged)]
        wanted = ["RECOGNISED", "DISTRICT_REVIEW", "DISTRICT_REVIEW"]
        self._story.check("what-is-flagged-goes-to-the-district", states, wanted)
        listening = self._work.claims["TEAM_LESSON_PREP", plan.VISITORS[0]]
        foreign = await school.put("assessment", f"/claims/{listening}/decision", decision, may=(404,))
        self._story.check("another-schools-claims-are-not-seen", foreign.status, 404)
        await self._decide(self._neighbour, listening, "材料齐全")
        self._story.tell(
            moment,
            "REVIEW",
            zh=f"{plan.FORGETS_SCRIPT}的讲座退回({_RETURNED});点错的一份撤销后重审;两份有疑点的送区里定",
            en=f"The lecture of {plan.FORGETS_SCRIPT} is returned for its script; a hasty decision is undone and made "
            "again; what is flagged goes to the district",
        )

    async def settle(self, moment: datetime) -> None:
        """The district: a double is confirmed, another cleared, one taken up from a school, the rest approved."""
        admin = self._district.admin
        flags = {one["claim_id"]: one for one in await admin.list_all("assessment", "/claim-flags", state="OPEN")}
        copied = self._claims.own["BOOK_STUDY", plan.READS_TOO]
        shared = self._claims.own["LECTURE_GIVEN", plan.LECTURES_SECOND]
        early = await admin.put(
            "assessment", f"/claims/{copied}/decision", {"approved": True, "reason": "同意"}, may=(409,)
        )
        self._story.check("nothing-flagged-is-recognised", refusal_of(early), "flags-open")
        for claim_id, state, reason in (
            (copied, "CONFIRMED", "两份笔记逐字相同,后报者不能说明"),
            (shared, "CLEARED", "两人合写讲稿、分上下两讲,已核对"),
        ):
            path = f"/claim-flags/{flags[claim_id]['flag_id']}/decision"
            await admin.put("assessment", path, {"state": state, "reason": reason})
        back = {"approved": False, "reason": "读书笔记与他人相同,请交本人的笔记", "return_to": "TEACHER"}
        returned = (await admin.put("assessment", f"/claims/{copied}/decision", back)).body
        self._story.check("a-confirmed-double-goes-back", returned["state"], "RETURNED")
        taken = self._work.claims["TEAM_LESSON_PREP", plan.VISITORS[1]]
        await admin.put("assessment", f"/claims/{taken}/escalation", {"reason": "该校师训员休假,区里代看"})
        waiting = await admin.list_all("assessment", "/claims", state="DISTRICT_REVIEW")
        results = await self._approve(admin, waiting, reason="区级审核同意")
        told = Counter(one["result"] for one in results)
        self._story.check("the-district-approves-the-rest", dict(told), {"RECOGNISED": 5})
        await admin.put("assessment", "/claim-settings", plan.LATER_TERMS)
        mentee = self._work.claims["MENTORING", plan.MENTEE]
        lecture = self._claims.own["LECTURE_GIVEN", plan.FORGETS_SCRIPT]
        states = [await self._decide(self._work.school, one, "材料齐全") for one in (lecture, mentee)]
        self._story.check("unsampled-the-schools-review-is-enough", states, ["RECOGNISED", "RECOGNISED"])
        self._story.tell(
            moment,
            "REVIEW",
            zh=f"区里核定:{plan.READS_TOO}的雷同笔记属实并退回,{plan.LECTURES_SECOND}的合写讲稿排除疑点;外校1份由区里代看;"
            "其余认定。此后不再抽查",
            en=f"The district: the copied notes of {plan.READS_TOO} are confirmed and returned, the shared script is "
            "cleared, one form is taken up from a school whose clerk is away; no more sampling from now on",
        )

    async def post_april(self, moment: datetime) -> None:
        """At midnight after the 10th the batch closes: what was recognised stands in the ledger."""
        wanted = plan.EARNED_IN_APRIL | dict.fromkeys(plan.EARNED_IN_MAY, "0")
        await self._until_credits("aprils-batch-is-in-the-ledger-and-mays-is-not", wanted)
        self.credits += sum(map(Decimal, plan.EARNED_IN_APRIL.values()))
        mentee = self._work.claims["MENTORING", plan.MENTEE]
        waits = (await self._district.caller(plan.MENTEE).get("assessment", f"/claims/{mentee}")).body
        told = (waits["state"], waits["posts_at"], waits["outcome"])
        self._story.check("the-next-batch-still-waits", told, ("RECOGNISED", "2026-05-10T16:00:00Z", None))
        self._story.tell(
            moment,
            "LEDGER",
            zh=f"4月10日一批截止,{self.credits.normalize():f}学分记入台账;6日上报的那份已认定,随5月10日一批入账",
            en=f"The batch of 10 April closes: {self.credits.normalize():f} credits are in the ledger; "
            "what came on the "
            "6th is recognised and waits for the batch of 10 May",
        )

    async def take_back(self, moment: datetime) -> None:
        """What was posted is never edited: a correction reverses it, and the teacher may hand in anew."""
        claim_id = self._work.claims["TEAM_LESSON_PREP", plan.CORRECTED]
        path = f"/claims/{claim_id}"
        late = await self._work.school.put("assessment", f"{path}/undo", {"reason": "看错"}, may=(409,))
        self._story.check("what-is-posted-is-not-undone", refusal_of(late), "claim-posted")
        reason = {"reason": "抽查发现听课观点系抄录"}
        back = (await self._district.admin.put("assessment", f"{path}/reopening", reason)).body
        self._story.check("a-correction-returns-the-claim", (back["state"], back["lies_with"]), ("RETURNED", "TEACHER"))
        await self._until_credits("what-was-wrong-is-reversed", dict.fromkeys(plan.TAKEN_BACK, "0"))
        self.credits -= sum(map(Decimal, plan.TAKEN_BACK.values()))
        self._story.tell(
            moment,
            "LEDGER",
            zh=f"复查发现{plan.CORRECTED}的听课观点系抄录:已入账0.5学分冲销,申请退回本人,经过全部留存",
            en=f"The views of {plan.CORRECTED} turn out to be copied: 0.5 credits are reversed in the ledger, the form "
            "goes back, and everything stays on record",
        )

    async def post_may(self, moment: datetime) -> None:
        await self._until_credits("mays-batch-is-in-the-ledger", plan.EARNED_IN_MAY)
        self.credits += sum(map(Decimal, plan.EARNED_IN_MAY.values()))
        self._story.tell(
            moment,
            "LEDGER",
            zh=f"5月10日一批截止:6日上报的师徒带教2学分记入{plan.MENTEE}名下,晚一个月,一分不少",
            en=f"The batch of 10 May closes: the two credits that {plan.MENTEE} claimed on the 6th are "
            "in the ledger, a "
            "month later and undiminished",
        )

    async def _approve(self, caller: Caller, claims: list[dict[str, Any]], *, reason: str) -> list[dict[str, Any]]:
        body = {"claim_ids": [one["claim_id"] for one in claims][:_MOST], "reason": reason}
        return list((await caller.post("assessment", "/claims/approvals", body)).body["items"])

    async def _decide(self, caller: Caller, claim_id: str, reason: str) -> str:
        body = {"approved": True, "reason": reason}
        return str((await caller.put("assessment", f"/claims/{claim_id}/decision", body)).body["state"])

    async def _until_credits(self, name: str, wanted: dict[str, str]) -> None:
        """Wait until the ledger holds exactly this much for each of these teachers, which is a check of this name."""
        seen: dict[str, Decimal] = {}

        async def there() -> bool:
            for number, credit in wanted.items():
                path = f"/teachers/{self._district.teacher_ids[number]}/balance"
                seen[number] = Decimal((await self._district.admin.get("ledger", path)).body["credits"])
                if seen[number] != Decimal(credit):
                    return False
            return True

        await until(f"the ledger to hold what the month brought: {wanted}", there)
        self._story.check(name, seen, {number: Decimal(credit) for number, credit in wanted.items()})
