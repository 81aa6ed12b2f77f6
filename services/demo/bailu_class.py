"""The leading goose class is set up: scheme, members, who marks whom, what is to be handed in by when."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from services.demo import bailu as plan
from services.demo.bureau import District
from services.demo.client import Caller, refusal_of
from services.demo.handing_in import hand_in
from services.demo.story import Story
from services.demo.training import TrainingClass, admin_of


class Setup:
    """From the county's notice to the first work handed in."""

    def __init__(self, district: District, story: Story, training: TrainingClass) -> None:
        self._district = district
        self._story = story
        self._class = training
        self._marked_by: defaultdict[str, set[str]] = defaultdict(set)
        """Who is marked by whom; theory and practice have a ring each."""

    @property
    def path(self) -> str:
        return f"/classes/{self._class.class_id}"

    @property
    def trainer(self) -> Caller:
        return self._district.caller(plan.TRAINER)

    async def choose_scheme(self, moment: datetime) -> None:
        """The district publishes how it assesses; the class is given that version before anybody is marked."""
        admin = self._district.admin
        first = plan.scheme(excellent_from="90", reason="领雁班考核办法(试行)")
        published = (await admin.post("assessment", "/schemes", first)).body
        self._story.check("a-scheme-is-published-as-a-version", published["scheme"]["version"], 1)
        await admin.post("assessment", "/feedback-forms", plan.FEEDBACK)
        school = self._district.caller(admin_of(plan.SCHOOL.prefix))
        await self._class.nominate(school, list(plan.MEMBERS))
        await self._class.wait_for_list()
        chosen = {"scheme": "GOOSE", "version": 1}
        await self.trainer.put("assessment", f"{self.path}/scheme", chosen)
        told = (await self._district.caller(plan.MEMBERS[0]).get("assessment", f"{self.path}/scheme")).body
        self._story.check("members-see-how-they-are-assessed", told["code"], "GOOSE")
        listed = (await self.trainer.get("assessment", "/schemes")).body["items"]
        codes = {one["code"] for one in listed}
        self._story.check("shipped-schemes-stand-beside-the-districts", {"GOOSE", "LY", "P240"} <= codes, wanted=True)
        self._story.tell(
            moment,
            "CLASS",
            zh=f"县里公布领雁班考核办法第1版(理论、实践各由自评、互评、专家评定,权重按县里补定),{len(plan.MEMBERS)}名英语教师参训",
            en=f"The county publishes its scheme: theory and practice, each by oneself, peers and experts; "
            f"{len(plan.MEMBERS)} teachers of English are nominated",
        )

    async def name_assessors(self, moment: datetime) -> None:
        """Experts for all members, peers in a ring; who cannot come is withdrawn with a reason."""
        experts = [{"account_id": self._district.account_ids[one]} for one in (plan.EXPERT, plan.OTHER_EXPERT)]
        path = f"{self.path}/assessors"
        for component in ("THEORY_EXPERT", "PRACTICE_EXPERT"):
            body = {"component": component, "kind": "EXPERT", "items": experts, "reason": "评审组名单"}
            named = (await self.trainer.post("assessment", path, body)).body["items"]
        away = next(one for one in named if one["account_id"] == self._district.account_ids[plan.OTHER_EXPERT])
        withdrawal = {"assignment_ids": [away["assignment_id"]], "reason": "当日出差,不参加实践评审"}
        await self.trainer.post("assessment", f"{path}/withdrawals", withdrawal)
        for component in ("THEORY_PEER", "PRACTICE_PEER"):
            ring = (await self.trainer.get("assessment", f"{self.path}/components/{component}/peers", each=1)).body[
                "items"
            ]
            peers = [{"person_id": one["person_id"], "teacher_ids": one["teacher_ids"]} for one in ring]
            for one in ring:
                for marked in one["teacher_ids"]:
                    self._marked_by[marked].add(one["person_id"])
            body = {"component": component, "kind": "PEER", "items": peers, "reason": "按系统建议轮流互评"}
            await self.trainer.post("assessment", path, body)
        oneself = {
            "component": "THEORY_PEER",
            "kind": "PEER",
            "items": [
                {
                    "person_id": self._district.teacher_ids[plan.MEMBERS[0]],
                    "teacher_ids": [self._district.teacher_ids[plan.MEMBERS[0]]],
                }
            ],
        }
        refused = await self.trainer.post("assessment", path, oneself, may=(409,))
        self._story.check("nobody-is-named-for-oneself", refusal_of(refused), "own-assessment")
        listed = await self.trainer.list_all("assessment", path)
        told = (len(listed), sum(one["withdrawn_at"] is not None for one in listed))
        self._story.check("assessors-are-named-and-withdrawn-on-record", told, (4 + 2 * len(plan.MEMBERS), 1))
        for work in plan.WORKS:
            body = {"due_at": plan.WORKS_DUE, "reason": "按开班通知"}
            await self.trainer.put("assessment", f"{self.path}/works/{work}/deadline", body)
        self._story.tell(
            moment,
            "CLASS",
            zh="专家2人、互评按环形轮流,不评本人;一位专家因出差撤出实践评审;四件作品定于5月24日18时截止",
            en="Two experts, peers in a ring and never oneself; one expert cannot come and is withdrawn with a reason; "
            "four works are due on 24 May at six",
        )

    async def hand_in_works(self, moment: datetime) -> None:
        """Four works of each member before the deadline, but for one."""
        for number in plan.MEMBERS:
            for work in plan.WORKS:
                if (number, work) != (plan.LATE_WITH_WORK, "COURSEWARE"):
                    await self._submit(number, work)
        seen = (await self._district.caller(plan.MEMBERS[0]).get("assessment", f"{self.path}/works")).body["items"]
        self._story.check("members-see-what-is-due", [one["work"] for one in seen], list(plan.WORKS))
        self._story.tell(
            moment,
            "CLASS",
            zh=f"学员按时交作品(文件经类型核对存档);{plan.LATE_WITH_WORK}的课件还没交",
            en="Works are handed in as files that are checked and kept; the courseware of "
            f"{plan.LATE_WITH_WORK} is missing",
        )

    async def hand_in_late(self, _moment: datetime) -> None:
        """After six o'clock by the server's time."""
        late = await self._submit(plan.LATE_WITH_WORK, "COURSEWARE")
        self._story.check("a-late-work-is-marked-late", late["late"], wanted=True)

    async def return_work(self, moment: datetime) -> None:
        """One work is returned with a reason; the member replaces that one and no other."""
        number, work = plan.RETURNED_WORK, "COURSEWARE"
        teacher_id = self._district.teacher_ids[number]
        listed = await self.trainer.list_all("assessment", f"{self.path}/submissions")
        first = next(one for one in listed if (one["teacher_id"], one["work"]) == (teacher_id, work))
        path = f"{self.path}/submissions/{first['submission_id']}"
        file_path = f"{path}/files/{first['files'][0]['file_id']}"
        content = await self.trainer.download("assessment", file_path)
        self._story.check("what-was-handed-in-can-be-opened", content[:2], b"PK")
        peers = {self._district.staff_numbers[one] for one in self._marked_by[teacher_id]}
        opened = [(await self._district.caller(one).download("assessment", file_path))[:2] for one in sorted(peers)]
        self._story.check("who-marks-it-opens-it", set(opened), {b"PK"})
        other = next(one for one in plan.MEMBERS if one != number and one not in peers)
        unseen = await self._district.caller(other).get("assessment", file_path, may=(404,))
        self._story.check("another-classmate-does-not", refusal_of(unseen), "not-found")
        await self.trainer.put("assessment", f"{path}/return", {"reason": "缺教学反思页,请补充"})
        await self._submit(number, work, note="补教学反思")
        after = await self.trainer.list_all("assessment", f"{self.path}/submissions")
        told = sorted(
            (one["version"], one["state"]) for one in after if (one["teacher_id"], one["work"]) == (teacher_id, work)
        )
        self._story.check("a-work-is-replaced-and-the-former-kept", told, [(1, "RETURNED"), (2, "HANDED_IN")])
        self._story.tell(
            moment,
            "CLASS",
            zh=f"{plan.LATE_WITH_WORK}的课件按服务器时间记为迟交;{number}的课件退回补充,第2版代替第1版,原件留存",
            en=f"The courseware of {plan.LATE_WITH_WORK} is late by the server's clock; that of {number} "
            "is returned and "
            "replaced, the first version is kept",
        )

    async def _submit(self, number: str, work: str, *, note: str = "") -> dict[str, Any]:
        caller = self._district.caller(number)
        file_id = await hand_in(caller, plan.WORKS[work], f"{number} {plan.WORKS[work]}", note or "正文")
        body = {"work": work, "file_ids": [file_id], "note": note or None}
        return dict((await caller.post("assessment", f"{self.path}/submissions", body)).body)
