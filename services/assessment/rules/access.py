"""Who may do what at all: operation, role, reach."""

from services.platform.access import Matrix, Reach

_OWN, _LED, _UNIT, _ALL = Reach.OWN, Reach.LED, Reach.UNIT, Reach.DISTRICT
_READS_OF_A_CLASS = {
    "teacher": _OWN,
    "trainer": _LED,
    "school_admin": _UNIT,
    "district_admin": _ALL,
    "auditor": _ALL,
}
_READS_OF_A_PERSON = {"teacher": _OWN, "school_admin": _UNIT, "district_admin": _ALL, "auditor": _ALL}

ACCESS: Matrix = {
    "get_scheme": _READS_OF_A_CLASS,
    "put_scheme": {"trainer": _LED, "district_admin": _ALL},
    "put_scores": {"trainer": _LED, "school_admin": _UNIT, "district_admin": _ALL},
    "get_results": _READS_OF_A_CLASS,
    "post_certification": {"district_admin": _ALL},
    "post_finalisation": {"trainer": _LED, "district_admin": _ALL},
    "list_revisions": {"trainer": _LED, "school_admin": _UNIT, "district_admin": _ALL, "auditor": _ALL},
    "post_revision_confirmation": {"district_admin": _ALL},
    "list_outcomes": _READS_OF_A_CLASS,
    "list_teacher_outcomes": _READS_OF_A_PERSON,
    "post_claim": {"teacher": _OWN, "school_admin": _UNIT},
    "get_claim": _READS_OF_A_PERSON,
    "list_claims": _READS_OF_A_PERSON,
    "put_claim_decision": {"district_admin": _ALL},
    "post_records": {"school_admin": _UNIT, "district_admin": _ALL},
    "list_records": _READS_OF_A_PERSON,
    "put_record_retraction": {"school_admin": _UNIT, "district_admin": _ALL},
    "post_file": {"teacher": _OWN, "trainer": _LED, "school_admin": _UNIT, "district_admin": _ALL},
    "get_file": _READS_OF_A_CLASS,
    "get_file_content": _READS_OF_A_CLASS,
    "get_summary": {"district_admin": _ALL, "auditor": _ALL, "integration": _ALL},
}
