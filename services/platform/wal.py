"""Postgres's log of writes, and whether the copies of it from which a moment is restored are made."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

_ARCHIVE: Final = text(
    """
    SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint AS written, last_archived_time,
           coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false) AS failing
    FROM pg_stat_archiver WHERE current_setting('archive_mode') <> 'off'
    """
)


@dataclass(frozen=True, slots=True)
class Archive:
    """How the server's archive of WAL does."""

    written: int
    """How far the log has come, in bytes: what grows is to be archived within a minute."""
    archived_at: datetime | None
    failing: bool
    """Whether the last try to keep a file failed."""


async def measure_archive(session: AsyncSession) -> Archive | None:
    """None where nothing is archived: a server of somebody's own, whose backups are its own as well."""
    row = (await session.execute(_ARCHIVE)).one_or_none()
    return None if row is None else Archive(row.written, row.last_archived_time, row.failing)
