"""Pools: places kept for schools until they are claimed back, and what falls due at a moment."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import SeatsFellDue
from services.directory import queries as directory
from services.platform.access import Reach, Viewer
from services.platform.errors import Forbidden
from services.platform.outbox import publish
from services.registration import queries, rules
from services.registration.errors import SchoolTwice, UnknownSchool
from services.registration.models import Pool, SeatRecord, TrainingClass
from services.registration.operations.announcements import announce_members
from services.registration.operations.places import Places, pools_opened_at, read_places, return_pools
from services.registration.operations.waiting_list import promote
from services.registration.rules import PoolTerms


async def get_pools(session: AsyncSession, *, district_id: int, class_id: UUID) -> Places:
    """The places of a class and its pools, as they stand."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    return await read_places(session, training_class=training_class)


async def list_seat_records(
    session: AsyncSession, *, district_id: int, class_id: UUID, after: UUID | None, limit: int, viewer: Viewer
) -> Sequence[SeatRecord]:
    """Who changed what about the places of a class, for its leaders, its school and the district."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    viewer.demand(unit_id=training_class.school_id, led_by=frozenset(training_class.leader_ids))
    return await queries.list_seat_records(
        session, district_id=district_id, class_id=class_id, after=after, limit=limit
    )


async def set_pools(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    pools: Sequence[PoolTerms],
    reason: str,
    viewer: Viewer,
    at: datetime,
) -> Places:
    """Keep places for these schools and for no other; what is no longer kept goes to who waits.

    What a school has claimed already counts towards its pool. SeatsKept where the pools do not fit into what is free,
    PoolsOpened where the second round has opened them to all. No pools at all make the class first come, first served.
    """
    training_class = await queries.lock_class(session, district_id=district_id, class_id=class_id)
    rules.demand_scheduled(training_class.status)
    places = await share_out(session, training_class=training_class, pools=pools, reason=reason, viewer=viewer, at=at)
    promoted = await promote(session, training_class=training_class, at=at)
    await announce_members(session, enrolments=promoted)
    return places


async def share_out(
    session: AsyncSession,
    *,
    training_class: TrainingClass,
    pools: Sequence[PoolTerms],
    reason: str | None,
    viewer: Viewer,
    at: datetime,
) -> Places:
    """Replace the pools of a locked class; the clock is asked to ring when one is to be claimed back.

    What they do not keep is for anybody from now on.
    """
    places = await read_places(session, training_class=training_class)
    if not pools and training_class.direction == "OPEN":
        return places
    if viewer.reach is not Reach.DISTRICT:
        raise Forbidden
    await return_pools(session, places=places, at=at)
    rules.demand_kept_still(pools, opened_at=pools_opened_at(training_class, at=at))
    wanted = {terms.school_id: terms for terms in pools}
    if len(wanted) < len(pools):
        raise SchoolTwice
    await _demand_schools(session, district_id=training_class.district_id, school_ids=list(wanted))
    claimed = await queries.count_seated_by_school(
        session, district_id=training_class.district_id, class_id=training_class.class_id, school_ids=wanted
    )
    rules.demand_pools(
        list(wanted.values()),
        direction=training_class.direction,
        claimed=claimed,
        capacity=training_class.capacity,
        taken=training_class.taken,
        held=training_class.held,
        at=at,
    )
    by = viewer.principal.account_id
    records: list[dict[str, object]] = []
    if not wanted and not training_class.pooled:
        # Nothing is kept for any school, and that is a decision too.
        records.append({"kind": "POOL", "after": 0, "reason": reason})
    for school_id, pool in places.pools.items():
        if school_id not in wanted and pool.returned_at is None:
            pool.returned_at = at
            records.append({"kind": "POOL", "school_id": school_id, "before": pool.seats, "after": 0, "reason": reason})
    made: list[Pool] = []
    for school_id, terms in wanted.items():
        known = places.pools.get(school_id)
        before = known.seats if known is not None and known.returned_at is None else 0
        if known is None:
            known = Pool(
                district_id=training_class.district_id,
                class_id=training_class.class_id,
                school_id=school_id,
                claimed=claimed.get(school_id, 0),
            )
            made.append(known)
        known.seats, known.claim_back_at, known.returned_at = terms.seats, terms.claim_back_at, None
        known.set_by, known.set_at = by, at
        records.append(
            {"kind": "POOL", "school_id": school_id, "before": before, "after": terms.seats, "reason": reason}
        )
    training_class.pooled = True
    await queries.insert_pools(session, made)
    places.pools.update({pool.school_id: pool for pool in made})
    places.keep()
    await queries.insert_seat_records(session, training_class=training_class, records=records, by=by, at=at)
    for moment in sorted({terms.claim_back_at for terms in wanted.values() if terms.claim_back_at is not None}):
        await _ring_at(session, training_class=training_class, moment=moment)
    return places


async def ring_at_second_round(session: AsyncSession, *, training_class: TrainingClass) -> None:
    """Ask the clock to ring when the second round opens the pools."""
    if training_class.second_opens_pools and training_class.second_opens_at is not None:
        await _ring_at(session, training_class=training_class, moment=training_class.second_opens_at)


async def _ring_at(session: AsyncSession, *, training_class: TrainingClass, moment: datetime) -> None:
    await publish(
        session,
        SeatsFellDue(district_id=training_class.district_id, class_id=training_class.class_id, due_at=moment),
        due_at=moment,
    )


async def _demand_schools(session: AsyncSession, *, district_id: int, school_ids: Sequence[UUID]) -> None:
    known = {school.school_id for school in await directory.list_schools(session, district_id=district_id)}
    if not known.issuperset(school_ids):
        raise UnknownSchool
