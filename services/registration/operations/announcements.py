"""What registration says to the other services, in the transaction that made it true."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import ClassScheduled, EnrolmentConfirmed, EnrolmentState, MeetingState, ProgramFacts
from services.contracts.event import MOST_MEMBERS
from services.platform.outbox import publish
from services.registration import queries
from services.registration.models import Enrolment, Meeting, Program, TrainingClass


async def announce_class(session: AsyncSession, *, training_class: TrainingClass) -> None:
    """Say the class with all its meetings, in full, at its present revision."""
    program = await queries.get_program(
        session, district_id=training_class.district_id, program_id=training_class.program_id
    )
    meetings = await queries.list_meetings(
        session, district_id=training_class.district_id, class_id=training_class.class_id
    )
    await publish(
        session,
        ClassScheduled(
            district_id=training_class.district_id,
            class_id=training_class.class_id,
            revision=training_class.revision,
            title=training_class.title,
            school_id=training_class.school_id,
            leader_ids=tuple(training_class.leader_ids),
            cancelled=training_class.status == "CANCELLED",
            program=_program_facts(program),
            meetings=tuple(_meeting_state(meeting) for meeting in meetings),
            plan_id=program.plan_id,
            capacity=training_class.capacity,
            opens_at=training_class.opens_at,
            closes_at=training_class.closes_at,
            head_teacher_id=training_class.head_teacher_id,
        ),
    )


async def announce_members(session: AsyncSession, *, enrolments: Sequence[Enrolment]) -> None:
    """Say who holds a place now, or no longer holds it, a hundred at a time."""
    for start in range(0, len(enrolments), MOST_MEMBERS):
        batch = enrolments[start : start + MOST_MEMBERS]
        await publish(
            session,
            EnrolmentConfirmed(
                district_id=batch[0].district_id, members=tuple(_enrolment_state(enrolment) for enrolment in batch)
            ),
        )


def _program_facts(program: Program) -> ProgramFacts:
    return ProgramFacts(
        program_id=program.program_id,
        code=program.code,
        title=program.title,
        level=program.level,
        mode=program.mode,
        nature=program.nature,
        kind=program.kind,
        category=program.category,
        tags=tuple(program.tags),
        organised_by_admin=program.organised_by_admin,
        provider=program.provider,
        hours=program.hours,
        scheme=program.scheme,
    )


def _meeting_state(meeting: Meeting) -> MeetingState:
    return MeetingState(
        meeting_id=meeting.meeting_id,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        hours=meeting.hours,
        place=meeting.place,
        speaker=meeting.speaker,
        topic=meeting.topic,
        category=meeting.category,
        cancelled=meeting.cancelled,
    )


def _enrolment_state(enrolment: Enrolment) -> EnrolmentState:
    return EnrolmentState(
        enrolment_id=enrolment.enrolment_id,
        class_id=enrolment.class_id,
        teacher_id=enrolment.teacher_id,
        revision=enrolment.revision,
        status="CONFIRMED" if enrolment.status == "CONFIRMED" else "WITHDRAWN",
        school_id=enrolment.school_id,
        title=enrolment.title,
        title_tier=enrolment.title_tier,
        post=enrolment.post,
    )
