"""Rolls called in the middle of a meeting: who came and stayed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance import queries
from services.attendance.errors import MeetingCancelled, MeetingNotRunning, RollCallOpen, TooManyRollCalls
from services.attendance.models import RollCall
from services.attendance.operations.viewing import demand_class
from services.platform.access import Viewer

# Codes and the table name a roll by a number of at most this.
MOST_ROLLS = 20


@dataclass(frozen=True, slots=True)
class RollAnswered:
    """A roll call, and how many answered it of those on the class list."""

    roll_call: RollCall
    answered: int
    expected: int


async def call_roll(
    session: AsyncSession, *, viewer: Viewer, district_id: int, meeting_id: UUID, lasts: timedelta, at: datetime
) -> RollCall:
    """Open the next roll of a meeting that goes on, for so long or until the meeting ends; one at a time."""
    meeting, training_class = await queries.get_meeting(session, district_id=district_id, meeting_id=meeting_id)
    demand_class(viewer, training_class)
    if meeting.cancelled or training_class.cancelled:
        raise MeetingCancelled
    if not meeting.starts_at <= at < meeting.ends_at:
        raise MeetingNotRunning
    await queries.lock_meeting(session, district_id=district_id, meeting_id=meeting_id)
    called = await queries.list_roll_calls(session, district_id=district_id, meeting_id=meeting_id)
    if called and called[-1].closes_at > at:
        raise RollCallOpen(closes_at=called[-1].closes_at)
    if len(called) == MOST_ROLLS:
        raise TooManyRollCalls
    return await queries.insert_roll_call(
        session,
        district_id=district_id,
        meeting_id=meeting_id,
        roll=len(called) + 1,
        opens_at=at,
        closes_at=min(at + lasts, meeting.ends_at),
        started_by=viewer.principal.account_id,
        started_at=at,
    )


async def list_rolls(
    session: AsyncSession, *, viewer: Viewer, district_id: int, meeting_id: UUID
) -> Sequence[RollAnswered]:
    """The rolls of a meeting in their order, and how they were answered."""
    meeting, training_class = await queries.get_meeting(session, district_id=district_id, meeting_id=meeting_id)
    demand_class(viewer, training_class)
    expected = await queries.map_member_schools(session, district_id=district_id, class_id=meeting.class_id)
    answered = await queries.count_roll_answers(session, district_id=district_id, meeting_id=meeting_id)
    called = await queries.list_roll_calls(session, district_id=district_id, meeting_id=meeting_id)
    return [RollAnswered(one, answered.get(one.roll, 0), len(expected)) for one in called]
