"""HTTP of what stands beside the check-ins of a meeting: scans that were refused, and corrections."""

from fastapi import APIRouter, Request

from services.attendance import operations
from services.attendance.schemas import CorrectionRequest, CorrectionResponse, RefusedScanResponse
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
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
    """The refused scans of a meeting with their reasons, in the order they came. What was scanned is not kept.

    Of one teacher, day and reason twenty are kept; the district's summary counts all of them.
    """
    refused = await operations.list_refused(
        session,
        viewer=viewer,
        district_id=district_id,
        meeting_id=meeting_id,
        after=place_after(request, cursor),
        limit=limit + 1,
    )
    return page_of(
        request,
        refused,
        limit=limit,
        id_of=lambda one: one.refused_scan_id,
        shape=RefusedScanResponse.model_validate,
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

    The latest correction counts. Minutes count to the minute, without any grace, and are told as corrected: they are no
    coming late and no leaving early. A leave or make-up that is approved later never raises them. Where the class is
    settled already, a new version of the settlement follows by itself ten minutes later. Not before the meeting has
    begun.
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
    corrections = await operations.list_corrections(
        session,
        viewer=viewer,
        district_id=district_id,
        meeting_id=meeting_id,
        after=place_after(request, cursor),
        limit=limit + 1,
    )
    return page_of(
        request,
        corrections,
        limit=limit,
        id_of=lambda one: one.correction_id,
        shape=CorrectionResponse.model_validate,
    )
