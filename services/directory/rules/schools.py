"""Schools that go up in others: at which school who was placed at one stands, from which day to which."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TypeAlias
from uuid import UUID, uuid5

# school -> (the school that it went up in, from which day on)
GoneUp: TypeAlias = Mapping[UUID, tuple[UUID, date]]
Place: TypeAlias = tuple[UUID, date, date | None]


def places(school_id: UUID, first: date, last: date | None, *, gone_up: GoneUp) -> list[Place]:
    """(school, first, last) in their order: there until it goes up in another, and from that day on at the other."""
    found: list[Place] = []
    while school_id in gone_up:
        into, on = gone_up[school_id]
        if last is not None and last < on:
            break
        if first < on:
            found.append((school_id, first, on - timedelta(days=1)))
            first = on
        school_id = into
    return [*found, (school_id, first, last)]


def unit_there(unit_id: UUID, school_id: UUID) -> UUID:
    """Under which id a pair that assessment keeps goes on at the school that its own goes up in."""
    return uuid5(unit_id, str(school_id))


def succession(school_id: UUID, *, gone_up: GoneUp) -> list[UUID]:
    """A school and those that it goes up in, one after the other."""
    schools = [school_id]
    while schools[-1] in gone_up:
        schools.append(gone_up[schools[-1]][0])
    return schools
