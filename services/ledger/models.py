"""Tables of the ledger: an append-only book, its head, its balances, and what has been posted or imported."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer, LargeBinary, Numeric, SmallInteger, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Text

from services.platform.database import Base, DistrictKey

IN_LEDGER = {"schema": "ledger"}


class Book(Base):
    """The head of a district's book: one row, whose lock numbers the entries without a gap."""

    __tablename__ = "book"
    __table_args__ = IN_LEDGER

    district_id: Mapped[DistrictKey]
    next_seq: Mapped[int]
    head_hash: Mapped[bytes] = mapped_column(LargeBinary)


class Entry(Base):
    """One transfer of hours and credits from an issuing account to a teacher's; never changed, never deleted.

    `canonical` holds every other column as RFC 8785 JSON; `hash` chains it to the entry before.
    """

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("district_id", "entry_id"),
        UniqueConstraint("district_id", "award_key"),
        UniqueConstraint("district_id", "reverses"),
        ForeignKeyConstraint(["district_id", "reverses"], ["ledger.entry.district_id", "ledger.entry.entry_id"]),
        IN_LEDGER,
    )

    district_id: Mapped[DistrictKey]
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    entry_id: Mapped[UUID]
    award_key: Mapped[str]
    causation_id: Mapped[UUID]
    debit_account: Mapped[str]
    credit_account: Mapped[str]
    teacher_id: Mapped[UUID]
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
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class Balance(Base):
    """What an account holds: a projection of the entries, moved in the transaction that posts them."""

    __tablename__ = "balance"
    __table_args__ = IN_LEDGER

    district_id: Mapped[DistrictKey]
    account: Mapped[str] = mapped_column(primary_key=True)
    hours: Mapped[Decimal] = mapped_column(Numeric(18, 4))
    credits: Mapped[Decimal] = mapped_column(Numeric(18, 4))


class TallyKey(Base):
    """A cell of the dimensions in which entries stand: everything about an entry that rules look at but when and whose.

    Keys are given out under the lock of the book.
    """

    __tablename__ = "tally_key"
    __table_args__ = (
        UniqueConstraint(
            "district_id",
            "category",
            "level",
            "mode",
            "nature",
            "kind",
            "tags",
            "organised_by_admin",
            "carried",
            name="tally_key_cell_key",
        ),
        IN_LEDGER,
    )

    district_id: Mapped[DistrictKey]
    key_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    category: Mapped[str]
    level: Mapped[str]
    mode: Mapped[str]
    nature: Mapped[str]
    kind: Mapped[str]
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text))
    organised_by_admin: Mapped[bool]
    carried: Mapped[bool]


class Tally(Base):
    """What a teacher earned in a cell and month: a projection of the entries, moved in the transaction that posts them.

    Hours and credits in ten-thousandths, reversals netted; the days are those of the month on which entries stand.
    """

    __tablename__ = "tally"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "key_id"],
            ["ledger.tally_key.district_id", "ledger.tally_key.key_id"],
            name="tally_key_fkey",
        ),
        IN_LEDGER,
    )

    district_id: Mapped[DistrictKey]
    teacher_id: Mapped[UUID] = mapped_column(primary_key=True)
    key_id: Mapped[int] = mapped_column(Integer, primary_key=True)
    month: Mapped[int] = mapped_column(Integer, primary_key=True)
    """Year times twelve, plus 0 for January."""
    first_day: Mapped[int] = mapped_column(SmallInteger)
    last_day: Mapped[int] = mapped_column(SmallInteger)
    hours: Mapped[int]
    credits: Mapped[int]


class OutcomePosted(Base):
    """The newest revision of an outcome that the book reflects, bound to what it said."""

    __tablename__ = "outcome_posted"
    __table_args__ = IN_LEDGER

    district_id: Mapped[DistrictKey]
    outcome_id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    content_hash: Mapped[bytes] = mapped_column(LargeBinary)
    posted_at: Mapped[datetime]


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


class Fact(Base):
    """One revision of a record of something done, held or kept. The newest counts, unless it says retracted."""

    __tablename__ = "fact"
    __table_args__ = (
        Index("fact_by_teacher_idx", "district_id", "teacher_id", "held_on"),
        Index("fact_by_school_idx", "district_id", "school_id", "held_on"),
        IN_LEDGER,
    )

    district_id: Mapped[DistrictKey]
    record_id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(Integer, primary_key=True)
    retracted: Mapped[bool]
    kind: Mapped[str]
    held_on: Mapped[date]
    amount: Mapped[Decimal]
    teacher_id: Mapped[UUID | None]
    school_id: Mapped[UUID | None]
    unit: Mapped[str | None]
    event: Mapped[str | None]
    class_id: Mapped[UUID | None]
    role: Mapped[str]
    level: Mapped[str]
    result: Mapped[str]
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text))
    title: Mapped[str]


class OfferedClass(Base):
    """A class (培训班) as registration last told it: what it teaches when, and how many places it has."""

    __tablename__ = "offered_class"
    __table_args__ = (Index("offered_class_by_plan_idx", "district_id", "plan_id", "class_id"), IN_LEDGER)

    district_id: Mapped[DistrictKey]
    class_id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    plan_id: Mapped[UUID | None]
    title: Mapped[str]
    school_id: Mapped[UUID | None]
    cancelled: Mapped[bool]
    capacity: Mapped[int | None] = mapped_column(Integer)
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    program: Mapped[dict[str, Any]]
    meetings: Mapped[list[Any]]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]


class Participation(Base):
    """How far one teacher came in one class, each source with the newest revision heard of it.

    Enrolment, settlement and outcome may be heard in any order; what has not been heard is null.
    """

    __tablename__ = "participation"
    __table_args__ = (Index("participation_by_teacher_idx", "district_id", "teacher_id"), IN_LEDGER)

    district_id: Mapped[DistrictKey]
    class_id: Mapped[UUID] = mapped_column(primary_key=True)
    teacher_id: Mapped[UUID] = mapped_column(primary_key=True)
    enrolment_revision: Mapped[int | None]
    enrolled: Mapped[bool | None]
    school_id: Mapped[UUID | None]
    settled_revision: Mapped[int | None]
    attended: Mapped[bool | None]
    attendance_met: Mapped[bool | None]
    excused: Mapped[bool | None]
    """On approved leave from every meeting."""
    outcome_revision: Mapped[int | None]
    passed: Mapped[bool | None]
    earned: Mapped[bool | None]
    grade: Mapped[str | None]
