"""What was carried over against its proofs, and every move of a merge against what it took back."""

from collections.abc import Iterable, Sequence, Set
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger import queries
from services.ledger.models import CarriedEntry, CarriedHead, Entry, MergedTeacher, MergeMove
from services.ledger.operations.verification.entries import id_of
from services.ledger.operations.verification.steps import Step
from services.ledger.rules import (
    CARRIED,
    COLUMNS,
    MERGES,
    Finding,
    Record,
    about,
    changed_columns,
    is_moved,
    is_proven,
    merge_causation,
    proven_head,
    root_of,
)
from services.platform.signing import KeyRing

_AT_ONCE = 500
_MOVES_AT_ONCE = 100
# What a moved entry says anew; everything else it repeats.
_OF_ITS_OWN = {"award_key", "causation_id", "teacher_id", "reverses"}
_REPEATED = tuple(name for name in Record.__struct_fields__ if name in COLUMNS and name not in _OF_ITS_OWN)
_NUMBERED_ANEW = {"district_id", "seq", "entry_id", "credit_account", "school_year", "recorded_at"}
_SAME = tuple(name for name in _REPEATED if name not in _NUMBERED_ANEW)


async def look_at_carried(session: AsyncSession, *, district_id: int, keys: KeyRing, place: str) -> Step:
    """The next 500 entries of other books: columns, bytes, proof, and the signature of the head above."""
    after = _read(place)
    rows = await queries.list_carried_after(session, district_id=district_id, after=after, limit=_AT_ONCE)
    findings = [finding for entry, head in rows for finding in _faults_of_carried(entry, head, keys)]
    last = rows[-1][0] if len(rows) == _AT_ONCE else None
    return Step(findings, 0, None if last is None else f"{last.transfer_id} {last.origin_district_id} {last.seq}")


async def look_at_merges(session: AsyncSession, *, district_id: int, keys: KeyRing, place: str) -> Step:
    """The next hundred moves between accounts of one person."""
    assert keys is not None  # noqa: S101 - every stage is handed the same
    moves = await queries.list_moves_after(session, district_id=district_id, after=id_of(place), limit=_MOVES_AT_ONCE)
    people = {one for _, merge in moves if merge is not None for one in (merge.teacher_id, merge.into_teacher_id)}
    caused = await queries.map_entries_caused(
        session,
        district_id=district_id,
        causation_ids=[move.causation_id for move, _ in moves],
        teacher_ids=people,
    )
    records = {
        one.entry_id: one
        for one in await queries.list_records_of_teachers(session, district_id=district_id, teacher_ids=people)
    }
    doubles = await queries.map_doubles(
        session, district_id=district_id, merge_ids={move.merge_id for move, _ in moves}
    )
    findings: list[Finding] = []
    for move, merge in moves:
        before = {entry_id for number, entry_id in doubles.get(move.merge_id, ()) if number < move.number}
        dropped = {root_of(records[one].award_key, one) for one in before if one in records}
        findings += _faults_of_move(move, merge, caused.get(move.causation_id, []), records, dropped)
    return Step(findings, 0, str(moves[-1][0].causation_id) if len(moves) == _MOVES_AT_ONCE else None)


def _faults_of_carried(entry: CarriedEntry, head: CarriedHead | None, keys: KeyRing) -> Iterable[Finding]:
    origin, seq = entry.origin_district_id, entry.seq
    where_zh, where_en = f"{origin} 转来的台账行 {seq}", f"entry {seq} carried over from {origin}"
    values = {name: getattr(entry, name) for name in COLUMNS if name != "district_id"}
    record = Record(**{**values, "district_id": origin, "tags": tuple(entry.tags), "rules": tuple(entry.rules)})
    changed = ", ".join(changed_columns(record, entry.canonical))
    if changed:
        yield about(
            CARRIED,
            zh=f"{where_zh}:{changed} 与其规范字节不符",
            en=f"{where_en}: column {changed} differs from its canonical bytes",
        )
        return
    said = None
    if head is not None:
        said = proven_head(
            canonical=head.canonical, signature=head.signature, district_id=origin, number=head.number, keys=keys
        )
    if said is None or not is_proven(
        record,
        canonical=entry.canonical,
        previous_hash=entry.previous_hash,
        path=entry.path,
        head=said,
        origin=origin,
    ):
        yield about(
            CARRIED,
            zh=f"{where_zh}:未被其账簿头证明",
            en=f"{where_en}: no signed head of that book proves it",
        )


def _faults_of_move(
    move: MergeMove,
    merge: MergedTeacher | None,
    entries: Sequence[Entry],
    records: dict[UUID, Record],
    dropped_before: Set[UUID],
) -> Iterable[Finding]:
    """`dropped_before` are the roots of what earlier moves of the merge took back as doubles."""
    of = f"{move.merge_id}/{move.number}"
    if merge is None or merge_causation(move.merge_id, move.number) != move.causation_id:
        yield about(MERGES, zh=f"合并 {of} 的缘由不明", en=f"move {of} of a merge is not known")
        return
    giver, taker = merge.teacher_id, merge.into_teacher_id
    if move.back:
        giver, taker = taker, giver
    taken = {one.reverses: one for one in entries if one.reverses is not None}
    given = {root_of(one.award_key, one.entry_id): one for one in entries if one.reverses is None}
    dropped = {UUID(double["entry_id"]) for double in move.doubles}
    for entry_id, reversal in taken.items():
        original = records.get(entry_id)
        holder = giver
        if original is not None and not move.back and is_moved(original.award_key, move.merge_id):
            # Moved before, and taken back because the other teacher has earned the same since.
            holder = taker
        if original is None or reversal.teacher_id != holder:
            yield _wrong(of, reversal.seq)
            continue
        copy = given.pop(root_of(original.award_key, entry_id), None)
        if (copy is None) != (entry_id in dropped):
            yield _wrong(of, reversal.seq)
        elif copy is not None and (copy.teacher_id != taker or _differs(copy, original)):
            yield _wrong(of, copy.seq)
    for root, copy in given.items():
        # What had counted once only is given again: when the two are two after all, or what counted stands no longer.
        original = records.get(root)
        if root not in dropped_before or original is None or copy.teacher_id != taker or _differs(copy, original):
            yield _wrong(of, copy.seq)


def _differs(copy: Entry, original: Record) -> bool:
    def plain(value: object) -> object:
        return tuple(value) if isinstance(value, list) else value

    return any(plain(getattr(copy, name)) != getattr(original, name) for name in _SAME)


def _wrong(of: str, seq: int) -> Finding:
    return about(
        MERGES,
        seq=seq,
        zh=f"台账行 {seq}:合并 {of} 所移之学分与原行不符",
        en=f"entry {seq}: move {of} of a merge does not give what it took back",
    )


def _read(place: str) -> tuple[UUID, int, int]:
    if not place:
        return UUID(int=0), 0, 0
    transfer_id, origin, seq = place.split(" ")
    return UUID(transfer_id), int(origin), int(seq)
