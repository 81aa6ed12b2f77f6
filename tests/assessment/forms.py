"""Recognition forms as teachers fill them under the pack XH, and who reviews them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tests.support import Api, Apps, World, make_world
from tests.walks.assessment import PDF

CYCLE = {"cycle_start": "2025-09-01", "cycle_end": "2030-08-31"}
# Three days after the lesson, long before the 5th of the next month.
NOVEMBER = datetime(2026, 11, 15, 2, tzinfo=UTC)

LESSON: dict[str, Any] = {
    "kind": "LESSON_OBSERVATION",
    "title": "区级数学教学展示课",
    "held_from": "2026-11-12",
    "held_to": "2026-11-12",
    "category": "PRACTICAL",
    "level": "COUNTY",
    "mode": "SCHOOL_BASED",
    "nature": "SUBJECT_COMPULSORY",
    "tags": ["PEER"],
    "role": "LISTENER",
    "characters": 620,
    "papers": [{"code": "OBSERVATION_RECORD", "note": "听课本第12页"}, {"code": "VIEWS", "note": "听课观点"}],
}
# The tariff names nobody who recognises it: the school, then the district.
MENTORING: dict[str, Any] = {
    **LESSON,
    "kind": "MENTORING",
    "title": "师徒带教",
    "held_from": "2026-11-10",
    "held_to": "2026-11-10",
    "level": "SCHOOL",
    "role": "MENTOR",
    "characters": None,
    "papers": [
        {"code": code, "note": "见档案"}
        for code in ("MENTOR_AGREEMENT", "MENTOR_PLAN", "GUIDANCE_RECORD", "EVALUATION")
    ],
}
SETTINGS = {
    "school_days": 10,
    "district_days": 10,
    "remind_days": 3,
    "sample_percent": 100,
    "undo_hours": 24,
    "reason": "2026学年认定工作通知",
}


@dataclass
class Desk:
    """A district under XH with those who make and review claims."""

    world: World

    def teacher(self, number: int = 0) -> Api:
        return self.world.api("assessment", "teacher", teacher=self.world.teachers[number].teacher_id)

    def school(self, number: int = 0, **who: Any) -> Api:
        return self.world.api("assessment", "school_admin", school=self.world.schools[number].school_id, **who)

    @property
    def district(self) -> Api:
        return self.world.api("assessment")

    async def draft(
        self, form: dict[str, Any], number: int = 0, api: Api | None = None, **changes: Any
    ) -> dict[str, Any]:
        body = {**form, "teacher_id": str(self.world.teachers[number].teacher_id), **changes}
        answer = await (api or self.teacher(number)).post("/claims/drafts", json=body)
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    async def submitted(self, form: dict[str, Any], number: int = 0, **changes: Any) -> dict[str, Any]:
        claim = await self.draft(form, number, **changes)
        answer = await self.teacher(number).put(f"/claims/{claim['claim_id']}/submission")
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def decide(self, claim: dict[str, Any], api: Api, *, approved: bool = True, **body: Any) -> dict[str, Any]:
        answer = await api.put(
            f"/claims/{claim['claim_id']}/decision", json={"approved": approved, "reason": "材料齐全", **body}
        )
        return {"status_code": answer.status_code, **answer.json()}

    async def see(self, claim: dict[str, Any]) -> dict[str, Any]:
        return dict((await self.district.get(f"/claims/{claim['claim_id']}")).json())

    async def acts(self, claim: dict[str, Any]) -> list[str]:
        steps = (await self.district.get(f"/claims/{claim['claim_id']}/steps")).json()["items"]
        return [step["act"] for step in steps]

    async def preview(self, claim: dict[str, Any]) -> dict[str, Any]:
        answer = await self.district.get(f"/claims/{claim['claim_id']}/preview")
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def settings(self, **changes: Any) -> None:
        answer = await self.district.put("/claim-settings", json={**SETTINGS, **changes})
        assert answer.status_code == 200, answer.text

    async def file(self, api: Api, content: bytes = PDF) -> str:
        answer = await api.post("/files", params={"name": "听课记录.pdf"}, content=content)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["file_id"])


async def open_desk(apps: Apps) -> Desk:
    return Desk(await make_world(apps, pack="XH", parameters=CYCLE))
