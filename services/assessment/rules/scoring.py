"""Who may mark what, and who may do what at all."""

from collections.abc import Mapping
from decimal import Decimal

from services.assessment.errors import MarkOutOfRange, OwnAssessment, UnknownComponent, WrongAssessor
from services.assessment.rules.schemes import Assessor, Scheme
from services.platform.access import Matrix, Reach
from services.platform.errors import DomainError

_OWN, _LED, _UNIT, _ALL = Reach.OWN, Reach.LED, Reach.UNIT, Reach.DISTRICT
_READS_OF_A_CLASS = {
    "teacher": _OWN,
    "trainer": _LED,
    "school_admin": _UNIT,
    "district_admin": _ALL,
    "auditor": _ALL,
}
_READS_OF_A_PERSON = {"teacher": _OWN, "school_admin": _UNIT, "district_admin": _ALL, "auditor": _ALL}

ACCESS: Matrix = {
    "get_scheme": _READS_OF_A_CLASS,
    "put_scheme": {"trainer": _LED, "district_admin": _ALL},
    "put_scores": {"trainer": _LED, "school_admin": _UNIT, "district_admin": _ALL},
    "get_results": _READS_OF_A_CLASS,
    "post_certification": {"district_admin": _ALL},
    "post_finalisation": {"trainer": _LED, "district_admin": _ALL},
    "list_revisions": {"trainer": _LED, "school_admin": _UNIT, "district_admin": _ALL, "auditor": _ALL},
    "post_revision_confirmation": {"district_admin": _ALL},
    "list_outcomes": _READS_OF_A_CLASS,
    "list_teacher_outcomes": _READS_OF_A_PERSON,
    "post_claim": {"teacher": _OWN, "school_admin": _UNIT},
    "get_claim": _READS_OF_A_PERSON,
    "list_claims": _READS_OF_A_PERSON,
    "put_claim_decision": {"district_admin": _ALL},
    "post_records": {"school_admin": _UNIT, "district_admin": _ALL},
    "list_records": _READS_OF_A_PERSON,
    "put_record_retraction": {"school_admin": _UNIT, "district_admin": _ALL},
    "get_summary": {"district_admin": _ALL, "auditor": _ALL, "integration": _ALL},
}

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
