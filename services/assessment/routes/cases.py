"""Cases about consequences: opened, answered, decided and appealed by people."""

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response

from services.assessment import operations
from services.assessment.rules import CaseState
from services.assessment.schemas import (
    AppealDecisionRequest,
    CaseClosingRequest,
    CaseDecisionRequest,
    CaseNoticeRequest,
    CaseRequest,
    CaseResponse,
    CaseSummaryResponse,
    DeciderRequest,
    StatementRequest,
)
from services.platform import clock
from services.platform.downloads import download
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.types import DistrictId, Id

router = APIRouter(route_class=Edge, prefix="/districts/{district_id}/cases", tags=["cases"])

_BINARY: Final = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}


@router.post("", status_code=201, summary="Open a case about a teacher")
async def post_case(
    district_id: DistrictId, body: CaseRequest, session: DatabaseSession, viewer: CurrentViewer
) -> CaseResponse:
    """By a clause about consequences of the pack that governs the teacher today, with the evidence and who decides.

    The teacher is not told yet. 422 `unknown-consequence` with those there are, `unknown-trigger`,
    `evidence-of-another`, `unknown-account`, `account-unfit` (who decides must see the case and may decide); 409
    `decider-concerned`, `own-assessment`, `teacher-not-in-post`, `pack-not-assigned`. `open_alike` points at the cases
    about the same that are open already.
    """
    seen = await operations.open_case(
        session,
        district_id=district_id,
        teacher_id=body.teacher_id,
        clause_id=body.clause_id,
        triggers=body.triggers,
        grounds=body.grounds,
        evidence=[one.given() for one in body.evidence],
        decider_id=body.decider_id,
        decider_name=body.decider_name,
        viewer=viewer,
        at=clock.now(),
    )
    return CaseResponse.of(seen)


@router.get("", summary="The cases within reach")
async def list_cases(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    teacher_id: Annotated[Id | None, Query(description="Only about this teacher")] = None,
    school_id: Annotated[Id | None, Query(description="Only of this school")] = None,
    state: Annotated[CaseState | None, Query(description="Only at this stage")] = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[CaseSummaryResponse]:
    """In the order in which they were opened. A teacher sees the own ones of which there was notice."""
    cases = await operations.list_cases(
        session,
        district_id=district_id,
        teacher_id=teacher_id,
        school_id=school_id,
        state=state,
        viewer=viewer,
        after=place_after(request, cursor),
        limit=limit + 1,
    )
    return page_of(request, cases, limit=limit, id_of=lambda one: one.case_id, shape=CaseSummaryResponse.model_validate)


@router.get("/{case_id}", summary="A case with every act in it")
async def get_case(
    district_id: DistrictId, case_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> CaseResponse:
    """The clause in its own words, the evidence, and who did what when. 404 for the teacher until the notice."""
    seen = await operations.get_case(session, district_id=district_id, case_id=case_id, viewer=viewer)
    return CaseResponse.of(seen)


@router.get(
    "/{case_id}/files/{file_id}",
    summary="Download evidence of a case",
    response_class=Response,
    responses={200: {"description": "The file as it was handed in", "content": _BINARY}},
)
async def get_case_file(
    district_id: DistrictId,
    case_id: Id,
    file_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> Response:
    """For everybody who sees the case, the teacher included. 404 for a file that no act rests on."""
    file = await operations.get_case_file(
        session, district_id=district_id, case_id=case_id, file_id=file_id, viewer=viewer
    )
    return download(request, file)


@router.put("/{case_id}/decider", summary="Name somebody else to decide")
async def put_case_decider(
    district_id: DistrictId, case_id: Id, body: DeciderRequest, session: DatabaseSession, viewer: CurrentViewer
) -> CaseResponse:
    """Before it is decided, by the district: an account that sees the case and may decide.

    409 `decider-concerned` for who opened the case and whom it is about, `case-moved-on`; 422 `unknown-account`,
    `account-unfit`.
    """
    seen = await operations.name_decider(
        session, district_id=district_id, case_id=case_id, **body.model_dump(), viewer=viewer, at=clock.now()
    )
    return CaseResponse.of(seen)


@router.put("/{case_id}/notice", summary="Tell the teacher")
async def put_case_notice(
    district_id: DistrictId, case_id: Id, body: CaseNoticeRequest, session: DatabaseSession, viewer: CurrentViewer
) -> CaseResponse:
    """From now on the teacher sees the case and may answer until the day named. The same again changes nothing.

    422 `too-short-to-answer`: five days at least; 409 `case-moved-on`.
    """
    seen = await operations.notify_teacher(
        session, district_id=district_id, case_id=case_id, **body.model_dump(), viewer=viewer, at=clock.now()
    )
    return CaseResponse.of(seen)


@router.put("/{case_id}/acknowledgement", summary="Acknowledge the notice")
async def put_case_acknowledgement(
    district_id: DistrictId, case_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> CaseResponse:
    """By the teacher: read, not agreed. The same again changes nothing."""
    seen = await operations.acknowledge_notice(
        session, district_id=district_id, case_id=case_id, viewer=viewer, at=clock.now()
    )
    return CaseResponse.of(seen)


@router.post("/{case_id}/statements", status_code=201, summary="Say one's side")
async def post_case_statement(
    district_id: DistrictId, case_id: Id, body: StatementRequest, session: DatabaseSession, viewer: CurrentViewer
) -> CaseResponse:
    """By the teacher, as often as wanted until it is decided. 409 `case-moved-on`."""
    seen = await operations.state_own_side(
        session,
        district_id=district_id,
        case_id=case_id,
        words=body.words,
        evidence=[one.given() for one in body.evidence],
        viewer=viewer,
        at=clock.now(),
    )
    return CaseResponse.of(seen)


@router.put("/{case_id}/decision", summary="Decide a case")
async def put_case_decision(
    district_id: DistrictId, case_id: Id, body: CaseDecisionRequest, session: DatabaseSession, viewer: CurrentViewer
) -> CaseResponse:
    """By the person named, once the teacher has made a statement or let the time pass. The same again changes nothing.

    An appeal is possible for fifteen days. Nothing takes effect by itself. 409 `not-the-decider`, `decider-concerned`,
    `case-not-heard`, `case-moved-on`; 422 `unknown-measure` with those that the clause names.
    """
    seen = await operations.decide_case(
        session, district_id=district_id, case_id=case_id, **body.model_dump(), viewer=viewer, at=clock.now()
    )
    return CaseResponse.of(seen)


@router.put("/{case_id}/appeal", summary="Appeal against a decision")
async def put_case_appeal(
    district_id: DistrictId, case_id: Id, body: StatementRequest, session: DatabaseSession, viewer: CurrentViewer
) -> CaseResponse:
    """By the teacher, within the time. 409 `appeal-over`, `nothing-to-appeal`, `case-moved-on`."""
    seen = await operations.appeal_case(
        session,
        district_id=district_id,
        case_id=case_id,
        words=body.words,
        evidence=[one.given() for one in body.evidence],
        viewer=viewer,
        at=clock.now(),
    )
    return CaseResponse.of(seen)


@router.put("/{case_id}/appeal/decision", summary="Decide about an appeal")
async def put_case_appeal_decision(
    district_id: DistrictId, case_id: Id, body: AppealDecisionRequest, session: DatabaseSession, viewer: CurrentViewer
) -> CaseResponse:
    """By the district, somebody who neither opened nor decided the case. The first decision stays among the acts.

    409 `decider-concerned`, `case-moved-on`; 422 `unknown-measure`, `appeal-adds-measures`.
    """
    seen = await operations.decide_appeal(
        session, district_id=district_id, case_id=case_id, **body.model_dump(), viewer=viewer, at=clock.now()
    )
    return CaseResponse.of(seen)


@router.put("/{case_id}/closing", summary="Close a case")
async def put_case_closing(
    district_id: DistrictId, case_id: Id, body: CaseClosingRequest, session: DatabaseSession, viewer: CurrentViewer
) -> CaseResponse:
    """Once it is decided and no appeal is possible any more. 409 `appeal-open` with the day, `case-moved-on`."""
    seen = await operations.close_case(
        session, district_id=district_id, case_id=case_id, reason=body.reason, viewer=viewer, at=clock.now()
    )
    return CaseResponse.of(seen)


@router.put("/{case_id}/withdrawal", summary="Let a case drop")
async def put_case_withdrawal(
    district_id: DistrictId, case_id: Id, body: CaseClosingRequest, session: DatabaseSession, viewer: CurrentViewer
) -> CaseResponse:
    """Before it is decided; the acts stay to be seen. 409 `case-moved-on`."""
    seen = await operations.withdraw_case(
        session, district_id=district_id, case_id=case_id, reason=body.reason, viewer=viewer, at=clock.now()
    )
    return CaseResponse.of(seen)
