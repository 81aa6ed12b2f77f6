"""What assessment hears."""

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import operations
from services.contracts import AttendanceSettled, ClaimsFellDue, ClassScheduled, EnrolmentConfirmed
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


@on(ClaimsFellDue, queue="assessment")
async def look_at_claims(session: AsyncSession, event: ClaimsFellDue) -> None:
    """Remind, take up what a school has left, and post what was recognised."""
    await operations.look_when_due(session, district_id=event.district_id, claim_ids=event.claim_ids, at=clock.now())
