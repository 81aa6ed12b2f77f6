"""Keeping up with registration: which classes meet when, and who holds a place."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance import queries, rules
from services.contracts import EnrolmentState, MeetingState, ProgramFacts
from services.directory import queries as directory
from services.platform.clock import SHANGHAI
from services.policy.format import stored


async def keep_class(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    revision: int,
    title: str,
    school_id: UUID | None,
    leader_ids: Sequence[UUID],
    cancelled: bool,
    program: ProgramFacts,
    meetings: Sequence[MeetingState],
) -> None:
    """Replace what is known of a class and its meetings, unless something newer is known already."""
    applied = await queries.upsert_class(
        session,
        district_id=district_id,
        class_id=class_id,
        revision=revision,
        title=title,
        school_id=school_id,
        leader_ids=list(leader_ids),
        cancelled=cancelled,
        program_id=program.program_id,
        mode=program.mode,
        program=program.model_dump(mode="json"),
    )
    if not applied:
        return
    assignments = await directory.load_assignments(session, district_id=district_id)
    await queries.upsert_meetings(
        session,
        district_id=district_id,
        class_id=class_id,
        meetings=[
            {
                **meeting.model_dump(),
                **asdict(
                    rules.windows_of(
                        _pack_on(assignments, meeting.starts_at.astimezone(SHANGHAI).date(), school_id=school_id),
                        starts_at=meeting.starts_at,
                        ends_at=meeting.ends_at,
                    )
                ),
            }
            for meeting in meetings
        ],
    )


async def keep_members(session: AsyncSession, *, district_id: int, members: Sequence[EnrolmentState]) -> None:
    """Keep who holds a place, and who no longer does; classes that are not known yet included."""
    newest: dict[UUID, EnrolmentState] = {}
    for member in sorted(members, key=lambda one: (one.enrolment_id, one.revision)):
        newest[member.enrolment_id] = member
    await queries.upsert_members(
        session,
        district_id=district_id,
        members=[
            {
                "enrolment_id": member.enrolment_id,
                "class_id": member.class_id,
                "teacher_id": member.teacher_id,
                "revision": member.revision,
                "active": member.status == "CONFIRMED",
                "school_id": member.school_id,
            }
            for member in newest.values()
        ],
    )


def _pack_on(assignments: directory.Assignments, day: date, *, school_id: UUID | None) -> rules.Pack | None:
    """The pack whose times of scanning hold: the class's own school's, or the district's for a class of its own."""
    one = assignments.in_force(day, school_id=school_id)
    return None if one is None else stored(one.content, content_hash=one.content_hash)
