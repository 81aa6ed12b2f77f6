"""What assessment can do: the one door for routes, actors and the command line."""

from services.assessment.operations.claims import (
    decide_claim,
    get_claim,
    list_claims,
    list_teacher_outcomes,
    submit_claim,
    summarise,
)
from services.assessment.operations.files import get_file, read_file, store_file
from services.assessment.operations.finalising import finalise, list_outcomes
from services.assessment.operations.hearing import keep_class, keep_members, keep_settlement
from services.assessment.operations.records import keep_records, list_records, retract_record
from services.assessment.operations.revisions import confirm_revisions, list_revisions
from services.assessment.operations.scoring import certify, choose_scheme, get_scheme, preview_results, record_scores

__all__ = [
    "certify",
    "choose_scheme",
    "confirm_revisions",
    "decide_claim",
    "finalise",
    "get_claim",
    "get_file",
    "get_scheme",
    "keep_class",
    "keep_members",
    "keep_records",
    "keep_settlement",
    "list_claims",
    "list_outcomes",
    "list_records",
    "list_revisions",
    "list_teacher_outcomes",
    "preview_results",
    "read_file",
    "record_scores",
    "retract_record",
    "store_file",
    "submit_claim",
    "summarise",
]
