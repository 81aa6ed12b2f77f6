"""Who may do what in registration, and how far each role sees."""

from typing import Final

from services.platform.access import Matrix, Reach

# The scope by which an integration reads summaries.
SUMMARY_SCOPE: Final = "summary:read"

_EVERYBODY: Final = {
    "teacher": Reach.DISTRICT,
    "trainer": Reach.DISTRICT,
    "school_admin": Reach.DISTRICT,
    "district_admin": Reach.DISTRICT,
    "auditor": Reach.DISTRICT,
}
_PLANNERS: Final = {"school_admin": Reach.UNIT, "district_admin": Reach.DISTRICT}
_STANDING: Final = {"teacher": Reach.OWN, "trainer": Reach.LED, **_PLANNERS}
_READERS: Final = {**_PLANNERS, "auditor": Reach.DISTRICT}
_LEADERS: Final = {"trainer": Reach.LED, **_PLANNERS}

ACCESS: Matrix = {
    "post_plan": _PLANNERS,
    "list_plans": _EVERYBODY,
    "get_plan": _EVERYBODY,
    "post_program": _PLANNERS,
    "list_programs": _EVERYBODY,
    "get_program": _EVERYBODY,
    "put_plan_content": _PLANNERS,
    "get_plan_content": {**_STANDING, "auditor": Reach.DISTRICT},
    "list_plan_revisions": {**_STANDING, "auditor": Reach.DISTRICT},
    "list_plan_steps": _READERS,
    "put_plan_submission": _PLANNERS,
    "put_plan_decision": {"district_admin": Reach.DISTRICT},
    "post_plan_amendment": _PLANNERS,
    "list_plan_amendments": _READERS,
    "put_plan_amendment_decision": {"district_admin": Reach.DISTRICT},
    "list_plan_class_updates": _READERS,
    "put_class_plan_update": _PLANNERS,
    "put_plan_item_program": _PLANNERS,
    "post_plan_item_class": _PLANNERS,
    "get_plan_progress": {**_STANDING, "auditor": Reach.DISTRICT},
    "get_plan_budget": _READERS,
    "post_plan_expense": _PLANNERS,
    "list_plan_expenses": _READERS,
    "put_expense_retraction": _PLANNERS,
    "post_notice": _PLANNERS,
    "list_notices": _EVERYBODY,
    "get_notice": _EVERYBODY,
    "put_notice_withdrawal": _PLANNERS,
    "put_notice_receipt": {"school_admin": Reach.UNIT},
    "list_notice_receipts": _READERS,
    "put_calendar_feed": _STANDING,
    "list_calendar_feeds": _STANDING,
    "put_calendar_feed_revocation": _STANDING,
    "post_class": _PLANNERS,
    "list_classes": _EVERYBODY,
    "get_class": _EVERYBODY,
    "post_meeting": _LEADERS,
    "put_meeting": _LEADERS,
    "put_capacity": _LEADERS,
    "put_class_cancellation": _LEADERS,
    "post_nominations": {"school_admin": Reach.UNIT, "district_admin": Reach.DISTRICT},
    "post_enrolment": {"teacher": Reach.OWN},
    "put_withdrawal": {"teacher": Reach.OWN, "school_admin": Reach.UNIT, "district_admin": Reach.DISTRICT},
    "get_pools": _EVERYBODY,
    "put_pools": {"district_admin": Reach.DISTRICT},
    "put_rounds": _PLANNERS,
    "put_seat_request": _PLANNERS,
    "list_seat_requests": {**_PLANNERS, "auditor": Reach.DISTRICT},
    "put_seat_grants": {"district_admin": Reach.DISTRICT},
    "get_allocation": {"district_admin": Reach.DISTRICT, "auditor": Reach.DISTRICT},
    "put_allocation": {"district_admin": Reach.DISTRICT},
    "put_priority": {"district_admin": Reach.DISTRICT},
    "post_group": _PLANNERS,
    "put_offer_answer": {"teacher": Reach.OWN, "school_admin": Reach.UNIT, "district_admin": Reach.DISTRICT},
    "list_offers": {**_LEADERS, "auditor": Reach.DISTRICT},
    "list_seat_records": {**_LEADERS, "auditor": Reach.DISTRICT},
    "get_eligibility": {
        "teacher": Reach.OWN,
        "school_admin": Reach.UNIT,
        "district_admin": Reach.DISTRICT,
        "auditor": Reach.DISTRICT,
    },
    "post_entry_limit": _PLANNERS,
    "list_entry_limits": _EVERYBODY,
    "put_entry_limit_end": _PLANNERS,
    "list_eligibility_overrides": _READERS,
    "get_nomination_template": {"school_admin": Reach.DISTRICT, "district_admin": Reach.DISTRICT},
    "post_nomination_file": _PLANNERS,
    "get_nomination_file": _READERS,
    "post_reviews": _LEADERS,
    "list_pending_reviews": {**_LEADERS, "auditor": Reach.DISTRICT},
    "list_enrolment_reviews": {**_STANDING, "auditor": Reach.DISTRICT},
    "post_replacement": _PLANNERS,
    "list_replacements": {**_LEADERS, "auditor": Reach.DISTRICT},
    "list_absences": {"teacher": Reach.OWN, **_READERS},
    "put_absence_excuse": _PLANNERS,
    "list_enrolments": {**_LEADERS, "auditor": Reach.DISTRICT},
    "list_teacher_enrolments": {
        "teacher": Reach.OWN,
        "school_admin": Reach.UNIT,
        "district_admin": Reach.DISTRICT,
        "auditor": Reach.DISTRICT,
    },
    "get_summary": {
        "district_admin": Reach.DISTRICT,
        "integration": Reach.DISTRICT,
        "auditor": Reach.DISTRICT,
    },
}

# Files about people that leave the house would be recorded; here are none.
RECORDED_READS: Final[frozenset[str]] = frozenset()
