"""Tables of helper devices without a network: what they took along, what they brought back, and what was made of it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

SCHEMA = {"schema": "attendance"}


class OfflineBundle(Base):
    """Who took the list of a meeting and the keys of its codes to a device, and until when it may bring facts."""

    __tablename__ = "offline_bundle"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "meeting_id"], ["attendance.meeting.district_id", "attendance.meeting.meeting_id"]
        ),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    bundle_id: Mapped[UUID] = mapped_column(primary_key=True)
    meeting_id: Mapped[UUID]
    issued_to: Mapped[UUID]
    issued_at: Mapped[datetime]
    uploads_until: Mapped[datetime]


class OfflineFact(Base):
    """One line that a device brought, under the id the device gave it: recorded, known before, or to be reviewed."""

    __tablename__ = "offline_fact"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "bundle_id"],
            ["attendance.offline_bundle.district_id", "attendance.offline_bundle.bundle_id"],
        ),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    meeting_id: Mapped[UUID] = mapped_column(primary_key=True)
    client_id: Mapped[UUID] = mapped_column(primary_key=True)
    bundle_id: Mapped[UUID]
    phase: Mapped[str]
    teacher_id: Mapped[UUID | None]
    staff_number: Mapped[str | None]
    grade: Mapped[str]
    occurred_at: Mapped[datetime]
    device_at: Mapped[datetime]
    content_hash: Mapped[bytes]
    outcome: Mapped[str]
    reason: Mapped[str | None]
    check_in_id: Mapped[UUID | None]
    uploaded_by: Mapped[UUID]
    uploaded_at: Mapped[datetime]


class OfflineReview(Base):
    """What a person made of a fact that needed one, once. An accepted fact counts for this teacher from then on."""

    __tablename__ = "offline_review"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "meeting_id", "client_id"],
            [
                "attendance.offline_fact.district_id",
                "attendance.offline_fact.meeting_id",
                "attendance.offline_fact.client_id",
            ],
        ),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    meeting_id: Mapped[UUID] = mapped_column(primary_key=True)
    client_id: Mapped[UUID] = mapped_column(primary_key=True)
    accepted: Mapped[bool]
    teacher_id: Mapped[UUID | None]
    reason: Mapped[str]
    reviewed_by: Mapped[UUID]
    reviewed_at: Mapped[datetime]
