"""Tables of what people decided about applications, who took whose place, who never came, and how often one may enter.

All but the limits are rows that nobody changes: a change of mind is a further one.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Text

from services.platform.database import Base, DistrictKey

SCHEMA = {"schema": "registration"}


class ApplicationReview(Base):
    """What a school or the class decided about an application; `undoes` names the step that an UNDONE takes back."""

    __tablename__ = "application_review"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "enrolment_id"],
            ["registration.enrolment.district_id", "registration.enrolment.enrolment_id"],
        ),
        Index(
            "application_review_undone_key",
            "district_id",
            "enrolment_id",
            "undoes",
            unique=True,
            postgresql_where=text("undoes IS NOT NULL"),
        ),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    enrolment_id: Mapped[UUID] = mapped_column(primary_key=True)
    step: Mapped[int] = mapped_column(Integer, primary_key=True)
    class_id: Mapped[UUID]
    stage: Mapped[str]
    decision: Mapped[str]
    reason: Mapped[str | None]
    undoes: Mapped[int | None] = mapped_column(Integer)
    decided_by: Mapped[UUID]
    decided_at: Mapped[datetime]


class Replacement(Base):
    """A seat that passed from one member to another of the same school without ever being free."""

    __tablename__ = "replacement"
    __table_args__ = (
        UniqueConstraint("district_id", "entering_enrolment_id"),
        ForeignKeyConstraint(
            ["district_id", "leaving_enrolment_id"],
            ["registration.enrolment.district_id", "registration.enrolment.enrolment_id"],
        ),
        ForeignKeyConstraint(
            ["district_id", "entering_enrolment_id"],
            ["registration.enrolment.district_id", "registration.enrolment.enrolment_id"],
        ),
        Index("replacement_by_class_idx", "district_id", "class_id", "entering_enrolment_id"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    leaving_enrolment_id: Mapped[UUID] = mapped_column(primary_key=True)
    entering_enrolment_id: Mapped[UUID]
    class_id: Mapped[UUID]
    reason: Mapped[str]
    replaced_by: Mapped[UUID]
    replaced_at: Mapped[datetime]


class Absence(Base):
    """What a settlement says of a member's coming at all; the row of the highest revision holds.

    `meetings` are those that the member missed: `[{"meeting_id", "on"}]`.
    """

    __tablename__ = "absence"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "enrolment_id"],
            ["registration.enrolment.district_id", "registration.enrolment.enrolment_id"],
        ),
        Index("absence_by_school_idx", "district_id", "school_id", "class_id", "teacher_id"),
        Index("absence_by_teacher_idx", "district_id", "teacher_id", "class_id"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    class_id: Mapped[UUID] = mapped_column(primary_key=True)
    teacher_id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(Integer, primary_key=True)
    enrolment_id: Mapped[UUID]
    school_id: Mapped[UUID]
    no_show: Mapped[bool]
    meetings: Mapped[list[Any]]
    noted_at: Mapped[datetime]


class AbsenceExcuse(Base):
    """That a person excused a no-show, or took the excuse back, and why; the last step holds."""

    __tablename__ = "absence_excuse"
    __table_args__ = SCHEMA

    district_id: Mapped[DistrictKey]
    class_id: Mapped[UUID] = mapped_column(primary_key=True)
    teacher_id: Mapped[UUID] = mapped_column(primary_key=True)
    step: Mapped[int] = mapped_column(Integer, primary_key=True)
    excused: Mapped[bool]
    reason: Mapped[str]
    decided_by: Mapped[UUID]
    decided_at: Mapped[datetime]


class NominationFile(Base):
    """A spreadsheet of nominations and what became of each of its rows."""

    __tablename__ = "nomination_file"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "class_id"], ["registration.class.district_id", "registration.class.class_id"]
        ),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    file_id: Mapped[UUID] = mapped_column(primary_key=True)
    class_id: Mapped[UUID]
    school_id: Mapped[UUID | None]
    file_hash: Mapped[str]
    dry_run: Mapped[bool]
    applied: Mapped[bool]
    report: Mapped[dict[str, Any]]
    sent_by: Mapped[UUID]
    sent_at: Mapped[datetime]


class EntryLimit(Base):
    """How often, or for how many hours, one person may enter; or that who was trained before may not again.

    It holds in the whole district, for a program or for a class, until it is ended. `alike` says what is counted
    together: ANY class, those of the same KIND, or of the same PROGRAM; `levels` narrows that, empty means all.
    """

    __tablename__ = "entry_limit"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "program_id"], ["registration.program.district_id", "registration.program.program_id"]
        ),
        ForeignKeyConstraint(
            ["district_id", "class_id"], ["registration.class.district_id", "registration.class.class_id"]
        ),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    limit_id: Mapped[UUID] = mapped_column(primary_key=True)
    program_id: Mapped[UUID | None]
    class_id: Mapped[UUID | None]
    measure: Mapped[str]
    per: Mapped[str | None]
    most: Mapped[Decimal | None]
    alike: Mapped[str]
    levels: Mapped[list[str]] = mapped_column(ARRAY(Text))
    within_years: Mapped[int | None] = mapped_column(Integer)
    override: Mapped[str]
    words: Mapped[str]
    set_by: Mapped[UUID]
    set_at: Mapped[datetime]
    ended_by: Mapped[UUID | None]
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str | None]


class Entrant(Base):
    """The lock of how often one person has entered: whoever holds the row counts alone. Made with the first limit."""

    __tablename__ = "entrant"
    __table_args__ = SCHEMA

    district_id: Mapped[DistrictKey]
    teacher_id: Mapped[UUID] = mapped_column(primary_key=True)
