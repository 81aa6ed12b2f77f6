"""How far from the place a scan was made, as a word: coordinates are compared and forgotten."""

from dataclasses import dataclass
from enum import StrEnum
from math import asin, cos, hypot, radians, sin, sqrt

_EARTH_RADIUS = 6_371_000
# Phones inside a building are often a hundred metres off, and a school is as wide.
NEAR_METRES = 200
WITHIN_METRES = 1_000


class Distance(StrEnum):
    """What is kept of a whereabouts."""

    NEAR = "NEAR"
    WITHIN_1_KM = "WITHIN_1_KM"
    FAR = "FAR"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class Position:
    """Degrees in WGS 84, and by how many metres the phone may be wrong. Never stored, never logged: no repr."""

    latitude: float
    longitude: float
    accuracy_metres: int = 0

    def __repr__(self) -> str:
        return "Position(...)"


def distance_of(scanned: Position | None, place: Position | None) -> Distance:
    """The bucket of a scan; UNKNOWN where either is not told, or the phone knows no better than a kilometre."""
    if scanned is None or place is None or scanned.accuracy_metres > WITHIN_METRES:
        return Distance.UNKNOWN
    metres = metres_between(scanned, place)
    if metres <= NEAR_METRES:
        return Distance.NEAR
    return Distance.WITHIN_1_KM if metres <= WITHIN_METRES else Distance.FAR


def metres_between(one: Position, other: Position) -> float:
    """Along the great circle (haversine)."""
    north, south = radians(one.latitude), radians(other.latitude)
    half_up = sin((north - south) / 2)
    half_across = sin(radians(one.longitude - other.longitude) / 2)
    chord = hypot(half_up, sqrt(cos(north) * cos(south)) * half_across)
    return 2 * _EARTH_RADIUS * asin(min(1.0, chord))
