"""Bodies of moves: from district to district, school into school, and teachers who are one person."""

from datetime import date, datetime
from typing import Literal, Self
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator

from services.directory.schemas.people import Post, Stage, Tier
from services.platform.types import Answer, Body, Code, Day, DistrictId, Id, Name, Sentence, unacceptable

DepartureState = Literal["DEPARTED", "RECEIVED", "WITHDRAWN"]
ArrivalState = Literal["EXPECTED", "RECEIVED", "WITHDRAWN"]
MergeState = Literal["PROPOSED", "REJECTED", "WITHDRAWN", "MERGED", "UNDO_PROPOSED", "UNDONE"]


class DepartureRequest(Body):
    new_district_id: DistrictId = Field(examples=[341826])
    last_day: Day = Field(examples=["2026-08-31"], description="The last day here; the new district begins after it")
    reason: Sentence = Field(examples=["调往邻县任教,调令〔2026〕17号。"])


class DepartureResponse(Answer):
    """A teacher who was let go. The letter of transfer bears `transfer_id`: by it the new district receives."""

    transfer_id: UUID
    teacher_id: UUID
    person_id: UUID = Field(description="The person's number in the whole country")
    new_district_id: int
    last_day: date
    reason: str
    state: DepartureState = Field(description="RECEIVED once the new district has appointed the person")
    received_from: date | None = Field(description="First day in the new district, once it is told")
    decided_by: UUID
    decided_at: datetime
    withdrawn_by: UUID | None
    withdrawn_at: datetime | None


class FactBrought(Answer):
    kind: str
    code: str
    valid_from: date
    valid_to: date | None


class ArrivalResponse(Answer):
    """Somebody whom another district sent here, without a name: names are told by the papers."""

    transfer_id: UUID
    former_district_id: int
    person_id: UUID
    last_day: date = Field(description="In the former district")
    facts: list[FactBrought] = Field(description="Degrees, certificates held and leaves that come along")
    state: ArrivalState
    teacher_id: UUID | None = Field(description="As whom the person was received here")
    first_day: date | None
    received_by: UUID | None
    received_at: datetime | None
    announced_at: datetime


class NewTeacherRequest(Body):
    """As whom somebody is entered who never stood in the district's list."""

    staff_number: Code = Field(examples=["T0931"])
    name: Name = Field(examples=["李晓梅"])
    hire_date: Day = Field(examples=["2012-09-01"])
    birth_date: Day | None = None
    retire_date: Day | None = None


class ReceptionRequest(Body):
    """Where the person begins, and as whom: `teacher_id` of who stands here already, or `new`."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "new": {"staff_number": "T0931", "name": "李晓梅", "hire_date": "2012-09-01"},
                    "school_id": "01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b12",
                    "first_day": "2026-09-01",
                    "post": "TEACHER",
                    "stage": "PRIMARY",
                    "subject": "语文",
                    "title": "一级教师",
                    "title_tier": "MIDDLE",
                }
            ]
        }
    )

    teacher_id: Id | None = None
    new: NewTeacherRequest | None = None
    school_id: Id
    first_day: Day
    post: Post = "TEACHER"
    stage: Stage = "PRIMARY"
    subject: Name | None = None
    title: Name | None = None
    title_tier: Tier | None = None

    @model_validator(mode="after")
    def one_of_both(self) -> Self:
        if (self.teacher_id is None) == (self.new is None):
            raise unacceptable(zh="teacher_id 与 new 须填且只填一项", en="give either teacher_id or new")
        return self


class SchoolMergerRequest(Body):
    into_school_id: Id = Field(examples=["01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b12"])
    merged_on: Day = Field(examples=["2026-09-01"], description="First day as part of the other school")
    reason: Sentence = Field(examples=["布局调整,县教育局〔2026〕21号文。"])


class SchoolMergerResponse(Answer):
    school_id: UUID
    into_school_id: UUID
    merged_on: date
    reason: str
    teachers: int = Field(description="How many go on at the other school")
    units: int = Field(description="Teams and pairs that go on there")
    decided_by: UUID
    decided_at: datetime


class TeacherMergeRequest(Body):
    teacher_id: Id = Field(
        description="The one of the two who is not to go on", examples=["01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b13"]
    )
    into_teacher_id: Id = Field(
        description="As whom the person goes on", examples=["01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b12"]
    )
    reason: Sentence = Field(examples=["同一人先后以两个工号登记,经核对档案确认。"])


class TeacherMergeUndoRequest(Body):
    reason: Sentence = Field(examples=["经复核,两人同名,并非同一人。"])


class TeacherMergeDecisionRequest(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"decision": "APPROVED", "reason": "档案已核对"}]})

    decision: Literal["APPROVED", "REJECTED", "WITHDRAWN"]
    reason: Sentence | None = None


class TeacherMergeStepResponse(Answer):
    """What was proposed or decided, by which account."""

    number: int
    step: Literal[
        "PROPOSED",
        "APPROVED",
        "REJECTED",
        "WITHDRAWN",
        "UNDO_PROPOSED",
        "UNDO_APPROVED",
        "UNDO_REJECTED",
        "UNDO_WITHDRAWN",
    ]
    reason: str | None
    by_account: UUID
    at: datetime


class TeacherMergeResponse(Answer):
    """Two teachers who are said to be one person. Entries follow in the ledger within moments."""

    merge_id: UUID
    teacher_id: UUID
    into_teacher_id: UUID
    state: MergeState
    steps: list[TeacherMergeStepResponse]
