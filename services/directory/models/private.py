"""Who may log in, and what only the directory itself may read."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Integer, LargeBinary, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Text

from services.platform.database import Base, DistrictKey

PRIVATE = {"schema": "directory_private"}


class Account(Base):
    """Who can log in. A password hash is absent where only WeChat or nothing yet is bound."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("district_id", "username"), PRIVATE)

    district_id: Mapped[DistrictKey]
    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    username: Mapped[str]
    display_name: Mapped[str]
    password_hash: Mapped[str | None]
    roles: Mapped[list[str]] = mapped_column(ARRAY(Text))
    school_id: Mapped[UUID | None]
    teacher_id: Mapped[UUID | None]
    failures: Mapped[int] = mapped_column(Integer, default=0)
    locked_until: Mapped[datetime | None]
    created_at: Mapped[datetime]


class RefreshToken(Base):
    """One link of a family of refresh tokens; a used one that comes back revokes the family."""

    __tablename__ = "refresh_token"
    __table_args__ = PRIVATE

    district_id: Mapped[DistrictKey]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    family_id: Mapped[UUID]
    account_id: Mapped[UUID]
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class Client(Base):
    """An integration of the district: OAuth 2 client credentials with scopes."""

    __tablename__ = "client"
    __table_args__ = PRIVATE

    district_id: Mapped[DistrictKey]
    client_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary)
    scopes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    created_at: Mapped[datetime]


class WechatBinding(Base):
    """Which account a WeChat user of a mini-program is; the openid stands here only as a keyed hash."""

    __tablename__ = "wechat_binding"
    __table_args__ = (UniqueConstraint("district_id", "account_id"), PRIVATE)

    district_id: Mapped[DistrictKey]
    openid_index: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    account_id: Mapped[UUID]
    bound_at: Mapped[datetime]


class Identity(Base):
    """Identity document and phone of a teacher, encrypted; the indexes are keyed hashes."""

    __tablename__ = "identity"
    __table_args__ = (UniqueConstraint("district_id", "document_index"), PRIVATE)

    district_id: Mapped[DistrictKey]
    teacher_id: Mapped[UUID] = mapped_column(primary_key=True)
    document_kind: Mapped[str]
    document_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    document_index: Mapped[bytes] = mapped_column(LargeBinary)
    phone_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    phone_index: Mapped[bytes | None] = mapped_column(LargeBinary)


class PersonClaim(Base):
    """One person in the country for one document: a reference table, the one exception to the leading key."""

    __tablename__ = "person_claim"
    __table_args__ = PRIVATE

    document_index: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    person_id: Mapped[UUID]


class PersonPlace(Base):
    """Which one district of the country holds a person open; null between leaving and being received.

    A reference table like the claims, and what makes it impossible that two districts hold one person at once.
    """

    __tablename__ = "person_place"
    __table_args__ = PRIVATE

    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    district_id: Mapped[int | None] = mapped_column(Integer)
    transfer_id: Mapped[UUID | None]
    """On the way to `new_district_id`."""
    new_district_id: Mapped[int | None] = mapped_column(Integer)
