"""What moves between books and accounts: closed histories, what was carried over from elsewhere, teachers merged."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer, LargeBinary
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Text

from services.platform.database import Base, DistrictKey

IN_LEDGER = {"schema": "ledger"}


class Closing(Base):
    """A teacher who left for another district, as the directory last told it."""

    __tablename__ = "closing"
    __table_args__ = (Index("closing_by_teacher_idx", "district_id", "teacher_id"), IN_LEDGER)

    district_id: Mapped[DistrictKey]
    transfer_id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(Integer)
    teacher_id: Mapped[UUID]
    person_id: Mapped[UUID]
    new_district_id: Mapped[int] = mapped_column(Integer)
    last_day: Mapped[date]
    withdrawn: Mapped[bool]


class ClosingSent(Base):
    """What the new district was told, and under which head: the closing history first, then what came later."""

    __tablename__ = "closing_sent"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "transfer_id"],
            ["ledger.closing.district_id", "ledger.closing.transfer_id"],
            name="closing_sent_closing_fkey",
        ),
        IN_LEDGER,
    )

    district_id: Mapped[DistrictKey]
    transfer_id: Mapped[UUID] = mapped_column(primary_key=True)
    sending: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    head_number: Mapped[int]
    """0 of a teacher about whom the book says nothing."""
    up_to_seq: Mapped[int]
    own: Mapped[int] = mapped_column(Integer)
    """Entries of this book."""
    passed_on: Mapped[int] = mapped_column(Integer)
    """Entries that had been carried over here from elsewhere."""
    parts: Mapped[int] = mapped_column(Integer)
    sent_at: Mapped[datetime]
    anew: Mapped[bool] = mapped_column(default=False)
    """From the beginning of the book: what was sent before it need not have arrived."""


class Reception(Base):
    """As whom somebody goes on here who came from another district, as the directory last told it."""

    __tablename__ = "reception"
    __table_args__ = (Index("reception_by_teacher_idx", "district_id", "teacher_id"), IN_LEDGER)

    district_id: Mapped[DistrictKey]
    transfer_id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(Integer)
    former_district_id: Mapped[int] = mapped_column(Integer)
    person_id: Mapped[UUID]
    teacher_id: Mapped[UUID]


class CarriedPart(Base):
    """A part of a history as it arrived; nothing was kept of one with faults. Never changed."""

    __tablename__ = "carried_part"
    __table_args__ = IN_LEDGER

    district_id: Mapped[DistrictKey]
    transfer_id: Mapped[UUID] = mapped_column(primary_key=True)
    sending: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    part: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    parts: Mapped[int] = mapped_column(Integer)
    former_district_id: Mapped[int] = mapped_column(Integer)
    former_teacher_id: Mapped[UUID]
    person_id: Mapped[UUID]
    entries: Mapped[int] = mapped_column(Integer)
    faults: Mapped[list[Any]]
    received_at: Mapped[datetime]
    anew: Mapped[bool] = mapped_column(default=False)


class CarriedHead(Base):
    """A signed head of another district's book, kept because entries were carried over under it; never changed."""

    __tablename__ = "carried_head"
    __table_args__ = IN_LEDGER

    district_id: Mapped[DistrictKey]
    origin_district_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    canonical: Mapped[bytes] = mapped_column(LargeBinary)
    signature: Mapped[bytes] = mapped_column(LargeBinary)


class CarriedEntry(Base):
    """An entry of another district's book, brought along by a teacher; it is in no balance here. Never changed.

    Columns are those of the entry where it stands, read out of its canonical bytes; `path` proves that it stands there.
    """

    __tablename__ = "carried_entry"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "origin_district_id", "head_number"],
            [
                "ledger.carried_head.district_id",
                "ledger.carried_head.origin_district_id",
                "ledger.carried_head.number",
            ],
            name="carried_entry_head_fkey",
        ),
        IN_LEDGER,
    )

    district_id: Mapped[DistrictKey]
    transfer_id: Mapped[UUID] = mapped_column(primary_key=True)
    origin_district_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    head_number: Mapped[int]
    previous_hash: Mapped[bytes] = mapped_column(LargeBinary)
    path: Mapped[list[bytes]] = mapped_column(ARRAY(LargeBinary))
    known_at_seq: Mapped[int]
    """Where the book here ended when it was carried over."""
    received_at: Mapped[datetime]
    entry_id: Mapped[UUID]
    award_key: Mapped[str]
    causation_id: Mapped[UUID]
    debit_account: Mapped[str]
    credit_account: Mapped[str]
    teacher_id: Mapped[UUID]
    """There."""
    hours: Mapped[Decimal]
    credits: Mapped[Decimal]
    category: Mapped[str]
    level: Mapped[str]
    original_level: Mapped[str | None]
    mode: Mapped[str]
    nature: Mapped[str]
    kind: Mapped[str]
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text))
    organised_by_admin: Mapped[bool]
    earned_from: Mapped[date]
    earned_to: Mapped[date]
    school_year: Mapped[str]
    school_id: Mapped[UUID]
    teacher_title: Mapped[str | None]
    title_tier: Mapped[str | None]
    post: Mapped[str | None]
    pack_id: Mapped[str]
    pack_hash: Mapped[str]
    source: Mapped[str]
    outcome_id: Mapped[UUID | None]
    revision: Mapped[int | None]
    line: Mapped[int | None]
    class_id: Mapped[UUID | None]
    program_id: Mapped[UUID | None]
    title: Mapped[str]
    rules: Mapped[list[str]] = mapped_column(ARRAY(Text))
    effective_on: Mapped[date]
    recorded_at: Mapped[datetime]
    reverses: Mapped[UUID | None]
    canonical: Mapped[bytes] = mapped_column(LargeBinary)


class MergedTeacher(Base):
    """Two teachers of the district who are one person, as the directory last told it."""

    __tablename__ = "merged_teacher"
    __table_args__ = (Index("merged_teacher_into_idx", "district_id", "into_teacher_id"), IN_LEDGER)

    district_id: Mapped[DistrictKey]
    merge_id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(Integer)
    teacher_id: Mapped[UUID]
    into_teacher_id: Mapped[UUID]
    undone: Mapped[bool]


class MergeMove(Base):
    """Entries moved from one account of a person to the other under one causation id, or back; never changed.

    `doubles` names what was taken back and not given again, each with the entry of the same event that counts.
    """

    __tablename__ = "merge_move"
    __table_args__ = IN_LEDGER

    district_id: Mapped[DistrictKey]
    causation_id: Mapped[UUID] = mapped_column(primary_key=True)
    merge_id: Mapped[UUID]
    number: Mapped[int] = mapped_column(Integer)
    back: Mapped[bool]
    doubles: Mapped[list[Any]]
    moved_at: Mapped[datetime]
