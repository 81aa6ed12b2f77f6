"""Issuing: a person has the certificates of a class made out, each bound to a result and to entries of the book."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger import queries
from services.ledger.errors import (
    CertificateReplaced,
    CertificateWithheld,
    IssuerInUse,
)
from services.ledger.models import Certificate, CertificateIssuer
from services.ledger.operations.certificates.press import Case, Press, numbers_of
from services.ledger.operations.certificates.revoking import revoke
from services.ledger.rules.certificates import (
    ISSUED_ALREADY,
    NOTHING_EARNED,
    REVOKED_BEFORE,
    CertificateKind,
    Ground,
    Withheld,
)
from services.platform.access import Viewer
from services.platform.signing import Signer


@dataclass(frozen=True, slots=True)
class Member:
    """What became of one member of a class: a certificate, or why there is none."""

    teacher_id: UUID
    certificate: Certificate | None
    withheld: Withheld | None
    earlier: UUID | None = None
    """The certificate that stands in the way."""


async def put_issuer(
    session: AsyncSession, *, district_id: int, issuer_code: str, name: str, number_prefix: str
) -> CertificateIssuer:
    """Name an issuer, or rename one. IssuerInUse where numbers would read otherwise than on paper."""
    # Nobody takes a number meanwhile: who issues holds the book too.
    await queries.lock_book(session, district_id=district_id)
    known = await queries.find_issuer(session, district_id=district_id, issuer_code=issuer_code)
    issued = await queries.has_issued(session, district_id=district_id, issuer_code=issuer_code)
    if known is not None and known.number_prefix != number_prefix and issued:
        raise IssuerInUse
    return await queries.upsert_issuer(
        session, district_id=district_id, issuer_code=issuer_code, name=name, number_prefix=number_prefix
    )


async def list_issuers(session: AsyncSession, *, district_id: int) -> Sequence[CertificateIssuer]:
    return await queries.list_issuers(session, district_id=district_id)


async def issue_certificates(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    class_id: UUID,
    kind: CertificateKind,
    issuer_code: str,
    teacher_ids: Sequence[UUID] | None,
    signer: Signer,
    at: datetime,
) -> Sequence[Member]:
    """Issue to these members of a class, or to all whose result is known; one who gets none never stops the others.

    NotFound for a class or issuer that is not there; TooManyMembers beyond 500.
    """
    press = await Press.begin(session, viewer=viewer, district_id=district_id, issuer_code=issuer_code, at=at)
    named = None
    if teacher_ids is not None:
        merges = await queries.list_merges_of(session, district_id=district_id, teacher_ids=teacher_ids)
        named = numbers_of(teacher_ids, merges)
    found = await press.look(class_id=class_id, kind=kind, named=named)
    earlier = await press.editions_of(kind, [case for case in found.values() if isinstance(case, Case)])
    members: list[Member] = []
    due: dict[UUID, Case] = {}
    for teacher_id, case in found.items():
        if isinstance(case, Withheld):
            members.append(Member(teacher_id, None, case))
            continue
        before = earlier.get(case.outcome_id)
        if before is None:
            due[teacher_id] = case
            continue
        certificate, revoked = before
        withheld = REVOKED_BEFORE if revoked else ISSUED_ALREADY
        members.append(Member(case.holder, None, withheld, certificate.certificate_id))
    issued = await press.make_out(kind, class_id=class_id, due=due, signer=signer)
    return [*(Member(one.teacher_id, one, None) for one in issued), *members]


async def reissue_certificate(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    certificate_id: UUID,
    reason: str,
    signer: Signer,
    at: datetime,
) -> Certificate:
    """Issue another in the place of one that was lost, spoilt or revoked: with a number, code and revision of its own.

    Of a person found twice it is made out to whoever holds the entries now. What it replaces holds no longer.
    CertificateReplaced where that was done before; CertificateWithheld where the result gives no right to one now.
    """
    old, _ = await queries.get_certificate(session, district_id=district_id, certificate_id=certificate_id)
    press = await Press.begin(session, viewer=viewer, district_id=district_id, issuer_code=old.issuer_code, at=at)
    kind = CertificateKind(old.kind)
    # It may have been issued under a number that the person had only until a merge was undone.
    merges = await queries.list_merges_ever(session, district_id=district_id, teacher_ids=[old.teacher_id])
    found = await press.look(class_id=old.class_id, kind=kind, named=numbers_of([old.teacher_id], merges))
    successor = await queries.find_successor(session, district_id=district_id, certificate_id=certificate_id)
    if successor is not None:
        raise CertificateReplaced(number=successor.content["number"])
    due = {who: case for who, case in found.items() if isinstance(case, Case) and case.outcome_id == old.outcome_id}
    if not due:
        withheld = [case.said for case in found.values() if isinstance(case, Withheld)]
        raise CertificateWithheld(reason=(withheld or [NOTHING_EARNED.said])[0])
    await revoke(
        session,
        district_id=district_id,
        certificates=[old],
        ground=Ground.REISSUED,
        at=at,
        reason=reason,
        revoked_by=viewer.principal.account_id,
    )
    (issued,) = await press.make_out(kind, class_id=old.class_id, due=due, signer=signer, replaces=old, reason=reason)
    return issued
