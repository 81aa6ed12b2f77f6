"""Bodies about what a claim would be worth, and about how a district reviews claims."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field

from services.assessment.models import ClaimSetting
from services.assessment.rules import ClaimBatch, ClaimTerms, FormWorth, levels_of
from services.assessment.schemas.claims import ClaimBatchResponse, ClaimProblem
from services.assessment.schemas.parts import AwardResponse, Words
from services.platform.errors import DomainError
from services.platform.types import Amount, Answer, Body, Count, Sentence


class AskedResponse(Answer):
    """A document that the tariff asks for."""

    code: str = Field(examples=["VIEWS"])
    label: Words
    is_there: bool


class RefusalResponse(Answer):
    """Why the pack does not recognise it as it stands, in its own words."""

    clause_id: str | None = Field(examples=["XH-T01"])
    reason: Words
    missing: list[str] = Field(description="Facts that nobody has stated")
    documents: list[str] = Field(description="Documents that must be handed in first")


class ClaimPreviewResponse(Answer):
    """What a form would be worth as it stands. `problem`: the pack could not be asked at all."""

    hours: Amount
    credits: Amount
    lines: list[AwardResponse]
    refusals: list[RefusalResponse]
    checklist: list[AskedResponse] = Field(description="What the tariff asks for, and whether it is there")
    clause_id: str | None = Field(description="The clause of the tariff")
    recogniser: str | None = Field(description="The role that the tariff names")
    levels: list[Literal["SCHOOL", "DISTRICT"]] = Field(description="Who reviews it")
    open_flags: int
    is_clean: bool = Field(description="Complete and without open flags: it may be approved in bulk")
    batches: list[ClaimBatchResponse] = Field(description="What it would join if it were handed in now")
    semester_batch: ClaimBatchResponse | None = Field(description="The semester with whose forms it would be summed up")
    problem: ClaimProblem | None

    @classmethod
    def of(
        cls,
        worth: FormWorth | DomainError,
        batches: Sequence[ClaimBatch],
        *,
        open_flags: int,
        today: date,
        language: str,
    ) -> Self:
        known = None if isinstance(worth, DomainError) else worth
        return cls.model_validate(
            {
                "hours": known.hours if known else 0,
                "credits": known.credits if known else 0,
                "lines": AwardResponse.all_of(known.lines) if known else [],
                "refusals": [
                    RefusalResponse(
                        clause_id=one.clause_id,
                        reason=Words(zh=one.zh, en=one.en),
                        missing=list(one.missing),
                        documents=list(one.documents),
                    )
                    for one in (known.refusals if known else ())
                ],
                "checklist": [
                    AskedResponse(code=one.code, label=Words(zh=one.label.zh, en=one.label.en), is_there=one.is_there)
                    for one in (known.asked if known else ())
                ],
                "clause_id": known.clause_id if known else None,
                "recogniser": known.recogniser if known else None,
                "levels": list(levels_of(known.recogniser if known else None)),
                "open_flags": open_flags,
                "is_clean": known is not None and known.is_complete and not open_flags,
                "batches": ClaimBatchResponse.all_of([one.as_data() for one in batches], today=today),
                "semester_batch": ClaimBatchResponse.semester_of([one.as_data() for one in batches], today=today),
                "problem": problem_of(worth, language=language) if isinstance(worth, DomainError) else None,
            }
        )


def problem_of(refusal: DomainError, *, language: str) -> ClaimProblem:
    return ClaimProblem(
        type=f"urn:xuefen:problem:{refusal.slug()}",
        title=refusal.title.in_language(language),
        detail=refusal.sentence.in_language(language),
    )


class ClaimSettingsRequest(Body):
    """How the district reviews claims from now on; days are those of the calendar."""

    school_days: Annotated[Count, Field(ge=1, le=365, description="How long a school has", examples=[10])]
    district_days: Annotated[Count, Field(ge=1, le=365, description="How long the district has", examples=[10])]
    remind_days: Annotated[Count, Field(le=364, description="How long before its end it is reminded", examples=[3])]
    sample_percent: Annotated[
        Count,
        Field(le=100, description="Share of clean claims, sent up by no tariff, that the district sees", examples=[20]),
    ]
    undo_hours: Annotated[Count, Field(le=720, description="How long it can be undone at least", examples=[24])]
    reason: Sentence = Field(examples=["2026学年认定工作通知"])

    def as_terms(self) -> ClaimTerms:
        return ClaimTerms(**self.model_dump(exclude={"reason"}))


class ClaimSettingsResponse(Answer):
    """The terms in force; the last three are null while they are those that come with the system."""

    school_days: int
    district_days: int
    remind_days: int
    sample_percent: int
    undo_hours: int
    reason: str | None = None
    set_by: UUID | None = None
    set_at: datetime | None = None

    @classmethod
    def of(cls, terms: ClaimTerms, setting: ClaimSetting | None) -> Self:
        return cls(
            school_days=terms.school_days,
            district_days=terms.district_days,
            remind_days=terms.remind_days,
            sample_percent=terms.sample_percent,
            undo_hours=terms.undo_hours,
            reason=setting.reason if setting else None,
            set_by=setting.set_by if setting else None,
            set_at=setting.set_at if setting else None,
        )
