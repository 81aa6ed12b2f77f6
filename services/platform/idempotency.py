"""One answer per key: inserted first, in the transaction of the effect; a second request waits, then hears it again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, cast

from sqlalchemy import LargeBinary, Table, bindparam, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from services.platform import clock
from services.platform.database import Base, DistrictKey, sqlstate_of
from services.platform.errors import DomainError, Text

SCHEMA = {"schema": "platform"}
_LOCK_NOT_AVAILABLE: Final = "55P03"


class IdempotencyKeyMissing(DomainError):
    status = 400
    title = Text(zh="缺少 Idempotency-Key 请求头", en="The Idempotency-Key header is missing")


class IdempotencyKeyReused(DomainError):
    title = Text(zh="同一个 Idempotency-Key 已用于其他内容", en="This Idempotency-Key was used for other content")


class IdempotencyKeyInUse(DomainError):
    """The first request under the key is still at work; what it comes to is heard by the same key."""

    title = Text(zh="同一个 Idempotency-Key 的请求正在处理", en="A request with this Idempotency-Key is at work still")
    retry_after = 1


class KeptAnswer(Base):
    """The answer that a key was given, refusals included; `status` is null while the first request runs."""

    __tablename__ = "idempotency"
    __table_args__ = SCHEMA

    district_id: Mapped[DistrictKey]
    service: Mapped[str] = mapped_column(primary_key=True)
    principal: Mapped[str] = mapped_column(primary_key=True)
    operation: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    content_hash: Mapped[bytes] = mapped_column(LargeBinary)
    status: Mapped[int | None]
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    media_type: Mapped[str | None]
    created_at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class Claim:
    """A key taken by this transaction, to be answered before it commits."""

    district_id: int
    service: str
    principal: str
    operation: str
    key: str

    def address(self) -> Mapping[str, object]:
        return {
            "district_id": self.district_id,
            "service": self.service,
            "principal": self.principal,
            "operation": self.operation,
            "key": self.key,
        }


_KEPT = cast(Table, KeptAnswer.__table__)
# Written once: to write a statement takes longer than to ask it.
_TAKE = insert(_KEPT).on_conflict_do_nothing().returning(_KEPT.c.key)
_KEEP = (
    update(_KEPT)
    .where(*(column == bindparam(f"of_{column.name}") for column in _KEPT.primary_key))
    .values({name: bindparam(name) for name in ("status", "body", "media_type")})
)


async def claim(session: AsyncSession, wanted: Claim, *, content_hash: bytes) -> KeptAnswer | None:
    """Take the key, or return the answer it was given before; other content under it is refused."""
    try:
        taken = await session.execute(
            _TAKE, {**wanted.address(), "content_hash": content_hash, "created_at": clock.real_now()}
        )
    except DBAPIError as fault:
        if sqlstate_of(fault) == _LOCK_NOT_AVAILABLE:
            raise IdempotencyKeyInUse from fault
        raise
    if taken.scalar_one_or_none() is not None:
        return None
    kept = (await session.execute(select(KeptAnswer).filter_by(**wanted.address()))).scalar_one_or_none()
    if kept is None:
        # It was old, and forgotten just now: the key is free again.
        return await claim(session, wanted, content_hash=content_hash)
    if kept.content_hash != content_hash:
        raise IdempotencyKeyReused
    return kept


async def is_taken(session: AsyncSession, wanted: Claim) -> bool:
    """Whether the key was given an answer before."""
    return bool(await session.scalar(select(select(KeptAnswer.key).filter_by(**wanted.address()).exists())))


async def keep(session: AsyncSession, taken: Claim, *, status: int, body: bytes, media_type: str) -> None:
    """Store the answer beside the effect; both are committed or neither is."""
    whose = {f"of_{name}": value for name, value in taken.address().items()}
    await session.flush()
    await session.execute(_KEEP, {**whose, "status": status, "body": body, "media_type": media_type})
