"""Tokens that end before they expire: what an account may do has changed since, and every service hears it in a minute.

A token says the version of its account. Each change that takes something away raises the version; every process keeps
the versions that changed while tokens of before still live, and reads them anew before they are a minute old.
"""

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta
from time import monotonic
from typing import Final
from uuid import UUID

from asyncpg import InternalClientError
from sqlalchemy import Index, Integer, bindparam, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from services.platform import clock, patience
from services.platform.access import Principal
from services.platform.database import Base, DistrictKey, Sessions, district_transaction
from services.platform.errors import Unauthenticated
from services.platform.retrying import until_unbeaten
from services.platform.tokens import LEEWAY_SECONDS, LIFETIME

# Older than the first, what is kept is read anew beside what goes on; older than the second, before anything goes on.
READ_AFTER: Final = 25.0
OLDEST: Final = 55.0
# As long as a token of before a change can live, and a bit for clocks that differ.
_LIVE: Final = LIFETIME + timedelta(seconds=4 * LEEWAY_SECONDS)


class AccountVersion(Base):
    """How often an account lost something; none is told as 0."""

    __tablename__ = "account_version"
    __table_args__ = (Index("account_version_changed_idx", "changed_at"), {"schema": "platform"})

    district_id: Mapped[DistrictKey]
    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(Integer)
    changed_at: Mapped[datetime]


# Made once: to put it together costs as much as to ask it.
_VERSION: Final = select(AccountVersion.version).where(
    AccountVersion.district_id == bindparam("district_id"), AccountVersion.account_id == bindparam("account_id")
)


class Versions:
    """The versions of accounts that changed lately, in all districts, as one process knows them."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._known: dict[UUID, int] = {}
        self._read_at = float("-inf")
        self._reading: asyncio.Task[None] | None = None

    def demand_known(self, principal: Principal) -> None:
        """Unauthenticated for a token of a version that is past, as far as was heard; costs a microsecond."""
        if self._known and self._known.get(principal.account_id, 0) > principal.version:
            raise Unauthenticated

    async def still_hold(self, principal: Principal) -> bool:
        """Whether what stays open may stay so; while the database is away, by what was heard before."""
        with suppress(SQLAlchemyError, InternalClientError, OSError, TimeoutError):
            await self.refresh()
        return self._known.get(principal.account_id, 0) <= principal.version

    async def refresh(self) -> None:
        """See to it that what is known is young enough; waits only where it is too old to go by."""
        age = monotonic() - self._read_at
        if age < READ_AFTER:
            return
        if self._reading is None:
            self._reading = asyncio.create_task(until_unbeaten(self._read))
            self._reading.add_done_callback(self._told)
        if age >= OLDEST:
            # Others wait for the same answer: who goes does not take it away from them.
            async with asyncio.timeout(patience.LONGEST_SECONDS):
                await asyncio.shield(self._reading)

    async def close(self) -> None:
        """End what may still be reading."""
        if self._reading is not None:
            self._reading.cancel()
            await asyncio.wait([self._reading])

    async def _read(self) -> None:
        asked_at = monotonic()
        changed = select(AccountVersion.account_id, AccountVersion.version).where(
            AccountVersion.changed_at > clock.real_now() - _LIVE
        )
        async with district_transaction(self._sessions, None) as session:
            self._known = {row.account_id: row.version for row in await session.execute(changed)}
        self._read_at = asked_at

    def _told(self, reading: asyncio.Task[None]) -> None:
        self._reading = None
        if not reading.cancelled():
            # Whoever waits is told; until it is too old, what was read before serves.
            reading.exception()


async def demand_current(session: AsyncSession, principal: Principal) -> None:
    """Unauthenticated for a token of a version that is past now: for what is not to wait a minute."""
    if principal.version < await find_version(
        session, district_id=principal.district_id, account_id=principal.account_id
    ):
        raise Unauthenticated


async def find_version(session: AsyncSession, *, district_id: int, account_id: UUID) -> int:
    """What a token of the account has to say, at the least."""
    return await session.scalar(_VERSION, {"district_id": district_id, "account_id": account_id}) or 0


async def raise_version(session: AsyncSession, *, district_id: int, account_id: UUID) -> None:
    """End every token that the account holds: in a minute everywhere, at once for what is looked up."""
    raised = insert(AccountVersion).values(
        district_id=district_id, account_id=account_id, version=1, changed_at=clock.real_now()
    )
    await session.execute(
        raised.on_conflict_do_update(
            index_elements=[AccountVersion.district_id, AccountVersion.account_id],
            set_={"version": AccountVersion.version + 1, "changed_at": raised.excluded.changed_at},
        )
    )
