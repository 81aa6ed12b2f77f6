"""Districts and their schools."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries
from services.directory.errors import DistrictExists, SchoolCodeTaken
from services.directory.models import District, School
from services.platform.database import enter_district
from services.platform.errors import NotFound
from services.platform.ids import new_id


async def create_district(
    session: AsyncSession, *, district_id: int, name: str, level: str, parent_id: int | None, at: datetime
) -> District:
    """Make a tenant. Its code is usually the GB/T 2260 code of the county."""
    await enter_district(session, district_id)
    if not await queries.insert_district(
        session, district_id=district_id, name=name, level=level, parent_id=parent_id, at=at
    ):
        raise DistrictExists
    return await get_district(session, district_id=district_id)


async def get_district(session: AsyncSession, *, district_id: int) -> District:
    district = await queries.find_district(session, district_id=district_id)
    if district is None:
        raise NotFound
    return district


async def add_school(session: AsyncSession, *, district_id: int, code: str, name: str, kind: str, stage: str) -> School:
    school = await queries.insert_school(
        session, district_id=district_id, school_id=new_id(), code=code, name=name, kind=kind, stage=stage
    )
    if school is None:
        raise SchoolCodeTaken
    return school


async def list_schools(session: AsyncSession, *, district_id: int) -> Sequence[School]:
    return await queries.list_schools(session, district_id=district_id)
