"""Notices (培训通知) and their receipts."""

from fastapi import APIRouter, Request

from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.types import DistrictId, Id
from services.registration import operations
from services.registration.schemas import (
    NoticeRequest,
    NoticeResponse,
    NoticeWithdrawalRequest,
    ReceiptResponse,
    ReceiptsResponse,
    notice_response,
    receipts_response,
)

router = APIRouter(route_class=Edge, tags=["Notices"])


@router.post("/districts/{district_id}/plans/{plan_id}/notices", status_code=201, summary="Issue a notice")
async def post_notice(
    district_id: DistrictId, plan_id: Id, body: NoticeRequest, session: DatabaseSession, viewer: CurrentViewer
) -> NoticeResponse:
    """A numbered notice whose Chinese text is made from the plan; the first one of an approved plan publishes it.

    Numbers run by district and calendar year without a gap. 409 `plan-not-approved`; 422 `unknown-item` (an item or
    class that the plan does not have), `unknown-school` (also when a school's plan asks another).
    """
    notice = await operations.issue_notice(
        session, district_id=district_id, plan_id=plan_id, **dict(body), viewer=viewer, at=clock.now()
    )
    return notice_response(notice)


@router.get("/districts/{district_id}/notices", summary="List notices")
async def list_notices(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    plan_id: Id | None = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[NoticeResponse]:
    """Every notice of the district, the newest first; `plan_id` keeps those of one plan."""
    notices = await operations.list_notices(
        session, district_id=district_id, plan_id=plan_id, before=place_after(request, cursor), limit=limit + 1
    )
    return page_of(request, notices, limit=limit, id_of=lambda notice: notice.notice_id, shape=notice_response)


@router.get("/districts/{district_id}/notices/{notice_id}", summary="Read a notice")
async def get_notice(district_id: DistrictId, notice_id: Id, session: DatabaseSession) -> NoticeResponse:
    """One notice, in the words in which it was issued."""
    return notice_response(await operations.get_notice(session, district_id=district_id, notice_id=notice_id))


@router.put("/districts/{district_id}/notices/{notice_id}/withdrawal", summary="Take a notice back")
async def put_notice_withdrawal(
    district_id: DistrictId,
    notice_id: Id,
    body: NoticeWithdrawalRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> NoticeResponse:
    """The notice stays readable with the reason, and its number is not used again. Twice is once."""
    notice = await operations.withdraw_notice(
        session, district_id=district_id, notice_id=notice_id, reason=body.reason, viewer=viewer, at=clock.now()
    )
    return notice_response(notice)


@router.put("/districts/{district_id}/notices/{notice_id}/receipt", summary="Confirm a notice for one's school")
async def put_notice_receipt(
    district_id: DistrictId, notice_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> ReceiptResponse:
    """Say that one's school has read the notice; the first receipt stays. 409 `not-asked`, `notice-withdrawn`."""
    receipt = await operations.confirm_notice(
        session, district_id=district_id, notice_id=notice_id, viewer=viewer, at=clock.now()
    )
    return ReceiptResponse.model_validate(receipt)


@router.get("/districts/{district_id}/notices/{notice_id}/receipts", summary="Which schools have confirmed a notice")
async def list_notice_receipts(
    district_id: DistrictId, notice_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> ReceiptsResponse:
    """Receipts by school, and which of the schools asked have not confirmed yet."""
    found = await operations.list_receipts(session, district_id=district_id, notice_id=notice_id, viewer=viewer)
    return receipts_response(found.notice, found.received, found.missing)
