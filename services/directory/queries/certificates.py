"""Certificates that were heard of, and the facts of persons that they come to."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import delete, func, select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.directory.models import IssuedCertificate, Teacher, TeacherFact
from services.platform.database import any_of
from services.platform.ids import new_id

_KIND: Final = "CERTIFICATE"
CERTIFIED: Final = "certificate"
"""The ground of facts that follow certificates; what a person entered stays the person's."""


async def lock_teachers(session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID]) -> Sequence[UUID]:
    """Those of these teachers who are there; whoever changes the same persons' facts meanwhile waits."""
    rows = await session.scalars(
        select(Teacher.teacher_id)
        .where(Teacher.district_id == district_id, Teacher.teacher_id == any_of(teacher_ids))
        .order_by(Teacher.teacher_id)
        .with_for_update()
    )
    return rows.all()


async def upsert_certificates(session: AsyncSession, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add what was heard to what is known of each certificate; nothing that is known is forgotten."""
    adding = insert(IssuedCertificate).values(
        [{"issued_on": None, "replaces": None, "revocation_ground": None, **row} for row in rows]
    )
    known = ("issued_on", "replaces", "revocation_ground")
    await session.execute(
        adding.on_conflict_do_update(
            index_elements=["district_id", "certificate_id"],
            set_={name: func.coalesce(getattr(IssuedCertificate, name), adding.excluded[name]) for name in known},
        )
    )


async def list_certificates(
    session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID]
) -> Sequence[IssuedCertificate]:
    rows = await session.scalars(
        select(IssuedCertificate)
        .where(IssuedCertificate.district_id == district_id, IssuedCertificate.teacher_id == any_of(teacher_ids))
        .order_by(IssuedCertificate.certificate_id)
        .execution_options(populate_existing=True)
    )
    return rows.all()


async def list_certified_facts(
    session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID]
) -> Sequence[tuple[UUID, str, date]]:
    """(teacher, kind of certificate, day) of the facts that follow certificates."""
    rows = await session.execute(
        select(TeacherFact.teacher_id, TeacherFact.code, TeacherFact.valid_from).where(
            TeacherFact.district_id == district_id,
            TeacherFact.teacher_id == any_of(teacher_ids),
            TeacherFact.kind == _KIND,
            TeacherFact.ground == CERTIFIED,
        )
    )
    return [(row[0], row[1], row[2]) for row in rows]


async def insert_certified_facts(
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
            "code": code,
            "valid_from": held_from,
            "valid_to": None,
            "ground": CERTIFIED,
        }
        for teacher_id, code, held_from in held
    ]
    added = insert(TeacherFact).values(rows).on_conflict_do_nothing().returning(TeacherFact.teacher_id)
    return (await session.scalars(added)).all()


async def delete_certified_facts(
    session: AsyncSession, *, district_id: int, held: Sequence[tuple[UUID, str, date]]
) -> None:
    if not held:
        return
    await session.execute(
        delete(TeacherFact).where(
            TeacherFact.district_id == district_id,
            TeacherFact.kind == _KIND,
            TeacherFact.ground == CERTIFIED,
            tuple_(TeacherFact.teacher_id, TeacherFact.code, TeacherFact.valid_from).in_(held),
        )
    )
