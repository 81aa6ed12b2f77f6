"""Works of a scheme: until when, handed in by members in versions, given back with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import AlreadyReturned, NotAMember, SubmissionReplaced, UnknownWork
from services.assessment.models import Submission, SubmissionReturn, TrainingClass, WorkDeadline
from services.assessment.operations.judging import pin_scheme, scheme_of
from services.assessment.operations.marking import lock_open_class
from services.assessment.operations.reach import demand_management, demand_sight, find_scope_in_class
from services.assessment.operations.revisions import reconsider
from services.assessment.rules import EVERYTHING, Scheme, Work
from services.platform.access import Viewer
from services.platform.errors import NotFound
from services.platform.files import StoredFile, get_files
from services.platform.ids import new_id


@dataclass(frozen=True, slots=True)
class WorkOfClass:
    """A work that the scheme names, with what was said last of its deadline."""

    work: Work
    deadline: WorkDeadline | None


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A version of a work with its files, and whether it was returned or replaced."""

    submission: Submission
    returned: SubmissionReturn | None
    newest_version: int
    files: tuple[StoredFile, ...]

    @property
    def state(self) -> str:
        if self.returned is not None:
            return "RETURNED"
        return "HANDED_IN" if self.submission.version == self.newest_version else "REPLACED"


async def list_works(session: AsyncSession, *, district_id: int, class_id: UUID, viewer: Viewer) -> list[WorkOfClass]:
    """What the scheme of a class asks members to hand in or defend, with the deadlines."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    await demand_sight(session, viewer=viewer, training_class=training_class)
    scheme = await scheme_of(session, training_class)
    deadlines = await queries.map_deadlines(session, district_id=district_id, class_id=class_id)
    return [WorkOfClass(work, deadlines.get(work.code)) for work in scheme.works]


async def set_deadline(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    work: str,
    due_at: datetime | None,
    reason: str | None,
    viewer: Viewer,
    at: datetime,
) -> WorkOfClass:
    """Say until when a work is to be handed in (None: no deadline); former words stay, the same changes nothing."""
    training_class = await lock_open_class(session, district_id=district_id, class_id=class_id)
    demand_management(viewer, training_class)
    scheme = await scheme_of(session, training_class)
    known = work_of(scheme, work)
    standing = (await queries.map_deadlines(session, district_id=district_id, class_id=class_id)).get(work)
    if standing is not None and standing.due_at == due_at:
        return WorkOfClass(known, standing)
    await pin_scheme(session, training_class, scheme, at=at)
    deadline = await queries.insert_deadline(
        session,
        WorkDeadline(
            district_id=district_id,
            deadline_id=new_id(),
            class_id=class_id,
            work=work,
            due_at=due_at,
            reason=reason,
            set_by=viewer.principal.account_id,
            set_at=at,
        ),
    )
    return WorkOfClass(known, deadline)


async def hand_in(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    work: str,
    file_ids: Sequence[UUID],
    note: str | None,
    viewer: Viewer,
    at: datetime,
) -> HandedIn:
    """Hand in one's own files as the next version of a work; the very same again is the version that stands.

    After the deadline it is taken and marked late. Other works stay as they are.
    """
    teacher_id = viewer.principal.person_id
    if teacher_id is None:
        raise NotFound
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    await demand_sight(session, viewer=viewer, training_class=training_class)
    training_class = await lock_open_class(session, district_id=district_id, class_id=class_id)
    members = await queries.list_members(
        session, district_id=district_id, class_id=class_id, scope=EVERYTHING, teacher_ids=[teacher_id]
    )
    if not members:
        raise NotAMember
    scheme = await scheme_of(session, training_class)
    work_of(scheme, work)
    files = await _own_files(session, district_id=district_id, file_ids=file_ids, teacher_id=teacher_id)
    before = await queries.find_newest_submission(
        session, district_id=district_id, class_id=class_id, teacher_id=teacher_id, work=work
    )
    wanted = [file.file_id for file in files]
    if before is not None and before[1] is None and (before[0].file_ids, before[0].note) == (wanted, note):
        return HandedIn(before[0], None, before[0].version, files)
    deadline = (await queries.map_deadlines(session, district_id=district_id, class_id=class_id)).get(work)
    due_at = deadline.due_at if deadline else None
    await pin_scheme(session, training_class, scheme, at=at)
    version = before[0].version + 1 if before else 1
    submission = await queries.insert_submission(
        session,
        Submission(
            district_id=district_id,
            submission_id=new_id(),
            class_id=class_id,
            teacher_id=teacher_id,
            work=work,
            version=version,
            file_ids=wanted,
            note=note,
            due_at=due_at,
            late=due_at is not None and at > due_at,
            handed_in_by=viewer.principal.account_id,
            handed_in_at=at,
        ),
    )
    await _reconsider(session, training_class, teacher_id=teacher_id, by=viewer.principal.account_id, at=at)
    return HandedIn(submission, None, version, files)


async def list_submissions(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    teacher_id: UUID | None,
    work: str | None,
    viewer: Viewer,
    after: UUID | None,
    limit: int,
) -> list[HandedIn]:
    """Every version in the order of handing in: of the members within reach, and of those one is named to mark."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    seen = await _seen(session, training_class, viewer=viewer)
    if teacher_id is not None:
        if seen is not None and teacher_id not in seen:
            raise NotFound
        seen = frozenset({teacher_id})
    found = await queries.list_submissions(
        session,
        district_id=district_id,
        class_id=class_id,
        teacher_ids=seen,
        work=work,
        after=after,
        limit=limit,
    )
    return await _in_full(session, training_class, found)


async def get_submitted_file(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    submission_id: UUID,
    file_id: UUID,
    viewer: Viewer,
) -> StoredFile:
    """A file of a version, for whoever sees the version."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    seen = await _seen(session, training_class, viewer=viewer)
    submission, _ = await queries.get_submission(
        session, district_id=district_id, class_id=class_id, submission_id=submission_id
    )
    if file_id not in submission.file_ids or (seen is not None and submission.teacher_id not in seen):
        raise NotFound
    return (await get_files(session, district_id=district_id, file_ids=[file_id]))[file_id]


async def return_submission(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    submission_id: UUID,
    reason: str,
    viewer: Viewer,
    at: datetime,
) -> HandedIn:
    """Give the newest version of a work back; the member hands in another. The same again changes nothing."""
    training_class = await lock_open_class(session, district_id=district_id, class_id=class_id)
    demand_management(viewer, training_class)
    submission, returned = await queries.get_submission(
        session, district_id=district_id, class_id=class_id, submission_id=submission_id
    )
    newest = await queries.map_newest_versions(
        session, district_id=district_id, class_id=class_id, teacher_ids=[submission.teacher_id]
    )
    if returned is not None and returned.reason != reason:
        raise AlreadyReturned
    if returned is None:
        version = newest[submission.teacher_id, submission.work]
        if version != submission.version:
            raise SubmissionReplaced(version=version)
        returned = await queries.insert_submission_return(
            session,
            SubmissionReturn(
                district_id=district_id,
                submission_id=submission_id,
                reason=reason,
                returned_by=viewer.principal.account_id,
                returned_at=at,
            ),
        )
        await _reconsider(
            session, training_class, teacher_id=submission.teacher_id, by=viewer.principal.account_id, at=at
        )
    (full,) = await _in_full(session, training_class, [(submission, returned)])
    return full


def work_of(scheme: Scheme, code: str) -> Work:
    """The work of this code, or UnknownWork."""
    found = scheme.work(code)
    if found is None:
        raise UnknownWork(known=", ".join(work.code for work in scheme.works) or "-")
    return found


async def _seen(session: AsyncSession, training_class: TrainingClass, *, viewer: Viewer) -> frozenset[UUID] | None:
    """Whose works a viewer sees; None: everybody's."""
    marker = await demand_sight(session, viewer=viewer, training_class=training_class)
    scope = await find_scope_in_class(session, viewer=viewer, training_class=training_class)
    if any(naming.teacher_id is None for naming in marker.named) or (scope is not None and scope.is_everything):
        return None
    seen = {naming.teacher_id for naming in marker.named if naming.teacher_id is not None}
    if scope is not None:
        members = await queries.list_members(
            session, district_id=training_class.district_id, class_id=training_class.class_id, scope=scope
        )
        seen |= {member.teacher_id for member in members}
    return frozenset(seen)


async def _own_files(
    session: AsyncSession, *, district_id: int, file_ids: Sequence[UUID], teacher_id: UUID
) -> tuple[StoredFile, ...]:
    wanted = list(dict.fromkeys(file_ids))
    found = await get_files(session, district_id=district_id, file_ids=wanted)
    if any(file.person_id != teacher_id for file in found.values()):
        raise NotFound
    return tuple(found[file_id] for file_id in wanted)


async def _in_full(
    session: AsyncSession,
    training_class: TrainingClass,
    found: Sequence[tuple[Submission, SubmissionReturn | None]],
) -> list[HandedIn]:
    district_id = training_class.district_id
    files = await get_files(
        session,
        district_id=district_id,
        file_ids=list({file_id for submission, _ in found for file_id in submission.file_ids}),
    )
    newest = await queries.map_newest_versions(
        session,
        district_id=district_id,
        class_id=training_class.class_id,
        teacher_ids={submission.teacher_id for submission, _ in found},
    )
    return [
        HandedIn(
            submission,
            returned,
            newest[submission.teacher_id, submission.work],
            tuple(files[file_id] for file_id in submission.file_ids),
        )
        for submission, returned in found
    ]


async def _reconsider(
    session: AsyncSession, training_class: TrainingClass, *, teacher_id: UUID, by: UUID, at: datetime
) -> None:
    await reconsider(
        session,
        district_id=training_class.district_id,
        class_id=training_class.class_id,
        teacher_ids={teacher_id},
        cause="SUBMISSION",
        at=at,
        corrected_by={teacher_id: (by,)},
    )
