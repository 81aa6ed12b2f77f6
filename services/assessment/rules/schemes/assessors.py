"""Who assesses, by the names that packs and schemes use for these roles."""

from enum import StrEnum


class Assessor(StrEnum):
    """As whom somebody marks. Experts, peers and the member are persons; the others speak for an office."""

    ORGANISER = "ORGANISER"
    SCHOOL_GROUP = "SCHOOL_GROUP"
    COUNTY_CENTRE = "COUNTY_CENTRE"
    COUNTY_BUREAU = "COUNTY_BUREAU"
    PREFECTURE = "PREFECTURE"
    EXPERT = "EXPERT"
    PEER = "PEER"
    SELF = "SELF"
