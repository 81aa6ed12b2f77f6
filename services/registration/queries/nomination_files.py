"""Spreadsheets of nominations as they were sent."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.platform.errors import NotFound
from services.registration.models import NominationFile


async def insert_nomination_file(session: AsyncSession, file: NominationFile) -> NominationFile:
    session.add(file)
    await session.flush()
    return file


async def get_nomination_file(session: AsyncSession, *, district_id: int, file_id: UUID) -> NominationFile:
    file = await session.get(NominationFile, (district_id, file_id))
    if file is None:
        raise NotFound
    return file
