"""Settlements of classes, version beside version, and the counts of a district."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance.models import (
    Annulment,
    CheckIn,
    Correction,
    Leave,
    LeaveDecision,
    SettledMember,
    Settlement,
)
from services.attendance.queries.check_ins import annulled
from services.attendance.queries.class_list import share_classes
from services.platform.errors import NotFound


async def find_settlement(session: AsyncSession, *, district_id: int, class_id: UUID) -> Settlement | None:
    """The latest version of a class's settlement."""
    return (
        await session.scalars(
            select(Settlement)
            .filter_by(district_id=district_id, class_id=class_id)
            .order_by(Settlement.version.desc())
            .limit(1)
        )
    ).one_or_none()


async def list_settled_classes(
    session: AsyncSession, *, district_id: int, class_ids: Collection[UUID]
) -> Sequence[UUID]:
    """Which of these classes have a settlement; one that is being settled now is waited for, and then has."""
    await share_classes(session, district_id=district_id, class_ids=class_ids)
    # A statement of its own sees what was committed while the one before waited.
    return (
        await session.scalars(
            select(Settlement.class_id)
            .where(Settlement.district_id == district_id, Settlement.class_id.in_(class_ids), Settlement.version == 1)
            .order_by(Settlement.class_id)
        )
    ).all()


async def get_settlement(session: AsyncSession, *, district_id: int, class_id: UUID, version: int) -> Settlement:
    """That version of a class's settlement, or NotFound."""
    found = await session.get(Settlement, (district_id, class_id, version))
    if found is None:
        raise NotFound
    return found


async def list_settlements(session: AsyncSession, *, district_id: int, class_id: UUID) -> Sequence[Settlement]:
    """Every version of a class's settlement, the latest first."""
    return (
        await session.scalars(
            select(Settlement).filter_by(district_id=district_id, class_id=class_id).order_by(Settlement.version.desc())
        )
    ).all()


async def insert_settlement(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    version: int,
    pack_id: str,
    pack_hash: str,
    digest: str,
    settled_by: UUID,
    automatic: bool,
    reason: str | None,
    at: datetime,
    members: Sequence[Mapping[str, Any]],
) -> Settlement:
    """A new version with all its members."""
    settlement = Settlement(
        district_id=district_id,
        class_id=class_id,
        version=version,
        pack_id=pack_id,
        pack_hash=pack_hash,
        digest=digest,
        settled_by=settled_by,
        settled_at=at,
        automatic=automatic,
        reason=reason,
    )
    session.add(settlement)
    await session.flush()
    if members:
        await session.execute(
            insert(SettledMember),
            [{"district_id": district_id, "class_id": class_id, "version": version, **member} for member in members],
        )
    return settlement


async def list_settled_members(
    session: AsyncSession, *, district_id: int, class_id: UUID, version: int
) -> Sequence[SettledMember]:
    return (
        await session.scalars(
            select(SettledMember)
            .filter_by(district_id=district_id, class_id=class_id, version=version)
            .order_by(SettledMember.teacher_id)
        )
    ).all()


async def count_check_ins(session: AsyncSession, *, district_id: int) -> list[tuple[str, str, bool, int]]:
    """(phase, state, whether unlisted, how many) of the district's check-ins that stand."""
    rows = await session.execute(
        select(CheckIn.phase, CheckIn.state, CheckIn.unlisted, func.count())
        .outerjoin(Annulment, annulled())
        .where(CheckIn.district_id == district_id, Annulment.check_in_id.is_(None))
        .group_by(CheckIn.phase, CheckIn.state, CheckIn.unlisted)
    )
    return [(phase, state, unlisted, count) for phase, state, unlisted, count in rows]


async def count_leaves(session: AsyncSession, *, district_id: int) -> dict[bool | None, int]:
    """How many leaves are approved (True), refused (False), and still open (None)."""
    rows = await session.execute(
        select(LeaveDecision.approved, func.count())
        .select_from(Leave)
        .outerjoin(
            LeaveDecision,
            (LeaveDecision.district_id == Leave.district_id) & (LeaveDecision.leave_id == Leave.leave_id),
        )
        .where(Leave.district_id == district_id)
        .group_by(LeaveDecision.approved)
    )
    return dict(rows.all())


async def count_corrections(session: AsyncSession, *, district_id: int) -> int:
    return (
        await session.scalar(select(func.count()).select_from(Correction).where(Correction.district_id == district_id))
    ) or 0


async def count_settlements(session: AsyncSession, *, district_id: int) -> tuple[int, int]:
    """(how many classes are settled, how many versions there are)."""
    row = (
        await session.execute(
            select(func.count(Settlement.class_id.distinct()), func.count()).where(
                Settlement.district_id == district_id
            )
        )
    ).one()
    return row[0], row[1]
