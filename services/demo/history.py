"""Old hours of the earlier years of a cycle, as a spreadsheet that somebody kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from services.demo.bureau import District
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
    """Try a copy with one wrong row, import the file, and import it again, which adds nothing."""
    lines = [training.as_line() for training in trainings]
    place, name, admin = folder / "history", str(district.district_id), district.admin
    wrong = _write(place / f"{name}-faulty.xlsx", spoilt(lines, {(24, "类别"): "师徳"}))
    tried = (await admin.upload("ledger", "/history-imports", wrong.read_bytes(), dry_run="true")).body
    told = [(error["row"], error["column"], error["code"]) for error in tried["report"]["errors"]]
    if told != [(24, "类别", "unknown-value")]:
        raise DemoFailed(f"the faulty history of {name} was answered with {told}")
    district.say(
        "历史学时试导入发现1处错误 the dry run of old hours names 1 fault: 第24行「类别」row 24: unknown-value"
    )
    file = _write(place / f"{name}.xlsx", lines).read_bytes()
    first = (await admin.upload("ledger", "/history-imports", file, dry_run="false")).body["report"]
    again = (await admin.upload("ledger", "/history-imports", file, dry_run="false")).body["report"]
    if (first["added"], again["added"], again["repeated"]) != (len(lines), 0, len(lines)):
        raise DemoFailed(f"the history of {name}: {len(lines)} lines were answered with {first} and then {again}")
    district.say(f"导入历史学时{len(lines)}条,再导入无新增 {len(lines)} old entries, the same file again adds none")


def _write(path: Path, lines: Sequence[Line]) -> Path:
    return write_sheet(path, sheet="历史学时", headers=HEADERS, lines=lines)
