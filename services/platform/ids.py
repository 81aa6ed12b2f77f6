"""Time-ordered identifiers."""

from datetime import UTC, datetime
from uuid import UUID

import uuid_utils


def new_id() -> UUID:
    """A UUIDv7 of the standard library's type."""
    return UUID(int=uuid_utils.uuid7().int)


def said_at(number: UUID) -> datetime:
    """When an id was made, to the millisecond, by the real clock of who made it."""
    return datetime.fromtimestamp((number.int >> 80) / 1000, UTC)


def first_id_at(moment: datetime) -> UUID:
    """The place of a moment among ids: those made before it are smaller."""
    return UUID(int=int(moment.timestamp() * 1000) << 80)
