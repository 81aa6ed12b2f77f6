"""HTTP of the change feed: entries after a number, at once or as soon as there are any."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from services.ledger import operations
from services.ledger.schemas import FeedEntry, FeedResponse, HeadResponse
from services.platform.database import Sessions, district_transaction
from services.platform.edge import CurrentViewer, Door, Viewer
from services.platform.pagination import Limit
from services.platform.types import Count, DistrictId
from services.platform.watching import Watch

# No transaction is open while a reader waits.
router = APIRouter(route_class=Door, tags=["book"], prefix="/districts/{district_id}")

AfterSeq = Annotated[Count, Query(description="The last entry already known; 0 for all", examples=[0])]
Wait = Annotated[
    Count,
    Query(le=30, description="Seconds to wait for an entry where there is none yet, at most 30", examples=[25]),
]


@router.get("/entries", summary="The change feed")
async def list_entries(
    district_id: DistrictId,
    request: Request,
    viewer: CurrentViewer,
    after_seq: AfterSeq = 0,
    limit: Limit = 100,
    wait: Wait = 0,
) -> FeedResponse:
    """Entries after a number, in order and without gaps: a reader that asks on from `next_after_seq` misses nothing.

    An entry never changes once it has been read; corrections come as further entries. With `wait` an answer without
    entries comes only after so many seconds, and one with entries within a second of their posting: ask again at once
    (long poll). Connected systems need the scope `feed:read` (403 without it), and may ask 600 times a minute (429
    beyond). 503 with Retry-After while too many readers wait.
    """
    feed = await _read(request, viewer=viewer, district_id=district_id, after_seq=after_seq, limit=limit)
    watch: Watch = request.app.state.book_watch
    if wait and not feed.entries and await watch.wait_beyond(district_id, after_seq, seconds=wait):
        feed = await _read(request, viewer=viewer, district_id=district_id, after_seq=after_seq, limit=limit)
    return FeedResponse(
        items=[FeedEntry.model_validate(entry) for entry in feed.entries],
        next_after_seq=feed.entries[-1].seq if feed.entries else after_seq,
        head_seq=feed.head_seq,
        signed_head=None if feed.signed_head is None else HeadResponse.of(feed.signed_head),
    )


async def _read(request: Request, *, viewer: Viewer, district_id: int, after_seq: int, limit: int) -> operations.Feed:
    sessions: Sessions = request.app.state.sessions
    async with district_transaction(sessions, district_id) as session:
        return await operations.list_entries(
            session, viewer=viewer, district_id=district_id, after_seq=after_seq, limit=limit
        )
