"""A class's scheme, marks, certifications and results."""

from fastapi import APIRouter, Request

from services.assessment import operations
from services.assessment.schemas import (
    CertificationRequest,
    ItemsResponse,
    PendingScoresRequest,
    ResultResponse,
    SchemeRequest,
    SchemeResponse,
    ScoresPreviewResponse,
    ScoresRequest,
)
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.problems import language_of
from services.platform.types import DistrictId, Id

router = APIRouter(route_class=Edge, prefix="/districts/{district_id}/classes/{class_id}", tags=["classes"])


@router.get("/scheme", summary="The scheme by which a class is assessed")
async def get_scheme(
    district_id: DistrictId, class_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> SchemeResponse:
    """The version chosen for the class, else the one its program names, in full.

    409 `scheme-not-chosen` where the program names one that does not exist.
    """
    scheme = await operations.get_scheme(session, district_id=district_id, class_id=class_id, viewer=viewer)
    return SchemeResponse.of(scheme)


@router.put("/scheme", summary="Choose the scheme by which a class is assessed")
async def put_scheme(
    district_id: DistrictId, class_id: Id, body: SchemeRequest, session: DatabaseSession, viewer: CurrentViewer
) -> SchemeResponse:
    """By who leads the class, or the district. The same again changes nothing.

    409 `scheme-in-use` once marks, certifications or outcomes rest on another, `scheme-retired`; 422 `unknown-scheme`.
    """
    scheme = await operations.choose_scheme(
        session,
        district_id=district_id,
        class_id=class_id,
        code=body.scheme,
        version=body.version,
        viewer=viewer,
        at=clock.now(),
    )
    return SchemeResponse.of(scheme)


@router.put("/scores", summary="Record marks")
async def put_scores(
    district_id: DistrictId,
    class_id: Id,
    body: ScoresRequest,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> ItemsResponse:
    """Up to 500 raw marks, answered one by one: RECORDED, UNCHANGED or REFUSED. Nothing is ever overwritten.

    Offices mark by role: ORGANISER a trainer who leads the class or the district, SCHOOL_GROUP the school of the
    member, the county's and the prefecture's the district; EXPERT and PEER whoever was named (`post_assessors`), SELF
    the member where the component asks for it. A rubric is marked criterion by criterion, by points or by level;
    pieces one by one. A newer mark of the same assessor takes the place of theirs before, which stays. The mark belongs
    to the attempt that is open. A refused item never spoils the others; its problem is `wrong-assessor`, `not-named`,
    `not-a-member`, `unknown-component`, `unknown-criterion`, `unknown-criterion-level`, `piece-missing`,
    `mark-out-of-range`, `own-assessment` or `listed-twice`. A changed mark of a finalised member opens a revision.
    409 `class-cancelled`, and `rescoring-outdated` where `preview_hash` names a preview since which anything has
    changed; 422 `not-an-assessor`.
    """
    answers = await operations.record_scores(
        session,
        district_id=district_id,
        class_id=class_id,
        marks=body.marks(),
        assessor_id=body.assessor_id,
        preview_hash=body.preview_hash,
        viewer=viewer,
        at=clock.now(),
    )
    return ItemsResponse.of(answers, language=language_of(request))


@router.post("/scores/preview", summary="Who would change by marks that are still to be recorded")
async def post_scores_preview(
    district_id: DistrictId,
    class_id: Id,
    body: PendingScoresRequest,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> ScoresPreviewResponse:
    """From what to what, with the difference in hours and credits, as if these marks stood; nothing is written.

    For who leads the class and the district, who see every mark. `put_scores` with the `hash` records what was looked
    at, and refuses where anything has changed since. 409 `class-cancelled` or `scheme-not-chosen`; 422
    `not-an-assessor`.
    """
    found = await operations.preview_scores(
        session,
        district_id=district_id,
        class_id=class_id,
        marks=body.marks(),
        assessor_id=body.assessor_id,
        viewer=viewer,
        at=clock.now(),
    )
    return ScoresPreviewResponse.of(
        found.preview, found.answers, preview_hash=found.hash, language=language_of(request)
    )


@router.get("/results", summary="Where each member stands now")
async def get_results(
    district_id: DistrictId,
    class_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[ResultResponse]:
    """A preview with its explanation and, for results that are final, the hours and credits; nothing is written.

    Trainers see the classes they lead with every mark, schools their own members, teachers themselves: components
    once they are released, the whole once it is released or finalised, and never whose mark it is. Until then the
    status tells only of what is still to be marked, and is AWAITING_RELEASE once everything is. Who is finalised is
    shown what stands; a correction that waits to be confirmed is in `list_revisions`.
    """
    judged = await operations.preview_results(
        session,
        district_id=district_id,
        class_id=class_id,
        viewer=viewer,
        after=place_after(request, cursor),
        limit=limit + 1,
        at=clock.now(),
    )
    return page_of(request, judged, limit=limit, id_of=lambda one: one.judged.teacher_id, shape=ResultResponse.of)


@router.post("/certifications", status_code=201, summary="Certify members who passed every stage")
async def post_certification(
    district_id: DistrictId,
    class_id: Id,
    body: CertificationRequest,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> ItemsResponse:
    """The county centre's act, by the district, answered one by one: CERTIFIED, UNCHANGED or REFUSED.

    Who marked or moderated a member certifies nothing of theirs. After a resit the member is certified anew. A refused
    item's problem is `not-ready-to-certify`, `certifier-concerned`, `not-a-member` or `own-assessment`.
    409 `no-certification` where the scheme asks for none.
    """
    answers = await operations.certify(
        session,
        district_id=district_id,
        class_id=class_id,
        teacher_ids=body.teacher_ids,
        viewer=viewer,
        at=clock.now(),
    )
    return ItemsResponse.of(answers, language=language_of(request))
