"""A binder is opened: for a class, an activity, or one period of a school or of one of its units."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import BinderExists, BinderOfOneThing, NoSuchPeriod, NothingAsked, UnknownUnit
from services.assessment.operations.binders.contents import Contents, asked, look_into
from services.assessment.operations.binders.governing import read_pack_for, read_pack_of
from services.assessment.rules import Every, period_of
from services.directory import queries as directory
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.errors import NotFound
from services.platform.ids import new_id


async def open_binder(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID | None,
    activity_id: UUID | None,
    school_id: UUID | None,
    unit: str | None,
    every: Every | None,
    on: date | None,
    custodian_name: str,
    viewer: Viewer,
    at: datetime,
) -> Contents:
    """Open a binder, kept by who opens it. BinderExists where there is one; NothingAsked where no pack wants any."""
    if sum(one is not None for one in (class_id, activity_id, school_id)) != 1 or (school_id is None) != (
        every is None
    ):
        raise BinderOfOneThing
    today = at.astimezone(SHANGHAI).date()
    if class_id is not None:
        subject = await _of_class(session, district_id=district_id, class_id=class_id, viewer=viewer)
    elif activity_id is not None:
        subject = await _of_activity(session, district_id=district_id, activity_id=activity_id, viewer=viewer)
    elif school_id is not None and every is not None:
        subject = await _of_school(
            session, district_id=district_id, school_id=school_id, unit=unit, every=every, on=on or today, viewer=viewer
        )
    account_id = viewer.principal.account_id
    binder = await queries.insert_binder(
        session,
        district_id=district_id,
        binder={
            "binder_id": new_id(),
            "state": "OPEN",
            "custodian_id": account_id,
            "custodian_name": custodian_name,
            "custodian_since": at,
            "opened_by": account_id,
            "opened_at": at,
            **subject,
        },
    )
    if binder is None:
        first = await queries.find_binder_of(session, district_id=district_id, subject_key=subject["subject_key"])
        raise BinderExists(binder_id="-" if first is None else first.binder_id)
    assigned, force = await read_pack_of(session, binder, at=at)
    if not asked(binder, force, facts=(), waived=set()):
        raise NothingAsked(pack_id=assigned.pack_id, on=binder.last_day or today)
    await queries.insert_binder_act(
        session,
        district_id=district_id,
        act={
            "act_id": new_id(),
            "binder_id": binder.binder_id,
            "act": "OPENED",
            "done_by": account_id,
            "done_at": at,
        },
    )
    return await look_into(session, binder, at=at)


async def _of_class(session: AsyncSession, *, district_id: int, class_id: UUID, viewer: Viewer) -> dict[str, Any]:
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    viewer.demand(unit_id=training_class.school_id, led_by=frozenset(training_class.leader_ids))
    return {
        "subject": "CLASS",
        "subject_key": f"class:{class_id}",
        "class_id": class_id,
        "school_id": training_class.school_id,
        "title": training_class.title,
    }


async def _of_activity(session: AsyncSession, *, district_id: int, activity_id: UUID, viewer: Viewer) -> dict[str, Any]:
    activity = await queries.get_activity(session, district_id=district_id, activity_id=activity_id)
    if activity.withdrawn_at is not None:
        raise NotFound
    viewer.demand(unit_id=activity.school_id)
    return {
        "subject": "ACTIVITY",
        "subject_key": f"activity:{activity_id}",
        "activity_id": activity_id,
        "school_id": activity.school_id,
        "first_day": activity.first_on,
        "last_day": activity.last_on,
        "title": activity.title,
    }


async def _of_school(
    session: AsyncSession,
    *,
    district_id: int,
    school_id: UUID,
    unit: str | None,
    every: Every,
    on: date,
    viewer: Viewer,
) -> dict[str, Any]:
    viewer.demand(unit_id=school_id)
    school = await directory.find_school(session, district_id=district_id, school_id=school_id)
    if school is None:
        raise NotFound
    unit_kind = None
    if unit is not None:
        units = await directory.list_units(session, district_id=district_id, school_id=school_id)
        unit_kind = next((one.kind for one in units if one.name == unit and not one.annulled), None)
        if unit_kind is None:
            raise UnknownUnit
    assigned, force = await read_pack_for(session, district_id=district_id, school_id=school_id, on=on)
    calendar = await directory.load_calendar(session, district_id=district_id, school_id=school_id)
    span = period_of(force, every=every, cycle=assigned.span, calendar=calendar, on=on)
    # What lies outside the assignment is another pack's to ask.
    span = None if span is None else span.within(assigned.span)
    if span is None:
        raise NoSuchPeriod(on=on)
    return {
        "subject": "SCHOOL",
        "subject_key": f"school:{school_id}:{every}:{span.first}:{unit or ''}",
        "school_id": school_id,
        "unit": unit,
        "unit_kind": unit_kind,
        "every": every,
        "first_day": span.first,
        "last_day": span.last,
        "title": school.name if unit is None else f"{school.name} {unit}",
    }
