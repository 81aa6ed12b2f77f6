"""Which certificates a person holds: the newest of each chain of reissues says whether, the oldest since when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

HELD_KINDS: Final = frozenset({"PRE_SERVICE"})
"""Kinds that clauses ask a person to hold (XC-06, C23-06); the others tell of a class."""
_REISSUED: Final = "REISSUED"


@dataclass(frozen=True, slots=True)
class HeardOf:
    """What is known of one certificate, whichever of its events came first."""

    certificate_id: UUID
    kind: str
    issued_on: date | None
    replaces: UUID | None
    revocation_ground: str | None


def held(certificates: Iterable[HeardOf]) -> set[tuple[str, date]]:
    """(kind, day) of what one person holds.

    A reissue stands in the place of what was lost or corrected, so its holder has held it since the first was issued.
    One that was revoked by its reissue holds on until the other is heard of.
    """
    of = {one.certificate_id: one for one in certificates}
    replaced = {one.replaces for one in of.values()}
    found = set()
    for newest in of.values():
        if newest.certificate_id in replaced or newest.revocation_ground not in (None, _REISSUED):
            continue
        days, step, seen = [newest.issued_on], newest, {newest.certificate_id}
        while step.replaces in of and step.replaces not in seen:
            step = of[step.replaces]
            seen.add(step.certificate_id)
            days.append(step.issued_on)
        known = [day for day in days if day is not None]
        if known:
            found.add((newest.kind, min(known)))
    return found
