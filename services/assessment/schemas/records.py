"""Bodies about records of what was done, held or kept."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, ConfigDict, Field
from pydantic.config import JsonDict

from services.assessment.rules import MOST_RECORDS, KeptRecord
from services.platform.types import Amount, Answer, Body, BulkBody, Code, Day, Id, Name, Sentence, unacceptable

_EXAMPLE: JsonDict = {
    "records": [
        {
            "kind": "LESSON_HEARD",
            "on": "2025-10-16",
            "amount": "1",
            "teacher_id": "01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b12",
            "event": "2025-10-16-三年级数学公开课",
            "role": "LISTENER",
            "level": "SCHOOL",
            "tags": [],
            "title": "听课:三年级数学《周长》",
        },
        {
            "kind": "TEAM_MEETING",
            "on": "2025-10-17",
            "school_id": "01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b21",
            "unit": "数学教研组",
            "title": "数学教研组集体备课",
        },
    ]
}


def _more_than_nothing(value: Decimal) -> Decimal:
    if not value:
        raise unacceptable(zh="须大于零", en="an amount above nothing is needed")
    return value


class RecordRequest(Body):
    """One thing done, held or kept. It is a teacher's, or a school's with, if wanted, one of its units."""

    kind: Annotated[Code, Field(description="A fact of the pack in force on the day")]
    on: Day
    amount: Annotated[Amount, AfterValidator(_more_than_nothing)] = Field(
        default=Decimal(1), description="Pieces, characters, pages: what the kind is counted in"
    )
    teacher_id: Id | None = None
    school_id: Annotated[Id | None, Field(description="Only where it is not a teacher's")] = None
    unit: Annotated[Name | None, Field(description="Team or pair within the school, by its name")] = None
    event: Annotated[Name | None, Field(description="What records of several people have in common")] = None
    class_id: Annotated[Id | None, Field(description="The class that it belongs to")] = None
    role: Code | None = None
    level: Code | None = None
    result: Code | None = None
    tags: Annotated[list[Code], Field(max_length=20)] = Field(default_factory=list)
    title: Name

    def kept(self) -> KeptRecord:
        return KeptRecord(
            kind=self.kind,
            on=self.on,
            amount=self.amount,
            teacher_id=self.teacher_id,
            school_id=self.school_id,
            unit=self.unit,
            event=self.event,
            class_id=self.class_id,
            role=self.role or "",
            level=self.level or "",
            result=self.result or "",
            tags=tuple(self.tags),
            title=self.title,
        )


class RecordsRequest(BulkBody):
    """Entered as a whole or not at all."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    records: Annotated[list[RecordRequest], Field(min_length=1, max_length=MOST_RECORDS)]


class RetractionRequest(Body):
    reason: Sentence = Field(examples=["重复登记,同一节课已由教务处登记"])


class RecordResponse(Answer):
    """A record as it stands; a retracted one counts for nothing any more."""

    record_id: UUID
    revision: int
    kind: str
    on: Annotated[date, Field(validation_alias="held_on")]
    amount: Amount
    teacher_id: UUID | None
    school_id: UUID = Field(description="Of a teacher's record the school on that day")
    unit: str | None
    event: str | None
    class_id: UUID | None
    role: str
    level: str
    result: str
    tags: list[str]
    title: str
    recorded_at: datetime
    retracted_at: datetime | None
    retraction_reason: str | None


class RecordsResponse(Answer):
    """The records in the order of the request."""

    items: list[RecordResponse]
