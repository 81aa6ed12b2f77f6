"""What plans hold: contents revision by revision, approval step by step, items and the money spent."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, extract, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.platform.errors import NotFound
from services.platform.ids import new_id
from services.registration.models import Plan, PlanExpense, PlanItem, PlanItemClass, PlanRevision, PlanStep
from services.registration.rules import PlanAction, Spending


async def insert_plan_revision(
    session: AsyncSession, *, plan: Plan, content: dict[str, Any], reason: str | None, by: UUID, at: datetime
) -> PlanRevision:
    """The next revision of a plan whose row is locked."""
    plan.revision += 1
    revision = PlanRevision(
        district_id=plan.district_id,
        plan_id=plan.plan_id,
        revision=plan.revision,
        content=content,
        reason=reason,
        written_by=by,
        written_at=at,
    )
    session.add(revision)
    await session.flush()
    return revision


async def get_plan_revision(session: AsyncSession, *, district_id: int, plan_id: UUID, revision: int) -> PlanRevision:
    found = await session.get(PlanRevision, (district_id, plan_id, revision))
    if found is None:
        raise NotFound
    return found


async def list_plan_writers(session: AsyncSession, *, district_id: int, plan_id: UUID) -> Sequence[UUID]:
    """The accounts that wrote any revision of a plan."""
    return (
        await session.scalars(
            select(PlanRevision.written_by)
            .where(PlanRevision.district_id == district_id, PlanRevision.plan_id == plan_id)
            .distinct()
        )
    ).all()


async def list_contents_beside(session: AsyncSession, *, plan: Plan) -> Sequence[dict[str, Any]]:
    """What the other plans of the same school, or of the district itself, hold that were handed in or came further."""
    return (
        await session.scalars(
            select(PlanRevision.content)
            .join(
                Plan,
                (Plan.district_id == PlanRevision.district_id)
                & (Plan.plan_id == PlanRevision.plan_id)
                & (Plan.revision == PlanRevision.revision),
            )
            .where(
                PlanRevision.district_id == plan.district_id,
                Plan.school_id.is_not_distinct_from(plan.school_id),
                Plan.plan_id != plan.plan_id,
                Plan.status.in_(("SUBMITTED", "APPROVED", "PUBLISHED")),
            )
            .order_by(Plan.plan_id)
        )
    ).all()


async def list_plan_revisions(session: AsyncSession, *, district_id: int, plan_id: UUID) -> Sequence[PlanRevision]:
    """The newest first, at most the last hundred."""
    return (
        await session.scalars(
            select(PlanRevision)
            .where(PlanRevision.district_id == district_id, PlanRevision.plan_id == plan_id)
            .order_by(PlanRevision.revision.desc())
            .limit(100)
        )
    ).all()


async def insert_plan_step(
    session: AsyncSession, *, plan: Plan, action: PlanAction, reason: str | None, by: UUID, at: datetime
) -> PlanStep:
    """What was decided of the present revision of a plan whose row is locked."""
    plan.steps += 1
    step = PlanStep(
        district_id=plan.district_id,
        plan_id=plan.plan_id,
        step_no=plan.steps,
        action=action,
        revision=plan.revision,
        reason=reason,
        taken_by=by,
        taken_at=at,
    )
    session.add(step)
    await session.flush()
    return step


async def list_plan_steps(session: AsyncSession, *, district_id: int, plan_id: UUID) -> Sequence[PlanStep]:
    """In the order in which they were taken."""
    return (
        await session.scalars(
            select(PlanStep)
            .where(PlanStep.district_id == district_id, PlanStep.plan_id == plan_id)
            .order_by(PlanStep.step_no)
        )
    ).all()


async def find_published_revision(session: AsyncSession, *, district_id: int, plan_id: UUID) -> int | None:
    """The revision as which a plan was published; None before that."""
    return await session.scalar(
        select(PlanStep.revision).where(
            PlanStep.district_id == district_id, PlanStep.plan_id == plan_id, PlanStep.action == "PUBLISH"
        )
    )


async def find_published_at(session: AsyncSession, *, district_id: int, plan_id: UUID) -> datetime | None:
    """When a plan was published; None before that."""
    return await session.scalar(
        select(PlanStep.taken_at).where(
            PlanStep.district_id == district_id, PlanStep.plan_id == plan_id, PlanStep.action == "PUBLISH"
        )
    )


async def keep_plan_items(
    session: AsyncSession, *, district_id: int, plan_id: UUID, item_ids: Iterable[UUID]
) -> Sequence[UUID]:
    """Know these items from now on; return those of them that belong to this plan."""
    wanted = list(item_ids)
    if not wanted:
        return []
    await session.execute(
        insert(PlanItem)
        .values([{"district_id": district_id, "item_id": item_id, "plan_id": plan_id} for item_id in wanted])
        .on_conflict_do_nothing(index_elements=["district_id", "item_id"])
    )
    return (
        await session.scalars(
            select(PlanItem.item_id).where(
                PlanItem.district_id == district_id, PlanItem.plan_id == plan_id, PlanItem.item_id.in_(wanted)
            )
        )
    ).all()


async def find_plan_item(session: AsyncSession, *, district_id: int, item_id: UUID) -> PlanItem | None:
    return await session.get(PlanItem, (district_id, item_id))


async def get_plan_item(session: AsyncSession, *, district_id: int, item_id: UUID) -> PlanItem:
    item = await find_plan_item(session, district_id=district_id, item_id=item_id)
    if item is None:
        raise NotFound
    return item


async def list_plan_items(session: AsyncSession, *, district_id: int, plan_id: UUID) -> Sequence[PlanItem]:
    """Every item that the plan ever had, with the program that carries it out."""
    return (
        await session.scalars(
            select(PlanItem)
            .where(PlanItem.district_id == district_id, PlanItem.plan_id == plan_id)
            .order_by(PlanItem.item_id)
            .execution_options(populate_existing=True)
        )
    ).all()


async def set_program_of_items(
    session: AsyncSession, *, district_id: int, plan_id: UUID, item_ids: Sequence[UUID], program_id: UUID
) -> None:
    await session.execute(
        update(PlanItem)
        .where(PlanItem.district_id == district_id, PlanItem.plan_id == plan_id, PlanItem.item_id.in_(item_ids))
        .values(program_id=program_id)
    )


async def insert_item_class(
    session: AsyncSession, *, district_id: int, item_id: UUID, class_id: UUID, revision: int
) -> None:
    session.add(PlanItemClass(district_id=district_id, item_id=item_id, class_id=class_id, revision=revision))
    await session.flush()


async def list_opened_items(session: AsyncSession, *, district_id: int, plan_id: UUID) -> Sequence[UUID]:
    """Items of a plan for which classes were opened."""
    return (
        await session.scalars(
            select(PlanItemClass.item_id)
            .join(
                PlanItem,
                (PlanItem.district_id == PlanItemClass.district_id) & (PlanItem.item_id == PlanItemClass.item_id),
            )
            .where(PlanItemClass.district_id == district_id, PlanItem.plan_id == plan_id)
            .distinct()
        )
    ).all()


async def insert_expense(
    session: AsyncSession,
    *,
    district_id: int,
    plan_id: UUID,
    item_id: UUID | None,
    kind: str,
    amount: Decimal,
    spent_on: date,
    note: str | None,
    receipt: str | None,
    by: UUID,
    at: datetime,
) -> PlanExpense:
    expense = PlanExpense(
        district_id=district_id,
        expense_id=new_id(),
        plan_id=plan_id,
        item_id=item_id,
        kind=kind,
        amount=amount,
        spent_on=spent_on,
        note=note,
        receipt=receipt,
        recorded_by=by,
        recorded_at=at,
    )
    session.add(expense)
    await session.flush()
    return expense


async def lock_expense(session: AsyncSession, *, district_id: int, expense_id: UUID) -> PlanExpense:
    expense = (
        await session.scalars(
            select(PlanExpense)
            .where(PlanExpense.district_id == district_id, PlanExpense.expense_id == expense_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    ).one_or_none()
    if expense is None:
        raise NotFound
    return expense


async def list_expenses(
    session: AsyncSession, *, district_id: int, plan_id: UUID, after: UUID | None, limit: int
) -> Sequence[PlanExpense]:
    query = (
        select(PlanExpense)
        .where(PlanExpense.district_id == district_id, PlanExpense.plan_id == plan_id)
        .order_by(PlanExpense.expense_id)
        .limit(limit)
    )
    if after is not None:
        query = query.where(PlanExpense.expense_id > after)
    return (await session.scalars(query)).all()


async def sum_expenses(session: AsyncSession, *, district_id: int, plan_id: UUID) -> list[Spending]:
    """What was spent under a plan and not retracted, by calendar year and kind."""
    return await _sum_expenses(session, PlanExpense.district_id == district_id, PlanExpense.plan_id == plan_id)


async def sum_expenses_beside(session: AsyncSession, *, plan: Plan) -> list[Spending]:
    """What was spent under the other plans of the same school, or of the district itself."""
    return await _sum_expenses(
        session,
        PlanExpense.district_id == plan.district_id,
        PlanExpense.plan_id.in_(
            select(Plan.plan_id).where(
                Plan.district_id == plan.district_id,
                Plan.school_id.is_not_distinct_from(plan.school_id),
                Plan.plan_id != plan.plan_id,
            )
        ),
    )


async def _sum_expenses(session: AsyncSession, *of_these: ColumnElement[bool]) -> list[Spending]:
    year = extract("year", PlanExpense.spent_on).cast(Integer)
    rows = await session.execute(
        select(year, PlanExpense.kind, func.sum(PlanExpense.amount))
        .where(*of_these, PlanExpense.retracted_at.is_(None))
        .group_by(year, PlanExpense.kind)
        .order_by(year, PlanExpense.kind)
    )
    return [Spending(*row) for row in rows]
