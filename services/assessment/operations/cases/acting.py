"""An act in a case is kept with who, when, in which words and what it rests on."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import CaseMovedOn, DeciderConcerned, EvidenceOfAnother
from services.assessment.models import CaseAct, ConsequenceCase
from services.assessment.operations.files import get_file
from services.assessment.operations.reach import scope_of
from services.assessment.rules import EvidenceGiven
from services.platform.access import Viewer
from services.platform.errors import NotFound
from services.platform.ids import new_id

_NOTHING: Sequence[EvidenceGiven] = ()


async def keep_act(
    session: AsyncSession,
    case: ConsequenceCase,
    *,
    act: str,
    words: str,
    measures: Sequence[str] = (),
    evidence: Sequence[EvidenceGiven] = _NOTHING,
    viewer: Viewer,
    at: datetime,
) -> None:
    """Keep an act; what it rests on must be within the viewer's reach and about the teacher."""
    await _demand_evidence(session, case, evidence, viewer=viewer)
    await session.flush()
    await queries.insert_case_act(
        session,
        district_id=case.district_id,
        act={
            "act_id": new_id(),
            "case_id": case.case_id,
            "act": act,
            "words": words,
            "measures": list(measures),
            "done_by": viewer.principal.account_id,
            "done_at": at,
        },
        evidence=[
            {
                "evidence_id": new_id(),
                "file_id": one.file_id,
                "record_id": one.record_id,
                "outcome_id": one.outcome_id,
                "note": one.note,
            }
            for one in evidence
        ],
    )


async def was_done(
    session: AsyncSession,
    case: ConsequenceCase,
    *,
    act: str,
    words: str,
    measures: Sequence[str] = (),
    viewer: Viewer,
    now_at: str,
) -> bool:
    """Whether the last act of the case is this very one, said again; CaseMovedOn unless the case stands at `now_at`."""
    if case.state == now_at:
        return False
    acts = await queries.list_case_acts(session, district_id=case.district_id, case_id=case.case_id)
    if not _is_same(acts, act=act, words=words, measures=measures, done_by=viewer.principal.account_id):
        raise CaseMovedOn(state=case.state)
    return True


def demand_unconcerned(case: ConsequenceCase, *, viewer: Viewer, also_not: Sequence[UUID | None] = ()) -> None:
    """DeciderConcerned for who opened the case, whom it is about, and the others named: by account and by person."""
    principal = viewer.principal
    if principal.account_id in {case.opened_by, *also_not}:
        raise DeciderConcerned
    if principal.person_id is not None and principal.person_id in {case.teacher_id, case.opener_person_id, *also_not}:
        raise DeciderConcerned


def _is_same(acts: Sequence[CaseAct], *, act: str, words: str, measures: Sequence[str], done_by: UUID) -> bool:
    latest = next((one for one in reversed(acts) if one.act == act), None)
    return latest is not None and (latest.words, sorted(latest.measures), latest.done_by) == (
        words,
        sorted(measures),
        done_by,
    )


async def _demand_evidence(
    session: AsyncSession, case: ConsequenceCase, evidence: Sequence[EvidenceGiven], *, viewer: Viewer
) -> None:
    for one in evidence:
        # At most a score of them: each is looked at by the same rule as everywhere.
        if one.file_id is not None:
            file = await get_file(session, district_id=case.district_id, file_id=one.file_id, viewer=viewer)
            if file.person_id not in {None, case.teacher_id, viewer.principal.person_id}:
                raise EvidenceOfAnother
    record_ids = {one.record_id for one in evidence if one.record_id is not None}
    outcome_ids = {one.outcome_id for one in evidence if one.outcome_id is not None}
    about: list[UUID | None] = []
    if record_ids:
        about += await queries.list_whose_records(session, district_id=case.district_id, record_ids=record_ids)
    if outcome_ids:
        about += await queries.list_whose_outcomes(session, district_id=case.district_id, outcome_ids=outcome_ids)
    if len(about) < len(record_ids) + len(outcome_ids):
        raise NotFound
    if any(teacher_id != case.teacher_id for teacher_id in about):
        # What is out of sight does not exist; what is seen is told apart.
        if not scope_of(viewer).is_everything:
            raise NotFound
        raise EvidenceOfAnother
