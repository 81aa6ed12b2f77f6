"""Old hours of the earlier years of a cycle, as a spreadsheet that somebody kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from services.demo.bureau import District
from services.demo.client import Caller, until
from services.demo.spreadsheets import Line, spoilt, write_sheet
from services.demo.values import DemoFailed

HEADERS: Final = (
    "工号",
    "开始日期",
    "结束日期",
    "学时",
    "学分",
    "类别",
    "层级",
    "方式",
    "性质",
    "类型",
    "名称",
    "组织方",
)
_HOURS_PER_CREDIT: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class OldTraining:
    """One training of one teacher in an earlier year; dimensions by their Chinese names."""

    staff_number: str
    first: date
    last: date
    hours: int
    category: str
    level: str
    mode: str
    kind: str
    title: str
    nature: str = "必修"

    @property
    def credits(self) -> Decimal:
        return Decimal(self.hours) / _HOURS_PER_CREDIT

    def as_line(self) -> Line:
        values = (
            self.staff_number,
            self.first,
            self.last,
            Decimal(self.hours),
            self.credits,
            self.category,
            self.level,
            self.mode,
            self.nature,
            self.kind,
            self.title,
            "教育行政部门",
        )
        return dict(zip(HEADERS, values, strict=True))


async def bring_in_history(district: District, trainings: Sequence[OldTraining], *, folder: Path) -> None:
    """Try a copy with one wrong row; import a wrong version and undo it; import the file, and again, to no effect."""
    lines = [training.as_line() for training in trainings]
    place, name, admin = folder / "history", str(district.district_id), district.admin
    wrong = _write(place / f"{name}-faulty.xlsx", spoilt(lines, {(24, "类别"): "师徳"}))
    tried = (await _import(admin, wrong.read_bytes(), dry_run="true"))["import_id"]
    refused = await admin.list_all("ledger", f"/history-imports/{tried}/rows", fate="REFUSED")
    told = [(one["row"], fault["column"], fault["code"]) for one in refused for fault in one["faults"]]
    if told != [(24, "类别", "unknown-value")]:
        raise DemoFailed(f"the faulty history of {name} was answered with {told}")
    district.say(
        "历史学时试导入发现1处错误 the dry run of old hours names 1 fault: 第24行「类别」row 24: unknown-value"
    )
    mistaken = _write(place / f"{name}-doubled.xlsx", spoilt(lines[:3], {(2, "学时"): str(2 * trainings[0].hours)}))
    await _undo(admin, (await _import(admin, mistaken.read_bytes()))["import_id"])
    content = _write(place / f"{name}.xlsx", lines).read_bytes()
    first = await _import(admin, content)
    again = (await _import(admin, content))["report"]
    if (first["report"]["added"], again["added"], again["repeated"]) != (len(lines), 0, len(lines)):
        raise DemoFailed(f"the history of {name}: {len(lines)} lines were answered with {first} and then {again}")
    kept = await admin.download("ledger", f"/history-imports/{first['import_id']}/file")
    states = [one["state"] for one in await admin.list_all("ledger", "/history-imports")]
    if kept != content or states != ["CHECKED", "UNDONE", "DONE", "DONE"]:
        raise DemoFailed(f"the history of {name} is on record as {states}")
    district.say(
        f"历史学时:错表导入后整批撤销;正式导入{len(lines)}条,再导入无新增 a wrong version is undone as a whole; "
        f"{len(lines)} old entries, the same file again adds none"
    )


async def _import(admin: Caller, content: bytes, *, dry_run: str = "false") -> dict[str, Any]:
    """What an import came to, when the worker is done with it."""
    told = {"document": "县教师进修学校学时台账", "evidence": "REGISTER", "file_name": "历史学时.xlsx"}
    path = "/history-imports"
    begun = (await admin.upload("ledger", path, content, may=(202,), dry_run=dry_run, **told)).body
    return await _ended(admin, begun["import_id"])


async def _undo(admin: Caller, import_id: str) -> None:
    reason = {"reason": "名册版本有误,核对后重新导入"}
    await admin.post("ledger", f"/history-imports/{import_id}/undo", reason, may=(202,))
    await _ended(admin, import_id)


async def _ended(admin: Caller, import_id: str) -> dict[str, Any]:
    seen: dict[str, Any] = {}

    async def done() -> bool:
        seen.update((await admin.get("ledger", f"/history-imports/{import_id}")).body)
        return seen["state"] not in ("POSTING", "UNDOING")

    await until("the old hours to be posted", done)
    return seen


def _write(path: Path, lines: Sequence[Line]) -> Path:
    return write_sheet(path, sheet="历史学时", headers=HEADERS, lines=lines)
