"""Reading attestations: by who may see them, and by anybody who holds the code of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.ledger import queries
from services.ledger.errors import HolderRenamed
from services.ledger.operations.attestations.issuing import is_named
from services.ledger.operations.attestations.printing import AttestationSheet
from services.ledger.operations.certificates.reading import demand_within_reach, only_school
from services.ledger.queries import AttestationShown
from services.ledger.rules.certificates import read_code
from services.platform.access import Reach, Viewer
from services.platform.database import enter_district
from services.platform.errors import NotFound


@dataclass(frozen=True, slots=True)
class PublicAttestation:
    """What anybody with its code may know of an attestation."""

    shown: AttestationShown
    name_matches: bool | None
    """Whether the name that was asked for is the holder's; None where none was."""


async def list_attestations(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    teacher_id: UUID | None,
    kind: str | None,
    after: UUID | None,
    limit: int,
    today: date,
) -> Sequence[AttestationShown]:
    """Attestations within reach: teachers see their own, schools those of who was theirs on the day.

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
    return await queries.list_attestations(
        session,
        district_id=district_id,
        teacher_ids=accounts,
        school_id=await only_school(session, viewer=viewer, district_id=district_id, of=teacher_id, today=today),
        kind=kind,
        after=after,
        limit=limit,
    )


async def get_attestation(
    session: AsyncSession, *, viewer: Viewer, district_id: int, attestation_id: UUID, today: date
) -> AttestationShown:
    """One attestation; NotFound where it is not within reach."""
    shown = await queries.get_attestation(session, district_id=district_id, attestation_id=attestation_id)
    await demand_within_reach(session, viewer=viewer, issued=shown.attestation, today=today)
    return shown


async def read_attestation_to_print(
    session: AsyncSession, *, viewer: Viewer, district_id: int, attestation_id: UUID, public_url: str, today: date
) -> AttestationSheet:
    """What goes on paper; HolderRenamed where the paper would say another name than its signature vouches for."""
    shown = await get_attestation(
        session, viewer=viewer, district_id=district_id, attestation_id=attestation_id, today=today
    )
    one = shown.attestation
    teacher = await directory.find_teacher(session, district_id=district_id, teacher_id=one.teacher_id)
    if teacher is None:
        raise NotFound
    if not is_named(one, teacher.name):
        raise HolderRenamed
    return AttestationSheet(one, teacher.name, teacher.staff_number, shown.status, public_url)


async def find_public_attestation(session: AsyncSession, *, printed: str, name: str | None) -> PublicAttestation:
    """What a code stands for; the same NotFound for what is no code, of no district, or of no attestation."""
    read = read_code(printed)
    if read is None:
        raise NotFound
    district_id, code = read
    await enter_district(session, district_id)
    shown = await queries.find_attestation_by_code(session, district_id=district_id, code=code)
    if shown is None:
        raise NotFound
    return PublicAttestation(shown, None if name is None else is_named(shown.attestation, name))
