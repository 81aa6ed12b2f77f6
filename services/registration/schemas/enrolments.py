"""Bodies of enrolments, nominations and the summary."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from services.platform.errors import DomainError
from services.platform.types import Answer, Body, BulkBody, Count, Flag, Id, Sentence
from services.registration.models import EligibilityOverride, Enrolment, Offer
from services.registration.queries import Counts, ListedEnrolment
from services.registration.rules import (
    USUAL_PRIORITY,
    ClassStatus,
    EnrolmentStatus,
    OfferState,
    Review,
    Source,
    WaitingReason,
    told_withdrawal,
)

# What a nomination can lead to at once.
_RESULTS: Final[Mapping[str, Literal["CONFIRMED", "WAITING", "PENDING", "APPLIED"]]] = {
    "CONFIRMED": "CONFIRMED",
    "WAITING": "WAITING",
    "PENDING": "PENDING",
    "APPLIED": "APPLIED",
}


class EnrolmentRequest(Body):
    """A teacher enrols for himself."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"accept_waiting": True}]})

    accept_waiting: Annotated[Flag, Field(description="Stand in line where no place is free")] = True


class OverrideRequest(Body):
    """Why a teacher shall have a place although a clause bars him."""

    teacher_id: Id
    reason: Sentence


class NominationsRequest(BulkBody):
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
                    "priority": 5,
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
    priority: Annotated[
        Count, Field(ge=1, le=9, description="For a class that allocates: 1 comes first; only the district gives it")
    ] = USUAL_PRIORITY


class GroupRequest(Body):
    """Colleagues of one school who enter together or not at all."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "teacher_ids": [
                        "0199a000-0000-7000-8000-0000000000a1",
                        "0199a000-0000-7000-8000-0000000000a2",
                    ],
                    "accept_waiting": True,
                    "overrides": [],
                }
            ]
        }
    )

    teacher_ids: Annotated[list[Id], Field(min_length=2, max_length=100)]
    accept_waiting: Annotated[Flag, Field(description="Stand in line as one where not enough places are free")] = True
    overrides: Annotated[list[OverrideRequest], Field(max_length=100)] = Field(default_factory=list)


class OfferAnswerRequest(Body):
    """Whether the offered place is taken."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"answer": "ACCEPT", "reason": None}]})

    answer: Literal["ACCEPT", "DECLINE"]
    reason: Sentence | None = None


class PriorityRequest(Body):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"priority": 1, "reason": "乡村学校新入职教师,优先安排"}]}
    )

    priority: Annotated[Count, Field(ge=1, le=9, description="1 comes first; 5 unless said otherwise")]
    reason: Sentence


class WithdrawalRequest(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "与学校期中考试监考冲突"}]})

    reason: Sentence


class EnrolmentResponse(Answer):
    """A place in a class, or a number in its line. School, title and post are those of the day it was confirmed."""

    enrolment_id: UUID
    class_id: UUID
    teacher_id: UUID
    status: EnrolmentStatus
    review: Annotated[Review | None, Field(description="Whose review a PENDING one awaits")]
    waiting_position: Annotated[int | None, Field(description="1 is the head of the line; null unless WAITING")] = None
    revision: int
    source: Source
    group_id: Annotated[UUID | None, Field(description="Those who enter together or not at all")]
    priority: int
    school_id: UUID
    title: str | None
    title_tier: str | None
    post: str
    entered_at: datetime
    confirmed_at: datetime | None
    withdrawn_at: datetime | None
    withdrawal_reason: Annotated[str | None, Field(description="In Chinese, or in the words of who withdrew it")]
    withdrawal_reason_en: Annotated[
        str | None, Field(description="The same in English; the words of who withdrew it as they are")
    ] = None


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
    waiting_reason: Annotated[
        WaitingReason | None,
        Field(
            description="Why who waits has no place: FULL; POOL_FULL, what is kept for his school is claimed; "
            "KEPT_FOR_SCHOOLS, what is free is kept for others; NOT_SHARED_OUT, the district has not shared the places "
            "out yet; NOT_IN_POST, NOT_ELIGIBLE, TIME_CLASH or "
            "GROUP_TOO_LARGE, a free place went past him for that; CLOSED, the class gives no more places"
        ),
    ]
    offer_expires_at: Annotated[datetime | None, Field(description="Until when an OFFERED place can be accepted")]
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
    result: Literal["CONFIRMED", "WAITING", "PENDING", "APPLIED", "REFUSED"]
    enrolment_id: UUID | None = None
    waiting_position: int | None = None
    problem: NominationProblem | None = None


class NominationsResponse(Answer):
    """One answer per teacher, in the order asked."""

    items: list[NominationResponse]
    confirmed: int
    waiting: int
    pending: Annotated[int, Field(description="Await a review")]
    applied: Annotated[int, Field(description="Await the allocation")]
    refused: int


class GroupResponse(Answer):
    """A group as it entered: all CONFIRMED, or all WAITING with the position of its first."""

    group_id: UUID
    status: EnrolmentStatus
    waiting_position: int | None
    enrolments: list[EnrolmentResponse]


class OfferResponse(Answer):
    """A place held for somebody from the line."""

    offer_id: UUID
    enrolment_id: UUID
    class_id: UUID
    teacher_id: UUID
    staff_number: str | None
    teacher_name: str | None
    offered_at: datetime
    expires_at: datetime
    state: OfferState
    settled_at: datetime | None
    settled_by: Annotated[UUID | None, Field(description="Null where time itself decided")]


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
    reason_zh, reason_en = told_withdrawal(enrolment.withdrawal_reason)
    return EnrolmentResponse.model_validate(enrolment).model_copy(
        update={
            "waiting_position": waiting_position,
            "withdrawal_reason": reason_zh,
            "withdrawal_reason_en": reason_en,
        }
    )


def group_response(group_id: UUID, enrolments: Sequence[Enrolment], *, waiting_position: int | None) -> GroupResponse:
    members = [enrolment_response(enrolment) for enrolment in enrolments]
    return GroupResponse(
        group_id=group_id, status=members[0].status, waiting_position=waiting_position, enrolments=members
    )


def offer_response(offer: Offer, teacher_id: UUID, names: Mapping[UUID, tuple[str, str]]) -> OfferResponse:
    staff_number, teacher_name = names.get(teacher_id, (None, None))
    facts = {column.key: getattr(offer, column.key) for column in Offer.__table__.columns}
    return OfferResponse.model_validate(
        {**facts, "teacher_id": teacher_id, "staff_number": staff_number, "teacher_name": teacher_name}
    )


def listed_enrolment_response(
    row: ListedEnrolment,
    names: Mapping[UUID, tuple[str, str]],
    overrides: Sequence[EligibilityOverride],
    waiting_reason: WaitingReason | None,
) -> ListedEnrolmentResponse:
    staff_number, teacher_name = names.get(row.enrolment.teacher_id, (None, None))
    known = enrolment_response(row.enrolment, waiting_position=row.waiting_position)
    return ListedEnrolmentResponse(
        **dict(known),
        staff_number=staff_number,
        teacher_name=teacher_name,
        waiting_reason=waiting_reason,
        offer_expires_at=row.offer_expires_at,
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
            teacher_id=teacher_id, result="REFUSED", problem=problem_of(refusal, language) if refusal else None
        )
    return NominationResponse(
        teacher_id=teacher_id,
        result=_RESULTS[enrolment.status],
        enrolment_id=enrolment.enrolment_id,
        waiting_position=waiting_position,
    )


def nominations_response(items: list[NominationResponse]) -> NominationsResponse:
    results = [item.result for item in items]
    return NominationsResponse(
        items=items,
        confirmed=results.count("CONFIRMED"),
        waiting=results.count("WAITING"),
        pending=results.count("PENDING"),
        applied=results.count("APPLIED"),
        refused=results.count("REFUSED"),
    )


def summary_response(counts: Counts) -> SummaryResponse:
    return SummaryResponse.model_validate(counts)


def problem_of(refusal: DomainError, language: str) -> NominationProblem:
    """A refusal of one item of a list, as a problem document would tell it."""
    return NominationProblem(
        type=f"urn:xuefen:problem:{refusal.slug()}",
        title=refusal.title.in_language(language),
        status=refusal.status,
        detail=refusal.sentence.in_language(language),
        facts=refusal.facts,
    )
