"""What others say is kept, newer revisions only; a finalised result that it changes is reopened."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.operations.revisions import bar, reconsider
from services.contracts import ClassScheduled, CorrectedPresence, EnrolmentState, SettledMember
from services.platform.clock import SHANGHAI


async def keep_class(session: AsyncSession, *, scheduled: ClassScheduled, at: datetime) -> None:
    """Take over a class as registration describes it."""
    days = [meeting.ends_at.astimezone(SHANGHAI).date() for meeting in scheduled.meetings if not meeting.cancelled]
    applied = await queries.upsert_class(
        session,
        district_id=scheduled.district_id,
        class_id=scheduled.class_id,
        facts={
            "revision": scheduled.revision,
            "title": scheduled.title,
            "school_id": scheduled.school_id,
            "leader_ids": list(scheduled.leader_ids),
            "cancelled": scheduled.cancelled,
            "program": scheduled.program.model_dump(mode="json"),
            "ends_on": max(days, default=None),
            "meetings": [meeting.model_dump(mode="json") for meeting in scheduled.meetings],
        },
    )
    if applied:
        await reconsider(
            session,
            district_id=scheduled.district_id,
            class_id=scheduled.class_id,
            teacher_ids=None,
            cause="CLASS",
            at=at,
        )


async def keep_members(
    session: AsyncSession, *, district_id: int, members: Sequence[EnrolmentState], at: datetime
) -> None:
    """Take over enrolments, of classes that may not be known yet."""
    newest: dict[UUID, EnrolmentState] = {}
    for member in sorted(members, key=lambda member: member.revision):
        newest[member.enrolment_id] = member
    applied = await queries.upsert_members(
        session, district_id=district_id, members=[member.model_dump() for member in newest.values()]
    )
    changed: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for class_id, teacher_id in applied:
        changed[class_id].add(teacher_id)
    # All classes are locked before any is looked at, so that no finalisation slips in between.
    await queries.lock_classes(session, district_id=district_id, class_ids=changed.keys())
    for class_id in await queries.list_finalised_classes(session, district_id=district_id, class_ids=changed.keys()):
        await reconsider(
            session,
            district_id=district_id,
            class_id=class_id,
            teacher_ids=changed[class_id],
            cause="ENROLMENT",
            at=at,
        )


async def keep_settlement(
    session: AsyncSession, *, district_id: int, class_id: UUID, members: Sequence[SettledMember], at: datetime
) -> None:
    """Take over what presence came to, of members who may not be known yet."""
    newest: dict[UUID, SettledMember] = {}
    for member in sorted(members, key=lambda member: member.revision):
        newest[member.teacher_id] = member
    applied = await queries.upsert_settled_members(
        session,
        district_id=district_id,
        class_id=class_id,
        members=[
            {
                **member.model_dump(exclude={"days"}),
                "days": [day.model_dump(mode="json") for day in member.days],
            }
            for member in newest.values()
        ],
    )
    if applied:
        await reconsider(
            session,
            district_id=district_id,
            class_id=class_id,
            teacher_ids=frozenset(applied),
            cause="SETTLEMENT",
            at=at,
        )


async def keep_correctors(
    session: AsyncSession, *, district_id: int, class_id: UUID, corrections: Sequence[CorrectedPresence]
) -> None:
    """Whoever corrected the presence of those finalised confirms nothing that follows, heard of already or not yet."""
    corrected_by: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for one in corrections:
        corrected_by[one.teacher_id].add(one.account_id)
    await queries.lock_class(session, district_id=district_id, class_id=class_id)
    outcomes = await queries.map_outcomes_of_class(
        session, district_id=district_id, class_id=class_id, teacher_ids=corrected_by.keys()
    )
    bar(outcomes, corrected_by)
