"""Bodies of notices and of their receipts."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints

from services.platform.types import Answer, Body, BulkBody, Day, Id, Name, Sentence, clean_text
from services.registration.models import Notice, NoticeReceipt
from services.registration.rules import notice_number


def _clean(value: object) -> object:
    return clean_text(value) if isinstance(value, str) else value


Words = Annotated[str, BeforeValidator(_clean), StringConstraints(strict=True, min_length=1, max_length=8000)]


class NoticeRequest(BulkBody):
    """A notice of a plan. Its text is made from the plan; `words` stand below it as they are."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "title": None,
                    "words": "请各校合理安排教学工作，保证教师按时参训。",
                    "item_ids": None,
                    "class_ids": [],
                    "asked_school_ids": [],
                    "reply_by": "2026-01-20",
                }
            ]
        }
    )

    title: Annotated[Name | None, Field(description="Named after the plan when left out")] = None
    words: Words | None = None
    item_ids: Annotated[list[Id] | None, Field(max_length=200, description="null names every item")] = None
    class_ids: Annotated[list[Id], Field(max_length=200)] = Field(default_factory=list)
    asked_school_ids: Annotated[list[Id], Field(max_length=500, description="Empty asks every school")] = Field(
        default_factory=list
    )
    reply_by: Annotated[Day | None, Field(description="Until when schools are to confirm it")] = None


class NoticeResponse(Answer):
    notice_id: UUID
    plan_id: UUID
    plan_revision: int
    school_id: UUID | None
    year: int
    number: Annotated[int, Field(description="Counted by its issuer: the district, or the school whose plan it is")]
    cited_as: Annotated[str, Field(examples=["教培通〔2026〕3号", "第一小学培通〔2026〕1号"])]
    title: str
    body: str
    item_ids: list[UUID]
    class_ids: list[UUID]
    asked_school_ids: list[UUID]
    reply_by: date | None
    issued_by: UUID
    issued_at: datetime
    withdrawn_by: UUID | None
    withdrawn_at: datetime | None
    withdrawal_reason: str | None


class NoticeWithdrawalRequest(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "培训时间调整，另行通知"}]})

    reason: Sentence


class ReceiptResponse(Answer):
    school_id: UUID
    read_by: UUID
    read_at: datetime


class ReceiptsResponse(Answer):
    notice_id: UUID
    items: list[ReceiptResponse]
    missing_school_ids: Annotated[list[UUID], Field(description="Schools asked that have not confirmed yet")]


def notice_response(notice: Notice) -> NoticeResponse:
    facts = {name: getattr(notice, name) for name in NoticeResponse.model_fields if name != "cited_as"}
    return NoticeResponse(
        **facts, cited_as=notice_number(heading=notice.heading, year=notice.year, number=notice.number)
    )


def receipts_response(notice: Notice, received: Sequence[NoticeReceipt], missing: Sequence[UUID]) -> ReceiptsResponse:
    return ReceiptsResponse(
        notice_id=notice.notice_id,
        items=[ReceiptResponse.model_validate(receipt) for receipt in received],
        missing_school_ids=list(missing),
    )
