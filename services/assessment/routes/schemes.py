"""Schemes of the district: their versions, new ones, retired ones."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from services.assessment import operations
from services.assessment.schemas import (
    PublishedSchemeResponse,
    RetirementRequest,
    SchemeContentRequest,
    SchemeItemResponse,
    SchemesResponse,
)
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.types import Code, Count, DistrictId

router = APIRouter(route_class=Edge, prefix="/districts/{district_id}/schemes", tags=["schemes"])

Version = Annotated[Count, Path(ge=1)]


@router.get("", summary="The schemes of assessment that the district has")
async def list_schemes(
    district_id: DistrictId,
    session: DatabaseSession,
    viewer: CurrentViewer,
    code: Annotated[Code | None, Query(description="Only versions of this scheme")] = None,
) -> SchemesResponse:
    """Every version, those that come with the system included, by code and the newest first; retired ones too."""
    found = await operations.list_schemes(session, district_id=district_id, code=code)
    return SchemesResponse(items=[SchemeItemResponse.of(one) for one in found])


@router.post("", status_code=201, summary="Publish a scheme as a new version")
async def post_scheme(
    district_id: DistrictId, body: SchemeContentRequest, session: DatabaseSession, viewer: CurrentViewer
) -> PublishedSchemeResponse:
    """By the district. The next version of its code; what a version in force says already is answered with that one.

    No version is ever changed. A class that names the code without having chosen a version is assessed by the newest
    one in force until anything rests on it. 422 `scheme-unsound` with everything that is wrong; 409
    `scheme-published-meanwhile` when somebody else published at the same moment.
    """
    published = await operations.publish_scheme(
        session,
        district_id=district_id,
        content=body.content(),
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return PublishedSchemeResponse.of(published)


@router.get("/{code}/versions/{version}", summary="One version of a scheme")
async def get_scheme_version(
    district_id: DistrictId, code: Code, version: Version, session: DatabaseSession, viewer: CurrentViewer
) -> PublishedSchemeResponse:
    """In full, with who published it and why, and how many classes use it. 404 where there is none."""
    found = await operations.get_scheme_version(session, district_id=district_id, code=code, version=version)
    return PublishedSchemeResponse.of(found)


@router.put("/{code}/versions/{version}/retirement", summary="Retire a version of a scheme")
async def put_scheme_retirement(
    district_id: DistrictId,
    code: Code,
    version: Version,
    body: RetirementRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> PublishedSchemeResponse:
    """By the district, with the reason, for good. No class can choose the version any more; who uses it keeps it.

    A version that is retired already stays as it is. 404 where there is none.
    """
    retired = await operations.retire_scheme(
        session,
        district_id=district_id,
        code=code,
        version=version,
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return PublishedSchemeResponse.of(retired)
