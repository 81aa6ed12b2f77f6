"""What attendance hears."""

from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance import operations
from services.contracts import ClassScheduled, EnrolmentConfirmed
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
