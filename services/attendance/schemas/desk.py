"""Bodies of what a person does at the desk: roll calls, entries by hand, annulments, where a place is."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator

from services.attendance.rules import Phase, words_of
from services.attendance.schemas.check_in import CheckInResponse
from services.platform.errors import DomainError
from services.platform.types import (
    Answer,
    Body,
    Code,
    Count,
    Id,
    Instant,
    Name,
    Sentence,
    unacceptable,
)

_TEACHER = "0199a2b4-3c1d-7e55-9a10-5b7c2f6d8e01"
_MOST_PEOPLE = 200


class _OfPhase(Body):
    phase: Phase = Field(examples=["IN"])
    roll: Count = Field(default=0, le=20, description="Which roll call, where the phase is ROLL", examples=[0])

    @model_validator(mode="after")
    def a_roll_has_a_number(self) -> Self:
        if (self.phase is Phase.ROLL) != (self.roll > 0):
            raise unacceptable(
                zh="点名须有序号，签到签退没有", en="a roll call has a number, coming and leaving have none"
            )
        return self


class PersonRequest(Body):
    """Whom: by id, by staff number, or, of the class list, by name."""

    teacher_id: Id | None = Field(default=None, examples=[_TEACHER])
    staff_number: Code | None = Field(default=None, examples=[None])
    name: Name | None = Field(default=None, examples=[None])

    @model_validator(mode="after")
    def one_way(self) -> Self:
        if [self.teacher_id, self.staff_number, self.name].count(None) != 2:
            raise unacceptable(
                zh="须提供 teacher_id、staff_number、name 之一", en="one of teacher_id, staff_number and name is needed"
            )
        return self


class SignatureRequest(PersonRequest):
    signed_at: Instant | None = Field(
        default=None, description="The time written beside it, if there is one", examples=["2026-10-10T08:55:00+08:00"]
    )


class HelpedCheckInsRequest(_OfPhase):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"phase": "IN", "people": [{"staff_number": "T001"}], "reason": "手机没电,本人在场"}]
        }
    )

    people: list[PersonRequest] = Field(min_length=1, max_length=_MOST_PEOPLE)
    reason: Sentence


class PaperListRequest(_OfPhase):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "phase": "IN",
                    "people": [{"staff_number": "T002", "signed_at": "2026-10-10T08:55:00+08:00"}],
                    "reason": "会场没有网络,纸质签到",
                    "reference": "签到册 2026-10 第3页",
                }
            ]
        }
    )

    people: list[SignatureRequest] = Field(min_length=1, max_length=_MOST_PEOPLE)
    reason: Sentence
    reference: Name | None = Field(default=None, description="The photo, file or page that shows it")


class EntryProblem(Answer):
    """Why one line was refused, in the words of a problem document."""

    type: Annotated[str, Field(examples=["urn:xuefen:problem:unknown-person"])]
    title: str
    status: int
    detail: str
    facts: dict[str, str]


class EntryResponse(Answer):
    line: int = Field(description="Of the request, counted from 0")
    teacher_id: UUID | None
    result: Literal["RECORDED", "ALREADY", "REFUSED"] = Field(
        description="ALREADY: checked in before, by whatever way; that one stands"
    )
    check_in: CheckInResponse | None = None
    problem: EntryProblem | None = None


class EntriesResponse(Answer):
    """One answer per line, in the order asked; a line that is refused never spoils the others."""

    items: list[EntryResponse]
    recorded: int
    already: int
    refused: int


class RollCallRequest(Body):
    minutes: Count = Field(ge=1, le=60, description="How long it is open; never beyond the meeting", examples=[5])


class RollCallResponse(Answer):
    meeting_id: UUID
    roll: int = Field(description="The first of a meeting is 1")
    opens_at: datetime
    closes_at: datetime
    started_by: UUID = Field(description="The account that called it")


class RollAnsweredResponse(RollCallResponse):
    answered: int
    expected: int = Field(description="How many the class list has")


class RollCallsResponse(Answer):
    items: list[RollAnsweredResponse]


class AnnulmentRequest(Body):
    reason: Sentence = Field(examples=["代他人扫码,本人未到场"])


class AnnulmentResponse(Answer):
    check_in_id: UUID
    reason: str = Field(description="As the person wrote it, or in Chinese that the meeting was moved")
    reason_en: str = Field(description="The same, or in English that the meeting was moved")
    annulled_by: UUID = Field(description="The account that annulled; all zeros where the meeting was moved after it")
    annulled_at: datetime

    @classmethod
    def of(cls, annulment: Any) -> Self:
        words = words_of(annulment.reason)
        return cls(
            check_in_id=annulment.check_in_id,
            reason=words.zh,
            reason_en=words.en,
            annulled_by=annulment.annulled_by,
            annulled_at=annulment.annulled_at,
        )


class HandEntryResponse(Answer):
    entered_by: UUID = Field(description="The account that entered it")
    entered_at: datetime
    reason: str
    reference: str | None


class KeptCheckInResponse(CheckInResponse):
    """A check-in with who entered it in the teacher's name, and who took it back."""

    listed: bool = Field(description="On the class list now, whether or not it was when it came")
    entered: HandEntryResponse | None
    annulment: AnnulmentResponse | None = Field(description="What took its effect away, if anything did")


class PlacePositionResponse(Answer):
    """Where a place is, for all meetings of the class at it."""

    class_id: UUID
    place: str
    latitude: float
    longitude: float
    set_by: UUID = Field(description="The account that said so")
    set_at: datetime


def entry_response(
    line: int, *, teacher_id: UUID | None, check_in: Any, is_first: bool, refusal: DomainError | None, language: str
) -> EntryResponse:
    """One line's answer in the reader's language."""
    if refusal is not None:
        problem = EntryProblem(
            type=f"urn:xuefen:problem:{refusal.slug()}",
            title=refusal.title.in_language(language),
            status=refusal.status,
            detail=refusal.sentence.in_language(language),
            facts=refusal.facts,
        )
        return EntryResponse(line=line, teacher_id=teacher_id, result="REFUSED", problem=problem)
    return EntryResponse(
        line=line,
        teacher_id=teacher_id,
        result="RECORDED" if is_first else "ALREADY",
        check_in=CheckInResponse.of(check_in),
    )


def entries_response(items: list[EntryResponse]) -> EntriesResponse:
    results = [item.result for item in items]
    return EntriesResponse(
        items=items,
        recorded=results.count("RECORDED"),
        already=results.count("ALREADY"),
        refused=results.count("REFUSED"),
    )
