"""Early warnings: who will miss what is due in the year or the cycle, and the cheapest way out that is on offer."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final, Literal, TypeAlias
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.directory.errors import PackNotAssigned
from services.ledger import queries
from services.ledger.errors import TooManyClasses
from services.ledger.operations.coverage import (
    AWAITED,
    MOST_CLASSES,
    ClassOnOffer,
    members_of,
    on_offer_of,
)
from services.ledger.operations.judging import Bench, Faults, InForce, Person, load_bench, load_people
from services.ledger.operations.offers import has_earned, hypothetical, may_enter, offer_of
from services.ledger.operations.reading import Named, pinned_seq
from services.ledger.rules import in_batches
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.database import allow_seconds
from services.platform.errors import NotFound
from services.policy import coverage, facts
from services.policy.calendars import year_of
from services.policy.engine import ClauseResult, Result

_AT_ONCE: Final = 100
_LONGEST_SECONDS: Final = 60
# How often teachers are judged for one page: somebody who lacks something takes up to a hundred, who lacks nothing one.
MOST_JUDGED: Final = 600
Horizon: TypeAlias = Literal["YEAR", "CYCLE"]


@dataclass(frozen=True, slots=True)
class TeacherWarned:
    """A teacher who will miss something, by when, and what would do."""

    teacher: Named
    until: date
    warned: coverage.Warned
    other: Sequence[tuple[InForce, ClauseResult]]
    """Mandatory clauses due by then that are not met and that no class closes: documents, duties, counts."""


@dataclass(frozen=True, slots=True)
class WarningsPage:
    """Who of the teachers of one page is warned; of those asked for it may hold only the first."""

    since: date
    known_at_seq: int
    looked_at: int
    without_pack: int
    undetermined: Sequence[Named]
    """Of whom judging is at fault: whether to warn them cannot be said."""
    warned: Sequence[TeacherWarned]
    classes: Mapping[str, ClassOnOffer]
    last: UUID | None
    """The last teacher looked at where more follow, else None."""


@dataclass(slots=True)
class _Page:
    """How far a page has come; it is full when so much was judged, however few were looked at."""

    warned: list[TeacherWarned] = field(default_factory=list)
    looked_at: int = 0
    without_pack: int = 0
    judged: int = 0
    faults: Faults = field(default_factory=Faults)

    @property
    def is_full(self) -> bool:
        return self.judged >= MOST_JUDGED


@dataclass(frozen=True, slots=True)
class _Asked:
    """What everybody of a page is held against."""

    bench: Bench
    on_offer: Sequence[ClassOnOffer]
    offers: Mapping[UUID, coverage.Offer]
    """Each of these classes as the engine sees it."""
    rivals: coverage.Rivals
    members: Mapping[UUID, frozenset[UUID]]
    since: date
    horizon: Horizon


async def list_warnings(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    school_id: UUID | None,
    horizon: Horizon,
    outcomes: frozenset[str],
    after: UUID | None,
    limit: int,
    at: datetime,
) -> WarningsPage:
    """Look at teachers in post today, a page of them: at the end of the year or cycle, would what is due be there?

    Judged as the book stands, with the classes in which a place is held as if attended and passed. A school sees its
    own teachers. Searching for the cheapest way takes its time, so a page ends where it has taken enough of it.
    """
    only = viewer.only_unit()
    if only is not None and school_id not in (None, only):
        raise NotFound
    today = at.astimezone(SHANGHAI).date()
    await allow_seconds(session, _LONGEST_SECONDS)
    bench = await load_bench(session, district_id=district_id)
    if not bench.is_assigned_on(today):
        raise PackNotAssigned(on=today)
    rows = await queries.list_offered_classes(
        session,
        district_id=district_id,
        plan_id=None,
        ends_from=today,
        undecided_from=today - AWAITED,
        limit=MOST_CLASSES + 1,
    )
    if len(rows) > MOST_CLASSES:
        raise TooManyClasses(most=MOST_CLASSES)
    offers = [offer_of(row) for row in rows]
    members = await members_of(session, district_id=district_id, offers=offers)
    on_offer = [on_offer_of(offer, members.get(offer.class_id, frozenset()), at) for offer in offers]
    known = await pinned_seq(session, district_id=district_id, known_at_seq=None)
    placed = await directory.list_teachers(
        session, district_id=district_id, on=today, school_id=only or school_id, after=after, limit=limit + 1
    )
    named = [
        Named(teacher.teacher_id, teacher.staff_number, teacher.name, appointment.school_id)
        for teacher, appointment in placed[:limit]
    ]
    told = {one.offer.class_id: _told(one) for one in on_offer}
    # Every class against every other: once for all teachers, and beside the event loop.
    rivals = await asyncio.to_thread(coverage.rivals_among, told.values())
    asked = _Asked(bench, on_offer, told, rivals, members, today, horizon)
    page = _Page()
    for some in in_batches(named, _AT_ONCE):
        if page.is_full:
            break
        people = await load_people(
            session,
            district_id=district_id,
            teacher_ids=[teacher.teacher_id for teacher in some],
            as_of=date.max,
            known_at_seq=known,
        )
        await asyncio.to_thread(_look_at, page, asked, some, people)
    return WarningsPage(
        since=today,
        known_at_seq=known,
        looked_at=page.looked_at,
        without_pack=page.without_pack,
        undetermined=[one for one in named if one.teacher_id in page.faults.broken],
        warned=[one for one in page.warned if one.warned.outcome in outcomes],
        classes={str(one.offer.class_id): one for one in on_offer},
        last=named[page.looked_at - 1].teacher_id if page.looked_at < len(placed) else None,
    )


def _told(one: ClassOnOffer) -> coverage.Offer:
    return coverage.Offer(offer_id=str(one.offer.class_id), seats=one.free, sittings=one.offer.sittings)


def _look_at(page: _Page, asked: _Asked, named: Iterable[Named], people: Mapping[UUID, Person]) -> None:
    for teacher in named:
        if page.is_full:
            return
        page.looked_at += 1
        with page.faults.of(teacher.teacher_id):
            _look_at_one(page, asked, teacher, people[teacher.teacher_id])


def _look_at_one(page: _Page, asked: _Asked, teacher: Named, person: Person) -> None:
    pack = asked.bench.pack_of(person.timeline, on=asked.since)
    if pack is None:
        page.without_pack += 1
        return
    until = pack.bound.cycle_end
    if asked.horizon == "YEAR":
        until = min(year_of(pack.pack.year, asked.since).last, until)
    one = _warning_of(page, asked, teacher, person, until)
    if one is not None:
        page.warned.append(one)


def _warning_of(page: _Page, asked: _Asked, teacher: Named, person: Person, until: date) -> TeacherWarned | None:
    in_time = [one for one in asked.on_offer if one.offer.last_day <= until and not has_earned(person, one.offer)]
    held = [one for one in in_time if teacher.teacher_id in asked.members.get(one.offer.class_id, frozenset())]
    judged: list[Sequence[tuple[InForce, ClauseResult]]] = []

    def judge(more: Sequence[facts.Entry]) -> list[coverage.Judgement]:
        by_pack = asked.bench.judge(person, as_of=until, more=more).by_pack
        judged.append(by_pack)
        page.judged += 1
        return [coverage.Judgement(pack.pack, pack.bound.switches, clause) for pack, clause in by_pack]

    def brought(some: Iterable[ClassOnOffer]) -> dict[str, tuple[facts.Entry, ...]]:
        return {str(one.offer.class_id): hypothetical(asked.bench, person, [one.offer]).entries for one in some}

    candidate = coverage.Candidate(teacher_id=str(teacher.teacher_id), judge=judge, held=brought(held))

    def open_to() -> coverage.Candidate:
        free = (
            one
            for one in in_time
            if one not in held and one.takes_more and may_enter(asked.bench, person, one.offer, on=asked.since)
        )
        return replace(candidate, open=brought(free))

    warned = coverage.warn(
        candidate,
        [asked.offers[one.offer.class_id] for one in in_time],
        since=asked.since,
        until=until,
        open_to=open_to,
        rivals=asked.rivals,
    )
    if warned is None:
        return None
    by_class = {(lack.need.pack_id, lack.need.clause_id, lack.need.period) for lack in warned.lacking}
    other = [
        (pack, clause)
        for pack, clause in judged[0]
        if clause.severity == "mandatory"
        and clause.result in (Result.NOT_MET, Result.UNDETERMINED)
        and clause.due_on is not None
        and asked.since <= clause.due_on <= until
        and (pack.pack.id, clause.clause_id, clause.period) not in by_class
    ]
    return TeacherWarned(teacher, until, warned, other)
