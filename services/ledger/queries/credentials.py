"""Which numbers of an issuer's year were revoked: what status lists are made of."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger.models import (
    Attestation,
    AttestationNumber,
    AttestationRevocation,
    Certificate,
    CertificateNumber,
    CertificateRevocation,
)
from services.ledger.rules.credentials import Paper

# Of each paper: where its numbers are counted, and its rows with what revokes them.
_NUMBERS: Final[dict[Paper, Any]] = {Paper.CERTIFICATES: CertificateNumber, Paper.ATTESTATIONS: AttestationNumber}
_REVOKED: Final[dict[Paper, tuple[Any, Any, str]]] = {
    Paper.CERTIFICATES: (Certificate, CertificateRevocation, "certificate_id"),
    Paper.ATTESTATIONS: (Attestation, AttestationRevocation, "attestation_id"),
}


async def find_last_number(
    session: AsyncSession, *, district_id: int, paper: Paper, issuer_code: str, year: int
) -> int | None:
    """The last number that was given; None where none ever was."""
    numbers = _NUMBERS[paper]
    last: int | None = await session.scalar(
        select(numbers.last_number).where(
            numbers.district_id == district_id, numbers.issuer_code == issuer_code, numbers.year == year
        )
    )
    return last


async def list_revoked_numbers(
    session: AsyncSession,
    *,
    district_id: int,
    paper: Paper,
    issuer_code: str,
    year: int,
    first: int,
    last: int,
) -> Sequence[int]:
    """The numbers from the first to the last whose paper holds no longer, in order."""
    issued, revocation, key = _REVOKED[paper]
    rows = await session.scalars(
        select(issued.number)
        .join(
            revocation,
            and_(revocation.district_id == issued.district_id, getattr(revocation, key) == getattr(issued, key)),
        )
        .where(
            issued.district_id == district_id,
            issued.issuer_code == issuer_code,
            issued.year == year,
            issued.number.between(first, last),
        )
        .order_by(issued.number)
    )
    return rows.all()
