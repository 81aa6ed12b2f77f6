"""Activities: logged once for everybody in them, corrected by revision, read by who took part."""

from services.assessment.operations.activities.correcting import correct_activity, withdraw_activity
from services.assessment.operations.activities.logging import log_activity
from services.assessment.operations.activities.reading import (
    ActivitySeen,
    get_activity,
    list_activities,
    list_activity_revisions,
    list_activity_routes,
)

__all__ = [
    "ActivitySeen",
    "correct_activity",
    "get_activity",
    "list_activities",
    "list_activity_revisions",
    "list_activity_routes",
    "log_activity",
    "withdraw_activity",
]
