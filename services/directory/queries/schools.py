"""Facts of schools, their teams and pairs, and the school calendars."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.directory.models import Holiday, School, SchoolFact, SchoolRevision, Semester, Unit
from services.directory.rules import Calendars, Days, YearOfSchool
from services.platform.database import any_of
from services.platform.ids import new_id
from services.policy import facts

# The longest period that a unit is asked over.
_LOOKED_AT: Final = timedelta(days=366)


async def find_school(session: AsyncSession, *, district_id: int, school_id: UUID) -> School | None:
    return await session.get(School, (district_id, school_id))


async def insert_school_fact(
    session: AsyncSession,
    *,
    district_id: int,
    school_id: UUID,
    kind: str,
    value: Decimal | None,
    holder_id: UUID | None,
    valid_from: date,
    valid_to: date | None,
) -> SchoolFact | None:
    """None when such a fact of that day stands already."""
    return (
        await session.scalars(
            insert(SchoolFact)
            .values(
                district_id=district_id,
                fact_id=new_id(),
                school_id=school_id,
                kind=kind,
                value=value,
                holder_id=holder_id,
                valid_from=valid_from,
                valid_to=valid_to,
            )
            .on_conflict_do_nothing()
            .returning(SchoolFact)
        )
    ).one_or_none()


async def list_school_facts(session: AsyncSession, *, district_id: int, school_id: UUID) -> Sequence[SchoolFact]:
    return (
        await session.scalars(
            select(SchoolFact)
            .filter_by(district_id=district_id, school_id=school_id)
            .order_by(SchoolFact.valid_from, SchoolFact.kind, SchoolFact.fact_id)
        )
    ).all()


async def lock_school_fact(
    session: AsyncSession, *, district_id: int, school_id: UUID, fact_id: UUID
) -> SchoolFact | None:
    return await session.scalar(
        select(SchoolFact)
        .filter_by(district_id=district_id, school_id=school_id, fact_id=fact_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


async def lock_unit(session: AsyncSession, *, district_id: int, school_id: UUID, unit_id: UUID) -> Unit | None:
    return await session.scalar(
        select(Unit)
        .filter_by(district_id=district_id, school_id=school_id, unit_id=unit_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


async def insert_school_revision(session: AsyncSession, revision: SchoolRevision) -> SchoolRevision:
    session.add(revision)
    await session.flush()
    return revision


async def map_school_revisions(
    session: AsyncSession, *, district_id: int, school_id: UUID
) -> dict[UUID, list[SchoolRevision]]:
    """What was changed of each fact and unit of a school, the first change first."""
    found: defaultdict[UUID, list[SchoolRevision]] = defaultdict(list)
    for revision in await session.scalars(
        select(SchoolRevision)
        .filter_by(district_id=district_id, school_id=school_id)
        .order_by(SchoolRevision.revision_id)
    ):
        found[revision.subject_id].append(revision)
    return found


async def insert_unit(
    session: AsyncSession,
    *,
    district_id: int,
    school_id: UUID,
    kind: str,
    name: str,
    head_id: UUID | None,
    first_day: date | None = None,
    last_day: date | None = None,
    unit_id: UUID | None = None,
    revision: int = 0,
) -> Unit | None:
    """None when the school has a unit of that kind and name."""
    return (
        await session.scalars(
            insert(Unit)
            .values(
                district_id=district_id,
                unit_id=unit_id or new_id(),
                school_id=school_id,
                kind=kind,
                name=name,
                head_id=head_id,
                first_day=first_day,
                last_day=last_day,
                revision=revision,
            )
            .on_conflict_do_nothing()
            .returning(Unit)
        )
    ).one_or_none()


async def map_units(session: AsyncSession, *, district_id: int, unit_ids: Iterable[UUID]) -> dict[UUID, Unit]:
    """unit -> what is known of it, of those that are."""
    rows = await session.scalars(
        select(Unit)
        .where(Unit.district_id == district_id, Unit.unit_id == any_of(unit_ids))
        .execution_options(populate_existing=True)
    )
    return {row.unit_id: row for row in rows}


async def upsert_units(session: AsyncSession, *, district_id: int, units: Sequence[Mapping[str, Any]]) -> None:
    """Pairs as assessment keeps them, each at its newest revision; an older one changes nothing."""
    if not units:
        return
    statement = insert(Unit)
    kept = ("name", "head_id", "first_day", "last_day", "annulled", "revision")
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=[Unit.district_id, Unit.unit_id],
            set_={name: statement.excluded[name] for name in kept},
            where=Unit.revision < statement.excluded.revision,
        ),
        [{"district_id": district_id, **unit} for unit in units],
    )


async def list_units(session: AsyncSession, *, district_id: int, school_id: UUID) -> Sequence[Unit]:
    return (
        await session.scalars(
            select(Unit).filter_by(district_id=district_id, school_id=school_id).order_by(Unit.kind, Unit.name)
        )
    ).all()


async def load_schools(
    session: AsyncSession, *, district_id: int, school_ids: Iterable[UUID] | None = None, on: date | None = None
) -> dict[UUID, facts.School]:
    """Schools (all by default) as the engine judges them on a day: three statements whatever their number.

    Units that ended before the day are not asked any more, but what stood from a day to a day (a pair) is looked at
    until a year after its end; nothing that was annulled is.
    """
    query = select(School.school_id).where(School.district_id == district_id)
    if school_ids is not None:
        query = query.where(School.school_id.in_(list(school_ids)))
    wanted = (await session.scalars(query)).all()
    dated: defaultdict[UUID, list[facts.SchoolFact]] = defaultdict(list)
    for fact in await session.scalars(
        select(SchoolFact)
        .where(
            SchoolFact.district_id == district_id,
            SchoolFact.school_id.in_(wanted),
            SchoolFact.annulled.is_(False),
        )
        .order_by(SchoolFact.valid_from, SchoolFact.fact_id)
    ):
        dated[fact.school_id].append(
            facts.SchoolFact(
                kind=fact.kind,
                first=fact.valid_from,
                last=fact.valid_to or date.max,
                value=fact.value,
                holder=str(fact.holder_id) if fact.holder_id is not None else None,
            )
        )
    units: defaultdict[UUID, list[tuple[str, str]]] = defaultdict(list)
    unit_days: defaultdict[UUID, list[facts.UnitDays]] = defaultdict(list)
    for unit in await session.scalars(
        select(Unit)
        .where(
            Unit.district_id == district_id,
            Unit.school_id.in_(wanted),
            Unit.annulled.is_(False),
            Unit.last_day.is_(None) if on is None else _is_asked(on),
        )
        .order_by(Unit.kind, Unit.name)
    ):
        units[unit.school_id].append((unit.kind, unit.name))
        if unit.first_day is not None or unit.last_day is not None:
            days = facts.UnitDays(kind=unit.kind, name=unit.name, first=unit.first_day, last=unit.last_day)
            unit_days[unit.school_id].append(days)
    return {
        school_id: facts.School(
            school_id=str(school_id),
            facts=tuple(dated[school_id]),
            units=tuple(units[school_id]),
            # A name that was given again stands on: the days of the former one say nothing of it.
            unit_days=tuple(
                days for days in unit_days[school_id] if units[school_id].count((days.kind, days.name)) == 1
            ),
        )
        for school_id in wanted
    }


def _is_asked(on: date) -> ColumnElement[bool]:
    lately = (Unit.first_day.is_not(None)) & (Unit.last_day >= on - _LOOKED_AT)
    return or_(Unit.last_day.is_(None), Unit.last_day >= on, lately)


async def load_calendars(session: AsyncSession, *, district_id: int) -> Calendars:
    """Every school year that the district or one of its schools has published: two statements."""
    semesters = await session.scalars(
        select(Semester).where(Semester.district_id == district_id).order_by(Semester.first_day)
    )
    holidays = await session.scalars(
        select(Holiday).where(Holiday.district_id == district_id).order_by(Holiday.first_day)
    )
    held: defaultdict[tuple[UUID | None, str], tuple[list[Days], list[Days]]] = defaultdict(lambda: ([], []))
    for semester in semesters:
        held[semester.school_id, semester.school_year][0].append(_days(semester))
    for holiday in holidays:
        held[holiday.school_id, holiday.school_year][1].append(_days(holiday))
    return Calendars(
        YearOfSchool(
            school_id=school_id, school_year=school_year, semesters=tuple(semesters_of), holidays=tuple(holidays_of)
        )
        for (school_id, school_year), (semesters_of, holidays_of) in held.items()
    )


async def load_calendar(
    session: AsyncSession, *, district_id: int, school_id: UUID | None = None
) -> facts.SchoolCalendar:
    """The calendar of a school, year by year its own or the district's; the district's own with None."""
    return (await load_calendars(session, district_id=district_id)).of(school_id)


async def replace_calendar(session: AsyncSession, *, district_id: int, year: YearOfSchool) -> None:
    """Put one school year in place of what stood there."""
    for model, key, periods in (
        (Semester, "semester_id", year.semesters),
        (Holiday, "holiday_id", year.holidays),
    ):
        await session.execute(
            delete(model)
            .where(
                model.district_id == district_id,
                model.school_year == year.school_year,
                model.school_id.is_(None) if year.school_id is None else model.school_id == year.school_id,
            )
            .execution_options(synchronize_session=False)
        )
        if periods:
            await session.execute(
                insert(model),
                [
                    {
                        "district_id": district_id,
                        key: new_id(),
                        "school_id": year.school_id,
                        "school_year": year.school_year,
                        "label": one.label,
                        "first_day": one.first_day,
                        "last_day": one.last_day,
                    }
                    for one in periods
                ],
            )


def _days(row: Semester | Holiday) -> Days:
    return Days(label=row.label, first_day=row.first_day, last_day=row.last_day)
