"""HTTP of what stands beside the check-ins of a meeting: scans that were refused, and corrections."""

from uuid import UUID

from fastapi import APIRouter, Request

from services.attendance import operations
from services.attendance.schemas import CorrectionRequest, CorrectionResponse, RefusedScanResponse
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, cursors_of
from services.platform.types import DistrictId, Id

router = APIRouter(route_class=Edge, tags=["meetings"], prefix="/districts/{district_id}")


@router.get("/meetings/{meeting_id}/refused-scans", summary="Scans that were not taken")
async def list_refused_scans(
    district_id: DistrictId,
    meeting_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[RefusedScanResponse]:
    """The refused scans of a meeting with their reasons, in the order they came. What was scanned is not kept."""
    after = cursors_of(request).read(cursor)
    refused = await operations.list_refused(
        session,
        viewer=viewer,
        district_id=district_id,
        meeting_id=meeting_id,
        after=UUID(after) if after else None,
        limit=limit,
    )
    full = len(refused) == limit
    return Page(
        items=[RefusedScanResponse.model_validate(one) for one in refused],
        next_cursor=cursors_of(request).write(str(refused[-1].refused_scan_id)) if full else None,
    )


@router.post("/meetings/{meeting_id}/corrections", status_code=201, summary="Correct a presence")
async def post_correction(
    district_id: DistrictId,
    meeting_id: Id,
    body: CorrectionRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> CorrectionResponse:
    """Put a person's word beside what the scans say, with its reason; never about oneself. Nothing is edited.

    The latest correction counts. Where the class is settled already, a new version of the settlement follows by itself
    ten minutes later. Not before the meeting has begun.
    """
    correction = await operations.correct(
        session,
        viewer=viewer,
        district_id=district_id,
        meeting_id=meeting_id,
        teacher_id=body.teacher_id,
        presence=body.presence,
        minutes=body.minutes,
        reason=body.reason,
        at=clock.now(),
    )
    return CorrectionResponse.model_validate(correction)


@router.get("/meetings/{meeting_id}/corrections", summary="The corrections of a meeting")
async def list_corrections(
    district_id: DistrictId,
    meeting_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[CorrectionResponse]:
    """Every correction of a meeting with who made it, when and why, in the order they were made."""
    after = cursors_of(request).read(cursor)
    corrections = await operations.list_corrections(
        session,
        viewer=viewer,
        district_id=district_id,
        meeting_id=meeting_id,
        after=UUID(after) if after else None,
        limit=limit,
    )
    full = len(corrections) == limit
    return Page(
        items=[CorrectionResponse.model_validate(one) for one in corrections],
        next_cursor=cursors_of(request).write(str(corrections[-1].correction_id)) if full else None,
    )
