"""The district and its schools."""

from fastapi import APIRouter

from services.directory import operations
from services.directory.schemas import (
    DistrictResponse,
    SchoolRequest,
    SchoolResponse,
    SchoolsResponse,
)
from services.platform.edge import DatabaseSession, Edge
from services.platform.types import DistrictId

router = APIRouter(route_class=Edge, tags=["district"], prefix="/districts/{district_id}")


@router.get("", summary="The district")
async def get_district(district_id: DistrictId, session: DatabaseSession) -> DistrictResponse:
    return DistrictResponse.model_validate(await operations.get_district(session, district_id=district_id))


@router.post("/schools", status_code=201, summary="Add a school")
async def post_school(district_id: DistrictId, body: SchoolRequest, session: DatabaseSession) -> SchoolResponse:
    """Add one school; a whole roster comes by import."""
    school = await operations.add_school(
        session, district_id=district_id, code=body.code, name=body.name, kind=body.kind, stage=body.stage
    )
    return SchoolResponse.model_validate(school)


@router.get("/schools", summary="List the schools")
async def list_schools(district_id: DistrictId, session: DatabaseSession) -> SchoolsResponse:
    """All schools of the district by their code."""
    rows = await operations.list_schools(session, district_id=district_id)
    return SchoolsResponse(items=[SchoolResponse.model_validate(row) for row in rows])
