"""Certificates: who issues them under which numbers, what each says and stands on, and which no longer hold."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

IN_LEDGER = {"schema": "ledger"}


class CertificateIssuer(Base):
    """An authority in whose name certificates are issued, and how its numbers begin."""

    __tablename__ = "certificate_issuer"
    __table_args__ = IN_LEDGER

    district_id: Mapped[DistrictKey]
    issuer_code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    number_prefix: Mapped[str]


class CertificateNumber(Base):
    """The last number an issuer gave in a year: one row, whose lock keeps the numbers without a gap."""

    __tablename__ = "certificate_number"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "issuer_code"],
            ["ledger.certificate_issuer.district_id", "ledger.certificate_issuer.issuer_code"],
            name="certificate_number_issuer_fkey",
        ),
        IN_LEDGER,
    )

    district_id: Mapped[DistrictKey]
    issuer_code: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(Integer, primary_key=True)
    last_number: Mapped[int] = mapped_column(Integer)


class Certificate(Base):
    """One certificate as it was issued; never changed. It holds no name: the directory says whose it is.

    It is bound to a revision of an outcome. A reissue is an edition of its own, with a number and a code of its own.
    """

    __tablename__ = "certificate"
    __table_args__ = (
        UniqueConstraint("district_id", "code"),
        UniqueConstraint("district_id", "kind", "outcome_id", "edition"),
        UniqueConstraint("district_id", "issuer_code", "year", "number"),
        UniqueConstraint("district_id", "replaces"),
        ForeignKeyConstraint(
            ["district_id", "replaces"], ["ledger.certificate.district_id", "ledger.certificate.certificate_id"]
        ),
        ForeignKeyConstraint(
            ["district_id", "issuer_code"],
            ["ledger.certificate_issuer.district_id", "ledger.certificate_issuer.issuer_code"],
            name="certificate_issuer_fkey",
        ),
        Index("certificate_by_teacher_idx", "district_id", "teacher_id", "certificate_id"),
        Index("certificate_by_class_idx", "district_id", "class_id", "certificate_id"),
        IN_LEDGER,
    )

    district_id: Mapped[DistrictKey]
    certificate_id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str]
    kind: Mapped[str]
    outcome_id: Mapped[UUID]
    revision: Mapped[int]
    edition: Mapped[int] = mapped_column(Integer)
    replaces: Mapped[UUID | None]
    reason: Mapped[str | None]
    issuer_code: Mapped[str]
    year: Mapped[int] = mapped_column(Integer)
    number: Mapped[int] = mapped_column(Integer)
    teacher_id: Mapped[UUID]
    school_id: Mapped[UUID]
    class_id: Mapped[UUID]
    content: Mapped[dict[str, Any]]
    issued_on: Mapped[date]
    issued_at: Mapped[datetime]
    issued_by: Mapped[UUID]
    signed: Mapped[str]
    """The compact JWS of its QR code."""


class CertificateEntry(Base):
    """An entry of the book on which a certificate stands."""

    __tablename__ = "certificate_entry"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "certificate_id"],
            ["ledger.certificate.district_id", "ledger.certificate.certificate_id"],
            name="certificate_entry_certificate_fkey",
        ),
        ForeignKeyConstraint(
            ["district_id", "entry_id"],
            ["ledger.entry.district_id", "ledger.entry.entry_id"],
            name="certificate_entry_entry_fkey",
        ),
        Index("certificate_entry_by_entry_idx", "district_id", "entry_id"),
        IN_LEDGER,
    )

    district_id: Mapped[DistrictKey]
    certificate_id: Mapped[UUID] = mapped_column(primary_key=True)
    entry_id: Mapped[UUID] = mapped_column(primary_key=True)


class CertificateRevocation(Base):
    """Why a certificate no longer holds: what it stood on was taken back, or a person decided so. Never undone."""

    __tablename__ = "certificate_revocation"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "certificate_id"],
            ["ledger.certificate.district_id", "ledger.certificate.certificate_id"],
            name="certificate_revocation_certificate_fkey",
        ),
        IN_LEDGER,
    )

    district_id: Mapped[DistrictKey]
    certificate_id: Mapped[UUID] = mapped_column(primary_key=True)
    ground: Mapped[str]
    reason: Mapped[str | None]
    revoked_by: Mapped[UUID | None]
    revoked_at: Mapped[datetime]
