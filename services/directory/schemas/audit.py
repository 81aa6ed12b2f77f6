"""Answers about the audit trail."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from services.platform.types import Answer


class AuditRecordResponse(Answer):
    """One privileged act: a write by who holds another role than a teacher's, or data of people taken out."""

    audit_id: UUID
    at: datetime
    service: str
    operation: str = Field(description="The operation's id in the interface of that service")
    account_id: UUID = Field(description="The account, or the client of a connected system, that acted")
    roles: list[str]
    teacher_id: UUID | None = Field(description="Whom it concerned, where it concerned one teacher")
    object: str = Field(description="The address below the district")
    object_id: UUID | None = Field(description="The last id in that address")
    purpose: str | None = Field(description="The purpose or reason that was given")
    status: int = Field(description="How it was answered, as HTTP counts")
    problem: str | None = Field(description="Why it was refused, where it was")
    request_id: UUID = Field(description="Its number in the logs")
    address: str = Field(description="The network address it came from")
