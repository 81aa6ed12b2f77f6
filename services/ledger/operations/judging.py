"""The pack in force on a day, ready to judge: read once per content, whatever number of teachers it judges."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.ledger import queries
from services.ledger.errors import PackUnusable
from services.ledger.models import Entry
from services.ledger.rules import in_batches, still_standing
from services.policy import facts
from services.policy.engine import Standing, judge
from services.policy.format import Pack, PackRefused, Terms, TermsRefused, bound, stored

# Bounds memory, and the time between two statements of a transaction.
_AT_ONCE: Final = 100


@dataclass(frozen=True, slots=True)
class Bench:
    """An assigned pack with the district's parameters and switches."""

    assigned: directory.AssignedPack
    pack: Pack
    terms: Terms


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict together with the entries it speaks of."""

    standing: Standing
    entries: Mapping[str, Entry]


async def get_bench(session: AsyncSession, *, district_id: int, on: date) -> Bench:
    """The pack in force on a day, or PackNotAssigned."""
    return _bench(await directory.get_assigned_pack(session, district_id=district_id, on=on))


async def find_bench(session: AsyncSession, *, district_id: int, on: date) -> Bench | None:
    assigned = await directory.find_assigned_pack(session, district_id=district_id, on=on)
    return None if assigned is None else _bench(assigned)


def _bench(assigned: directory.AssignedPack) -> Bench:
    terms = Terms(parameters=assigned.parameters, switches=assigned.switches)
    try:
        pack = stored(assigned.content, content_hash=assigned.content_hash)
        bound(pack, terms)
    except (PackRefused, TermsRefused) as refused:
        raise PackUnusable(pack_id=assigned.pack_id) from refused
    return Bench(assigned, pack, terms)


async def judge_teachers(
    session: AsyncSession,
    *,
    district_id: int,
    bench: Bench,
    teacher_ids: Sequence[UUID],
    as_of: date,
    known_at_seq: int,
) -> dict[UUID, Judged]:
    """Everybody's standing, a hundred at a time: four statements for each hundred, none for a teacher."""
    judged: dict[UUID, Judged] = {}
    for some in in_batches(teacher_ids, _AT_ONCE):
        judged |= await _judge_some(
            session, district_id=district_id, bench=bench, teacher_ids=some, as_of=as_of, known_at_seq=known_at_seq
        )
    return judged


async def _judge_some(
    session: AsyncSession,
    *,
    district_id: int,
    bench: Bench,
    teacher_ids: Sequence[UUID],
    as_of: date,
    known_at_seq: int,
) -> dict[UUID, Judged]:
    timelines = await directory.load_timelines(session, district_id=district_id, teacher_ids=teacher_ids)
    entries = await queries.list_entries_of(
        session, district_id=district_id, teacher_ids=teacher_ids, as_of=as_of, known_at_seq=known_at_seq
    )
    counting: dict[UUID, list[Entry]] = {}
    for entry in still_standing(entries):
        counting.setdefault(entry.teacher_id, []).append(entry)
    return {
        teacher_id: _judged(bench, timeline, counting.get(teacher_id, []), as_of)
        for teacher_id, timeline in timelines.items()
    }


def _judged(bench: Bench, timeline: facts.Teacher, entries: Sequence[Entry], as_of: date) -> Judged:
    by_id = {str(entry.entry_id): entry for entry in entries}
    told = tuple(_fact_of(entry_id, entry) for entry_id, entry in by_id.items())
    standing = judge(bench.pack, terms=bench.terms, teacher=timeline, entries=told, as_of=as_of)
    return Judged(standing, by_id)


def _fact_of(entry_id: str, entry: Entry) -> facts.Entry:
    return facts.Entry(
        entry_id=entry_id,
        hours=entry.hours,
        credits=entry.credits,
        earned_from=entry.earned_from,
        earned_to=entry.earned_to,
        category=entry.category,
        level=entry.level,
        mode=entry.mode,
        nature=entry.nature,
        kind=entry.kind,
        tags=frozenset(entry.tags),
        program_id=str(entry.program_id) if entry.program_id else None,
        class_id=str(entry.class_id) if entry.class_id else None,
        organised_by_admin=entry.organised_by_admin,
    )
