"""The desk of the showcase: each way of checking in, the roll, heads, paper, a room without a network."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from services.demo import qingxi as plan
from services.demo.bureau import District
from services.demo.client import Caller, until
from services.demo.scans import forged
from services.demo.story import Story
from services.demo.training import admin_of

_MINUTE = timedelta(minutes=1)
_PHONE_OF_TWO = "phone-of-two-colleagues"


class Desk:
    """Where codes are shown and people come; `lecture` and `outreach` are ids of the two meetings."""

    def __init__(self, district: District, story: Story) -> None:
        self._district = district
        self._story = story
        self._exchanged = ""
        self._bundle: dict[str, Any] = {}

    @property
    def _trainer(self) -> Caller:
        return self._district.caller(plan.TRAINER)

    async def wait_for_list(self, meeting_id: str, numbers: Sequence[str]) -> None:
        """Attendance keeps a class list of its own: wait until it is this one."""

        async def listed() -> bool:
            book = await self._trainer.get("attendance", f"/meetings/{meeting_id}/sign-in-book", may=(404,))
            lines = book.body["lines"] if book.status == 200 else []
            return sorted(one["staff_number"] for one in lines if one["listed"]) == sorted(numbers)

        await until("attendance to know the members", listed)

    async def ask_for_leave(self, moment: datetime, class_id: str, meeting_id: str) -> None:
        asking = {"reason": "参加市级幼儿园优质课评比", "evidence": "市教研室通知〔2026〕18号"}
        teacher = self._district.caller(plan.ON_LEAVE)
        leave = (await teacher.post("attendance", f"/meetings/{meeting_id}/leaves", asking)).body
        school = self._district.caller(admin_of(plan.KINDERGARTEN.prefix))
        waiting = await school.list_all("attendance", "/leaves", only_open="true")
        told = [(one["staff_number"], one["leave_id"]) for one in waiting]
        self._story.check("a-school-finds-what-its-people-ask", told, [(plan.ON_LEAVE, leave["leave_id"])])
        decision = {"approved": True, "reason": "情况属实"}
        await school.put("attendance", f"/leaves/{leave['leave_id']}/decision", decision)
        decided = await self._trainer.list_all("attendance", f"/classes/{class_id}/leaves")
        seen = [(one["leave_id"], one["decision"]["approved"], one["decision"]["decided_for"]) for one in decided]
        self._story.check("the-class-sees-who-decided", seen, [(leave["leave_id"], True, "SCHOOL")])
        self._story.tell(
            moment,
            "DESK",
            zh=f"{plan.ON_LEAVE}请假附证明,所在学校批准,带班教师即时可见",
            en=f"{plan.ON_LEAVE} asks for leave with evidence; the own school approves, and the trainer sees it",
        )

    async def arrive(self, moment: datetime, meeting_id: str) -> None:
        """The screen gets its codes; people come with position, by number, before a login, by helper."""
        await self._trainer.put("attendance", f"/meetings/{meeting_id}/position", plan.HALL_AT)
        shown = await self._pushed(f"/meetings/{meeting_id}/code-stream", phase="IN")
        self._story.check("codes-are-pushed-ahead", len(shown["codes"]), 6)
        code, number = shown["codes"][0]["code"], shown["codes"][0]["number"]
        grades: dict[str, str] = {}
        near = await self._come(
            meeting_id,
            plan.WITH_POSITION,
            {"code": code, "device": "phone-of-q1002", "position": plan.PHONE_AT},
        )
        self._story.check("only-how-near-is-kept", near["distance"], "NEAR")
        grades[plan.WITH_POSITION] = near["grade"]
        grades[plan.TYPES_NUMBER] = (await self._come(meeting_id, plan.TYPES_NUMBER, {"number": number}))["grade"]
        scan = {"district_id": self._district.district_id, "code": code, "device": "phone-of-q1004"}
        exchanged = await self._district.network.send("attendance", "POST", "/scans", json=scan)
        self._exchanged = exchanged.json()["scan"]
        for teacher in plan.SHARING_A_PHONE:
            await self._come(meeting_id, teacher, {"code": code, "device": _PHONE_OF_TWO})
        helped = await self._by_helper(meeting_id, "IN", plan.PHONE_IS_FLAT)
        grades[plan.PHONE_IS_FLAT] = helped["check_in"]["grade"]
        for teacher in (plan.SCANNED_BY_ANOTHER, plan.FORGETS_TO_LEAVE):
            await self._come(meeting_id, teacher, {"code": code})
        false = await self._district.caller(plan.SIGNS_ON_PAPER).put(
            "attendance", f"/meetings/{meeting_id}/check-in", {"code": forged(code)}, may=(422,)
        )
        self._story.check("a-forged-code-is-refused", false.body["type"].rpartition(":")[2], "code-invalid")
        self._story.check(
            "each-way-has-its-grade",
            grades,
            {plan.WITH_POSITION: "SCANNED", plan.TYPES_NUMBER: "TYPED", plan.PHONE_IS_FLAT: "VOUCHED"},
        )
        self._story.tell(
            moment,
            "DESK",
            zh="大屏滚动码由服务器推送;扫码(只记远近)、输数字码、登录前先扫、助手代签,各有证据等级;伪造码被拒",
            en="Codes are pushed to the screen; by scan (only how near is kept), number, scan before login, helper: "
            "each with its grade of evidence; a forged code is refused",
        )

    async def log_in_late(self, moment: datetime, meeting_id: str) -> None:
        """The scan of before the login counts from its own moment."""
        late = await self._come(meeting_id, plan.LOGS_IN_LATE, {"scan": self._exchanged, "device": "phone-of-q1004"})
        in_time = datetime.fromisoformat(late["recorded_at"]) < plan.LECTURE_BEGINS
        self._story.check("a-slow-login-loses-nobody", (late["state"], in_time), ("ACCEPTED", True))
        self._story.tell(
            moment,
            "DESK",
            zh=f"{plan.LOGS_IN_LATE}先扫码、14分钟后才登录成功:按扫码时刻计,不算迟到",
            en=f"{plan.LOGS_IN_LATE} logs in 14 minutes after the scan, which counts from its own moment: not late",
        )

    async def annul(self, moment: datetime, meeting_id: str) -> None:
        """Somebody else scanned for a colleague: annulled, not deleted; the colleague comes late."""
        teacher_id = self._district.teacher_ids[plan.SCANNED_BY_ANOTHER]
        kept = await self._trainer.list_all("attendance", f"/meetings/{meeting_id}/check-ins")
        (false,) = [one["check_in_id"] for one in kept if one["teacher_id"] == teacher_id]
        path = f"/meetings/{meeting_id}/check-ins/{false}/annulment"
        await self._trainer.put("attendance", path, {"reason": "他人代扫,本人尚在途中"})
        code = (await self._codes(meeting_id, "IN"))[0]["code"]
        again = await self._come(meeting_id, plan.SCANNED_BY_ANOTHER, {"code": code})
        self._story.check("annulled-and-come-again", (again["turn"], again["state"]), (1, "LATE"))
        board = await self._pushed(f"/meetings/{meeting_id}/board")
        counts = {code: number for code, number in board["counts"].items() if number}
        self._story.check(
            "the-board-shows-who-is-there", counts, {"PRESENT": 7, "LATE": 1, "EXPECTED": 1, "ON_LEAVE": 1}
        )
        self._story.tell(
            moment,
            "DESK",
            zh=f"代{plan.SCANNED_BY_ANOTHER}扫的一次作废留痕;本人8:45到场重签,记迟到。实时看板:到7、迟到1、未到1、请假1",
            en=f"A scan for {plan.SCANNED_BY_ANOTHER} by somebody else is annulled and stays on record; "
            "the teacher arrives at 8:45, late. The live board: 7 there, 1 late, 1 expected, 1 on leave",
        )

    async def call_roll(self, moment: datetime, meeting_id: str) -> None:
        """A roll in the middle; heads are counted."""
        roll = (await self._trainer.post("attendance", f"/meetings/{meeting_id}/roll-calls", {"minutes": 5})).body
        shown = await self._trainer.get("attendance", f"/meetings/{meeting_id}/codes", phase="ROLL", roll=roll["roll"])
        code = {"code": shown.body["codes"][0]["code"]}
        path = f"/meetings/{meeting_id}/roll-calls/{roll['roll']}/check-in"
        present = [*plan.TOWN.numbers(2, 6), plan.PHONE_IS_FLAT, plan.SCANNED_BY_ANOTHER]
        for number in present:
            await self._district.caller(number).put("attendance", path, code)
        rolls = (await self._trainer.get("attendance", f"/meetings/{meeting_id}/roll-calls")).body["items"]
        told = [(one["answered"], one["expected"]) for one in rolls]
        self._story.check("the-roll-is-answered", told, [(len(present), plan.PLACES)])
        counted = await self._trainer.post(
            "attendance", f"/meetings/{meeting_id}/head-counts", {"counted": 7, "note": "课间清点"}
        )
        self._story.check("heads-against-check-ins", (counted.body["counted"], counted.body["checked_in"]), (7, 8))
        self._story.tell(
            moment,
            "DESK",
            zh="随机点名:10人中7人应答;清点人头7人,签到在场8人",
            en="A roll in the middle: seven of ten answer; seven heads are counted where eight have checked in",
        )

    async def leave(self, moment: datetime, meeting_id: str) -> None:
        code = {"code": (await self._codes(meeting_id, "OUT"))[0]["code"]}
        for number in [*plan.TOWN.numbers(2, 6), plan.PHONE_IS_FLAT, plan.SCANNED_BY_ANOTHER]:
            await self._district.caller(number).put("attendance", f"/meetings/{meeting_id}/check-out", code)
        self._story.tell(
            moment,
            "DESK",
            zh=f"7人签退,{plan.FORGETS_TO_LEAVE}忘了签退",
            en=f"Seven check out, {plan.FORGETS_TO_LEAVE} forgets to",
        )

    async def enter_paper(self, moment: datetime, meeting_id: str) -> None:
        """Who signed on paper is entered afterwards; what is odd is looked at."""
        teacher = {"staff_number": plan.SIGNS_ON_PAPER}
        for phase, at in (
            ("IN", plan.LECTURE_BEGINS - 4 * _MINUTE),
            ("OUT", plan.LECTURE_ENDS + 2 * _MINUTE),
        ):
            body = {
                "phase": phase,
                "people": [{**teacher, "signed_at": at.isoformat()}],
                "reason": "手机扫码多次失败,纸质签到",
                "reference": "签到册第1页",
            }
            entered = await self._trainer.post("attendance", f"/meetings/{meeting_id}/paper-lists", body)
        self._story.check("paper-has-the-lowest-grade", entered.body["items"][0]["check_in"]["grade"], "PAPER")
        kept = await self._trainer.list_all("attendance", f"/meetings/{meeting_id}/check-ins")
        methods = Counter(one["method"] for one in kept if one["phase"] == "IN")
        self._story.check("every-way-is-kept", sum(methods.values()), 10)
        refused = await self._trainer.list_all("attendance", f"/meetings/{meeting_id}/refused-scans")
        reasons = [(self._district.staff_numbers[one["teacher_id"]], one["reason"]) for one in refused]
        self._story.check("a-refused-scan-is-kept", reasons, [(plan.SIGNS_ON_PAPER, "FORGED_CODE")])
        told = ", ".join(f"{method} {number}" for method, number in sorted(methods.items()))
        self._story.tell(
            moment,
            "DESK",
            zh=f"{plan.SIGNS_ON_PAPER}纸签补录;签到记录(含作废1次):{told}",
            en=f"{plan.SIGNS_ON_PAPER} signed on paper, entered afterwards; check-ins, one annulled: {told}",
        )

    async def look_at_oddities(self, moment: datetime, class_id: str) -> None:
        """A list with evidence; a person decides, nothing follows by itself."""
        path = f"/classes/{class_id}/anomalies"
        odd = await self._trainer.list_all("attendance", path)
        kinds = sorted({one["kind"] for one in odd})
        self._story.check("what-is-odd-is-listed", kinds, ["HEAD_COUNT", "MISSED_ROLL", "SHARED_DEVICE"])
        day = plan.LECTURE_BEGINS.date().isoformat()
        in_district = await self._district.admin.list_all("attendance", "/anomalies", first=day, last=day)
        self._story.check("the-district-sees-the-same", len(in_district), len(odd))
        (shared,) = [one for one in odd if one["kind"] == "SHARED_DEVICE"]
        decision = {"state": "CLEARED", "reason": "两人同校同车,一人手机故障,当面核实"}
        await self._trainer.put("attendance", f"{path}/{shared['anomaly_id']}/decision", decision)
        still = await self._trainer.list_all("attendance", path, state="OPEN")
        self._story.check("a-person-decides", len(still), len(odd) - 1)
        self._story.tell(
            moment,
            "DESK",
            zh=f"补录后的异常清单(附证据,不自动处罚):{';'.join(one['zh'] for one in odd)}。同机一项核实排除",
            en=f"Oddities with evidence, no verdict: {'; '.join(one['en'] for one in odd)}. One is cleared by a person",
        )

    async def take_bundle(self, moment: datetime, meeting_id: str) -> None:
        """The helper's device takes along what it needs where there is no network."""
        self._bundle = (await self._trainer.put("attendance", f"/meetings/{meeting_id}/offline-bundle", None)).body
        self._story.check("the-bundle-has-the-list", len(self._bundle["members"]), 4)
        self._story.tell(
            moment,
            "DESK",
            zh="石桥村小学会场没有网络:助手设备提前领取签名离线包",
            en="No network at the village school: the helper's device takes a signed bundle along",
        )

    async def upload(self, moment: datetime, meeting_id: str) -> None:
        """Brought back in the evening: original times, twice is once, what is unclear waits for a person."""
        coming = [*plan.BRIDGE.numbers(4, 6), plan.UNKNOWN_NUMBER]
        lines = [
            {"client_id": str(uuid4()), "phase": phase, "staff_number": number, "at": at.isoformat()}
            for phase, at in (
                ("IN", plan.OUTREACH_BEGINS - 8 * _MINUTE),
                ("OUT", plan.OUTREACH_ENDS + 2 * _MINUTE),
            )
            for number in coming
        ]
        body = {"ticket": self._bundle["ticket"], "sent_at": moment.isoformat(), "lines": lines}
        path = f"/meetings/{meeting_id}/offline-uploads"
        first = (await self._trainer.post("attendance", path, body)).body["items"]
        again = (await self._trainer.post("attendance", path, body)).body["items"]
        outcomes = Counter(one["outcome"] for one in first)
        self._story.check("offline-facts-are-taken", outcomes, {"RECORDED": 6, "NEEDS_REVIEW": 2})
        self._story.check(
            "the-same-upload-again-adds-nothing",
            [one["check_in_id"] for one in again],
            [one["check_in_id"] for one in first],
        )
        waiting = f"/meetings/{meeting_id}/offline-facts"
        undecided = await self._trainer.list_all("attendance", waiting, only_open="true")
        self._story.check("what-is-unclear-awaits-a-person", len(undecided), 2)
        for fact in first:
            if fact["outcome"] == "NEEDS_REVIEW":
                review = {
                    "accepted": True,
                    "teacher_id": self._district.teacher_ids[plan.MISTYPED],
                    "reason": "工号数字0误录为字母O,当面核实",
                }
                address = f"/meetings/{meeting_id}/offline-facts/{fact['client_id']}/review"
                await self._trainer.put("attendance", address, review)
        kept = await self._trainer.list_all("attendance", f"/meetings/{meeting_id}/check-ins")
        at = {datetime.fromisoformat(one["recorded_at"]) for one in kept if one["phase"] == "IN"}
        self._story.check("offline-times-are-kept", at, {plan.OUTREACH_BEGINS - 8 * _MINUTE})
        book = (await self._trainer.get("attendance", f"/meetings/{meeting_id}/sign-in-book")).body
        present = {code: number for code, number in book["counts"].items() if number}
        self._story.check("a-reviewed-fact-counts", present, {"PRESENT": 4})
        self._story.tell(
            moment,
            "DESK",
            zh="当晚上传离线签到8条:6条按原时间入册,重复上传不增加,2条工号不明经人核实后入册",
            en="Eight lines are uploaded in the evening: six keep their own time, the same upload again adds nothing, "
            "two with an unknown number are settled by a person",
        )

    async def _pushed(self, path: str, **query: Any) -> dict[str, Any]:
        """What the first event of a stream says."""
        events = (await self._trainer.download("attendance", path, seconds=0, **query)).decode()
        (data,) = [line for line in events.splitlines() if line.startswith("data: ")][:1]
        pushed: dict[str, Any] = json.loads(data.removeprefix("data: "))
        return pushed

    async def _codes(self, meeting_id: str, phase: str) -> list[dict[str, Any]]:
        shown = await self._trainer.get("attendance", f"/meetings/{meeting_id}/codes", phase=phase)
        codes: list[dict[str, Any]] = shown.body["codes"]
        return codes

    async def _come(self, meeting_id: str, number: str, proof: dict[str, Any]) -> dict[str, Any]:
        caller = self._district.caller(number)
        await caller.log_in()
        came: dict[str, Any] = (await caller.put("attendance", f"/meetings/{meeting_id}/check-in", proof)).body
        return came

    async def _by_helper(self, meeting_id: str, phase: str, number: str) -> dict[str, Any]:
        body = {"phase": phase, "people": [{"staff_number": number}], "reason": "手机没电,本人在场"}
        answer = await self._trainer.post("attendance", f"/meetings/{meeting_id}/helped-check-ins", body)
        entry: dict[str, Any] = answer.body["items"][0]
        return entry
