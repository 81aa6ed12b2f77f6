"""What the directory says."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from services.contracts.event import MOST_MEMBERS, Event


class TimelineChanged(Event):
    """Facts of these teachers (appointments, titles, degrees, leaves ...) have changed; read them anew."""

    topic: ClassVar[str] = "directory.timeline_changed.v1"

    teacher_ids: tuple[UUID, ...] = Field(max_length=MOST_MEMBERS)
