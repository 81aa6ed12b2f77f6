"""Bodies of calendar feeds."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from services.platform.types import Answer
from services.registration.rules import FeedKind


class CalendarFeedResponse(Answer):
    """A calendar that can be subscribed to."""

    feed_id: UUID
    kind: FeedKind
    subject_id: UUID
    issued_at: datetime
    revoked_at: datetime | None
    path: Annotated[
        str | None,
        Field(
            description="Whoever knows it reads the calendar. Null once revoked, and for others' feeds",
            examples=["/registration/v1/calendars/341825.0199a00000007000800000000000000a.q5Xf.ics"],
        ),
    ]


class CalendarFeedsResponse(Answer):
    items: list[CalendarFeedResponse]
