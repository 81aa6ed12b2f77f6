"""Imports of old hours."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

IN_LEDGER = {"schema": "ledger"}


class HistoryImport(Base):
    """What an import of old hours did or would have done; errors name rows and columns, never values."""

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
