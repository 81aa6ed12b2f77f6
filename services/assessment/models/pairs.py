"""Tables of mentoring pairs, what is done in them, and every decision about them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer, Uuid, column
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

SCHEMA = {"schema": "assessment"}
_OF_PAIR = (["district_id", "pair_id"], ["assessment.pair.district_id", "assessment.pair.pair_id"])


class Pair(Base):
    """A mentor and a mentee from one day to another; to packs, a unit of the school by the pair's name."""

    __tablename__ = "pair"
    __table_args__ = (
        Index(
            "pair_name_key",
            "district_id",
            "school_id",
            "name",
            unique=True,
            postgresql_where=column("state") != "WITHDRAWN",
        ),
        Index("pair_by_school_idx", "district_id", "school_id", "pair_id"),
        Index("pair_by_mentor_idx", "district_id", "mentor_id"),
        Index("pair_by_mentee_idx", "district_id", "mentee_id"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    pair_id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(Integer)
    school_id: Mapped[UUID]
    name: Mapped[str]
    mentor_id: Mapped[UUID]
    mentee_id: Mapped[UUID]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    state: Mapped[str]
    passed: Mapped[bool | None]
    award_proposed: Mapped[bool]
    awarded_on: Mapped[date | None]
    award_record_id: Mapped[UUID | None]
    named_by: Mapped[UUID]
    named_at: Mapped[datetime]


class PairAct(Base):
    """One decision about a pair: who, when, in which words; append-only."""

    __tablename__ = "pair_act"
    __table_args__ = (
        ForeignKeyConstraint(*_OF_PAIR),
        Index("pair_act_by_pair_idx", "district_id", "pair_id", "act_id"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    act_id: Mapped[UUID] = mapped_column(primary_key=True)
    pair_id: Mapped[UUID]
    act: Mapped[str]
    words: Mapped[str]
    content: Mapped[dict[str, Any]]
    done_by: Mapped[UUID]
    done_at: Mapped[datetime]


class PairEntry(Base):
    """One thing done or kept by a pair, with the record that packs count, where they count it."""

    __tablename__ = "pair_entry"
    __table_args__ = (
        ForeignKeyConstraint(*_OF_PAIR),
        Index(
            "pair_entry_event_key",
            "district_id",
            "pair_id",
            "kind",
            "role",
            "held_on",
            "title",
            unique=True,
            postgresql_where=column("withdrawn_at").is_(None),
        ),
        Index("pair_entry_by_pair_idx", "district_id", "pair_id", "entry_id"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    entry_id: Mapped[UUID] = mapped_column(primary_key=True)
    pair_id: Mapped[UUID]
    kind: Mapped[str]
    role: Mapped[str]
    """Who did it, where the pack tells the two apart: of a lesson, who listened."""
    held_on: Mapped[date]
    title: Mapped[str]
    words: Mapped[str]
    file_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()))
    record_id: Mapped[UUID | None]
    logged_by: Mapped[UUID]
    logged_at: Mapped[datetime]
    withdrawn_by: Mapped[UUID | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawal_reason: Mapped[str | None]
