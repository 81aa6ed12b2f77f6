"""Files handed in as evidence or work: stored once, seen by who handed them in and by who is answerable for them."""

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.directory import queries as directory
from services.platform.access import Reach, Viewer
from services.platform.clock import SHANGHAI
from services.platform.errors import NotFound
from services.platform.files import FileStore, StoredFile, get_files, keep_file

_SERVICE: Final = "assessment"


async def store_file(
    session: AsyncSession,
    store: FileStore,
    *,
    district_id: int,
    name: str,
    content: bytes,
    viewer: Viewer,
    at: datetime,
) -> StoredFile:
    """Keep a file of who hands it in: a teacher's own, a school's, or the district's."""
    return await keep_file(
        session,
        store,
        district_id=district_id,
        service=_SERVICE,
        name=name,
        content=content,
        person_id=viewer.principal.person_id,
        school_id=await _school_of(session, district_id=district_id, viewer=viewer, at=at),
        account_id=viewer.principal.account_id,
        at=at,
    )


async def get_file(session: AsyncSession, *, district_id: int, file_id: UUID, viewer: Viewer) -> StoredFile:
    """A file that the viewer handed in, of the viewer's school or district, or of a claim or binder within reach."""
    file = (await get_files(session, district_id=district_id, file_ids=[file_id]))[file_id]
    own = file.account_id == viewer.principal.account_id
    if own or viewer.sees(person_id=file.person_id, unit_id=file.school_id):
        return file
    # Who reviews a form, and whose form it is, read its papers whoever handed them in.
    for claim in await queries.list_claims_with_file(session, district_id=district_id, file_id=file_id):
        if viewer.sees(person_id=claim.teacher_id, unit_id=claim.school_id):
            return file
    # The two of a pair read what either of them put into their log, as does their school.
    for pair in await queries.list_pairs_with_file(session, district_id=district_id, file_id=file_id):
        if viewer.principal.person_id in {pair.mentor_id, pair.mentee_id} or viewer.sees(unit_id=pair.school_id):
            return file
    # Who keeps a binder, answers for it, or is being given it reads its papers.
    for binder, leader_ids, given_to in await queries.list_binders_with_file(
        session, district_id=district_id, file_id=file_id
    ):
        if viewer.principal.account_id in {binder.custodian_id, *given_to}:
            return file
        if viewer.sees(unit_id=binder.school_id, led_by=frozenset(leader_ids)):
            return file
    raise NotFound


async def _school_of(session: AsyncSession, *, district_id: int, viewer: Viewer, at: datetime) -> UUID | None:
    principal = viewer.principal
    if viewer.reach is Reach.UNIT:
        return viewer.only_unit()
    if principal.person_id is None:
        return None
    today = at.astimezone(SHANGHAI).date()
    found = await directory.map_snapshots(session, district_id=district_id, teacher_ids=[principal.person_id], on=today)
    return found[principal.person_id].school_id if found else None
