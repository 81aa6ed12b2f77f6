"""What teachers hand in for the month: in time, twice, late, incomplete; what it is worth and how long it has."""

from datetime import datetime
from typing import Any, Final

from services.demo import yunjin as plan
from services.demo.bureau import District
from services.demo.client import Caller, Reply, refusal_of
from services.demo.handing_in import hand_in, hand_in_file
from services.demo.story import Story
from services.demo.workbooks import paper
from services.demo.yunjin_work import Work

_NOTES: Final = ("《给教师的建议》读书笔记", "第一章:请记住,没有也不可能有抽象的学生……")
_ROUTES: Final = {"TEAM_LESSON_PREP", "CLASS_TEACHER_SEMINAR", "MENTORING", "COURSE_INTEGRATION"}


class Claims:
    """Forms by their claim_id, and what became of handing them in."""

    def __init__(self, district: District, story: Story, work: Work) -> None:
        self._district = district
        self._story = story
        self._work = work
        self.own: dict[tuple[str, str], str] = {}
        """(kind, staff number) -> claim_id of what teachers claim by themselves."""
        self._script = ""

    async def hand_in_month(self, moment: datetime) -> None:
        """The forms of the month's activities, each by its teacher, three days before the department's last day."""
        taught = self._work.claims["TEAM_LESSON_PREP", plan.TEACHES]
        unchosen = await self._submit(plan.TEACHES, taught, may=(409,))
        self._story.check("of-two-forms-the-teacher-chooses", refusal_of(unchosen), "kind-not-chosen")
        await self._choose(plan.TEACHES, taught, "DEMO_LESSON")
        await self._choose(plan.LECTURES, self._work.claims["COURSE_INTEGRATION", plan.LECTURES], "LECTURE_GIVEN")
        await self._look_ahead(taught)
        waits = self._work.claims["MENTORING", plan.MENTEE]
        for (route, number), claim_id in self._work.claims.items():
            if route in _ROUTES and claim_id != waits:
                await self._submit(number, claim_id)
        await self._claim_twice(taught)
        handed_in = (await self._district.admin.get("assessment", "/claim-counts")).body["by_batch"]
        self._story.check("the-batch-fills", handed_in, [{"due": "2026-04-05", "claims": 20}])
        self._story.tell(
            moment,
            "CLAIM",
            zh="20份认定表在4月5日前上交(还有3天);同一节课另报“一日展示课”被拒,并指向已报的那一份",
            en="Twenty forms are handed in three days before the 5th; the same lesson under a second "
            "kind is refused and "
            "points at the first",
        )

    async def claim_alone(self, moment: datetime) -> None:
        """What no activity was logged for: reading, lectures, a paper; one's own file twice, and another's."""
        notes = paper(*_NOTES)
        first = await self._read(plan.READS, notes, "《给教师的建议》")
        await self._read(plan.READS_TOO, notes, "《给教师的建议》研读")
        twice = await self._draft(plan.READS, await self._reading(plan.READS, notes, "《教育的目的》", on="2026-03-22"))
        refused = await self._submit(plan.READS, twice, may=(409,))
        told = (refusal_of(refused), refused.body["facts"]["claim_id"])
        self._story.check("ones-own-file-does-not-count-twice", told, ("file-used-before", first))
        await self._withdraw(plan.READS, twice)
        self._script = (await self._attach(plan.LECTURES_FIRST, "校本讲座讲稿"))["file_id"]
        for number, title, on in (
            (plan.LECTURES_FIRST, "课堂提问的设计(上)", "2026-03-24"),
            (plan.LECTURES_SECOND, "课堂提问的设计(下)", "2026-03-31"),
        ):
            script = (await self._attach(number, "校本讲座讲稿"))["file_id"]
            await self._claim(number, self._lecture(title, on, papers=[{"code": "SCRIPT", "file_id": script}]))
        await self._claim(plan.FORGETS_SCRIPT, self._lecture("初中生阅读指导", "2026-03-19", papers=[]))
        await self._claim(plan.WRITES, self._paper(await hand_in(self._caller(plan.WRITES), "区刊录用通知")))
        flags = await self._district.admin.list_all("assessment", "/claim-flags", state="OPEN")
        told_flags = sorted(
            (self._district.staff_numbers[one["teacher_id"]], one["code"], one["first_claim_id"]) for one in flags
        )
        wanted = [
            (plan.READS_TOO, "FILE_OF_ANOTHER", first),
            (plan.LECTURES_SECOND, "FILE_OF_ANOTHER", self.own["LECTURE_GIVEN", plan.LECTURES_FIRST]),
        ]
        self._story.check("the-same-file-of-two-people-is-flagged", told_flags, sorted(wanted))
        self._story.tell(
            moment,
            "CLAIM",
            zh=f"{plan.READS_TOO}与{plan.READS}交同一份读书笔记、{plan.LECTURES_SECOND}与{plan.LECTURES_FIRST}"
            "交同一份讲稿:系统标出疑点并指向先报者;本人同一份材料报两次则直接拒绝",
            en=f"{plan.READS_TOO} hands in the notes of {plan.READS}, {plan.LECTURES_SECOND} the script of "
            f"{plan.LECTURES_FIRST}: flagged, pointing at who came first; one's own file twice is refused at once",
        )

    async def complete(self, moment: datetime) -> None:
        """What was returned is handed in again on the last day."""
        number = plan.FORGETS_SCRIPT
        claim_id = self.own["LECTURE_GIVEN", number]
        script = await hand_in(self._caller(number), "讲稿:初中生阅读指导")
        await self._fill(number, claim_id, papers=[{"code": "SCRIPT", "file_id": script}])
        again = (await self._submit(number, claim_id)).body
        told = (again["state"], again["batches"][0]["due"], again["batches"][0]["days_left"])
        self._story.check("what-was-returned-comes-back-within-its-batch", told, ("SCHOOL_REVIEW", "2026-04-05", 1))
        acts = [one["act"] for one in (await self._steps(number, claim_id))]
        wanted = ["DRAFTED", "SUBMITTED", "RETURNED_BY_SCHOOL", "CHANGED", "SUBMITTED"]
        self._story.check("every-step-of-a-claim-is-kept", acts, wanted)
        self._story.tell(
            moment,
            "CLAIM",
            zh=f"{number}补交讲稿后重新上报,正是本批最后一天",
            en=f"{number} adds the script and hands in again, on the last day of the batch",
        )

    async def hand_in_on_the_6th(self, moment: datetime) -> None:
        """One day late: the next batch, with its countdown; nothing is lost."""
        claim_id = self._work.claims["MENTORING", plan.MENTEE]
        late = (await self._submit(plan.MENTEE, claim_id)).body
        told = [(one["due"], one["state"], one["days_left"]) for one in late["batches"]]
        wanted = [("2026-05-05", "NEXT_BATCH", 30), ("2026-05-10", "ACCEPTED", 35)]
        self._story.check("handed-in-on-the-6th-goes-with-the-next-batch", told, wanted)
        counted = (await self._work.school.get("assessment", "/claim-counts")).body["by_batch"]
        self._story.check("a-school-sees-its-next-batch", {"due": "2026-05-05", "claims": 1} in counted, wanted=True)
        reason = late["batches"][0]["reason"]
        self._story.tell(
            moment,
            "CLAIM",
            zh=f"{plan.MENTEE}的师徒带教认定表6日才交:{reason['zh']}(倒计时30天)",
            en=f"{plan.MENTEE} hands in on the 6th: the batch of 5 May takes it, 30 days to go, and nothing is lost",
        )

    async def hand_in_in_august(self, moment: datetime) -> None:
        """A paper printed in summer, and a reading that is only begun: that is where they are when the year ends."""
        number = plan.WRITES_LATE
        proof = await hand_in(self._caller(number), "用稿通知:核心素养与单元作业")
        body = self._paper(proof, title="核心素养导向的单元作业设计", on="2026-08-20")
        await self._claim(number, body)
        late = (await self._caller(number).get("assessment", f"/claims/{self.own['PAPER', number]}")).body
        told = (late["state"], late["lies_with"], late["batches"][0]["due"], late["batches"][0]["days_left"])
        self._story.check("a-countdown-is-visible", told, ("SCHOOL_REVIEW", "SCHOOL", "2026-09-05", 12))
        self.own["BOOK_STUDY", plan.HEARS_LECTURE[1]] = await self._draft(
            plan.HEARS_LECTURE[1],
            plan.form("BOOK_STUDY", "《静悄悄的革命》", on="2026-08-22", characters=1200, papers=[]),
        )
        self._story.tell(
            moment,
            "CLAIM",
            zh=f"{number}暑期发表论文,8月25日上报:归入9月5日一批,还有12天;另有一份读书认定表只填了一半",
            en=f"{number} hands in a paper of the summer on 25 August: the batch of 5 September, 12 days "
            "to go; another "
            "form is only half filled",
        )

    async def _look_ahead(self, claim_id: str) -> None:
        """Before it is handed in: what it would be worth, which papers are asked, who looks at it, how long it has."""
        preview = (await self._caller(plan.TEACHES).get("assessment", f"/claims/{claim_id}/preview")).body
        told = {
            "credits": preview["credits"],
            "recogniser": preview["recogniser"],
            "levels": preview["levels"],
            "asked": [(one["code"], one["is_there"]) for one in preview["checklist"]],
            "days_left": preview["batches"][0]["days_left"],
        }
        wanted = {
            "credits": "1.00",
            "recogniser": "DISTRICT_COLLEGE",
            "levels": ["SCHOOL", "DISTRICT"],
            "asked": [("LESSON_PLAN", True), ("REFLECTION", True)],
            "days_left": 3,
        }
        self._story.check("worth-papers-and-countdown-are-shown-before", told, wanted)

    async def _claim_twice(self, taught: str) -> None:
        lesson = self._work.lesson
        papers = [{"code": "LESSON_PLAN", "note": "教案"}, {"code": "REFLECTION", "note": "反思"}]
        body = plan.form(
            "ONE_DAY_SHOWCASE",
            lesson["title"],
            on="2026-03-12",
            level="COUNTY",
            role="TEACHER",
            characters=900,
            papers=papers,
        )
        second = await self._draft(plan.TEACHES, body)
        refused = await self._submit(plan.TEACHES, second, may=(409,))
        told = (refusal_of(refused), refused.body["facts"]["claim_id"])
        self._story.check("one-lesson-is-not-two-forms", told, ("event-filed-before", taught))
        await self._withdraw(plan.TEACHES, second)

    def _lecture(self, title: str, on: str, *, papers: list[dict[str, Any]]) -> dict[str, Any]:
        return plan.form("LECTURE_GIVEN", title, on=on, role="SPEAKER", minutes=70, papers=papers)

    def _paper(self, proof: str, *, title: str = "作业讲评课的有效性研究", on: str = "2026-03-16") -> dict[str, Any]:
        papers = [{"code": "PUBLICATION", "file_id": proof}]
        return plan.form("PAPER", title, on=on, level="COUNTY", author_order=1, authors=1, papers=papers)

    async def _read(self, number: str, notes: bytes, title: str) -> str:
        return await self._claim(number, await self._reading(number, notes, title, on="2026-03-28"))

    async def _reading(self, number: str, notes: bytes, title: str, *, on: str) -> dict[str, Any]:
        kept = await hand_in_file(self._caller(number), "读书笔记.xlsx", notes)
        papers = [
            {"code": "PLAN", "note": "读书计划"},
            {"code": "READING_NOTES", "file_id": kept["file_id"]},
            {"code": "REVIEW", "note": "读后感,教研组存档"},
        ]
        return plan.form("BOOK_STUDY", title, on=on, characters=3200, papers=papers)

    async def _attach(self, number: str, name: str) -> dict[str, Any]:
        return await hand_in_file(self._caller(number), f"{name}.xlsx", paper(name, "提问的层次与等待"))

    def _caller(self, number: str) -> Caller:
        return self._district.caller(number)

    async def _claim(self, number: str, body: dict[str, Any]) -> str:
        claim_id = await self._draft(number, body)
        await self._submit(number, claim_id)
        self.own[body["kind"], number] = claim_id
        return claim_id

    async def _draft(self, number: str, body: dict[str, Any]) -> str:
        whole = {**body, "teacher_id": self._district.teacher_ids[number]}
        return str((await self._caller(number).post("assessment", "/claims/drafts", whole)).body["claim_id"])

    async def _submit(self, number: str, claim_id: str, *, may: tuple[int, ...] = ()) -> Reply:
        return await self._caller(number).put("assessment", f"/claims/{claim_id}/submission", None, may=may)

    async def _choose(self, number: str, claim_id: str, kind: str) -> None:
        await self._fill(number, claim_id, kind=kind)

    async def _fill(self, number: str, claim_id: str, **changed: Any) -> None:
        path = f"/claims/{claim_id}"
        claim = (await self._caller(number).get("assessment", path)).body
        whole = {**claim["form"], "kind": claim["kind"], "papers": claim["papers"], **changed}
        await self._caller(number).put("assessment", f"{path}/form", whole)

    async def _withdraw(self, number: str, claim_id: str) -> None:
        path = f"/claims/{claim_id}/withdrawal"
        await self._caller(number).put("assessment", path, {"reason": "与先前一份重复,撤回"})

    async def _steps(self, number: str, claim_id: str) -> list[dict[str, Any]]:
        reply = await self._caller(number).get("assessment", f"/claims/{claim_id}/steps")
        return list(reply.body["items"])
