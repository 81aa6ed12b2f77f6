"""Who may mark what."""

from collections.abc import Mapping
from decimal import Decimal

from services.assessment.errors import MarkOutOfRange, OwnAssessment, UnknownComponent, WrongAssessor
from services.assessment.rules.schemes import Assessor, Scheme
from services.platform.errors import DomainError

# The certifier of XC-14 is the county centre: the district's administration.
_ASSESSORS: Mapping[str, frozenset[Assessor]] = {
    "trainer": frozenset({Assessor.ORGANISER}),
    "school_admin": frozenset({Assessor.SCHOOL_GROUP}),
    "district_admin": frozenset({Assessor.ORGANISER, Assessor.COUNTY_CENTRE}),
}


def assessors_of(role: str) -> frozenset[Assessor]:
    """As whom a role assesses; nobody assesses by being a teacher."""
    return _ASSESSORS.get(role, frozenset())


def refusal_of_mark(
    scheme: Scheme, *, component: str, mark: Decimal, assessors: frozenset[Assessor], is_own: bool
) -> type[DomainError] | None:
    """Why a mark may not be recorded, or None."""
    stage, marked = scheme.stage_of(component), scheme.component(component)
    if stage is None or marked is None:
        return UnknownComponent
    if stage.assessor not in assessors:
        return WrongAssessor
    if is_own:
        return OwnAssessment
    if mark > marked.maximum:
        return MarkOutOfRange
    return None
