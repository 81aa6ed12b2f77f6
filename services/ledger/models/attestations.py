"""Attestations: what a teacher earned in a year or a cycle as it was stated on paper, and which hold no longer."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

IN_LEDGER = {"schema": "ledger"}


class AttestationNumber(Base):
    """The last number an issuer gave to an attestation in a year: one row, whose lock keeps them without a gap."""

    __tablename__ = "attestation_number"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "issuer_code"],
            ["ledger.certificate_issuer.district_id", "ledger.certificate_issuer.issuer_code"],
            name="attestation_number_issuer_fkey",
        ),
        IN_LEDGER,
    )

    district_id: Mapped[DistrictKey]
    issuer_code: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(Integer, primary_key=True)
    last_number: Mapped[int] = mapped_column(Integer)


class Attestation(Base):
    """What the book said of a teacher's year or cycle when it was issued; never changed. It holds no name.

    It stands on every entry of the teacher that was effective from its first day up to `as_of` and has a number up to
    `known_at_seq`, where a signed head of the book ends.
    """

    __tablename__ = "attestation"
    __table_args__ = (
        UniqueConstraint("district_id", "code"),
        UniqueConstraint("district_id", "issuer_code", "year", "number"),
        ForeignKeyConstraint(
            ["district_id", "issuer_code"],
            ["ledger.certificate_issuer.district_id", "ledger.certificate_issuer.issuer_code"],
            name="attestation_issuer_fkey",
        ),
        ForeignKeyConstraint(
            ["district_id", "head_number"],
            ["ledger.book_head.district_id", "ledger.book_head.number"],
            name="attestation_head_fkey",
        ),
        Index("attestation_by_teacher_idx", "district_id", "teacher_id", "attestation_id"),
        IN_LEDGER,
    )

    district_id: Mapped[DistrictKey]
    attestation_id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str]
    kind: Mapped[str]
    teacher_id: Mapped[UUID]
    school_id: Mapped[UUID]
    """Where the teacher stood on `as_of`, or last before it."""
    first: Mapped[date]
    last: Mapped[date]
    as_of: Mapped[date]
    known_at_seq: Mapped[int]
    head_number: Mapped[int]
    issuer_code: Mapped[str]
    year: Mapped[int] = mapped_column(Integer)
    number: Mapped[int] = mapped_column(Integer)
    content: Mapped[dict[str, Any]]
    issued_on: Mapped[date]
    issued_at: Mapped[datetime]
    issued_by: Mapped[UUID]
    signed: Mapped[str]
    """The compact JWS of its QR code."""


class AttestationRevocation(Base):
    """Why an attestation no longer holds: an entry it states was taken back, or a person decided so. Never undone."""

    __tablename__ = "attestation_revocation"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "attestation_id"],
            ["ledger.attestation.district_id", "ledger.attestation.attestation_id"],
            name="attestation_revocation_attestation_fkey",
        ),
        IN_LEDGER,
    )

    district_id: Mapped[DistrictKey]
    attestation_id: Mapped[UUID] = mapped_column(primary_key=True)
    ground: Mapped[str]
    reason: Mapped[str | None]
    revoked_by: Mapped[UUID | None]
    revoked_at: Mapped[datetime]
