"""What the directory hears."""

from functools import cache

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import (
    AuditFellDue,
    CertificatesIssued,
    CertificatesRevoked,
    OutcomeFinalised,
    PairsKept,
    TeacherExpected,
    TeacherTakenOver,
)
from services.directory import operations
from services.platform import clock
from services.platform.audit import SETTLED_AFTER
from services.platform.settings import load_settings
from services.platform.signing import Signer
from workers.subscriptions import on


@on(OutcomeFinalised, queue="directory")
async def record_degrees(session: AsyncSession, event: OutcomeFinalised) -> None:
    """A degree that a claim's recognition confirmed becomes a fact of the person, until that is taken back."""
    await operations.keep_degrees(session, district_id=event.district_id, outcomes=event.members)


@on(CertificatesIssued, queue="directory")
async def keep_issued(session: AsyncSession, event: CertificatesIssued) -> None:
    """The certificate of pre-service training is one that clauses ask a person to hold."""
    await operations.keep_issued(session, district_id=event.district_id, certificates=event.members)


@on(CertificatesRevoked, queue="directory")
async def keep_revoked(session: AsyncSession, event: CertificatesRevoked) -> None:
    """Who holds it no longer."""
    await operations.keep_revoked(session, district_id=event.district_id, certificates=event.members)


@on(PairsKept, queue="directory")
async def keep_pairs(session: AsyncSession, event: PairsKept) -> None:
    """A mentoring pair is a unit of its school: clauses of scope unit are asked of it while it lasts."""
    await operations.keep_pairs(session, district_id=event.district_id, pairs=event.members)


@on(TeacherExpected, queue="directory")
async def keep_arrival(session: AsyncSession, event: TeacherExpected) -> None:
    """Another district sends somebody here, or does not after all."""
    await operations.keep_arrival(session, told=event, at=clock.now())


@on(TeacherTakenOver, queue="directory")
async def keep_taking_over(session: AsyncSession, event: TeacherTakenOver) -> None:
    """Who left was received."""
    await operations.keep_taking_over(session, told=event)


@on(AuditFellDue, queue="directory", alone=True)
async def seal_audit(session: AsyncSession, event: AuditFellDue) -> None:
    """An hour in which something privileged was done is over: its records are vouched for."""
    await operations.seal_audit(
        session,
        district_id=event.district_id,
        signer=_signer(),
        settled_before=clock.real_now() - SETTLED_AFTER,
        at=clock.now(),
    )


@on(AuditFellDue, queue="directory", alone=True)
async def forget_ended_logins(session: AsyncSession, event: AuditFellDue) -> None:
    """As often as that, what long ago renewed its last login goes, too."""
    await operations.forget_ended_logins(session, district_id=event.district_id, at=clock.real_now())


@cache
def _signer() -> Signer:
    """The key of the book, by which the trail is vouched for too."""
    return Signer(load_settings().secret("book_private_key"))
