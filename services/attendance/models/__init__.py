"""Tables of attendance: the class lists it keeps for itself, and the facts of who was there."""

from services.attendance.models.anomalies import AnomalyDecision, HeadCount
from services.attendance.models.class_list import Meeting, Member, TrainingClass
from services.attendance.models.offline import OfflineBundle, OfflineFact, OfflineReview
from services.attendance.models.presence import Correction, Leave, LeaveDecision, MakeUp, MakeUpDecision
from services.attendance.models.scans import (
    Annulment,
    CheckIn,
    ExchangedScan,
    HandEntry,
    NumberTry,
    PlacePosition,
    RefusalTally,
    RefusedScan,
    RollCall,
)
from services.attendance.models.settlements import SettledMember, Settlement

__all__ = [
    "Annulment",
    "AnomalyDecision",
    "CheckIn",
    "Correction",
    "ExchangedScan",
    "HandEntry",
    "HeadCount",
    "Leave",
    "LeaveDecision",
    "MakeUp",
    "MakeUpDecision",
    "Meeting",
    "Member",
    "NumberTry",
    "OfflineBundle",
    "OfflineFact",
    "OfflineReview",
    "PlacePosition",
    "RefusalTally",
    "RefusedScan",
    "RollCall",
    "SettledMember",
    "Settlement",
    "TrainingClass",
]
