"""Bodies about what is held of one person."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from services.directory.rules import normal_phone
from services.directory.schemas.people import AppointmentResponse, FactResponse
from services.platform.types import Answer, Body, Sentence, unacceptable


def _mobile(number: str) -> str:
    normal = normal_phone(number)
    if normal is None:
        raise unacceptable(zh="须为大陆手机号", en="a mainland mobile number is needed")
    return normal


Mobile = Annotated[Sentence, AfterValidator(_mobile)]


class IdentityResponse(Answer):
    """A document and a phone: masked, or in full where that was asked for."""

    document_kind: str = Field(examples=["RESIDENT_ID"])
    document: str = Field(examples=["341***********0123"])
    phone: str | None = Field(examples=["138****0001"])


class PhoneRequest(Body):
    phone: Mobile | None = Field(examples=["13800000017"], description="Null removes it")


class AccountHeld(Answer):
    """A login of the person."""

    username: str
    display_name: str
    roles: list[str]
    wechat_bound: bool
    created_at: datetime


class PersonalDataResponse(Answer):
    """Everything the directory holds of one person; what was earned is in the ledger's archive of the teacher."""

    teacher_id: UUID
    person_id: UUID = Field(description="The person's number in the whole country")
    staff_number: str
    former_numbers: list[str] = Field(description="Other staff numbers that were found to be the same person's")
    name: str
    birth_date: date | None
    hire_date: date | None
    retire_date: date | None
    identity: IdentityResponse | None = Field(description="In full")
    appointments: list[AppointmentResponse]
    facts: list[FactResponse]
    accounts: list[AccountHeld]


class ErasureRequest(Body):
    reason: Sentence = Field(examples=["本人离职后书面申请删除个人信息,申请书2026-03号。"])


class ErasureResponse(Answer):
    """What was removed. The id stays, and with it what was earned and decided: the book never forgets an entry."""

    teacher_id: UUID
    documents: int = Field(description="Identity documents, with the phones beside them")
    accounts: int = Field(description="Logins, closed for good")
    person_forgotten: bool = Field(
        description="Whether the document leads to nobody in the country any more; not where a district has the person"
    )
