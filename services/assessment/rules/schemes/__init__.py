"""Schemes of assessment: their shape, what makes them sound, and those that come with the system."""

from services.assessment.rules.schemes.assessors import Assessor
from services.assessment.rules.schemes.coherence import incoherences
from services.assessment.rules.schemes.gates import (
    AttendanceGate,
    DefenceGate,
    DocumentsGate,
    FeedbackGate,
    Gate,
    MustPassGate,
    SubmissionGate,
)
from services.assessment.rules.schemes.parts import (
    FAIL,
    PACK,
    PASS,
    WHOLE,
    Aggregate,
    Aggregator,
    Band,
    Component,
    Criterion,
    FromPack,
    Level,
    Share,
    Stage,
    StageWeights,
    Work,
)
from services.assessment.rules.schemes.published import PublishedScheme
from services.assessment.rules.schemes.shape import Scheme, UnsoundScheme, draft_of, scheme_from
from services.assessment.rules.schemes.shipped import ATTENDANCE, LY, P240, SCORED, SHIPPED, THREE_STAGE

__all__ = [
    "ATTENDANCE",
    "FAIL",
    "LY",
    "P240",
    "PACK",
    "PASS",
    "SCORED",
    "SHIPPED",
    "THREE_STAGE",
    "WHOLE",
    "Aggregate",
    "Aggregator",
    "Assessor",
    "AttendanceGate",
    "Band",
    "Component",
    "Criterion",
    "DefenceGate",
    "DocumentsGate",
    "FeedbackGate",
    "FromPack",
    "Gate",
    "Level",
    "MustPassGate",
    "PublishedScheme",
    "Scheme",
    "Share",
    "Stage",
    "StageWeights",
    "SubmissionGate",
    "UnsoundScheme",
    "Work",
    "draft_of",
    "incoherences",
    "scheme_from",
]
