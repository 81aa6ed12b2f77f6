"""Bodies of enrolments, nominations and the summary."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from services.platform.errors import DomainError
from services.platform.types import Answer, Body, Flag, Id, Sentence
from services.registration.models import EligibilityOverride, Enrolment
from services.registration.queries import Counts, ListedEnrolment
from services.registration.rules import ClassStatus, EnrolmentStatus, Source


class EnrolmentRequest(Body):
    """A teacher enrols for himself."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"accept_waiting": True}]})

    accept_waiting: Annotated[Flag, Field(description="Stand in line where no place is free")] = True


class OverrideRequest(Body):
    """Why a teacher shall have a place although a clause bars him."""

    teacher_id: Id
    reason: Sentence


class NominationsRequest(Body):
    """Teachers in the order in which they shall get places."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "teacher_ids": [
                        "0199a000-0000-7000-8000-0000000000a1",
                        "0199a000-0000-7000-8000-0000000000a2",
                    ],
                    "accept_waiting": True,
                    "accept_clash": False,
                    "overrides": [
                        {
                            "teacher_id": "0199a000-0000-7000-8000-0000000000a2",
                            "reason": "上次参训因病中途退出,未领取结业证书,经教育局同意再次选送",
                        }
                    ],
                }
            ]
        }
    )

    teacher_ids: Annotated[list[Id], Field(min_length=1, max_length=500)]
    accept_waiting: Annotated[Flag, Field(description="Stand in line where no place is free")] = True
    accept_clash: Annotated[Flag, Field(description="Enrol although another class meets at the same time")] = False
    overrides: Annotated[
        list[OverrideRequest], Field(max_length=500, description="Reasons to let in whom a clause bars")
    ] = Field(default_factory=list)


class WithdrawalRequest(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "与学校期中考试监考冲突"}]})

    reason: Sentence


class EnrolmentResponse(Answer):
    """A place in a class, or a number in its line. School, title and post are those of the day it was confirmed."""

    enrolment_id: UUID
    class_id: UUID
    teacher_id: UUID
    status: EnrolmentStatus
    waiting_position: Annotated[int | None, Field(description="1 is the head of the line; null unless WAITING")] = None
    revision: int
    source: Source
    school_id: UUID
    title: str | None
    title_tier: str | None
    post: str
    entered_at: datetime
    confirmed_at: datetime | None
    withdrawn_at: datetime | None
    withdrawal_reason: str | None


class OverrideResponse(Answer):
    """A clause that a person set aside for this enrolment."""

    clause_id: str
    bar: str
    cited: Annotated[list[UUID], Field(description="Entries of the book that the clause went by")]
    reason: str
    overridden_by: Annotated[UUID, Field(description="The account of who decided")]
    overridden_at: datetime


class ListedEnrolmentResponse(EnrolmentResponse):
    staff_number: str | None
    teacher_name: str | None
    clashes: Annotated[bool, Field(description="Another class of the teacher meets at the same time")]
    class_title: str
    class_status: ClassStatus
    overrides: Annotated[list[OverrideResponse], Field(description="Clauses set aside to let the teacher in")]


class NominationProblem(Answer):
    """Why one teacher of a list was refused, in the words of a problem document."""

    type: Annotated[str, Field(examples=["urn:xuefen:problem:time-clash"])]
    title: str
    status: int
    detail: str
    facts: dict[str, str]


class NominationResponse(Answer):
    teacher_id: UUID
    result: Literal["CONFIRMED", "WAITING", "REFUSED"]
    enrolment_id: UUID | None = None
    waiting_position: int | None = None
    problem: NominationProblem | None = None


class NominationsResponse(Answer):
    """One answer per teacher, in the order asked."""

    items: list[NominationResponse]
    confirmed: int
    waiting: int
    refused: int


class SummaryResponse(Answer):
    """Counts of the district; places are those of classes that are not cancelled."""

    plans: int
    programs: int
    classes: dict[ClassStatus, int]
    meetings: int
    cancelled_meetings: int
    places: int
    places_taken: int
    enrolments: dict[EnrolmentStatus, int]


def enrolment_response(enrolment: Enrolment, *, waiting_position: int | None = None) -> EnrolmentResponse:
    return EnrolmentResponse.model_validate(enrolment).model_copy(update={"waiting_position": waiting_position})


def listed_enrolment_response(
    row: ListedEnrolment, names: Mapping[UUID, tuple[str, str]], overrides: Sequence[EligibilityOverride]
) -> ListedEnrolmentResponse:
    staff_number, teacher_name = names.get(row.enrolment.teacher_id, (None, None))
    known = enrolment_response(row.enrolment, waiting_position=row.waiting_position)
    return ListedEnrolmentResponse(
        **dict(known),
        staff_number=staff_number,
        teacher_name=teacher_name,
        clashes=row.clashes,
        class_title=row.class_title,
        class_status="CANCELLED" if row.class_status == "CANCELLED" else "SCHEDULED",
        overrides=[OverrideResponse.model_validate(override) for override in overrides],
    )


def nomination_response(
    *,
    teacher_id: UUID,
    enrolment: Enrolment | None,
    waiting_position: int | None,
    refusal: DomainError | None,
    language: str,
) -> NominationResponse:
    if refusal is not None or enrolment is None:
        return NominationResponse(
            teacher_id=teacher_id, result="REFUSED", problem=_problem(refusal, language) if refusal else None
        )
    return NominationResponse(
        teacher_id=teacher_id,
        result="WAITING" if enrolment.status == "WAITING" else "CONFIRMED",
        enrolment_id=enrolment.enrolment_id,
        waiting_position=waiting_position,
    )


def nominations_response(items: list[NominationResponse]) -> NominationsResponse:
    results = [item.result for item in items]
    return NominationsResponse(
        items=items,
        confirmed=results.count("CONFIRMED"),
        waiting=results.count("WAITING"),
        refused=results.count("REFUSED"),
    )


def summary_response(counts: Counts) -> SummaryResponse:
    return SummaryResponse.model_validate(counts)


def _problem(refusal: DomainError, language: str) -> NominationProblem:
    return NominationProblem(
        type=f"urn:xuefen:problem:{refusal.slug()}",
        title=refusal.title.in_language(language),
        status=refusal.status,
        detail=refusal.sentence.in_language(language),
        facts=refusal.facts,
    )
