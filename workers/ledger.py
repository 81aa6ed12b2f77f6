"""What the ledger hears."""

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import OutcomeFinalised
from services.ledger import operations
from services.platform import clock
from workers.subscriptions import on


@on(OutcomeFinalised, queue="ledger")
async def post_outcomes(session: AsyncSession, event: OutcomeFinalised) -> None:
    """Award lines are posted verbatim; what an older revision had posted is taken back."""
    await operations.post_outcomes(session, district_id=event.district_id, outcomes=event.members, at=clock.now())
