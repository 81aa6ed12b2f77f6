"""Claims of what was earned outside classes: begun, filled, handed in, and looked at."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from services.assessment import operations
from services.assessment.rules import ClaimFilter, ClaimPlace, ClaimState
from services.assessment.schemas import (
    ClaimCountsResponse,
    ClaimDraftRequest,
    ClaimFormRequest,
    ClaimPreviewResponse,
    ClaimReasonRequest,
    ClaimRequest,
    ClaimResponse,
    ClaimStepResponse,
    ClaimStepsResponse,
)
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.problems import language_of
from services.platform.types import Code, Day, DistrictId, Flag, Id

router = APIRouter(route_class=Edge, prefix="/districts/{district_id}", tags=["claims"])


@router.post("/claims", status_code=201, summary="Claim a certificate")
async def post_claim(
    district_id: DistrictId, body: ClaimRequest, session: DatabaseSession, viewer: CurrentViewer
) -> ClaimResponse:
    """Of a degree, by the teacher, or by the school for one of its teachers; it goes to the district at once.

    409 `claim-exists` where the same degree and date, or the same number, was claimed before and not returned;
    `certificate-not-yet-awarded` for a date to come; 404 for a teacher out of reach.
    """
    at = clock.now()
    claim = await operations.submit_degree(session, district_id=district_id, **body.model_dump(), viewer=viewer, at=at)
    return ClaimResponse.of(await operations.see(session, claim), at=at, today=clock.today())


@router.post("/claims/drafts", status_code=201, summary="Begin a recognition form")
async def post_claim_draft(
    district_id: DistrictId, body: ClaimDraftRequest, session: DatabaseSession, viewer: CurrentViewer
) -> ClaimResponse:
    """For oneself, or by the school for one of its teachers: a DRAFT that nobody reviews before it is handed in.

    422 `unknown-place` for codes that the pack in force on the last day does not have; `span-turned`;
    `statement-missing` for a contest award or hours from outside without what these state. 409 `claim-exists` for a
    certificate that was claimed before; `pack-not-assigned`. 404 for a teacher or a file out of reach.
    """
    at = clock.now()
    claim = await operations.draft_claim(session, district_id=district_id, draft=body.as_draft(), viewer=viewer, at=at)
    return ClaimResponse.of(await operations.see(session, claim), at=at, today=clock.today())


@router.get("/claims", summary="The claims within reach")
async def list_claims(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    state: Annotated[ClaimState | None, Query(description="Only claims in this state")] = None,
    teacher_id: Annotated[Id | None, Query(description="Only claims for this teacher")] = None,
    school_id: Annotated[Id | None, Query(description="Only claims of this school")] = None,
    kind: Annotated[Code | None, Query(description="Only claims of this kind")] = None,
    batch: Annotated[Day | None, Query(description="Only claims of the batch with this last day")] = None,
    semester: Annotated[
        Day | None, Query(description="Only those summed up with the semester of this last day")
    ] = None,
    lies_with: Annotated[ClaimPlace | None, Query(description="Only those whose turn it is there")] = None,
    reminded: Annotated[Flag | None, Query(description="Only those of which was reminded, or only the others")] = None,
    flagged: Annotated[Flag | None, Query(description="Only those with open flags, or only those without")] = None,
    overdue: Annotated[Flag | None, Query(description="Only those whose time is over, or only the others")] = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[ClaimResponse]:
    """In the order in which they were made; teachers see their own, schools those made for their teachers.

    What waits for oneself is `lies_with` one's own level; `reminded` are those whose time runs out there.
    """
    at, today = clock.now(), clock.today()
    claims = await operations.list_claims(
        session,
        district_id=district_id,
        wanted=ClaimFilter(
            state=state,
            teacher_id=teacher_id,
            school_id=school_id,
            kind=kind,
            batch=batch,
            semester=semester,
            lies_with=lies_with,
            reminded=reminded,
            flagged=flagged,
            overdue=overdue,
        ),
        viewer=viewer,
        at=at,
        after=place_after(request, cursor),
        limit=limit + 1,
    )
    return page_of(
        request,
        claims,
        limit=limit,
        id_of=lambda seen: seen.claim.claim_id,
        shape=lambda seen: ClaimResponse.of(seen, at=at, today=today),
    )


@router.get("/claim-counts", summary="How many claims stand where")
async def get_claim_counts(
    district_id: DistrictId, session: DatabaseSession, viewer: CurrentViewer
) -> ClaimCountsResponse:
    """Of those within reach: by state, by batch while in review, by semester (the sum of its forms), flagged, overdue,
    and those of which whoever has them was reminded.
    """
    return ClaimCountsResponse.of(
        await operations.count_claims(session, district_id=district_id, viewer=viewer, at=clock.now())
    )


@router.get("/claims/{claim_id}", summary="One claim")
async def get_claim(
    district_id: DistrictId, claim_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> ClaimResponse:
    """The claim with its papers and batches, and the outcome it was recognised by, once posted."""
    seen = await operations.see_claim(session, district_id=district_id, claim_id=claim_id, viewer=viewer)
    return ClaimResponse.of(seen, at=clock.now(), today=clock.today())


@router.get("/claims/{claim_id}/preview", summary="What a form would be worth")
async def get_claim_preview(
    district_id: DistrictId, claim_id: Id, request: Request, session: DatabaseSession, viewer: CurrentViewer
) -> ClaimPreviewResponse:
    """Hours and credits as the form stands, or the pack's refusals word for word; the checklist of the tariff's
    documents; who reviews it; and, before it is handed in, the batches it would join with the days left.

    404 for a degree, whose worth is the decision's alone.
    """
    looked, batches = await operations.preview_claim(
        session, district_id=district_id, claim_id=claim_id, viewer=viewer, at=clock.now()
    )
    return ClaimPreviewResponse.of(
        looked.worth,
        batches,
        open_flags=looked.open_flags,
        today=clock.today(),
        language=language_of(request),
    )


@router.get("/claims/{claim_id}/steps", summary="What happened to a claim")
async def list_claim_steps(
    district_id: DistrictId, claim_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> ClaimStepsResponse:
    """Everything in order, with who and why; each submission with the form as it was handed in. Nothing is removed."""
    steps = await operations.list_claim_steps(session, district_id=district_id, claim_id=claim_id, viewer=viewer)
    return ClaimStepsResponse(items=[ClaimStepResponse.of(step) for step in steps])


@router.put("/claims/{claim_id}/form", summary="Fill a recognition form")
async def put_claim_form(
    district_id: DistrictId, claim_id: Id, body: ClaimFormRequest, session: DatabaseSession, viewer: CurrentViewer
) -> ClaimResponse:
    """Replaces what a draft, or a claim returned to the teacher, says; papers included.

    422 `kind-not-offered` where the part played in the activity offers other kinds, and as for a draft; what the form
    says otherwise than its activity is flagged when it is handed in. 409 `claim-elsewhere` while it is reviewed or
    decided.
    """
    at = clock.now()
    claim = await operations.fill_claim(
        session, district_id=district_id, claim_id=claim_id, kind=body.kind, form=body.as_value(), viewer=viewer, at=at
    )
    return ClaimResponse.of(await operations.see(session, claim), at=at, today=clock.today())


@router.put("/claims/{claim_id}/submission", summary="Hand a recognition form in")
async def put_claim_submission(
    district_id: DistrictId, claim_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> ClaimResponse:
    """To the school, in the batch of the day; what comes after the batch's last day joins the next and is not lost.

    Incomplete ones are taken too. Handed in already, nothing changes. 409 `kind-not-chosen`, `claim-not-over` before
    its last day, `handed-in-too-late` only where the pack takes nothing late, `claim-exists`, `claim-elsewhere`.
    """
    at = clock.now()
    claim = await operations.submit_claim_form(
        session, district_id=district_id, claim_id=claim_id, viewer=viewer, at=at
    )
    return ClaimResponse.of(await operations.see(session, claim), at=at, today=clock.today())


@router.put("/claims/{claim_id}/withdrawal", summary="Withdraw a claim")
async def put_claim_withdrawal(
    district_id: DistrictId, claim_id: Id, body: ClaimReasonRequest, session: DatabaseSession, viewer: CurrentViewer
) -> ClaimResponse:
    """For good, before it is recognised; the same event or certificate may then be claimed anew.

    409 `claim-elsewhere` once it is recognised.
    """
    at = clock.now()
    claim = await operations.withdraw_claim(
        session, district_id=district_id, claim_id=claim_id, reason=body.reason, viewer=viewer, at=at
    )
    return ClaimResponse.of(await operations.see(session, claim), at=at, today=clock.today())
