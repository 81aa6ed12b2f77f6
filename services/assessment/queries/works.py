"""Works: deadlines, what was handed in and returned, defences."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment.models import DefenceHeld, Submission, SubmissionReturn, WorkDeadline
from services.assessment.rules import Defence
from services.platform.errors import NotFound


async def insert_deadline(session: AsyncSession, deadline: WorkDeadline) -> WorkDeadline:
    session.add(deadline)
    await session.flush()
    return deadline


async def map_deadlines(session: AsyncSession, *, district_id: int, class_id: UUID) -> dict[str, WorkDeadline]:
    """work -> what was said last about its deadline."""
    rows = await session.scalars(
        select(WorkDeadline)
        .where(WorkDeadline.district_id == district_id, WorkDeadline.class_id == class_id)
        .ext(distinct_on(WorkDeadline.work))
        .order_by(WorkDeadline.work, WorkDeadline.deadline_id.desc())
    )
    return {row.work: row for row in rows}


async def insert_submission(session: AsyncSession, submission: Submission) -> Submission:
    session.add(submission)
    await session.flush()
    return submission


async def find_newest_submission(
    session: AsyncSession, *, district_id: int, class_id: UUID, teacher_id: UUID, work: str
) -> tuple[Submission, SubmissionReturn | None] | None:
    """The newest version of a work, with its return where it was given back."""
    rows = await session.execute(
        _with_returns(district_id, class_id)
        .where(Submission.teacher_id == teacher_id, Submission.work == work)
        .order_by(Submission.version.desc())
        .limit(1)
    )
    found = rows.first()
    return None if found is None else (found[0], found[1])


async def get_submission(
    session: AsyncSession, *, district_id: int, class_id: UUID, submission_id: UUID
) -> tuple[Submission, SubmissionReturn | None]:
    rows = await session.execute(
        _with_returns(district_id, class_id)
        .where(Submission.submission_id == submission_id)
        .execution_options(populate_existing=True)
    )
    found = rows.first()
    if found is None:
        raise NotFound
    return found[0], found[1]


async def list_submissions(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    teacher_ids: Collection[UUID] | None,
    work: str | None,
    after: UUID | None,
    limit: int,
) -> Sequence[tuple[Submission, SubmissionReturn | None]]:
    """Every version in the order of handing in; of these members only, where they are given."""
    query = _with_returns(district_id, class_id).order_by(Submission.submission_id).limit(limit)
    if teacher_ids is not None:
        query = query.where(Submission.teacher_id.in_(list(teacher_ids)))
    if work is not None:
        query = query.where(Submission.work == work)
    if after is not None:
        query = query.where(Submission.submission_id > after)
    return [(submission, returned) for submission, returned in await session.execute(query)]


async def map_newest_versions(
    session: AsyncSession, *, district_id: int, class_id: UUID, teacher_ids: Collection[UUID]
) -> dict[tuple[UUID, str], int]:
    """(teacher, work) -> its newest version."""
    rows = await session.execute(
        select(Submission.teacher_id, Submission.work, Submission.version)
        .where(
            Submission.district_id == district_id,
            Submission.class_id == class_id,
            Submission.teacher_id.in_(list(teacher_ids)),
        )
        .ext(distinct_on(Submission.teacher_id, Submission.work))
        .order_by(Submission.teacher_id, Submission.work, Submission.version.desc())
    )
    return {(teacher_id, work): version for teacher_id, work, version in rows}


async def insert_submission_return(session: AsyncSession, returned: SubmissionReturn) -> SubmissionReturn:
    session.add(returned)
    await session.flush()
    return returned


async def map_submitted(
    session: AsyncSession, *, district_id: int, class_id: UUID, teacher_ids: Collection[UUID]
) -> dict[UUID, frozenset[str]]:
    """teacher -> works whose newest version was not returned."""
    rows = await session.execute(
        _with_returns(district_id, class_id)
        .with_only_columns(Submission.teacher_id, Submission.work, SubmissionReturn.submission_id)
        .where(Submission.teacher_id.in_(list(teacher_ids)))
        .ext(distinct_on(Submission.teacher_id, Submission.work))
        .order_by(Submission.teacher_id, Submission.work, Submission.version.desc())
    )
    found: defaultdict[UUID, set[str]] = defaultdict(set)
    for teacher_id, work, returned_id in rows:
        if returned_id is None:
            found[teacher_id].add(work)
    return {teacher_id: frozenset(works) for teacher_id, works in found.items()}


async def insert_defences(session: AsyncSession, *, district_id: int, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        await session.execute(insert(DefenceHeld), [{"district_id": district_id, **row} for row in rows])


async def map_newest_defences(
    session: AsyncSession, *, district_id: int, class_id: UUID, teacher_ids: Collection[UUID]
) -> dict[tuple[UUID, str], DefenceHeld]:
    """(teacher, work) -> the defence recorded last."""
    rows = await session.scalars(
        select(DefenceHeld)
        .where(
            DefenceHeld.district_id == district_id,
            DefenceHeld.class_id == class_id,
            DefenceHeld.teacher_id.in_(list(teacher_ids)),
        )
        .ext(distinct_on(DefenceHeld.teacher_id, DefenceHeld.work))
        .order_by(DefenceHeld.teacher_id, DefenceHeld.work, DefenceHeld.defence_id.desc())
    )
    return {(row.teacher_id, row.work): row for row in rows}


async def map_defences(
    session: AsyncSession, *, district_id: int, class_id: UUID, teacher_ids: Collection[UUID]
) -> dict[UUID, dict[str, Defence]]:
    """teacher -> work -> how its newest defence went."""
    newest = await map_newest_defences(session, district_id=district_id, class_id=class_id, teacher_ids=teacher_ids)
    found: defaultdict[UUID, dict[str, Defence]] = defaultdict(dict)
    for (teacher_id, work), held in newest.items():
        found[teacher_id][work] = Defence.HELD_PASSED if held.passed else Defence.HELD_FAILED
    return found


async def list_defences(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    teacher_ids: Collection[UUID] | None,
    after: UUID | None,
    limit: int,
) -> Sequence[DefenceHeld]:
    """Every defence in the order of recording."""
    query = select(DefenceHeld).where(DefenceHeld.district_id == district_id, DefenceHeld.class_id == class_id)
    if teacher_ids is not None:
        query = query.where(DefenceHeld.teacher_id.in_(list(teacher_ids)))
    if after is not None:
        query = query.where(DefenceHeld.defence_id > after)
    return (await session.scalars(query.order_by(DefenceHeld.defence_id).limit(limit))).all()


def _with_returns(district_id: int, class_id: UUID) -> Any:
    return (
        select(Submission, SubmissionReturn)
        .outerjoin(
            SubmissionReturn,
            and_(
                SubmissionReturn.district_id == Submission.district_id,
                SubmissionReturn.submission_id == Submission.submission_id,
            ),
        )
        .where(Submission.district_id == district_id, Submission.class_id == class_id)
    )
