"""Scoring a class anew: looked at, then applied."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query

from services.assessment import operations
from services.assessment.schemas import (
    RescoringPreviewResponse,
    RescoringRequest,
    RescoringResponse,
    RescoringsResponse,
)
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.types import Code, Count, DistrictId, Id

router = APIRouter(
    route_class=Edge, prefix="/districts/{district_id}/classes/{class_id}/rescorings", tags=["rescoring"]
)


@router.get("/preview", summary="Who would change under another version of a scheme")
async def get_rescoring_preview(
    district_id: DistrictId,
    class_id: Id,
    session: DatabaseSession,
    viewer: CurrentViewer,
    scheme: Annotated[Code, Query(description="Code of the scheme", examples=["DEMO_LESSON"])],
    version: Annotated[Count, Query(ge=1, description="Its version", examples=[2])],
) -> RescoringPreviewResponse:
    """From what to what, with the difference in hours and credits; nothing is written. `hash` is for `post_rescoring`.

    404 for a version that does not exist; 409 `nothing-to-rescore`, `scheme-retired` or `scheme-not-chosen`.
    """
    preview = await operations.preview_rescoring(
        session,
        district_id=district_id,
        class_id=class_id,
        code=scheme,
        version=version,
        viewer=viewer,
        at=clock.now(),
    )
    # Of a class of thousands that may all change: others are served meanwhile.
    return await asyncio.to_thread(RescoringPreviewResponse.of, preview)


@router.post("", status_code=201, summary="Assess the class by another version, as previewed")
async def post_rescoring(
    district_id: DistrictId, class_id: Id, body: RescoringRequest, session: DatabaseSession, viewer: CurrentViewer
) -> RescoringResponse:
    """By who leads the class, or the district. Raw marks stay; who is finalised has a revision to be confirmed.

    409 `rescoring-outdated` where anything has changed since the preview, `nothing-to-rescore`, `scheme-retired` or
    `class-cancelled`; 404 for a version that does not exist.
    """
    kept = await operations.apply_rescoring(
        session,
        district_id=district_id,
        class_id=class_id,
        code=body.scheme,
        version=body.version,
        preview_hash=body.preview_hash,
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return RescoringResponse.model_validate(kept)


@router.get("", summary="Every time the class was scored anew")
async def list_rescorings(
    district_id: DistrictId, class_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> RescoringsResponse:
    """In order, with who and why, for who leads the class, the district and its auditors."""
    found = await operations.list_rescorings(session, district_id=district_id, class_id=class_id, viewer=viewer)
    return RescoringsResponse(items=[RescoringResponse.model_validate(one) for one in found])
