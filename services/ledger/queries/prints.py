"""Prints of classes: what was asked for, how far it is, and the documents that there are."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger.models import Certificate, CertificatePrint, CertificateRevocation, PrintedDocument
from services.platform.database import any_of
from services.platform.errors import NotFound


async def list_holding_ids(
    session: AsyncSession, *, district_id: int, class_id: UUID, kind: str | None, limit: int
) -> Sequence[UUID]:
    """The certificates of a class that hold, in the order of their numbers."""
    query = (
        select(Certificate.certificate_id)
        .where(Certificate.district_id == district_id, Certificate.class_id == class_id)
        .where(
            ~select(CertificateRevocation.certificate_id)
            .where(
                CertificateRevocation.district_id == Certificate.district_id,
                CertificateRevocation.certificate_id == Certificate.certificate_id,
            )
            .exists()
        )
        .order_by(Certificate.issuer_code, Certificate.year, Certificate.number)
        .limit(limit)
    )
    if kind is not None:
        query = query.where(Certificate.kind == kind)
    return (await session.scalars(query)).all()


async def list_certificates_by_id(
    session: AsyncSession, *, district_id: int, certificate_ids: Sequence[UUID]
) -> Sequence[tuple[Certificate, bool]]:
    """These certificates in this order, each with whether it was revoked."""
    rows = await session.execute(
        select(Certificate, CertificateRevocation.certificate_id.is_not(None))
        .outerjoin(
            CertificateRevocation,
            (CertificateRevocation.district_id == Certificate.district_id)
            & (CertificateRevocation.certificate_id == Certificate.certificate_id),
        )
        .where(Certificate.district_id == district_id, Certificate.certificate_id == any_of(certificate_ids))
    )
    found = {row[0].certificate_id: (row[0], row[1]) for row in rows}
    return [found[one] for one in certificate_ids]


async def insert_print(session: AsyncSession, asked: CertificatePrint) -> CertificatePrint:
    session.add(asked)
    await session.flush()
    return asked


async def get_print(session: AsyncSession, *, district_id: int, print_id: UUID) -> CertificatePrint:
    """The print as it stands, or NotFound."""
    found = await session.get(CertificatePrint, (district_id, print_id), populate_existing=True)
    if found is None:
        raise NotFound
    return found


async def move_print(
    session: AsyncSession, *, district_id: int, print_id: UUID, done_before: int, moved: dict[str, Any]
) -> bool:
    """Move a print on from where it was; False where it was cancelled meanwhile."""
    row = await session.scalar(
        update(CertificatePrint)
        .where(
            CertificatePrint.district_id == district_id,
            CertificatePrint.print_id == print_id,
            CertificatePrint.done == done_before,
            CertificatePrint.cancelled_at.is_(None),
        )
        .values(**moved)
        .returning(CertificatePrint.print_id)
        .execution_options(synchronize_session=False)
    )
    return row is not None


async def cancel_print(session: AsyncSession, *, district_id: int, print_id: UUID, at: datetime) -> bool:
    """Cancel what is not over; False where there was nothing to cancel."""
    row = await session.scalar(
        update(CertificatePrint)
        .where(
            CertificatePrint.district_id == district_id,
            CertificatePrint.print_id == print_id,
            CertificatePrint.finished_at.is_(None),
            CertificatePrint.cancelled_at.is_(None),
        )
        .values(cancelled_at=at)
        .returning(CertificatePrint.print_id)
        .execution_options(synchronize_session=False)
    )
    return row is not None


async def mark_print_removed(session: AsyncSession, *, district_id: int, print_id: UUID, at: datetime) -> None:
    await session.execute(
        update(CertificatePrint)
        .where(CertificatePrint.district_id == district_id, CertificatePrint.print_id == print_id)
        .values(removed_at=func.coalesce(CertificatePrint.removed_at, at))
        .execution_options(synchronize_session=False)
    )


async def insert_documents(session: AsyncSession, documents: Sequence[PrintedDocument]) -> None:
    session.add_all(documents)
    await session.flush()


async def list_documents(session: AsyncSession, *, district_id: int, print_id: UUID) -> Sequence[PrintedDocument]:
    rows = select(PrintedDocument).filter_by(district_id=district_id, print_id=print_id).order_by(PrintedDocument.place)
    return (await session.scalars(rows)).all()
