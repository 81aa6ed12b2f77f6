"""Meetings: adding one to a class, moving one, cancelling one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.platform.access import Viewer
from services.registration import queries, rules
from services.registration.models import Meeting, TrainingClass
from services.registration.operations.announcements import announce_class, announce_members
from services.registration.operations.classes import demand_led
from services.registration.operations.plans_packs import demand_categories
from services.registration.operations.waiting_list import promote_all, ring_elsewhere
from services.registration.rules import Sitting


@dataclass(frozen=True, slots=True)
class ScheduledMeeting:
    """A meeting as it now stands, and whose enrolments clash with another class because of it."""

    meeting: Meeting
    clashing: Sequence[UUID]


async def add_meeting(
    session: AsyncSession, *, district_id: int, class_id: UUID, sitting: Sitting, viewer: Viewer, at: datetime
) -> ScheduledMeeting:
    """Add a meeting to a class that has not ended; where it clashes for somebody, the clash is flagged and stands."""
    training_class = await queries.lock_class(session, district_id=district_id, class_id=class_id)
    demand_led(viewer, training_class)
    rules.demand_scheduled(training_class.status)
    span = await queries.find_span(session, district_id=district_id, class_id=class_id)
    rules.demand_not_ended(span=span, at=at)
    await _demand_category(session, training_class=training_class, sitting=sitting)
    meetings = await queries.list_meetings(session, district_id=district_id, class_id=class_id)
    rules.demand_sound([*map(sitting_of, meetings), sitting])
    (meeting,) = await queries.insert_meetings(session, district_id=district_id, class_id=class_id, sittings=[sitting])
    clashing = await _hold_time_of(session, training_class=training_class, meeting=meeting)
    training_class.revision += 1
    await announce_class(session, training_class=training_class)
    return ScheduledMeeting(meeting, clashing)


async def reschedule_meeting(
    session: AsyncSession, *, district_id: int, meeting_id: UUID, sitting: Sitting, viewer: Viewer, at: datetime
) -> ScheduledMeeting:
    """Replace what is known of a meeting. Time that becomes free may let somebody in who waits elsewhere."""
    known = await queries.get_meeting(session, district_id=district_id, meeting_id=meeting_id)
    class_id = known.class_id
    freed = await queries.list_seated_teachers(session, district_id=district_id, class_id=class_id)
    awaited = await queries.list_classes_awaited(session, district_id=district_id, teacher_ids=freed)
    classes = await queries.lock_classes(session, district_id=district_id, class_ids={class_id, *awaited})
    training_class = classes[class_id]
    demand_led(viewer, training_class)
    rules.demand_scheduled(training_class.status)
    meetings = {
        meeting.meeting_id: meeting
        for meeting in await queries.list_meetings(session, district_id=district_id, class_id=class_id)
    }
    meeting = meetings.pop(meeting_id)
    before = sitting_of(meeting)
    if before == sitting:
        return ScheduledMeeting(meeting, [])
    if sitting.category != before.category:
        await _demand_category(session, training_class=training_class, sitting=sitting)
    rules.demand_movable(known=before, wanted=sitting, at=at)
    rules.demand_sound([*map(sitting_of, meetings.values()), sitting])
    meeting.starts_at = sitting.starts_at
    meeting.ends_at = sitting.ends_at
    meeting.hours = sitting.hours
    meeting.hours_reason = sitting.hours_reason
    meeting.place = sitting.place
    meeting.speaker = sitting.speaker
    meeting.topic = sitting.topic
    meeting.category = sitting.category
    meeting.cancelled = sitting.cancelled
    await queries.delete_slots_of_meeting(session, district_id=district_id, meeting_id=meeting_id)
    clashing = await _hold_time_of(session, training_class=training_class, meeting=meeting)
    training_class.revision += 1
    await ring_elsewhere(session, district_id=district_id, teacher_ids=freed, served=classes, at=at)
    promoted = await promote_all(session, classes=classes.values(), at=at)
    await announce_class(session, training_class=training_class)
    await announce_members(session, enrolments=promoted)
    return ScheduledMeeting(meeting, clashing)


async def _demand_category(session: AsyncSession, *, training_class: TrainingClass, sitting: Sitting) -> None:
    """Refuse a category of the meeting's own that no pack of the plan's time knows."""
    if sitting.category is None:
        return
    program = await queries.get_program(
        session, district_id=training_class.district_id, program_id=training_class.program_id
    )
    plan = await queries.get_plan(session, district_id=training_class.district_id, plan_id=program.plan_id)
    await demand_categories(session, plan=plan, sittings=[sitting])


async def _hold_time_of(session: AsyncSession, *, training_class: TrainingClass, meeting: Meeting) -> Sequence[UUID]:
    """Hold the meeting's time for everybody in the class; return the enrolments for which it clashes."""
    district_id, class_id, meeting_id = training_class.district_id, training_class.class_id, meeting.meeting_id
    await queries.insert_slots_of_meeting(
        session, district_id=district_id, class_id=class_id, meeting_id=meeting_id, clash_accepted=False
    )
    clashing = await queries.list_without_time_of_meeting(
        session, district_id=district_id, class_id=class_id, meeting_id=meeting_id
    )
    if clashing:
        await queries.insert_slots_of_meeting(
            session, district_id=district_id, class_id=class_id, meeting_id=meeting_id, clash_accepted=True
        )
    return clashing


def sitting_of(meeting: Meeting) -> Sitting:
    """What is known of a meeting."""
    return Sitting(
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        hours=meeting.hours,
        place=meeting.place,
        speaker=meeting.speaker,
        topic=meeting.topic,
        category=meeting.category,
        cancelled=meeting.cancelled,
        hours_reason=meeting.hours_reason,
    )
