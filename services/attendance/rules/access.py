"""Who may do what in attendance, and how far each role sees."""

from services.platform.access import Matrix, Reach

_SHOWS_CODES = {
    "trainer": Reach.LED,
    "school_admin": Reach.UNIT,
    "district_admin": Reach.DISTRICT,
}
_READS = {"teacher": Reach.OWN, **_SHOWS_CODES, "auditor": Reach.DISTRICT}

ACCESS: Matrix = {
    "get_codes": _SHOWS_CODES,
    "get_ticket": {"teacher": Reach.OWN},
    "put_check_in": {"teacher": Reach.OWN},
    "put_check_out": {"teacher": Reach.OWN},
    "post_leave": {"teacher": Reach.OWN},
    "put_leave_decision": _SHOWS_CODES,
    "post_correction": {"trainer": Reach.LED, "district_admin": Reach.DISTRICT},
    "get_meeting_book": _READS,
    "list_refused_scans": {**_SHOWS_CODES, "auditor": Reach.DISTRICT},
    "post_settlement": {"trainer": Reach.LED, "district_admin": Reach.DISTRICT},
    "get_settlement": _READS,
    "get_summary": {"district_admin": Reach.DISTRICT, "integration": Reach.DISTRICT, "auditor": Reach.DISTRICT},
}
