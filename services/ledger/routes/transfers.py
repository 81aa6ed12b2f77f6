"""HTTP of transfers: how far the history of a teacher has come on its way from one district to another."""

from uuid import UUID

from fastapi import APIRouter
from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger import operations
from services.ledger.schemas import (
    CarriedPartResponse,
    ReceivedHistory,
    SendingResponse,
    SentHistory,
    TransferHistoryResponse,
)
from services.platform.edge import DatabaseSession, Edge
from services.platform.types import DistrictId, Id

router = APIRouter(route_class=Edge, tags=["transfers"], prefix="/districts/{district_id}/transfers")


@router.get("/{transfer_id}/history", summary="How far a transfer's history has come")
async def get_transfer_history(
    district_id: DistrictId, transfer_id: Id, session: DatabaseSession
) -> TransferHistoryResponse:
    """What the old district has sent under which signed head, or what the new one has received and proven.

    Every entry comes with its inclusion proof; a part that does not prove itself is refused whole and says why. 404
    for a transfer that does not concern this district.
    """
    return await _answer(session, district_id, transfer_id)


@router.post("/{transfer_id}/history", status_code=202, summary="Send a transfer's history anew")
async def post_transfer_history(
    district_id: DistrictId, transfer_id: Id, session: DatabaseSession
) -> TransferHistoryResponse:
    """Have all of it sent once more, proven under the newest signed head: for a district that refused a part.

    What the other district keeps already it keeps once; its `state` then looks at what was sent from here on. The
    sending is seen under `sent` within seconds. 404 for a transfer by which nobody left this district; 409
    `history-not-owed` where the departure was withdrawn, or the teacher has come back since.
    """
    await operations.send_anew(session, district_id=district_id, transfer_id=transfer_id)
    return await _answer(session, district_id, transfer_id)


async def _answer(session: AsyncSession, district_id: int, transfer_id: UUID) -> TransferHistoryResponse:
    found = await operations.get_transfer_history(session, district_id=district_id, transfer_id=transfer_id)
    return TransferHistoryResponse(transfer_id=transfer_id, sent=_sent(found), received=_received(found))


def _sent(found: operations.TransferHistory) -> SentHistory | None:
    closing = found.closing
    if closing is None:
        return None
    return SentHistory(
        teacher_id=closing.teacher_id,
        new_district_id=closing.new_district_id,
        last_day=closing.last_day,
        withdrawn=closing.withdrawn,
        sendings=[SendingResponse.model_validate(one) for one in found.sent],
    )


def _received(found: operations.TransferHistory) -> ReceivedHistory | None:
    if found.reception is None and not found.received:
        return None
    former = found.reception or found.received[0]
    return ReceivedHistory(
        former_district_id=former.former_district_id,
        teacher_id=None if found.reception is None else found.reception.teacher_id,
        state=found.state,
        parts=[CarriedPartResponse.model_validate(one) for one in found.received],
    )
