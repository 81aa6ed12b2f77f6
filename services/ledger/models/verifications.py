"""Verifications of the book that auditors asked for."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

IN_LEDGER = {"schema": "ledger"}


class BookVerification(Base):
    """How far the worker has come in recomputing the book, and what it found not to hold."""

    __tablename__ = "book_verification"
    __table_args__ = IN_LEDGER

    district_id: Mapped[DistrictKey]
    verification_id: Mapped[UUID] = mapped_column(primary_key=True)
    asked_by: Mapped[UUID]
    asked_at: Mapped[datetime]
    entries: Mapped[int]
    """The number of the last entry looked at."""
    stage: Mapped[str]
    place: Mapped[str]
    done: Mapped[int]
    total: Mapped[int]
    findings: Mapped[list[Any]]
    finished_at: Mapped[datetime | None]
