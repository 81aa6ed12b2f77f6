"""Entries of the training history, placed in their cells."""

from services.policy.facts import Entry
from services.policy.format.conditions import SCALE
from services.policy.matching import Cell


def cell_of_entry(entry: Entry) -> Cell:
    """Return everything about an entry that a selector may ask for."""
    return Cell(
        category=entry.category,
        level=entry.level,
        mode=entry.mode,
        nature=entry.nature,
        kind=entry.kind,
        tags=entry.tags,
        organised_by_admin=entry.organised_by_admin,
        carried=entry.carried,
        hours=int(entry.hours * SCALE),
        credits=int(entry.credits * SCALE),
        from_day=entry.earned_from.toordinal(),
        to_day=entry.earned_to.toordinal(),
    )
