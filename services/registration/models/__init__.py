"""Tables of registration: what is planned, when it meets, and who holds which place."""

from services.registration.models.classes import Meeting, TrainingClass
from services.registration.models.enrolments import EligibilityOverride, Enrolment, Slot, TrainingHistory
from services.registration.models.notices import CalendarFeed, Notice, NoticeHead, NoticeReceipt
from services.registration.models.plans import Plan, Program
from services.registration.models.plans_held import (
    ClassPlanUpdate,
    PlanAmendment,
    PlanExpense,
    PlanItem,
    PlanItemClass,
    PlanRevision,
    PlanStep,
)
from services.registration.models.progress import Participation
from services.registration.models.reviews import (
    Absence,
    AbsenceExcuse,
    ApplicationReview,
    Entrant,
    EntryLimit,
    NominationFile,
    Replacement,
)
from services.registration.models.seats import Offer, Pool, SeatRecord, SeatRequest

__all__ = [
    "Absence",
    "AbsenceExcuse",
    "ApplicationReview",
    "CalendarFeed",
    "ClassPlanUpdate",
    "EligibilityOverride",
    "Enrolment",
    "Entrant",
    "EntryLimit",
    "Meeting",
    "NominationFile",
    "Notice",
    "NoticeHead",
    "NoticeReceipt",
    "Offer",
    "Participation",
    "Plan",
    "PlanAmendment",
    "PlanExpense",
    "PlanItem",
    "PlanItemClass",
    "PlanRevision",
    "PlanStep",
    "Pool",
    "Program",
    "Replacement",
    "SeatRecord",
    "SeatRequest",
    "Slot",
    "TrainingClass",
    "TrainingHistory",
]
