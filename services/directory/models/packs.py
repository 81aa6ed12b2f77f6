"""Packs as they were published, for whom they are in force, and every revision of that."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Integer
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

PUBLIC = {"schema": "directory"}


class PackVersion(Base):
    """A pack as it was published here; never changed, found by the hash of its content.

    `content` is the whole pack as the engine reads it, `source` the words of its author, who may have built on another.
    """

    __tablename__ = "pack_version"
    __table_args__ = PUBLIC

    district_id: Mapped[DistrictKey]
    content_hash: Mapped[str] = mapped_column(primary_key=True)
    pack_id: Mapped[str]
    version: Mapped[str]
    title: Mapped[dict[str, Any] | None]
    content: Mapped[str]
    source: Mapped[str]
    builds_on: Mapped[str | None]
    published_by: Mapped[UUID | None]
    published_at: Mapped[datetime]


class PackAssignment(Base):
    """For whom and when a pack judges; null in school, stage or post means everybody. Which pack: its revisions."""

    __tablename__ = "pack_assignment"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "school_id"], ["directory.school.district_id", "directory.school.school_id"]
        ),
        PUBLIC,
    )

    district_id: Mapped[DistrictKey]
    assignment_id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID | None]
    stage: Mapped[str | None]
    post: Mapped[str | None]
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    withdrawn: Mapped[bool] = mapped_column(default=False)
    """As the latest revision says, like the last day: periods in force never overlap."""


class PackRevision(Base):
    """What an assignment puts in force, or that it is taken back.

    The latest holds for the whole period, the earlier ones stay readable. `kind` is ASSIGNED, CORRECTED, PERIOD (its
    last day was moved) or WITHDRAWN.
    """

    __tablename__ = "pack_revision"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "assignment_id"],
            ["directory.pack_assignment.district_id", "directory.pack_assignment.assignment_id"],
        ),
        ForeignKeyConstraint(
            ["district_id", "content_hash"],
            ["directory.pack_version.district_id", "directory.pack_version.content_hash"],
        ),
        PUBLIC,
    )

    district_id: Mapped[DistrictKey]
    assignment_id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str]
    valid_to: Mapped[date]
    content_hash: Mapped[str]
    parameters: Mapped[dict[str, Any]]
    switches: Mapped[dict[str, Any]]
    reason: Mapped[str | None]
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime]
