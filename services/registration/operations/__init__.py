"""What registration can do: the one door for routes, actors and the command line."""

from services.registration.operations.absences import excuse_absence, keep_absences, list_absences
from services.registration.operations.allocations import (
    Adjustment,
    Proposal,
    allocate,
    get_allocation,
    set_priority,
)
from services.registration.operations.calendar import (
    CalendarShown,
    issue_feed,
    list_feeds,
    read_feed,
    revoke_feed,
)
from services.registration.operations.classes import (
    ClassInFull,
    cancel_class,
    get_class,
    list_classes,
    set_capacity,
    set_rounds,
)
from services.registration.operations.eligibility import Asked, Ruled, get_eligibility, keep_history
from services.registration.operations.enrolments import (
    Entered,
    enrol,
    nominate,
    withdraw,
)
from services.registration.operations.groups import Group, enter_group
from services.registration.operations.limits import end_limit, list_limits, list_overridden, set_limit
from services.registration.operations.listing import Listing, list_class_enrolments, list_teacher_enrolments
from services.registration.operations.meetings import ScheduledMeeting, add_meeting, reschedule_meeting
from services.registration.operations.nomination_files import (
    get_nomination_file,
    import_nominations,
    make_nomination_template,
)
from services.registration.operations.notices import (
    Receipts,
    confirm_notice,
    get_notice,
    issue_notice,
    list_notices,
    list_receipts,
    withdraw_notice,
)
from services.registration.operations.offers import ListedOffers, answer_offer, list_offers, move_seats
from services.registration.operations.places import Places
from services.registration.operations.plan_amendments import (
    AmendmentShown,
    decide_amendment,
    list_amendments,
    propose_amendment,
)
from services.registration.operations.plan_updates import ClassUpdate, list_class_updates, update_class
from services.registration.operations.plans import (
    get_plan,
    get_program,
    list_plans,
    list_programs,
    make_plan,
    make_program,
)
from services.registration.operations.plans_approval import (
    decide_plan,
    submit_plan,
)
from services.registration.operations.plans_budget import (
    PlanBudget,
    get_budget,
    list_expenses,
    record_expense,
    retract_expense,
)
from services.registration.operations.plans_content import (
    PlanInFull,
    get_content,
    list_revisions,
    list_steps,
    write_content,
)
from services.registration.operations.plans_items import (
    open_class_of_item,
    open_class_of_program,
    set_program,
)
from services.registration.operations.pools import get_pools, list_seat_records, set_pools
from services.registration.operations.progress import (
    ProgressOfPlan,
    get_progress,
    keep_presence,
    keep_results,
)
from services.registration.operations.replacements import list_replacements, replace_member
from services.registration.operations.reviews import list_enrolment_reviews, list_pending_reviews, review_applications
from services.registration.operations.seat_requests import (
    Grant,
    ask_for_seats,
    grant_seats,
    list_seat_requests,
)
from services.registration.operations.summaries import summarise
from services.registration.operations.waiting_list import look_again

__all__ = [
    "Adjustment",
    "AmendmentShown",
    "Asked",
    "CalendarShown",
    "ClassInFull",
    "ClassUpdate",
    "Entered",
    "Grant",
    "Group",
    "ListedOffers",
    "Listing",
    "Places",
    "PlanBudget",
    "PlanInFull",
    "ProgressOfPlan",
    "Proposal",
    "Receipts",
    "Ruled",
    "ScheduledMeeting",
    "add_meeting",
    "allocate",
    "answer_offer",
    "ask_for_seats",
    "cancel_class",
    "confirm_notice",
    "decide_amendment",
    "decide_plan",
    "end_limit",
    "enrol",
    "enter_group",
    "excuse_absence",
    "get_allocation",
    "get_budget",
    "get_class",
    "get_content",
    "get_eligibility",
    "get_nomination_file",
    "get_notice",
    "get_plan",
    "get_pools",
    "get_program",
    "get_progress",
    "grant_seats",
    "import_nominations",
    "issue_feed",
    "issue_notice",
    "keep_absences",
    "keep_history",
    "keep_presence",
    "keep_results",
    "list_absences",
    "list_amendments",
    "list_class_enrolments",
    "list_class_updates",
    "list_classes",
    "list_enrolment_reviews",
    "list_expenses",
    "list_feeds",
    "list_limits",
    "list_notices",
    "list_offers",
    "list_overridden",
    "list_pending_reviews",
    "list_plans",
    "list_programs",
    "list_receipts",
    "list_replacements",
    "list_revisions",
    "list_seat_records",
    "list_seat_requests",
    "list_steps",
    "list_teacher_enrolments",
    "look_again",
    "make_nomination_template",
    "make_plan",
    "make_program",
    "move_seats",
    "nominate",
    "open_class_of_item",
    "open_class_of_program",
    "propose_amendment",
    "read_feed",
    "record_expense",
    "replace_member",
    "reschedule_meeting",
    "retract_expense",
    "review_applications",
    "revoke_feed",
    "set_capacity",
    "set_limit",
    "set_pools",
    "set_priority",
    "set_program",
    "set_rounds",
    "submit_plan",
    "summarise",
    "update_class",
    "withdraw",
    "withdraw_notice",
    "write_content",
]
