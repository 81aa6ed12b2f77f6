"""Who sees a case: the teacher once told of it, the school, the district; with every act and what it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.models import CaseAct, CaseEvidence, ConsequenceCase
from services.assessment.operations.reach import scope_of
from services.assessment.rules import ENDED_CASES
from services.platform.access import Viewer
from services.platform.errors import NotFound
from services.platform.files import StoredFile, get_files


@dataclass(frozen=True, slots=True)
class CaseSeen:
    """A case with everything that was done in it, in order."""

    case: ConsequenceCase
    acts: Sequence[CaseAct]
    evidence: Sequence[CaseEvidence]
    open_alike: Sequence[UUID] | None = None
    """Others like it; None where nobody looked for them."""


def demand_case(case: ConsequenceCase, *, viewer: Viewer) -> None:
    """NotFound out of reach, and for the teacher until the notice, whatever else the teacher is."""
    # Whoever is told of something unfinished can neither answer nor be left alone with it.
    if case.statement_until is None and viewer.principal.person_id == case.teacher_id:
        raise NotFound
    viewer.demand(person_id=case.teacher_id, unit_id=case.school_id)


async def see_case(session: AsyncSession, case: ConsequenceCase) -> CaseSeen:
    district_id, case_id = case.district_id, case.case_id
    return CaseSeen(
        case,
        await queries.list_case_acts(session, district_id=district_id, case_id=case_id),
        await queries.list_case_evidence(session, district_id=district_id, case_id=case_id),
    )


async def get_case(session: AsyncSession, *, district_id: int, case_id: UUID, viewer: Viewer) -> CaseSeen:
    """A case within reach."""
    case = await queries.get_case(session, district_id=district_id, case_id=case_id)
    demand_case(case, viewer=viewer)
    return await beside_others(session, await see_case(session, case), viewer=viewer)


async def beside_others(session: AsyncSession, seen: CaseSeen, *, viewer: Viewer) -> CaseSeen:
    """A case with the others that the viewer sees about the same teacher by the same clause, all of them open."""
    case = seen.case
    if case.state in ENDED_CASES:
        return replace(seen, open_alike=())
    alike = await queries.list_open_alike(session, case, scope=scope_of(viewer), person_id=viewer.principal.person_id)
    return replace(seen, open_alike=alike)


async def list_cases(
    session: AsyncSession,
    *,
    district_id: int,
    teacher_id: UUID | None,
    school_id: UUID | None,
    state: str | None,
    viewer: Viewer,
    after: UUID | None,
    limit: int,
) -> Sequence[ConsequenceCase]:
    """Cases within reach, in the order in which they were opened."""
    return await queries.list_cases(
        session,
        district_id=district_id,
        scope=scope_of(viewer),
        person_id=viewer.principal.person_id,
        teacher_id=teacher_id,
        school_id=school_id,
        state=state,
        after=after,
        limit=limit,
    )


async def get_case_file(
    session: AsyncSession, *, district_id: int, case_id: UUID, file_id: UUID, viewer: Viewer
) -> StoredFile:
    """A file that an act rests on, for everybody who sees the case: nobody answers to evidence unread."""
    seen = await get_case(session, district_id=district_id, case_id=case_id, viewer=viewer)
    if all(one.file_id != file_id for one in seen.evidence):
        raise NotFound
    return (await get_files(session, district_id=district_id, file_ids=[file_id]))[file_id]
