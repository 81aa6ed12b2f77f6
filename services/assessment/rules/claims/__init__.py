"""Claims: what they say, what they are worth, who looks at them, and in which batch they go."""

from services.assessment.rules.claims.batches import ClaimBatch, batch_at, batches_for, semester_batch
from services.assessment.rules.claims.content import (
    ClaimCounts,
    ClaimDraft,
    ClaimFilter,
    ClaimForm,
    ClaimPaper,
    SemesterCounts,
)
from services.assessment.rules.claims.kinds import (
    DEGREE_TITLES,
    ClaimPlace,
    ClaimSource,
    ClaimState,
    DegreeLevel,
    FormSource,
    ReviewLevel,
    lies_with,
)
from services.assessment.rules.claims.reviewing import (
    ClaimTerms,
    PassedOn,
    after_school,
    days_left,
    levels_of,
    lot_of,
    posting_time,
)
from services.assessment.rules.claims.worth import Asked, FormWorth, demand_place, worth_of_form

__all__ = [
    "DEGREE_TITLES",
    "Asked",
    "ClaimBatch",
    "ClaimCounts",
    "ClaimDraft",
    "ClaimFilter",
    "ClaimForm",
    "ClaimPaper",
    "ClaimPlace",
    "ClaimSource",
    "ClaimState",
    "ClaimTerms",
    "DegreeLevel",
    "FormSource",
    "FormWorth",
    "PassedOn",
    "ReviewLevel",
    "SemesterCounts",
    "after_school",
    "batch_at",
    "batches_for",
    "days_left",
    "demand_place",
    "levels_of",
    "lies_with",
    "lot_of",
    "posting_time",
    "semester_batch",
    "worth_of_form",
]
