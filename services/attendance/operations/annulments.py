"""Check-ins one by one: how each came about, and taking the effect from one that should not be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance import queries
from services.attendance.errors import AnnulledOtherwise, NoPlace, OwnCase
from services.attendance.models import Annulment, CheckIn, HandEntry, PlacePosition
from services.attendance.operations.follow_ups import follow_up_meeting
from services.attendance.operations.viewing import demand_class
from services.attendance.rules import Position
from services.platform.access import Viewer


@dataclass(frozen=True, slots=True)
class KeptCheckIn:
    """A check-in, what took its effect away, who entered it for the teacher, and whether they are in the class now."""

    check_in: CheckIn
    annulment: Annulment | None
    entry: HandEntry | None
    is_listed: bool


async def list_meeting_check_ins(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    meeting_id: UUID,
    after: tuple[str, int, UUID, int] | None,
    limit: int,
) -> Sequence[KeptCheckIn]:
    """Every check-in of a meeting, the annulled ones too, with who entered it or took it back.

    One that came ahead of its enrolment is on the list as soon as the enrolment is known.
    """
    meeting, training_class = await queries.get_meeting(session, district_id=district_id, meeting_id=meeting_id)
    demand_class(viewer, training_class)
    kept = await queries.list_all_check_ins(
        session, district_id=district_id, meeting_id=meeting_id, after=after, limit=limit
    )
    members = await queries.map_member_schools(
        session,
        district_id=district_id,
        class_id=meeting.class_id,
        teacher_ids={check_in.teacher_id for check_in, _, _ in kept},
    )
    return [
        KeptCheckIn(check_in, annulment, entry, check_in.teacher_id in members) for check_in, annulment, entry in kept
    ]


async def annul(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    meeting_id: UUID,
    check_in_id: UUID,
    reason: str,
    at: datetime,
) -> tuple[Annulment, bool]:
    """Take the effect from a check-in, never one's own; both records stay, and the teacher may check in again.

    The same word again is the same annulment. A settlement that stands follows by itself.
    """
    meeting, training_class = await queries.get_meeting(session, district_id=district_id, meeting_id=meeting_id)
    demand_class(viewer, training_class)
    check_in = await queries.get_check_in(
        session, district_id=district_id, meeting_id=meeting_id, check_in_id=check_in_id
    )
    if check_in.teacher_id == viewer.principal.person_id:
        raise OwnCase
    annulment = await queries.insert_annulment(
        session, check_in=check_in, reason=reason, annulled_by=viewer.principal.account_id, at=at
    )
    if annulment is not None:
        await follow_up_meeting(
            session, meeting=meeting, teacher_ids=[check_in.teacher_id], by=viewer.principal.account_id, at=at
        )
        return annulment, True
    known = await queries.get_annulment(session, check_in=check_in)
    if known.reason != reason:
        raise AnnulledOtherwise
    return known, False


async def place_meeting(
    session: AsyncSession, *, viewer: Viewer, district_id: int, meeting_id: UUID, position: Position, at: datetime
) -> PlacePosition:
    """Say where the place of a meeting is; it holds for all meetings of the class at that place."""
    meeting, training_class = await queries.get_meeting(session, district_id=district_id, meeting_id=meeting_id)
    demand_class(viewer, training_class)
    if meeting.place is None:
        raise NoPlace
    return await queries.upsert_place_position(
        session,
        district_id=district_id,
        class_id=meeting.class_id,
        place=meeting.place,
        latitude=position.latitude,
        longitude=position.longitude,
        set_by=viewer.principal.account_id,
        at=at,
    )
