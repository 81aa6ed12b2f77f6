"""Tables of what is told to the district: notices, which schools have read them, and calendar feeds."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Text, Uuid

from services.platform.database import Base, DistrictKey
from services.registration.rules import FeedKind

SCHEMA = {"schema": "registration"}


class NoticeHead(Base):
    """The last number that a notice got in a year under a heading, the district's or a school's; hands out the next."""

    __tablename__ = "notice_head"
    __table_args__ = SCHEMA

    district_id: Mapped[DistrictKey]
    heading: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(Integer, primary_key=True)
    last_number: Mapped[int] = mapped_column(Integer)


class Notice(Base):
    """培训通知: what was announced of a plan, in the words of that day; no schools named means all of them."""

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("district_id", "heading", "year", "number"),
        ForeignKeyConstraint(
            ["district_id", "plan_id"], ["registration.plan.district_id", "registration.plan.plan_id"]
        ),
        Index("notice_by_plan_idx", "district_id", "plan_id", "notice_id"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    notice_id: Mapped[UUID] = mapped_column(primary_key=True)
    plan_id: Mapped[UUID]
    plan_revision: Mapped[int]
    school_id: Mapped[UUID | None]
    heading: Mapped[str]
    year: Mapped[int] = mapped_column(Integer)
    number: Mapped[int] = mapped_column(Integer)
    title: Mapped[str]
    body: Mapped[str]
    item_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    class_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    asked_school_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    reply_by: Mapped[date | None]
    issued_by: Mapped[UUID]
    issued_at: Mapped[datetime]
    withdrawn_by: Mapped[UUID | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawal_reason: Mapped[str | None]


class NoticeReceipt(Base):
    """That a school has read a notice: who did so first, and when."""

    __tablename__ = "notice_receipt"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "notice_id"], ["registration.notice.district_id", "registration.notice.notice_id"]
        ),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    notice_id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(primary_key=True)
    read_by: Mapped[UUID]
    read_at: Mapped[datetime]


class CalendarFeed(Base):
    """A calendar that somebody subscribed to, until it is revoked.

    `person_id` is of whom it was given to because he belongs to the school; once he no longer does it shows nothing.
    """

    __tablename__ = "calendar_feed"
    __table_args__ = (
        Index(
            "calendar_feed_active_key",
            "district_id",
            "account_id",
            "kind",
            "subject_id",
            unique=True,
            postgresql_where=text("revoked_at IS NULL"),
        ),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    feed_id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID]
    kind: Mapped[FeedKind] = mapped_column(Text)
    subject_id: Mapped[UUID]
    person_id: Mapped[UUID | None]
    issued_at: Mapped[datetime]
    revoked_by: Mapped[UUID | None]
    revoked_at: Mapped[datetime | None]
