"""Archives of teachers' own records: who asked for one, for what, how far it is; the audit trail says who took it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

IN_LEDGER = {"schema": "ledger"}


class TeacherArchive(Base):
    """An archive that somebody asked for. Its content lies in the store until it expires; this row stays."""

    __tablename__ = "teacher_archive"
    __table_args__ = IN_LEDGER

    district_id: Mapped[DistrictKey]
    archive_id: Mapped[UUID] = mapped_column(primary_key=True)
    teacher_id: Mapped[UUID]
    purpose: Mapped[str | None]
    """Null where the teachers asked for their own."""
    as_of: Mapped[date]
    asked_by: Mapped[UUID]
    """An account."""
    asked_for: Mapped[UUID | None]
    """The person for whom that account speaks, where it speaks for one."""
    asked_at: Mapped[datetime]
    state: Mapped[str]
    known_at_seq: Mapped[int | None]
    sha256: Mapped[bytes | None] = mapped_column(LargeBinary)
    size: Mapped[int | None]
    made_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
