"""Bodies about who may enter a class."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from services.platform.types import Amount, Answer
from services.registration.rules import EnrolmentStatus, Review


class CitedEntry(Answer):
    """An entry of the training history that a clause goes by."""

    entry_id: UUID
    seq: int
    title: str
    level: str
    kind: str
    hours: Amount
    credits: Amount
    earned_from: date
    earned_to: date
    class_id: UUID | None


class EligibilityFinding(Answer):
    """One reason why a teacher may not enter, or why that cannot be known."""

    clause_id: Annotated[
        str,
        Field(
            examples=["LY-01"],
            description="Of the pack; AUDIENCE where the program is for others; LIMIT-… where a limit is reached",
        ),
    ]
    code: str
    barred: Annotated[bool, Field(description="False where a fact is missing that would decide")]
    reason_zh: str
    reason_en: str
    quote: Annotated[str, Field(description="The words of the source, verbatim")]
    source: str
    override: Annotated[
        Literal["with_reason", "never"], Field(description="Whether a nomination may set it aside with a reason")
    ]
    cited: list[CitedEntry]
    missing: Annotated[list[str], Field(description="Facts that nobody has stated")]


class Declaration(Answer):
    clause_id: str
    words: str


class ClashingClass(Answer):
    """The class that holds the teacher's time already."""

    class_id: UUID
    title: str
    starts_at: datetime


class Exemption(Answer):
    """A duty from which the teacher is excused this year, or for the whole cycle where `period` is null."""

    clause_id: str
    period: str | None
    title_zh: str
    title_en: str
    sentence_zh: str
    sentence_en: str
    quote: str
    source: str


class EligibilityResponse(Answer):
    """Whether a teacher may enter a class today, by the pack in force for him, the program and the limits."""

    result: Literal["OPEN", "BARRED", "UNDETERMINED"]
    overridable: bool
    pack_id: Annotated[str | None, Field(description="Null where no pack says who may enter")]
    content_hash: str | None
    findings: list[EligibilityFinding]
    declares: Annotated[list[Declaration], Field(description="What the school declares by nominating, in words")]
    clash: Annotated[
        ClashingClass | None, Field(description="Bars like a finding; a nomination may accept it with `accept_clash`")
    ] = None
    enrolment_id: Annotated[UUID | None, Field(description="Of the place, number or application there is already")] = (
        None
    )
    enrolment_status: EnrolmentStatus | None = None
    first_review: Annotated[
        Review | None,
        Field(
            description="Whose review an application of his own would await first; CLASS also of a teacher who would "
            "be a guest in a school's own class"
        ),
    ] = None
    exempted: Annotated[
        list[Exemption],
        Field(description="Need not be done this year: told so that nobody trains in vain, bars nobody"),
    ] = Field(default_factory=list)
