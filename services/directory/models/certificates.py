"""Certificates that the ledger issued and degrees that were recognised: what was heard of each."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey


class IssuedCertificate(Base):
    """The state of a certificate, whichever of its events came first."""

    __tablename__ = "issued_certificate"
    __table_args__ = (
        Index("issued_certificate_by_teacher_idx", "district_id", "teacher_id", "kind"),
        {"schema": "directory"},
    )

    district_id: Mapped[DistrictKey]
    certificate_id: Mapped[UUID] = mapped_column(primary_key=True)
    teacher_id: Mapped[UUID]
    kind: Mapped[str]
    issued_on: Mapped[date | None]
    replaces: Mapped[UUID | None]
    revocation_ground: Mapped[str | None]


class RecognisedDegree(Base):
    """A degree as the newest revision of its outcome says it: recognised, or taken back."""

    __tablename__ = "recognised_degree"
    __table_args__ = (
        Index("recognised_degree_by_teacher_idx", "district_id", "teacher_id"),
        {"schema": "directory"},
    )

    district_id: Mapped[DistrictKey]
    outcome_id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(Integer)
    teacher_id: Mapped[UUID]
    level: Mapped[str]
    awarded_on: Mapped[date]
    stands: Mapped[bool]
