"""A version of a scheme as a district has it: who published it and why, whether it is retired, who uses it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.assessment.rules.schemes.shape import Scheme


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedScheme:
    """One version beside what is known of it here; a shipped one that nobody has used yet was published by nobody."""

    scheme: Scheme
    shipped: bool
    published_by: UUID | None = None
    published_at: datetime | None = None
    reason: str | None = None
    retired_by: UUID | None = None
    retired_at: datetime | None = None
    retirement_reason: str | None = None
    classes: int = 0
