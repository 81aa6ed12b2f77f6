"""Packs of the district: versions published, what changed between them, and which of them is in force for whom."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from services.directory import operations
from services.directory.routes.shown import assignment_of, history_of, pack_of, shipped_of
from services.directory.schemas import (
    ContentHash,
    DifferenceShown,
    DifferencesResponse,
    GoverningPack,
    PackAssignmentRequest,
    PackAssignmentResponse,
    PackAssignmentsResponse,
    PackCorrectionRequest,
    PackHistoryResponse,
    PackLastDayRequest,
    PackListed,
    PackName,
    PackRequest,
    PackResponse,
    PacksResponse,
    PackWithdrawalRequest,
    ShippedPacksResponse,
    TeacherPacksResponse,
)
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.types import DistrictId, Id, Instant

router = APIRouter(route_class=Edge, tags=["packs"], prefix="/districts/{district_id}")

# Chinese text escaped as JSON takes twice the bytes it has as UTF-8.
_LARGEST_BODY = 2_097_152

_REJECTED: dict[int | str, dict[str, Any]] = {
    422: {
        "description": "The pack is faulty: `errors` holds all that is wrong with it; or the body is not acceptable",
        "content": {
            "application/problem+json": {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "example": {
                    "type": "urn:xuefen:problem:pack-rejected",
                    "title": "政策包有误,未发布",
                    "status": 422,
                    "detail": "政策包共有 1 处错误,未发布",
                    "instance": "urn:uuid:01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b12",
                    "facts": {"count": "1"},
                    "errors": [
                        {
                            "pointer": "/content",
                            "code": "pack-fault",
                            "line": "21",
                            "clause": "XC-03",
                            "where": "clauses.2.who.when",
                            "message": "unknown in a condition: agee",
                            "message_zh": "条件中没有agee这个词",
                            "did_you_mean": "age",
                        }
                    ],
                },
            }
        },
    }
}


@router.post(
    "/packs",
    status_code=201,
    summary="Publish a policy pack",
    max_body_size=_LARGEST_BODY,
    responses=_REJECTED,
)
async def post_pack(
    district_id: DistrictId, body: PackRequest, session: DatabaseSession, viewer: CurrentViewer
) -> PackResponse:
    """Publish a version for ever: the same content twice is the same version, found by the hash of its content.

    Everything wrong with it is answered at once (422 `pack-rejected`): each of `errors` has `where` and `message`, and
    `line` and `clause` where there are such. A pack that builds on another holds the other's content from then on.
    """
    by, at = viewer.principal.account_id, clock.now()
    if body.content is None:
        found = await operations.publish_shipped_pack(
            session, district_id=district_id, pack_id=body.shipped or "", by=by, at=at
        )
    else:
        found = await operations.publish_pack(
            session, district_id=district_id, text=body.content, builds_on=body.builds_on, by=by, at=at
        )
    return pack_of(found.version, found.pack)


@router.get("/packs", summary="List the published packs")
async def list_packs(district_id: DistrictId, session: DatabaseSession) -> PacksResponse:
    """Every version published in the district, by pack and time."""
    rows = await operations.list_packs(session, district_id=district_id)
    return PacksResponse(items=[PackListed.model_validate(row) for row in rows])


@router.get("/packs/{content_hash}", summary="One published pack")
async def get_pack(district_id: DistrictId, content_hash: ContentHash, session: DatabaseSession) -> PackResponse:
    """Its text, the parameters and switches that an assignment may set, and every clause with its verbatim words."""
    found = await operations.get_pack(session, district_id=district_id, content_hash=content_hash)
    return pack_of(found.version, found.pack)


@router.get("/packs/{content_hash}/diff", summary="What changed between two packs")
async def get_pack_diff(
    district_id: DistrictId,
    content_hash: ContentHash,
    session: DatabaseSession,
    against: Annotated[PackName, Query(description="Hash of a published version, or the id of a shipped pack")],
) -> DifferencesResponse:
    """What changed from `against` to this version, clause by clause."""
    found = await operations.compare_packs(session, district_id=district_id, content_hash=content_hash, against=against)
    return DifferencesResponse(
        before=found.before.content_hash,
        after=found.after.content_hash,
        items=[DifferenceShown.model_validate(one) for one in found.differences],
    )


@router.get("/shipped-packs", summary="Packs that come with the system")
async def list_shipped_packs(district_id: DistrictId, session: DatabaseSession) -> ShippedPacksResponse:
    """What a district may publish as it is, or build its own pack on."""
    packs = await operations.list_shipped_packs(session)
    return ShippedPacksResponse(items=[shipped_of(pack) for pack in packs])


@router.post("/pack-assignments", status_code=201, summary="Put a policy pack in force")
async def post_pack_assignment(
    district_id: DistrictId, body: PackAssignmentRequest, session: DatabaseSession, viewer: CurrentViewer
) -> PackAssignmentResponse:
    """From when to when a pack judges whom. The most special assignment wins: a school's before a post's before a
    stage's before the district's; one with several of them needs all.

    For the same school, stage and post periods never overlap (409 `period-taken`). Cycles that run stay on their
    version: a more special assignment begins today or later where a pack governs these people already
    (409 `running-cycle`); a pack found wrong is put right by a correction.
    """
    assigned = await operations.assign_pack(
        session,
        district_id=district_id,
        pack_id=body.pack_id,
        content_hash=body.content_hash,
        valid_from=body.valid_from,
        valid_to=body.valid_to,
        parameters=body.parameters,
        switches=body.switches,
        school_id=body.school_id,
        stage=body.stage,
        post=body.post,
        by=viewer.principal.account_id,
        at=clock.now(),
    )
    return assignment_of(assigned)


@router.get("/pack-assignments", summary="List the packs in force")
async def list_pack_assignments(
    district_id: DistrictId,
    session: DatabaseSession,
    known_at: Annotated[Instant | None, Query(description="As it was decided at this time; now by default")] = None,
) -> PackAssignmentsResponse:
    """Every assignment at its latest revision by its first day, the district's before the more special ones.

    Those withdrawn by then are found by their id.
    """
    rows = await operations.list_pack_assignments(session, district_id=district_id, known_at=known_at)
    return PackAssignmentsResponse(items=[assignment_of(row) for row in rows])


@router.get("/pack-assignments/{assignment_id}", summary="One assignment and its history")
async def get_pack_assignment(
    district_id: DistrictId, assignment_id: Id, session: DatabaseSession
) -> PackHistoryResponse:
    """What is in force, and every revision before it with who changed what, when and why."""
    return history_of(await operations.get_assignment(session, district_id=district_id, assignment_id=assignment_id))


@router.post("/pack-assignments/{assignment_id}/corrections", status_code=201, summary="Correct a running pack")
async def post_pack_correction(
    district_id: DistrictId,
    assignment_id: Id,
    body: PackCorrectionRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> PackHistoryResponse:
    """Put the right version in the place of one found wrong, for the whole period of the assignment, with a reason.

    The earlier revisions stay readable. What would change for whom is asked of the ledger beforehand (what-if).
    409 `nothing-corrected` where it is in force already, `corrected-meanwhile` where somebody else was faster.
    """
    await operations.correct_assignment(
        session,
        district_id=district_id,
        assignment_id=assignment_id,
        content_hash=body.content_hash,
        reason=body.reason,
        parameters=body.parameters,
        switches=body.switches,
        by=viewer.principal.account_id,
        at=clock.now(),
    )
    return history_of(await operations.get_assignment(session, district_id=district_id, assignment_id=assignment_id))


@router.post(
    "/pack-assignments/{assignment_id}/withdrawals", status_code=201, summary="Take back a pack not yet in force"
)
async def post_pack_withdrawal(
    district_id: DistrictId,
    assignment_id: Id,
    body: PackWithdrawalRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> PackHistoryResponse:
    """Take an assignment back before its first day, with a reason; its period is free again, its history stays.

    409 `assignment-begun` from its first day on, `assignment-withdrawn` where it was taken back before.
    """
    await operations.withdraw_assignment(
        session,
        district_id=district_id,
        assignment_id=assignment_id,
        reason=body.reason,
        by=viewer.principal.account_id,
        at=clock.now(),
    )
    return history_of(await operations.get_assignment(session, district_id=district_id, assignment_id=assignment_id))


@router.post("/pack-assignments/{assignment_id}/last-days", status_code=201, summary="Move the last day of a pack")
async def post_pack_last_day(
    district_id: DistrictId,
    assignment_id: Id,
    body: PackLastDayRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> PackHistoryResponse:
    """Let an assignment end earlier or later, with a reason; a cycle that ended with it goes on doing so.

    Days up to today that it gives up need another pack for the same people (409 `left-without-pack`); days to come may
    be assigned afterwards. Days it gains must be free (409 `period-taken`), past ones also of packs for more people
    (409 `running-cycle`).
    """
    await operations.move_last_day(
        session,
        district_id=district_id,
        assignment_id=assignment_id,
        valid_to=body.valid_to,
        reason=body.reason,
        by=viewer.principal.account_id,
        at=clock.now(),
    )
    return history_of(await operations.get_assignment(session, district_id=district_id, assignment_id=assignment_id))


@router.get("/teachers/{teacher_id}/packs", summary="Which packs govern a teacher")
async def list_teacher_packs(
    district_id: DistrictId, teacher_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> TeacherPacksResponse:
    """Which pack governs the teacher from when to when, by the appointment of each day, in order of time."""
    governing = await operations.list_teacher_packs(session, viewer=viewer, teacher_id=teacher_id, on=clock.today())
    return TeacherPacksResponse(
        items=[
            GoverningPack(
                first=span.first,
                last=span.last,
                assignment_id=one.assignment_id,
                revision=one.revision,
                pack_id=one.pack_id,
                version=one.version,
                content_hash=one.content_hash,
            )
            for one, span in governing
        ]
    )
