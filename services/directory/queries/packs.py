"""Which pack judges whom: published versions, assignments, and the revisions that correct them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select, update
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer

from services.directory.errors import PackNotAssigned
from services.directory.models import PackAssignment, PackRevision, PackVersion
from services.directory.rules import AssignedPack, Assignments, Packs, Selector, kept_packs
from services.platform.errors import NotFound


async def load_assignments(session: AsyncSession, *, district_id: int, known_at: datetime | None = None) -> Assignments:
    """All assignments in force at their latest revision, or at the one that stood at a time: one statement.

    What was withdrawn by then is not among them.
    """
    decided = await _list_assigned(session, district_id=district_id, known_at=known_at)
    return Assignments(one for one in decided if not one.is_withdrawn)


async def list_assigned_packs(
    session: AsyncSession, *, district_id: int, known_at: datetime | None = None
) -> Sequence[AssignedPack]:
    """All assignments at their latest revision by their first day, the most general first."""
    return list(await load_assignments(session, district_id=district_id, known_at=known_at))


async def find_assigned_pack(
    session: AsyncSession,
    *,
    district_id: int,
    on: date,
    school_id: UUID | None = None,
    stage: str | None = None,
    post: str | None = None,
) -> AssignedPack | None:
    """The most special pack in force on a day for a school, stage and post; the district's own where none is given."""
    fitting = await _list_assigned(
        session,
        district_id=district_id,
        where=[
            PackAssignment.valid_from <= on,
            PackAssignment.valid_to >= on,
            PackAssignment.withdrawn.is_(False),
            *(
                or_(column.is_(None), column == value) if value is not None else column.is_(None)
                for column, value in (
                    (PackAssignment.school_id, school_id),
                    (PackAssignment.stage, stage),
                    (PackAssignment.post, post),
                )
            ),
        ],
    )
    return Assignments(fitting).in_force(on, school_id=school_id, stage=stage, post=post)


async def get_assigned_pack(
    session: AsyncSession,
    *,
    district_id: int,
    on: date,
    school_id: UUID | None = None,
    stage: str | None = None,
    post: str | None = None,
) -> AssignedPack:
    """The pack in force on a day, or PackNotAssigned."""
    found = await find_assigned_pack(
        session, district_id=district_id, on=on, school_id=school_id, stage=stage, post=post
    )
    if found is None:
        raise PackNotAssigned(on=on)
    return found


async def list_revisions(session: AsyncSession, *, district_id: int, assignment_id: UUID) -> Sequence[AssignedPack]:
    """Every revision of an assignment, the first one first; none where there is no such assignment."""
    rows = await session.execute(
        _decided(district_id).where(PackAssignment.assignment_id == assignment_id).order_by(PackRevision.revision)
    )
    return [_assigned(row[0], row[1], row[2], row[3]) for row in rows]


async def load_packs(session: AsyncSession, *, district_id: int, assigned: Iterable[AssignedPack]) -> Packs:
    """The packs of these assignments: one statement for those that this process has never read, else none."""
    hashes = {one.content_hash for one in assigned}
    read = kept_packs(hashes)
    unread = hashes - read.keys()
    if not unread:
        return Packs(read, {})
    texts = await session.execute(
        select(PackVersion.content_hash, PackVersion.content).where(
            PackVersion.district_id == district_id, PackVersion.content_hash.in_(unread)
        )
    )
    return Packs(read, dict(texts.all()))


async def _list_assigned(
    session: AsyncSession,
    *,
    district_id: int,
    known_at: datetime | None = None,
    where: Iterable[ColumnElement[bool]] = (),
) -> Sequence[AssignedPack]:
    query = (
        _decided(district_id)
        .where(*where)
        .ext(distinct_on(PackRevision.assignment_id))
        .order_by(PackRevision.assignment_id, PackRevision.revision.desc())
    )
    if known_at is not None:
        query = query.where(PackRevision.decided_at <= known_at)
    return [_assigned(row[0], row[1], row[2], row[3]) for row in await session.execute(query)]


def _decided(district_id: int) -> Select[PackAssignment, PackRevision, str, str]:
    """Assignments with their revisions and the names of the packs, without the texts: those are long."""
    return (
        select(PackAssignment, PackRevision, PackVersion.pack_id, PackVersion.version)
        .join(
            PackRevision,
            (PackRevision.district_id == PackAssignment.district_id)
            & (PackRevision.assignment_id == PackAssignment.assignment_id),
        )
        .join(
            PackVersion,
            (PackVersion.district_id == PackRevision.district_id)
            & (PackVersion.content_hash == PackRevision.content_hash),
        )
        .where(PackAssignment.district_id == district_id)
    )


def _assigned(assignment: PackAssignment, revision: PackRevision, pack_id: str, version: str) -> AssignedPack:
    return AssignedPack(
        assignment_id=assignment.assignment_id,
        revision=revision.revision,
        selector=Selector(school_id=assignment.school_id, stage=assignment.stage, post=assignment.post),
        pack_id=pack_id,
        version=version,
        content_hash=revision.content_hash,
        valid_from=assignment.valid_from,
        valid_to=revision.valid_to,
        parameters=revision.parameters,
        switches=revision.switches,
        reason=revision.reason,
        decided_at=revision.decided_at,
        decided_by=revision.decided_by,
        kind=revision.kind,
    )


async def list_pack_versions(session: AsyncSession, *, district_id: int) -> Sequence[PackVersion]:
    """Every version by pack and time of publication."""
    return (
        await session.scalars(
            select(PackVersion)
            .filter_by(district_id=district_id)
            .order_by(PackVersion.pack_id, PackVersion.published_at, PackVersion.content_hash)
            # A list shows no texts, and those are long.
            .options(defer(PackVersion.content, raiseload=True), defer(PackVersion.source, raiseload=True))
        )
    ).all()


async def find_pack_version(session: AsyncSession, *, district_id: int, content_hash: str) -> PackVersion | None:
    return await session.get(PackVersion, (district_id, content_hash))


async def get_pack_version(session: AsyncSession, *, district_id: int, content_hash: str) -> PackVersion:
    found = await find_pack_version(session, district_id=district_id, content_hash=content_hash)
    if found is None:
        raise NotFound
    return found


async def insert_pack_version(
    session: AsyncSession,
    *,
    district_id: int,
    content_hash: str,
    pack_id: str,
    version: str,
    title: dict[str, str],
    content: str,
    source: str,
    builds_on: str | None,
    published_by: UUID | None,
    at: datetime,
) -> None:
    """The same content published twice is one version: the first stands, with its author and words."""
    await session.execute(
        insert(PackVersion)
        .values(
            district_id=district_id,
            content_hash=content_hash,
            pack_id=pack_id,
            version=version,
            title=title,
            content=content,
            source=source,
            builds_on=builds_on,
            published_by=published_by,
            published_at=at,
        )
        .on_conflict_do_nothing()
    )


async def insert_assignment(
    session: AsyncSession,
    *,
    district_id: int,
    assignment_id: UUID,
    selector: Selector,
    valid_from: date,
    valid_to: date,
) -> bool:
    """False when another assignment for the same people covers part of the period."""
    inserted = await session.execute(
        insert(PackAssignment)
        .values(
            district_id=district_id,
            assignment_id=assignment_id,
            school_id=selector.school_id,
            stage=selector.stage,
            post=selector.post,
            valid_from=valid_from,
            valid_to=valid_to,
        )
        .on_conflict_do_nothing()
        .returning(PackAssignment.assignment_id)
    )
    return inserted.scalar_one_or_none() is not None


async def update_assignment(
    session: AsyncSession, *, district_id: int, assignment_id: UUID, valid_to: date, withdrawn: bool
) -> bool:
    """Let an assignment stand as its latest revision says; False when another then covers part of its period."""
    try:
        async with session.begin_nested():
            await session.execute(
                update(PackAssignment)
                .where(PackAssignment.district_id == district_id, PackAssignment.assignment_id == assignment_id)
                .values(valid_to=valid_to, withdrawn=withdrawn)
                .execution_options(synchronize_session=False)
            )
    except IntegrityError:
        # The constraint of the table says it, for whoever assigns at the same moment too.
        return False
    return True


async def insert_revision(
    session: AsyncSession,
    *,
    district_id: int,
    assignment_id: UUID,
    revision: int,
    kind: str,
    valid_to: date,
    content_hash: str,
    parameters: dict[str, Any],
    switches: dict[str, Any],
    reason: str | None,
    decided_by: UUID | None,
    at: datetime,
) -> bool:
    """False when the assignment has a revision of that number already."""
    inserted = await session.execute(
        insert(PackRevision)
        .values(
            district_id=district_id,
            assignment_id=assignment_id,
            revision=revision,
            kind=kind,
            valid_to=valid_to,
            content_hash=content_hash,
            parameters=parameters,
            switches=switches,
            reason=reason,
            decided_by=decided_by,
            decided_at=at,
        )
        .on_conflict_do_nothing()
        .returning(PackRevision.revision)
    )
    return inserted.scalar_one_or_none() is not None
