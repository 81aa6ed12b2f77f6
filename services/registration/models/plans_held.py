"""Tables of what plans hold and what came of it: contents, approval, amendments, items, classes opened, money spent."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer, text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Text

from services.platform.database import Base, DistrictKey
from services.registration.rules import AmendmentStatus

SCHEMA = {"schema": "registration"}
OF_PLAN = (["district_id", "plan_id"], ["registration.plan.district_id", "registration.plan.plan_id"])
OF_ITEM = (["district_id", "item_id"], ["registration.plan_item.district_id", "registration.plan_item.item_id"])


class PlanRevision(Base):
    """The content of a plan as it was written once; after publication with the reason of the change."""

    __tablename__ = "plan_revision"
    __table_args__ = (ForeignKeyConstraint(*OF_PLAN), SCHEMA)

    district_id: Mapped[DistrictKey]
    plan_id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]]
    reason: Mapped[str | None]
    written_by: Mapped[UUID]
    written_at: Mapped[datetime]


class PlanStep(Base):
    """Who submitted, approved, returned, published or amended a plan, which revision of it, and why."""

    __tablename__ = "plan_step"
    __table_args__ = (ForeignKeyConstraint(*OF_PLAN), SCHEMA)

    district_id: Mapped[DistrictKey]
    plan_id: Mapped[UUID] = mapped_column(primary_key=True)
    step_no: Mapped[int] = mapped_column(Integer, primary_key=True)
    action: Mapped[str]
    revision: Mapped[int]
    reason: Mapped[str | None]
    taken_by: Mapped[UUID]
    taken_at: Mapped[datetime]


class PlanAmendment(Base):
    """What a published plan is asked to hold instead, and what was decided; `revision` is what it became."""

    __tablename__ = "plan_amendment"
    __table_args__ = (
        ForeignKeyConstraint(*OF_PLAN),
        Index("plan_amendment_by_plan_idx", "district_id", "plan_id", "amendment_id"),
        Index(
            "plan_amendment_open_key",
            "district_id",
            "plan_id",
            unique=True,
            postgresql_where=text("status = 'SUBMITTED'"),
        ),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    amendment_id: Mapped[UUID] = mapped_column(primary_key=True)
    plan_id: Mapped[UUID]
    based_on: Mapped[int]
    content: Mapped[dict[str, Any]]
    reason: Mapped[str]
    status: Mapped[AmendmentStatus] = mapped_column(Text)
    proposed_by: Mapped[UUID]
    proposed_at: Mapped[datetime]
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None]
    decision_reason: Mapped[str | None]
    revision: Mapped[int | None]


class PlanItem(Base):
    """An item of a plan, known for good, and the program that carries it out; what it says stands in the content."""

    __tablename__ = "plan_item"
    __table_args__ = (
        ForeignKeyConstraint(*OF_PLAN),
        ForeignKeyConstraint(
            ["district_id", "program_id"], ["registration.program.district_id", "registration.program.program_id"]
        ),
        Index("plan_item_by_plan_idx", "district_id", "plan_id", "item_id"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    item_id: Mapped[UUID] = mapped_column(primary_key=True)
    plan_id: Mapped[UUID]
    program_id: Mapped[UUID | None]


class PlanItemClass(Base):
    """A class that was opened for an item, as the plan's `revision` had it."""

    __tablename__ = "plan_item_class"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "class_id"], ["registration.class.district_id", "registration.class.class_id"]
        ),
        ForeignKeyConstraint(*OF_ITEM),
        Index("plan_item_class_by_item_idx", "district_id", "item_id", "class_id"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    class_id: Mapped[UUID] = mapped_column(primary_key=True)
    item_id: Mapped[UUID]
    revision: Mapped[int | None]


class ClassPlanUpdate(Base):
    """What an amended plan changed in a class; `complete` when nothing of that revision was left out."""

    __tablename__ = "class_plan_update"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "class_id"], ["registration.class.district_id", "registration.class.class_id"]
        ),
        Index("class_plan_update_by_class_idx", "district_id", "class_id", "update_id"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    update_id: Mapped[UUID] = mapped_column(primary_key=True)
    class_id: Mapped[UUID]
    revision: Mapped[int]
    complete: Mapped[bool]
    changes: Mapped[list[Any]]
    applied_by: Mapped[UUID]
    applied_at: Mapped[datetime]


class PlanExpense(Base):
    """Money spent under a plan, in yuan; one recorded by mistake is retracted, never changed."""

    __tablename__ = "plan_expense"
    __table_args__ = (
        ForeignKeyConstraint(*OF_PLAN),
        ForeignKeyConstraint(*OF_ITEM),
        Index("plan_expense_by_plan_idx", "district_id", "plan_id", "expense_id"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    expense_id: Mapped[UUID] = mapped_column(primary_key=True)
    plan_id: Mapped[UUID]
    item_id: Mapped[UUID | None]
    kind: Mapped[str]
    amount: Mapped[Decimal]
    spent_on: Mapped[date]
    note: Mapped[str | None]
    receipt: Mapped[str | None]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    retracted_by: Mapped[UUID | None]
    retracted_at: Mapped[datetime | None]
    retraction_reason: Mapped[str | None]
