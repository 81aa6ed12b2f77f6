"""What registration can do: the one door for routes, actors and the command line."""

from services.registration.operations.classes import (
    ClassInFull,
    cancel_class,
    get_class,
    list_classes,
    open_class,
    set_capacity,
)
from services.registration.operations.eligibility import Ruled, get_eligibility, keep_history
from services.registration.operations.enrolments import (
    Entered,
    enrol,
    nominate,
    withdraw,
)
from services.registration.operations.listing import Listing, list_class_enrolments, list_teacher_enrolments
from services.registration.operations.meetings import ScheduledMeeting, add_meeting, reschedule_meeting
from services.registration.operations.plans import (
    get_plan,
    get_program,
    list_plans,
    list_programs,
    make_plan,
    make_program,
)
from services.registration.operations.summaries import summarise

__all__ = [
    "ClassInFull",
    "Entered",
    "Listing",
    "Ruled",
    "ScheduledMeeting",
    "add_meeting",
    "cancel_class",
    "enrol",
    "get_class",
    "get_eligibility",
    "get_plan",
    "get_program",
    "keep_history",
    "list_class_enrolments",
    "list_classes",
    "list_plans",
    "list_programs",
    "list_teacher_enrolments",
    "make_plan",
    "make_program",
    "nominate",
    "open_class",
    "reschedule_meeting",
    "set_capacity",
    "summarise",
    "withdraw",
]
