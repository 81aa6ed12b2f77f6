"""The audit trail as the directory shows and seals it."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.directory.rules import AuditFilter
from services.platform.audit import AuditRecord, AuditSeal


async def list_audit(
    session: AsyncSession, *, district_id: int, wanted: AuditFilter, before: UUID | None, limit: int
) -> Sequence[AuditRecord]:
    """Acts older than one, the newest first."""
    query = select(AuditRecord).where(AuditRecord.district_id == district_id)
    for name in ("account_id", "teacher_id", "object_id", "operation"):
        value = getattr(wanted, name)
        if value is not None:
            query = query.where(getattr(AuditRecord, name) == value)
    if wanted.since is not None:
        query = query.where(AuditRecord.at >= wanted.since)
    if wanted.until is not None:
        query = query.where(AuditRecord.at < wanted.until)
    if before is not None:
        query = query.where(AuditRecord.audit_id < before)
    return (await session.scalars(query.order_by(AuditRecord.audit_id.desc()).limit(limit))).all()


async def list_audit_between(
    session: AsyncSession, *, district_id: int, after: UUID | None, last: UUID | None = None, limit: int | None = None
) -> Sequence[AuditRecord]:
    """Acts after one up to another, in the order in which they were done."""
    query = select(AuditRecord).where(AuditRecord.district_id == district_id)
    if after is not None:
        query = query.where(AuditRecord.audit_id > after)
    if last is not None:
        query = query.where(AuditRecord.audit_id <= last)
    return (await session.scalars(query.order_by(AuditRecord.audit_id).limit(limit))).all()


async def find_last_seal(session: AsyncSession, *, district_id: int) -> AuditSeal | None:
    return (
        await session.scalars(
            select(AuditSeal).filter_by(district_id=district_id).order_by(AuditSeal.number.desc()).limit(1)
        )
    ).one_or_none()


async def list_seals(session: AsyncSession, *, district_id: int) -> Sequence[AuditSeal]:
    return (
        await session.scalars(select(AuditSeal).filter_by(district_id=district_id).order_by(AuditSeal.number))
    ).all()


async def insert_seal(session: AsyncSession, seal: AuditSeal) -> AuditSeal:
    session.add(seal)
    await session.flush()
    return seal
