"""HTTP of adjustments by hand: proposed by one officer, decided by another."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from services.ledger import operations
from services.ledger.rules import read_lines
from services.ledger.schemas import (
    AdjustmentDecisionRequest,
    AdjustmentRequest,
    AdjustmentResponse,
    AdjustmentState,
    EntryResponse,
    GivenLine,
)
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.types import DistrictId, Id

router = APIRouter(route_class=Edge, tags=["adjustments"], prefix="/districts/{district_id}/adjustments")


@router.post("", status_code=201, summary="Propose an adjustment of the book")
async def post_adjustment(
    district_id: DistrictId, body: AdjustmentRequest, session: DatabaseSession, viewer: CurrentViewer
) -> AdjustmentResponse:
    """Propose to take back entries of a teacher and to give lines instead, with the reason and the files that prove it.

    Nothing is posted before another officer approves. Amounts have at most four places; dimensions are codes of the
    pack that governed the teacher on the line's last day. Only entries of imports and adjustments are taken back by
    hand: what a class or a claim gave is corrected there (409 `entry-not-adjustable`, also for what has been taken
    back). 404 for a teacher or file that is not there; 409 `concerns-yourself`, `never-appointed`,
    `pack-not-assigned`; 422 `nothing-adjusted`, `line-not-of-pack`, `years-crossed`, `earned-in-the-future`,
    `amount-not-postable`.
    """
    return _answer(
        await operations.propose_adjustment(
            session,
            viewer=viewer,
            district_id=district_id,
            teacher_id=body.teacher_id,
            title=body.title,
            reason=body.reason,
            takes_back=body.takes_back,
            lines=[line.given() for line in body.lines],
            evidence=body.evidence,
            at=clock.now(),
        )
    )


@router.post("/{adjustment_id}/decision", status_code=201, summary="Decide an adjustment")
async def post_adjustment_decision(
    district_id: DistrictId,
    adjustment_id: Id,
    body: AdjustmentDecisionRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> AdjustmentResponse:
    """Approve or reject what another proposed, or withdraw what you proposed; once.

    Approving posts: what is taken back, then what is given, under one causation id. 409 `second-person-needed` to who
    proposed it (another account of the same person included), `not-your-proposal` to who would withdraw another's,
    `concerns-yourself` to the teacher it is about, `adjustment-decided` when it has been decided,
    `entry-not-adjustable` when an entry was taken back since: the proposal then stays open.
    """
    return _answer(
        await operations.decide_adjustment(
            session,
            viewer=viewer,
            district_id=district_id,
            adjustment_id=adjustment_id,
            decision=body.decision,
            reason=body.reason,
            at=clock.now(),
        )
    )


@router.get("", summary="Adjustments, who proposed and who decided them")
async def list_adjustments(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    state: Annotated[AdjustmentState | None, Query(description="PROPOSED: still to be decided")] = None,
    teacher_id: Annotated[Id | None, Query(description="Of one teacher")] = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[AdjustmentResponse]:
    """Every adjustment ever proposed, rejected and withdrawn ones included, the first proposed first."""
    found = await operations.list_adjustments(
        session,
        district_id=district_id,
        state=state,
        teacher_id=teacher_id,
        after=place_after(request, cursor),
        limit=limit,
    )
    return page_of(request, found, limit=limit, id_of=lambda one: one.adjustment.adjustment_id, shape=_answer)


@router.get("/{adjustment_id}", summary="An adjustment")
async def get_adjustment(district_id: DistrictId, adjustment_id: Id, session: DatabaseSession) -> AdjustmentResponse:
    """What was proposed, by whom and why, how it was decided, and the entries that approving posted."""
    return _answer(await operations.get_adjustment(session, district_id=district_id, adjustment_id=adjustment_id))


def _answer(adjusted: operations.Adjusted) -> AdjustmentResponse:
    one, decided = adjusted.adjustment, adjusted.decision
    return AdjustmentResponse.model_validate(
        {
            "adjustment_id": one.adjustment_id,
            "state": adjusted.state,
            "teacher_id": one.teacher_id,
            "title": one.title,
            "reason": one.reason,
            "takes_back": one.takes_back,
            "lines": [GivenLine.model_validate(line) for line in read_lines(one.lines)],
            "evidence": one.evidence,
            "proposed_by": one.proposed_by,
            "proposed_at": one.proposed_at,
            "decided_by": None if decided is None else decided.decided_by,
            "decided_at": None if decided is None else decided.decided_at,
            "decision_reason": None if decided is None else decided.reason,
            "causation_id": None if decided is None else decided.causation_id,
            "entries": [EntryResponse.model_validate(entry) for entry in adjusted.entries],
        }
    )
