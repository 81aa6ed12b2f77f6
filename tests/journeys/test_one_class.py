"""The whole way through the public HTTP API: roster, class, check-in, outcome, entry, standing, summary."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import httpx
from sqlalchemy import text

from services.ledger import operations as ledger
from services.platform.ids import new_id
from tests.ledger.saying import book_keys
from tests.support import World
from tests.walks.directory import as_csv, roster_row

SHANGHAI = ZoneInfo("Asia/Shanghai")
STARTS = datetime(2025, 10, 11, 8, 0, tzinfo=SHANGHAI)
HOURS = 4


def good(response: httpx.Response) -> Any:
    assert response.is_success, f"{response.request.method} {response.request.url}: {response.text}"
    return response.json()


class Journey:
    """One class of four centralised hours a morning, and what its people do."""

    def __init__(self, world: World, travel: Callable[[datetime], Awaitable[None]]) -> None:
        self.world = world
        self.travel = travel
        self.class_id = ""
        self.meetings: list[str] = []

    async def plan(self, *, capacity: int, mornings: int = 6, scheme: str = "ATTENDANCE") -> None:
        await self.travel(datetime(2025, 9, 15, 9, 0, tzinfo=SHANGHAI))
        registration = self.world.api("registration")
        plan = good(
            await registration.post(
                "/plans", json={"title": "2025—2026学年培训计划", "starts_on": "2025-09-01", "ends_on": "2026-08-31"}
            )
        )
        program = good(
            await registration.post(
                f"/plans/{plan['plan_id']}/programs",
                json={
                    "code": "34182525XP4001",
                    "title": "小学教师全员培训",
                    "level": "COUNTY",
                    "mode": "CENTRALISED",
                    "nature": "COMPULSORY",
                    "kind": "IN_SERVICE",
                    "category": "KNOWLEDGE_SKILL",
                    "organised_by_admin": True,
                    "provider": "县教师进修学校",
                    "hours": "24",
                    "scheme": scheme,
                },
            )
        )
        made = good(
            await registration.post(
                f"/programs/{program['program_id']}/classes",
                json={
                    "title": "全员培训一班",
                    "leader_ids": [str(self.world.trainer_id)],
                    "opens_at": "2025-09-01T08:00:00+08:00",
                    "closes_at": "2025-10-10T18:00:00+08:00",
                    "capacity": capacity,
                    "meetings": [
                        {
                            "starts_at": (STARTS + timedelta(days=day)).isoformat(),
                            "ends_at": (STARTS + timedelta(days=day, hours=3)).isoformat(),
                            "hours": str(HOURS),
                            "place": "报告厅",
                            "speaker": "张老师",
                            "topic": "有效教学",
                            "category": "ETHICS_LITERACY.ETHICS" if day == 0 else None,
                        }
                        for day in range(mornings)
                    ],
                },
            )
        )
        self.class_id = made["class_id"]
        self.meetings = [meeting["meeting_id"] for meeting in made["meetings"]]

    async def enrol(self, teacher: UUID) -> dict[str, Any]:
        api = self.world.api("registration", "teacher", teacher=teacher)
        enrolled: dict[str, Any] = good(await api.post(f"/classes/{self.class_id}/enrolments", json={}))
        return enrolled

    async def attend(self, day: int, *teachers: UUID) -> None:
        trainer = self.world.api("attendance", "trainer")
        for phase, route, at in (
            ("IN", "check-in", STARTS + timedelta(days=day)),
            ("OUT", "check-out", STARTS + timedelta(days=day, hours=3)),
        ):
            await self.travel(at)
            codes = good(await trainer.get(f"/meetings/{self.meetings[day]}/codes", params={"phase": phase}))
            for teacher in teachers:
                phone = self.world.api("attendance", "teacher", teacher=teacher)
                good(
                    await phone.put(f"/meetings/{self.meetings[day]}/{route}", json={"code": codes["codes"][0]["code"]})
                )

    async def settle_and_finalise(self) -> None:
        good(await self.world.api("attendance", "trainer").post(f"/classes/{self.class_id}/settlements"))
        await self.world.drain()
        good(await self.world.api("assessment").post(f"/classes/{self.class_id}/finalisation"))
        await self.world.drain()


async def test_a_check_in_becomes_a_credit_that_explains_itself(
    district: World, travel: Callable[[datetime], Awaitable[None]]
) -> None:
    journey = Journey(district, travel)
    roster = as_csv([roster_row(number, valid_from="2020-09-01") for number in range(3)])
    good(await district.api("directory").post("/roster-imports", content=roster, headers={"Content-Type": "text/csv"}))
    present, absent, late_comer = (one.teacher_id for one in district.teachers[:3])
    await journey.plan(capacity=2)

    # Two places: the third waits, and gets the place that is given back.
    assert (await journey.enrol(present))["status"] == "CONFIRMED"
    given_up = await journey.enrol(absent)
    waiting = await journey.enrol(late_comer)
    assert (waiting["status"], waiting["waiting_position"]) == ("WAITING", 1)
    api = district.api("registration", "teacher", teacher=absent)
    good(await api.put(f"/enrolments/{given_up['enrolment_id']}/withdrawal", json={"reason": "监考"}))
    await district.drain()

    # One is there each morning, the other misses two of six: below the line of one fifth.
    for day in range(6):
        await journey.attend(day, present, *([late_comer] if day < 4 else []))
    await journey.settle_and_finalise()

    balance = good(await district.api("ledger", "teacher", teacher=present).get(f"/teachers/{present}/balance"))
    assert (balance["hours"], balance["credits"]) == ("24.00", "0.00")
    nothing = good(await district.api("ledger").get(f"/teachers/{late_comer}/balance"))
    assert nothing["hours"] == "0.00"

    standing = good(await district.api("ledger").get(f"/teachers/{present}/standing", params={"as_of": "2026-08-31"}))
    modes = next(one for one in standing["clauses"] if one["clause_id"] == "XC-03" and one["period"] == "2025-2026")
    assert modes["result"] == "NOT_MET"
    quantities = {one["label_en"]: (one["counted"], one["gap"]) for one in modes["quantities"]}
    assert sorted(quantities.values()) == [("0.00", "24.00"), ("0.00", "24.00"), ("24.00", "0.00")]
    assert "校本研修24学时" in modes["quote"]
    ethics = next(one for one in standing["clauses"] if one["clause_id"] == "XC-04")
    assert ethics["counted"] == "4.00"

    summary = good(await district.api("ledger").get("/summary", params={"as_of": "2026-08-31"}))
    assert summary["teachers"] == len(district.teachers) + 3
    assert summary["earned"]["total"] == {"hours": "24.00", "credits": "0.00"}
    assert summary["earned"]["by_category"]["ETHICS_LITERACY.ETHICS"]["hours"] == "4.00"
    async with district.session("ledger") as session:
        assert (await ledger.verify_book(session, district_id=district.district_id, keys=book_keys())).findings == []
        counted = await session.execute(text("select sum(hours) from ledger.entry"))
        assert counted.scalar_one() == 24


async def test_a_correction_enters_at_the_top_and_arrives_as_reversal_and_new_entry(
    district: World, travel: Callable[[datetime], Awaitable[None]]
) -> None:
    journey = Journey(district, travel)
    teacher = district.teachers[0].teacher_id
    await journey.plan(capacity=5)
    await journey.enrol(teacher)
    await district.drain()
    for day in range(5):
        await journey.attend(day, teacher)
    await travel(STARTS + timedelta(days=6))
    await journey.settle_and_finalise()
    before = good(await district.api("ledger").get(f"/teachers/{teacher}/balance"))

    good(
        await district.api("attendance").post(
            f"/meetings/{journey.meetings[5]}/corrections",
            json={"teacher_id": str(teacher), "presence": "PRESENT", "reason": "纸质签到册有签名"},
        )
    )
    good(await district.api("attendance").post(f"/classes/{journey.class_id}/settlements"))
    await district.drain()
    unconfirmed = good(await district.api("ledger").get(f"/teachers/{teacher}/balance"))
    confirmed = [
        good(
            await district.api("assessment", account_id=officer).post(
                f"/classes/{journey.class_id}/revisions/confirmation",
                json={"teacher_ids": [str(teacher)], "reason": "补认签到"},
            )
        )["items"][0]["result"]
        for officer in (district.admin_id, new_id())
    ]
    await district.drain()

    after = good(await district.api("ledger").get(f"/teachers/{teacher}/balance"))
    statement = good(await district.api("ledger").get(f"/teachers/{teacher}/statement", params={"as_of": "2026-08-31"}))
    assert (before["hours"], unconfirmed["hours"], after["hours"]) == ("20.00", "20.00", "24.00")
    # Who corrected does not confirm what follows.
    assert confirmed == ["REFUSED", "CONFIRMED"]
    reversals = [line for line in statement["lines"] if line["reverses"]]
    assert len({line["causation_id"] for line in statement["lines"]}) == 2
    assert sum(float(line["hours"]) for line in reversals) == -20
    async with district.session("ledger") as session:
        assert (await ledger.verify_book(session, district_id=district.district_id, keys=book_keys())).findings == []


async def test_the_clock_of_the_test_is_the_clock_of_every_service(
    district: World, travel: Callable[[datetime], Awaitable[None]]
) -> None:
    journey = Journey(district, travel)
    await journey.plan(capacity=1)
    await district.drain()
    await travel(datetime(2030, 1, 1, tzinfo=UTC))

    late = await district.api("registration", "teacher", teacher=district.teachers[0].teacher_id).post(
        f"/classes/{journey.class_id}/enrolments", json={}
    )

    assert late.status_code == 409
    assert late.json()["type"] == "urn:xuefen:problem:class-ended"
