"""Oddities of a class, looked for anew each time; what people make of them is kept with the evidence of then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance import queries
from services.attendance.errors import DaysReversed, MeetingCancelled, NotCounted, OwnCase, SpanTooLong
from services.attendance.models import AnomalyDecision, CheckIn, HeadCount, Meeting
from services.attendance.operations.viewing import demand_class
from services.attendance.rules import (
    TRAVEL_WITHIN,
    Anomaly,
    AnomalyState,
    Called,
    Counted,
    Distance,
    Facts,
    Held,
    Method,
    Phase,
    Place,
    Seen,
    find_anomalies,
    present_at,
)
from services.directory import queries as directory
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.errors import NotFound

# What a district looks through at once.
MOST_DAYS = 7
MOST_MEETINGS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Oddity:
    """An anomaly with the last word on it. Once its evidence has changed it is open again."""

    class_id: UUID
    anomaly: Anomaly
    decision: AnomalyDecision | None

    @property
    def state(self) -> AnomalyState:
        if self.decision is None or self.decision.evidence_digest != self.anomaly.digest:
            return AnomalyState.OPEN
        return AnomalyState(self.decision.state)


@dataclass(frozen=True, slots=True)
class Oddities:
    """What was found, and who the teachers in it are: id -> staff number and name."""

    found: Sequence[Oddity]
    people: dict[UUID, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class CountedHeads:
    """A head count beside the number of people who were checked in at its moment."""

    head_count: HeadCount
    checked_in: int


async def count_heads(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    meeting_id: UUID,
    counted: int,
    counted_at: datetime | None,
    note: str | None,
    at: datetime,
) -> CountedHeads:
    """Keep how many heads somebody counted in the room, at this moment or an earlier one; NotCounted outside it."""
    meeting, training_class = await queries.get_meeting(session, district_id=district_id, meeting_id=meeting_id)
    demand_class(viewer, training_class)
    if meeting.cancelled or training_class.cancelled:
        raise MeetingCancelled
    moment = counted_at or at
    if not meeting.starts_at <= moment <= min(at, meeting.ends_at):
        raise NotCounted(
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
        )
    head_count = await queries.insert_head_count(
        session,
        district_id=district_id,
        meeting_id=meeting_id,
        counted=counted,
        counted_at=moment,
        note=note,
        counted_by=viewer.principal.account_id,
        at=at,
    )
    seen = [
        _seen(one) for one in await queries.list_check_ins(session, district_id=district_id, meeting_ids=[meeting_id])
    ]
    return CountedHeads(head_count, len(present_at(seen, moment)))


async def list_class_oddities(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    class_id: UUID,
    state: AnomalyState | None,
    after: Place | None,
    limit: int,
    at: datetime,
) -> Oddities:
    """The oddities of all meetings of a class, for who sees the whole class; from a place on, in their order."""
    demand_class(viewer, await queries.get_class(session, district_id=district_id, class_id=class_id))
    found = await _of_class(session, district_id=district_id, class_id=class_id, at=at)
    return await _with_people(session, district_id, _part(found, state=state, after=after, limit=limit))


async def list_oddities(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    first: date,
    last: date,
    state: AnomalyState | None,
    after: Place | None,
    limit: int,
    at: datetime,
) -> Oddities:
    """The oddities of all meetings of these days; of a school's own classes for who sees a school only."""
    if last < first:
        raise DaysReversed
    if last - first >= timedelta(days=MOST_DAYS):
        raise SpanTooLong(days=MOST_DAYS)
    meetings = await queries.list_meetings_between(
        session,
        district_id=district_id,
        school_id=viewer.only_unit(),
        first=datetime.combine(first, time(), tzinfo=SHANGHAI),
        last=datetime.combine(last + timedelta(days=1), time(), tzinfo=SHANGHAI),
        limit=MOST_MEETINGS + 1,
    )
    if len(meetings) > MOST_MEETINGS:
        raise SpanTooLong(days=(last - first).days)
    found = await _look(session, district_id=district_id, meetings=meetings, elsewhere=(), at=at)
    return await _with_people(session, district_id, _part(found, state=state, after=after, limit=limit))


async def decide_oddity(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    class_id: UUID,
    anomaly_id: UUID,
    state: AnomalyState,
    reason: str,
    at: datetime,
) -> AnomalyDecision:
    """Clear or confirm an oddity as it stands now, never one's own; a later word stands beside the earlier.

    Nothing follows by itself: what is to follow is a correction or an annulment, with reasons of its own.
    """
    training_class = await queries.lock_class(session, district_id=district_id, class_id=class_id)
    demand_class(viewer, training_class)
    found = await _of_class(session, district_id=district_id, class_id=class_id, at=at)
    one = next((one for one in found if one.anomaly.anomaly_id == anomaly_id), None)
    if one is None:
        raise NotFound
    if viewer.principal.person_id in one.anomaly.teacher_ids:
        raise OwnCase
    if one.decision is not None and one.state is state and one.decision.reason == reason:
        return one.decision
    return await queries.insert_anomaly_decision(
        session,
        district_id=district_id,
        class_id=class_id,
        anomaly_id=anomaly_id,
        kind=one.anomaly.kind,
        meeting_id=one.anomaly.meeting_id,
        evidence=dict(one.anomaly.evidence),
        evidence_digest=one.anomaly.digest,
        state=state,
        reason=reason,
        decided_by=viewer.principal.account_id,
        at=at,
    )


async def _of_class(session: AsyncSession, *, district_id: int, class_id: UUID, at: datetime) -> list[Oddity]:
    meetings = await queries.list_meetings(session, district_id=district_id, class_id=class_id)
    check_ins = await queries.list_check_ins(
        session, district_id=district_id, meeting_ids=[meeting.meeting_id for meeting in meetings]
    )
    elsewhere = await queries.list_scans_elsewhere(
        session,
        district_id=district_id,
        class_id=class_id,
        teacher_ids={one.teacher_id for one in check_ins},
        margin=TRAVEL_WITHIN,
    )
    return await _look(session, district_id=district_id, meetings=meetings, elsewhere=elsewhere, at=at)


async def _look(
    session: AsyncSession,
    *,
    district_id: int,
    meetings: Sequence[Meeting],
    elsewhere: Sequence[tuple[CheckIn, Meeting]],
    at: datetime,
) -> list[Oddity]:
    """Look through these meetings beside scans of the same people elsewhere; as many statements for many as for one."""
    asked = [meeting.meeting_id for meeting in meetings]
    class_ids = {meeting.class_id for meeting in meetings}
    check_ins = await queries.list_check_ins(session, district_id=district_id, meeting_ids=asked)
    everywhere = {meeting.meeting_id: meeting for meeting in [*meetings, *(meeting for _, meeting in elsewhere)]}
    positions = await queries.map_positions(session, [(district_id, meeting_id) for meeting_id in everywhere])
    decisions = await queries.map_anomaly_decisions(session, district_id=district_id, class_ids=class_ids)
    found = find_anomalies(
        Facts(
            meetings={
                meeting_id: Held(
                    meeting_id=meeting_id,
                    class_id=meeting.class_id,
                    place=meeting.place,
                    position=positions.get((district_id, meeting_id)),
                )
                for meeting_id, meeting in everywhere.items()
            },
            asked=frozenset(asked),
            seen=[_seen(one) for one in [*check_ins, *(check_in for check_in, _ in elsewhere)]],
            counts=[
                Counted(one.head_count_id, one.meeting_id, one.counted, one.counted_at)
                for one in await queries.list_head_counts(session, district_id=district_id, meeting_ids=asked)
            ],
            calls=[
                Called(one.meeting_id, one.roll, one.opens_at, one.closes_at)
                for one in await queries.list_rolls_of(session, district_id=district_id, meeting_ids=asked)
            ],
            members=await queries.map_members_of(session, district_id=district_id, class_ids=class_ids),
        ),
        at=at,
    )
    return [
        Oddity(class_id=everywhere[one.meeting_id].class_id, anomaly=one, decision=decisions.get(one.anomaly_id))
        for one in found
    ]


def _part(found: Sequence[Oddity], *, state: AnomalyState | None, after: Place | None, limit: int) -> Sequence[Oddity]:
    """What is left of a list that was made anew: the place of one that is odd no more is a place all the same."""
    wanted = [one for one in found if state in (None, one.state)]
    return [one for one in wanted if after is None or one.anomaly.place > after][:limit]


async def _with_people(session: AsyncSession, district_id: int, found: Sequence[Oddity]) -> Oddities:
    everybody = {teacher_id for one in found for teacher_id in one.anomaly.teacher_ids}
    return Oddities(found, await directory.map_teacher_names(session, district_id=district_id, teacher_ids=everybody))


def _seen(check_in: CheckIn) -> Seen:
    return Seen(
        check_in_id=check_in.check_in_id,
        meeting_id=check_in.meeting_id,
        teacher_id=check_in.teacher_id,
        phase=Phase(check_in.phase),
        roll=check_in.roll,
        at=check_in.recorded_at,
        distance=Distance(check_in.distance),
        device_hash=check_in.device_hash,
        code_age=check_in.code_age,
        # Of scans by code only an exchanged one is heard of later than its moment.
        presented_at=check_in.received_at if check_in.method == Method.CODE else None,
    )
