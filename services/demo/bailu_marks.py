"""The class is marked: by oneself, by peers, by experts on score sheets; blind, moderated, sat again, defended."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from services.demo import bailu as plan
from services.demo.bailu_class import Setup
from services.demo.bureau import District
from services.demo.client import Caller
from services.demo.story import Story
from services.demo.workbooks import Rows, read_workbook, write_workbook

_NUMBER = "工号"


class Marks:
    """Raw marks, which never change, and what is said beside them."""

    def __init__(self, district: District, story: Story, setup: Setup) -> None:
        self._district = district
        self._story = story
        self._setup = setup

    @property
    def _path(self) -> str:
        return self._setup.path

    async def mark_selves_and_peers(self, moment: datetime) -> None:
        """Each member marks oneself and the one that the ring says, in theory and in practice."""
        for number in plan.MEMBERS:
            caller = self._district.caller(number)
            named = await caller.list_all("assessment", f"{self._path}/assessors")
            items = [self._mark(number, part, plan.BASE[number]) for part in ("THEORY_SELF", "PRACTICE_SELF")]
            for one in named:
                other = self._district.staff_numbers[one["teacher_id"]]
                items.append(self._mark(other, one["component"], plan.BASE[other]))
            results = await self._score(caller, items)
            self._story.demand(f"{number} marks", results, ["RECORDED"] * 4)
        cheeky = self._mark(plan.MEMBERS[0], "THEORY_PEER", 100)
        refused = await self._score(self._district.caller(plan.MEMBERS[0]), [cheeky])
        self._story.check(
            "nobody-marks-oneself-as-a-peer", refused[0] in ("own-assessment", "not-an-assessor"), wanted=True
        )
        self._story.tell(
            moment,
            "MARK",
            zh="自评、互评登记完成;以同伴身份给本人打分被拒",
            en="Members have marked themselves and each other; nobody is a peer of oneself",
        )

    async def mark_on_sheets(self, moment: datetime) -> None:
        """Two experts fill in the sheets that they were given; a wrong cell is named and nothing of it is recorded."""
        expert = self._district.caller(plan.EXPERT)
        blank = await expert.download("assessment", f"{self._path}/score-sheet")
        self._story.keep("score-sheet.xlsx", blank, looks_right=lambda content: content.startswith(b"PK"))
        sheets = read_workbook(blank)
        filled = self._filled(sheets, self._by_first)
        place, wrong = _spoilt(filled)
        address = f"{self._path}/score-sheets"
        tried = (await expert.upload("assessment", address, write_workbook(wrong), dry_run="true")).body
        told = [(one["sheet"], one["row"], one["code"]) for one in tried["errors"]]
        self._story.check("a-wrong-cell-is-named", told, [(*place, "not-a-number")])
        content = write_workbook(filled)
        first = (await expert.upload("assessment", address, content)).body
        again = (await expert.upload("assessment", address, content)).body
        # Of each member one mark of theory and two criteria of practice.
        cells = 3 * len(plan.MEMBERS)
        numbers = (first["recorded"], again["recorded"], again["unchanged"])
        self._story.check("the-same-sheet-again-changes-nothing", numbers, (cells, 0, cells))
        report = (await expert.get("assessment", f"{address}/{first['sheet_id']}")).body
        self._story.check("what-a-sheet-did-is-kept", (report["applied"], report["faults"]), (True, 0))
        other = self._district.caller(plan.OTHER_EXPERT)
        second = self._filled(
            read_workbook(await other.download("assessment", f"{self._path}/score-sheet")), self._by_second
        )
        recorded = (await other.upload("assessment", address, write_workbook(second))).body["recorded"]
        self._story.check("a-withdrawn-expert-has-one-sheet-less", recorded, len(plan.MEMBERS))
        await self._look_blind(expert)
        self._story.tell(
            moment,
            "MARK",
            zh="专家下载评分表、填好传回:错格指明工作表与行并整份不入,改正后入库,再传一次不变;专家互不见分(盲评)",
            en="Experts download score sheets and send them back: a wrong cell is named by sheet and "
            "row and nothing is "
            "recorded; mended it is, the same file again changes nothing; experts do not see each other's marks",
        )

    async def moderate(self, moment: datetime) -> None:
        """Thirty points between two experts: the trainer says what counts, with a reason, beside marks that stay."""
        trainer = self._setup.trainer
        disputed = self._district.teacher_ids[plan.DISPUTED]
        await self._look_before(disputed)
        items = [{"teacher_id": disputed, "component": "THEORY_EXPERT", "score": "80"}]
        body = {"items": items, "reason": "两位专家相差30分,复核组重评"}
        await trainer.post("assessment", f"{self._path}/moderations", body)
        kept = await trainer.list_all("assessment", f"{self._path}/moderations")
        raw = await trainer.list_all(
            "assessment", f"{self._path}/scores", teacher_id=disputed, component="THEORY_EXPERT"
        )
        told = ([one["score"] for one in kept], sorted(Decimal(one["score"]) for one in raw))
        self._story.check("moderation-stands-beside-raw-marks", told, (["80.00"], [Decimal(62), Decimal(92)]))
        again = {"teacher_id": self._district.teacher_ids[plan.SITS_AGAIN], "component": "PRACTICE_EXPERT"}
        opened = {"items": [again], "reason": "首次试讲未完成,按办法补考一次"}
        await trainer.post("assessment", f"{self._path}/resits", opened)
        expert = self._district.caller(plan.EXPERT)
        base = plan.BASE[plan.SITS_AGAIN]
        marks = [
            {**self._mark(plan.SITS_AGAIN, "PRACTICE_EXPERT", 36), "criterion": "AIMS"},
            {**self._mark(plan.SITS_AGAIN, "PRACTICE_EXPERT", base - 36), "criterion": "METHOD"},
        ]
        self._story.demand("a resit is marked", await self._score(expert, marks), ["RECORDED"] * 2)
        sat = (await trainer.get("assessment", f"{self._path}/resits")).body["items"]
        self._story.check(
            "a-resit-is-a-new-attempt",
            [(one["attempt"], one["opened_by"]) for one in sat],
            [(2, self._district.account_ids[plan.TRAINER])],
        )
        self._story.tell(
            moment,
            "MARK",
            zh=f"两位专家对{plan.DISPUTED}相差30分,复核后计80分,原始分不动;{plan.SITS_AGAIN}试讲不合格,补考一次(新的一次,旧分可见)",
            en=f"The experts differ by thirty points about {plan.DISPUTED}: 80 is to count, their marks stay; "
            f"{plan.SITS_AGAIN} sits once more, as a second attempt",
        )

    async def defend(self, moment: datetime) -> None:
        """Both designs are defended; one fails once, one is ill."""
        panel = [{"name": "许教研员"}, {"name": "县教师发展中心李主任"}]
        failed = {
            "held_on": "2026-05-28",
            "panel": panel,
            "items": [self._defended(plan.DEFENDS_TWICE, "DIAGNOSTIC", "FAILED")],
        }
        await self._setup.trainer.post("assessment", f"{self._path}/defences", failed)
        items = [
            self._defended(number, work, "PASSED")
            for number in plan.MEMBERS
            for work in plan.DEFENDED
            if (number, work) != (plan.ABSENT_FROM_DEFENCE, "IMPROVED")
        ]
        body = {"held_on": "2026-05-28", "panel": panel, "items": items}
        await self._setup.trainer.post("assessment", f"{self._path}/defences", body)
        own = await self._district.caller(plan.DEFENDS_TWICE).list_all("assessment", f"{self._path}/defences")
        told = sorted((one["work"], one["result"]) for one in own)
        wanted = [("DIAGNOSTIC", "FAILED"), ("DIAGNOSTIC", "PASSED"), ("IMPROVED", "PASSED")]
        self._story.check("every-defence-is-kept", told, wanted)
        self._story.tell(
            moment,
            "MARK",
            zh=f"两份教学设计逐一答辩:{plan.DEFENDS_TWICE}首次未过、当日再答通过;{plan.ABSENT_FROM_DEFENCE}因病缺提高课答辩",
            en=f"Both designs are defended: {plan.DEFENDS_TWICE} fails and passes the second time; "
            f"{plan.ABSENT_FROM_DEFENCE} is ill and lacks one defence",
        )

    async def defend_later(self, _moment: datetime) -> None:
        """Who was ill defends the second design."""
        body = {
            "held_on": "2026-06-18",
            "panel": [{"name": "许教研员"}],
            "items": [self._defended(plan.ABSENT_FROM_DEFENCE, "IMPROVED", "PASSED")],
        }
        await self._setup.trainer.post("assessment", f"{self._path}/defences", body)

    async def _look_before(self, disputed: str) -> None:
        """What another mark of an expert would change is seen without being written."""
        trainer, path = self._setup.trainer, f"{self._path}/scores"
        before = await trainer.list_all("assessment", path, teacher_id=disputed)
        pending = {
            "items": [{"teacher_id": disputed, "component": "THEORY_EXPERT", "score": "90"}],
            "assessor_id": self._district.account_ids[plan.EXPERT],
        }
        seen = (await trainer.post("assessment", f"{path}/preview", pending)).body
        after = await trainer.list_all("assessment", path, teacher_id=disputed)
        told = (len(seen["hash"]), after)
        self._story.check("a-mark-is-tried-without-being-written", told, (64, before))

    async def _look_blind(self, expert: Caller) -> None:
        """An expert sees the own marks alone, who leads the class sees all."""
        theirs = await expert.list_all("assessment", f"{self._path}/scores")
        everybodys = await self._setup.trainer.list_all("assessment", f"{self._path}/scores")
        assessors = {one["assessor_id"] for one in theirs}
        told = (assessors, len(theirs) < len(everybodys))
        self._story.check("experts-mark-blind", told, ({self._district.account_ids[plan.EXPERT]}, True))

    def _by_first(self, number: str, header: str) -> str:
        """A level of the rubric may stand instead of points."""
        base = plan.BASE[number]
        if "AIMS" in header:
            return "A" if number != plan.SITS_AGAIN else "B"
        if "METHOD" in header:
            return str(base - 36) if number != plan.SITS_AGAIN else "13.5"
        return "62" if number == plan.DISPUTED else f"{base - 1}.5"

    def _by_second(self, number: str, _header: str) -> str:
        return "92" if number == plan.DISPUTED else f"{plan.BASE[number]}.5"

    def _filled(self, sheets: dict[str, Rows], points: Any) -> dict[str, Rows]:
        """The same sheets with a mark in every cell that asks for one."""
        filled = {}
        for name, rows in sheets.items():
            header, *lines = rows
            if _NUMBER not in header:
                filled[name] = rows
                continue
            at = header.index(_NUMBER)
            filled[name] = [header, *([*line, *[""] * (len(header) - len(line))] for line in lines)]
            for line in filled[name][1:]:
                for place, column in enumerate(header):
                    if "[" in column:
                        line[place] = points(line[at], column)
        return filled

    def _mark(self, number: str, component: str, mark: int) -> dict[str, Any]:
        return {"teacher_id": self._district.teacher_ids[number], "component": component, "score": str(mark)}

    def _defended(self, number: str, work: str, result: str) -> dict[str, Any]:
        return {"teacher_id": self._district.teacher_ids[number], "work": work, "result": result}

    async def _score(self, caller: Caller, items: list[dict[str, Any]]) -> list[str]:
        answer = (await caller.put("assessment", f"{self._path}/scores", {"items": items})).body["items"]
        return [one["problem"]["type"].rpartition(":")[2] if one["problem"] else one["result"] for one in answer]


def _spoilt(sheets: dict[str, Rows]) -> tuple[tuple[str, int], dict[str, Rows]]:
    """A copy with words in the place of a mark; where that is, as a spreadsheet counts."""
    copy = {name: [list(row) for row in rows] for name, rows in sheets.items()}
    name = next(name for name, rows in copy.items() if _NUMBER in rows[0])
    place = next(place for place, column in enumerate(copy[name][0]) if "[" in column)
    copy[name][2][place] = "八十多"
    return (name, 3), copy
