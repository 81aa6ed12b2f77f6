"""Two teachers who are one person: what was proposed and decided, and what of the one becomes the other's."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, exists, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from services.directory.models import (
    Account,
    Appointment,
    Departure,
    Identity,
    KnownAccount,
    PersonClaim,
    SchoolFact,
    Teacher,
    TeacherFact,
    TeacherMerge,
    TeacherMergeStep,
    Unit,
)
from services.platform.database import any_of
from services.platform.ids import new_id


async def insert_merge(session: AsyncSession, merge: TeacherMerge) -> TeacherMerge:
    session.add(merge)
    await session.flush()
    return merge


async def insert_merge_step(session: AsyncSession, step: TeacherMergeStep) -> TeacherMergeStep:
    session.add(step)
    await session.flush()
    return step


async def find_merge(session: AsyncSession, *, district_id: int, merge_id: UUID) -> TeacherMerge | None:
    return await session.get(TeacherMerge, (district_id, merge_id))


async def list_merges(
    session: AsyncSession, *, district_id: int, teacher_id: UUID | None, after: UUID | None, limit: int
) -> Sequence[TeacherMerge]:
    """Merges in the order in which they were proposed; those of a teacher, as the one or the other."""
    query = select(TeacherMerge).filter_by(district_id=district_id).order_by(TeacherMerge.merge_id).limit(limit)
    if teacher_id is not None:
        query = query.where(or_(TeacherMerge.teacher_id == teacher_id, TeacherMerge.into_teacher_id == teacher_id))
    if after is not None:
        query = query.where(TeacherMerge.merge_id > after)
    return (await session.scalars(query)).all()


async def map_merge_steps(
    session: AsyncSession, *, district_id: int, merge_ids: Iterable[UUID]
) -> dict[UUID, list[TeacherMergeStep]]:
    """The steps of each of these merges, the first first."""
    steps: dict[UUID, list[TeacherMergeStep]] = {}
    for step in await session.scalars(
        select(TeacherMergeStep)
        .where(TeacherMergeStep.district_id == district_id, TeacherMergeStep.merge_id == any_of(merge_ids))
        .order_by(TeacherMergeStep.merge_id, TeacherMergeStep.number)
    ):
        steps.setdefault(step.merge_id, []).append(step)
    return steps


async def has_merged(session: AsyncSession, *, district_id: int, teacher_id: UUID) -> bool:
    """Whether somebody goes on as this teacher."""
    found = await session.scalar(
        select(Teacher.teacher_id).where(Teacher.district_id == district_id, Teacher.merged_into == teacher_id).limit(1)
    )
    return found is not None


async def map_former(session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Former teacher -> which of these the person goes on as, where one was found twice."""
    rows = await session.execute(
        select(Teacher.teacher_id, Teacher.merged_into).where(
            Teacher.district_id == district_id, Teacher.merged_into == any_of(teacher_ids)
        )
    )
    return {former: into for former, into in rows if into is not None}


async def has_departed(session: AsyncSession, *, district_id: int, teacher_id: UUID) -> bool:
    """Whether this teacher left for another district and the departure was not withdrawn."""
    found = await session.scalar(
        select(Departure.transfer_id)
        .where(Departure.district_id == district_id, Departure.teacher_id == teacher_id, Departure.state != "WITHDRAWN")
        .limit(1)
    )
    return found is not None


async def delete_appointments(session: AsyncSession, *, district_id: int, appointment_ids: Iterable[UUID]) -> None:
    await session.execute(
        delete(Appointment)
        .where(Appointment.district_id == district_id, Appointment.appointment_id == any_of(appointment_ids))
        .execution_options(synchronize_session=False)
    )


async def insert_appointments(session: AsyncSession, *, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        await session.execute(insert(Appointment), [dict(row) for row in rows])


async def copy_facts(session: AsyncSession, *, rows: Sequence[Mapping[str, Any]]) -> list[UUID]:
    """Those that did not stand there already."""
    if not rows:
        return []
    copied = insert(TeacherFact).values([dict(row) for row in rows]).on_conflict_do_nothing()
    return list(await session.scalars(copied.returning(TeacherFact.fact_id)))


async def delete_facts(session: AsyncSession, *, district_id: int, fact_ids: Iterable[UUID]) -> None:
    await session.execute(
        delete(TeacherFact)
        .where(TeacherFact.district_id == district_id, TeacherFact.fact_id == any_of(fact_ids))
        .execution_options(synchronize_session=False)
    )


async def list_links(session: AsyncSession, *, district_id: int, teacher_id: UUID) -> dict[str, list[UUID]]:
    """What names this teacher: accounts, tasks of schools and units headed."""
    found: dict[str, list[UUID]] = {}
    for name, model, key, holder in _LINKS:
        rows = await session.scalars(select(key).where(model.district_id == district_id, holder == teacher_id))
        found[name] = sorted(rows)
    return found


async def list_same_tasks(
    session: AsyncSession, *, district_id: int, teacher_id: UUID, into_teacher_id: UUID
) -> Sequence[SchoolFact]:
    """Tasks of a teacher that stand for the other as well: of the same school and kind, from the same day."""
    other = aliased(SchoolFact)
    return (
        await session.scalars(
            select(SchoolFact)
            .where(
                SchoolFact.district_id == district_id,
                SchoolFact.holder_id == teacher_id,
                SchoolFact.annulled.is_(False),
                exists().where(
                    other.district_id == SchoolFact.district_id,
                    other.school_id == SchoolFact.school_id,
                    other.kind == SchoolFact.kind,
                    other.valid_from == SchoolFact.valid_from,
                    other.holder_id == into_teacher_id,
                    other.annulled.is_(False),
                ),
            )
            .order_by(SchoolFact.fact_id)
            .with_for_update(of=SchoolFact)
        )
    ).all()


async def restate_school_facts(session: AsyncSession, *, district_id: int, fact_ids: Iterable[UUID]) -> None:
    """State anew what was annulled, unless it stands again already; what was annulled stays on record as it was."""
    annulled = await session.scalars(
        select(SchoolFact).where(SchoolFact.district_id == district_id, SchoolFact.fact_id == any_of(fact_ids))
    )
    for fact in annulled.all():
        await session.execute(
            insert(SchoolFact)
            .values(
                district_id=district_id,
                fact_id=new_id(),
                school_id=fact.school_id,
                kind=fact.kind,
                value=fact.value,
                holder_id=fact.holder_id,
                valid_from=fact.valid_from,
                valid_to=fact.valid_to,
                annulled=False,
            )
            .on_conflict_do_nothing()
        )


async def relink(
    session: AsyncSession,
    *,
    district_id: int,
    links: Mapping[str, Iterable[UUID]],
    teacher_id: UUID,
    instead_of: UUID,
) -> None:
    """Let accounts, tasks and units name this teacher, as far as they still name the other."""
    for name, model, key, holder in (*_LINKS, _KNOWN):
        await session.execute(
            update(model)
            .where(model.district_id == district_id, key == any_of(links[name]), holder == instead_of)
            .values({holder: teacher_id})
            .execution_options(synchronize_session=False)
        )


_LINKS: tuple[tuple[str, Any, Any, Any], ...] = (
    ("accounts", Account, Account.account_id, Account.teacher_id),
    ("tasks", SchoolFact, SchoolFact.fact_id, SchoolFact.holder_id),
    ("units", Unit, Unit.unit_id, Unit.head_id),
)


_KNOWN: tuple[str, Any, Any, Any] = ("accounts", KnownAccount, KnownAccount.account_id, KnownAccount.teacher_id)


async def find_identity(session: AsyncSession, *, district_id: int, teacher_id: UUID) -> Identity | None:
    return await session.get(Identity, (district_id, teacher_id), populate_existing=True)


async def move_claim(session: AsyncSession, *, document_indexes: Sequence[bytes], person_id: UUID) -> None:
    """Let a document, under whatever hash it stands, lead to this person."""
    await session.execute(
        update(PersonClaim)
        .where(PersonClaim.document_index.in_(document_indexes))
        .values(person_id=person_id)
        .execution_options(synchronize_session=False)
    )
