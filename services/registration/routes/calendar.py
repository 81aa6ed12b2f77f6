"""Calendar feeds: issued to who asks, read by phones that only know the address."""

import asyncio
from collections.abc import Callable, Mapping
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Header, Path, Query, Request, Response
from starlette.types import Receive, Scope, Send

from services.platform import clock
from services.platform.access import Viewer
from services.platform.crypto import derive
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.settings import Settings
from services.platform.types import DistrictId, Id
from services.registration import operations
from services.registration.models import CalendarFeed
from services.registration.rules import FeedKind, calendar_tag, calendar_text, feed_token
from services.registration.schemas import CalendarFeedResponse, CalendarFeedsResponse

router = APIRouter(route_class=Edge, tags=["Calendars"])


@router.put("/districts/{district_id}/calendars/{kind}/{subject_id}/feed", summary="Get the address of a calendar")
async def put_calendar_feed(
    district_id: DistrictId,
    kind: FeedKind,
    subject_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> CalendarFeedResponse:
    """An address to which a phone can subscribe: the calendar of oneself (TEACHER), of a SCHOOL or of a CLASS.

    The same address again until it is revoked; after that a new one. A teacher's is given to that teacher alone, a
    school's to its people (it shows nothing once they have left) and the district, a class's to everybody in the
    district; else 404.
    """
    feed = await operations.issue_feed(
        session, district_id=district_id, kind=kind, subject_id=subject_id, viewer=viewer, at=clock.now()
    )
    return _shown(request, feed, viewer)


@router.get("/districts/{district_id}/calendar-feeds", summary="List one's calendar feeds")
async def list_calendar_feeds(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    subject_id: Annotated[
        Id | None, Query(description="A calendar: whoever subscribed to it, as far as in reach")
    ] = None,
) -> CalendarFeedsResponse:
    """The feeds of one's own account that were not revoked.

    With `subject_id` all feeds of that calendar that one may revoke: a school's for who runs the school, any for the
    district. The addresses of others are not shown.
    """
    feeds = await operations.list_feeds(session, district_id=district_id, subject_id=subject_id, viewer=viewer)
    return CalendarFeedsResponse(items=[_shown(request, feed, viewer) for feed in feeds])


@router.put("/districts/{district_id}/calendar-feeds/{feed_id}/revocation", summary="Revoke a calendar feed")
async def put_calendar_feed_revocation(
    district_id: DistrictId, feed_id: Id, request: Request, session: DatabaseSession, viewer: CurrentViewer
) -> CalendarFeedResponse:
    """The address answers 404 from now on. One's own, those of the school that one runs, for the district any."""
    feed = await operations.revoke_feed(
        session, district_id=district_id, feed_id=feed_id, viewer=viewer, at=clock.now()
    )
    return _shown(request, feed, viewer)


@router.get(
    "/calendars/{token}.ics",
    summary="Read a calendar",
    response_class=Response,
    responses={
        200: {"content": {"text/calendar": {"schema": {"type": "string"}}}},
        304: {"description": "Nothing has changed since the tag given in If-None-Match"},
    },
)
async def get_calendar(
    token: Annotated[str, Path(max_length=120, description="The secret end of the feed's address")],
    request: Request,
    session: DatabaseSession,
    if_none_match: Annotated[str | None, Header(max_length=200)] = None,
) -> Response:
    """Meetings as iCalendar (RFC 5545), from 400 days back on, at most a thousand; cancelled ones say so.

    No login: whoever knows the address reads it, and it holds no names of members. An address that was revoked or
    never given is 404, whatever is wrong with it; so is a school's that was given to somebody who left the school.
    """
    at = clock.now()
    shown = await operations.read_feed(session, token=token, keys=_keys(request), at=at)
    tag = calendar_tag(shown.entries, name=shown.name)
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if if_none_match is not None and tag in if_none_match:
        return Response(status_code=304, headers=headers)
    write = partial(
        calendar_text,
        shown.entries,
        feed_id=shown.feed.feed_id,
        name=shown.name,
        district_id=shown.feed.district_id,
        at=at,
    )
    return _WrittenLater(write, media_type="text/calendar; charset=utf-8", headers=headers)


class _WrittenLater(Response):
    """An answer whose body is written when it is sent: the edge has closed its transaction by then.

    Writing a thousand meetings takes a second. Neither a connection of the database nor anybody else waits for it, and
    what goes wrong in it is still answered as a fault, for nothing was sent yet.
    """

    def __init__(self, write: Callable[[], bytes], *, media_type: str, headers: Mapping[str, str]) -> None:
        self._write = write
        self._said = dict(headers)
        super().__init__(media_type=media_type)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.body = await asyncio.to_thread(self._write)
        self.init_headers(self._said)
        await super().__call__(scope, receive, send)


def _keys(request: Request) -> list[bytes]:
    """By the first of which addresses are made; those of before are read as well."""
    settings: Settings = request.app.state.settings
    return [derive(key, "calendar-feeds") for key in settings.secret_lines("cursor_key")]


def _shown(request: Request, feed: CalendarFeed, viewer: Viewer) -> CalendarFeedResponse:
    known = feed.revoked_at is None and feed.account_id == viewer.principal.account_id
    token = feed_token(_keys(request)[0], district_id=feed.district_id, feed_id=feed.feed_id)
    return CalendarFeedResponse(
        feed_id=feed.feed_id,
        kind=feed.kind,
        subject_id=feed.subject_id,
        issued_at=feed.issued_at,
        revoked_at=feed.revoked_at,
        path=f"/registration/v1/calendars/{token}.ics" if known else None,
    )
