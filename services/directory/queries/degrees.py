"""Degrees that were heard of, and the facts of persons that they come to."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import delete, func, select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.directory.models import RecognisedDegree, Teacher, TeacherFact
from services.platform.database import any_of
from services.platform.ids import new_id

_KIND: Final = "DEGREE"
_BROUGHT_ALONG: Final = "transfer"
_CLAIMED: Final = "claim"
"""The ground of facts that follow recognised claims; what a person entered stays the person's."""


async def map_goes_on_as(session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Each of these teachers who is there -> the one they go on as: themselves, unless they were found twice."""
    rows = await session.execute(
        select(Teacher.teacher_id, func.coalesce(Teacher.merged_into, Teacher.teacher_id)).where(
            Teacher.district_id == district_id, Teacher.teacher_id == any_of(teacher_ids)
        )
    )
    return dict(rows.all())


async def upsert_degrees(session: AsyncSession, rows: Sequence[Mapping[str, Any]]) -> Sequence[RecognisedDegree]:
    """Those of which this is newer than what was heard before."""
    adding = insert(RecognisedDegree).values(rows)
    told = ("revision", "teacher_id", "level", "awarded_on", "stands")
    newer = adding.on_conflict_do_update(
        index_elements=["district_id", "outcome_id"],
        set_={name: adding.excluded[name] for name in told},
        where=RecognisedDegree.revision < adding.excluded.revision,
    )
    found = await session.scalars(newer.returning(RecognisedDegree), execution_options={"populate_existing": True})
    return found.all()


async def list_degrees(
    session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID]
) -> Sequence[RecognisedDegree]:
    rows = await session.scalars(
        select(RecognisedDegree)
        .where(RecognisedDegree.district_id == district_id, RecognisedDegree.teacher_id == any_of(teacher_ids))
        .execution_options(populate_existing=True)
    )
    return rows.all()


async def insert_degree_facts(
    session: AsyncSession, *, district_id: int, held: Sequence[tuple[UUID, str, date]]
) -> Sequence[UUID]:
    """Whose facts there are now that were not there before; what a person entered already stays as it is."""
    if not held:
        return []
    rows = [
        {
            "district_id": district_id,
            "fact_id": new_id(),
            "teacher_id": teacher_id,
            "kind": _KIND,
            "code": level,
            "valid_from": awarded_on,
            "valid_to": None,
            "ground": _CLAIMED,
        }
        for teacher_id, level, awarded_on in held
    ]
    added = insert(TeacherFact).values(rows).on_conflict_do_nothing().returning(TeacherFact.teacher_id)
    return (await session.scalars(added)).all()


async def delete_brought_facts(
    session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID], facts: Sequence[tuple[str, str, date]]
) -> Sequence[UUID]:
    """Whose facts of these kinds, codes and days are gone, of those that came along from another district."""
    if not facts:
        return []
    gone = delete(TeacherFact).where(
        TeacherFact.district_id == district_id,
        TeacherFact.teacher_id == any_of(teacher_ids),
        TeacherFact.ground == _BROUGHT_ALONG,
        tuple_(TeacherFact.kind, TeacherFact.code, TeacherFact.valid_from).in_(facts),
    )
    return (await session.scalars(gone.returning(TeacherFact.teacher_id))).all()


async def delete_degree_facts(
    session: AsyncSession, *, district_id: int, held: Sequence[tuple[UUID, str, date]]
) -> Sequence[UUID]:
    """Whose facts are gone."""
    if not held:
        return []
    gone = delete(TeacherFact).where(
        TeacherFact.district_id == district_id,
        TeacherFact.kind == _KIND,
        TeacherFact.ground == _CLAIMED,
        tuple_(TeacherFact.teacher_id, TeacherFact.code, TeacherFact.valid_from).in_(held),
    )
    return (await session.scalars(gone.returning(TeacherFact.teacher_id))).all()
