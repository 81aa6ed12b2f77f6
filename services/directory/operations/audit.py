"""The audit trail: shown to whom it concerns, sealed hour by hour, and verified."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, Final
from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import AuditFellDue
from services.directory import queries
from services.directory.rules import AuditFilter, digest_of, seal_bytes
from services.platform.access import Reach, Viewer
from services.platform.audit import AuditRecord, AuditSeal
from services.platform.database import allow_seconds, once_committed
from services.platform.errors import Forbidden
from services.platform.ids import first_id_at
from services.platform.outbox import publish
from services.platform.signing import KeyRing, Signer, in_base64url

log = structlog.get_logger()

_MOST_AT_ONCE: Final = 10_000
_LONGEST_SECONDS: Final = 86_400


async def list_audit(
    session: AsyncSession, *, viewer: Viewer, wanted: AuditFilter, before: UUID | None, limit: int
) -> Sequence[AuditRecord]:
    """The newest first; a teacher is shown what concerned the own person, and nothing else."""
    if viewer.reach is not Reach.DISTRICT:
        own = viewer.principal.person_id
        if own is None:
            raise Forbidden
        if wanted.teacher_id not in (None, own):
            return []
        wanted = replace(wanted, teacher_id=own)
    return await queries.list_audit(
        session, district_id=viewer.principal.district_id, wanted=wanted, before=before, limit=limit
    )


async def seal_audit(
    session: AsyncSession, *, district_id: int, signer: Signer, settled_before: datetime, at: datetime
) -> AuditSeal | None:
    """Vouch for what was recorded since the last seal and before a moment of real time; None where nothing was."""
    before = await queries.find_last_seal(session, district_id=district_id)
    rows = await queries.list_audit_between(
        session,
        district_id=district_id,
        after=None if before is None else before.last_id,
        last=first_id_at(settled_before),
        limit=_MOST_AT_ONCE,
    )
    if not rows:
        return None
    if len(rows) == _MOST_AT_ONCE:
        await publish(session, AuditFellDue(district_id=district_id))
    number, last_id = (1 if before is None else before.number + 1), rows[-1].audit_id
    canonical = seal_bytes(
        district_id=district_id,
        number=number,
        last_id=last_id,
        rows=len(rows),
        digest=digest_of(map(_told, rows)),
        previous=None if before is None else before.canonical,
        sealed_at=at,
    )
    seal = await queries.insert_seal(
        session,
        AuditSeal(
            district_id=district_id,
            number=number,
            last_id=last_id,
            rows=len(rows),
            canonical=canonical,
            key_id=signer.key_id,
            signature=signer.sign(canonical),
            sealed_at=at,
        ),
    )
    # The log is kept elsewhere than the database: whoever takes the last seals away does not reach it.
    said_as = partial(log.info, "audit trail sealed", seal=canonical.decode(), signature=in_base64url(seal.signature))
    once_committed(session, said_as)
    return seal


async def verify_audit(session: AsyncSession, *, district_id: int, keys: KeyRing) -> list[str]:
    """What of the sealed trail is not as it was sealed, a sentence for each seal that does not hold."""
    await allow_seconds(session, _LONGEST_SECONDS)
    findings: list[str] = []
    before: AuditSeal | None = None
    for place, seal in enumerate(await queries.list_seals(session, district_id=district_id), start=1):
        if seal.number != place:
            findings.append(f"seal {place} is missing")
            return findings
        rows = await queries.list_audit_between(
            session, district_id=district_id, after=None if before is None else before.last_id, last=seal.last_id
        )
        told = f"seal {seal.number} of {seal.sealed_at.isoformat(timespec='seconds')}"
        if not keys.holds(key_id=seal.key_id, content=seal.canonical, signature=seal.signature):
            findings.append(f"{told}: the signature does not hold")
        if len(rows) != seal.rows:
            findings.append(f"{told}: {len(rows)} acts stand where {seal.rows} were sealed")
        elif seal.canonical != seal_bytes(
            district_id=district_id,
            number=seal.number,
            last_id=seal.last_id,
            rows=len(rows),
            digest=digest_of(map(_told, rows)),
            previous=None if before is None else before.canonical,
            sealed_at=seal.sealed_at,
        ):
            findings.append(f"{told}: an act is not what was sealed")
        before = seal
    return findings


def _told(row: AuditRecord) -> Mapping[str, Any]:
    """Every column of a record."""
    return {column.name: getattr(row, column.name) for column in AuditRecord.__table__.columns}
