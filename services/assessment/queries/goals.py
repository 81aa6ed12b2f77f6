"""Personal goals and plans."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment.models import Goal, GoalStep
from services.assessment.rules import Scope
from services.platform.errors import NotFound


async def insert_goal(session: AsyncSession, *, district_id: int, goal: Mapping[str, Any]) -> Goal | None:
    """None when the teacher has handed in this document of the period."""
    rows = await session.scalars(
        insert(Goal).values(district_id=district_id, **goal).on_conflict_do_nothing().returning(Goal)
    )
    return rows.one_or_none()


async def find_goal_of(
    session: AsyncSession, *, district_id: int, teacher_id: UUID, kind: str, first_day: date, last_day: date
) -> Goal | None:
    rows = await session.scalars(
        select(Goal).where(
            Goal.district_id == district_id,
            Goal.teacher_id == teacher_id,
            Goal.kind == kind,
            Goal.first_day == first_day,
            Goal.last_day == last_day,
            Goal.state != "WITHDRAWN",
        )
    )
    return rows.one_or_none()


async def get_goal(session: AsyncSession, *, district_id: int, goal_id: UUID) -> Goal:
    found = await session.get(Goal, (district_id, goal_id))
    if found is None:
        raise NotFound
    return found


async def lock_goal(session: AsyncSession, *, district_id: int, goal_id: UUID) -> Goal:
    found = await session.get(Goal, (district_id, goal_id), with_for_update=True, populate_existing=True)
    if found is None:
        raise NotFound
    return found


async def list_goals(
    session: AsyncSession,
    *,
    district_id: int,
    scope: Scope,
    school_id: UUID | None,
    teacher_id: UUID | None,
    kind: str | None,
    state: str | None,
    after: UUID | None,
    limit: int,
) -> Sequence[Goal]:
    """In the order in which they were first handed in."""
    query = select(Goal).where(Goal.district_id == district_id).order_by(Goal.goal_id).limit(limit)
    if not scope.is_everything:
        query = query.where(or_(Goal.teacher_id == scope.teacher_id, Goal.school_id == scope.school_id))
    for column, wanted in (
        (Goal.school_id, school_id),
        (Goal.teacher_id, teacher_id),
        (Goal.kind, kind),
        (Goal.state, state),
    ):
        if wanted is not None:
            query = query.where(column == wanted)
    if after is not None:
        query = query.where(Goal.goal_id > after)
    return (await session.scalars(query)).all()


async def insert_goal_step(session: AsyncSession, *, district_id: int, step: Mapping[str, Any]) -> None:
    await session.execute(insert(GoalStep).values(district_id=district_id, **step))


async def list_goal_steps(session: AsyncSession, *, district_id: int, goal_id: UUID) -> Sequence[GoalStep]:
    rows = await session.scalars(
        select(GoalStep).filter_by(district_id=district_id, goal_id=goal_id).order_by(GoalStep.step_id)
    )
    return rows.all()
