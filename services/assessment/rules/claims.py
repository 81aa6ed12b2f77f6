"""What can be claimed outside classes: degrees, by the levels that packs and the roster know."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from services.platform.errors import Text

ClaimKind: TypeAlias = Literal["DEGREE"]
ClaimState: TypeAlias = Literal["SUBMITTED", "RECOGNISED", "RETURNED"]
DegreeLevel: TypeAlias = Literal["ASSOCIATE", "BACHELOR", "MASTER", "DOCTOR"]

DEGREE_TITLES: Mapping[str, Text] = {
    "ASSOCIATE": Text(zh="学历提高:专科", en="Degree: associate"),
    "BACHELOR": Text(zh="学历提高:本科", en="Degree: bachelor"),
    "MASTER": Text(zh="学历提高:硕士", en="Degree: master"),
    "DOCTOR": Text(zh="学历提高:博士", en="Degree: doctor"),
}
