"""Bodies about a class: its scheme, marks, certifications, results."""

from decimal import Decimal
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from services.assessment.rules import Judged, Mark, Scheme, StageResult, shown
from services.assessment.schemas.parts import AwardResponse, Words
from services.platform.types import Amount, Answer, Body, Code, Count, Id

_TEACHER = "01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b12"


class SchemeRequest(Body):
    scheme: Code = Field(description="ATTENDANCE, SCORED or THREE_STAGE", examples=["THREE_STAGE"])
    version: Annotated[Count, Field(ge=1)] = Field(default=1, examples=[1])


class ComponentResponse(Answer):
    """One thing that is marked."""

    code: str = Field(examples=["CASE"])
    label: Words
    weight: Amount = Field(description="Percent of the stage; the weights of a stage sum to 100")
    maximum: Amount


class StageResponse(Answer):
    """One step of the assessment."""

    code: str = Field(examples=["PRE"])
    label: Words
    assessor: str = Field(description="ORGANISER (trainer, district) or SCHOOL_GROUP (school)")
    pass_score: Amount
    components: list[ComponentResponse]


class BandResponse(Answer):
    grade: str = Field(examples=["EXCELLENT"])
    label: Words
    from_score: Amount


class SchemeResponse(Answer):
    """A scheme of assessment, in full."""

    code: str = Field(examples=["THREE_STAGE"])
    version: int
    title: Words
    gates: list[str] = Field(description="ATTENDANCE: the attendance line must be met")
    stages: list[StageResponse]
    bands: list[BandResponse] = Field(description="Grades by score, best first; without any a pass is PASS")
    certifier: str | None = Field(description="Who certifies once every stage is passed")

    @classmethod
    def of(cls, scheme: Scheme) -> Self:
        return cls.model_validate(scheme)


class ScoreItem(Body):
    teacher_id: Id = Field(examples=[_TEACHER])
    component: Code = Field(examples=["CASE"])
    score: Amount = Field(description="The raw mark, from 0 to the component's maximum", examples=["86.5"])

    def as_mark(self) -> Mark:
        return Mark(teacher_id=self.teacher_id, component=self.component, mark=self.score)


class ScoresRequest(Body):
    items: list[ScoreItem] = Field(min_length=1, max_length=500)


class CertificationRequest(Body):
    teacher_ids: list[Id] = Field(min_length=1, max_length=500, examples=[[_TEACHER]])


class StageResultResponse(Answer):
    """One stage as its marks have it."""

    code: str
    standing: str = Field(description="PENDING, PASSED or FAILED")
    score: Amount | None = Field(description="0 to 100, cut after four places; null until every component is marked")
    missing: list[str] = Field(description="Components still to be marked")

    @classmethod
    def of(cls, stage: StageResult) -> Self:
        return cls(
            code=stage.code,
            standing=stage.standing,
            score=None if stage.score is None else shown(stage.score),
            missing=list(stage.missing),
        )


class ResultResponse(Answer):
    """Where one member stands now, and what it would be worth if finalised now."""

    teacher_id: UUID
    school_id: UUID
    status: str = Field(
        description="IN_PROGRESS, AWAITING_POST, AWAITING_CERTIFICATION, PASSED, FAILED or ATTENDANCE_NOT_MET"
    )
    grade: str | None
    score: Amount | None
    stages: list[StageResultResponse]
    explanation: list[Words]
    hours: Amount
    credits: Amount
    lines: list[AwardResponse]

    @classmethod
    def of(cls, judged: Judged) -> Self:
        lines = judged.worth.lines
        return cls(
            teacher_id=judged.teacher_id,
            school_id=judged.snapshot.school_id,
            status=judged.result.status,
            grade=judged.result.grade,
            score=judged.result.score,
            stages=[StageResultResponse.of(stage) for stage in judged.result.stages],
            explanation=Words.all_of(judged.explanation),
            hours=sum((line.hours for line in lines), Decimal(0)),
            credits=sum((line.credits for line in lines), Decimal(0)),
            lines=AwardResponse.all_of(lines),
        )
