"""What a pair does and keeps, week by week: each entry becomes a record of the pair where the pack counts it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import EntryLoggedBefore, EntryWithdrawn, PairClosed, PaperOutOfReach
from services.assessment.models import Pair, PairEntry
from services.assessment.operations.judging import read_packs
from services.assessment.operations.pairs.reading import (
    Stands,
    demand_pair_seen,
    lock_seen,
    people_of,
    school_on,
    stands_of,
)
from services.assessment.operations.records import say_records
from services.assessment.rules import PairEntryGiven, counted_of_pairs, demand_entries
from services.directory import queries as directory
from services.directory.errors import PackNotAssigned
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.files import get_files
from services.platform.ids import new_id
from services.policy.format import Pack


async def log_pair_entries(
    session: AsyncSession,
    *,
    district_id: int,
    pair_id: UUID,
    entries: Sequence[PairEntryGiven],
    viewer: Viewer,
    at: datetime,
) -> Sequence[PairEntry]:
    """Log all of these or none, by one of the two or their school, until the pair is evaluated."""
    pair = await lock_seen(session, district_id=district_id, pair_id=pair_id, viewer=viewer)
    if pair.state != "RUNNING":
        raise PairClosed(state=pair.state)
    stands = await stands_of(session, pair, until=pair.ends_on)
    packs = await _packs(session, pair, stands, entries)
    today = at.astimezone(SHANGHAI).date()
    for pack, some in packs:
        demand_entries(pack, some, starts_on=pair.starts_on, ends_on=pair.ends_on, today=today)
    await _demand_files(session, pair, stands, entries, viewer=viewer)
    by = viewer.principal.account_id
    counted = {item for pack, some in packs for item, entry in some if entry.kind in counted_of_pairs(pack)}
    rows = [
        {
            "entry_id": new_id(),
            "pair_id": pair_id,
            "kind": entry.kind,
            "role": entry.role,
            "held_on": entry.on,
            "title": entry.title,
            "words": entry.words,
            "file_ids": list(dict.fromkeys(entry.file_ids)),
            "record_id": new_id() if item in counted else None,
            "logged_by": by,
            "logged_at": at,
        }
        for item, entry in enumerate(entries, start=1)
    ]
    kept = await queries.insert_pair_entries(session, district_id=district_id, entries=rows)
    if len(kept) < len(rows):
        raise EntryLoggedBefore
    await _record(session, pair, stands, kept, by=by, at=at)
    return kept


async def withdraw_pair_entry(
    session: AsyncSession,
    *,
    district_id: int,
    pair_id: UUID,
    entry_id: UUID,
    reason: str,
    viewer: Viewer,
    at: datetime,
) -> PairEntry:
    """Take an entry back for good, by who logged it or the school. The same again changes nothing."""
    pair = await lock_seen(session, district_id=district_id, pair_id=pair_id, viewer=viewer)
    entry = await queries.lock_pair_entry(session, district_id=district_id, pair_id=pair_id, entry_id=entry_id)
    if entry.logged_by != viewer.principal.account_id:
        viewer.demand(unit_id=pair.school_id)
    if entry.withdrawn_at is not None:
        if entry.withdrawal_reason != reason:
            raise EntryWithdrawn
        return entry
    if pair.state != "RUNNING":
        raise PairClosed(state=pair.state)
    await retract_entries(session, pair, [entry], reason=reason, viewer=viewer, at=at)
    return entry


async def list_pair_entries(
    session: AsyncSession, *, district_id: int, pair_id: UUID, viewer: Viewer, after: UUID | None, limit: int
) -> Sequence[PairEntry]:
    """The log of a pair within reach, withdrawn entries too."""
    pair = await queries.get_pair(session, district_id=district_id, pair_id=pair_id)
    demand_pair_seen(pair, viewer=viewer)
    return await queries.list_pair_entries(session, district_id=district_id, pair_id=pair_id, after=after, limit=limit)


async def retract_entries(
    session: AsyncSession, pair: Pair, entries: Sequence[PairEntry], *, reason: str, viewer: Viewer, at: datetime
) -> None:
    """Take these entries back with their records."""
    standing = [entry for entry in entries if entry.withdrawn_at is None]
    by = viewer.principal.account_id
    for entry in standing:
        entry.withdrawn_by, entry.withdrawn_at, entry.withdrawal_reason = by, at, reason
    records = await queries.lock_records(
        session,
        district_id=pair.district_id,
        record_ids=[entry.record_id for entry in standing if entry.record_id is not None],
    )
    # A record that the school retracted by itself stays as it is.
    counting = [record for record in records if record.retracted_at is None]
    for record in counting:
        record.revision += 1
        record.retracted_by, record.retracted_at, record.retraction_reason = by, at, reason
    await session.flush()
    for first in range(0, len(counting), 100):
        await say_records(session, district_id=pair.district_id, records=counting[first : first + 100])


async def _packs(
    session: AsyncSession, pair: Pair, stands: Stands, entries: Sequence[PairEntryGiven]
) -> list[tuple[Pack, list[tuple[int, PairEntryGiven]]]]:
    """The entries, counted from 1, by the pack that is in force for the school on their day."""
    assignments = await directory.load_assignments(session, district_id=pair.district_id)
    found: dict[tuple[UUID, int], tuple[directory.AssignedPack, list[tuple[int, PairEntryGiven]]]] = {}
    for item, entry in enumerate(entries, start=1):
        assigned = assignments.in_force(entry.on, school_id=school_on(stands, entry.on))
        if assigned is None:
            raise PackNotAssigned(on=entry.on)
        found.setdefault((assigned.assignment_id, assigned.revision), (assigned, []))[1].append((item, entry))
    packs = await read_packs(
        session, district_id=pair.district_id, assigned=[assigned for assigned, _ in found.values()]
    )
    return [(packs[key].pack, some) for key, (_, some) in found.items()]


async def _demand_files(
    session: AsyncSession, pair: Pair, stands: Stands, entries: Sequence[PairEntryGiven], *, viewer: Viewer
) -> None:
    """Entries name files of who logs them, of the two, or of their school."""
    named = {file_id for entry in entries for file_id in entry.file_ids}
    if not named:
        return
    files = await get_files(session, district_id=pair.district_id, file_ids=list(named))
    people, schools = people_of(pair), {school_id for school_id, _, _ in stands}
    for item, entry in enumerate(entries, start=1):
        for file in (files[file_id] for file_id in entry.file_ids):
            own = file.account_id == viewer.principal.account_id or file.person_id in people
            if not own and not (file.person_id is None and file.school_id in schools):
                raise PaperOutOfReach(item=item)


async def _record(
    session: AsyncSession, pair: Pair, stands: Stands, entries: Sequence[PairEntry], *, by: UUID, at: datetime
) -> None:
    """Each entry that the pack counts is a record of the pair, where it stood that day, and an event of its own."""
    counting = [entry for entry in entries if entry.record_id is not None]
    if not counting:
        return
    records = await queries.insert_records(
        session,
        district_id=pair.district_id,
        records=[
            {
                "record_id": entry.record_id,
                "revision": 1,
                "kind": entry.kind,
                "held_on": entry.held_on,
                "amount": 1,
                "teacher_id": None,
                "school_id": school_on(stands, entry.held_on),
                "unit": pair.name,
                "event": f"pair:{entry.entry_id}",
                "class_id": None,
                "role": entry.role,
                "level": "",
                "result": "",
                "tags": [],
                "title": entry.title,
                "recorded_by": by,
                "recorded_at": at,
            }
            for entry in counting
        ],
    )
    await say_records(session, district_id=pair.district_id, records=records)
