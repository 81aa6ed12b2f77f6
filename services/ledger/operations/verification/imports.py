"""Every import of old hours against what its file said and what was posted for it; and every undo of one."""

from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger import queries
from services.ledger.models import HistoryRow
from services.ledger.operations.verification.entries import id_of
from services.ledger.operations.verification.steps import Step
from services.ledger.rules import IMPORTS, Finding, Record, about, file_causation, read_row, undo_causation
from services.platform.signing import KeyRing

_AT_ONCE: Final = 5
_SAME: Final = (
    "hours",
    "credits",
    "category",
    "level",
    "mode",
    "nature",
    "kind",
    "title",
    "tags",
    "organised_by_admin",
)


async def look_at_imports(session: AsyncSession, *, district_id: int, keys: KeyRing, place: str) -> Step:
    """The next five imports, in the order in which they were made."""
    assert keys is not None  # noqa: S101 - every stage is handed the same
    brought = await queries.list_history_imports(
        session, district_id=district_id, import_ids=None, after=id_of(place), limit=_AT_ONCE
    )
    findings: list[Finding] = []
    for one in brought:
        # What was brought before rows were kept is vouched for by its entries alone.
        if not one.imported.applied or one.imported.causation_id is None:
            continue
        rows = await queries.list_said_rows(session, district_id=district_id, import_id=one.imported.import_id)
        entries = await queries.list_records_of_import(session, district_id=district_id, causation_id=one.causation_id)
        findings += _faults_of(one, rows, entries)
    last = str(brought[-1].imported.import_id) if len(brought) == _AT_ONCE else None
    return Step(findings, 0, last)


def _faults_of(one: queries.Brought, rows: Sequence[HistoryRow], entries: Sequence[Record]) -> Iterable[Finding]:
    imported = one.imported
    said = [
        (row.teacher_id, row.award_key, read_row(row.said))
        for row in rows
        if row.teacher_id is not None and row.award_key is not None and row.said is not None
    ]
    bound = file_causation(
        import_id=imported.import_id,
        file_hash=imported.file_hash,
        file_name=imported.file_name or "",
        pack_hash=imported.pack_hash or "",
        imported_by=imported.imported_by,
        imported_at=imported.imported_at,
        rows=said,
    )
    if bound != imported.causation_id:
        yield about(
            IMPORTS,
            zh=f"导入 {imported.import_id} 与导入时的内容不符",
            en=f"import {imported.import_id} is not what was brought",
        )
    posted = {row.award_key: row for row in rows if row.fate == "POSTED"}
    stands = {entry.award_key: entry for entry in entries}
    differing = [entry.seq for key, entry in stands.items() if key not in posted or not _says(posted[key], entry)]
    if differing or posted.keys() - stands.keys():
        yield about(
            IMPORTS,
            seq=differing[0] if differing else None,
            zh=f"导入 {imported.import_id} 与其台账行不符",
            en=f"import {imported.import_id} and its entries say different things",
        )
    undo = one.undo
    if undo is not None and undo.causation_id != undo_causation(
        import_id=imported.import_id, reason=undo.reason, undone_by=undo.undone_by, undone_at=undo.undone_at
    ):
        yield about(
            IMPORTS,
            zh=f"导入 {imported.import_id} 的撤销与当时所说不符",
            en=f"the undo of import {imported.import_id} is not what was said then",
        )


def _says(row: HistoryRow, entry: Record) -> bool:
    if row.said is None:
        return False
    said = read_row(row.said)
    same = all(getattr(said, name) == getattr(entry, name) for name in _SAME)
    return same and (row.teacher_id, said.date_from, said.date_to) == (
        entry.teacher_id,
        entry.earned_from,
        entry.earned_to,
    )
