"""Results: what is known of a member, put before a scheme by one pure function."""

from services.assessment.rules.results.aggregating import ComponentResult, Fate, UsedMark, component_result
from services.assessment.rules.results.documents import lacking_documents
from services.assessment.rules.results.evidence import Defence, Evidence, Override, RawMark
from services.assessment.rules.results.judging import result_of
from services.assessment.rules.results.standing import (
    Result,
    StageResult,
    StageStanding,
    Status,
    cut,
    is_post_awaited,
    plain,
    shown,
    shown_against,
    stage_result,
)

__all__ = [
    "ComponentResult",
    "Defence",
    "Evidence",
    "Fate",
    "Override",
    "RawMark",
    "Result",
    "StageResult",
    "StageStanding",
    "Status",
    "UsedMark",
    "component_result",
    "cut",
    "is_post_awaited",
    "lacking_documents",
    "plain",
    "result_of",
    "shown",
    "shown_against",
    "stage_result",
]
