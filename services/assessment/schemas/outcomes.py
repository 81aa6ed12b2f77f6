"""Bodies about outcomes: finalisation, pending revisions and their confirmation, the summary."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Self
from uuid import UUID

from pydantic import Field

from services.assessment.models import Outcome, PendingRevision
from services.assessment.schemas.parts import AwardResponse, Words
from services.platform.types import Amount, Answer, Body, Id, Sentence

_TEACHER = "01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b12"


class FinalisationResponse(Answer):
    """What this call did."""

    finalised: dict[str, int] = Field(
        description="New outcomes by status; each was published", examples=[{"PASSED": 38, "FAILED": 1}]
    )
    open: dict[str, int] = Field(
        description="Members left for a later call, by status; APPEAL_OPEN: an appeal of theirs is to be decided first",
        examples=[{"AWAITING_POST": 1}],
    )
    finalised_before: int = Field(description="Members who had an outcome already")


class OutcomeResponse(Answer):
    """The result of one teacher in a class, or of a claim, as last finalised or confirmed."""

    outcome_id: UUID
    revision: int
    teacher_id: UUID
    class_id: UUID | None
    claim_id: UUID | None
    school_id: UUID = Field(description="The school at the time it was earned")
    title: str
    status: str = Field(description="PASSED, FAILED, ATTENDANCE_NOT_MET or WITHDRAWN")
    grade: str | None
    score: Amount | None
    explanation: list[Words]
    hours: Amount
    credits: Amount
    lines: list[AwardResponse]
    pack_id: str | None = Field(description="The pack that valued it; null where none governed the member")
    pack_hash: str | None
    finalised_at: datetime

    @classmethod
    def of(cls, outcome: Outcome) -> Self:
        return cls(
            outcome_id=outcome.outcome_id,
            revision=outcome.revision,
            teacher_id=outcome.teacher_id,
            class_id=outcome.class_id,
            claim_id=outcome.claim_id,
            school_id=outcome.school_id,
            title=outcome.title,
            pack_id=outcome.pack_id,
            pack_hash=outcome.pack_hash,
            finalised_at=outcome.finalised_at,
            **_of_result(outcome),
        )


class ProposedResponse(Answer):
    """One side of a pending revision."""

    status: str
    grade: str | None
    score: Amount | None
    explanation: list[Words]
    hours: Amount
    credits: Amount
    lines: list[AwardResponse]


class RevisionResponse(Answer):
    """What stands, beside what it would be now that its grounds have changed."""

    outcome_id: UUID
    teacher_id: UUID
    cause: str = Field(
        description="SETTLEMENT, SCORE, MODERATION, RESIT, SUBMISSION, DEFENCE, CERTIFICATION, RESCORING, "
        "ENROLMENT or CLASS"
    )
    opened_at: datetime
    revision: int = Field(description="The revision that stands")
    stands: ProposedResponse
    proposed: ProposedResponse

    @classmethod
    def of(cls, pending: PendingRevision, outcome: Outcome) -> Self:
        return cls(
            outcome_id=outcome.outcome_id,
            teacher_id=outcome.teacher_id,
            cause=pending.cause,
            opened_at=pending.opened_at,
            revision=outcome.revision,
            stands=ProposedResponse(**_of_result(outcome)),
            proposed=ProposedResponse(**_of_result(pending)),
        )


class RevisionConfirmationRequest(Body):
    teacher_ids: list[Id] = Field(min_length=1, max_length=500, examples=[[_TEACHER]])
    reason: Sentence = Field(examples=["签到记录更正,经核实属实"])


class SummaryResponse(Answer):
    """The district's assessment in numbers."""

    outcomes_by_status: dict[str, int] = Field(examples=[{"FAILED": 2, "PASSED": 171}])
    outcomes_by_grade: dict[str, int] = Field(examples=[{"EXCELLENT": 20, "GOOD": 80, "PASS": 70}])
    pending_revisions: int
    claims_by_state: dict[str, int] = Field(examples=[{"RECOGNISED": 1, "SUBMITTED": 2}])


def _of_result(row: Outcome | PendingRevision) -> dict[str, Any]:
    lines = AwardResponse.all_of(row.lines)
    return {
        "status": row.status,
        "grade": row.grade,
        "score": row.score,
        "explanation": [Words.model_validate(words) for words in row.explanation],
        "hours": sum((line.hours for line in lines), Decimal(0)),
        "credits": sum((line.credits for line in lines), Decimal(0)),
        "lines": lines,
    }
