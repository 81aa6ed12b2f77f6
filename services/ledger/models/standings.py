"""Standings that the worker keeps: a projection that can be thrown away and judged anew at any time."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

IN_LEDGER = {"schema": "ledger"}


class Standing(Base):
    """A teacher's verdict on a day, as the book was known."""

    __tablename__ = "standing"
    __table_args__ = IN_LEDGER

    district_id: Mapped[DistrictKey]
    teacher_id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID | None]
    """Where the teacher was in post that day; None of who was not."""
    verdict: Mapped[str]
    pack_id: Mapped[str | None]
    assignment_id: Mapped[UUID | None]
    """By which the pack is in force for the teacher."""
    judged_for: Mapped[date]
    known_at_seq: Mapped[int]
    judged_by: Mapped[bytes | None]
    """A hash of what judged: the engine, and what the district has decided for everybody."""


class StandingMark(Base):
    """Somebody who is to be judged anew, because something about them changed."""

    __tablename__ = "standing_mark"
    __table_args__ = IN_LEDGER

    district_id: Mapped[DistrictKey]
    mark_id: Mapped[UUID] = mapped_column(primary_key=True)
    teacher_id: Mapped[UUID]
    marked_at: Mapped[datetime]


class StandingRound(Base):
    """The day for which everybody has been marked; its lock lets one worker judge at a time."""

    __tablename__ = "standing_round"
    __table_args__ = IN_LEDGER

    district_id: Mapped[DistrictKey]
    day: Mapped[date]
