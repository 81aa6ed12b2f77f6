"""Where entries come from, and what proves it: the file and row, the result, the agreement of two persons."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger import queries
from services.ledger.models import (
    Adjustment,
    AdjustmentDecision,
    Certificate,
    Entry,
    HistoryImport,
    HistoryRow,
    HistoryUndo,
    MergeMove,
)
from services.ledger.operations.reading import get_visible_teacher
from services.ledger.rules import root_of
from services.ledger.rules.archives import (
    CertifiedBy,
    EvidenceFile,
    FromAdjustment,
    FromFile,
    FromMove,
    FromOutcome,
    FromUndo,
    Provenance,
)
from services.platform.access import Viewer
from services.platform.files import StoredFile, get_files

_IMPORT: Final = "import:"
_REVERSED: Final = ":reversed"


async def get_provenance(
    session: AsyncSession, *, viewer: Viewer, district_id: int, entry_id: UUID, today: date
) -> Provenance:
    """Where one entry comes from; NotFound where its teacher is out of reach."""
    entry = await queries.get_entry(session, district_id=district_id, entry_id=entry_id)
    await get_visible_teacher(session, viewer=viewer, district_id=district_id, teacher_id=entry.teacher_id, today=today)
    return (await trace_entries(session, district_id=district_id, entries=[entry]))[0]


async def trace_entries(session: AsyncSession, *, district_id: int, entries: Sequence[Entry]) -> tuple[Provenance, ...]:
    """Where each of these entries comes from, in their order: nine statements whatever their number."""
    roots = await queries.map_entries(
        session, district_id=district_id, entry_ids={root_of(one.award_key, one.entry_id) for one in entries}
    )
    first = {one.entry_id: roots.get(root_of(one.award_key, one.entry_id), one) for one in entries}
    causes = {entry.causation_id for entry in (*entries, *roots.values())}
    moves = await queries.map_moves_by_cause(session, district_id=district_id, causation_ids=causes)
    adjusted = await queries.map_adjustments_by_cause(session, district_id=district_id, causation_ids=causes)
    undone = await queries.map_undos_by_cause(session, district_id=district_id, causation_ids=causes)
    rows = await queries.map_rows_by_key(
        session, district_id=district_id, award_keys={_given_key(one) for one in first.values()}
    )
    import_ids = {import_id for entry in entries if (import_id := _import_of(entry)) is not None}
    brought = await queries.list_history_imports(
        session, district_id=district_id, import_ids=import_ids, after=None, limit=len(import_ids)
    )
    imports = {one.imported.import_id: one.imported for one in brought}
    heard = await queries.map_heard(
        session,
        district_id=district_id,
        outcome_ids={entry.outcome_id for entry in entries if entry.outcome_id is not None},
    )
    said = {(one.outcome_id, one.revision): one.content_hash for revisions in heard.values() for one in revisions}
    certified = await queries.map_certificates_by_entry(
        session, district_id=district_id, entry_ids={one.entry_id for one in (*entries, *first.values())}
    )
    file_ids = {file_id for proposal, _ in adjusted.values() for file_id in proposal.evidence}
    files = await get_files(session, district_id=district_id, file_ids=sorted(file_ids)) if file_ids else {}
    return tuple(
        Provenance(
            seq=entry.seq,
            entry_id=entry.entry_id,
            teacher_id=entry.teacher_id,
            title=entry.title,
            earned_from=entry.earned_from,
            earned_to=entry.earned_to,
            hours=entry.hours,
            credits=entry.credits,
            source=entry.source,
            award_key=entry.award_key,
            causation_id=entry.causation_id,
            recorded_at=entry.recorded_at,
            hash=entry.hash.hex(),
            reverses=entry.reverses,
            file=_file_of(first[entry.entry_id], rows, imports),
            outcome=_outcome_of(entry, said),
            adjustment=_adjustment_of(adjusted.get(_caused_by(entry, first[entry.entry_id])), files),
            undo=_undo_of(undone.get(entry.causation_id)),
            move=_move_of(moves.get(entry.causation_id), entry),
            certificates=tuple(
                CertifiedBy(
                    certificate_id=one.certificate_id,
                    kind=one.kind,
                    number=str(one.content["number"]),
                    issued_on=one.issued_on,
                    holds=holds,
                )
                for one, holds in _certified(certified, entry, first[entry.entry_id])
            ),
        )
        for entry in entries
    )


def evidence_file(file: StoredFile) -> EvidenceFile:
    return EvidenceFile(
        file_id=file.file_id,
        name=file.name,
        media_type=file.media_type,
        size=file.size,
        sha256=file.sha256.hex(),
        stored_at=file.stored_at,
    )


def _caused_by(entry: Entry, first: Entry) -> UUID:
    """What gave an entry, whatever moved it since; of a reversal what took the other back."""
    return first.causation_id if entry.reverses is None else entry.causation_id


def _certified(
    certified: Mapping[UUID, Sequence[tuple[Certificate, bool]]], entry: Entry, first: Entry
) -> list[tuple[Certificate, bool]]:
    """Certificates on an entry, and on the one that first gave the same."""
    one = {
        certificate.certificate_id: (certificate, holds)
        for entry_id in (first.entry_id, entry.entry_id)
        for certificate, holds in certified.get(entry_id, ())
    }
    return [one[certificate_id] for certificate_id in sorted(one)]


def _move_of(move: MergeMove | None, entry: Entry) -> FromMove | None:
    if move is None:
        return None
    first_entry_id = root_of(entry.award_key, entry.reverses or entry.entry_id)
    return FromMove(merge_id=move.merge_id, number=move.number, back=move.back, first_entry_id=first_entry_id)


def _given_key(entry: Entry) -> str:
    """The award key of an entry, or of the one that it takes back."""
    return entry.award_key.removesuffix(_REVERSED)


def _import_of(entry: Entry) -> UUID | None:
    return UUID(entry.debit_account.removeprefix(_IMPORT)) if entry.debit_account.startswith(_IMPORT) else None


def _file_of(
    entry: Entry, rows: Mapping[str, tuple[HistoryRow, HistoryImport]], imports: Mapping[UUID, HistoryImport]
) -> FromFile | None:
    import_id = _import_of(entry)
    imported = None if import_id is None else imports.get(import_id)
    if imported is None:
        return None
    row = rows[_given_key(entry)][0] if _given_key(entry) in rows else None
    return FromFile(
        import_id=imported.import_id,
        file_name=imported.file_name,
        file_hash=imported.file_hash,
        row=None if row is None else row.number,
        document=None if row is None or row.said is None else row.said["document"],
        evidence=None if row is None else row.evidence,
        imported_by=imported.imported_by,
        imported_at=imported.imported_at,
    )


def _outcome_of(entry: Entry, said: Mapping[tuple[UUID, int], bytes]) -> FromOutcome | None:
    if entry.outcome_id is None or entry.revision is None:
        return None
    content_hash = said.get((entry.outcome_id, entry.revision))
    return FromOutcome(
        outcome_id=entry.outcome_id,
        revision=entry.revision,
        content_hash=None if content_hash is None else content_hash.hex(),
        class_id=entry.class_id,
        program_id=entry.program_id,
        rules=tuple(entry.rules),
    )


def _adjustment_of(
    adjusted: tuple[Adjustment, AdjustmentDecision] | None, files: Mapping[UUID, StoredFile]
) -> FromAdjustment | None:
    if adjusted is None:
        return None
    proposal, decision = adjusted
    return FromAdjustment(
        adjustment_id=proposal.adjustment_id,
        reason=proposal.reason,
        proposed_by=proposal.proposed_by,
        proposed_at=proposal.proposed_at,
        decided_by=decision.decided_by,
        decided_at=decision.decided_at,
        files=tuple(evidence_file(files[file_id]) for file_id in proposal.evidence),
    )


def _undo_of(undo: HistoryUndo | None) -> FromUndo | None:
    if undo is None:
        return None
    return FromUndo(import_id=undo.import_id, reason=undo.reason, undone_by=undo.undone_by, undone_at=undo.undone_at)
