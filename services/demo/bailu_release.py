"""The class's marks are released, appealed against, fed back, scored anew, certified and finalised."""

from datetime import datetime
from typing import Any

from services.demo import bailu as plan
from services.demo.bailu_class import Setup
from services.demo.bureau import District
from services.demo.client import Caller, refusal_of
from services.demo.handing_in import hand_in
from services.demo.story import Story
from services.demo.training import TrainingClass
from services.demo.values import DemoFailed


class Release:
    """What members are shown, what they say to it, and what becomes final."""

    def __init__(self, district: District, story: Story, setup: Setup, training: TrainingClass) -> None:
        self._district = district
        self._story = story
        self._setup = setup
        self._class = training
        self.finalised: dict[str, int] = {}

    @property
    def _path(self) -> str:
        return self._setup.path

    @property
    def _trainer(self) -> Caller:
        return self._setup.trainer

    async def release(self, moment: datetime) -> None:
        """Members see nothing before; one component is taken back with a reason and released again."""
        member = self._district.caller(plan.MEMBERS[0])
        before = await self._own_result(member)
        self._story.check("nothing-is-shown-before-its-release", before["status"], "AWAITING_RELEASE")
        path = f"{self._path}/releases"
        shown = {"components": list(plan.COMPONENTS), "appeal_days": 7, "reason": "考核组复核完毕"}
        await self._trainer.post("assessment", path, shown)
        back = {"components": ["PRACTICE_EXPERT"], "reason": "补考分登记待核"}
        await self._trainer.post("assessment", f"{path}/withdrawal", back)
        hidden = {
            one["component"] for one in (await member.get("assessment", path)).body["items"] if not one["released"]
        }
        self._story.check("a-release-is-taken-back-with-a-reason", hidden, {None, "PRACTICE_EXPERT"})
        await self._trainer.post("assessment", path, {**shown, "components": ["PRACTICE_EXPERT"]})
        acts = await self._trainer.list_all("assessment", f"{path}/acts")
        told = (len(acts), sum(one["withdrawn"] for one in acts))
        self._story.check("every-act-of-release-is-kept", told, (len(plan.COMPONENTS) + 2, 1))
        self._story.tell(
            moment,
            "SHOW",
            zh="公布前学员看不到分数;六项成绩公布,一项因待核撤回、说明原因后重新公布,七天内可申诉",
            en="Members see nothing before the release; six parts are shown, one is taken back with a reason and shown "
            "again; seven days to appeal",
        )

    async def appeal(self, moment: datetime) -> None:
        """Three object; the third comes when the time is over."""
        path = f"{self._path}/appeals"
        caller = self._district.caller(plan.APPEALS)
        sheet = await hand_in(caller, "互评登记表", "互评原表:90")
        grounds = {"component": "THEORY_PEER", "grounds": "互评表上是90分,录入为84分,附原表", "file_ids": [sheet]}
        first = (await caller.post("assessment", path, grounds)).body
        other = {"component": "PRACTICE_PEER", "grounds": "感觉偏低"}
        second = (await self._district.caller(plan.APPEALS_IN_VAIN).post("assessment", path, other)).body
        listed = await self._trainer.list_all("assessment", path)
        self._story.check("appeals-wait-to-be-decided", [one["state"] for one in listed], ["OPEN", "OPEN"])
        content = await self._district.admin.download("assessment", f"/appeals/{first['appeal_id']}/files/{sheet}")
        self._story.check("who-decides-reads-what-is-enclosed", content[:2], b"PK")
        upheld = {
            "outcome": "UPHELD",
            "reason": "核对原表确为90分",
            "points": [{"component": "THEORY_PEER", "score": "90"}],
        }
        # The trainer neither marked nor moderated this part; who moderates by it does not certify the member later.
        decided = (await self._trainer.put("assessment", f"/appeals/{first['appeal_id']}/decision", upheld)).body
        rejected = {"outcome": "REJECTED", "reason": "登记与原表一致"}
        await self._district.admin.put("assessment", f"/appeals/{second['appeal_id']}/decision", rejected)
        states = sorted(one["state"] for one in await self._trainer.list_all("assessment", path))
        self._story.check("appeals-are-decided", (decided["state"], states), ("UPHELD", ["REJECTED", "UPHELD"]))
        raw = await self._trainer.list_all(
            "assessment",
            f"{self._path}/scores",
            teacher_id=self._district.teacher_ids[plan.APPEALS],
            component="THEORY_PEER",
        )
        self._story.check("the-original-mark-stays", [one["score"] for one in raw], ["84.00"])
        self._story.tell(
            moment,
            "SHOW",
            zh=f"{plan.APPEALS}附原表申诉成立,改计90分、原始分84保留;{plan.APPEALS_IN_VAIN}申诉驳回",
            en=f"The appeal of {plan.APPEALS} is upheld: 90 is to count and the mark of 84 stays on record; that of "
            f"{plan.APPEALS_IN_VAIN} is rejected",
        )

    async def appeal_too_late(self, _moment: datetime) -> None:
        late = {"component": "THEORY_EXPERT", "grounds": "专家评分偏低"}
        refused = await self._district.caller(plan.APPEALS_TOO_LATE).post(
            "assessment", f"{self._path}/appeals", late, may=(409,)
        )
        self._story.check("an-appeal-after-seven-days-is-refused", refusal_of(refused), "appeal-too-late")

    async def ask_for_feedback(self, moment: datetime) -> None:
        """Four answers are shown to nobody, five are; nobody learns who said what."""
        path = f"{self._path}/feedback"
        await self._trainer.put("assessment", path, {"form": "TRAINEE_FEEDBACK", "version": 1})
        for number in plan.ANSWER_FIRST:
            await self._answer(number, 5)
        four = (await self._trainer.get("assessment", f"{path}/statistics")).body
        self._story.check(
            "four-answers-are-shown-to-nobody", (four["answers"], four["withheld"], four["questions"]), (4, True, [])
        )
        reminders = await self._trainer.list_all("assessment", f"{path}/reminders")
        waiting = sorted(self._district.staff_numbers[one["teacher_id"]] for one in reminders)
        self._story.check("who-has-not-answered-is-reminded", waiting, [plan.ANSWERS_FIFTH, plan.NEVER_ANSWERS])
        await self._answer(plan.ANSWERS_FIFTH, 4)
        five = (await self._trainer.get("assessment", f"{path}/statistics")).body
        mean = five["questions"][0]["mean"]
        self._story.check("five-answers-are-shown-together", (five["withheld"], mean), (False, "4.80"))
        seen = (await self._district.caller(plan.NEVER_ANSWERS).get("assessment", path)).body
        told = (seen["answered"], seen["members"], seen["has_answered"])
        self._story.check("feedback-hinders-nobody", told, (5, len(plan.MEMBERS), False))
        forms = (await self._trainer.get("assessment", "/feedback-forms")).body["items"]
        self._story.check(
            "the-form-is-kept-by-version", [(one["code"], one["version"]) for one in forms], [("TRAINEE_FEEDBACK", 1)]
        )
        self._story.tell(
            moment,
            "SHOW",
            zh=f"反馈表:4份时谁也看不到内容,第5份起只显示汇总(平均4.8);{plan.NEVER_ANSWERS}没有填,只提醒、不影响结业",
            en=f"Feedback: of four answers nobody is shown any, from the fifth on the statistics (mean 4.8); "
            f"{plan.NEVER_ANSWERS} is reminded and hindered by nothing",
        )

    async def certify(self, moment: datetime) -> None:
        """The result is released, the bureau certifies, and who has everything is finalised; one lacks a defence."""
        excellent = (
            await self._trainer.get("assessment", f"{self._path}/excellence-proposal", share="20", of="MEMBERS")
        ).body
        best = [self._district.staff_numbers[one["teacher_id"]] for one in excellent["within"]]
        self._story.check("a-quota-proposes-and-decides-nothing", (excellent["places"], best), (1, [plan.MEMBERS[0]]))
        await self._trainer.post("assessment", f"{self._path}/releases", {"result": True, "reason": "成绩公布"})
        own = await self._own_result(self._district.caller(plan.ABSENT_FROM_DEFENCE))
        words = " ".join(one["zh"] for one in own["explanation"])
        self._story.check("a-missing-defence-is-named", "提高课教学设计尚未答辩" in words, wanted=True)
        results = await self._class.results()
        lacking = {
            self._district.staff_numbers[one["teacher_id"]]: [words["zh"] for words in one["explanation"]]
            for one in results
            if one["status"] != "AWAITING_CERTIFICATION"
        }
        if set(lacking) != {plan.ABSENT_FROM_DEFENCE}:
            raise DemoFailed(f"all but {plan.ABSENT_FROM_DEFENCE} should have everything, yet {lacking}")
        ready = [one["teacher_id"] for one in results if one["status"] == "AWAITING_CERTIFICATION"]
        certified = {"teacher_ids": ready}
        answers = (await self._district.admin.post("assessment", f"{self._path}/certifications", certified)).body[
            "items"
        ]
        refused = [one["problem"] for one in answers if one["problem"] is not None]
        self._story.check("the-bureau-certifies-who-is-ready", refused, [])
        self.finalised = await self._class.finalise()
        self._story.check("who-has-everything-is-finalised", self.finalised, {"PASSED": len(plan.MEMBERS) - 1})
        self._story.tell(
            moment,
            "DONE",
            zh=f"县教育局认定、结业{len(ready)}人;{plan.ABSENT_FROM_DEFENCE}成绩再高,缺一次答辩也不发证、不计学时",
            en=f"The bureau certifies and {len(ready)} are finalised; {plan.ABSENT_FROM_DEFENCE} lacks a defence: no "
            "certificate and no hours, however good the marks",
        )

    async def score_anew(self, moment: datetime) -> None:
        """Another version of the scheme: seen before it is applied, and applied only as it was seen."""
        admin = self._district.admin
        second = plan.scheme(excellent_from="88", reason="修订:优秀线由90分调整为88分")
        version = (await admin.post("assessment", "/schemes", second)).body["scheme"]["version"]
        kept = (await self._trainer.get("assessment", "/schemes/GOOSE/versions/1")).body
        bands = [one["from_score"] for one in kept["scheme"]["bands"]]
        self._story.check("a-scheme-in-use-is-never-edited", (version, bands), (2, ["90.00", "60.00"]))
        path = f"{self._path}/rescorings"
        wanted: dict[str, Any] = {"scheme": "GOOSE", "version": 2}
        preview = (await self._trainer.get("assessment", f"{path}/preview", **wanted)).body
        told = [
            (self._district.staff_numbers[one["teacher_id"]], one["before"]["grade"], one["after"]["grade"])
            for one in preview["changes"]
        ]
        self._story.check("who-changes-is-seen-before", told, [(plan.RISES, "PASS", "EXCELLENT")])
        body = {**wanted, "preview_hash": preview["hash"], "reason": "按修订后的办法"}
        stale = await admin.post("assessment", path, {**body, "preview_hash": "0" * 64}, may=(409,))
        self._story.check("only-what-was-seen-is-applied", stale.status, 409)
        await admin.post("assessment", path, body)
        applied = (await self._trainer.get("assessment", path)).body["items"]
        self._story.check(
            "a-rescoring-is-on-record", [(one["to_version"], one["changed"]) for one in applied], [(2, 1)]
        )
        retired = await admin.put("assessment", "/schemes/GOOSE/versions/1/retirement", {"reason": "已由第2版代替"})
        self._story.check("a-replaced-version-is-retired", retired.body["retired_at"] is not None, wanted=True)
        waiting = await self._trainer.list_all("assessment", f"{self._path}/revisions")
        rising = [self._district.teacher_ids[plan.RISES]]
        self._story.check("what-was-final-waits-for-a-person", [one["teacher_id"] for one in waiting], rising)
        confirmation = {"teacher_ids": rising, "reason": "按第2版复核属实"}
        path = f"{self._path}/revisions/confirmation"
        (alone,) = (await admin.post("assessment", path, confirmation)).body["items"]
        own = str(alone["problem"]["type"]).rpartition(":")[2]
        self._story.check("nobody-confirms-what-they-changed", own, "own-correction")
        await self._district.caller(plan.DEPUTY).post("assessment", path, confirmation)
        self._story.tell(
            moment,
            "DONE",
            zh=f"优秀线改为88分:第2版先预览,只有{plan.RISES}由合格变优秀,核对无误才生效;已结业的由县里另一人确认;第1版停用、留存",
            en=f"The line of excellence moves to 88: the preview shows that {plan.RISES} alone changes, "
            "only what was seen "
            "is applied, and what was final is confirmed by another officer; version 1 is retired and kept",
        )

    async def certify_the_last(self, moment: datetime) -> None:
        """Who was ill has defended by now."""
        teacher_id = self._district.teacher_ids[plan.ABSENT_FROM_DEFENCE]
        ids = {"teacher_ids": [teacher_id]}
        await self._district.admin.post("assessment", f"{self._path}/certifications", ids)
        last = await self._class.finalise()
        self._story.check("finalised-once-each", last, {"PASSED": 1})
        outcomes = await self._class.outcomes()
        own = f"/teachers/{self._district.teacher_ids[plan.RISES]}/outcomes"
        (risen,) = await self._district.caller(plan.RISES).list_all("assessment", own)
        self._story.check("a-member-reads-the-own-outcome", (risen["grade"], risen["revision"]), ("EXCELLENT", 2))
        grades = {self._district.staff_numbers[one["teacher_id"]]: one["grade"] for one in outcomes}
        excellent = sorted(number for number, grade in grades.items() if grade == "EXCELLENT")
        self._story.check("grades-are-those-of-the-scheme", (len(grades), excellent), (6, ["B1002", plan.RISES]))
        self._story.tell(
            moment,
            "DONE",
            zh=f"{plan.ABSENT_FROM_DEFENCE}补答辩后结业:全班6人合格、其中2人优秀,每人12学时记入台账",
            en=f"{plan.ABSENT_FROM_DEFENCE} defends and is finalised too: six have passed, two of them "
            "as excellent, with "
            "twelve hours each in the ledger",
        )

    async def _answer(self, number: str, point: int) -> None:
        answers = {"answers": [{"question": "CONTENT", "point": point}, {"question": "ADVICE", "text": "多安排磨课"}]}
        path = f"{self._path}/feedback/answer"
        await self._district.caller(number).put("assessment", path, answers)

    async def _own_result(self, member: Caller) -> dict[str, Any]:
        (own,) = await member.list_all("assessment", f"{self._path}/results")
        return own
