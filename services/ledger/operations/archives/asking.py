"""What the one who wants an archive does: asks, looks whether it is made, fetches it; each of it stays on record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import TeacherArchiveFellDue
from services.ledger import queries
from services.ledger.errors import ArchiveGone, ArchiveNotReady, NotYetSigned, PurposeNeeded, TooManyArchives
from services.ledger.models import TeacherArchive
from services.ledger.operations.archives.making import EXPIRED, READY, WAITING, content_name
from services.ledger.operations.reading import Named, get_visible_teacher
from services.platform.access import Viewer
from services.platform.errors import NotFound
from services.platform.ids import new_id
from services.platform.outbox import publish
from services.platform.ranges import FilePart

_MOST_AT_ONCE: Final = 5


@dataclass(frozen=True, slots=True)
class ArchiveShown:
    """An archive, how often it was taken, and when last."""

    archive: TeacherArchive
    taken: int
    taken_at: datetime | None


async def ask_for_archive(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    teacher_id: UUID,
    as_of: date,
    purpose: str | None,
    today: date,
    at: datetime,
) -> ArchiveShown:
    """Have the worker put everything about a teacher's entries into one file; others than the teacher say what for."""
    await _visible(session, viewer=viewer, district_id=district_id, teacher_id=teacher_id, today=today)
    principal = viewer.principal
    if purpose is None and principal.person_id != teacher_id:
        raise PurposeNeeded
    if await queries.count_open_archives(session, district_id=district_id, teacher_id=teacher_id) >= _MOST_AT_ONCE:
        raise TooManyArchives(most=_MOST_AT_ONCE)
    if not await queries.get_head(session, district_id=district_id):
        # Without a first entry there is no head that could prove anything.
        raise NotYetSigned
    asked = await queries.insert_archive(
        session,
        TeacherArchive(
            district_id=district_id,
            archive_id=new_id(),
            teacher_id=teacher_id,
            purpose=purpose,
            as_of=as_of,
            asked_by=principal.account_id,
            asked_for=principal.person_id,
            asked_at=at,
            state=WAITING,
            known_at_seq=None,
            sha256=None,
            size=None,
            made_at=None,
            expires_at=None,
        ),
    )
    await publish(session, TeacherArchiveFellDue(district_id=district_id, archive_id=asked.archive_id))
    return ArchiveShown(asked, 0, None)


async def list_archives(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    teacher_id: UUID,
    today: date,
    after: UUID | None,
    limit: int,
) -> Sequence[ArchiveShown]:
    """Who ever asked for the teacher's archive: one more than `limit` tells that others follow."""
    await _visible(session, viewer=viewer, district_id=district_id, teacher_id=teacher_id, today=today)
    found = await queries.list_archives(
        session, district_id=district_id, teacher_id=teacher_id, after=after, limit=limit + 1
    )
    return [ArchiveShown(*one) for one in found]


async def get_archive(
    session: AsyncSession, *, viewer: Viewer, district_id: int, teacher_id: UUID, archive_id: UUID, today: date
) -> ArchiveShown:
    await _visible(session, viewer=viewer, district_id=district_id, teacher_id=teacher_id, today=today)
    return ArchiveShown(
        *await queries.get_archive(session, district_id=district_id, teacher_id=teacher_id, archive_id=archive_id)
    )


async def take_archive(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    teacher_id: UUID,
    archive_id: UUID,
    today: date,
    at: datetime,
) -> tuple[str, FilePart]:
    """The name of the file and where it lies, for who asked for it and for the teacher."""
    teacher = await _visible(session, viewer=viewer, district_id=district_id, teacher_id=teacher_id, today=today)
    asked, _, _ = await queries.get_archive(
        session, district_id=district_id, teacher_id=teacher_id, archive_id=archive_id
    )
    principal = viewer.principal
    if asked.asked_by != principal.account_id and principal.person_id != teacher_id:
        # What one officer was given for one purpose is not another's to take.
        raise NotFound
    if asked.state == EXPIRED or (asked.expires_at is not None and asked.expires_at <= at):
        raise ArchiveGone(expires_at=asked.expires_at)
    if asked.state != READY or asked.sha256 is None or asked.size is None:
        raise ArchiveNotReady
    name = f"{teacher.staff_number}-{asked.as_of.isoformat()}.zip"
    return name, FilePart(content_name(archive_id), asked.size, asked.sha256)


async def _visible(session: AsyncSession, *, viewer: Viewer, district_id: int, teacher_id: UUID, today: date) -> Named:
    return await get_visible_teacher(
        session, viewer=viewer, district_id=district_id, teacher_id=teacher_id, today=today
    )
