"""One answer per key: inserted first, in the transaction of the effect; a second request waits, then hears it again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import LargeBinary, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from services.platform import clock
from services.platform.database import Base, DistrictKey
from services.platform.errors import DomainError, Text

SCHEMA = {"schema": "platform"}


class IdempotencyKeyMissing(DomainError):
    status = 400
    title = Text(zh="缺少 Idempotency-Key 请求头", en="The Idempotency-Key header is missing")


class IdempotencyKeyReused(DomainError):
    title = Text(zh="同一个 Idempotency-Key 已用于其他内容", en="This Idempotency-Key was used for other content")


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


async def claim(session: AsyncSession, wanted: Claim, *, content_hash: bytes) -> KeptAnswer | None:
    """Take the key, or return the answer it was given before; other content under it is refused."""
    taken = await session.execute(
        insert(KeptAnswer)
        .values(**wanted.address(), content_hash=content_hash, created_at=clock.real_now())
        .on_conflict_do_nothing()
        .returning(KeptAnswer.key)
    )
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
    await session.execute(
        update(KeptAnswer)
        .filter_by(**taken.address())
        .values(status=status, body=body, media_type=media_type)
        .execution_options(synchronize_session=False)
    )
