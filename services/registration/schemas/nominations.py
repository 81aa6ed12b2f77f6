"""Bodies of nominations from spreadsheets."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from services.platform.types import Answer
from services.registration.models import NominationFile
from services.registration.rules import EnrolmentStatus


class NominationCellFault(Answer):
    """What is wrong in which cell; the value itself is never repeated."""

    sheet: str
    row: Annotated[int, Field(description="As the spreadsheet numbers it; the header is row 1")]
    column: Annotated[str, Field(description="The header of the column; empty where the whole row or sheet is meant")]
    code: Annotated[str, Field(examples=["unknown-teacher"])]
    zh: str
    en: str


class NominationFileProblem(Answer):
    """Why one teacher was refused, in the words of a problem document."""

    type: Annotated[str, Field(examples=["urn:xuefen:problem:time-clash"])]
    title_zh: str
    title_en: str
    detail_zh: str
    detail_en: str
    facts: dict[str, str]


class NominationFileItem(Answer):
    """What became of one row."""

    sheet: str
    row: int
    teacher_id: UUID
    result: EnrolmentStatus | Literal["REFUSED"]
    unchanged: Annotated[bool, Field(description="Stood in the class already and stays as he stands")]
    enrolment_id: UUID | None
    waiting_position: int | None
    problem: NominationFileProblem | None


class NominationFileResponse(Answer):
    """What a file of nominations did, or would do. With any error in a cell nothing is applied."""

    file_id: UUID
    class_id: UUID
    school_id: UUID | None
    dry_run: bool
    applied: bool
    rows: int
    errors: list[NominationCellFault]
    items: Annotated[list[NominationFileItem], Field(description="Row by row, in the order of the file")]
    sent_by: UUID
    sent_at: datetime


def nomination_file_response(file: NominationFile) -> NominationFileResponse:
    return NominationFileResponse.model_validate(
        {
            "file_id": file.file_id,
            "class_id": file.class_id,
            "school_id": file.school_id,
            "dry_run": file.dry_run,
            "applied": file.applied,
            "sent_by": file.sent_by,
            "sent_at": file.sent_at,
            **file.report,
        }
    )
