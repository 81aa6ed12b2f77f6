"""Passwords: argon2id in bounded threads, so that logins never starve the event loop or the memory."""

import asyncio
import secrets
from datetime import datetime
from functools import cache
from uuid import UUID

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries
from services.directory.errors import (
    AccountClosed,
    LoginLocked,
    OwnRights,
    PasswordTooCommon,
    PasswordUnchanged,
    PasswordWrong,
)
from services.directory.models import Account
from services.directory.rules import ENDED_LOGINS_KEPT, FORGOTTEN_AFTER, PASSWORD_ONCE_FOR, is_common, wait_after
from services.platform.access import Viewer
from services.platform.audit import record_operator
from services.platform.errors import NotFound
from services.platform.versions import demand_current, raise_version

_AT_ONCE = 2
_MOST_FORGOTTEN = 20_000
_HASHER = PasswordHash((Argon2Hasher(time_cost=2, memory_cost=19_456, parallelism=1),))
_turns = asyncio.Semaphore(_AT_ONCE)


@cache
def _dummy() -> str:
    return _HASHER.hash("nobody's password")


async def hash_password(password: str) -> str:
    async with _turns:
        return await asyncio.to_thread(_HASHER.hash, password)


async def is_password(password: str, password_hash: str | None) -> bool:
    """Whether it matches; an unknown account costs as much time as a known one."""
    async with _turns:
        matches = await asyncio.to_thread(_HASHER.verify, password, password_hash or _dummy())
    return matches and password_hash is not None


async def own_account(session: AsyncSession, viewer: Viewer) -> Account:
    """The account that asks, locked; not by a token that has ended, a teacher's neither.

    What is done with it is about its holder, as the audit trail says it.
    """
    principal = viewer.principal
    await demand_current(session, principal)
    if principal.person_id is not None:
        viewer.demand(person_id=principal.person_id)
    account = await queries.lock_account(session, district_id=principal.district_id, account_id=principal.account_id)
    if account is None:
        raise NotFound
    return account


async def change_password(session: AsyncSession, *, viewer: Viewer, present: str, new: str, at: datetime) -> None:
    """Choose another for one's own account. Every login of the account ends, and so does a WeChat user that is bound:
    whoever did that while the password was not the owner's alone is not to come in by it any more.
    """
    account = await own_account(session, viewer)
    await demand_password(session, account, present, at=at)
    if new == present:
        raise PasswordUnchanged.at(["/new_password"])
    if is_common(new, username=account.username):
        raise PasswordTooCommon.at(["/new_password"])
    account.password_hash = await hash_password(new)
    account.password_until = None
    account.failures, account.locked_until = 0, None
    await queries.delete_wechat_bindings(session, district_id=account.district_id, account_ids=[account.account_id])
    await end_logins(session, account, at=at)


async def reset_password(
    session: AsyncSession, *, viewer: Viewer, account_id: UUID, at: datetime
) -> tuple[str, datetime]:
    """A password for once in the place of a forgotten one, and until when it lets in to choose another.

    Never one's own: whoever has got hold of a token is not to make a login of it.
    """
    district_id = viewer.principal.district_id
    if account_id == viewer.principal.account_id:
        raise OwnRights
    account = await queries.lock_account(session, district_id=district_id, account_id=account_id)
    if account is None:
        raise NotFound
    return await _password_once(session, account, at=at)


async def readmit(
    session: AsyncSession, *, district_id: int, username: str, reopen: bool = False, at: datetime
) -> tuple[str, datetime]:
    """Of who has lost password and second factor with nobody else to ask: both are chosen anew; an operator's act.

    AccountClosed where somebody closed it on purpose, unless it is to be opened again.
    """
    account = await queries.lock_account_by_username(session, district_id=district_id, username=username)
    if account is None:
        raise NotFound
    if account.closed_at is not None and not reopen:
        raise AccountClosed
    await record_operator(
        session,
        district_id=district_id,
        service="directory",
        operation="district-readmit",
        object_id=account.account_id,
    )
    await queries.delete_second_factor(session, district_id=district_id, account_id=account.account_id)
    account.closed_at = None
    await queries.restate_known_account(session, account)
    return await _password_once(session, account, at=at)


async def _password_once(session: AsyncSession, account: Account, *, at: datetime) -> tuple[str, datetime]:
    """In the place of all that let in before: a WeChat user that somebody bound as well."""
    password = secrets.token_urlsafe(18)
    account.password_hash = await hash_password(password)
    account.password_until = at + PASSWORD_ONCE_FOR
    account.failures, account.locked_until = 0, None
    await queries.delete_wechat_bindings(session, district_id=account.district_id, account_ids=[account.account_id])
    await end_logins(session, account, at=at)
    return password, account.password_until


async def end_logins(session: AsyncSession, account: Account, *, at: datetime) -> None:
    """No token of the account is good any more: refresh tokens now, access tokens within a minute."""
    await session.flush()
    await queries.revoke_logins(session, district_id=account.district_id, account_id=account.account_id, at=at)
    await raise_version(session, district_id=account.district_id, account_id=account.account_id)


async def forget_ended_logins(session: AsyncSession, *, district_id: int, at: datetime) -> int:
    """Remove what can renew no login since long ago, so many at a time; how many there were."""
    return await queries.delete_ended_logins(
        session, district_id=district_id, before=at - ENDED_LOGINS_KEPT, limit=_MOST_FORGOTTEN
    )


async def demand_password(session: AsyncSession, account: Account, password: str, *, at: datetime) -> None:
    """Refuse what is not the account's present password, and count it: a stolen token does not try them all."""
    demand_unlocked(account, at=at)
    if not await is_password(password, account.password_hash) or has_run_out(account, at=at):
        count_failure(account, at=at)
        await session.flush()
        raise PasswordWrong


def has_run_out(account: Account, *, at: datetime) -> bool:
    """Whether its password was for once and is past."""
    return account.password_until is not None and account.password_until <= at


def demand_unlocked(account: Account, *, at: datetime) -> None:
    if account.locked_until is not None and account.locked_until > at:
        raise LoginLocked.of((account.locked_until - at).total_seconds())


def count_failure(account: Account, *, at: datetime) -> None:
    """One more in a row; the more, the longer nobody is let in."""
    if account.locked_until is not None and account.locked_until + FORGOTTEN_AFTER < at:
        account.failures = 0
    account.failures += 1
    wait = wait_after(account.failures)
    if wait is not None:
        account.locked_until = at + wait
