"""Who may log in, and what only the directory itself may read."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Integer, LargeBinary, UniqueConstraint, column
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
    closed_at: Mapped[datetime | None]
    password_until: Mapped[datetime | None]
    """Of a password for once, which lets in to choose another: how long it does."""


class SecondFactor(Base):
    """What an account shows beside its password. Offered first; from when it was confirmed on it is asked for.

    Another that is offered then takes its place when it is confirmed itself.
    """

    __tablename__ = "second_factor"
    __table_args__ = PRIVATE

    district_id: Mapped[DistrictKey]
    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    secret_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    offered_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    last_step: Mapped[int]
    """The time step whose code was shown last: none of then or before is taken again."""
    recovery_hashes: Mapped[list[bytes]] = mapped_column(ARRAY(LargeBinary))
    """Of recovery codes that were not used yet."""
    offered_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The secret of another than the confirmed one."""


class RefreshToken(Base):
    """One link of a family of refresh tokens; a used one that comes back revokes the family."""

    __tablename__ = "refresh_token"
    __table_args__ = (
        Index("refresh_token_family_idx", "district_id", "family_id"),
        Index(
            "refresh_token_account_idx",
            "district_id",
            "account_id",
            postgresql_where=column("revoked_at").is_(None),
        ),
        Index("refresh_token_expires_idx", "district_id", "expires_at"),
        PRIVATE,
    )

    district_id: Mapped[DistrictKey]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    family_id: Mapped[UUID]
    account_id: Mapped[UUID]
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    family_until: Mapped[datetime | None]
    """However often it is renewed, the login ends then."""
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class Client(Base):
    """An integration of the district: OAuth 2 client credentials with scopes.

    Two secrets may be good at once, A and the other, B, so that one is changed while the system goes on by the other.
    """

    __tablename__ = "client"
    __table_args__ = PRIVATE

    district_id: Mapped[DistrictKey]
    client_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    secret_hash: Mapped[bytes | None] = mapped_column(LargeBinary)
    secret_until: Mapped[datetime | None]
    other_secret_hash: Mapped[bytes | None] = mapped_column(LargeBinary)
    other_secret_until: Mapped[datetime | None]
    public_keys: Mapped[list[Any] | None]
    """JSON Web Keys of who logs in by what it signs, without a secret."""
    scopes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    addresses: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    """Networks from which it may log in; from anywhere where there are none."""
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class ClientAssertion(Base):
    """What an integration signed to log in; kept until it has run out, for it is good once."""

    __tablename__ = "client_assertion"
    __table_args__ = PRIVATE

    district_id: Mapped[DistrictKey]
    client_id: Mapped[UUID] = mapped_column(primary_key=True)
    assertion_id: Mapped[str] = mapped_column(primary_key=True)
    expires_at: Mapped[datetime]


class WechatBinding(Base):
    """Which account a WeChat user of a mini-program is; what WeChat calls the user stands here only as keyed hashes."""

    __tablename__ = "wechat_binding"
    __table_args__ = (
        UniqueConstraint("district_id", "account_id"),
        Index(
            "wechat_binding_union_idx",
            "district_id",
            "union_index",
            postgresql_where=column("union_index").is_not(None),
        ),
        PRIVATE,
    )

    district_id: Mapped[DistrictKey]
    openid_index: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    union_index: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Of the unionid, which is the same in every mini-program of one owner; where WeChat told it."""
    account_id: Mapped[UUID]
    bound_at: Mapped[datetime]


class PhoneCode(Base):
    """A code sent to the phone of a teacher whom a WeChat user says to be; without account nobody was found."""

    __tablename__ = "phone_code"
    __table_args__ = PRIVATE

    district_id: Mapped[DistrictKey]
    openid_index: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    account_id: Mapped[UUID | None]
    code_hash: Mapped[bytes] = mapped_column(LargeBinary)
    failures: Mapped[int] = mapped_column(Integer)
    sent_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class Identity(Base):
    """Identity document and phone of a teacher, encrypted; the indexes are keyed hashes."""

    __tablename__ = "identity"
    __table_args__ = (UniqueConstraint("district_id", "document_index"), PRIVATE)

    district_id: Mapped[DistrictKey]
    teacher_id: Mapped[UUID] = mapped_column(primary_key=True)
    key_id: Mapped[int | None] = mapped_column(Integer)
    """Which of the district's keys it is sealed by; null of what was sealed before districts had keys of their own."""
    document_kind: Mapped[str]
    document_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    document_index: Mapped[bytes] = mapped_column(LargeBinary)
    phone_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    phone_index: Mapped[bytes | None] = mapped_column(LargeBinary)


class DataKey(Base):
    """A key of one district's personal data, itself encrypted by the deployment's; the highest number seals."""

    __tablename__ = "data_key"
    __table_args__ = PRIVATE

    district_id: Mapped[DistrictKey]
    key_id: Mapped[int] = mapped_column(Integer, primary_key=True)
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)
    wrapped_by: Mapped[str]
    made_at: Mapped[datetime]


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
