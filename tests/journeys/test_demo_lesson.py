"""One demonstration lesson with twelve listeners: logged once, thirteen forms, thirteen entries in the book."""

from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import httpx

from tests.assessment.activities import lesson, make_xh, part, school_of, teacher_of
from tests.support import Apps

DAY = "2026-11-12"
NOVEMBER = datetime(2026, 11, 15, 2, tzinfo=UTC)
AFTER_THE_10TH = datetime(2026, 12, 11, 2, tzinfo=UTC)
LISTENERS = range(1, 13)


def good(answer: httpx.Response) -> dict[str, Any]:
    assert answer.is_success, answer.text
    return dict(answer.json())


async def test_one_demo_lesson_with_twelve_listeners_is_thirteen_forms_and_thirteen_entries(
    apps: Apps, travel: Callable[[datetime], Awaitable[None]]
) -> None:
    await travel(NOVEMBER)
    world = await make_xh(apps, teachers=13)
    district, school = world.api("assessment"), school_of(world)
    settings = {"school_days": 10, "district_days": 10, "remind_days": 3, "sample_percent": 0, "undo_hours": 24}
    good(await district.put("/claim-settings", json={**settings, "reason": "2026学年认定工作通知"}))
    papers = [
        {"role": "LISTENER", "code": "OBSERVATION_RECORD", "note": "听课本"},
        {"role": "LISTENER", "code": "VIEWS", "note": "听课观点,教研组汇总"},
        {"role": "TEACHER", "code": "LESSON_PLAN", "note": "教案"},
        {"role": "TEACHER", "code": "REFLECTION", "note": "反思"},
    ]
    parts = [
        part(world, 0, "TEACHER", kind="DEMO_LESSON", characters=900),
        *(part(world, number, "LISTENER", characters=620) for number in LISTENERS),
    ]
    times = {"starts_at": f"{DAY}T13:30:00+08:00", "ends_at": f"{DAY}T14:15:00+08:00"}

    activity = good(await school.post("/activities", json=lesson(world, *parts, papers=papers, **times)))

    claims = {one["teacher_id"]: one["claim_id"] for one in activity["participants"]}
    assert len(set(claims.values())) == 13
    for number, teacher in enumerate(world.teachers):
        good(await teacher_of(world, number).put(f"/claims/{claims[str(teacher.teacher_id)]}/submission"))
    assert good(await school.get("/claim-flags"))["items"] == []
    # Four of the listeners came from another school, which reviews their forms.
    for reviewer in (school, school_of(world, 1)):
        good(await reviewer.post("/claims/approvals", json={"claim_ids": list(claims.values())}))
    # The tariff lets a school recognise who listened; who taught goes on to the district's college.
    states = Counter(claim["state"] for claim in good(await district.get("/claims"))["items"])
    assert states == {"RECOGNISED": 12, "DISTRICT_REVIEW": 1}
    taught = claims[str(world.teachers[0].teacher_id)]
    good(await district.put(f"/claims/{taught}/decision", json={"approved": True, "reason": "材料齐全"}))
    await travel(AFTER_THE_10TH)
    await world.drain()

    ledger = world.api("ledger")
    booked = [
        Decimal(good(await ledger.get(f"/teachers/{teacher.teacher_id}/balance"))["credits"])
        for teacher in world.teachers
    ]
    assert booked == [Decimal(1), *[Decimal("0.5")] * 12]
