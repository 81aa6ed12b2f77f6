"""What the directory says."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from services.contracts.event import MOST_MEMBERS, Event


class TimelineChanged(Event):
    """Facts of these teachers (appointments, titles, degrees, leaves ...) have changed; read them anew."""

    topic: ClassVar[str] = "directory.timeline_changed.v1"

    teacher_ids: tuple[UUID, ...] = Field(max_length=MOST_MEMBERS)


class PackAssigned(Event):
    """A pack was put in force, or a later revision of an assignment corrected which one is; null means everybody.

    The highest revision of an assignment holds for its whole period; a lower one that arrives later changes nothing.
    """

    topic: ClassVar[str] = "directory.pack_assigned.v1"

    assignment_id: UUID
    revision: int
    pack_id: str
    content_hash: str
    valid_from: date
    valid_to: date
    school_id: UUID | None
    stage: str | None
    post: str | None
    withdrawn: bool = False
    """Taken back before it began; an earlier revision of it no longer holds either."""
