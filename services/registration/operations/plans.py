"""Plans and the programs in them."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.platform.access import Viewer
from services.registration import queries
from services.registration.errors import PeriodReversed, ProgramCodeTaken, UnknownItem, UnknownSchool
from services.registration.models import Plan, Program
from services.registration.operations.plans_packs import demand_codes
from services.registration.rules import PlanPeriod, PlanStatus, ProgramTerms, demand_hours_add_up, demand_own_program


async def demand_school(session: AsyncSession, *, district_id: int, school_id: UUID | None) -> None:
    """Refuse a school that the district does not have; None stands for the district itself."""
    if school_id is None:
        return
    schools = await directory.list_schools(session, district_id=district_id)
    if school_id not in {school.school_id for school in schools}:
        raise UnknownSchool


async def make_plan(
    session: AsyncSession,
    *,
    district_id: int,
    title: str,
    school_id: UUID | None,
    starts_on: date,
    ends_on: date,
    period: PlanPeriod,
    viewer: Viewer,
    at: datetime,
) -> Plan:
    """Write down a plan of the district, or of one school."""
    viewer.demand(unit_id=school_id)
    if ends_on < starts_on:
        raise PeriodReversed
    await demand_school(session, district_id=district_id, school_id=school_id)
    return await queries.insert_plan(
        session,
        district_id=district_id,
        title=title,
        school_id=school_id,
        starts_on=starts_on,
        ends_on=ends_on,
        period=period,
        by=viewer.principal.account_id,
        at=at,
    )


async def get_plan(session: AsyncSession, *, district_id: int, plan_id: UUID) -> Plan:
    return await queries.get_plan(session, district_id=district_id, plan_id=plan_id)


async def list_plans(
    session: AsyncSession,
    *,
    district_id: int,
    school_id: UUID | None,
    status: PlanStatus | None,
    after: UUID | None,
    limit: int,
) -> Sequence[Plan]:
    return await queries.list_plans(
        session, district_id=district_id, school_id=school_id, status=status, after=after, limit=limit
    )


async def make_program(
    session: AsyncSession,
    *,
    district_id: int,
    plan_id: UUID,
    terms: ProgramTerms,
    item_ids: Sequence[UUID],
    viewer: Viewer,
    at: datetime,
) -> Program:
    """Write down a program within a plan, and which items of the plan it carries out.

    Its code is unique in the district; its other codes are those of a pack in force while the plan lasts.
    """
    plan = await queries.get_plan(session, district_id=district_id, plan_id=plan_id)
    viewer.demand(unit_id=plan.school_id)
    demand_hours_add_up(hours=terms.hours, by_kind=terms.hours_by_kind)
    demand_own_program(plan_school_id=plan.school_id, level=terms.level, organised_by_admin=terms.organised_by_admin)
    await demand_codes(session, plan=plan, codes=[terms.codes()], tags=terms.tags)
    if item_ids:
        of_plan = {
            item.item_id for item in await queries.list_plan_items(session, district_id=district_id, plan_id=plan_id)
        }
        if not of_plan.issuperset(item_ids):
            raise UnknownItem
    program = await queries.insert_program(
        session, district_id=district_id, plan_id=plan_id, terms=terms, by=viewer.principal.account_id, at=at
    )
    if program is None:
        holder = await queries.get_program_by_code(session, district_id=district_id, code=terms.code)
        raise ProgramCodeTaken(program_id=holder.program_id)
    await queries.set_program_of_items(
        session, district_id=district_id, plan_id=plan_id, item_ids=item_ids, program_id=program.program_id
    )
    return program


async def get_program(session: AsyncSession, *, district_id: int, program_id: UUID) -> Program:
    return await queries.get_program(session, district_id=district_id, program_id=program_id)


async def list_programs(
    session: AsyncSession, *, district_id: int, plan_id: UUID | None, after: UUID | None, limit: int
) -> Sequence[Program]:
    return await queries.list_programs(session, district_id=district_id, plan_id=plan_id, after=after, limit=limit)
