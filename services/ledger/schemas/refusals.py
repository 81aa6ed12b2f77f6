"""Why one of many was refused, said beside the others."""

from typing import Self

from pydantic import Field

from services.platform.errors import DomainError
from services.platform.types import Answer


class RefusalResponse(Answer):
    """The fact, as the same request for one alone would have been answered."""

    code: str = Field(description="The end of the problem's type", examples=["not-at-that-school"])
    sentence_zh: str
    sentence_en: str

    @classmethod
    def of(cls, refusal: DomainError) -> Self:
        return cls(code=refusal.slug(), sentence_zh=refusal.sentence.zh, sentence_en=refusal.sentence.en)
