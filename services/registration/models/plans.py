"""Tables of what is planned: plans and programs."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Text

from services.platform.database import Base, DistrictKey
from services.registration.rules import PlanPeriod, PlanStatus

SCHEMA = {"schema": "registration"}


class Plan(Base):
    """What a district, or one school of it, means to train in a year or semester.

    The row is the lock of what the plan holds and of where its approval stands: `revision` numbers the contents as
    they were written (0: nothing yet), `steps` what was decided.
    """

    __tablename__ = "plan"
    __table_args__ = SCHEMA

    district_id: Mapped[DistrictKey]
    plan_id: Mapped[UUID] = mapped_column(primary_key=True)
    title: Mapped[str]
    school_id: Mapped[UUID | None]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    period: Mapped[PlanPeriod] = mapped_column(Text, server_default="YEAR")
    status: Mapped[PlanStatus] = mapped_column(Text, server_default="DRAFT")
    revision: Mapped[int] = mapped_column(server_default="0")
    steps: Mapped[int] = mapped_column(Integer, server_default="0")
    created_by: Mapped[UUID]
    created_at: Mapped[datetime]


class Program(Base):
    """培训项目: what presence, assessment and credit need to know of a training, whoever attends it."""

    __tablename__ = "program"
    __table_args__ = (
        UniqueConstraint("district_id", "code"),
        ForeignKeyConstraint(
            ["district_id", "plan_id"], ["registration.plan.district_id", "registration.plan.plan_id"]
        ),
        Index("program_by_plan_idx", "district_id", "plan_id", "program_id"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    program_id: Mapped[UUID] = mapped_column(primary_key=True)
    plan_id: Mapped[UUID]
    code: Mapped[str]
    title: Mapped[str]
    level: Mapped[str]
    mode: Mapped[str]
    nature: Mapped[str]
    kind: Mapped[str]
    category: Mapped[str]
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text))
    organised_by_admin: Mapped[bool]
    provider: Mapped[str]
    hours: Mapped[Decimal]
    scheme: Mapped[str]
    hours_by_kind: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'"))
    evidence: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
    audience: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'"))
    official_mode: Mapped[str | None]
    created_by: Mapped[UUID]
    created_at: Mapped[datetime]
