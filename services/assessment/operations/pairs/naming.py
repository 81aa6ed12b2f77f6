"""A pair is named by its school, from a day to a day; its end may move, and what was named by mistake is withdrawn."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import (
    MenteeElsewhere,
    PairBackwards,
    PairClosed,
    PairNameTaken,
    PairOverlaps,
    TeacherNotInPost,
)
from services.assessment.models import Pair
from services.assessment.operations.pairs.logging import retract_entries
from services.assessment.operations.pairs.reading import PairSeen, keep_pair_act, lock_seen, see_pair
from services.assessment.rules import demand_pair
from services.contracts import PairsKept, PairState
from services.directory import queries as directory
from services.platform.access import Viewer
from services.platform.errors import NotFound, Unprocessable
from services.platform.ids import new_id
from services.platform.outbox import publish


async def name_pair(
    session: AsyncSession,
    *,
    district_id: int,
    school_id: UUID | None,
    name: str,
    mentor_id: UUID,
    mentee_id: UUID,
    starts_on: date,
    ends_on: date,
    viewer: Viewer,
    at: datetime,
) -> PairSeen:
    """Name a mentor for a mentee of the school; clauses of scope unit are asked of them from now on."""
    demand_pair(mentor_id=mentor_id, mentee_id=mentee_id, starts_on=starts_on, ends_on=ends_on)
    school_id = school_id or viewer.only_unit()
    if school_id is None:
        raise Unprocessable(reason="school_id")
    viewer.demand(unit_id=school_id)
    await _demand_people(
        session, district_id=district_id, school_id=school_id, mentor_id=mentor_id, mentee_id=mentee_id, on=starts_on
    )
    await queries.lock_people(session, district_id=district_id, teacher_ids=[mentor_id, mentee_id])
    await _demand_free(
        session, district_id=district_id, mentor_id=mentor_id, mentee_id=mentee_id, first=starts_on, last=ends_on
    )
    pair = await queries.insert_pair(
        session,
        district_id=district_id,
        pair={
            "pair_id": new_id(),
            "revision": 1,
            "school_id": school_id,
            "name": name,
            "mentor_id": mentor_id,
            "mentee_id": mentee_id,
            "starts_on": starts_on,
            "ends_on": ends_on,
            "state": "RUNNING",
            "award_proposed": False,
            "named_by": viewer.principal.account_id,
            "named_at": at,
        },
    )
    if pair is None:
        raise PairNameTaken
    days: dict[str, object] = {"starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()}
    await keep_pair_act(session, pair, act="NAMED", words=name, content=days, viewer=viewer, at=at)
    await _say(session, pair)
    return await see_pair(session, pair, at=at)


async def move_end(
    session: AsyncSession,
    *,
    district_id: int,
    pair_id: UUID,
    ends_on: date,
    reason: str,
    viewer: Viewer,
    at: datetime,
) -> PairSeen:
    """Let a pair end earlier or later than was said, until it is evaluated. The same day again changes nothing."""
    pair = await _lock_managed(session, district_id=district_id, pair_id=pair_id, viewer=viewer)
    if pair.state != "RUNNING":
        raise PairClosed(state=pair.state)
    if pair.ends_on == ends_on:
        return await see_pair(session, pair, at=at)
    demand_pair(mentor_id=pair.mentor_id, mentee_id=pair.mentee_id, starts_on=pair.starts_on, ends_on=ends_on)
    last = max(
        (
            entry.held_on
            for entry in await queries.list_pair_entries(session, district_id=district_id, pair_id=pair_id)
            if entry.withdrawn_at is None
        ),
        default=pair.starts_on,
    )
    if ends_on < last:
        raise PairBackwards(days=0)
    if ends_on > pair.ends_on:
        await queries.lock_people(session, district_id=district_id, teacher_ids=[pair.mentor_id, pair.mentee_id])
        await _demand_free(
            session,
            district_id=district_id,
            mentor_id=pair.mentor_id,
            mentee_id=pair.mentee_id,
            first=pair.starts_on,
            last=ends_on,
            but=pair_id,
        )
    days: dict[str, object] = {"from": pair.ends_on.isoformat(), "ends_on": ends_on.isoformat()}
    pair.ends_on = ends_on
    pair.revision += 1
    await session.flush()
    await keep_pair_act(session, pair, act="END_MOVED", words=reason, content=days, viewer=viewer, at=at)
    await _say(session, pair)
    return await see_pair(session, pair, at=at)


async def withdraw_pair(
    session: AsyncSession, *, district_id: int, pair_id: UUID, reason: str, viewer: Viewer, at: datetime
) -> PairSeen:
    """Say that a pair was named by mistake, for good: what it logged counts no longer. Again changes nothing."""
    pair = await _lock_managed(session, district_id=district_id, pair_id=pair_id, viewer=viewer)
    if pair.state == "EVALUATED":
        raise PairClosed(state=pair.state)
    if pair.state == "RUNNING":
        pair.state = "WITHDRAWN"
        pair.revision += 1
        await session.flush()
        entries = await queries.list_pair_entries(session, district_id=district_id, pair_id=pair_id)
        await retract_entries(session, pair, entries, reason=reason, viewer=viewer, at=at)
        await keep_pair_act(session, pair, act="WITHDRAWN", words=reason, content={}, viewer=viewer, at=at)
        await _say(session, pair)
    return await see_pair(session, pair, at=at)


async def _lock_managed(session: AsyncSession, *, district_id: int, pair_id: UUID, viewer: Viewer) -> Pair:
    """A pair of the viewer's school: the two of it do not manage it themselves."""
    pair = await lock_seen(session, district_id=district_id, pair_id=pair_id, viewer=viewer)
    viewer.demand(unit_id=pair.school_id)
    return pair


async def _demand_people(
    session: AsyncSession, *, district_id: int, school_id: UUID, mentor_id: UUID, mentee_id: UUID, on: date
) -> None:
    """Both are in post on the first day, the mentee at this school; a mentor may come from another."""
    if await directory.find_school(session, district_id=district_id, school_id=school_id) is None:
        raise NotFound
    names = await directory.map_teacher_names(session, district_id=district_id, teacher_ids=[mentor_id, mentee_id])
    if len(names) < 2:
        raise NotFound
    stood = await directory.map_snapshots(session, district_id=district_id, teacher_ids=[mentor_id, mentee_id], on=on)
    if len(stood) < 2:
        raise TeacherNotInPost(on=on)
    if stood[mentee_id].school_id != school_id:
        raise MenteeElsewhere


async def _demand_free(
    session: AsyncSession,
    *,
    district_id: int,
    mentor_id: UUID,
    mentee_id: UUID,
    first: date,
    last: date,
    but: UUID | None = None,
) -> None:
    other = await queries.find_pair_of(
        session, district_id=district_id, mentor_id=mentor_id, mentee_id=mentee_id, first=first, last=last, but=but
    )
    if other is not None:
        raise PairOverlaps(pair_id=other.pair_id)


async def _say(session: AsyncSession, pair: Pair) -> None:
    state = PairState(
        pair_id=pair.pair_id,
        revision=pair.revision,
        school_id=pair.school_id,
        name=pair.name,
        mentor_id=pair.mentor_id,
        first_day=pair.starts_on,
        last_day=pair.ends_on,
        withdrawn=pair.state == "WITHDRAWN",
    )
    await publish(session, PairsKept(district_id=pair.district_id, members=(state,)))
