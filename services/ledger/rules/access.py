"""Who may read which part of the book, and who may bring old hours into it."""

from services.platform.access import Matrix, Reach, Viewer
from services.platform.errors import Forbidden

_OF_A_TEACHER = {
    "teacher": Reach.OWN,
    "school_admin": Reach.UNIT,
    "district_admin": Reach.DISTRICT,
    "auditor": Reach.DISTRICT,
}
_OF_THE_DISTRICT = {"district_admin": Reach.DISTRICT, "auditor": Reach.DISTRICT}
_OF_SYSTEMS = {**_OF_THE_DISTRICT, "integration": Reach.DISTRICT}

ACCESS: Matrix = {
    "get_statement": _OF_A_TEACHER,
    "get_balance": _OF_A_TEACHER,
    "get_standing": _OF_A_TEACHER,
    "list_standings": {"school_admin": Reach.UNIT, **_OF_THE_DISTRICT},
    "get_school_standing": {"school_admin": Reach.UNIT, **_OF_THE_DISTRICT},
    "get_coverage": {"school_admin": Reach.UNIT, **_OF_THE_DISTRICT},
    "get_rates": _OF_THE_DISTRICT,
    # How far each may go beyond looking is said in the operation: packs are tried by the district and its schools.
    "post_what_if": _OF_A_TEACHER,
    "list_entries": _OF_SYSTEMS,
    "get_book": _OF_SYSTEMS,
    "get_summary": _OF_SYSTEMS,
    "post_history_import": {"district_admin": Reach.DISTRICT},
    "get_history_import": _OF_THE_DISTRICT,
}

FEED = "feed:read"
SUMMARY = "summary:read"


def demand_scope(viewer: Viewer, scope: str) -> None:
    """A connected system reads only what its client was granted; people are bounded by their roles."""
    people = viewer.principal.roles - {"integration"}
    if not people & _OF_THE_DISTRICT.keys() and scope not in viewer.principal.scopes:
        raise Forbidden
