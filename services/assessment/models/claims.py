"""Tables of claims: what is claimed, its papers, every step, what was found odd, and how the district reviews."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer, Text, UniqueConstraint, column
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

SCHEMA = {"schema": "assessment"}
_ALIVE = column("state").not_in(["RETURNED", "WITHDRAWN"])


class Claim(Base):
    """An application for the recognition of what was earned outside classes: a degree's certificate or a form."""

    __tablename__ = "claim"
    __table_args__ = (
        Index(
            "claim_degree_key",
            "district_id",
            "teacher_id",
            "kind",
            "degree_level",
            "awarded_on",
            unique=True,
            postgresql_where=_ALIVE,
        ),
        Index(
            "claim_certificate_key",
            "district_id",
            "teacher_id",
            "kind",
            "certificate_no",
            unique=True,
            postgresql_where=_ALIVE,
        ),
        Index(
            "claim_event_key",
            "district_id",
            "teacher_id",
            "event_id",
            unique=True,
            postgresql_where=column("state") != "WITHDRAWN",
        ),
        Index("claim_by_event_idx", "district_id", "event_id", postgresql_where=column("event_id").is_not(None)),
        Index("claim_by_state_idx", "district_id", "state", "school_id", "claim_id"),
        Index("claim_by_teacher_idx", "district_id", "teacher_id", "claim_id"),
        Index("claim_by_school_idx", "district_id", "school_id", "claim_id"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    claim_id: Mapped[UUID] = mapped_column(primary_key=True)
    source: Mapped[str]
    """WORK, CONTEST_AWARD, EXTERNAL_HOURS (forms) or DEGREE."""
    teacher_id: Mapped[UUID]
    school_id: Mapped[UUID]
    kind: Mapped[str | None]
    """Of a form a kind of the pack, None until the teacher has chosen one of `choices`; of a degree DEGREE."""
    choices: Mapped[list[str]] = mapped_column(ARRAY(Text()), default=list)
    degree_level: Mapped[str | None]
    certificate_no: Mapped[str | None]
    awarded_on: Mapped[date | None]
    evidence: Mapped[str | None]
    """Of a degree, where the certificate was shown; forms have papers."""
    event_id: Mapped[UUID | None]
    """The activity of which this form is one participant's."""
    title: Mapped[str | None]
    held_from: Mapped[date | None]
    held_to: Mapped[date | None]
    category: Mapped[str | None]
    level: Mapped[str | None]
    mode: Mapped[str | None]
    nature: Mapped[str | None]
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text()), default=list)
    organised_by_admin: Mapped[bool] = mapped_column(default=True)
    role: Mapped[str] = mapped_column(default="")
    author_order: Mapped[int | None] = mapped_column(Integer)
    authors: Mapped[int | None] = mapped_column(Integer)
    characters: Mapped[int | None] = mapped_column(Integer)
    minutes: Mapped[int | None] = mapped_column(Integer)
    months: Mapped[int | None] = mapped_column(Integer)
    grade: Mapped[str | None]
    hours: Mapped[Decimal | None]
    issued_by: Mapped[str | None]
    state: Mapped[str]
    returned_to: Mapped[str | None]
    """TEACHER or SCHOOL, with whom a returned claim lies."""
    claimed_by: Mapped[UUID]
    claimed_at: Mapped[datetime]
    submitted_by: Mapped[UUID | None]
    submitted_person_id: Mapped[UUID | None]
    """Who handed it in as a person: the same person may have several accounts."""
    submitted_at: Mapped[datetime | None]
    school_decided_by: Mapped[UUID | None]
    """Who passed it on at the school; it is somebody else who decides at the district."""
    school_decided_person_id: Mapped[UUID | None]
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None]
    reason: Mapped[str | None]
    batches: Mapped[list[Any]] = mapped_column(JSONB(), default=list)
    """The batches in which it goes to the school and on to the district, as the pack's deadlines say."""
    batch_due: Mapped[date | None]
    semester_due: Mapped[date | None]
    """The last day of the semester with whose forms it is summed up."""
    remind_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    """When who has it was reminded; None while there was no need, and when somebody else has it."""
    due_at: Mapped[datetime | None]
    """When the level with which it lies should have decided."""
    posts_at: Mapped[datetime | None]
    """When what was recognised becomes an outcome; until then the decision can be undone."""
    posted_at: Mapped[datetime | None]


class ClaimPaper(Base):
    """A document of a form: what it is by the tariff's code, and the file or where it is kept."""

    __tablename__ = "claim_paper"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "claim_id"], ["assessment.claim.district_id", "assessment.claim.claim_id"]
        ),
        Index("claim_paper_by_file_idx", "district_id", "file_id", postgresql_where=column("file_id").is_not(None)),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    claim_id: Mapped[UUID] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str]
    file_id: Mapped[UUID | None]
    note: Mapped[str]


class ClaimStep(Base):
    """One thing that happened to a claim, with who and why; append-only."""

    __tablename__ = "claim_step"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "claim_id"], ["assessment.claim.district_id", "assessment.claim.claim_id"]
        ),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    claim_id: Mapped[UUID] = mapped_column(primary_key=True)
    step_id: Mapped[UUID] = mapped_column(primary_key=True)
    act: Mapped[str]
    state: Mapped[str]
    """In which the claim stood afterwards."""
    reason_zh: Mapped[str | None]
    reason_en: Mapped[str | None]
    content: Mapped[dict[str, Any] | None]
    """What was handed in, of a submission."""
    done_by: Mapped[UUID | None]
    """None of what time did."""
    done_at: Mapped[datetime]


class ClaimFlag(Base):
    """Something odd about a claim that points at what was there first; a person settles it."""

    __tablename__ = "claim_flag"
    __table_args__ = (
        UniqueConstraint(
            "district_id",
            "claim_id",
            "code",
            "first_claim_id",
            "first_event_id",
            "first_revision",
            name="claim_flag_key",
            postgresql_nulls_not_distinct=True,
        ),
        ForeignKeyConstraint(
            ["district_id", "claim_id"], ["assessment.claim.district_id", "assessment.claim.claim_id"]
        ),
        Index("claim_flag_open_idx", "district_id", "claim_id", postgresql_where=column("state") != "CLEARED"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    flag_id: Mapped[UUID] = mapped_column(primary_key=True)
    claim_id: Mapped[UUID]
    code: Mapped[str]
    first_claim_id: Mapped[UUID | None]
    first_event_id: Mapped[UUID | None]
    """The activity or the class."""
    first_revision: Mapped[int | None] = mapped_column(Integer)
    """Of the activity, where a correction of it is what is odd."""
    zh: Mapped[str]
    en: Mapped[str]
    state: Mapped[str]
    """OPEN, CLEARED or CONFIRMED."""
    raised_at: Mapped[datetime]
    settled_by: Mapped[UUID | None]
    settled_level: Mapped[str | None]
    """SCHOOL or DISTRICT; None of what was settled before this was kept."""
    settled_at: Mapped[datetime | None]
    reason: Mapped[str | None]


class ClaimSetting(Base):
    """How a district reviews claims, from a moment on; the newest counts, none is ever changed."""

    __tablename__ = "claim_setting"
    __table_args__ = (SCHEMA,)

    district_id: Mapped[DistrictKey]
    setting_id: Mapped[UUID] = mapped_column(primary_key=True)
    school_days: Mapped[int] = mapped_column(Integer)
    district_days: Mapped[int] = mapped_column(Integer)
    remind_days: Mapped[int] = mapped_column(Integer)
    sample_percent: Mapped[int] = mapped_column(Integer)
    undo_hours: Mapped[int] = mapped_column(Integer)
    reason: Mapped[str]
    set_by: Mapped[UUID]
    set_at: Mapped[datetime]
