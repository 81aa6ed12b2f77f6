"""Parts that several answers share: sentences, award lines, answers per item."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints

from services.assessment.rules import Answered
from services.platform.errors import Text
from services.platform.types import Amount, Answer


class Words(Answer):
    """A sentence in both languages."""

    zh: str
    en: str

    @classmethod
    def all_of(cls, texts: Iterable[Text]) -> list[Self]:
        return [cls(zh=text.zh, en=text.en) for text in texts]


class AwardResponse(Answer):
    """One line for the book; it lies within one year of the pack."""

    line: int
    hours: Amount = Field(description="学时")
    credits: Amount = Field(description="学分")
    category: str
    level: str
    original_level: str | None = Field(description="The program's own level, where a rule booked the award elsewhere")
    mode: str
    nature: str
    kind: str
    tags: list[str]
    earned_from: date
    earned_to: date
    rules: list[str] = Field(description="Clauses of the pack that were applied")

    @classmethod
    def all_of(cls, lines: Iterable[Any]) -> list[Self]:
        """From stored lines or from values."""
        return [cls.model_validate(line) for line in lines]


class ItemProblem(Answer):
    """Why one item was refused, by the same stable types as problem documents."""

    type: str = Field(examples=["urn:xuefen:problem:wrong-assessor"])
    title: str


class ItemResponse(Answer):
    """What became of one item of the request."""

    teacher_id: UUID
    component: str | None = None
    result: Literal["RECORDED", "UNCHANGED", "CERTIFIED", "CONFIRMED", "OPENED", "REFUSED"]
    revision: int | None = Field(default=None, description="The revision that was published, where one was")
    problem: ItemProblem | None = None

    @classmethod
    def of(cls, answered: Answered, *, language: str) -> Self:
        problem = None
        if answered.refusal is not None:
            problem = ItemProblem(
                type=f"urn:xuefen:problem:{answered.refusal.slug()}",
                title=answered.refusal.title.in_language(language),
            )
        return cls(
            teacher_id=answered.teacher_id,
            component=answered.component,
            result=answered.result,
            revision=answered.revision,
            problem=problem,
        )


PreviewHash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class ItemsResponse(Answer):
    """One answer per item, in the order of the request."""

    items: list[ItemResponse]

    @classmethod
    def of(cls, answers: Iterable[Answered], *, language: str) -> Self:
        return cls(items=[ItemResponse.of(answered, language=language) for answered in answers])
