"""Webhooks: addresses that a district registered, messages, who still has to get them, and every attempt."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer, LargeBinary, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Text

from services.platform.database import Base, DistrictKey

IN_LEDGER = {"schema": "ledger"}


class Webhook(Base):
    """An address of the district's own, and how it has been answering."""

    __tablename__ = "webhook"
    __table_args__ = IN_LEDGER

    district_id: Mapped[DistrictKey]
    name: Mapped[str] = mapped_column(primary_key=True)
    url: Mapped[str]
    types: Mapped[list[str]] = mapped_column(ARRAY(Text))
    active: Mapped[bool]
    secret: Mapped[bytes] = mapped_column(LargeBinary)
    """Sealed."""
    former_secret: Mapped[bytes | None] = mapped_column(LargeBinary)
    former_until: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(Integer)
    """In a row, of the address as a whole."""
    rests_until: Mapped[datetime | None]
    wakes_at: Mapped[datetime | None]
    """When the timer falls due that was set last."""
    set_by: Mapped[UUID]
    set_at: Mapped[datetime]


class WebhookMessage(Base):
    """What is said, in the bytes that are signed; never changed."""

    __tablename__ = "webhook_message"
    __table_args__ = IN_LEDGER

    district_id: Mapped[DistrictKey]
    message_id: Mapped[UUID] = mapped_column(primary_key=True)
    type: Mapped[str]
    body: Mapped[str]
    made_at: Mapped[datetime]


class WebhookDelivery(Base):
    """One message for one address: WAITING, DELIVERED or PARKED."""

    __tablename__ = "webhook_delivery"
    __table_args__ = (
        ForeignKeyConstraint(["district_id", "name"], ["ledger.webhook.district_id", "ledger.webhook.name"]),
        ForeignKeyConstraint(
            ["district_id", "message_id"], ["ledger.webhook_message.district_id", "ledger.webhook_message.message_id"]
        ),
        Index(
            "webhook_delivery_waiting_idx",
            "district_id",
            "name",
            "next_at",
            postgresql_where=text("state = 'WAITING'"),
        ),
        IN_LEDGER,
    )

    district_id: Mapped[DistrictKey]
    name: Mapped[str] = mapped_column(primary_key=True)
    message_id: Mapped[UUID] = mapped_column(primary_key=True)
    state: Mapped[str]
    attempts: Mapped[int] = mapped_column(Integer)
    next_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class WebhookAttempt(Base):
    """One call and how it went; never changed."""

    __tablename__ = "webhook_attempt"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "name", "message_id"],
            [
                "ledger.webhook_delivery.district_id",
                "ledger.webhook_delivery.name",
                "ledger.webhook_delivery.message_id",
            ],
        ),
        Index("webhook_attempt_by_message_idx", "district_id", "name", "message_id"),
        IN_LEDGER,
    )

    district_id: Mapped[DistrictKey]
    attempt_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    message_id: Mapped[UUID]
    at: Mapped[datetime]
    url: Mapped[str]
    address: Mapped[str | None]
    status: Mapped[int | None] = mapped_column(Integer)
    fault: Mapped[str | None]
    answer: Mapped[str]
    milliseconds: Mapped[int] = mapped_column(Integer)
