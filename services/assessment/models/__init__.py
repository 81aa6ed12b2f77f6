"""Tables of assessment."""

from services.assessment.models.claims import Claim
from services.assessment.models.classes import Member, SchemeVersion, SettledMember, TrainingClass
from services.assessment.models.outcomes import Outcome, OutcomeRevision, PendingRevision
from services.assessment.models.records import Record
from services.assessment.models.scoring import Certification, Score

__all__ = [
    "Certification",
    "Claim",
    "Member",
    "Outcome",
    "OutcomeRevision",
    "PendingRevision",
    "Record",
    "SchemeVersion",
    "Score",
    "SettledMember",
    "TrainingClass",
]
