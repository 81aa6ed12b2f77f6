"""What can be claimed outside classes, in which states, and with whom a claim lies."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from services.platform.errors import Text

ClaimSource: TypeAlias = Literal["WORK", "CONTEST_AWARD", "EXTERNAL_HOURS", "DEGREE"]
FormSource: TypeAlias = Literal["WORK", "CONTEST_AWARD", "EXTERNAL_HOURS"]
ClaimState: TypeAlias = Literal[
    "DRAFT", "SUBMITTED", "SCHOOL_REVIEW", "DISTRICT_REVIEW", "RECOGNISED", "RETURNED", "WITHDRAWN"
]
DegreeLevel: TypeAlias = Literal["ASSOCIATE", "BACHELOR", "MASTER", "DOCTOR"]
ReviewLevel: TypeAlias = Literal["SCHOOL", "DISTRICT"]
ClaimPlace: TypeAlias = Literal["TEACHER", "SCHOOL", "DISTRICT"]

DEGREE_TITLES: Mapping[str, Text] = {
    "ASSOCIATE": Text(zh="学历提高:专科", en="Degree: associate"),
    "BACHELOR": Text(zh="学历提高:本科", en="Degree: bachelor"),
    "MASTER": Text(zh="学历提高:硕士", en="Degree: master"),
    "DOCTOR": Text(zh="学历提高:博士", en="Degree: doctor"),
}

_LIES_WITH: Mapping[str, ClaimPlace] = {
    "DRAFT": "TEACHER",
    # A degree goes to the district at once.
    "SUBMITTED": "DISTRICT",
    "SCHOOL_REVIEW": "SCHOOL",
    "DISTRICT_REVIEW": "DISTRICT",
}


def lies_with(state: str, *, returned_to: str | None) -> ClaimPlace | None:
    """Whose turn it is; None where nobody has anything left to do."""
    if state == "RETURNED":
        return "SCHOOL" if returned_to == "SCHOOL" else "TEACHER"
    return _LIES_WITH.get(state)
