"""What attendance hears."""

from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance import operations
from services.contracts import (
    ClassScheduled,
    EnrolmentConfirmed,
    MovedMeetingsFellDue,
    PackAssigned,
    SettlementFellDue,
    WindowsFellDue,
)
from services.platform import clock
from workers.subscriptions import on


@on(ClassScheduled, queue="attendance")
async def keep_class(session: AsyncSession, event: ClassScheduled) -> None:
    """A class, its meetings and who leads it, whole."""
    await operations.keep_class(
        session,
        district_id=event.district_id,
        class_id=event.class_id,
        revision=event.revision,
        title=event.title,
        school_id=event.school_id,
        leader_ids=event.leader_ids,
        cancelled=event.cancelled,
        program=event.program,
        meetings=event.meetings,
    )


@on(EnrolmentConfirmed, queue="attendance")
async def keep_members(session: AsyncSession, event: EnrolmentConfirmed) -> None:
    """Who holds a place, and who has given it up."""
    await operations.keep_members(session, district_id=event.district_id, members=event.members)


@on(PackAssigned, queue="attendance")
async def refresh_windows(session: AsyncSession, event: PackAssigned) -> None:
    """A pack was put in force, corrected or taken back: scans are judged by the times it says now."""
    await operations.refresh_windows(session, district_id=event.district_id, since=event.valid_from)


@on(WindowsFellDue, queue="attendance")
async def refresh_more_windows(session: AsyncSession, event: WindowsFellDue) -> None:
    """There are more meetings than one transaction looks at: the next ones."""
    await operations.refresh_more_windows(
        session, district_id=event.district_id, starts_at=event.starts_at, meeting_id=event.meeting_id
    )


@on(SettlementFellDue, queue="attendance")
async def settle_again(session: AsyncSession, event: SettlementFellDue) -> None:
    """A settled class was corrected some minutes ago: its settlement follows."""
    await operations.settle_again(
        session,
        district_id=event.district_id,
        class_id=event.class_id,
        corrected_by=event.corrected_by,
        at=clock.now(),
    )


@on(MovedMeetingsFellDue, queue="attendance")
async def annul_at_moved(session: AsyncSession, event: MovedMeetingsFellDue) -> None:
    """Scans that were being recorded while their meeting was moved: nobody saw them then."""
    await operations.annul_at_moved(
        session,
        district_id=event.district_id,
        meeting_ids=event.meeting_ids,
        let_in_until=event.let_in_until,
        at=clock.now(),
    )
