"""Plans and their programs."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.platform.errors import NotFound
from services.platform.ids import new_id
from services.registration.models import Plan, Program
from services.registration.rules import PlanStatus, ProgramTerms


async def insert_plan(
    session: AsyncSession,
    *,
    district_id: int,
    title: str,
    school_id: UUID | None,
    starts_on: date,
    ends_on: date,
    period: str,
    by: UUID,
    at: datetime,
) -> Plan:
    plan = Plan(
        district_id=district_id,
        plan_id=new_id(),
        title=title,
        school_id=school_id,
        starts_on=starts_on,
        ends_on=ends_on,
        period=period,
        status="DRAFT",
        revision=0,
        steps=0,
        created_by=by,
        created_at=at,
    )
    session.add(plan)
    await session.flush()
    return plan


async def get_plan(session: AsyncSession, *, district_id: int, plan_id: UUID) -> Plan:
    plan = await session.get(Plan, (district_id, plan_id))
    if plan is None:
        raise NotFound
    return plan


async def lock_plan(session: AsyncSession, *, district_id: int, plan_id: UUID) -> Plan:
    """The plan as it stands now; whoever holds this changes it alone."""
    plan = (
        await session.scalars(
            select(Plan)
            .where(Plan.district_id == district_id, Plan.plan_id == plan_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    ).one_or_none()
    if plan is None:
        raise NotFound
    return plan


async def list_plans(
    session: AsyncSession,
    *,
    district_id: int,
    school_id: UUID | None,
    status: PlanStatus | None,
    after: UUID | None,
    limit: int,
) -> Sequence[Plan]:
    query = select(Plan).where(Plan.district_id == district_id).order_by(Plan.plan_id).limit(limit)
    if school_id is not None:
        query = query.where(Plan.school_id == school_id)
    if status is not None:
        query = query.where(Plan.status == status)
    if after is not None:
        query = query.where(Plan.plan_id > after)
    return (await session.scalars(query)).all()


async def insert_program(
    session: AsyncSession, *, district_id: int, plan_id: UUID, terms: ProgramTerms, by: UUID, at: datetime
) -> Program | None:
    """None when the code is taken."""
    return (
        await session.scalars(
            insert(Program)
            .values(
                district_id=district_id,
                program_id=new_id(),
                plan_id=plan_id,
                **terms.written(),
                created_by=by,
                created_at=at,
            )
            .on_conflict_do_nothing(index_elements=["district_id", "code"])
            .returning(Program)
        )
    ).one_or_none()


async def get_program(session: AsyncSession, *, district_id: int, program_id: UUID) -> Program:
    program = await session.get(Program, (district_id, program_id))
    if program is None:
        raise NotFound
    return program


async def get_program_by_code(session: AsyncSession, *, district_id: int, code: str) -> Program:
    program = (await session.scalars(select(Program).filter_by(district_id=district_id, code=code))).one_or_none()
    if program is None:
        raise NotFound
    return program


async def list_programs(
    session: AsyncSession, *, district_id: int, plan_id: UUID | None, after: UUID | None, limit: int
) -> Sequence[Program]:
    query = select(Program).where(Program.district_id == district_id).order_by(Program.program_id).limit(limit)
    if plan_id is not None:
        query = query.where(Program.plan_id == plan_id)
    if after is not None:
        query = query.where(Program.program_id > after)
    return (await session.scalars(query)).all()
