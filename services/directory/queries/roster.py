"""Set-based writing of a roster: every table in a few statements, whatever the number of rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    LargeBinary,
    Uuid,
    any_,
    delete,
    func,
    literal,
    literal_column,
    or_,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from services.directory.models import (
    Appointment,
    Identity,
    PersonClaim,
    RosterImport,
    School,
    Teacher,
    TeacherFact,
)
from services.platform.database import any_of, any_text_of

_BATCH = 1000


@dataclass(frozen=True, slots=True)
class KnownNumber:
    """Whose a staff number is; of somebody found twice, who goes on instead."""

    teacher_id: UUID
    merged_into: UUID | None

    @property
    def goes_on_as(self) -> UUID:
        return self.merged_into or self.teacher_id


async def map_teachers_by_staff_number(
    session: AsyncSession, *, district_id: int, staff_numbers: Iterable[str]
) -> dict[str, UUID]:
    """staff number -> teacher; a former number of somebody found twice leads to who goes on."""
    rows = await session.execute(
        select(Teacher.staff_number, func.coalesce(Teacher.merged_into, Teacher.teacher_id)).where(
            Teacher.district_id == district_id, Teacher.staff_number == any_text_of(staff_numbers)
        )
    )
    return dict(rows.all())


async def map_known_numbers(
    session: AsyncSession, *, district_id: int, staff_numbers: Iterable[str]
) -> dict[str, KnownNumber]:
    """staff number -> whose it is."""
    rows = await session.execute(
        select(Teacher.staff_number, Teacher.teacher_id, Teacher.merged_into).where(
            Teacher.district_id == district_id, Teacher.staff_number == any_text_of(staff_numbers)
        )
    )
    return {number: KnownNumber(teacher_id, merged_into) for number, teacher_id, merged_into in rows}


async def map_periods(
    session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID]
) -> dict[UUID, list[tuple[date, date | None]]]:
    """teacher -> first and last days of the appointments that stand."""
    rows = await session.execute(
        select(Appointment.teacher_id, Appointment.valid_from, Appointment.valid_to).where(
            Appointment.district_id == district_id, Appointment.teacher_id == any_of(teacher_ids)
        )
    )
    periods: defaultdict[UUID, list[tuple[date, date | None]]] = defaultdict(list)
    for teacher_id, first, last in rows:
        periods[teacher_id].append((first, last))
    return periods


async def map_identities(session: AsyncSession, *, district_id: int, indexes: Iterable[bytes]) -> dict[bytes, UUID]:
    """document index -> teacher who holds it in this district."""
    rows = await session.execute(
        select(Identity.document_index, Identity.teacher_id).where(
            Identity.district_id == district_id, Identity.document_index == _any_of(indexes)
        )
    )
    return dict(rows.all())


async def hold_claims(session: AsyncSession) -> None:
    """Until the transaction ends nobody else claims persons: while one document may stand under two hashes."""
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtext("directory_private.person_claim"))))


async def rename_claims(session: AsyncSession, moved: Mapping[bytes, bytes]) -> None:
    """Let persons be claimed under other hashes of their documents: hash -> the one that takes its place."""
    if not moved:
        return
    places = select(
        func.unnest(literal(list(moved), ARRAY(LargeBinary()))).label("former"),
        func.unnest(literal(list(moved.values()), ARRAY(LargeBinary()))).label("index"),
    ).subquery()
    await session.execute(
        insert(PersonClaim)
        .from_select(
            ["document_index", "person_id"],
            select(places.c.index, PersonClaim.person_id).join(places, PersonClaim.document_index == places.c.former),
        )
        .on_conflict_do_nothing()
    )
    await session.execute(
        delete(PersonClaim)
        .where(PersonClaim.document_index == _any_of(moved))
        .execution_options(synchronize_session=False)
    )


async def map_claims(session: AsyncSession, claims: Mapping[bytes, UUID]) -> dict[bytes, UUID]:
    """Claim a person for each document, or learn who it is already: document index -> person."""
    ordered = sorted(claims)
    await session.execute(
        insert(PersonClaim)
        .from_select(
            ["document_index", "person_id"],
            select(
                func.unnest(literal(ordered, ARRAY(LargeBinary()))),
                func.unnest(literal([claims[index] for index in ordered], ARRAY(Uuid()))),
            ),
        )
        .on_conflict_do_nothing()
    )
    rows = await session.execute(
        select(PersonClaim.document_index, PersonClaim.person_id).where(PersonClaim.document_index == _any_of(ordered))
    )
    return dict(rows.all())


def _any_of(indexes: Iterable[bytes]) -> ColumnElement[bool]:
    return any_(literal(list(indexes), ARRAY(LargeBinary())))


async def upsert_roster(
    session: AsyncSession,
    *,
    schools: Sequence[Mapping[str, Any]],
    teachers: Sequence[Mapping[str, Any]],
    identities: Sequence[Mapping[str, Any]],
    appointments: Sequence[Mapping[str, Any]],
    facts: Sequence[Mapping[str, Any]],
) -> dict[str, dict[str, list[Any]]]:
    """Write all of it; per table whose rows were added and whose changed. The rest stood so."""
    return {
        "schools": await _upsert(session, School, schools, ("district_id", "code"), School.code),
        "teachers": await _upsert(session, Teacher, teachers, ("district_id", "staff_number"), Teacher.teacher_id),
        "identities": await _upsert(
            session,
            Identity,
            identities,
            ("district_id", "teacher_id"),
            Identity.teacher_id,
            # The same number sealed twice gives other bytes: only the keyed hashes say whether the row changed.
            compared=("document_index", "phone_index"),
        ),
        "appointments": await _upsert(
            session,
            Appointment,
            appointments,
            ("district_id", "teacher_id", "valid_from"),
            Appointment.teacher_id,
        ),
        "facts": await _upsert(
            session,
            TeacherFact,
            facts,
            ("district_id", "teacher_id", "kind", "code", "valid_from"),
            TeacherFact.teacher_id,
        ),
    }


async def _upsert(
    session: AsyncSession,
    model: type[Any],
    rows: Sequence[Mapping[str, Any]],
    key: tuple[str, ...],
    told: InstrumentedAttribute[Any],
    *,
    compared: tuple[str, ...] | None = None,
) -> dict[str, list[Any]]:
    written: dict[str, list[Any]] = {"added": [], "changed": []}
    if not rows:
        return written
    primary = {column.name for column in model.__table__.primary_key}
    changing = [name for name in rows[0] if name not in key and name not in primary]
    columns = model.__table__.c
    for start in range(0, len(rows), _BATCH):
        # One parameter for each column: one for each value costs more than everything else together.
        given = select(
            *(
                func.unnest(literal([row[name] for row in rows[start : start + _BATCH]], ARRAY(columns[name].type)))
                for name in rows[0]
            )
        )
        statement = insert(model.__table__).from_select(list(rows[0]), given)
        statement = statement.on_conflict_do_update(
            index_elements=list(key),
            set_={name: statement.excluded[name] for name in changing},
            where=or_(*(columns[name].is_distinct_from(statement.excluded[name]) for name in (compared or changing))),
        )
        # xmax is zero on a row version that this statement inserted.
        result = await session.execute(statement.returning(columns[told.key], literal_column("(xmax = 0)")))
        for value, added in result:
            written["added" if added else "changed"].append(value)
    if len(rows) > _BATCH:
        await _take_stock(session, model)
    return written


async def _take_stock(session: AsyncSession, model: type[Any]) -> None:
    """Let the planner see what this transaction has written, before anything refers to it.

    Whoever imports a district has just looked at a dry run: to the planner its tables are next to empty, and it
    would look for each row that a foreign key names among all of the district. Who is at it already is left alone:
    that tells the planner as well.
    """
    await session.execute(text(f"ANALYZE (SKIP_LOCKED) {model.__table__.fullname}"))


async def insert_roster_import(session: AsyncSession, record: RosterImport) -> RosterImport:
    session.add(record)
    await session.flush()
    return record


async def find_roster_import(session: AsyncSession, *, district_id: int, import_id: UUID) -> RosterImport | None:
    return await session.get(RosterImport, (district_id, import_id))
