"""Feedback forms, what is open, who has answered, and answers that name nobody."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment.models import FeedbackAnswer, FeedbackFormVersion, FeedbackGiven, FeedbackOpening


async def insert_feedback_form(session: AsyncSession, form: FeedbackFormVersion) -> FeedbackFormVersion:
    session.add(form)
    await session.flush()
    return form


async def lock_feedback_forms(session: AsyncSession, *, district_id: int, code: str) -> None:
    """Until the end of the transaction nobody else publishes a version of this code."""
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"{district_id}:form:{code}", 0))))


async def list_feedback_forms(
    session: AsyncSession, *, district_id: int, code: str | None = None
) -> Sequence[FeedbackFormVersion]:
    """By code, the newest version first."""
    query = select(FeedbackFormVersion).where(FeedbackFormVersion.district_id == district_id)
    if code is not None:
        query = query.where(FeedbackFormVersion.code == code)
    ordered = query.order_by(FeedbackFormVersion.code, FeedbackFormVersion.version.desc())
    return (await session.scalars(ordered)).all()


async def find_feedback_form(
    session: AsyncSession, *, district_id: int, code: str, version: int
) -> FeedbackFormVersion | None:
    return await session.get(FeedbackFormVersion, (district_id, code, version))


async def insert_feedback_opening(session: AsyncSession, opening: FeedbackOpening) -> FeedbackOpening:
    session.add(opening)
    await session.flush()
    return opening


async def find_feedback_opening(session: AsyncSession, *, district_id: int, class_id: UUID) -> FeedbackOpening | None:
    return (
        await session.scalars(
            select(FeedbackOpening)
            .where(FeedbackOpening.district_id == district_id, FeedbackOpening.class_id == class_id)
            .order_by(FeedbackOpening.opening_id.desc())
            .limit(1)
        )
    ).one_or_none()


async def insert_feedback_given(session: AsyncSession, *, district_id: int, class_id: UUID, teacher_id: UUID) -> bool:
    """False where the member has answered before."""
    row = insert(FeedbackGiven).values(district_id=district_id, class_id=class_id, teacher_id=teacher_id)
    inserted = await session.execute(row.on_conflict_do_nothing().returning(FeedbackGiven.teacher_id))
    return inserted.scalar_one_or_none() is not None


async def insert_feedback_answer(
    session: AsyncSession, *, district_id: int, class_id: UUID, answer_id: UUID, answers: dict[str, Any], block: int
) -> None:
    await session.execute(
        insert(FeedbackAnswer).values(
            district_id=district_id, class_id=class_id, answer_id=answer_id, answers=answers, block=block
        )
    )


async def map_feedback_blocks(session: AsyncSession, *, district_id: int, class_id: UUID) -> dict[int, int]:
    """block -> how many answers it holds."""
    rows = await session.execute(
        select(FeedbackAnswer.block, func.count())
        .where(FeedbackAnswer.district_id == district_id, FeedbackAnswer.class_id == class_id)
        .group_by(FeedbackAnswer.block)
    )
    return {row[0]: row[1] for row in rows}


async def list_feedback_answers(
    session: AsyncSession, *, district_id: int, class_id: UUID, blocks: Collection[int]
) -> Sequence[dict[str, Any]]:
    """The answers of these blocks, in the order of their random ids."""
    return (
        await session.scalars(
            select(FeedbackAnswer.answers)
            .where(
                FeedbackAnswer.district_id == district_id,
                FeedbackAnswer.class_id == class_id,
                FeedbackAnswer.block.in_(list(blocks)),
            )
            .order_by(FeedbackAnswer.answer_id)
        )
    ).all()


async def list_who_gave_feedback(session: AsyncSession, *, district_id: int, class_id: UUID) -> frozenset[UUID]:
    return frozenset(
        await session.scalars(
            select(FeedbackGiven.teacher_id).where(
                FeedbackGiven.district_id == district_id, FeedbackGiven.class_id == class_id
            )
        )
    )


async def map_feedback_given(
    session: AsyncSession, *, district_id: int, class_id: UUID, teacher_ids: Collection[UUID], at: datetime
) -> dict[UUID, bool]:
    """teacher -> whether they have answered; who has not is absent where no form is open, or no longer."""
    opening = await find_feedback_opening(session, district_id=district_id, class_id=class_id)
    if opening is None:
        return {}
    given = await list_who_gave_feedback(session, district_id=district_id, class_id=class_id)
    if opening.is_closed(at):
        return {teacher_id: True for teacher_id in teacher_ids if teacher_id in given}
    return {teacher_id: teacher_id in given for teacher_id in teacher_ids}
