"""Who may do what in attendance, and how far each role sees."""

from typing import Final

from services.platform.access import Matrix, Reach

_SHOWS_CODES = {
    "trainer": Reach.LED,
    "school_admin": Reach.UNIT,
    "district_admin": Reach.DISTRICT,
}
_READS = {"teacher": Reach.OWN, **_SHOWS_CODES, "auditor": Reach.DISTRICT}

ACCESS: Matrix = {
    "get_codes": _SHOWS_CODES,
    "get_code_stream": _SHOWS_CODES,
    "get_ticket": {"teacher": Reach.OWN},
    "put_check_in": {"teacher": Reach.OWN},
    "put_check_out": {"teacher": Reach.OWN},
    "put_roll_check_in": {"teacher": Reach.OWN},
    "post_roll_call": _SHOWS_CODES,
    "list_roll_calls": {**_SHOWS_CODES, "auditor": Reach.DISTRICT},
    "post_helped_check_ins": _SHOWS_CODES,
    "post_paper_list": _SHOWS_CODES,
    "list_check_ins": {**_SHOWS_CODES, "auditor": Reach.DISTRICT},
    "put_annulment": _SHOWS_CODES,
    "put_place_position": _SHOWS_CODES,
    "post_leave": {"teacher": Reach.OWN},
    "put_leave_decision": _SHOWS_CODES,
    "list_leaves_in_reach": _READS,
    "list_leaves": {**_SHOWS_CODES, "auditor": Reach.DISTRICT},
    "post_make_up": {"teacher": Reach.OWN, **_SHOWS_CODES},
    "put_make_up_decision": _SHOWS_CODES,
    "list_make_ups": {**_SHOWS_CODES, "auditor": Reach.DISTRICT},
    "put_offline_bundle": _SHOWS_CODES,
    "post_offline_upload": _SHOWS_CODES,
    "list_offline_facts": {**_SHOWS_CODES, "auditor": Reach.DISTRICT},
    "put_offline_review": _SHOWS_CODES,
    "post_head_count": _SHOWS_CODES,
    "list_class_anomalies": {**_SHOWS_CODES, "auditor": Reach.DISTRICT},
    "list_anomalies": {
        "school_admin": Reach.UNIT,
        "district_admin": Reach.DISTRICT,
        "auditor": Reach.DISTRICT,
    },
    "put_anomaly_decision": _SHOWS_CODES,
    "list_corrections": {**_SHOWS_CODES, "auditor": Reach.DISTRICT},
    "post_correction": {"trainer": Reach.LED, "district_admin": Reach.DISTRICT},
    "get_meeting_book": _READS,
    "get_board": {**_SHOWS_CODES, "auditor": Reach.DISTRICT},
    "get_meeting_book_pdf": {**_SHOWS_CODES, "auditor": Reach.DISTRICT},
    "get_meeting_book_xlsx": {**_SHOWS_CODES, "auditor": Reach.DISTRICT},
    "get_class_book_pdf": {**_SHOWS_CODES, "auditor": Reach.DISTRICT},
    "get_class_book_xlsx": {**_SHOWS_CODES, "auditor": Reach.DISTRICT},
    "list_refused_scans": {**_SHOWS_CODES, "auditor": Reach.DISTRICT},
    "post_settlement": {"trainer": Reach.LED, "district_admin": Reach.DISTRICT},
    "get_settlement": _READS,
    "list_settlements": {**_SHOWS_CODES, "auditor": Reach.DISTRICT},
    "get_settlement_difference": {**_SHOWS_CODES, "auditor": Reach.DISTRICT},
    "get_settlement_preview": {**_SHOWS_CODES, "auditor": Reach.DISTRICT},
    "get_summary": {"district_admin": Reach.DISTRICT, "integration": Reach.DISTRICT, "auditor": Reach.DISTRICT},
}

# Files about people that leave the house: whoever takes one is recorded.
RECORDED_READS: Final[frozenset[str]] = frozenset(
    {
        "get_meeting_book_pdf",
        "get_meeting_book_xlsx",
        "get_class_book_pdf",
        "get_class_book_xlsx",
    }
)
