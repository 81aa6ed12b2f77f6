"""Revoking: by itself when an entry that an attestation states is taken back, else by a person with a reason."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger import queries
from services.ledger.errors import AttestationRevoked
from services.ledger.rules.attestations import AttestationGround
from services.platform.access import Viewer


async def revoke_attestations_on(
    session: AsyncSession, *, district_id: int, entry_ids: Sequence[UUID], at: datetime
) -> None:
    """What states an entry that is taken back holds no longer, from the same transaction on."""
    if not entry_ids:
        return
    stating = await queries.list_attestations_on(session, district_id=district_id, entry_ids=entry_ids)
    await queries.insert_attestation_revocations(
        session,
        district_id=district_id,
        attestation_ids=[one.attestation_id for one in stating],
        ground=AttestationGround.ENTRY_REVERSED.value,
        reason=None,
        revoked_by=None,
        at=at,
    )


async def revoke_attestation(
    session: AsyncSession, *, viewer: Viewer, district_id: int, attestation_id: UUID, reason: str, at: datetime
) -> None:
    """A person's decision. AttestationRevoked where it holds no longer; NotFound where there is none."""
    await queries.get_attestation(session, district_id=district_id, attestation_id=attestation_id)
    revoked = await queries.insert_attestation_revocations(
        session,
        district_id=district_id,
        attestation_ids=[attestation_id],
        ground=AttestationGround.DECIDED.value,
        reason=reason,
        revoked_by=viewer.principal.account_id,
        at=at,
    )
    if not revoked:
        raise AttestationRevoked
