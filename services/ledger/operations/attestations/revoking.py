"""Revoking: by itself when an entry that an attestation states is taken back, else by a person with a reason."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import AttestationsRevoked, RevokedAttestation
from services.ledger import queries
from services.ledger.errors import AttestationRevoked
from services.ledger.models import Attestation
from services.ledger.rules import in_batches
from services.ledger.rules.attestations import AttestationGround
from services.ledger.rules.certificates import printed_code
from services.platform.access import Viewer
from services.platform.outbox import publish

_SAID_AT_ONCE: Final = 100


async def revoke_attestations_on(
    session: AsyncSession, *, district_id: int, entry_ids: Sequence[UUID], at: datetime
) -> None:
    """What states an entry that is taken back holds no longer, from the same transaction on."""
    if not entry_ids:
        return
    stating = await queries.list_attestations_on(session, district_id=district_id, entry_ids=entry_ids)
    await revoke_attestations_of(session, district_id=district_id, attestations=stating, at=at)


async def revoke_attestations_of(
    session: AsyncSession, *, district_id: int, attestations: Sequence[Attestation], at: datetime
) -> None:
    """Revoke these because something they state was taken back, here or where it was brought along from."""
    await _revoke(
        session, district_id=district_id, attestations=attestations, ground=AttestationGround.ENTRY_REVERSED, at=at
    )


async def revoke_attestation(
    session: AsyncSession, *, viewer: Viewer, district_id: int, attestation_id: UUID, reason: str, at: datetime
) -> None:
    """A person's decision. AttestationRevoked where it holds no longer; NotFound where there is none."""
    shown = await queries.get_attestation(session, district_id=district_id, attestation_id=attestation_id)
    revoked = await _revoke(
        session,
        district_id=district_id,
        attestations=[shown.attestation],
        ground=AttestationGround.DECIDED,
        at=at,
        reason=reason,
        revoked_by=viewer.principal.account_id,
    )
    if not revoked:
        raise AttestationRevoked


async def _revoke(
    session: AsyncSession,
    *,
    district_id: int,
    attestations: Sequence[Attestation],
    ground: AttestationGround,
    at: datetime,
    reason: str | None = None,
    revoked_by: UUID | None = None,
) -> Sequence[Attestation]:
    """Revoke those that hold, say so, and return them."""
    done = set(
        await queries.insert_attestation_revocations(
            session,
            district_id=district_id,
            attestation_ids=[one.attestation_id for one in attestations],
            ground=ground.value,
            reason=reason,
            revoked_by=revoked_by,
            at=at,
        )
    )
    revoked = [one for one in attestations if one.attestation_id in done]
    for said in in_batches(revoked, _SAID_AT_ONCE):
        members = tuple(
            RevokedAttestation(
                attestation_id=one.attestation_id,
                kind=one.kind,
                number=one.content["number"],
                code=printed_code(one.district_id, one.code),
                teacher_id=one.teacher_id,
                ground=ground.value,
                revoked_at=at,
            )
            for one in said
        )
        await publish(session, AttestationsRevoked(district_id=district_id, members=members))
    return revoked
