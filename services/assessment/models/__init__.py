"""Tables of assessment."""

from services.assessment.models.activities import Activity, ActivityParticipant, ActivityRevision, ClaimKey, FiledKey
from services.assessment.models.appeals import Appeal
from services.assessment.models.binders import Binder, BinderAct, BinderHandOver, BinderPaper, BinderWaiver
from services.assessment.models.cases import CaseAct, CaseEvidence, ConsequenceCase
from services.assessment.models.claims import Claim, ClaimFlag, ClaimPaper, ClaimSetting, ClaimStep
from services.assessment.models.classes import Member, SchemeRetirement, SchemeVersion, SettledMember, TrainingClass
from services.assessment.models.duties import Duty, EarnedEntry
from services.assessment.models.feedback import FeedbackAnswer, FeedbackFormVersion, FeedbackGiven, FeedbackOpening
from services.assessment.models.goals import Goal, GoalStep
from services.assessment.models.outcomes import Outcome, OutcomeRevision, PendingRevision
from services.assessment.models.pairs import Pair, PairAct, PairEntry
from services.assessment.models.records import Record
from services.assessment.models.releases import ReleaseAct
from services.assessment.models.rescoring import Rescoring
from services.assessment.models.scoring import Certification, Moderation, NamedAssessor, Resit, Score, ScoreSheet
from services.assessment.models.works import DefenceHeld, Submission, SubmissionReturn, WorkDeadline

__all__ = [
    "Activity",
    "ActivityParticipant",
    "ActivityRevision",
    "Appeal",
    "Binder",
    "BinderAct",
    "BinderHandOver",
    "BinderPaper",
    "BinderWaiver",
    "CaseAct",
    "CaseEvidence",
    "Certification",
    "Claim",
    "ClaimFlag",
    "ClaimKey",
    "ClaimPaper",
    "ClaimSetting",
    "ClaimStep",
    "ConsequenceCase",
    "DefenceHeld",
    "Duty",
    "EarnedEntry",
    "FeedbackAnswer",
    "FeedbackFormVersion",
    "FeedbackGiven",
    "FeedbackOpening",
    "FiledKey",
    "Goal",
    "GoalStep",
    "Member",
    "Moderation",
    "NamedAssessor",
    "Outcome",
    "OutcomeRevision",
    "Pair",
    "PairAct",
    "PairEntry",
    "PendingRevision",
    "Record",
    "ReleaseAct",
    "Rescoring",
    "Resit",
    "SchemeRetirement",
    "SchemeVersion",
    "Score",
    "ScoreSheet",
    "SettledMember",
    "Submission",
    "SubmissionReturn",
    "TrainingClass",
    "WorkDeadline",
]
