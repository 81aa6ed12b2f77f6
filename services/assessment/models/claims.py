"""Tables of claims."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, column
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

SCHEMA = {"schema": "assessment"}


class Claim(Base):
    """An application for the recognition of what was earned outside classes. `RETURNED` ones may be claimed anew."""

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
            postgresql_where=column("state") != "RETURNED",
        ),
        Index(
            "claim_certificate_key",
            "district_id",
            "teacher_id",
            "kind",
            "certificate_no",
            unique=True,
            postgresql_where=column("state") != "RETURNED",
        ),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    claim_id: Mapped[UUID] = mapped_column(primary_key=True)
    teacher_id: Mapped[UUID]
    school_id: Mapped[UUID]
    kind: Mapped[str]
    degree_level: Mapped[str]
    certificate_no: Mapped[str]
    awarded_on: Mapped[date]
    evidence: Mapped[str]
    state: Mapped[str]
    claimed_by: Mapped[UUID]
    claimed_at: Mapped[datetime]
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None]
    reason: Mapped[str | None]
