"""Standings kept by the worker: whoever is touched by something is judged anew, and everybody once a day."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services import policy
from services.contracts import EntriesPosted, RecordsKept, StandingsFellDue, TimelineChanged
from services.directory import queries as directory
from services.ledger import queries
from services.ledger.models import Standing
from services.ledger.operations.judging import Bench, load_bench
from services.ledger.operations.reading import pinned_seq
from services.ledger.operations.verdicts import Found, Verdicts, list_verdicts
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.errors import NotFound
from services.platform.outbox import publish
from services.policy.engine import Result

# What comes in so short a time is judged together.
_WITHIN: Final = timedelta(seconds=2)
_AT_ONCE: Final = 500
MARKED_BY: Final = {
    EntriesPosted.topic: "ledger.mark_earners",
    TimelineChanged.topic: "ledger.mark_changed",
    RecordsKept.topic: "ledger.mark_recorded",
}
"""What is said of single teachers in the transaction that changes something about them, and who hears it and marks."""


@dataclass(frozen=True, slots=True)
class VerdictsKept:
    """A page of verdicts as the worker keeps them, how many there are of each, and how far the worker is behind."""

    standings: Sequence[tuple[Standing, bool]]
    names: Mapping[UUID, tuple[str, str]]
    following: bool
    counts: Mapping[str, int]
    head_seq: int
    waiting: int
    waiting_since: datetime | None


async def mark(session: AsyncSession, *, district_id: int, teacher_ids: Collection[UUID], at: datetime) -> None:
    """Something about these teachers has changed: have them judged anew, within seconds."""
    if not teacher_ids:
        return
    await queries.insert_marks(session, district_id=district_id, teacher_ids=sorted(set(teacher_ids)), at=at)
    due_at = at + _WITHIN
    await publish(session, StandingsFellDue(district_id=district_id, due_at=due_at), due_at=due_at)


async def mark_everybody(session: AsyncSession, *, district_id: int, at: datetime) -> int:
    """Have everybody in post judged anew, and whoever is still kept as being so; how many that are."""
    placed = await directory.list_appointed_on(session, district_id=district_id, on=at.astimezone(SHANGHAI).date())
    everybody = placed.keys() | await queries.list_kept_in_post(session, district_id=district_id)
    await mark(session, district_id=district_id, teacher_ids=everybody, at=at)
    return len(everybody)


async def rebuild_standings(session: AsyncSession, *, viewer: Viewer, district_id: int, at: datetime) -> int:
    """Judge everybody anew because somebody asks for it."""
    viewer.demand()
    return await mark_everybody(session, district_id=district_id, at=at)


async def go_on_judging(session: AsyncSession, *, district_id: int, at: datetime) -> None:
    """Judge who is marked, five hundred at a time; at the first call of a day, everybody: what is due depends on it.

    Every posting rings. Where one worker judges already the others leave it to that one, who always rings once more:
    what was marked after it looked is found then, and however many rang, one bell at a time goes on ringing.
    """
    today = at.astimezone(SHANGHAI).date()
    if not await queries.is_anybody_to_judge(session, district_id=district_id, today=today):
        return
    held = await queries.lock_free_round(session, district_id=district_id)
    if held is None:
        return
    if held.day < today:
        await mark_everybody(session, district_id=district_id, at=at)
        await queries.move_round(session, district_id=district_id, day=today)
        midnight = datetime.combine(today + timedelta(days=1), time(), SHANGHAI)
        await publish(session, StandingsFellDue(district_id=district_id, due_at=midnight), due_at=midnight)
    marks = await queries.list_marks(session, district_id=district_id, limit=_AT_ONCE)
    await _judge_marked(session, district_id=district_id, marks=marks, today=today)
    due_at = at if len(marks) == _AT_ONCE else at + _WITHIN
    await publish(session, StandingsFellDue(district_id=district_id, due_at=due_at), due_at=due_at)


async def _judge_marked(
    session: AsyncSession, *, district_id: int, marks: Sequence[tuple[UUID, UUID]], today: date
) -> None:
    touched = {teacher_id for _, teacher_id in marks}
    # Of a person found twice, what changes about the former teacher is judged for the one they go on as.
    merges = await queries.list_merges_of(session, district_id=district_id, teacher_ids=touched)
    teacher_ids = sorted(touched | {merge.into_teacher_id for merge in merges})
    placed = await directory.list_appointed_on(session, district_id=district_id, on=today)
    known = await pinned_seq(session, district_id=district_id, known_at_seq=None)
    bench = await load_bench(session, district_id=district_id)
    judged_by = _judged_by(bench)
    verdicts = await list_verdicts(
        session, district_id=district_id, bench=bench, teacher_ids=teacher_ids, as_of=today, known_at_seq=known
    )
    results = verdicts.results
    await queries.upsert_standings(
        session,
        district_id=district_id,
        standings=[
            {
                "teacher_id": teacher_id,
                "school_id": placed.get(teacher_id),
                "verdict": str(results.get(teacher_id, Result.NOT_APPLICABLE)),
                "pack_id": one.pack.assigned.pack_id if one is not None else None,
                "assignment_id": one.pack.assigned.assignment_id if one is not None else None,
                "judged_for": today,
                "known_at_seq": known,
                "judged_by": judged_by,
            }
            for teacher_id in teacher_ids
            for one in [verdicts.found.get(teacher_id)]
        ],
    )
    await queries.delete_marks(session, district_id=district_id, mark_ids=[mark_id for mark_id, _ in marks])


async def find_verdicts(
    session: AsyncSession,
    *,
    district_id: int,
    bench: Bench,
    teacher_ids: Sequence[UUID],
    as_of: date,
    known_at_seq: int,
) -> Verdicts:
    """What judging these teachers gives: as it is kept of whom that holds, judged now of the others."""
    kept: Mapping[UUID, Found | None] = {}
    if teacher_ids:
        kept = await _map_holding(session, district_id=district_id, bench=bench, as_of=as_of, known_at_seq=known_at_seq)
    judged = await list_verdicts(
        session,
        district_id=district_id,
        bench=bench,
        teacher_ids=[teacher_id for teacher_id in teacher_ids if teacher_id not in kept],
        as_of=as_of,
        known_at_seq=known_at_seq,
    )
    held = {teacher_id: one for teacher_id in teacher_ids if (one := kept.get(teacher_id)) is not None}
    return Verdicts(held | judged.found, judged.broken)


async def _map_holding(
    session: AsyncSession, *, district_id: int, bench: Bench, as_of: date, known_at_seq: int
) -> dict[UUID, Found | None]:
    """The kept verdicts that judging now would give again; None of whom no pack judges.

    A verdict follows from the day, from what judges everybody alike, and from what stands about the teacher. It holds:
    - where it was given for this very day, by the engine and the packs that there are now;
    - where judging knew no more of the book than is asked for;
    - where nothing about the teacher has changed since, the calendar and kind of their school included. Whatever
      changes something says so in the same transaction, and is heard by marking: so long as that is not heard, nobody's
      verdict holds; nor does that of who is marked, or of whom somebody marked goes on as. Marks are looked at after
      what is not heard, and together with the verdicts: judging puts the one in the place of the other in one
      transaction, with what was committed before the mark;
    - unless judging was at fault: then it is tried again.
    """
    if await queries.is_unheard(session, district_id=district_id, heard_by=MARKED_BY):
        return {}
    rows = await queries.list_unmarked(
        session,
        district_id=district_id,
        judged_for=as_of,
        known_at_seq=known_at_seq,
        judged_by=_judged_by(bench),
    )
    used = {assignment_id for _, _, assignment_id in rows}
    packs = {one.assignment_id: bench.read(one) for one in bench.assignments if one.assignment_id in used}
    return {
        teacher_id: None if assignment_id is None else Found(packs[assignment_id], Result(verdict))
        for teacher_id, verdict, assignment_id in rows
        if assignment_id in packs or (assignment_id, verdict) == (None, Result.NOT_APPLICABLE)
    }


def _judged_by(bench: Bench) -> bytes:
    """A hash of what judges everybody in a district alike: the engine and the packs."""
    told = _engine(), [(str(one.assignment_id), one.revision) for one in bench.assignments]
    return sha256(repr(told).encode()).digest()


@cache
def _engine() -> str:
    """The code that judges, so that no release takes over what another one judged otherwise."""
    code = sha256()
    for path in sorted(Path(policy.__path__[0]).rglob("*.py")):
        code.update(path.read_bytes())
    return code.hexdigest()


async def list_verdicts_kept(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    school_id: UUID | None,
    verdict: str | None,
    after: UUID | None,
    limit: int,
) -> VerdictsKept:
    """Everybody's verdict as it is kept, without judging anybody: of a district of any size in an instant."""
    only = viewer.only_unit()
    if only is not None and school_id not in (None, only):
        raise NotFound
    wanted = only or school_id
    # The marks are looked at after the head: what was posted by then is either judged or told to wait.
    head = await queries.get_head(session, district_id=district_id)
    rows = await queries.list_verdicts_kept(
        session, district_id=district_id, school_id=wanted, verdict=verdict, after=after, limit=limit + 1
    )
    waiting, since = await queries.get_lag(session, district_id=district_id)
    shown = rows[:limit]
    return VerdictsKept(
        standings=shown,
        names=await directory.map_teacher_names(
            session, district_id=district_id, teacher_ids=[standing.teacher_id for standing, _ in shown]
        ),
        following=len(rows) > limit,
        counts=await queries.count_verdicts(session, district_id=district_id, school_id=wanted),
        head_seq=head,
        waiting=waiting,
        waiting_since=since,
    )
