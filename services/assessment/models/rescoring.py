"""Tables of classes that were scored anew by another version of a scheme."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from services.assessment.models.scoring import SCHEMA, of_class
from services.platform.database import Base, DistrictKey


class Rescoring(Base):
    """A class put under another version of a scheme after its preview was looked at; append-only."""

    __tablename__ = "rescoring"
    __table_args__ = (Index("rescoring_by_class_idx", "district_id", "class_id", "rescoring_id"), of_class(), SCHEMA)

    district_id: Mapped[DistrictKey]
    rescoring_id: Mapped[UUID] = mapped_column(primary_key=True)
    class_id: Mapped[UUID]
    from_code: Mapped[str]
    from_version: Mapped[int] = mapped_column(Integer)
    to_code: Mapped[str]
    to_version: Mapped[int] = mapped_column(Integer)
    preview_hash: Mapped[str]
    changed: Mapped[int] = mapped_column(Integer)
    reason: Mapped[str]
    applied_by: Mapped[UUID]
    applied_at: Mapped[datetime]
