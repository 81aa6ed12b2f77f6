"""HTTP of what proves itself outside the system: a teacher's signed statement, the whole book as a file."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse

from services.ledger import operations
from services.ledger.schemas import StatementProofResponse
from services.platform import clock
from services.platform.database import district_transaction
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.types import Day, DistrictId, Id

router = APIRouter(route_class=Edge, tags=["book"], prefix="/districts/{district_id}")

_NDJSON = "application/x-ndjson"
_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "One JSON object a line: the book, its entries, its signed heads, the outcomes heard, balances",
        "content": {_NDJSON: {"schema": {"type": "string"}}},
    }
}


@router.get("/teachers/{teacher_id}/statement/proof", summary="A teacher's statement, provable offline")
async def get_statement_proof(
    district_id: DistrictId,
    teacher_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    as_of: Annotated[
        Day | None, Query(description="What was earned by this day; today by default", examples=["2026-06-30"])
    ] = None,
) -> StatementProofResponse:
    """The statement as the newest signed head of the book knew it, signed, with a proof for each entry.

    Keep the answer as a file: `xuefen verify-statement FILE` checks it without any connection. The signature says
    that these are all the entries of the teacher; the proofs show that each stands in the book whose head everybody
    got. 409 `not-yet-signed` before the first head, within a minute after the first posting.
    """
    today = clock.today()
    proof = await operations.prove_statement(
        session,
        viewer=viewer,
        district_id=district_id,
        teacher_id=teacher_id,
        as_of=as_of or today,
        today=today,
        signer=request.app.state.book_signer,
        keys=request.app.state.book_keys,
        at=clock.now(),
    )
    return StatementProofResponse.model_validate(proof)


@router.get(
    "/book/export", summary="The whole book as a file", response_class=Response, responses=_FILE, response_model=None
)
async def get_book_export(district_id: DistrictId, request: Request) -> StreamingResponse:
    """Every entry with its bytes and hash, every signed head, every outcome revision heard, every balance: a line each.

    `xuefen verify-book --file FILE` verifies it without the database. It holds no names. The file is sent as it is
    read and may be large (about 2 KB an entry); one that was cut off lacks its last line, and the check says so.
    """
    sessions = request.app.state.sessions
    lines = operations.export_book(
        lambda: district_transaction(sessions, district_id),
        district_id=district_id,
        keys=request.app.state.book_keys,
        at=clock.now(),
    )
    disposition = f'attachment; filename="book-{district_id}.ndjson"'
    return StreamingResponse(lines, media_type=_NDJSON, headers={"Content-Disposition": disposition})
