"""Tables of scans: those that were taken, and those that were not."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

SCHEMA = {"schema": "attendance"}


class CheckIn(Base):
    """The one check-in of a teacher at a meeting and phase; never edited, never deleted."""

    __tablename__ = "check_in"
    __table_args__ = SCHEMA

    district_id: Mapped[DistrictKey]
    meeting_id: Mapped[UUID] = mapped_column(primary_key=True)
    phase: Mapped[str] = mapped_column(primary_key=True)
    teacher_id: Mapped[UUID] = mapped_column(primary_key=True)
    check_in_id: Mapped[UUID]
    state: Mapped[str]
    unlisted: Mapped[bool]
    method: Mapped[str]
    recorded_at: Mapped[datetime]
    device_at: Mapped[datetime | None]


class RefusedScan(Base):
    """A scan that was not taken, and why. What was scanned is not kept."""

    __tablename__ = "refused_scan"
    __table_args__ = (Index(None, "district_id", "meeting_id", "refused_scan_id"), SCHEMA)

    district_id: Mapped[DistrictKey]
    refused_scan_id: Mapped[UUID] = mapped_column(primary_key=True)
    meeting_id: Mapped[UUID]
    phase: Mapped[str]
    teacher_id: Mapped[UUID]
    reason: Mapped[str]
    method: Mapped[str]
    refused_at: Mapped[datetime]
    device_at: Mapped[datetime | None]
