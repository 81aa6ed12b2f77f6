"""How the places of a class are shared: what pools keep, who gets which in what order, and why somebody waits."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Literal, TypeAlias, cast, get_args
from uuid import UUID

from services.platform.errors import DomainError, Text
from services.registration.errors import (
    ClaimBackPast,
    ClassFull,
    EnrolmentClosed,
    GroupsNotTaken,
    GroupTooLarge,
    NoPoolsHere,
    NotSharedOut,
    PoolsOpened,
    RoundsOverlap,
    SeatsKept,
)
from services.registration.rules.meetings import Span

# Who shares the places out: nobody (first come), the district to schools, the district to schools that asked, or the
# district to people after they applied.
Direction: TypeAlias = Literal["OPEN", "QUOTA", "REQUESTS", "ALLOCATION"]
Review: TypeAlias = Literal["SCHOOL", "CLASS"]
REVIEWS: Final[tuple[Review, ...]] = ("SCHOOL", "CLASS")
PassedOver: TypeAlias = Literal["NOT_IN_POST", "NOT_ELIGIBLE", "TIME_CLASH", "GROUP_TOO_LARGE"]
WaitingReason: TypeAlias = Literal[
    "FULL",
    "POOL_FULL",
    "KEPT_FOR_SCHOOLS",
    "NOT_SHARED_OUT",
    "NOT_IN_POST",
    "NOT_ELIGIBLE",
    "TIME_CLASH",
    "GROUP_TOO_LARGE",
    "CLOSED",
]
# Whose decision comes before anybody gets a place that is not kept for his school.
Awaited: TypeAlias = Literal["POOLS", "GRANTS", "ALLOCATION"]
NEXT_STEPS: Final[Mapping[Awaited, Text]] = {
    "POOLS": Text(
        zh="请上级主管部门先把名额分到学校;分配前报名的教师按顺序候补",
        en="The district shares the places out among schools first; who asks before stands in line",
    ),
    "GRANTS": Text(
        zh="请学校申请名额,由上级主管部门批复;全部批复前,未获批学校的教师按顺序候补",
        en="Schools ask for places and the district decides; until it has decided on all, others stand in line",
    ),
    "ALLOCATION": Text(
        zh="报名截止后由上级主管部门按规定顺序分配名额",
        en="The district allocates the places among those who applied once enrolment has closed",
    ),
}
OfferState: TypeAlias = Literal["OPEN", "ACCEPTED", "DECLINED", "EXPIRED", "TAKEN_BACK"]
RequestStatus: TypeAlias = Literal["ASKED", "GRANTED", "PARTLY_GRANTED", "REFUSED"]
MOST_POOLS: Final = 500
USUAL_PRIORITY: Final = 5


@dataclass(frozen=True, slots=True)
class Round:
    """A window in which people may enrol: from `opens_at` until just before `closes_at`."""

    opens_at: datetime
    closes_at: datetime

    def admits(self, at: datetime) -> bool:
        return self.opens_at <= at < self.closes_at


@dataclass(frozen=True, slots=True)
class PoolTerms:
    """Places to be kept for a school, until when; None keeps them until the last meeting is over."""

    school_id: UUID
    seats: int
    claim_back_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatTerms:
    """How the places of a class are shared out, decided when it is opened.

    `requests_close_at` is for REQUESTS; `offer_minutes` makes places from the line offers that expire after so long.
    """

    head_teacher_id: UUID | None = None
    direction: Direction = "OPEN"
    reviews: tuple[Review, ...] = ()
    second: Round | None = None
    second_opens_pools: bool = False
    requests_close_at: datetime | None = None
    offer_minutes: int | None = None
    pools: tuple[PoolTerms, ...] = ()


FIRST_COME: Final = SeatTerms()


@dataclass(slots=True)
class Room:
    """The free places of a class: `free` in all, of which pools keep `kept[school]` for that school alone."""

    free: int
    kept: dict[UUID, int] = field(default_factory=dict)

    @property
    def common(self) -> int:
        """What anybody may have."""
        return self.free - sum(self.kept.values())

    def for_school(self, school_id: UUID) -> int:
        return self.common + self.kept.get(school_id, 0)

    def fits(self, school_ids: Iterable[UUID]) -> bool:
        """Whether people of these schools, one entry each, all find a place."""
        beyond = sum(max(0, people - self.kept.get(school_id, 0)) for school_id, people in Counter(school_ids).items())
        return beyond <= self.common

    def take(self, school_id: UUID) -> None:
        """A school's people claim what is kept for it first, and only then what is anybody's."""
        if self.kept.get(school_id, 0):
            self.kept[school_id] -= 1
        self.free -= 1


@dataclass(frozen=True, slots=True)
class Applicant:
    """An application as the allocation looks at it."""

    enrolment_id: UUID
    school_id: UUID
    priority: int
    number: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """Where an applicant stands and why: his priority, the how-manieth of his school, then when he applied."""

    applicant: Applicant
    rank: int
    turn: int
    seated: bool


def kept(*, seats: int, claimed: int, returned: bool) -> int:
    """What a pool still keeps: nothing for what its school has claimed already, nor after it was claimed back."""
    return 0 if returned else max(0, seats - claimed)


def awaited(*, direction: str, shared: bool, allocated: bool) -> Awaited | None:
    """Whose decision is awaited; None where what no pool keeps is for whoever comes first."""
    if direction == "ALLOCATION":
        return None if allocated else "ALLOCATION"
    if direction == "OPEN" or shared:
        return None
    return "POOLS" if direction == "QUOTA" else "GRANTS"


def no_place(*, capacity: int, awaits: Awaited | None) -> DomainError:
    """Why somebody who will not wait gets nothing."""
    if awaits is None:
        return ClassFull(capacity=capacity)
    step = NEXT_STEPS[awaits]
    return NotSharedOut(next_step_zh=step.zh, next_step_en=step.en)


def no_place_together(people: int, *, room: Room, capacity: int, awaits: Awaited | None) -> DomainError:
    """Why a group that will not wait gets nothing: what is free is too little for so many, or there is nothing."""
    if room.free > 0 and awaits is None:
        return GroupTooLarge(people=people, free=room.free)
    return no_place(capacity=capacity, awaits=awaits)


def demand_kept_still(wanted: Iterable[PoolTerms], *, opened_at: datetime | None) -> None:
    """Nothing is kept for a school once the second round has opened the places to all."""
    if opened_at is not None and any(terms.seats for terms in wanted):
        raise PoolsOpened(opened_at=opened_at)


def demand_rounds(first: Round, second: Round | None) -> None:
    if second is not None and not first.closes_at <= second.opens_at < second.closes_at:
        raise RoundsOverlap


def demand_in_round(first: Round, second: Round | None, *, at: datetime) -> None:
    """One of the rounds admits now; the refusal names the round that is on or comes next, else the last."""
    rounds = [first] if second is None else [first, second]
    if any(one.admits(at) for one in rounds):
        return
    named = next((one for one in rounds if at < one.closes_at), rounds[-1])
    raise EnrolmentClosed(opens_at=named.opens_at, closes_at=named.closes_at)


def demand_pools(
    wanted: Sequence[PoolTerms],
    *,
    direction: str,
    claimed: Mapping[UUID, int],
    capacity: int,
    taken: int,
    held: int,
    at: datetime,
) -> None:
    """What pools would keep fits into what is neither taken nor offered."""
    if direction == "OPEN" and wanted:
        raise NoPoolsHere
    if any(terms.claim_back_at is not None and terms.claim_back_at <= at for terms in wanted):
        raise ClaimBackPast
    reserved = sum(kept(seats=terms.seats, claimed=claimed.get(terms.school_id, 0), returned=False) for terms in wanted)
    demand_capacity(capacity=capacity, taken=taken, held=held, reserved=reserved)


def demand_capacity(*, capacity: int, taken: int, held: int, reserved: int) -> None:
    if taken + held + reserved > capacity:
        raise SeatsKept(capacity=capacity, taken=taken, held=held, reserved=reserved)


def requests_until(terms: SeatTerms, *, closes_at: datetime) -> datetime | None:
    """Until when schools ask for places; None where they do not."""
    return (terms.requests_close_at or closes_at) if terms.direction == "REQUESTS" else None


def demand_groups(*, reviews: Sequence[str], allocating: bool) -> None:
    if reviews or allocating:
        raise GroupsNotTaken


def reviews_asked(
    reviews: Sequence[str], *, class_school_id: UUID | None, school_id: UUID, by_district: bool = False
) -> list[Review]:
    """The reviews that somebody of a school needs: those of the class, and into a school's own class its word.

    A school's class is for its own teachers: it decides on each guest, unless the district brings him.
    """
    is_guest = class_school_id is not None and class_school_id != school_id and not by_district
    return [review for review in REVIEWS if review in reviews or (review == "CLASS" and is_guest)]


def first_review(reviews: Sequence[str], *, nominated: bool) -> Review | None:
    """Whose review an application awaits first; a school that nominates has reviewed."""
    asked = [review for review in REVIEWS if review in reviews]
    if nominated and "SCHOOL" in asked:
        asked.remove("SCHOOL")
    return asked[0] if asked else None


def offer_until(*, minutes: int | None, span: Span | None, at: datetime) -> datetime | None:
    """Until when a place from the line may be accepted; None where it is given outright.

    Nobody is asked once the class has begun, and no offer outlives that moment.
    """
    if minutes is None:
        return None
    expires_at = at + timedelta(minutes=minutes)
    if span is None:
        return expires_at
    return None if span.starts_at <= at else min(expires_at, span.starts_at)


def waiting_reason(
    *,
    room: Room,
    pooled: bool,
    school_id: UUID,
    passed_over: str | None,
    promoting: bool,
    awaits: Awaited | None = None,
) -> WaitingReason:
    """Why somebody has no place yet; `pooled` says whether a pool keeps places for his school."""
    if not promoting:
        return "CLOSED"
    if awaits is not None and room.for_school(school_id) <= 0:
        return "NOT_SHARED_OUT"
    if room.for_school(school_id) > 0:
        known = next((reason for reason in get_args(PassedOver) if reason == passed_over), None)
        return cast("WaitingReason", known) if known else "FULL"
    if pooled:
        return "POOL_FULL"
    return "KEPT_FOR_SCHOOLS" if room.free > 0 else "FULL"


def propose(applicants: Iterable[Applicant], *, room: Room) -> list[Ranked]:
    """Who would get a place: by priority, then the first of each school before the second of any, then who was first.

    Places that a pool keeps go to its school's people alone; what nobody of a school claims stays kept.
    """
    turns: dict[tuple[int, UUID], int] = {}
    ordered = []
    for applicant in sorted(applicants, key=lambda one: one.number):
        turn = turns[applicant.priority, applicant.school_id] = (
            turns.get((applicant.priority, applicant.school_id), 0) + 1
        )
        ordered.append((applicant.priority, turn, applicant.number, applicant))
    ordered.sort(key=lambda one: one[:3])
    left = Room(room.free, dict(room.kept))
    ranked = []
    for rank, (_, turn, _, applicant) in enumerate(ordered, start=1):
        seated = left.for_school(applicant.school_id) > 0
        if seated:
            left.take(applicant.school_id)
        ranked.append(Ranked(applicant, rank, turn, seated))
    return ranked


def digest_of(ranked: Iterable[Ranked]) -> str:
    """A name for exactly this proposal, so that what is applied is what was shown."""
    lines = (f"{one.applicant.enrolment_id} {one.rank} {one.seated}" for one in ranked)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]
