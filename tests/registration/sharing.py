"""Classes whose places are shared among schools, and a look at what their tables say."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from services.directory import operations as directory
from services.platform import clock
from services.platform.ids import new_id
from services.registration.models import Enrolment, Offer, Pool, TrainingClass
from tests.registration.term import SERVICE, answered
from tests.support import TeacherOf, World, appoint


@dataclass(frozen=True)
class Seats:
    """A class in the tables, in one look: its counters, its pools, and who stands where."""

    training_class: TrainingClass
    pools: dict[UUID, Pool]
    enrolments: list[Enrolment]
    offers: dict[UUID, Offer]

    def of(self, status: str) -> list[Enrolment]:
        return [one for one in self.enrolments if one.status == status]

    def demand_sound(self) -> None:
        """The counters tell the truth, and nothing is sold or kept twice."""
        one = self.training_class
        assert one.taken == len(self.of("CONFIRMED"))
        assert one.held == len(self.of("OFFERED")) == len(self.offers)
        assert one.waiting == len(self.of("WAITING"))
        seated = Counter(enrolment.school_id for enrolment in [*self.of("CONFIRMED"), *self.of("OFFERED")])
        assert {school: pool.claimed for school, pool in self.pools.items()} == {
            school: seated[school] for school in self.pools
        }
        assert one.reserved == sum(self.kept.values())
        assert one.taken + one.held + one.reserved <= one.capacity

    @property
    def kept(self) -> dict[UUID, int]:
        return {
            school: max(0, pool.seats - pool.claimed) for school, pool in self.pools.items() if pool.returned_at is None
        }

    @property
    def is_shared_out(self) -> bool:
        """Whether what no pool keeps may be had by anybody."""
        return self.training_class.direction not in ("QUOTA", "REQUESTS") or self.training_class.pooled

    def demand_none_left_over(self) -> None:
        """Nobody waits alone whom a free place would take."""
        one = self.training_class
        common = one.capacity - one.taken - one.held - one.reserved if self.is_shared_out else 0
        for enrolment in self.of("WAITING"):
            assert enrolment.group_id or common + self.kept.get(enrolment.school_id, 0) <= 0


async def look(world: World, class_id: str) -> Seats:
    """Under the lock of the class, so that no change is seen halfway."""
    here: dict[str, Any] = {"district_id": world.district_id, "class_id": UUID(class_id)}
    async with world.session("registration") as session:
        training_class = (await session.scalars(select(TrainingClass).filter_by(**here).with_for_update())).one()
        pools = {pool.school_id: pool for pool in await session.scalars(select(Pool).filter_by(**here))}
        enrolments = list(
            await session.scalars(
                select(Enrolment).filter_by(**here).order_by(Enrolment.waiting_no, Enrolment.enrolment_id)
            )
        )
        offers = {
            offer.enrolment_id: offer for offer in await session.scalars(select(Offer).filter_by(**here, state="OPEN"))
        }
    return Seats(training_class, pools, enrolments, offers)


async def add_school(world: World, *, number: int, teachers: int) -> tuple[UUID, list[UUID]]:
    """A further school with so many teachers."""
    async with world.session("directory") as session:
        school = await directory.add_school(
            session,
            district_id=world.district_id,
            code=f"Y{number}",
            name=f"育才{number}小学",
            kind="SCHOOL",
            stage="PRIMARY",
        )
        added = [TeacherOf(new_id(), f"Y{number}-{place:04}", school.school_id) for place in range(teachers)]
        await appoint(session, district_id=world.district_id, teachers=added)
    return school.school_id, [one.teacher_id for one in added]


def pool_body(school_id: UUID, seats: int, *, claim_back_in_hours: float | None = None) -> dict[str, Any]:
    body: dict[str, Any] = {"school_id": str(school_id), "seats": seats}
    if claim_back_in_hours is not None:
        body["claim_back_at"] = (clock.now() + timedelta(hours=claim_back_in_hours)).isoformat()
    return body


async def put_pools(world: World, class_id: str, *pools: dict[str, Any]) -> dict[str, Any]:
    response = await world.api(SERVICE).put(
        f"/classes/{class_id}/pools", json={"pools": list(pools), "reason": "按教师数分配"}
    )
    return answered(response)
