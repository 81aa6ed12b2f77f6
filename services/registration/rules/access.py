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
_LEADERS: Final = {"trainer": Reach.LED, **_PLANNERS}

ACCESS: Matrix = {
    "post_plan": _PLANNERS,
    "list_plans": _EVERYBODY,
    "get_plan": _EVERYBODY,
    "post_program": _PLANNERS,
    "list_programs": _EVERYBODY,
    "get_program": _EVERYBODY,
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
    "get_eligibility": {
        "teacher": Reach.OWN,
        "school_admin": Reach.UNIT,
        "district_admin": Reach.DISTRICT,
        "auditor": Reach.DISTRICT,
    },
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
