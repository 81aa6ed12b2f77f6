"""Time-ordered identifiers."""

from uuid import UUID

import uuid_utils


def new_id() -> UUID:
    """A UUIDv7 of the standard library's type."""
    return UUID(int=uuid_utils.uuid7().int)
