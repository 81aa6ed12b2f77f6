"""HTTP of signed heads and of the keys that verify them."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from services.ledger import operations
from services.ledger.schemas import BookKeysResponse, HeadResponse, HeadsResponse
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import Limit
from services.platform.signing import KeyRing
from services.platform.types import Count, DistrictId

router = APIRouter(route_class=Edge, tags=["book"])

AfterNumber = Annotated[Count, Query(description="The last head already known; 0 for all", examples=[0])]


@router.get("/districts/{district_id}/book/heads", summary="Signed heads of the book")
async def list_book_heads(
    district_id: DistrictId,
    session: DatabaseSession,
    viewer: CurrentViewer,
    after_number: AfterNumber = 0,
    limit: Limit = 100,
) -> HeadsResponse:
    """Heads after a number, in order and without gaps.

    A head is signed within a minute after the book has grown, and at once after a thousand entries. Whoever keeps one
    can hold the book against it at any later time: the entry `seq` of the feed must carry `head_hash`, for ever.
    Connected systems need the scope `feed:read` or `summary:read` (403 without).
    """
    heads = await operations.list_heads(
        session, viewer=viewer, district_id=district_id, after_number=after_number, limit=limit
    )
    return HeadsResponse(
        items=[HeadResponse.of(head) for head in heads],
        next_after_number=heads[-1].number if heads else after_number,
    )


@router.get("/book-keys", summary="Keys that verify the book")
async def get_book_keys(request: Request) -> BookKeysResponse:
    """Public Ed25519 keys by which heads and statements are verified. No token is needed.

    Keep them when you connect, by a way of your own: a signature proves as much as the key it is checked with.
    """
    keys: KeyRing = request.app.state.book_keys
    return BookKeysResponse.model_validate(keys.public())
