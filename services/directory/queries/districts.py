"""Districts and their schools."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.directory.models import District, School


async def find_district(session: AsyncSession, *, district_id: int) -> District | None:
    return await session.get(District, district_id)


async def list_districts(session: AsyncSession) -> Sequence[District]:
    """All districts: which exist is public."""
    return (await session.scalars(select(District).order_by(District.district_id))).all()


async def map_parents(session: AsyncSession) -> dict[int, int]:
    """district -> the one that it stands just below, of all that stand below another."""
    rows = await session.execute(
        select(District.district_id, District.parent_id).where(District.parent_id.is_not(None))
    )
    return {district_id: parent_id for district_id, parent_id in rows if parent_id is not None}


async def list_districts_below(session: AsyncSession, *, district_id: int) -> Sequence[District]:
    """Those that stand just below a district, in the order of their numbers."""
    below = select(District).where(District.parent_id == district_id).order_by(District.district_id)
    return (await session.scalars(below)).all()


async def insert_district(
    session: AsyncSession, *, district_id: int, name: str, level: str, parent_id: int | None, at: datetime
) -> bool:
    """False when the district exists already."""
    inserted = await session.execute(
        insert(District)
        .values(district_id=district_id, name=name, level=level, parent_id=parent_id, created_at=at)
        .on_conflict_do_nothing()
        .returning(District.district_id)
    )
    return inserted.scalar_one_or_none() is not None


async def insert_school(
    session: AsyncSession, *, district_id: int, school_id: UUID, code: str, name: str, kind: str, stage: str
) -> School | None:
    """None when the code is taken."""
    return (
        await session.scalars(
            insert(School)
            .values(district_id=district_id, school_id=school_id, code=code, name=name, kind=kind, stage=stage)
            .on_conflict_do_nothing()
            .returning(School)
        )
    ).one_or_none()


async def list_schools(session: AsyncSession, *, district_id: int) -> Sequence[School]:
    return (await session.scalars(select(School).filter_by(district_id=district_id).order_by(School.code))).all()


async def map_schools_by_code(session: AsyncSession, *, district_id: int) -> dict[str, School]:
    return {school.code: school for school in await list_schools(session, district_id=district_id)}
