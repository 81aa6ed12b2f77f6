"""Bodies about scoring a class anew by another version of a scheme."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from services.assessment.rules import Answered, Judged, Rescored, RescoringPreview, credits_of, hours_of
from services.assessment.schemas.parts import ItemResponse, ItemsResponse, PreviewHash
from services.platform.types import Amount, Answer, Body, Code, Count, Sentence, plain_decimal


class RescoredSideResponse(Answer):
    """One member under one version."""

    status: str
    grade: str | None
    score: Amount | None
    hours: Amount
    credits: Amount

    @classmethod
    def of(cls, judged: Judged) -> Self:
        return cls(
            status=str(judged.result.status),
            grade=judged.result.grade,
            score=judged.result.score,
            hours=hours_of(judged),
            credits=credits_of(judged),
        )


class RescoredResponse(Answer):
    """A member who would change."""

    teacher_id: UUID
    finalised: bool = Field(description="Then the change waits as a revision to be confirmed")
    before: RescoredSideResponse
    after: RescoredSideResponse
    hours_difference: str = Field(description="After less before, signed", examples=["-6.00"])
    credits_difference: str = Field(examples=["0.00"])

    @classmethod
    def of(cls, one: Rescored) -> Self:
        return cls(
            teacher_id=one.teacher_id,
            finalised=one.finalised,
            before=RescoredSideResponse.of(one.before),
            after=RescoredSideResponse.of(one.after),
            hours_difference=plain_decimal(one.hours),
            credits_difference=plain_decimal(one.credits),
        )


class RescoringPreviewResponse(Answer):
    """Who would change; the hash binds everything that was looked at."""

    hash: str
    from_scheme: str
    from_version: int
    to_scheme: str
    to_version: int
    members: int
    changed: int
    hours_difference: str = Field(examples=["-12.00"])
    credits_difference: str = Field(examples=["0.00"])
    changes: list[RescoredResponse] = Field(description="In the order of the teachers' ids")

    @classmethod
    def of(cls, preview: RescoringPreview) -> Self:
        changes = preview.changes
        return cls(
            hash=preview.hash,
            from_scheme=preview.standing.code,
            from_version=preview.standing.version,
            to_scheme=preview.wanted.code,
            to_version=preview.wanted.version,
            members=preview.members,
            changed=len(changes),
            hours_difference=plain_decimal(sum((one.hours for one in changes), Decimal(0))),
            credits_difference=plain_decimal(sum((one.credits for one in changes), Decimal(0))),
            changes=[RescoredResponse.of(one) for one in changes],
        )


class ScoresPreviewResponse(Answer):
    """What would become of each mark, and whom all of them would change; the hash binds everything looked at."""

    hash: str
    items: list[ItemResponse] = Field(description="In the order of the request, as `put_scores` would answer")
    changed: int
    hours_difference: str = Field(examples=["6.00"])
    credits_difference: str = Field(examples=["0.00"])
    changes: list[RescoredResponse] = Field(description="In the order of the teachers' ids")

    @classmethod
    def of(cls, preview: RescoringPreview, answers: Iterable[Answered], *, preview_hash: str, language: str) -> Self:
        changes = preview.changes
        return cls(
            hash=preview_hash,
            items=ItemsResponse.of(answers, language=language).items,
            changed=len(changes),
            hours_difference=plain_decimal(sum((one.hours for one in changes), Decimal(0))),
            credits_difference=plain_decimal(sum((one.credits for one in changes), Decimal(0))),
            changes=[RescoredResponse.of(one) for one in changes],
        )


class RescoringRequest(Body):
    scheme: Code = Field(examples=["DEMO_LESSON"])
    version: Annotated[Count, Field(ge=1)] = Field(examples=[2])
    preview_hash: PreviewHash = Field(
        description="`hash` of the preview that was looked at",
        examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
    )
    reason: Sentence = Field(examples=["考核权重按修订后的办法执行"])


class RescoringResponse(Answer):
    """A class scored anew, with who and why."""

    rescoring_id: UUID
    from_code: str
    from_version: int
    to_code: str
    to_version: int
    preview_hash: str
    changed: int
    reason: str
    applied_by: UUID
    applied_at: datetime


class RescoringsResponse(Answer):
    """In the order in which they were applied."""

    items: list[RescoringResponse]
