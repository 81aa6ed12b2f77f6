"""The archive of the class: twelve named items, live while it runs, closed when complete, taken along as one ZIP."""

import hashlib
import io
import json
import zipfile
from datetime import datetime
from typing import Any, Final

from services.demo import bailu as plan
from services.demo.bailu_class import Setup
from services.demo.bureau import District
from services.demo.client import Caller, refusal_of
from services.demo.handing_in import hand_in
from services.demo.story import Story
from services.demo.training import admin_of

_CLAUSE: Final = "LY-05"
_LAST: Final = "LEARNING_APPRAISAL"


class Archive:
    """The binder, from its opening to the ZIP."""

    def __init__(self, district: District, story: Story, setup: Setup) -> None:
        self._district = district
        self._story = story
        self._setup = setup
        self._binder_id = ""

    @property
    def _path(self) -> str:
        return f"/binders/{self._binder_id}"

    @property
    def _keeper(self) -> Caller:
        return self._district.caller(admin_of(plan.SCHOOL.prefix))

    async def open(self, moment: datetime) -> None:
        """Opened with the class: what the system makes itself is there at once, the rest is missing by name."""
        trainer = self._setup.trainer
        body = {"class_id": self._setup.path.rpartition("/")[2], "custodian_name": "宋雅文"}
        opened = (await trainer.post("assessment", "/binders", body)).body
        self._binder_id = opened["binder_id"]
        (asked,) = opened["sets"]
        made = sorted(one["code"] for one in opened["made"])
        self._story.check(
            "twelve-items-are-asked-for",
            (asked["clause_id"], len(asked["items"]), made),
            (_CLAUSE, 12, ["ENROLMENT_REGISTER", "TIMETABLE"]),
        )
        for code, title in plan.BY_HAND.items():
            if code != _LAST:
                await self._attach(trainer, code, title)
        wrong = await self._attach(trainer, "MATERIALS", "外班教材目录")
        paper_id = wrong["papers"][-1]["paper_id"]
        path = f"{self._path}/papers/{paper_id}/withdrawal"
        await trainer.put("assessment", path, {"reason": "误放外班材料"})
        waiver = f"{self._path}/waivers/{_CLAUSE}/{plan.WAIVED}"
        await self._district.admin.put("assessment", waiver, {"reason": "沿用中心统一规章,已另存"})
        refused = await trainer.post("assessment", f"{self._path}/closing", may=(409,))
        lacking = sorted(one["code"] for one in refused.body["errors"])
        wanted = ["ATTENDANCE_RECORD", "FEEDBACK_FORM", _LAST, "SUBMISSION"]
        self._story.check(
            "closing-says-what-is-missing", (refusal_of(refused), lacking), ("binder-incomplete", sorted(wanted))
        )
        self._story.tell(
            moment,
            "BINDER",
            zh="建档:LY-05十二项,登记表与日课表系统自动生成,五项入档、一项经县里同意免交;此时结档被拒,并列出还缺的四项",
            en="The archive is opened: of LY-05's twelve items the register and the timetable are made "
            "by the system, five "
            "are filed, one is waived by the county; closing is refused with the list of the four that are missing",
        )

    async def hand_over(self, moment: datetime) -> None:
        """The last item comes, and the binder goes to the school's clerk, who signs for it."""
        trainer = self._setup.trainer
        contents = await self._attach(trainer, _LAST, plan.BY_HAND[_LAST])
        self._story.check("the-system-has-made-the-rest", contents["missing"], 0)
        mistaken = await self._give(trainer, plan.EXPERT, "许教研员")
        await trainer.put("assessment", f"{mistaken}/taking-back", {"reason": "交错了人"})
        given = await self._give(trainer, admin_of(plan.SCHOOL.prefix), "白鹭镇中心小学师训员")
        kept = (await self._keeper.put("assessment", f"{given}/acceptance", None)).body
        self._story.check("a-binder-changes-hands-when-both-sign", kept["custodian_name"], "白鹭镇中心小学师训员")
        self._story.tell(
            moment,
            "BINDER",
            zh="考勤、作业、反馈三项随办班自动补齐;档案移交学校师训员,交错人的一次收回,双方签收",
            en="Attendance, works and feedback have filled in by themselves; the archive goes to the "
            "school's clerk, who "
            "signs; a hand-over to the wrong person is taken back",
        )

    async def close(self, moment: datetime) -> None:
        """Closed, reopened for one more paper, closed again; and every file in the ZIP has the hash that it says."""
        closed = (await self._keeper.post("assessment", f"{self._path}/closing")).body
        self._story.check("a-complete-binder-closes", (closed["state"], closed["missing"]), ("CLOSED", 0))
        reason = {"reason": "补一张开班照片说明"}
        await self._district.admin.post("assessment", f"{self._path}/reopening", reason)
        await self._attach(self._keeper, "PRACTICE_RECORD", "开班活动照片说明")
        await self._keeper.post("assessment", f"{self._path}/closing")
        seen = (await self._keeper.get("assessment", self._path)).body
        acts = [one["act"] for one in seen["acts"]]
        self._story.check("what-happened-to-it-is-kept", acts, ["OPENED", "CLOSED", "REOPENED", "CLOSED"])
        listed = await self._keeper.list_all("assessment", "/binders", state="CLOSED")
        self._story.check("closed-binders-are-found", [one["binder_id"] for one in listed], [self._binder_id])
        content = await self._keeper.download("assessment", f"{self._path}/archive")
        self._story.keep("class-archive.zip", content, looks_right=zipfile_is_sound)
        hashed = hashes_in(content)
        wrong = [path for path, told, found in hashed if told != found]
        self._story.check("every-file-has-its-hash", (wrong, len(hashed) > 10), ([], True))
        file = next(one for one in seen["papers"] if one["file_id"])
        trainer = self._setup.trainer
        kept = (await trainer.get("assessment", f"/files/{file['file_id']}")).body
        original = await trainer.download("assessment", f"/files/{file['file_id']}/content")
        told_hash = (kept["sha256"], file["sha256"])
        found = hashlib.sha256(original).hexdigest()
        self._story.check("a-file-is-what-was-handed-in", told_hash, (found, found))
        self._story.tell(
            moment,
            "BINDER",
            zh=f"结档;补一份照片说明须经县里开档、说明原因;导出ZIP一个,{len(hashed)}个文件与清单中的SHA-256逐一相符",
            en="Closed; one more paper needs the county and a reason; exported as one ZIP, whose "
            f"{len(hashed)} files all "
            "have the SHA-256 that its manifest says",
        )

    async def _attach(self, caller: Caller, code: str, title: str) -> dict[str, Any]:
        file_id = await hand_in(caller, title, "领雁工程小学英语骨干班")
        body = {"clause_id": _CLAUSE, "code": code, "note": title, "file_id": file_id}
        return dict((await caller.post("assessment", f"{self._path}/papers", body)).body)

    async def _give(self, caller: Caller, username: str, name: str) -> str:
        body = {"to_account_id": self._district.account_ids[username], "to_name": name, "note": "结业移交,材料12项"}
        given = (await caller.post("assessment", f"{self._path}/hand-overs", body)).body["hand_overs"][-1]
        return f"{self._path}/hand-overs/{given['hand_over_id']}"


def zipfile_is_sound(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return packed.testzip() is None


def hashes_in(content: bytes) -> list[tuple[str, str, str]]:
    """Of every document in an archive: its path, the hash that the manifest says, and that of what lies there."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        manifest = json.loads(packed.read("manifest.json"))
        return [
            (one["path"], one["sha256"], hashlib.sha256(packed.read(one["path"])).hexdigest())
            for one in manifest["papers"]
            if one["path"] is not None
        ]
