"""What if: another pack, further entries or a class attended, judged beside what is. Nothing is kept."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.directory.errors import PackNotAssigned
from services.ledger import queries
from services.ledger.errors import ClassCancelled, ClassEndsLater, NothingTried, TermsDoNotFit, YearsCrossed
from services.ledger.operations.judging import Bench, Faults, InForce, Judged, Person, load_bench, load_people
from services.ledger.operations.manuscripts import read_manuscript
from services.ledger.operations.offers import Offer, has_earned, hypothetical, may_enter, offer_of
from services.ledger.operations.reading import Named, get_visible_teacher, pinned_seq
from services.ledger.rules import (
    ClauseChange,
    TriedLine,
    TriedPack,
    TriedRules,
    changed_clauses,
    in_batches,
    unquoted,
)
from services.platform.access import Reach, Viewer
from services.platform.database import allow_seconds
from services.platform.errors import Forbidden, NotFound, Text
from services.policy import facts
from services.policy.calendars import year_of
from services.policy.engine import ClauseResult, Result
from services.policy.format import TermsRefused, bound

_AT_ONCE: Final = 100
_LONGEST_SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class Changed:
    """A teacher for whom something would be different."""

    teacher: Named
    before: Judged
    after: Judged
    clauses: Sequence[ClauseChange]
    lines: tuple[facts.Entry, ...]
    """What would stand in the book besides."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A teacher to whom the class would bring nothing, and why."""

    teacher: Named
    reasons: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a what-if came to for the teachers of one page."""

    as_of: date
    known_at_seq: int
    pack: InForce | None
    """What was tried in the place of another, if anything was."""
    offer: Offer | None
    enrolled: int
    judged: int
    verdicts: Mapping[tuple[Result, Result], int]
    """(before, after) -> teachers, those without a change included."""
    clauses: Mapping[tuple[str, str, str, str], int]
    """(pack, clause, result before, result after) -> results that changed."""
    changed: Sequence[Changed]
    refused: Sequence[Refused]
    last: UUID | None
    """The last teacher looked at where more follow, else None."""


@dataclass(frozen=True, slots=True)
class _Trial:
    """One question, ready to be asked of people."""

    bench: Bench
    tried: Bench
    as_of: date
    lines: tuple[facts.Entry, ...]
    offer: Offer | None
    enrolled: frozenset[UUID]
    """Who holds a place in the class: nobody asks them again whether they may enter."""
    everybody: bool
    """Whether the others would take it too, as far as they may."""


async def compare(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    as_of: date | None,
    known_at_seq: int | None,
    teacher_id: UUID | None,
    school_id: UUID | None,
    pack: TriedRules | None,
    lines: Sequence[TriedLine],
    class_id: UUID | None,
    eligible_take_it: bool,
    after: UUID | None,
    limit: int,
    today: date,
) -> Comparison:
    """Judge a teacher, a school's or the district's teachers as they are and as they would be, a page at a time.

    Teachers try classes and entries on themselves, schools on their own teachers; nobody but the district and its
    schools tries packs, and texts that nobody has published only the district.
    """
    if pack is None and not lines and class_id is None:
        raise NothingTried
    if pack is not None and (viewer.reach < Reach.UNIT or (pack.content is not None and viewer.reach < Reach.DISTRICT)):
        raise Forbidden
    await allow_seconds(session, _LONGEST_SECONDS)
    offer = None
    if class_id is not None:
        offer = offer_of(await queries.get_offered_class(session, district_id=district_id, class_id=class_id))
    as_of = as_of or max(today, offer.row.ends_on or today if offer else today)
    if offer is not None and offer.row.cancelled:
        raise ClassCancelled
    if offer is not None and offer.row.ends_on is not None and offer.row.ends_on > as_of:
        raise ClassEndsLater(ends_on=offer.row.ends_on)
    bench = await load_bench(session, district_id=district_id)
    tried, in_place = bench, None
    if pack is not None:
        tried, in_place = await _tried(session, district_id=district_id, bench=bench, pack=pack, on=as_of)
    enrolled: list[UUID] = []
    if offer is not None:
        members = await queries.list_enrolled(session, district_id=district_id, class_ids=[offer.class_id])
        enrolled = [member for _, member in members]
    # One teacher takes the class that is asked about; of many, those who hold a place or, if wanted, whoever may.
    everybody = teacher_id is not None or viewer.reach < Reach.UNIT or eligible_take_it
    trial = _Trial(
        bench=bench,
        tried=tried,
        as_of=as_of,
        lines=_entries_of(lines, (in_place or bench.in_force(as_of))),
        offer=offer,
        enrolled=frozenset(enrolled),
        everybody=everybody,
    )
    named, following = await _subject(
        session,
        viewer=viewer,
        district_id=district_id,
        teacher_id=teacher_id or (viewer.principal.person_id if viewer.reach < Reach.UNIT else None),
        school_id=school_id,
        as_of=as_of,
        after=after,
        limit=limit,
        today=today,
    )
    known = await pinned_seq(session, district_id=district_id, known_at_seq=known_at_seq)
    verdicts: Counter[tuple[Result, Result]] = Counter()
    clauses: Counter[tuple[str, str, str, str]] = Counter()
    changed: list[Changed] = []
    refused: list[Refused] = []
    faults = Faults()
    for some in in_batches(named, _AT_ONCE):
        people = await load_people(
            session,
            district_id=district_id,
            teacher_ids=[one.teacher_id for one in some],
            as_of=as_of,
            known_at_seq=known,
        )
        # Judging is work for the processor: meanwhile others are served.
        for teacher, before, then, brought in await asyncio.to_thread(_judge, trial, some, people, faults):
            verdicts[before.verdict, then.verdict] += 1
            found = changed_clauses(_placed(before), _placed(then)) if then is not before else []
            clauses.update(_named(change) for change in found)
            if found or before.verdict is not then.verdict:
                changed.append(Changed(teacher, before, then, found, brought.lines))
            if brought.refusals:
                refused.append(Refused(teacher, brought.refusals))
    return Comparison(
        as_of=as_of,
        known_at_seq=known,
        pack=in_place,
        offer=offer,
        enrolled=len(enrolled),
        judged=len(named),
        verdicts=verdicts,
        clauses=clauses,
        changed=changed,
        refused=refused,
        last=named[-1].teacher_id if named and following else None,
    )


@dataclass(frozen=True, slots=True)
class _Brought:
    lines: tuple[facts.Entry, ...]
    refusals: tuple[Text, ...] = ()


def _judge(
    trial: _Trial, named: Sequence[Named], people: Mapping[UUID, Person], faults: Faults
) -> list[tuple[Named, Judged, Judged, _Brought]]:
    """Everybody as they are and as they would be; of whom judging is at fault, neither is known."""
    judged = []
    for teacher in named:
        person = people[teacher.teacher_id]
        broken = Judged((), None, person, is_broken=True)
        tried = broken, broken, _Brought(())
        with faults.of(teacher.teacher_id):
            tried = _tried_on(trial, teacher.teacher_id, person)
        judged.append((teacher, *tried))
    return judged


def _tried_on(trial: _Trial, teacher_id: UUID, person: Person) -> tuple[Judged, Judged, _Brought]:
    """Somebody as one is and as one would be; who is touched by nothing is judged once."""
    before = trial.bench.judge(person, as_of=trial.as_of)
    brought = _brought(trial, teacher_id, person)
    same_rules = trial.tried is trial.bench or _key(trial.tried, person, trial.as_of) == [
        _identity(pack) for pack in before.packs
    ]
    if same_rules and not brought.lines:
        return before, before, brought
    return before, trial.tried.judge(person, as_of=trial.as_of, more=brought.lines), brought


def _brought(trial: _Trial, teacher_id: UUID, person: Person) -> _Brought:
    """The lines that would stand in a teacher's book besides, and why the class brings none."""
    offer = trial.offer
    if offer is None or has_earned(person, offer):
        return _Brought(trial.lines)
    enrolled = teacher_id in trial.enrolled
    if not (enrolled or trial.everybody):
        return _Brought(trial.lines)
    if not enrolled and not may_enter(trial.tried, person, offer, on=trial.as_of):
        barred = Text(zh="不符合参训条件", en="not eligible for the class")
        return _Brought(trial.lines, (barred,))
    worth = hypothetical(trial.tried, person, [offer])
    return _Brought((*trial.lines, *worth.entries), worth.refusals)


def _key(bench: Bench, person: Person, as_of: date) -> list[tuple[object, ...]]:
    return [_identity(pack) for pack in bench.governing(person.timeline, as_of=as_of)]


def _identity(pack: InForce) -> tuple[object, ...]:
    return pack.assigned.content_hash, pack.bound, pack.span


async def _subject(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    teacher_id: UUID | None,
    school_id: UUID | None,
    as_of: date,
    after: UUID | None,
    limit: int,
    today: date,
) -> tuple[list[Named], bool]:
    """The teachers of this page, and whether more follow: one person, or who is in post on the day.

    Who sees nobody else asks about oneself.
    """
    if teacher_id is not None or viewer.reach < Reach.UNIT:
        if teacher_id is None:
            raise NotFound
        found = await get_visible_teacher(
            session, viewer=viewer, district_id=district_id, teacher_id=teacher_id, today=today
        )
        return [found], False
    only = viewer.only_unit()
    if only is not None and school_id not in (None, only):
        raise NotFound
    placed = await directory.list_teachers(
        session, district_id=district_id, on=as_of, school_id=only or school_id, after=after, limit=limit + 1
    )
    named = [
        Named(teacher.teacher_id, teacher.staff_number, teacher.name, appointment.school_id)
        for teacher, appointment in placed[:limit]
    ]
    return named, len(placed) > limit


async def _tried(
    session: AsyncSession, *, district_id: int, bench: Bench, pack: TriedRules, on: date
) -> tuple[Bench, InForce]:
    """The bench with what is tried in its place: in that of the assignment named, else of the district's own."""
    if pack.assignment_id is None:
        own = bench.in_force(on)
        if own is None:
            raise PackNotAssigned(on=on)
        replaced = own.assigned
    else:
        named = [one for one in bench.assignments if one.assignment_id == pack.assignment_id]
        if not named:
            raise NotFound
        replaced = named[0]
    content = await _content_of(session, district_id=district_id, pack=pack, replaced=replaced)
    parameters = replaced.parameters
    if pack.parameters is not None:
        cycle = {"cycle_start": replaced.valid_from.isoformat(), "cycle_end": replaced.valid_to.isoformat()}
        parameters = {**cycle, **pack.parameters}
    assigned = replace(
        replaced,
        revision=replaced.revision + 1,
        pack_id=content.pack_id,
        version=content.version,
        content_hash=content.content_hash,
        parameters=parameters,
        switches=replaced.switches if pack.switches is None else dict(pack.switches),
    )
    packs = bench.packs
    if content.content is not None:
        packs = packs.including(content.content_hash, content.content)
    read = await asyncio.to_thread(packs.read, assigned)
    try:
        bound(read, assigned.terms)
    except TermsRefused as refused:
        given = {**(pack.parameters or {}), **(pack.switches or {})}
        problems = unquoted("; ".join(refused.problems), [*given, *given.values()])
        raise TermsDoNotFit(pack_id=assigned.pack_id, problems=problems) from refused
    tried = bench.with_assignment(assigned, packs)
    return tried, tried.read(assigned)


async def _content_of(
    session: AsyncSession, *, district_id: int, pack: TriedRules, replaced: directory.AssignedPack
) -> TriedPack:
    if pack.content is not None:
        base = None
        if pack.builds_on is not None:
            found = await directory.get_pack_version(session, district_id=district_id, content_hash=pack.builds_on)
            base = found.content
            await asyncio.to_thread(
                directory.read_stored,
                base,
                pack_id=found.pack_id,
                version=found.version,
                content_hash=found.content_hash,
            )
        return await read_manuscript(pack.content, base=base)
    if pack.content_hash is None:
        return TriedPack(replaced.pack_id, replaced.version, replaced.content_hash)
    version = await directory.get_pack_version(session, district_id=district_id, content_hash=pack.content_hash)
    return TriedPack(version.pack_id, version.version, version.content_hash, version.content)


def _entries_of(lines: Sequence[TriedLine], pack: InForce | None) -> tuple[facts.Entry, ...]:
    """The lines as entries. Like those of the book, each lies within one judging year."""
    for number, line in enumerate(lines, start=1):
        year = pack.pack.year if pack is not None else None
        if line.earned_to < line.earned_from or (
            year is not None and year_of(year, line.earned_from) != year_of(year, line.earned_to)
        ):
            raise YearsCrossed(item=number)
    return tuple(
        facts.Entry(
            entry_id=f"line:{number}",
            hours=line.hours,
            credits=line.credits,
            earned_from=line.earned_from,
            earned_to=line.earned_to,
            category=line.category,
            level=line.level,
            mode=line.mode,
            nature=line.nature,
            kind=line.kind,
            tags=frozenset(line.tags),
            organised_by_admin=line.organised_by_admin,
        )
        for number, line in enumerate(lines, start=1)
    )


def _placed(judged: Judged) -> list[tuple[str, ClauseResult]]:
    return [(pack.assigned.pack_id, clause) for pack, clause in judged.by_pack]


def _named(change: ClauseChange) -> tuple[str, str, str, str]:
    side = change.after or change.before
    pack_id = side[0] if side is not None else ""
    was = change.before[1].result if change.before is not None else "-"
    becomes = change.after[1].result if change.after is not None else "-"
    return pack_id, change.clause_id, str(was), str(becomes)
