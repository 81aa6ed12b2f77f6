"""People move: a teacher to another district with the whole history, a teacher found twice, and booklets of paper."""

from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any, Final

from services.demo import bailu as plan
from services.demo.bureau import District
from services.demo.client import Caller, refusal_of, until
from services.demo.handing_in import hand_in
from services.demo.story import Story
from services.demo.training import Term
from services.demo.values import local

_SECOND_NUMBER: Final = "B1801"
_OLD_HOURS: Final[dict[str, Any]] = {
    "hours": "8",
    "credits": "0",
    "earned_from": "2025-11-05",
    "earned_to": "2025-11-06",
    "category": "TEACHING_INQUIRY",
    "level": "COUNTY",
    "mode": "CENTRALISED",
    "nature": "COMPULSORY",
    "kind": "OTHER_TRAINING",
    "tags": [],
    "organised_by_admin": True,
}


class Moves:
    """What happens to people in July, told in the district's story; `to` is where somebody goes."""

    def __init__(self, term: Term, *, story: Story, to: District) -> None:
        self._term = term
        self._district = term.district
        self._story = story
        self._to = to

    def plan(self) -> None:
        """Put the moves on the agenda."""
        for on, name, work in (
            ("2026-07-06 09:00", "登记证书簿 booklets", self.keep_booklets),
            ("2026-07-08 09:00", "一人两号 one person twice", self.merge),
            ("2026-07-15 09:00", "调往外县 to another district", self.let_go),
            ("2026-08-03 09:00", "外县接收 received there", self.receive),
        ):
            self._term.agenda.at(local(on), name, partial(work, local(on)))

    @property
    def _admin(self) -> Caller:
        return self._district.admin

    @property
    def _deputy(self) -> Caller:
        return self._district.caller(plan.DEPUTY)

    async def keep_booklets(self, moment: datetime) -> None:
        """Booklets are kept by the school; one is lost and issued again, one goes along with who leaves."""
        lost = await self._booklet(plan.FOUND_TWICE, "鹭继教00001")
        school_id = self._district.schools[plan.SCHOOL.prefix]
        item = {"teacher_id": self._district.teacher_ids[plan.BRINGS_PAPER], "number": "鹭继教00002"}
        body = {"issued_on": "2026-07-06", "items": [item]}
        fates = (await self._admin.post("ledger", f"/schools/{school_id}/booklets", body)).body
        leaving = fates["items"][0]["booklet"]["booklet_id"]
        loss = {"on": "2026-07-06", "reason": "档案室搬迁中遗失,已登报声明"}
        await self._admin.post("ledger", f"/booklets/{lost}/losses", loss)
        again = {"number": "鹭继教00003", "issued_on": "2026-07-06", "reason": "遗失补发"}
        await self._admin.post("ledger", f"/booklets/{lost}/reissues", again)
        handed = {"school_id": None, "on": "2026-07-06", "reason": "调往外县,交本人带走"}
        await self._admin.post("ledger", f"/booklets/{leaving}/handovers", handed)
        listed = await self._admin.list_all("ledger", "/booklets")
        seen = (await self._admin.get("ledger", f"/booklets/{lost}")).body
        self._story.check("booklets-are-kept-lost-and-issued-again", (len(listed), bool(seen)), (3, True))
        self._story.tell(
            moment,
            "LEDGER",
            zh="证书簿登记到校:一本遗失补发,一本随调动交本人,每一步都有日期和理由",
            en="Booklets are kept by the school: one is lost and issued again, one goes along with who leaves, each "
            "step with its day and reason",
        )

    async def merge(self, moment: datetime) -> None:
        """One person under two numbers: two officers merge them, and the entries follow under one causation id."""
        district = self._district
        keeps = district.teacher_ids[plan.FOUND_TWICE]
        second = await self._entered_again()
        await self._give(second)
        proposal = {"teacher_id": second, "into_teacher_id": keeps, "reason": "同一人先后以两个工号登记,已核对档案"}
        merge_id = (await self._admin.post("directory", "/teacher-merges", proposal)).body["merge_id"]
        path, approval = f"/teacher-merges/{merge_id}", {"decision": "APPROVED", "reason": "档案已核对"}
        alone = await self._admin.post("directory", f"{path}/decision", approval, may=(409,))
        self._story.check("nobody-merges-alone", refusal_of(alone), "second-person-needed")
        await self._deputy.post("directory", f"{path}/decision", approval)
        balance = f"/teachers/{keeps}/balance"

        async def moved() -> bool:
            return Decimal((await self._admin.get("ledger", balance)).body["hours"]) == Decimal(_OLD_HOURS["hours"])

        await until("the entries to follow the merge", moved)
        (move,) = (await self._admin.get("ledger", f"{path}/moves")).body["moves"]
        sides = sorted(Decimal(one["hours"]) for one in move["entries"])
        self._story.check("entries-follow-under-one-cause", sides, [Decimal(-8), Decimal(8)])
        rebuilt = (await self._admin.post("ledger", "/verdicts/rebuild", may=(202,))).body["waiting"]

        async def judged() -> bool:
            return bool((await self._admin.get("ledger", "/verdicts")).body["waiting"] == 0)

        await until("everybody to be judged anew", judged)
        self._story.check("everybody-is-judged-anew", rebuilt > 0, wanted=True)
        self._story.tell(
            moment,
            "LEDGER",
            zh=f"{_SECOND_NUMBER}与{plan.FOUND_TWICE}是同一人:两名经办人核对后合并,8学时以同一缘由冲销、转记",
            en=f"{_SECOND_NUMBER} and {plan.FOUND_TWICE} are one person: merged by two officers, and the eight hours "
            "are taken back and given again under one cause",
        )

    async def let_go(self, moment: datetime) -> None:
        """To another district, which is told by the system and by nobody's spreadsheet."""
        teacher_id = self._district.teacher_ids[plan.BRINGS_PAPER]
        body = {"new_district_id": self._to.district_id, "last_day": "2026-07-31", "reason": "调往外县任教"}
        gone = (await self._admin.post("directory", f"/teachers/{teacher_id}/departures", body)).body
        self._story.check("a-teacher-is-let-go", gone["state"], "DEPARTED")
        self._story.tell(
            moment,
            "LEDGER",
            zh=f"{plan.BRINGS_PAPER}调往{self._to.name},7月31日止;本县账簿随签名账头发出完整记录",
            en=f"{plan.BRINGS_PAPER} goes to {self._to.district_id} after 31 July; the history follows, signed",
        )

    async def receive(self, moment: datetime) -> None:
        """Received there: the hours count for the teacher, and in none of the new district's sums."""
        admin = self._to.admin
        before = (await admin.get("ledger", "/summary")).body["earned"]["total"]["hours"]
        expected: list[dict[str, Any]] = []

        async def announced() -> bool:
            expected[:] = await admin.list_all("directory", "/arrivals", state="EXPECTED")
            return bool(expected)

        await until("the teacher to be announced", announced)
        path = expected[0]["transfer_id"]
        body = {
            "new": {"staff_number": "Q9001", "name": "方雨桐", "hire_date": "2012-09-01"},
            "school_id": next(iter(self._to.schools.values())),
            "first_day": "2026-08-01",
            "post": "TEACHER",
            "stage": "PRIMARY",
        }
        received = (await admin.post("directory", f"/arrivals/{path}/reception", body)).body

        async def arrived() -> bool:
            told = await admin.get("ledger", f"/transfers/{path}/history", may=(404,))
            history = told.body["received"] if told.status == 200 else None
            return history is not None and history["state"] == "COMPLETE" and history["teacher_id"] is not None

        await until("the history to arrive", arrived)
        # As if a part had been lost on the way: all of it is sent once more, and counts once.
        await self._district.admin.post("ledger", f"/transfers/{path}/history", may=(202,))
        await until("the history to arrive again", arrived)
        statement = (await admin.get("ledger", f"/teachers/{received['teacher_id']}/statement")).body
        told = (Decimal(statement["carried_hours"]), Decimal(statement["hours"]))
        self._story.check("the-history-comes-along", told, (Decimal(plan.PAPER_HOURS), Decimal(0)))
        after = (await admin.get("ledger", "/summary")).body["earned"]["total"]["hours"]
        self._story.check("and-enters-no-sum-of-the-new-district", after, before)
        self._story.tell(
            moment,
            "LEDGER",
            zh=f"{self._to.name}接收:{plan.PAPER_HOURS}学时逐条验明、计入本人,不计入新县的汇总",
            en=f"Received: {plan.PAPER_HOURS} hours are proven entry by entry and count for the teacher, in no sum "
            "of the new district",
        )

    async def _booklet(self, number: str, booklet: str) -> str:
        body = {"teacher_id": self._district.teacher_ids[number], "number": booklet, "issued_on": "2026-07-06"}
        return str((await self._admin.post("ledger", "/booklets", body)).body["booklet_id"])

    async def _entered_again(self) -> str:
        """The same person, entered under another number."""
        body = {
            "staff_number": _SECOND_NUMBER,
            "name": self._district.logins[plan.FOUND_TWICE].note,
            "school_id": self._district.schools[plan.SCHOOL.prefix],
            "hire_date": "2025-09-01",
            "appointed_from": "2025-09-01",
        }
        return str((await self._admin.post("directory", "/teachers", body)).body["teacher_id"])

    async def _give(self, teacher_id: str) -> None:
        """Hours that stand on the second account."""
        file_id = await hand_in(self._admin, "县教学研讨学时证明", "8学时", "原件已核验")
        body = {
            "teacher_id": teacher_id,
            "title": "县教学研讨(纸质证明补登)",
            "reason": "原件已核验",
            "lines": [_OLD_HOURS],
            "evidence": [file_id],
        }
        asked = (await self._admin.post("ledger", "/adjustments", body)).body["adjustment_id"]
        decision = {"decision": "APPROVED", "reason": "与原件相符"}
        await self._deputy.post("ledger", f"/adjustments/{asked}/decision", decision)
        self._term.hours += Decimal(_OLD_HOURS["hours"])
