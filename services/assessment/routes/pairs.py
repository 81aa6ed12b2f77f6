"""Mentoring pairs: named by a school, logged by the two, evaluated at the end by others."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from services.assessment import operations
from services.assessment.rules import PairState
from services.assessment.schemas import (
    PairAwardRequest,
    PairEndRequest,
    PairEntriesRequest,
    PairEntriesResponse,
    PairEntryResponse,
    PairEvaluationRequest,
    PairRequest,
    PairResponse,
    PairSummaryResponse,
    PairWithdrawalRequest,
)
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.types import Day, DistrictId, Flag, Id

router = APIRouter(route_class=Edge, prefix="/districts/{district_id}/pairs", tags=["pairs"])


@router.post("", status_code=201, summary="Name a mentoring pair")
async def post_pair(
    district_id: DistrictId, body: PairRequest, session: DatabaseSession, viewer: CurrentViewer
) -> PairResponse:
    """A mentor for a mentee of the school, from a day to a day; the pack's clauses about pairs are asked of them then.

    422 `pair-with-oneself`, `pair-backwards`; 409 `mentee-elsewhere`, `teacher-not-in-post`, `pair-name-taken`,
    `pair-overlaps` pointing at the first.
    """
    seen = await operations.name_pair(
        session, district_id=district_id, **body.model_dump(), viewer=viewer, at=clock.now()
    )
    return PairResponse.of(seen)


@router.get("", summary="The pairs within reach")
async def list_pairs(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    school_id: Annotated[Id | None, Query(description="Only of this school")] = None,
    teacher_id: Annotated[Id | None, Query(description="Only those that this teacher is in")] = None,
    state: Annotated[PairState | None, Query(description="Only at this stage")] = None,
    proposed: Annotated[Flag | None, Query(description="Only those proposed for the award, or not")] = None,
    on: Annotated[Day | None, Query(description="Only those that run on this day")] = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[PairSummaryResponse]:
    """In the order in which they were named; a teacher sees the own ones, a school its own."""
    pairs = await operations.list_pairs(
        session,
        district_id=district_id,
        school_id=school_id,
        teacher_id=teacher_id,
        state=state,
        proposed=proposed,
        on=on,
        viewer=viewer,
        after=place_after(request, cursor),
        limit=limit + 1,
    )
    return page_of(
        request, pairs, limit=limit, id_of=lambda pair: pair.pair_id, shape=PairSummaryResponse.model_validate
    )


@router.get("/{pair_id}", summary="A pair with what is asked of it")
async def get_pair(
    district_id: DistrictId, pair_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> PairResponse:
    """Every decision, and slot by slot (week, month, semester) what is done, what lacks, and until when.

    404 for who is neither of the pair nor of its school or district.
    """
    seen = await operations.get_pair(session, district_id=district_id, pair_id=pair_id, viewer=viewer, at=clock.now())
    return PairResponse.of(seen)


@router.put("/{pair_id}/end", summary="Let a pair end on another day")
async def put_pair_end(
    district_id: DistrictId, pair_id: Id, body: PairEndRequest, session: DatabaseSession, viewer: CurrentViewer
) -> PairResponse:
    """By the school, until the evaluation. 422 `pair-backwards` before what was logged; 409 `pair-closed`."""
    seen = await operations.move_end(
        session, district_id=district_id, pair_id=pair_id, **body.model_dump(), viewer=viewer, at=clock.now()
    )
    return PairResponse.of(seen)


@router.put("/{pair_id}/withdrawal", summary="Withdraw a pair named by mistake")
async def put_pair_withdrawal(
    district_id: DistrictId, pair_id: Id, body: PairWithdrawalRequest, session: DatabaseSession, viewer: CurrentViewer
) -> PairResponse:
    """For good: what it logged counts no longer. The same again changes nothing; 409 `pair-closed` once evaluated."""
    seen = await operations.withdraw_pair(
        session, district_id=district_id, pair_id=pair_id, reason=body.reason, viewer=viewer, at=clock.now()
    )
    return PairResponse.of(seen)


@router.post("/{pair_id}/entries", status_code=201, summary="Log what a pair did or keeps")
async def post_pair_entries(
    district_id: DistrictId, pair_id: Id, body: PairEntriesRequest, session: DatabaseSession, viewer: CurrentViewer
) -> PairEntriesResponse:
    """Up to 50 at once, all or none, by one of the two or the school: each is a record where the pack asks for it.

    422 `unknown-pair-entry` with what the pack asks of pairs, `entry-needs-role`, `entry-outside-pair`,
    `not-yet-done`, `paper-out-of-reach`; 409 `entry-logged-before`, `pair-closed`, `pack-not-assigned`.
    """
    kept = await operations.log_pair_entries(
        session,
        district_id=district_id,
        pair_id=pair_id,
        entries=[entry.given() for entry in body.entries],
        viewer=viewer,
        at=clock.now(),
    )
    return PairEntriesResponse(items=[PairEntryResponse.model_validate(entry) for entry in kept])


@router.get("/{pair_id}/entries", summary="The log of a pair")
async def list_pair_entries(
    district_id: DistrictId,
    pair_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[PairEntryResponse]:
    """In the order in which it was logged, withdrawn entries included."""
    entries = await operations.list_pair_entries(
        session,
        district_id=district_id,
        pair_id=pair_id,
        viewer=viewer,
        after=place_after(request, cursor),
        limit=limit + 1,
    )
    return page_of(
        request, entries, limit=limit, id_of=lambda entry: entry.entry_id, shape=PairEntryResponse.model_validate
    )


@router.put("/{pair_id}/entries/{entry_id}/withdrawal", summary="Take an entry back")
async def put_pair_entry_withdrawal(
    district_id: DistrictId,
    pair_id: Id,
    entry_id: Id,
    body: PairWithdrawalRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> PairEntryResponse:
    """By who logged it, or the school; its record counts no longer. 409 `entry-withdrawn` for another reason."""
    entry = await operations.withdraw_pair_entry(
        session,
        district_id=district_id,
        pair_id=pair_id,
        entry_id=entry_id,
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return PairEntryResponse.model_validate(entry)


@router.put("/{pair_id}/evaluation", summary="Evaluate a pair at its end")
async def put_pair_evaluation(
    district_id: DistrictId, pair_id: Id, body: PairEvaluationRequest, session: DatabaseSession, viewer: CurrentViewer
) -> PairResponse:
    """By the school, never by the two. What was asked and missed is kept beside; with a place both forms begin.

    The same again changes nothing. 409 `pair-still-running`, `own-assessment`, `pair-closed`, `award-not-asked`;
    422 `no-form-for-pairs`, `unknown-place`.
    """
    seen = await operations.evaluate_pair(
        session,
        district_id=district_id,
        pair_id=pair_id,
        passed=body.passed,
        words=body.words,
        propose_award=body.propose_award,
        place=None if body.place is None else body.place.place(),
        viewer=viewer,
        at=clock.now(),
    )
    return PairResponse.of(seen)


@router.put("/{pair_id}/award", summary="Select an excellent pair")
async def put_pair_award(
    district_id: DistrictId, pair_id: Id, body: PairAwardRequest, session: DatabaseSession, viewer: CurrentViewer
) -> PairResponse:
    """Of those proposed, never by the two: the school's selection of the year is on record. Again changes nothing.

    409 `award-not-proposed`, `award-not-asked` where the pack knows none, `own-assessment`.
    """
    seen = await operations.award_pair(
        session, district_id=district_id, pair_id=pair_id, reason=body.reason, viewer=viewer, at=clock.now()
    )
    return PairResponse.of(seen)
