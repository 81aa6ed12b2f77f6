"""Imports of old hours: what a file said, row by row, how far it stands in the book, and that it was taken back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKeyConstraint, Integer, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

IN_LEDGER = {"schema": "ledger"}


class HistoryImport(Base):
    """What an import of old hours was given and found when it was checked; errors name rows and columns, never values.

    What the newer columns say is not known of imports made before they were kept.
    """

    __tablename__ = "history_import"
    __table_args__ = IN_LEDGER

    district_id: Mapped[DistrictKey]
    import_id: Mapped[UUID] = mapped_column(primary_key=True)
    file_hash: Mapped[str]
    dry_run: Mapped[bool]
    applied: Mapped[bool]
    report: Mapped[dict[str, Any]]
    imported_by: Mapped[UUID]
    imported_at: Mapped[datetime]
    file_name: Mapped[str | None]
    document: Mapped[str | None]
    """The paper behind every row that names none of its own."""
    evidence: Mapped[str | None]
    pack_id: Mapped[str | None]
    pack_hash: Mapped[str | None]
    causation_id: Mapped[UUID | None]
    """Of its entries; it follows from all of the above and from every row. The import's own id where it is null."""


class HistoryRow(Base):
    """A row of a file and what became of it: of the fate alone more than its first writing may be known."""

    __tablename__ = "history_row"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "import_id"],
            ["ledger.history_import.district_id", "ledger.history_import.import_id"],
            name="history_row_import_fkey",
        ),
        IN_LEDGER,
    )

    district_id: Mapped[DistrictKey]
    import_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    """As a spreadsheet shows it."""
    fate: Mapped[str]
    teacher_id: Mapped[UUID | None]
    award_key: Mapped[str | None]
    said: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    """What is to be posted, as it was read; null of rows that are not."""
    evidence: Mapped[str | None]
    faults: Mapped[list[Any]]
    same_as_seq: Mapped[int | None]
    same_as_row: Mapped[int | None] = mapped_column(Integer)
    similar_seqs: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    similar_rows: Mapped[list[int]] = mapped_column(ARRAY(Integer))


class HistoryProgress(Base):
    """How far an import is posted, or taken back."""

    __tablename__ = "history_progress"
    __table_args__ = IN_LEDGER

    district_id: Mapped[DistrictKey]
    import_id: Mapped[UUID] = mapped_column(primary_key=True)
    state: Mapped[str]
    place: Mapped[int]
    """The last row posted, or the last entry taken back."""
    done: Mapped[int]
    total: Mapped[int]
    posted: Mapped[int]
    moved_at: Mapped[datetime]


class HistoryUndo(Base):
    """Why a whole import was taken back, by whom; once for each, never changed."""

    __tablename__ = "history_undo"
    __table_args__ = (UniqueConstraint("district_id", "causation_id"), IN_LEDGER)

    district_id: Mapped[DistrictKey]
    import_id: Mapped[UUID] = mapped_column(primary_key=True)
    causation_id: Mapped[UUID]
    reason: Mapped[str]
    undone_by: Mapped[UUID]
    undone_at: Mapped[datetime]
