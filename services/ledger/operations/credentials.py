"""Certificates and attestations as Open Badges that wallets keep, with the key document and the lists behind them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.ledger import queries
from services.ledger.errors import AttestationRevoked, CertificateRevoked, HolderRenamed
from services.ledger.models import Attestation, Certificate
from services.ledger.operations.attestations import get_attestation
from services.ledger.operations.certificates import get_certificate
from services.ledger.rules.attestations import sentence_of_attestation
from services.ledger.rules.certificates import CertificateKind, name_mark
from services.ledger.rules.credentials import (
    Holding,
    Issuing,
    Paper,
    attestation_credential,
    certificate_credential,
    did_document,
    numbers_of_list,
    signed_credential,
    status_list,
)
from services.platform.access import Viewer
from services.platform.database import enter_district
from services.platform.errors import NotFound
from services.platform.signing import KeyRing, Signer


async def make_certificate_credential(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    certificate_id: UUID,
    public_url: str,
    signer: Signer,
    today: date,
) -> str:
    """A certificate as a signed credential, the same each time. CertificateRevoked, HolderRenamed, NotFound."""
    shown = await get_certificate(
        session, viewer=viewer, district_id=district_id, certificate_id=certificate_id, today=today
    )
    one = shown.certificate
    if shown.revocation is not None:
        raise CertificateRevoked
    holding = await _holding(session, one, paper=Paper.CERTIFICATES, public_url=public_url)
    credential = certificate_credential(
        holding,
        kind=CertificateKind(one.kind),
        class_id=one.class_id,
        outcome_id=one.outcome_id,
        revision=one.revision,
    )
    return signed_credential(signer, credential, did=holding.issuing.did, at=one.issued_at)


async def make_attestation_credential(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    attestation_id: UUID,
    public_url: str,
    signer: Signer,
    today: date,
) -> str:
    """An attestation as a signed credential, the same each time. AttestationRevoked, HolderRenamed, NotFound."""
    shown = await get_attestation(
        session, viewer=viewer, district_id=district_id, attestation_id=attestation_id, today=today
    )
    one = shown.attestation
    if shown.revocation is not None:
        raise AttestationRevoked
    holding = await _holding(session, one, paper=Paper.ATTESTATIONS, public_url=public_url)
    credential = attestation_credential(holding, sentence=sentence_of_attestation(one.content))
    return signed_credential(signer, credential, did=holding.issuing.did, at=one.issued_at)


async def read_issuer_document(
    session: AsyncSession, *, district_id: int, issuer_code: str, public_url: str, keys: KeyRing
) -> dict[str, Any]:
    """The DID document of an issuer, for anybody; NotFound where there is none."""
    await enter_district(session, district_id)
    if await queries.find_issuer(session, district_id=district_id, issuer_code=issuer_code) is None:
        raise NotFound
    return did_document(Issuing(public_url, district_id, issuer_code).did, keys)


async def make_status_list(
    session: AsyncSession,
    *,
    district_id: int,
    paper: Paper,
    issuer_code: str,
    year: int,
    page: int,
    public_url: str,
    signer: Signer,
    today: datetime,
) -> str:
    """The signed list of what was revoked among an issuer's numbers of a year; NotFound beyond the last number."""
    await enter_district(session, district_id)
    first, last = numbers_of_list(page)
    given = await queries.find_last_number(
        session, district_id=district_id, paper=paper, issuer_code=issuer_code, year=year
    )
    if given is None or not 0 < first <= given:
        raise NotFound
    revoked = await queries.list_revoked_numbers(
        session, district_id=district_id, paper=paper, issuer_code=issuer_code, year=year, first=first, last=last
    )
    issuing = Issuing(public_url, district_id, issuer_code)
    listed = status_list(issuing, paper, year=year, page=page, revoked=revoked, today=today)
    return signed_credential(signer, listed, did=issuing.did, at=datetime.fromisoformat(listed["validFrom"]))


async def _holding(session: AsyncSession, one: Certificate | Attestation, *, paper: Paper, public_url: str) -> Holding:
    teacher = await directory.find_teacher(session, district_id=one.district_id, teacher_id=one.teacher_id)
    if teacher is None:
        raise NotFound
    if str(one.content["name_mark"]) != name_mark(one.code, teacher.name):
        raise HolderRenamed
    return Holding(
        issuing=Issuing(public_url, one.district_id, one.issuer_code),
        paper=paper,
        year=one.year,
        number=one.number,
        code=one.code,
        issued_at=one.issued_at,
        name=teacher.name,
        content=one.content,
    )
