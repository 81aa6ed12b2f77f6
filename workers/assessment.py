"""What assessment hears."""

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import operations
from services.contracts import (
    AttendanceCorrected,
    AttendanceSettled,
    ClaimsFellDue,
    ClassScheduled,
    DutiesFellDue,
    EnrolmentConfirmed,
    EntriesCarried,
    EntriesPosted,
    PackAssigned,
    RecordsKept,
    TimelineChanged,
)
from services.platform import clock
from workers.subscriptions import on


@on(ClassScheduled, queue="assessment")
async def keep_class(session: AsyncSession, event: ClassScheduled) -> None:
    """Know the class, its program and who leads it."""
    await operations.keep_class(session, scheduled=event, at=clock.now())


@on(EnrolmentConfirmed, queue="assessment")
async def keep_members(session: AsyncSession, event: EnrolmentConfirmed) -> None:
    """Know who is to be assessed."""
    await operations.keep_members(session, district_id=event.district_id, members=event.members, at=clock.now())


@on(AttendanceSettled, queue="assessment")
async def keep_settlement(session: AsyncSession, event: AttendanceSettled) -> None:
    """Know what presence came to; a correction reopens what was finalised."""
    await operations.keep_settlement(
        session, district_id=event.district_id, class_id=event.class_id, members=event.members, at=clock.now()
    )


@on(AttendanceCorrected, queue="assessment")
async def keep_correctors(session: AsyncSession, event: AttendanceCorrected) -> None:
    """Who corrected a presence does not confirm what becomes of the result."""
    await operations.keep_correctors(
        session, district_id=event.district_id, class_id=event.class_id, corrections=event.corrections
    )


@on(ClaimsFellDue, queue="assessment")
async def look_at_claims(session: AsyncSession, event: ClaimsFellDue) -> None:
    """Remind, take up what a school has left, and post what was recognised."""
    await operations.look_when_due(session, district_id=event.district_id, claim_ids=event.claim_ids, at=clock.now())


@on(EntriesPosted, queue="assessment")
async def keep_earned(session: AsyncSession, event: EntriesPosted) -> None:
    """What was attended elsewhere obliges to something at home."""
    await operations.keep_earned(session, district_id=event.district_id, entries=event.entries, at=clock.now())


@on(EntriesCarried, queue="assessment")
async def keep_carried(session: AsyncSession, event: EntriesCarried) -> None:
    """What was earned in another district obliges and counts for its duties like what was earned here."""
    await operations.keep_earned(session, district_id=event.district_id, entries=event.entries, at=clock.now())


@on(RecordsKept, queue="assessment")
async def look_after_records(session: AsyncSession, event: RecordsKept) -> None:
    """What was done, or taken back, fulfils a duty or gives rise to one."""
    await operations.look_at_duties(
        session,
        district_id=event.district_id,
        teacher_ids={member.teacher_id for member in event.members if member.teacher_id is not None},
        at=clock.now(),
    )


@on(TimelineChanged, queue="assessment")
async def look_after_changes(session: AsyncSession, event: TimelineChanged) -> None:
    """Who is on leave, has left or stands elsewhere is asked for other things."""
    await operations.look_at_duties(
        session, district_id=event.district_id, teacher_ids=event.teacher_ids, at=clock.now()
    )


@on(PackAssigned, queue="assessment")
async def look_after_packs(session: AsyncSession, event: PackAssigned) -> None:
    """Another pack may ask for other things."""
    await operations.look_at_everybody(session, district_id=event.district_id, at=clock.now())


@on(DutiesFellDue, queue="assessment")
async def look_at_duties(session: AsyncSession, event: DutiesFellDue) -> None:
    """A reminder is due, a duty is over, or everybody is looked at anew."""
    await operations.look_at_duties(
        session, district_id=event.district_id, teacher_ids=event.teacher_ids, at=clock.now()
    )
