"""HTTP of merges: what the book did when two teachers were found to be one person."""

from fastapi import APIRouter

from services.ledger import operations
from services.ledger.schemas import DoubleResponse, EntryResponse, MergeMoveResponse, MergeMovesResponse
from services.platform.edge import DatabaseSession, Edge
from services.platform.types import DistrictId, Id

router = APIRouter(route_class=Edge, tags=["transfers"], prefix="/districts/{district_id}/teacher-merges")


@router.get("/{merge_id}/moves", summary="What a merge moved in the book")
async def get_merge_moves(district_id: DistrictId, merge_id: Id, session: DatabaseSession) -> MergeMovesResponse:
    """Every move of entries between the two accounts, each under a causation id of its own.

    First when the merge was approved, then whenever something was posted for the former teacher later, and back when it
    was undone. `doubles` are entries that were not given again, because another entry of the same event counts. 404
    before the merge has reached the book.
    """
    found = await operations.get_merge_moves(session, district_id=district_id, merge_id=merge_id)
    return MergeMovesResponse(
        merge_id=merge_id,
        teacher_id=found.merge.teacher_id,
        into_teacher_id=found.merge.into_teacher_id,
        undone=found.merge.undone,
        moves=[
            MergeMoveResponse(
                number=move.number,
                causation_id=move.causation_id,
                back=move.back,
                doubles=[DoubleResponse.model_validate(double) for double in move.doubles],
                entries=[EntryResponse.model_validate(entry) for entry in entries],
                moved_at=move.moved_at,
            )
            for move, entries in found.moves
        ],
    )
