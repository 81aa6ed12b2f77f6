"""Evidence binders, the papers in them, and who keeps them."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import any_, exists, or_, select
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment.models import (
    Binder,
    BinderAct,
    BinderHandOver,
    BinderPaper,
    BinderWaiver,
    Record,
    Submission,
    TrainingClass,
)
from services.platform.errors import NotFound


async def insert_binder(session: AsyncSession, *, district_id: int, binder: Mapping[str, Any]) -> Binder | None:
    """None when there is one of this already."""
    return (
        await session.scalars(
            insert(Binder)
            .values(district_id=district_id, **binder)
            .on_conflict_do_nothing(index_elements=["district_id", "subject_key"])
            .returning(Binder)
        )
    ).one_or_none()


async def find_binder_of(session: AsyncSession, *, district_id: int, subject_key: str) -> Binder | None:
    return (
        await session.scalars(select(Binder).filter_by(district_id=district_id, subject_key=subject_key))
    ).one_or_none()


async def get_binder(session: AsyncSession, *, district_id: int, binder_id: UUID) -> Binder:
    found = await session.get(Binder, (district_id, binder_id))
    if found is None:
        raise NotFound
    return found


async def lock_binder(session: AsyncSession, *, district_id: int, binder_id: UUID) -> Binder:
    found = await session.get(Binder, (district_id, binder_id), with_for_update=True, populate_existing=True)
    if found is None:
        raise NotFound
    return found


async def list_binders(
    session: AsyncSession,
    *,
    district_id: int,
    account_id: UUID | None,
    leads: bool,
    own_school_id: UUID | None,
    class_id: UUID | None,
    school_id: UUID | None,
    state: str | None,
    after: UUID | None,
    limit: int,
) -> Sequence[Binder]:
    """In the order in which they were opened. `account_id` None sees all; else what it keeps, is given or leads."""
    query = select(Binder).where(Binder.district_id == district_id).order_by(Binder.binder_id).limit(limit)
    if account_id is not None:
        sides = [
            Binder.custodian_id == account_id,
            exists().where(
                BinderHandOver.district_id == Binder.district_id,
                BinderHandOver.binder_id == Binder.binder_id,
                BinderHandOver.to_account_id == account_id,
                BinderHandOver.state == "GIVEN",
            ),
        ]
        if own_school_id is not None:
            sides.append(Binder.school_id == own_school_id)
        if leads:
            sides.append(
                exists().where(
                    TrainingClass.district_id == Binder.district_id,
                    TrainingClass.class_id == Binder.class_id,
                    any_(TrainingClass.leader_ids) == account_id,
                )
            )
        query = query.where(or_(*sides))
    for column, wanted in ((Binder.class_id, class_id), (Binder.school_id, school_id), (Binder.state, state)):
        if wanted is not None:
            query = query.where(column == wanted)
    if after is not None:
        query = query.where(Binder.binder_id > after)
    return (await session.scalars(query)).all()


async def insert_binder_paper(session: AsyncSession, *, district_id: int, paper: Mapping[str, Any]) -> BinderPaper:
    return (
        await session.scalars(insert(BinderPaper).values(district_id=district_id, **paper).returning(BinderPaper))
    ).one()


async def lock_binder_paper(session: AsyncSession, *, district_id: int, binder_id: UUID, paper_id: UUID) -> BinderPaper:
    found = await session.get(BinderPaper, (district_id, paper_id), with_for_update=True, populate_existing=True)
    if found is None or found.binder_id != binder_id:
        raise NotFound
    return found


async def list_binder_papers(session: AsyncSession, *, district_id: int, binder_id: UUID) -> Sequence[BinderPaper]:
    """In the order in which they were attached, withdrawn ones included."""
    rows = await session.scalars(
        select(BinderPaper).filter_by(district_id=district_id, binder_id=binder_id).order_by(BinderPaper.paper_id)
    )
    return rows.all()


async def list_binders_with_file(
    session: AsyncSession, *, district_id: int, file_id: UUID
) -> Sequence[tuple[Binder, Sequence[UUID], frozenset[UUID]]]:
    """The binders in which a file lies: each with who leads its class, and whom it is being given to."""
    rows = await session.execute(
        select(Binder, TrainingClass.leader_ids)
        .outerjoin(
            TrainingClass,
            (TrainingClass.district_id == Binder.district_id) & (TrainingClass.class_id == Binder.class_id),
        )
        .where(
            Binder.district_id == district_id,
            exists().where(
                BinderPaper.district_id == Binder.district_id,
                BinderPaper.binder_id == Binder.binder_id,
                BinderPaper.file_id == file_id,
                BinderPaper.withdrawn_at.is_(None),
            ),
        )
    )
    found = [(binder, tuple(leaders or ())) for binder, leaders in rows]
    given: dict[UUID, set[UUID]] = {binder.binder_id: set() for binder, _ in found}
    for hand_over in await session.scalars(
        select(BinderHandOver).where(
            BinderHandOver.district_id == district_id,
            BinderHandOver.binder_id.in_(list(given)),
            BinderHandOver.state == "GIVEN",
        )
    ):
        given[hand_over.binder_id].add(hand_over.to_account_id)
    return [(binder, leaders, frozenset(given[binder.binder_id])) for binder, leaders in found]


async def list_papers_of_class(session: AsyncSession, *, district_id: int, class_id: UUID) -> Sequence[BinderPaper]:
    """The papers in the binder of a class that were not withdrawn."""
    rows = await session.scalars(
        select(BinderPaper)
        .join(
            Binder,
            (Binder.district_id == BinderPaper.district_id) & (Binder.binder_id == BinderPaper.binder_id),
        )
        .where(
            BinderPaper.district_id == district_id,
            Binder.class_id == class_id,
            BinderPaper.withdrawn_at.is_(None),
        )
    )
    return rows.all()


async def list_records_of_school(
    session: AsyncSession, *, district_id: int, school_id: UUID, unit: str | None
) -> Sequence[Record]:
    """What a school itself, or one of its units, did, held or kept and did not take back."""
    rows = await session.scalars(
        select(Record).where(
            Record.district_id == district_id,
            Record.school_id == school_id,
            Record.teacher_id.is_(None),
            Record.unit.is_not_distinct_from(unit),
            Record.retracted_at.is_(None),
        )
    )
    return rows.all()


async def insert_binder_waiver(
    session: AsyncSession, *, district_id: int, waiver: Mapping[str, Any]
) -> BinderWaiver | None:
    """None when the item was waived before."""
    return (
        await session.scalars(
            insert(BinderWaiver)
            .values(district_id=district_id, **waiver)
            .on_conflict_do_nothing()
            .returning(BinderWaiver)
        )
    ).one_or_none()


async def list_binder_waivers(session: AsyncSession, *, district_id: int, binder_id: UUID) -> Sequence[BinderWaiver]:
    rows = await session.scalars(
        select(BinderWaiver)
        .filter_by(district_id=district_id, binder_id=binder_id)
        .order_by(BinderWaiver.waived_at, BinderWaiver.code)
    )
    return rows.all()


async def insert_hand_over(
    session: AsyncSession, *, district_id: int, hand_over: Mapping[str, Any]
) -> BinderHandOver | None:
    """None while another waits to be accepted."""
    return (
        await session.scalars(
            insert(BinderHandOver)
            .values(district_id=district_id, state="GIVEN", **hand_over)
            # Not by its condition: a parameter there matches no partial index once the plan is generic.
            .on_conflict_do_nothing()
            .returning(BinderHandOver)
        )
    ).one_or_none()


async def lock_hand_over(
    session: AsyncSession, *, district_id: int, binder_id: UUID, hand_over_id: UUID
) -> BinderHandOver:
    found = await session.get(BinderHandOver, (district_id, hand_over_id), with_for_update=True, populate_existing=True)
    if found is None or found.binder_id != binder_id:
        raise NotFound
    return found


async def list_hand_overs(session: AsyncSession, *, district_id: int, binder_id: UUID) -> Sequence[BinderHandOver]:
    rows = await session.scalars(
        select(BinderHandOver)
        .filter_by(district_id=district_id, binder_id=binder_id)
        .order_by(BinderHandOver.hand_over_id)
    )
    return rows.all()


async def insert_binder_act(session: AsyncSession, *, district_id: int, act: Mapping[str, Any]) -> None:
    await session.execute(insert(BinderAct).values(district_id=district_id, **act))


async def list_binder_acts(session: AsyncSession, *, district_id: int, binder_id: UUID) -> Sequence[BinderAct]:
    rows = await session.scalars(
        select(BinderAct).filter_by(district_id=district_id, binder_id=binder_id).order_by(BinderAct.act_id)
    )
    return rows.all()


async def list_newest_submissions(session: AsyncSession, *, district_id: int, class_id: UUID) -> Sequence[Submission]:
    """The newest version of every work that a member of a class handed in."""
    rows = await session.scalars(
        select(Submission)
        .where(Submission.district_id == district_id, Submission.class_id == class_id)
        .ext(distinct_on(Submission.teacher_id, Submission.work))
        .order_by(Submission.teacher_id, Submission.work, Submission.version.desc())
    )
    return rows.all()
