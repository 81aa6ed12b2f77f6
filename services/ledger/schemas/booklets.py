"""Bodies of booklets."""

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import ConfigDict, Field, StringConstraints

from services.ledger.models import Booklet, BookletCustody
from services.ledger.rules.booklets import Act, BookletState, state_of
from services.ledger.schemas.refusals import RefusalResponse
from services.platform.types import Answer, Body, BulkBody, Day, Id, Name, Sentence

BookletNumber = Annotated[Name, StringConstraints(max_length=60)]


class BookletRequest(Body):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "teacher_id": "0199a0d5-0000-7000-8000-000000000001",
                    "number": "吉继教00012345",
                    "issued_on": "2026-09-01",
                }
            ]
        }
    )

    teacher_id: Id
    number: BookletNumber = Field(description="As it is printed on the booklet; no other has it")
    issued_on: Day


class NumberedBooklet(Body):
    """A booklet for one teacher."""

    teacher_id: Id
    number: BookletNumber


class SchoolBookletsRequest(BulkBody):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "issued_on": "2026-09-01",
                    "items": [{"teacher_id": "0199a0d5-0000-7000-8000-000000000001", "number": "吉继教00012345"}],
                }
            ]
        }
    )

    issued_on: Day
    items: list[NumberedBooklet] = Field(min_length=1, max_length=1000)


class HandoverRequest(Body):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "school_id": "0199a0d5-0000-7000-8000-000000000002",
                    "on": "2026-09-03",
                    "reason": "教师调动，随人事档案移交",
                }
            ]
        }
    )

    school_id: Id | None = Field(
        description="The school where the teacher works on that day; null where the teacher leaves with the booklet"
    )
    on: Day
    reason: Sentence


class LossRequest(Body):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"on": "2026-10-12", "reason": "档案室搬迁中遗失，已登报声明"}]}
    )

    on: Day
    reason: Sentence


class BookletReissueRequest(Body):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"number": "吉继教00067890", "issued_on": "2026-10-20", "reason": "原证书簿遗失，本人申请补发"}
            ]
        }
    )

    number: BookletNumber
    issued_on: Day
    reason: Sentence


class CustodyResponse(Answer):
    """Something that became of a booklet."""

    act: Act
    school_id: UUID = Field(description="Who keeps it from then on; of one that nobody keeps, who kept it last")
    happened_on: date
    reason: str | None
    recorded_by: UUID
    recorded_at: datetime


class BookletResponse(Answer):
    """A booklet, who keeps it, and everything that became of it."""

    booklet_id: UUID
    number: str
    teacher_id: UUID
    edition: int = Field(description="1, and one more with each reissue")
    replaces: UUID | None
    reason: str | None = Field(description="Of a reissue")
    issued_on: date
    state: BookletState = Field(description="GIVEN_OUT: the teacher left with it; REPLACED: no proof any more")
    custodian: UUID = Field(description="The school that keeps it, or kept it last")
    owed_to: UUID | None = Field(description="The school that it should be handed over to: the teacher works there now")
    history: list[CustodyResponse]

    @classmethod
    def of(cls, one: Booklet, history: list[BookletCustody], owed_to: UUID | None) -> Self:
        return cls.model_validate(
            {
                **{name: getattr(one, name) for name in _OF_BOOKLET},
                "state": state_of(history[-1]),
                "custodian": history[-1].school_id,
                "owed_to": owed_to,
                "history": [CustodyResponse.model_validate(step) for step in history],
            }
        )


class BookletFateResponse(Answer):
    """A teacher with the booklet, or with why none was issued."""

    teacher_id: UUID
    number: str
    booklet: BookletResponse | None
    refusal: RefusalResponse | None


class SchoolBookletsResponse(Answer):
    """In the order in which they were asked for."""

    issued: int
    refused: int
    items: list[BookletFateResponse]


_OF_BOOKLET = ("booklet_id", "number", "teacher_id", "edition", "replaces", "reason", "issued_on")
