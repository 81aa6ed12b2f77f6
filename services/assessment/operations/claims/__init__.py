"""Claims: begun, filled, handed in, reviewed level by level, posted in batches, undone or reopened."""

from services.assessment.operations.claims.deciding import Approved, approve_claims, decide_claim, take_up_claim
from services.assessment.operations.claims.drafting import (
    draft_claim,
    draft_claims,
    fill_claim,
    withdraw_claim,
    withdraw_claims_of,
)
from services.assessment.operations.claims.looking import Looked
from services.assessment.operations.claims.posting import reopen_claim
from services.assessment.operations.claims.reading import (
    count_claims,
    list_claim_steps,
    list_claims,
    list_teacher_outcomes,
    preview_claim,
    see,
    see_claim,
    summarise,
)
from services.assessment.operations.claims.settings import get_claim_settings, set_claim_settings
from services.assessment.operations.claims.submitting import submit_claim_form, submit_degree
from services.assessment.operations.claims.timing import look_when_due
from services.assessment.operations.claims.undoing import undo_decision

__all__ = [
    "Approved",
    "Looked",
    "approve_claims",
    "count_claims",
    "decide_claim",
    "draft_claim",
    "draft_claims",
    "fill_claim",
    "get_claim_settings",
    "list_claim_steps",
    "list_claims",
    "list_teacher_outcomes",
    "look_when_due",
    "preview_claim",
    "reopen_claim",
    "see",
    "see_claim",
    "set_claim_settings",
    "submit_claim_form",
    "submit_degree",
    "summarise",
    "take_up_claim",
    "undo_decision",
    "withdraw_claim",
    "withdraw_claims_of",
]
