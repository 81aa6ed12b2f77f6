"""What services say to each other: event classes, nothing else."""

from services.contracts.assessment import (
    AwardLine,
    ClaimsFellDue,
    OutcomeFinalised,
    OutcomeState,
    RecordsKept,
    RecordState,
)
from services.contracts.attendance import (
    AttendanceSettled,
    AttendedDay,
    MovedMeetingsFellDue,
    SettledMember,
    SettlementFellDue,
    WindowsFellDue,
)
from services.contracts.directory import PackAssigned, TimelineChanged
from services.contracts.event import EVENTS, Event
from services.contracts.ledger import EntriesPosted, PostedEntry
from services.contracts.registration import (
    ClassScheduled,
    EnrolmentConfirmed,
    EnrolmentState,
    MeetingState,
    ProgramFacts,
    SeatsFellDue,
)

__all__ = [
    "EVENTS",
    "AttendanceSettled",
    "AttendedDay",
    "AwardLine",
    "ClaimsFellDue",
    "ClassScheduled",
    "EnrolmentConfirmed",
    "EnrolmentState",
    "EntriesPosted",
    "Event",
    "MeetingState",
    "MovedMeetingsFellDue",
    "OutcomeFinalised",
    "OutcomeState",
    "PackAssigned",
    "PostedEntry",
    "ProgramFacts",
    "RecordState",
    "RecordsKept",
    "SeatsFellDue",
    "SettledMember",
    "SettlementFellDue",
    "TimelineChanged",
    "WindowsFellDue",
]
