"""Which pack judges whom: versions by the hash of their content, assignments by period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.directory.errors import PackNotAssigned
from services.directory.models import PackAssignment, PackVersion


@dataclass(frozen=True, slots=True)
class AssignedPack:
    """A pack's text together with what the district chose for it."""

    assignment_id: UUID
    pack_id: str
    version: str
    content_hash: str
    content: str
    valid_from: date
    valid_to: date
    parameters: dict[str, Any]
    switches: dict[str, Any]


def _select() -> Select[PackAssignment, PackVersion]:
    return select(PackAssignment, PackVersion).join(
        PackVersion,
        (PackVersion.district_id == PackAssignment.district_id)
        & (PackVersion.content_hash == PackAssignment.content_hash),
    )


def _assigned(row: Row[PackAssignment, PackVersion]) -> AssignedPack:
    assignment, version = row
    return AssignedPack(
        assignment_id=assignment.assignment_id,
        pack_id=version.pack_id,
        version=version.version,
        content_hash=version.content_hash,
        content=version.content,
        valid_from=assignment.valid_from,
        valid_to=assignment.valid_to,
        parameters=assignment.parameters,
        switches=assignment.switches,
    )


async def find_assigned_pack(session: AsyncSession, *, district_id: int, on: date) -> AssignedPack | None:
    row = (
        await session.execute(
            _select().where(
                PackAssignment.district_id == district_id,
                PackAssignment.valid_from <= on,
                PackAssignment.valid_to >= on,
            )
        )
    ).one_or_none()
    return None if row is None else _assigned(row)


async def get_assigned_pack(session: AsyncSession, *, district_id: int, on: date) -> AssignedPack:
    """The pack in force on a day, or PackNotAssigned."""
    found = await find_assigned_pack(session, district_id=district_id, on=on)
    if found is None:
        raise PackNotAssigned(on=on)
    return found


async def list_assigned_packs(session: AsyncSession, *, district_id: int) -> Sequence[AssignedPack]:
    rows = await session.execute(
        _select().where(PackAssignment.district_id == district_id).order_by(PackAssignment.valid_from)
    )
    return [_assigned(row) for row in rows]


async def insert_pack_version(
    session: AsyncSession,
    *,
    district_id: int,
    content_hash: str,
    pack_id: str,
    version: str,
    content: str,
    at: datetime,
) -> None:
    """The same content published twice is one version."""
    await session.execute(
        insert(PackVersion)
        .values(
            district_id=district_id,
            content_hash=content_hash,
            pack_id=pack_id,
            version=version,
            content=content,
            published_at=at,
        )
        .on_conflict_do_nothing()
    )


async def insert_assignment(session: AsyncSession, assignment: PackAssignment) -> PackAssignment | None:
    """None when another assignment covers part of the period."""
    return (
        await session.scalars(
            insert(PackAssignment)
            .values(
                district_id=assignment.district_id,
                assignment_id=assignment.assignment_id,
                content_hash=assignment.content_hash,
                valid_from=assignment.valid_from,
                valid_to=assignment.valid_to,
                parameters=assignment.parameters,
                switches=assignment.switches,
            )
            .on_conflict_do_nothing()
            .returning(PackAssignment)
        )
    ).one_or_none()
