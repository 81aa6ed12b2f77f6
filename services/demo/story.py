"""A story that is played and told: what happened on which day, what was demanded of it, which files it leaves."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from services.demo.values import SHANGHAI, DemoFailed

PARTS: Final = {
    "PLAN": "计划 the plan",
    "SEATS": "报名 enrolment",
    "DESK": "签到 the desk",
    "BOOK": "签到册 the book",
    "CASE": "处理 a case",
    "WORK": "活动 activities",
    "CLAIM": "申报 claims",
    "REVIEW": "审核 review",
    "LEDGER": "入账 the ledger",
    "CLASS": "办班 the class",
    "MARK": "评分 marks",
    "SHOW": "公布 release",
    "DONE": "结业 completion",
    "BINDER": "档案 the binder",
}


@dataclass
class Story:
    """What is told of one district; the same in every run but for ids, which it leaves out."""

    district_id: int
    folder: Path
    title: str = "报名与签到全过程 registration and attendance in full"
    scenes: list[dict[str, str]] = field(default_factory=list)
    checks: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    routes: list[dict[str, Any]] = field(default_factory=list)
    """Of each service that the story is about: how many of its routes were played, of how many."""

    def tell(self, moment: datetime, part: str, *, zh: str, en: str) -> None:
        """A scene in a sentence of each language; `part` is one of PARTS."""
        self.scenes.append(
            {"on": f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M}", "part": PARTS[part], "zh": zh, "en": en}
        )

    def check(self, name: str, got: object, wanted: object) -> None:
        """Demand that something came out as it must; what held is kept under its name."""
        self.demand(name, got, wanted)
        self.checks.append(name)

    def demand(self, what: str, got: object, wanted: object) -> None:
        """The same of one step of many, which is not worth a name of its own."""
        if got != wanted:
            raise DemoFailed(f"{self.district_id} {what}: {got!r} instead of {wanted!r}")

    def keep(self, name: str, content: bytes, *, looks_right: Callable[[bytes], bool]) -> None:
        """Leave a file that is worth opening below the demo's folder."""
        if not looks_right(content):
            raise DemoFailed(f"{self.district_id} {name}: {content[:80]!r} is no such file")
        path = self.folder / "showcase" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self.files.append(f"showcase/{name}")

    def as_json(self) -> dict[str, Any]:
        return {
            "district": str(self.district_id),
            "title": self.title,
            "scenes": self.scenes,
            "checks": self.checks,
            "files": self.files,
            "routes": self.routes,
        }
