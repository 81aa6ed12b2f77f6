"""A class as the other services would have told assessment of it, and what assessment said of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import httpx
from sqlalchemy import select

from services.contracts import AttendanceCorrected, CorrectedPresence, OutcomeFinalised, OutcomeState
from services.platform.ids import new_id
from services.platform.outbox import EventRow
from tests.support import Api, TeacherOf, World
from tests.walks.assessment import DAY, enrolled, scheduled, settled


@dataclass
class Course:
    """One class of a district under test."""

    world: World
    class_id: UUID = field(default_factory=new_id)

    @property
    def path(self) -> str:
        return f"/classes/{self.class_id}"

    def api(self, role: str = "district_admin", **who: Any) -> Api:
        return self.world.api("assessment", role, **who)

    def school_of(self, teacher: TeacherOf) -> Api:
        return self.api("school_admin", school=teacher.school_id)

    async def settle(self, *teachers: TeacherOf, drain: bool = True, **facts: Any) -> None:
        await self.world.publish(settled(self.world, self.class_id, *teachers, **facts), role="attendance")
        if drain:
            await self.world.drain()

    def correctors(self, *teachers: TeacherOf, by: Collection[UUID]) -> AttendanceCorrected:
        return AttendanceCorrected(
            district_id=self.world.district_id,
            class_id=self.class_id,
            corrections=tuple(
                CorrectedPresence(teacher_id=teacher.teacher_id, account_id=account_id)
                for teacher in teachers
                for account_id in by
            ),
        )

    async def corrected(self, *teachers: TeacherOf, by: Collection[UUID], **facts: Any) -> None:
        """As attendance says it: who corrected, and what presence has come to."""
        await self.world.publish(self.correctors(*teachers, by=by), role="attendance")
        await self.settle(*teachers, **facts)

    async def score(self, api: Api, *marks: tuple[TeacherOf, str, str]) -> list[str]:
        """The answers, each RECORDED, UNCHANGED or the last word of its problem."""
        items = [
            {"teacher_id": str(teacher.teacher_id), "component": component, "score": score}
            for teacher, component, score in marks
        ]
        answer = await api.put(f"{self.path}/scores", json={"items": items})
        assert answer.status_code == 200, answer.text
        return results(answer)

    async def certify(self, *teachers: TeacherOf, api: Api | None = None) -> list[str]:
        answer = await (api or self.api()).post(f"{self.path}/certifications", json=ids(teachers))
        assert answer.status_code == 201, answer.text
        return results(answer)

    async def finalise(self) -> dict[str, Any]:
        answer = await self.api().post(f"{self.path}/finalisation")
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    async def confirm(self, *teachers: TeacherOf, api: Api | None = None) -> list[str]:
        answer = await (api or self.api()).post(
            f"{self.path}/revisions/confirmation", json={**ids(teachers), "reason": "核实属实"}
        )
        assert answer.status_code == 201, answer.text
        return results(answer)

    async def statuses(self) -> dict[UUID, str]:
        answer = await self.api().get(f"{self.path}/results")
        assert answer.status_code == 200, answer.text
        return {UUID(item["teacher_id"]): item["status"] for item in answer.json()["items"]}

    async def result(self, teacher: TeacherOf) -> dict[str, Any]:
        answer = await self.api().get(f"{self.path}/results")
        return next(dict(item) for item in answer.json()["items"] if item["teacher_id"] == str(teacher.teacher_id))

    async def revisions(self) -> list[dict[str, Any]]:
        answer = await self.api().get(f"{self.path}/revisions")
        assert answer.status_code == 200, answer.text
        return list(answer.json()["items"])


async def opened(
    world: World, *teachers: TeacherOf, scheme: str = "ATTENDANCE", settle: bool = True, **facts: Any
) -> Course:
    """A class with members, settled at six hours each unless told otherwise."""
    course = Course(world)
    await world.publish(scheduled(world, course.class_id, scheme=scheme, **facts))
    await world.publish(enrolled(world, course.class_id, *teachers))
    if settle:
        await course.settle(*teachers, drain=False, hours=[(day, "6") for day in facts.get("days", (DAY,))])
    await world.drain()
    return course


async def said(world: World) -> list[OutcomeState]:
    """Every outcome that assessment published in the district, in order."""
    return [state for event in await events(world) for state in event.members]


async def events(world: World) -> list[OutcomeFinalised]:
    async with world.session("assessment") as session:
        rows = await session.scalars(
            select(EventRow)
            .where(EventRow.district_id == world.district_id, EventRow.topic == OutcomeFinalised.topic)
            .order_by(EventRow.id)
        )
        return [OutcomeFinalised.model_validate(row.payload) for row in rows]


def ids(teachers: Sequence[TeacherOf]) -> dict[str, list[str]]:
    return {"teacher_ids": [str(teacher.teacher_id) for teacher in teachers]}


def results(answer: httpx.Response) -> list[str]:
    return [
        item["problem"]["type"].rpartition(":")[2] if item["result"] == "REFUSED" else item["result"]
        for item in answer.json()["items"]
    ]


def hours_of(state: OutcomeState) -> list[tuple[str, date]]:
    return [(str(line.hours.normalize()), line.earned_from) for line in state.lines]
