"""HTTP of a class: tickets and its settlement; and the district's summary."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response

from services.attendance import operations
from services.attendance.schemas import (
    SettledMemberResponse,
    SettlementDifferenceResponse,
    SettlementResponse,
    SettlementVersionResponse,
    SettlementVersionsResponse,
    SettleRequest,
    SummaryResponse,
    TicketResponse,
)
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.types import Count, DistrictId, Id

router = APIRouter(route_class=Edge, tags=["classes"], prefix="/districts/{district_id}")

_AGAIN: dict[int | str, dict[str, Any]] = {
    200: {"model": SettlementResponse, "description": "Nothing has changed: the version that stands"}
}


@router.get("/classes/{class_id}/ticket", summary="A check-in ticket")
async def get_ticket(
    district_id: DistrictId, class_id: Id, request: Request, session: DatabaseSession, viewer: CurrentViewer
) -> TicketResponse:
    """A ticket for the asking teacher and this class, good for 15 minutes of real time.

    Fetched when the app opens the class, and presented at the bell in the Check-In-Ticket header.
    """
    ticket = await operations.open_ticket(
        session, viewer=viewer, district_id=district_id, class_id=class_id, real_at=clock.real_now()
    )
    return TicketResponse(
        ticket=request.app.state.tickets.write(ticket), class_id=ticket.class_id, expires_at=ticket.expires_at
    )


@router.post("/classes/{class_id}/settlements", status_code=201, responses=_AGAIN, summary="Settle a class")
async def post_settlement(
    district_id: DistrictId,
    class_id: Id,
    response: Response,
    session: DatabaseSession,
    viewer: CurrentViewer,
    body: SettleRequest | None = None,
) -> SettlementResponse:
    """Turn presence into recognised hours by the attendance rules of the pack, explained per member and meeting.

    After the last meeting has ended (409 `settlement-too-early` before). 409 `check-out-open` while somebody who came
    has not checked out and still may, unless a `reason` not to wait is given, which is kept. Settled again after a
    correction it becomes the next version, and that is said to who builds on it; without a change the version that
    stands answers, 200. After the first settlement later corrections, annulments and leaves do that by themselves ten
    minutes later, and late check-outs a quarter of an hour after check-out has closed.
    """
    settled, is_new = await operations.settle(
        session,
        viewer=viewer,
        district_id=district_id,
        class_id=class_id,
        reason=body.reason if body else None,
        at=clock.now(),
    )
    response.status_code = 201 if is_new else 200
    return _settlement(settled)


@router.get("/classes/{class_id}/settlement", summary="The settlement of a class")
async def get_settlement(
    district_id: DistrictId, class_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> SettlementResponse:
    """The latest version, with the members that the asker may see; 404 while the class is not settled."""
    return _settlement(
        await operations.read_settlement(session, viewer=viewer, district_id=district_id, class_id=class_id)
    )


@router.get("/classes/{class_id}/settlements", summary="The versions of a settlement")
async def list_settlements(
    district_id: DistrictId, class_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> SettlementVersionsResponse:
    """Every version with who settled when, the latest first; empty while the class is not settled."""
    versions = await operations.list_versions(session, viewer=viewer, district_id=district_id, class_id=class_id)
    return SettlementVersionsResponse(items=[SettlementVersionResponse.model_validate(one) for one in versions])


@router.get("/classes/{class_id}/settlements/{version}/difference", summary="What a version changed")
async def get_settlement_difference(
    district_id: DistrictId,
    class_id: Id,
    version: Annotated[Count, Path(description="A version of the settlement, from 1")],
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> SettlementDifferenceResponse:
    """What this version says otherwise than the one before it, member by member and meeting by meeting, in exact hours.

    The difference is what the compensation in the ledger comes to, once assessment has confirmed it.
    """
    return SettlementDifferenceResponse.model_validate(
        await operations.read_difference(
            session, viewer=viewer, district_id=district_id, class_id=class_id, version=version
        )
    )


@router.get("/classes/{class_id}/settlement-preview", summary="What settling now would change")
async def get_settlement_preview(
    district_id: DistrictId, class_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> SettlementDifferenceResponse:
    """What settling at this moment would say otherwise than the version that stands; nothing is written.

    No members: settling again would change nothing. 409 as of settling, but for `check-out-open`.
    """
    return SettlementDifferenceResponse.model_validate(
        await operations.preview(session, viewer=viewer, district_id=district_id, class_id=class_id, at=clock.now())
    )


@router.get("/summary", summary="The district's presence in numbers")
async def get_summary(district_id: DistrictId, session: DatabaseSession, viewer: CurrentViewer) -> SummaryResponse:
    """Check-ins by phase, refused scans by reason, leaves, corrections and settlements of the district.

    An integration needs the scope `summary:read`.
    """
    return SummaryResponse.model_validate(await operations.summarise(session, district_id=district_id, viewer=viewer))


def _settlement(settled: operations.SettledClass) -> SettlementResponse:
    return SettlementResponse(
        class_id=settled.settlement.class_id,
        version=settled.settlement.version,
        pack_id=settled.settlement.pack_id,
        pack_hash=settled.settlement.pack_hash,
        settled_by=settled.settlement.settled_by,
        settled_at=settled.settlement.settled_at,
        reason=settled.settlement.reason,
        automatic=settled.settlement.automatic,
        members=[SettledMemberResponse.model_validate(member) for member in settled.members],
    )
