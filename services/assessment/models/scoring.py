"""Tables of marks, of who gives them, and of what stands beside them."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer, Text, column, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

SCHEMA = {"schema": "assessment"}


def of_class() -> ForeignKeyConstraint:
    """What rests on a class."""
    return ForeignKeyConstraint(
        ["district_id", "class_id"],
        ["assessment.training_class.district_id", "assessment.training_class.class_id"],
    )


class Score(Base):
    """A raw mark as it was given; append-only: a correction is a newer mark of the same assessor."""

    __tablename__ = "score"
    __table_args__ = (
        Index("score_by_member_idx", "district_id", "class_id", "teacher_id", "component", "score_id"),
        of_class(),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    score_id: Mapped[UUID] = mapped_column(primary_key=True)
    class_id: Mapped[UUID]
    teacher_id: Mapped[UUID]
    component: Mapped[str]
    criterion: Mapped[str | None]
    """The criterion or piece that was marked; None of the component as a whole."""
    attempt: Mapped[int] = mapped_column(Integer)
    mark: Mapped[Decimal]
    assessor_kind: Mapped[str | None]
    """None of marks of the first days: the one kind that their stage had then."""
    assessor_id: Mapped[UUID | None]
    """Whose mark it is: a person's, else an account's; None where it is that of `marked_by`."""
    marked_by: Mapped[UUID]
    """The account that entered it."""
    marked_at: Mapped[datetime]


class Certification(Base):
    """The certifier's act for one member, after every stage was passed; append-only. A resit asks for another."""

    __tablename__ = "certification"
    __table_args__ = (
        Index("certification_by_member_idx", "district_id", "class_id", "teacher_id"),
        of_class(),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    certification_id: Mapped[UUID] = mapped_column(primary_key=True, server_default=text("gen_random_uuid()"))
    class_id: Mapped[UUID]
    teacher_id: Mapped[UUID]
    resits: Mapped[int] = mapped_column(Integer, server_default=text("0"))
    """How many attempts had been opened anew for the member by then: it holds as long as there are no more."""
    stages: Mapped[list[str] | None] = mapped_column(ARRAY(Text()))
    """What was passed: it holds for schemes without other stages. None of the first days: for whatever there was."""
    certified_by: Mapped[UUID]
    certified_at: Mapped[datetime]


class NamedAssessor(Base):
    """Somebody named to mark a component, of one member or of all; who was withdrawn may be named again."""

    __tablename__ = "assessor"
    __table_args__ = (
        Index(
            "assessor_named_key",
            "district_id",
            "class_id",
            "component",
            "kind",
            "person_id",
            "account_id",
            "teacher_id",
            unique=True,
            postgresql_nulls_not_distinct=True,
            postgresql_where=column("withdrawn_at").is_(None),
        ),
        of_class(),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    assignment_id: Mapped[UUID] = mapped_column(primary_key=True)
    class_id: Mapped[UUID]
    component: Mapped[str]
    kind: Mapped[str]
    person_id: Mapped[UUID | None]
    account_id: Mapped[UUID | None]
    teacher_id: Mapped[UUID | None]
    """Whom they mark; None: every member."""
    assigned_by: Mapped[UUID]
    assigned_at: Mapped[datetime]
    reason: Mapped[str | None]
    withdrawn_by: Mapped[UUID | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawal_reason: Mapped[str | None]

    @property
    def assessor_id(self) -> UUID:
        """A person's id, else an account's; the table has exactly one of them."""
        return self.person_id or self.account_id or self.assignment_id


class Moderation(Base):
    """What a component counts instead of its raw marks, which stay; append-only. The newest of an attempt counts."""

    __tablename__ = "moderation"
    __table_args__ = (
        Index("moderation_by_member_idx", "district_id", "class_id", "teacher_id", "component", "override_id"),
        of_class(),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    override_id: Mapped[UUID] = mapped_column(primary_key=True)
    class_id: Mapped[UUID]
    teacher_id: Mapped[UUID]
    component: Mapped[str]
    attempt: Mapped[int] = mapped_column(Integer)
    mark: Mapped[Decimal | None]
    """None: the raw marks count again."""
    reason: Mapped[str]
    moderated_by: Mapped[UUID]
    moderated_at: Mapped[datetime]


class Resit(Base):
    """An attempt at a component beyond the first, and why it was opened; append-only."""

    __tablename__ = "resit"
    __table_args__ = (of_class(), SCHEMA)

    district_id: Mapped[DistrictKey]
    class_id: Mapped[UUID] = mapped_column(primary_key=True)
    teacher_id: Mapped[UUID] = mapped_column(primary_key=True)
    component: Mapped[str] = mapped_column(primary_key=True)
    attempt: Mapped[int] = mapped_column(Integer, primary_key=True)
    reason: Mapped[str]
    opened_by: Mapped[UUID]
    opened_at: Mapped[datetime]


class ScoreSheet(Base):
    """A score sheet that was sent in, and what became of its rows; append-only."""

    __tablename__ = "score_sheet"
    __table_args__ = (of_class(), SCHEMA)

    district_id: Mapped[DistrictKey]
    sheet_id: Mapped[UUID] = mapped_column(primary_key=True)
    class_id: Mapped[UUID]
    file_hash: Mapped[str]
    dry_run: Mapped[bool]
    applied: Mapped[bool]
    assessor_id: Mapped[UUID | None]
    """On whose behalf it was entered; None of one's own marks."""
    report: Mapped[dict[str, Any]]
    sent_by: Mapped[UUID]
    sent_at: Mapped[datetime]
