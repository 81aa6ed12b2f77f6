"""A plan's classes against what teachers still lack under their packs: who cannot get there, where seats fall short."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.directory.errors import PackNotAssigned
from services.ledger import queries
from services.ledger.errors import TooManyClasses, TooManyTeachers
from services.ledger.operations.judging import Bench, Faults, Person, load_bench, load_people
from services.ledger.operations.offers import Offer, has_earned, hypothetical, may_enter, offer_of
from services.ledger.operations.reading import pinned_seq
from services.ledger.rules import in_batches
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.database import allow_seconds
from services.platform.errors import NotFound
from services.policy import coverage, facts
from services.policy.calendars import year_of

_AT_ONCE: Final = 100
_LONGEST_SECONDS: Final = 120
# What one request can judge, some of them several times over.
MOST_TEACHERS: Final = 5_000
MOST_CLASSES: Final = 500
# Outcomes of a class may come late; what is still open after a year will not come by itself.
AWAITED: Final = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class ClassOnOffer:
    """A class of the plan with the places that are left."""

    offer: Offer
    enrolled: int
    free: int | None
    takes_more: bool
    """Whether anybody can still get a place: it has not begun, and enrolment is open or yet to open."""


@dataclass(frozen=True, slots=True)
class PlanCovered:
    """What a plan comes to, with the names of everybody and every class it speaks of."""

    plan_id: UUID | None
    school_id: UUID | None
    since: date
    as_of: date
    known_at_seq: int
    teachers: int
    classes: Sequence[ClassOnOffer]
    found: coverage.Coverage
    undetermined: frozenset[UUID]
    """Of whom judging is at fault: what they lack cannot be said."""
    names: Mapping[str, tuple[str, str]]
    """teacher id -> (staff number, name)"""

    @property
    def outcomes(self) -> Iterator[tuple[coverage.Outcome | Literal["UNDETERMINED"], Sequence[str]]]:
        """How everybody stands before the plan."""
        yield from self.found.outcomes.items()
        if self.undetermined:
            yield "UNDETERMINED", [str(one) for one in self.undetermined]


async def get_coverage(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    plan_id: UUID | None,
    school_id: UUID | None,
    as_of: date | None,
    at: datetime,
) -> PlanCovered:
    """Hold the classes of a plan (of all plans without one) against what is due from today to a day.

    The day is the end of the judging year in which the last class ends, unless one is given.
    """
    only = viewer.only_unit()
    if only is not None and school_id not in (None, only):
        raise NotFound
    wanted = only or school_id
    today = at.astimezone(SHANGHAI).date()
    await allow_seconds(session, _LONGEST_SECONDS)
    bench = await load_bench(session, district_id=district_id)
    rows = await queries.list_offered_classes(
        session,
        district_id=district_id,
        plan_id=plan_id,
        ends_from=today,
        undecided_from=today - AWAITED,
        limit=MOST_CLASSES + 1,
    )
    if len(rows) > MOST_CLASSES:
        raise TooManyClasses(most=MOST_CLASSES)
    offers = [offer_of(row) for row in rows]
    until = as_of or _end_of_year(bench, [today, *(offer.last_day for offer in offers)], wanted)
    members = await members_of(session, district_id=district_id, offers=offers)
    on_offer = [on_offer_of(offer, members.get(offer.class_id, frozenset()), at) for offer in offers]
    placed = await directory.list_teachers(
        session, district_id=district_id, on=until, school_id=wanted, limit=MOST_TEACHERS + 1
    )
    if len(placed) > MOST_TEACHERS:
        raise TooManyTeachers(most=MOST_TEACHERS)
    known = await pinned_seq(session, district_id=district_id, known_at_seq=None)
    people: dict[UUID, Person] = {}
    for some in in_batches([teacher.teacher_id for teacher, _ in placed], _AT_ONCE):
        people |= await load_people(session, district_id=district_id, teacher_ids=some, as_of=until, known_at_seq=known)
    faults = Faults()
    found = await asyncio.to_thread(_cover, bench, people, on_offer, members, today, until, faults)
    return PlanCovered(
        plan_id=plan_id,
        school_id=wanted,
        since=today,
        as_of=until,
        known_at_seq=known,
        teachers=len(placed),
        classes=on_offer,
        found=found,
        undetermined=frozenset(faults.broken),
        names={str(teacher.teacher_id): (teacher.staff_number, teacher.name) for teacher, _ in placed},
    )


def _end_of_year(bench: Bench, days: Sequence[date], school_id: UUID | None) -> date:
    """The end of the judging year of the last of these days on which a pack is in force."""
    for day in sorted(days, reverse=True):
        pack = bench.in_force(day, school_id=school_id)
        if pack is not None:
            return min(year_of(pack.pack.year, day).last, pack.bound.cycle_end)
    raise PackNotAssigned(on=min(days))


async def members_of(
    session: AsyncSession, *, district_id: int, offers: Sequence[Offer]
) -> dict[UUID, frozenset[UUID]]:
    """Who holds a place in each of these classes and may still pass."""
    members: dict[UUID, set[UUID]] = {}
    enrolled = await queries.list_enrolled(
        session, district_id=district_id, class_ids=[offer.class_id for offer in offers], only_undecided=True
    )
    for class_id, teacher_id in enrolled:
        members.setdefault(class_id, set()).add(teacher_id)
    return {class_id: frozenset(ids) for class_id, ids in members.items()}


def on_offer_of(offer: Offer, members: frozenset[UUID], at: datetime) -> ClassOnOffer:
    """The class with the places that are left at a moment."""
    closes_at = offer.row.closes_at
    begun = bool(offer.sittings) and offer.sittings[0][0] <= at
    takes_more = not begun and (closes_at is None or closes_at > at)
    capacity = offer.row.capacity
    free = None if capacity is None else max(0, capacity - len(members))
    return ClassOnOffer(offer, len(members), free if takes_more else 0, takes_more)


def _cover(
    bench: Bench,
    people: Mapping[UUID, Person],
    on_offer: Sequence[ClassOnOffer],
    members: Mapping[UUID, frozenset[UUID]],
    today: date,
    until: date,
    faults: Faults,
) -> coverage.Coverage:
    in_time = [one for one in on_offer if one.offer.last_day <= until]
    offers = [
        coverage.Offer(offer_id=str(one.offer.class_id), seats=one.free, sittings=one.offer.sittings) for one in in_time
    ]

    def candidates() -> Iterator[coverage.Candidate]:
        for teacher_id, person in people.items():
            candidate = None
            if teacher_id not in faults.broken:
                with faults.of(teacher_id):
                    candidate = _candidate(bench, teacher_id, person, in_time, members, today, until, faults)
            if candidate is not None:
                yield candidate

    while True:
        tripped = len(faults.broken)
        found = coverage.cover(candidates(), offers, since=today, until=until)
        if len(faults.broken) == tripped:
            return found
        # What was taken to lack nothing is counted again, without those of whom nothing is known.


def _candidate(
    bench: Bench,
    teacher_id: UUID,
    person: Person,
    on_offer: Iterable[ClassOnOffer],
    members: Mapping[UUID, frozenset[UUID]],
    today: date,
    until: date,
    faults: Faults,
) -> coverage.Candidate:
    held: dict[str, tuple[facts.Entry, ...]] = {}
    open_: dict[str, tuple[facts.Entry, ...]] = {}
    for one in on_offer:
        if has_earned(person, one.offer):
            continue
        holds = teacher_id in members.get(one.offer.class_id, frozenset())
        if not holds and not (one.takes_more and may_enter(bench, person, one.offer, on=today)):
            continue
        brought = hypothetical(bench, person, [one.offer]).entries
        (held if holds else open_)[str(one.offer.class_id)] = brought

    def judge(more: Sequence[facts.Entry]) -> list[coverage.Judgement]:
        found: list[coverage.Judgement] = []
        with faults.of(teacher_id):
            found += [
                coverage.Judgement(pack.pack, pack.bound.switches, clause)
                for pack, clause in bench.judge(person, as_of=until, more=more).by_pack
            ]
        return found

    return coverage.Candidate(teacher_id=str(teacher_id), judge=judge, held=held, open=open_)
