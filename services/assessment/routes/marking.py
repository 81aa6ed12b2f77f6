"""Who marks a class, raw marks, moderation and resits."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request

from services.assessment import operations
from services.assessment.rules import MOST_PEERS
from services.assessment.schemas import (
    AssessorResponse,
    AssessorsRequest,
    AssessorsResponse,
    AssessorWithdrawalRequest,
    ItemsResponse,
    ModerationRequest,
    ModerationResponse,
    PeerProposalResponse,
    ResitResponse,
    ResitsRequest,
    ScoreResponse,
)
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, cursors_of, page_of, place_after, place_read
from services.platform.problems import language_of
from services.platform.types import Code, Count, DistrictId, Id

router = APIRouter(route_class=Edge, prefix="/districts/{district_id}/classes/{class_id}", tags=["marking"])


@router.post("/assessors", status_code=201, summary="Name who marks a component")
async def post_assessors(
    district_id: DistrictId, class_id: Id, body: AssessorsRequest, session: DatabaseSession, viewer: CurrentViewer
) -> AssessorsResponse:
    """By who leads the class, or the district: all or none; answers those that are new. Members mark themselves.

    Experts are teachers of the district or accounts, peers are members. Where persons are named for an office
    (ORGANISER and the like), only they mark that component for it. 422 `kind-not-asked`; 409 `unknown-component`,
    `not-a-member`, `own-assessment` (nobody is named for themselves), `class-cancelled`; 404 for a person who is none.
    422 `unknown-account` and `account-unfit` (it may not mark) with the items that name such an account.
    """
    named = await operations.name_assessors(
        session,
        district_id=district_id,
        class_id=class_id,
        component=body.component,
        kind=body.kind,
        wanted=[
            operations.WantedAssessor(
                person_id=item.person_id,
                account_id=item.account_id,
                teacher_ids=None if item.teacher_ids is None else tuple(item.teacher_ids),
            )
            for item in body.items
        ],
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return AssessorsResponse(items=[AssessorResponse.model_validate(one) for one in named])


@router.get("/assessors", summary="Who was named to mark")
async def list_assessors(
    district_id: DistrictId,
    class_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    component: Annotated[Code | None, Query(description="Only of this component")] = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[AssessorResponse]:
    """In the order of naming, withdrawn ones too. The district and who leads the class see all, others themselves."""
    found = await operations.list_assessors(
        session,
        district_id=district_id,
        class_id=class_id,
        component=component,
        viewer=viewer,
        after=place_after(request, cursor),
        limit=limit + 1,
    )
    return page_of(
        request, found, limit=limit, id_of=lambda one: one.assignment_id, shape=AssessorResponse.model_validate
    )


@router.post("/assessors/withdrawals", status_code=201, summary="Withdraw assessors")
async def post_assessor_withdrawal(
    district_id: DistrictId,
    class_id: Id,
    body: AssessorWithdrawalRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> AssessorsResponse:
    """By who manages the class, with the reason. They mark no more; what they gave stays and counts.

    The same again changes nothing; 409 `assessor-withdrawn` with another reason; 404 where one is none of the class.
    """
    found = await operations.withdraw_assessors(
        session,
        district_id=district_id,
        class_id=class_id,
        assignment_ids=body.assignment_ids,
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return AssessorsResponse(items=[AssessorResponse.model_validate(one) for one in found])


@router.get("/components/{component}/peers", summary="Propose who marks whom")
async def get_peer_proposal(
    district_id: DistrictId,
    class_id: Id,
    component: Code,
    session: DatabaseSession,
    viewer: CurrentViewer,
    each: Annotated[Count, Query(ge=1, le=MOST_PEERS, description="How many others each member marks")] = 3,
) -> PeerProposalResponse:
    """Members in a ring that nobody chose: each marks the next ones and is marked by as many, nobody marks themselves.

    A proposal only: `post_assessors` names them. The same members give the same ring. 409 `unknown-component`; 422
    `kind-not-asked` where the component asks for no peers.
    """
    ring = await operations.propose_peers(
        session, district_id=district_id, class_id=class_id, component=component, each=each, viewer=viewer
    )
    return PeerProposalResponse.of(component, ring)


@router.get("/scores", summary="Raw marks")
async def list_scores(
    district_id: DistrictId,
    class_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    teacher_id: Annotated[Id | None, Query(description="Only of this member")] = None,
    component: Annotated[Code | None, Query(description="Only of this component")] = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[ScoreResponse]:
    """Every mark that was ever given, in order, with whose it is and who entered it.

    Marking is blind: the district and who leads the class see all, everybody else only the marks that they gave.
    """
    found = await operations.list_scores(
        session,
        district_id=district_id,
        class_id=class_id,
        teacher_id=teacher_id,
        component=component,
        viewer=viewer,
        after=place_after(request, cursor),
        limit=limit + 1,
    )
    return page_of(request, found, limit=limit, id_of=lambda one: one[0].score_id, shape=ScoreResponse.of)


@router.post("/moderations", status_code=201, summary="Moderate components")
async def post_moderation(
    district_id: DistrictId,
    class_id: Id,
    body: ModerationRequest,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> ItemsResponse:
    """What a component of a member counts instead of its raw marks, which stay: by who manages the class, with the why.

    A null score lets the raw marks count again. Answered one by one: RECORDED, UNCHANGED or REFUSED with
    `nothing-to-moderate` (no mark in the open attempt), `mark-out-of-range`, `own-assessment`, `not-a-member`,
    `unknown-component` or `listed-twice`. Of a finalised member it opens a revision. 409 `class-cancelled`.
    """
    answers = await operations.moderate(
        session,
        district_id=district_id,
        class_id=class_id,
        items=[operations.Moderated(item.teacher_id, item.component, item.score) for item in body.items],
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return ItemsResponse.of(answers, language=language_of(request))


@router.get("/moderations", summary="Acts of moderation")
async def list_moderations(
    district_id: DistrictId,
    class_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[ModerationResponse]:
    """All of the class, in order, with who and why; for the district and who leads the class."""
    found = await operations.list_moderations(
        session,
        district_id=district_id,
        class_id=class_id,
        viewer=viewer,
        after=place_after(request, cursor),
        limit=limit + 1,
    )
    return page_of(
        request, found, limit=limit, id_of=lambda one: one.override_id, shape=ModerationResponse.model_validate
    )


@router.post("/resits", status_code=201, summary="Open resits")
async def post_resits(
    district_id: DistrictId,
    class_id: Id,
    body: ResitsRequest,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> ItemsResponse:
    """The next attempt at components of members, by who manages the class, with the reason.

    Marks and moderation of former attempts are shown and no longer count. Answered one by one: OPENED, UNCHANGED (an
    attempt without marks is open) or REFUSED with `nothing-to-resit`, `own-assessment`, `not-a-member`,
    `unknown-component` or `listed-twice`. Of a finalised member it opens a revision. 409 `class-cancelled`.
    """
    answers = await operations.open_resits(
        session,
        district_id=district_id,
        class_id=class_id,
        items=[(item.teacher_id, item.component) for item in body.items],
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return ItemsResponse.of(answers, language=language_of(request))


@router.get("/resits", summary="The resits of a class")
async def list_resits(
    district_id: DistrictId,
    class_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[ResitResponse]:
    """Attempts beyond the first of the members within reach, by member and component, the newest attempt first."""
    found = await operations.list_resits(
        session,
        district_id=district_id,
        class_id=class_id,
        viewer=viewer,
        after=place_read(request, cursor, _resit_read),
        limit=limit + 1,
    )
    shown = [ResitResponse.model_validate(one) for one in found[:limit]]
    following = None
    if len(found) > limit:
        last = shown[-1]
        following = cursors_of(request).write(f"{last.teacher_id} {last.attempt} {last.component}")
    return Page(items=shown, next_cursor=following)


def _resit_read(place: str) -> tuple[UUID, str, int]:
    teacher_id, attempt, component = place.split(" ", 2)
    return UUID(teacher_id), component, int(attempt)
