"""What the ledger hears."""

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import AttendanceSettled, ClassScheduled, EnrolmentConfirmed, OutcomeFinalised, RecordsKept
from services.ledger import operations
from services.platform import clock
from workers.subscriptions import on


@on(OutcomeFinalised, queue="ledger")
async def post_outcomes(session: AsyncSession, event: OutcomeFinalised) -> None:
    """Award lines are posted verbatim; what an older revision had posted is taken back."""
    await operations.post_outcomes(session, district_id=event.district_id, outcomes=event.members, at=clock.now())


@on(OutcomeFinalised, queue="ledger")
async def keep_results(session: AsyncSession, event: OutcomeFinalised) -> None:
    """Who was assessed, and how: rates are reckoned from it."""
    await operations.keep_results(session, district_id=event.district_id, outcomes=event.members)


@on(RecordsKept, queue="ledger")
async def keep_facts(session: AsyncSession, event: RecordsKept) -> None:
    """What was done, held or kept, and what of it was taken back."""
    await operations.keep_facts(session, district_id=event.district_id, records=event.members)


@on(ClassScheduled, queue="ledger")
async def keep_class(session: AsyncSession, event: ClassScheduled) -> None:
    """Classes on offer, with places and meetings."""
    await operations.keep_class(session, scheduled=event)


@on(EnrolmentConfirmed, queue="ledger")
async def keep_members(session: AsyncSession, event: EnrolmentConfirmed) -> None:
    """Who holds a place, and who has given it up."""
    await operations.keep_members(session, district_id=event.district_id, members=event.members)


@on(AttendanceSettled, queue="ledger")
async def keep_settlement(session: AsyncSession, event: AttendanceSettled) -> None:
    """Who came."""
    await operations.keep_settlement(
        session, district_id=event.district_id, class_id=event.class_id, members=event.members
    )
