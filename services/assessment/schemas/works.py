"""Bodies about works: deadlines, versions handed in, returns, defences."""

from datetime import datetime
from typing import Literal, Self
from uuid import UUID

from pydantic import ConfigDict, Field

from services.assessment.models import DefenceHeld, Submission, SubmissionReturn, WorkDeadline
from services.assessment.rules import Work
from services.assessment.schemas.files import FileResponse
from services.assessment.schemas.parts import Words
from services.platform.files import StoredFile
from services.platform.types import Answer, Body, BulkBody, Code, Day, Id, Instant, Name, Sentence

_TEACHER = "01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b12"


class WorkDeadlineRequest(Body):
    due_at: Instant | None = Field(description="Null: no deadline any more", examples=["2025-11-30T18:00:00+08:00"])
    reason: Sentence | None = Field(default=None, examples=["按开班通知"])


class WorkResponse(Answer):
    """A work that the scheme names, with what was said last of its deadline."""

    work: str
    label: Words
    due_at: datetime | None
    set_by: UUID | None
    set_at: datetime | None
    reason: str | None

    @classmethod
    def of(cls, work: Work, deadline: WorkDeadline | None) -> Self:
        return cls(
            work=work.code,
            label=Words(zh=work.label.zh, en=work.label.en),
            due_at=deadline.due_at if deadline else None,
            set_by=deadline.set_by if deadline else None,
            set_at=deadline.set_at if deadline else None,
            reason=deadline.reason if deadline else None,
        )


class WorksResponse(Answer):
    """In the order of the scheme."""

    items: list[WorkResponse]


class SubmissionRequest(Body):
    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "work": "DIAGNOSTIC",
                    "file_ids": ["01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b77"],
                    "note": "诊断课教学设计第一稿",
                }
            ]
        },
    )

    work: Code
    file_ids: list[Id] = Field(min_length=1, max_length=20, description="One's own files, from `post_file`")
    note: Sentence | None = None


class ReturnRequest(Body):
    reason: Sentence = Field(examples=["缺少教学反思,请补充后重新提交"])


class SubmissionResponse(Answer):
    """A version of a work. HANDED_IN is the one that counts; a RETURNED one counts for nothing until another comes."""

    submission_id: UUID
    teacher_id: UUID
    work: str
    version: int
    state: Literal["HANDED_IN", "REPLACED", "RETURNED"]
    late: bool = Field(description="After the deadline as it stood then, by the server's time")
    due_at: datetime | None
    handed_in_at: datetime
    note: str | None
    files: list[FileResponse]
    returned_by: UUID | None
    returned_at: datetime | None
    return_reason: str | None

    @classmethod
    def of(
        cls,
        submission: Submission,
        returned: SubmissionReturn | None,
        *,
        state: str,
        files: tuple[StoredFile, ...],
    ) -> Self:
        return cls.model_validate(
            {
                "submission_id": submission.submission_id,
                "teacher_id": submission.teacher_id,
                "work": submission.work,
                "version": submission.version,
                "state": state,
                "late": submission.late,
                "due_at": submission.due_at,
                "handed_in_at": submission.handed_in_at,
                "note": submission.note,
                "files": [FileResponse.model_validate(file) for file in files],
                "returned_by": returned.returned_by if returned else None,
                "returned_at": returned.returned_at if returned else None,
                "return_reason": returned.reason if returned else None,
            }
        )


class PanelMember(Body):
    """Who sat on the panel; of a teacher of the district the id too."""

    name: Name = Field(examples=["周教研员"])
    person_id: Id | None = None


class DefenceItem(Body):
    teacher_id: Id = Field(examples=[_TEACHER])
    work: Code = Field(examples=["DIAGNOSTIC"])
    result: Literal["PASSED", "FAILED"]
    remark: Sentence | None = Field(default=None, examples=["目标明确,环节完整"])


class DefencesRequest(BulkBody):
    held_on: Day = Field(examples=["2025-11-20"])
    panel: list[PanelMember] = Field(min_length=1, max_length=20)
    items: list[DefenceItem] = Field(min_length=1, max_length=500)


class PanelMemberResponse(Answer):
    name: str
    person_id: UUID | None


class DefenceResponse(Answer):
    """A defence as it was recorded; of several of one work the one recorded last counts."""

    defence_id: UUID
    teacher_id: UUID
    work: str
    held_on: Day
    result: Literal["PASSED", "FAILED"]
    panel: list[PanelMemberResponse]
    remark: str | None
    recorded_by: UUID
    recorded_at: datetime

    @classmethod
    def of(cls, held: DefenceHeld) -> Self:
        return cls(
            defence_id=held.defence_id,
            teacher_id=held.teacher_id,
            work=held.work,
            held_on=held.held_on,
            result="PASSED" if held.passed else "FAILED",
            panel=[PanelMemberResponse.model_validate(one) for one in held.panel],
            remark=held.remark,
            recorded_by=held.recorded_by,
            recorded_at=held.recorded_at,
        )
