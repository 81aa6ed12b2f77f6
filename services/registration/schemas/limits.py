"""Bodies of the limits of how often one person may enter, and of what was set aside."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, Field

from services.platform.types import Amount, Answer, Body, Code, Count, Id, Sentence
from services.registration.models import EligibilityOverride
from services.registration.queries import Overridden
from services.registration.rules import Alike, EnrolmentStatus, LimitOverride, Measure, Per
from services.registration.schemas.enrolments import OverrideResponse


class EntryLimitRequest(Body):
    """At most so many classes or hours a year or semester, or nobody who was trained at a level before."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "program_id": None,
                    "class_id": None,
                    "measure": "CLASSES",
                    "per": "YEAR",
                    "most": "2",
                    "alike": "ANY",
                    "levels": ["PROVINCIAL", "PREFECTURE"],
                    "within_years": None,
                    "override": "with_reason",
                    "words": "每名教师每学年参加市级以上集中培训不超过两期",
                }
            ]
        }
    )

    program_id: Annotated[Id | None, Field(description="Only for the classes of this program")] = None
    class_id: Annotated[Id | None, Field(description="Only for this class; both null: in the whole district")] = None
    measure: Annotated[
        Measure,
        Field(description="CLASSES or HOURS are counted; TRAINED bars who has an entry of such training in the book"),
    ]
    per: Annotated[Per | None, Field(description="The pack's year or the semester in which a class begins")] = None
    most: Annotated[Amount | None, Field(description="Classes or hours, the class to be entered included")] = None
    alike: Annotated[Alike, Field(description="What is counted together: ANY, of the same KIND, or of the PROGRAM")] = (
        "ANY"
    )
    levels: Annotated[
        list[Code],
        Field(max_length=20, description="Counts only these levels; empty: all, with TRAINED the program's own"),
    ] = Field(default_factory=list)
    within_years: Annotated[
        Count | None, Field(ge=1, le=50, description="With TRAINED: only what was earned in the last years")
    ] = None
    override: Annotated[LimitOverride, Field(description="Whether a reason may let somebody in all the same")] = (
        "with_reason"
    )
    words: Annotated[Sentence, Field(description="What people are told, and where it stands")]


class EntryLimitResponse(Answer):
    """A limit; `ended_at` null means that it is in force."""

    limit_id: UUID
    program_id: UUID | None
    class_id: UUID | None
    measure: Measure
    per: Per | None
    most: Amount | None
    alike: Alike
    levels: list[str]
    within_years: int | None
    override: LimitOverride
    words: str
    set_by: UUID
    set_at: datetime
    ended_by: UUID | None
    ended_at: datetime | None
    end_reason: str | None


class EntryLimitEndRequest(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "本学年名额充足,不再限制"}]})

    reason: Sentence


class OverriddenResponse(Answer):
    """Somebody who was let in although clauses or limits barred him, with each that a person set aside."""

    enrolment_id: UUID
    status: EnrolmentStatus
    teacher_id: UUID
    staff_number: str | None
    teacher_name: str | None
    school_id: UUID
    class_id: UUID
    class_title: str
    overrides: list[OverrideResponse]


def overridden_response(
    row: Overridden, names: Mapping[UUID, tuple[str, str]], overrides: Sequence[EligibilityOverride]
) -> OverriddenResponse:
    staff_number, name = names.get(row.enrolment.teacher_id, (None, None))
    known = ("enrolment_id", "status", "teacher_id", "school_id", "class_id")
    return OverriddenResponse.model_validate(
        {
            **{field: getattr(row.enrolment, field) for field in known},
            "staff_number": staff_number,
            "teacher_name": name,
            "class_title": row.class_title,
            "overrides": [OverrideResponse.model_validate(override) for override in overrides],
        }
    )
