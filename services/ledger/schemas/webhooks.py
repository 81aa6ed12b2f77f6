"""Bodies of webhooks."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import ConfigDict, Field, StringConstraints

from services.ledger.models import WebhookAttempt
from services.ledger.rules import WebhookType
from services.platform.types import Answer, Body, BulkBody, Flag, Id, Instant

DeliveryState = Literal["WAITING", "DELIVERED", "PARKED"]


Url = Annotated[str, StringConstraints(min_length=1, max_length=1000)]


class WebhookRequest(Body):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "url": "https://records.example.edu.cn/hooks/xuefen",
                    "types": ["entries.posted", "book_head.signed"],
                    "active": True,
                }
            ]
        }
    )

    url: Url = Field(description="https, on port 443 or above 1023, of a public host")
    types: list[WebhookType] = Field(min_length=1, max_length=10)
    active: Flag = Field(default=True, description="Paused, it is told nothing")


class WebhookResponse(Answer):
    """An address, and how it has been answering."""

    name: str
    url: str
    types: list[str]
    active: bool
    secret: str | None = Field(default=None, description="Shown when it is made, and never again")
    former_secret_until: datetime | None = Field(description="Until then the secret before signs too")
    waiting: int = Field(description="Messages not delivered yet")
    parked: int = Field(description="Messages given up, which can be replayed")
    failures: int = Field(description="Calls in a row that the address did not answer")
    rests_until: datetime | None = Field(description="Nothing is tried before")
    set_at: datetime


class WebhooksResponse(Answer):
    items: list[WebhookResponse]


class AttemptResponse(Answer):
    """One call."""

    at: datetime
    url: str
    address: str | None = Field(description="The one that was connected to; null where the name was not known")
    status: int | None = Field(description="What was answered; null where nothing was")
    fault: str | None = Field(
        description="ADDRESS_REFUSED, NAME_UNKNOWN, NOT_REACHED, TLS_FAILED, TIMED_OUT or BROKEN_OFF"
    )
    answer: str = Field(description="The first 2 KB of it")
    milliseconds: int

    @classmethod
    def of(cls, attempt: WebhookAttempt) -> Self:
        return cls.model_validate(attempt)


class DeliveryResponse(Answer):
    """A message for an address."""

    message_id: UUID = Field(description="`webhook-id` of the call, the same at every attempt and replay")
    type: str
    state: DeliveryState
    attempts: int = Field(description="Since it was last put in line")
    made_at: datetime
    next_at: datetime | None = Field(description="When it is tried next; null when it has ended")
    ended_at: datetime | None
    last: AttemptResponse | None


class DeliveryDetailResponse(DeliveryResponse):
    body: str = Field(description="What is signed, byte for byte")
    calls: list[AttemptResponse]


class ReplayRequest(BulkBody):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"states": ["PARKED"], "since": "2026-09-01T00:00:00+08:00"}]}
    )

    states: list[DeliveryState] = Field(default=["PARKED"], min_length=1, max_length=3)
    message_ids: list[Id] | None = Field(default=None, max_length=500, description="Only these")
    since: Instant | None = Field(default=None, description="Only what was said from then on")
    until: Instant | None = Field(default=None, description="Only what was said until then")


class ReplayResponse(Answer):
    replayed: int
