"""Limits of how often one person may enter, and whom somebody let in all the same."""

from fastapi import APIRouter, Request

from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.types import DistrictId, Id
from services.registration import operations
from services.registration.schemas import (
    EntryLimitEndRequest,
    EntryLimitRequest,
    EntryLimitResponse,
    OverriddenResponse,
    overridden_response,
)

router = APIRouter(route_class=Edge, tags=["Who may enter"])


@router.post("/districts/{district_id}/entry-limits", status_code=201, summary="Limit how often one may enter")
async def post_entry_limit(
    district_id: DistrictId, body: EntryLimitRequest, session: DatabaseSession, viewer: CurrentViewer
) -> EntryLimitResponse:
    """In the whole district, for a program or for a class: at most so many classes or hours in a year or semester, or
    nobody who has earned hours at a level before.

    Places held (confirmed or offered) are counted, applications are not; who is in already stays in. A school limits
    its own programs and classes. 422 `limit-without-sense` where the parts do not fit together.
    """
    limit = await operations.set_limit(session, district_id=district_id, **dict(body), viewer=viewer, at=clock.now())
    return EntryLimitResponse.model_validate(limit)


@router.get("/districts/{district_id}/entry-limits", summary="List limits")
async def list_entry_limits(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    class_id: Id | None = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[EntryLimitResponse]:
    """Every limit of the district, ended ones too; with `class_id` those in force for that class."""
    limits = await operations.list_limits(
        session, district_id=district_id, class_id=class_id, after=place_after(request, cursor), limit=limit + 1
    )
    return page_of(
        request, limits, limit=limit, id_of=lambda one: one.limit_id, shape=EntryLimitResponse.model_validate
    )


@router.put("/districts/{district_id}/entry-limits/{limit_id}/end", summary="End a limit")
async def put_entry_limit_end(
    district_id: DistrictId,
    limit_id: Id,
    body: EntryLimitEndRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> EntryLimitResponse:
    """End a limit for good, with a reason. Ending it twice is ending it once."""
    ended = await operations.end_limit(
        session, district_id=district_id, limit_id=limit_id, reason=body.reason, viewer=viewer, at=clock.now()
    )
    return EntryLimitResponse.model_validate(ended)


@router.get("/districts/{district_id}/eligibility-overrides", summary="List who was let in all the same")
async def list_eligibility_overrides(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    class_id: Id | None = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[OverriddenResponse]:
    """Each enrolment for which somebody set a clause or limit aside: which, by whom, when and why.

    A school sees its own teachers'. `class_id` keeps one class.
    """
    found = await operations.list_overridden(
        session,
        district_id=district_id,
        class_id=class_id,
        after=place_after(request, cursor),
        limit=limit + 1,
        viewer=viewer,
    )
    return page_of(
        request,
        found.rows,
        limit=limit,
        id_of=lambda row: row.enrolment.enrolment_id,
        shape=lambda row: overridden_response(row, found.names, found.overrides.get(row.enrolment.enrolment_id, ())),
    )
