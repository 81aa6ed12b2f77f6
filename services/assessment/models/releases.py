"""Tables of what members are shown of a class."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from services.assessment.models.scoring import SCHEMA, of_class
from services.platform.database import Base, DistrictKey


class ReleaseAct(Base):
    """A component, or the result, released to members or taken back; append-only, the newest act of each counts."""

    __tablename__ = "release_act"
    __table_args__ = (
        Index("release_act_by_class_idx", "district_id", "class_id", "component", "act_id"),
        of_class(),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    act_id: Mapped[UUID] = mapped_column(primary_key=True)
    class_id: Mapped[UUID]
    component: Mapped[str | None]
    """None: the result as a whole."""
    withdrawn: Mapped[bool]
    reason: Mapped[str | None]
    appeal_until: Mapped[datetime | None]
    """None of a withdrawal."""
    acted_by: Mapped[UUID]
    acted_at: Mapped[datetime]
