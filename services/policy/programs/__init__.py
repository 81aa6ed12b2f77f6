"""Rules inside one program or activity: who may enter, what completes it, which forms and batches follow from it."""

from services.policy.programs.batches import Batch, batch_of
from services.policy.programs.completion import CertificateDue, Lacking, ProgramResult, ProgramStanding, judge_program
from services.policy.programs.eligibility import Eligible, Finding, eligibility
from services.policy.programs.evidence import DocumentFound, EvidenceFound, evidence_in, evidence_of
from services.policy.programs.filing import Filed, Form, Participant, SecondFiling, forms_for, second_filing
from services.policy.programs.fixes import Missing, missing_fixes, sign_in_required
from services.policy.programs.grading import GradeFound, WeightedScore, grade_of, weighted
from services.policy.programs.stages import StageState, WrongAssessor, may_certify, may_record, stages_of, state_of

__all__ = [
    "Batch",
    "CertificateDue",
    "DocumentFound",
    "Eligible",
    "EvidenceFound",
    "Filed",
    "Finding",
    "Form",
    "GradeFound",
    "Lacking",
    "Missing",
    "Participant",
    "ProgramResult",
    "ProgramStanding",
    "SecondFiling",
    "StageState",
    "WeightedScore",
    "WrongAssessor",
    "batch_of",
    "eligibility",
    "evidence_in",
    "evidence_of",
    "forms_for",
    "grade_of",
    "judge_program",
    "may_certify",
    "may_record",
    "missing_fixes",
    "second_filing",
    "sign_in_required",
    "stages_of",
    "state_of",
    "weighted",
]
