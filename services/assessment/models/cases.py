"""Tables of cases about consequences: what is held against a teacher, and every act of everybody in it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

SCHEMA = {"schema": "assessment"}


class ConsequenceCase(Base):
    """What people may decide about one teacher by one clause of the pack, and how far they have come."""

    __tablename__ = "consequence_case"
    __table_args__ = (
        Index("consequence_case_by_teacher_idx", "district_id", "teacher_id", "case_id"),
        Index("consequence_case_by_school_idx", "district_id", "school_id", "case_id"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    teacher_id: Mapped[UUID]
    school_id: Mapped[UUID]
    pack_id: Mapped[str]
    pack_hash: Mapped[str]
    clause_id: Mapped[str]
    clause: Mapped[dict[str, Any]]
    """The clause in its own words, as it stood when the case was opened."""
    triggers: Mapped[list[str]] = mapped_column(ARRAY(Text()))
    grounds: Mapped[str]
    state: Mapped[str]
    opened_by: Mapped[UUID]
    opener_person_id: Mapped[UUID | None]
    opened_at: Mapped[datetime]
    decider_id: Mapped[UUID]
    decider_name: Mapped[str]
    statement_until: Mapped[date | None]
    decided_by: Mapped[UUID | None]
    decided_person_id: Mapped[UUID | None]
    measures: Mapped[list[str]] = mapped_column(ARRAY(Text()))
    """What stands now; the decision as it was first made stays among the acts."""
    appeal_until: Mapped[date | None]


class CaseAct(Base):
    """One act in a case: who, when, in which words; append-only."""

    __tablename__ = "case_act"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "case_id"],
            ["assessment.consequence_case.district_id", "assessment.consequence_case.case_id"],
        ),
        Index("case_act_by_case_idx", "district_id", "case_id", "act_id"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    act_id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID]
    act: Mapped[str]
    words: Mapped[str]
    measures: Mapped[list[str]] = mapped_column(ARRAY(Text()))
    done_by: Mapped[UUID]
    done_at: Mapped[datetime]


class CaseEvidence(Base):
    """A file, record or outcome that an act rests on, or a note alone; append-only."""

    __tablename__ = "case_evidence"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "act_id"], ["assessment.case_act.district_id", "assessment.case_act.act_id"]
        ),
        Index("case_evidence_by_case_idx", "district_id", "case_id", "evidence_id"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    evidence_id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID]
    act_id: Mapped[UUID]
    file_id: Mapped[UUID | None]
    record_id: Mapped[UUID | None]
    outcome_id: Mapped[UUID | None]
    note: Mapped[str]
