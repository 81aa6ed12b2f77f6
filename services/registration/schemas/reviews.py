"""Bodies of reviews, replacements and absences."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from services.platform.errors import DomainError
from services.platform.types import Answer, Body, Flag, Id, Sentence
from services.registration.models import Absence, AbsenceExcuse, Enrolment, Replacement
from services.registration.queries import ListedAbsence, PendingApplication
from services.registration.rules import DECIDED, Decided, Decision, EnrolmentStatus, Review
from services.registration.schemas.enrolments import EnrolmentResponse, NominationProblem, problem_of

_ENROLMENT_ID = "0199a000-0000-7000-8000-0000000000e1"


class ReviewsRequest(Body):
    """One decision about many applications of a class."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "stage": "SCHOOL",
                    "decision": "RETURN",
                    "enrolment_ids": [_ENROLMENT_ID],
                    "reason": "该时段已安排其承担毕业班教学,请改报下一期",
                }
            ]
        }
    )

    stage: Annotated[Review, Field(description="Whose review this is: the school's of its people, or the class's")]
    decision: Annotated[Decision, Field(description="UNDO takes the last decision of this stage back")]
    enrolment_ids: Annotated[list[Id], Field(min_length=1, max_length=500)]
    reason: Annotated[Sentence | None, Field(description="Needed to return and to undo")] = None


class ReviewedResponse(Answer):
    """What became of one application."""

    enrolment_id: UUID
    result: Decided | Literal["REFUSED"]
    status: Annotated[EnrolmentStatus | None, Field(description="As it stands now; null where nothing was decided")] = (
        None
    )
    review: Annotated[Review | None, Field(description="Which review it awaits next")] = None
    waiting_position: int | None = None
    problem: NominationProblem | None = None


class ReviewsResponse(Answer):
    """One answer per application, in the order asked."""

    items: list[ReviewedResponse]
    decided: int
    refused: int


class PendingApplicationResponse(EnrolmentResponse):
    """An application that awaits a review, with who applied for which class."""

    staff_number: str | None
    teacher_name: str | None
    class_title: str


class ReviewResponse(Answer):
    """One decision about an application; an UNDONE names the step that it takes back."""

    step: int
    stage: Review
    decision: Decided
    reason: str | None
    undoes: int | None
    decided_by: Annotated[UUID, Field(description="The account of who decided")]
    decided_at: datetime


class ReviewHistoryResponse(Answer):
    items: Annotated[list[ReviewResponse], Field(description="In the order in which it was decided")]


class ReplacementRequest(Body):
    """Who takes the seat, and why."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "teacher_id": "0199a000-0000-7000-8000-0000000000a2",
                    "reason": "原学员因病住院,由同校同学科教师顶替",
                    "override_reason": None,
                }
            ]
        }
    )

    teacher_id: Annotated[Id, Field(description="A teacher of the same school")]
    reason: Sentence
    override_reason: Annotated[
        Sentence | None, Field(description="Why the newcomer is let in although a clause bars him")
    ] = None


class ReplacementResponse(Answer):
    """A seat that passed on; both enrolments stay on record."""

    class_id: UUID
    leaving_enrolment_id: UUID
    leaving_teacher_id: UUID
    entering_enrolment_id: UUID
    entering_teacher_id: UUID
    reason: str
    replaced_by: UUID
    replaced_at: datetime


class ListedReplacementResponse(ReplacementResponse):
    leaving_staff_number: str | None
    leaving_name: str | None
    entering_staff_number: str | None
    entering_name: str | None


class MissedMeeting(Answer):
    meeting_id: UUID
    on: date


class ExcuseRequest(Body):
    """Whether the no-show is excused, and why."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"excused": True, "reason": "暴雨致客车停运,学校已说明并附证明"}]}
    )

    excused: Flag
    reason: Sentence


class ExcuseResponse(Answer):
    """One decision about an absence, in order; the last holds."""

    excused: bool
    reason: str
    decided_by: UUID
    decided_at: datetime


class AbsenceResponse(Answer):
    """Who held a place and came to no meeting, without approved leave: a fact, from which nothing follows of itself."""

    class_id: UUID
    teacher_id: UUID
    enrolment_id: UUID
    school_id: UUID
    revision: Annotated[int, Field(description="Of the settlement that says so")]
    meetings: Annotated[list[MissedMeeting], Field(description="What was missed")]
    noted_at: datetime
    excused: Annotated[bool, Field(description="By the last decision about it")]


class ExcusedAbsenceResponse(AbsenceResponse):
    decisions: list[ExcuseResponse]


class ListedAbsenceResponse(AbsenceResponse):
    class_title: str
    staff_number: str | None
    teacher_name: str | None
    excuse: Annotated[ExcuseResponse | None, Field(description="The last decision about it")]


def reviewed_response(
    *,
    enrolment_id: UUID,
    decision: Decision,
    enrolment: Enrolment | None,
    waiting_position: int | None,
    refusal: DomainError | None,
    language: str,
) -> ReviewedResponse:
    if enrolment is None:
        return ReviewedResponse(
            enrolment_id=enrolment_id,
            result="REFUSED",
            problem=problem_of(refusal, language) if refusal is not None else None,
        )
    return ReviewedResponse.model_validate(
        {
            "enrolment_id": enrolment_id,
            "result": DECIDED[decision],
            "status": enrolment.status,
            "review": enrolment.review,
            "waiting_position": waiting_position,
        }
    )


def reviews_response(items: list[ReviewedResponse]) -> ReviewsResponse:
    refused = sum(item.result == "REFUSED" for item in items)
    return ReviewsResponse(items=items, decided=len(items) - refused, refused=refused)


def pending_response(row: PendingApplication, names: Mapping[UUID, tuple[str, str]]) -> PendingApplicationResponse:
    staff_number, name = names.get(row.enrolment.teacher_id, (None, None))
    known = EnrolmentResponse.model_validate(row.enrolment)
    return PendingApplicationResponse(
        **dict(known), staff_number=staff_number, teacher_name=name, class_title=row.class_title
    )


def replacement_response(replacement: Replacement, *, leaving: UUID, entering: UUID) -> ReplacementResponse:
    """`leaving` and `entering` are the teachers."""
    return ReplacementResponse(
        class_id=replacement.class_id,
        leaving_enrolment_id=replacement.leaving_enrolment_id,
        leaving_teacher_id=leaving,
        entering_enrolment_id=replacement.entering_enrolment_id,
        entering_teacher_id=entering,
        reason=replacement.reason,
        replaced_by=replacement.replaced_by,
        replaced_at=replacement.replaced_at,
    )


def listed_replacement_response(
    row: tuple[Replacement, UUID, UUID], names: Mapping[UUID, tuple[str, str]]
) -> ListedReplacementResponse:
    replacement, leaving, entering = row
    leaving_number, leaving_name = names.get(leaving, (None, None))
    entering_number, entering_name = names.get(entering, (None, None))
    return ListedReplacementResponse(
        **dict(replacement_response(replacement, leaving=leaving, entering=entering)),
        leaving_staff_number=leaving_number,
        leaving_name=leaving_name,
        entering_staff_number=entering_number,
        entering_name=entering_name,
    )


def excused_absence_response(absence: Absence, excuses: Sequence[AbsenceExcuse]) -> ExcusedAbsenceResponse:
    decisions = [ExcuseResponse.model_validate(excuse) for excuse in excuses]
    return ExcusedAbsenceResponse(
        **_absence(absence), excused=decisions[-1].excused if decisions else False, decisions=decisions
    )


def listed_absence_response(row: ListedAbsence, names: Mapping[UUID, tuple[str, str]]) -> ListedAbsenceResponse:
    staff_number, name = names.get(row.absence.teacher_id, (None, None))
    excuse = None if row.excuse is None else ExcuseResponse.model_validate(row.excuse)
    return ListedAbsenceResponse(
        **_absence(row.absence),
        excused=excuse is not None and excuse.excused,
        class_title=row.class_title,
        staff_number=staff_number,
        teacher_name=name,
        excuse=excuse,
    )


def _absence(absence: Absence) -> dict[str, object]:
    names = [name for name in AbsenceResponse.model_fields if name != "excused"]
    return {name: getattr(absence, name) for name in names}
