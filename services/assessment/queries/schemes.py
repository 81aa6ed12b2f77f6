"""Versions of schemes as the district keeps them, and their retirements."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment.models import SchemeRetirement, SchemeVersion, TrainingClass


async def insert_scheme_version(
    session: AsyncSession,
    *,
    district_id: int,
    code: str,
    version: int,
    content: dict[str, Any],
    at: datetime,
    published_by: UUID | None = None,
    reason: str | None = None,
) -> bool:
    """False where the version is kept already: the first text kept of a version is its text for ever."""
    kept = await session.execute(
        insert(SchemeVersion)
        .values(
            district_id=district_id,
            code=code,
            version=version,
            content=content,
            kept_at=at,
            published_by=published_by,
            reason=reason,
        )
        .on_conflict_do_nothing()
        .returning(SchemeVersion.version)
    )
    return kept.scalar_one_or_none() is not None


async def find_scheme_version(
    session: AsyncSession, *, district_id: int, code: str, version: int
) -> SchemeVersion | None:
    return await session.get(SchemeVersion, (district_id, code, version))


async def list_scheme_versions(
    session: AsyncSession, *, district_id: int, code: str | None = None
) -> Sequence[tuple[SchemeVersion, SchemeRetirement | None]]:
    """What the district keeps, by code, the newest version first."""
    query = (
        select(SchemeVersion, SchemeRetirement)
        .outerjoin(
            SchemeRetirement,
            and_(
                SchemeRetirement.district_id == SchemeVersion.district_id,
                SchemeRetirement.code == SchemeVersion.code,
                SchemeRetirement.version == SchemeVersion.version,
            ),
        )
        .where(SchemeVersion.district_id == district_id)
        .order_by(SchemeVersion.code, SchemeVersion.version.desc())
    )
    if code is not None:
        query = query.where(SchemeVersion.code == code)
    rows = await session.execute(query.execution_options(populate_existing=True))
    return [(version, retirement) for version, retirement in rows]


async def count_classes_by_scheme(session: AsyncSession, *, district_id: int) -> dict[tuple[str, int], int]:
    """(code, version) -> classes that were bound to it."""
    rows = await session.execute(
        select(TrainingClass.scheme_code, TrainingClass.scheme_version, func.count())
        .where(TrainingClass.district_id == district_id, TrainingClass.scheme_code.is_not(None))
        .group_by(TrainingClass.scheme_code, TrainingClass.scheme_version)
    )
    return {(code, version): count for code, version, count in rows if code is not None and version is not None}


async def insert_scheme_retirement(
    session: AsyncSession,
    *,
    district_id: int,
    code: str,
    version: int,
    retired_by: UUID,
    reason: str,
    at: datetime,
) -> bool:
    """False where it was retired before."""
    kept = await session.execute(
        insert(SchemeRetirement)
        .values(
            district_id=district_id, code=code, version=version, retired_by=retired_by, retired_at=at, reason=reason
        )
        .on_conflict_do_nothing()
        .returning(SchemeRetirement.version)
    )
    return kept.scalar_one_or_none() is not None
