"""Counts of a district's registration."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from services.registration.models import Enrolment, Meeting, Plan, Program, TrainingClass
from services.registration.rules import ENROLMENT_STATUSES


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is of what; places are those of classes that are not cancelled."""

    plans: int
    programs: int
    classes: dict[str, int]
    meetings: int
    cancelled_meetings: int
    places: int
    places_taken: int
    enrolments: dict[str, int]


async def count_all(session: AsyncSession, *, district_id: int) -> Counts:
    totals = (
        await session.execute(
            select(
                select(func.count()).select_from(Plan).filter_by(district_id=district_id).scalar_subquery(),
                select(func.count()).select_from(Program).filter_by(district_id=district_id).scalar_subquery(),
                select(func.count())
                .select_from(Meeting)
                .where(Meeting.district_id == district_id, Meeting.cancelled.is_(False))
                .scalar_subquery(),
                select(func.count())
                .select_from(Meeting)
                .where(Meeting.district_id == district_id, Meeting.cancelled)
                .scalar_subquery(),
                func.coalesce(func.sum(TrainingClass.capacity), 0),
                func.coalesce(func.sum(TrainingClass.taken), 0),
            ).where(TrainingClass.district_id == district_id, TrainingClass.status == "SCHEDULED")
        )
    ).one()
    plans, programs, meetings, cancelled_meetings, places, taken = totals
    return Counts(
        plans=plans,
        programs=programs,
        classes=await _count_by(
            session, TrainingClass.status, district_id=district_id, among=["SCHEDULED", "CANCELLED"]
        ),
        meetings=meetings,
        cancelled_meetings=cancelled_meetings,
        places=places,
        places_taken=taken,
        enrolments=await _count_by(session, Enrolment.status, district_id=district_id, among=ENROLMENT_STATUSES),
    )


async def _count_by(
    session: AsyncSession, status: InstrumentedAttribute[str], *, district_id: int, among: Sequence[str]
) -> dict[str, int]:
    table: Any = status.class_
    rows = await session.execute(
        select(status.label("status"), func.count().label("number"))
        .where(table.district_id == district_id)
        .group_by(status)
    )
    return {**dict.fromkeys(among, 0), **{row.status: row.number for row in rows}}
