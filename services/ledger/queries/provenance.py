"""Where entries come from: adjustments and undos by what they caused, certificates by what they stand on."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer

from services.ledger.models import (
    Adjustment,
    AdjustmentDecision,
    Certificate,
    CertificateEntry,
    CertificateRevocation,
    Entry,
    HistoryImport,
    HistoryRow,
    HistoryUndo,
    MergeMove,
)
from services.platform.database import any_of, any_text_of
from services.platform.errors import NotFound

_WITHOUT_BYTES = defer(Entry.canonical, raiseload=True)


async def get_entry(session: AsyncSession, *, district_id: int, entry_id: UUID) -> Entry:
    """The entry, or NotFound."""
    found = (
        await session.scalars(
            select(Entry).where(Entry.district_id == district_id, Entry.entry_id == entry_id).options(_WITHOUT_BYTES)
        )
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


async def map_entries(session: AsyncSession, *, district_id: int, entry_ids: Iterable[UUID]) -> dict[UUID, Entry]:
    """Entries by their ids."""
    rows = await session.scalars(
        select(Entry)
        .where(Entry.district_id == district_id, Entry.entry_id == any_of(entry_ids))
        .options(_WITHOUT_BYTES)
    )
    return {row.entry_id: row for row in rows}


async def map_moves_by_cause(
    session: AsyncSession, *, district_id: int, causation_ids: Iterable[UUID]
) -> dict[UUID, MergeMove]:
    """Causation id -> the move between two accounts of a person that it was."""
    rows = await session.scalars(
        select(MergeMove).where(MergeMove.district_id == district_id, MergeMove.causation_id == any_of(causation_ids))
    )
    return {row.causation_id: row for row in rows}


async def map_adjustments_by_cause(
    session: AsyncSession, *, district_id: int, causation_ids: Iterable[UUID]
) -> dict[UUID, tuple[Adjustment, AdjustmentDecision]]:
    """Causation id -> the adjustment that was approved under it."""
    rows = await session.execute(
        select(Adjustment, AdjustmentDecision)
        .join(
            AdjustmentDecision,
            and_(
                AdjustmentDecision.district_id == Adjustment.district_id,
                AdjustmentDecision.adjustment_id == Adjustment.adjustment_id,
            ),
        )
        .where(Adjustment.district_id == district_id, AdjustmentDecision.causation_id == any_of(causation_ids))
    )
    return {row[1].causation_id: (row[0], row[1]) for row in rows if row[1].causation_id is not None}


async def map_undos_by_cause(
    session: AsyncSession, *, district_id: int, causation_ids: Iterable[UUID]
) -> dict[UUID, HistoryUndo]:
    """Causation id -> the undo of an import that took entries back under it."""
    rows = await session.scalars(
        select(HistoryUndo).where(
            HistoryUndo.district_id == district_id, HistoryUndo.causation_id == any_of(causation_ids)
        )
    )
    return {row.causation_id: row for row in rows}


async def map_certificates_by_entry(
    session: AsyncSession, *, district_id: int, entry_ids: Iterable[UUID]
) -> dict[UUID, Sequence[tuple[Certificate, bool]]]:
    """Entry -> the certificates that stand on it, in the order of issuing, and whether each holds."""
    rows = await session.execute(
        select(CertificateEntry.entry_id, Certificate, CertificateRevocation.certificate_id)
        .join(
            Certificate,
            and_(
                Certificate.district_id == CertificateEntry.district_id,
                Certificate.certificate_id == CertificateEntry.certificate_id,
            ),
        )
        .outerjoin(
            CertificateRevocation,
            and_(
                CertificateRevocation.district_id == Certificate.district_id,
                CertificateRevocation.certificate_id == Certificate.certificate_id,
            ),
        )
        .where(CertificateEntry.district_id == district_id, CertificateEntry.entry_id == any_of(entry_ids))
        .order_by(Certificate.certificate_id)
    )
    found: dict[UUID, list[tuple[Certificate, bool]]] = {}
    for entry_id, certificate, revoked in rows:
        found.setdefault(entry_id, []).append((certificate, revoked is None))
    return dict(found)


async def map_rows_by_key(
    session: AsyncSession, *, district_id: int, award_keys: Iterable[str]
) -> dict[str, tuple[HistoryRow, HistoryImport]]:
    """Award key -> the row that was posted under it, with its import."""
    rows = await session.execute(
        select(HistoryRow, HistoryImport)
        .join(
            HistoryImport,
            and_(HistoryImport.district_id == HistoryRow.district_id, HistoryImport.import_id == HistoryRow.import_id),
        )
        .where(
            HistoryRow.district_id == district_id,
            HistoryRow.award_key == any_text_of(award_keys),
            HistoryRow.said.is_not(None),
            HistoryRow.fate == "POSTED",
        )
    )
    return {str(row[0].award_key): (row[0], row[1]) for row in rows}
