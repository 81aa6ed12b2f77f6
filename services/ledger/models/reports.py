"""Reports that are kept as they were when they were taken, and what the districts below tell of theirs."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

IN_LEDGER = {"schema": "ledger"}


class Report(Base):
    """The district's sums (SUMMARY) or rates (RATES) as they stood; never changed. Names are not in it, ids are.

    Taken at the end of a month by itself, or when somebody asked for it.
    """

    __tablename__ = "report"
    __table_args__ = IN_LEDGER

    district_id: Mapped[DistrictKey]
    report_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    ground: Mapped[str]
    month: Mapped[date | None]
    """Its first day, of a report taken at its end."""
    as_of: Mapped[date]
    known_at_seq: Mapped[int]
    is_newest: Mapped[bool]
    """Of all that was known when it was taken, or when its month ended: only such sums are told above or rolled up."""
    content: Mapped[str]
    content_hash: Mapped[bytes] = mapped_column(LargeBinary)
    taken_at: Mapped[datetime]
    asked_by: Mapped[UUID | None]


class MonthTimer(Base):
    """A month whose end is waited for."""

    __tablename__ = "month_timer"
    __table_args__ = IN_LEDGER

    district_id: Mapped[DistrictKey]
    month: Mapped[date] = mapped_column(primary_key=True)
    set_at: Mapped[datetime]


class ToldSummary(Base):
    """The sums of a district below, as it published them; never changed."""

    __tablename__ = "told_summary"
    __table_args__ = IN_LEDGER

    district_id: Mapped[DistrictKey]
    of_district: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    report_id: Mapped[UUID] = mapped_column(primary_key=True)
    of_name: Mapped[str]
    of_level: Mapped[str]
    below: Mapped[int] = mapped_column(Integer)
    """The district just below, through which they came: the district itself, or the one above it."""
    as_of: Mapped[date]
    known_at_seq: Mapped[int]
    content_hash: Mapped[bytes] = mapped_column(LargeBinary)
    published_at: Mapped[datetime]
    heard_at: Mapped[datetime]
    sums: Mapped[dict[str, Any]]
