"""Who sees a pair: the two of it, their school, the district; with every decision and what is asked of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.models import Pair, PairAct
from services.assessment.operations.asking import ask_school, load_bench
from services.assessment.operations.reach import scope_of
from services.assessment.rules import PAIR_UNIT, AskedSlot
from services.directory import queries as directory
from services.directory.errors import PackNotAssigned
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.ids import new_id
from services.policy.facts import School, UnitDays

Stands: TypeAlias = Sequence[tuple[UUID, date, date | None]]
"""(school, first day, last day), one after the other."""


@dataclass(frozen=True, slots=True)
class PairSeen:
    """A pair with every decision about it, and what its pack asks of it slot by slot up to today."""

    pair: Pair
    acts: Sequence[PairAct]
    slots: Sequence[AskedSlot]


def people_of(pair: Pair) -> frozenset[UUID]:
    return frozenset({pair.mentor_id, pair.mentee_id})


def demand_pair_seen(pair: Pair, *, viewer: Viewer) -> None:
    """NotFound for whom neither is of the pair nor answers for its school."""
    if viewer.principal.person_id not in people_of(pair):
        viewer.demand(unit_id=pair.school_id)


async def lock_seen(session: AsyncSession, *, district_id: int, pair_id: UUID, viewer: Viewer) -> Pair:
    pair = await queries.lock_pair(session, district_id=district_id, pair_id=pair_id)
    demand_pair_seen(pair, viewer=viewer)
    return pair


async def get_pair(session: AsyncSession, *, district_id: int, pair_id: UUID, viewer: Viewer, at: datetime) -> PairSeen:
    """A pair within reach."""
    pair = await queries.get_pair(session, district_id=district_id, pair_id=pair_id)
    demand_pair_seen(pair, viewer=viewer)
    return await see_pair(session, pair, at=at)


async def see_pair(session: AsyncSession, pair: Pair, *, at: datetime) -> PairSeen:
    return PairSeen(
        pair,
        await queries.list_pair_acts(session, district_id=pair.district_id, pair_id=pair.pair_id),
        await slots_of(session, pair, at=at),
    )


async def stands_of(session: AsyncSession, pair: Pair, *, until: date) -> Stands:
    """Where a pair stands from its first day on: at its school, and once that has gone up in another, there."""
    return await directory.list_places(
        session, district_id=pair.district_id, school_id=pair.school_id, first=pair.starts_on, last=until
    )


def school_on(stands: Stands, day: date) -> UUID:
    """The school at which a pair stands on a day."""
    return next((school_id for school_id, _, last in stands if last is None or day <= last), stands[-1][0])


async def slots_of(session: AsyncSession, pair: Pair, *, at: datetime) -> list[AskedSlot]:
    """What is asked of a pair in the slots that have begun, by the pack of its school on its last day or today."""
    today = at.astimezone(SHANGHAI).date()
    if pair.state == "WITHDRAWN" or pair.starts_on > today:
        return []
    bench = await load_bench(session, district_id=pair.district_id)
    found: list[AskedSlot] = []
    for school_id, first, last in await stands_of(session, pair, until=pair.ends_on):
        school = School(
            school_id=str(school_id),
            units=((PAIR_UNIT, pair.name),),
            unit_days=(UnitDays(kind=PAIR_UNIT, name=pair.name, first=first, last=last),),
        )
        try:
            _, slots = await ask_school(
                session,
                bench,
                district_id=pair.district_id,
                school_id=school_id,
                since=first,
                as_of=today,
                school=school,
            )
        except PackNotAssigned:
            continue
        found += [slot for slot in slots if slot.of_unit == pair.name and slot.first <= today]
    return found


async def list_pairs(
    session: AsyncSession,
    *,
    district_id: int,
    school_id: UUID | None,
    teacher_id: UUID | None,
    state: str | None,
    proposed: bool | None,
    on: date | None,
    viewer: Viewer,
    after: UUID | None,
    limit: int,
) -> Sequence[Pair]:
    """Those within reach, in the order in which they were named."""
    return await queries.list_pairs(
        session,
        district_id=district_id,
        scope=scope_of(viewer),
        school_id=school_id,
        teacher_id=teacher_id,
        state=state,
        proposed=proposed,
        on=on,
        after=after,
        limit=limit,
    )


async def keep_pair_act(
    session: AsyncSession,
    pair: Pair,
    *,
    act: str,
    words: str,
    content: dict[str, object],
    viewer: Viewer,
    at: datetime,
) -> None:
    """Keep who decided what about a pair, and in which words."""
    await queries.insert_pair_act(
        session,
        district_id=pair.district_id,
        act={
            "act_id": new_id(),
            "pair_id": pair.pair_id,
            "act": act,
            "words": words,
            "content": content,
            "done_by": viewer.principal.account_id,
            "done_at": at,
        },
    )
