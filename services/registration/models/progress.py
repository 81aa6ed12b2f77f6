"""The table of what came of the members of classes, as attendance settled it and assessment judged it."""

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

SCHEMA = {"schema": "registration"}


class Participation(Base):
    """How far a member came: each half as it was said last, None while it was not.

    `attended` came and reached the attendance line, `excused` was on leave all the time; `passed` is None too once a
    result was withdrawn.
    """

    __tablename__ = "participation"
    __table_args__ = SCHEMA

    district_id: Mapped[DistrictKey]
    class_id: Mapped[UUID] = mapped_column(primary_key=True)
    teacher_id: Mapped[UUID] = mapped_column(primary_key=True)
    settled_revision: Mapped[int | None]
    attended: Mapped[bool | None]
    excused: Mapped[bool | None]
    outcome_revision: Mapped[int | None]
    passed: Mapped[bool | None]
    grade: Mapped[str | None]
