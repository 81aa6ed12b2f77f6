"""Signed heads of the book, and the kept nodes of the tree whose root they sign."""

from datetime import datetime

from sqlalchemy import LargeBinary, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

IN_LEDGER = {"schema": "ledger"}


class BookHead(Base):
    """What was signed about the first so many entries; never changed. `canonical` holds what is signed."""

    __tablename__ = "book_head"
    __table_args__ = (UniqueConstraint("district_id", "seq"), IN_LEDGER)

    district_id: Mapped[DistrictKey]
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int]
    head_hash: Mapped[bytes] = mapped_column(LargeBinary)
    tree_root: Mapped[bytes] = mapped_column(LargeBinary)
    signed_at: Mapped[datetime]
    key_id: Mapped[str]
    canonical: Mapped[bytes] = mapped_column(LargeBinary)
    signature: Mapped[bytes] = mapped_column(LargeBinary)


class TreeNode(Base):
    """A full node of the tree over 2 to the power of `level` entries; never changed."""

    __tablename__ = "tree_node"
    __table_args__ = IN_LEDGER

    district_id: Mapped[DistrictKey]
    level: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hash: Mapped[bytes] = mapped_column(LargeBinary)
