"""Items of a plan carried out: by which program, and in which classes; and classes beside what is planned."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.platform.access import Viewer
from services.registration import queries, rules
from services.registration.errors import NoProgramForItem
from services.registration.models import Plan, PlanItem
from services.registration.operations.classes import ClassInFull, open_class
from services.registration.operations.plans_content import current_content
from services.registration.rules import SeatTerms, Sitting


async def set_program(
    session: AsyncSession, *, district_id: int, item_id: UUID, program_id: UUID, viewer: Viewer
) -> PlanItem:
    """Say which program of the same plan carries an item out."""
    plan, item = await _demand_planned(session, district_id=district_id, item_id=item_id, viewer=viewer)
    program = await queries.get_program(session, district_id=district_id, program_id=program_id)
    if program.plan_id != plan.plan_id:
        raise NoProgramForItem
    item.program_id = program_id
    return item


async def open_class_of_item(
    session: AsyncSession,
    *,
    district_id: int,
    item_id: UUID,
    title: str | None,
    leader_ids: Sequence[UUID],
    opens_at: datetime,
    closes_at: datetime,
    capacity: int | None,
    terms: SeatTerms,
    viewer: Viewer,
    at: datetime,
) -> ClassInFull:
    """Open a class as an item of a published plan has it; `title` and `capacity` are the item's unless given.

    `terms` say how its places are shared out; time, place, person and content are the item's. What it leaves open stays
    open: without a time the class has no meeting yet, and a meeting without the rest takes nobody's sign-in where the
    pack wants all of it fixed.
    """
    plan, item = await _demand_planned(session, district_id=district_id, item_id=item_id, viewer=viewer)
    rules.demand_published(plan.status)
    if item.program_id is None:
        raise NoProgramForItem
    planned = (await current_content(session, plan)).get_item(item_id)
    places = planned.seats if capacity is None else capacity
    opened = await open_class(
        session,
        district_id=district_id,
        program_id=item.program_id,
        title=title or planned.title,
        school_id=plan.school_id,
        leader_ids=leader_ids,
        opens_at=opens_at,
        closes_at=closes_at,
        capacity=rules.demand_places(places),
        sittings=[sitting] if (sitting := rules.planned_sitting(planned)) is not None else [],
        viewer=viewer,
        at=at,
        terms=terms,
    )
    await queries.insert_item_class(
        session,
        district_id=district_id,
        item_id=item_id,
        class_id=opened.training_class.class_id,
        revision=plan.revision,
    )
    return opened


async def open_class_of_program(
    session: AsyncSession,
    *,
    district_id: int,
    program_id: UUID,
    title: str,
    school_id: UUID | None,
    leader_ids: Sequence[UUID],
    opens_at: datetime,
    closes_at: datetime,
    capacity: int,
    sittings: Sequence[Sitting],
    terms: SeatTerms,
    reason: str | None,
    viewer: Viewer,
    at: datetime,
) -> ClassInFull:
    """Open a class of a program as it is said here; with a reason where its published plan holds nothing like it.

    Schools train beside their plans, and no approval is asked for that: the plan's progress shows the class and why.
    """
    program = await queries.get_program(session, district_id=district_id, program_id=program_id)
    plan = await queries.get_plan(session, district_id=district_id, plan_id=program.plan_id)
    viewer.demand(unit_id=school_id)
    items = await queries.list_plan_items(session, district_id=district_id, plan_id=plan.plan_id)
    content = await current_content(session, plan)
    carries_out = any(item.program_id == program_id and content.find_item(item.item_id) is not None for item in items)
    rules.demand_reason_beside(status=plan.status, carries_out=carries_out, reason=reason)
    opened = await open_class(
        session,
        district_id=district_id,
        program_id=program_id,
        title=title,
        school_id=school_id,
        leader_ids=leader_ids,
        opens_at=opens_at,
        closes_at=closes_at,
        capacity=capacity,
        sittings=sittings,
        viewer=viewer,
        at=at,
        terms=terms,
    )
    opened.training_class.unplanned_reason = reason
    return opened


async def _demand_planned(
    session: AsyncSession, *, district_id: int, item_id: UUID, viewer: Viewer
) -> tuple[Plan, PlanItem]:
    """The item with its plan, locked, where the viewer may plan."""
    item = await queries.get_plan_item(session, district_id=district_id, item_id=item_id)
    plan = await queries.lock_plan(session, district_id=district_id, plan_id=item.plan_id)
    viewer.demand(unit_id=plan.school_id)
    return plan, item
