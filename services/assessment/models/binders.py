"""Tables of evidence binders: what they are about, the papers in them, who keeps them, what was done to them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint, column
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

SCHEMA = {"schema": "assessment"}
_BINDER = ["assessment.binder.district_id", "assessment.binder.binder_id"]


class Binder(Base):
    """The evidence that one class, activity or school (or a team of it, in one period) must leave behind."""

    __tablename__ = "binder"
    __table_args__ = (
        UniqueConstraint("district_id", "subject_key"),
        Index("binder_by_class_idx", "district_id", "class_id", postgresql_where=column("class_id").is_not(None)),
        Index("binder_by_school_idx", "district_id", "school_id", "binder_id"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    binder_id: Mapped[UUID] = mapped_column(primary_key=True)
    subject: Mapped[str]
    subject_key: Mapped[str]
    class_id: Mapped[UUID | None]
    activity_id: Mapped[UUID | None]
    school_id: Mapped[UUID | None]
    unit: Mapped[str | None]
    unit_kind: Mapped[str | None]
    every: Mapped[str | None]
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    title: Mapped[str]
    state: Mapped[str]
    contents: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    """What a closed binder holds, as it was when it was closed; None of an open one."""
    custodian_id: Mapped[UUID]
    custodian_name: Mapped[str]
    custodian_since: Mapped[datetime]
    opened_by: Mapped[UUID]
    opened_at: Mapped[datetime]


class BinderPaper(Base):
    """A file, or a note of where a paper is kept, under one item; withdrawn ones stay to be seen."""

    __tablename__ = "binder_paper"
    __table_args__ = (
        ForeignKeyConstraint(["district_id", "binder_id"], _BINDER),
        Index("binder_paper_by_binder_idx", "district_id", "binder_id", "paper_id"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    paper_id: Mapped[UUID] = mapped_column(primary_key=True)
    binder_id: Mapped[UUID]
    clause_id: Mapped[str]
    code: Mapped[str]
    fact_kind: Mapped[str]
    held_on: Mapped[date]
    note: Mapped[str]
    file_id: Mapped[UUID | None]
    record_id: Mapped[UUID | None]
    """The record by which a school's paper counts in the clauses of the pack."""
    attached_by: Mapped[UUID]
    attached_at: Mapped[datetime]
    withdrawn_by: Mapped[UUID | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawal_reason: Mapped[str | None]


class BinderWaiver(Base):
    """An item that need not be there, and why; append-only."""

    __tablename__ = "binder_waiver"
    __table_args__ = (ForeignKeyConstraint(["district_id", "binder_id"], _BINDER), SCHEMA)

    district_id: Mapped[DistrictKey]
    binder_id: Mapped[UUID] = mapped_column(primary_key=True)
    clause_id: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    reason: Mapped[str]
    waived_by: Mapped[UUID]
    waived_at: Mapped[datetime]


class BinderHandOver(Base):
    """A binder given from one custodian to the next: the giver signs by giving, the receiver by accepting."""

    __tablename__ = "binder_hand_over"
    __table_args__ = (
        ForeignKeyConstraint(["district_id", "binder_id"], _BINDER),
        Index(
            "binder_hand_over_open_key",
            "district_id",
            "binder_id",
            unique=True,
            postgresql_where=column("state") == "GIVEN",
        ),
        Index(
            "binder_hand_over_by_receiver_idx",
            "district_id",
            "to_account_id",
            postgresql_where=column("state") == "GIVEN",
        ),
        Index("binder_hand_over_by_binder_idx", "district_id", "binder_id", "hand_over_id"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    hand_over_id: Mapped[UUID] = mapped_column(primary_key=True)
    binder_id: Mapped[UUID]
    from_account_id: Mapped[UUID]
    from_name: Mapped[str]
    to_account_id: Mapped[UUID]
    to_name: Mapped[str]
    note: Mapped[str]
    given_by: Mapped[UUID]
    given_at: Mapped[datetime]
    state: Mapped[str]
    settled_by: Mapped[UUID | None]
    settled_at: Mapped[datetime | None]
    reason: Mapped[str | None]


class BinderAct(Base):
    """That a binder was opened, closed or reopened, with what it held when it was closed; append-only."""

    __tablename__ = "binder_act"
    __table_args__ = (
        ForeignKeyConstraint(["district_id", "binder_id"], _BINDER),
        Index("binder_act_by_binder_idx", "district_id", "binder_id", "act_id"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    act_id: Mapped[UUID] = mapped_column(primary_key=True)
    binder_id: Mapped[UUID]
    act: Mapped[str]
    reason: Mapped[str | None]
    contents: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    done_by: Mapped[UUID]
    done_at: Mapped[datetime]
