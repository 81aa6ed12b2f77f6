"""The booklets of continuing education: one a teacher, kept by the school, with everything that became of each."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

IN_LEDGER = {"schema": "ledger"}


class Booklet(Base):
    """One booklet as it was issued; never changed. Another in its place is an edition of its own."""

    __tablename__ = "booklet"
    __table_args__ = (
        UniqueConstraint("district_id", "number"),
        UniqueConstraint("district_id", "teacher_id", "edition"),
        UniqueConstraint("district_id", "replaces"),
        ForeignKeyConstraint(["district_id", "replaces"], ["ledger.booklet.district_id", "ledger.booklet.booklet_id"]),
        IN_LEDGER,
    )

    district_id: Mapped[DistrictKey]
    booklet_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[str]
    teacher_id: Mapped[UUID]
    edition: Mapped[int] = mapped_column(Integer)
    replaces: Mapped[UUID | None]
    reason: Mapped[str | None]
    issued_on: Mapped[date]
    issued_by: Mapped[UUID]
    issued_at: Mapped[datetime]


class BookletCustody(Base):
    """Something that became of a booklet, and the school that keeps it from then on; numbered without a gap."""

    __tablename__ = "booklet_custody"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "booklet_id"],
            ["ledger.booklet.district_id", "ledger.booklet.booklet_id"],
            name="booklet_custody_booklet_fkey",
        ),
        Index("booklet_custody_by_school_idx", "district_id", "school_id", "booklet_id"),
        IN_LEDGER,
    )

    district_id: Mapped[DistrictKey]
    booklet_id: Mapped[UUID] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(Integer, primary_key=True)
    act: Mapped[str]
    school_id: Mapped[UUID]
    happened_on: Mapped[date]
    reason: Mapped[str | None]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
