"""Bodies about a class: its scheme, marks, certifications, results."""

from decimal import Decimal
from typing import Self
from uuid import UUID

from pydantic import Field, model_validator

from services.assessment.rules import ComponentResult, Mark, ShownResult, StageResult, shown
from services.assessment.schemas.parts import AwardResponse, PreviewHash, Words
from services.platform.types import Amount, Answer, Body, BulkBody, Code, Id, unacceptable

_TEACHER = "01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b12"


class ScoreItem(Body):
    """A mark of a component, of one criterion of its rubric or of one of its pieces."""

    teacher_id: Id = Field(examples=[_TEACHER])
    component: Code = Field(examples=["CASE"])
    criterion: Code | None = Field(default=None, description="A criterion or piece; null: the component as a whole")
    score: Amount | None = Field(
        default=None, description="The raw mark, from 0 to the maximum of what is marked", examples=["86.5"]
    )
    level: Code | None = Field(default=None, description="Instead of a score: a level of the criterion")

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.score is None) == (self.level is None):
            raise unacceptable(zh="须提供分数或等级之一", en="either a score or a level is needed")
        return self

    def as_mark(self) -> Mark:
        return Mark(self.teacher_id, self.component, self.score, self.criterion, self.level)


class PendingScoresRequest(BulkBody):
    items: list[ScoreItem] = Field(min_length=1, max_length=500)
    assessor_id: Id | None = Field(
        default=None, description="On behalf of this named assessor (person or account), by who manages the class"
    )

    def marks(self) -> list[Mark]:
        return [item.as_mark() for item in self.items]


class ScoresRequest(PendingScoresRequest):
    preview_hash: PreviewHash | None = Field(
        default=None, description="`hash` of a `post_scores_preview`: nothing is recorded if anything changed since"
    )


class CertificationRequest(Body):
    teacher_ids: list[Id] = Field(min_length=1, max_length=500, examples=[[_TEACHER]])


class StageResultResponse(Answer):
    """One stage as its marks have it."""

    code: str
    standing: str = Field(description="PENDING, MARKED (the stage has no line of its own), PASSED or FAILED")
    score: Amount | None = Field(description="0 to 100, to four places; null until every component is marked")
    missing: list[str] = Field(description="Components still to be marked")

    @classmethod
    def of(cls, stage: StageResult) -> Self:
        return cls(
            code=stage.code,
            standing=stage.standing,
            score=None if stage.score is None else shown(stage.score),
            missing=list(stage.missing),
        )


class ComponentMarkResponse(Answer):
    """A raw mark and what became of it."""

    criterion: str | None
    attempt: int
    score: Amount
    assessor_kind: str
    assessor_id: UUID | None = Field(description="Null for members and schools: marking stays blind as to who")
    counted: bool
    why: str = Field(
        description="COUNTED, OVERRIDDEN (moderation stands in its place), SUPERSEDED, FORMER_ATTEMPT, "
        "DROPPED_HIGHEST, DROPPED_LOWEST, NOT_AMONG_BEST, NOT_ASKED or INCOMPLETE"
    )


class ComponentResultResponse(Answer):
    """One component: its points, from 0 to its maximum, what its marks alone come to, and each mark."""

    code: str
    attempt: int
    points: Amount | None
    raw: Amount | None
    moderation_reason: str | None = Field(description="Why it counts something else than its marks come to")
    marks: list[ComponentMarkResponse]

    @classmethod
    def of(cls, component: ComponentResult, *, names_assessors: bool) -> Self:
        return cls(
            code=component.code,
            attempt=component.attempt,
            points=None if component.points is None else shown(component.points),
            raw=None if component.raw is None else shown(component.raw),
            moderation_reason=None if component.override is None else component.override.reason,
            marks=[
                ComponentMarkResponse(
                    criterion=one.mark.criterion,
                    attempt=one.mark.attempt,
                    score=one.mark.mark,
                    assessor_kind=one.mark.assessor_kind,
                    assessor_id=one.mark.assessor_id if names_assessors else None,
                    counted=one.used,
                    why=one.why,
                )
                for one in component.marks
            ],
        )


class ResultResponse(Answer):
    """Where one member stands now, and what it would be worth if finalised now."""

    teacher_id: UUID
    school_id: UUID
    status: str = Field(
        description="IN_PROGRESS, AWAITING_POST, AWAITING_CERTIFICATION, UNDETERMINED (the pack lacks a number), "
        "PASSED, FAILED, ATTENDANCE_NOT_MET or AWAITING_RELEASE (not shown to the viewer yet)"
    )
    released: bool = Field(description="Whether the viewer is shown the result as a whole")
    grade: str | None
    score: Amount | None
    stages: list[StageResultResponse]
    components: list[ComponentResultResponse] = Field(description="Those that the viewer is shown")
    explanation: list[Words]
    hours: Amount
    credits: Amount
    lines: list[AwardResponse]

    @classmethod
    def of(cls, shown_result: ShownResult) -> Self:
        judged, lines = shown_result.judged, shown_result.judged.worth.lines
        return cls(
            teacher_id=judged.teacher_id,
            school_id=judged.snapshot.school_id,
            status=shown_result.status,
            released=shown_result.released,
            grade=judged.result.grade,
            score=judged.result.score,
            stages=[StageResultResponse.of(stage) for stage in judged.result.stages],
            components=[
                ComponentResultResponse.of(one, names_assessors=shown_result.names_assessors)
                for one in shown_result.components
            ],
            explanation=Words.all_of((*judged.explanation, *shown_result.reminders)),
            hours=sum((line.hours for line in lines), Decimal(0)),
            credits=sum((line.credits for line in lines), Decimal(0)),
            lines=AwardResponse.all_of(lines),
        )
