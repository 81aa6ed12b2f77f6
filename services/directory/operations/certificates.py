"""Certificates that the ledger issues become facts of the persons who hold them, and stop being so when revoked."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import IssuedCertificate, RevokedCertificate, TimelineChanged
from services.directory import queries
from services.directory.operations.following import follow_changed
from services.directory.rules.certificates import HELD_KINDS, HeardOf, held
from services.platform.outbox import publish


async def keep_issued(session: AsyncSession, *, district_id: int, certificates: Iterable[IssuedCertificate]) -> None:
    """Whoever was issued a certificate that clauses ask for holds it from that day."""
    rows = [
        {
            "district_id": district_id,
            "certificate_id": one.certificate_id,
            "teacher_id": one.teacher_id,
            "kind": one.kind,
            "issued_on": one.issued_on,
            "replaces": one.replaces,
        }
        for one in certificates
        if one.kind in HELD_KINDS
    ]
    await _keep(session, district_id=district_id, rows=rows)


async def keep_revoked(session: AsyncSession, *, district_id: int, certificates: Iterable[RevokedCertificate]) -> None:
    """Whose certificate was revoked holds it no longer, unless another was issued in its place."""
    rows = [
        {
            "district_id": district_id,
            "certificate_id": one.certificate_id,
            "teacher_id": one.teacher_id,
            "kind": one.kind,
            "revocation_ground": one.ground,
        }
        for one in certificates
        if one.kind in HELD_KINDS
    ]
    await _keep(session, district_id=district_id, rows=rows)


async def _keep(session: AsyncSession, *, district_id: int, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    teachers = await queries.lock_teachers(
        session, district_id=district_id, teacher_ids={row["teacher_id"] for row in rows}
    )
    await queries.upsert_certificates(session, rows)
    known: dict[UUID, list[HeardOf]] = defaultdict(list)
    for one in await queries.list_certificates(session, district_id=district_id, teacher_ids=teachers):
        known[one.teacher_id].append(
            HeardOf(one.certificate_id, one.kind, one.issued_on, one.replaces, one.revocation_ground)
        )
    stand = set(await queries.list_certified_facts(session, district_id=district_id, teacher_ids=teachers))
    wanted = {(teacher_id, *fact) for teacher_id in teachers for fact in held(known[teacher_id])}
    lost = sorted(stand - wanted)
    await queries.delete_certified_facts(session, district_id=district_id, held=lost)
    gained = await queries.insert_certified_facts(session, district_id=district_id, held=sorted(wanted - stand))
    changed = tuple(sorted({*gained, *(one[0] for one in lost)}))
    if changed:
        await publish(session, TimelineChanged(district_id=district_id, teacher_ids=changed))
        await follow_changed(session, district_id=district_id, teacher_ids=changed)
