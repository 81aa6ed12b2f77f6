"""Sums of the book by school and by person: projections of the entries that summaries read."""

from decimal import Decimal
from uuid import UUID

from sqlalchemy import Integer, Numeric
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

IN_LEDGER = {"schema": "ledger"}


class EarnedMonth(Base):
    """What was earned in a school, year, category, level and mode by entries of one month; reversals netted.

    Moved in the transaction that posts the entries. `entries` counts them, reversals included.
    """

    __tablename__ = "earned_month"
    __table_args__ = IN_LEDGER

    district_id: Mapped[DistrictKey]
    month: Mapped[int] = mapped_column(Integer, primary_key=True)
    """Year times twelve, plus 0 for January."""
    school_id: Mapped[UUID] = mapped_column(primary_key=True)
    school_year: Mapped[str] = mapped_column(primary_key=True)
    category: Mapped[str] = mapped_column(primary_key=True)
    level: Mapped[str] = mapped_column(primary_key=True)
    mode: Mapped[str] = mapped_column(primary_key=True)
    hours: Mapped[Decimal] = mapped_column(Numeric(18, 4))
    credits: Mapped[Decimal] = mapped_column(Numeric(18, 4))
    entries: Mapped[int]


class Earner(Base):
    """What a person's account holds of what was earned at a school; nothing once all of it was taken back."""

    __tablename__ = "earner"
    __table_args__ = IN_LEDGER

    district_id: Mapped[DistrictKey]
    teacher_id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(primary_key=True)
    hours: Mapped[Decimal] = mapped_column(Numeric(18, 4))
    credits: Mapped[Decimal] = mapped_column(Numeric(18, 4))


class EarnerCount(Base):
    """How many people earned something that stands, at a school or (under all zeros) anywhere in the district.

    Moved in the transaction that posts the entries; true where the book says that it stands at its end.
    """

    __tablename__ = "earner_count"
    __table_args__ = IN_LEDGER

    district_id: Mapped[DistrictKey]
    school_id: Mapped[UUID] = mapped_column(primary_key=True)
    earners: Mapped[int]
