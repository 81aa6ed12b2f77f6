"""What the ledger hears beside outcomes: facts, classes on offer, enrolments, presence. Stored in whatever order."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import ClassScheduled, EnrolmentState, OutcomeState, RecordState, SettledMember
from services.ledger import queries
from services.ledger.operations.certificates.revoking import revoke_by_result
from services.ledger.rules import newest_of
from services.platform.clock import SHANGHAI
from services.policy.attendance import Presence

_ON_LEAVE: Final = Presence.ON_LEAVE.value


async def keep_facts(session: AsyncSession, *, district_id: int, records: Sequence[RecordState]) -> None:
    """Keep each revision of each record; what an older one says counts no longer."""
    newest = {(record.record_id, record.revision): record for record in records}
    await queries.insert_facts(
        session,
        district_id=district_id,
        facts=[
            {**record.model_dump(exclude={"on", "tags"}), "held_on": record.on, "tags": list(record.tags)}
            for record in newest.values()
        ],
    )


async def keep_class(session: AsyncSession, *, scheduled: ClassScheduled) -> None:
    """Take over a class with its places and meetings."""
    held = [meeting for meeting in scheduled.meetings if not meeting.cancelled]
    await queries.upsert_offered_class(
        session,
        district_id=scheduled.district_id,
        offered={
            "class_id": scheduled.class_id,
            "revision": scheduled.revision,
            "plan_id": scheduled.plan_id,
            "title": scheduled.title,
            "school_id": scheduled.school_id,
            "cancelled": scheduled.cancelled,
            "capacity": scheduled.capacity,
            "opens_at": scheduled.opens_at,
            "closes_at": scheduled.closes_at,
            "program": scheduled.program.model_dump(mode="json"),
            "meetings": [meeting.model_dump(mode="json") for meeting in held],
            "starts_on": min((meeting.starts_at.astimezone(SHANGHAI).date() for meeting in held), default=None),
            "ends_on": max((meeting.ends_at.astimezone(SHANGHAI).date() for meeting in held), default=None),
        },
    )


async def keep_members(session: AsyncSession, *, district_id: int, members: Sequence[EnrolmentState]) -> None:
    """Who holds a place in which class, and from which school."""
    await queries.upsert_participations(
        session,
        district_id=district_id,
        source="enrolment",
        told=[
            {
                "class_id": member.class_id,
                "teacher_id": member.teacher_id,
                "enrolment_revision": member.revision,
                "enrolled": member.status == "CONFIRMED",
                "school_id": member.school_id,
            }
            for member in newest_of(members, key=lambda one: (one.class_id, one.teacher_id))
        ],
    )


async def keep_settlement(
    session: AsyncSession, *, district_id: int, class_id: UUID, members: Sequence[SettledMember]
) -> None:
    """Who was there at all, and who reached the attendance line."""
    await queries.upsert_participations(
        session,
        district_id=district_id,
        source="settled",
        told=[
            {
                "class_id": class_id,
                "teacher_id": member.teacher_id,
                "settled_revision": member.revision,
                "attended": any(day.hours.partition("/")[0].strip("0") for day in member.days),
                "attendance_met": member.attendance_met,
                "excused": bool(member.days) and all(day.state == _ON_LEAVE for day in member.days),
            }
            for member in newest_of(members, key=lambda one: one.teacher_id)
        ],
    )


async def keep_results(
    session: AsyncSession, *, district_id: int, outcomes: Sequence[OutcomeState], at: datetime
) -> None:
    """How the members of classes were assessed; what was recognised by a claim is no participation.

    Certificates of what is no pass any more, or has another grade, are revoked.
    """
    of_classes = [
        (outcome.class_id, outcome)
        for outcome in newest_of(outcomes, key=lambda one: (one.class_id, one.teacher_id))
        if outcome.class_id is not None
    ]
    await queries.upsert_participations(
        session,
        district_id=district_id,
        source="outcome",
        told=[
            {
                "class_id": class_id,
                "teacher_id": outcome.teacher_id,
                "outcome_revision": outcome.revision,
                "passed": outcome.passed,
                "earned": bool(outcome.lines),
                "grade": outcome.grade,
            }
            for class_id, outcome in of_classes
        ],
    )
    await revoke_by_result(session, district_id=district_id, outcomes=[one for _, one in of_classes], at=at)
