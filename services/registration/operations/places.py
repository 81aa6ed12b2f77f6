"""The counted places of a class, moved only by who holds its lock: taken, offered, and kept by pools."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registration import queries, rules
from services.registration.models import Pool, TrainingClass
from services.registration.rules import Awaited, Room, kept


@dataclass(slots=True)
class Places:
    """The counters of a locked class and its pools. What a school has counts towards what is kept for it."""

    training_class: TrainingClass
    pools: dict[UUID, Pool]

    def room(self) -> Room:
        """What is free. Until the places are shared out, only what pools keep already can be had."""
        one = self.training_class
        kept_for = {school_id: _kept(pool) for school_id, pool in self.pools.items()}
        held_back = awaited(one) in ("POOLS", "GRANTS")
        return Room(sum(kept_for.values()) if held_back else one.capacity - one.taken - one.held, kept_for)

    def confirm(self, school_id: UUID) -> None:
        self.training_class.taken += 1
        self._claim(school_id, 1)

    def hold(self, school_id: UUID) -> None:
        self.training_class.held += 1
        self._claim(school_id, 1)

    def accept(self) -> None:
        """What was held is taken; whose it is stays the same."""
        self.training_class.held -= 1
        self.training_class.taken += 1

    def give_back(self, school_id: UUID, *, confirmed: bool) -> None:
        if confirmed:
            self.training_class.taken -= 1
        else:
            self.training_class.held -= 1
        self._claim(school_id, -1)

    def keep(self) -> None:
        """Count anew what the pools keep, after they were changed."""
        self.training_class.reserved = sum(_kept(pool) for pool in self.pools.values())

    def _claim(self, school_id: UUID, change: int) -> None:
        pool = self.pools.get(school_id)
        if pool is not None:
            before = _kept(pool)
            pool.claimed += change
            self.training_class.reserved += _kept(pool) - before


async def read_places(session: AsyncSession, *, training_class: TrainingClass) -> Places:
    """The places of a class that the caller has locked."""
    if training_class.direction == "OPEN":
        return Places(training_class, {})
    pools = await queries.list_pools(session, district_id=training_class.district_id, class_id=training_class.class_id)
    return Places(training_class, {pool.school_id: pool for pool in pools})


async def return_pools(session: AsyncSession, *, places: Places, at: datetime) -> None:
    """Places whose time to be claimed has passed become anybody's; so do all when a second round opens the pools."""
    one = places.training_class
    opened = pools_opened_at(one, at=at) is not None
    if opened:
        # Whatever was still to be shared out is for everybody, too.
        one.pooled = True
    due = [
        pool
        for pool in places.pools.values()
        if pool.returned_at is None and (opened or (pool.claim_back_at is not None and pool.claim_back_at <= at))
    ]
    if not due:
        return
    records = [
        {"kind": "POOL_RETURNED", "school_id": pool.school_id, "before": pool.seats, "after": pool.seats - _kept(pool)}
        for pool in due
    ]
    for pool in due:
        pool.returned_at = at
    places.keep()
    await queries.insert_seat_records(session, training_class=one, records=records, by=None, at=at)


async def recount(session: AsyncSession, *, training_class: TrainingClass) -> None:
    """Count from the enrolments what pools have been claimed, after all offers of the class were taken back."""
    places = await read_places(session, training_class=training_class)
    seated = await queries.count_seated_by_school(
        session, district_id=training_class.district_id, class_id=training_class.class_id, school_ids=places.pools
    )
    training_class.held = 0
    for school_id, pool in places.pools.items():
        pool.claimed = seated.get(school_id, 0)
    places.keep()


def pools_opened_at(training_class: TrainingClass, *, at: datetime) -> datetime | None:
    """Since when the second round has the places open to everybody; None while it has not."""
    opens_at = training_class.second_opens_at
    return opens_at if training_class.second_opens_pools and opens_at is not None and opens_at <= at else None


def awaited(training_class: TrainingClass) -> Awaited | None:
    """Whose decision is awaited before anybody gets a place that no pool keeps for his school."""
    return rules.awaited(
        direction=training_class.direction,
        shared=training_class.pooled,
        allocated=training_class.allocated_at is not None,
    )


def is_allocating(training_class: TrainingClass) -> bool:
    """Whether places are still to be allocated among those who apply."""
    return awaited(training_class) == "ALLOCATION"


def _kept(pool: Pool) -> int:
    return kept(seats=pool.seats, claimed=pool.claimed, returned=pool.returned_at is not None)
