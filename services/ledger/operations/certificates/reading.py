"""Reading certificates: by who may see them, and by anybody who holds the code of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.ledger import queries
from services.ledger.errors import HolderRenamed
from services.ledger.models import Attestation, Certificate, CertificateRevocation
from services.ledger.operations.certificates.printing import Sheet
from services.ledger.rules.certificates import BadSignature, name_mark, read_code, read_signed
from services.platform.access import Reach, Viewer
from services.platform.database import enter_district
from services.platform.errors import NotFound
from services.platform.signing import KeyRing


@dataclass(frozen=True, slots=True)
class ShownCertificate:
    """A certificate, what has become of it, and the entries it stands on where they were asked for."""

    certificate: Certificate
    revocation: CertificateRevocation | None
    entry_ids: Sequence[UUID] = ()


@dataclass(frozen=True, slots=True)
class PublicCertificate:
    """What anybody with its code may know of a certificate."""

    certificate: Certificate
    revocation: CertificateRevocation | None
    name_matches: bool | None
    """Whether the name that was asked for is the holder's; None where none was."""
    reissued: bool


async def list_certificates(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    teacher_id: UUID | None,
    class_id: UUID | None,
    kind: str | None,
    holds: bool | None,
    after: UUID | None,
    limit: int,
    today: date,
) -> Sequence[ShownCertificate]:
    """Certificates within reach: teachers see their own, schools those of who was theirs when it was earned.

    Of a teacher who is theirs today, schools see all.
    """
    if viewer.reach is Reach.OWN:
        own = viewer.principal.person_id
        if own is None or teacher_id not in (None, own):
            raise NotFound
        teacher_id = own
    accounts = None
    if teacher_id is not None:
        accounts = [
            teacher_id,
            *await queries.map_former(session, district_id=district_id, teacher_ids=[teacher_id]),
        ]
    shown = await queries.list_certificates(
        session,
        district_id=district_id,
        teacher_ids=accounts,
        school_id=await only_school(session, viewer=viewer, district_id=district_id, of=teacher_id, today=today),
        class_id=class_id,
        kind=kind,
        holds=holds,
        after=after,
        limit=limit,
    )
    return [ShownCertificate(*one) for one in shown]


async def get_certificate(
    session: AsyncSession, *, viewer: Viewer, district_id: int, certificate_id: UUID, today: date
) -> ShownCertificate:
    """One certificate with the entries it stands on; NotFound where it is not within reach."""
    shown = await queries.get_certificate(session, district_id=district_id, certificate_id=certificate_id)
    await demand_within_reach(session, viewer=viewer, issued=shown[0], today=today)
    entry_ids = await queries.list_entry_ids(session, district_id=district_id, certificate_id=certificate_id)
    return ShownCertificate(*shown, entry_ids)


async def demand_within_reach(
    session: AsyncSession, *, viewer: Viewer, issued: Certificate | Attestation, today: date
) -> None:
    """NotFound for what is another person's or school's.

    A person has what was issued under a former number, too; a school what was issued to who is in post there today.
    """
    if viewer.sees(person_id=issued.teacher_id, unit_id=issued.school_id):
        return
    own = viewer.principal.person_id
    if own is not None and issued.teacher_id in await queries.map_former(
        session, district_id=issued.district_id, teacher_ids=[own]
    ):
        return
    if not await _is_theirs(
        session, viewer=viewer, district_id=issued.district_id, teacher_id=issued.teacher_id, today=today
    ):
        raise NotFound


async def only_school(
    session: AsyncSession, *, viewer: Viewer, district_id: int, of: UUID | None, today: date
) -> UUID | None:
    """The school to whose papers a list is confined; None where it shows all that there are of a teacher or at all."""
    if viewer.reach is Reach.OWN:
        return None
    theirs = of is not None and await _is_theirs(
        session, viewer=viewer, district_id=district_id, teacher_id=of, today=today
    )
    return None if theirs else viewer.only_unit()


async def _is_theirs(session: AsyncSession, *, viewer: Viewer, district_id: int, teacher_id: UUID, today: date) -> bool:
    """Whether somebody is in post at the viewer's school, under this number or the one they go on under."""
    if viewer.reach is not Reach.UNIT:
        return False
    merges = await queries.list_merges_of(session, district_id=district_id, teacher_ids=[teacher_id])
    known_as = [teacher_id, *(one.into_teacher_id for one in merges if one.teacher_id == teacher_id)]
    placed = await directory.map_snapshots(session, district_id=district_id, teacher_ids=known_as, on=today)
    return any(viewer.sees(unit_id=one.school_id) for one in placed.values())


async def read_certificate_to_print(
    session: AsyncSession, *, viewer: Viewer, district_id: int, certificate_id: UUID, public_url: str, today: date
) -> Sheet:
    """What goes on paper; HolderRenamed where the paper would say another name than its signature vouches for."""
    shown = await get_certificate(
        session, viewer=viewer, district_id=district_id, certificate_id=certificate_id, today=today
    )
    certificate = shown.certificate
    teacher = await directory.find_teacher(session, district_id=district_id, teacher_id=certificate.teacher_id)
    if teacher is None:
        raise NotFound
    if not is_named(certificate, teacher.name):
        raise HolderRenamed
    return Sheet(certificate, teacher.name, shown.revocation is not None, public_url)


async def find_public_certificate(session: AsyncSession, *, printed: str, name: str | None) -> PublicCertificate:
    """What a code stands for; the same NotFound for what is no code, of no district, or of no certificate."""
    read = read_code(printed)
    if read is None:
        raise NotFound
    district_id, code = read
    await enter_district(session, district_id)
    shown = await queries.find_certificate_by_code(session, district_id=district_id, code=code)
    if shown is None:
        raise NotFound
    certificate, revocation = shown
    successor = await queries.find_successor(
        session, district_id=district_id, certificate_id=certificate.certificate_id
    )
    return PublicCertificate(
        certificate,
        revocation,
        None if name is None else is_named(certificate, name),
        successor is not None,
    )


@dataclass(frozen=True, slots=True)
class OfflineCheck:
    """What a signature vouches for, line by line, and whether the name that was given is the one that was meant."""

    lines: Sequence[tuple[str, str]]
    name_matches: bool | None


def check_offline(keys: KeyRing, signed: str, *, name: str | None) -> OfflineCheck | None:
    """What a QR code says; None where its signature does not hold by these keys."""
    try:
        facts = read_signed(keys, signed)
    except BadSignature:
        return None
    code = facts.c.partition("-")[2]
    return OfflineCheck(
        [
            ("证书", facts.l),
            ("编号", facts.n),
            ("核验码", facts.c),
            ("发证机关", facts.i),
            ("发证日期", facts.d.isoformat()),
            ("持证人", facts.p),
            ("培训", facts.t),
            ("起止", f"{facts.a} – {facts.z}"),
            ("学时", facts.h),
            ("学分", facts.r),
        ],
        None if name is None else name_mark(code, name) == facts.m,
    )


def is_named(certificate: Certificate, name: str) -> bool:
    return str(certificate.content["name_mark"]) == name_mark(certificate.code, name)
