"""Classes as registration would tell the ledger of them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from services.contracts import ClassScheduled, EnrolmentConfirmed, EnrolmentState, MeetingState, ProgramFacts
from services.platform.ids import new_id
from tests.support import TeacherOf, World

DAYS = (date(2026, 7, 6), date(2026, 7, 7), date(2026, 7, 8), date(2026, 7, 9))


def a_class(
    world: World,
    *,
    class_id: UUID | None = None,
    days: Sequence[date] = DAYS,
    hours: str = "6",
    revision: int = 1,
    begins: int = 1,
    meetings: Sequence[dict[str, Any]] = (),
    **facts: Any,
) -> ClassScheduled:
    """A county course of four days with six centralised hours each and fifty places, of one plan."""
    program: dict[str, Any] = {
        "program_id": new_id(),
        "code": "341825-26-40-01",
        "title": "小学教师暑期集中培训",
        "level": "COUNTY",
        "mode": "CENTRALISED",
        "nature": "COMPULSORY",
        "kind": "IN_SERVICE",
        "category": "KNOWLEDGE_SKILL",
        "tags": (),
        "organised_by_admin": True,
        "provider": "县教师进修学校",
        "hours": Decimal(hours) * len(days),
        "scheme": "ATTENDANCE",
    }
    said: dict[str, Any] = {
        "title": "小学教师暑期集中培训班",
        "school_id": None,
        "leader_ids": (world.trainer_id,),
        "cancelled": False,
        "plan_id": world.admin_id,
        "capacity": 50,
        "opens_at": datetime(2026, 5, 1, tzinfo=UTC),
        "closes_at": datetime(2026, 7, 1, tzinfo=UTC),
    }
    program |= {name: facts.pop(name) for name in list(facts) if name in program}
    return ClassScheduled(
        district_id=world.district_id,
        class_id=class_id or new_id(),
        revision=revision,
        program=ProgramFacts(**program),
        meetings=tuple(
            MeetingState(
                meeting_id=new_id(),
                starts_at=datetime(day.year, day.month, day.day, begins, tzinfo=UTC),
                ends_at=datetime(day.year, day.month, day.day, begins + 6, tzinfo=UTC),
                **{
                    "hours": Decimal(hours),
                    "place": "县教师进修学校报告厅",
                    "speaker": "周文静",
                    "topic": "单元整体教学设计",
                    "category": None,
                    **(meetings[number] if number < len(meetings) else {}),
                },
            )
            for number, day in enumerate(days)
        ),
        **{**said, **facts},
    )


def enrolled(
    world: World, class_id: UUID, *teachers: TeacherOf, status: str = "CONFIRMED", revision: int = 1
) -> EnrolmentConfirmed:
    members: list[dict[str, Any]] = [
        {
            "enrolment_id": uuid5(class_id, str(teacher.teacher_id)),
            "class_id": class_id,
            "teacher_id": teacher.teacher_id,
            "revision": revision,
            "status": status,
            "school_id": teacher.school_id,
            "title": None,
            "title_tier": None,
            "post": "TEACHER",
        }
        for teacher in teachers
    ]
    return EnrolmentConfirmed(
        district_id=world.district_id, members=tuple(EnrolmentState.model_validate(one) for one in members)
    )
