"""Pure decisions of assessment: schemes, results, worth, and who may do what."""

from services.assessment.rules.access import ACCESS
from services.assessment.rules.awards import (
    NOTHING,
    PackInForce,
    Snapshot,
    Worth,
    batched,
    ungoverned,
    worth_of_class,
    worth_of_degree,
)
from services.assessment.rules.claims import DEGREE_TITLES, ClaimKind, ClaimState, DegreeLevel
from services.assessment.rules.judging import EVERYTHING, Answered, Counts, Finalised, Judged, Mark, Scope
from services.assessment.rules.records import MOST_RECORDS, KeptRecord, demand_kind, demand_sound
from services.assessment.rules.results import Result, StageResult, StageStanding, Status, result_of, shown, stage_result
from services.assessment.rules.schemes import (
    ATTENDANCE,
    SCORED,
    SHIPPED,
    THREE_STAGE,
    Assessor,
    Band,
    Component,
    Scheme,
    Stage,
    scheme_from,
)
from services.assessment.rules.scoring import assessors_of, refusal_of_mark

__all__ = [
    "ACCESS",
    "ATTENDANCE",
    "DEGREE_TITLES",
    "EVERYTHING",
    "MOST_RECORDS",
    "NOTHING",
    "SCORED",
    "SHIPPED",
    "THREE_STAGE",
    "Answered",
    "Assessor",
    "Band",
    "ClaimKind",
    "ClaimState",
    "Component",
    "Counts",
    "DegreeLevel",
    "Finalised",
    "Judged",
    "KeptRecord",
    "Mark",
    "PackInForce",
    "Result",
    "Scheme",
    "Scope",
    "Snapshot",
    "Stage",
    "StageResult",
    "StageStanding",
    "Status",
    "Worth",
    "assessors_of",
    "batched",
    "demand_kind",
    "demand_sound",
    "refusal_of_mark",
    "result_of",
    "scheme_from",
    "shown",
    "stage_result",
    "ungoverned",
    "worth_of_class",
    "worth_of_degree",
]
