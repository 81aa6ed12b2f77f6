"""Check-ins as they stand, what takes their effect away, and what they are entered by: roll calls, hands, places."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, literal, select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance.models import Annulment, CheckIn, HandEntry, Meeting, Member, PlacePosition, RollCall
from services.platform.errors import NotFound

_KEY = ("district_id", "meeting_id", "phase", "roll", "teacher_id", "turn")


def annulled() -> ColumnElement[bool]:
    """The condition of a join from check-ins to what annulled them."""
    return and_(*(getattr(Annulment, name) == getattr(CheckIn, name) for name in _KEY))


async def list_check_ins(
    session: AsyncSession, *, district_id: int, meeting_ids: Collection[UUID]
) -> Sequence[CheckIn]:
    """The check-ins of these meetings that stand: none that was annulled."""
    return (
        await session.scalars(
            select(CheckIn)
            .outerjoin(Annulment, annulled())
            .where(
                CheckIn.district_id == district_id,
                CheckIn.meeting_id.in_(meeting_ids),
                Annulment.check_in_id.is_(None),
            )
        )
    ).all()


async def list_annulled(
    session: AsyncSession, *, district_id: int, meeting_ids: Collection[UUID]
) -> Sequence[tuple[CheckIn, Annulment]]:
    """The check-ins of these meetings that were annulled, in the order they came, and what annulled each."""
    rows = await session.execute(
        select(CheckIn, Annulment)
        .join(Annulment, annulled())
        .where(CheckIn.district_id == district_id, CheckIn.meeting_id.in_(meeting_ids))
        .order_by(CheckIn.recorded_at, CheckIn.check_in_id)
    )
    return [(row[0], row[1]) for row in rows]


async def list_all_check_ins(
    session: AsyncSession,
    *,
    district_id: int,
    meeting_id: UUID,
    after: tuple[str, int, UUID, int] | None,
    limit: int,
) -> Sequence[tuple[CheckIn, Annulment | None, HandEntry | None]]:
    """Every check-in of a meeting with what annulled it and who entered it, by phase, roll, teacher and turn."""
    order = (CheckIn.phase, CheckIn.roll, CheckIn.teacher_id, CheckIn.turn)
    query = (
        select(CheckIn, Annulment, HandEntry)
        .outerjoin(Annulment, annulled())
        .outerjoin(
            HandEntry, and_(HandEntry.district_id == CheckIn.district_id, HandEntry.entry_id == CheckIn.entry_id)
        )
        .where(CheckIn.district_id == district_id, CheckIn.meeting_id == meeting_id)
        .order_by(*order)
        .limit(limit)
    )
    if after is not None:
        query = query.where(tuple_(*order) > after)
    return [(row[0], row[1], row[2]) for row in await session.execute(query)]


async def get_check_in(session: AsyncSession, *, district_id: int, meeting_id: UUID, check_in_id: UUID) -> CheckIn:
    """A check-in of a meeting, or NotFound."""
    found = await session.scalar(
        select(CheckIn).filter_by(district_id=district_id, meeting_id=meeting_id, check_in_id=check_in_id)
    )
    if found is None:
        raise NotFound
    return found


async def insert_annulment(
    session: AsyncSession, *, check_in: CheckIn, reason: str, annulled_by: UUID, at: datetime
) -> Annulment | None:
    """None when the check-in was annulled before."""
    return (
        await session.scalars(
            insert(Annulment)
            .values(
                **{name: getattr(check_in, name) for name in _KEY},
                check_in_id=check_in.check_in_id,
                reason=reason,
                annulled_by=annulled_by,
                annulled_at=at,
            )
            .on_conflict_do_nothing()
            .returning(Annulment)
        )
    ).one_or_none()


async def annul_before_opening(
    session: AsyncSession,
    *,
    district_id: int,
    meeting_ids: Collection[UUID],
    let_in_until: datetime,
    reason: str,
    annulled_by: UUID,
    at: datetime,
) -> None:
    """Take the effect from the check-ins of these meetings, up to a moment, that came before the door opens now."""
    came_before = (
        select(
            *(getattr(CheckIn, name) for name in _KEY),
            CheckIn.check_in_id,
            literal(reason),
            literal(annulled_by),
            literal(at),
        )
        .join(Meeting, and_(Meeting.district_id == CheckIn.district_id, Meeting.meeting_id == CheckIn.meeting_id))
        .where(
            CheckIn.district_id == district_id,
            CheckIn.meeting_id.in_(meeting_ids),
            CheckIn.recorded_at < Meeting.in_opens_at,
            CheckIn.recorded_at <= let_in_until,
        )
    )
    columns = [*_KEY, "check_in_id", "reason", "annulled_by", "annulled_at"]
    await session.execute(insert(Annulment).from_select(columns, came_before).on_conflict_do_nothing())


async def get_annulment(session: AsyncSession, *, check_in: CheckIn) -> Annulment:
    return await session.get_one(Annulment, tuple(getattr(check_in, name) for name in _KEY))


async def insert_hand_entry(session: AsyncSession, **facts: Any) -> HandEntry:
    entry = HandEntry(**facts)
    session.add(entry)
    await session.flush()
    return entry


async def lock_meeting(session: AsyncSession, *, district_id: int, meeting_id: UUID) -> None:
    """Hold a meeting until the transaction ends: its roll calls are numbered one after another."""
    await session.execute(
        select(Meeting.meeting_id).filter_by(district_id=district_id, meeting_id=meeting_id).with_for_update()
    )


async def list_roll_calls(session: AsyncSession, *, district_id: int, meeting_id: UUID) -> Sequence[RollCall]:
    return (
        await session.scalars(
            select(RollCall).filter_by(district_id=district_id, meeting_id=meeting_id).order_by(RollCall.roll)
        )
    ).all()


async def insert_roll_call(session: AsyncSession, **facts: Any) -> RollCall:
    roll_call = RollCall(**facts)
    session.add(roll_call)
    await session.flush()
    return roll_call


async def count_roll_answers(session: AsyncSession, *, district_id: int, meeting_id: UUID) -> dict[int, int]:
    """roll -> how many of the class list have answered it; annulled answers are none."""
    rows = await session.execute(
        select(CheckIn.roll, func.count(CheckIn.teacher_id.distinct()))
        .join(Meeting, and_(Meeting.district_id == CheckIn.district_id, Meeting.meeting_id == CheckIn.meeting_id))
        .join(
            Member,
            and_(
                Member.district_id == CheckIn.district_id,
                Member.class_id == Meeting.class_id,
                Member.teacher_id == CheckIn.teacher_id,
                Member.active,
            ),
        )
        .outerjoin(Annulment, annulled())
        .where(
            CheckIn.district_id == district_id,
            CheckIn.meeting_id == meeting_id,
            CheckIn.phase == "ROLL",
            Annulment.check_in_id.is_(None),
        )
        .group_by(CheckIn.roll)
    )
    return dict(rows.all())


async def upsert_place_position(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    place: str,
    latitude: float,
    longitude: float,
    set_by: UUID,
    at: datetime,
) -> PlacePosition:
    """Say where a place of a class is; the last word holds."""
    wanted = insert(PlacePosition).values(
        district_id=district_id,
        class_id=class_id,
        place=place,
        latitude=latitude,
        longitude=longitude,
        set_by=set_by,
        set_at=at,
    )
    changed = ("latitude", "longitude", "set_by", "set_at")
    return (
        await session.scalars(
            wanted.on_conflict_do_update(
                index_elements=["district_id", "class_id", "place"],
                set_={name: wanted.excluded[name] for name in changed},
            )
            .returning(PlacePosition)
            .execution_options(populate_existing=True)
        )
    ).one()
