"""The pure decisions of registration: windows, places, order, overlaps, and who may do what."""

from services.registration.rules.access import ACCESS, SUMMARY_SCOPE
from services.registration.rules.enrolments import (
    Allotment,
    Clash,
    ClassStatus,
    EnrolmentStatus,
    Source,
    allot,
    bar_of,
    demand_cancellable,
    demand_open,
    demand_scheduled,
    demand_window,
    demand_withdrawable,
    has_eligibility,
    is_promoting,
)
from services.registration.rules.meetings import MOST_MEETINGS, Sitting, Span, demand_movable, demand_sound, local
from services.registration.rules.programs import (
    ProgramTerms,
    demand_fitting_school,
    demand_own_program,
    is_school_based,
)

__all__ = [
    "ACCESS",
    "MOST_MEETINGS",
    "SUMMARY_SCOPE",
    "Allotment",
    "Clash",
    "ClassStatus",
    "EnrolmentStatus",
    "ProgramTerms",
    "Sitting",
    "Source",
    "Span",
    "allot",
    "bar_of",
    "demand_cancellable",
    "demand_fitting_school",
    "demand_movable",
    "demand_open",
    "demand_own_program",
    "demand_scheduled",
    "demand_sound",
    "demand_window",
    "demand_withdrawable",
    "has_eligibility",
    "is_promoting",
    "is_school_based",
    "local",
]
