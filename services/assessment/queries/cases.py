"""Cases about consequences and the acts in them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment.models import CaseAct, CaseEvidence, ConsequenceCase, Outcome, Record
from services.assessment.rules import ENDED_CASES, Scope
from services.platform.errors import NotFound

_MOST_ALIKE: Final = 20


async def insert_case(session: AsyncSession, *, district_id: int, case: Mapping[str, Any]) -> ConsequenceCase:
    return (
        await session.scalars(
            insert(ConsequenceCase).values(district_id=district_id, **case).returning(ConsequenceCase)
        )
    ).one()


async def get_case(session: AsyncSession, *, district_id: int, case_id: UUID) -> ConsequenceCase:
    found = await session.get(ConsequenceCase, (district_id, case_id))
    if found is None:
        raise NotFound
    return found


async def lock_case(session: AsyncSession, *, district_id: int, case_id: UUID) -> ConsequenceCase:
    found = await session.get(ConsequenceCase, (district_id, case_id), with_for_update=True, populate_existing=True)
    if found is None:
        raise NotFound
    return found


async def list_cases(
    session: AsyncSession,
    *,
    district_id: int,
    scope: Scope,
    person_id: UUID | None,
    teacher_id: UUID | None,
    school_id: UUID | None,
    state: str | None,
    after: UUID | None,
    limit: int,
) -> Sequence[ConsequenceCase]:
    """In the order in which they were opened; of those about the person who asks only what the person was told of."""
    query = (
        select(ConsequenceCase)
        .where(ConsequenceCase.district_id == district_id)
        .order_by(ConsequenceCase.case_id)
        .limit(limit)
    )
    query = query.where(*_within(scope, person_id=person_id))
    for column, wanted in (
        (ConsequenceCase.teacher_id, teacher_id),
        (ConsequenceCase.school_id, school_id),
        (ConsequenceCase.state, state),
    ):
        if wanted is not None:
            query = query.where(column == wanted)
    if after is not None:
        query = query.where(ConsequenceCase.case_id > after)
    return (await session.scalars(query)).all()


async def list_open_alike(
    session: AsyncSession, case: ConsequenceCase, *, scope: Scope, person_id: UUID | None
) -> Sequence[UUID]:
    """Other open cases about the same teacher by the same clause, the oldest first; of one's own only what was told."""
    return (
        await session.scalars(
            select(ConsequenceCase.case_id)
            .where(
                ConsequenceCase.district_id == case.district_id,
                ConsequenceCase.teacher_id == case.teacher_id,
                ConsequenceCase.clause_id == case.clause_id,
                ConsequenceCase.case_id != case.case_id,
                ConsequenceCase.state.not_in(ENDED_CASES),
                *_within(scope, person_id=person_id),
            )
            .order_by(ConsequenceCase.case_id)
            .limit(_MOST_ALIKE)
        )
    ).all()


def _within(scope: Scope, *, person_id: UUID | None) -> list[ColumnElement[bool]]:
    """What a viewer sees of cases; of those about themselves only what they were told of."""
    asked: list[ColumnElement[bool]] = []
    if not scope.is_everything:
        own = ConsequenceCase.teacher_id == scope.teacher_id
        asked.append(own | (ConsequenceCase.school_id == scope.school_id))
    if person_id is not None:
        asked.append((ConsequenceCase.teacher_id != person_id) | ConsequenceCase.statement_until.is_not(None))
    return asked


async def insert_case_act(
    session: AsyncSession, *, district_id: int, act: Mapping[str, Any], evidence: Sequence[Mapping[str, Any]]
) -> None:
    """An act with what it rests on."""
    await session.execute(insert(CaseAct).values(district_id=district_id, **act))
    if evidence:
        await session.execute(
            insert(CaseEvidence),
            [
                {"district_id": district_id, "case_id": act["case_id"], "act_id": act["act_id"], **one}
                for one in evidence
            ],
        )


async def list_case_acts(session: AsyncSession, *, district_id: int, case_id: UUID) -> Sequence[CaseAct]:
    rows = await session.scalars(
        select(CaseAct).filter_by(district_id=district_id, case_id=case_id).order_by(CaseAct.act_id)
    )
    return rows.all()


async def list_case_evidence(session: AsyncSession, *, district_id: int, case_id: UUID) -> Sequence[CaseEvidence]:
    rows = await session.scalars(
        select(CaseEvidence).filter_by(district_id=district_id, case_id=case_id).order_by(CaseEvidence.evidence_id)
    )
    return rows.all()


async def list_whose_records(
    session: AsyncSession, *, district_id: int, record_ids: Collection[UUID]
) -> Sequence[UUID | None]:
    """Of each of these records the teacher it is about; those that do not exist are absent."""
    rows = await session.scalars(
        select(Record.teacher_id).where(Record.district_id == district_id, Record.record_id.in_(list(record_ids)))
    )
    return rows.all()


async def list_whose_outcomes(
    session: AsyncSession, *, district_id: int, outcome_ids: Collection[UUID]
) -> Sequence[UUID]:
    """Of each of these outcomes the teacher it is about; those that do not exist are absent."""
    rows = await session.scalars(
        select(Outcome.teacher_id).where(Outcome.district_id == district_id, Outcome.outcome_id.in_(list(outcome_ids)))
    )
    return rows.all()
