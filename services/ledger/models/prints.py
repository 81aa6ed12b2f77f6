"""Classes whose certificates were asked for on paper, and the documents that were made of them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Integer, LargeBinary
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Uuid

from services.platform.database import Base, DistrictKey

IN_LEDGER = {"schema": "ledger"}


class CertificatePrint(Base):
    """What is to be printed, in the order of the pages, and how far the worker has come."""

    __tablename__ = "certificate_print"
    __table_args__ = IN_LEDGER

    district_id: Mapped[DistrictKey]
    print_id: Mapped[UUID] = mapped_column(primary_key=True)
    class_id: Mapped[UUID]
    form: Mapped[str]
    certificate_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    done: Mapped[int] = mapped_column(Integer)
    withheld: Mapped[list[Any]]
    """Which were not printed, and why."""
    asked_by: Mapped[UUID]
    asked_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]


class PrintedDocument(Base):
    """A PDF of a print; its content lies in the store while the print can be fetched."""

    __tablename__ = "certificate_print_document"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "print_id"],
            ["ledger.certificate_print.district_id", "ledger.certificate_print.print_id"],
            name="certificate_print_document_print_fkey",
        ),
        IN_LEDGER,
    )

    district_id: Mapped[DistrictKey]
    print_id: Mapped[UUID] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str]
    pages: Mapped[int] = mapped_column(Integer)
    size: Mapped[int] = mapped_column(Integer)
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
