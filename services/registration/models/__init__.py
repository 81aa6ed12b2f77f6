"""Tables of registration: what is planned, when it meets, and who holds which place."""

from services.registration.models.classes import Meeting, TrainingClass
from services.registration.models.enrolments import EligibilityOverride, Enrolment, Slot, TrainingHistory
from services.registration.models.plans import Plan, Program

__all__ = [
    "EligibilityOverride",
    "Enrolment",
    "Meeting",
    "Plan",
    "Program",
    "Slot",
    "TrainingClass",
    "TrainingHistory",
]
