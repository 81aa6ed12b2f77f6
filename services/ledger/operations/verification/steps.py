"""What every stage of a verification takes and gives: it begins at a place, looks at so much, and says where it is."""

from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger.rules import Finding
from services.platform.signing import KeyRing


@dataclass(frozen=True, slots=True)
class Step:
    """What was found, how many rows were looked at, and where the next step begins; None when the stage is over."""

    findings: Sequence[Finding] = field(default_factory=list)
    looked_at: int = 0
    next_place: str | None = None


class Stage(Protocol):
    def __call__(self, session: AsyncSession, *, district_id: int, keys: KeyRing, place: str) -> Awaitable[Step]: ...
