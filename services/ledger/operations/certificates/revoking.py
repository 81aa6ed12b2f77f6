"""Revoking: by itself when what a certificate stood on is taken back or changes, else by a person with a reason."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import CertificatesRevoked, OutcomeState, RevokedCertificate
from services.ledger import queries
from services.ledger.errors import CertificateRevoked
from services.ledger.models import Certificate
from services.ledger.rules import in_batches
from services.ledger.rules.certificates import Ground
from services.platform.access import Viewer
from services.platform.outbox import publish

_SAID_AT_ONCE: Final = 100


async def revoke_by_reversal(
    session: AsyncSession, *, district_id: int, entry_ids: Sequence[UUID], at: datetime
) -> None:
    """What stood on entries that are taken back holds no longer, from the same transaction on."""
    if not entry_ids:
        return
    standing = await queries.list_certificates_on(session, district_id=district_id, entry_ids=entry_ids)
    await revoke(session, district_id=district_id, certificates=standing, ground=Ground.ENTRY_REVERSED, at=at)


async def revoke_by_result(
    session: AsyncSession, *, district_id: int, outcomes: Iterable[OutcomeState], at: datetime
) -> None:
    """What was issued for a result that is no pass any more, or has another grade, holds no longer.

    Looked at is what stands after the outcomes were heard: an old revision that comes late revokes nothing.
    """
    told = {one.outcome_id: (one.class_id, one.teacher_id) for one in outcomes if one.class_id is not None}
    if not told:
        return
    shown = await queries.list_certificates_of_outcomes(session, district_id=district_id, outcome_ids=told)
    holding = [certificate for certificate, revocation in shown if revocation is None]
    if not holding:
        return
    # The member is whom the result is about: of a person found twice the holder may be known by another number.
    members = {certificate.certificate_id: told[certificate.outcome_id] for certificate in holding}
    results = await queries.list_participations_of(session, district_id=district_id, members=set(members.values()))
    changed = []
    for certificate in holding:
        result = results.get(members[certificate.certificate_id])
        if result is not None and (result.passed is not True or result.grade != certificate.content["grade"]):
            changed.append(certificate)
    await revoke(session, district_id=district_id, certificates=changed, ground=Ground.RESULT_CHANGED, at=at)


async def revoke_certificate(
    session: AsyncSession, *, viewer: Viewer, district_id: int, certificate_id: UUID, reason: str, at: datetime
) -> None:
    """A person's decision. CertificateRevoked where it holds no longer."""
    certificate, _ = await queries.get_certificate(session, district_id=district_id, certificate_id=certificate_id)
    revoked = await revoke(
        session,
        district_id=district_id,
        certificates=[certificate],
        ground=Ground.DECIDED,
        at=at,
        reason=reason,
        revoked_by=viewer.principal.account_id,
    )
    if not revoked:
        raise CertificateRevoked


async def revoke(
    session: AsyncSession,
    *,
    district_id: int,
    certificates: Sequence[Certificate],
    ground: Ground,
    at: datetime,
    reason: str | None = None,
    revoked_by: UUID | None = None,
) -> Sequence[Certificate]:
    """Revoke those that hold, say so, and return them."""
    done = set(
        await queries.insert_revocations(
            session,
            district_id=district_id,
            certificate_ids=[one.certificate_id for one in certificates],
            ground=ground.value,
            reason=reason,
            revoked_by=revoked_by,
            at=at,
        )
    )
    revoked = [one for one in certificates if one.certificate_id in done]
    for said in in_batches(revoked, _SAID_AT_ONCE):
        await publish(
            session,
            CertificatesRevoked(
                district_id=district_id,
                members=tuple(
                    RevokedCertificate(
                        certificate_id=one.certificate_id,
                        kind=one.kind,
                        number=one.content["number"],
                        teacher_id=one.teacher_id,
                        ground=ground.value,
                        revoked_at=at,
                    )
                    for one in said
                ),
            ),
        )
    return revoked
