"""Everybody's verdict in a district, told from the tallies of the book where those can tell it."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.ledger import queries
from services.ledger.models import Fact
from services.ledger.operations.judging import Bench, Faults, InForce, Person, judge_teachers
from services.ledger.rules import in_batches
from services.platform.errors import DomainError
from services.policy.engine import Result
from services.policy.engine.many import District, Outline
from services.policy.engine.tallies import Person as Tallied
from services.policy.engine.tallies import Tally
from services.policy.matching import Cell

_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Found:
    """The pack in force for a teacher, and the verdict."""

    pack: InForce
    result: Result


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Who is judged, by which pack and with what verdict; and of whom judging is at fault."""

    found: dict[UUID, Found] = field(default_factory=dict)
    broken: set[UUID] = field(default_factory=set)

    @property
    def results(self) -> dict[UUID, Result]:
        """Of everybody for whom a pack is in force; of whom judging is at fault, nothing can be said."""
        judged = {teacher_id: one.result for teacher_id, one in self.found.items()}
        return judged | dict.fromkeys(self.broken, Result.UNDETERMINED)


@dataclass(slots=True)
class _Courts:
    """One judge for each pack, kept for the length of a request: what it learns of one teacher serves the next."""

    as_of: date
    keys: Mapping[int, Cell]
    _of: dict[tuple[UUID, int], District] = field(default_factory=dict)

    def of(self, pack: InForce) -> District:
        key = (pack.assigned.assignment_id, pack.assigned.revision)
        if key not in self._of:
            self._of[key] = District(pack.pack, pack.terms, self.as_of, self.keys)
        return self._of[key]


@dataclass(slots=True)
class _Sitting:
    """What is asked of everybody, and to whom something has been posted since the number that is asked for."""

    district_id: int
    bench: Bench
    known_at_seq: int
    courts: _Courts
    looked_to: int
    touched: set[UUID] = field(default_factory=set)


async def list_verdicts(
    session: AsyncSession,
    *,
    district_id: int,
    bench: Bench,
    teacher_ids: Sequence[UUID],
    as_of: date,
    known_at_seq: int,
) -> Verdicts:
    """Who is judged, by which pack, and with what verdict: eight statements for each five hundred.

    Whom judging trips over is found by halves, and holds up nobody else.
    """
    verdicts = Verdicts()
    faults = Faults(verdicts.broken)
    if not teacher_ids:
        return verdicts
    keys = await queries.map_tally_keys(session, district_id=district_id)
    sitting = _Sitting(district_id, bench, known_at_seq, _Courts(as_of, keys), looked_to=known_at_seq)
    waiting: list[Sequence[UUID]] = list(in_batches(teacher_ids, _AT_ONCE))
    while waiting:
        some = waiting.pop()
        try:
            verdicts.found.update(await _judge(session, sitting, some))
        except (SQLAlchemyError, OSError, DomainError):
            raise
        except Exception:
            # What they had learned of these may be half of it.
            sitting.courts = _Courts(as_of, keys)
            if len(some) > 1:
                middle = len(some) // 2
                waiting += [some[:middle], some[middle:]]
                continue
            with faults.of(some[0]):
                raise
    return verdicts


async def _judge(session: AsyncSession, sitting: _Sitting, teacher_ids: Sequence[UUID]) -> dict[UUID, Found]:
    """The verdicts of up to five hundred.

    Tallies show the book as it stands now: of those to whom something was posted after the number that is asked for,
    and where a teacher had several packs or only the entries can tell, the entries are judged.
    """
    district_id, as_of = sitting.district_id, sitting.courts.as_of
    timelines = await directory.load_timelines(session, district_id=district_id, teacher_ids=teacher_ids)
    facts = await queries.list_facts_of_teachers(session, district_id=district_id, teacher_ids=teacher_ids, as_of=as_of)
    tallies = await queries.list_tallies(session, district_id=district_id, teacher_ids=teacher_ids)
    # Looked up after the tallies were read: what was posted meanwhile is among it.
    head = await queries.get_head(session, district_id=district_id)
    if head > sitting.looked_to:
        sitting.touched |= await queries.list_touched(
            session, district_id=district_id, after_seq=sitting.looked_to, to_seq=head
        )
        sitting.looked_to = head
    # What somebody brought along from elsewhere, or as another teacher, no tally of this book tells.
    apart = sitting.touched | await _list_with_more(session, district_id, teacher_ids)
    own = _by_teacher(facts)
    people = {
        teacher_id: Person(timeline, {}, own.get(teacher_id, {}))
        for teacher_id, timeline in timelines.items()
        if teacher_id not in apart
    }
    found, rest = await asyncio.to_thread(_told, sitting.bench, sitting.courts, people, tallies)
    rest += [teacher_id for teacher_id in timelines if teacher_id in apart]
    if rest:
        judged = await judge_teachers(
            session,
            district_id=district_id,
            bench=sitting.bench,
            teacher_ids=rest,
            as_of=as_of,
            known_at_seq=sitting.known_at_seq,
        )
        found |= {teacher_id: Found(one.packs[-1], one.verdict) for teacher_id, one in judged.items() if one.packs}
    return found


async def _list_with_more(session: AsyncSession, district_id: int, teacher_ids: Sequence[UUID]) -> set[UUID]:
    former = await queries.map_former(session, district_id=district_id, teacher_ids=teacher_ids)
    return {
        *former.values(),
        *await queries.list_carrying(session, district_id=district_id, teacher_ids=teacher_ids),
    }


def _by_teacher(facts: Sequence[Fact]) -> dict[UUID, dict[str, Fact]]:
    own: dict[UUID, dict[str, Fact]] = {}
    for fact in facts:
        if fact.teacher_id is not None:
            own.setdefault(fact.teacher_id, {})[str(fact.record_id)] = fact
    return own


def _told(
    bench: Bench, courts: _Courts, people: Mapping[UUID, Person], tallies: Mapping[UUID, list[Tally]]
) -> tuple[dict[UUID, Found], list[UUID]]:
    """The verdicts that tallies can tell, and those of whom only the entries can.

    Everybody under one pack is judged in one go, for getting ready costs as much as judging many.
    """
    found: dict[UUID, Found] = {}
    rest: list[UUID] = []
    under: dict[tuple[UUID, int], list[tuple[UUID, InForce, Tallied]]] = {}
    for teacher_id, person in people.items():
        packs = bench.governing(person.timeline, as_of=courts.as_of)
        if len(packs) > 1:
            rest.append(teacher_id)
        if len(packs) != 1:
            continue
        tallied = Tallied(
            teacher=person.timeline,
            rows=tallies.get(teacher_id, []),
            facts=person.told_facts(),
            calendar=bench.calendars.of(person.school_on(courts.as_of)),
        )
        key = (packs[0].assigned.assignment_id, packs[0].assigned.revision)
        under.setdefault(key, []).append((teacher_id, packs[0], tallied))
    for together in under.values():
        outlines = courts.of(together[0][1]).outlines(tallied for _, _, tallied in together)
        for (teacher_id, pack, _), outline in zip(together, outlines, strict=True):
            if isinstance(outline, Outline):
                found[teacher_id] = Found(pack, outline.verdict)
            else:
                rest.append(teacher_id)
    return found, rest
