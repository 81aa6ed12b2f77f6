"""Amendments of published plans, and how they reach the classes opened for items."""

from fastapi import APIRouter

from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.types import DistrictId, Id
from services.registration import operations
from services.registration.operations import AmendmentShown
from services.registration.schemas import (
    AmendmentDecisionRequest,
    AmendmentRequest,
    AmendmentResponse,
    AmendmentsResponse,
    ClassUpdateAnswer,
    ClassUpdateRequest,
    ClassUpdateResponse,
    ClassUpdatesResponse,
    amendment_response,
    class_changes,
)

router = APIRouter(route_class=Edge, tags=["Plans and programs"])


@router.post(
    "/districts/{district_id}/plans/{plan_id}/amendments", status_code=201, summary="Propose to amend a published plan"
)
async def post_plan_amendment(
    district_id: DistrictId, plan_id: Id, body: AmendmentRequest, session: DatabaseSession, viewer: CurrentViewer
) -> AmendmentResponse:
    """Ask that a published plan hold this instead; nothing changes until somebody else of the district approves.

    For what touches money, hours, seats, goals or audience. A proposal that nobody decided on is replaced by the next.
    409 `plan-not-published`, `item-carried-out`; 412 when another revision was written since `based_on`; 422
    `reason-needed`, `nothing-amended`, `unknown-code`, `period-reversed`, `item-twice`, `unknown-item`.
    """
    proposed = await operations.propose_amendment(
        session,
        district_id=district_id,
        plan_id=plan_id,
        content=body.content(),
        based_on=body.based_on,
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return _shown(proposed)


@router.get("/districts/{district_id}/plans/{plan_id}/amendments", summary="List the amendments of a plan")
async def list_plan_amendments(
    district_id: DistrictId, plan_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> AmendmentsResponse:
    """What was proposed and decided, each with its differences, the newest first, at most the last hundred."""
    amendments = await operations.list_amendments(session, district_id=district_id, plan_id=plan_id, viewer=viewer)
    return AmendmentsResponse(items=[_shown(one) for one in amendments])


@router.put("/districts/{district_id}/plan-amendments/{amendment_id}/decision", summary="Decide on an amendment")
async def put_plan_amendment_decision(
    district_id: DistrictId,
    amendment_id: Id,
    body: AmendmentDecisionRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> AmendmentResponse:
    """Put an amendment in force as the plan's next revision, or return it with a reason; twice is once.

    Nobody decides on what they proposed, or on what took over from a proposal of theirs: 409 `own-plan`. 409
    `amendment-decided`, `plan-changed` when the plan was rearranged since, `item-carried-out`; 422 `reason-needed`.
    """
    decided = await operations.decide_amendment(
        session,
        district_id=district_id,
        amendment_id=amendment_id,
        decision=body.decision,
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return _shown(decided)


@router.get(
    "/districts/{district_id}/plans/{plan_id}/class-updates", summary="List the classes that an amended plan changes"
)
async def list_plan_class_updates(
    district_id: DistrictId, plan_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> ClassUpdatesResponse:
    """Classes of the plan's items that have not begun and do not say yet what their item says now, with differences.

    What was changed in a class itself is left alone where its item stayed as it was. The meetings of a class with
    several are its own.
    """
    updates = await operations.list_class_updates(
        session, district_id=district_id, plan_id=plan_id, viewer=viewer, at=clock.now()
    )
    return ClassUpdatesResponse(
        items=[
            ClassUpdateAnswer(
                class_id=one.class_id,
                item_id=one.item_id,
                title=one.title,
                revision=one.revision,
                changes=class_changes(one.changes),
            )
            for one in updates
        ]
    )


@router.put("/districts/{district_id}/classes/{class_id}/plan-update", summary="Bring a class to its amended plan")
async def put_class_plan_update(
    district_id: DistrictId, class_id: Id, body: ClassUpdateRequest, session: DatabaseSession, viewer: CurrentViewer
) -> ClassUpdateResponse:
    """Apply to a class what its item says in the plan's present revision; twice is once.

    Calendars of everybody in the class follow, places added go to who waits, and whom a new time clashes for is named.
    404 for a class of no item; 409 `plan-changed`, `meeting-begun`, `class-cancelled`, `capacity-below-taken` and
    `seats-kept` (leave SEATS out by `only`), `meetings-overlap`.
    """
    updated = await operations.update_class(
        session,
        district_id=district_id,
        class_id=class_id,
        revision=body.revision,
        only=body.only,
        viewer=viewer,
        at=clock.now(),
    )
    return ClassUpdateResponse(
        class_id=updated.class_id,
        item_id=updated.item_id,
        title=updated.title,
        revision=updated.revision,
        changes=class_changes(updated.changes),
        left=class_changes(updated.left),
        clashing_enrolment_ids=list(updated.clashing),
    )


def _shown(shown: AmendmentShown) -> AmendmentResponse:
    return amendment_response(shown.amendment, shown.changes)
