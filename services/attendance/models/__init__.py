"""Tables of attendance: the class lists it keeps for itself, and the facts of who was there."""

from services.attendance.models.class_list import Meeting, Member, TrainingClass
from services.attendance.models.presence import Correction, Leave, LeaveDecision
from services.attendance.models.scans import CheckIn, RefusedScan
from services.attendance.models.settlements import SettledMember, Settlement

__all__ = [
    "CheckIn",
    "Correction",
    "Leave",
    "LeaveDecision",
    "Meeting",
    "Member",
    "RefusedScan",
    "SettledMember",
    "Settlement",
    "TrainingClass",
]
