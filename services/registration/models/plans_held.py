"""Tables of what plans hold and what came of it: contents, approval, items, classes opened, money spent."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

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
    """A class that was opened for an item."""

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
