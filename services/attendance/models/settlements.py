"""Tables of settlements: what a class came to, version by version."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Integer
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

SCHEMA = {"schema": "attendance"}


class Settlement(Base):
    """One version of what a class came to; a later one stands beside it."""

    __tablename__ = "settlement"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "class_id"],
            ["attendance.training_class.district_id", "attendance.training_class.class_id"],
        ),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    class_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True)
    pack_id: Mapped[str]
    pack_hash: Mapped[str]
    digest: Mapped[str]
    settled_by: Mapped[UUID]
    settled_at: Mapped[datetime]
    reason: Mapped[str | None]
    """Why it did not wait for people who could still check out."""
    automatic: Mapped[bool]
    """Followed by itself from a later correction; `settled_by` is then who made that, or settled the version before."""


class SettledMember(Base):
    """One member in one version; `hours` is an exact fraction such as `5/3`."""

    __tablename__ = "settled_member"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "class_id", "version"],
            [
                "attendance.settlement.district_id",
                "attendance.settlement.class_id",
                "attendance.settlement.version",
            ],
        ),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    class_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True)
    teacher_id: Mapped[UUID] = mapped_column(primary_key=True)
    hours: Mapped[str]
    planned_hours: Mapped[Decimal]
    attendance_met: Mapped[bool]
    days: Mapped[list[Any]]
    explanation: Mapped[dict[str, Any]]
    pack_id: Mapped[str | None]
    pack_hash: Mapped[str | None]
    """The pack that judged this member where it is another than the settlement's."""
