"""Exports that were asked for, and the parts of their files."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

IN_LEDGER = {"schema": "ledger"}


class BulkExport(Base):
    """What somebody wants as a file, pinned to one moment of the book, and how far the worker has come with it."""

    __tablename__ = "bulk_export"
    __table_args__ = (Index("bulk_export_by_account_idx", "district_id", "asked_by", "export_id"), IN_LEDGER)

    district_id: Mapped[DistrictKey]
    export_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    form: Mapped[str]
    language: Mapped[str]
    byte_order_mark: Mapped[bool]
    names: Mapped[str]
    """FULL, MASKED or NONE: what the one who asked may read."""
    as_of: Mapped[date | None]
    after_seq: Mapped[int]
    known_at_seq: Mapped[int]
    school_id: Mapped[UUID | None]
    asked_by: Mapped[UUID]
    asked_at: Mapped[datetime]
    state: Mapped[str]
    place: Mapped[str]
    growth: Mapped[dict[str, Any]]
    done: Mapped[int]
    total: Mapped[int]
    rows: Mapped[int]
    size: Mapped[int]
    finished_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]


class BulkExportPart(Base):
    """A piece of the file; one behind the other, in the order of their numbers, they are the file. Never changed."""

    __tablename__ = "bulk_export_part"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "export_id"], ["ledger.bulk_export.district_id", "ledger.bulk_export.export_id"]
        ),
        IN_LEDGER,
    )

    district_id: Mapped[DistrictKey]
    export_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    size: Mapped[int]
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
