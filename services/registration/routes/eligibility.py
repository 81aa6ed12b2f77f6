"""Who may enter a class, and why not."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.types import DistrictId, Id
from services.registration import operations
from services.registration.schemas import (
    CitedEntry,
    ClashingClass,
    Declaration,
    EligibilityFinding,
    EligibilityResponse,
    Exemption,
)

router = APIRouter(route_class=Edge, tags=["Enrolment"])


@router.get("/districts/{district_id}/classes/{class_id}/eligibility", summary="May a teacher enter this class?")
async def get_eligibility(
    district_id: DistrictId,
    class_id: Id,
    teacher_id: Annotated[Id, Query(description="Oneself, a teacher of one's school, or of the district")],
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> EligibilityResponse:
    """What the pack in force for the teacher, the program and the limits say today, and what else matters.

    Every clause in the way with its words and the entries it cites; for whom the program is meant (`AUDIENCE`); how
    often one person may enter (`LIMIT-…`); the class that holds the same time (`clash`); and from what the teacher is
    exempt this year, which bars nobody. UNDETERMINED where a fact is missing that would decide; that bars nobody
    either. 409 `teacher-not-in-post`; 404 for a class or teacher out of reach.
    """
    asked = await operations.get_eligibility(
        session, district_id=district_id, class_id=class_id, teacher_id=teacher_id, viewer=viewer, at=clock.now()
    )
    ruled, clash, enrolment = asked.ruled, asked.clash, asked.enrolment
    return EligibilityResponse(
        result="BARRED" if clash is not None else ruled.answer.result,
        overridable=ruled.answer.overridable,
        pack_id=ruled.pack_id,
        content_hash=ruled.content_hash,
        findings=[
            EligibilityFinding(
                clause_id=finding.clause_id,
                code=finding.code,
                barred=finding.barred,
                reason_zh=finding.reason_zh,
                reason_en=finding.reason_en,
                quote=finding.quote,
                source=finding.source,
                override=finding.override,
                cited=[CitedEntry.model_validate(ruled.cited[entry_id]) for entry_id in finding.cited],
                missing=list(finding.missing),
            )
            for finding in ruled.answer.findings
        ],
        declares=[Declaration(clause_id=clause_id, words=words) for clause_id, words in ruled.answer.declares],
        clash=None if clash is None else ClashingClass.model_validate(clash),
        enrolment_id=None if enrolment is None else enrolment.enrolment_id,
        enrolment_status=None if enrolment is None else enrolment.status,
        first_review=asked.first_review,
        exempted=[Exemption.model_validate(one) for one in asked.exempted],
    )
