"""What teachers earned by cell and month: a projection of the entries that rules read."""

from uuid import UUID

from sqlalchemy import Computed, Integer, SmallInteger, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Text

from services.platform.database import Base, DistrictKey

IN_LEDGER = {"schema": "ledger"}


class TallyKey(Base):
    """A cell of the dimensions in which entries stand: everything about an entry that rules look at but when and whose.

    Keys are given out under the lock of the book.
    """

    __tablename__ = "tally_key"
    __table_args__ = (
        UniqueConstraint(
            "district_id",
            "category",
            "level",
            "mode",
            "nature",
            "kind",
            "tags",
            "organised_by_admin",
            "carried",
            name="tally_key_cell_key",
        ),
        IN_LEDGER,
    )

    district_id: Mapped[DistrictKey]
    key_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    category: Mapped[str]
    level: Mapped[str]
    mode: Mapped[str]
    nature: Mapped[str]
    kind: Mapped[str]
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text))
    organised_by_admin: Mapped[bool]
    carried: Mapped[bool]


class Tally(Base):
    """What a teacher earned in a cell and month: a projection of the entries, moved in the transaction that posts them.

    Hours and credits in ten-thousandths, reversals netted; the days are those of the month on which entries stand.
    """

    __tablename__ = "tally"
    __table_args__ = IN_LEDGER

    district_id: Mapped[DistrictKey]
    year: Mapped[int] = mapped_column(Integer, Computed("(month - 8) / 12", persisted=True), primary_key=True)
    """In which the school year of the month begins; it leads the key: a posting touches the pages of its own year."""
    teacher_id: Mapped[UUID] = mapped_column(primary_key=True)
    key_id: Mapped[int] = mapped_column(Integer, primary_key=True)
    month: Mapped[int] = mapped_column(Integer, primary_key=True)
    """Year times twelve, plus 0 for January."""
    first_day: Mapped[int] = mapped_column(SmallInteger)
    last_day: Mapped[int] = mapped_column(SmallInteger)
    hours: Mapped[int]
    credits: Mapped[int]
