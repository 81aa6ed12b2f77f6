"""Items of a plan carried out: by which program, and in which classes."""

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
from services.registration.rules import PlannedItem, SeatTerms, Sitting


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
        sittings=_sittings(planned),
        viewer=viewer,
        at=at,
        terms=terms,
    )
    await queries.insert_item_class(
        session, district_id=district_id, item_id=item_id, class_id=opened.training_class.class_id
    )
    return opened


async def _demand_planned(
    session: AsyncSession, *, district_id: int, item_id: UUID, viewer: Viewer
) -> tuple[Plan, PlanItem]:
    """The item with its plan, locked, where the viewer may plan."""
    item = await queries.get_plan_item(session, district_id=district_id, item_id=item_id)
    plan = await queries.lock_plan(session, district_id=district_id, plan_id=item.plan_id)
    viewer.demand(unit_id=plan.school_id)
    return plan, item


def _sittings(planned: PlannedItem) -> list[Sitting]:
    if planned.starts_at is None or planned.ends_at is None:
        return []
    return [
        Sitting(
            starts_at=planned.starts_at,
            ends_at=planned.ends_at,
            hours=planned.hours,
            place=planned.place,
            speaker=planned.speaker,
            topic=planned.topic,
            category=planned.category,
        )
    ]
