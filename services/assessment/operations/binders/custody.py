"""Who keeps a binder: given by one, accepted by the next, both by their own act."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import HandOverPending, HandOverSettled, HandOverToSelf, NotTheCustodian
from services.assessment.operations.binders.contents import Contents, demand_binder, look_into
from services.assessment.rules import ACCESS
from services.directory import queries as directory
from services.platform.access import Reach, Viewer
from services.platform.errors import NotFound
from services.platform.ids import new_id


async def give_binder(
    session: AsyncSession,
    *,
    district_id: int,
    binder_id: UUID,
    to_account_id: UUID,
    to_name: str,
    note: str,
    viewer: Viewer,
    at: datetime,
) -> Contents:
    """Offer the binder to its next custodian. Only who keeps it gives it; for who has left, the district does."""
    binder = await queries.lock_binder(session, district_id=district_id, binder_id=binder_id)
    await demand_binder(session, binder, viewer=viewer)
    giver = viewer.principal.account_id
    if giver != binder.custodian_id and viewer.reach is not Reach.DISTRICT:
        raise NotTheCustodian
    if to_account_id == binder.custodian_id:
        raise HandOverToSelf
    await directory.get_accounts(
        session,
        district_id=district_id,
        named={"/body/to_account_id": to_account_id},
        able=ACCESS["put_hand_over_acceptance"],
    )
    given = await queries.insert_hand_over(
        session,
        district_id=district_id,
        hand_over={
            "hand_over_id": new_id(),
            "binder_id": binder_id,
            "from_account_id": binder.custodian_id,
            "from_name": binder.custodian_name,
            "to_account_id": to_account_id,
            "to_name": to_name,
            "note": note,
            "given_by": giver,
            "given_at": at,
        },
    )
    if given is None:
        raise HandOverPending
    return await look_into(session, binder, at=at)


async def accept_hand_over(
    session: AsyncSession, *, district_id: int, binder_id: UUID, hand_over_id: UUID, viewer: Viewer, at: datetime
) -> Contents:
    """Become the custodian: only who was named does. The same again changes nothing."""
    binder = await queries.lock_binder(session, district_id=district_id, binder_id=binder_id)
    hand_over = await queries.lock_hand_over(
        session, district_id=district_id, binder_id=binder_id, hand_over_id=hand_over_id
    )
    if viewer.principal.account_id != hand_over.to_account_id:
        raise NotFound
    if hand_over.state == "TAKEN_BACK":
        raise HandOverSettled(state=hand_over.state)
    if hand_over.state == "GIVEN":
        hand_over.state = "ACCEPTED"
        hand_over.settled_by = viewer.principal.account_id
        hand_over.settled_at = at
        binder.custodian_id = hand_over.to_account_id
        binder.custodian_name = hand_over.to_name
        binder.custodian_since = at
        await session.flush()
    return await look_into(session, binder, at=at)


async def take_back_hand_over(
    session: AsyncSession,
    *,
    district_id: int,
    binder_id: UUID,
    hand_over_id: UUID,
    reason: str,
    viewer: Viewer,
    at: datetime,
) -> Contents:
    """Take an offer back that nobody accepted yet: by the custodian or the district."""
    binder = await queries.lock_binder(session, district_id=district_id, binder_id=binder_id)
    await demand_binder(session, binder, viewer=viewer)
    hand_over = await queries.lock_hand_over(
        session, district_id=district_id, binder_id=binder_id, hand_over_id=hand_over_id
    )
    if viewer.principal.account_id != binder.custodian_id and viewer.reach is not Reach.DISTRICT:
        raise NotTheCustodian
    if hand_over.state == "ACCEPTED" or (hand_over.state == "TAKEN_BACK" and hand_over.reason != reason):
        raise HandOverSettled(state=hand_over.state)
    if hand_over.state == "GIVEN":
        hand_over.state = "TAKEN_BACK"
        hand_over.settled_by = viewer.principal.account_id
        hand_over.settled_at = at
        hand_over.reason = reason
        await session.flush()
    return await look_into(session, binder, at=at)
