"""Nominations of the showcase: a limit per person, who may enter and why not, a list as a spreadsheet, an override."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from services.demo import qingxi as plan
from services.demo.bureau import District
from services.demo.client import Caller
from services.demo.spreadsheets import write_sheet
from services.demo.story import Story
from services.demo.training import admin_of

_SHEET: Final = "选送名单"
_NUMBER, _REASON = "工号", "放行理由"
_WORDS: Final = "每名教师每学年参加县级集中培训不超过一期"
_ALL_THE_SAME: Final = "骨干研修后调任班主任,经教育局同意参加"


class Nominations:
    """The lists that schools send for the class whose places they asked for."""

    def __init__(self, district: District, story: Story, *, folder: Path) -> None:
        self._district = district
        self._story = story
        self._folder = folder / "nominations"
        self._limit_id = ""

    @property
    def _school(self) -> Caller:
        return self._district.caller(admin_of(plan.TOWN.prefix))

    @property
    def _planner(self) -> Caller:
        return self._district.caller(plan.PLANNER)

    async def limit(self, moment: datetime, *, class_id: str, program_id: str) -> None:
        """Nobody shall have two such trainings a year; who has one is told so before anybody asks for him."""
        body = {
            "program_id": program_id,
            "class_id": None,
            "measure": "CLASSES",
            "per": "YEAR",
            "most": "1",
            "alike": "ANY",
            "levels": ["COUNTY"],
            "within_years": None,
            "override": "with_reason",
            "words": _WORDS,
        }
        self._limit_id = (await self._planner.post("registration", "/entry-limits", body)).body["limit_id"]
        limits = await self._school.list_all("registration", "/entry-limits", class_id=class_id)
        teacher_id = self._district.teacher_ids[plan.ALREADY_TRAINED]
        asking = self._district.caller(plan.ALREADY_TRAINED)
        path = f"/classes/{class_id}/eligibility"
        answer = (await asking.get("registration", path, teacher_id=teacher_id)).body
        barring = [one for one in answer["findings"] if one["barred"]]
        told = (
            [one["words"] for one in limits],
            answer["result"],
            answer["overridable"],
            [one["quote"] for one in barring],
        )
        self._story.check("who-is-barred-is-told-why", told, ([_WORDS], "BARRED", True, [_WORDS]))
        self._story.tell(
            moment,
            "SEATS",
            zh=f"本项目限每人每学年一期。{plan.ALREADY_TRAINED}查询资格:{barring[0]['reason_zh']}",
            en=f"One such training a year for each. {plan.ALREADY_TRAINED} asks and is told: {barring[0]['reason_en']}",
        )

    async def send_lists(self, moment: datetime, class_id: str) -> None:
        """A school's list: a wrong number, then tried, then sent, then sent again."""
        template = await self._school.download("registration", f"/classes/{class_id}/nomination-template")
        self._story.keep("nomination-template.xlsx", template, looks_right=lambda content: content.startswith(b"PK"))
        wrong = await self._send(class_id, "faulty", [plan.LISTED, plan.LISTED_WRONGLY])
        faults = [(one["row"], one["column"], one["code"]) for one in wrong["errors"]]
        self._story.check(
            "a-list-is-told-its-faults", (wrong["applied"], faults), (False, [(3, _NUMBER, "unknown-teacher")])
        )
        named = [plan.LISTED, plan.ALREADY_TRAINED]
        tried = await self._send(class_id, "list", named, dry_run="true")
        results = [one["result"] for one in tried["items"]]
        self._story.check("a-list-is-tried-first", (tried["applied"], results), (False, ["CONFIRMED", "REFUSED"]))
        sent = await self._send(class_id, "list", named)
        problem = sent["items"][1]["problem"]
        self._story.check("a-bar-costs-nobody-else", [one["result"] for one in sent["items"]], results)
        self._story.tell(
            moment,
            "SEATS",
            zh=f"中心小学下载模板、上传名单(xlsx):错误工号指出行列;试传;实传{plan.LISTED}录取,"
            f"{plan.ALREADY_TRAINED}不符({problem['title_zh']}),不影响他人",
            en="A school's list as xlsx: a wrong number is named by row and column; tried, then sent: "
            f"{plan.LISTED} is in, {plan.ALREADY_TRAINED} is not ({problem['title_en']})",
        )

    async def override(self, moment: datetime, class_id: str) -> None:
        """The same list with a reason: who was in stays, who was barred enters, with reason and name on record."""
        named = [plan.LISTED, plan.ALREADY_TRAINED]
        reasons = {plan.ALREADY_TRAINED: _ALL_THE_SAME}
        let_in = await self._send(class_id, "override", named, reasons=reasons)
        again = await self._send(class_id, "override", named, reasons=reasons)
        told = [(one["result"], one["unchanged"]) for one in (*let_in["items"], *again["items"])]
        self._story.check(
            "the-same-list-again-changes-nothing",
            told,
            [("CONFIRMED", True), ("CONFIRMED", False), ("CONFIRMED", True), ("CONFIRMED", True)],
        )
        kept = (await self._school.get("registration", f"/nomination-files/{let_in['file_id']}")).body
        listed = await self._planner.list_all("registration", "/eligibility-overrides", class_id=class_id)
        overridden = [(one["staff_number"], [each["reason"] for each in one["overrides"]]) for one in listed]
        self._story.check(
            "an-override-is-on-record", (kept["applied"], overridden), (True, [(plan.ALREADY_TRAINED, [_ALL_THE_SAME])])
        )
        ended_for = {"reason": "本学年名额充足,不再限制"}
        ended = await self._planner.put("registration", f"/entry-limits/{self._limit_id}/end", ended_for)
        self._story.check("a-limit-ends-with-a-reason", ended.body["end_reason"], ended_for["reason"])
        self._story.tell(
            moment,
            "SEATS",
            zh=f"附放行理由重传:{plan.ALREADY_TRAINED}录取,理由与经办人留痕;再传同一文件无变化。其后县里取消该限制",
            en=f"Sent with a reason {plan.ALREADY_TRAINED} is let in, which stays on record with who did it; the same "
            "file again changes nothing. Later the limit is ended",
        )

    async def fill(self, moment: datetime, class_id: str) -> None:
        """Another school's people are nominated; the open place goes to who asks for it."""
        school = self._district.caller(admin_of(plan.BRIDGE.prefix))
        body = {
            "teacher_ids": [self._district.teacher_ids[number] for number in plan.NOMINATED],
            "accept_waiting": False,
            "accept_clash": False,
            "overrides": [],
        }
        path = f"/classes/{class_id}"
        answer = (await school.post("registration", f"{path}/nominations", body)).body
        late = await self._district.caller(plan.ENROLS_LATE).post("registration", f"{path}/enrolments", {})
        pools = (await self._district.admin.get("registration", f"{path}/pools")).body
        told = (answer["confirmed"], late.body["status"], pools["taken"], pools["places_left"], pools["reserved"])
        self._story.check("granted-places-are-used-up", told, (2, "CONFIRMED", plan.HEADS_PLACES, 0, 0))
        self._story.tell(
            moment,
            "SEATS",
            zh=f"石桥村小学选送2人,{plan.ENROLS_LATE}自行报名用公开名额:6个名额用足",
            en=f"One school nominates two, {plan.ENROLS_LATE} enrols in the open place: all six places are taken",
        )

    async def _send(
        self,
        class_id: str,
        name: str,
        numbers: Sequence[str],
        *,
        reasons: dict[str, str] | None = None,
        dry_run: str = "false",
    ) -> dict[str, Any]:
        lines = [{_NUMBER: number, _REASON: (reasons or {}).get(number)} for number in numbers]
        path = self._folder / f"{self._district.district_id}-{name}.xlsx"
        file = write_sheet(path, sheet=_SHEET, headers=(_NUMBER, _REASON), lines=lines)
        address = f"/classes/{class_id}/nomination-files"
        sent: dict[str, Any] = (
            await self._school.upload("registration", address, file.read_bytes(), dry_run=dry_run)
        ).body
        return sent
