"""The counted places of a class, moved only by who holds its lock: taken, offered, and kept by pools."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.registration import queries
from services.registration.models import Pool, TrainingClass
from services.registration.rules import Room, kept


@dataclass(slots=True)
class Places:
    """The counters of a locked class and its pools. What a school has counts towards what is kept for it."""

    training_class: TrainingClass
    pools: dict[UUID, Pool]

    def room(self) -> Room:
        one = self.training_class
        return Room(
            one.capacity - one.taken - one.held, {school_id: _kept(pool) for school_id, pool in self.pools.items()}
        )

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
    if not training_class.pooled:
        return Places(training_class, {})
    pools = await queries.list_pools(session, district_id=training_class.district_id, class_id=training_class.class_id)
    return Places(training_class, {pool.school_id: pool for pool in pools})


async def return_pools(session: AsyncSession, *, places: Places, at: datetime) -> None:
    """Places whose time to be claimed has passed become anybody's; so do all when a second round opens the pools."""
    one = places.training_class
    opened = one.second_opens_pools and one.second_opens_at is not None and one.second_opens_at <= at
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


def is_allocating(training_class: TrainingClass) -> bool:
    """Whether places are still to be allocated among those who apply."""
    return training_class.direction == "ALLOCATION" and training_class.allocated_at is None


def _kept(pool: Pool) -> int:
    return kept(seats=pool.seats, claimed=pool.claimed, returned=pool.returned_at is not None)
