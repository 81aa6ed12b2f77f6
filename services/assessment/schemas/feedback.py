"""Bodies about feedback: forms, what is open, answers, statistics, reminders."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator

from services.assessment.models import FeedbackFormVersion, FeedbackOpening
from services.assessment.rules import (
    FEWEST_ANSWERS,
    FeedbackForm,
    FeedbackStatistics,
    Given,
    QuestionKind,
    QuestionStatistics,
    form_from,
    shown,
)
from services.assessment.schemas.parts import Words
from services.assessment.schemas.schemes import Bilingual
from services.platform.types import Amount, Answer, Body, BulkBody, Code, Count, Flag, Instant, Sentence, unacceptable


class ChoiceItem(Body):
    code: Code
    label: Bilingual


class QuestionItem(Body):
    """SCALE: a whole number from 1 to `highest`. CHOICE: one of `choices`. TEXT: free words."""

    code: Code
    kind: QuestionKind
    label: Bilingual
    highest: Annotated[Count, Field(ge=2, le=10)] = 5
    choices: list[ChoiceItem] = Field(default=[], max_length=20)
    required: Flag = True


class FeedbackFormRequest(BulkBody):
    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "code": "TRAINEE_FEEDBACK",
                    "title": {"zh": "学员反馈表", "en": "Feedback of members"},
                    "questions": [
                        {
                            "code": "CONTENT",
                            "kind": "SCALE",
                            "label": {"zh": "培训内容切合教学实际", "en": "The content fits my teaching"},
                        },
                        {
                            "code": "PACE",
                            "kind": "CHOICE",
                            "label": {"zh": "培训进度", "en": "The pace"},
                            "choices": [
                                {"code": "SLOW", "label": {"zh": "偏慢", "en": "Too slow"}},
                                {"code": "RIGHT", "label": {"zh": "合适", "en": "Right"}},
                            ],
                        },
                        {
                            "code": "ADVICE",
                            "kind": "TEXT",
                            "label": {"zh": "意见与建议", "en": "Advice"},
                            "required": False,
                        },
                    ],
                    "reason": "2026年起统一使用",
                }
            ]
        },
    )

    code: Code
    title: Bilingual
    questions: list[QuestionItem] = Field(min_length=1, max_length=50)
    reason: Sentence

    def content(self) -> dict[str, Any]:
        return self.model_dump(mode="json", exclude={"reason"})


class ChoiceResponse(Answer):
    code: str
    label: Words


class QuestionResponse(Answer):
    """One line of a form."""

    code: str
    kind: QuestionKind
    label: Words
    highest: int = Field(description="Of a SCALE: its highest point")
    choices: list[ChoiceResponse]
    required: bool


class FeedbackFormResponse(Answer):
    """One version of a form."""

    code: str
    version: int
    title: Words
    questions: list[QuestionResponse]


class PublishedFormResponse(FeedbackFormResponse):
    """One version of a form, with who published it and why."""

    published_by: UUID
    published_at: datetime
    reason: str

    @classmethod
    def of(cls, kept: FeedbackFormVersion) -> Self:
        form = FeedbackFormResponse.model_validate(form_from(kept.content))
        return cls(
            **{name: getattr(form, name) for name in FeedbackFormResponse.model_fields},
            published_by=kept.published_by,
            published_at=kept.published_at,
            reason=kept.reason,
        )


class FeedbackFormsResponse(Answer):
    """By code, the newest version first."""

    items: list[PublishedFormResponse]


class FeedbackOpeningRequest(Body):
    form: Code = Field(examples=["TRAINEE_FEEDBACK"])
    version: Annotated[Count, Field(ge=1)] = Field(examples=[1])
    closes_at: Instant | None = Field(
        default=None,
        description="Until when members answer; what they answered is shown all at once then. Null: until it is "
        "closed by a date given later; shown five answers at a time",
        examples=["2026-07-31T18:00:00+08:00"],
    )


class FeedbackResponse(Answer):
    """The form that is open for a class and how many have answered it."""

    form: FeedbackFormResponse
    opened_by: UUID
    opened_at: datetime
    closes_at: datetime | None
    open: bool = Field(description="Whether members can still answer")
    answered: int
    members: int
    has_answered: bool | None = Field(description="Whether the viewer has; null for who is no member")

    @classmethod
    def of(
        cls,
        form: FeedbackForm,
        opening: FeedbackOpening,
        *,
        is_open: bool,
        answered: int,
        members: int,
        has_answered: bool | None,
    ) -> Self:
        return cls(
            form=FeedbackFormResponse.model_validate(form),
            opened_by=opening.opened_by,
            opened_at=opening.opened_at,
            closes_at=opening.closes_at,
            open=is_open,
            answered=answered,
            members=members,
            has_answered=has_answered,
        )


class FeedbackAnswerItem(Body):
    """The answer to one question: a point on its scale, the code of a choice, or a text."""

    question: Code = Field(examples=["CONTENT"])
    point: Count | None = Field(default=None, examples=[5])
    choice: Code | None = None
    text: Sentence | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if sum(one is not None for one in (self.point, self.choice, self.text)) != 1:
            raise unacceptable(zh="须提供 point、choice、text 之一", en="one of point, choice and text is needed")
        return self

    @property
    def value(self) -> int | str:
        return next(one for one in (self.point, self.choice, self.text) if one is not None)


class FeedbackAnswerRequest(BulkBody):
    answers: list[FeedbackAnswerItem] = Field(min_length=1, max_length=50)

    @model_validator(mode="after")
    def _once_each(self) -> Self:
        if len({one.question for one in self.answers}) < len(self.answers):
            raise unacceptable(zh="同一问题只能回答一次", en="a question is answered once")
        return self

    def given(self) -> Given:
        return {one.question: one.value for one in self.answers}


class FeedbackThanksResponse(Answer):
    """That the answer was kept, and nothing by which it could be found again."""

    has_answered: bool


class QuestionStatisticsResponse(Answer):
    """One question's answers together."""

    code: str
    kind: QuestionKind
    label: Words
    answered: int
    counts: dict[str, int] = Field(description="Of a SCALE by point, of a CHOICE by code")
    mean: Amount | None = Field(description="Of a SCALE, to four places")
    texts: list[str] = Field(description="In no order of time")

    @classmethod
    def of(cls, one: QuestionStatistics) -> Self:
        return cls(
            code=one.question.code,
            kind=one.question.kind,
            label=Words(zh=one.question.label.zh, en=one.question.label.en),
            answered=one.answered,
            counts=dict(one.counts),
            mean=None if one.mean is None else shown(one.mean),
            texts=list(one.texts),
        )


class FeedbackStatisticsResponse(Answer):
    """What a class answered together."""

    form: str
    version: int
    answers: int
    shown: int = Field(description="On how many of them the statistics rest")
    withheld: bool = Field(
        description=f"Nobody is shown any: fewer than {FEWEST_ANSWERS} answers, or a form with a date that is open yet"
    )
    waiting: int = Field(description="How many are not shown: too few of them, or the form is open until its date")
    note: Words | None = Field(description="What becomes of those; null where all are shown")
    questions: list[QuestionStatisticsResponse]

    @classmethod
    def of(cls, found: FeedbackStatistics) -> Self:
        return cls(
            form=found.form.code,
            version=found.form.version,
            answers=found.answers,
            shown=found.shown,
            withheld=found.withheld,
            waiting=found.waiting,
            note=None if found.note is None else Words(zh=found.note.zh, en=found.note.en),
            questions=[QuestionStatisticsResponse.of(one) for one in found.questions],
        )


class FeedbackReminderResponse(Answer):
    """A member who has not answered yet."""

    teacher_id: UUID
    school_id: UUID


def forms_of(kept: Sequence[FeedbackFormVersion]) -> FeedbackFormsResponse:
    return FeedbackFormsResponse(items=[PublishedFormResponse.of(one) for one in kept])
