"""Teachers who are one person: merged by two officers, and parted again if need be."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from services.directory import operations
from services.directory.schemas import (
    TeacherMergeDecisionRequest,
    TeacherMergeRequest,
    TeacherMergeResponse,
    TeacherMergeStepResponse,
    TeacherMergeUndoRequest,
)
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.types import DistrictId, Id

router = APIRouter(route_class=Edge, tags=["moves"], prefix="/districts/{district_id}/teacher-merges")


@router.post("", status_code=201, summary="Say that two teachers are one person")
async def post_teacher_merge(
    district_id: DistrictId, body: TeacherMergeRequest, session: DatabaseSession, viewer: CurrentViewer
) -> TeacherMergeResponse:
    """Propose that one of two teachers goes on as the other; nothing changes before another officer approves.

    404 for an unknown teacher; 409 `teacher-is-merged` where one of both was merged before, `merge-refused` (the same
    teacher, somebody goes on as the first, or the first left for another district), `concerns-yourself`.
    """
    return _answer(
        await operations.propose_merge(
            session,
            viewer=viewer,
            teacher_id=body.teacher_id,
            into_teacher_id=body.into_teacher_id,
            reason=body.reason,
            at=clock.now(),
        )
    )


@router.post("/{merge_id}/undoing", status_code=201, summary="Say that the two are two after all")
async def post_teacher_merge_undoing(
    district_id: DistrictId,
    merge_id: Id,
    body: TeacherMergeUndoRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> TeacherMergeResponse:
    """Propose to undo a merge; nothing changes before another officer approves.

    409 `nothing-to-decide` where the two are not merged.
    """
    return _answer(
        await operations.propose_undoing(session, viewer=viewer, merge_id=merge_id, reason=body.reason, at=clock.now())
    )


@router.post("/{merge_id}/decision", status_code=201, summary="Decide a merge or its undoing")
async def post_teacher_merge_decision(
    district_id: DistrictId,
    merge_id: Id,
    body: TeacherMergeDecisionRequest,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> TeacherMergeResponse:
    """Approve or reject what another officer proposed, or withdraw what you proposed; a merge or its undoing.

    Approving a merge: appointments on days that the other lacks, dated facts, accounts, tasks and the document go over;
    in the ledger every entry is taken back and given to the other teacher under one causation id, and what stands twice
    for one event counts once. Undoing restores all of it. 409 `second-person-needed`, `not-your-proposal`,
    `concerns-yourself`, `nothing-to-decide`, and as for proposing where something has changed since.
    """
    return _answer(
        await operations.decide_merge(
            session,
            viewer=viewer,
            merge_id=merge_id,
            decision=body.decision,
            reason=body.reason,
            keys=request.app.state.keys,
            at=clock.now(),
        )
    )


@router.get("", summary="Teachers who are said to be one person")
async def list_teacher_merges(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    teacher_id: Annotated[Id | None, Query(description="Of one teacher, as the one or the other")] = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[TeacherMergeResponse]:
    """Every merge ever proposed, the first proposed first."""
    found = await operations.list_merges(
        session,
        district_id=district_id,
        teacher_id=teacher_id,
        after=place_after(request, cursor),
        limit=limit + 1,
    )
    return page_of(request, found, limit=limit, id_of=lambda one: one.merge.merge_id, shape=_answer)


@router.get("/{merge_id}", summary="A merge of two teachers")
async def get_teacher_merge(district_id: DistrictId, merge_id: Id, session: DatabaseSession) -> TeacherMergeResponse:
    """What was proposed and decided, by whom and why."""
    return _answer(await operations.get_merge(session, district_id=district_id, merge_id=merge_id))


def _answer(found: operations.Merge) -> TeacherMergeResponse:
    return TeacherMergeResponse.model_validate(
        {
            "merge_id": found.merge.merge_id,
            "teacher_id": found.merge.teacher_id,
            "into_teacher_id": found.merge.into_teacher_id,
            "state": found.state,
            "steps": [TeacherMergeStepResponse.model_validate(step) for step in found.steps],
        }
    )
