"""Who may read which part of the book, and who may bring old hours into it."""

from typing import Final

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
_TAKES_OUT = {"school_admin": Reach.UNIT, **_OF_SYSTEMS}

ACCESS: Matrix = {
    "get_statement": _OF_A_TEACHER,
    "get_statement_proof": _OF_A_TEACHER,
    "get_balance": _OF_A_TEACHER,
    "get_standing": _OF_A_TEACHER,
    "list_standings": {"school_admin": Reach.UNIT, **_OF_THE_DISTRICT},
    "get_school_standing": {"school_admin": Reach.UNIT, **_OF_THE_DISTRICT},
    "get_coverage": {"school_admin": Reach.UNIT, **_OF_THE_DISTRICT},
    "list_verdicts": {"school_admin": Reach.UNIT, **_OF_THE_DISTRICT},
    "post_verdicts_rebuild": {"district_admin": Reach.DISTRICT},
    "list_warnings": {"school_admin": Reach.UNIT, **_OF_THE_DISTRICT},
    "get_rates": _OF_THE_DISTRICT,
    # How far each may go beyond looking is said in the operation: packs are tried by the district and its schools.
    "post_what_if": _OF_A_TEACHER,
    "list_entries": _OF_SYSTEMS,
    "get_book": _OF_SYSTEMS,
    "list_book_heads": _OF_SYSTEMS,
    "get_summary": _OF_SYSTEMS,
    "get_roll_up": _OF_SYSTEMS,
    "post_report": {"district_admin": Reach.DISTRICT},
    "list_reports": _OF_THE_DISTRICT,
    "get_report": _OF_THE_DISTRICT,
    "get_report_content": _OF_THE_DISTRICT,
    "get_merge_moves": _OF_THE_DISTRICT,
    "get_transfer_history": _OF_THE_DISTRICT,
    "post_transfer_history": {"district_admin": Reach.DISTRICT},
    "post_adjustment": {"district_admin": Reach.DISTRICT},
    "post_adjustment_decision": {"district_admin": Reach.DISTRICT},
    "list_adjustments": _OF_THE_DISTRICT,
    "get_adjustment": _OF_THE_DISTRICT,
    "post_book_verification": _OF_THE_DISTRICT,
    "get_book_verification": _OF_THE_DISTRICT,
    "get_book_export": _OF_THE_DISTRICT,
    "list_webhooks": _OF_THE_DISTRICT,
    "put_webhook": {"district_admin": Reach.DISTRICT},
    "put_webhook_secret": {"district_admin": Reach.DISTRICT},
    "post_webhook_ping": {"district_admin": Reach.DISTRICT},
    "list_webhook_deliveries": _OF_THE_DISTRICT,
    "get_webhook_delivery": _OF_THE_DISTRICT,
    "post_webhook_replay": {"district_admin": Reach.DISTRICT},
    "post_export": _TAKES_OUT,
    "list_exports": _TAKES_OUT,
    "get_export": _TAKES_OUT,
    "put_export_cancellation": _TAKES_OUT,
    "get_export_content": _TAKES_OUT,
    "put_certificate_issuer": {"district_admin": Reach.DISTRICT},
    # Who asks for an attestation names its issuer.
    "list_certificate_issuers": _OF_A_TEACHER,
    "post_certificates": {"district_admin": Reach.DISTRICT},
    "list_certificates": _OF_A_TEACHER,
    "get_certificate": _OF_A_TEACHER,
    "get_certificate_document": _OF_A_TEACHER,
    "post_certificate_print": {"district_admin": Reach.DISTRICT},
    "get_certificate_print": _OF_THE_DISTRICT,
    "put_certificate_print_cancellation": {"district_admin": Reach.DISTRICT},
    "get_certificate_print_document": {"district_admin": Reach.DISTRICT},
    "post_booklet": {"district_admin": Reach.DISTRICT},
    "post_school_booklets": {"district_admin": Reach.DISTRICT},
    "list_booklets": _OF_A_TEACHER,
    "get_booklet": _OF_A_TEACHER,
    "post_booklet_handover": {"school_admin": Reach.UNIT, "district_admin": Reach.DISTRICT},
    "post_booklet_loss": {"school_admin": Reach.UNIT, "district_admin": Reach.DISTRICT},
    "post_booklet_reissue": {"district_admin": Reach.DISTRICT},
    "post_certificate_reissue": {"district_admin": Reach.DISTRICT},
    "put_certificate_revocation": {"district_admin": Reach.DISTRICT},
    "post_attestation": {
        "teacher": Reach.OWN,
        "school_admin": Reach.UNIT,
        "district_admin": Reach.DISTRICT,
    },
    "post_school_attestations": {"school_admin": Reach.UNIT, "district_admin": Reach.DISTRICT},
    "list_attestations": _OF_A_TEACHER,
    "get_attestation": _OF_A_TEACHER,
    "get_attestation_document": _OF_A_TEACHER,
    "get_attestation_proof": _OF_A_TEACHER,
    "get_attestation_credential": _OF_A_TEACHER,
    "get_certificate_credential": _OF_A_TEACHER,
    "put_attestation_revocation": {"district_admin": Reach.DISTRICT},
    "post_history_import": {"district_admin": Reach.DISTRICT},
    "list_history_imports": _OF_THE_DISTRICT,
    "get_history_import": _OF_THE_DISTRICT,
    "list_history_rows": _OF_THE_DISTRICT,
    "get_history_file": _OF_THE_DISTRICT,
    "post_history_undo": {"district_admin": Reach.DISTRICT},
    "post_teacher_archive": _OF_A_TEACHER,
    "list_teacher_archives": _OF_A_TEACHER,
    "get_teacher_archive": _OF_A_TEACHER,
    "get_teacher_archive_file": _OF_A_TEACHER,
    "get_entry_provenance": _OF_A_TEACHER,
}

# Files about people that leave the house: whoever takes one is recorded.
RECORDED_READS: Final[frozenset[str]] = frozenset(
    {
        "get_book_export",
        "get_export_content",
        "get_history_file",
        "get_transfer_history",
        "get_certificate_document",
        "get_certificate_print_document",
        "get_certificate_credential",
        "get_attestation_document",
        "get_attestation_credential",
        "get_teacher_archive_file",
    }
)

FEED = "feed:read"
SUMMARY = "summary:read"


def demand_scope(viewer: Viewer, scope: str) -> None:
    """A connected system reads only what its client was granted; people are bounded by their roles."""
    people = viewer.principal.roles - {"integration"}
    if not people & _OF_THE_DISTRICT.keys() and scope not in viewer.principal.scopes:
        raise Forbidden
