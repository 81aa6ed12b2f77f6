"""Tables of scans: those that were taken, those that were not, and what either was judged by."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Double, ForeignKeyConstraint, Index, Integer, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

SCHEMA = {"schema": "attendance"}


class HandEntry(Base):
    """Who entered check-ins in other people's names, when, why, and from which paper."""

    __tablename__ = "hand_entry"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "meeting_id"], ["attendance.meeting.district_id", "attendance.meeting.meeting_id"]
        ),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    entry_id: Mapped[UUID] = mapped_column(primary_key=True)
    meeting_id: Mapped[UUID]
    phase: Mapped[str]
    roll: Mapped[int] = mapped_column(SmallInteger)
    method: Mapped[str]
    entered_by: Mapped[UUID]
    entered_at: Mapped[datetime]
    reason: Mapped[str]
    reference: Mapped[str | None]


class CheckIn(Base):
    """The one check-in of a teacher at a meeting and phase; never edited, never deleted.

    `turn` counts the annulments before it, so that who was annulled may come again and the key still says "once".
    `recorded_at` is the moment that counts; `received_at` when the service heard of it, if that was later.
    """

    __tablename__ = "check_in"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "entry_id"], ["attendance.hand_entry.district_id", "attendance.hand_entry.entry_id"]
        ),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    meeting_id: Mapped[UUID] = mapped_column(primary_key=True)
    phase: Mapped[str] = mapped_column(primary_key=True)
    roll: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    teacher_id: Mapped[UUID] = mapped_column(primary_key=True)
    turn: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    check_in_id: Mapped[UUID]
    state: Mapped[str]
    unlisted: Mapped[bool]
    method: Mapped[str]
    grade: Mapped[str]
    recorded_at: Mapped[datetime]
    received_at: Mapped[datetime | None]
    device_at: Mapped[datetime | None]
    distance: Mapped[str]
    device_hash: Mapped[bytes | None]
    code_age: Mapped[int | None] = mapped_column(SmallInteger)
    entry_id: Mapped[UUID | None]


class RefusedScan(Base):
    """A scan that was not taken, and why. What was scanned is not kept."""

    __tablename__ = "refused_scan"
    __table_args__ = (Index(None, "district_id", "meeting_id", "refused_scan_id"), SCHEMA)

    district_id: Mapped[DistrictKey]
    refused_scan_id: Mapped[UUID] = mapped_column(primary_key=True)
    meeting_id: Mapped[UUID]
    phase: Mapped[str]
    roll: Mapped[int] = mapped_column(SmallInteger)
    teacher_id: Mapped[UUID]
    reason: Mapped[str]
    method: Mapped[str]
    refused_at: Mapped[datetime]
    device_at: Mapped[datetime | None]
    distance: Mapped[str]
    device_hash: Mapped[bytes | None]
    entry_id: Mapped[UUID | None]


class RefusalTally(Base):
    """How many scans of a teacher were refused on a day for a reason; rows of them are kept up to a number only."""

    __tablename__ = "refusal_tally"
    __table_args__ = SCHEMA

    district_id: Mapped[DistrictKey]
    teacher_id: Mapped[UUID] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    reason: Mapped[str] = mapped_column(primary_key=True)
    refused: Mapped[int] = mapped_column(Integer)


class Annulment(Base):
    """What takes the effect from a check-in, a person's word or the meeting's being moved after it; both stay."""

    __tablename__ = "annulment"
    __table_args__ = SCHEMA

    district_id: Mapped[DistrictKey]
    meeting_id: Mapped[UUID] = mapped_column(primary_key=True)
    phase: Mapped[str] = mapped_column(primary_key=True)
    roll: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    teacher_id: Mapped[UUID] = mapped_column(primary_key=True)
    turn: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    check_in_id: Mapped[UUID]
    reason: Mapped[str]
    annulled_by: Mapped[UUID]
    annulled_at: Mapped[datetime]


class RollCall(Base):
    """A roll called in the middle of a meeting: its number there, and how long it is open."""

    __tablename__ = "roll_call"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "meeting_id"], ["attendance.meeting.district_id", "attendance.meeting.meeting_id"]
        ),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    meeting_id: Mapped[UUID] = mapped_column(primary_key=True)
    roll: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    started_by: Mapped[UUID]
    started_at: Mapped[datetime]


class PlacePosition(Base):
    """Where a place of a class is, so that a scan's distance from it can be told; nobody's whereabouts."""

    __tablename__ = "place_position"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "class_id"],
            ["attendance.training_class.district_id", "attendance.training_class.class_id"],
        ),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    class_id: Mapped[UUID] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(primary_key=True)
    latitude: Mapped[float] = mapped_column(Double)
    longitude: Mapped[float] = mapped_column(Double)
    set_by: Mapped[UUID]
    set_at: Mapped[datetime]


class NumberTry(Base):
    """How many numbers a teacher has typed at a meeting and phase: a counter, so that none is found by trying."""

    __tablename__ = "number_try"
    __table_args__ = SCHEMA

    district_id: Mapped[DistrictKey]
    meeting_id: Mapped[UUID] = mapped_column(primary_key=True)
    phase: Mapped[str] = mapped_column(primary_key=True)
    roll: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    teacher_id: Mapped[UUID] = mapped_column(primary_key=True)
    tries: Mapped[int] = mapped_column(Integer)


class ExchangedScan(Base):
    """Whose a scan became that was exchanged before the login: one scan lets one teacher in."""

    __tablename__ = "exchanged_scan"
    __table_args__ = SCHEMA

    district_id: Mapped[DistrictKey]
    exchange_id: Mapped[UUID] = mapped_column(primary_key=True)
    teacher_id: Mapped[UUID]
