"""Records of what was done, held or kept."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from services.assessment import operations
from services.assessment.schemas import RecordResponse, RecordsRequest, RecordsResponse, RetractionRequest
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.types import Code, Day, DistrictId, Id

router = APIRouter(route_class=Edge, prefix="/districts/{district_id}/records", tags=["records"])


@router.post("", status_code=201, summary="Enter records")
async def post_records(
    district_id: DistrictId, body: RecordsRequest, session: DatabaseSession, viewer: CurrentViewer
) -> RecordsResponse:
    """Lessons heard, notes, meetings held, documents kept: up to 100 at once, all or none. The pack counts them.

    A school enters its own and its teachers' (as of the day); others are 404. 422 `unknown-fact-kind` with the kinds
    that the pack in force on the day knows, `unknown-level`, `not-yet-done`, `record-of-nobody`; 409
    `teacher-not-in-post`, `pack-not-assigned`.
    """
    kept = await operations.keep_records(
        session,
        district_id=district_id,
        records=[record.kept() for record in body.records],
        viewer=viewer,
        at=clock.now(),
    )
    return RecordsResponse(items=[RecordResponse.model_validate(record) for record in kept])


@router.get("", summary="The records within reach")
async def list_records(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    teacher_id: Annotated[Id | None, Query(description="Only of this teacher")] = None,
    school_id: Annotated[Id | None, Query(description="Only of this school and who was there on the day")] = None,
    kind: Annotated[Code | None, Query(description="Only of this kind")] = None,
    since: Annotated[Day | None, Query(description="Of this day or later")] = None,
    until: Annotated[Day | None, Query(description="Of this day or earlier")] = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[RecordResponse]:
    """In the order in which they were entered, retracted ones included; teachers see their own, schools theirs."""
    records = await operations.list_records(
        session,
        district_id=district_id,
        teacher_id=teacher_id,
        school_id=school_id,
        kind=kind,
        since=since,
        until=until,
        viewer=viewer,
        after=place_after(request, cursor),
        limit=limit + 1,
    )
    return page_of(
        request, records, limit=limit, id_of=lambda record: record.record_id, shape=RecordResponse.model_validate
    )


@router.put("/{record_id}/retraction", summary="Take a record back")
async def put_record_retraction(
    district_id: DistrictId, record_id: Id, body: RetractionRequest, session: DatabaseSession, viewer: CurrentViewer
) -> RecordResponse:
    """A retracted record counts for nothing, for good; it stays to be seen with the reason.

    The same retraction again changes nothing; with another reason it is 409 `record-retracted`. 404 out of reach.
    """
    record = await operations.retract_record(
        session,
        district_id=district_id,
        record_id=record_id,
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return RecordResponse.model_validate(record)
