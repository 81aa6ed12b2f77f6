"""The append-only book: its entries, its head, its balances, and which outcomes it reflects."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, LargeBinary, Numeric, UniqueConstraint
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
    signed_seq: Mapped[int] = mapped_column(default=0)
    """The last entry under a signed head."""
    counted_seq: Mapped[int] = mapped_column(default=0)
    """The entry at which the counts of earners stand."""
    head_due_at: Mapped[datetime | None]
    """When the timer set for the next head falls due; None where none is set."""


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
        Index("entry_by_day_idx", "district_id", "effective_on"),
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
    """What an account holds that gives: a projection of the entries, moved in the transaction that posts them.

    A teacher's account is kept by school, as `Earner`. Rows named `teacher:` are of a release before and nobody's.
    """

    __tablename__ = "balance"
    __table_args__ = IN_LEDGER

    district_id: Mapped[DistrictKey]
    account: Mapped[str] = mapped_column(primary_key=True)
    hours: Mapped[Decimal] = mapped_column(Numeric(18, 4))
    credits: Mapped[Decimal] = mapped_column(Numeric(18, 4))


class OutcomePosted(Base):
    """A revision of an outcome that the book reflects or reflected, bound to what it said; never changed."""

    __tablename__ = "outcome_posted"
    __table_args__ = IN_LEDGER

    district_id: Mapped[DistrictKey]
    outcome_id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content_hash: Mapped[bytes] = mapped_column(LargeBinary)
    posted_at: Mapped[datetime]
    known_at_seq: Mapped[int] = mapped_column(default=0)
    """Where the book ended when it had been posted; 0 of what was heard before this was kept."""
    earlier_unknown: Mapped[bool] = mapped_column(default=False)
    """Heard before every revision was kept: there may have been earlier ones."""
