"""Raw marks, what stands beside them, and certifications."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, TypeAlias
from uuid import UUID

from sqlalchemy import Row, func, literal, select, text, tuple_, union
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment.models import Certification, Moderation, Resit, Score, ScoreSheet
from services.assessment.rules import Assessor, Override, RawMark
from services.platform.database import any_of

_MOST_AT_ONCE: Final = 20_000
# Column by column in one statement: several times as fast as row by row.
_INSERT: Final = text(
    """
    INSERT INTO assessment.score (
        district_id, score_id, class_id, teacher_id, component, criterion, attempt, mark, assessor_kind, assessor_id,
        marked_by, marked_at
    )
    SELECT :district_id, given.*
    FROM unnest(
        cast(:score_id AS uuid[]), cast(:class_id AS uuid[]), cast(:teacher_id AS uuid[]),
        cast(:component AS text[]), cast(:criterion AS text[]), cast(:attempt AS int[]), cast(:mark AS numeric[]),
        cast(:assessor_kind AS text[]), cast(:assessor_id AS uuid[]), cast(:marked_by AS uuid[]),
        cast(:marked_at AS timestamptz[])
    ) AS given
    """
)
_COLUMNS: Final = (
    "score_id", "class_id", "teacher_id", "component", "criterion", "attempt", "mark", "assessor_kind", "assessor_id",
    "marked_by", "marked_at",
)  # fmt: skip

KeptMark: TypeAlias = Row[UUID, UUID, str, str | None, int, Decimal, str | None, UUID | None, UUID]
"""Member, mark, component, criterion, attempt, points, as whom (None in the first days), whose, who entered it."""


async def insert_scores(session: AsyncSession, *, district_id: int, scores: Sequence[Mapping[str, Any]]) -> None:
    # A whole class at once takes longer than one call to the database may last.
    for start in range(0, len(scores), _MOST_AT_ONCE):
        part = scores[start : start + _MOST_AT_ONCE]
        columns = {name: [score[name] for score in part] for name in _COLUMNS}
        await session.execute(_INSERT, {"district_id": district_id, **columns})


async def list_raw_marks(
    session: AsyncSession, *, district_id: int, class_id: UUID, teacher_ids: Collection[UUID]
) -> Sequence[KeptMark]:
    """Every mark of these members as it is kept."""
    rows = await session.execute(
        select(
            Score.teacher_id,
            Score.score_id,
            Score.component,
            Score.criterion,
            Score.attempt,
            Score.mark,
            Score.assessor_kind,
            Score.assessor_id,
            Score.marked_by,
        ).where(Score.district_id == district_id, Score.class_id == class_id, Score.teacher_id == any_of(teacher_ids))
    )
    return rows.all()


def raw_marks_of(kept: Iterable[KeptMark], *, kinds: Mapping[str, Assessor]) -> dict[UUID, list[RawMark]]:
    """teacher -> every mark. `kinds` says as whom a component was marked where its mark does not say it."""
    marks: defaultdict[UUID, list[RawMark]] = defaultdict(list)
    for teacher_id, score_id, component, criterion, attempt, mark, kept_kind, assessor_id, marked_by in kept:
        kind = Assessor(kept_kind) if kept_kind else kinds.get(component)
        if kind is not None:
            marks[teacher_id].append(
                RawMark(component, mark, kind, assessor_id or marked_by, score_id, criterion, attempt)
            )
    return marks


async def map_raw_marks(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    teacher_ids: Collection[UUID],
    kinds: Mapping[str, Assessor],
) -> dict[UUID, list[RawMark]]:
    """teacher -> every mark. `kinds` says as whom a component was marked where its mark does not say it."""
    kept = await list_raw_marks(session, district_id=district_id, class_id=class_id, teacher_ids=teacher_ids)
    return raw_marks_of(kept, kinds=kinds)


async def list_scores(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    assessor_ids: Collection[UUID] | None,
    teacher_id: UUID | None,
    component: str | None,
    after: UUID | None,
    limit: int,
) -> Sequence[Score]:
    """Raw marks in the order in which they were given; of these assessors only, where they are named."""
    query = select(Score).where(Score.district_id == district_id, Score.class_id == class_id)
    if assessor_ids is not None:
        query = query.where(func.coalesce(Score.assessor_id, Score.marked_by).in_(list(assessor_ids)))
    if teacher_id is not None:
        query = query.where(Score.teacher_id == teacher_id)
    if component is not None:
        query = query.where(Score.component == component)
    if after is not None:
        query = query.where(Score.score_id > after)
    return (await session.scalars(query.order_by(Score.score_id).limit(limit))).all()


async def insert_moderations(session: AsyncSession, *, district_id: int, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        await session.execute(insert(Moderation), [{"district_id": district_id, **row} for row in rows])


async def map_moderations(
    session: AsyncSession, *, district_id: int, class_id: UUID, teacher_ids: Collection[UUID]
) -> dict[UUID, list[Moderation]]:
    """teacher -> the newest moderation of each attempt at a component, such as take it back included."""
    rows = await session.scalars(
        select(Moderation)
        .where(
            Moderation.district_id == district_id,
            Moderation.class_id == class_id,
            Moderation.teacher_id.in_(list(teacher_ids)),
        )
        .ext(distinct_on(Moderation.teacher_id, Moderation.component, Moderation.attempt))
        .order_by(Moderation.teacher_id, Moderation.component, Moderation.attempt, Moderation.override_id.desc())
    )
    found: defaultdict[UUID, list[Moderation]] = defaultdict(list)
    for row in rows:
        found[row.teacher_id].append(row)
    return found


async def map_overrides(
    session: AsyncSession, *, district_id: int, class_id: UUID, teacher_ids: Collection[UUID]
) -> dict[UUID, tuple[Override, ...]]:
    """teacher -> what moderation put in the place of raw marks."""
    found = await map_moderations(session, district_id=district_id, class_id=class_id, teacher_ids=teacher_ids)
    return {
        teacher_id: tuple(
            Override(row.component, row.mark, row.moderated_by, row.reason, row.override_id, row.attempt)
            for row in rows
            if row.mark is not None
        )
        for teacher_id, rows in found.items()
    }


async def list_moderations(
    session: AsyncSession, *, district_id: int, class_id: UUID, after: UUID | None, limit: int
) -> Sequence[Moderation]:
    query = select(Moderation).where(Moderation.district_id == district_id, Moderation.class_id == class_id)
    if after is not None:
        query = query.where(Moderation.override_id > after)
    return (await session.scalars(query.order_by(Moderation.override_id).limit(limit))).all()


async def insert_resits(session: AsyncSession, *, district_id: int, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        await session.execute(insert(Resit), [{"district_id": district_id, **row} for row in rows])


async def map_attempts(
    session: AsyncSession, *, district_id: int, class_id: UUID, teacher_ids: Collection[UUID]
) -> dict[UUID, dict[str, int]]:
    """teacher -> component -> the attempt that was opened last; absent where it is the first."""
    rows = await session.execute(
        select(Resit.teacher_id, Resit.component, func.max(Resit.attempt))
        .where(Resit.district_id == district_id, Resit.class_id == class_id, Resit.teacher_id == any_of(teacher_ids))
        .group_by(Resit.teacher_id, Resit.component)
    )
    found: defaultdict[UUID, dict[str, int]] = defaultdict(dict)
    for teacher_id, component, attempt in rows:
        found[teacher_id][component] = attempt
    return found


async def list_resits(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    teacher_ids: Collection[UUID],
    after: tuple[UUID, str, int] | None,
    limit: int,
) -> Sequence[Resit]:
    """Resits of these members, by member and component, the newest attempt first."""
    query = select(Resit).where(
        Resit.district_id == district_id, Resit.class_id == class_id, Resit.teacher_id.in_(list(teacher_ids))
    )
    if after is not None:
        teacher_id, component, attempt = after
        place = tuple_(Resit.teacher_id, Resit.component)
        here = tuple_(literal(teacher_id), literal(component))
        query = query.where((place > here) | ((place == here) & (Resit.attempt < attempt)))
    ordered = query.order_by(Resit.teacher_id, Resit.component, Resit.attempt.desc())
    return (await session.scalars(ordered.limit(limit))).all()


async def insert_score_sheet(session: AsyncSession, sheet: ScoreSheet) -> ScoreSheet:
    session.add(sheet)
    await session.flush()
    return sheet


async def find_score_sheet(session: AsyncSession, *, district_id: int, sheet_id: UUID) -> ScoreSheet | None:
    return await session.get(ScoreSheet, (district_id, sheet_id))


async def insert_certifications(
    session: AsyncSession, *, district_id: int, class_id: UUID, rows: Sequence[Mapping[str, Any]]
) -> None:
    if rows:
        await session.execute(
            insert(Certification), [{"district_id": district_id, "class_id": class_id, **row} for row in rows]
        )


async def list_certified(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    teacher_ids: Collection[UUID],
    stages: Sequence[str],
) -> frozenset[UUID]:
    """Who is certified for all of these stages, and has not sat anything again since."""
    resits = (
        select(func.count())
        .select_from(Resit)
        .where(
            Resit.district_id == Certification.district_id,
            Resit.class_id == Certification.class_id,
            Resit.teacher_id == Certification.teacher_id,
        )
        .scalar_subquery()
    )
    return frozenset(
        await session.scalars(
            select(Certification.teacher_id).where(
                Certification.district_id == district_id,
                Certification.class_id == class_id,
                Certification.teacher_id.in_(list(teacher_ids)),
                Certification.resits == resits,
                Certification.stages.is_(None) | Certification.stages.contains(list(stages)),
            )
        )
    )


async def list_assessed_by(
    session: AsyncSession, *, district_id: int, class_id: UUID, teacher_ids: Collection[UUID], who: Collection[UUID]
) -> frozenset[UUID]:
    """Those of the members whom these accounts or persons marked or moderated."""
    of_members = (list(teacher_ids), list(who))
    return frozenset(
        await session.scalars(
            union(
                *(
                    select(table.teacher_id).where(
                        table.district_id == district_id,
                        table.class_id == class_id,
                        table.teacher_id.in_(of_members[0]),
                        by.in_(of_members[1]),
                    )
                    for table, by in (
                        (Score, func.coalesce(Score.assessor_id, Score.marked_by)),
                        (Moderation, Moderation.moderated_by),
                    )
                )
            )
        )
    )
